/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* expression.c: questions about expressions. Recursion follows brackets, which are bounded. */
#include "config.h"
#include "sparql/plan/expression.h"

#include <string.h>

#include "rdf/vocabulary.h"

/* --- what is mentioned ------------------------------------------------------------------------ */

static gboolean
is_exists (const NystaNode *node)
{
  return node->kind == NYSTA_NODE_EXISTS || node->kind == NYSTA_NODE_NOT_EXISTS;
}

void
nysta_expression_variables (const NystaAlgebraQuery *query, const NystaNode *expression,
                            GArray *numbers)
{
  if (expression->kind == NYSTA_NODE_VAR)
    g_array_append_val (numbers, expression->number);
  if (is_exists (expression))
    {
      nysta_algebra_mentioned (query, nysta_algebra_exists (query, expression), numbers);
      return;
    }
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    nysta_expression_variables (query, child, numbers);
}

static void
mention_slot (GArray *numbers, const NystaSlot *slot)
{
  if (slot->kind == NYSTA_SLOT_VARIABLE)
    g_array_append_val (numbers, slot->variable);
}

static void
mention_triple (GArray *numbers, const NystaAlgebraTriple *triple)
{
  for (guint i = 0; i < 3; i++)
    mention_slot (numbers, &triple->slots[i]);
}

static void
mention_fields (GArray *numbers, const NystaAlgebra *node)
{
  switch (node->kind)
    {
    case NYSTA_ALGEBRA_BGP:
      for (guint i = 0; i < node->bgp.n_triples; i++)
        mention_triple (numbers, &node->bgp.triples[i]);
      mention_slot (numbers, &node->bgp.graph);
      break;
    case NYSTA_ALGEBRA_PATH:
      mention_slot (numbers, &node->path.subject);
      mention_slot (numbers, &node->path.object);
      mention_slot (numbers, &node->path.graph);
      break;
    case NYSTA_ALGEBRA_COUNT:
      mention_triple (numbers, &node->count.triple);
      mention_slot (numbers, &node->count.graph);
      g_array_append_val (numbers, node->count.variable);
      break;
    case NYSTA_ALGEBRA_GRAPH:
      mention_slot (numbers, &node->graph);
      break;
    case NYSTA_ALGEBRA_SERVICE:
      mention_slot (numbers, &node->service.endpoint);
      break;
    case NYSTA_ALGEBRA_EXTEND:
      g_array_append_val (numbers, node->extend.variable);
      break;
    case NYSTA_ALGEBRA_TABLE:
      g_array_append_vals (numbers, node->table.variables, node->table.n_variables);
      break;
    case NYSTA_ALGEBRA_PROJECT:
      g_array_append_vals (numbers, node->project.numbers, node->project.n);
      break;
    case NYSTA_ALGEBRA_GROUP:
      g_array_append_vals (numbers, node->group.keys, node->group.n_keys);
      for (guint i = 0; i < node->group.n_aggregates; i++)
        g_array_append_val (numbers, node->group.aggregates[i].variable);
      break;
    default:
      break;
    }
}

typedef struct
{
  const NystaAlgebraQuery *query;
  GArray *numbers;
} Mentions;

static const NystaNode *
mention_expression (G_GNUC_UNUSED NystaAlgebraQuery *query, const NystaNode *expression,
                    gpointer user_data)
{
  Mentions *mentions = user_data;

  nysta_expression_variables (mentions->query, expression, mentions->numbers);
  return expression;
}

void
nysta_algebra_mentioned (const NystaAlgebraQuery *query, const NystaAlgebra *node,
                         GArray *numbers)
{
  Mentions mentions = { query, numbers };

  mention_fields (numbers, node);
  /* Nothing is changed by this function. */
  nysta_algebra_map_expressions ((NystaAlgebraQuery *) query, (NystaAlgebra *) node,
                                 mention_expression, &mentions);
  for (guint i = 0; i < node->n_children; i++)
    nysta_algebra_mentioned (query, node->children[i], numbers);
}

