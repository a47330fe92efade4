/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The store on disk: what it holds, what it refuses, what survives a crash. */
#include "config.h"

#include "store/store.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"

/* --- help --------------------------------------------------------------------- */

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

typedef struct
{
  char *folder;
  char *path; /* of the store */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("nysta-store-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "graph.nysta", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static char *
inside (const Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->path, name, NULL);
}

static NystaGraph *
make_graph (const char *name, const char *value, guint n)
{
  NystaGraph *graph = nysta_graph_new (name);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *subject = g_strdup_printf ("urn:s%u", i);

      nysta_graph_add_literal (graph, subject, "urn:p", value, "@sv");
    }
  return graph;
}

static gboolean
commit_graphs (NystaStore *store, const char *value, const char *const *names,
               GError **error)
{
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (NystaGraph)
        graph = make_graph (*names[i] != '\0' ? names[i] : NULL, value, 3);

      if (!nysta_transaction_replace (transaction, graph, error))
        return FALSE;
    }
  return nysta_transaction_commit (transaction, error);
}

static gboolean
append_text (const NystaStatement *statement, gpointer text, GError **error)
{
  nysta_term_append_ntriples (&statement->subject, text);
  g_string_append_c (text, ' ');
  nysta_term_append_ntriples (&statement->object, text);
  g_string_append_c (text, '\n');
  return TRUE;
}

static gboolean
add_statement (const NystaStatement *statement, gpointer graph, GError **error)
{
  nysta_graph_add (graph, &statement->subject, &statement->predicate, &statement->object);
  return TRUE;
}

/* Sorted: the store keeps another sequence. */
static char *
graph_text (NystaStore *store, const char *name)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (name);
  GString *text = g_string_new (NULL);
  gsize n = 0;

  g_assert_true (nysta_store_foreach (store, name, add_statement, graph, NULL));
  nysta_graph_sort (graph);

  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    append_text (&statements[i], text, NULL);
  return g_string_free (text, FALSE);
}

static NystaStore *
open_store (const Fixture *fixture, NystaStoreMode mode)
{
  GError *error = NULL;
  NystaStore *store = nysta_store_open (fixture->path, mode, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static guint
count_files (const Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_refused (const Fixture *fixture, NystaStoreMode mode, const char *base,
                GQuark domain, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore) store = nysta_store_open (fixture->path, mode, base, &error);

  g_assert_null (store);
  g_assert_error (error, domain, code);
  g_assert_nonnull (strstr (error->message, part));
  g_assert_null (strchr (error->message, '\n'));
}

/* --- holding ------------------------------------------------------------------ */

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const char *const tricky[] = { "a \"b\" \\ c", "line\nbreak\r\ttab",
                                        "\x01\x7f",     "Åsa Öberg",
                                        "🙂",         "",
                                        ". <x> @y ^^z" };
  g_autoptr (NystaGraph) graph = nysta_graph_new ("urn:g <with> \"odd\" å");
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);

  for (guint i = 0; i < G_N_ELEMENTS (tricky); i++)
    {
      NystaTerm blank = { .kind = NYSTA_TERM_BLANK, .value = "b.1-å" };
      NystaTerm predicate = nysta_iri ("urn:p");
      NystaTerm plain = nysta_literal (tricky[i], NULL, NULL);
      NystaTerm tagged = nysta_literal (tricky[i], NULL, "en-GB");
      NystaTerm typed = nysta_literal (tricky[i], "urn:type", NULL);

      nysta_graph_add (graph, &blank, &predicate, &plain);
      nysta_graph_add (graph, &blank, &predicate, &tagged);
      nysta_graph_add (graph, &blank, &predicate, &typed);
    }
  {
    g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, NULL);

    g_assert_true (nysta_transaction_replace (transaction, graph, NULL));
    g_assert_true (nysta_transaction_commit (transaction, NULL));
  }

  g_autoptr (NystaStore) reader = open_store (fixture, NYSTA_STORE_READ);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *text = graph_text (reader, nysta_graph_name (graph));
  gsize n = 0;

  nysta_graph_sort (graph);

  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    append_text (&statements[i], expected, NULL);
  g_assert_cmpuint (n, ==, 3 * G_N_ELEMENTS (tricky));
  g_assert_cmpstr (text, ==, expected->str);
}

