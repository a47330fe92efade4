/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* functions-numbers.c: functions on numbers, SPARQL 1.1 §17.4.4, and dates, §17.4.5. */
#include "sparql/exec/functions-internal.h"

#include <string.h>

#include "rdf/vocabulary.h"

static gboolean
set_rounded (NystaEvaluation *evaluation, const NystaTerm *term, NystaRounding rounding,
             NystaTerm *out_term)
{
  NystaNumber number = { 0 };

  return nysta_evaluation_check (evaluation, nysta_number_from_term (term, &number)) &&
         nysta_evaluation_check (evaluation,
                                 nysta_number_round (&number, rounding, &number)) &&
         nysta_give_number (evaluation, &number, out_term);
}

gboolean
nysta_call_abs (NYSTA_CALL_ARGUMENTS)
{
  NystaNumber number = { 0 };

  if (!nysta_evaluation_check (evaluation, nysta_number_from_term (&arguments[0], &number)))
    return FALSE;
  if (number.digits < 0)
    number.digits = -number.digits;
  if (number.real < 0)
    number.real = -number.real;
  return nysta_give_number (evaluation, &number, out_term);
}

gboolean
nysta_call_round (NYSTA_CALL_ARGUMENTS)
{
  return set_rounded (evaluation, &arguments[0], NYSTA_ROUND_HALF_UP, out_term);
}

gboolean
nysta_call_ceil (NYSTA_CALL_ARGUMENTS)
{
  return set_rounded (evaluation, &arguments[0], NYSTA_ROUND_CEILING, out_term);
}

gboolean
nysta_call_floor (NYSTA_CALL_ARGUMENTS)
{
  return set_rounded (evaluation, &arguments[0], NYSTA_ROUND_FLOOR, out_term);
}

/* --- dates ---------------------------------------------------------------- */

static gboolean
get_moment (const NystaTerm *term, gboolean with_time, NystaMoment *out_moment)
{
  return nysta_moment_from_term (term, out_moment) &&
         (!with_time || strcmp (term->datatype, NS_XSD "dateTime") == 0);
}

gboolean
nysta_call_year (NYSTA_CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], FALSE, &moment) &&
         nysta_give_integer (evaluation, moment.year, out_term);
}

gboolean
nysta_call_month (NYSTA_CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], FALSE, &moment) &&
         nysta_give_integer (evaluation, moment.month, out_term);
}

gboolean
nysta_call_day (NYSTA_CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], FALSE, &moment) &&
         nysta_give_integer (evaluation, moment.day, out_term);
}

gboolean
nysta_call_hours (NYSTA_CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], TRUE, &moment) &&
         nysta_give_integer (evaluation, moment.hour, out_term);
}

gboolean
nysta_call_minutes (NYSTA_CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], TRUE, &moment) &&
         nysta_give_integer (evaluation, moment.minute, out_term);
}
