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
	ontologies/regions.ttl \
	ontologies/roles.ttl \
	ontologies/surnames.ttl \
	ontologies/office-titles.ttl \
	ontologies/titles.ttl \
	ontologies/universities.ttl
dist_ontology_DATA = $(ontology_files)
EXTRA_DIST += \
	ontologies/README.md \
	ontologies/tools/from-tables.py ontologies/tools/own_lists.py ontologies/tools/turtle.py

lexicondir = $(datadir)/nysta
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
ontologies/turtle.stamp: $(ontology_files)
	@$(MKDIR_P) ontologies
	$(AM_V_at)for file in $(ontology_files); do \
	  test -e $$file || $(LN_S) $(abs_top_srcdir)/$$file $$file || exit 1; done
	$(AM_V_at)echo made >$@
CLEANFILES += ontologies/turtle.stamp
distclean-local:
	test '$(srcdir)' = . || rm -f $(ontology_files)