static void
test_transaction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);
  g_autoptr (NystaStore) reader = open_store (fixture, NYSTA_STORE_READ);
  g_autoptr (NystaGraph) one = make_graph ("urn:one", "more", 1);
  NystaStoreStats stats = { 0 };

  g_assert_true (commit_graphs (store, "1", (const char *[]){ "urn:one", "", NULL }, NULL));

  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, NULL);

  g_assert_true (nysta_transaction_add (transaction, one, NULL));
  g_assert_true (nysta_transaction_add (transaction, one, NULL));
  g_assert_true (nysta_transaction_remove (transaction, NULL, NULL));
  g_assert_true (nysta_transaction_remove (transaction, "urn:never-was", NULL));
  g_assert_true (nysta_store_stats (reader, &stats, NULL));
  g_assert_cmpuint (stats.n_statements, ==, 6);
  g_assert_true (nysta_store_has_graph (reader, NULL));

  g_assert_true (nysta_transaction_commit (transaction, NULL));
  g_assert_true (nysta_store_stats (reader, &stats, NULL));
  g_assert_cmpuint (stats.n_statements, ==, 4);
  g_assert_cmpuint (stats.n_graphs, ==, 1);
  g_assert_cmpuint (stats.n_bytes, >, 100);
  g_assert_false (nysta_store_has_graph (reader, NULL));

  g_auto (GStrv) names = nysta_store_graphs (reader);

  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "urn:one");
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);
  g_autoptr (NystaGraph) graph = make_graph ("urn:one", "1", 3);

  {
    g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, NULL);

    g_assert_true (nysta_transaction_replace (transaction, graph, NULL));
  }
  g_assert_false (nysta_store_has_graph (store, "urn:one"));
}

static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);
  NystaQuad pattern = { .graph = NYSTA_UNION };

  g_assert_true (
    commit_graphs (store, "1", (const char *[]){ "urn:one", "urn:two", "", NULL }, NULL));

  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, NULL);

  g_assert_true (commit_graphs (store, "2", (const char *[]){ "urn:one", NULL }, NULL));
  g_assert_cmpuint (nysta_dataset_estimate (dataset, &pattern), ==, 3);
  pattern.graph = NYSTA_ANY;
  g_assert_cmpuint (nysta_dataset_estimate (dataset, &pattern), ==, 6);
}

static void
test_statements (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);
  g_autoptr (NystaGraph) some = make_graph ("urn:one", "1", 2);
  g_autoptr (NystaGraph) other = make_graph ("urn:one", "never", 2);

  g_assert_true (commit_graphs (store, "1", (const char *[]){ "urn:one", NULL }, NULL));
  {
    g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, NULL);

    g_assert_true (nysta_transaction_add (transaction, other, NULL));
    g_assert_true (nysta_transaction_remove_statements (transaction, some, NULL));
    g_assert_true (nysta_transaction_remove_statements (transaction, other, NULL));
    g_assert_true (nysta_transaction_commit (transaction, NULL));
  }

  g_autofree char *text = graph_text (store, "urn:one");

  g_assert_cmpstr (text, ==, "<urn:s2> \"1\"@sv\n");
}

