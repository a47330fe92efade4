# A unit test is one line here and one file, tests/unit/test-MODULE.c. One that needs more
# files says tests_unit_test_x_SOURCES = … too; it is linked with LDADD (tests/local.mk).
unit_tests =
unit_tests += tests/unit/test-paths

check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
EXTRA_DIST += tests/unit/run.sh
