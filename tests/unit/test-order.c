/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Rows into tables and out again, against a sorted array. */
#include "store/order.h"

#include <string.h>

#include "made-tables.h"

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return nysta_row_compare (a, b, NYSTA_ROW_FIELDS);
}

static NystaRow
random_row (GRand *random)
{
  static const gint32 ranges[NYSTA_ROW_FIELDS] = { 300, 7, 900, 4 };
  NystaRow row;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      NystaTag tag = i == 2 && g_rand_boolean (random) ? NYSTA_TAG_INTEGER : NYSTA_TAG_IRI;

      row.ids[i] = nysta_id_make (tag,
                                  (guint64) g_rand_int_range (random, 0, ranges[i]) * 5);
    }
  return row;
}

/* Sorted, with some doubles. */
static GArray *
random_rows (guint32 seed, NystaOrder order, guint n_rows)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (NystaRow));

  for (guint i = 0; i < n_rows; i++)
    {
      NystaRow spog = random_row (random);
      NystaRow row = nysta_row_reorder (&spog, NYSTA_ORDER_SPOG, order);

      g_array_append_val (rows, row);
    }
  g_array_sort (rows, compare_rows);
  return rows;
}

static void
leave_out_doubles (GArray *rows)
{
  guint n_rows = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      NystaRow row = g_array_index (rows, NystaRow, i);

      if (n_rows == 0 ||
          compare_rows (&row, &g_array_index (rows, NystaRow, n_rows - 1)) != 0)
        g_array_index (rows, NystaRow, n_rows++) = row;
    }
  g_array_set_size (rows, n_rows);
}

static GArray *
write_rows (MadeTables *made, NystaOrder order, guint32 seed, guint n_rows)
{
  GArray *rows = random_rows (seed, order, n_rows);
  NystaOrderWriter writer;

  nysta_order_writer_init (&writer, made->txn, made->tables, order);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (nysta_order_writer_add (&writer, &g_array_index (rows, NystaRow, i)),
                     ==, 0);
  g_assert_cmpint (nysta_order_writer_flush (&writer), ==, 0);
  leave_out_doubles (rows);
  g_assert_cmpuint (writer.n_rows, ==, rows->len);
  return rows;
}

static void
begin (NystaOrderCursor *cursor, const MadeTables *made, NystaOrder order,
       const NystaRow *prefix, guint n_prefix)
{
  g_autoptr (GError) error = NULL;

  nysta_order_cursor_init (cursor, made->txn, made->tables, order, prefix, n_prefix,
                           &error);
  g_assert_no_error (error);
}

static guint
plain_seek (const GArray *rows, guint from, const NystaRow *wanted, guint n_fields)
{
  while (from < rows->len &&
         nysta_row_compare (&g_array_index (rows, NystaRow, from), wanted, n_fields) < 0)
    from++;
  return from;
}

/* What @rows has from @from on, as far as the prefix goes. */
static guint
check_rows (NystaOrderCursor *cursor, const GArray *rows, guint from,
            const NystaRow *prefix, guint n_prefix, guint max_rows)
{
  NystaRow got[300];
  gsize n_got;
  guint at = from;

  while ((n_got = nysta_order_cursor_read (cursor, got, max_rows)) > 0)
    for (gsize i = 0; i < n_got; i++, at++)
      {
        g_assert_cmpuint (at, <, rows->len);
        g_assert_cmpmem (&got[i], sizeof got[i], &g_array_index (rows, NystaRow, at),
                         sizeof got[i]);
      }
  if (at < rows->len)
    g_assert_cmpint (
      nysta_row_compare (&g_array_index (rows, NystaRow, at), prefix, n_prefix), !=, 0);
  g_assert_false (cursor->damaged);
  return at - from;
}

static void
test_prefixes (void)
{
  g_auto (MadeTables) made;

  made_tables_init (&made);
  for (NystaOrder order = 0; order < NYSTA_N_ORDERS; order++)
    {
      g_autoptr (GArray) rows = write_rows (&made, order, 5 + order, 20000);
      g_autoptr (GRand) random = g_rand_new_with_seed (9);

      for (guint i = 0; i < 1000; i++)
        {
          guint n_prefix = i == 0 ? 0 : (guint) g_rand_int_range (random, 1, 5);
          NystaRow spog = random_row (random);
          NystaRow prefix = nysta_row_reorder (&spog, NYSTA_ORDER_SPOG, order);
          g_auto (NystaOrderCursor) cursor;

          if (g_rand_boolean (random))
            prefix = g_array_index (rows, NystaRow, g_rand_int (random) % rows->len);
          begin (&cursor, &made, order, &prefix, n_prefix);
          check_rows (&cursor, rows, plain_seek (rows, 0, &prefix, n_prefix), &prefix,
                      n_prefix, 1 + i % 300);
        }
    }
}

