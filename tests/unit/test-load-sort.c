/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/load/sort.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = g_strdup_printf ("/load/sort/rows/%s", cases[i].name);
      g_autofree char *pairs = g_strdup_printf ("/load/sort/pairs/%s", cases[i].name);

      g_test_add_data_func (rows, &cases[i], test_rows);
      g_test_add_data_func (pairs, &cases[i], test_pairs);
    }
  return g_test_run ();
}
