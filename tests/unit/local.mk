# A unit test is one line here and one file, tests/unit/test-MODULE.c. One that needs more
# files says tests_unit_test_x_SOURCES = … too; it is linked with LDADD (tests/local.mk).
unit_tests =
unit_tests += tests/unit/test-paths
unit_tests += \
	tests/unit/test-file tests/unit/test-graph tests/unit/test-iri tests/unit/test-json tests/unit/test-module \
	tests/unit/test-prefix \
	tests/unit/test-rdf-reader tests/unit/test-rdf-writer tests/unit/test-reader-html \
	tests/unit/test-term
unit_tests += tests/unit/test-w3c-rdf
unit_tests += tests/unit/test-ntriples
tests_unit_test_ntriples_CFLAGS = $(AM_CFLAGS) $(ZSTD_CFLAGS)
tests_unit_test_ntriples_LDADD = $(LDADD) $(ZSTD_LIBS)
EXTRA_DIST += tests/w3c/rdf-skipped.tsv
EXTRA_DIST += \
	tests/turtle/layout.nq tests/turtle/layout.ttl tests/turtle/people.nq tests/turtle/people.ttl \
	tests/reader-html/data.html tests/reader-html/data.txt \
	tests/reader-html/divs.html tests/reader-html/divs.txt \
	tests/reader-html/latin-1.html tests/reader-html/latin-1.txt \
	tests/reader-html/links.html tests/reader-html/links.txt \
	tests/reader-html/lists.html tests/reader-html/lists.txt \
	tests/reader-html/press.html tests/reader-html/press.txt \
	tests/reader-html/tables.html tests/reader-html/tables.txt \
	tests/reader-html/teasers.html tests/reader-html/teasers.txt
unit_tests += tests/unit/test-environment
unit_tests += tests/unit/test-overlay tests/unit/test-sparql-update
unit_tests += tests/unit/test-embedded
unit_tests += tests/unit/test-image
unit_tests += tests/unit/test-dataset tests/unit/test-dictionary tests/unit/test-store tests/unit/test-term-id tests/unit/test-query tests/unit/test-results
unit_tests += tests/unit/test-results-reader
unit_tests += tests/unit/test-service
unit_tests += tests/unit/test-expression tests/unit/test-expression-aggregate
EXTRA_DIST += tests/plan tests/query tests/query-syntax
unit_tests += tests/unit/test-passes
tests_unit_test_passes_SOURCES = tests/unit/test-passes.c \
	tests/unit/naive-algebra.c tests/unit/naive-algebra.h
unit_tests += tests/unit/test-operators tests/unit/test-spill
unit_tests += tests/unit/test-algebra tests/unit/test-sparql-syntax tests/unit/test-w3c-syntax
unit_tests += tests/unit/test-evidence
query_cases = tests/unit/query-cases.c tests/unit/query-cases.h
tests_unit_test_query_SOURCES = tests/unit/test-query.c $(query_cases)
tests_unit_test_evidence_SOURCES = tests/unit/test-evidence.c $(query_cases)
unit_tests += tests/unit/test-redland
tests_unit_test_redland_SOURCES = tests/unit/test-redland.c \
	core/store/redland/nodes.c core/store/redland/pending.c core/store/redland/rows.c \
	core/store/redland/session.c
tests_unit_test_redland_CFLAGS = $(AM_CFLAGS) $(REDLAND_CFLAGS)
tests_unit_test_redland_LDADD = $(LDADD) $(REDLAND_LIBS)
unit_tests += tests/unit/test-document
unit_tests += tests/unit/test-language
unit_tests += tests/unit/test-lexicon
unit_tests += tests/unit/test-quotations
tests_unit_test_quotations_SOURCES = tests/unit/test-quotations.c \
	tests/fuzz/extraction.c tests/fuzz/extraction.h tests/fuzz/fuzz.h
unit_tests += tests/unit/test-sentences
segmentation_cases = tests/unit/segmentation-cases.c tests/unit/segmentation-cases.h
tests_unit_test_sentences_SOURCES = tests/unit/test-sentences.c $(segmentation_cases)
unit_tests += tests/unit/test-tokens
tests_unit_test_tokens_SOURCES = tests/unit/test-tokens.c $(segmentation_cases)
unit_tests += tests/unit/test-segmentation
tests_unit_test_segmentation_SOURCES = tests/unit/test-segmentation.c $(segmentation_cases)
tests_unit_test_segmentation_CFLAGS = $(AM_CFLAGS) $(ICU_CFLAGS)
tests_unit_test_segmentation_LDADD = $(LDADD) $(ICU_LIBS)
unit_tests += tests/unit/test-tagger
tests_unit_test_tagger_SOURCES = tests/unit/test-tagger.c $(tagger_trainer)
tests_unit_test_tagger_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/ontologies/tagger

unit_tests += tests/unit/test-source-file
tests_unit_test_source_file_SOURCES = tests/unit/test-source-file.c \
	plugins/source-file/source-file.c plugins/source-file/file-iri.c plugins/source-file/walk.c

