/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/planner.h"

#include <math.h>

#include "base/error.h"

NystaOperator *
nysta_plan_expect (NystaOperator *op, double rows, double cost)
{
  if (op == NULL)
    return NULL;
  op->rows = rows;
  op->cost = cost;
  return op;
}

void
nysta_plan_mark_sure (NystaOperator *op, const NystaVariables *sure)
{
  for (guint i = 0; i < op->n_columns; i++)
    op->sure[i] = nysta_variables_has (sure, op->variables[i]) ? 1 : 0;
}

guint *
nysta_plan_keys (const NystaOperator *left, const NystaOperator *right, guint *out_n)
{
  guint *keys = g_new (guint, left->n_columns + 1);
  guint n = 0;

  for (guint i = 0; i < left->n_columns; i++)
    {
      gint32 column = nysta_operator_column (right, left->variables[i]);

      if (left->sure[i] && column >= 0 && right->sure[column])
        keys[n++] = left->variables[i];
    }
  *out_n = n;
  return keys;
}

/* --- kinds of one child -------------------------------------------------------------------- */

static NystaOperator *
plan_filter (NystaPlanner *planner, const NystaAlgebra *node)
{
  const NystaAlgebra *child = node->children[0];

  if (child->kind == NYSTA_ALGEBRA_JOIN || child->kind == NYSTA_ALGEBRA_BGP)
    return nysta_plan_join (planner, child, node->conditions, node->n_conditions);

  NystaOperator *op = nysta_plan (planner, child);

  return op == NULL ? NULL
                    : nysta_plan_filter (planner, op, node->conditions, node->n_conditions);
}

NystaOperator *
nysta_plan_filter (NystaPlanner *planner, NystaOperator *child,
                   const NystaNode *const *conditions, guint n_conditions)
{
  g_autoptr (NystaOperator) owned = child;

  if (n_conditions == 0)
    return g_steal_pointer (&owned);

  NystaConditions *compiled = nysta_plan_conditions (
    planner, child->variables, child->n_columns, conditions, n_conditions);

  if (compiled == NULL)
    return NULL;

  NystaOperator *op = nysta_filter_new (g_steal_pointer (&owned), compiled);

  for (guint i = 0; i < op->n_columns; i++)
    op->sure[i] = child->sure[i];
  return nysta_plan_expect (op, child->rows * pow (0.4, n_conditions),
                            child->cost + child->rows * 0.2 * n_conditions);
}

/* A chain of BINDs is one operator: blank nodes that they make go with the solution. */
static NystaOperator *
plan_extend (NystaPlanner *planner, const NystaAlgebra *node)
{
  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) expressions = g_ptr_array_new ();
  const NystaAlgebra *below = node;

  for (; below->kind == NYSTA_ALGEBRA_EXTEND; below = below->children[0])
    {
      g_array_prepend_val (variables, below->extend.variable);
      g_ptr_array_insert (expressions, 0, (gpointer) below->extend.expression);
    }

  g_autoptr (NystaOperator) child = nysta_plan (planner, below);

  if (child == NULL)
    return NULL;

  guint n = child->n_columns + variables->len;
  g_autofree guint *columns = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    columns[i] = i < child->n_columns
                   ? child->variables[i]
                   : g_array_index (variables, guint, i - child->n_columns);

  NystaConditions *compiled = nysta_plan_conditions (
    planner, columns, n, (const NystaNode *const *) expressions->pdata, expressions->len);

  if (compiled == NULL)
    return NULL;

  double rows = child->rows, cost = child->cost;

  return nysta_plan_expect (nysta_extend_new (g_steal_pointer (&child),
                                              (const guint *) variables->data,
                                              variables->len, compiled),
                            rows, cost + rows * 0.2 * variables->len);
}

