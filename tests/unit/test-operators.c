/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Operators, put together by hand over a small dataset, each against what the algebra says:
 * joins of every kind give the same rows, whichever way they are made, with unbound values
 * too; what is known from outside leaves out rows and changes none.
 */
#include "sparql/exec/operators.h"

#include <string.h>

#include "base/error.h"
#include "sparql/exec/rows.h"

enum
{
  A,
  B,
  C,
  D,
  N_VARIABLES
};

typedef struct
{
  NystaExecution execution;
  NystaTermId nothing[N_VARIABLES + 1];
} Fixture;

static void
add (NystaMemoryBuilder *builder, const char *subject, const char *predicate,
     const char *object, const char *graph)
{
  const NystaStatement statement = { nysta_iri (subject), nysta_iri (predicate),
                                     nysta_iri (object),
                                     graph != NULL ? nysta_iri (graph) : (NystaTerm){ 0 } };

  nysta_memory_builder_add (builder, &statement);
}

/* 100 nodes in a ring, :even of every other one, in three graphs */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[N_VARIABLES] = { "a", "b", "c", "d" };
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();
  NystaExecution *execution = &fixture->execution;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *here = g_strdup_printf ("urn:n%02u", i);
      g_autofree char *next = g_strdup_printf ("urn:n%02u", (i + 1) % 100);
      g_autofree char *graph = g_strdup_printf ("urn:g%u", i % 3);

      add (builder, here, "urn:next", next, graph);
      if (i % 2 == 0)
        add (builder, here, "urn:is", "urn:even", NULL);
      if (i % 3 == 0)
        add (builder, here, "urn:is", "urn:third", NULL);
    }
  nysta_budget_init (&execution->budget, 0, 0, 0, 0);
  execution->dataset = nysta_memory_builder_finish (builder);
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
  nysta_budget_clear (&execution->budget);
  nysta_dataset_unref (execution->dataset);
  g_ptr_array_unref (execution->names);
}

static NystaTermId
id_of (Fixture *fixture, const char *iri)
{
  const NystaTerm term = nysta_iri (iri);

  return nysta_run_terms_add (fixture->execution.terms, &term);
}

static NystaLeaf
leaf (Fixture *fixture, gint32 subject, const char *predicate, gint32 object,
      const char *constant)
{
  return (NystaLeaf){ .terms = { 0, id_of (fixture, predicate),
                                 object < 0 ? id_of (fixture, constant) : 0, 0 },
                      .variables = { subject, -1, object, -1 },
                      .has_no_graph = TRUE };
}

