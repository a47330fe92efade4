/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/language.h"

#include <string.h>

#define MAX_TOKENS 20000
#define MAX_WORD_BYTES 8

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

static gboolean
is_listed (const char *const *list, const char *word, gsize n_bytes)
{
  for (guint i = 0; list[i] != NULL; i++)
    if (strlen (list[i]) == n_bytes && memcmp (list[i], word, n_bytes) == 0)
      return TRUE;
  return FALSE;
}

const char *
nysta_text_guess_language (const char *text, const NystaToken *tokens, gsize n_tokens)
{
  guint n_swedish = 0;
  guint n_english = 0;

  for (gsize i = 0; i < MIN (n_tokens, MAX_TOKENS); i++)
    {
      gsize n_bytes = tokens[i].end - tokens[i].start;
      char word[MAX_WORD_BYTES];

      if (tokens[i].kind != NYSTA_TOKEN_WORD || n_bytes > sizeof word)
        continue;
      memcpy (word, text + tokens[i].start, n_bytes);
      word[0] = g_ascii_tolower (word[0]);
      n_swedish += is_listed (swedish, word, n_bytes);
      n_english += is_listed (english, word, n_bytes);
    }
  if (n_swedish >= 2 && n_swedish > 2 * n_english)
    return "sv";
  if (n_english >= 2 && n_english > 2 * n_swedish)
    return "en";
  return n_swedish + n_english < 4 ? NULL : n_swedish >= n_english ? "sv" : "en";
}
