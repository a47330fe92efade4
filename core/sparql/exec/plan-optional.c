/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* plan-optional.c: OPTIONAL, and EXISTS as a join: the right side looked up for each left row,
 * or held in memory, or opened anew. */
#include "config.h"
#include "sparql/exec/planner.h"

#include <string.h>

/* The triple pattern that @node is, if it is one and no more. */
static const NystaAlgebra *
as_leaf (const NystaAlgebra *node)
{
  return node->kind == NYSTA_ALGEBRA_BGP && node->bgp.n_triples == 1 ? node : NULL;
}

static NystaConditions *
plan_conditions (NystaPlanner *planner, const NystaAlgebra *node, const NystaOperator *left,
                 const guint *right, guint n_right)
{
  guint n = 0;
  g_autofree guint *columns = nysta_join_columns (left, right, n_right, &n);

  return nysta_plan_conditions (planner, columns, n, node->conditions, node->n_conditions);
}

static gboolean
shares_sure (const NystaOperator *left, const guint *variables, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gint32 column = nysta_operator_column (left, variables[i]);

      if (column >= 0 && left->sure[column])
        return TRUE;
    }
  return FALSE;
}

/* Takes @left. NULL without an error: not this way. */
static NystaOperator *
plan_index_join (NystaPlanner *planner, const NystaAlgebra *node, NystaJoinKind kind,
                 NystaOperator *left)
{
  const NystaAlgebra *right = node->children[1];
  NystaConditions *conditions = NULL;
  NystaLeaf leaf;
  NystaLeaf finished;
  guint variables[4];

  nysta_plan_leaf (planner, right->bgp.triples[0].slots, &right->bgp.graph, &leaf);
  finished = leaf;

  guint n = nysta_leaf_finish (&finished, variables);

  if (node->n_conditions > 0)
    {
      conditions = plan_conditions (planner, node, left, variables, n);
      if (conditions == NULL)
        {
          nysta_operator_free (left);
          return NULL;
        }
    }

  double rows = left->rows, cost = left->cost;

  return nysta_plan_expect (nysta_index_join_new (kind, left, &leaf, conditions), rows,
                            cost + rows * NYSTA_COST_SEEK);
}

/* The right side as it is when it is opened for each row of @left. */
static NystaOperator *
plan_bound (NystaPlanner *planner, const NystaAlgebra *node, const NystaOperator *left)
{
  NystaPlanner inner = *planner;
  g_autoptr (GHashTable) bound = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < left->n_columns; i++)
    if (left->sure[i])
      g_hash_table_add (bound, GUINT_TO_POINTER (left->variables[i]));
  inner.bound = bound;
  inner.has_hints = TRUE;
  inner.n_tried++;
  return nysta_plan (&inner, node);
}

static NystaOperator *
plan_held (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaPlanner inner = *planner;

  inner.bound = NULL;
  inner.n_tried++;
  return nysta_plan (&inner, node);
}

static NystaOperator *
join (NystaPlanner *planner, const NystaAlgebra *node, NystaJoinKind kind,
      NystaOperator *taken_left, NystaOperator *taken_right, gboolean is_held)
{
  g_autoptr (NystaOperator) left = taken_left;
  g_autoptr (NystaOperator) right = taken_right;
  NystaConditions *conditions = NULL;
  guint n_keys = 0, n_passed = 0;
  g_autofree guint *keys = nysta_plan_keys (left, right, &n_keys);
  g_autofree guint *passed = g_new (guint, left->n_columns + 1);

  for (guint i = 0; i < left->n_columns; i++)
    if (left->sure[i])
      passed[n_passed++] = left->variables[i];
  if (node->n_conditions > 0)
    {
      conditions = plan_conditions (planner, node, left, right->variables,
                                    right->n_columns);
      if (conditions == NULL)
        return NULL;
    }
  return is_held
           ? nysta_hash_join_new (kind, g_steal_pointer (&left), g_steal_pointer (&right),
                                  keys, n_keys, passed, n_passed, conditions)
           : nysta_bind_join_new (kind, g_steal_pointer (&left), g_steal_pointer (&right),
                                  passed, n_passed, conditions);
}

/* Takes @left. */
static NystaOperator *
plan_service (NystaPlanner *planner, const NystaAlgebra *node, NystaJoinKind kind,
              NystaOperator *left)
{
  const NystaAlgebra *right = node->children[1];
  NystaConditions *conditions = NULL;

  if (nysta_plan_may_ask (planner, right) && node->n_conditions > 0)
    conditions = plan_conditions (planner, node, left, right->may.numbers, right->may.n);
  if (planner->execution->error == NULL)
    return nysta_plan_service (planner, kind, left, right, conditions);
  nysta_operator_free (left);
  return NULL;
}

NystaOperator *
nysta_plan_left_join (NystaPlanner *planner, const NystaAlgebra *node, NystaJoinKind kind)
{
  g_autoptr (NystaOperator) left = nysta_plan (planner, node->children[0]);
  const NystaAlgebra *right_node = node->children[1];

  if (left == NULL)
    return NULL;
  if (right_node->kind == NYSTA_ALGEBRA_SERVICE)
    return plan_service (planner, node, kind, g_steal_pointer (&left));

  g_autoptr (NystaOperator) held = plan_held (planner, right_node);

  if (held == NULL)
    return NULL;

  gboolean is_shared = shares_sure (left, right_node->sure.numbers, right_node->sure.n);
  double rows = left->rows;
  double held_cost = held->cost + held->rows * NYSTA_COST_BUILT + rows * NYSTA_COST_PROBED;

  if (!is_shared)
    held_cost += rows * held->rows * NYSTA_COST_ROW;
  if (as_leaf (right_node) != NULL && is_shared && rows * NYSTA_COST_SEEK <= held_cost)
    return plan_index_join (planner, node, kind, g_steal_pointer (&left));

  double cost = left->cost;

  if (planner->n_tried >= NYSTA_MAX_TRIED)
    return nysta_plan_expect (
      join (planner, node, kind, g_steal_pointer (&left), g_steal_pointer (&held), TRUE),
      rows, cost + held_cost);

  g_autoptr (NystaOperator) bound = plan_bound (planner, right_node, left);

  if (bound == NULL)
    return NULL;

  double bound_cost = rows * (2 * NYSTA_COST_OPENED + bound->cost);
  gboolean is_held = held_cost <= bound_cost;
  NystaOperator *op = join (planner, node, kind, g_steal_pointer (&left),
                            is_held ? g_steal_pointer (&held) : g_steal_pointer (&bound),
                            is_held);

  return nysta_plan_expect (op, rows, cost + (is_held ? held_cost : bound_cost));
}
