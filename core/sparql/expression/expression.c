/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* expression.c: from the syntax tree to parts, and from outside to them. */
#include "config.h"
#include "sparql/expression/search.h"
#include "sparql/expression/value.h"

#include "base/error.h"
#include "rdf/vocabulary.h"
#include "sparql/expression/operators.h"

#include <string.h>

struct NystaExpression
{
  NystaExpressionContext *context;
  NystaPart *root;
  GPtrArray *parts; /* all of them */
};

typedef struct
{
  const NystaExpressionScope *scope;
  NystaExpressionContext *context;
  NystaExpression *expression;
  GError *error;
} Compilation;

static void
part_free (gpointer data)
{
  NystaPart *part = data;

  nysta_regex_free (part->regex);
  if (part->search != NULL)
    nysta_search_query_free (*part->search);
  g_free (part->search);
  g_free (part->parts);
  g_free (part);
}

static gint32
variable_column (const NystaExpressionScope *scope, guint variable)
{
  return variable < scope->n_columns ? scope->columns[variable] : -1;
}

/* (nullable): there is no such function. */
static const NystaPartClass *
find_class (const NystaNode *node)
{
  if (node->kind == NYSTA_NODE_BUILT_IN_CALL)
    return node->number < NYSTA_N_BUILTINS ? &nysta_builtin_classes[node->number] : NULL;
  if (node->kind == NYSTA_NODE_FUNCTION_CALL)
    return node->n_children == 1
             ? nysta_cast_class (node->term->value)
             : nysta_function_class (node->term->value, node->n_children);
  return nysta_operator_class (node);
}

static void
set_unknown (Compilation *compilation, const NystaNode *node)
{
  const NystaPartClass *cast = NULL;

  if (compilation->error != NULL)
    return;
  if (node->kind != NYSTA_NODE_FUNCTION_CALL)
    {
      g_set_error (&compilation->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
                   "%u:%u: %s is no expression", node->line, node->column,
                   nysta_node_kind_name (node->kind));
      return;
    }
  if (strcmp (node->term->value, NYSTA_SEARCH) == 0)
    {
      g_set_error (&compilation->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
                   "%u:%u: <%s> takes two arguments: a text, and the words to search for",
                   node->line, node->column, node->term->value);
      return;
    }
  cast = nysta_cast_class (node->term->value);
  g_set_error (&compilation->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
               cast != NULL
                 ? "%u:%u: <%s> takes one argument"
                 : "%u:%u: there is no function <%s>: SPARQL's own and the casts "
                   "to XML Schema's datatypes can be called",
               node->line, node->column, node->term->value);
}

static NystaTermId
constant_id (NystaExpressionContext *context, const NystaNode *node)
{
  return nysta_run_terms_add (context->terms, node->term);
}

/* What hangs on the kind of leaf. */
static void
fill_leaf (Compilation *compilation, const NystaNode *node, NystaPart *part)
{
  const NystaExpressionScope *scope = compilation->scope;

  part->column = -1;
  if (node->kind == NYSTA_NODE_VAR)
    part->column = variable_column (scope, node->number);
  else if (node->kind == NYSTA_NODE_AGGREGATE && scope->aggregate != NULL)
    part->column = scope->aggregate (scope->user_data, node);
  else if (node->kind == NYSTA_NODE_IRI || node->kind == NYSTA_NODE_LITERAL)
    part->id = constant_id (compilation->context, node);
  else if ((node->kind == NYSTA_NODE_EXISTS || node->kind == NYSTA_NODE_NOT_EXISTS) &&
           scope->exists != NULL)
    part->exists = scope->exists (scope->user_data, node);
  else if (node->kind == NYSTA_NODE_BUILT_IN_CALL &&
           (node->number == NYSTA_BUILTIN_REGEX || node->number == NYSTA_BUILTIN_REPLACE))
    part->regex = nysta_regex_new ();
  else if (node->kind == NYSTA_NODE_FUNCTION_CALL && part->test == nysta_test_search)
    part->search = g_new0 (NystaSearchQuery *, 1);
}

