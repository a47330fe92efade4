/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* compare.c: "=", "<" and the like of SPARQL 1.1 §17.3: by ids, where these say enough. */
#include "config.h"
#include "sparql/expression/operators.h"

#include <string.h>

#include "rdf/vocabulary.h"
#include "sparql/expression/duration.h"
#include "sparql/expression/time-point.h"

/* --- by id ------------------------------------------------------------------------ */

static NystaTruth
relate_order (NystaOp op, int order)
{
  switch (op)
    {
    case NYSTA_OP_EQUAL:
      return nysta_truth (order == 0);
    case NYSTA_OP_NOT_EQUAL:
      return nysta_truth (order != 0);
    case NYSTA_OP_LESS:
      return nysta_truth (order < 0);
    case NYSTA_OP_GREATER:
      return nysta_truth (order > 0);
    case NYSTA_OP_LESS_OR_EQUAL:
      return nysta_truth (order <= 0);
    case NYSTA_OP_GREATER_OR_EQUAL:
      return nysta_truth (order >= 0);
    default:
      return NYSTA_TRUTH_ERROR;
    }
}

static inline gboolean
is_whole_tag (NystaTag tag)
{
  return tag == NYSTA_TAG_INTEGER || tag == NYSTA_TAG_DECIMAL;
}

static inline gint64
scaled_whole (NystaTermId id)
{
  return nysta_id_tag (id) == NYSTA_TAG_INTEGER ? nysta_id_whole (id) * 10000
                                                : nysta_id_whole (id);
}

G_STATIC_ASSERT (NYSTA_ID_DECIMAL_PLACES == 4);

/* IRIs, blank nodes and strings, whose ids are all that "=" needs: of two strings that are
 * not the same term it is known that they differ. */
static inline gboolean
is_plain_tag (NystaTag tag)
{
  return tag == NYSTA_TAG_IRI || tag == NYSTA_TAG_BLANK || tag == NYSTA_TAG_STRING ||
         tag == NYSTA_TAG_LANGUAGE;
}

static inline gboolean
is_resource_tag (NystaTag tag)
{
  return tag == NYSTA_TAG_IRI || tag == NYSTA_TAG_BLANK;
}

gboolean
nysta_ids_relate (NystaOp op, NystaTermId a, NystaTermId b, NystaTruth *out_truth)
{
  NystaTag left = nysta_id_tag (a);
  NystaTag right = nysta_id_tag (b);

  if (((a | b) & NYSTA_COMPUTED_TERM) != 0)
    return FALSE;
  if (left == right && left >= NYSTA_TAG_INTEGER)
    {
      *out_truth = relate_order (op, (a > b) - (a < b));
      return TRUE;
    }
  if (is_whole_tag (left) && is_whole_tag (right))
    {
      gint64 x = scaled_whole (a);
      gint64 y = scaled_whole (b);

      *out_truth = relate_order (op, (x > y) - (x < y));
      return TRUE;
    }
  if (op == NYSTA_OP_EQUAL || op == NYSTA_OP_NOT_EQUAL)
    {
      /* A literal never equals what is none. */
      if ((is_plain_tag (left) && is_plain_tag (right)) ||
          is_resource_tag (left) != is_resource_tag (right))
        {
          *out_truth = nysta_truth ((a == b) == (op == NYSTA_OP_EQUAL));
          return TRUE;
        }
      return FALSE;
    }
  if (is_resource_tag (left) || is_resource_tag (right))
    {
      *out_truth = NYSTA_TRUTH_ERROR;
      return TRUE;
    }
  return FALSE;
}

/* --- by value --------------------------------------------------------------------- */

/* What literals can be compared by; each only with its like. */
typedef enum
{
  COMPARE_NOTHING, /* no literal */
  COMPARE_STRING,
  COMPARE_TAGGED, /* only for being the same */
  COMPARE_NUMBER,
  COMPARE_BOOLEAN,
  COMPARE_TIME,
  COMPARE_DURATION,
  COMPARE_UNKNOWN
} CompareKind;

typedef struct
{
  CompareKind kind;
  NystaTerm term; /* not of NUMBER and BOOLEAN */
  union
  {
    NystaNumeric number;
    NystaTimePoint time;
    NystaDuration duration;
    gboolean truth;
  };
} Comparable;

static gboolean
is_boolean_text (const char *text, gboolean *out_truth)
{
  *out_truth = strcmp (text, "true") == 0 || strcmp (text, "1") == 0;
  return *out_truth || strcmp (text, "false") == 0 || strcmp (text, "0") == 0;
}

static void
literal_to_comparable (NystaExpressionContext *context, Comparable *out)
{
  const NystaTerm *term = &out->term;

  if (term->language != NULL)
    out->kind = COMPARE_TAGGED;
  else if (term->datatype == NULL)
    out->kind = COMPARE_STRING;
  else if (nysta_numeric_is_datatype (term->datatype))
    {
      if (nysta_context_check_result (context,
                                      nysta_numeric_from_term (term, &out->number)))
        out->kind = COMPARE_NUMBER;
    }
  else if (strcmp (term->datatype, NS_XSD "boolean") == 0)
    {
      if (is_boolean_text (term->value, &out->truth))
        out->kind = COMPARE_BOOLEAN;
    }
  else if (nysta_time_point_from_term (term, &out->time))
    out->kind = COMPARE_TIME;
  else if (nysta_duration_from_term (term, &out->duration))
    out->kind = COMPARE_DURATION;
}

