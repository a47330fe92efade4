# tests/cli: what people see. `make bless` rewrites tests/cli/golden/.
cli_tests =
cli_tests += tests/cli/help.sh

TESTS += $(cli_tests)
EXTRA_DIST += $(cli_tests) tests/cli/golden.sh tests/cli/golden tests/cli/data

bless: all
	$(MAKE) check TESTS='$(cli_tests)' NYSTA_BLESS=1
.PHONY: bless
