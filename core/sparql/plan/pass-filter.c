/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-filter.c: conditions apart, and each as far down as it means the same. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* A condition on its way down */
typedef struct
{
  NystaAlgebraQuery *query;
  const NystaNode *condition;
  NystaVariables variables; /* that it mentions */
  gboolean has_exists;
} Sinking;

/* --- splitting -------------------------------------------------------------------------------- */

static void split (NystaAlgebraQuery *query, const NystaNode *condition,
                   GPtrArray *conditions);

/* §17.2: an && is true if and only if both are; !(a || b) is !a && !b, with errors, too. */
static void
split_not (NystaAlgebraQuery *query, const NystaNode *condition, GPtrArray *conditions)
{
  for (const NystaNode *child = condition->first->first; child != NULL; child = child->next)
    {
      NystaNode *not = nysta_expression_copy (query, condition);

      not ->first = not ->last = NULL;
      not ->n_children = 0;
      nysta_node_append (not, nysta_expression_copy (query, child));
      split (query, not, conditions);
    }
}

static void
split (NystaAlgebraQuery *query, const NystaNode *condition, GPtrArray *conditions)
{
  if (condition->kind == NYSTA_NODE_AND)
    for (const NystaNode *child = condition->first; child != NULL; child = child->next)
      split (query, child, conditions);
  else if (condition->kind == NYSTA_NODE_UNARY && condition->op == NYSTA_OP_NOT &&
           condition->first->kind == NYSTA_NODE_OR)
    split_not (query, condition, conditions);
  else if (nysta_expression_constant_truth (condition) != 1)
    g_ptr_array_add (conditions, (gpointer) condition);
}

static NystaAlgebra *
split_conditions (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  g_autoptr (GPtrArray) conditions = g_ptr_array_new ();

  if (node->n_conditions == 0)
    return node;
  for (guint i = 0; i < node->n_conditions; i++)
    split (query, node->conditions[i], conditions);
  node->n_conditions = 0;
  for (guint i = 0; i < conditions->len; i++)
    nysta_algebra_add_condition (query, node, g_ptr_array_index (conditions, i));
  return node->n_conditions == 0 && node->kind == NYSTA_ALGEBRA_FILTER ? node->children[0]
                                                                       : node;
}

void
nysta_pass_split (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, split_conditions);
}

/* --- sinking ------------------------------------------------------------------------------------ */

/* Whether the condition sees, in the solutions of @child, the values that it sees further out,
 * where those of @other are added. */
static gboolean
sees_the_same (const Sinking *sinking, const NystaAlgebra *child, const NystaAlgebra *other)
{
  for (guint i = 0; i < sinking->variables.n; i++)
    {
      guint variable = sinking->variables.numbers[i];

      if (!nysta_variables_has (&child->sure, variable) &&
          nysta_variables_has (&other->may, variable))
        return FALSE;
    }
  return TRUE;
}

static gboolean
concerns (const Sinking *sinking, const NystaAlgebra *node)
{
  return nysta_variables_meet (&sinking->variables, &node->may);
}

static NystaAlgebra *sink (const Sinking *sinking, NystaAlgebra *node);

/* Filter (c, Join (A, B)) = Join (Filter (c, A), B). What A surely binds is right whatever the
 * others do; else no other may bind it. */
static gboolean
sink_into_join (const Sinking *sinking, NystaAlgebra *node)
{
  for (guint i = 0; i < node->n_children; i++)
    {
      NystaAlgebra *child = node->children[i];
      gboolean fits = concerns (sinking, child);

      if (!fits)
        continue;
      if (!nysta_variables_include (&child->sure, &sinking->variables))
        for (guint k = 0; k < node->n_children && fits; k++)
          fits = k == i || sees_the_same (sinking, child, node->children[k]);
      if (!fits)
        continue;
      node->children[i] = sink (sinking, child);
      return TRUE;
    }
  return FALSE;
}

/* Each branch apart. An EXISTS has one pattern, which stays in one place. */
static gboolean
sink_into_union (const Sinking *sinking, NystaAlgebra *node)
{
  if (sinking->has_exists)
    return FALSE;
  for (guint i = 0; i < node->n_children; i++)
    node->children[i] = sink (sinking, node->children[i]);
  return TRUE;
}

