plugin_names += extract-press
extract_pressdir = $(plugindir)/extract-press
extract_press_LTLIBRARIES = plugins/extract-press/extract-press.la
dist_extract_press_DATA = plugins/extract-press/manifest.ttl plugins/extract-press/README.md
plugins_extract_press_extract_press_la_SOURCES = \
	plugins/extract-press/press.h plugins/extract-press/sections.h \
	plugins/extract-press/organisations.h plugins/extract-press/participations.h \
	plugins/extract-press/extract-press.c plugins/extract-press/found.c plugins/extract-press/arena.c \
	plugins/extract-press/words.c plugins/extract-press/vocabulary.c plugins/extract-press/vocabulary.h plugins/extract-press/word-sets.c \
	plugins/extract-press/word-sets.h plugins/extract-press/press.c \
	plugins/extract-press/entities.c plugins/extract-press/facts.c \
	plugins/extract-press/names.c plugins/extract-press/names.h \
	plugins/extract-press/name-series.c plugins/extract-press/name-variants.c plugins/extract-press/organisations.c \
	plugins/extract-press/organisation-shapes.c plugins/extract-press/organisation-mentions.c \
	plugins/extract-press/organisation-places.c plugins/extract-press/organisation-offices.c \
	plugins/extract-press/organisation-actors.c plugins/extract-press/organisation-series.c \
	plugins/extract-press/organisation-municipal.c \
	plugins/extract-press/sheets.h plugins/extract-press/sheet-labels.c \
	plugins/extract-press/sheet-items.c plugins/extract-press/project-sheets.c \
	plugins/extract-press/organisation-headings.c \
	plugins/extract-press/organisation-bodies.c plugins/extract-press/organisation-titled.c \
	plugins/extract-press/organisation-pairs.c plugins/extract-press/organisation-initials.c plugins/extract-press/organisation-described.c \
	plugins/extract-press/organisation-tagged.c plugins/extract-press/organisation-tails.c \
	plugins/extract-press/dates.h plugins/extract-press/dates.c plugins/extract-press/terms.c \
	plugins/extract-press/titles.h plugins/extract-press/titles.c plugins/extract-press/title-modifiers.c plugins/extract-press/tags.c plugins/extract-press/title-english.c plugins/extract-press/title-groups.c plugins/extract-press/title-tails.c \
	plugins/extract-press/projects.c plugins/extract-press/projects.h \
	plugins/extract-press/project-names.c plugins/extract-press/project-english.c \
	plugins/extract-press/project-words.c plugins/extract-press/project-antecedents.c \
	plugins/extract-press/project-candidates.c plugins/extract-press/project-features.c \
	plugins/extract-press/project-line-features.c plugins/extract-press/project-word-kinds.c \
	plugins/extract-press/project-learned.c plugins/extract-press/project-learned.h \
	plugins/extract-press/project-headings.c plugins/extract-press/project-subjects.c \
	plugins/extract-press/descriptions.c plugins/extract-press/biographies.c plugins/extract-press/speakers.c plugins/extract-press/owner.c \
	plugins/extract-press/sections.c plugins/extract-press/section-bodies.c plugins/extract-press/entry-blocks.c \
	plugins/extract-press/entry-blocks.h plugins/extract-press/entries.h \
	plugins/extract-press/entries.c plugins/extract-press/fields.h plugins/extract-press/fields.c \
	plugins/extract-press/records.h plugins/extract-press/records.c \
	plugins/extract-press/record-fields.c \
	plugins/extract-press/lists.c \
	plugins/extract-press/compose.c plugins/extract-press/affiliations.c plugins/extract-press/context.c plugins/extract-press/attributions.c \
	plugins/extract-press/attributions.h plugins/extract-press/attribution-places.c \
	plugins/extract-press/offices.c plugins/extract-press/title-places.c \
	plugins/extract-press/verbs.h plugins/extract-press/verbs.c plugins/extract-press/verb-clauses.c \
	plugins/extract-press/enumerations.c plugins/extract-press/successions.c plugins/extract-press/workplaces.c \
	plugins/extract-press/participations.c plugins/extract-press/project-lists.c \
	plugins/extract-press/project-councils.c plugins/extract-press/project-focus.c \
	plugins/extract-press/project-frames.h plugins/extract-press/project-frames.c \
	plugins/extract-press/project-clauses.c plugins/extract-press/project-phrases.c \
	plugins/extract-press/project-enumerations.c \
	plugins/extract-press/project-parties.c plugins/extract-press/project-values.c \
	plugins/extract-press/scorer.h plugins/extract-press/scorer.c \
	plugins/extract-press/scorer-table.h \
	plugins/extract-press/participation-pairs.h plugins/extract-press/participation-pairs.c \
	plugins/extract-press/participation-features.c \
	plugins/extract-press/participation-parties.c \
	plugins/extract-press/participation-scores.c \
	plugins/extract-press/emit.c \
	plugins/extract-press/trace.c
plugins_extract_press_extract_press_la_CPPFLAGS = $(plugin_cppflags) -I$(srcdir)/plugins/extract-press
plugins_extract_press_extract_press_la_CFLAGS = $(plugin_cflags)
plugins_extract_press_extract_press_la_LDFLAGS = $(plugin_ldflags)

# Weights of learned models: tables in TSV, compiled into the plugin. A further one is a line in
# each of these two and a declaration in scorer.h; learned/README.md says how they are made.
nodist_plugins_extract_press_extract_press_la_SOURCES = \
	plugins/extract-press/learned/participations.c \
	plugins/extract-press/learned/projects.c
extract_press_models = \
	plugins/extract-press/learned/participations.tsv \
	plugins/extract-press/learned/projects.tsv
noinst_PROGRAMS += plugins/extract-press/compile-scorer
plugins_extract_press_compile_scorer_SOURCES = \
	plugins/extract-press/compile-scorer.c plugins/extract-press/scorer-table.h
plugins_extract_press_compile_scorer_LDADD = -lm
plugins/extract-press/learned/%.c: plugins/extract-press/learned/%.tsv \
		plugins/extract-press/compile-scorer$(EXEEXT)
	@$(MKDIR_P) plugins/extract-press/learned
	$(AM_V_GEN)plugins/extract-press/compile-scorer$(EXEEXT) $< $@
EXTRA_DIST += $(extract_press_models) \
	plugins/extract-press/learned/annotated.c plugins/extract-press/learned/README.md plugins/extract-press/learned/train.py
CLEANFILES += $(nodist_plugins_extract_press_extract_press_la_SOURCES)
