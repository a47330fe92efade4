/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a librdf storage reads before it commits: against a plain list of quads. */
#include "store/redland/nodes.h"
#include "store/redland/rows.h"
#include "store/redland/session.h"

#include <glib/gstdio.h>

#include "base/error.h"

#define N_QUADS 120
#define N_CHANGES 60
#define N_PATTERNS 60

/* --- rows against a list ---------------------------------------------------- */

static NystaTerm
random_term (GRand *random, NystaField field)
{
  static const char *const iris[] = { "urn:a", "urn:b", "urn:c", "urn:d" };
  NystaTerm iri = nysta_iri (iris[g_rand_int_range (random, 0, 4)]);

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      if (field == NYSTA_FIELD_GRAPH)
        return (NystaTerm){ 0 };
      if (field == NYSTA_FIELD_SUBJECT || field == NYSTA_FIELD_OBJECT)
        return (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = "b" };
      return iri;
    case 1:
      return field == NYSTA_FIELD_OBJECT ? nysta_literal ("urn:a", NULL, "sv") : iri;
    case 2:
      return field == NYSTA_FIELD_OBJECT ? nysta_literal ("1", "urn:a", NULL) : iri;
    default:
      return iri;
    }
}

static NystaStatement
random_statement (GRand *random)
{
  return (NystaStatement){ .subject = random_term (random, NYSTA_FIELD_SUBJECT),
                           .predicate = random_term (random, NYSTA_FIELD_PREDICATE),
                           .object = random_term (random, NYSTA_FIELD_OBJECT),
                           .graph = random_term (random, NYSTA_FIELD_GRAPH) };
}

static char *
line_of (const NystaStatement *statement, gboolean with_graph)
{
  g_autoptr (GString) line = g_string_new (NULL);

  nysta_term_append_ntriples (&statement->subject, line);
  nysta_term_append_ntriples (&statement->predicate, line);
  nysta_term_append_ntriples (&statement->object, line);
  if (with_graph)
    nysta_term_append_ntriples (&statement->graph, line);
  return g_strdup (line->str);
}

static gboolean
agrees (const NystaTerm *wanted, const NystaTerm *term)
{
  return wanted->kind == NYSTA_TERM_NONE || nysta_term_equal (wanted, term);
}

/* What should come, each line once. */
static GHashTable *
expected_lines (GHashTable *quads, const NystaStatement *pattern, NystaRowsScope scope)
{
  GHashTable *lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, quads);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const NystaStatement *quad = value;

      if (agrees (&pattern->subject, &quad->subject) &&
          agrees (&pattern->predicate, &quad->predicate) &&
          agrees (&pattern->object, &quad->object) &&
          (scope != NYSTA_ROWS_GRAPH || nysta_term_equal (&pattern->graph, &quad->graph)))
        g_hash_table_add (lines, line_of (quad, scope != NYSTA_ROWS_UNION));
    }
  return lines;
}

static void
check_pattern (NystaDataset *dataset, NystaPending *pending, GHashTable *quads,
               const NystaStatement *pattern, NystaRowsScope scope)
{
  g_autoptr (GHashTable) lines = expected_lines (quads, pattern, scope);
  g_autoptr (NystaRows) rows = nysta_rows_new (dataset, pending, pattern, scope);
  NystaStatement row = { 0 };

  while (nysta_rows_next (rows))
    {
      g_assert_true (nysta_rows_term (rows, NYSTA_FIELD_SUBJECT, &row.subject));
      g_assert_true (nysta_rows_term (rows, NYSTA_FIELD_PREDICATE, &row.predicate));
      g_assert_true (nysta_rows_term (rows, NYSTA_FIELD_OBJECT, &row.object));
      g_assert_true (nysta_rows_term (rows, NYSTA_FIELD_GRAPH, &row.graph));

      g_autofree char *line = line_of (&row, scope != NYSTA_ROWS_UNION);

      /* One that is not to come, or that comes again. */
      if (!g_hash_table_remove (lines, line))
        g_error ("%s", line);
    }
  g_assert_false (nysta_rows_next (rows));
  g_assert_cmpuint (g_hash_table_size (lines), ==, 0);
}

