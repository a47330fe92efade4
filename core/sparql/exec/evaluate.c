/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* evaluate.c: operators, SPARQL 1.1 §17.3 and §17.4.1. Functions are in functions-….c. */
#include "sparql/exec/functions.h"

#include <string.h>

#include "rdf/vocabulary.h"

static NystaExpression *
argument (const NystaExpression *expression, guint i)
{
  return g_ptr_array_index (expression->arguments, i);
}

gboolean
nysta_give_number (NystaEvaluation *evaluation, const NystaNumber *number,
                   NystaTerm *out_term)
{
  g_autofree char *text = nysta_number_to_text (number);

  *out_term = nysta_literal (nysta_evaluation_keep (evaluation, text),
                             nysta_number_datatype (number), NULL);
  return TRUE;
}

/* --- comparison --------------------------------------------------------------- */

/* What literals can be compared by; each kind only with itself. */
typedef enum
{
  COMPARE_STRING,
  COMPARE_TAGGED, /* only for being the same */
  COMPARE_NUMBER,
  COMPARE_BOOLEAN,
  COMPARE_DATE,
  COMPARE_DATE_TIME,
  COMPARE_UNKNOWN
} CompareKind;

typedef struct
{
  CompareKind kind;
  NystaNumber number;
  NystaMoment moment;
  gboolean truth;
} Comparable;

static gboolean
is_boolean_text (const char *text, gboolean *out_truth)
{
  *out_truth = strcmp (text, "true") == 0 || strcmp (text, "1") == 0;
  return *out_truth || strcmp (text, "false") == 0 || strcmp (text, "0") == 0;
}

/* FALSE: out of range. */
static gboolean
to_comparable (NystaEvaluation *evaluation, const NystaTerm *term, Comparable *out)
{
  NystaValueStatus status = NYSTA_VALUE_OK;

  *out = (Comparable){ .kind = COMPARE_UNKNOWN };
  if (term->language != NULL)
    out->kind = COMPARE_TAGGED;
  else if (term->datatype == NULL)
    out->kind = COMPARE_STRING;
  else if (nysta_datatype_is_numeric (term->datatype))
    {
      status = nysta_number_from_term (term, &out->number);
      if (status == NYSTA_VALUE_OK)
        out->kind = COMPARE_NUMBER;
    }
  else if (strcmp (term->datatype, NS_XSD "boolean") == 0)
    {
      if (is_boolean_text (term->value, &out->truth))
        out->kind = COMPARE_BOOLEAN;
    }
  else if (nysta_moment_from_term (term, &out->moment))
    out->kind = strcmp (term->datatype, XSD_DATE) == 0 ? COMPARE_DATE : COMPARE_DATE_TIME;
  return nysta_evaluation_check (evaluation, status) || status == NYSTA_VALUE_NONE;
}

/* NONE: they have no order. */
static NystaValueStatus
compare_literals (NystaEvaluation *evaluation, const NystaTerm *a, const NystaTerm *b,
                  int *out_order)
{
  Comparable left = { 0 };
  Comparable right = { 0 };

  if (!to_comparable (evaluation, a, &left) || !to_comparable (evaluation, b, &right) ||
      left.kind != right.kind)
    return NYSTA_VALUE_NONE;
  switch (left.kind)
    {
    case COMPARE_STRING:
      *out_order = strcmp (a->value, b->value);
      return NYSTA_VALUE_OK;
    case COMPARE_NUMBER:
      return nysta_number_compare (&left.number, &right.number, out_order);
    case COMPARE_BOOLEAN:
      *out_order = left.truth - right.truth;
      return NYSTA_VALUE_OK;
    case COMPARE_DATE:
    case COMPARE_DATE_TIME:
      *out_order = nysta_moment_compare (&left.moment, &right.moment);
      return NYSTA_VALUE_OK;
    default:
      return NYSTA_VALUE_NONE;
    }
}

/* NaN is not even equal to itself, so it is no error that the two do not compare. */
static gboolean
is_numeric_pair (NystaEvaluation *evaluation, const NystaTerm *a, const NystaTerm *b)
{
  Comparable left = { 0 };
  Comparable right = { 0 };

  return to_comparable (evaluation, a, &left) && to_comparable (evaluation, b, &right) &&
         left.kind == COMPARE_NUMBER && right.kind == COMPARE_NUMBER;
}

/* SPARQL 1.1 §17.4.1.7: literals that are not the same term differ only if it is known
 * what they mean. */
static NystaValueStatus
terms_equal (NystaEvaluation *evaluation, const NystaTerm *a, const NystaTerm *b,
             gboolean *out_equal)
{
  int order = 0;

  if (a->kind == NYSTA_TERM_LITERAL && b->kind == NYSTA_TERM_LITERAL)
    {
      NystaValueStatus status = compare_literals (evaluation, a, b, &order);

      if (status == NYSTA_VALUE_OK)
        *out_equal = order == 0;
      if (status != NYSTA_VALUE_NONE)
        return status;
      if (is_numeric_pair (evaluation, a, b))
        {
          *out_equal = FALSE;
          return NYSTA_VALUE_OK;
        }
      *out_equal = nysta_term_equal (a, b);
      /* Strings with and without language, or with another one, are known to differ. */
      return *out_equal || (nysta_term_is_string (a) && nysta_term_is_string (b))
               ? NYSTA_VALUE_OK
               : NYSTA_VALUE_NONE;
    }
  *out_equal = nysta_term_equal (a, b);
  return NYSTA_VALUE_OK;
}

