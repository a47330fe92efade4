/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * word-pattern.h: what is asked of the words of a text, folded as fold.h says.
 *
 * A text that contains a needle has, for each pattern that the needle gives, a word that fits
 * it; not the other way round: who wants to know looks at the text.
 */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_WORD_WHOLE,
  NYSTA_WORD_PREFIX,
  NYSTA_WORD_SUFFIX,
  NYSTA_WORD_PART
} NystaWordMatch;

typedef struct
{
  NystaWordMatch match;
  char *text; /* folded; not empty */
  gsize n_bytes;
} NystaWordPattern;

/* (transfer full): NystaWordPattern, that own their text. */
GArray *nysta_word_patterns_new (void);
void nysta_word_patterns_add (GArray *patterns, NystaWordMatch match, const char *text,
                              gsize n_bytes);

/* Append what every text has, in whatever case, that contains @needle: (@starts) at its
 * start, (@ends) at its end. FALSE: nothing can be said of it. */
gboolean nysta_word_patterns_add_needle (GArray *patterns, const char *needle,
                                         gboolean starts, gboolean ends);

gboolean nysta_word_pattern_fits (const NystaWordPattern *pattern, const char *word,
                                  gsize n_bytes);
