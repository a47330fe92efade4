/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* lexicon-matcher.h: a text being matched, among the files that match it. */
#pragma once

#include "text/lexicon-private.h"

/* A longer token is no word. */
#define NYSTA_MAX_WORD_BYTES 120

typedef struct
{
  NystaLexicon *lexicon;
  const char *text;
  const NystaToken *tokens;
  gsize n_tokens;
  NystaReading *readings;
  GStringChunk *strings;
  GArray *matches; /* of NystaMatch */
  GString *room;
} NystaMatcher;

/* Slot of a folded word, or NYSTA_NO_WORD. */
guint32 nysta_lexicon_find_word (const NystaLexicon *lexicon, const char *folded,
                                 gsize n_bytes);
/* The node that @word leads to from @node (0: from the start), or 0. */
guint32 nysta_matcher_next_node (const NystaMatcher *matcher, guint32 node, guint32 word);
void nysta_matcher_append (NystaMatcher *matcher, gsize first, gsize n, guint32 match_class,
                           guint32 flags, guint32 weight, const char *canonical,
                           const char *authority);
/* Whether a match of the class, of @n_tokens (0: any), was appended since @from. */
gboolean nysta_matcher_has (const NystaMatcher *matcher, gsize from, guint32 match_class,
                            gsize n_tokens);
/* Everything listed that begins at token @first. */
void nysta_matcher_take_phrases (NystaMatcher *matcher, gsize first);
/* The same, and what is known by its form: compounds, joint titles, double names. */
void nysta_matcher_take_all (NystaMatcher *matcher, gsize first);

/* --- lexicon-title.c: what of titles no list has ----------------------------- */

/* Slot of the longest head that ends a folded word and leaves something before it. */
guint32 nysta_lexicon_find_head (const NystaLexicon *lexicon, const char *word,
                                 gsize n_bytes);
/* `digitaliseringschefen`, unless the word is listed as a title or is somebody's name. */
void nysta_matcher_take_compound (NystaMatcher *matcher, gsize index, gsize from);
/* `klimat- och miljöminister` */
gboolean nysta_matcher_is_hanging (const NystaMatcher *matcher, gsize index);
void nysta_matcher_take_joint_title (NystaMatcher *matcher, gsize index);
/* `biträdande kommundirektör`: the words before a title that belong to it. */
void nysta_matcher_take_modified (NystaMatcher *matcher, gsize index, gsize from);

/* --- lexicon-name.c ------------------------------------------------------------ */

/* `Anna-Lena`, `Quist-Wikström` */
void nysta_matcher_take_double_name (NystaMatcher *matcher, gsize index, gsize from);