static gboolean
has_number (const GArray *numbers, guint variable)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == variable)
      return TRUE;
  return FALSE;
}

gboolean
nysta_algebra_mentions (const NystaAlgebraQuery *query, const NystaAlgebra *node,
                        guint variable)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  nysta_algebra_mentioned (query, node, numbers);
  return has_number (numbers, variable);
}

gboolean
nysta_expression_mentions (const NystaAlgebraQuery *query, const NystaNode *expression,
                           guint variable)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  nysta_expression_variables (query, expression, numbers);
  return has_number (numbers, variable);
}

void
nysta_algebra_map_expressions (NystaAlgebraQuery *query, NystaAlgebra *node,
                               NystaExpressionFunc func, gpointer user_data)
{
  for (guint i = 0; i < node->n_conditions; i++)
    node->conditions[i] = func (query, node->conditions[i], user_data);
  if (node->kind == NYSTA_ALGEBRA_EXTEND)
    node->extend.expression = func (query, node->extend.expression, user_data);
  for (guint i = 0; node->kind == NYSTA_ALGEBRA_GROUP && i < node->group.n_aggregates; i++)
    {
      NystaAlgebraAggregate *aggregate = &node->group.aggregates[i];

      if (aggregate->expression != NULL)
        aggregate->expression = func (query, aggregate->expression, user_data);
    }
  for (guint i = 0; node->kind == NYSTA_ALGEBRA_ORDER && i < node->order.n_conditions; i++)
    node->order.conditions[i].expression = func (
      query, node->order.conditions[i].expression, user_data);
}

/* --- what it is like ----------------------------------------------------------------------------- */

