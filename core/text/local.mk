text_sources = core/text/document.h core/text/lexicon.h