static NystaOperator *
plan_order (NystaPlanner *planner, const NystaAlgebra *node)
{
  guint n = node->order.n_conditions;
  g_autofree const NystaNode **nodes = g_new (const NystaNode *, n + 1);
  g_autofree gboolean *descending = g_new (gboolean, n + 1);
  g_autoptr (NystaOperator) child = nysta_plan (planner, node->children[0]);

  for (guint i = 0; i < n; i++)
    {
      nodes[i] = node->order.conditions[i].expression;
      descending[i] = node->order.conditions[i].descending;
    }

  NystaConditions *keys = child == NULL
                            ? NULL
                            : nysta_plan_conditions (planner, child->variables,
                                                     child->n_columns, nodes, n);

  if (keys == NULL)
    return NULL;

  double rows = child->rows, cost = child->cost;

  return nysta_plan_expect (
    nysta_sort_new (g_steal_pointer (&child), keys, descending, node->order.limit),
    MIN (rows, (double) node->order.limit), cost + rows * (1 + log2 (rows + 1) * 0.05));
}

static NystaOperator *
plan_group (NystaPlanner *planner, const NystaAlgebra *node)
{
  g_autoptr (NystaOperator) child = nysta_plan (planner, node->children[0]);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  for (guint i = 0; i < node->group.n_aggregates; i++)
    if (node->group.aggregates[i].expression != NULL)
      g_ptr_array_add (nodes, (gpointer) node->group.aggregates[i].expression);

  NystaConditions *operands = child == NULL
                                ? NULL
                                : nysta_plan_conditions (
                                    planner, child->variables, child->n_columns,
                                    (const NystaNode *const *) nodes->pdata, nodes->len);

  if (operands == NULL)
    return NULL;

  double rows = child->rows, cost = child->cost;

  return nysta_plan_expect (nysta_group_new (g_steal_pointer (&child), node->group.keys,
                                             node->group.n_keys, node->group.aggregates,
                                             node->group.n_aggregates, operands),
                            node->group.n_keys == 0 ? 1 : sqrt (rows), cost + rows * 0.1);
}

static NystaOperator *
plan_slice (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaOperator *child = nysta_plan (planner, node->children[0]);

  if (child == NULL)
    return NULL;

  double rows = MIN (child->rows, (double) node->slice.limit), cost = child->cost;

  return nysta_plan_expect (nysta_slice_new (child, node->slice.offset, node->slice.limit),
                            rows, cost);
}

/* DISTINCT ?class { ?x a ?class }: few classes, very many rows. */
static gboolean
is_one_pattern (const NystaAlgebra *node)
{
  return node->kind == NYSTA_ALGEBRA_PROJECT && node->project.n == 1 &&
         node->children[0]->kind == NYSTA_ALGEBRA_BGP &&
         node->children[0]->bgp.n_triples == 1;
}

static NystaOperator *
plan_distinct (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaOperator *child = nysta_plan (planner, node->children[0]);

  if (child == NULL)
    return NULL;

  if (is_one_pattern (node->children[0]) && child->n_children == 1)
    nysta_scan_leave_out_repeats (child->children[0],
                                  node->children[0]->project.numbers[0]);

  double rows = child->rows, cost = child->cost;

  return nysta_plan_expect (nysta_distinct_new (child), rows,
                            cost + rows * NYSTA_COST_BUILT);
}

/* Within, other variables are meant than the same numbers outside. */
static NystaOperator *
plan_project (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaPlanner inner = *planner;
  g_autoptr (GArray) extras = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) bound = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < planner->extras->len; i++)
    {
      guint variable = g_array_index (planner->extras, guint, i);

      if (nysta_variables_has (&node->project, variable))
        g_array_append_val (extras, variable);
    }
  for (guint i = 0; i < node->project.n; i++)
    if (nysta_planner_is_bound (planner, node->project.numbers[i]))
      g_hash_table_add (bound, GUINT_TO_POINTER (node->project.numbers[i]));
  inner.extras = extras;
  inner.bound = bound;

  NystaOperator *child = nysta_plan (&inner, node->children[0]);

  if (child == NULL)
    return NULL;

  double rows = child->rows, cost = child->cost;

  return nysta_plan_expect (
    nysta_project_new (child, node->project.numbers, node->project.n), rows,
    cost + rows * NYSTA_COST_ROW);
}

/* --- the rest --------------------------------------------------------------------------------- */

static NystaOperator *
plan_empty (NystaPlanner *planner, const NystaAlgebra *node, gsize n_rows)
{
  g_autofree NystaTermId *cells = g_new0 (NystaTermId, node->may.n * n_rows + 1);

  return nysta_plan_expect (
    nysta_table_new (planner->execution, node->may.numbers, node->may.n, cells, n_rows),
    (double) n_rows, 0);
}