static void
test_seek (void)
{
  g_auto (MadeTables) made;

  made_tables_init (&made);
  for (NystaOrder order = 0; order < NYSTA_N_ORDERS; order++)
    {
      g_autoptr (GArray) rows = write_rows (&made, order, 5 + order, 20000);
      g_autoptr (GRand) random = g_rand_new_with_seed (11);

      for (guint i = 0; i < 200; i++)
        {
          NystaRow prefix = g_array_index (rows, NystaRow, 0);
          g_auto (NystaOrderCursor) cursor;
          gint32 step = g_rand_int_range (random, 1, 5000);
          guint at = 0;

          begin (&cursor, &made, order, &prefix, 0);
          while (at < rows->len)
            {
              guint to = at + (guint) g_rand_int_range (random, 0, step);
              NystaRow got;
              NystaRow wanted = g_array_index (rows, NystaRow, MIN (to, rows->len - 1));

              wanted.ids[3] += (NystaTermId) g_rand_int_range (random, -1, 2);
              nysta_order_cursor_seek (&cursor, &wanted);
              at = plain_seek (rows, at, &wanted, NYSTA_ROW_FIELDS);
              g_assert_cmpuint (nysta_order_cursor_read (&cursor, &got, 1), ==,
                                at < rows->len);
              if (at < rows->len)
                g_assert_cmpmem (&got, sizeof got, &g_array_index (rows, NystaRow, at),
                                 sizeof got);
              at++;
            }
          g_assert_false (cursor.damaged);
        }
    }
}

static guint64
estimate (const MadeTables *made, NystaOrder order, const NystaRow *prefix, guint n_prefix)
{
  return nysta_order_estimate (made->txn, made->tables, order, prefix, n_prefix);
}

/* Few rows are counted. */
static void
test_exact_estimate (void)
{
  g_auto (MadeTables) made;

  made_tables_init (&made);
  for (NystaOrder order = 0; order < NYSTA_N_ORDERS; order++)
    {
      g_autoptr (GArray) rows = write_rows (&made, order, 5 + order, 3000);
      g_autoptr (GRand) random = g_rand_new_with_seed (13);

      for (guint i = 0; i < 300; i++)
        {
          guint n_prefix = (guint) g_rand_int_range (random, 0, 5);
          NystaRow prefix = g_array_index (rows, NystaRow, g_rand_int (random) % rows->len);
          guint from, to;

          prefix.ids[3] += (NystaTermId) g_rand_int_range (random, 0, 2);
          from = to = plain_seek (rows, 0, &prefix, n_prefix);
          while (to < rows->len && nysta_row_compare (&g_array_index (rows, NystaRow, to),
                                                      &prefix, n_prefix) == 0)
            to++;
          g_assert_cmpuint (estimate (&made, order, &prefix, n_prefix), ==, to - from);
        }
    }
}

/* Many are guessed, not too far off, also if their values are of several tags. */
static void
test_guessed_estimate (void)
{
  g_auto (MadeTables) made;
  NystaOrderWriter writer;
  g_autoptr (GRand) random = g_rand_new_with_seed (15);
  guint64 n_rows[4] = { 0 };

  made_tables_init (&made);
  nysta_order_writer_init (&writer, made.txn, made.tables, NYSTA_ORDER_POSG);
  for (guint p = 1; p < 4; p++)
    for (guint tag = 1; tag < 12; tag += p + 3)
      {
        guint64 payload = g_rand_int (random);

        for (guint i = 0; i < 30000; i++, n_rows[p]++)
          {
            NystaRow row = { { p, nysta_id_make (tag, payload), g_rand_int (random) >> 8,
                               0 } };

            payload += 1 + (g_rand_int (random) & (tag > 7 ? 0xffffff : 0xff));
            g_assert_cmpint (nysta_order_writer_add (&writer, &row), ==, 0);
          }
      }
  g_assert_cmpint (nysta_order_writer_flush (&writer), ==, 0);
  for (guint p = 1; p < 4; p++)
    {
      NystaRow prefix = { { p } };
      guint64 guessed = estimate (&made, NYSTA_ORDER_POSG, &prefix, 1);

      g_assert_cmpuint (guessed, >, n_rows[p] * 8 / 10);
      g_assert_cmpuint (guessed, <, n_rows[p] * 12 / 10);
    }
  guint64 all = estimate (&made, NYSTA_ORDER_POSG, NULL, 0);
  g_assert_cmpuint (all, >, writer.n_rows * 8 / 10);
  g_assert_cmpuint (all, <, writer.n_rows * 12 / 10);
}

