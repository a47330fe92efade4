# Every test speaks TAP; tests/summary.sh adds them up. A test is a program made with GLib's
# g_test_… or a shell script (tests/tap.sh helps).
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/.build-aux/tap-driver.sh
LOG_COMPILER = $(SHELL) $(top_srcdir)/tests/unit/run.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)
# Nothing of the user's own may change what a test sees.
AM_TESTS_ENVIRONMENT += \
	NYSTA='$(abs_top_builddir)/nysta'; export NYSTA; \
	SRCDIR='$(abs_top_srcdir)'; export SRCDIR; \
	BUILDDIR='$(abs_top_builddir)'; export BUILDDIR; \
	EVAL_DIR='$(EVAL_DIR)'; export EVAL_DIR; \
	W3C_DIR='$(W3C_DIR)'; export W3C_DIR; \
	CC='$(CC)'; export CC; \
	LC_ALL=C.UTF-8; export LC_ALL; \
	XDG_DATA_HOME='$(abs_top_builddir)/tests/no-such-folder'; export XDG_DATA_HOME; \
	unset NYSTA_STORE NYSTA_PLUGIN_PATH NYSTA_DEBUG MAKEFLAGS MFLAGS MAKELEVEL || :; \
	LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/lsan.supp:print_suppressions=0'; \
	export LSAN_OPTIONS; \
	G_DEBUG=fatal-criticals; export G_DEBUG;

test_ldadd = libnysta-core.la
LDADD = $(test_ldadd)
include tests/unit/local.mk
include tests/conformance/local.mk
include tests/cli/local.mk
include tests/hostile/local.mk
include tests/lint/local.mk
include tests/eval/local.mk
include tests/fuzz/local.mk
include tests/bench/local.mk

EXTRA_DIST += tests/README.md tests/demo.sh tests/lsan.supp tests/samples tests/tap.sh tests/summary.sh

# `make check` builds and runs; these let autogen.sh tell a failed build from a failed test,
# and say the sum.
check-programs:
	@$(MAKE) $(AM_MAKEFLAGS) all
	@$(MAKE) $(AM_MAKEFLAGS) $(check_PROGRAMS) $(check_LTLIBRARIES) $(check_DATA)
list-test-logs:
	@echo $(TEST_LOGS)
check-summary:
	@$(SHELL) $(srcdir)/tests/summary.sh $(TEST_LOGS)

# The samples, asked: tests/demo.sh shows each command before what it says.
demo: all
	@NYSTA='$(abs_top_builddir)/nysta' SRCDIR='$(abs_top_srcdir)' BUILDDIR='$(abs_top_builddir)' \
	  $(SHELL) $(srcdir)/tests/demo.sh
.PHONY: check-programs check-summary demo list-test-logs