static NystaOperator *
scan (Fixture *fixture, gint32 subject, const char *predicate, gint32 object,
      const char *constant)
{
  const NystaLeaf pattern = leaf (fixture, subject, predicate, object, constant);

  return nysta_scan_new (&fixture->execution, &pattern, NULL, NULL, 0);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* All rows as sorted lines, columns in the order of variables. Frees @op. */
static char *
run_in (Fixture *fixture, NystaOperator *op, const NystaTermId *values)
{
  const NystaEnvironment environment = { .values = values, .graph = NYSTA_UNION };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  gboolean ok = nysta_operator_open (op, &environment);

  g_assert_true (ok);
  while (nysta_operator_next (op) && op->n_rows > 0)
    for (gsize i = 0; i < op->n_rows; i++)
      {
        GString *line = g_string_new (NULL);

        for (guint variable = 0; variable < N_VARIABLES; variable++)
          {
            gint32 column = nysta_operator_column (op, variable);
            NystaTermId id = column >= 0 ? nysta_operator_row (op, i)[column] : 0;
            NystaTerm term = { .value = "-" };

            nysta_run_terms_get (fixture->execution.terms, id, &term);
            g_string_append_printf (line, "%s ", term.value);
          }
        g_ptr_array_add (lines, g_string_free (line, FALSE));
      }
  nysta_run_terms_release (fixture->execution.terms);
  nysta_operator_free (op);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
run (Fixture *fixture, NystaOperator *op)
{
  return run_in (fixture, op, fixture->nothing);
}

static guint
n_lines (const char *text)
{
  guint n = *text != '\0';

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* ?a with a value in three rows, without one in the fourth */
static NystaOperator *
some (Fixture *fixture)
{
  const guint variables[] = { A, D };
  const NystaTermId cells[] = { id_of (fixture, "urn:n02"),
                                id_of (fixture, "urn:x"),
                                id_of (fixture, "urn:n03"),
                                0,
                                id_of (fixture, "urn:nowhere"),
                                id_of (fixture, "urn:y"),
                                0,
                                id_of (fixture, "urn:z") };

  return nysta_table_new (&fixture->execution, variables, 2, cells, 4);
}

typedef struct
{
  const char *name;
  NystaJoinKind kind;
  guint n_rows;
} KindCase;

/* Rows of some() with ?a urn:is urn:even, whose 50 all fit the row without ?a. */
static const KindCase kind_cases[] = {
  { "inner", NYSTA_JOIN_INNER, 51 },
  { "left", NYSTA_JOIN_LEFT, 53 },
  { "semi", NYSTA_JOIN_SEMI, 2 },
  { "anti", NYSTA_JOIN_ANTI, 2 },
};

static void
test_kinds_agree (Fixture *fixture, gconstpointer data)
{
  const KindCase *given = data;
  const guint key[] = { A };
  const NystaLeaf even = leaf (fixture, A, "urn:is", -1, "urn:even");
  g_autofree char *index = run (
    fixture, nysta_index_join_new (given->kind, some (fixture), &even, NULL));
  g_autofree char *hash = run (
    fixture, nysta_hash_join_new (given->kind, some (fixture),
                                  scan (fixture, A, "urn:is", -1, "urn:even"), NULL, 0,
                                  NULL, 0, NULL));
  g_autofree char *bind = run (
    fixture,
    nysta_bind_join_new (given->kind, some (fixture),
                         scan (fixture, A, "urn:is", -1, "urn:even"), key, 1, NULL));

  g_assert_cmpstr (index, ==, hash);
  g_assert_cmpstr (index, ==, bind);
  g_assert_cmpuint (n_lines (index), ==, given->n_rows);
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  const guint key[] = { A };
  g_autofree char *merge = run (
    fixture, nysta_merge_join_new (scan (fixture, A, "urn:is", -1, "urn:even"),
                                   scan (fixture, A, "urn:is", -1, "urn:third"), A));
  g_autofree char *hash = run (
    fixture, nysta_hash_join_new (
               NYSTA_JOIN_INNER, scan (fixture, A, "urn:is", -1, "urn:even"),
               scan (fixture, A, "urn:is", -1, "urn:third"), key, 1, NULL, 0, NULL));

  g_assert_cmpstr (merge, ==, hash);
  g_assert_cmpuint (n_lines (merge), ==, 17);
}

/* More rows than a batch holds, and each left row with many right ones */
static void
test_batches (Fixture *fixture, gconstpointer data)
{
  const NystaLeaf next = leaf (fixture, C, "urn:next", D, NULL);
  g_autofree char *index = run (
    fixture, nysta_index_join_new (NYSTA_JOIN_INNER, scan (fixture, A, "urn:next", B, NULL),
                                   &next, NULL));
  g_autofree char *hash = run (
    fixture,
    nysta_hash_join_new (NYSTA_JOIN_INNER, scan (fixture, A, "urn:next", B, NULL),
                         scan (fixture, C, "urn:next", D, NULL), NULL, 0, NULL, 0, NULL));

  g_assert_cmpuint (n_lines (index), ==, 10000);
  g_assert_cmpstr (index, ==, hash);
}

/* §8.3: what shares no bound variable takes nothing away. */
static void
test_minus (Fixture *fixture, gconstpointer data)
{
  g_autofree char *shared = run (
    fixture, nysta_minus_new (some (fixture), scan (fixture, A, "urn:is", -1, "urn:even"),
                              NULL, 0, NULL, 0));
  g_autofree char *apart = run (
    fixture, nysta_minus_new (some (fixture), scan (fixture, B, "urn:is", -1, "urn:even"),
                              NULL, 0, NULL, 0));

  g_assert_cmpuint (n_lines (shared), ==, 3);
  g_assert_cmpuint (n_lines (apart), ==, 4);
}

/* A hint leaves out rows of a scan, but none that a limit counts. */
static void
test_hints (Fixture *fixture, gconstpointer data)
{
  NystaTermId values[N_VARIABLES] = { [A] = id_of (fixture, "urn:n02") };
  g_autofree char *hinted = run_in (fixture, scan (fixture, A, "urn:next", B, NULL),
                                    values);
  g_autofree char *limited = run_in (
    fixture, nysta_slice_new (scan (fixture, A, "urn:next", B, NULL), 90, 20), values);

  g_assert_cmpstr (hinted, ==, "urn:n02 urn:n03 - - ");
  g_assert_cmpuint (n_lines (limited), ==, 10);
}

static void
test_graphs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *all = run (
    fixture, nysta_graph_loop_new (scan (fixture, A, "urn:next", B, NULL), C, 0));
  g_autofree char *one = run (fixture,
                              nysta_graph_loop_new (scan (fixture, A, "urn:next", B, NULL),
                                                    -1, id_of (fixture, "urn:g1")));
  g_autofree char *none = run (fixture,
                               nysta_graph_loop_new (scan (fixture, A, "urn:next", B, NULL),
                                                     -1, id_of (fixture, "urn:no-graph")));

  g_assert_cmpuint (n_lines (all), ==, 100);
  g_assert_nonnull (strstr (all, "urn:n00 urn:n01 urn:g0 - "));
  g_assert_cmpuint (n_lines (one), ==, 33);
  g_assert_cmpstr (none, ==, "");
}

static void
test_distinct (Fixture *fixture, gconstpointer data)
{
  const guint column[] = { B };
  g_autofree char *kinds = run (
    fixture, nysta_distinct_new (
               nysta_project_new (scan (fixture, A, "urn:is", B, NULL), column, 1)));

  g_assert_cmpstr (kinds, ==, "- urn:even - - \n- urn:third - - ");
}

static void
test_reopened (Fixture *fixture, gconstpointer data)
{
  const NystaEnvironment environment = { .values = fixture->nothing, .graph = NYSTA_UNION };
  g_autoptr (NystaOperator) op = nysta_distinct_new (scan (fixture, A, "urn:is", B, NULL));

  for (guint i = 0; i < 3; i++)
    {
      guint64 n = 0;

      g_assert_true (nysta_operator_open (op, &environment));
      while (nysta_operator_next (op) && op->n_rows > 0)
        n += op->n_rows;
      g_assert_cmpuint (n, ==, 84);
    }
}

static void
test_budget (Fixture *fixture, gconstpointer data)
{
  const NystaEnvironment environment = { .values = fixture->nothing, .graph = NYSTA_UNION };
  g_autoptr (NystaOperator)
    op = nysta_distinct_new (scan (fixture, A, "urn:next", B, NULL));

  fixture->execution.budget.max_bytes = 17000;
  g_assert_true (nysta_operator_open (op, &environment));
  while (nysta_operator_next (op) && op->n_rows > 0)
    continue;
  g_assert_error (fixture->execution.error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (fixture->execution.error->message, "limit: "));
  g_clear_error (&fixture->execution.error);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  const NystaEnvironment environment = { .values = fixture->nothing, .graph = NYSTA_UNION };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NystaOperator) op = scan (fixture, A, "urn:next", B, NULL);

  fixture->execution.budget.cancellable = cancellable;
  g_assert_true (nysta_operator_open (op, &environment));
  g_assert_true (nysta_operator_next (op));
  g_cancellable_cancel (cancellable);
  g_assert_false (nysta_operator_next (op));
  g_assert_error (fixture->execution.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&fixture->execution.error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kind_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/operators/join/%s", kind_cases[i].name);

      g_test_add (path, Fixture, &kind_cases[i], set_up, test_kinds_agree, tear_down);
    }
  g_test_add ("/operators/join/merge", Fixture, NULL, set_up, test_merge, tear_down);
  g_test_add ("/operators/join/batches", Fixture, NULL, set_up, test_batches, tear_down);
  g_test_add ("/operators/minus", Fixture, NULL, set_up, test_minus, tear_down);
  g_test_add ("/operators/hints", Fixture, NULL, set_up, test_hints, tear_down);
  g_test_add ("/operators/graphs", Fixture, NULL, set_up, test_graphs, tear_down);
  g_test_add ("/operators/distinct", Fixture, NULL, set_up, test_distinct, tear_down);
  g_test_add ("/operators/reopened", Fixture, NULL, set_up, test_reopened, tear_down);
  g_test_add ("/operators/budget", Fixture, NULL, set_up, test_budget, tear_down);
  g_test_add ("/operators/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
