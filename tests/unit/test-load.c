/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bulk loads into stores: however it is done, the same comes of it. */
#include "base/error.h"
#include "base/file.h"
#include "store/bulk-load.h"
#include "store/store-internal.h"
#include "store/verify.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *store_path;
  NystaStore *store;
} Fixture;

static void
fixture_init (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("nysta-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->store_path = g_build_filename (fixture->folder, "store", NULL);
  fixture->store = nysta_store_open (fixture->store_path, NYSTA_STORE_CREATE, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_all (file);
      else
        g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
fixture_clear (Fixture *fixture)
{
  nysta_store_close (fixture->store);
  remove_all (fixture->folder);
  g_free (fixture->store_path);
  g_free (fixture->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* (transfer full): the path of a new file with @text. */
static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static gboolean
append_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  GString *out = user_data;

  nysta_term_append_ntriples (&statement->subject, out);
  g_string_append_c (out, ' ');
  nysta_term_append_ntriples (&statement->predicate, out);
  g_string_append_c (out, ' ');
  nysta_term_append_ntriples (&statement->object, out);
  g_string_append_c (out, '\n');
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): all of the store as lines, sorted. */
static char *export(NystaStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  g_auto (GStrv) graphs = nysta_store_graphs (store);

  for (guint i = 0; graphs[i] != NULL; i++)
    {
      g_autoptr (GString) lines = g_string_new (NULL);

      nysta_store_foreach (store, graphs[i][0] != '\0' ? graphs[i] : NULL, append_statement,
                           lines, &error);
      g_assert_no_error (error);

      g_auto (GStrv) parts = g_strsplit (lines->str, "\n", -1);
      qsort (parts, g_strv_length (parts), sizeof *parts, compare_lines);
      g_autofree char *sorted = g_strjoinv ("\n", parts);
      g_string_append_printf (all, "graph <%s>%s\n", graphs[i], sorted);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
note_fault (const char *what, gpointer user_data)
{
  g_test_message ("%s", what);
}

static void
assert_whole (NystaStore *store)
{
  g_autoptr (GError) error = NULL;
  NystaEnvironment *environment = nysta_store_environment (store, &error);
  MDB_txn *txn = nysta_environment_begin (environment, FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (nysta_verify_tables (txn, nysta_environment_tables (environment),
                                         nysta_environment_seed (environment), note_fault,
                                         NULL),
                    ==, 0);
  nysta_environment_abort (environment, txn);
}

static NystaLoadProgress
load_file (NystaStore *store, char *path, const NystaLoadOptions *options)
{
  g_autoptr (GError) error = NULL;
  char *const paths[] = { path, NULL };
  NystaLoadProgress result = { 0 };

  nysta_store_load (store, paths, options, &result, &error);
  g_assert_no_error (error);
  return result;
}

/* --- many statements, however parted ---------------------------------------------- */

/* Statements of all kinds of terms, many of them twice; each kind is asked to come again in
 * later batches. */
static char *
made_quads (guint seed, guint n)
{
  /* What stands before and after a number. */
  static const char *const objects[][2] = {
    { "<http://x/o", ">" },
    { "_:b", "" },
    { "\"ord ", "\"" },
    { "\"ord ", "\"@sv" },
    { "\"word ", "\"@en-GB" },
    { "\"", "\"^^<http://www.w3.org/2001/XMLSchema#integer>" },
    { "\"0", "\"^^<http://www.w3.org/2001/XMLSchema#integer>" },
    { "\"", "\"^^<http://x/type>" },
    { "\"", ".5\"^^<http://www.w3.org/2001/XMLSchema#decimal>" },
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *filler = g_strnfill (700, 'x');

  for (guint i = 0; i < n; i++)
    {
      const guint kind = g_rand_int (random) % (G_N_ELEMENTS (objects) + 1);
      const guint graph = g_rand_int (random) % 9;

      g_string_append_printf (text, "<http://x/s%u> <http://x/p%u> ",
                              g_rand_int (random) % 300, g_rand_int (random) % 7);
      if (kind < G_N_ELEMENTS (objects))
        g_string_append_printf (text, "%s%u%s", objects[kind][0], g_rand_int (random) % 40,
                                objects[kind][1]);
      else
        g_string_append_printf (text, "\"%s%u\"", filler, g_rand_int (random) % 5);
      if (graph > 0)
        g_string_append_printf (text, " <http://x/g%u>", graph);
      g_string_append (text, " .\n");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  const char *name;
  guint64 run_statements;
  guint64 batch_statements;
} WayCase;

/* 30,000 statements go into a new file, fewer into the one that is there. */
static const WayCase ways[] = {
  { "at-once", 0, 0 },
  { "in-runs", 7000, 0 },
  { "in-small-runs", 501, 0 },
  { "in-runs-that-end-with-it", 10000, 0 },
  { "in-commits", 0, 7000 },
  { "in-large-commits", 0, 25000 },
  { "in-commits-of-runs", 300, 9000 },
};

#define N_MADE 30000u

/* The expectation is what transactions make of it. */
static char *
expected_export (Fixture *fixture, char *path)
{
  g_autofree char *store_path = g_build_filename (fixture->folder, "expected", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore)
    store = nysta_store_open (store_path, NYSTA_STORE_CREATE, NULL, &error);
  NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;

  g_assert_no_error (error);
  options.batch_statements = 9973;
  load_file (store, path, &options);
  return export(store);
}

static void
test_way (gconstpointer data)
{
  const WayCase *c = data;
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *text = made_quads (5, N_MADE);
  NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;

  fixture_init (&fixture);
  g_autofree char *path = write_file (&fixture, "a.nq", text);
  g_autofree char *expected = expected_export (&fixture, path);

  options.run_statements = c->run_statements;
  options.batch_statements = c->batch_statements;
  const NystaLoadProgress result = load_file (fixture.store, path, &options);
  g_assert_cmpuint (result.n_statements, ==, N_MADE);
  g_assert_cmpuint (result.n_committed, ==, N_MADE);
  g_assert_cmpuint (result.n_graphs, ==, 9);
  g_assert_cmpuint (result.n_removed, ==, 0);

  g_autofree char *got = export(fixture.store);
  g_assert_cmpstr (got, ==, expected);
  assert_whole (fixture.store);

  NystaStoreStats stats = { 0 };
  g_assert_true (nysta_store_stats (fixture.store, &stats, NULL));
  g_assert_cmpuint (stats.n_statements, ==, result.n_added);

  /* Once more: nothing is new, whichever way it is found out. */
  const NystaLoadProgress again = load_file (fixture.store, path, &options);
  g_assert_cmpuint (again.n_added, ==, 0);
  g_assert_cmpuint (again.n_statements, ==, N_MADE);
}

/* Two files with much in common, the second into what the first left. */
static void
test_into_full (gconstpointer data)
{
  const WayCase *c = data;
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *text = made_quads (6, N_MADE);
  g_autofree char *more = made_quads (7, N_MADE);
  g_autofree char *both = g_strconcat (text, more, NULL);
  NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;

  fixture_init (&fixture);
  g_autofree char *path = write_file (&fixture, "a.nq", text);
  load_file (fixture.store, path, &options);
  /* One name and one time, so that blank nodes are the same. */
  options.run_statements = c->run_statements;
  options.batch_statements = c->batch_statements;
  g_autofree char *next = write_file (&fixture, "both.nq", both);
  g_autofree char *expected = NULL;
  load_file (fixture.store, next, &options);
  assert_whole (fixture.store);

  g_autofree char *got = export(fixture.store);
  const NystaLoadOptions plain = NYSTA_LOAD_OPTIONS_INIT;
  g_assert_cmpuint (load_file (fixture.store, path, &plain).n_added, ==, 0);
  g_assert_cmpuint (load_file (fixture.store, next, &plain).n_added, ==, 0);
  expected = export(fixture.store);
  g_assert_cmpstr (got, ==, expected);
}

/* Few terms beside the store's: each is looked up by itself. */
static void
test_few_into_many (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *text = made_quads (13, 5000);
  const NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;

  fixture_init (&fixture);
  g_autofree char *path = write_file (&fixture, "a.nq", text);
  load_file (fixture.store, path, &options);
  g_autofree char *next = write_file (&fixture, "b.nq",
                                      "<http://x/s1> <http://x/p1> <http://x/new> .\n");
  g_assert_cmpuint (load_file (fixture.store, next, &options).n_added, ==, 1);
  g_assert_cmpuint (load_file (fixture.store, next, &options).n_added, ==, 0);
  assert_whole (fixture.store);
}

/* --- replacing -------------------------------------------------------------------- */

static const char replaced_before[] = "<http://x/a> <http://x/p> \"1\" <http://x/g> .\n"
                                      "<http://x/a> <http://x/p> \"2\" <http://x/g> .\n"
                                      "<http://x/a> <http://x/p> \"3\" <http://x/h> .\n"
                                      "<http://x/a> <http://x/p> \"4\" .\n";
static const char replaced_with[] = "<http://x/a> <http://x/p> \"2\" <http://x/g> .\n"
                                    "<http://x/a> <http://x/p> \"5\" <http://x/g> .\n";
static const char replaced_after[] =
  "graph <>\n<http://x/a> <http://x/p> \"4\" .\n"
  "graph <http://x/g>\n<http://x/a> <http://x/p> \"2\" .\n"
  "<http://x/a> <http://x/p> \"5\" .\n"
  "graph <http://x/h>\n<http://x/a> <http://x/p> \"3\" .\n";

static void
strip_stops (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (from[0] == ' ' && from[1] == '.')
      from++;
    else
      *to++ = *from;
  *to = '\0';
}

static void
test_replace (gconstpointer data)
{
  const WayCase *c = data;
  g_auto (Fixture) fixture = { 0 };
  NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;

  fixture_init (&fixture);
  g_autofree char *before = write_file (&fixture, "before.nq", replaced_before);
  g_autofree char *with = write_file (&fixture, "with.nq", replaced_with);
  load_file (fixture.store, before, &options);
  options.replace = TRUE;
  options.run_statements = c->run_statements > 0 ? 1 : 0;
  options.batch_statements = c->batch_statements > 0 ? 1 : 0;
  const NystaLoadProgress result = load_file (fixture.store, with, &options);
  g_assert_cmpuint (result.n_graphs, ==, 1);
  if (options.batch_statements == 0)
    {
      g_assert_cmpuint (result.n_added, ==, 1);
      g_assert_cmpuint (result.n_removed, ==, 1);
    }

  g_autofree char *expected = g_strdup (replaced_after);
  g_autofree char *got = export(fixture.store);
  strip_stops (expected);
  g_assert_cmpstr (got, ==, expected);
  assert_whole (fixture.store);
}

/* So much that a new data file is written. */
static void
test_replace_much (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *text = made_quads (8, N_MADE);
  g_autofree char *other = made_quads (9, N_MADE);
  NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;

  fixture_init (&fixture);
  g_autofree char *path = write_file (&fixture, "a.nq", text);
  g_autofree char *next = write_file (&fixture, "b.nq", other);
  g_autofree char *expected = expected_export (&fixture, next);
  load_file (fixture.store, path, &options);
  options.replace = TRUE;
  options.run_statements = 9000;
  const NystaLoadProgress result = load_file (fixture.store, next, &options);
  g_assert_cmpuint (result.n_removed, >, 0);

  g_autofree char *got = export(fixture.store);
  g_assert_cmpstr (got, ==, expected);
  assert_whole (fixture.store);
}

/* --- what goes wrong ----------------------------------------------------------------- */

static void
test_syntax_error (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *good = made_quads (10, 3000);
  g_autofree char *text = g_strconcat (good, "<http://x/a> wrong .\n", good, NULL);
  NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;
  NystaLoadProgress result = { 0 };

  fixture_init (&fixture);
  g_autofree char *path = write_file (&fixture, "a.nq", text);
  char *const paths[] = { path, NULL };

  g_assert_false (nysta_store_load (fixture.store, paths, &options, &result, &error));
  g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "a.nq:3001:14"));
  g_assert_cmpuint (result.n_committed, ==, 0);
  g_autofree char *nothing = export(fixture.store);
  g_assert_cmpstr (nothing, ==, "");
  g_clear_error (&error);

  /* With commits on the way, those before the error stay. */
  options.batch_statements = 1000;
  g_assert_false (nysta_store_load (fixture.store, paths, &options, &result, &error));
  g_assert_cmpuint (result.n_committed, ==, 3000);
  assert_whole (fixture.store);
  g_clear_error (&error);
}

typedef struct
{
  guint n;
  char message[64];
} Skipped;

static void
note_skipped (const char *message, gpointer user_data)
{
  Skipped *skipped = user_data;

  skipped->n++;
  g_strlcpy (skipped->message, strrchr (message, '/') + 1, sizeof skipped->message);
}

static void
test_lenient (void)
{
  g_auto (Fixture) fixture = { 0 };
  NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;
  Skipped skipped = { 0 };

  fixture_init (&fixture);
  g_autofree char *path = write_file (&fixture, "a.nt",
                                      "<http://x/a> <http://x/p> \"1\" .\n"
                                      "<http://x/a> wrong .\n"
                                      "<http://x/a> <http://x/p> \"2\" .\n");
  options.lenient = TRUE;
  options.skipped = note_skipped;
  options.user_data = &skipped;
  const NystaLoadProgress result = load_file (fixture.store, path, &options);
  g_assert_cmpuint (result.n_statements, ==, 2);
  g_assert_cmpuint (result.n_skipped, ==, 1);
  g_assert_cmpuint (skipped.n, ==, 1);
  g_assert_true (g_str_has_prefix (skipped.message, "a.nt:2:14: "));
}

static guint
count_data_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    n += g_str_has_suffix (name, NYSTA_STORE_DATA_SUFFIX);
  return n;
}

static gboolean
end_when_writing (const NystaLoadProgress *progress, gpointer user_data)
{
  return progress->phase != *(const NystaLoadPhase *) user_data;
}

static void
test_ended (gconstpointer data)
{
  NystaLoadPhase phase = (NystaLoadPhase) GPOINTER_TO_UINT (data);
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = made_quads (11, N_MADE);
  NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;
  NystaLoadProgress result = { 0 };

  fixture_init (&fixture);
  g_autofree char *path = write_file (&fixture, "a.nq", text);
  char *const paths[] = { path, NULL };

  options.progress = end_when_writing;
  options.user_data = &phase;
  g_assert_false (nysta_store_load (fixture.store, paths, &options, &result, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED);
  g_assert_cmpuint (result.n_committed, ==, 0);
  g_autofree char *nothing = export(fixture.store);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpuint (count_data_files (fixture.store_path), ==, 1);

  /* And can be done after all. */
  options.progress = NULL;
  g_assert_cmpuint (load_file (fixture.store, path, &options).n_committed, ==, N_MADE);
  assert_whole (fixture.store);
}

/* Let the @nth call of the file seam from now on fail. It counts those of the whole process
 * while it is told to fail at one: so let one of many that do nothing fail first. */
static void
fail_at (guint nth)
{
  static guint n_calls = 0;
  g_autofree char *text = NULL;
  gboolean failed = FALSE;

  n_calls += 1000;
  text = g_strdup_printf ("%u", n_calls);
  g_setenv ("NYSTA_IO_FAIL_AT", text, TRUE);
  while (!failed)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (nysta_file_remove ("/no/such/file", &error));
      failed = g_error_matches (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
    }
  g_free (text);
  text = g_strdup_printf ("%u", n_calls + nth);
  g_setenv ("NYSTA_IO_FAIL_AT", text, TRUE);
}

static void
test_disk_full (void)
{
  g_autofree char *text = made_quads (12, N_MADE);
  guint n_failures = 0;
  gboolean done = FALSE;

  for (guint i = 1; !done; i++)
    {
      g_auto (Fixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;
      NystaLoadOptions options = NYSTA_LOAD_OPTIONS_INIT;
      NystaLoadProgress result = { 0 };

      fixture_init (&fixture);
      g_autofree char *path = write_file (&fixture, "a.nq", text);
      char *const paths[] = { path, NULL };
      options.run_statements = 10000;
      fail_at (i);
      done = nysta_store_load (fixture.store, paths, &options, &result, &error);
      g_unsetenv ("NYSTA_IO_FAIL_AT");
      if (!done)
        {
          g_autofree char *nothing = export(fixture.store);

          n_failures++;
          g_assert_cmpstr (nothing, ==, "");
          g_assert_nonnull (strstr (error->message, fixture.store_path));
        }
      assert_whole (fixture.store);
    }
  g_assert_cmpuint (n_failures, >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/load/wrong/disk-full", test_disk_full);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = g_strdup_printf ("/load/way/%s", ways[i].name);
      g_autofree char *full = g_strdup_printf ("/load/into-full/%s", ways[i].name);
      g_autofree char *replace = g_strdup_printf ("/load/replace/%s", ways[i].name);

      g_test_add_data_func (path, &ways[i], test_way);
      g_test_add_data_func (full, &ways[i], test_into_full);
      g_test_add_data_func (replace, &ways[i], test_replace);
    }
  g_test_add_func ("/load/into-full/few", test_few_into_many);
  g_test_add_func ("/load/replace/much", test_replace_much);
  g_test_add_func ("/load/wrong/syntax", test_syntax_error);
  g_test_add_func ("/load/wrong/lenient", test_lenient);
  for (guint phase = NYSTA_LOAD_READING; phase <= NYSTA_LOAD_WRITING; phase++)
    {
      static const char *const names[] = { "reading", "sorting", "writing" };
      g_autofree char *path = g_strdup_printf ("/load/ended/%s", names[phase]);

      g_test_add_data_func (path, GUINT_TO_POINTER (phase), test_ended);
    }
  return g_test_run ();
}
