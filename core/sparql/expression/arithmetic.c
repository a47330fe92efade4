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

/* From left to right, each operand with what came before; as long as these are numbers, as
 * such. */
gboolean
nysta_part_chain (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  const NystaNode *node = part->node->first->next;
  NystaNumeric number;
  gboolean is_number = FALSE;

  if (!nysta_part_value (part->parts[0], context, out_value))
    return FALSE;
  is_number = nysta_value_number (context, out_value, &number);
  for (guint i = 1; i < part->n_parts; i++, node = node->next)
    {
      char operation = operation_of (node->joined);
      NystaNumeric other;
      NystaValue right;

      if (!nysta_part_value (part->parts[i], context, &right))
        return FALSE;
      if (is_number && nysta_value_number (context, &right, &other))
        {
          if (!nysta_context_check_result (
                context, nysta_numeric_compute (operation, &number, &other, &number)))
            return FALSE;
          continue;
        }

      NystaValue left = *out_value;

      if (is_number)
        nysta_give_number_value (&number, &left);
      is_number = FALSE;
      if (context->error != NULL ||
          !nysta_compute_time (context, operation, &left, &right, out_value))
        return FALSE;
    }
  return !is_number || nysta_give_number_value (&number, out_value);
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
                          .real = g_rand_double (nysta_context_random (context)) };

  return nysta_give_number_value (&number, out_value);
}
