/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* plan-join.c: the operators of a join, in the order that was found, with filters as early as
 * what they look at is known. */
#include "config.h"
#include "sparql/exec/id-range.h"
#include "sparql/exec/join-graph.h"

typedef struct
{
  NystaJoinGraph *graph;
  gboolean has_fixed; /* what is known beforehand is out */
} Builder;

static NystaOperator *build (Builder *builder, const NystaJoinStep *step);

/* --- filters ---------------------------------------------------------------------------------- */

static gboolean
is_ready (const NystaJoinGraph *graph, const NystaNode *condition, const NystaOperator *op)
{
  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!nysta_plan_variables (condition, variables))
    return FALSE;
  for (guint i = 0; i < variables->len; i++)
    {
      guint variable = g_array_index (variables, guint, i);
      gint32 column = nysta_operator_column (op, variable);

      if (column < 0 || !op->sure[column])
        return FALSE;
    }
  return TRUE;
}

/* Those conditions that can be, or all that are left. */
static NystaOperator *
filter (Builder *builder, NystaOperator *op, gboolean all)
{
  GPtrArray *conditions = builder->graph->conditions;
  g_autoptr (GPtrArray) ready = g_ptr_array_new ();

  if (op == NULL)
    return NULL;

  guint n_left = 0;

  for (guint i = 0; i < conditions->len; i++)
    if (all || is_ready (builder->graph, conditions->pdata[i], op))
      g_ptr_array_add (ready, conditions->pdata[i]);
    else
      conditions->pdata[n_left++] = conditions->pdata[i];
  if (ready->len == 0)
    return op;
  g_ptr_array_set_size (conditions, (gint) n_left);
  return nysta_plan_filter (builder->graph->planner, op,
                            (const NystaNode *const *) ready->pdata, ready->len);
}

/* --- steps ------------------------------------------------------------------------------------ */

/* Conditions that compare a variable of the pattern with a constant say where to look. */
static void
narrow (const Builder *builder, const NystaLeaf *leaf, NystaOperator *scan)
{
  const GPtrArray *conditions = builder->graph->conditions;

  for (guint field = 0; field < NYSTA_FIELD_GRAPH; field++)
    {
      g_autoptr (GArray) holes = g_array_new (FALSE, FALSE, sizeof (NystaIdHole));

      for (guint i = 0; i < conditions->len && leaf->variables[field] >= 0; i++)
        nysta_id_range_add (holes, conditions->pdata[i], (guint) leaf->variables[field]);
      nysta_id_range_finish (holes);
      if (holes->len > 0)
        nysta_scan_leave_out (scan, (guint) leaf->variables[field], holes);
    }
}

static NystaOperator *
build_part (Builder *builder, const NystaJoinStep *step)
{
  NystaJoinPart *part = (NystaJoinPart *) step->part;
  NystaJoinGraph *graph = builder->graph;
  guint n_fixed = builder->has_fixed ? 0 : graph->fixed->len;

  if (!part->is_leaf)
    return g_steal_pointer (&part->plan);
  builder->has_fixed = TRUE;

  NystaOperator *op = nysta_scan_new (
    graph->planner->execution, &part->leaf, (const guint *) graph->fixed->data,
    (const NystaTermId *) graph->fixed_values->data, n_fixed);

  for (guint i = 0; i < op->n_columns; i++)
    op->sure[i] = TRUE;
  narrow (builder, &part->leaf, op);
  return nysta_plan_expect (op, step->rows, step->cost);
}

static void
mark_joined (NystaOperator *op, const NystaOperator *left, const NystaOperator *right)
{
  for (guint i = 0; i < op->n_columns; i++)
    {
      gint32 a = nysta_operator_column (left, op->variables[i]);
      gint32 b = right != NULL ? nysta_operator_column (right, op->variables[i]) : -1;

      op->sure[i] = (a >= 0 && left->sure[a]) || (b >= 0 && right->sure[b]) ||
                    (right == NULL && a < 0);
    }
}

static NystaOperator *
build_bind_join (Builder *builder, const NystaJoinStep *step, NystaOperator *left)
{
  NystaPlanner inner = *builder->graph->planner;
  g_autoptr (NystaOperator) owned = left;
  g_autoptr (GHashTable) bound = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < left->n_columns; i++)
    if (left->sure[i])
      g_hash_table_add (bound, GUINT_TO_POINTER (left->variables[i]));
  inner.bound = bound;
  inner.has_hints = TRUE;
  inner.n_tried++;

  NystaOperator *right = nysta_plan (&inner, step->right->part->node);

  if (right == NULL)
    return NULL;
  return nysta_bind_join_new (NYSTA_JOIN_INNER, g_steal_pointer (&owned), right,
                              left->variables, left->n_columns, NULL);
}

