# tests/lint: rules about the source and what is built of it.
lint_tests = tests/lint/layers.sh tests/lint/headers.sh tests/lint/source.sh \
	tests/lint/symbols.sh tests/lint/format.sh
TESTS += $(lint_tests)
EXTRA_DIST += $(lint_tests) tests/lint/long-files.tsv .clang-format
AM_TESTS_ENVIRONMENT += \
	LINT_CFLAGS='$(GLIB_CFLAGS) $(RAPTOR_CFLAGS) $(REDLAND_CFLAGS) $(LIBXML_CFLAGS) $(JSON_GLIB_CFLAGS)'; \
	export LINT_CFLAGS;
