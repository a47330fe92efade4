/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/counts.h"

#include "made-tables.h"

static gboolean
append (NystaTermId id, guint64 count, gpointer user_data)
{
  GString *text = user_data;

  g_string_append_printf (text, "%u:%u ", (guint) id, (guint) count);
  return text->len < 20;
}

static void
test_add (void)
{
  static const struct
  {
    NystaCountKind kind;
    NystaTermId id;
    gint64 difference;
    int code;
    guint64 after;
  } steps[] = {
    { NYSTA_COUNT_QUADS, 0, 5, 0, 5 },
    { NYSTA_COUNT_QUADS, 0, -2, 0, 3 },
    { NYSTA_COUNT_QUADS, 0, -4, MDB_CORRUPTED, 3 },
    { NYSTA_COUNT_QUADS, 0, 0, 0, 3 },
    { NYSTA_COUNT_TRIPLES, 0, 0, 0, 0 },
    { NYSTA_COUNT_QUADS, 0, -3, 0, 0 },
    { NYSTA_COUNT_TRIPLES, 0, -1, MDB_CORRUPTED, 0 },
    { NYSTA_COUNT_OBJECTS, 0, G_MAXINT64, 0, G_MAXINT64 },
    { NYSTA_COUNT_OBJECTS, 1, 1, 0, 1 },
  };
  g_auto (MadeTables) made;

  made_tables_init (&made);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_cmpint (nysta_counts_add (made.txn, made.tables, steps[i].kind, steps[i].id,
                                         steps[i].difference),
                       ==, steps[i].code);
      g_assert_cmpuint (
        nysta_counts_get (made.txn, made.tables, steps[i].kind, steps[i].id), ==,
        steps[i].after);
    }
}

static void
test_foreach (void)
{
  static const struct
  {
    NystaCountKind kind;
    const char *wanted;
  } cases[] = {
    { NYSTA_COUNT_PREDICATE_TRIPLES, "2:1 7:9 300:4 " },
    { NYSTA_COUNT_GRAPH_TRIPLES, "0:11111 5:22222 9:33333 " },
    { NYSTA_COUNT_CLASS_INSTANCES, "" },
    { NYSTA_COUNT_OBJECTS, "" },
  };
  static const guint16 counts[][3] = {
    { NYSTA_COUNT_PREDICATE_TRIPLES, 300, 4 }, { NYSTA_COUNT_PREDICATE_TRIPLES, 7, 9 },
    { NYSTA_COUNT_PREDICATE_TRIPLES, 2, 1 },   { NYSTA_COUNT_GRAPH_TRIPLES, 5, 22222 },
    { NYSTA_COUNT_GRAPH_TRIPLES, 10, 44444 },  { NYSTA_COUNT_GRAPH_TRIPLES, 0, 11111 },
    { NYSTA_COUNT_GRAPH_TRIPLES, 9, 33333 },
  };
  g_auto (MadeTables) made;

  made_tables_init (&made);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpint (
      nysta_counts_add (made.txn, made.tables, counts[i][0], counts[i][1], counts[i][2]),
      ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) got = g_string_new (NULL);

      g_assert_cmpint (
        nysta_counts_foreach (made.txn, made.tables, cases[i].kind, 0, append, got), ==, 0);
      g_assert_cmpstr (got->str, ==, cases[i].wanted);
    }
}

/* Two triples of one subject, one of them in two graphs, and one of another subject. */
static const NystaRow quads[] = {
  { { 11, 20, 30, 40 } },
  { { 11, 21, 31, 0 } },
  { { 11, 21, 31, 40 } },
  { { 12, 21, 31, 41 } },
};

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return nysta_row_compare (a, b, NYSTA_ROW_FIELDS);
}

static NystaCounter *
count_quads (NystaTermId type_id)
{
  NystaCounter *counter = nysta_counter_new (type_id);

  for (NystaOrder order = 0; order < NYSTA_N_ORDERS; order++)
    {
      g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NystaRow));

      for (guint i = 0; i < G_N_ELEMENTS (quads); i++)
        {
          NystaRow row = nysta_row_reorder (&quads[i], NYSTA_ORDER_SPOG, order);
          g_array_append_val (rows, row);
        }
      g_array_sort (rows, compare_rows);
      for (guint i = 0; i < rows->len; i++)
        {
          nysta_counter_add (counter, order, &g_array_index (rows, NystaRow, i));
          nysta_counter_add (counter, order, &g_array_index (rows, NystaRow, i));
        }
    }
  return counter;
}

