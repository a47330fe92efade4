/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/engine.h"

#include "base/limits.h"
#include "sparql/exec/dataset-view.h"

/* --- the dataset of the query --------------------------------------------------------------- */

static NystaTermId *
look_up_all (NystaDataset *dataset, const NystaTerm **terms, guint n)
{
  NystaTermId *ids = g_new0 (NystaTermId, n + 1);

  for (guint i = 0; i < n; i++)
    ids[i] = nysta_dataset_lookup (dataset, terms[i]);
  return ids;
}

static NystaDataset *
choose_dataset (const NystaAlgebraQuery *query, NystaDataset *dataset, gboolean is_strict)
{
  if (query->with != NULL)
    return nysta_dataset_view_new_strict (dataset,
                                          nysta_dataset_lookup (dataset, query->with));
  if (query->n_default_graphs == 0 && query->n_named_graphs == 0)
    return is_strict ? nysta_dataset_view_new_strict (dataset, NYSTA_UNNAMED)
                     : nysta_dataset_ref (dataset);

  g_autofree NystaTermId *defaults = look_up_all (dataset, query->default_graphs,
                                                  query->n_default_graphs);
  g_autofree NystaTermId *named = look_up_all (dataset, query->named_graphs,
                                               query->n_named_graphs);

  return nysta_dataset_view_new (dataset, defaults, query->n_default_graphs, named,
                                 query->n_named_graphs);
}

/* --- preparing ---------------------------------------------------------------------------------- */

static const char *
base_of (const NystaAlgebraQuery *query, const NystaQueryOptions *options)
{
  const NystaNode *root = query->operation;

  return root->term != NULL ? root->term->value : options->base;
}

static void
init_execution (NystaEngine *engine, NystaDataset *dataset,
                const NystaQueryOptions *options)
{
  NystaExecution *execution = &engine->execution;
  const NystaAlgebraQuery *query = engine->query;
  const NystaExpressionOptions expression_options = { .base = base_of (query, options),
                                                      .exists = nysta_exists_ask };

  execution->dataset = choose_dataset (query, dataset, options->strict_default_graph);
  execution->is_exact = execution->dataset->klass->has_exact_statistics;
  nysta_budget_init (
    &execution->budget,
    options->max_bytes != 0 ? options->max_bytes : NYSTA_QUERY_MEMORY_BYTES,
    options->max_held_bytes,
    options->max_disk_bytes != 0 ? options->max_disk_bytes : NYSTA_QUERY_DISK_BYTES,
    options->timeout_ms);
  if (options->timeout_ms != 0 && options->deadline_us != 0)
    execution->budget.deadline_us = options->deadline_us;
  else if (options->timeout_ms != 0)
    execution->budget.deadline_us -= options->spent_us;
  execution->terms = nysta_run_terms_new (execution->dataset, execution->budget.max_bytes);
  execution->expressions = nysta_expression_context_new (execution->terms,
                                                         &expression_options);
  execution->services = options->services;
  engine->shown = *query->tree;
  engine->shown.variables = query->variables;
  execution->tree = &engine->shown;
  execution->names = query->variables;
  execution->n_variables = query->variables->len;
}

static gboolean
fail (NystaEngine *engine, GError **error)
{
  g_propagate_error (error, g_steal_pointer (&engine->execution.error));
  return FALSE;
}

gboolean
nysta_engine_init_bound (NystaEngine *engine, const NystaAlgebraQuery *query,
                         NystaDataset *dataset, const NystaQueryOptions *options,
                         GHashTable *bound, GError **error)
{
  *engine = (NystaEngine){ .query = query };
  init_execution (engine, dataset, options);

  g_autoptr (GArray) extras = g_array_new (FALSE, FALSE, sizeof (guint));
  NystaPlanner planner = {
    .execution = &engine->execution,
    .query = query,
    .graph = NYSTA_UNION,
    .extras = extras,
    .bound = bound,
    .has_hints = bound != NULL,
  };

  engine->root = nysta_plan (&planner, query->root);
  if (engine->root == NULL)
    return fail (engine, error);
  engine->columns = g_new (gint32, query->n_columns + 1);
  for (guint i = 0; i < query->n_columns; i++)
    engine->columns[i] = nysta_operator_column (engine->root, query->columns[i]);
  engine->nothing = g_new0 (NystaTermId, engine->execution.n_variables + 1);
  engine->terms = g_new0 (NystaTerm, query->n_columns + 1);
  return TRUE;
}

gboolean
nysta_engine_init (NystaEngine *engine, const NystaAlgebraQuery *query,
                   NystaDataset *dataset, const NystaQueryOptions *options, GError **error)
{
  return nysta_engine_init_bound (engine, query, dataset, options, NULL, error);
}

void
nysta_engine_clear (NystaEngine *engine)
{
  NystaExecution *execution = &engine->execution;

  nysta_operator_free (engine->root);
  nysta_expression_context_free (execution->expressions);
  nysta_run_terms_free (execution->terms);
  nysta_budget_clear (&execution->budget);
  g_clear_pointer (&execution->dataset, nysta_dataset_unref);
  g_clear_error (&execution->error);
  g_free (engine->columns);
  g_free (engine->nothing);
  g_free (engine->terms);
}

/* --- rows ----------------------------------------------------------------------------------------- */

gboolean
nysta_engine_open (NystaEngine *engine, GError **error)
{
  engine->environment = (NystaEnvironment){ .values = engine->nothing,
                                            .graph = NYSTA_UNION };
  return nysta_operator_open (engine->root, &engine->environment) || fail (engine, error);
}

gboolean
nysta_engine_next (NystaEngine *engine, GError **error)
{
  nysta_run_terms_release (engine->execution.terms);
  if (!nysta_operator_next (engine->root))
    return fail (engine, error);
  return nysta_dataset_check (engine->execution.dataset, error);
}

NystaTermId
nysta_engine_value (const NystaEngine *engine, gsize row, guint column)
{
  gint32 own = engine->columns[column];

  return own < 0 ? 0 : nysta_operator_row (engine->root, row)[own];
}