static void
remember (GHashTable *quads, const NystaStatement *statement, gboolean adds)
{
  g_autofree char *line = line_of (statement, TRUE);

  if (adds)
    g_hash_table_insert (quads, g_steal_pointer (&line),
                         g_memdup2 (statement, sizeof *statement));
  else
    g_hash_table_remove (quads, line);
}

static void
test_rows (gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autoptr (GHashTable)
    quads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (NystaPending) pending = nysta_pending_new ();
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();

  for (int i = 0; i < N_QUADS; i++)
    {
      NystaStatement statement = random_statement (random);

      nysta_memory_builder_add (builder, &statement);
      remember (quads, &statement, TRUE);
    }

  g_autoptr (NystaDataset) dataset = nysta_memory_builder_finish (builder);

  for (int i = 0; i < N_CHANGES; i++)
    {
      NystaStatement statement = random_statement (random);
      gboolean adds = g_rand_boolean (random);

      nysta_pending_set (pending, &statement, adds);
      remember (quads, &statement, adds);
    }
  for (int i = 0; i < N_PATTERNS; i++)
    for (int scope = NYSTA_ROWS_UNION; scope <= NYSTA_ROWS_GRAPH; scope++)
      {
        NystaStatement pattern = random_statement (random);

        if (g_rand_boolean (random))
          pattern.subject.kind = NYSTA_TERM_NONE;
        if (g_rand_boolean (random))
          pattern.predicate.kind = NYSTA_TERM_NONE;
        if (g_rand_boolean (random))
          pattern.object.kind = NYSTA_TERM_NONE;
        check_pattern (dataset, pending, quads, &pattern, (NystaRowsScope) scope);
      }
}

/* --- a session -------------------------------------------------------------- */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("nysta-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "store", NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = NULL; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static NystaStatement
numbered_statement (char *buffer, gsize n_buffer, int number, const char *graph)
{
  g_snprintf (buffer, n_buffer, "urn:s%d", number);

  NystaStatement statement = { .subject = nysta_iri (buffer),
                               .predicate = nysta_iri ("urn:p"),
                               .object = nysta_literal ("o", NULL, NULL) };

  if (graph != NULL)
    statement.graph = nysta_iri (graph);
  return statement;
}

static void
change (NystaSession *session, int first, int last, const char *graph, gboolean adds)
{
  char buffer[32] = "";
  g_autoptr (GError) error = NULL;

  for (int i = first; i <= last; i++)
    {
      NystaStatement statement = numbered_statement (buffer, sizeof buffer, i, graph);

      nysta_session_change (session, &statement, adds, &error);
      g_assert_no_error (error);
    }
}

static gint64
size (NystaSession *session, NystaRowsScope scope)
{
  g_autoptr (GError) error = NULL;
  gint64 n = nysta_session_size (session, scope, &error);

  g_assert_no_error (error);
  return n;
}

static NystaSession *
open_session (const Fixture *fixture, NystaSessionMode mode)
{
  g_autoptr (GError) error = NULL;
  NystaSession *session = nysta_session_open (fixture->path, mode, NULL, &error);

  g_assert_no_error (error);
  return session;
}

/* One sees its own changes at once, others see what was committed. */
static void
test_own_writes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaSession) session = open_session (fixture, NYSTA_SESSION_NEW);
  g_autoptr (NystaSession) other = open_session (fixture, NYSTA_SESSION_READ);
  g_autoptr (GError) error = NULL;

  change (session, 1, 10, NULL, TRUE);
  change (session, 1, 3, "urn:g", TRUE);
  g_assert_cmpint (size (session, NYSTA_ROWS_QUADS), ==, 13);
  g_assert_cmpint (size (session, NYSTA_ROWS_UNION), ==, 10);
  g_assert_cmpint (size (other, NYSTA_ROWS_QUADS), ==, 0);
  g_assert_true (nysta_session_commit (session, &error));
  g_assert_cmpint (size (other, NYSTA_ROWS_QUADS), ==, 13);

  change (session, 1, 2, "urn:g", FALSE);
  change (session, 2, 4, NULL, FALSE);
  g_assert_cmpint (size (session, NYSTA_ROWS_QUADS), ==, 8);
  g_assert_cmpint (size (session, NYSTA_ROWS_UNION), ==, 8);
  g_assert_cmpint (size (other, NYSTA_ROWS_UNION), ==, 10);
  g_assert_true (nysta_session_commit (session, &error));
  g_assert_cmpint (size (other, NYSTA_ROWS_QUADS), ==, 8);
}

