plugin_names += source-file
source_filedir = $(plugindir)/source-file
source_file_LTLIBRARIES = plugins/source-file/source-file.la
dist_source_file_DATA = plugins/source-file/manifest.ttl plugins/source-file/README.md
plugins_source_file_source_file_la_SOURCES = \
	plugins/source-file/source-file.c \
	plugins/source-file/file-iri.c plugins/source-file/file-iri.h \
	plugins/source-file/walk.c plugins/source-file/walk.h
plugins_source_file_source_file_la_CPPFLAGS = $(plugin_cppflags)
plugins_source_file_source_file_la_CFLAGS = $(plugin_cflags)
plugins_source_file_source_file_la_LDFLAGS = $(plugin_ldflags)
