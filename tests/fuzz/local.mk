# A fuzz target is one file, linked with the driver that gives it its corpus; driver.c says
# how libFuzzer takes its place.
fuzz_targets = tests/fuzz/sparql-syntax
tests_fuzz_sparql_syntax_SOURCES = tests/fuzz/sparql-syntax.c tests/fuzz/driver.c tests/fuzz/fuzz.h

check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)
EXTRA_DIST += tests/fuzz/sparql-syntax.dict
