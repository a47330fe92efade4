/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-graph.c: GRAPH as a field of the leaves below it, which is one scan more in the order
 * of the index instead of an evaluation for each graph. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* What holds of a node, seen from a GRAPH around it */
typedef enum
{
  FIXED, /* it cannot be told by its leaves */
  FREE, /* its leaves may be told, but it may have solutions in a graph that has none of its
          * triples, or no graph at all */
  BOUND /* likewise, and each of its solutions has a triple in the graph */
} Push;

static Push push_of (const NystaAlgebraQuery *query, const NystaAlgebra *node,
                     gboolean is_term);

/* EXISTS stands in the same graph, and is told, too. */
static gboolean
can_push_exists (const NystaAlgebraQuery *query, const NystaNode *expression,
                 gboolean is_term)
{
  if (expression->kind == NYSTA_NODE_EXISTS || expression->kind == NYSTA_NODE_NOT_EXISTS)
    return push_of (query, nysta_algebra_exists (query, expression), is_term) == BOUND;
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    if (!can_push_exists (query, child, is_term))
      return FALSE;
  return TRUE;
}

typedef struct
{
  const NystaAlgebraQuery *query;
  gboolean is_term;
  gboolean ok;
} Check;

static const NystaNode *
check_expression (G_GNUC_UNUSED NystaAlgebraQuery *query, const NystaNode *expression,
                  gpointer user_data)
{
  Check *check = user_data;

  check->ok = check->ok && can_push_exists (check->query, expression, check->is_term);
  return expression;
}

static Push
push_of_path (const NystaAlgebra *node)
{
  const NystaNode *path = node->path.path;

  if (node->path.graph.kind != NYSTA_SLOT_NONE)
    return FREE;
  /* §18.4: of length zero, the nodes of the graph matter, and constants match everywhere. */
  return path->kind == NYSTA_NODE_PATH_REPEAT && path->op != NYSTA_OP_ONE_OR_MORE ? FIXED
                                                                                  : BOUND;
}

/* A join has a triple in the graph if one of its parts has; a union, if all have. */
static Push
push_of_children (const NystaAlgebraQuery *query, const NystaAlgebra *node,
                  gboolean is_term)
{
  Push least = BOUND, most = FREE;

  for (guint i = 0; i < node->n_children; i++)
    {
      Push push = push_of (query, node->children[i], is_term);

      if (push == FIXED)
        return FIXED;
      least = MIN (least, push);
      most = MAX (most, push);
    }
  /* One branch of a union without the graph's name would be joined with all of them. */
  if (node->kind == NYSTA_ALGEBRA_UNION)
    return least == BOUND || is_term ? least : FIXED;
  return most;
}

/* With a variable, the right side of LEFT_JOIN, MINUS or EXISTS has to bind it as the left does:
 * both then are the same graph's. */
static Push
push_of_left (const NystaAlgebraQuery *query, const NystaAlgebra *node, gboolean is_term)
{
  Push left = push_of (query, node->children[0], is_term);
  Push right = push_of (query, node->children[1], is_term);

  if (left == FIXED || right == FIXED)
    return FIXED;
  return is_term || (left == BOUND && right == BOUND) ? left : FIXED;
}

/* §18.5, Minus: a name in common would make disjoint solutions meet. */
static gboolean
meets_anyhow (const NystaAlgebra *node)
{
  return nysta_variables_meet (&node->children[0]->sure, &node->children[1]->sure);
}

