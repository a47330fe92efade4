/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* optimise.c: the list of passes, and what they share. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* Filters and OPTIONALs are lifted out of joins (flatten) before they are pushed down (filter),
 * so that basic graph patterns meet; optional and equality want them lifted. What these make
 * goes through it again. */
const NystaAlgebraPass nysta_algebra_passes[] = {
  { "path", nysta_pass_path },
  { "fold", nysta_pass_fold },
  { "split", nysta_pass_split },
  { "simplify", nysta_pass_simplify },
  { "graph", nysta_pass_graph },
  { "flatten", nysta_pass_flatten },
  { "optional", nysta_pass_optional },
  { "exists", nysta_pass_exists },
  { "equality", nysta_pass_equality },
  { "filter", nysta_pass_filter },
  { "fold", nysta_pass_fold },
  { "simplify", nysta_pass_simplify },
  { "flatten", nysta_pass_flatten },
  { "optional", nysta_pass_optional },
  { "filter", nysta_pass_filter },
  { "prune", nysta_pass_prune },
  { "count", nysta_pass_count },
  { "limit", nysta_pass_limit },
  { NULL, NULL },
};

void
nysta_algebra_optimise_until (NystaAlgebraQuery *query, gint64 deadline_us)
{
  for (const NystaAlgebraPass *pass = nysta_algebra_passes; pass->name != NULL; pass++)
    if (deadline_us == 0 || g_get_monotonic_time () < deadline_us)
      pass->run (query);
}

void
nysta_algebra_optimise (NystaAlgebraQuery *query)
{
  nysta_algebra_optimise_until (query, 0);
}

/* --- rewriting ------------------------------------------------------------------------------------ */

static NystaAlgebra *rewrite_node (NystaAlgebraQuery *query, NystaAlgebra *node,
                                   NystaAlgebraRewrite rewrite);

typedef struct
{
  NystaAlgebraRewrite rewrite;
} Rewriting;

/* The patterns of EXISTS in @expression */
static const NystaNode *
rewrite_exists (NystaAlgebraQuery *query, const NystaNode *expression, gpointer user_data)
{
  const Rewriting *rewriting = user_data;
  NystaAlgebra *pattern = NULL;

  if (expression->kind == NYSTA_NODE_EXISTS || expression->kind == NYSTA_NODE_NOT_EXISTS)
    {
      query->n_exists_around++;
      pattern = nysta_algebra_exists (query, expression);
      g_hash_table_insert (query->exists, (gpointer) expression,
                           rewrite_node (query, pattern, rewriting->rewrite));
      query->n_exists_around--;
      return expression;
    }
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    if (!nysta_node_is_leaf (child))
      rewrite_exists (query, child, user_data);
  return expression;
}

/* Recursion is bounded by NYSTA_MAX_ALGEBRA_DEPTH, and a pass adds little. */
static NystaAlgebra *
rewrite_node (NystaAlgebraQuery *query, NystaAlgebra *node, NystaAlgebraRewrite rewrite)
{
  Rewriting rewriting = { rewrite };

  /* What is asked of a service is its text: the child only says which variables it has. */
  for (guint i = 0; node->kind != NYSTA_ALGEBRA_SERVICE && i < node->n_children; i++)
    node->children[i] = rewrite_node (query, node->children[i], rewrite);
  nysta_algebra_map_expressions (query, node, rewrite_exists, &rewriting);
  nysta_algebra_refresh (query, node);

  NystaAlgebra *now = rewrite (query, node);

  nysta_algebra_refresh (query, now);
  return now;
}

void
nysta_algebra_rewrite (NystaAlgebraQuery *query, NystaAlgebraRewrite rewrite)
{
  query->root = rewrite_node (query, query->root, rewrite);
}

NystaAlgebra *
nysta_algebra_make (NystaAlgebraQuery *query, NystaAlgebraKind kind, NystaAlgebra *left,
                    NystaAlgebra *right)
{
  NystaAlgebra *node = nysta_algebra_add (query, kind, left, right);

  nysta_algebra_refresh (query, node);
  return node;
}

NystaAlgebra *
nysta_algebra_make_filter (NystaAlgebraQuery *query, NystaAlgebra *child,
                           GPtrArray *conditions)
{
  if (conditions->len == 0)
    return child;

  NystaAlgebra *node = nysta_algebra_add (query, NYSTA_ALGEBRA_FILTER, child, NULL);

  for (guint i = 0; i < conditions->len; i++)
    nysta_algebra_add_condition (query, node, g_ptr_array_index (conditions, i));
  nysta_algebra_refresh (query, node);
  return node;
}
