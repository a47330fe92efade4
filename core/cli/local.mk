bin_PROGRAMS += nysta
nysta_SOURCES = \
	core/cli/main.c core/cli/command.h \
	core/cli/extract.c \
	core/cli/help.c \
	core/cli/options.c core/cli/options.h \
	core/cli/plugins.c core/cli/plugins-new.c core/cli/plugins-new.h \
	core/cli/terminal.c core/cli/terminal.h
nysta_LDADD = libnysta-core.la
