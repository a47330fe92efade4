# The W3C's tests of SPARQL, and what tells two answers apart.
w3c_sources = \
	tests/conformance/answer.c tests/conformance/answer.h \
	tests/conformance/command.c tests/conformance/command.h \
	tests/conformance/compare.c \
	tests/conformance/default-graph.c tests/conformance/default-graph.h \
	tests/conformance/endpoints.c tests/conformance/endpoints.h \
	tests/conformance/engine.c tests/conformance/engine.h \
	tests/conformance/manifest.c tests/conformance/manifest.h \
	tests/conformance/query-text.c tests/conformance/query-text.h \
	tests/conformance/rdf-view.c tests/conformance/rdf-view.h \
	tests/conformance/result-set.c tests/conformance/result-set.h \
	tests/conformance/run-test.c tests/conformance/run-test.h \
	tests/conformance/tuples.c tests/conformance/tuples.h \
	tests/unit/http-server.c tests/unit/http-server.h
conformance_tests = tests/conformance/w3c-sparql tests/conformance/test-conformance
tests_conformance_w3c_sparql_SOURCES = tests/conformance/w3c-sparql.c $(w3c_sources)
tests_conformance_test_conformance_SOURCES = \
	tests/conformance/test-conformance.c $(w3c_sources)

check_PROGRAMS += $(conformance_tests)
TESTS += $(conformance_tests)
EXTRA_DIST += tests/conformance/by-value.tsv tests/conformance/not-yet.tsv \
	tests/conformance/skipped.tsv
TESTS += tests/conformance/runner.sh tests/conformance/differential.sh
TESTS += tests/conformance/round-trip.sh tests/conformance/command.sh
EXTRA_DIST += tests/conformance/command.sh
EXTRA_DIST += tests/conformance/round-trip.sh tests/conformance/round-trip.py
EXTRA_DIST += tests/conformance/runner.sh tests/conformance/differential.sh \
	tests/conformance/differential.py