/* Whether what was guessed of the order is so. */
static gboolean
is_sorted (NystaJoinGraph *graph, const NystaJoinStep *step)
{
  while (step->method != NYSTA_STEP_PART)
    {
      if (step->method == NYSTA_STEP_MERGE_JOIN && !is_sorted (graph, step->right))
        return FALSE;
      step = step->left;
    }
  return step->part->is_leaf &&
         nysta_join_graph_order (graph, step->part) == step->sorted_by;
}

static NystaOperator *
build_leapfrog (Builder *builder, const NystaJoinStep *step, NystaOperator *left)
{
  NystaJoinGraph *graph = builder->graph;
  g_autoptr (GPtrArray) leaves = g_ptr_array_new ();

  for (guint64 set = step->leaves; set != 0; set &= set - 1)
    g_ptr_array_add (leaves,
                     &((NystaJoinPart *) graph->parts->pdata[__builtin_ctzll (set)])->leaf);
  return nysta_leapfrog_new (left, g_array_index (graph->variables, guint, step->key),
                             (const NystaLeaf *const *) leaves->pdata, leaves->len);
}

static NystaOperator *
build_join (Builder *builder, const NystaJoinStep *step)
{
  g_autoptr (NystaOperator) left = build (builder, step->left);
  g_autoptr (NystaOperator) right = NULL;
  NystaOperator *op = NULL;
  guint n_keys = 0;

  if (left == NULL)
    return NULL;
  if (step->method == NYSTA_STEP_INDEX_JOIN)
    {
      NystaOperator *child = left;

      op = nysta_index_join_new (NYSTA_JOIN_INNER, g_steal_pointer (&left),
                                 &step->right->part->leaf, NULL);
      mark_joined (op, child, NULL);
      return nysta_plan_expect (op, step->rows, step->cost);
    }
  if (step->method == NYSTA_STEP_LEAPFROG)
    {
      NystaOperator *child = left;

      op = build_leapfrog (builder, step, g_steal_pointer (&left));
      mark_joined (op, child, NULL);
      return nysta_plan_expect (op, step->rows, step->cost);
    }
  if (step->method == NYSTA_STEP_BIND_JOIN)
    {
      op = build_bind_join (builder, step, g_steal_pointer (&left));
      if (op != NULL)
        mark_joined (op, op->children[0], op->children[1]);
      return nysta_plan_expect (op, step->rows, step->cost);
    }
  right = build (builder, step->right);
  if (right == NULL)
    return NULL;

  g_autofree guint *keys = nysta_plan_keys (left, right, &n_keys);

  op = step->method == NYSTA_STEP_MERGE_JOIN && is_sorted (builder->graph, step->left) &&
           is_sorted (builder->graph, step->right)
         ? nysta_merge_join_new (
             g_steal_pointer (&left), g_steal_pointer (&right),
             g_array_index (builder->graph->variables, guint, step->key))
         : nysta_hash_join_new (NYSTA_JOIN_INNER, g_steal_pointer (&left),
                                g_steal_pointer (&right), keys, n_keys, NULL, 0, NULL);
  mark_joined (op, op->children[0], op->children[1]);
  return nysta_plan_expect (op, step->rows, step->cost);
}

static NystaOperator *
build (Builder *builder, const NystaJoinStep *step)
{
  NystaOperator *op = step->method == NYSTA_STEP_PART ? build_part (builder, step)
                                                      : build_join (builder, step);

  return filter (builder, op, FALSE);
}

NystaOperator *
nysta_plan_join (NystaPlanner *planner, const NystaAlgebra *node,
                 const NystaNode **conditions, guint n_conditions)
{
  g_autoptr (NystaJoinGraph)
    graph = nysta_join_graph_new (planner, node, conditions, n_conditions);
  g_autoptr (GPtrArray) arena = g_ptr_array_new_with_free_func (g_free);
  Builder builder = { .graph = graph };

  if (graph == NULL)
    return NULL;
  if (graph->is_empty)
    return nysta_plan_expect (
      nysta_table_new (planner->execution, node->may.numbers, node->may.n, NULL, 0), 0, 0);

  NystaOperator *op = build (&builder, nysta_join_order (graph, arena));

  op = nysta_plan_services (planner, op, graph->services);
  return filter (&builder, op, TRUE);
}
