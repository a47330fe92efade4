plugin_names += reader-html
reader_htmldir = $(plugindir)/reader-html
reader_html_LTLIBRARIES = plugins/reader-html/reader-html.la
dist_reader_html_DATA = plugins/reader-html/manifest.ttl plugins/reader-html/README.md
plugins_reader_html_reader_html_la_SOURCES = \
	plugins/reader-html/buffer.c plugins/reader-html/buffer.h \
	plugins/reader-html/charset.c plugins/reader-html/charset.h \
	plugins/reader-html/data.c plugins/reader-html/data.h \
	plugins/reader-html/elements.c plugins/reader-html/elements.h \
	plugins/reader-html/json-ld.c plugins/reader-html/json-ld-context.c plugins/reader-html/json-ld-context.h \
	plugins/reader-html/json-ld.h \
	plugins/reader-html/link.c plugins/reader-html/link.h \
	plugins/reader-html/markup.c plugins/reader-html/markup.h \
	plugins/reader-html/metadata.c plugins/reader-html/metadata.h \
	plugins/reader-html/microdata.c plugins/reader-html/rdfa.c \
	plugins/reader-html/page.c plugins/reader-html/page.h \
	plugins/reader-html/reader-html.c \
	plugins/reader-html/table.c plugins/reader-html/table.h \
	plugins/reader-html/walk.c plugins/reader-html/walk.h
plugins_reader_html_reader_html_la_CPPFLAGS = $(plugin_cppflags)
plugins_reader_html_reader_html_la_CFLAGS = $(plugin_cflags) $(LIBXML_CFLAGS) $(JSON_GLIB_CFLAGS)
plugins_reader_html_reader_html_la_LIBADD = $(LIBXML_LIBS) $(JSON_GLIB_LIBS)
plugins_reader_html_reader_html_la_LDFLAGS = $(plugin_ldflags)
