/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/image.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/error.h"
#include "rdf/vocabulary.h"
#include "store/compact.h"

#define SEED 0x6e79737461ull

typedef struct
{
  char *folder;
  char *path;   /* of the image */
  char *source; /* of a data file to copy from */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nysta-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "image.mdb", NULL);
  fixture->source = g_build_filename (fixture->folder, "source.mdb", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->source);
}

/* --- made quads ------------------------------------------------------------- */

/* Which of the made terms a quad has; G_MAXUINT as the graph: none. */
typedef struct
{
  guint terms[NYSTA_ROW_FIELDS];
} MadeQuad;

static NystaTerm
make_term (guint number, GString *room)
{
  if (number == 0)
    return nysta_iri (RDF_TYPE);
  g_string_printf (room, "http://e/%u", number);
  switch (number % 4)
    {
    case 0:
    case 1:
      return nysta_iri (room->str);
    case 2:
      return nysta_literal (room->str, NULL, "sv");
    default:
      g_string_printf (room, "%u", number);
      return nysta_literal (room->str, NS_XSD "integer", NULL);
    }
}

static GArray *
make_quads (guint n_quads, guint n_terms)
{
  GArray *quads = g_array_new (FALSE, FALSE, sizeof (MadeQuad));

  for (guint i = 0; i < n_quads; i++)
    {
      MadeQuad quad = { { 0 } };
      gint32 n = (gint32) n_terms;

      for (guint field = 0; field < NYSTA_ROW_FIELDS; field++)
        quad.terms[field] = (guint) g_test_rand_int_range (0, n);
      /* Only some terms are used. */
      quad.terms[0] -= quad.terms[0] % 3;
      quad.terms[1] = (guint) g_test_rand_int_range (0, 5) * 4;
      quad.terms[3] = i % 5 == 0 ? G_MAXUINT : quad.terms[3] % 40 * 4;
      g_array_append_val (quads, quad);
    }
  return quads;
}

/* Every quad in characters, sorted: what must come out again. */
static void
append_term (GString *line, const NystaTerm *term)
{
  nysta_term_append_ntriples (term, line);
  g_string_append_c (line, ' ');
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
sort_lines (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_text);
  for (guint i = 1; i < lines->len;)
    if (strcmp (lines->pdata[i - 1], lines->pdata[i]) == 0)
      g_ptr_array_remove_index (lines, i);
    else
      i++;
  return lines;
}

static GPtrArray *
made_lines (const GArray *quads)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) room = g_string_new (NULL);

  for (guint i = 0; i < quads->len; i++)
    {
      const MadeQuad *quad = &g_array_index (quads, MadeQuad, i);
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint field = 0; field < NYSTA_ROW_FIELDS; field++)
        if (quad->terms[field] != G_MAXUINT)
          {
            NystaTerm term = make_term (quad->terms[field], room);

            append_term (line, &term);
          }
      g_ptr_array_add (lines, g_strdup (line->str));
    }
  return sort_lines (lines);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return nysta_row_compare (a, b, NYSTA_ROW_FIELDS);
}

/* @rows: SPOG; sorted and in the order's fields. */
static GArray *
order_rows (const GArray *rows, NystaOrder order)
{
  GArray *ordered = g_array_new (FALSE, FALSE, sizeof (NystaRow));

  for (guint i = 0; i < rows->len; i++)
    {
      NystaRow row = nysta_row_reorder (&g_array_index (rows, NystaRow, i),
                                        NYSTA_ORDER_SPOG, order);

      g_array_append_val (ordered, row);
    }
  g_array_sort (ordered, compare_rows);
  return ordered;
}

