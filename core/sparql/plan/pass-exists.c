/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-exists.c: FILTER EXISTS and NOT EXISTS as joins that keep the left side only. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* One EXISTS, seen from the solutions that its filter is given */
typedef struct
{
  NystaAlgebraQuery *query;
  const NystaVariables *outer; /* what those may bind, and so what is substituted */
} Exists;

/* Whether all that @numbers and the solutions outside share is in @sure. */
static gboolean
are_inner (const Exists *exists, GArray *numbers, const NystaVariables *sure)
{
  for (guint i = 0; i < numbers->len; i++)
    {
      guint variable = g_array_index (numbers, guint, i);

      if (nysta_variables_has (exists->outer, variable) &&
          !nysta_variables_has (sure, variable))
        return FALSE;
    }
  return TRUE;
}

static gboolean
expressions_are_inner (const Exists *exists, const NystaAlgebra *node,
                       const NystaVariables *sure)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < node->n_conditions; i++)
    nysta_expression_variables (exists->query, node->conditions[i], numbers);
  if (node->kind == NYSTA_ALGEBRA_EXTEND)
    {
      nysta_expression_variables (exists->query, node->extend.expression, numbers);
      g_array_append_val (numbers, node->extend.variable);
    }
  return are_inner (exists, numbers, sure);
}

static gboolean
is_inner (const Exists *exists, const NystaAlgebra *node, const NystaVariables *sure)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  nysta_algebra_mentioned (exists->query, node, numbers);
  return are_inner (exists, numbers, sure);
}

/* A path of length zero matches any constant, but of variables only nodes of the graph. */
static gboolean
path_is_join (const Exists *exists, const NystaAlgebra *node)
{
  const NystaNode *path = node->path.path;

  return path->kind != NYSTA_NODE_PATH_REPEAT || path->op == NYSTA_OP_ONE_OR_MORE ||
         !nysta_variables_meet (&node->may, exists->outer);
}

/* Whether substituting (§18.6) in @node gives solutions exactly if one of its own is
 * compatible. So it is where each variable is matched as it stands, and expressions only see
 * what is matched: then the value substituted is the value found. */
static gboolean
is_join (const Exists *exists, const NystaAlgebra *node)
{
  const NystaAlgebra *child = node->n_children > 0 ? node->children[0] : NULL;
  g_autoptr (GArray) numbers = NULL;

  switch (node->kind)
    {
    case NYSTA_ALGEBRA_UNIT:
    case NYSTA_ALGEBRA_EMPTY:
    case NYSTA_ALGEBRA_BGP:
    case NYSTA_ALGEBRA_TABLE:
      return TRUE;
    case NYSTA_ALGEBRA_PATH:
      return path_is_join (exists, node);
    case NYSTA_ALGEBRA_JOIN:
    case NYSTA_ALGEBRA_UNION:
      for (guint i = 0; i < node->n_children; i++)
        if (!is_join (exists, node->children[i]))
          return FALSE;
      return TRUE;
    case NYSTA_ALGEBRA_FILTER:
    case NYSTA_ALGEBRA_EXTEND:
      return is_join (exists, child) && expressions_are_inner (exists, node, &child->sure);
    case NYSTA_ALGEBRA_LEFT_JOIN:
    case NYSTA_ALGEBRA_SEMI_JOIN:
    case NYSTA_ALGEBRA_ANTI_JOIN:
      return is_join (exists, child) &&
             is_inner (exists, node->children[1], &child->sure) &&
             expressions_are_inner (exists, node, &child->sure);
    case NYSTA_ALGEBRA_GRAPH:
      return is_join (exists, child) &&
             (node->graph.kind != NYSTA_SLOT_VARIABLE ||
              !nysta_algebra_mentions (exists->query, child, node->graph.variable));
    case NYSTA_ALGEBRA_PROJECT:
      return is_join (exists, child) && is_inner (exists, child, &node->project);
    case NYSTA_ALGEBRA_DISTINCT:
    case NYSTA_ALGEBRA_REDUCED:
      return is_join (exists, child);
    default:
      /* MINUS: substituting takes variables away that the two sides share. GROUP, SLICE: what
       * is counted is other solutions. */
      return FALSE;
    }
}

