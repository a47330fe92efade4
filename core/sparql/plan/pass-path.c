/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-path.c: paths without detours. */
#include "config.h"
#include "sparql/plan/optimise.h"

static NystaNode *
copy_with (NystaAlgebraQuery *query, const NystaNode *path, const NystaNode *child)
{
  NystaNode *copy = nysta_expression_copy (query, path);

  copy->first = copy->last = NULL;
  copy->n_children = 0;
  nysta_node_append (copy, nysta_expression_copy (query, child));
  return copy;
}

/* §18.4, ZeroOrOnePath, ZeroOrMorePath and OneOrMorePath give each pair once, so that one of
 * them in another is what relations say: of the same kind the inner one alone, else the
 * reflexive transitive closure, however they are mixed. ^^p is p. */
static const NystaNode *
shorten (NystaAlgebraQuery *query, const NystaNode *path)
{
  while (path->kind == NYSTA_NODE_PATH_INVERSE &&
         path->first->kind == NYSTA_NODE_PATH_INVERSE)
    path = path->first->first;
  if (path->kind != NYSTA_NODE_PATH_REPEAT)
    return path;

  const NystaNode *inner = shorten (query, path->first);

  if (inner->kind != NYSTA_NODE_PATH_REPEAT)
    return inner == path->first ? path : copy_with (query, path, inner);

  NystaNode *merged = nysta_expression_copy (query, inner);

  if (inner->op != path->op)
    merged->op = NYSTA_OP_ZERO_OR_MORE;
  return merged;
}

/* X (^P)* Y is Y P* X: (^P)* holds the pairs of P* the other way round (§18.4, inverse
 * path). */
static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  if (node->kind != NYSTA_ALGEBRA_PATH)
    return node;
  node->path.path = shorten (query, node->path.path);
  if (node->path.path->kind == NYSTA_NODE_PATH_REPEAT &&
      node->path.path->first->kind == NYSTA_NODE_PATH_INVERSE)
    {
      NystaSlot subject = node->path.subject;

      node->path.path = copy_with (query, node->path.path, node->path.path->first->first);
      node->path.subject = node->path.object;
      node->path.object = subject;
    }
  return node;
}

void
nysta_pass_path (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
