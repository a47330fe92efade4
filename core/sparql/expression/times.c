/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* times.c: functions on dates and times, SPARQL 1.1 §17.4.5, and sums with durations. */
#include "config.h"
#include "sparql/expression/operators.h"

#include <string.h>

#include "rdf/vocabulary.h"
#include "sparql/expression/duration.h"

static gboolean
value_time (NystaExpressionContext *context, const NystaValue *value,
            NystaTimePoint *out_point)
{
  NystaTerm term = { 0 };

  if (value->kind == NYSTA_VALUE_IS_ID && (value->id & NYSTA_COMPUTED_TERM) == 0 &&
      nysta_time_point_from_id (value->id, out_point))
    return TRUE;
  return (value->kind == NYSTA_VALUE_IS_ID || value->kind == NYSTA_VALUE_IS_TERM) &&
         nysta_value_term (context, value, &term) &&
         nysta_time_point_from_term (&term, out_point);
}

/* The standard names xsd:dateTime; its fields are there in a date and a time as well. */
static gboolean
get_time (const NystaPart *part, NystaExpressionContext *context, gboolean with_date,
          gboolean with_time, NystaTimePoint *out_point)
{
  NystaValue value;

  return nysta_part_value (part->parts[0], context, &value) &&
         value_time (context, &value, out_point) && out_point->kind <= NYSTA_TIME_TIME &&
         (!with_date || out_point->kind != NYSTA_TIME_TIME) &&
         (!with_time || out_point->kind != NYSTA_TIME_DATE);
}

gboolean
nysta_part_now (const NystaPart *part, NystaExpressionContext *context,
                NystaValue *out_value)
{
  NystaTimePoint point = { .kind = NYSTA_TIME_DATE_TIME, .has_zone = TRUE };
  gint64 now = context->options.now_us;
  gint64 seconds = (now >= 0 ? now : now - 999999) / 1000000;

  nysta_time_point_set_seconds (
    &point, seconds, (guint64) (now - seconds * 1000000) * (NYSTA_ATTOSECONDS / 1000000));

  g_autofree char *text = nysta_time_point_to_text (&point);

  nysta_give_text_value (context, text, strlen (text), NULL, out_value);
  out_value->term.datatype = NS_XSD "dateTime";
  return TRUE;
}

gboolean
nysta_part_year (const NystaPart *part, NystaExpressionContext *context,
                 NystaValue *out_value)
{
  NystaTimePoint point;

  return get_time (part, context, TRUE, FALSE, &point) &&
         nysta_give_whole_value (point.year, out_value);
}

gboolean
nysta_part_month (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  NystaTimePoint point;

  return get_time (part, context, TRUE, FALSE, &point) &&
         nysta_give_whole_value (point.month, out_value);
}

gboolean
nysta_part_day (const NystaPart *part, NystaExpressionContext *context,
                NystaValue *out_value)
{
  NystaTimePoint point;

  return get_time (part, context, TRUE, FALSE, &point) &&
         nysta_give_whole_value (point.day, out_value);
}

gboolean
nysta_part_hours (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  NystaTimePoint point;

  return get_time (part, context, FALSE, TRUE, &point) &&
         nysta_give_whole_value (point.hour, out_value);
}

gboolean
nysta_part_minutes (const NystaPart *part, NystaExpressionContext *context,
                    NystaValue *out_value)
{
  NystaTimePoint point;

  return get_time (part, context, FALSE, TRUE, &point) &&
         nysta_give_whole_value (point.minute, out_value);
}

gboolean
nysta_part_seconds (const NystaPart *part, NystaExpressionContext *context,
                    NystaValue *out_value)
{
  NystaTimePoint point;

  if (!get_time (part, context, FALSE, TRUE, &point))
    return FALSE;

  NystaNumeric number = { .kind = NYSTA_NUMERIC_DECIMAL,
                          .scale = 18,
                          .no_point = TRUE,
                          .digits = (__int128) point.second * NYSTA_ATTOSECONDS +
                                    point.attoseconds };

  return nysta_give_number_value (&number, out_value);
}

static gboolean
give_duration (NystaExpressionContext *context, const NystaDuration *duration,
               NystaValue *out_value)
{
  g_autofree char *text = nysta_duration_to_text (duration);

  nysta_give_text_value (context, text, strlen (text), NULL, out_value);
  out_value->term.datatype = nysta_duration_datatype (duration);
  return TRUE;
}