static void
test_empty (void)
{
  g_auto (MadeTables) made;
  g_auto (NystaOrderCursor) cursor;
  NystaRow row = { { 1, 2, 3, 4 } };

  made_tables_init (&made);
  begin (&cursor, &made, NYSTA_ORDER_POSG, &row, 2);
  nysta_order_cursor_seek (&cursor, &row);
  g_assert_cmpuint (estimate (&made, NYSTA_ORDER_POSG, &row, 2), ==, 0);
  g_assert_cmpuint (estimate (&made, NYSTA_ORDER_POSG, NULL, 0), ==, 0);
  g_assert_cmpuint (nysta_order_cursor_read (&cursor, &row, 1), ==, 0);
  g_assert_false (cursor.damaged);
}

/* A writer is told of rows that come in another order than theirs. */
static void
test_unsorted (void)
{
  g_auto (MadeTables) made;
  NystaOrderWriter writer;
  NystaRow first = { { 2, 2, 2, 2 } };
  NystaRow second = { { 2, 2, 2, 1 } };

  made_tables_init (&made);
  nysta_order_writer_init (&writer, made.txn, made.tables, NYSTA_ORDER_SPOG);
  g_assert_cmpint (nysta_order_writer_add (&writer, &first), ==, 0);
  g_assert_cmpint (nysta_order_writer_add (&writer, &second), ==, MDB_CORRUPTED);
}

/* A block of nonsense among good ones: the cursor ends, and says that it is damaged. */
static void
test_damaged (void)
{
  static const char *const blocks[] = { "", "short", "\1\2\3\4\0\7\1\0\xff\xff\xff\xff\xff",
                                        "\1\2\3\4\0\2\0\0\1\1" };

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_auto (MadeTables) made;
      g_auto (NystaOrderCursor) cursor;
      guint8 bytes[NYSTA_ROW_KEY_BYTES];
      NystaRow got[100];
      MDB_val key = { sizeof bytes, bytes };
      MDB_val value = { i < 2 ? strlen (blocks[i]) : i == 2 ? 13 : 10, (void *) blocks[i] };

      made_tables_init (&made);
      g_autoptr (GArray) rows = write_rows (&made, NYSTA_ORDER_POSG, 5, 5000);
      nysta_row_store_key (bytes, &g_array_index (rows, NystaRow, 2500));
      g_assert_cmpint (
        mdb_put (made.txn, made.tables->orders[NYSTA_ORDER_POSG], &key, &value, 0), ==, 0);
      begin (&cursor, &made, NYSTA_ORDER_POSG, NULL, 0);
      while (nysta_order_cursor_read (&cursor, got, 100) > 0)
        ;
      g_assert_true (cursor.damaged);
    }
}

static void
test_reorder (void)
{
  NystaRow spog = { { 1, 2, 3, 4 } };

  for (NystaOrder from = 0; from < NYSTA_N_ORDERS; from++)
    for (NystaOrder to = 0; to < NYSTA_N_ORDERS; to++)
      {
        NystaRow row = nysta_row_reorder (&spog, NYSTA_ORDER_SPOG, from);
        g_autoptr (GString) name = g_string_new (NULL);

        row = nysta_row_reorder (&row, from, to);
        for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
          g_string_append_c (name, "-spog"[row.ids[i]]);
        g_assert_cmpstr (name->str, ==, nysta_order_names[to]);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order/reorder", test_reorder);
  g_test_add_func ("/order/cursor/prefixes", test_prefixes);
  g_test_add_func ("/order/cursor/seek", test_seek);
  g_test_add_func ("/order/cursor/empty", test_empty);
  g_test_add_func ("/order/cursor/damaged", test_damaged);
  g_test_add_func ("/order/estimate/exact", test_exact_estimate);
  g_test_add_func ("/order/estimate/guessed", test_guessed_estimate);
  g_test_add_func ("/order/writer/unsorted", test_unsorted);
  return g_test_run ();
}