static gboolean
to_comparable (NystaExpressionContext *context, const NystaValue *value, Comparable *out)
{
  out->kind = COMPARE_UNKNOWN;
  if (value->kind == NYSTA_VALUE_IS_NUMBER)
    {
      out->kind = COMPARE_NUMBER;
      out->number = value->number;
      return TRUE;
    }
  if (value->kind == NYSTA_VALUE_IS_TRUTH)
    {
      out->kind = COMPARE_BOOLEAN;
      out->truth = value->truth;
      return TRUE;
    }
  if (value->kind == NYSTA_VALUE_IS_ID && (value->id & NYSTA_COMPUTED_TERM) == 0 &&
      nysta_numeric_from_id (value->id, &out->number))
    {
      out->kind = COMPARE_NUMBER;
      return TRUE;
    }
  if (!nysta_value_term (context, value, &out->term))
    return FALSE;
  if (out->term.kind == NYSTA_TERM_LITERAL)
    literal_to_comparable (context, out);
  else
    out->kind = COMPARE_NOTHING;
  return TRUE;
}

/* NONE: they have no order. */
static NystaResult
compare_literals (const Comparable *a, const Comparable *b, int *out_order)
{
  if (a->kind != b->kind)
    return NYSTA_RESULT_NONE;
  switch (a->kind)
    {
    case COMPARE_STRING:
      *out_order = strcmp (a->term.value, b->term.value);
      return NYSTA_RESULT_OK;
    case COMPARE_NUMBER:
      return nysta_numeric_compare (&a->number, &b->number, out_order);
    case COMPARE_BOOLEAN:
      *out_order = (a->truth != FALSE) - (b->truth != FALSE);
      return NYSTA_RESULT_OK;
    case COMPARE_TIME:
      return nysta_time_point_compare (&a->time, &b->time, out_order);
    case COMPARE_DURATION:
      return nysta_duration_compare (&a->duration, &b->duration, out_order);
    default:
      return NYSTA_RESULT_NONE;
    }
}

/* SPARQL 1.1 §17.4.1.7: literals that are not the same term differ only if it is known
 * what they mean. */
static NystaTruth
are_equal (const Comparable *a, const Comparable *b)
{
  int order = 0;
  gboolean same = FALSE;

  if (compare_literals (a, b, &order) == NYSTA_RESULT_OK)
    return nysta_truth (order == 0);
  if (a->kind == COMPARE_NUMBER && b->kind == COMPARE_NUMBER)
    return NYSTA_TRUTH_FALSE; /* NaN is not even equal to itself. */
  if (a->kind == COMPARE_DURATION && b->kind == COMPARE_DURATION)
    return nysta_truth (nysta_duration_equal (&a->duration, &b->duration));
  /* Of these two the terms are not kept; no term of another kind is the same. */
  if (a->kind == COMPARE_NUMBER || a->kind == COMPARE_BOOLEAN ||
      b->kind == COMPARE_NUMBER || b->kind == COMPARE_BOOLEAN)
    return a->kind == COMPARE_NOTHING || b->kind == COMPARE_NOTHING ? NYSTA_TRUTH_FALSE
                                                                    : NYSTA_TRUTH_ERROR;
  same = nysta_term_equal (&a->term, &b->term);
  if (same || a->kind == COMPARE_NOTHING || b->kind == COMPARE_NOTHING)
    return nysta_truth (same);
  /* Strings with and without language, or with another one, are known to differ. */
  return (a->kind == COMPARE_STRING || a->kind == COMPARE_TAGGED) &&
             (b->kind == COMPARE_STRING || b->kind == COMPARE_TAGGED)
           ? NYSTA_TRUTH_FALSE
           : NYSTA_TRUTH_ERROR;
}

static NystaTruth
turn_over (NystaTruth truth)
{
  return truth == NYSTA_TRUTH_ERROR ? truth : nysta_truth (truth == NYSTA_TRUTH_FALSE);
}

NystaTruth
nysta_values_relate (NystaExpressionContext *context, NystaOp op, const NystaValue *a,
                     const NystaValue *b)
{
  NystaTruth truth = NYSTA_TRUTH_ERROR;
  Comparable left;
  Comparable right;
  int order = 0;

  if (a->kind == NYSTA_VALUE_IS_ID && b->kind == NYSTA_VALUE_IS_ID &&
      nysta_ids_relate (op, a->id, b->id, &truth))
    return truth;
  if (!to_comparable (context, a, &left) || !to_comparable (context, b, &right))
    return NYSTA_TRUTH_ERROR;
  if (op == NYSTA_OP_EQUAL)
    return are_equal (&left, &right);
  if (op == NYSTA_OP_NOT_EQUAL)
    return turn_over (are_equal (&left, &right));
  if (compare_literals (&left, &right, &order) == NYSTA_RESULT_OK)
    return relate_order (op, order);
  return left.kind == COMPARE_NUMBER && right.kind == COMPARE_NUMBER ? NYSTA_TRUTH_FALSE
                                                                     : NYSTA_TRUTH_ERROR;
}
