/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/language.h"

#include <string.h>

#define MAX_TOKENS 20000
#define MAX_WORD_BYTES 8
#define N_PLACES 256u /* for 60 words */

/* Frequent in one of the two, and no word of the other. */
static const char *const swedish[] = { "och",    "att",  "det",   "som",  "är",    "för",
                                       "på",     "av",   "med",   "inte", "till",  "ett",
                                       "den",    "har",  "vi",    "jag",  "från",  "vid",
                                       "kan",    "ska",  "eller", "hos",  "säger", "också",
                                       "mellan", "samt", "även",  "när",  "nya",   "efter",
                                       NULL };
static const char *const english[] = {
  "the", "and", "of",  "to",   "in",   "is",   "that", "with",  "by",    "at",  "from",
  "was", "are", "has", "have", "this", "will", "its",  "their", "which", "our", "an",
  "be",  "as",  "new", "who",  "were", "said", "says", "it",    NULL
};

/* The words as numbers, by their hash: a text asks of every word that it has. */
typedef struct
{
  guint64 words[N_PLACES]; /* 0: free */
  gboolean is_english[N_PLACES];
} Places;

static guint64
number_of (const char *word, gsize n_bytes)
{
  guint64 number = 0;

  memcpy (&number, word, n_bytes);
  return number;
}

static guint
place_of (const Places *places, guint64 word)
{
  guint at = (guint) ((word * 0x9fb21c651e98df25u) >> 56);

  while (places->words[at] != 0 && places->words[at] != word)
    at = (at + 1) % N_PLACES;
  return at;
}

static void
add_words (Places *places, const char *const *list, gboolean is_english)
{
  for (guint i = 0; list[i] != NULL; i++)
    {
      guint64 word = number_of (list[i], strlen (list[i]));
      guint at = place_of (places, word);

      places->words[at] = word;
      places->is_english[at] = is_english;
    }
}

const char *
nysta_text_guess_language (const char *text, const NystaToken *tokens, gsize n_tokens)
{
  Places places = { 0 };
  guint n_swedish = 0;
  guint n_english = 0;

  add_words (&places, swedish, FALSE);
  add_words (&places, english, TRUE);
  for (gsize i = 0; i < MIN (n_tokens, MAX_TOKENS); i++)
    {
      gsize n_bytes = tokens[i].end - tokens[i].start;
      char word[MAX_WORD_BYTES] = "";

      if (tokens[i].kind != NYSTA_TOKEN_WORD || n_bytes > sizeof word)
        continue;
      memcpy (word, text + tokens[i].start, n_bytes);
      word[0] = g_ascii_tolower (word[0]);
      guint at = place_of (&places, number_of (word, sizeof word));
      if (places.words[at] != 0)
        ++*(places.is_english[at] ? &n_english : &n_swedish);
    }
  if (n_swedish >= 2 && n_swedish > 2 * n_english)
    return "sv";
  if (n_english >= 2 && n_english > 2 * n_swedish)
    return "en";
  return n_swedish + n_english < 4 ? NULL : n_swedish >= n_english ? "sv" : "en";
}