/* A reader of many changes has them committed, but never those of a transaction. */
static void
test_transaction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaSession) session = open_session (fixture, NYSTA_SESSION_NEW);
  g_autoptr (NystaSession) other = open_session (fixture, NYSTA_SESSION_READ);
  g_autoptr (GError) error = NULL;

  change (session, 1, 5000, NULL, TRUE);
  g_assert_cmpint (size (session, NYSTA_ROWS_QUADS), ==, 5000);
  g_assert_cmpint (size (other, NYSTA_ROWS_QUADS), ==, 5000);

  g_assert_true (nysta_session_begin (session, &error));
  g_assert_false (nysta_session_begin (session, NULL));
  change (session, 5001, 9000, "urn:g", TRUE);
  change (session, 1, 2, NULL, FALSE);
  g_assert_cmpint (size (session, NYSTA_ROWS_QUADS), ==, 8998);
  g_assert_cmpint (size (other, NYSTA_ROWS_QUADS), ==, 5000);

  g_auto (GStrv) graphs = nysta_session_graphs (session, &error);

  g_assert_cmpuint (g_strv_length (graphs), ==, 1);
  g_assert_true (nysta_session_remove_graph (session, "urn:g", &error));
  g_assert_cmpint (size (session, NYSTA_ROWS_QUADS), ==, 4998);
  nysta_session_roll_back (session);
  g_assert_cmpint (size (session, NYSTA_ROWS_QUADS), ==, 5000);
}

/* Who only reads takes no lock; who writes gives it back with the commit. */
static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaSession) one = open_session (fixture, NYSTA_SESSION_NEW);
  g_autoptr (NystaSession) two = open_session (fixture, NYSTA_SESSION_WRITE);
  char buffer[32] = "";
  NystaStatement statement = numbered_statement (buffer, sizeof buffer, 1, NULL);
  g_autoptr (GError) error = NULL;

  change (one, 1, 1, NULL, TRUE);
  g_assert_false (nysta_session_change (two, &statement, TRUE, &error));
  g_assert_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_true (nysta_session_commit (one, &error));

  statement.graph = nysta_iri ("urn:nothing");
  g_assert_true (nysta_session_remove_everywhere (two, &statement, &error));
  g_assert_cmpint (size (two, NYSTA_ROWS_QUADS), ==, 0);
  g_assert_true (nysta_session_commit (two, &error));
  g_assert_cmpint (size (one, NYSTA_ROWS_QUADS), ==, 0);
  /* Nothing to remove: nothing to commit, so no lock either. */
  g_assert_true (nysta_session_remove_everywhere (two, &statement, &error));
  change (one, 1, 1, NULL, TRUE);
}

/* Rows go on as they began, whatever is committed meanwhile, and after the end. */
static void
test_rows_outlive (Fixture *fixture, gconstpointer data)
{
  static const NystaStatement anything = { 0 };
  NystaSession *session = open_session (fixture, NYSTA_SESSION_NEW);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  change (session, 1, 500, NULL, TRUE);
  g_assert_true (nysta_session_commit (session, &error));
  change (session, 501, 600, NULL, TRUE);

  g_autoptr (NystaRows)
    rows = nysta_session_find (session, &anything, NYSTA_ROWS_QUADS, &error);

  change (session, 1, 550, NULL, FALSE);
  g_assert_true (nysta_session_commit (session, &error));
  nysta_session_free (session);
  while (nysta_rows_next (rows))
    {
      NystaTerm term = { 0 };

      g_assert_true (nysta_rows_term (rows, NYSTA_FIELD_SUBJECT, &term));
      g_assert_true (g_str_has_prefix (term.value, "urn:s"));
      n++;
    }
  g_assert_cmpuint (n, ==, 600);
}

/* --- what is stored --------------------------------------------------------- */

typedef struct
{
  const char *name;
  NystaTerm object;
  gboolean storable;
} StorableCase;

#define LITERAL(text, type, tag)                                                           \
  {                                                                                        \
    .kind = NYSTA_TERM_LITERAL, .value = (text), .datatype = (type), .language = (tag)     \
  }

