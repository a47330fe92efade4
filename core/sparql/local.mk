sparql_sources = core/sparql/results/results.h
