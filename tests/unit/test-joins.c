/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Joins of patterns over a graph with cycles, hubs and two graphs, in memory and in a store:
 * by leaps, by look-ups that go from key to key, and by hashing whole scans, which knows
 * nothing of either, the same rows come out.
 */
#include "sparql/exec/operators.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/store.h"

enum
{
  A,
  B,
  C,
  N_VARIABLES
};

#define N_NODES 700
#define N_EDGES 5000

typedef struct
{
  NystaExecution execution;
  NystaTermId nothing[N_VARIABLES + 1];
  char *path; /* of the store; NULL: in memory */
} Fixture;

/* Half of the edges come from or go to the first few nodes; :odd is said of every third. */
static NystaStatement
random_statement (GRand *random, guint i, char names[2][24])
{
  guint from = (guint) g_rand_int_range (random, 0, i % 3 == 0 ? 4 : N_NODES);
  guint to = (guint) g_rand_int_range (random, 0, i % 3 == 1 ? 4 : N_NODES);
  gboolean is_class = i % 11 == 0;

  g_snprintf (names[0], 24, "urn:n%u", from);
  g_snprintf (names[1], 24, is_class ? "urn:odd" : "urn:n%u", to);
  return (NystaStatement){ .subject = nysta_iri (names[0]),
                           .predicate = nysta_iri (is_class     ? "urn:is"
                                                   : i % 2 == 0 ? "urn:p"
                                                                : "urn:q"),
                           .object = nysta_iri (names[1]) };
}

static NystaDataset *
make_memory (GRand *random)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();
  char names[2][24];

  for (guint i = 0; i < N_EDGES; i++)
    {
      NystaStatement statement = random_statement (random, i, names);

      if (i % 5 == 0)
        statement.graph = nysta_iri ("urn:g");
      nysta_memory_builder_add (builder, &statement);
    }
  return nysta_memory_builder_finish (builder);
}

static NystaDataset *
make_store (GRand *random, const char *path)
{
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_CREATE, NULL, NULL);
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, NULL);
  g_autoptr (NystaGraph) unnamed = nysta_graph_new (NULL);
  g_autoptr (NystaGraph) named = nysta_graph_new ("urn:g");
  char names[2][24];

  for (guint i = 0; i < N_EDGES; i++)
    {
      const NystaStatement statement = random_statement (random, i, names);

      nysta_graph_add (i % 5 == 0 ? named : unnamed, &statement.subject,
                       &statement.predicate, &statement.object);
    }
  g_assert_true (nysta_transaction_replace (transaction, unnamed, NULL));
  g_assert_true (nysta_transaction_replace (transaction, named, NULL));
  g_assert_true (nysta_transaction_commit (transaction, NULL));
  return nysta_store_snapshot (store, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[N_VARIABLES] = { "a", "b", "c" };
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  NystaExecution *execution = &fixture->execution;

  if (data != NULL)
    fixture->path = g_dir_make_tmp ("nysta-joins-XXXXXX", NULL);
  execution->dataset = fixture->path != NULL ? make_store (random, fixture->path)
                                             : make_memory (random);
  execution->terms = nysta_run_terms_new (execution->dataset, 0);
  execution->expressions = nysta_expression_context_new (execution->terms, NULL);
  execution->n_variables = N_VARIABLES;
  execution->names = g_ptr_array_new ();
  for (guint i = 0; i < N_VARIABLES; i++)
    g_ptr_array_add (execution->names, (gpointer) names[i]);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  NystaExecution *execution = &fixture->execution;

  g_assert_no_error (execution->error);
  nysta_expression_context_free (execution->expressions);
  nysta_run_terms_free (execution->terms);
  nysta_dataset_unref (execution->dataset);
  g_ptr_array_unref (execution->names);
  if (fixture->path == NULL)
    return;

  g_autoptr (GDir) folder = g_dir_open (fixture->path, 0, NULL);

  for (const char *name = NULL; (name = g_dir_read_name (folder)) != NULL;)
    {
      g_autofree char *file = g_build_filename (fixture->path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (fixture->path);
  g_free (fixture->path);
}

/* --- patterns ------------------------------------------------------------------------------ */

static NystaTermId
id_of (Fixture *fixture, const char *iri)
{
  const NystaTerm term = nysta_iri (iri);

  return nysta_dataset_lookup (fixture->execution.dataset, &term);
}

/* @from, @to: -1: @constant */
static NystaLeaf
leaf (Fixture *fixture, gint32 from, const char *predicate, gint32 to, const char *constant)
{
  return (NystaLeaf){ .terms = { from < 0 ? id_of (fixture, constant) : 0,
                                 id_of (fixture, predicate),
                                 to < 0 ? id_of (fixture, constant) : 0, 0 },
                      .variables = { from, -1, to, -1 },
                      .has_no_graph = TRUE };
}

static NystaLeaf
random_leaf (Fixture *fixture, GRand *random)
{
  const char *predicate = g_rand_boolean (random) ? "urn:p" : "urn:q";

  switch (g_rand_int_range (random, 0, 6))
    {
    case 0:
      return leaf (fixture, A, predicate, C, NULL);
    case 1:
      return leaf (fixture, C, predicate, A, NULL);
    case 2:
      return leaf (fixture, B, predicate, C, NULL);
    case 3:
      return leaf (fixture, C, predicate, B, NULL);
    case 4:
      return leaf (fixture, C, "urn:is", -1, "urn:odd");
    default:
      return leaf (fixture, -1, predicate, C, "urn:n1");
    }
}

static NystaOperator *
scan (Fixture *fixture, const NystaLeaf *pattern)
{
  NystaOperator *op = nysta_scan_new (&fixture->execution, pattern, NULL, NULL, 0);

  for (guint i = 0; i < op->n_columns; i++)
    op->sure[i] = TRUE;
  return op;
}

/* --- runs ---------------------------------------------------------------------------------- */

typedef struct
{
  NystaTermId ids[N_VARIABLES];
} Row;

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Row));
}