gboolean
nysta_expression_has_exists (const NystaNode *expression)
{
  if (is_exists (expression))
    return TRUE;
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    if (nysta_expression_has_exists (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_known_function (const NystaNode *call)
{
  return g_str_has_prefix (call->term->value, NS_XSD) ||
         strcmp (call->term->value, NYSTA_SEARCH) == 0;
}

/* A function that is not known here may be anything. */
gboolean
nysta_expression_is_volatile (const NystaNode *expression)
{
  if (is_exists (expression))
    return FALSE;
  if (expression->kind == NYSTA_NODE_BUILT_IN_CALL &&
      (expression->number == NYSTA_BUILTIN_RAND ||
       expression->number == NYSTA_BUILTIN_BNODE ||
       expression->number == NYSTA_BUILTIN_UUID ||
       expression->number == NYSTA_BUILTIN_STRUUID))
    return TRUE;
  if (expression->kind == NYSTA_NODE_FUNCTION_CALL && !is_known_function (expression))
    return TRUE;
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    if (nysta_expression_is_volatile (child))
      return TRUE;
  return FALSE;
}

gboolean
nysta_expression_is_plain (const NystaNode *expression)
{
  return !nysta_expression_is_volatile (expression) &&
         !nysta_expression_has_exists (expression);
}

/* Whether @node is an error wherever @variable is unbound: §17.2, functions and operators
 * but BOUND, COALESCE, IF, IN, EXISTS and the logical ones are, of an argument that is. */
static gboolean
fails_unbound (const NystaNode *node, guint variable)
{
  gboolean any = FALSE, all = node->first != NULL;

  if (node->kind == NYSTA_NODE_VAR)
    return node->number == variable;
  if (is_exists (node))
    return FALSE;
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    {
      gboolean fails = fails_unbound (child, variable);

      any = any || fails;
      all = all && fails;
    }
  switch (node->kind)
    {
    case NYSTA_NODE_OR:
    case NYSTA_NODE_AND:
      return all;
    case NYSTA_NODE_RELATIONAL:
    case NYSTA_NODE_ADDITIVE:
    case NYSTA_NODE_MULTIPLICATIVE:
    case NYSTA_NODE_UNARY:
      return any;
    case NYSTA_NODE_IN:
    case NYSTA_NODE_NOT_IN:
      return node->n_children > 1 && fails_unbound (node->first, variable);
    case NYSTA_NODE_BUILT_IN_CALL:
      if (node->number == NYSTA_BUILTIN_BOUND || node->number == NYSTA_BUILTIN_COALESCE)
        return FALSE;
      return node->number == NYSTA_BUILTIN_IF ? fails_unbound (node->first, variable) : any;
    case NYSTA_NODE_FUNCTION_CALL:
      return any && is_known_function (node);
    default:
      return FALSE;
    }
}

gboolean
nysta_expression_rejects_unbound (const NystaNode *expression, guint variable)
{
  gboolean any = FALSE, all = TRUE;

  if (expression->kind == NYSTA_NODE_BUILT_IN_CALL &&
      expression->number == NYSTA_BUILTIN_BOUND)
    return expression->first->number == variable;
  if (expression->kind != NYSTA_NODE_AND && expression->kind != NYSTA_NODE_OR)
    return fails_unbound (expression, variable);
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    {
      gboolean rejects = nysta_expression_rejects_unbound (child, variable);

      any = any || rejects;
      all = all && rejects;
    }
  return expression->kind == NYSTA_NODE_AND ? any : all;
}

int
nysta_expression_constant_truth (const NystaNode *expression)
{
  if (expression->kind != NYSTA_NODE_LITERAL || expression->term->language != NULL)
    return -1;

  const NystaTerm *term = expression->term;

  if (term->datatype == NULL)
    return *term->value != '\0';
  if (!g_str_equal (term->datatype, NS_XSD "boolean"))
    return -1;
  if (g_str_equal (term->value, "true") || g_str_equal (term->value, "1"))
    return 1;
  /* One that is no boolean's lexical form is false, too. */
  return 0;
}

/* --- made of others -------------------------------------------------------------------------------- */

NystaNode *
nysta_expression_copy (NystaAlgebraQuery *query, const NystaNode *node)
{
  NystaNode *copy = nysta_algebra_new_array (query, NystaNode, 1);

  *copy = *node;
  copy->next = NULL;
  if (is_exists (node))
    g_hash_table_insert (query->exists, copy, nysta_algebra_exists (query, node));
  return copy;
}

NystaNode *
nysta_expression_boolean (NystaAlgebraQuery *query, gboolean value)
{
  static const NystaTerm terms[] = {
    { .kind = NYSTA_TERM_LITERAL, .value = "false", .datatype = NS_XSD "boolean" },
    { .kind = NYSTA_TERM_LITERAL, .value = "true", .datatype = NS_XSD "boolean" },
  };
  NystaNode *node = nysta_algebra_new_array (query, NystaNode, 1);

  node->kind = NYSTA_NODE_LITERAL;
  node->term = &terms[value ? 1 : 0];
  return node;
}

/* BOUND wants a variable: of one that has a value it is true. */
const NystaNode *
nysta_expression_replace (NystaAlgebraQuery *query, const NystaNode *expression,
                          guint variable, const NystaTerm *term)
{
  if (!nysta_expression_mentions (query, expression, variable))
    return expression;

  NystaNode *copy = nysta_expression_copy (query, expression);

  if (expression->kind == NYSTA_NODE_VAR)
    {
      copy->kind = term->kind == NYSTA_TERM_IRI ? NYSTA_NODE_IRI : NYSTA_NODE_LITERAL;
      copy->number = 0;
      copy->term = term;
      return copy;
    }
  if (expression->kind == NYSTA_NODE_BUILT_IN_CALL &&
      expression->number == NYSTA_BUILTIN_BOUND)
    return nysta_expression_boolean (query, TRUE);
  copy->first = copy->last = NULL;
  copy->n_children = 0;
  for (const NystaNode *child = expression->first; child != NULL; child = child->next)
    {
      const NystaNode *replaced = nysta_expression_replace (query, child, variable, term);
      NystaNode *own = nysta_expression_copy (query, replaced);

      own->joined = child->joined;
      nysta_node_append (copy, own);
    }
  return copy;
}
