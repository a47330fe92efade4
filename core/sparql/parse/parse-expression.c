/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* parse-expression.c: SPARQL 1.1 [110] Expression and what is below it. */
#include <string.h>

#include "base/limits.h"
#include "sparql/exec/functions.h"
#include "sparql/parse/parser.h"

#define WHAT_IS_EXPECTED "a variable, a value, a function or ("

typedef gboolean (*Taker) (NystaParser *parser, NystaExpression **out_expression);

static NystaExpression *
new_with (NystaParser *parser, NystaExpressionKind kind, NystaExpression *first)
{
  NystaExpression *expression = nysta_tree_add_expression (parser->tree, kind);

  if (first != NULL)
    nysta_expression_add_argument (expression, first);
  return expression;
}

static gboolean
check_depth (NystaParser *parser, const NystaExpression *expression)
{
  return expression->depth <= NYSTA_MAX_NESTING || nysta_parser_too_deep (parser);
}

/* --- calls -------------------------------------------------------------------- */

/* [71] ArgList: "( a, b )" or "()" */
static gboolean
take_arguments (NystaParser *parser, NystaExpression *expression)
{
  if (!nysta_parser_enter (parser) || !nysta_parser_take_mark (parser, "("))
    return FALSE;
  while (!nysta_parser_is_mark (parser, ")"))
    {
      NystaExpression *argument = NULL;

      if (!nysta_parser_take_expression (parser, &argument))
        return FALSE;
      nysta_expression_add_argument (expression, argument);
      if (nysta_parser_is_mark (parser, ")"))
        break;
      if (!nysta_parser_is_mark (parser, ","))
        return nysta_parser_expected (parser, ", or )");
      if (!nysta_parser_advance (parser))
        return FALSE;
      if (nysta_parser_is_mark (parser, ")"))
        return nysta_parser_expected (parser, WHAT_IS_EXPECTED);
    }
  nysta_parser_leave (parser);
  return nysta_parser_advance (parser) && check_depth (parser, expression);
}

static gboolean
check_count (NystaParser *parser, const NystaQueryToken *at, const char *name,
             const NystaExpression *expression, guint min, guint max)
{
  guint n = expression->arguments != NULL ? expression->arguments->len : 0;

  if (n >= min && n <= max)
    return TRUE;
  if (min == max)
    return nysta_parser_error (parser, at, "found %u argument%s of %s, expected %u", n,
                               n == 1 ? "" : "s", name, min);
  return nysta_parser_error (parser, at, "found %u argument%s of %s, expected %u%s", n,
                             n == 1 ? "" : "s", name, min,
                             max == G_MAXUINT ? " or more" : " or one more");
}

static gboolean
take_bound (NystaParser *parser, NystaExpression *expression)
{
  return nysta_parser_take_mark (parser, "(") &&
         nysta_parser_take_variable (parser, &expression->variable) &&
         nysta_parser_take_mark (parser, ")");
}

/* [121] BuiltInCall */
static gboolean
take_call (NystaParser *parser, NystaExpression **out_expression)
{
  const NystaQueryToken at = parser->token;
  g_autofree char *name = g_ascii_strup (at.start, (gssize) at.length);
  const NystaFunction *function = nysta_function_find (name);
  NystaExpression *expression = new_with (parser, NYSTA_EXPRESSION_FUNCTION, NULL);

  *out_expression = expression;
  if (strcmp (name, "NOT") == 0)
    return nysta_parser_unsupported (parser, &at, "NOT EXISTS", name);
  if (nysta_function_is_refused (name))
    {
      g_autofree char *what = g_strdup_printf ("the function %s", name);

      return nysta_parser_unsupported (parser, &at, what, name);
    }
  if (strcmp (name, "BOUND") == 0)
    {
      expression->kind = NYSTA_EXPRESSION_BOUND;
      return nysta_parser_advance (parser) && take_bound (parser, expression);
    }
  if (strcmp (name, "IF") == 0)
    {
      expression->kind = NYSTA_EXPRESSION_IF;
      return nysta_parser_advance (parser) && take_arguments (parser, expression) &&
             check_count (parser, &at, name, expression, 3, 3);
    }
  if (strcmp (name, "COALESCE") == 0)
    {
      expression->kind = NYSTA_EXPRESSION_COALESCE;
      return nysta_parser_advance (parser) && take_arguments (parser, expression) &&
             check_count (parser, &at, name, expression, 1, G_MAXUINT);
    }
  if (function == NULL)
    return nysta_parser_expected (parser, WHAT_IS_EXPECTED);
  expression->function = function;
  return nysta_parser_advance (parser) && take_arguments (parser, expression) &&
         check_count (parser, &at, name, expression, function->min_arguments,
                      function->max_arguments);
}

