/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>
#include <string.h>

#include "segmentation-cases.h"
#include "text/tokenize.h"

static char
kind_letter (guint32 kind)
{
  return "?wnpeus"[kind];
}

static GArray *
tokenize (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (NystaToken));

  nysta_text_tokenize (text, 0, (guint32) strlen (text), 0, tokens);
  return tokens;
}

static void
test_tokens (gconstpointer data)
{
  const NystaTokenCase *expected = data;
  g_autoptr (GArray) tokens = tokenize (expected->text);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    {
      const NystaToken *token = &g_array_index (tokens, NystaToken, i);

      if (i > 0)
        g_string_append_c (found, '|');
      g_string_append_len (found, expected->text + token->start, token->end - token->start);
      g_string_append_c (kinds, kind_letter (token->kind));
    }
  g_assert_cmpstr (found->str, ==, expected->tokens);
  g_assert_cmpstr (kinds->str, ==, expected->kinds);
}

typedef struct
{
  const char *name;
  const char *text; /* flags of its last token are compared */
  guint32 flags;
} FlagCase;

static const FlagCase flag_cases[] = {
  { "lower", "råd", 0 },
  { "capital", "Örebro", NYSTA_TOKEN_UPPER_FIRST },
  { "all-capitals", "ÅÄÖ", NYSTA_TOKEN_UPPER_FIRST | NYSTA_TOKEN_ALL_UPPER },
  { "one-capital", "S", NYSTA_TOKEN_UPPER_FIRST },
  { "genitive-not-all", "SKR:s", NYSTA_TOKEN_UPPER_FIRST },
  { "mixed", "eSam", NYSTA_TOKEN_MIXED_CASE },
  { "digit", "5G", NYSTA_TOKEN_HAS_DIGIT },
  { "digit-then-capital-is-no-capital", "5Gnät", NYSTA_TOKEN_HAS_DIGIT },
  { "space", "a b", NYSTA_TOKEN_SPACE_BEFORE },
  { "line", "a\nb", NYSTA_TOKEN_SPACE_BEFORE | NYSTA_TOKEN_LINE_BEFORE },
  { "line-then-space", "a\r\n  b", NYSTA_TOKEN_SPACE_BEFORE | NYSTA_TOKEN_LINE_BEFORE },
};

static void
test_flags (gconstpointer data)
{
  const FlagCase *expected = data;
  g_autoptr (GArray) tokens = tokenize (expected->text);
  guint32 flags = g_array_index (tokens, NystaToken, tokens->len - 1).flags;

  g_assert_cmphex (flags, ==, expected->flags);
}

typedef struct
{
  const char *name;
  const char *text;
  gboolean fold;
  const char *normal;
} NormalCase;

static const NormalCase normal_cases[] = {
  { "soft-hyphen-goes", "digitali\xC2\xADsering", FALSE, "digitalisering" },
  { "ring-is-composed",
    "Ha\xCC\x8A"
    "bo",
    FALSE, "Håbo" },
  { "fold-keeps-letters", "HÅBO", TRUE, "håbo" },
  { "apostrophe", "O’Neill", FALSE, "O'Neill" },
};

static void
test_normalise (gconstpointer data)
{
  const NormalCase *expected = data;
  g_autoptr (GString) out = g_string_new (NULL);

  nysta_text_normalise (expected->text, 0, (guint32) strlen (expected->text),
                        expected->fold, out);
  g_assert_cmpstr (out->str, ==, expected->normal);
}

/* --- hostile: 64 MiB each must take the time of a pass, not of its square ---- */

static const struct
{
  const char *name;
  const char *unit;
} floods[] = {
  { "letter", "a" },           { "dots", "." },
  { "marks", "\xCC\x81" },     { "initials", "A." },
  { "abbreviations", "t.ex" }, { "hosts", "www." },
  { "at-signs", "a@" },        { "hyphens", "a-" },
  { "colons", "S:" },          { "domains", "a.b-c" },
  { "soft", "\xC2\xAD" },      { "closing", ".!?" },
  { "spaces", "v.       " },   { "parentheses", "http://a)" },
};

static void
test_flood (gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  const char *unit = floods[index].unit;
  /* The first three whole; the others enough to show a square. */
  gsize n_bytes = (index < 3 ? 64u : 4u) * 1024 * 1024;
  g_autoptr (GString) text = g_string_sized_new (n_bytes + 16);
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (NystaToken));

  while (text->len + strlen (unit) <= n_bytes)
    g_string_append (text, unit);
  nysta_text_tokenize (text->str, 0, (guint32) text->len, 0, tokens);

  guint32 last = 0;
  for (guint i = 0; i < tokens->len; i++)
    {
      const NystaToken *token = &g_array_index (tokens, NystaToken, i);

      g_assert_cmpuint (token->start, >=, last);
      g_assert_cmpuint (token->end, >, token->start);
      last = token->end;
    }
  g_assert_cmpuint (last, <=, text->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < nysta_n_token_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/tokens/parts/%s",
                                               nysta_token_cases[i].name);
      g_test_add_data_func (path, &nysta_token_cases[i], test_tokens);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (flag_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tokens/flags/%s", flag_cases[i].name);
      g_test_add_data_func (path, &flag_cases[i], test_flags);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (normal_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tokens/normal/%s", normal_cases[i].name);
      g_test_add_data_func (path, &normal_cases[i], test_normalise);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (floods); i++)
    {
      g_autofree char *path = g_strdup_printf ("/tokens/flood/%s", floods[i].name);
      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_flood);
    }
  return g_test_run ();
}
