/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-count.c: COUNT over one triple pattern as a node of its own, which needs no solutions:
 * the dataset knows the number, or rows are counted as they are scanned. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* The slot (3: the graph) of the pattern that is @variable, or -1 */
static int
slot_of (const NystaAlgebra *bgp, guint variable)
{
  const NystaSlot *graph = &bgp->bgp.graph;

  for (int i = 0; i < 3; i++)
    {
      const NystaSlot *slot = &bgp->bgp.triples[0].slots[i];

      if (slot->kind == NYSTA_SLOT_VARIABLE && slot->variable == variable)
        return i;
    }
  return graph->kind == NYSTA_SLOT_VARIABLE && graph->variable == variable ? 3 : -1;
}

/* One triple pattern, whose variables are different ones: each row is one solution. */
static gboolean
is_plain_pattern (const NystaAlgebra *node)
{
  guint n = 0;

  if (node->kind != NYSTA_ALGEBRA_BGP || node->bgp.n_triples != 1)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    n += node->bgp.triples[0].slots[i].kind == NYSTA_SLOT_VARIABLE;
  n += node->bgp.graph.kind == NYSTA_SLOT_VARIABLE;
  return n == node->may.n;
}

/* §18.5.1.2, Count: (*) counts solutions; an expression those where it is no error, which of
 * a variable of the pattern are all; DISTINCT its different values. */
static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  const NystaAlgebra *child = node->n_children == 1 ? node->children[0] : NULL;
  const NystaAlgebraAggregate *aggregate = NULL;
  const NystaNode *expression = NULL;
  int key = -1, counted = -1;

  if (node->kind != NYSTA_ALGEBRA_GROUP || node->group.n_aggregates != 1 ||
      node->group.n_keys > 1 || !is_plain_pattern (child))
    return node;
  aggregate = &node->group.aggregates[0];
  expression = aggregate->expression;
  if (aggregate->function != NYSTA_AGGREGATE_COUNT ||
      (expression != NULL ? expression->kind != NYSTA_NODE_VAR : aggregate->distinct))
    return node;
  counted = expression != NULL ? slot_of (child, expression->number) : -1;
  key = node->group.n_keys > 0 ? slot_of (child, node->group.keys[0]) : -1;
  if ((expression != NULL && counted == -1) || (node->group.n_keys > 0 && key == -1) ||
      (aggregate->distinct && (counted == 3 || counted == key)))
    return node;

  NystaAlgebra *count = nysta_algebra_add (query, NYSTA_ALGEBRA_COUNT, NULL, NULL);

  count->count.triple = child->bgp.triples[0];
  count->count.graph = child->bgp.graph;
  count->count.key = key;
  count->count.distinct = aggregate->distinct ? counted : -1;
  count->count.variable = aggregate->variable;
  count->is_pruned = node->is_pruned;
  count->wanted = node->wanted;
  count->any_number = node->any_number;
  return count;
}

void
nysta_pass_count (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