/* Whether the condition on the solutions of @node is one on those of its first child. */
static gboolean
is_of_child (const Sinking *sinking, const NystaAlgebra *node)
{
  NystaVariables keys = { .numbers = NULL };

  switch (node->kind)
    {
    case NYSTA_ALGEBRA_FILTER:
    case NYSTA_ALGEBRA_DISTINCT:
    case NYSTA_ALGEBRA_REDUCED:
    case NYSTA_ALGEBRA_MINUS:     /* these keep left solutions as they are, */
    case NYSTA_ALGEBRA_SEMI_JOIN: /* or not at all */
    case NYSTA_ALGEBRA_ANTI_JOIN:
      return TRUE;
    case NYSTA_ALGEBRA_ORDER:
      return node->order.limit == NYSTA_ALGEBRA_NO_LIMIT;
    case NYSTA_ALGEBRA_LEFT_JOIN:
      return sees_the_same (sinking, node->children[0], node->children[1]);
    case NYSTA_ALGEBRA_EXTEND:
      return !nysta_variables_has (&sinking->variables, node->extend.variable);
    case NYSTA_ALGEBRA_GRAPH:
      /* EXISTS would be asked of that graph. */
      return !sinking->has_exists &&
             (node->graph.kind != NYSTA_SLOT_VARIABLE ||
              !nysta_variables_has (&sinking->variables, node->graph.variable));
    case NYSTA_ALGEBRA_PROJECT:
      return nysta_variables_include (&node->project, &sinking->variables);
    case NYSTA_ALGEBRA_GROUP:
      /* A group has one value of each key, and without solutions there is no group. */
      keys = (NystaVariables){ .numbers = node->group.keys, .n = node->group.n_keys };
      return keys.n > 0 && nysta_variables_include (&keys, &sinking->variables);
    default:
      return FALSE;
    }
}

/* Put the condition onto @node, or into what is below it, which keeps its schema. */
static NystaAlgebra *
sink (const Sinking *sinking, NystaAlgebra *node)
{
  NystaAlgebra *filter = NULL;

  if (node->kind == NYSTA_ALGEBRA_JOIN && sink_into_join (sinking, node))
    return node;
  if (node->kind == NYSTA_ALGEBRA_UNION && sink_into_union (sinking, node))
    return node;
  if (node->kind != NYSTA_ALGEBRA_FILTER && is_of_child (sinking, node))
    {
      node->children[0] = sink (sinking, node->children[0]);
      return node;
    }
  if (node->kind == NYSTA_ALGEBRA_FILTER)
    {
      NystaAlgebra *child = sink (sinking, node->children[0]);

      /* Two filters would stand on each other: one with both conditions. */
      if (child->kind != NYSTA_ALGEBRA_FILTER)
        {
          node->children[0] = child;
          return node;
        }
      node->children[0] = child->children[0];
      for (guint i = 0; i < child->n_conditions; i++)
        nysta_algebra_add_condition (sinking->query, node, child->conditions[i]);
      return node;
    }
  filter = nysta_algebra_add (sinking->query, NYSTA_ALGEBRA_FILTER, node, NULL);
  nysta_algebra_add_condition (sinking->query, filter, sinking->condition);
  nysta_algebra_refresh (sinking->query, filter);
  return filter;
}

static Sinking
sinking_of (NystaAlgebraQuery *query, const NystaNode *condition)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  nysta_expression_variables (query, condition, numbers);
  return (Sinking){ .query = query,
                    .condition = condition,
                    .variables = nysta_variables_new (query, numbers),
                    .has_exists = nysta_expression_has_exists (condition) };
}

/* A condition of no variables is asked where it stands, once; a volatile one as often as it
 * stands there for. */
static gboolean
may_sink (const Sinking *sinking)
{
  return sinking->variables.n > 0 && !nysta_expression_is_volatile (sinking->condition);
}

static NystaAlgebra *
sink_filter (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  g_autoptr (GPtrArray) stay = g_ptr_array_new ();
  NystaAlgebra *child = node->children[0];

  for (guint i = 0; i < node->n_conditions; i++)
    {
      const Sinking sinking = sinking_of (query, node->conditions[i]);

      if (may_sink (&sinking))
        child = sink (&sinking, child);
      else
        g_ptr_array_add (stay, (gpointer) node->conditions[i]);
    }
  return nysta_algebra_make_filter (query, child, stay);
}

/* LeftJoin (A, B, c) = LeftJoin (A, Filter (c, B)), where c sees the same in B alone: a pair
 * needs c in both. The same goes for SEMI_JOIN and ANTI_JOIN. */
static NystaAlgebra *
sink_right (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  guint n = 0;

  for (guint i = 0; i < node->n_conditions; i++)
    {
      const Sinking sinking = sinking_of (query, node->conditions[i]);

      if (may_sink (&sinking) && concerns (&sinking, node->children[1]) &&
          sees_the_same (&sinking, node->children[1], node->children[0]))
        node->children[1] = sink (&sinking, node->children[1]);
      else
        node->conditions[n++] = node->conditions[i];
    }
  node->n_conditions = n;
  return node;
}

static NystaAlgebra *
rewrite (NystaAlgebraQuery *query, NystaAlgebra *node)
{
  if (node->kind == NYSTA_ALGEBRA_FILTER)
    return sink_filter (query, node);
  if (node->n_conditions > 0)
    return sink_right (query, node);
  return node;
}

void
nysta_pass_filter (NystaAlgebraQuery *query)
{
  nysta_algebra_rewrite (query, rewrite);
}
