/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* casts.c: SPARQL 1.1 §17.5. */
#include "sparql/exec/functions-internal.h"

#include <string.h>

#include "rdf/vocabulary.h"

gboolean
nysta_cast_string (NYSTA_CALL_ARGUMENTS)
{
  return nysta_call_str (evaluation, expression, arguments, n, out_term);
}

gboolean
nysta_cast_boolean (NYSTA_CALL_ARGUMENTS)
{
  const NystaTerm *term = &arguments[0];
  gboolean truth = FALSE;

  if (nysta_term_is_simple (term))
    {
      if (strcmp (term->value, "true") == 0 || strcmp (term->value, "1") == 0)
        return nysta_give_truth (TRUE, out_term);
      return (strcmp (term->value, "false") == 0 || strcmp (term->value, "0") == 0) &&
             nysta_give_truth (FALSE, out_term);
    }
  return term->datatype != NULL && nysta_truth_from_term (term, &truth) == NYSTA_VALUE_OK &&
         nysta_give_truth (truth, out_term);
}

/* FALSE, too, for what is neither number, truth nor plain string. */
static gboolean
to_number (NystaEvaluation *evaluation, const NystaTerm *term, NystaNumberKind kind,
           NystaNumber *out_number)
{
  gboolean truth = FALSE;

  if (nysta_term_is_simple (term))
    return nysta_evaluation_check (evaluation,
                                   nysta_number_parse (term->value, kind, out_number));
  if (term->kind == NYSTA_TERM_LITERAL && term->datatype != NULL &&
      strcmp (term->datatype, NS_XSD "boolean") == 0)
    {
      if (nysta_truth_from_term (term, &truth) != NYSTA_VALUE_OK)
        return FALSE;
      *out_number = (NystaNumber){ .kind = NYSTA_NUMBER_INTEGER, .digits = truth };
      return TRUE;
    }
  return nysta_evaluation_check (evaluation, nysta_number_from_term (term, out_number));
}

/* By way of the shortest text that stands for the double: 1.5E0 is 1.5. */
static NystaValueStatus
real_to_exact (const NystaNumber *real, NystaNumber *out_number)
{
  g_autofree char *text = nysta_number_to_text (real);
  char *exponent = strchr (text, 'E');
  gint64 power = 0;
  NystaNumber ten = { .kind = NYSTA_NUMBER_INTEGER, .digits = 10 };

  /* NaN and the infinities are no decimals. */
  if (exponent == NULL)
    return NYSTA_VALUE_NONE;
  power = g_ascii_strtoll (exponent + 1, NULL, 10);
  *exponent = '\0';

  NystaValueStatus status = nysta_number_parse (text, NYSTA_NUMBER_DECIMAL, out_number);

  for (; status == NYSTA_VALUE_OK && power > 0; power--)
    status = nysta_number_compute ('*', out_number, &ten, out_number);
  if (status == NYSTA_VALUE_OK && power < 0)
    {
      out_number->scale += (guint) -power;
      if (out_number->scale > NYSTA_NUMBER_MAX_SCALE)
        status = NYSTA_VALUE_RANGE;
    }
  return status;
}

static gboolean
cast_number (NystaEvaluation *evaluation, const NystaTerm *term, NystaNumberKind kind,
             NystaTerm *out_term)
{
  NystaNumber number = { 0 };

  if (!to_number (evaluation, term, kind, &number))
    return FALSE;
  if (kind >= NYSTA_NUMBER_FLOAT)
    {
      double real = nysta_number_to_double (&number);

      number = (NystaNumber){ .kind = kind,
                              .real = kind == NYSTA_NUMBER_FLOAT ? (double) (float) real
                                                                 : real };
      return nysta_give_number (evaluation, &number, out_term);
    }
  if (number.kind >= NYSTA_NUMBER_FLOAT &&
      !nysta_evaluation_check (evaluation, real_to_exact (&number, &number)))
    return FALSE;
  /* Towards zero, as XPath casts. */
  for (; kind == NYSTA_NUMBER_INTEGER && number.scale > 0; number.scale--)
    number.digits /= 10;
  number.kind = kind;
  return nysta_give_number (evaluation, &number, out_term);
}

gboolean
nysta_cast_integer (NYSTA_CALL_ARGUMENTS)
{
  return cast_number (evaluation, &arguments[0], NYSTA_NUMBER_INTEGER, out_term);
}

gboolean
nysta_cast_decimal (NYSTA_CALL_ARGUMENTS)
{
  return cast_number (evaluation, &arguments[0], NYSTA_NUMBER_DECIMAL, out_term);
}

gboolean
nysta_cast_float (NYSTA_CALL_ARGUMENTS)
{
  return cast_number (evaluation, &arguments[0], NYSTA_NUMBER_FLOAT, out_term);
}

gboolean
nysta_cast_double (NYSTA_CALL_ARGUMENTS)
{
  return cast_number (evaluation, &arguments[0], NYSTA_NUMBER_DOUBLE, out_term);
}
