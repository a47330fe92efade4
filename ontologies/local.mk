# The Turtle, and the lexicon that is compiled from it: ontologies/README.md.
ontology_files = \
	ontologies/agencies.ttl \
	ontologies/common-words.ttl \
	ontologies/function-words.ttl \
	ontologies/further-organisations.ttl \
	ontologies/given-names.ttl \
	ontologies/municipalities.ttl \
	ontologies/nysta.ttl \
	ontologies/organisations.ttl \
	ontologies/participation.ttl \
	ontologies/places.ttl \
	ontologies/public-bodies.ttl \
	ontologies/regions.ttl \
	ontologies/role-scheme.ttl \
	ontologies/roles.ttl \
	ontologies/surnames.ttl \
	ontologies/office-titles.ttl \
	ontologies/titles.ttl \
	ontologies/universities.ttl \
	ontologies/world-places.ttl
dist_ontology_DATA = $(ontology_files)
# Which languages libexttextcat tells apart.
lexicondir = $(datadir)/nysta
dist_lexicon_DATA = ontologies/languages.conf
EXTRA_DIST += \
	ontologies/README.md \
	ontologies/tools/from-tables.py ontologies/tools/own_lists.py ontologies/tools/turtle.py

nodist_lexicon_DATA = ontologies/lexicon.bin
CLEANFILES += ontologies/lexicon.bin

# What a change of makes another file of the same Turtle.
lexicon_makers = \
	core/text/abbreviation.c core/text/character.c core/text/tokenize.c \
	core/text/lexicon-builder.c core/text/lexicon-compile.c core/text/lexicon-format.h \
	core/text/lexicon-source.c

ontologies/lexicon.bin: $(ontology_files) $(lexicon_makers) | nysta$(EXEEXT)
	@$(MKDIR_P) ontologies
	$(AM_V_GEN)cd $(srcdir) && $(abs_builddir)/nysta$(EXEEXT) lexicon compile \
	  -o $(abs_builddir)/$@ $(ontology_files)

# The program in a build tree finds its Turtle beside itself.
noinst_DATA += ontologies/turtle.stamp
ontologies/turtle.stamp: $(ontology_files) $(dist_lexicon_DATA)
	@$(MKDIR_P) ontologies
	$(AM_V_at)for file in $(ontology_files) $(dist_lexicon_DATA); do \
	  test -e $$file || $(LN_S) $(abs_top_srcdir)/$$file $$file || exit 1; done
	$(AM_V_at)echo made >$@
CLEANFILES += ontologies/turtle.stamp
distclean-local:
	test '$(srcdir)' = . || rm -f $(ontology_files) $(dist_lexicon_DATA)

# The tagger's model and the program that trains it: ontologies/tagger/README.md.
EXTRA_DIST += ontologies/tagger/README.md ontologies/tagger/model.bin \
	ontologies/tagger/names.txt ontologies/tagger/press.txt
nodist_lexicon_DATA += ontologies/tagger.bin
CLEANFILES += ontologies/tagger.bin
ontologies/tagger.bin: ontologies/tagger/model.bin
	@$(MKDIR_P) ontologies
	$(AM_V_GEN)cp $(srcdir)/ontologies/tagger/model.bin $@

tagger_trainer = \
	ontologies/tagger/compose.c ontologies/tagger/compose.h \
	ontologies/tagger/corpus.c ontologies/tagger/corpus.h \
	ontologies/tagger/trainer.c ontologies/tagger/trainer.h
noinst_PROGRAMS += ontologies/tagger/train-tagger
ontologies_tagger_train_tagger_SOURCES = \
	ontologies/tagger/train-tagger.c $(tagger_trainer)
ontologies_tagger_train_tagger_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/ontologies/tagger
ontologies_tagger_train_tagger_LDADD = libnysta-core.la

# make train-tagger NER_DIR=DIR: the model anew, from the folder that the texts lie in.
ner_corpora = \
	uner:$(NER_DIR)/uner_talbanken/sv_talbanken-ud-train.iob2 \
	runs:$(NER_DIR)/klintan/train_corpus.txt \
	suc:$(NER_DIR)/sucx3_disagreements/removed_sents_from_original_to_simple.txt \
	uner:$(NER_DIR)/uner_danish_ddt/da_ddt-ud-train.iob2 \
	uner:$(NER_DIR)/uner_english_ewt/en_ewt-ud-dev.iob2
train-tagger: ontologies/tagger/train-tagger$(EXEEXT) ontologies/lexicon.bin
	@test -d '$(NER_DIR)' || { echo 'train-tagger: say make train-tagger NER_DIR=DIR' >&2; exit 1; }
	$(AM_V_GEN)ontologies/tagger/train-tagger$(EXEEXT) --lexicon ontologies/lexicon.bin \
	  --sentences $(srcdir)/ontologies/tagger/press.txt --names $(srcdir)/ontologies/tagger/names.txt \
	  $(TRAIN_FLAGS) -o $(srcdir)/ontologies/tagger/model.bin $(ner_corpora) \
	  --test uner:$(NER_DIR)/uner_talbanken/sv_talbanken-ud-dev.iob2
.PHONY: train-tagger
