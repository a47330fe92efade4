/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* plan-leaf.c: triple patterns and expressions made ready to run. */
#include "config.h"
#include "sparql/exec/planner.h"

gboolean
nysta_plan_leaf (NystaPlanner *planner, const NystaSlot *slots, const NystaSlot *graph,
                 NystaLeaf *out_leaf)
{
  NystaDataset *dataset = planner->execution->dataset;

  *out_leaf = (NystaLeaf){ 0 };
  for (guint i = 0; i < 4; i++)
    {
      const NystaSlot *slot = i < 3 ? &slots[i] : graph;

      out_leaf->variables[i] = slot->kind == NYSTA_SLOT_VARIABLE ? (gint32) slot->variable
                                                                 : -1;
      if (slot->kind == NYSTA_SLOT_NONE)
        out_leaf->has_no_graph = TRUE;
      if (slot->kind != NYSTA_SLOT_TERM)
        continue;
      out_leaf->terms[i] = nysta_dataset_lookup (dataset, slot->term);
      out_leaf->is_impossible |= out_leaf->terms[i] == 0;
    }
  return !out_leaf->is_impossible;
}

/* --- expressions ---------------------------------------------------------------------------- */

gboolean
nysta_plan_variables (const NystaNode *node, GArray *out)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();

  g_ptr_array_add (pending, (gpointer) node);
  while (pending->len > 0)
    {
      const NystaNode *next = g_ptr_array_steal_index_fast (pending, pending->len - 1);

      if (next->kind == NYSTA_NODE_EXISTS || next->kind == NYSTA_NODE_NOT_EXISTS)
        return FALSE;
      if (next->kind == NYSTA_NODE_VAR)
        g_array_append_val (out, next->number);
      for (const NystaNode *child = next->first; child != NULL; child = child->next)
        g_ptr_array_add (pending, (gpointer) child);
    }
  return TRUE;
}

typedef struct
{
  NystaPlanner *planner;
  NystaView *view;
} ExistsScope;

/* The pattern is planned knowing all that the row may bind. */
static gpointer
plan_exists (gpointer user_data, const NystaNode *node)
{
  ExistsScope *scope = user_data;
  NystaPlanner inner = *scope->planner;
  g_autoptr (GArray) extras = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) bound = g_hash_table_new (NULL, NULL);

  g_array_append_vals (extras, scope->view->variables, scope->view->width);
  for (guint i = 0; i < extras->len; i++)
    g_hash_table_add (bound, GUINT_TO_POINTER (g_array_index (extras, guint, i)));
  inner.extras = extras;
  inner.bound = bound;
  inner.in_exists = TRUE;
  inner.has_hints = TRUE;

  const NystaAlgebra *pattern = nysta_algebra_exists (inner.query, node);
  NystaOperator *plan = pattern == NULL || inner.execution->error != NULL
                          ? NULL
                          : nysta_plan (&inner, pattern);

  return plan == NULL ? NULL : nysta_view_add_exists (scope->view, plan);
}

NystaConditions *
nysta_plan_conditions (NystaPlanner *planner, const guint *variables, guint n_variables,
                       const NystaNode *const *nodes, guint n_nodes)
{
  NystaExecution *execution = planner->execution;
  NystaView *view = nysta_view_new (
    execution, variables, n_variables,
    planner->in_exists ? (const guint *) planner->extras->data : NULL,
    planner->in_exists ? planner->extras->len : 0);
  g_autoptr (NystaConditions) conditions = nysta_conditions_new (view);
  ExistsScope exists = { planner, view };
  const NystaExpressionScope scope = { .columns = view->columns,
                                       .n_columns = execution->n_variables,
                                       .exists = plan_exists,
                                       .user_data = &exists };

  for (guint i = 0; i < n_nodes; i++)
    {
      g_autoptr (GError) error = NULL;
      NystaExpression *expression = nysta_expression_compile (
        nodes[i], &scope, execution->expressions, &error);

      if (expression != NULL)
        g_ptr_array_add (conditions->expressions, expression);
      else if (execution->error == NULL)
        g_propagate_error (&execution->error, g_steal_pointer (&error));
      if (execution->error != NULL)
        return NULL;
      g_ptr_array_add (conditions->nodes, (gpointer) nodes[i]);
    }
  return g_steal_pointer (&conditions);
}
