text_sources = \
	core/text/abbreviation.c core/text/abbreviation.h core/text/checksum.h \
	core/text/character.c core/text/character.h \
	core/text/document.c core/text/document.h \
	core/text/fingerprint.c core/text/fingerprint.h \
	core/text/language.c core/text/language.h \
	core/text/lexicon-builder.c core/text/lexicon-builder.h \
	core/text/lexicon-compile.c core/text/lexicon-ensure.c \
	core/text/lexicon-format.h \
	core/text/lexicon-match.c core/text/lexicon-matcher.h \
	core/text/lexicon-name.c core/text/lexicon-private.h \
	core/text/lexicon-source.c core/text/lexicon-source.h \
	core/text/lexicon-title.c \
	core/text/lexicon.c core/text/lexicon.h \
	core/text/sentence.c core/text/sentence.h \
	core/text/small-words.c core/text/small-words.h \
	core/text/tagger-features.c core/text/tagger-features.h \
	core/text/tagger-format.h \
	core/text/tagger-path.c core/text/tagger-path.h \
	core/text/tagger.c core/text/tagger.h \
	core/text/tokenize.c core/text/tokenize.h

# Opened by workers that extract. What it needs of nysta it has in the header.
EXTRA_DIST += core/text/fingerprint-textcat.c
if HAVE_TEXTCAT
module_LTLIBRARIES += core/modules/nysta-fingerprint.la
core_modules_nysta_fingerprint_la_SOURCES = core/text/fingerprint-textcat.c
core_modules_nysta_fingerprint_la_CPPFLAGS = $(AM_CPPFLAGS) \
	-DNYSTA_FINGERPRINT_DIR='"$(TEXTCAT_DIR)"'
core_modules_nysta_fingerprint_la_CFLAGS = $(AM_CFLAGS) $(TEXTCAT_CFLAGS)
core_modules_nysta_fingerprint_la_LIBADD = $(TEXTCAT_LIBS) $(GLIB_LIBS)
core_modules_nysta_fingerprint_la_LDFLAGS = $(AM_LDFLAGS) -module -avoid-version -shared \
	-export-symbols-regex '^nysta_fingerprint$$'
endif