/* A data file with @n_terms made terms, and the quads. */
static NystaEnvironment *
make_source (Fixture *fixture, const GArray *quads, guint n_terms)
{
  g_autoptr (GError) error = NULL;
  NystaEnvironment *environment = nysta_environment_open (fixture->source,
                                                          NYSTA_ENVIRONMENT_CREATE, &error);
  const NystaTables *tables = nysta_environment_tables (environment);
  MDB_txn *txn = nysta_environment_begin (environment, TRUE, &error);
  NystaDictionary *dictionary = nysta_dictionary_new (txn, tables, SEED);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NystaRow));
  g_autoptr (GString) room = g_string_new (NULL);
  g_autofree NystaTermId *ids = g_new0 (NystaTermId, n_terms);

  for (guint i = 0; i < n_terms; i++)
    {
      NystaTerm term = make_term (i, room);

      g_assert_cmpint (nysta_dictionary_add (dictionary, &term, &ids[i]), ==, 0);
    }
  for (guint i = 0; i < quads->len; i++)
    {
      const MadeQuad *quad = &g_array_index (quads, MadeQuad, i);
      NystaRow row = { { 0 } };

      for (guint field = 0; field < NYSTA_ROW_FIELDS; field++)
        row.ids[field] = quad->terms[field] == G_MAXUINT ? 0 : ids[quad->terms[field]];
      g_array_append_val (rows, row);
    }
  for (guint order = 0; order < NYSTA_N_ORDERS; order++)
    {
      g_autoptr (GArray) ordered = order_rows (rows, (NystaOrder) order);
      NystaOrderWriter writer;

      nysta_order_writer_init (&writer, txn, tables, (NystaOrder) order);
      for (guint i = 0; i < ordered->len; i++)
        g_assert_cmpint (
          nysta_order_writer_add (&writer, &g_array_index (ordered, NystaRow, i)), ==, 0);
      g_assert_cmpint (nysta_order_writer_flush (&writer), ==, 0);
    }
  g_assert_cmpint (nysta_dictionary_flush (dictionary), ==, 0);
  nysta_dictionary_free (dictionary);
  nysta_environment_commit (environment, txn, &error);
  g_assert_no_error (error);
  return environment;
}

/* --- what an image holds ---------------------------------------------------- */

static GPtrArray *
read_lines (MDB_txn *txn, const NystaTables *tables, NystaOrder order)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaDictionary) dictionary = nysta_dictionary_new (txn, tables, SEED);
  g_autoptr (GString) buffer = g_string_new (NULL);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (NystaOrderCursor) cursor = { 0 };
  NystaRow row;

  nysta_order_cursor_init (&cursor, txn, tables, order, NULL, 0, &error);
  g_assert_no_error (error);
  while (nysta_order_cursor_read (&cursor, &row, 1) == 1)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      row = nysta_row_reorder (&row, order, NYSTA_ORDER_SPOG);
      for (guint field = 0; field < NYSTA_ROW_FIELDS; field++)
        if (row.ids[field] != 0)
          {
            NystaTerm term = { 0 };

            g_assert_true (
              nysta_dictionary_read (dictionary, row.ids[field], buffer, &term));
            append_term (line, &term);
            g_assert_cmphex (nysta_dictionary_find (dictionary, &term), ==, row.ids[field]);
          }
      g_ptr_array_add (lines, g_strdup (line->str));
    }
  g_assert_false (cursor.damaged);
  return sort_lines (lines);
}

static void
assert_holds (Fixture *fixture, const GArray *quads)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) expected = made_lines (quads);
  g_autoptr (NystaEnvironment) environment = nysta_environment_open (
    fixture->path, NYSTA_ENVIRONMENT_EXISTING, &error);

  g_assert_no_error (error);
  g_assert_cmphex (nysta_environment_seed (environment), ==, SEED);

  const NystaTables *tables = nysta_environment_tables (environment);
  MDB_txn *txn = nysta_environment_begin (environment, FALSE, &error);

  for (guint order = 0; order < NYSTA_N_ORDERS; order++)
    {
      g_autoptr (GPtrArray) lines = read_lines (txn, tables, (NystaOrder) order);

      g_assert_cmpuint (lines->len, ==, expected->len);
      for (guint i = 0; i < lines->len; i++)
        g_assert_cmpstr (lines->pdata[i], ==, expected->pdata[i]);
    }
  g_assert_cmpuint (nysta_counts_get (txn, tables, NYSTA_COUNT_QUADS, 0), ==,
                    expected->len);
  nysta_environment_abort (environment, txn);
}

/* --- compacting ------------------------------------------------------------- */

static void
test_compact (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N_TERMS = 6000
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) quads = make_quads (GPOINTER_TO_UINT (data), N_TERMS);
  g_autoptr (NystaEnvironment) source = make_source (fixture, quads, N_TERMS);
  g_autoptr (NystaImage) image = nysta_image_new (fixture->path, SEED, &error);
  MDB_txn *txn = nysta_environment_begin (source, FALSE, &error);
  gboolean done = nysta_compact_copy (image, txn, nysta_environment_tables (source),
                                      &error);

  g_assert_no_error (error);
  g_assert_true (done);
  g_assert_true (nysta_image_finish (image, &error));
  nysta_environment_abort (source, txn);
  assert_holds (fixture, quads);
}

