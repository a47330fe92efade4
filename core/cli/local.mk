bin_PROGRAMS += nysta
nysta_SOURCES = \
	core/cli/main.c core/cli/command.h \
	core/cli/backup.c \
	core/cli/compact.c \
	core/cli/entity.c core/cli/entity.h \
	core/cli/export.c \
	core/cli/extract.c core/cli/extract-stages.c core/cli/extract-stages.h \
	core/cli/extract-view.c core/cli/extract-view.h \
	core/cli/help.c \
	core/cli/index.c \
	core/cli/lexicon.c \
	core/cli/limit-options.c core/cli/limit-options.h \
	core/cli/input.c core/cli/input.h \
	core/cli/interrupt.c core/cli/interrupt.h \
	core/cli/load.c \
	core/cli/load-report.c core/cli/load-report.h \
	core/cli/migrate.c \
	core/cli/options.c core/cli/options.h \
	core/cli/plugins.c core/cli/plugins-new.c core/cli/plugins-new.h \
	core/cli/query.c core/cli/query-data.c core/cli/query-data.h \
	core/cli/query-cite.c core/cli/query-cite.h \
	core/cli/query-graph.c core/cli/query-graph.h \
	core/cli/rdf-output.c core/cli/rdf-output.h \
	core/cli/same.c core/cli/pair.c core/cli/pair.h \
	core/cli/show.c \
	core/cli/stack.c core/cli/stack.h \
	core/cli/stats.c \
	core/cli/terminal.c core/cli/terminal.h \
	core/cli/update.c core/cli/update-store.c core/cli/update-store.h \
	core/cli/verify.c \
	core/cli/why.c core/cli/why-rows.c core/cli/why-rows.h \
	core/cli/why-pair.c core/cli/why-pair.h \
	core/cli/why-statement.c core/cli/why-telling.h
nysta_LDADD = libnysta-core.la