/* The same again writes nothing: not even LMDB's number of the transaction changes. */
static void
test_same_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = inside (fixture, "graph-00000001.mdb");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before = 0;
  gsize n_after = 0;
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);

  g_assert_true (commit_graphs (store, "1", (const char *[]){ "urn:one", "", NULL }, NULL));
  g_assert_true (g_file_get_contents (file, &before, &n_before, NULL));
  g_assert_true (commit_graphs (store, "1", (const char *[]){ "", "urn:one", NULL }, NULL));
  g_assert_true (g_file_get_contents (file, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* What a map of 64 KiB has to grow for, several times, is there in the end. */
static void
test_growing (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  g_setenv ("NYSTA_MAP_BYTES", "65536", TRUE);

  NystaStore *store = nysta_store_open (fixture->path, NYSTA_STORE_CREATE, NULL, &error);

  g_unsetenv ("NYSTA_MAP_BYTES");
  g_assert_no_error (error);
  {
    g_autoptr (NystaGraph) graph = make_graph ("urn:large", "x", 20000);
    g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, NULL);

    g_assert_true (nysta_transaction_replace (transaction, graph, NULL));
    g_assert_true (nysta_transaction_commit (transaction, &error));
    g_assert_no_error (error);
  }
  nysta_store_close (store);
  store = open_store (fixture, NYSTA_STORE_READ);

  NystaStoreStats stats = { 0 };

  g_assert_true (nysta_store_stats (store, &stats, NULL));
  g_assert_cmpuint (stats.n_statements, ==, 20000);
  g_assert_cmpuint (stats.n_bytes, >, 5 * 65536);
  nysta_store_close (store);
}

/* A copy is a store of its own, as of the commit before it. */
static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.nysta", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);

  g_assert_true (commit_graphs (store, "1", (const char *[]){ "urn:one", NULL }, NULL));
  g_assert_true (nysta_store_backup (store, copy, &error));
  g_assert_no_error (error);
  g_assert_true (commit_graphs (store, "2", (const char *[]){ "urn:one", NULL }, NULL));
  g_assert_false (nysta_store_backup (store, copy, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED);

  g_autoptr (NystaStore) copied = nysta_store_open (copy, NYSTA_STORE_WRITE, NULL, NULL);
  g_autofree char *text = graph_text (copied, "urn:one");

  g_assert_true (g_str_has_prefix (text, "<urn:s0> \"1\"@sv\n"));
}

static void
note_fault (const char *what, gpointer user_data)
{
  g_test_message ("%s", what);
}

static void
test_verify (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = inside (fixture, "graph-00000001.mdb");
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  NystaStore *store = open_store (fixture, NYSTA_STORE_CREATE);

  g_assert_true (commit_graphs (store, "1", (const char *[]){ "urn:one", "", NULL }, NULL));
  g_assert_cmpint (nysta_store_verify (store, note_fault, NULL, NULL), ==, 0);
  nysta_store_close (store);
  g_assert_true (g_file_get_contents (file, &bytes, &n_bytes, NULL));

  char *term = memmem (bytes, n_bytes, "urn:s", 5);

  /* A term in the dictionary. */
  g_assert_nonnull (term);
  term[1] ^= 1;
  g_assert_true (g_file_set_contents (file, bytes, (gssize) n_bytes, NULL));
  store = open_store (fixture, NYSTA_STORE_READ);
  g_assert_cmpint (nysta_store_verify (store, note_fault, NULL, NULL), >, 0);
  nysta_store_close (store);
}

/* What readers had stays as it was; who asks again sees the new file. */
static void
test_compact (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "urn:one", "", NULL };
  NystaQuad pattern = { .graph = NYSTA_UNION };
  NystaStoreStats before = { 0 };
  NystaStoreStats after = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);
  g_autoptr (NystaStore) reader = open_store (fixture, NYSTA_STORE_READ);

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *value = g_strdup_printf ("value %u", i);

      g_assert_true (commit_graphs (store, value, names, NULL));
    }

  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (reader, NULL);

  g_assert_true (nysta_store_stats (reader, &before, NULL));
  g_assert_true (nysta_store_compact (store, &error));
  g_assert_no_error (error);
  g_assert_true (nysta_store_stats (reader, &after, NULL));
  g_assert_cmpuint (after.n_statements, ==, before.n_statements);
  g_assert_cmpuint (before.n_terms, ==, 20 + 5);
  g_assert_cmpuint (after.n_terms, ==, 1 + 5);
  g_assert_cmpuint (after.n_bytes, <, before.n_bytes);
  g_assert_cmpuint (nysta_dataset_estimate (dataset, &pattern), ==, 3);
  g_assert_cmpuint (count_files (fixture), ==, 4);

  g_assert_true (commit_graphs (store, "later", names, NULL));

  g_autofree char *text = graph_text (reader, "urn:one");

  g_assert_true (g_str_has_prefix (text, "<urn:s0> \"later\"@sv\n"));
}

/* --- refusing ----------------------------------------------------------------- */

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, NYSTA_STORE_READ, NULL, NYSTA_STORE_ERROR,
                  NYSTA_STORE_ERROR_NOT_FOUND, "nysta index");
  assert_refused (fixture, NYSTA_STORE_WRITE, NULL, NYSTA_STORE_ERROR,
                  NYSTA_STORE_ERROR_NOT_FOUND, fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0777), ==, 0);
  assert_refused (fixture, NYSTA_STORE_READ, NULL, NYSTA_STORE_ERROR,
                  NYSTA_STORE_ERROR_NOT_FOUND, "no store there");

  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);

  g_assert_cmpstr (nysta_store_base (store), ==, "urn:nysta:");
}

