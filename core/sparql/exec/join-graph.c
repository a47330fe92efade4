/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/join-graph.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"

static void
part_free (gpointer data)
{
  NystaJoinPart *part = data;

  nysta_operator_free (part->plan);
  g_free (part);
}

void
nysta_join_graph_free (NystaJoinGraph *graph)
{
  if (graph == NULL)
    return;
  g_ptr_array_unref (graph->parts);
  g_array_unref (graph->variables);
  g_ptr_array_unref (graph->conditions);
  g_ptr_array_unref (graph->services);
  g_array_unref (graph->fixed);
  g_array_unref (graph->fixed_values);
  g_free (graph);
}

gint
nysta_join_graph_number (NystaJoinGraph *graph, guint variable)
{
  for (guint i = 0; i < graph->variables->len; i++)
    if (g_array_index (graph->variables, guint, i) == variable)
      return (gint) i;
  if (graph->variables->len == NYSTA_JOIN_VARIABLES)
    return -1;
  g_array_append_val (graph->variables, variable);
  return (gint) graph->variables->len - 1;
}

/* --- gathering ---------------------------------------------------------------------------- */

/* A filter below may wait until more is joined only if what it looks at doesn't change. */
static gboolean
may_wait (const NystaAlgebra *filter)
{
  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < filter->n_conditions; i++)
    if (!nysta_plan_variables (filter->conditions[i], variables))
      return FALSE;
  for (guint i = 0; i < variables->len; i++)
    if (!nysta_variables_has (&filter->children[0]->sure,
                              g_array_index (variables, guint, i)))
      return FALSE;
  return TRUE;
}

static guint
leaf_hash (gconstpointer data)
{
  const NystaLeaf *leaf = data;
  guint64 hash = 0;

  for (guint i = 0; i < 4; i++)
    hash = (hash ^ leaf->terms[i] ^ (guint64) leaf->variables[i] << 32) *
           0x9e3779b97f4a7c15ull;
  return (guint) (hash >> 32);
}

static gboolean
leaf_equal (gconstpointer a, gconstpointer b)
{
  const NystaLeaf *left = a;
  const NystaLeaf *right = b;

  return memcmp (left->terms, right->terms, sizeof left->terms) == 0 &&
         memcmp (left->variables, right->variables, sizeof left->variables) == 0 &&
         left->has_no_graph == right->has_no_graph;
}

/* A basic graph pattern is a set: what is written twice is there once. */
static void
add_bgp (NystaJoinGraph *graph, const NystaAlgebra *node)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (leaf_hash, leaf_equal);

  for (guint i = 0; i < node->bgp.n_triples; i++)
    {
      NystaJoinPart *part = g_new0 (NystaJoinPart, 1);

      part->is_leaf = TRUE;
      if (!nysta_plan_leaf (graph->planner, node->bgp.triples[i].slots, &node->bgp.graph,
                            &part->leaf))
        graph->is_empty = TRUE;
      if (g_hash_table_contains (seen, &part->leaf))
        {
          g_free (part);
          continue;
        }
      g_hash_table_add (seen, &part->leaf);
      g_ptr_array_add (graph->parts, part);
    }
}

static void
gather (NystaJoinGraph *graph, const NystaAlgebra *node)
{
  gboolean opens = node->kind == NYSTA_ALGEBRA_FILTER && may_wait (node) &&
                   (node->children[0]->kind == NYSTA_ALGEBRA_JOIN ||
                    node->children[0]->kind == NYSTA_ALGEBRA_BGP);

  if (node->kind == NYSTA_ALGEBRA_UNIT)
    return;
  if (node->kind == NYSTA_ALGEBRA_BGP)
    {
      add_bgp (graph, node);
      return;
    }
  if (node->kind == NYSTA_ALGEBRA_JOIN || opens)
    {
      for (guint i = 0; opens && i < node->n_conditions; i++)
        g_ptr_array_add (graph->conditions, (gpointer) node->conditions[i]);
      for (guint i = 0; i < node->n_children; i++)
        gather (graph, node->children[i]);
      return;
    }

  if (node->kind == NYSTA_ALGEBRA_SERVICE)
    {
      g_ptr_array_add (graph->services, (gpointer) node);
      return;
    }

  NystaJoinPart *part = g_new0 (NystaJoinPart, 1);

  part->node = node;
  g_ptr_array_add (graph->parts, part);
}

