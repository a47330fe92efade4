/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Changes laid over a dataset, against a dataset that is made anew with them. */
#include "sparql/overlay.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rdf/vocabulary.h"
#include "store/store.h"

#define N_NAMES 6
#define MAX_ROWS 4000

typedef struct
{
  const char *name;
  gboolean on_disk; /* the base */
  guint n_base;
  guint n_rounds;
  guint n_changes; /* a round */
} Plan;

static const Plan plans[] = {
  { "memory", FALSE, 150, 60, 6 },       { "memory-empty", FALSE, 0, 40, 8 },
  { "memory-many", FALSE, 300, 6, 900 }, { "store", TRUE, 150, 60, 6 },
  { "store-many", TRUE, 300, 6, 900 },
};

typedef struct
{
  GRand *random;
  NystaDataset *overlay;
  GHashTable *model; /* statements as N-Quads: what is there */
} Fixture;

/* --- statements ----------------------------------------------------------------------------- */

/* Names that only changes have come last. */
static const char *const names[N_NAMES] = { "urn:a", "urn:b",    "urn:c",
                                            "urn:d", "urn:new1", "urn:new2" };

static NystaTerm
random_name (GRand *random, gboolean is_new)
{
  return nysta_iri (names[g_rand_int_range (random, 0, is_new ? N_NAMES : 4)]);
}

static NystaTerm
random_object (GRand *random, gboolean is_new)
{
  static const char *const words[] = { "x", "Åsa", "new" };
  static const char *const numbers[] = { "1", "2", "7" };
  int n = is_new ? 3 : 2;

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      return nysta_literal (words[g_rand_int_range (random, 0, n)], NULL, NULL);
    case 1:
      return nysta_literal (words[g_rand_int_range (random, 0, n)], NULL,
                            is_new ? "SV" : "sv");
    case 2:
      return nysta_literal (numbers[g_rand_int_range (random, 0, n)], NS_XSD "integer",
                            NULL);
    case 3:
      return (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = "b" };
    default:
      return random_name (random, is_new);
    }
}

static NystaStatement
random_statement (GRand *random, gboolean is_new)
{
  NystaStatement statement = { .subject = random_name (random, is_new),
                               .predicate = random_name (random, is_new),
                               .object = random_object (random, is_new) };

  if (g_rand_int_range (random, 0, 4) != 0)
    statement.graph = random_name (random, is_new);
  return statement;
}

/* A language tag is the same in capitals. */
static char *
statement_text (const NystaStatement *statement, gboolean with_graph)
{
  GString *text = g_string_new (NULL);
  const NystaTerm *const terms[4] = { &statement->subject, &statement->predicate,
                                      &statement->object, &statement->graph };

  for (guint i = 0; i < (with_graph ? 4 : 3); i++)
    {
      NystaTerm term = *terms[i];
      g_autofree char *language = term.language != NULL
                                    ? g_ascii_strdown (term.language, -1)
                                    : NULL;

      term.language = language;
      nysta_term_append_ntriples (&term, text);
      g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

static NystaQuad
quad_of (NystaDataset *overlay, const NystaStatement *statement)
{
  return (NystaQuad){ nysta_overlay_add_term (overlay, &statement->subject),
                      nysta_overlay_add_term (overlay, &statement->predicate),
                      nysta_overlay_add_term (overlay, &statement->object),
                      statement->graph.kind == NYSTA_TERM_NONE
                        ? NYSTA_UNNAMED
                        : nysta_overlay_add_term (overlay, &statement->graph) };
}

static NystaStatement
statement_of (NystaDataset *dataset, const NystaQuad *quad)
{
  NystaStatement statement = { { 0 } };

  g_assert_true (nysta_dataset_term (dataset, quad->subject, &statement.subject));
  g_assert_true (nysta_dataset_term (dataset, quad->predicate, &statement.predicate));
  g_assert_true (nysta_dataset_term (dataset, quad->object, &statement.object));
  if (quad->graph != NYSTA_UNNAMED && quad->graph != NYSTA_UNION)
    g_assert_true (nysta_dataset_term (dataset, quad->graph, &statement.graph));
  return statement;
}

/* --- what a pattern finds ------------------------------------------------------------------- */

static GHashTable *
model_rows (Fixture *fixture, const NystaQuad *pattern)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, fixture->model);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const NystaQuad *quad = value;
      NystaStatement statement = statement_of (fixture->overlay, quad);

      if ((pattern->subject != 0 && pattern->subject != quad->subject) ||
          (pattern->predicate != 0 && pattern->predicate != quad->predicate) ||
          (pattern->object != 0 && pattern->object != quad->object) ||
          (pattern->graph == NYSTA_ANY
             ? quad->graph == NYSTA_UNNAMED
             : pattern->graph != NYSTA_UNION && pattern->graph != quad->graph))
        continue;
      g_hash_table_add (rows, statement_text (&statement, pattern->graph != NYSTA_UNION));
    }
  return rows;
}

