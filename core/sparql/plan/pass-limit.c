/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-limit.c: how many solutions are wanted, told to those who could make more. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* What a node that is made here has in common with the one below */
static NystaAlgebra *
slice_of (NystaAlgebraQuery *query, NystaAlgebra *child, guint64 limit)
{
  NystaAlgebra *slice = nysta_algebra_add (query, NYSTA_ALGEBRA_SLICE, child, NULL);

  slice->slice.limit = limit;
  slice->is_pruned = child->is_pruned;
  slice->wanted = child->wanted;
  slice->any_number = child->any_number;
  nysta_algebra_refresh (query, slice);
  return slice;
}

/* Solutions pass these one by one and in order; each gives one, or none. */
static gboolean
is_one_by_one (const NystaAlgebra *node)
{
  return node->kind == NYSTA_ALGEBRA_PROJECT || node->kind == NYSTA_ALGEBRA_EXTEND;
}

/* @node, of whose solutions no more than the first @limit are asked for. ORDER has to know only
 * so many of them; of a union no branch needs give more. A DISTINCT on the way counts others:
 * what lies below it is not told. */
static NystaAlgebra *
tell (NystaAlgebraQuery *query, NystaAlgebra *node, guint64 limit)
{
  if (is_one_by_one (node))
    {
      node->children[0] = tell (query, node->children[0], limit);
      nysta_algebra_refresh (query, node);
    }
  else if (node->kind == NYSTA_ALGEBRA_ORDER)
    node->order.limit = MIN (node->order.limit, limit);
  else if (node->kind == NYSTA_ALGEBRA_UNION)
    for (guint i = 0; i < node->n_children; i++)
      node->children[i] = slice_of (query, tell (query, node->children[i], limit), limit);
  return node;
}

static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  if (node->kind != NYSTA_ALGEBRA_SLICE || node->slice.limit == NYSTA_ALGEBRA_NO_LIMIT ||
      node->slice.offset > NYSTA_ALGEBRA_NO_LIMIT - 1 - node->slice.limit)
    return node;
  node->children[0] = tell (query, node->children[0],
                            node->slice.offset + node->slice.limit);
  return node;
}

/* §16.3: ASK wants to know whether there is one. */
void
nysta_pass_limit (NystaAlgebraQuery *query)
{
  if (query->form == NYSTA_ALGEBRA_FORM_ASK && query->root->kind != NYSTA_ALGEBRA_SLICE)
    query->root = slice_of (query, query->root, 1);
  nysta_algebra_rewrite (query, rewrite);
}