static const StorableCase storable_cases[] = {
  { "iri", { .kind = NYSTA_TERM_IRI, .value = "urn:å" }, TRUE },
  { "iri-relative", { .kind = NYSTA_TERM_IRI, .value = "a" }, FALSE },
  { "iri-with-bracket", { .kind = NYSTA_TERM_IRI, .value = "urn:a>" }, FALSE },
  { "iri-not-utf-8", { .kind = NYSTA_TERM_IRI, .value = "urn:\xff" }, FALSE },
  { "blank", { .kind = NYSTA_TERM_BLANK, .value = "r1r2" }, TRUE },
  { "blank-with-space", { .kind = NYSTA_TERM_BLANK, .value = "a b" }, FALSE },
  { "blank-empty", { .kind = NYSTA_TERM_BLANK, .value = "" }, FALSE },
  { "literal", LITERAL ("a\n\"b\"", NULL, NULL), TRUE },
  { "literal-not-utf-8", LITERAL ("\xe5", NULL, NULL), FALSE },
  { "literal-typed", LITERAL ("1", "urn:t", NULL), TRUE },
  { "literal-typed-relative", LITERAL ("1", "t", NULL), FALSE },
  { "literal-language", LITERAL ("a", NULL, "sv-SE"), TRUE },
  { "literal-no-language", LITERAL ("a", NULL, "s v"), FALSE },
  { "nothing", { .kind = NYSTA_TERM_NONE }, FALSE },
};

static void
test_storable (gconstpointer data)
{
  const StorableCase *row = data;
  NystaStatement statement = { .subject = nysta_iri ("urn:s"),
                               .predicate = nysta_iri ("urn:p"),
                               .object = row->object };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (nysta_statement_is_storable (&statement, &error), ==, row->storable);
  if (!row->storable)
    g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
}

/* librdf_node: what goes in comes out, byte for byte. */
static void
test_nodes (void)
{
  static const NystaTerm terms[] = {
    { .kind = NYSTA_TERM_IRI, .value = "http://e/å%20b" },
    { .kind = NYSTA_TERM_BLANK, .value = "b.1" },
    LITERAL ("å\t\"\n", NULL, NULL),
    LITERAL ("", NULL, NULL),
    LITERAL ("x", NULL, "sv-SE"),
    LITERAL ("01", "http://www.w3.org/2001/XMLSchema#integer", NULL),
    LITERAL ("<b/>", "http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral", NULL),
  };
  librdf_world *world = librdf_new_world ();

  librdf_world_open (world);
  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    {
      librdf_node *node = nysta_node_from_term (world, &terms[i]);
      NystaTerm back = { 0 };

      g_assert_nonnull (node);
      g_assert_true (nysta_node_to_term (node, &back));
      g_assert_cmpint (back.kind, ==, terms[i].kind);
      g_assert_cmpstr (back.value, ==, terms[i].value);
      g_assert_cmpstr (back.datatype, ==, terms[i].datatype);
      g_assert_cmpstr (back.language, ==, terms[i].language);
      librdf_free_node (node);
    }

  librdf_node *node = librdf_new_node_from_typed_counted_literal (
    world, (const unsigned char *) "a\0b", 3, NULL, 0, NULL);
  NystaTerm term = { 0 };

  g_assert_false (nysta_node_to_term (node, &term));
  librdf_free_node (node);
  librdf_free_world (world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint seed = 1; seed <= 20; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/redland/rows/random-%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_rows);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (storable_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/redland/storable/%s",
                                               storable_cases[i].name);

      g_test_add_data_func (path, &storable_cases[i], test_storable);
    }
  g_test_add_func ("/redland/nodes/round-trip", test_nodes);
  g_test_add ("/redland/session/own-writes", Fixture, NULL, set_up, test_own_writes,
              tear_down);
  g_test_add ("/redland/session/transaction", Fixture, NULL, set_up, test_transaction,
              tear_down);
  g_test_add ("/redland/session/lock", Fixture, NULL, set_up, test_lock, tear_down);
  g_test_add ("/redland/session/rows-outlive", Fixture, NULL, set_up, test_rows_outlive,
              tear_down);
  return g_test_run ();
}
