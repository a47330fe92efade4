/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/word-pattern.h"

#include <string.h>

#include "rdf/fold.h"

static void
clear_pattern (gpointer pattern)
{
  g_free (((NystaWordPattern *) pattern)->text);
}

GArray *
nysta_word_patterns_new (void)
{
  GArray *patterns = g_array_new (FALSE, FALSE, sizeof (NystaWordPattern));

  g_array_set_clear_func (patterns, clear_pattern);
  return patterns;
}

void
nysta_word_patterns_add (GArray *patterns, NystaWordMatch match, const char *text,
                         gsize n_bytes)
{
  const NystaWordPattern pattern = { match, g_strndup (text, n_bytes), n_bytes };

  g_array_append_val (patterns, pattern);
}

/* Let T = x N y, a needle N in a text T. By promise 1 of fold.h the folding of N stands in
 * that of T as it is, but that a last a or o may have become å, ä or ö by marks that y begins
 * with: so that letter is left out. (Marks that N begins with change the end of x, not N.)
 * Then a word of N with a space on both sides of it is a word of T; its first one, without a
 * space before it, is the end of a word of T, unless x is empty; its last one likewise the
 * beginning of one, unless y is. By promise 2 it is the same where T is LCASE of the
 * text, or N was found in whatever case. */
gboolean
nysta_word_patterns_add_needle (GArray *patterns, const char *needle, gboolean starts,
                                gboolean ends)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  const char *at = NULL;
  const char *word = NULL;
  gsize n_bytes = 0;
  guint n_before = patterns->len;

  if (nysta_fold (needle, strlen (needle), folded) != NYSTA_FOLD_KNOWN || folded->len == 0)
    return FALSE;

  char last = folded->str[folded->len - 1];

  if (!ends && (last == 'a' || last == 'o'))
    g_string_truncate (folded, folded->len - 1);
  at = folded->str;
  while ((word = nysta_fold_next_word (&at, folded->str + folded->len, &n_bytes)) != NULL)
    {
      gboolean begins = starts || word > folded->str;
      gboolean stops = ends || at < folded->str + folded->len;

      nysta_word_patterns_add (patterns,
                               begins && stops ? NYSTA_WORD_WHOLE
                               : begins        ? NYSTA_WORD_PREFIX
                               : stops         ? NYSTA_WORD_SUFFIX
                                               : NYSTA_WORD_PART,
                               word, n_bytes);
    }
  return patterns->len > n_before;
}

gboolean
nysta_word_pattern_fits (const NystaWordPattern *pattern, const char *word, gsize n_bytes)
{
  gsize n = pattern->n_bytes;

  if (n_bytes < n)
    return FALSE;
  switch (pattern->match)
    {
    case NYSTA_WORD_WHOLE:
      return n == n_bytes && memcmp (word, pattern->text, n) == 0;
    case NYSTA_WORD_PREFIX:
      return memcmp (word, pattern->text, n) == 0;
    case NYSTA_WORD_SUFFIX:
      return memcmp (word + n_bytes - n, pattern->text, n) == 0;
    case NYSTA_WORD_PART:
      return memmem (word, n_bytes, pattern->text, n) != NULL;
    }
  return FALSE;
}
