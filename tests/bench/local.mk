# tests/bench: `make bench` measures the store beside others; never part of `make check`.
# BENCH_SIZES=1000000 BENCH_GRAPHS=10000 make bench: see bench.sh for what can be chosen.
bench_programs = tests/bench/measure tests/bench/make-quads tests/bench/store-bench
EXTRA_PROGRAMS += $(bench_programs)
tests_bench_measure_LDADD =
tests_bench_make_quads_LDADD =
EXTRA_DIST += tests/bench/bench.sh tests/bench/load-oxigraph.cjs tests/bench/table.awk \
	tests/bench/virtuoso.sh

bench: all $(bench_programs)
	@NYSTA='$(abs_top_builddir)/nysta' SRCDIR='$(abs_top_srcdir)' BUILDDIR='$(abs_top_builddir)' \
	  BENCH_GENERATOR='$(BENCH_DIR)/gen_kg.py' $(SHELL) $(srcdir)/tests/bench/bench.sh
# Those that are no packages of Debian; the others: apt-get install raptor2-utils
# redland-utils virtuoso-opensource.
bench-peers:
	@$(MKDIR_P) tests/bench/oxigraph
	npm install --no-audit --no-fund --prefix tests/bench/oxigraph oxigraph@0.5
.PHONY: bench bench-peers
