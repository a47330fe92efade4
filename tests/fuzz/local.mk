# A fuzz target is one file, linked with the driver that gives it its corpus; `make fuzz`
# puts libFuzzer in its place.
fuzz_targets = tests/fuzz/extract tests/fuzz/rdf tests/fuzz/results tests/fuzz/sparql-execution \
	tests/fuzz/sparql-syntax
tests_fuzz_extract_SOURCES = tests/fuzz/extract.c tests/fuzz/driver.c tests/fuzz/fuzz.h \
	tests/fuzz/extraction.c tests/fuzz/extraction.h
tests_fuzz_rdf_SOURCES = tests/fuzz/rdf.c tests/fuzz/driver.c tests/fuzz/fuzz.h
tests_fuzz_results_SOURCES = tests/fuzz/results.c tests/fuzz/driver.c tests/fuzz/fuzz.h
tests_fuzz_sparql_execution_SOURCES = tests/fuzz/sparql-execution.c tests/fuzz/driver.c tests/fuzz/fuzz.h
tests_fuzz_sparql_syntax_SOURCES = tests/fuzz/sparql-syntax.c tests/fuzz/driver.c tests/fuzz/fuzz.h

check_PROGRAMS += $(fuzz_targets)
TESTS += $(fuzz_targets)
EXTRA_DIST += tests/fuzz/documents tests/fuzz/extract.dict tests/fuzz/answers tests/fuzz/execution tests/fuzz/files tests/fuzz/campaign.sh
EXTRA_DIST += tests/fuzz/rdf.dict tests/fuzz/results.dict tests/fuzz/sparql-execution.dict
EXTRA_DIST += tests/fuzz/sparql-syntax.dict

fuzz:
	@SRCDIR='$(abs_top_srcdir)' BUILDDIR='$(abs_top_builddir)' \
	  FUZZ_TARGETS="$${FUZZ_TARGETS-$(fuzz_targets)}" $(SHELL) $(srcdir)/tests/fuzz/campaign.sh
.PHONY: fuzz