/* --- what is known beforehand ---------------------------------------------------------------- */

static void
set_pattern (NystaJoinGraph *graph, NystaJoinPart *part)
{
  part->pattern = (NystaQuad){ .graph = part->leaf.has_no_graph
                                          ? graph->planner->graph
                                          : part->leaf.terms[NYSTA_FIELD_GRAPH] };
  if (part->leaf.has_no_graph && graph->planner->graph == 0)
    part->pattern.graph = NYSTA_UNION;
  for (guint i = 0; i < 4; i++)
    if (part->leaf.terms[i] != 0)
      *nysta_quad_field_at (&part->pattern, i) = part->leaf.terms[i];
}

static void
fix_variable (NystaJoinGraph *graph, guint variable, NystaTermId id)
{
  g_array_append_val (graph->fixed, variable);
  g_array_append_val (graph->fixed_values, id);
  for (guint i = 0; i < graph->parts->len; i++)
    {
      NystaJoinPart *part = graph->parts->pdata[i];

      for (guint k = 0; part->is_leaf && k < 4; k++)
        if (part->leaf.variables[k] == (gint32) variable)
          {
            part->leaf.variables[k] = -1;
            part->leaf.terms[k] = id;
          }
      if (part->is_leaf)
        set_pattern (graph, part);
    }
}

/* The only variable of a leaf, or -1. */
static gint
only_variable (const NystaLeaf *leaf, guint *out_field)
{
  gint found = -1;

  for (guint i = 0; i < 4; i++)
    {
      if (leaf->variables[i] < 0)
        continue;
      if (found >= 0)
        return -1;
      found = leaf->variables[i];
      *out_field = i;
    }
  return found;
}

/* A pattern with one variable that one triple meets says what the variable is: others that
 * have it can be counted exactly. TRUE: @part is done with. */
static gboolean
look_ahead (NystaJoinGraph *graph, NystaJoinPart *part)
{
  NystaDataset *dataset = graph->planner->execution->dataset;
  guint field = 0;
  gint variable = only_variable (&part->leaf, &field);
  NystaQuad quads[2];
  gboolean is_ground = TRUE;

  for (guint i = 0; i < 4; i++)
    is_ground = is_ground && part->leaf.variables[i] < 0;
  if ((variable < 0 && !is_ground) || nysta_dataset_estimate (dataset, &part->pattern) > 2)
    return FALSE;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &part->pattern);
  gsize n = nysta_cursor_next (cursor, quads, 2);

  graph->is_empty = graph->is_empty || n == 0;
  if (n != 1)
    return n == 0;
  if (variable >= 0)
    fix_variable (graph, (guint) variable, nysta_quad_field (&quads[0], field));
  return TRUE;
}

static void
look_ahead_all (NystaJoinGraph *graph)
{
  gboolean changes = TRUE;

  if (graph->planner->graph == 0)
    return;
  while (changes && !graph->is_empty)
    {
      guint n_fixed = graph->fixed->len;

      for (guint i = 0; i < graph->parts->len && !graph->is_empty;)
        {
          NystaJoinPart *part = graph->parts->pdata[i];

          if (part->is_leaf && look_ahead (graph, part))
            g_ptr_array_remove_index_fast (graph->parts, i);
          else
            i++;
        }
      changes = graph->fixed->len > n_fixed;
    }
}

/* --- what is expected ------------------------------------------------------------------------- */

