/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/expression/duration.h"

#include <math.h>
#include <string.h>

#include "rdf/vocabulary.h"

/* Nobody's calendar goes further; sums stay far from the end of 64 bits. */
#define MAX_COUNT 1000000000000ll
#define DAY_SECONDS 86400
#define ATTOSECONDS ((__int128) NYSTA_ATTOSECONDS)
#define MAX_YEAR 999999999

/* --- from text --------------------------------------------------------------------- */

/* Digits and the letter @mark. FALSE, and nothing taken, if another follows. */
static gboolean
take_count (const char **inout_text, char mark, gint64 *out_count)
{
  const char *c = *inout_text;
  gint64 count = 0;

  for (; g_ascii_isdigit (*c); c++)
    count = MIN (count * 10 + (*c - '0'), MAX_COUNT + 1);
  if (c == *inout_text || *c != mark)
    return FALSE;
  *inout_text = c + 1;
  *out_count = count;
  return TRUE;
}

/* Digits, perhaps a fraction, and S. */
static gboolean
take_seconds (const char **inout_text, gint64 *out_seconds, guint64 *out_attoseconds)
{
  const char *c = *inout_text;
  guint64 unit = NYSTA_ATTOSECONDS / 10;
  gint64 seconds = 0;
  guint64 attoseconds = 0;

  for (; g_ascii_isdigit (*c); c++)
    seconds = MIN (seconds * 10 + (*c - '0'), MAX_COUNT + 1);
  if (c == *inout_text)
    return FALSE;
  if (*c == '.')
    {
      if (!g_ascii_isdigit (c[1]))
        return FALSE;
      for (c++; g_ascii_isdigit (*c); c++, unit /= 10)
        attoseconds += (guint64) (*c - '0') * unit;
    }
  if (*c != 'S')
    return FALSE;
  *inout_text = c + 1;
  *out_seconds = seconds;
  *out_attoseconds = attoseconds;
  return TRUE;
}

static gboolean
parse (const char *text, NystaDuration *duration, gboolean *out_has_months,
       gboolean *out_has_seconds)
{
  gboolean negative = *text == '-';
  gint64 years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0;
  guint64 attoseconds = 0;
  const char *c = text + negative;
  gboolean any_time = FALSE;

  if (*c++ != 'P')
    return FALSE;
  *out_has_months = take_count (&c, 'Y', &years);
  *out_has_months |= take_count (&c, 'M', &months);
  *out_has_seconds = take_count (&c, 'D', &days);
  if (*c == 'T')
    {
      c++;
      any_time = take_count (&c, 'H', &hours);
      any_time |= take_count (&c, 'M', &minutes);
      any_time |= take_seconds (&c, &seconds, &attoseconds);
      if (!any_time)
        return FALSE;
    }
  *out_has_seconds |= any_time;
  if (*c != '\0' || (!*out_has_months && !*out_has_seconds) || years > MAX_COUNT ||
      months > MAX_COUNT || days > MAX_COUNT || hours > MAX_COUNT || minutes > MAX_COUNT ||
      seconds > MAX_COUNT)
    return FALSE;
  duration->months = years * 12 + months;
  duration->attoseconds = ((__int128) days * DAY_SECONDS + (__int128) hours * 3600 +
                           (__int128) minutes * 60 + seconds) *
                            ATTOSECONDS +
                          attoseconds;
  if (negative)
    {
      duration->months = -duration->months;
      duration->attoseconds = -duration->attoseconds;
    }
  return TRUE;
}

gboolean
nysta_duration_from_term (const NystaTerm *term, NystaDuration *out_duration)
{
  NystaDuration duration = { 0 };
  gboolean has_months = FALSE;
  gboolean has_seconds = FALSE;

  if (term->kind != NYSTA_TERM_LITERAL || term->datatype == NULL)
    return FALSE;
  if (strcmp (term->datatype, NS_XSD "yearMonthDuration") == 0)
    duration.kind = NYSTA_DURATION_YEAR_MONTH;
  else if (strcmp (term->datatype, NS_XSD "dayTimeDuration") == 0)
    duration.kind = NYSTA_DURATION_DAY_TIME;
  else if (strcmp (term->datatype, NS_XSD "duration") != 0)
    return FALSE;
  if (!parse (term->value, &duration, &has_months, &has_seconds) ||
      (duration.kind == NYSTA_DURATION_YEAR_MONTH && has_seconds) ||
      (duration.kind == NYSTA_DURATION_DAY_TIME && has_months))
    return FALSE;
  *out_duration = duration;
  return TRUE;
}

