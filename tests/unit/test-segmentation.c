/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Our sentences and tokens beside those of ICU's break iterators, over the same tables: why
 * there are rules of our own. A release of ICU that does better than they fails here.
 */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "segmentation-cases.h"

#ifdef HAVE_ICU
#include <unicode/ubrk.h>

#include "text/document.h"

static const char *const locales[] = { "sv", "en@ss=standard" };

/* The parts that @kind's iterator makes, white space around them left out. */
static char *
parts_by_icu (UBreakIteratorType kind, const char *locale, const char *text,
              const char *separator)
{
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open (kind, locale, NULL, 0, &status);
  UText *view = utext_openUTF8 (NULL, text, (int64_t) strlen (text), &status);
  GString *parts = g_string_new (NULL);

  ubrk_setUText (iterator, view, &status);
  g_assert_true (U_SUCCESS (status));
  int32_t start = ubrk_first (iterator);
  for (int32_t end = ubrk_next (iterator); end != UBRK_DONE; end = ubrk_next (iterator))
    {
      g_autofree char *part = g_strndup (text + start, (gsize) (end - start));

      start = end;
      g_strstrip (part);
      if (part[0] == '\0' || strcmp (part, "\u00A0") == 0)
        continue;
      if (parts->len > 0)
        g_string_append (parts, separator);
      g_string_append (parts, part);
    }
  utext_close (view);
  ubrk_close (iterator);
  return g_string_free (parts, FALSE);
}

static gboolean
icu_agrees (UBreakIteratorType kind, const char *text, const char *separator,
            const char *expected, char **out_parts)
{
  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *parts = parts_by_icu (kind, locales[i], text, separator);

      if (strcmp (parts, expected) == 0)
        return TRUE;
      if (i == 0)
        *out_parts = g_steal_pointer (&parts);
    }
  return FALSE;
}

/* Ours get all of @cases right: test-sentences says so. */
static guint
count_sentences (const NystaSentenceCase *cases, gsize n)
{
  guint n_right = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *parts = NULL;

      if (icu_agrees (UBRK_SENTENCE, cases[i].text, " || ", cases[i].sentences, &parts))
        n_right++;
      else
        g_test_message ("%s: %s", cases[i].name, parts);
    }
  return n_right;
}

static void
test_sentences (void)
{
  guint n_right = count_sentences (nysta_sentence_cases, nysta_n_sentence_cases);

  g_test_message ("ICU: %u of %" G_GSIZE_FORMAT " as they should be; ours: all", n_right,
                  nysta_n_sentence_cases);
  g_assert_cmpuint (n_right, <, nysta_n_sentence_cases);
}

static void
test_hard_sentences (void)
{
  guint n_right = count_sentences (nysta_hard_sentence_cases, nysta_n_hard_sentence_cases);

  g_test_message ("ICU: %u of %" G_GSIZE_FORMAT " that ours get wrong", n_right,
                  nysta_n_hard_sentence_cases);
}

static void
test_tokens (void)
{
  guint n_right = 0;

  for (gsize i = 0; i < nysta_n_token_cases; i++)
    {
      g_autofree char *parts = NULL;

      if (icu_agrees (UBRK_WORD, nysta_token_cases[i].text, "|",
                      nysta_token_cases[i].tokens, &parts))
        n_right++;
      else
        g_test_message ("%s: %s", nysta_token_cases[i].name, parts);
    }
  g_test_message ("ICU: %u of %" G_GSIZE_FORMAT " as they should be; ours: all", n_right,
                  nysta_n_token_cases);
  g_assert_cmpuint (n_right, <, nysta_n_token_cases);
}
#else
static void
test_nothing (void)
{
  g_test_skip ("built without ICU (libicu-dev)");
}
#endif

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#ifdef HAVE_ICU
  g_test_add_func ("/segmentation/sentences", test_sentences);
  g_test_add_func ("/segmentation/hard-sentences", test_hard_sentences);
  g_test_add_func ("/segmentation/tokens", test_tokens);
#else
  g_test_add_func ("/segmentation/icu", test_nothing);
#endif
  return g_test_run ();
}