/* [128] iriOrFunction: an IRI, or with brackets after it a cast. */
static gboolean
take_iri_or_cast (NystaParser *parser, NystaExpression **out_expression)
{
  const NystaQueryToken at = parser->token;
  NystaExpression *expression = new_with (parser, NYSTA_EXPRESSION_TERM, NULL);
  const char *iri = NULL;

  *out_expression = expression;
  if (!nysta_parser_take_iri (parser, &iri))
    return FALSE;
  if (!nysta_parser_is_mark (parser, "("))
    {
      expression->term = nysta_iri (iri);
      return TRUE;
    }

  expression->kind = NYSTA_EXPRESSION_FUNCTION;
  expression->function = nysta_function_find_cast (iri);
  if (expression->function == NULL)
    {
      g_autofree char *what = g_strdup_printf ("the function <%s>", iri);

      return nysta_parser_unsupported (parser, &at, what, "function");
    }
  return take_arguments (parser, expression) &&
         check_count (parser, &at, "a cast", expression, 1, 1);
}

/* --- levels, the tightest first ------------------------------------------------- */

/* [120] BrackettedExpression */
static gboolean
take_brackets (NystaParser *parser, NystaExpression **out_expression)
{
  if (!nysta_parser_enter (parser) || !nysta_parser_take_mark (parser, "(") ||
      !nysta_parser_take_expression (parser, out_expression))
    return FALSE;
  nysta_parser_leave (parser);
  return nysta_parser_take_mark (parser, ")");
}

/* [119] PrimaryExpression */
static gboolean
take_primary (NystaParser *parser, NystaExpression **out_expression)
{
  if (nysta_parser_is_mark (parser, "("))
    return take_brackets (parser, out_expression);
  if (parser->token.kind == NYSTA_LEX_VARIABLE)
    {
      *out_expression = new_with (parser, NYSTA_EXPRESSION_VARIABLE, NULL);
      return nysta_parser_take_variable (parser, &(*out_expression)->variable);
    }
  if (nysta_parser_is_literal (parser))
    {
      *out_expression = new_with (parser, NYSTA_EXPRESSION_TERM, NULL);
      return nysta_parser_take_literal (parser, &(*out_expression)->term);
    }
  if (nysta_parser_is_iri (parser))
    return take_iri_or_cast (parser, out_expression);
  if (parser->token.kind == NYSTA_LEX_WORD)
    return take_call (parser, out_expression);
  return nysta_parser_expected (parser, WHAT_IS_EXPECTED);
}

/* [118] UnaryExpression */
static gboolean
take_unary (NystaParser *parser, NystaExpression **out_expression)
{
  NystaExpressionKind kind = nysta_parser_is_mark (parser, "!")   ? NYSTA_EXPRESSION_NOT
                             : nysta_parser_is_mark (parser, "-") ? NYSTA_EXPRESSION_MINUS
                             : nysta_parser_is_mark (parser, "+") ? NYSTA_EXPRESSION_PLUS
                                                                  : NYSTA_EXPRESSION_TERM;
  NystaExpression *operand = NULL;

  if (kind == NYSTA_EXPRESSION_TERM)
    return take_primary (parser, out_expression);
  if (!nysta_parser_enter (parser) || !nysta_parser_advance (parser) ||
      !take_unary (parser, &operand))
    return FALSE;
  nysta_parser_leave (parser);
  *out_expression = new_with (parser, kind, operand);
  return check_depth (parser, *out_expression);
}

typedef struct
{
  const char *mark;
  NystaExpressionKind kind;
} Operator;

static const Operator multiplicative[] = { { "*", NYSTA_EXPRESSION_MULTIPLY },
                                           { "/", NYSTA_EXPRESSION_DIVIDE },
                                           { NULL } };
static const Operator additive[] = { { "+", NYSTA_EXPRESSION_ADD },
                                     { "-", NYSTA_EXPRESSION_SUBTRACT },
                                     { NULL } };
static const Operator relational[] = {
  { "=", NYSTA_EXPRESSION_EQUAL },
  { "!=", NYSTA_EXPRESSION_NOT_EQUAL },
  { "<", NYSTA_EXPRESSION_LESS },
  { ">", NYSTA_EXPRESSION_GREATER },
  { "<=", NYSTA_EXPRESSION_LESS_EQUAL },
  { ">=", NYSTA_EXPRESSION_GREATER_EQUAL },
  { NULL },
};

static const Operator *
find_operator (const NystaParser *parser, const Operator *operators)
{
  for (guint i = 0; operators[i].mark != NULL; i++)
    if (nysta_parser_is_mark (parser, operators[i].mark))
      return &operators[i];
  return NULL;
}

