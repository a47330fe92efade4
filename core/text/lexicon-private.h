/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* lexicon-private.h: an open lexicon, between lexicon.c and lexicon-match.c. */
#pragma once

#include "text/lexicon-format.h"
#include "text/lexicon.h"

struct NystaLexicon
{
  GMappedFile *file;
  const NystaLexiconWord *words;
  guint32 n_words;
  const NystaLexiconEdge *edges;
  guint32 n_edges;
  const NystaLexiconNode *nodes;
  guint32 n_nodes;
  const NystaLexiconEntry *entries;
  guint32 n_entries;
  const NystaLexiconHead *heads;
  guint32 n_heads;
  const char *strings;
  guint32 n_string_bytes;
};

/* Offsets come from a file: one outside the pool is the empty string. */
static inline const char *
nysta_lexicon_string (const NystaLexicon *lexicon, guint32 offset)
{
  return lexicon->strings + (offset < lexicon->n_string_bytes ? offset : 0);
}
