/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What fold.h promises, of every character, and that word-pattern.h finds what contains. */
#include "rdf/fold.h"
#include "rdf/word-pattern.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *input;
  const char *wanted;
} FoldCase;

static const FoldCase fold_cases[] = {
  { "ascii", "Hello, World 2!", "hello world 2 " },
  { "åäö-stay", "ÅÄÖ åäö", "åäö åäö" },
  { "habo-is-not-håbo", "Habo HÅBO", "habo håbo" },
  { "decomposed", "A\xCC\x8Angstro\xCC\x88m", "ångström" },
  { "mark-between", "a\xCC\xA3\xCC\x8A", "å" },
  { "first-mark-wins", "a\xCC\x8A\xCC\x88", "å" },
  { "no-ring-on-o", "o\xCC\x8A", "o" },
  { "accents-go", "Café Müller Łódź", "cafe muller lodz" },
  { "danish", "Ærø", "ärö" },
  { "sharp-s", "Straße STRASSE ẞ", "strasse strasse ss" },
  { "ligatures", "ﬁne oﬃce Œuvre", "fine office oeuvre" },
  { "turkish", "İI ıi", "ii ii" },
  { "greek", "ΣΟΦΟΣ σοφος", "σοφοσ σοφοσ" },
  { "cyrillic", "Ёлка", "елка" },
  { "wide", "ＡＢ１", "ab1" },
  { "fraction-parts", "½ m²", "1 2 m2" },
  { "separators-are-one", " – a -- b\n", " a b " },
  { "empty", "", "" },
  { "hebrew-points", "שָׁלוֹם", "שלום" },
};

static void
test_fold (gconstpointer data)
{
  const FoldCase *c = data;
  g_autoptr (GString) folded = g_string_new ("old");

  g_assert_cmpint (nysta_fold (c->input, strlen (c->input), folded), ==, NYSTA_FOLD_KNOWN);
  g_assert_cmpstr (folded->str, ==, c->wanted);
}

static void
test_unknown (void)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  g_assert_cmpint (nysta_fold ("a\xFF"
                               "b",
                               3, folded),
                   ==, NYSTA_FOLD_UNKNOWN);
  g_assert_cmpstr (folded->str, ==, "a b");
  g_assert_cmpint (nysta_fold ("a\xC3", 2, folded), ==, NYSTA_FOLD_UNKNOWN);
  /* U+0378: no character yet */
  g_assert_cmpint (nysta_fold ("\xCD\xB8", 2, folded), ==, NYSTA_FOLD_UNKNOWN);
}

/* --- promise 2 ---------------------------------------------------------------------- */

static void
assert_same (gunichar c, const char *text, const char *other)
{
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = g_string_new (NULL);

  nysta_fold (text, strlen (text), a);
  nysta_fold (other, strlen (other), b);
  if (strcmp (a->str, b->str) != 0)
    g_error ("U+%04X: '%s' gives '%s', '%s' '%s'", c, text, a->str, other, b->str);
}

static void
test_case_is_nothing (void)
{
  for (gunichar c = 1; c <= 0x10FFFF; c++)
    {
      const gunichar forms[] = { g_unichar_toupper (c), g_unichar_tolower (c),
                                 g_unichar_totitle (c) };
      char text[8] = { 0 };

      if (!g_unichar_validate (c) || !g_unichar_isdefined (c))
        continue;
      g_unichar_to_utf8 (c, text);
      for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
        {
          char other[8] = { 0 };

          g_unichar_to_utf8 (forms[i], other);
          assert_same (c, text, other);
        }

      g_autofree char *upper = g_utf8_strup (text, -1);
      g_autofree char *lower = g_utf8_strdown (text, -1);
      g_autofree char *folded = g_utf8_casefold (text, -1);

      assert_same (c, text, upper);
      assert_same (c, text, lower);
      assert_same (c, text, folded);
    }
}

/* --- promise 1, and needles ---------------------------------------------------------- */

static const char *const pieces[] = {
  "a", "A", "o", "e", "s",        "I",        "i",        "İ",        "ı", "ß",
  "ẞ", "å", "Ä", "ö", "\xCC\x8A", "\xCC\x88", "\xCC\xA3", "\xCC\x81", " ", "-",
  "ﬁ", "ﬃ", "Σ", "ς", "\xCD\x85", "ᾳ",        "Æ",        "ø",        "½", "²",
  "ǆ", "ǅ", "ŉ", "ĳ", "가",       "각",       "ｱ",        "कि",       "1", "٣",
  "…", "_", "é", "K", "ſ",        "º",        "ª",        "ộ",        "ǟ", "Å",
};