/* Different terms that stand in field @field of triples with the leaf's predicate. */
static double
expect_domain (NystaJoinGraph *graph, const NystaJoinPart *part, guint field)
{
  NystaDataset *dataset = graph->planner->execution->dataset;
  NystaTermId p = part->pattern.predicate;
  guint64 n = 0;

  if (field == NYSTA_FIELD_GRAPH)
    return part->rows;
  if (field == NYSTA_FIELD_PREDICATE)
    return 50;
  if (p == 0)
    return (double) nysta_dataset_statistic (dataset, NYSTA_STATISTIC_TRIPLES, NYSTA_ANY) /
           (field == NYSTA_FIELD_SUBJECT ? 6 : 3);
  n = nysta_dataset_statistic (dataset,
                               field == NYSTA_FIELD_SUBJECT
                                 ? NYSTA_STATISTIC_PREDICATE_SUBJECTS
                                 : NYSTA_STATISTIC_PREDICATE_OBJECTS,
                               p);
  return n == 0 ? part->rows : (double) n;
}

gint
nysta_join_graph_order (NystaJoinGraph *graph, const NystaJoinPart *part)
{
  g_autoptr (NystaCursor)
    cursor = nysta_dataset_scan (graph->planner->execution->dataset, &part->pattern);

  for (guint i = 0; i < 4; i++)
    {
      guint field = cursor->order[i];

      if (part->leaf.variables[field] >= 0)
        return nysta_join_graph_number (graph, (guint) part->leaf.variables[field]);
    }
  return -1;
}

/* The same, guessed as stores and memory sort: whoever relies on it looks again. */
static gint
guess_order (NystaJoinGraph *graph, const NystaJoinPart *part)
{
  static const guint8 orders[8][3] = { { 0, 1, 2 }, { 0, 1, 2 }, { 1, 2, 0 }, { 0, 1, 2 },
                                       { 2, 0, 1 }, { 2, 0, 1 }, { 1, 2, 0 }, { 0, 1, 2 } };
  const NystaQuad *pattern = &part->pattern;
  guint bound = (pattern->subject != 0 ? 1 : 0) | (pattern->predicate != 0 ? 2 : 0) |
                (pattern->object != 0 ? 4 : 0);

  for (guint i = 0; i < 3; i++)
    if (part->leaf.variables[orders[bound][i]] >= 0)
      return nysta_join_graph_number (graph,
                                      (guint) part->leaf.variables[orders[bound][i]]);
  return -1;
}

static void
expect_leaf (NystaJoinGraph *graph, NystaJoinPart *part)
{
  NystaPlanner *planner = graph->planner;

  part->sorted_by = -1;
  part->rows = (double) nysta_dataset_estimate (planner->execution->dataset,
                                                &part->pattern);
  part->rows = MAX (part->rows, 0.5);

  double rows = part->rows;

  for (guint i = 0; i < 4; i++)
    {
      gint number = part->leaf.variables[i] < 0
                      ? -1
                      : nysta_join_graph_number (graph, (guint) part->leaf.variables[i]);

      if (number < 0)
        continue;

      double from = MAX (expect_domain (graph, part, i), 1);
      double terms = MAX (MIN (from, part->rows), 1);

      if (nysta_planner_is_bound (planner, (guint) part->leaf.variables[i]))
        {
          rows /= terms;
          terms = 1;
        }
      part->sure |= (guint64) 1 << number;
      part->terms[number] = (float) terms;
      part->from[number] = (float) from;
    }
  part->may = part->sure;
  part->rows = MAX (rows, 0.001);
  part->cost = NYSTA_COST_OPENED + part->rows * NYSTA_COST_SCANNED;
  if (!planner->has_hints && planner->graph != 0 && part->leaf.n_same == 0 &&
      part->rows > 50)
    part->sorted_by = guess_order (graph, part);
}

static gboolean
expect_other (NystaJoinGraph *graph, NystaJoinPart *part)
{
  NystaPlanner inner = *graph->planner;

  /* A bind join plans it once more. */
  if (graph->parts->len > 1)
    inner.n_tried++;
  part->sorted_by = -1;
  part->plan = nysta_plan (&inner, part->node);
  if (part->plan == NULL)
    return FALSE;
  part->rows = MAX (part->plan->rows, 0.001);
  part->cost = part->plan->cost;
  for (guint i = 0; i < part->plan->n_columns; i++)
    {
      gint number = nysta_join_graph_number (graph, part->plan->variables[i]);

      if (number < 0)
        continue;
      part->may |= (guint64) 1 << number;
      part->sure |= (guint64) part->plan->sure[i] << number;
      part->terms[number] = (float) MAX (part->rows, 1);
      part->from[number] = part->terms[number];
    }
  return TRUE;
}

