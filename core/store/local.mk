store_sources = \
	core/store/checksum.h \
	core/store/dataset.c core/store/dataset.h \
	core/store/description.c \
	core/store/graph-file.c core/store/graph-file.h \
	core/store/journal.c core/store/journal.h \
	core/store/memory-dataset.c \
	core/store/query.h \
	core/store/query/evaluate.c core/store/query/evaluate.h \
	core/store/query/functions.c \
	core/store/query/join.c \
	core/store/query/order.c \
	core/store/query/parse-expression.c core/store/query/parse-pattern.c \
	core/store/query/parse-term.c \
	core/store/query/parser.c core/store/query/parser.h \
	core/store/query/pattern.c \
	core/store/query/query.c \
	core/store/query/regex.c \
	core/store/query/resolve.c core/store/query/resolve.h \
	core/store/query/run.c core/store/query/run.h \
	core/store/query/solutions.c core/store/query/solutions.h \
	core/store/query/token.c core/store/query/token.h \
	core/store/query/tree.c core/store/query/tree.h \
	core/store/query/triples.c \
	core/store/query/value.c core/store/query/value.h \
	core/store/store.c core/store/store.h core/store/store-internal.h \
	core/store/term-table.c core/store/term-table.h \
	core/store/transaction.c
