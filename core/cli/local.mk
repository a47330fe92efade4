bin_PROGRAMS += nysta
nysta_SOURCES = \
	core/cli/main.c core/cli/command.h
nysta_LDADD = libnysta-core.la
