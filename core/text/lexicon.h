/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * lexicon.h: names, titles and words that extraction knows, compiled from Turtle into one
 * file that is mapped into memory.
 *
 * Caveats: the file is made for one machine's byte order and for one NYSTA_LEXICON_VERSION;
 * a stale one is refused, and made anew with nysta_lexicon_compile().
 */
#pragma once

#include "nysta-plugin.h"
#include <glib.h>

typedef struct NystaLexicon NystaLexicon;

/* Compile Turtle files into @out_path. What the Turtle says: ontologies/README.md. */
gboolean nysta_lexicon_compile (const char *const *turtle_paths, const char *out_path,
                                GError **error);

/* (transfer full): maps the file; costs a pass over it, for its checksum. Errors:
 * NYSTA_IO_ERROR; for a file that is stale, cut short or no lexicon too. */
NystaLexicon *nysta_lexicon_open (const char *path, GError **error);
void nysta_lexicon_free (NystaLexicon *lexicon);
/* Let go of its pages, which come back when they are read: for when memory is wanted for
 * something else. */
void nysta_lexicon_rest (NystaLexicon *lexicon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaLexicon, nysta_lexicon_free)

/* The lexicon of this user: the program's own, or, where $XDG_DATA_HOME/nysta/ontologies
 * holds Turtle, one compiled from both and kept in $XDG_CACHE_HOME/nysta. (transfer full)
 * the path of the file. */
char *nysta_lexicon_ensure (GError **error);

/* Append to @matches (of NystaMatch) whatever of @lexicon the tokens contain, sorted as
 * nysta-plugin.h says. The strings in a match belong to the lexicon or to @strings. */
void nysta_lexicon_match (NystaLexicon *lexicon, const char *text, const NystaToken *tokens,
                          gsize n_tokens, GStringChunk *strings, GArray *matches);
