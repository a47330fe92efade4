index_sources = \
	core/index/annotation.c core/index/annotation.h \
	core/index/authority.c core/index/authority.h \
	core/index/authority-graph.c core/index/authority-graph.h \
	core/index/batch.c core/index/batch.h \
	core/index/completion.c core/index/completion.h \
	core/index/contact-writer.c core/index/contact-writer.h \
	core/index/graph-writer.c core/index/graph-writer.h \
	core/index/grouping.c core/index/grouping.h \
	core/index/identity.c core/index/identity.h \
	core/index/ledger.c core/index/ledger.h \
	core/index/listing.c core/index/listing.h \
	core/index/media-type.c core/index/media-type.h \
	core/index/names.c core/index/names.h \
	core/index/positions.c core/index/positions.h \
	core/index/report.c core/index/report.h \
	core/index/run.c core/index/run.h \
	core/index/run-graph.c core/index/run-graph.h \
	core/index/verdict.c core/index/verdict.h
# Reading back what was written.
index_sources += core/index/entity.c core/index/entity.h core/index/facts.c
index_sources += core/index/statement-writer.c core/index/statement-writer.h \
	core/index/summary.c core/index/summary.h
index_sources += core/index/citation.c core/index/citation.h \
	core/index/citation-internal.h core/index/citation-quote.c
index_sources += core/index/places.c core/index/places.h
# One thing in several documents.
index_sources += core/index/appearance.c core/index/appearance.h \
	core/index/appearance-internal.h core/index/appearance-names.c \
	core/index/blocks.c core/index/blocks.h \
	core/index/decide.c core/index/decide.h \
	core/index/identity-graph.c core/index/identity-graph.h \
	core/index/decide-parting.c core/index/parting.c core/index/parting.h \
	core/index/reconcile.c core/index/reconcile.h \
	core/index/rename.c core/index/rename.h \
	core/index/role-scheme.c core/index/role-scheme.h \
	core/index/resolve.c core/index/resolve.h core/index/resolve-internal.h \
	core/index/resolve-rules.c core/index/resolve-tell.c
