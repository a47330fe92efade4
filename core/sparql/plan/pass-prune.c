/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pass-prune.c: what nobody looks at is not worked out: variables, how often a solution is
 * there, order. */
#include "config.h"
#include "sparql/plan/optimise.h"

/* What is wanted of a node by what is further out */
typedef struct
{
  NystaVariables variables;
  gboolean any_number; /* one of equal solutions or more, it does not matter */
  gboolean in_order;
} Wanted;

static NystaAlgebra *prune (NystaAlgebraQuery *query, NystaAlgebra *node, Wanted wanted);

/* --- sets ----------------------------------------------------------------------------------------- */

static void
gather (GArray *numbers, const NystaVariables *variables)
{
  if (variables->n > 0)
    g_array_append_vals (numbers, variables->numbers, variables->n);
}

static const NystaNode *
gather_expression (NystaAlgebraQuery *query, const NystaNode *expression,
                   gpointer user_data)
{
  nysta_expression_variables (query, expression, user_data);
  return expression;
}

/* @variables, and those of the node's own expressions */
static NystaVariables
with_expressions (NystaAlgebraQuery *query, NystaAlgebra *node,
                  const NystaVariables *variables)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  nysta_algebra_map_expressions (query, node, gather_expression, numbers);
  if (numbers->len == 0)
    return *variables;

  const NystaVariables own = nysta_variables_new (query, numbers);

  return nysta_variables_union (query, variables, &own);
}

/* --- kind by kind --------------------------------------------------------------------------------- */

static const NystaNode *
prune_exists (NystaAlgebraQuery *query, const NystaNode *expression, gpointer user_data)
{
  if (expression->kind == NYSTA_NODE_EXISTS || expression->kind == NYSTA_NODE_NOT_EXISTS)
    {
      NystaAlgebra *pattern = nysta_algebra_exists (query, expression);
      /* Its variables may be the solution's outside: all are kept. */
      const Wanted wanted = { .variables = pattern->may, .any_number = TRUE };

      g_hash_table_insert (query->exists, (gpointer) expression,
                           prune (query, pattern, wanted));
      return expression;
    }
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    prune_exists (query, child, user_data);
  return expression;
}

static void
prune_child (NystaAlgebraQuery *query, NystaAlgebra *node, guint i, Wanted wanted)
{
  node->children[i] = prune (query, node->children[i], wanted);
}

/* Each part has to give what is wanted of it, and what another part may bind, too. */
static void
prune_join (NystaAlgebraQuery *query, NystaAlgebra *node, Wanted wanted)
{
  g_autoptr (GHashTable) once = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < node->n_children; i++)
    for (guint k = 0; k < node->children[i]->may.n; k++)
      {
        guint variable = node->children[i]->may.numbers[k];

        if (!g_hash_table_add (once, GUINT_TO_POINTER (variable)))
          g_array_append_val (numbers, variable);
      }
  gather (numbers, &wanted.variables);
  wanted.variables = nysta_variables_new (query, numbers);
  wanted.in_order = FALSE;
  for (guint i = 0; i < node->n_children; i++)
    prune_child (query, node, i, wanted);
}

/* LEFT_JOIN, MINUS, SEMI_JOIN, ANTI_JOIN. Of the last three's right side only matters whether
 * there is one. */
static NystaAlgebra *
prune_sides (NystaAlgebraQuery *query, NystaAlgebra *node, Wanted wanted)
{
  NystaAlgebra *left = node->children[0], *right = node->children[1];
  NystaVariables common = nysta_variables_common (query, &left->may, &right->may);
  NystaVariables met = with_expressions (query, node, &common);
  NystaVariables given = nysta_variables_common (query, &wanted.variables, &right->may);
  Wanted of_left = wanted, of_right = wanted;

  /* An OPTIONAL of which nothing is wanted adds only to how often a solution is there. */
  if (node->kind == NYSTA_ALGEBRA_LEFT_JOIN && wanted.any_number &&
      nysta_variables_include (&left->sure, &given))
    return prune (query, left, wanted);
  of_left.variables = nysta_variables_union (query, &wanted.variables, &met);
  of_left.in_order = of_right.in_order = FALSE;
  if (node->kind == NYSTA_ALGEBRA_LEFT_JOIN)
    of_right.variables = of_left.variables;
  else
    {
      of_right.variables = met;
      of_right.any_number = TRUE;
    }
  prune_child (query, node, 0, of_left);
  prune_child (query, node, 1, of_right);
  return node;
}

static NystaAlgebra *
prune_extend (NystaAlgebraQuery *query, NystaAlgebra *node, Wanted wanted)
{
  if (!nysta_variables_has (&wanted.variables, node->extend.variable))
    return prune (query, node->children[0], wanted);
  wanted.variables = with_expressions (query, node, &wanted.variables);
  prune_child (query, node, 0, wanted);
  return node;
}

static gboolean
sees_numbers (const NystaAlgebraAggregate *aggregate)
{
  return !aggregate->distinct && aggregate->function != NYSTA_AGGREGATE_MIN &&
         aggregate->function != NYSTA_AGGREGATE_MAX &&
         aggregate->function != NYSTA_AGGREGATE_SAMPLE;
}

