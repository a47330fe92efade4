/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* small-words.h: the most frequent words of some languages, and how much each tells. */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_SMALL_SV,
  NYSTA_SMALL_EN,
  NYSTA_SMALL_DA,
  NYSTA_SMALL_NB,
  NYSTA_SMALL_NN,
  NYSTA_SMALL_FI,
  NYSTA_SMALL_DE,
  NYSTA_SMALL_FR,
  NYSTA_N_SMALL_LANGUAGES
} NystaSmallLanguage;

/* BCP 47, by NystaSmallLanguage. */
extern const char *const nysta_small_languages[NYSTA_N_SMALL_LANGUAGES];

/* Danish and the two Norwegians, which share most of their small words. */
static inline gboolean
nysta_small_is_kin (guint language)
{
  return language >= NYSTA_SMALL_DA && language <= NYSTA_SMALL_NN;
}

/* A word is a number, so that comparing costs nothing: longer ones are left out. */
#define NYSTA_SMALL_MAX_BYTES 8

typedef struct NystaSmallWords NystaSmallWords;

/* (transfer none) The table, made once. Any thread may ask. */
const NystaSmallWords *nysta_small_words (void);

/* What the word speaks for: points by NystaSmallLanguage, 24 for a word of one alone, fewer
 * the more share it; NULL if it is no small word. Its first letter may be a capital. */
const guint8 *nysta_small_word (const NystaSmallWords *words, const char *word,
                                gsize n_bytes);