static NystaTermId
field (const NystaQuad *quad, NystaField field)
{
  const NystaTermId ids[4] = { quad->subject, quad->predicate, quad->object, quad->graph };

  return ids[field];
}

static int
compare_by (const NystaCursor *cursor, const NystaQuad *a, const NystaQuad *b)
{
  for (guint i = 0; i < 4; i++)
    {
      NystaTermId left = field (a, cursor->order[i]);
      NystaTermId right = field (b, cursor->order[i]);

      if (left != right)
        return left < right ? -1 : 1;
    }
  return 0;
}

static gsize
read_all (Fixture *fixture, const NystaQuad *pattern, NystaQuad *out_rows)
{
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (fixture->overlay, pattern);
  g_autoptr (GHashTable) wanted = model_rows (fixture, pattern);
  gsize n_rows = 0;

  for (gsize n = 0;
       (n = nysta_cursor_next (cursor, out_rows + n_rows,
                               (gsize) g_rand_int_range (fixture->random, 1, 200))) > 0;)
    n_rows += n;
  for (gsize i = 0; i < n_rows; i++)
    {
      NystaStatement statement = statement_of (fixture->overlay, &out_rows[i]);
      g_autofree char *text = statement_text (&statement, pattern->graph != NYSTA_UNION);

      g_assert_true (g_hash_table_remove (wanted, text));
      g_assert_true (i == 0 || compare_by (cursor, &out_rows[i - 1], &out_rows[i]) < 0);
    }
  g_assert_cmpuint (g_hash_table_size (wanted), ==, 0);
  return n_rows;
}

/* From some row to some other. */
static void
check_seek (Fixture *fixture, const NystaQuad *pattern, const NystaQuad *rows, gsize n_rows)
{
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (fixture->overlay, pattern);
  gsize from = (gsize) g_rand_int_range (fixture->random, 0, (gint32) n_rows + 1);
  gsize to = (gsize) g_rand_int_range (fixture->random, 0, (gint32) n_rows);
  NystaQuad target = rows[to];
  NystaQuad got;

  for (gsize i = 0; i < from; i++)
    g_assert_cmpuint (nysta_cursor_next (cursor, &got, 1), ==, 1);
  if (pattern->subject != 0)
    target.subject = 0;
  if (pattern->object != 0)
    target.object = 0;
  nysta_cursor_seek (cursor, &target);
  for (gsize i = MAX (from, to); i < n_rows; i++)
    {
      g_assert_cmpuint (nysta_cursor_next (cursor, &got, 1), ==, 1);
      g_assert_cmpmem (&got, sizeof got, &rows[i], sizeof got);
    }
  g_assert_cmpuint (nysta_cursor_next (cursor, &got, 1), ==, 0);
}

static void
check_pattern (Fixture *fixture, const NystaQuad *pattern)
{
  static NystaQuad rows[MAX_ROWS];
  gsize n_rows = read_all (fixture, pattern, rows);
  guint64 estimate = nysta_dataset_estimate (fixture->overlay, pattern);

  for (guint i = 0; n_rows > 0 && i < 4; i++)
    check_seek (fixture, pattern, rows, n_rows);
  /* Nothing is expected only where nothing is. */
  g_assert_true (n_rows == 0 || estimate > 0);
  if (pattern->graph == NYSTA_UNNAMED && pattern->subject == 0 && pattern->object == 0 &&
      pattern->predicate == 0)
    g_assert_cmpuint (nysta_dataset_statistic (
                        fixture->overlay, NYSTA_STATISTIC_GRAPH_TRIPLES, NYSTA_UNNAMED),
                      ==, n_rows);
}

