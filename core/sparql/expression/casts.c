/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* casts.c: SPARQL 1.1 §17.1, §17.5; and to the other types that the operators know. */
#include "config.h"
#include "sparql/expression/operators.h"

#include <math.h>
#include <string.h>

#include "rdf/vocabulary.h"
#include "sparql/expression/duration.h"

static gboolean
is_plain_string (const NystaTerm *term)
{
  return term->kind == NYSTA_TERM_LITERAL && term->datatype == NULL &&
         term->language == NULL;
}

/* XPath casts strings without the white space around them. */
static const char *
strip (NystaExpressionContext *context, const char *text)
{
  gsize length = 0;

  text += strspn (text, " \t\r\n");
  length = strlen (text);
  while (length > 0 && strchr (" \t\r\n", text[length - 1]) != NULL)
    length--;
  return text[length] == '\0' ? text : nysta_run_terms_keep (context->terms, text, length);
}

static gboolean
has_datatype (const NystaTerm *term, const char *name)
{
  return term->kind == NYSTA_TERM_LITERAL && term->datatype != NULL &&
         g_str_has_prefix (term->datatype, NS_XSD) &&
         strcmp (term->datatype + strlen (NS_XSD), name) == 0;
}

/* TRUE only for what is one. */
static gboolean
parse_boolean (const char *text, gboolean *out_truth)
{
  *out_truth = strcmp (text, "true") == 0 || strcmp (text, "1") == 0;
  return *out_truth || strcmp (text, "false") == 0 || strcmp (text, "0") == 0;
}

static gboolean
cast_boolean (const NystaPart *part, NystaExpressionContext *context, NystaValue *out_value)
{
  NystaValue value;
  NystaNumeric number;
  NystaTerm term = { 0 };
  gboolean truth = FALSE;

  if (!nysta_part_value (part->parts[0], context, &value))
    return FALSE;
  if (nysta_value_number (context, &value, &number))
    return nysta_give_truth_value (nysta_numeric_truth (&number), out_value);
  return nysta_value_term (context, &value, &term) &&
         (is_plain_string (&term) || has_datatype (&term, "boolean")) &&
         parse_boolean (strip (context, term.value), &truth) &&
         nysta_give_truth_value (truth, out_value);
}

static gboolean
cast_number (const NystaPart *part, NystaExpressionContext *context, NystaNumericKind kind,
             NystaValue *out_value)
{
  NystaValue value;
  NystaNumeric number;
  NystaTerm term = { 0 };
  gboolean truth = FALSE;

  if (!nysta_part_value (part->parts[0], context, &value))
    return FALSE;
  if (!nysta_value_number (context, &value, &number))
    {
      if (context->error != NULL || !nysta_value_term (context, &value, &term))
        return FALSE;
      if (is_plain_string (&term))
        return nysta_context_check_result (
                 context,
                 nysta_numeric_parse (strip (context, term.value), kind, &number)) &&
               nysta_give_number_value (&number, out_value);
      if (!has_datatype (&term, "boolean") || !parse_boolean (term.value, &truth))
        return FALSE;
      number = (NystaNumeric){ .kind = NYSTA_NUMERIC_INTEGER, .digits = truth };
    }
  return nysta_context_check_result (context,
                                     nysta_numeric_cast (&number, kind, &number)) &&
         nysta_give_number_value (&number, out_value);
}

static gboolean
cast_integer (const NystaPart *part, NystaExpressionContext *context, NystaValue *out_value)
{
  return cast_number (part, context, NYSTA_NUMERIC_INTEGER, out_value);
}

static gboolean
cast_decimal (const NystaPart *part, NystaExpressionContext *context, NystaValue *out_value)
{
  return cast_number (part, context, NYSTA_NUMERIC_DECIMAL, out_value);
}

static gboolean
cast_float (const NystaPart *part, NystaExpressionContext *context, NystaValue *out_value)
{
  return cast_number (part, context, NYSTA_NUMERIC_FLOAT, out_value);
}

static gboolean
cast_double (const NystaPart *part, NystaExpressionContext *context, NystaValue *out_value)
{
  return cast_number (part, context, NYSTA_NUMERIC_DOUBLE, out_value);
}

/* XPath §19.1.2.1, §19.1.2.2: decimals without a point if they can do, and floats as decimals
 * where those are short. */