static void
test_not_a_store (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = inside (fixture, "letter.txt");

  g_assert_true (g_file_set_contents (fixture->path, "x", 1, NULL));
  assert_refused (fixture, NYSTA_STORE_CREATE, NULL, NYSTA_STORE_ERROR,
                  NYSTA_STORE_ERROR_NOT_A_STORE, "not a folder");
  g_remove (fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0777), ==, 0);
  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  assert_refused (fixture, NYSTA_STORE_CREATE, NULL, NYSTA_STORE_ERROR,
                  NYSTA_STORE_ERROR_NOT_A_STORE, "letter.txt");

  if (geteuid () == 0)
    return;
  g_remove (file);
  g_assert_cmpint (g_chmod (fixture->path, 0), ==, 0);
  assert_refused (fixture, NYSTA_STORE_CREATE, NULL, NYSTA_IO_ERROR, NYSTA_IO_ERROR_DENIED,
                  "permission denied");
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);
  g_autofree char *pid = g_strdup_printf ("process %d", (int) getpid ());

  assert_refused (fixture, NYSTA_STORE_WRITE, NULL, NYSTA_STORE_ERROR,
                  NYSTA_STORE_ERROR_BUSY, pid);
  g_clear_pointer (&store, nysta_store_close);
  store = open_store (fixture, NYSTA_STORE_WRITE);
}

static void
test_base (Fixture *fixture, gconstpointer data)
{
  NystaStore *store = nysta_store_open (fixture->path, NYSTA_STORE_CREATE, "https://x.se/",
                                        NULL);

  g_assert_cmpstr (nysta_store_base (store), ==, "https://x.se/");
  nysta_store_close (store);
  assert_refused (fixture, NYSTA_STORE_READ, "https://y.se/", NYSTA_STORE_ERROR,
                  NYSTA_STORE_ERROR_BASE, "https://x.se/");
  assert_refused (fixture, NYSTA_STORE_READ, "y.se", NYSTA_STORE_ERROR,
                  NYSTA_STORE_ERROR_BASE, "absolute");
}

typedef struct
{
  const char *name;
  const char *file;
  const char *find; /* NULL: the file is removed; "": all that is in it is */
  const char *replace;
  int code;
  const char *part;
} DamageCase;

static const DamageCase damage_cases[] = {
  { "later-format", "nysta.store", "format 3", "format 4", NYSTA_STORE_ERROR_VERSION,
    "format 4" },
  { "earlier-format", "nysta.store", "format 3", "format 1", NYSTA_STORE_ERROR_VERSION,
    "nysta migrate" },
  { "no-format", "nysta.store", "format 3", "form", NYSTA_STORE_ERROR_CORRUPT, "format" },
  { "no-base", "nysta.store", "base urn:nysta:", "", NYSTA_STORE_ERROR_CORRUPT, "base" },
  { "no-data", "nysta.store", "data graph-", "data ../x-", NYSTA_STORE_ERROR_CORRUPT,
    "data file" },
  { "other-data", "nysta.store", "graph-00000001", "graph-00000007",
    NYSTA_STORE_ERROR_CORRUPT, "is missing" },
  { "other-description", "nysta.store", "nysta store", "hello",
    NYSTA_STORE_ERROR_NOT_A_STORE, "not a store" },
  { "no-description", "nysta.store", NULL, NULL, NYSTA_STORE_ERROR_CORRUPT, "nysta.store" },
  { "no-data-file", "graph-00000001.mdb", NULL, NULL, NYSTA_STORE_ERROR_CORRUPT,
    "is missing" },
  { "data-file-empty", "graph-00000001.mdb", "", "", NYSTA_STORE_ERROR_CORRUPT, "" },
};

