/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * paths.h: where nysta's own files are, found from the running program so that a build
 * tree and an installed tree that was moved both work.
 */
#pragma once

#include <glib.h>

/* (transfer full) The running program's file. */
char *nysta_path_program (void);

/* (transfer full) Folders that hold plugins, first wins: @extra (the --plugin-path values,
 * may be NULL), $NYSTA_PLUGIN_PATH (colon-separated), $XDG_DATA_HOME/nysta/plugins, the
 * folder of the program's own tree. */
GStrv nysta_path_plugin_dirs (const char *const *extra);

/* (transfer full) Folders of Turtle for the lexicon and the authorities: the program's
 * own, then $XDG_DATA_HOME/nysta/ontologies. */
GStrv nysta_path_ontology_dirs (void);

/* (transfer full) The compiled lexicon of the program's own tree. */
char *nysta_path_lexicon (void);

/* (transfer full) The tagger's model of the program's own tree. */
char *nysta_path_tagger (void);

/* (transfer full) The list of languages that are told by their n-grams, likewise. */
char *nysta_path_languages (void);

/* (transfer full) The file of one of nysta's own modules, of this tree also where nysta is
 * a library in another program. It may be missing. */
char *nysta_path_module (const char *name);