/* No term stays that nothing uses. */
static void
test_compact_unused (Fixture *fixture, gconstpointer data)
{
  MadeQuad quad = { { 8, 0, 9, G_MAXUINT } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (MadeQuad));
  guint n_hashes = 0;

  g_array_append_val (quads, quad);

  g_autoptr (NystaEnvironment) source = make_source (fixture, quads, 500);
  g_autoptr (NystaImage) image = nysta_image_new (fixture->path, SEED, &error);
  MDB_txn *txn = nysta_environment_begin (source, FALSE, &error);

  g_assert_true (
    nysta_compact_copy (image, txn, nysta_environment_tables (source), &error));
  nysta_environment_abort (source, txn);
  g_assert_true (nysta_image_finish (image, &error));

  g_autoptr (NystaEnvironment) environment = nysta_environment_open (
    fixture->path, NYSTA_ENVIRONMENT_EXISTING, &error);

  g_assert_no_error (error);
  txn = nysta_environment_begin (environment, FALSE, &error);

  const NystaTables *tables = nysta_environment_tables (environment);
  NystaDictionary *dictionary = nysta_dictionary_new (txn, tables, SEED);
  NystaHashCursor cursor;
  guint64 hash = 0;
  NystaTermId id = 0;

  g_assert_cmpuint (nysta_dictionary_n_terms (dictionary, NYSTA_TAG_IRI), ==, 3);
  g_assert_cmpuint (nysta_dictionary_n_terms (dictionary, NYSTA_TAG_LANGUAGE), ==, 0);
  g_assert_cmpint (nysta_hash_cursor_init (&cursor, txn, tables), ==, 0);
  while (nysta_hash_cursor_next (&cursor, &hash, &id))
    n_hashes++;
  nysta_hash_cursor_clear (&cursor);
  g_assert_cmpuint (n_hashes, ==, 3);
  nysta_dictionary_free (dictionary);
  nysta_environment_abort (environment, txn);
  assert_holds (fixture, quads);
}

typedef struct
{
  const char *name;
  NystaOrder order; /* that gets a row of a term that is none */
  NystaTermId id;
} ForeignCase;

static const ForeignCase foreign_cases[] = {
  { "first-order", NYSTA_ORDER_SPOG, 0x1FFFFFFFFFFF },
  { "other-order", NYSTA_ORDER_GSPO, 0x1FFFFFFFFFFF },
  { "term-not-marked", NYSTA_ORDER_OSPG, 0x100000000001 },
  { "reserved-tag", NYSTA_ORDER_SPOG, 0x700000000001 },
};

static void
test_compact_foreign (Fixture *fixture, gconstpointer data)
{
  const ForeignCase *c = data;
  MadeQuad quad = { { 0, 0, 0, G_MAXUINT } };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (MadeQuad));
  g_autoptr (NystaEnvironment) source = NULL;
  NystaRow row = { { c->id, c->id, c->id, c->id } };
  NystaOrderWriter writer;

  g_array_append_val (quads, quad);
  source = make_source (fixture, quads, 500);

  const NystaTables *tables = nysta_environment_tables (source);
  MDB_txn *txn = nysta_environment_begin (source, TRUE, &error);

  nysta_order_writer_init (&writer, txn, tables, c->order);
  g_assert_cmpint (nysta_order_writer_add (&writer, &row), ==, 0);
  g_assert_cmpint (nysta_order_writer_flush (&writer), ==, 0);
  nysta_environment_commit (source, txn, &error);

  g_autoptr (NystaImage) image = nysta_image_new (fixture->path, SEED, &error);

  txn = nysta_environment_begin (source, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (nysta_compact_copy (image, txn, tables, &error));
  g_assert_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT);
  nysta_environment_abort (source, txn);
  g_clear_pointer (&image, nysta_image_free);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* --- images ----------------------------------------------------------------- */