static void
damage (const char *path, const DamageCase *damage_case)
{
  g_autofree char *data = NULL;
  gsize n_bytes = 0;

  if (damage_case->find == NULL)
    {
      g_assert_cmpint (g_remove (path), ==, 0);
      return;
    }
  g_assert_true (g_file_get_contents (path, &data, &n_bytes, NULL));
  if (*damage_case->find == '\0')
    {
      g_assert_true (g_file_set_contents (path, "", 0, NULL));
      return;
    }

  char *found = strstr (data, damage_case->find);

  g_assert_nonnull (found);
  *found = '\0';

  g_autofree char *text = g_strconcat (data, damage_case->replace,
                                       found + strlen (damage_case->find), NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  const DamageCase *damage_case = data;
  g_autofree char *path = inside (fixture, damage_case->file);
  g_autoptr (GError) error = NULL;
  NystaStore *store = open_store (fixture, NYSTA_STORE_CREATE);

  g_assert_true (commit_graphs (store, "1", (const char *[]){ "urn:one", NULL }, NULL));
  nysta_store_close (store);
  damage (path, damage_case);

  g_autoptr (NystaStore)
    reader = nysta_store_open (fixture->path, NYSTA_STORE_READ, NULL, &error);

  if (reader != NULL)
    {
      g_autoptr (NystaDataset) dataset = nysta_store_snapshot (reader, &error);

      g_assert_null (dataset);
    }
  g_assert_error (error, NYSTA_STORE_ERROR, damage_case->code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, damage_case->part));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_not_utf8 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_CREATE);
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, NULL);
  g_autoptr (NystaGraph) graph = make_graph ("urn:g", "\xff", 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (nysta_transaction_replace (transaction, graph, &error));
  g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
}

/* --- faults; of writers that are killed see test-store-kill.c ----------------- */

static const char *const pair[] = { "urn:one", "urn:two", NULL };

/* Both graphs hold the same number, as each commit wrote them. */
static guint64
read_state (const Fixture *fixture)
{
  g_autoptr (NystaStore) store = open_store (fixture, NYSTA_STORE_READ);
  g_autofree char *one = graph_text (store, pair[0]);
  g_autofree char *two = graph_text (store, pair[1]);

  g_assert_cmpstr (one, ==, two);
  return *one == '\0' ? 0 : g_ascii_strtoull (strchr (one, '"') + 1, NULL, 10);
}

/* In a child, since the calls are counted by process. 0: all went well. */
static int
write_with_fault (const Fixture *fixture, guint n)
{
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      g_autofree char *number = g_strdup_printf ("%u", n);
      g_autoptr (GError) error = NULL;

      g_setenv ("NYSTA_IO_FAIL_AT", number, TRUE);

      NystaStore *store = nysta_store_open (fixture->path, NYSTA_STORE_CREATE, NULL,
                                            &error);

      if (store == NULL || !commit_graphs (store, "1", pair, &error))
        {
          gboolean right = g_error_matches (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);

          /* The same process may try again: the fault has passed. */
          if (right && store != NULL && !commit_graphs (store, "2", pair, NULL))
            _exit (3);
          _exit (right ? 1 : 2);
        }
      _exit (commit_graphs (store, "2", pair, NULL) ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  int status = 1;

  for (guint n = 1; status != 0; n++)
    {
      remove_tree (fixture->path);
      status = write_with_fault (fixture, n);
      g_assert_cmpint (status, <=, 1);
      g_assert_cmpuint (n, <, 200);

      /* A store that could not be made is made by the next. */
      nysta_store_close (open_store (fixture, NYSTA_STORE_CREATE));
      g_assert_cmpuint (read_state (fixture), <=, 2);
      if (n > 40)
        g_assert_cmpuint (read_state (fixture), >=, 1);
    }
  g_assert_cmpuint (read_state (fixture), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/store/hold/odd-terms", test_round_trip);
  ADD ("/store/transaction/all-or-nothing", test_transaction);
  ADD ("/store/transaction/rollback-leaves-nothing", test_rollback);
  ADD ("/store/transaction/statements", test_statements);
  ADD ("/store/transaction/same-again-writes-nothing", test_same_again);
  ADD ("/store/transaction/map-grows", test_growing);
  ADD ("/store/snapshot/stays-as-it-was", test_snapshot);
  ADD ("/store/backup/is-a-store", test_backup);
  ADD ("/store/verify/notices-damage", test_verify);
  ADD ("/store/compact/drops-what-nothing-uses", test_compact);
  ADD ("/store/open/not-found", test_not_found);
  ADD ("/store/open/not-a-store", test_not_a_store);
  ADD ("/store/open/busy", test_busy);
  ADD ("/store/open/other-base", test_base);
  ADD ("/store/write/not-utf8", test_not_utf8);
  ADD ("/store/crash/each-call-fails-once", test_faults);
  for (guint i = 0; i < G_N_ELEMENTS (damage_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/store/damage/%s", damage_cases[i].name);

      g_test_add (name, Fixture, &damage_cases[i], set_up, test_damage, tear_down);
    }
  return g_test_run ();
}
