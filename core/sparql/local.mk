sparql_sources = \
	core/sparql/query.c core/sparql/query.h
# text -> tree
sparql_sources += \
	core/sparql/parse/parse-expression.c \
	core/sparql/parse/parse-pattern.c \
	core/sparql/parse/parse-term.c \
	core/sparql/parse/parser.c core/sparql/parse/parser.h \
	core/sparql/parse/refusal.c \
	core/sparql/parse/token.c core/sparql/parse/token.h \
	core/sparql/parse/tree.c core/sparql/parse/tree.h
# text -> syntax tree, all of SPARQL 1.1
sparql_sources += \
	core/sparql/parse/builtin.c core/sparql/parse/builtin.h \
	core/sparql/parse/check-scope.c \
	core/sparql/parse/grammar-call.c \
	core/sparql/parse/grammar-expression.c \
	core/sparql/parse/grammar-modifier.c \
	core/sparql/parse/grammar-path.c \
	core/sparql/parse/grammar-pattern.c \
	core/sparql/parse/grammar-query.c \
	core/sparql/parse/grammar-term.c \
	core/sparql/parse/grammar-triples.c \
	core/sparql/parse/grammar-update.c \
	core/sparql/parse/print-tree.c \
	core/sparql/parse/scanner.c core/sparql/parse/scanner.h \
	core/sparql/parse/source-text.c core/sparql/parse/source-text.h \
	core/sparql/parse/syntax-error.c \
	core/sparql/parse/syntax-hint.c \
	core/sparql/parse/syntax-parser.c core/sparql/parse/syntax-parser.h \
	core/sparql/parse/syntax-tree.c core/sparql/parse/syntax-tree.h \
	core/sparql/parse/write-sparql.c
# syntax tree -> algebra -> cheaper algebra
sparql_sources += \
	core/sparql/plan/algebra.c core/sparql/plan/algebra.h \
	core/sparql/plan/expression.c core/sparql/plan/expression.h \
	core/sparql/plan/optimise.c core/sparql/plan/optimise.h \
	core/sparql/plan/pass-count.c \
	core/sparql/plan/pass-equality.c \
	core/sparql/plan/pass-exists.c \
	core/sparql/plan/pass-filter.c \
	core/sparql/plan/pass-flatten.c \
	core/sparql/plan/pass-fold.c \
	core/sparql/plan/pass-graph.c \
	core/sparql/plan/pass-limit.c \
	core/sparql/plan/pass-optional.c \
	core/sparql/plan/pass-path.c \
	core/sparql/plan/pass-prune.c \
	core/sparql/plan/pass-simplify.c \
	core/sparql/plan/print-algebra.c \
	core/sparql/plan/schema.c \
	core/sparql/plan/translate.c core/sparql/plan/translate.h \
	core/sparql/plan/translate-form.c \
	core/sparql/plan/translate-query.c \
	core/sparql/plan/translate-triples.c
# what comes first, and what may be joined how
sparql_sources += \
	core/sparql/plan/group-shape.c core/sparql/plan/group-shape.h \
	core/sparql/plan/lookup.c core/sparql/plan/lookup.h
# tree and dataset -> solutions
sparql_sources += \
	core/sparql/exec/casts.c \
	core/sparql/exec/evaluate.c core/sparql/exec/evaluate.h \
	core/sparql/exec/functions.c core/sparql/exec/functions.h \
	core/sparql/exec/functions-internal.h \
	core/sparql/exec/functions-numbers.c \
	core/sparql/exec/functions-strings.c \
	core/sparql/exec/functions-terms.c \
	core/sparql/exec/join.c \
	core/sparql/exec/moment.c \
	core/sparql/exec/order.c \
	core/sparql/exec/pattern.c \
	core/sparql/exec/regex.c \
	core/sparql/exec/run.c core/sparql/exec/run.h \
	core/sparql/exec/solutions.c core/sparql/exec/solutions.h \
	core/sparql/exec/triples.c \
	core/sparql/exec/value.c core/sparql/exec/value.h
# solutions -> bytes
sparql_sources += \
	core/sparql/results/csv.c \
	core/sparql/results/json.c \
	core/sparql/results/results.c core/sparql/results/results.h \
	core/sparql/results/results-internal.h \
	core/sparql/results/table.c \
	core/sparql/results/xml.c
# bytes -> solutions
sparql_sources += \
	core/sparql/results/read-delimited.c \
	core/sparql/results/read-json.c \
	core/sparql/results/read-xml.c \
	core/sparql/results/reader-internal.h \
	core/sparql/results/results-reader.c core/sparql/results/results-reader.h
# expression and row -> value
sparql_sources += \
	core/sparql/expression/aggregate.c core/sparql/expression/aggregate.h \
	core/sparql/expression/arithmetic.c \
	core/sparql/expression/builtins.c \
	core/sparql/expression/casts.c \
	core/sparql/expression/collate.c \
	core/sparql/expression/compare.c \
	core/sparql/expression/duration.c core/sparql/expression/duration.h \
	core/sparql/expression/evaluate.c \
	core/sparql/expression/expression.c core/sparql/expression/expression.h \
	core/sparql/expression/number-text.c \
	core/sparql/expression/number.c core/sparql/expression/number.h \
	core/sparql/expression/operators.c core/sparql/expression/operators.h \
	core/sparql/expression/order.c core/sparql/expression/order.h \
	core/sparql/expression/pattern.c \
	core/sparql/expression/run-terms.c core/sparql/expression/run-terms.h \
	core/sparql/expression/strings.c \
	core/sparql/expression/terms.c \
	core/sparql/expression/time-point.c core/sparql/expression/time-point.h \
	core/sparql/expression/times.c \
	core/sparql/expression/value.h \
	core/sparql/expression/xpath-pattern.c core/sparql/expression/xpath-pattern.h
