/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/blocks.h"

#include "index/names.h"
#include "rdf/fold.h"

#include <string.h>

static const struct
{
  NystaEntityKind kind;
  const char *name;
} kinds[] = {
  { NYSTA_PERSON, "person" },
  { NYSTA_ORGANISATION, "organisation" },
  { NYSTA_PROJECT, "project" },
};

const char *
nysta_block_kind (NystaEntityKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].name;
  return NULL;
}

gboolean
nysta_block_parse (const char *block, NystaEntityKind *out_kind, const char **out_name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gsize n = strlen (kinds[i].name);

      if (strncmp (block, kinds[i].name, n) == 0 && block[n] == ' ')
        {
          *out_kind = kinds[i].kind;
          *out_name = block + n + 1;
          return TRUE;
        }
    }
  return FALSE;
}

char *
nysta_block_new (NystaEntityKind kind, const char *name_key)
{
  return g_strconcat (nysta_block_kind (kind), " ", name_key, NULL);
}

char *
nysta_block_words (const char *name)
{
  g_autofree char *tidy = nysta_name_tidy (name);
  g_autoptr (GString) words = g_string_new (NULL);

  nysta_fold (tidy, strlen (tidy), words);
  g_strstrip (words->str);
  return words->str[0] != '\0' ? g_strdup (words->str) : nysta_name_key (name);
}

char *
nysta_block_person_name (const char *name)
{
  g_autofree char *words = nysta_block_words (name);
  char *first_end = strchr (words, ' ');
  const char *last = strrchr (words, ' ');

  if (first_end == NULL || first_end == last)
    return g_steal_pointer (&words);
  *first_end = '\0';
  return g_strconcat (words, last, NULL);
}

static gboolean
is_initial (const char *word)
{
  return word[0] != '\0' && *g_utf8_next_char (word) == '\0';
}

/* Do the words of @a come in @b, in their order, an initial standing for a name? Those of @b
 * that are left over are initials but for *@out_n_further. */
static gboolean
is_within (char **a, char **b, guint *out_n_further)
{
  guint i = 0;

  *out_n_further = 0;
  for (guint j = 0; b[j] != NULL; j++)
    if (a[i] != NULL && (strcmp (a[i], b[j]) == 0 ||
                         (i > 0 && is_initial (a[i]) && g_str_has_prefix (b[j], a[i])) ||
                         (i > 0 && is_initial (b[j]) && g_str_has_prefix (a[i], b[j]))))
      i++;
    else if (!is_initial (b[j]))
      *out_n_further += 1;
  return a[i] == NULL;
}

NystaNameRelation
nysta_block_relate (const char *a, const char *b)
{
  if (strcmp (a, b) == 0)
    return NYSTA_NAMES_EQUAL;

  g_auto (GStrv) words_a = g_strsplit (a, " ", -1);
  g_auto (GStrv) words_b = g_strsplit (b, " ", -1);
  gboolean a_is_longer = g_strv_length (words_a) > g_strv_length (words_b);
  guint n_further = 0;

  if (!is_within (a_is_longer ? words_b : words_a, a_is_longer ? words_a : words_b,
                  &n_further))
    return NYSTA_NAMES_CLASH;
  return n_further > 0 ? NYSTA_NAMES_LONGER : NYSTA_NAMES_INITIAL;
}

/* Three letters at least: of two there are too many that mean something else. */
gboolean
nysta_block_is_acronym (const char *form)
{
  guint n_upper = 0, n = 0;

  for (const char *p = form; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isalnum (c))
        return FALSE;
      n_upper += g_unichar_isupper (c) ? 1 : 0;
    }
  return n >= 3 && n <= 10 && n_upper * 2 >= n;
}

GStrv
nysta_block_bare_names (const char *key)
{
  static const char *const forms[] = {
    " ab", " hb",  " kb",  " aktiebolag", " ltd",    " inc",  " gmbh",
    " oy", " a/s", " plc", " llc",        " kommun", " stad", " municipality",
  };
  const gsize first_of_towns = 11;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      gsize n = strlen (key), n_form = strlen (forms[i]);

      if (!g_str_has_suffix (key, forms[i]) || n < n_form + 3)
        continue;

      g_autofree char *bare = g_strndup (key, n - n_form);
      g_strv_builder_add (names, bare);
      /* Towns stand in the genitive, but for those that end in s or a vowel. */
      if (i >= first_of_towns && g_str_has_suffix (bare, "s") && strlen (bare) > 3)
        {
          bare[strlen (bare) - 1] = '\0';
          g_strv_builder_add (names, bare);
        }
      break;
    }
  return g_strv_builder_end (names);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
nysta_sorted_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_strings);
  return keys;
}

/* g_ptr_array_copy() would free them a second time. */
GPtrArray *
nysta_borrowed_copy (const GPtrArray *array)
{
  GPtrArray *copy = g_ptr_array_sized_new (array->len);

  for (guint i = 0; i < array->len; i++)
    g_ptr_array_add (copy, array->pdata[i]);
  return copy;
}
