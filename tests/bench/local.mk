# tests/bench: `make bench` measures the store beside others; never part of `make check`.
# BENCH_SIZES=1000000 BENCH_GRAPHS=10000 make bench: see bench.sh for what can be chosen.
bench_programs = tests/bench/measure tests/bench/make-quads tests/bench/query-bench \
	tests/bench/store-bench
EXTRA_PROGRAMS += $(bench_programs)
tests_bench_measure_LDADD =
tests_bench_make_quads_LDADD =
tests_bench_query_bench_SOURCES = tests/bench/bench-loops.c tests/bench/bench-loops.h \
	tests/bench/query-bench.c
EXTRA_DIST += tests/bench/extract.sh tests/bench/make-texts.awk
EXTRA_DIST += tests/bench/ask.cjs tests/bench/bench.sh tests/bench/load-oxigraph.cjs \
	tests/bench/queries.awk tests/bench/queries.sh tests/bench/table.awk \
	tests/bench/virtuoso.sh

run_bench = NYSTA='$(abs_top_builddir)/nysta' SRCDIR='$(abs_top_srcdir)' \
	BUILDDIR='$(abs_top_builddir)' BENCH_GENERATOR='$(BENCH_DIR)/gen_kg.py' $(SHELL)
bench: all $(bench_programs)
	@$(run_bench) $(srcdir)/tests/bench/bench.sh
	@$(run_bench) $(srcdir)/tests/bench/queries.sh
	@$(run_bench) $(srcdir)/tests/bench/extract.sh
# Extraction alone, and over BENCH_TEXTS=FOLDER: see extract.sh.
bench-extract: all $(bench_programs)
	@$(run_bench) $(srcdir)/tests/bench/extract.sh
# The queries alone: see queries.sh.
bench-queries: all $(bench_programs)
	@$(run_bench) $(srcdir)/tests/bench/queries.sh
# Those that are no packages of Debian; the others: apt-get install raptor2-utils
# redland-utils virtuoso-opensource.
bench-peers:
	@$(MKDIR_P) tests/bench/oxigraph
	npm install --no-audit --no-fund --prefix tests/bench/oxigraph oxigraph@0.5
.PHONY: bench bench-extract bench-peers bench-queries