unit_tests += tests/unit/test-extract-contact
tests_unit_test_extract_contact_SOURCES = tests/unit/test-extract-contact.c \
	$(plugins_extract_contact_extract_contact_la_SOURCES)

unit_tests += tests/unit/test-name-index
tests_unit_test_name_index_SOURCES = tests/unit/test-name-index.c \
	$(plugins_extract_contact_extract_contact_la_SOURCES)

unit_tests += tests/unit/test-reader-text
tests_unit_test_reader_text_SOURCES = tests/unit/test-reader-text.c \
	plugins/reader-text/reader-text.c plugins/reader-text/decode.c \
	plugins/reader-text/lines.c plugins/reader-text/blocks.c plugins/reader-text/dates.c

unit_tests += tests/unit/test-extract-press
tests_unit_test_extract_press_SOURCES = tests/unit/test-extract-press.c \
	$(plugins_extract_press_extract_press_la_SOURCES)
nodist_tests_unit_test_extract_press_SOURCES = \
	$(nodist_plugins_extract_press_extract_press_la_SOURCES)
tests_unit_test_extract_press_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/plugins/extract-press

unit_tests += tests/unit/test-scorer
tests_unit_test_scorer_SOURCES = tests/unit/test-scorer.c \
	plugins/extract-press/scorer.c plugins/extract-press/arena.c
nodist_tests_unit_test_scorer_SOURCES = tests/unit/learned/sample.c
tests_unit_test_scorer_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/plugins/extract-press
tests/unit/learned/sample.c: tests/unit/learned/sample.tsv \
		plugins/extract-press/compile-scorer$(EXEEXT)
	@$(MKDIR_P) tests/unit/learned
	$(AM_V_GEN)plugins/extract-press/compile-scorer$(EXEEXT) \
	  $(srcdir)/tests/unit/learned/sample.tsv $@
EXTRA_DIST += tests/unit/learned/sample.tsv
CLEANFILES += tests/unit/learned/sample.c

unit_tests += tests/unit/test-batch
unit_tests += tests/unit/test-media-type
unit_tests += tests/unit/test-identity
tests_unit_test_identity_SOURCES = tests/unit/test-identity.c \
	tests/unit/made-findings.c tests/unit/made-findings.h
unit_tests += tests/unit/test-graph-writer
tests_unit_test_graph_writer_SOURCES = tests/unit/test-graph-writer.c \
	tests/unit/made-findings.c tests/unit/made-findings.h

unit_tests += tests/unit/test-wire tests/unit/test-findings tests/unit/test-abi-layout
unit_tests += tests/unit/test-manifest
tests_unit_test_manifest_SOURCES = tests/unit/test-manifest.c tests/unit/toys.c tests/unit/toys.h
unit_tests += tests/unit/test-pool
tests_unit_test_pool_SOURCES = tests/unit/test-pool.c tests/unit/toys.c tests/unit/toys.h
unit_tests += tests/unit/test-hostile
tests_unit_test_hostile_SOURCES = tests/unit/test-hostile.c tests/unit/toys.c tests/unit/toys.h

unit_tests += tests/unit/test-entity tests/unit/test-suggest
unit_tests += tests/unit/test-terminal
tests_unit_test_terminal_SOURCES = tests/unit/test-terminal.c \
	core/cli/terminal.c core/cli/terminal.h

unit_tests += tests/unit/test-joins
unit_tests += tests/unit/test-row-block tests/unit/test-order
unit_tests += tests/unit/test-counts tests/unit/test-update tests/unit/test-verify
made_tables = tests/unit/made-tables.c tests/unit/made-tables.h
tests_unit_test_order_SOURCES = tests/unit/test-order.c $(made_tables)
tests_unit_test_counts_SOURCES = tests/unit/test-counts.c $(made_tables)
tests_unit_test_update_SOURCES = tests/unit/test-update.c $(made_tables)
tests_unit_test_verify_SOURCES = tests/unit/test-verify.c $(made_tables)
unit_tests += tests/unit/test-load tests/unit/test-load-batch tests/unit/test-load-runs tests/unit/test-load-sort

unit_tests += tests/unit/test-fold tests/unit/test-search tests/unit/test-text-index
tests_unit_test_text_index_SOURCES = tests/unit/test-text-index.c $(made_tables)
unit_tests += tests/unit/test-store-kill

check_PROGRAMS += $(unit_tests)
TESTS += $(unit_tests)
EXTRA_DIST += tests/unit/run.sh

# An endpoint of a test's own.
http_server = tests/unit/http-server.c tests/unit/http-server.h
tests_unit_test_service_SOURCES = tests/unit/test-service.c $(http_server)
unit_tests += tests/unit/test-reconcile
tests_unit_test_reconcile_SOURCES = tests/unit/test-reconcile.c \
	tests/unit/made-findings.c tests/unit/made-findings.h