static void
test_counter (void)
{
  static const struct
  {
    NystaCountKind kind;
    NystaTermId id;
    guint64 wanted;
  } cases[] = {
    { NYSTA_COUNT_QUADS, 0, 4 },
    { NYSTA_COUNT_TRIPLES, 0, 3 },
    { NYSTA_COUNT_PREDICATE_TRIPLES, 20, 1 },
    { NYSTA_COUNT_PREDICATE_TRIPLES, 21, 2 },
    { NYSTA_COUNT_PREDICATE_TRIPLES, 22, 0 },
    { NYSTA_COUNT_CLASS_INSTANCES, 31, 2 },
    { NYSTA_COUNT_CLASS_INSTANCES, 30, 0 },
    { NYSTA_COUNT_GRAPH_TRIPLES, 0, 1 },
    { NYSTA_COUNT_GRAPH_TRIPLES, 40, 2 },
    { NYSTA_COUNT_GRAPH_TRIPLES, 41, 1 },
    { NYSTA_COUNT_PREDICATE_SUBJECTS, 21, 2 },
    { NYSTA_COUNT_PREDICATE_OBJECTS, 21, 1 },
    { NYSTA_COUNT_SUBJECTS, 0, 2 },
    { NYSTA_COUNT_OBJECTS, 0, 2 },
  };
  g_autoptr (NystaCounter) counter = count_quads (21);
  g_autoptr (NystaCounter) without_type = count_quads (0);
  g_autoptr (GString) difference = g_string_new (NULL);
  g_auto (MadeTables) made;

  made_tables_init (&made);
  g_assert_cmpint (nysta_counter_compare (counter, made.txn, made.tables, difference), ==,
                   MDB_CORRUPTED);
  g_assert_cmpint (nysta_counter_write (counter, made.txn, made.tables), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (nysta_counts_get (made.txn, made.tables, cases[i].kind, cases[i].id),
                      ==, cases[i].wanted);
  g_assert_cmpint (nysta_counter_compare (counter, made.txn, made.tables, difference), ==,
                   0);
  g_assert_cmpstr (difference->str, ==, "");
  g_assert_cmpint (nysta_counter_compare (without_type, made.txn, made.tables, difference),
                   ==, MDB_CORRUPTED);
  g_assert_nonnull (strstr (difference->str, "instances of class 1f"));
}

/* Each count a little off, or one too many or too few: all of it is seen. */
static void
test_compare (void)
{
  static const struct
  {
    NystaCountKind kind;
    NystaTermId id;
    gint64 difference;
    const char *wanted;
  } cases[] = {
    { NYSTA_COUNT_QUADS, 0, 1, "quads 0: 5 by" },
    { NYSTA_COUNT_TRIPLES, 0, -1, "triples 0: 2 by" },
    { NYSTA_COUNT_PREDICATE_TRIPLES, 20, -1, "triples of predicate 14: 0 by" },
    { NYSTA_COUNT_PREDICATE_TRIPLES, 99, 1, "triples of predicate 63: 1 by" },
    { NYSTA_COUNT_GRAPH_TRIPLES, 41, -1, "triples of graph 29: 0 by" },
    { NYSTA_COUNT_OBJECTS, 0, 1, "objects 0: 3 by" },
    { NYSTA_COUNT_OBJECTS, 3, 1, "objects 3: 1 by" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NystaCounter) counter = count_quads (21);
      g_autoptr (GString) difference = g_string_new (NULL);
      g_auto (MadeTables) made;

      made_tables_init (&made);
      g_assert_cmpint (nysta_counter_write (counter, made.txn, made.tables), ==, 0);
      g_assert_cmpint (nysta_counts_add (made.txn, made.tables, cases[i].kind, cases[i].id,
                                         cases[i].difference),
                       ==, 0);
      g_assert_cmpint (nysta_counter_compare (counter, made.txn, made.tables, difference),
                       ==, MDB_CORRUPTED);
      if (!g_str_has_prefix (difference->str, cases[i].wanted))
        g_error ("%s, wanted %s", difference->str, cases[i].wanted);
    }
}

/* A value of another length is no count. */
static void
test_damaged (void)
{
  g_auto (MadeTables) made;
  g_autoptr (GString) got = g_string_new (NULL);
  guint8 bytes[] = { NYSTA_COUNT_QUADS, 0, 0, 0, 0, 0, 0 };
  MDB_val key = { sizeof bytes, bytes };
  MDB_val value = { 3, bytes };

  made_tables_init (&made);
  g_assert_cmpint (mdb_put (made.txn, made.tables->counts, &key, &value, 0), ==, 0);
  g_assert_cmpuint (nysta_counts_get (made.txn, made.tables, NYSTA_COUNT_QUADS, 0), ==, 0);
  g_assert_cmpint (nysta_counts_add (made.txn, made.tables, NYSTA_COUNT_QUADS, 0, 1), ==,
                   MDB_CORRUPTED);
  g_assert_cmpint (
    nysta_counts_foreach (made.txn, made.tables, NYSTA_COUNT_QUADS, 0, append, got), ==,
    MDB_CORRUPTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/counts/add", test_add);
  g_test_add_func ("/counts/foreach", test_foreach);
  g_test_add_func ("/counts/counter", test_counter);
  g_test_add_func ("/counts/compare", test_compare);
  g_test_add_func ("/counts/damaged", test_damaged);
  return g_test_run ();
}
