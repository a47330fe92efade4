# tests/cli: what people see. `make bless` rewrites tests/cli/golden/.
cli_tests =
cli_tests += tests/cli/cite.sh
cli_tests += tests/cli/completion.sh
cli_tests += tests/cli/embedded.sh
cli_tests += tests/cli/export.sh
cli_tests += tests/cli/help.sh
cli_tests += tests/cli/identity.sh
cli_tests += tests/cli/index-bad.sh
cli_tests += tests/cli/index-crash.sh
cli_tests += tests/cli/index-disk.sh
cli_tests += tests/cli/index-run.sh
cli_tests += tests/cli/index-order.sh tests/cli/index-same.sh
cli_tests += tests/cli/lexicon.sh
cli_tests += tests/cli/load.sh
cli_tests += tests/cli/man.sh
cli_tests += tests/cli/plugins.sh
cli_tests += tests/cli/query.sh tests/cli/query-hostile.sh tests/cli/query-limits.sh tests/cli/semantics.sh
cli_tests += tests/cli/readme.sh
cli_tests += tests/cli/roles.sh
cli_tests += tests/cli/show.sh
cli_tests += tests/cli/stats.sh
cli_tests += tests/cli/store-care.sh
cli_tests += tests/cli/update.sh
cli_tests += tests/cli/extract.sh tests/cli/why.sh

# Not among cli_tests: it says nothing that `make bless` could write down.
TESTS += $(cli_tests) tests/cli/relocate.sh
TESTS += tests/cli/plugin-template.sh tests/cli/out-of-tree-plugin.sh
TESTS += tests/cli/learned.sh tests/cli/learned-projects.sh tests/cli/press-layouts.sh
EXTRA_DIST += tests/cli/learned.sh tests/cli/learned-projects.sh tests/cli/press-layouts.sh
TESTS += tests/cli/library.sh tests/cli/press-rules.sh tests/cli/redland.sh
EXTRA_DIST += tests/cli/library.sh tests/cli/press-rules.sh tests/cli/redland.sh
EXTRA_DIST += tests/cli/plugin-template.sh tests/cli/out-of-tree-plugin.sh
EXTRA_DIST += $(cli_tests) tests/cli/relocate.sh tests/cli/golden.sh tests/cli/golden tests/cli/data

bless: all
	$(MAKE) check TESTS='$(cli_tests)' NYSTA_BLESS=1
.PHONY: bless

# Not made where sanitizers want to be first in a program.
store_tests = tests/cli/store-faults.sh tests/cli/store-crash.sh tests/cli/store-versions.sh
TESTS += $(store_tests)
EXTRA_DIST += $(store_tests) tests/cli/failing-io.c tests/store-versions
if !SANITIZERS
tests/cli/failing-io.so: tests/cli/failing-io.c
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)$(CC) -std=gnu17 $(CFLAGS) -fPIC -shared -o $@ $< -ldl
check_DATA += tests/cli/failing-io.so
CLEANFILES += tests/cli/failing-io.so
endif