static Push
push_of_kind (const NystaAlgebraQuery *query, const NystaAlgebra *node, gboolean is_term)
{
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_UNIT:
    case NYSTA_ALGEBRA_EMPTY:
    case NYSTA_ALGEBRA_TABLE:
      return FREE;
    case NYSTA_ALGEBRA_BGP:
      return node->bgp.graph.kind == NYSTA_SLOT_NONE ? BOUND : FREE;
    case NYSTA_ALGEBRA_PATH:
      return push_of_path (node);
    case NYSTA_ALGEBRA_GRAPH:
      return FREE;
    case NYSTA_ALGEBRA_JOIN:
    case NYSTA_ALGEBRA_UNION:
      return push_of_children (query, node, is_term);
    case NYSTA_ALGEBRA_LEFT_JOIN:
    case NYSTA_ALGEBRA_SEMI_JOIN:
    case NYSTA_ALGEBRA_ANTI_JOIN:
      return push_of_left (query, node, is_term);
    case NYSTA_ALGEBRA_MINUS:
      return is_term || meets_anyhow (node) ? push_of_left (query, node, is_term) : FIXED;
    case NYSTA_ALGEBRA_FILTER:
    case NYSTA_ALGEBRA_EXTEND:
      return push_of (query, node->children[0], is_term);
    case NYSTA_ALGEBRA_PROJECT:
    case NYSTA_ALGEBRA_DISTINCT:
    case NYSTA_ALGEBRA_REDUCED:
    case NYSTA_ALGEBRA_ORDER:
    case NYSTA_ALGEBRA_SLICE:
      /* A variable would be hidden, or counted over all graphs together. */
      return is_term ? push_of (query, node->children[0], is_term) : FIXED;
    case NYSTA_ALGEBRA_GROUP:
      /* One group of no solutions has no triple in any graph. */
      return is_term && node->group.n_keys > 0 ? push_of (query, node->children[0], is_term)
                                               : FIXED;
    default:
      return FIXED;
    }
}

static Push
push_of (const NystaAlgebraQuery *query, const NystaAlgebra *node, gboolean is_term)
{
  Check check = { query, is_term, TRUE };

  /* Nothing is changed by this function. */
  nysta_algebra_map_expressions ((NystaAlgebraQuery *) query, (NystaAlgebra *) node,
                                 check_expression, &check);
  return check.ok ? push_of_kind (query, node, is_term) : FIXED;
}

/* --- doing it ------------------------------------------------------------------------------------- */

static void push (NystaAlgebraQuery *query, NystaAlgebra *node, const NystaSlot *slot);

static const NystaNode *
push_expression (NystaAlgebraQuery *query, const NystaNode *expression, gpointer user_data)
{
  if (expression->kind == NYSTA_NODE_EXISTS || expression->kind == NYSTA_NODE_NOT_EXISTS)
    push (query, nysta_algebra_exists (query, expression), user_data);
  else
    for (const NystaNode *child = expression->first; child != NULL; child = child->next)
      push_expression (query, child, user_data);
  return expression;
}

static void
push (NystaAlgebraQuery *query, NystaAlgebra *node, const NystaSlot *slot)
{
  if (node->kind == NYSTA_ALGEBRA_BGP && node->bgp.graph.kind == NYSTA_SLOT_NONE)
    node->bgp.graph = *slot;
  if (node->kind == NYSTA_ALGEBRA_PATH && node->path.graph.kind == NYSTA_SLOT_NONE)
    node->path.graph = *slot;
  /* What lies in a GRAPH of its own has its graph. */
  for (guint i = 0; node->kind != NYSTA_ALGEBRA_GRAPH && i < node->n_children; i++)
    push (query, node->children[i], slot);
  nysta_algebra_map_expressions (query, node, push_expression, (gpointer) slot);
  nysta_algebra_refresh (query, node);
}

/* §18.6, evaluation of Graph: the union over all names of Join (eval (graph, P), {(?g, name)}).
 * If P does not know ?g, and each solution has a triple of the graph, scanning with ?g as the
 * graph is the same. A term that names no graph has no triples. */
static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  if (node->kind != NYSTA_ALGEBRA_GRAPH)
    return node;

  NystaAlgebra *child = node->children[0];
  gboolean is_term = node->graph.kind == NYSTA_SLOT_TERM;

  if (push_of (query, child, is_term) != BOUND ||
      (!is_term && nysta_algebra_mentions (query, child, node->graph.variable)))
    return node;
  push (query, child, &node->graph);
  return child;
}

void
nysta_pass_graph (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