static void
check_graphs (Fixture *fixture)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer value = NULL;
  NystaTermId graphs[2] = { 0 };
  NystaTermId last = 0;

  g_hash_table_iter_init (&iter, fixture->model);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (((NystaQuad *) value)->graph != NYSTA_UNNAMED)
      g_hash_table_add (wanted, &((NystaQuad *) value)->graph);
  for (gsize n = 0; (n = nysta_dataset_graphs (fixture->overlay, last, graphs, 2)) > 0;)
    for (gsize i = 0; i < n; i++)
      {
        g_assert_cmpuint (graphs[i], >, last);
        g_assert_true (g_hash_table_remove (wanted, &graphs[i]));
        last = graphs[i];
      }
  g_assert_cmpuint (g_hash_table_size (wanted), ==, 0);
}

static void
check_all (Fixture *fixture)
{
  for (guint bound = 0; bound < 8; bound++)
    for (guint i = 0; i < 4; i++)
      {
        NystaStatement statement = random_statement (fixture->random, TRUE);
        NystaQuad pattern = quad_of (fixture->overlay, &statement);
        const NystaTermId graphs[] = { NYSTA_UNION, NYSTA_ANY, NYSTA_UNNAMED,
                                       pattern.graph };

        pattern.subject = bound & 1 ? pattern.subject : 0;
        pattern.predicate = bound & 2 ? pattern.predicate : 0;
        pattern.object = bound & 4 ? pattern.object : 0;
        pattern.graph = graphs[i];
        check_pattern (fixture, &pattern);
      }
  check_graphs (fixture);
  g_assert_cmpuint (nysta_dataset_statistic (fixture->overlay, NYSTA_STATISTIC_QUADS, 0),
                    ==, g_hash_table_size (fixture->model));
}

/* --- changing --------------------------------------------------------------------------------- */

static void
model_add (Fixture *fixture, const NystaStatement *statement)
{
  const NystaQuad quad = quad_of (fixture->overlay, statement);

  g_hash_table_insert (fixture->model, statement_text (statement, TRUE),
                       g_memdup2 (&quad, sizeof quad));
}

static void
change_one (Fixture *fixture)
{
  NystaStatement statement = random_statement (fixture->random, TRUE);
  g_autofree char *text = statement_text (&statement, TRUE);
  const NystaQuad quad = quad_of (fixture->overlay, &statement);
  gboolean is_there = g_hash_table_contains (fixture->model, text);
  gboolean adds = g_rand_int_range (fixture->random, 0, 2) == 0;

  g_assert_cmpint (nysta_overlay_set (fixture->overlay, &quad, adds), ==, is_there != adds);
  if (adds)
    model_add (fixture, &statement);
  else
    g_hash_table_remove (fixture->model, text);
}

static void
clear_some (Fixture *fixture)
{
  NystaStatement statement = random_statement (fixture->random, TRUE);
  NystaQuad quad = quad_of (fixture->overlay, &statement);
  NystaTermId graph = g_rand_int_range (fixture->random, 0, 4) == 0 ? NYSTA_ANY
                                                                    : quad.graph;
  guint64 n_removed = 0;
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, fixture->model);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      NystaTermId its = ((NystaQuad *) value)->graph;

      if (graph == NYSTA_ANY ? its == NYSTA_UNNAMED : its != graph)
        continue;
      g_hash_table_iter_remove (&iter);
      n_removed++;
    }
  g_assert_cmpuint (nysta_overlay_clear (fixture->overlay, graph), ==, n_removed);
}

static gboolean
replay (const NystaQuad *quad, gboolean adds, gpointer user_data, GError **error)
{
  Fixture *fixture = user_data;
  NystaStatement statement = statement_of (fixture->overlay, quad);
  g_autofree char *text = statement_text (&statement, TRUE);

  (void) error;
  if (adds)
    g_assert_true (g_hash_table_remove (fixture->model, text));
  else
    {
      g_assert_false (g_hash_table_contains (fixture->model, text));
      model_add (fixture, &statement);
    }
  return TRUE;
}

/* --- the base ----------------------------------------------------------------------------------- */

static NystaDataset *
memory_base (const GArray *statements)
{
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();

  for (guint i = 0; i < statements->len; i++)
    nysta_memory_builder_add (builder, &g_array_index (statements, NystaStatement, i));
  return nysta_memory_builder_finish (g_steal_pointer (&builder));
}