/* Where only the value of a number counts, 1.0 may as well be 1: its id needs no look-up. */
static void
simplify_operands (const NystaNode *node, NystaPart *part)
{
  if (node->kind != NYSTA_NODE_RELATIONAL && node->kind != NYSTA_NODE_IN &&
      node->kind != NYSTA_NODE_NOT_IN && node->kind != NYSTA_NODE_ADDITIVE &&
      node->kind != NYSTA_NODE_MULTIPLICATIVE)
    return;
  for (guint i = 0; i < part->n_parts; i++)
    {
      NystaPart *operand = part->parts[i];
      NystaNumeric number;
      NystaTermId id = 0;

      if (operand->node == NULL || operand->node->kind != NYSTA_NODE_LITERAL ||
          nysta_numeric_from_term (operand->node->term, &number) != NYSTA_RESULT_OK)
        continue;
      number.no_point = TRUE;
      id = nysta_numeric_to_id (&number);
      if (id != 0)
        operand->id = id;
    }
}

/* An aggregate's operand is evaluated a row, not a group; an EXISTS's group is no
 * expression. */
static gboolean
has_operands (const NystaNode *node)
{
  return node->kind != NYSTA_NODE_AGGREGATE && node->kind != NYSTA_NODE_EXISTS &&
         node->kind != NYSTA_NODE_NOT_EXISTS;
}

/* The parser bounds the depth. */
static NystaPart *
compile_node (Compilation *compilation, const NystaNode *node)
{
  const NystaPartClass *klass = find_class (node);
  NystaPart *part = g_new0 (NystaPart, 1);
  guint i = 0;

  g_ptr_array_add (compilation->expression->parts, part);
  if (klass == NULL || (klass->value == NULL && klass->test == NULL))
    {
      set_unknown (compilation, node);
      return part;
    }
  part->node = node;
  part->value = klass->value;
  part->test = klass->test;
  fill_leaf (compilation, node, part);
  if (!has_operands (node) || node->n_children == 0)
    return part;
  part->n_parts = node->n_children;
  part->parts = g_new0 (NystaPart *, part->n_parts);
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    part->parts[i++] = compile_node (compilation, child);
  simplify_operands (node, part);
  return part;
}

NystaExpression *
nysta_expression_compile (const NystaNode *node, const NystaExpressionScope *scope,
                          NystaExpressionContext *context, GError **error)
{
  g_autoptr (NystaExpression) expression = g_new0 (NystaExpression, 1);
  Compilation compilation = { .scope = scope,
                              .context = context,
                              .expression = expression };

  expression->context = context;
  expression->parts = g_ptr_array_new_with_free_func (part_free);
  expression->root = compile_node (&compilation, node);
  if (compilation.error != NULL)
    {
      g_propagate_error (error, compilation.error);
      return NULL;
    }
  return g_steal_pointer (&expression);
}

void
nysta_expression_free (NystaExpression *expression)
{
  if (expression == NULL)
    return;
  g_ptr_array_unref (expression->parts);
  g_free (expression);
}

NystaTermId
nysta_expression_constant (const NystaExpression *expression)
{
  return expression->root->id;
}

/* --- rows ---------------------------------------------------------------------------- */

NystaTermId
nysta_expression_id (NystaExpression *expression, const NystaTermId *row)
{
  NystaExpressionContext *context = expression->context;
  const NystaTermId *outer = context->row;
  NystaRunTermsMark mark = nysta_run_terms_begin (context->terms);
  NystaTermId id = 0;
  NystaValue value;

  context->row = row;
  if (nysta_part_value (expression->root, context, &value))
    id = nysta_value_id (context, &value);
  context->row = outer;
  nysta_run_terms_end (context->terms, mark);
  return id;
}

NystaTruth
nysta_expression_test (NystaExpression *expression, const NystaTermId *row)
{
  NystaExpressionContext *context = expression->context;
  const NystaTermId *outer = context->row;
  NystaRunTermsMark mark = nysta_run_terms_begin (context->terms);
  NystaTruth truth = NYSTA_TRUTH_ERROR;

  context->row = row;
  truth = nysta_part_test (expression->root, context);
  context->row = outer;
  nysta_run_terms_end (context->terms, mark);
  return truth;
}

gsize
nysta_expression_filter (NystaExpression *expression, NystaTermId *rows, guint width,
                         gsize n_rows)
{
  gsize kept = 0;

  for (gsize i = 0; i < n_rows; i++)
    {
      const NystaTermId *row = rows + i * width;

      if (nysta_expression_test (expression, row) != NYSTA_TRUTH_TRUE)
        continue;
      if (kept != i)
        memcpy (rows + kept * width, row, width * sizeof *rows);
      kept++;
    }
  return kept;
}
