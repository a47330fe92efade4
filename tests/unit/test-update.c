/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Changes to all orders and counts, against a sorted array that they are made to as well. */
#include "store/update.h"

#include <string.h>

#include "made-tables.h"
#include "store/counts.h"

#define TYPE_ID nysta_id_make (NYSTA_TAG_IRI, 1)

typedef struct
{
  const char *name;
  guint n_rounds;
  guint n_changes;    /* a round, at most */
  guint ranges[4];    /* how many subjects, predicates, objects, graphs */
  guint percent_adds; /* of the changes in the first half; the second takes away */
} Plan;

static const Plan plans[] = {
  { "small-rounds", 600, 12, { 40, 4, 30, 3 }, 70 },
  { "large-rounds", 20, 3000, { 2000, 9, 800, 20 }, 80 },
  { "many-graphs", 40, 500, { 3, 2, 3, 500 }, 60 },
  { "one-graph", 60, 400, { 3000, 12, 3000, 1 }, 90 },
};

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return nysta_row_compare (a, b, NYSTA_ROW_FIELDS);
}

/* --- the model: a set of rows in SPOG --------------------------------------- */

static guint
row_hash (gconstpointer key)
{
  const NystaRow *row = key;
  guint64 hash = 0;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    hash = (hash ^ row->ids[i]) * 0x9e3779b97f4a7c15u;
  return (guint) (hash >> 32);
}

static gboolean
row_equal (gconstpointer a, gconstpointer b)
{
  return compare_rows (a, b) == 0;
}

static GHashTable *
model_new (void)
{
  return g_hash_table_new_full (row_hash, row_equal, g_free, NULL);
}

static GArray *
model_rows (GHashTable *model, NystaOrder order)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (NystaRow));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, model);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      NystaRow row = nysta_row_reorder (key, NYSTA_ORDER_SPOG, order);
      g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_rows);
  return rows;
}

/* All four tables hold the model's rows, and the counts are theirs. */
static void
check_tables (const MadeTables *made, GHashTable *model)
{
  g_autoptr (NystaCounter) counter = nysta_counter_new (TYPE_ID);
  g_autoptr (GString) difference = g_string_new (NULL);

  for (NystaOrder order = 0; order < NYSTA_N_ORDERS; order++)
    {
      g_autoptr (GArray) rows = model_rows (model, order);
      g_autoptr (GError) error = NULL;
      g_auto (NystaOrderCursor) cursor;
      NystaRow got[200];
      gsize n_got;
      guint at = 0;

      nysta_order_cursor_init (&cursor, made->txn, made->tables, order, NULL, 0, &error);
      g_assert_no_error (error);
      while ((n_got = nysta_order_cursor_read (&cursor, got, 200)) > 0)
        for (gsize i = 0; i < n_got; i++, at++)
          {
            g_assert_cmpuint (at, <, rows->len);
            g_assert_cmpmem (&got[i], sizeof got[i], &g_array_index (rows, NystaRow, at),
                             sizeof got[i]);
            nysta_counter_add (counter, order, &got[i]);
          }
      g_assert_false (cursor.damaged);
      g_assert_cmpuint (at, ==, rows->len);
    }
  int code = nysta_counter_compare (counter, made->txn, made->tables, difference);
  g_assert_cmpstr (difference->str, ==, "");
  g_assert_cmpint (code, ==, 0);
}

static NystaRow
random_row (GRand *random, const Plan *plan)
{
  NystaRow row;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    row.ids[i] = nysta_id_make (NYSTA_TAG_IRI, g_rand_int (random) % plan->ranges[i]);
  if (row.ids[2] % 3 == 0)
    row.ids[2] = nysta_id_make (NYSTA_TAG_INTEGER, row.ids[2] & 0xffff);
  if (plan->ranges[3] == 1 || row.ids[3] % 7 == 0)
    row.ids[3] = 0;
  return row;
}

static NystaRowChange
random_change (GRand *random, const Plan *plan, guint percent_adds, const GArray *rows)
{
  NystaRowChange change = { .row = random_row (random, plan) };

  change.adds = (guint) g_rand_int_range (random, 0, 100) < percent_adds;
  if (!change.adds && rows->len > 0 && g_rand_int_range (random, 0, 8) != 0)
    change.row = g_array_index (rows, NystaRow, g_rand_int (random) % rows->len);
  return change;
}

