# libnysta and the program on top of it. Rooms from the bottom up.
include core/base/local.mk
include core/rdf/local.mk
include core/store/local.mk
include core/sparql/local.mk
include core/text/local.mk
include core/plugin/local.mk
include core/index/local.mk

# What the program, the library and the unit tests share; hidden symbols and all.
noinst_LTLIBRARIES += libnysta-core.la
libnysta_core_la_SOURCES = \
	$(base_sources) $(rdf_sources) $(store_sources) $(sparql_sources) \
	$(text_sources) $(plugin_sources) $(index_sources)
libnysta_core_la_CFLAGS = $(AM_CFLAGS) $(LMDB_CFLAGS) $(PCRE2_CFLAGS) $(XXHASH_CFLAGS) $(ZSTD_CFLAGS)
# Files of one name in two folders get other names in the archive when one more comes: what
# an older one was called would stay beside it.
libnysta_core_la_LINK = rm -f .libs/libnysta-core.a; $(LIBTOOL) $(AM_V_lt) --tag=CC \
	$(AM_LIBTOOLFLAGS) $(LIBTOOLFLAGS) --mode=link $(CCLD) \
	$(libnysta_core_la_CFLAGS) $(CFLAGS) $(AM_LDFLAGS) $(LDFLAGS) -o $@
libnysta_core_la_LIBADD = $(GLIB_LIBS) $(LMDB_LIBS) $(PCRE2_LIBS) $(XXHASH_LIBS) $(ZSTD_LIBS) $(LIBM)

include core/store/redland/local.mk
include core/cli/local.mk
include core/docs/local.mk

# bash looks for a completion by the command's name.
nodist_bashcompletion_DATA = core/docs/completion/nysta
core/docs/completion/nysta: core/docs/nysta.bash-completion
	@$(MKDIR_P) $(@D)
	$(AM_V_GEN)cp $(srcdir)/core/docs/nysta.bash-completion $@
CLEANFILES += core/docs/completion/nysta

pkgconfigdir = $(libdir)/pkgconfig
nodist_pkgconfig_DATA = core/nysta.pc

lib_LTLIBRARIES += libnysta.la
libnysta_la_SOURCES = core/nysta.c
libnysta_la_LIBADD = libnysta-core.la
libnysta_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined
include_HEADERS += core/nysta.h core/nysta-plugin.h
