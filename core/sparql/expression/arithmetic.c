/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* arithmetic.c: + - * / and functions on numbers: SPARQL 1.1 §17.3, §17.4.4. */
#include "config.h"
#include "sparql/expression/operators.h"

static char
operation_of (NystaOp op)
{
  switch (op)
    {
    case NYSTA_OP_ADD:
      return '+';
    case NYSTA_OP_SUBTRACT:
      return '-';
    case NYSTA_OP_MULTIPLY:
      return '*';
    default:
      return '/';
    }
}

static gboolean
compute (NystaExpressionContext *context, char operation, const NystaValue *a,
         const NystaValue *b, NystaValue *out_value)
{
  NystaNumeric left;
  NystaNumeric right;
  NystaNumeric result;

  if (!nysta_value_number (context, a, &left) || !nysta_value_number (context, b, &right))
    return context->error == NULL &&
           nysta_compute_time (context, operation, a, b, out_value);
  return nysta_context_check_result (
           context, nysta_numeric_compute (operation, &left, &right, &result)) &&
         nysta_give_number_value (&result, out_value);
}

/* From left to right, each operand with what came before. */
gboolean
nysta_part_chain (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  const NystaNode *node = part->node->first->next;

  if (!nysta_part_value (part->parts[0], context, out_value))
    return FALSE;
  for (guint i = 1; i < part->n_parts; i++, node = node->next)
    {
      NystaValue left = *out_value;
      NystaValue right;

      if (!nysta_part_value (part->parts[i], context, &right) ||
          !compute (context, operation_of (node->joined), &left, &right, out_value))
        return FALSE;
    }
  return TRUE;
}

gboolean
nysta_part_sign (const NystaPart *part, NystaExpressionContext *context,
                 NystaValue *out_value)
{
  NystaNumeric number;

  return nysta_operand_number (part, 0, context, &number) &&
         (part->node->op != NYSTA_OP_MINUS ||
          nysta_context_check_result (context, nysta_numeric_negate (&number))) &&
         nysta_give_number_value (&number, out_value);
}

/* --- functions ------------------------------------------------------------------------ */

gboolean
nysta_part_abs (const NystaPart *part, NystaExpressionContext *context,
                NystaValue *out_value)
{
  NystaNumeric number;

  if (!nysta_operand_number (part, 0, context, &number))
    return FALSE;
  if (number.kind >= NYSTA_NUMERIC_FLOAT)
    number.real = __builtin_fabs (number.real);
  else if (number.digits < 0 &&
           !nysta_context_check_result (context, nysta_numeric_negate (&number)))
    return FALSE;
  return nysta_give_number_value (&number, out_value);
}

static gboolean
give_rounded (const NystaPart *part, NystaExpressionContext *context,
              NystaRoundingMode mode, NystaValue *out_value)
{
  NystaNumeric number;

  if (!nysta_operand_number (part, 0, context, &number))
    return FALSE;
  nysta_numeric_round (&number, mode);
  return nysta_give_number_value (&number, out_value);
}

gboolean
nysta_part_round (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  return give_rounded (part, context, NYSTA_NUMERIC_HALF_UP, out_value);
}

gboolean
nysta_part_ceil (const NystaPart *part, NystaExpressionContext *context,
                 NystaValue *out_value)
{
  return give_rounded (part, context, NYSTA_NUMERIC_CEILING, out_value);
}

gboolean
nysta_part_floor (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  return give_rounded (part, context, NYSTA_NUMERIC_FLOOR, out_value);
}

gboolean
nysta_part_rand (const NystaPart *part, NystaExpressionContext *context,
                 NystaValue *out_value)
{
  NystaNumeric number = { .kind = NYSTA_NUMERIC_DOUBLE,
                          .real = g_rand_double (context->random) };

  return nysta_give_number_value (&number, out_value);
}
