# Every test speaks TAP; tests/summary.sh adds them up.
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/.build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)
AM_TESTS_ENVIRONMENT += \
	NYSTA='$(abs_top_builddir)/nysta'; export NYSTA; \
	SRCDIR='$(abs_top_srcdir)'; export SRCDIR; \
	BUILDDIR='$(abs_top_builddir)'; export BUILDDIR; \
	EVAL_DIR='$(EVAL_DIR)'; export EVAL_DIR; \
	CC='$(CC)'; export CC; \
	G_DEBUG=fatal-criticals; export G_DEBUG;

test_ldadd = libnysta-core.la
include tests/unit/local.mk
include tests/cli/local.mk
include tests/hostile/local.mk
include tests/lint/local.mk
include tests/eval/local.mk