static void
plain_number (NystaNumeric *number)
{
  double size = number->kind >= NYSTA_NUMERIC_FLOAT ? fabs (number->real) : 0;

  if (number->kind >= NYSTA_NUMERIC_FLOAT && size >= 1e-6 && size < 1e6)
    nysta_numeric_cast (number, NYSTA_NUMERIC_DECIMAL, number);
  number->no_point = TRUE;
}

static gboolean
cast_string (const NystaPart *part, NystaExpressionContext *context, NystaValue *out_value)
{
  char room[NYSTA_NUMERIC_BYTES];
  NystaValue value;
  NystaNumeric number;
  NystaTerm term = { 0 };
  const char *text = NULL;
  gboolean truth = FALSE;

  if (!nysta_part_value (part->parts[0], context, &value))
    return FALSE;
  if (nysta_value_number (context, &value, &number))
    {
      plain_number (&number);
      text = number.kind >= NYSTA_NUMERIC_FLOAT && number.real == 0
               ? signbit (number.real) ? "-0" : "0"
               : nysta_numeric_to_term (&number, room).value;
    }
  else if (context->error != NULL || !nysta_value_term (context, &value, &term) ||
           term.kind == NYSTA_TERM_BLANK)
    return FALSE;
  else
    text = has_datatype (&term, "boolean") && parse_boolean (term.value, &truth)
             ? truth ? "true" : "false"
             : term.value;
  return nysta_give_text_value (context, text, strlen (text), NULL, out_value);
}

/* XML Schema 1.1 part 2 §3.4.13 to §3.4.25: integers of a range. */
static const struct
{
  const char *iri;
  gint64 min;
  guint64 max;
} ranges[] = {
  { NS_XSD "long", G_MININT64, G_MAXINT64 },  { NS_XSD "int", G_MININT32, G_MAXINT32 },
  { NS_XSD "short", G_MININT16, G_MAXINT16 }, { NS_XSD "byte", G_MININT8, G_MAXINT8 },
  { NS_XSD "unsignedLong", 0, G_MAXUINT64 },  { NS_XSD "unsignedInt", 0, G_MAXUINT32 },
  { NS_XSD "unsignedShort", 0, G_MAXUINT16 }, { NS_XSD "unsignedByte", 0, G_MAXUINT8 },
};
static const struct
{
  const char *iri;
  int sign;
  gboolean has_zero;
} signs[] = {
  { NS_XSD "nonNegativeInteger", 1, TRUE },
  { NS_XSD "positiveInteger", 1, FALSE },
  { NS_XSD "nonPositiveInteger", -1, TRUE },
  { NS_XSD "negativeInteger", -1, FALSE },
};

static gboolean
is_in_type (__int128 digits, const char *iri)
{
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (strcmp (ranges[i].iri, iri) == 0)
      return digits >= ranges[i].min && digits <= (__int128) ranges[i].max;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strcmp (signs[i].iri, iri) == 0)
      return digits == 0 ? signs[i].has_zero : (digits > 0) == (signs[i].sign > 0);
  return FALSE;
}

static gboolean
cast_derived (const NystaPart *part, NystaExpressionContext *context, NystaValue *out_value)
{
  const char *iri = part->node->term->value;
  NystaValue value;
  NystaNumeric number;
  NystaTerm term = { 0 };
  char room[NYSTA_NUMERIC_BYTES];

  if (!cast_number (part, context, NYSTA_NUMERIC_INTEGER, &value) ||
      !nysta_value_number (context, &value, &number) || !is_in_type (number.digits, iri))
    return FALSE;
  term = nysta_numeric_to_term (&number, room);
  nysta_give_text_value (context, term.value, strlen (term.value), NULL, out_value);
  out_value->term.datatype = iri;
  return TRUE;
}

/* --- moments and durations --------------------------------------------------------------- */