static gboolean
evaluate_comparison (NystaEvaluation *evaluation, NystaExpression *expression,
                     NystaTerm *out_term)
{
  NystaTerm a = { 0 };
  NystaTerm b = { 0 };
  gboolean truth = FALSE;
  int order = 0;

  if (!nysta_expression_evaluate (evaluation, argument (expression, 0), &a) ||
      !nysta_expression_evaluate (evaluation, argument (expression, 1), &b))
    return FALSE;

  if (expression->kind == NYSTA_EXPRESSION_EQUAL ||
      expression->kind == NYSTA_EXPRESSION_NOT_EQUAL)
    {
      if (!nysta_evaluation_check (evaluation, terms_equal (evaluation, &a, &b, &truth)))
        return FALSE;
      *out_term = nysta_truth_to_term (truth ==
                                       (expression->kind == NYSTA_EXPRESSION_EQUAL));
      return TRUE;
    }

  if (a.kind != NYSTA_TERM_LITERAL || b.kind != NYSTA_TERM_LITERAL)
    return FALSE;
  if (!nysta_evaluation_check (evaluation, compare_literals (evaluation, &a, &b, &order)))
    {
      if (!is_numeric_pair (evaluation, &a, &b))
        return FALSE;
      *out_term = nysta_truth_to_term (FALSE);
      return TRUE;
    }
  truth = expression->kind == NYSTA_EXPRESSION_LESS         ? order < 0
          : expression->kind == NYSTA_EXPRESSION_GREATER    ? order > 0
          : expression->kind == NYSTA_EXPRESSION_LESS_EQUAL ? order <= 0
                                                            : order >= 0;
  *out_term = nysta_truth_to_term (truth);
  return TRUE;
}

/* §17.4.1.9: as a row of "=" joined by "||". */
static gboolean
evaluate_in (NystaEvaluation *evaluation, NystaExpression *expression, NystaTerm *out_term)
{
  NystaTerm wanted = { 0 };
  gboolean found = FALSE;
  gboolean failed = FALSE;

  if (!nysta_expression_evaluate (evaluation, argument (expression, 0), &wanted))
    return FALSE;
  for (guint i = 1; i < expression->arguments->len && !found; i++)
    {
      NystaTerm item = { 0 };

      if (!nysta_expression_evaluate (evaluation, argument (expression, i), &item) ||
          !nysta_evaluation_check (evaluation,
                                   terms_equal (evaluation, &wanted, &item, &found)))
        {
          failed = TRUE;
          found = FALSE;
        }
    }
  if (!found && failed)
    return FALSE;
  *out_term = nysta_truth_to_term (found == (expression->kind == NYSTA_EXPRESSION_IN));
  return TRUE;
}

/* --- logic -------------------------------------------------------------------- */

/* §17.2: an error beside a deciding value does no harm. */
static gboolean
evaluate_logic (NystaEvaluation *evaluation, NystaExpression *expression,
                NystaTerm *out_term)
{
  gboolean deciding = expression->kind == NYSTA_EXPRESSION_OR;
  gboolean failed = FALSE;

  for (guint i = 0; i < expression->arguments->len; i++)
    {
      gboolean truth = FALSE;
      NystaValueStatus status = nysta_expression_truth (evaluation,
                                                        argument (expression, i), &truth);

      if (status == NYSTA_VALUE_OK && truth == deciding)
        {
          *out_term = nysta_truth_to_term (deciding);
          return TRUE;
        }
      failed = failed || status != NYSTA_VALUE_OK;
    }
  *out_term = nysta_truth_to_term (!deciding);
  return !failed;
}

static gboolean
evaluate_not (NystaEvaluation *evaluation, NystaExpression *expression, NystaTerm *out_term)
{
  gboolean truth = FALSE;

  if (nysta_expression_truth (evaluation, argument (expression, 0), &truth) !=
      NYSTA_VALUE_OK)
    return FALSE;
  *out_term = nysta_truth_to_term (!truth);
  return TRUE;
}

static gboolean
evaluate_if (NystaEvaluation *evaluation, NystaExpression *expression, NystaTerm *out_term)
{
  gboolean truth = FALSE;

  return nysta_expression_truth (evaluation, argument (expression, 0), &truth) ==
           NYSTA_VALUE_OK &&
         nysta_expression_evaluate (evaluation, argument (expression, truth ? 1 : 2),
                                    out_term);
}

static gboolean
evaluate_coalesce (NystaEvaluation *evaluation, NystaExpression *expression,
                   NystaTerm *out_term)
{
  for (guint i = 0; i < expression->arguments->len; i++)
    if (nysta_expression_evaluate (evaluation, argument (expression, i), out_term))
      return TRUE;
  return FALSE;
}

