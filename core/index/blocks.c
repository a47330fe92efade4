/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/blocks.h"

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

char *
nysta_block_bare_name (const char *key)
{
  static const char *const forms[] = { " ab",  " hb",  " kb",   " aktiebolag",
                                       " ltd", " inc", " gmbh", " oy",
                                       " a/s", " plc", " llc",  NULL };

  for (gsize i = 0; forms[i] != NULL; i++)
    if (g_str_has_suffix (key, forms[i]) && strlen (key) >= strlen (forms[i]) + 3)
      return g_strndup (key, strlen (key) - strlen (forms[i]));
  return NULL;
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