static NystaOperator *
plan_table (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaExecution *execution = planner->execution;
  guint n = node->table.n_variables;
  gsize n_cells = (gsize) node->table.n_rows * n;
  gsize n_bytes = n_cells * sizeof (NystaTermId);
  NystaOperator *op = NULL;

  if (!nysta_budget_charge (&execution->budget, n_bytes, "VALUES", &execution->error))
    return NULL;

  g_autofree NystaTermId *cells = g_new0 (NystaTermId, n_cells + 1);

  for (gsize i = 0; i < n_cells; i++)
    if (node->table.terms[i] != NULL)
      cells[i] = nysta_run_terms_add (execution->terms, node->table.terms[i]);
  op = nysta_table_new (execution, node->table.variables, n, cells, node->table.n_rows);
  nysta_table_set_charged (op, n_bytes);
  return nysta_plan_expect (op, node->table.n_rows, node->table.n_rows * NYSTA_COST_ROW);
}

static NystaOperator *
plan_union (NystaPlanner *planner, const NystaAlgebra *node)
{
  g_autoptr (GPtrArray)
    children = g_ptr_array_new_with_free_func ((GDestroyNotify) nysta_operator_free);
  double rows = 0, cost = 0;

  for (guint i = 0; i < node->n_children; i++)
    {
      NystaOperator *child = nysta_plan (planner, node->children[i]);

      if (child == NULL)
        return NULL;
      g_ptr_array_add (children, child);
      rows += child->rows;
      cost += child->cost + child->rows * NYSTA_COST_ROW;
    }

  NystaOperator *op = nysta_union_new (planner->execution, node->may.numbers, node->may.n,
                                       (NystaOperator **) children->pdata, children->len);

  g_ptr_array_set_free_func (children, NULL);
  return nysta_plan_expect (op, rows, cost);
}

static NystaOperator *
plan_minus (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaPlanner inner = *planner;
  g_autoptr (NystaOperator) left = nysta_plan (planner, node->children[0]);

  inner.has_hints = inner.has_hints || planner->bound != NULL;
  g_autoptr (NystaOperator) right = left == NULL ? NULL
                                                 : nysta_plan (&inner, node->children[1]);

  if (right == NULL)
    return NULL;

  guint n_keys = 0;
  g_autofree guint *keys = nysta_plan_keys (left, right, &n_keys);
  const NystaVariables *sure = &node->children[0]->sure;
  double rows = left->rows;
  double cost = left->cost + right->cost + right->rows * NYSTA_COST_BUILT +
                rows * NYSTA_COST_PROBED;

  return nysta_plan_expect (nysta_minus_new (g_steal_pointer (&left),
                                             g_steal_pointer (&right), keys, n_keys,
                                             sure->numbers, sure->n),
                            rows, cost);
}

static NystaOperator *
loop_graphs (NystaPlanner *planner, NystaOperator *child, const NystaSlot *graph)
{
  gint64 variable = graph->kind == NYSTA_SLOT_VARIABLE ? (gint64) graph->variable : -1;
  NystaTermId id = graph->kind == NYSTA_SLOT_TERM
                     ? nysta_run_terms_add (planner->execution->terms, graph->term)
                     : 0;

  if (child == NULL)
    return NULL;

  double rows = child->rows, cost = child->cost;

  return nysta_plan_expect (nysta_graph_loop_new (child, variable, id), rows, cost);
}

static NystaOperator *
plan_graph (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaPlanner inner = *planner;

  inner.graph = 0;
  inner.has_hints = TRUE;
  return loop_graphs (planner, nysta_plan (&inner, node->children[0]), &node->graph);
}

