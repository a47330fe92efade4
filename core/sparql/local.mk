sparql_sources = \
	core/sparql/results/csv.c \
	core/sparql/results/json.c \
	core/sparql/results/results.c core/sparql/results/results.h \
	core/sparql/results/results-internal.h \
	core/sparql/results/table.c \
	core/sparql/results/xml.c