/* Frees @op. */
static GArray *
run (Fixture *fixture, NystaTermId graph, NystaOperator *op)
{
  const NystaEnvironment environment = { .values = fixture->nothing, .graph = graph };
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

  g_assert_true (nysta_operator_open (op, &environment));
  while (nysta_operator_next (op) && op->n_rows > 0)
    for (gsize i = 0; i < op->n_rows; i++)
      {
        Row row = { 0 };

        for (guint k = 0; k < op->n_columns; k++)
          row.ids[op->variables[k]] = nysta_operator_row (op, i)[k];
        g_array_append_val (rows, row);
      }
  nysta_operator_free (op);
  g_array_sort (rows, compare_rows);
  return rows;
}

static NystaOperator *
by_look_ups (NystaOperator *left, const NystaLeaf *leaves, guint n)
{
  for (guint i = 0; i < n; i++)
    left = nysta_index_join_new (NYSTA_JOIN_INNER, left, &leaves[i], NULL);
  return left;
}

static NystaOperator *
by_hashing (Fixture *fixture, NystaOperator *left, const NystaLeaf *leaves, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      NystaOperator *right = scan (fixture, &leaves[i]);
      guint keys[N_VARIABLES];
      guint n_keys = 0;

      for (guint k = 0; k < right->n_columns; k++)
        if (nysta_operator_column (left, right->variables[k]) >= 0)
          keys[n_keys++] = right->variables[k];
      left = nysta_hash_join_new (NYSTA_JOIN_INNER, left, right, keys, n_keys, NULL, 0,
                                  NULL);
    }
  return left;
}

static NystaOperator *
by_leaps (NystaOperator *left, const NystaLeaf *leaves, guint n)
{
  const NystaLeaf *all[4] = { 0 };

  for (guint i = 0; i < n; i++)
    all[i] = &leaves[i];
  return nysta_leapfrog_new (left, C, all, n);
}

static void
assert_same (GArray *a, GArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  if (a->len > 0)
    g_assert_cmpmem (a->data, a->len * sizeof (Row), b->data, b->len * sizeof (Row));
}

static void
test_agree (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint n_rows = 0;

  for (guint i = 0; i < 36; i++)
    {
      const NystaTermId graphs[] = { NYSTA_UNION, NYSTA_UNNAMED, id_of (fixture, "urn:g") };
      NystaTermId graph = graphs[i % 3];
      guint n = (guint) g_rand_int_range (random, 2, 4);
      const NystaLeaf edges = leaf (fixture, A, i % 2 == 0 ? "urn:p" : "urn:q", B, NULL);
      NystaLeaf leaves[4];

      for (guint k = 0; k < n; k++)
        leaves[k] = random_leaf (fixture, random);
      /* One is joined to the left at least. */
      leaves[0] = leaf (fixture, B, "urn:p", C, NULL);

      g_autoptr (GArray) hashed = run (
        fixture, graph, by_hashing (fixture, scan (fixture, &edges), leaves, n));
      g_autoptr (GArray)
        looked_up = run (fixture, graph, by_look_ups (scan (fixture, &edges), leaves, n));
      g_autoptr (GArray)
        leapt = run (fixture, graph, by_leaps (scan (fixture, &edges), leaves, n));

      assert_same (hashed, looked_up);
      assert_same (hashed, leapt);
      n_rows += hashed->len;
    }
  g_assert_cmpuint (n_rows, >, 1000);
}

/* Each value once, whether the rows come sorted by it or not. */
static void
test_once (Fixture *fixture, gconstpointer data)
{
  const NystaLeaf edges = leaf (fixture, A, "urn:p", B, NULL);

  for (guint variable = A; variable <= B; variable++)
    {
      NystaOperator *every = scan (fixture, &edges);
      NystaOperator *some = scan (fixture, &edges);

      nysta_scan_leave_out_repeats (some, variable);
      every = nysta_distinct_new (nysta_project_new (every, &variable, 1));
      some = nysta_distinct_new (nysta_project_new (some, &variable, 1));

      g_autoptr (GArray) expected = run (fixture, NYSTA_UNION, every);
      g_autoptr (GArray) got = run (fixture, NYSTA_UNION, some);

      g_assert_cmpuint (expected->len, >, 100);
      assert_same (expected, got);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/joins/agree/memory", Fixture, NULL, set_up, test_agree, tear_down);
  g_test_add ("/joins/agree/store", Fixture, "store", set_up, test_agree, tear_down);
  g_test_add ("/joins/once/memory", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/joins/once/store", Fixture, "store", set_up, test_once, tear_down);
  return g_test_run ();
}
