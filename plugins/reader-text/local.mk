plugin_names += reader-text
reader_textdir = $(plugindir)/reader-text
reader_text_LTLIBRARIES = plugins/reader-text/reader-text.la
dist_reader_text_DATA = plugins/reader-text/manifest.ttl plugins/reader-text/README.md
plugins_reader_text_reader_text_la_SOURCES = plugins/reader-text/reader-text.c \
	plugins/reader-text/reader-text.h plugins/reader-text/decode.c \
	plugins/reader-text/lines.c plugins/reader-text/blocks.c plugins/reader-text/dates.c
plugins_reader_text_reader_text_la_CPPFLAGS = $(plugin_cppflags)
plugins_reader_text_reader_text_la_CFLAGS = $(plugin_cflags)
plugins_reader_text_reader_text_la_LDFLAGS = $(plugin_ldflags)