/* --- to text ----------------------------------------------------------------------- */

const char *
nysta_duration_datatype (const NystaDuration *duration)
{
  return duration->kind == NYSTA_DURATION_YEAR_MONTH ? NS_XSD "yearMonthDuration"
         : duration->kind == NYSTA_DURATION_DAY_TIME ? NS_XSD "dayTimeDuration"
                                                     : NS_XSD "duration";
}

static void
append_count (GString *out, guint64 count, char mark)
{
  if (count > 0)
    g_string_append_printf (out, "%" G_GUINT64_FORMAT "%c", count, mark);
}

char *
nysta_duration_to_text (const NystaDuration *duration)
{
  gboolean negative = duration->months < 0 || duration->attoseconds < 0;
  guint64 months = (guint64) ABS (duration->months);
  unsigned __int128 all = duration->attoseconds < 0
                            ? -(unsigned __int128) duration->attoseconds
                            : (unsigned __int128) duration->attoseconds;
  guint64 seconds = (guint64) (all / NYSTA_ATTOSECONDS);
  guint64 fraction = (guint64) (all % NYSTA_ATTOSECONDS);
  g_autoptr (GString) out = g_string_new (negative ? "-P" : "P");

  append_count (out, months / 12, 'Y');
  append_count (out, months % 12, 'M');
  append_count (out, seconds / DAY_SECONDS, 'D');
  seconds %= DAY_SECONDS;
  if (seconds > 0 || fraction > 0)
    {
      g_string_append_c (out, 'T');
      append_count (out, seconds / 3600, 'H');
      append_count (out, seconds / 60 % 60, 'M');
      if (fraction > 0)
        {
          g_string_append_printf (out, "%" G_GUINT64_FORMAT ".%018" G_GINT64_MODIFIER "u",
                                  seconds % 60, fraction);
          while (out->str[out->len - 1] == '0')
            g_string_truncate (out, out->len - 1);
          g_string_append_c (out, 'S');
        }
      else
        append_count (out, seconds % 60, 'S');
    }
  else if (months == 0 && all < NYSTA_ATTOSECONDS)
    g_string_append (out, duration->kind == NYSTA_DURATION_YEAR_MONTH ? "0M" : "T0S");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* --- order and sums ---------------------------------------------------------------- */

gboolean
nysta_duration_equal (const NystaDuration *a, const NystaDuration *b)
{
  return a->months == b->months && a->attoseconds == b->attoseconds;
}

NystaResult
nysta_duration_compare (const NystaDuration *a, const NystaDuration *b, int *out_order)
{
  if (a->kind != b->kind || a->kind == NYSTA_DURATION_ANY)
    return NYSTA_RESULT_NONE;
  *out_order = a->kind == NYSTA_DURATION_YEAR_MONTH
                 ? (a->months > b->months) - (a->months < b->months)
                 : (a->attoseconds > b->attoseconds) - (a->attoseconds < b->attoseconds);
  return NYSTA_RESULT_OK;
}

/* Within what can be read back. */
static NystaResult
check_size (const NystaDuration *duration)
{
  return duration->months > MAX_COUNT || duration->months < -MAX_COUNT ||
             duration->attoseconds > ATTOSECONDS * MAX_COUNT ||
             duration->attoseconds < -ATTOSECONDS * MAX_COUNT
           ? NYSTA_RESULT_RANGE
           : NYSTA_RESULT_OK;
}

NystaResult
nysta_duration_add (const NystaDuration *a, const NystaDuration *b, int sign,
                    NystaDuration *out_duration)
{
  if (a->kind != b->kind || a->kind == NYSTA_DURATION_ANY)
    return NYSTA_RESULT_NONE;
  if (check_size (a) != NYSTA_RESULT_OK || check_size (b) != NYSTA_RESULT_OK)
    return NYSTA_RESULT_RANGE;
  *out_duration = (NystaDuration){ .kind = a->kind,
                                   .months = a->months + sign * b->months,
                                   .attoseconds = a->attoseconds + sign * b->attoseconds };
  return check_size (out_duration);
}

NystaResult
nysta_duration_scale (char operation, const NystaDuration *duration, const NystaNumeric *by,
                      NystaDuration *out_duration)
{
  double factor = nysta_numeric_to_double (by);
  NystaDuration result = { .kind = duration->kind };

  if (duration->kind == NYSTA_DURATION_ANY || isnan (factor))
    return NYSTA_RESULT_NONE;
  if (operation == '/')
    {
      if (factor == 0)
        return NYSTA_RESULT_NONE;
      factor = 1 / factor;
    }

  double months = floor ((double) duration->months * factor + 0.5);
  double microseconds = floor ((double) (duration->attoseconds / 1000000000000) * factor +
                               0.5);

  if (!(fabs (months) <= (double) MAX_COUNT) ||
      !(fabs (microseconds) <= (double) MAX_COUNT * 1e6))
    return NYSTA_RESULT_RANGE;
  result.months = (gint64) months;
  result.attoseconds = (__int128) microseconds * 1000000000000;
  *out_duration = result;
  return NYSTA_RESULT_OK;
}

/* XML Schema 1.1 part 2 §E.3.3: months first, the day cut to the month's length. */
static gboolean
add_months (NystaTimePoint *point, gint64 months)
{
  gint64 all = point->year * 12 + (point->month - 1) + months;
  gint64 year = (all >= 0 ? all : all - 11) / 12;

  if (year > MAX_YEAR || year < -MAX_YEAR)
    return FALSE;
  point->year = year;
  point->month = (guint) (all - year * 12) + 1;
  point->day = MIN (point->day, nysta_days_in_month (year, point->month));
  point->seconds = nysta_days_from_date (year, point->month, point->day) * DAY_SECONDS +
                   point->hour * 3600 + point->minute * 60 + point->second -
                   point->zone_minutes * 60;
  return TRUE;
}

NystaResult
nysta_time_point_add (const NystaTimePoint *point, const NystaDuration *duration, int sign,
                      NystaTimePoint *out_point)
{
  NystaTimePoint result = *point;

  if (point->kind > NYSTA_TIME_TIME ||
      (point->kind == NYSTA_TIME_TIME && duration->kind != NYSTA_DURATION_DAY_TIME))
    return NYSTA_RESULT_NONE;
  if (check_size (duration) != NYSTA_RESULT_OK ||
      (duration->months != 0 && !add_months (&result, sign * duration->months)))
    return NYSTA_RESULT_RANGE;

  __int128 all = (__int128) result.seconds * ATTOSECONDS + result.attoseconds +
                 sign * duration->attoseconds;
  gint64 seconds = (gint64) (all / ATTOSECONDS);
  gint64 rest = (gint64) (all % ATTOSECONDS);

  if (rest < 0)
    {
      seconds--;
      rest += (gint64) NYSTA_ATTOSECONDS;
    }
  nysta_time_point_set_seconds (&result, seconds, (guint64) rest);
  if (result.year > MAX_YEAR || result.year < -MAX_YEAR)
    return NYSTA_RESULT_RANGE;
  *out_point = result;
  return NYSTA_RESULT_OK;
}

NystaResult
nysta_time_point_subtract (const NystaTimePoint *a, const NystaTimePoint *b,
                           NystaDuration *out_duration)
{
  if (a->kind != b->kind || a->kind > NYSTA_TIME_TIME || a->has_zone != b->has_zone)
    return NYSTA_RESULT_NONE;
  *out_duration = (NystaDuration){
    .kind = NYSTA_DURATION_DAY_TIME,
    .attoseconds = (__int128) (a->seconds - b->seconds) * ATTOSECONDS +
                   ((__int128) a->attoseconds - b->attoseconds),
  };
  return NYSTA_RESULT_OK;
}
