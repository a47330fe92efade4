/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* query.c: a query from its text to its answer, stage by stage. */
#include "config.h"
#include "sparql/query.h"

#include <string.h>

#include "base/error.h"
#include "sparql/evidence-run.h"
#include "sparql/plan/optimise.h"

struct NystaQuery
{
  NystaSyntaxTree *tree;
  NystaAlgebraQuery *algebra;
  NystaEvidence *evidence; /* NULL, or whose the algebra is */
  NystaQueryOptions options;
  char *base;
  NystaBudget *budget; /* while it runs */
};

NystaQuery *
nysta_query_new (const char *text, const NystaQueryOptions *options, GError **error)
{
  static const NystaQueryOptions defaults = { 0 };
  const NystaQueryOptions *given = options != NULL ? options : &defaults;
  gint64 started_us = g_get_monotonic_time ();
  const NystaSyntaxOptions syntax = { .base = given->base,
                                      .strict = given->strict,
                                      .store_base = given->store_base };
  g_autoptr (NystaSyntaxTree)
    tree = nysta_syntax_parse (text, -1, NYSTA_SYNTAX_QUERY_UNIT, &syntax, error);
  g_autoptr (NystaEvidence) evidence = NULL;
  g_autoptr (NystaAlgebraQuery) algebra = NULL;

  if (tree == NULL)
    return NULL;
  if (given->cites)
    evidence = nysta_evidence_new (tree, error);
  if (given->cites && evidence == NULL)
    return NULL;
  algebra = evidence != NULL ? g_steal_pointer (&evidence->query)
                             : nysta_algebra_translate (tree, tree->root, error);
  if (algebra == NULL)
    return NULL;
  if (!given->keeps_algebra)
    nysta_algebra_optimise_until (
      algebra, given->timeout_ms == 0
                 ? 0
                 : started_us + (gint64) given->timeout_ms * 1000 - given->spent_us);

  NystaQuery *query = g_new0 (NystaQuery, 1);

  query->tree = g_steal_pointer (&tree);
  query->algebra = g_steal_pointer (&algebra);
  query->evidence = g_steal_pointer (&evidence);
  if (query->evidence != NULL)
    query->evidence->query = query->algebra;
  query->options = *given;
  query->options.spent_us += g_get_monotonic_time () - started_us;
  query->base = g_strdup (given->base);
  query->options.base = query->base;
  query->options.store_base = NULL;
  return query;
}

void
nysta_query_free (NystaQuery *query)
{
  if (query == NULL)
    return;
  if (query->evidence == NULL)
    nysta_algebra_query_free (query->algebra);
  nysta_evidence_free (query->evidence);
  nysta_syntax_tree_free (query->tree);
  g_free (query->base);
  g_free (query);
}

NystaQueryForm
nysta_query_form (const NystaQuery *query)
{
  switch (query->algebra->form)
    {
    case NYSTA_ALGEBRA_FORM_SELECT:
      return NYSTA_QUERY_SELECT;
    case NYSTA_ALGEBRA_FORM_ASK:
      return NYSTA_QUERY_ASK;
    default:
      return NYSTA_QUERY_CONSTRUCT;
    }
}

static gboolean
reads_data (const NystaAlgebra *root)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();

  g_ptr_array_add (pending, (gpointer) root);
  while (pending->len > 0)
    {
      const NystaAlgebra *node = g_ptr_array_steal_index_fast (pending, pending->len - 1);

      if (node->kind == NYSTA_ALGEBRA_BGP || node->kind == NYSTA_ALGEBRA_PATH ||
          node->kind == NYSTA_ALGEBRA_GRAPH || node->kind == NYSTA_ALGEBRA_COUNT)
        return TRUE;
      for (guint i = 0; i < node->n_children; i++)
        g_ptr_array_add (pending, node->children[i]);
    }
  return FALSE;
}

gboolean
nysta_query_needs_data (const NystaQuery *query)
{
  GHashTableIter iter;
  gpointer pattern = NULL;

  if (query->algebra->form == NYSTA_ALGEBRA_FORM_DESCRIBE ||
      reads_data (query->algebra->root))
    return TRUE;
  g_hash_table_iter_init (&iter, query->algebra->exists);
  while (g_hash_table_iter_next (&iter, NULL, &pattern))
    if (reads_data (pattern))
      return TRUE;
  return FALSE;
}