static void
apply_to_both (const MadeTables *made, GHashTable *model, GArray *changes)
{
  g_autoptr (GHashTable) before = model_new ();
  GHashTableIter iter;
  gpointer key;
  guint64 n_added, n_removed;
  guint n_new = 0;

  g_hash_table_iter_init (&iter, model);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (before, g_memdup2 (key, sizeof (NystaRow)));
  for (guint i = 0; i < changes->len; i++)
    {
      const NystaRowChange *change = &g_array_index (changes, NystaRowChange, i);

      if (change->adds)
        g_hash_table_add (model, g_memdup2 (&change->row, sizeof (NystaRow)));
      else
        g_hash_table_remove (model, &change->row);
    }
  g_hash_table_iter_init (&iter, model);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    n_new += !g_hash_table_contains (before, key);

  int code = nysta_update_apply (made->txn, made->tables, TYPE_ID,
                                 (NystaRowChange *) (void *) changes->data, changes->len,
                                 &n_added, &n_removed);
  g_assert_cmpint (code, ==, 0);
  g_assert_cmpuint (n_added, ==, n_new);
  g_assert_cmpuint (n_removed, ==,
                    g_hash_table_size (before) + n_new - g_hash_table_size (model));
}

static void
test_random (gconstpointer data)
{
  const Plan *plan = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (plan->n_rounds);
  g_autoptr (GHashTable) model = model_new ();
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (NystaRowChange));
  g_auto (MadeTables) made;

  made_tables_init (&made);
  for (guint round = 0; round < plan->n_rounds; round++)
    {
      g_autoptr (GArray) rows = model_rows (model, NYSTA_ORDER_SPOG);
      guint n_changes = g_rand_int (random) % plan->n_changes;
      guint percent = plan->percent_adds;

      if (round >= plan->n_rounds / 2)
        percent = 100 - percent;
      g_array_set_size (changes, 0);
      for (guint i = 0; i < n_changes; i++)
        {
          NystaRowChange change = random_change (random, plan, percent, rows);
          g_array_append_val (changes, change);
        }
      apply_to_both (&made, model, changes);
      if (round % 10 == 9)
        check_tables (&made, model);
    }

  g_autoptr (GArray) rows = model_rows (model, NYSTA_ORDER_SPOG);
  g_array_set_size (changes, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      NystaRowChange change = { .row = g_array_index (rows, NystaRow, i) };
      g_array_append_val (changes, change);
    }
  apply_to_both (&made, model, changes);
  check_tables (&made, model);

  MDB_stat stat;
  for (NystaOrder order = 0; order < NYSTA_N_ORDERS; order++)
    {
      mdb_stat (made.txn, made.tables->orders[order], &stat);
      g_assert_cmpuint (stat.ms_entries, ==, 0);
    }
  mdb_stat (made.txn, made.tables->counts, &stat);
  g_assert_cmpuint (stat.ms_entries, ==, 0);
}

/* --- how full blocks are ---------------------------------------------------- */

static void
change_rows (const MadeTables *made, GArray *changes, NystaOrder order)
{
  g_assert_cmpint (nysta_order_change (
                     made->txn, made->tables, order,
                     (const NystaRowChange *) (const void *) changes->data, changes->len),
                   ==, 0);
  g_array_set_size (changes, 0);
}

/* Bytes of blocks; how many there are. */
static guint64
size_of (const MadeTables *made, NystaOrder order, guint64 *out_n_blocks,
         guint64 *out_n_pages)
{
  MDB_cursor *cursor;
  MDB_val key, value;
  MDB_stat stat;
  guint64 n_bytes = 0;

  mdb_stat (made->txn, made->tables->orders[order], &stat);
  *out_n_blocks = stat.ms_entries;
  *out_n_pages = stat.ms_leaf_pages;
  g_assert_cmpint (mdb_cursor_open (made->txn, made->tables->orders[order], &cursor), ==,
                   0);
  while (mdb_cursor_get (cursor, &key, &value, MDB_NEXT) == 0)
    n_bytes += value.mv_size;
  mdb_cursor_close (cursor);
  return n_bytes;
}