static void
test_unfinished (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaImage) image = nysta_image_new (fixture->path, SEED, &error);
  g_autofree char *lock = g_strconcat (fixture->path, "-lock", NULL);
  NystaTermId id = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (nysta_image_path (image), ==, fixture->path);
  g_assert_true (
    nysta_image_add_term (image, NYSTA_TAG_IRI, "http://e/1", 10, &id, &error));
  g_clear_pointer (&image, nysta_image_free);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

static void
test_in_the_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "precious", -1, NULL));
  g_assert_null (nysta_image_new (fixture->path, SEED, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (MadeQuad));
  g_autoptr (NystaImage) image = nysta_image_new (fixture->path, SEED, &error);

  g_assert_true (nysta_image_finish (image, &error));
  g_assert_no_error (error);
  g_clear_pointer (&image, nysta_image_free);
  assert_holds (fixture, quads);
}

/* More than one part holds, in a map that is too small for it: long terms, short ones that
 * share nothing, hashes and rows, some of them twice. */
static void
test_parts (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N_TERMS = 90000,
    N_LONG = 5000
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) buffer = g_string_new (NULL);
  g_autoptr (NystaImage) image = nysta_image_new (fixture->path, SEED, &error);
  char bytes[1200];
  NystaTermId id = 0;
  NystaTerm term = { 0 };

  g_assert_no_error (error);
  memset (bytes, 'x', sizeof bytes);
  for (guint i = 0; i < N_TERMS; i++)
    {
      gsize n = i % (N_TERMS / N_LONG) == 0 ? sizeof bytes : 400;

      g_snprintf (bytes, sizeof bytes, "%08x", i * 0x9e3779b1u);
      bytes[8] = 'x';
      g_assert_true (nysta_image_add_term (image, NYSTA_TAG_STRING, bytes, n, &id, &error));
      g_assert_cmpuint (nysta_id_payload (id), ==, i);
    }
  for (guint64 i = 0; i < N_TERMS; i++)
    g_assert_true (
      nysta_image_add_hash (image, i << 24, nysta_id_make (NYSTA_TAG_STRING, i), &error));
  for (guint order = 0; order < NYSTA_N_ORDERS; order++)
    for (guint64 i = 0; i < N_TERMS * 2; i++)
      {
        NystaTermId both = nysta_id_make (NYSTA_TAG_STRING, i / 2);
        NystaRow row = { { both, both, both, both } };

        g_assert_true (nysta_image_add_row (image, (NystaOrder) order, &row, &error));
      }
  g_assert_true (nysta_image_finish (image, &error));
  g_assert_no_error (error);

  g_autoptr (NystaEnvironment) environment = nysta_environment_open (
    fixture->path, NYSTA_ENVIRONMENT_EXISTING, &error);

  g_assert_no_error (error);

  const NystaTables *tables = nysta_environment_tables (environment);
  MDB_txn *txn = nysta_environment_begin (environment, FALSE, &error);
  NystaDictionary *dictionary = nysta_dictionary_new (txn, tables, SEED);

  for (guint i = 0; i < N_TERMS; i++)
    {
      char expected[9];

      g_snprintf (expected, sizeof expected, "%08x", i * 0x9e3779b1u);
      g_assert_true (nysta_dictionary_read (dictionary, nysta_id_make (NYSTA_TAG_STRING, i),
                                            buffer, &term));
      g_assert_cmpuint (buffer->len, ==, i % (N_TERMS / N_LONG) == 0 ? sizeof bytes : 400);
      g_assert_true (g_str_has_prefix (term.value, expected));
    }
  g_assert_cmpuint (nysta_counts_get (txn, tables, NYSTA_COUNT_QUADS, 0), ==, N_TERMS);
  nysta_dictionary_free (dictionary);
  nysta_environment_abort (environment, txn);
}