static void
expect_table (NystaJoinGraph *graph)
{
  NystaJoinPart *part = g_new0 (NystaJoinPart, 1);

  part->sorted_by = -1;
  part->rows = 1;
  part->plan = nysta_table_new (graph->planner->execution,
                                (const guint *) graph->fixed->data, graph->fixed->len,
                                (const NystaTermId *) graph->fixed_values->data, 1);
  nysta_plan_expect (part->plan, 1, 0);
  for (guint i = 0; i < graph->fixed->len; i++)
    {
      gint number = nysta_join_graph_number (graph, g_array_index (graph->fixed, guint, i));

      part->plan->sure[i] = TRUE;
      if (number < 0)
        continue;
      part->sure |= (guint64) 1 << number;
      part->terms[number] = 1;
      part->from[number] = 1;
    }
  part->may = part->sure;
  g_array_set_size (graph->fixed, 0);
  g_ptr_array_insert (graph->parts, 0, part);
}

/* What is known beforehand goes along with a scan, if there is nothing else to join it to. */
static gboolean
wants_table (const NystaJoinGraph *graph)
{
  gboolean has_leaf = FALSE, has_other = FALSE;

  for (guint i = 0; i < graph->parts->len; i++)
    {
      gboolean is_leaf = ((const NystaJoinPart *) graph->parts->pdata[i])->is_leaf;

      has_leaf = has_leaf || is_leaf;
      has_other = has_other || !is_leaf;
    }
  return !has_leaf || ((has_other || graph->services->len > 0) && graph->fixed->len > 0);
}

NystaJoinGraph *
nysta_join_graph_new (NystaPlanner *planner, const NystaAlgebra *node,
                      const NystaNode **conditions, guint n_conditions)
{
  g_autoptr (NystaJoinGraph) graph = g_new0 (NystaJoinGraph, 1);

  graph->planner = planner;
  graph->parts = g_ptr_array_new_with_free_func (part_free);
  graph->variables = g_array_new (FALSE, FALSE, sizeof (guint));
  graph->conditions = g_ptr_array_new ();
  graph->services = g_ptr_array_new ();
  graph->fixed = g_array_new (FALSE, FALSE, sizeof (guint));
  graph->fixed_values = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  for (guint i = 0; i < n_conditions; i++)
    g_ptr_array_add (graph->conditions, (gpointer) conditions[i]);
  gather (graph, node);
  for (guint i = 0; i < graph->services->len; i++)
    if (!nysta_plan_may_ask (planner, graph->services->pdata[i]))
      return NULL;
  for (guint i = 0; i < graph->parts->len; i++)
    if (((NystaJoinPart *) graph->parts->pdata[i])->is_leaf)
      set_pattern (graph, graph->parts->pdata[i]);
  look_ahead_all (graph);
  if (graph->parts->len > NYSTA_MAX_JOINED)
    {
      g_set_error (&planner->execution->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                   "limit: more than %u patterns in one group: ask for less at once",
                   NYSTA_MAX_JOINED);
      return NULL;
    }
  if (!graph->is_empty && wants_table (graph))
    expect_table (graph);
  for (guint i = 0; i < graph->parts->len && !graph->is_empty; i++)
    {
      NystaJoinPart *part = graph->parts->pdata[i];

      if (part->plan != NULL)
        continue;
      if (part->is_leaf)
        expect_leaf (graph, part);
      else if (!expect_other (graph, part))
        return NULL;
    }
  if (!graph->is_empty)
    {
      guint n_parts = graph->parts->len;

      if (!nysta_join_graph_add_texts (graph))
        return NULL;
      if (graph->parts->len > n_parts && graph->fixed->len > 0)
        expect_table (graph);
    }
  return g_steal_pointer (&graph);
}