static gboolean
cast_time (const NystaPart *part, NystaExpressionContext *context, NystaTimeKind kind,
           const char *datatype, NystaValue *out_value)
{
  NystaTerm term = { 0 };
  NystaTimePoint point;

  if (!nysta_operand_term (part, 0, context, &term))
    return FALSE;
  if (is_plain_string (&term))
    term = nysta_literal (strip (context, term.value), datatype, NULL);
  if (!nysta_time_point_from_term (&term, &point))
    return FALSE;
  if (point.kind == kind)
    {
      term.datatype = datatype;
      return nysta_give_term_value (&term, out_value);
    }
  /* A date has no time of day but the first; of a moment a part is left out. */
  if (point.kind != NYSTA_TIME_DATE_TIME &&
      !(point.kind == NYSTA_TIME_DATE && kind == NYSTA_TIME_DATE_TIME))
    return FALSE;
  point.kind = kind;

  g_autofree char *text = nysta_time_point_to_text (&point);

  nysta_give_text_value (context, text, strlen (text), NULL, out_value);
  out_value->term.datatype = datatype;
  return TRUE;
}

static gboolean
cast_date_time (const NystaPart *part, NystaExpressionContext *context,
                NystaValue *out_value)
{
  return cast_time (part, context, NYSTA_TIME_DATE_TIME, NS_XSD "dateTime", out_value);
}

static gboolean
cast_date (const NystaPart *part, NystaExpressionContext *context, NystaValue *out_value)
{
  return cast_time (part, context, NYSTA_TIME_DATE, XSD_DATE, out_value);
}

static gboolean
cast_time_of_day (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  return cast_time (part, context, NYSTA_TIME_TIME, NS_XSD "time", out_value);
}

static gboolean
cast_to_duration (const NystaPart *part, NystaExpressionContext *context,
                  NystaDurationKind kind, NystaValue *out_value)
{
  NystaDuration duration = { .kind = kind };
  NystaTerm term = { 0 };

  if (!nysta_operand_term (part, 0, context, &term))
    return FALSE;
  if (is_plain_string (&term))
    term = nysta_literal (strip (context, term.value), nysta_duration_datatype (&duration),
                          NULL);
  if (!nysta_duration_from_term (&term, &duration))
    return FALSE;
  duration.kind = kind;
  if (kind == NYSTA_DURATION_YEAR_MONTH)
    duration.attoseconds = 0;
  if (kind == NYSTA_DURATION_DAY_TIME)
    duration.months = 0;

  g_autofree char *text = nysta_duration_to_text (&duration);

  nysta_give_text_value (context, text, strlen (text), NULL, out_value);
  out_value->term.datatype = nysta_duration_datatype (&duration);
  return TRUE;
}

static gboolean
cast_duration (const NystaPart *part, NystaExpressionContext *context,
               NystaValue *out_value)
{
  return cast_to_duration (part, context, NYSTA_DURATION_ANY, out_value);
}

static gboolean
cast_day_time (const NystaPart *part, NystaExpressionContext *context,
               NystaValue *out_value)
{
  return cast_to_duration (part, context, NYSTA_DURATION_DAY_TIME, out_value);
}

static gboolean
cast_year_month (const NystaPart *part, NystaExpressionContext *context,
                 NystaValue *out_value)
{
  return cast_to_duration (part, context, NYSTA_DURATION_YEAR_MONTH, out_value);
}

/* --- the table ------------------------------------------------------------------------------ */

const NystaPartClass *
nysta_cast_class (const char *iri)
{
  static const struct
  {
    const char *iri;
    NystaPartClass klass;
  } casts[] = {
    { NS_XSD "boolean", { .value = cast_boolean } },
    { NS_XSD "integer", { .value = cast_integer } },
    { NS_XSD "decimal", { .value = cast_decimal } },
    { NS_XSD "float", { .value = cast_float } },
    { NS_XSD "double", { .value = cast_double } },
    { NS_XSD "string", { .value = cast_string } },
    { NS_XSD "dateTime", { .value = cast_date_time } },
    { NS_XSD "date", { .value = cast_date } },
    { NS_XSD "time", { .value = cast_time_of_day } },
    { NS_XSD "duration", { .value = cast_duration } },
    { NS_XSD "dayTimeDuration", { .value = cast_day_time } },
    { NS_XSD "yearMonthDuration", { .value = cast_year_month } },
  };

  static const NystaPartClass derived = { .value = cast_derived };

  for (guint i = 0; i < G_N_ELEMENTS (casts); i++)
    if (strcmp (casts[i].iri, iri) == 0)
      return &casts[i].klass;
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (strcmp (ranges[i].iri, iri) == 0)
      return &derived;
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (strcmp (signs[i].iri, iri) == 0)
      return &derived;
  return NULL;
}
