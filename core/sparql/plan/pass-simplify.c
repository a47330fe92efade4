/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-simplify.c: UNIT is the identity of joins (§18.2.2.8: Z), EMPTY their zero; nodes that
 * do nothing are left out. */
#include "config.h"
#include "sparql/plan/optimise.h"

static NystaAlgebra *
leaf (NystaAlgebraQuery *query, NystaAlgebraKind kind)
{
  return nysta_algebra_make (query, kind, NULL, NULL);
}

static NystaAlgebra *
empty (NystaAlgebraQuery *query)
{
  return leaf (query, NYSTA_ALGEBRA_EMPTY);
}

static gboolean
is_empty (const NystaAlgebra *node)
{
  return node->kind == NYSTA_ALGEBRA_EMPTY;
}

static gboolean
is_unit (const NystaAlgebra *node)
{
  return node->kind == NYSTA_ALGEBRA_UNIT;
}

/* §18.5, Join: with no solutions there are none, with one that binds nothing all stay. */
static NystaAlgebra *
simplify_join (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  guint n = 0;

  for (guint i = 0; i < node->n_children; i++)
    {
      if (is_empty (node->children[i]))
        return empty (query);
      if (!is_unit (node->children[i]))
        node->children[n++] = node->children[i];
    }
  node->n_children = n;
  if (n == 0)
    return leaf (query, NYSTA_ALGEBRA_UNIT);
  return n == 1 ? node->children[0] : node;
}

/* §18.5, Union: none adds none. */
static NystaAlgebra *
simplify_union (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  guint n = 0;

  for (guint i = 0; i < node->n_children; i++)
    if (!is_empty (node->children[i]))
      node->children[n++] = node->children[i];
  node->n_children = n;
  if (n == 0)
    return empty (query);
  return n == 1 ? node->children[0] : node;
}

/* Leave conditions out that are true. FALSE if one never is. */
static gboolean
simplify_conditions (NystaAlgebra *node)
{
  guint n = 0;

  for (guint i = 0; i < node->n_conditions; i++)
    {
      int truth = nysta_expression_constant_truth (node->conditions[i]);

      if (truth == 0)
        return FALSE;
      if (truth == -1)
        node->conditions[n++] = node->conditions[i];
    }
  node->n_conditions = n;
  return TRUE;
}

/* §18.5, LeftJoin: where no pair can be, the left solutions stay as they are; a right side
 * that binds nothing adds nothing, whether the condition holds or not. */
static NystaAlgebra *
simplify_left_join (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  NystaAlgebra *left = node->children[0], *right = node->children[1];

  if (is_empty (left))
    return empty (query);
  if (!simplify_conditions (node) || is_empty (right) || is_unit (right))
    return left;
  return node;
}

/* §18.5, Minus: only solutions with a variable in common take one another away. Within an
 * EXISTS, too: substitution makes fewer of them. */
static NystaAlgebra *
simplify_minus (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  NystaAlgebra *left = node->children[0], *right = node->children[1];

  if (is_empty (left))
    return empty (query);
  return is_empty (right) || !nysta_variables_meet (&left->may, &right->may) ? left : node;
}

static NystaAlgebra *
simplify_half_join (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  NystaAlgebra *left = node->children[0], *right = node->children[1];
  gboolean is_semi = node->kind == NYSTA_ALGEBRA_SEMI_JOIN;

  if (is_empty (left))
    return empty (query);
  if (!simplify_conditions (node) || is_empty (right))
    return is_semi ? empty (query) : left;
  if (is_unit (right) && node->n_conditions == 0)
    return is_semi ? left : empty (query);
  return node;
}

static NystaAlgebra *
simplify_filter (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  if (is_empty (node->children[0]) || !simplify_conditions (node))
    return empty (query);
  return node->n_conditions == 0 ? node->children[0] : node;
}

/* A slice of a slice: the inner one's rows from @offset on, no more than either allows. */
static NystaAlgebra *
simplify_slice (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  NystaAlgebra *child = node->children[0];
  guint64 offset = node->slice.offset, limit = node->slice.limit;

  if (limit == 0 || is_empty (child))
    return empty (query);
  if (offset == 0 && limit == NYSTA_ALGEBRA_NO_LIMIT)
    return child;
  if (child->kind != NYSTA_ALGEBRA_SLICE ||
      child->slice.offset > NYSTA_ALGEBRA_NO_LIMIT - 1 - offset)
    return node;
  node->children[0] = child->children[0];
  node->slice.offset = child->slice.offset + offset;
  if (child->slice.limit != NYSTA_ALGEBRA_NO_LIMIT)
    node->slice.limit = MIN (limit,
                             child->slice.limit > offset ? child->slice.limit - offset : 0);
  return node->slice.limit == 0 ? empty (query) : node;
}

static NystaAlgebra *
simplify_table (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  if (node->table.n_rows == 0)
    return empty (query);
  return node->table.n_variables == 0 && node->table.n_rows == 1
           ? leaf (query, NYSTA_ALGEBRA_UNIT)
           : node;
}

/* Each solution is there once, or more of it would do no harm. */
static NystaAlgebra *
simplify_distinct (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  NystaAlgebra *child = node->children[0];

  if (is_empty (child))
    return empty (query);
  if (child->kind == NYSTA_ALGEBRA_DISTINCT || is_unit (child))
    return child;
  if (child->kind == NYSTA_ALGEBRA_REDUCED)
    node->children[0] = child->children[0];
  return node;
}

static NystaAlgebra *
simplify_group (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  return is_empty (node->children[0]) && node->group.n_keys > 0 ? empty (query) : node;
}

/* Of two projections the inner one is told by the outer one, if that is no wider. */
static NystaAlgebra *
simplify_project (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  NystaAlgebra *child = node->children[0];

  if (is_empty (child))
    return empty (query);
  if (child->kind == NYSTA_ALGEBRA_PROJECT &&
      nysta_variables_include (&child->project, &node->project))
    node->children[0] = child->children[0];
  return node;
}

static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_JOIN:
      return simplify_join (query, node);
    case NYSTA_ALGEBRA_UNION:
      return simplify_union (query, node);
    case NYSTA_ALGEBRA_LEFT_JOIN:
      return simplify_left_join (query, node);
    case NYSTA_ALGEBRA_MINUS:
      return simplify_minus (query, node);
    case NYSTA_ALGEBRA_SEMI_JOIN:
    case NYSTA_ALGEBRA_ANTI_JOIN:
      return simplify_half_join (query, node);
    case NYSTA_ALGEBRA_FILTER:
      return simplify_filter (query, node);
    case NYSTA_ALGEBRA_SLICE:
      return simplify_slice (query, node);
    case NYSTA_ALGEBRA_TABLE:
      return simplify_table (query, node);
    case NYSTA_ALGEBRA_DISTINCT:
    case NYSTA_ALGEBRA_REDUCED:
      return simplify_distinct (query, node);
    case NYSTA_ALGEBRA_PROJECT:
      return simplify_project (query, node);
    case NYSTA_ALGEBRA_GROUP:
      return simplify_group (query, node);
    case NYSTA_ALGEBRA_GRAPH:
    case NYSTA_ALGEBRA_EXTEND:
    case NYSTA_ALGEBRA_ORDER:
      return is_empty (node->children[0]) ? empty (query) : node;
    default:
      return node;
    }
}

void
nysta_pass_simplify (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