static void
test_sequential (void)
{
  g_auto (MadeTables) made;
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (NystaRowChange));
  guint64 n_blocks, n_pages;

  made_tables_init (&made);
  for (guint i = 0; i < 30000; i++)
    {
      NystaRowChange change = { .row = { { 1 + i / 10, 3 + i % 10, 7 * i, 0 } },
                                .adds = TRUE };

      g_array_append_val (changes, change);
      if (i % 30 == 29)
        change_rows (&made, changes, NYSTA_ORDER_SPOG);
    }

  guint64 n_bytes = size_of (&made, NYSTA_ORDER_SPOG, &n_blocks, &n_pages);
  g_assert_cmpuint (n_bytes / n_blocks, >, NYSTA_BLOCK_FULL_BYTES * 96 / 100);
  g_assert_cmpuint (n_blocks, >, 50);
  g_assert_cmpuint (n_pages, <=, n_blocks / 3 + 2);
}

static void
test_random_fill (void)
{
  g_auto (MadeTables) made;
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (NystaRowChange));
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint64 n_blocks, n_pages;

  made_tables_init (&made);
  for (guint i = 0; i < 40000; i++)
    {
      NystaRowChange change = { .row = { { 1, 1, g_rand_int (random), 0 } }, .adds = TRUE };

      g_array_append_val (changes, change);
      change_rows (&made, changes, NYSTA_ORDER_POSG);
    }

  guint64 n_bytes = size_of (&made, NYSTA_ORDER_POSG, &n_blocks, &n_pages);
  g_test_message ("blocks of %u bytes, %.1f a page", (guint) (n_bytes / n_blocks),
                  (double) n_blocks / (double) n_pages);
  g_assert_cmpuint (n_bytes / n_blocks, >, NYSTA_BLOCK_MAX_BYTES * 2 / 3);

  /* Take nine of ten away again. */
  g_rand_set_seed (random, 1);
  for (guint i = 0; i < 40000; i++)
    {
      NystaRowChange change = { .row = { { 1, 1, g_rand_int (random), 0 } } };

      if (i % 10 == 0)
        continue;
      g_array_append_val (changes, change);
      change_rows (&made, changes, NYSTA_ORDER_POSG);
    }
  n_bytes = size_of (&made, NYSTA_ORDER_POSG, &n_blocks, &n_pages);
  g_test_message ("blocks of %u bytes, %.1f a page", (guint) (n_bytes / n_blocks),
                  (double) n_blocks / (double) n_pages);
  g_assert_cmpuint (n_bytes / n_blocks, >, NYSTA_BLOCK_MAX_BYTES / 2);
}

/* A block whose checksum doesn't fit is not written anew with one that does. */
static void
test_damaged (void)
{
  g_auto (MadeTables) made;
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (NystaRowChange));
  guint8 bytes[NYSTA_ROW_KEY_BYTES];
  guint8 block[NYSTA_BLOCK_MAX_BYTES];
  MDB_val key = { sizeof bytes, bytes };
  MDB_val value;

  made_tables_init (&made);
  for (guint i = 1; i < 40; i++)
    {
      NystaRowChange change = { .row = { { i, i, i, i } }, .adds = TRUE };
      g_array_append_val (changes, change);
    }
  change_rows (&made, changes, NYSTA_ORDER_SPOG);

  NystaRowChange change = { .row = { { 1, 1, 1, 1 } } };
  nysta_row_store_key (bytes, &change.row);
  g_assert_cmpint (mdb_get (made.txn, made.tables->orders[NYSTA_ORDER_SPOG], &key, &value),
                   ==, 0);
  memcpy (block, value.mv_data, value.mv_size);
  block[3] ^= 1;
  value.mv_data = block;
  g_assert_cmpint (
    mdb_put (made.txn, made.tables->orders[NYSTA_ORDER_SPOG], &key, &value, 0), ==, 0);
  g_assert_cmpint (nysta_order_change (made.txn, made.tables, NYSTA_ORDER_SPOG, &change, 1),
                   ==, MDB_CORRUPTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *path = g_strdup_printf ("/update/random/%s", plans[i].name);
      g_test_add_data_func (path, &plans[i], test_random);
    }
  g_test_add_func ("/update/fill/sequential", test_sequential);
  g_test_add_func ("/update/fill/random", test_random_fill);
  g_test_add_func ("/update/damaged", test_damaged);
  return g_test_run ();
}
