rdf_sources = \
	core/rdf/byte-source.c core/rdf/byte-source.h \
	core/rdf/fold.c core/rdf/fold.h \
	core/rdf/graph.c core/rdf/graph.h \
	core/rdf/iri.c core/rdf/iri.h core/rdf/iri-resolve.c \
	core/rdf/ntriples-line.c core/rdf/ntriples-line.h \
	core/rdf/prefix.c core/rdf/prefix.h \
	core/rdf/raptor-module.c core/rdf/raptor-module.h \
	core/rdf/rdf-reader.c core/rdf/rdf-reader.h \
	core/rdf/read-ntriples.c core/rdf/read-ntriples.h \
	core/rdf/read-plain-turtle.c core/rdf/read-plain-turtle.h \
	core/rdf/read-turtle.c core/rdf/read-turtle.h \
	core/rdf/rdf-writer-class.h \
	core/rdf/rdf-writer.c core/rdf/rdf-writer.h \
	core/rdf/scan.h \
	core/rdf/syntax.c core/rdf/syntax.h \
	core/rdf/term.c core/rdf/term.h \
	core/rdf/term-table.c core/rdf/term-table.h \
	core/rdf/turtle-scan.c core/rdf/turtle-scan.h \
	core/rdf/utf8.c core/rdf/utf8.h \
	core/rdf/vocabulary.h \
	core/rdf/word-pattern.c core/rdf/word-pattern.h \
	core/rdf/write-jsonld.c core/rdf/write-ntriples.c \
	core/rdf/write-rdfxml.c core/rdf/write-turtle.c \
	core/rdf/writer-names.c core/rdf/writer-names.h

# Opened on first use. What it needs of nysta it has copies of: the program exports nothing.
moduledir = $(libdir)/nysta/modules
module_LTLIBRARIES += core/modules/nysta-raptor.la
core_modules_nysta_raptor_la_SOURCES = \
	core/base/error.c \
	core/rdf/iri.c core/rdf/prefix.c core/rdf/term.c \
	core/rdf/read-raptor.c
core_modules_nysta_raptor_la_CFLAGS = $(AM_CFLAGS) $(RAPTOR_CFLAGS)
core_modules_nysta_raptor_la_LIBADD = $(RAPTOR_LIBS) $(GLIB_LIBS)
core_modules_nysta_raptor_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared \
	-export-symbols-regex '^nysta_raptor$$'