/* The order of a group's solutions is seen by GROUP_CONCAT and SAMPLE, if only in practice. */
static void
prune_group (NystaAlgebraQuery *query, NystaAlgebra *node, Wanted wanted)
{
  const NystaVariables keys = { .numbers = node->group.keys, .n = node->group.n_keys };
  Wanted of_child = { .any_number = TRUE };
  guint n = 0;

  for (guint i = 0; i < node->group.n_aggregates; i++)
    {
      const NystaAlgebraAggregate aggregate = node->group.aggregates[i];

      if (!nysta_variables_has (&wanted.variables, aggregate.variable))
        continue;
      if (sees_numbers (&aggregate))
        of_child.any_number = FALSE;
      if (aggregate.function == NYSTA_AGGREGATE_GROUP_CONCAT ||
          aggregate.function == NYSTA_AGGREGATE_SAMPLE)
        of_child.in_order = TRUE;
      if (aggregate.expression == NULL && aggregate.distinct)
        of_child.variables = node->children[0]->may;
      node->group.aggregates[n++] = aggregate;
    }
  node->group.n_aggregates = n;
  of_child.variables = nysta_variables_union (query, &of_child.variables, &keys);
  of_child.variables = with_expressions (query, node, &of_child.variables);
  prune_child (query, node, 0, of_child);
}

static NystaAlgebra *
prune_order (NystaAlgebraQuery *query, NystaAlgebra *node, Wanted wanted)
{
  gboolean in_order = wanted.in_order;

  wanted.in_order = FALSE;
  if (!in_order)
    return prune (query, node->children[0], wanted);
  wanted.variables = with_expressions (query, node, &wanted.variables);
  prune_child (query, node, 0, wanted);
  return node;
}

/* Children of the kinds that hand on what is wanted of them, more or less */
static void
prune_others (NystaAlgebraQuery *query, NystaAlgebra *node, Wanted wanted)
{
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_FILTER:
      wanted.variables = with_expressions (query, node, &wanted.variables);
      break;
    case NYSTA_ALGEBRA_PROJECT:
      wanted.variables = nysta_variables_common (query, &wanted.variables, &node->project);
      break;
    case NYSTA_ALGEBRA_DISTINCT:
      /* Which are equal, all variables tell. */
      wanted.variables = node->children[0]->may;
      wanted.any_number = TRUE;
      break;
    case NYSTA_ALGEBRA_SLICE:
      wanted.any_number = FALSE;
      wanted.in_order = TRUE;
      break;
    default:
      wanted.in_order = FALSE;
    }
  for (guint i = 0; i < node->n_children; i++)
    prune_child (query, node, i, wanted);
}

static NystaAlgebra *
prune_kind (NystaAlgebraQuery *query, NystaAlgebra *node, Wanted wanted)
{
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_JOIN:
      prune_join (query, node, wanted);
      return node;
    case NYSTA_ALGEBRA_LEFT_JOIN:
    case NYSTA_ALGEBRA_MINUS:
    case NYSTA_ALGEBRA_SEMI_JOIN:
    case NYSTA_ALGEBRA_ANTI_JOIN:
      return prune_sides (query, node, wanted);
    case NYSTA_ALGEBRA_EXTEND:
      return prune_extend (query, node, wanted);
    case NYSTA_ALGEBRA_GROUP:
      prune_group (query, node, wanted);
      return node;
    case NYSTA_ALGEBRA_ORDER:
      return prune_order (query, node, wanted);
    case NYSTA_ALGEBRA_REDUCED:
      /* §15.3.2: between one and all of them. */
      wanted.any_number = TRUE;
      return prune (query, node->children[0], wanted);
    case NYSTA_ALGEBRA_SERVICE:
      return node;
    default:
      prune_others (query, node, wanted);
      return node;
    }
}

/* Variables that are kept without being wanted do no harm; in a graph's own pattern its name
 * is such a one. */
static NystaAlgebra *
prune (NystaAlgebraQuery *query, NystaAlgebra *node, Wanted wanted)
{
  node->is_pruned = TRUE;
  node->wanted = nysta_variables_common (query, &wanted.variables, &node->may);
  node->any_number = wanted.any_number;

  NystaAlgebra *now = prune_kind (query, node, wanted);

  if (now == node)
    nysta_algebra_map_expressions (query, node, prune_exists, NULL);
  nysta_algebra_refresh (query, now);
  return now;
}

/* --- the whole -------------------------------------------------------------------------------------- */

/* A blank node in a template is a new one for each solution: their number can be seen. */
static gboolean
has_blank (const NystaNode *parent)
{
  for (const NystaNode *child = parent->first; child != NULL; child = child->next)
    {
      for (guint i = 0; child->kind == NYSTA_NODE_TRIPLE && i < 3; i++)
        if (child->triple[i]->kind == NYSTA_NODE_BLANK)
          return TRUE;
      if (child->kind == NYSTA_NODE_QUADS_GRAPH && has_blank (child))
        return TRUE;
    }
  return FALSE;
}

static gboolean
templates_have_blank (const NystaAlgebraQuery *query)
{
  if (query->template != NULL)
    return has_blank (query->template);
  for (const NystaNode *child = query->operation->first;
       query->form == NYSTA_ALGEBRA_FORM_UPDATE && child != NULL; child = child->next)
    if (child->kind == NYSTA_NODE_INSERT_CLAUSE && has_blank (child->first))
      return TRUE;
  return FALSE;
}

void
nysta_pass_prune (NystaAlgebraQuery *query)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean is_select = query->form == NYSTA_ALGEBRA_FORM_SELECT;
  Wanted wanted = { .in_order = is_select };

  /* A SELECT's columns are its root's; a graph or an update is a set. */
  if (query->n_columns > 0)
    g_array_append_vals (columns, query->columns, query->n_columns);
  wanted.variables = is_select ? query->root->may : nysta_variables_new (query, columns);
  wanted.any_number = !is_select && !templates_have_blank (query);
  query->root = prune (query, query->root, wanted);
}