gboolean
nysta_part_timezone (const NystaPart *part, NystaExpressionContext *context,
                     NystaValue *out_value)
{
  NystaTimePoint point;

  if (!get_time (part, context, FALSE, FALSE, &point) || !point.has_zone)
    return FALSE;

  NystaDuration duration = { .kind = NYSTA_DURATION_DAY_TIME,
                             .attoseconds = (__int128) point.zone_minutes * 60 *
                                            (__int128) NYSTA_ATTOSECONDS };

  return give_duration (context, &duration, out_value);
}

/* As it is written: +00:00 is not Z. */
gboolean
nysta_part_tz (const NystaPart *part, NystaExpressionContext *context,
               NystaValue *out_value)
{
  NystaTimePoint point;
  NystaTerm term = { 0 };
  const char *zone = "";

  if (!get_time (part, context, FALSE, FALSE, &point) ||
      !nysta_operand_term (part, 0, context, &term))
    return FALSE;
  if (point.has_zone)
    {
      gsize length = strlen (term.value);

      zone = term.value + length - (term.value[length - 1] == 'Z' ? 1 : 6);
    }
  return nysta_give_text_value (context, zone, strlen (zone), NULL, out_value);
}

/* --- sums ------------------------------------------------------------------------------- */

static gboolean
value_duration (NystaExpressionContext *context, const NystaValue *value,
                NystaDuration *out_duration)
{
  NystaTerm term = { 0 };

  return (value->kind == NYSTA_VALUE_IS_ID || value->kind == NYSTA_VALUE_IS_TERM) &&
         nysta_value_term (context, value, &term) &&
         nysta_duration_from_term (&term, out_duration);
}

static gboolean
give_moved (NystaExpressionContext *context, const NystaTimePoint *point,
            const NystaDuration *duration, int sign, NystaValue *out_value)
{
  static const char *const datatypes[] = { NS_XSD "dateTime", XSD_DATE, NS_XSD "time" };
  NystaTimePoint result;

  if (!nysta_context_check_result (context,
                                   nysta_time_point_add (point, duration, sign, &result)))
    return FALSE;

  g_autofree char *text = nysta_time_point_to_text (&result);

  nysta_give_text_value (context, text, strlen (text), NULL, out_value);
  out_value->term.datatype = datatypes[result.kind];
  return TRUE;
}

static gboolean
compute_points (NystaExpressionContext *context, char operation, const NystaTimePoint *a,
                const NystaValue *b, NystaValue *out_value)
{
  NystaTimePoint point;
  NystaDuration duration;

  if (operation != '+' && operation != '-')
    return FALSE;
  if (value_duration (context, b, &duration))
    return give_moved (context, a, &duration, operation == '+' ? 1 : -1, out_value);
  return operation == '-' && value_time (context, b, &point) &&
         nysta_context_check_result (context,
                                     nysta_time_point_subtract (a, &point, &duration)) &&
         give_duration (context, &duration, out_value);
}

static gboolean
compute_durations (NystaExpressionContext *context, char operation, const NystaDuration *a,
                   const NystaValue *b, NystaValue *out_value)
{
  NystaDuration other;
  NystaTimePoint point;
  NystaNumeric number;

  if (operation == '*' || operation == '/')
    return nysta_value_number (context, b, &number) &&
           nysta_context_check_result (
             context, nysta_duration_scale (operation, a, &number, &other)) &&
           give_duration (context, &other, out_value);
  if (operation == '+' && value_time (context, b, &point))
    return give_moved (context, &point, a, 1, out_value);
  return value_duration (context, b, &other) &&
         nysta_context_check_result (
           context, nysta_duration_add (a, &other, operation == '+' ? 1 : -1, &other)) &&
         give_duration (context, &other, out_value);
}

gboolean
nysta_compute_time (NystaExpressionContext *context, char operation, const NystaValue *a,
                    const NystaValue *b, NystaValue *out_value)
{
  NystaTimePoint point;
  NystaDuration duration;

  if (value_time (context, a, &point))
    return compute_points (context, operation, &point, b, out_value);
  if (value_duration (context, a, &duration))
    return compute_durations (context, operation, &duration, b, out_value);
  return operation == '*' && value_duration (context, b, &duration) &&
         compute_durations (context, operation, &duration, a, out_value);
}
