/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/names.h"

#include "rdf/iri.h"

#include <string.h>

static gboolean
is_invisible (gunichar c)
{
  return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == '`' || c == 0xB4 || (c >= 0x2018 && c <= 0x201F) || c == 0xAB ||
         c == 0xBB || c == 0x2039 || c == 0x203A;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0xB4 || c == 0x2BC;
}

static gboolean
is_dash (gunichar c)
{
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* NFC without invisible marks, white space runs as one space, none at the ends. */
static GString *
squeeze (const char *name)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  GString *out = g_string_new (NULL);
  gboolean space = FALSE;

  for (const char *p = composed != NULL ? composed : ""; *p != '\0';
       p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_invisible (c))
        continue;
      if (g_unichar_isspace (c))
        {
          space = out->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (out, ' ');
      space = FALSE;
      g_string_append_unichar (out, c);
    }
  return out;
}

char *
nysta_name_tidy (const char *name)
{
  g_autoptr (GString) text = squeeze (name);

  while (text->len > 0)
    {
      const char *last = g_utf8_find_prev_char (text->str, text->str + text->len);

      if (last == NULL || last == text->str || !is_quote (g_utf8_get_char (text->str)) ||
          !is_quote (g_utf8_get_char (last)))
        break;
      g_string_truncate (text, last - text->str);
      g_string_erase (text, 0, g_utf8_next_char (text->str) - text->str);
    }
  /* A name that is nothing but quotes stays what it was: it must not become empty. */
  g_strstrip (text->str);
  return text->str[0] != '\0' ? g_strdup (text->str) : g_strdup (name);
}

char *
nysta_name_key (const char *name)
{
  g_autofree char *tidy = nysta_name_tidy (name);
  g_autofree char *folded = g_utf8_casefold (tidy, -1);
  g_autofree char *composed = g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_dash (c))
        g_string_append_c (key, '-');
      else if (is_apostrophe (c))
        g_string_append_c (key, '\'');
      else if (!is_quote (c))
        g_string_append_unichar (key, c);
    }
  if (key->len > 3 &&
      (g_str_has_suffix (key->str, ":s") || g_str_has_suffix (key->str, "'s")))
    g_string_truncate (key, key->len - 2);
  return key->len > 0 ? g_strdup (key->str) : g_steal_pointer (&composed);
}

gboolean
nysta_name_is_genitive_of (const char *key, const char *base)
{
  gsize n = strlen (base);

  return n >= 3 && strncmp (key, base, n) == 0 && strcmp (key + n, "s") == 0;
}

/* --- roles ------------------------------------------------------------------ */

typedef struct
{
  guint n_upper;
  guint n_lower;
  gboolean first_upper;
} WordCase;

static WordCase
word_case (const char *word)
{
  WordCase result = { 0, 0, g_unichar_isupper (g_utf8_get_char (word)) };

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      result.n_upper += g_unichar_isupper (c) ? 1 : 0;
      result.n_lower += g_unichar_islower (c) ? 1 : 0;
    }
  return result;
}

/* `Chef`, but neither `VD`, `IT-chef` nor `eSam`. */
static gboolean
is_capitalised (const char *word)
{
  WordCase shape = word_case (word);

  return shape.first_upper && shape.n_upper == 1 && shape.n_lower > 0;
}

/* Every word of four letters or more begins with a capital: a heading's or an English
 * title's capitals, which say nothing of proper names. A capital after a lower-case word
 * does. */
static gboolean
is_title_case (char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      WordCase shape = word_case (words[i]);

      if (!shape.first_upper && shape.n_upper == 0 && g_utf8_strlen (words[i], -1) > 3)
        return FALSE;
    }
  return TRUE;
}

char *
nysta_name_spell_role (const char *name)
{
  g_autofree char *tidy = nysta_name_tidy (name);
  g_auto (GStrv) words = g_strsplit (tidy, " ", -1);
  gboolean all_titled = is_title_case (words);

  for (guint i = 0; words[i] != NULL; i++)
    if ((i == 0 || all_titled) && is_capitalised (words[i]))
      {
        g_autofree char *old = words[i];

        words[i] = g_utf8_strdown (old, -1);
      }
  return g_strjoinv (" ", words);
}

/* --- IRIs ------------------------------------------------------------------- */

char *
nysta_name_segment (const char *name)
{
  g_autofree char *tidy = nysta_name_tidy (name);
  g_autofree char *slug = nysta_iri_slug (tidy);
  gboolean lossy = FALSE;

  /* Punctuation joins and adorns; a symbol is part of the name. */
  for (const char *p = tidy; *p != '\0' && !lossy; p = g_utf8_next_char (p))
    switch (g_unichar_type (g_utf8_get_char (p)))
      {
      case G_UNICODE_MATH_SYMBOL:
      case G_UNICODE_CURRENCY_SYMBOL:
      case G_UNICODE_OTHER_SYMBOL:
        lossy = TRUE;
        break;
      default:
        lossy = *p == '#' || *p == '*' || *p == '%' || *p == '@';
        break;
      }
  if (!lossy)
    return g_steal_pointer (&slug);

  g_autofree char *key = nysta_name_key (tidy);
  g_autofree char *hash = nysta_iri_hash ("name", key, NULL);
  return g_strdup_printf ("%s-%.8s", slug, hash);
}