static void
append_random (GRand *random, guint n, GString *out)
{
  for (guint i = 0; i < n; i++)
    g_string_append (out, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
}

static gboolean
some_word_fits (const NystaWordPattern *pattern, const GString *folded)
{
  const char *at = folded->str;
  const char *word = NULL;
  gsize n_bytes = 0;

  while ((word = nysta_fold_next_word (&at, folded->str + folded->len, &n_bytes)) != NULL)
    if (nysta_word_pattern_fits (pattern, word, n_bytes))
      return TRUE;
  return FALSE;
}

/* (transfer full): letter by letter, as regular expressions take them. */
static char *
swap_case (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      g_string_append_unichar (out, g_unichar_isupper (c) ? g_unichar_tolower (c)
                                                          : g_unichar_toupper (c));
    }
  return g_string_free (out, FALSE);
}

/* A text that has a needle, in whatever case, has words for it. */
static void
test_needles (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) needle = g_string_new (NULL);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    {
      g_autoptr (GArray) patterns = nysta_word_patterns_new ();
      guint n_before = (guint) g_rand_int_range (random, 0, 4);
      guint n_after = (guint) g_rand_int_range (random, 0, 4);

      g_string_truncate (text, 0);
      g_string_truncate (needle, 0);
      append_random (random, n_before, text);
      append_random (random, (guint) g_rand_int_range (random, 1, 5), needle);
      g_string_append (text, needle->str);
      append_random (random, n_after, text);

      g_autofree char *changed = i % 2 == 0 ? g_utf8_strdown (text->str, -1)
                                            : swap_case (text->str);

      nysta_fold (changed, strlen (changed), folded);
      nysta_word_patterns_add_needle (patterns, needle->str, n_before == 0, n_after == 0);
      for (guint k = 0; k < patterns->len; k++)
        {
          const NystaWordPattern *pattern = &g_array_index (patterns, NystaWordPattern, k);

          if (!some_word_fits (pattern, folded))
            g_error ("'%s' has '%s', but '%s' has no '%s' (%d)", text->str, needle->str,
                     folded->str, pattern->text, pattern->match);
        }
    }
}

typedef struct
{
  const char *name;
  const char *needle;
  gboolean starts;
  gboolean ends;
  const char *wanted;
} NeedleCase;

static const NeedleCase needle_cases[] = {
  { "part", "umeå", FALSE, FALSE, "*umeå*" },
  { "two", "umeå kommun", FALSE, FALSE, "*umeå kommun*" },
  { "three", "i umeå kommun", FALSE, FALSE, "*i umeå kommun*" },
  { "spaces", " umeå ", FALSE, FALSE, "umeå" },
  { "start", "Umeå kom", TRUE, FALSE, "umeå kom*" },
  { "end", "meå kommun", FALSE, TRUE, "*meå kommun" },
  { "last-a-may-become-å", "data", FALSE, FALSE, "*dat*" },
  { "last-o-may-become-ö", "data o", FALSE, FALSE, "*data" },
  { "last-a-at-the-end", "data", FALSE, TRUE, "*data" },
  { "only-a", "a", FALSE, FALSE, "" },
  { "no-word", "--", FALSE, FALSE, "" },
  { "nothing", "", FALSE, FALSE, "" },
};

static void
test_needle (gconstpointer data)
{
  const NeedleCase *c = data;
  g_autoptr (GArray) patterns = nysta_word_patterns_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean any = nysta_word_patterns_add_needle (patterns, c->needle, c->starts, c->ends);

  for (guint i = 0; i < patterns->len; i++)
    {
      const NystaWordPattern *pattern = &g_array_index (patterns, NystaWordPattern, i);
      gboolean open = pattern->match == NYSTA_WORD_SUFFIX ||
                      pattern->match == NYSTA_WORD_PART;

      g_string_append_printf (
        out, "%s%s%s%s", i > 0 ? " " : "", open ? "*" : "", pattern->text,
        pattern->match == NYSTA_WORD_PREFIX || pattern->match == NYSTA_WORD_PART ? "*"
                                                                                 : "");
    }
  g_assert_cmpstr (out->str, ==, c->wanted);
  g_assert_cmpint (any, ==, *c->wanted != '\0');
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fold_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fold/text/%s", fold_cases[i].name);
      g_test_add_data_func (path, &fold_cases[i], test_fold);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (needle_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/fold/needle/%s", needle_cases[i].name);
      g_test_add_data_func (path, &needle_cases[i], test_needle);
    }
  g_test_add_func ("/fold/unknown", test_unknown);
  g_test_add_func ("/fold/case-is-nothing", test_case_is_nothing);
  g_test_add_func ("/fold/needles", test_needles);
  return g_test_run ();
}