static NystaOperator *
plan_path (NystaPlanner *planner, const NystaAlgebra *node)
{
  const NystaSlot *slots[2] = { &node->path.subject, &node->path.object };
  gboolean is_anchored = FALSE;

  for (guint i = 0; i < 2; i++)
    is_anchored = is_anchored || slots[i]->kind == NYSTA_SLOT_TERM ||
                  nysta_planner_is_bound (planner, slots[i]->variable);

  NystaOperator *op = nysta_path_new (planner->execution, node);
  guint64 n = nysta_dataset_statistic (planner->execution->dataset, NYSTA_STATISTIC_TRIPLES,
                                       NYSTA_ANY);
  double rows = is_anchored ? MIN ((double) n, 50) : (double) n;

  nysta_plan_expect (op, rows, rows * 2 + NYSTA_COST_OPENED);
  return node->path.graph.kind == NYSTA_SLOT_NONE
           ? op
           : loop_graphs (planner, op, &node->path.graph);
}

/* Alone: to nothing that is known. */
static NystaOperator *
plan_service (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaOperator *unit = NULL;

  if (!nysta_plan_may_ask (planner, node))
    return NULL;
  unit = nysta_table_new (planner->execution, NULL, 0, NULL, 1);
  return nysta_plan_service (planner, NYSTA_JOIN_INNER, nysta_plan_expect (unit, 1, 0),
                             node, NULL);
}

static NystaOperator *
plan_count (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaLeaf leaf;

  nysta_plan_leaf (planner, node->count.triple.slots, &node->count.graph, &leaf);
  return nysta_plan_expect (nysta_count_new (planner->execution, &leaf,
                                             node->count.variable, node->count.key,
                                             node->count.distinct),
                            node->count.key < 0 ? 1 : 100, node->count.triple.rows * 0.01);
}

static NystaOperator *
plan_kind (NystaPlanner *planner, const NystaAlgebra *node)
{
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_UNIT:
      return plan_empty (planner, node, 1);
    case NYSTA_ALGEBRA_EMPTY:
      return plan_empty (planner, node, 0);
    case NYSTA_ALGEBRA_BGP:
    case NYSTA_ALGEBRA_JOIN:
      return nysta_plan_join (planner, node, NULL, 0);
    case NYSTA_ALGEBRA_PATH:
      return plan_path (planner, node);
    case NYSTA_ALGEBRA_LEFT_JOIN:
      return nysta_plan_left_join (planner, node, NYSTA_JOIN_LEFT);
    case NYSTA_ALGEBRA_SEMI_JOIN:
      return nysta_plan_left_join (planner, node, NYSTA_JOIN_SEMI);
    case NYSTA_ALGEBRA_ANTI_JOIN:
      return nysta_plan_left_join (planner, node, NYSTA_JOIN_ANTI);
    case NYSTA_ALGEBRA_MINUS:
      return plan_minus (planner, node);
    case NYSTA_ALGEBRA_UNION:
      return plan_union (planner, node);
    case NYSTA_ALGEBRA_FILTER:
      return plan_filter (planner, node);
    case NYSTA_ALGEBRA_EXTEND:
      return plan_extend (planner, node);
    case NYSTA_ALGEBRA_TABLE:
      return plan_table (planner, node);
    case NYSTA_ALGEBRA_GRAPH:
      return plan_graph (planner, node);
    case NYSTA_ALGEBRA_SERVICE:
      return plan_service (planner, node);
    case NYSTA_ALGEBRA_GROUP:
      return plan_group (planner, node);
    case NYSTA_ALGEBRA_ORDER:
      return plan_order (planner, node);
    case NYSTA_ALGEBRA_PROJECT:
      return plan_project (planner, node);
    case NYSTA_ALGEBRA_DISTINCT:
      return plan_distinct (planner, node);
    case NYSTA_ALGEBRA_REDUCED:
      return nysta_plan (planner, node->children[0]);
    case NYSTA_ALGEBRA_SLICE:
      return plan_slice (planner, node);
    case NYSTA_ALGEBRA_COUNT:
      return plan_count (planner, node);
    }
  g_assert_not_reached ();
}

NystaOperator *
nysta_plan (NystaPlanner *planner, const NystaAlgebra *node)
{
  NystaExecution *execution = planner->execution;
  NystaOperator *op = nysta_budget_check (&execution->budget, &execution->error)
                        ? plan_kind (planner, node)
                        : NULL;

  if (op != NULL)
    nysta_plan_mark_sure (op, &node->sure);
  return op;
}
