/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* operators.c: leaves, logic, comparison and membership: SPARQL 1.1 §17.3, §17.4.1. */
#include "config.h"
#include "sparql/expression/operators.h"

#include <string.h>

/* --- leaves ------------------------------------------------------------------------- */

static gboolean
variable_value (const NystaPart *part, NystaExpressionContext *context,
                NystaValue *out_value)
{
  return part->column >= 0 && nysta_give_id_value (context->row[part->column], out_value);
}

static gboolean
constant_value (const NystaPart *part, NystaExpressionContext *context,
                NystaValue *out_value)
{
  return nysta_give_id_value (part->id, out_value);
}

/* The id of an operand that is one without computing; 0: it isn't, or has none. */
static inline NystaTermId
leaf_id (const NystaPart *part, const NystaExpressionContext *context)
{
  if (part->value == variable_value)
    return part->column >= 0 ? context->row[part->column] : 0;
  return part->value == constant_value ? part->id : 0;
}

static gboolean
exists_any (const NystaPart *part, NystaExpressionContext *context, gboolean *out_any)
{
  return context->error == NULL && context->options.exists != NULL &&
         context->options.exists (context->options.user_data, part->exists, context->row,
                                  out_any, &context->error);
}

static NystaTruth
exists_test (const NystaPart *part, NystaExpressionContext *context)
{
  gboolean any = FALSE;

  return exists_any (part, context, &any) ? nysta_truth (any) : NYSTA_TRUTH_ERROR;
}

static NystaTruth
not_exists_test (const NystaPart *part, NystaExpressionContext *context)
{
  gboolean any = FALSE;

  return exists_any (part, context, &any) ? nysta_truth (!any) : NYSTA_TRUTH_ERROR;
}

/* --- logic -------------------------------------------------------------------------- */

/* §17.2: an error beside a deciding value does no harm. */
static NystaTruth
logic_test (const NystaPart *part, NystaExpressionContext *context, NystaTruth deciding)
{
  gboolean failed = FALSE;

  for (guint i = 0; i < part->n_parts; i++)
    {
      NystaTruth truth = nysta_part_test (part->parts[i], context);

      if (truth == deciding)
        return truth;
      failed = failed || truth == NYSTA_TRUTH_ERROR;
    }
  return failed ? NYSTA_TRUTH_ERROR : nysta_truth (deciding == NYSTA_TRUTH_FALSE);
}

static NystaTruth
or_test (const NystaPart *part, NystaExpressionContext *context)
{
  return logic_test (part, context, NYSTA_TRUTH_TRUE);
}

static NystaTruth
and_test (const NystaPart *part, NystaExpressionContext *context)
{
  return logic_test (part, context, NYSTA_TRUTH_FALSE);
}

static NystaTruth
not_test (const NystaPart *part, NystaExpressionContext *context)
{
  NystaTruth truth = nysta_part_test (part->parts[0], context);

  return truth == NYSTA_TRUTH_ERROR ? truth : nysta_truth (truth == NYSTA_TRUTH_FALSE);
}

/* --- comparison ---------------------------------------------------------------------- */

static NystaTruth
relational_test (const NystaPart *part, NystaExpressionContext *context)
{
  NystaTermId a = leaf_id (part->parts[0], context);
  NystaTermId b = leaf_id (part->parts[1], context);
  NystaTruth truth = NYSTA_TRUTH_ERROR;
  NystaValue left;
  NystaValue right;

  if (a != 0 && b != 0 && nysta_ids_relate (part->node->op, a, b, &truth))
    return truth;
  return nysta_part_value (part->parts[0], context, &left) &&
             nysta_part_value (part->parts[1], context, &right)
           ? nysta_values_relate (context, part->node->op, &left, &right)
           : NYSTA_TRUTH_ERROR;
}

/* §17.4.1.9: as a row of "=" joined by "||". */
static NystaTruth
in_test (const NystaPart *part, NystaExpressionContext *context)
{
  NystaValue needle;
  gboolean failed = FALSE;

  if (!nysta_part_value (part->parts[0], context, &needle))
    return NYSTA_TRUTH_ERROR;
  for (guint i = 1; i < part->n_parts; i++)
    {
      NystaTruth truth = NYSTA_TRUTH_ERROR;
      NystaValue item;

      if (nysta_part_value (part->parts[i], context, &item))
        truth = nysta_values_relate (context, NYSTA_OP_EQUAL, &needle, &item);
      if (truth == NYSTA_TRUTH_TRUE)
        return truth;
      failed = failed || truth == NYSTA_TRUTH_ERROR;
    }
  return failed ? NYSTA_TRUTH_ERROR : NYSTA_TRUTH_FALSE;
}