GPtrArray *
nysta_query_dup_from (const NystaQuery *query)
{
  const NystaAlgebraQuery *algebra = query->algebra;
  GPtrArray *from = g_ptr_array_new ();

  for (guint i = 0; i < algebra->n_default_graphs; i++)
    g_ptr_array_add (from, (gpointer) algebra->default_graphs[i]);
  for (guint i = 0; i < algebra->n_named_graphs; i++)
    g_ptr_array_add (from, (gpointer) algebra->named_graphs[i]);
  return from;
}

void
nysta_query_limit (NystaQuery *query, gint64 deadline_us, gsize max_bytes)
{
  query->options.deadline_us = deadline_us;
  query->options.max_bytes = max_bytes;
}

gboolean
nysta_query_run (NystaQuery *query, NystaDataset *dataset, const NystaAnswerFuncs *funcs,
                 gpointer user_data, GError **error)
{
  g_auto (NystaEngine) engine = { 0 };
  g_autoptr (NystaEvidenceRun) evidence = NULL;
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (NystaQuad));

  if (!nysta_engine_init (&engine, query->algebra, dataset, &query->options, error))
    return FALSE;
  if (query->evidence != NULL)
    {
      evidence = nysta_evidence_run_new (query->evidence, &engine, dataset, &query->options,
                                         error);
      if (evidence == NULL)
        return FALSE;
    }
  engine.evidence = evidence;
  engine.quads = quads;
  query->budget = &engine.execution.budget;

  gboolean ok = nysta_engine_answer (&engine, funcs, user_data, error);

  query->budget = NULL;
  return ok;
}

gboolean
nysta_query_charge (NystaQuery *query, gsize n_bytes, const char *who, GError **error)
{
  g_return_val_if_fail (query->budget != NULL, FALSE);

  return nysta_budget_charge (query->budget, n_bytes, who, error);
}

void
nysta_query_release (NystaQuery *query, gsize n_bytes)
{
  g_return_if_fail (query->budget != NULL);

  nysta_budget_release (query->budget, n_bytes);
}

/* --- stages ------------------------------------------------------------------------------------ */

static gboolean
ignore_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  return TRUE;
}

static gboolean
ignore_boolean (gboolean value, gpointer user_data, GError **error)
{
  return TRUE;
}

static gboolean
ignore_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  return TRUE;
}

/* As the standard has it, and as it is worked out */
static gboolean
print_algebra (const NystaQuery *query, GString *out, GError **error)
{
  g_autoptr (NystaAlgebraQuery)
    algebra = nysta_algebra_translate (query->tree, query->tree->root, error);

  if (algebra == NULL)
    return FALSE;
  nysta_algebra_print (algebra, out);
  g_string_append_c (out, '\n');
  nysta_algebra_print (query->algebra, out);
  return TRUE;
}

gboolean
nysta_query_explain (NystaQuery *query, NystaDataset *dataset, NystaQueryStage stage,
                     GString *out, GError **error)
{
  static const NystaAnswerFuncs funcs = { .row = ignore_row,
                                          .boolean = ignore_boolean,
                                          .statement = ignore_statement };
  g_auto (NystaEngine) engine = { 0 };

  if (stage == NYSTA_QUERY_STAGE_TREE)
    nysta_syntax_print (query->tree, out);
  if (stage == NYSTA_QUERY_STAGE_ALGEBRA)
    return print_algebra (query, out, error);
  if (stage < NYSTA_QUERY_STAGE_PLAN)
    return TRUE;
  if (!nysta_engine_init (&engine, query->algebra, dataset, &query->options, error))
    return FALSE;
  engine.execution.measures = TRUE;
  if (stage == NYSTA_QUERY_STAGE_RUN && !nysta_engine_answer (&engine, &funcs, NULL, error))
    return FALSE;
  nysta_operator_print (engine.root, stage == NYSTA_QUERY_STAGE_RUN, out);
  return TRUE;
}