static NystaDataset *
store_base (const GArray *statements, const char *path)
{
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_CREATE, NULL, NULL);
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, NULL);

  for (guint i = 0; i < statements->len; i++)
    {
      const NystaStatement *statement = &g_array_index (statements, NystaStatement, i);
      g_autoptr (NystaGraph) graph = nysta_graph_new (statement->graph.value);

      nysta_graph_add (graph, &statement->subject, &statement->predicate,
                       &statement->object);
      g_assert_true (nysta_transaction_add (transaction, graph, NULL));
    }
  g_assert_true (nysta_transaction_commit (transaction, NULL));
  return nysta_store_snapshot (store, NULL);
}

static void
remove_store (const char *folder, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
  g_rmdir (folder);
}

static void
test_random (gconstpointer data)
{
  const Plan *plan = data;
  g_autoptr (GRand) random = g_rand_new_with_seed (plan->n_base + plan->n_changes);
  g_autoptr (GArray) statements = g_array_new (FALSE, FALSE, sizeof (NystaStatement));
  g_autofree char *folder = g_dir_make_tmp ("nysta-overlay-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "store", NULL);
  g_autoptr (GHashTable)
    model = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < plan->n_base; i++)
    {
      NystaStatement statement = random_statement (random, FALSE);

      g_array_append_val (statements, statement);
    }

  g_autoptr (NystaDataset) base = plan->on_disk ? store_base (statements, path)
                                                : memory_base (statements);
  g_autoptr (NystaDataset) overlay = nysta_overlay_new (base);
  Fixture fixture = { random, overlay, model };

  for (guint i = 0; i < plan->n_base; i++)
    model_add (&fixture, &g_array_index (statements, NystaStatement, i));

  guint n_base = g_hash_table_size (model);

  check_all (&fixture);
  for (guint round = 0; round < plan->n_rounds; round++)
    {
      for (guint i = 0; i < plan->n_changes; i++)
        change_one (&fixture);
      if (round % 10 == 9)
        clear_some (&fixture);
      check_all (&fixture);
    }
  /* Taken back, the changes leave what was there before. */
  g_assert_true (nysta_overlay_foreach (overlay, replay, &fixture, NULL));
  g_assert_cmpuint (g_hash_table_size (model), ==, n_base);
  g_assert_cmpuint (nysta_dataset_statistic (base, NYSTA_STATISTIC_QUADS, 0), ==, n_base);
  remove_store (folder, path);
}

/* Terms of the base keep their ids and spelling; new ones are found once they are added. */
static void
test_terms (void)
{
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();
  const NystaStatement statement = {
    nysta_iri ("urn:a"), nysta_iri ("urn:a"), nysta_literal ("x", NULL, "sv"), { 0 }
  };
  const NystaTerm same = nysta_literal ("x", NULL, "SV");
  const NystaTerm other = nysta_literal ("y", NULL, "EN-GB");
  const NystaTerm number = nysta_literal ("42", NS_XSD "integer", NULL);
  NystaTerm term = { 0 };

  nysta_memory_builder_add (builder, &statement);

  g_autoptr (NystaDataset) base = nysta_memory_builder_finish (g_steal_pointer (&builder));
  g_autoptr (NystaDataset) overlay = nysta_overlay_new (base);
  NystaTermId id = nysta_overlay_add_term (overlay, &same);

  g_assert_cmpuint (id, ==, nysta_dataset_lookup (base, &statement.object));
  g_assert_true (nysta_dataset_term (overlay, id, &term));
  g_assert_cmpstr (term.language, ==, "sv");
  g_assert_cmpuint (nysta_dataset_lookup (overlay, &other), ==, NYSTA_ANY);
  id = nysta_overlay_add_term (overlay, &other);
  g_assert_cmpuint (nysta_dataset_lookup (overlay, &other), ==, id);
  g_assert_true (nysta_dataset_term (overlay, id, &term));
  g_assert_cmpstr (term.language, ==, "EN-GB");
  g_assert_cmpuint (nysta_id_tag (id), ==, NYSTA_TAG_LANGUAGE);
  id = nysta_overlay_add_term (overlay, &number);
  g_assert_true (nysta_id_is_inline (id));
  g_assert_true (nysta_dataset_term (overlay, id, &term));
  g_assert_cmpstr (term.value, ==, "42");
  g_assert_false (nysta_dataset_term (overlay, NYSTA_UNION, &term));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *path = g_strdup_printf ("/overlay/random/%s", plans[i].name);
      g_test_add_data_func (path, &plans[i], test_random);
    }
  g_test_add_func ("/overlay/terms", test_terms);
  return g_test_run ();
}