/* Ids that the store gave stay, and new terms come after them. */
static void
test_copy_terms (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N_TERMS = 1000
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (MadeQuad));
  g_autoptr (NystaEnvironment) source = make_source (fixture, quads, N_TERMS);
  g_autoptr (NystaImage) image = nysta_image_new (fixture->path, SEED, &error);
  MDB_txn *txn = nysta_environment_begin (source, FALSE, &error);
  g_autoptr (GString) room = g_string_new (NULL);
  g_autoptr (GString) buffer = g_string_new (NULL);
  NystaTermId id = 0;

  g_assert_true (
    nysta_image_copy_terms (image, txn, nysta_environment_tables (source), &error));
  g_assert_true (nysta_image_add_term (image, NYSTA_TAG_IRI, "new", 3, &id, &error));
  g_assert_cmphex (id, ==, nysta_id_make (NYSTA_TAG_IRI, N_TERMS / 2));
  g_assert_true (nysta_image_finish (image, &error));

  g_autoptr (NystaEnvironment) environment = nysta_environment_open (
    fixture->path, NYSTA_ENVIRONMENT_EXISTING, &error);
  MDB_txn *copied = nysta_environment_begin (environment, FALSE, &error);
  NystaDictionary *old = nysta_dictionary_new (txn, nysta_environment_tables (source),
                                               SEED);
  NystaDictionary *new = nysta_dictionary_new (
    copied, nysta_environment_tables (environment), SEED);

  for (guint i = 0; i < N_TERMS; i++)
    {
      NystaTerm term = make_term (i, room);
      NystaTerm copy = { 0 };

      id = nysta_dictionary_find (old, &term);
      g_assert_true (nysta_dictionary_read (new, id, buffer, &copy));
      g_assert_true (nysta_term_equal (&term, &copy));
    }
  nysta_dictionary_free (old);
  nysta_dictionary_free (new);
  nysta_environment_abort (source, txn);
  nysta_environment_abort (environment, copied);
}

/* --- calls that fail -------------------------------------------------------- */

static gboolean
write_small_image (const char *path, GError **error)
{
  g_autoptr (NystaImage) image = nysta_image_new (path, SEED, error);
  NystaRow row = { { 0 } };

  if (image == NULL ||
      !nysta_image_add_term (image, NYSTA_TAG_IRI, "http://e/1", 10, &row.ids[0], error))
    return FALSE;
  row.ids[1] = row.ids[2] = row.ids[0];
  for (guint i = 0; i < NYSTA_N_ORDERS; i++)
    if (!nysta_image_add_row (image, (NystaOrder) i, &row, error))
      return FALSE;
  return nysta_image_finish (image, error);
}

static void
test_failing_call_child (void)
{
  g_autoptr (GError) error = NULL;
  const char *path = g_getenv ("NYSTA_TEST_IMAGE");
  gboolean done = FALSE;

  if (path == NULL)
    return;
  done = write_small_image (path, &error);
  g_assert_true (done == (error == NULL));
  g_assert_true (done == g_file_test (path, G_FILE_TEST_EXISTS));
  if (!done)
    g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
}

/* Each of the calls fails once: no file is left, and the error says why. */
static void
test_failing_call (Fixture *fixture, gconstpointer data)
{
  guint n = 1;

  g_setenv ("NYSTA_TEST_IMAGE", fixture->path, TRUE);
  for (; !g_file_test (fixture->path, G_FILE_TEST_EXISTS); n++)
    {
      g_autofree char *number = g_strdup_printf ("%u", n);

      g_assert_cmpuint (n, <, 100);
      g_setenv ("NYSTA_IO_FAIL_AT", number, TRUE);
      g_test_trap_subprocess ("/image/failing-call/subprocess", 0, 0);
      g_test_trap_assert_passed ();
    }
  g_unsetenv ("NYSTA_IO_FAIL_AT");
  g_unsetenv ("NYSTA_TEST_IMAGE");
  g_assert_cmpuint (n, >, 4);
}

int
main (int argc, char **argv)
{
  /* Small, so that it has to grow. */
  g_setenv ("NYSTA_MAP_BYTES", "1048576", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func, data) g_test_add (path, Fixture, data, set_up, func, tear_down)
  ADD ("/image/unfinished", test_unfinished, NULL);
  ADD ("/image/in-the-way", test_in_the_way, NULL);
  ADD ("/image/empty", test_empty, NULL);
  ADD ("/image/parts", test_parts, NULL);
  ADD ("/image/copy-terms", test_copy_terms, NULL);
  ADD ("/image/failing-call", test_failing_call, NULL);
  g_test_add_func ("/image/failing-call/subprocess", test_failing_call_child);
  ADD ("/compact/nothing", test_compact, GUINT_TO_POINTER (0));
  ADD ("/compact/some", test_compact, GUINT_TO_POINTER (3000));
  ADD ("/compact/unused", test_compact_unused, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (foreign_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/compact/%s", foreign_cases[i].name);
      ADD (path, test_compact_foreign, &foreign_cases[i]);
    }
  return g_test_run ();
}
