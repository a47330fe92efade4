plugin_sources = \
	core/plugin/call.c core/plugin/call.h \
	core/plugin/confine.c core/plugin/confine.h \
	core/plugin/embedded.c core/plugin/embedded.h \
	core/plugin/embedded-data.h core/plugin/embedded-facts.c \
	core/plugin/embedded-propose.c core/plugin/embedded-terms.c \
	core/plugin/findings.c core/plugin/findings.h \
	core/plugin/statement.c \
	core/plugin/manifest.c core/plugin/manifest.h \
	core/plugin/pool.c core/plugin/pool.h core/plugin/slot.c core/plugin/slot.h \
	core/plugin/proposal.c core/plugin/proposal.h \
	core/plugin/registry.c \
	core/plugin/spawn.c core/plugin/spawn.h \
	core/plugin/stages.c core/plugin/stages.h \
	core/plugin/wire.c core/plugin/wire.h \
	core/plugin/worker.c core/plugin/worker.h \
	core/plugin/worker-calls.c core/plugin/worker-trace.c

# What `nysta plugins new` copies.
templatedir = $(datadir)/nysta/template
dist_template_DATA = \
	core/plugin/template/source.c core/plugin/template/test-source.sh \
	core/plugin/template/reader.c core/plugin/template/test-reader.sh \
	core/plugin/template/extractor.c core/plugin/template/test-extractor.sh \
	core/plugin/template/manifest.ttl.in core/plugin/template/Makefile.in \
	core/plugin/template/README.md.in
