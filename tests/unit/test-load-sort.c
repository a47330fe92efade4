/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/load/sort.h"
#include "store/term-id.h"

#include <string.h>

typedef struct
{
  const char *name;
  guint64 least;
  guint64 range; /* 0: all 64 bits */
  gsize n_items;
} SortCase;

static const SortCase cases[] = {
  { "nothing", 0, 1, 0 },
  { "one", 7, 1, 1 },
  { "all-alike", 1000000, 1, 5000 },
  { "two-values", G_MAXUINT32 - 1, 2, 5000 },
  { "one-digit", 3, 2000, 5000 },
  { "two-digits", 123456789, 1000000, 20000 },
  { "three-digits", 0, G_MAXUINT32, 20000 },
};

static guint64
draw (GRand *random, const SortCase *c)
{
  guint64 drawn = (guint64) g_rand_int (random) << 32 | g_rand_int (random);

  return c->least + drawn % c->range;
}

/* Rows keep, in another field, where they were: the sort is stable, or that shows. */
static void
test_rows (gconstpointer data)
{
  const SortCase *c = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree NystaLoadRow *first = g_new0 (NystaLoadRow, c->n_items + 1);
  g_autofree NystaLoadRow *second = g_new0 (NystaLoadRow, c->n_items + 1);
  g_autofree NystaLoadRow *third = g_new0 (NystaLoadRow, c->n_items + 1);
  g_autofree NystaLoadRow *copy = NULL;
  NystaLoadRow *const spares[2] = { second, third };
  NystaLoadRow *rows = first;
  guint64 sum = 0;

  for (gsize i = 0; i < c->n_items; i++)
    {
      rows[i].terms[2] = (guint32) draw (random, c);
      rows[i].terms[0] = (guint32) i;
      rows[i].terms[1] = rows[i].terms[2] ^ (guint32) i;
      sum += rows[i].terms[1];
    }
  copy = g_memdup2 (first, (c->n_items + 1) * sizeof *first);
  rows = nysta_sort_rows (first, spares, c->n_items, 2);
  g_assert_cmpmem (first, c->n_items * sizeof *first, copy, c->n_items * sizeof *copy);
  for (gsize i = 0; i < c->n_items; i++)
    {
      sum -= rows[i].terms[1];
      g_assert_cmpuint (rows[i].terms[1], ==, rows[i].terms[2] ^ rows[i].terms[0]);
      if (i == 0)
        continue;
      g_assert_cmpuint (rows[i - 1].terms[2], <=, rows[i].terms[2]);
      if (rows[i - 1].terms[2] == rows[i].terms[2])
        g_assert_cmpuint (rows[i - 1].terms[0], <, rows[i].terms[0]);
    }
  g_assert_cmpuint (sum, ==, 0);
}

static void
test_pairs (gconstpointer data)
{
  SortCase c = *(const SortCase *) data;
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autofree NystaSortPair *first = g_new0 (NystaSortPair, c.n_items + 1);
  g_autofree NystaSortPair *second = g_new0 (NystaSortPair, c.n_items + 1);
  NystaSortPair *pairs = first;
  NystaSortPair *spare = second;

  if (c.range == G_MAXUINT32)
    c.range = G_MAXUINT64;
  for (gsize i = 0; i < c.n_items; i++)
    pairs[i] = (NystaSortPair){ draw (random, &c), i };
  nysta_sort_pairs (&pairs, &spare, c.n_items);
  for (gsize i = 1; i < c.n_items; i++)
    {
      g_assert_cmpuint (pairs[i - 1].key, <=, pairs[i].key);
      if (pairs[i - 1].key == pairs[i].key)
        g_assert_cmpuint (pairs[i - 1].value, <, pairs[i].value);
    }
}

/* Against GLib's own, told twice over. */
static void
test_ids (gconstpointer data)
{
  SortCase c = *(const SortCase *) data;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (GHashTable) expected = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (gsize i = 0; i < c.n_items; i++)
    {
      const NystaTermId id = draw (random, &c);

      g_array_append_val (ids, id);
      if (i % 3 == 0)
        g_array_append_val (ids, id);
    }
  g_autoptr (GArray) given = g_array_copy (ids);
  for (guint i = 0; i < given->len; i++)
    g_hash_table_add (expected, &g_array_index (given, gint64, i));
  nysta_ids_sort (ids);
  g_assert_cmpuint (ids->len, ==, g_hash_table_size (expected));
  for (guint i = 0; i < ids->len; i++)
    {
      const NystaTermId *id = &g_array_index (ids, NystaTermId, i);

      g_assert_true (g_hash_table_contains (expected, id));
      if (i > 0)
        g_assert_cmpint (nysta_id_compare (id - 1, id), <, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = g_strdup_printf ("/load/sort/rows/%s", cases[i].name);
      g_autofree char *pairs = g_strdup_printf ("/load/sort/pairs/%s", cases[i].name);
      g_autofree char *ids = g_strdup_printf ("/load/sort/ids/%s", cases[i].name);

      g_test_add_data_func (rows, &cases[i], test_rows);
      g_test_add_data_func (pairs, &cases[i], test_pairs);
      g_test_add_data_func (ids, &cases[i], test_ids);
    }
  return g_test_run ();
}