static NystaTruth
not_in_test (const NystaPart *part, NystaExpressionContext *context)
{
  NystaTruth truth = in_test (part, context);

  return truth == NYSTA_TRUTH_ERROR ? truth : nysta_truth (truth == NYSTA_TRUTH_FALSE);
}

/* --- functional forms ----------------------------------------------------------------- */

NystaTruth
nysta_test_bound (const NystaPart *part, NystaExpressionContext *context)
{
  const NystaPart *variable = part->parts[0];

  return nysta_truth (variable->column >= 0 && context->row[variable->column] != 0);
}

gboolean
nysta_part_if (const NystaPart *part, NystaExpressionContext *context,
               NystaValue *out_value)
{
  NystaTruth truth = nysta_part_test (part->parts[0], context);

  return truth != NYSTA_TRUTH_ERROR &&
         nysta_part_value (part->parts[truth == NYSTA_TRUTH_TRUE ? 1 : 2], context,
                           out_value);
}

gboolean
nysta_part_coalesce (const NystaPart *part, NystaExpressionContext *context,
                     NystaValue *out_value)
{
  for (guint i = 0; i < part->n_parts; i++)
    if (nysta_part_value (part->parts[i], context, out_value))
      return TRUE;
  return FALSE;
}

/* Values that are both ids are the same term exactly if these are equal. */
NystaTruth
nysta_test_same_term (const NystaPart *part, NystaExpressionContext *context)
{
  NystaValue left;
  NystaValue right;
  NystaTerm a = { 0 };
  NystaTerm b = { 0 };

  if (!nysta_part_value (part->parts[0], context, &left) ||
      !nysta_part_value (part->parts[1], context, &right))
    return NYSTA_TRUTH_ERROR;
  if (left.kind == NYSTA_VALUE_IS_ID && right.kind == NYSTA_VALUE_IS_ID)
    return nysta_truth (left.id == right.id);
  return nysta_value_term (context, &left, &a) && nysta_value_term (context, &right, &b)
           ? nysta_truth (nysta_term_equal (&a, &b))
           : NYSTA_TRUTH_ERROR;
}

/* --- the table ------------------------------------------------------------------------- */

const NystaPartClass *
nysta_operator_class (const NystaNode *node)
{
  static const NystaPartClass variable = { .value = variable_value };
  static const NystaPartClass constant = { .value = constant_value };
  static const NystaPartClass either = { .test = or_test };
  static const NystaPartClass both = { .test = and_test };
  static const NystaPartClass negation = { .test = not_test };
  static const NystaPartClass relational = { .test = relational_test };
  static const NystaPartClass in = { .test = in_test };
  static const NystaPartClass not_in = { .test = not_in_test };
  static const NystaPartClass exists = { .test = exists_test };
  static const NystaPartClass not_exists = { .test = not_exists_test };
  static const NystaPartClass chain = { .value = nysta_part_chain };
  static const NystaPartClass sign = { .value = nysta_part_sign };

  switch (node->kind)
    {
    case NYSTA_NODE_VAR:
    case NYSTA_NODE_AGGREGATE:
      return &variable;
    case NYSTA_NODE_IRI:
    case NYSTA_NODE_LITERAL:
      return &constant;
    case NYSTA_NODE_OR:
      return &either;
    case NYSTA_NODE_AND:
      return &both;
    case NYSTA_NODE_RELATIONAL:
      return &relational;
    case NYSTA_NODE_IN:
      return &in;
    case NYSTA_NODE_NOT_IN:
      return &not_in;
    case NYSTA_NODE_ADDITIVE:
    case NYSTA_NODE_MULTIPLICATIVE:
      return &chain;
    case NYSTA_NODE_UNARY:
      return node->op == NYSTA_OP_NOT ? &negation : &sign;
    case NYSTA_NODE_EXISTS:
      return &exists;
    case NYSTA_NODE_NOT_EXISTS:
      return &not_exists;
    default:
      return NULL;
    }
}