/* Whether there is one does not hang on these: they put solutions in order, or leave out some
 * of equal ones. */
static NystaAlgebra *
bare (NystaAlgebra *pattern)
{
  while (pattern->kind == NYSTA_ALGEBRA_ORDER || pattern->kind == NYSTA_ALGEBRA_DISTINCT ||
         pattern->kind == NYSTA_ALGEBRA_REDUCED)
    pattern = pattern->children[0];
  return pattern;
}

/* Likewise, as long as no filter looks at what they add: OPTIONAL gives a solution at least
 * for each of its left side. */
static NystaAlgebra *
bare_top (NystaAlgebra *pattern)
{
  pattern = bare (pattern);
  while (pattern->kind == NYSTA_ALGEBRA_LEFT_JOIN)
    pattern = bare (pattern->children[0]);
  return pattern;
}

/* @left with the EXISTS or NOT_EXISTS @node applied, or NULL. Filters at the top of the pattern
 * become conditions of both together: where both know a variable, they agree. */
static NystaAlgebra *
convert (NystaAlgebraQuery *query, NystaAlgebra *left, const NystaNode *node,
         gboolean is_semi)
{
  const Exists exists = { query, &left->may };
  NystaAlgebra *pattern = bare_top (nysta_algebra_exists (query, node));
  NystaAlgebra *top = pattern;

  while (pattern->kind == NYSTA_ALGEBRA_FILTER)
    pattern = bare (pattern->children[0]);
  if (!is_join (&exists, pattern))
    return NULL;

  NystaAlgebra *joined = nysta_algebra_add (
    query, is_semi ? NYSTA_ALGEBRA_SEMI_JOIN : NYSTA_ALGEBRA_ANTI_JOIN, left, pattern);

  for (; top != pattern; top = top->children[0])
    for (guint i = 0; i < top->n_conditions; i++)
      if (top->kind == NYSTA_ALGEBRA_FILTER)
        nysta_algebra_add_condition (query, joined, top->conditions[i]);
  nysta_algebra_refresh (query, joined);
  return joined;
}

/* §18.6: a condition EXISTS keeps solutions, each once, for which there is one or more. */
static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  NystaAlgebra *around = NULL;
  NystaAlgebra *child = node->n_children > 0 ? node->children[0] : NULL;
  guint n = 0;

  if (node->kind != NYSTA_ALGEBRA_FILTER)
    return node;
  /* Those that cost less are asked first. */
  around = node;
  for (guint i = 0; i < node->n_conditions; i++)
    {
      const NystaNode *condition = node->conditions[i];
      gboolean is_not = condition->kind == NYSTA_NODE_UNARY &&
                        condition->op == NYSTA_OP_NOT;
      const NystaNode *exists = is_not ? condition->first : condition;
      NystaAlgebra *joined = NULL;

      if (exists->kind == NYSTA_NODE_EXISTS || exists->kind == NYSTA_NODE_NOT_EXISTS)
        joined = convert (query, around == node ? child : around, exists,
                          (exists->kind == NYSTA_NODE_EXISTS) != is_not);
      if (joined == NULL)
        node->conditions[n++] = condition;
      else
        around = joined;
    }
  node->n_conditions = n;
  if (around == node)
    return node;
  if (n == 0)
    return around;

  /* The filter goes innermost: its conditions see the same solutions. */
  NystaAlgebra *innermost = around;

  while (innermost->children[0] != child)
    innermost = innermost->children[0];
  innermost->children[0] = node;
  nysta_algebra_refresh (query, node);
  return around;
}

void
nysta_pass_exists (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