/* "a - b - c" is "(a - b) - c". */
static gboolean
take_left_to_right (NystaParser *parser, const Operator *operators, Taker take_operand,
                    NystaExpression **out_expression)
{
  const Operator *found = NULL;

  if (!take_operand (parser, out_expression))
    return FALSE;
  while ((found = find_operator (parser, operators)) != NULL)
    {
      NystaExpression *right = NULL;

      if (!nysta_parser_advance (parser) || !take_operand (parser, &right))
        return FALSE;
      *out_expression = new_with (parser, found->kind, *out_expression);
      nysta_expression_add_argument (*out_expression, right);
      if (!check_depth (parser, *out_expression))
        return FALSE;
    }
  return TRUE;
}

/* [117] MultiplicativeExpression */
static gboolean
take_multiplicative (NystaParser *parser, NystaExpression **out_expression)
{
  return take_left_to_right (parser, multiplicative, take_unary, out_expression);
}

/* [116] AdditiveExpression */
static gboolean
take_additive (NystaParser *parser, NystaExpression **out_expression)
{
  return take_left_to_right (parser, additive, take_multiplicative, out_expression);
}

/* [114] RelationalExpression */
static gboolean
take_relational (NystaParser *parser, NystaExpression **out_expression)
{
  NystaExpression *left = NULL;
  NystaExpression *right = NULL;
  const Operator *found = NULL;
  gboolean negated = FALSE;

  if (!take_additive (parser, &left))
    return FALSE;
  *out_expression = left;
  if ((found = find_operator (parser, relational)) != NULL)
    {
      if (!nysta_parser_advance (parser) || !take_additive (parser, &right))
        return FALSE;
      *out_expression = new_with (parser, found->kind, left);
      nysta_expression_add_argument (*out_expression, right);
      return check_depth (parser, *out_expression);
    }

  negated = nysta_parser_is_word (parser, "NOT");
  if (negated && !nysta_parser_advance (parser))
    return FALSE;
  if (!nysta_parser_is_word (parser, "IN"))
    return !negated || nysta_parser_expected (parser, "IN after NOT");
  *out_expression = new_with (
    parser, negated ? NYSTA_EXPRESSION_NOT_IN : NYSTA_EXPRESSION_IN, left);
  return nysta_parser_advance (parser) && take_arguments (parser, *out_expression);
}

/* Any number of operands side by side, so that a long row is not deep. */
static gboolean
take_row (NystaParser *parser, const char *mark, NystaExpressionKind kind,
          Taker take_operand, NystaExpression **out_expression)
{
  NystaExpression *row = NULL;

  if (!take_operand (parser, out_expression))
    return FALSE;
  while (nysta_parser_is_mark (parser, mark))
    {
      NystaExpression *operand = NULL;

      if (!nysta_parser_advance (parser) || !take_operand (parser, &operand))
        return FALSE;
      if (row == NULL)
        row = *out_expression = new_with (parser, kind, *out_expression);
      nysta_expression_add_argument (row, operand);
    }
  return check_depth (parser, *out_expression);
}

/* [112] ConditionalAndExpression */
static gboolean
take_and (NystaParser *parser, NystaExpression **out_expression)
{
  return take_row (parser, "&&", NYSTA_EXPRESSION_AND, take_relational, out_expression);
}

/* [111] ConditionalOrExpression */
gboolean
nysta_parser_take_expression (NystaParser *parser, NystaExpression **out_expression)
{
  return take_row (parser, "||", NYSTA_EXPRESSION_OR, take_and, out_expression);
}

gboolean
nysta_parser_is_constraint (const NystaParser *parser)
{
  g_autofree char *name = NULL;

  if (nysta_parser_is_mark (parser, "(") || nysta_parser_is_iri (parser))
    return TRUE;
  if (parser->token.kind != NYSTA_LEX_WORD)
    return FALSE;
  name = g_ascii_strup (parser->token.start, (gssize) parser->token.length);
  return nysta_function_find (name) != NULL || strcmp (name, "BOUND") == 0 ||
         strcmp (name, "IF") == 0 || strcmp (name, "COALESCE") == 0 ||
         strcmp (name, "NOT") == 0 || nysta_function_is_refused (name);
}

/* [69] Constraint */
gboolean
nysta_parser_take_constraint (NystaParser *parser, NystaExpression **out_expression)
{
  const NystaQueryToken at = parser->token;

  if (!nysta_parser_is_constraint (parser))
    return nysta_parser_expected (parser, "( or a function");
  if (!take_primary (parser, out_expression))
    return FALSE;
  if ((*out_expression)->kind == NYSTA_EXPRESSION_TERM && at.kind != NYSTA_LEX_MARK)
    return nysta_parser_expected (parser, "( after the name of the function");
  return TRUE;
}
