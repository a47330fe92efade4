sparql_sources = \
	core/sparql/answer.c \
	core/sparql/engine.c core/sparql/engine.h \
	core/sparql/overlay.c core/sparql/overlay.h core/sparql/overlay-internal.h \
	core/sparql/overlay-changes.c core/sparql/overlay-changes.h \
	core/sparql/overlay-cursor.c \
	core/sparql/query.c core/sparql/query.h \
	core/sparql/update.c core/sparql/update.h \
	core/sparql/update-explain.c \
	core/sparql/update-graphs.c core/sparql/update-load.c core/sparql/update-request.h
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
	core/sparql/plan/evidence.c core/sparql/plan/evidence.h \
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
# algebra -> operators -> rows
sparql_sources += \
	core/sparql/exec/bind-join.c \
	core/sparql/exec/budget.c core/sparql/exec/budget.h \
	core/sparql/exec/count.c \
	core/sparql/exec/dataset-view.c core/sparql/exec/dataset-view.h \
	core/sparql/exec/distinct.c \
	core/sparql/exec/extend.c \
	core/sparql/exec/filter.c \
	core/sparql/exec/graph-loop.c \
	core/sparql/exec/group.c \
	core/sparql/exec/hash-join.c \
	core/sparql/exec/id-range.c core/sparql/exec/id-range.h \
	core/sparql/exec/index-join.c \
	core/sparql/exec/join.h \
	core/sparql/exec/join-graph.c core/sparql/exec/join-graph.h \
	core/sparql/exec/join-order.c \
	core/sparql/exec/join-row.c \
	core/sparql/exec/leaf.c core/sparql/exec/leaf.h \
	core/sparql/exec/leapfrog.c \
	core/sparql/exec/merge-join.c \
	core/sparql/exec/operator.c core/sparql/exec/operator.h \
	core/sparql/exec/operators.h \
	core/sparql/exec/partitions.c core/sparql/exec/partitions.h \
	core/sparql/exec/path.c \
	core/sparql/exec/path-step.c core/sparql/exec/path-step.h \
	core/sparql/exec/plan-join.c \
	core/sparql/exec/plan-leaf.c \
	core/sparql/exec/plan-optional.c \
	core/sparql/exec/plan-text.c \
	core/sparql/exec/plan-service.c \
	core/sparql/exec/planner.c core/sparql/exec/planner.h \
	core/sparql/exec/project.c \
	core/sparql/exec/rows.c core/sparql/exec/rows.h \
	core/sparql/exec/scan.c \
	core/sparql/exec/seeker.c core/sparql/exec/seeker.h \
	core/sparql/exec/service.c \
	core/sparql/exec/slice.c \
	core/sparql/exec/sort.c \
	core/sparql/exec/table.c \
	core/sparql/exec/text.c \
	core/sparql/exec/union.c \
	core/sparql/exec/unique.c core/sparql/exec/unique.h \
	core/sparql/exec/view.c core/sparql/exec/view.h
# other endpoints
sparql_sources += \
	core/sparql/service/endpoint.c core/sparql/service/endpoint.h \
	core/sparql/service/http.c core/sparql/service/http.h
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
	core/sparql/expression/search.c core/sparql/expression/search.h \
	core/sparql/expression/strings.c \
	core/sparql/expression/terms.c \
	core/sparql/expression/time-point.c core/sparql/expression/time-point.h \
	core/sparql/expression/times.c \
	core/sparql/expression/value.h \
	core/sparql/expression/xpath-pattern.c core/sparql/expression/xpath-pattern.h
# what a row rests upon
sparql_sources += \
	core/sparql/evidence-path.c \
	core/sparql/evidence-run.c core/sparql/evidence-run.h

# Opened when the first endpoint is asked. What it needs of nysta it has copies of.
EXTRA_DIST += core/sparql/service/http-curl.c
if HAVE_CURL
module_LTLIBRARIES += core/modules/nysta-http.la
core_modules_nysta_http_la_SOURCES = core/base/error.c core/sparql/service/http-curl.c
core_modules_nysta_http_la_CFLAGS = $(AM_CFLAGS) $(CURL_CFLAGS)
core_modules_nysta_http_la_LIBADD = $(CURL_LIBS) $(GLIB_LIBS)
core_modules_nysta_http_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared \
	-export-symbols-regex '^nysta_http$$'
endif