/* --- arithmetic --------------------------------------------------------------- */

static gboolean
evaluate_number (NystaEvaluation *evaluation, NystaExpression *expression,
                 NystaNumber *out_number)
{
  NystaTerm term = { 0 };

  return nysta_expression_evaluate (evaluation, expression, &term) &&
         nysta_evaluation_check (evaluation, nysta_number_from_term (&term, out_number));
}

static gboolean
evaluate_arithmetic (NystaEvaluation *evaluation, NystaExpression *expression,
                     NystaTerm *out_term)
{
  static const char signs[] = { '+', '-', '*', '/' };
  NystaNumber a = { 0 };
  NystaNumber b = { 0 };
  NystaNumber result = { 0 };

  return evaluate_number (evaluation, argument (expression, 0), &a) &&
         evaluate_number (evaluation, argument (expression, 1), &b) &&
         nysta_evaluation_check (
           evaluation, nysta_number_compute (signs[expression->kind - NYSTA_EXPRESSION_ADD],
                                             &a, &b, &result)) &&
         nysta_give_number (evaluation, &result, out_term);
}

static gboolean
evaluate_sign (NystaEvaluation *evaluation, NystaExpression *expression,
               NystaTerm *out_term)
{
  NystaNumber number = { 0 };

  if (!evaluate_number (evaluation, argument (expression, 0), &number))
    return FALSE;
  if (expression->kind == NYSTA_EXPRESSION_MINUS)
    {
      number.digits = -number.digits;
      number.real = -number.real;
    }
  return nysta_give_number (evaluation, &number, out_term);
}

/* --- everything --------------------------------------------------------------- */

static gboolean
evaluate_function (NystaEvaluation *evaluation, NystaExpression *expression,
                   NystaTerm *out_term)
{
  guint n = expression->arguments != NULL ? expression->arguments->len : 0;
  g_autofree NystaTerm *values = g_new0 (NystaTerm, n + 1);

  for (guint i = 0; i < n; i++)
    if (!nysta_expression_evaluate (evaluation, argument (expression, i), &values[i]))
      return FALSE;
  return expression->function->call (evaluation, expression, values, n, out_term);
}

gboolean
nysta_expression_evaluate (NystaEvaluation *evaluation, NystaExpression *expression,
                           NystaTerm *out_term)
{
  NystaTerm ignored = { 0 };

  switch (expression->kind)
    {
    case NYSTA_EXPRESSION_VARIABLE:
      return evaluation->value_of (evaluation->user_data, expression->variable, out_term);
    case NYSTA_EXPRESSION_TERM:
      *out_term = expression->term;
      return TRUE;
    case NYSTA_EXPRESSION_OR:
    case NYSTA_EXPRESSION_AND:
      return evaluate_logic (evaluation, expression, out_term);
    case NYSTA_EXPRESSION_NOT:
      return evaluate_not (evaluation, expression, out_term);
    case NYSTA_EXPRESSION_EQUAL:
    case NYSTA_EXPRESSION_NOT_EQUAL:
    case NYSTA_EXPRESSION_LESS:
    case NYSTA_EXPRESSION_GREATER:
    case NYSTA_EXPRESSION_LESS_EQUAL:
    case NYSTA_EXPRESSION_GREATER_EQUAL:
      return evaluate_comparison (evaluation, expression, out_term);
    case NYSTA_EXPRESSION_IN:
    case NYSTA_EXPRESSION_NOT_IN:
      return evaluate_in (evaluation, expression, out_term);
    case NYSTA_EXPRESSION_ADD:
    case NYSTA_EXPRESSION_SUBTRACT:
    case NYSTA_EXPRESSION_MULTIPLY:
    case NYSTA_EXPRESSION_DIVIDE:
      return evaluate_arithmetic (evaluation, expression, out_term);
    case NYSTA_EXPRESSION_MINUS:
    case NYSTA_EXPRESSION_PLUS:
      return evaluate_sign (evaluation, expression, out_term);
    case NYSTA_EXPRESSION_BOUND:
      *out_term = nysta_truth_to_term (
        evaluation->value_of (evaluation->user_data, expression->variable, &ignored));
      return TRUE;
    case NYSTA_EXPRESSION_IF:
      return evaluate_if (evaluation, expression, out_term);
    case NYSTA_EXPRESSION_COALESCE:
      return evaluate_coalesce (evaluation, expression, out_term);
    case NYSTA_EXPRESSION_FUNCTION:
      return evaluate_function (evaluation, expression, out_term);
    }
  return FALSE;
}

NystaValueStatus
nysta_expression_truth (NystaEvaluation *evaluation, NystaExpression *expression,
                        gboolean *out_truth)
{
  NystaTerm term = { 0 };

  return nysta_expression_evaluate (evaluation, expression, &term)
           ? nysta_truth_from_term (&term, out_truth)
           : NYSTA_VALUE_NONE;
}
