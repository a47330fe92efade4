/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* moment.c: xsd:dateTime and xsd:date, XML Schema 1.1 part 2 §3.3.7 and §3.3.9. */
#include "sparql/exec/value.h"

#include <string.h>

#include "rdf/vocabulary.h"

static gboolean
take_digits (const char **inout_text, guint n_digits, guint *out_number)
{
  guint number = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (**inout_text))
        return FALSE;
      number = number * 10 + (guint) (**inout_text - '0');
      (*inout_text)++;
    }
  *out_number = number;
  return TRUE;
}

static gboolean
take_char (const char **inout_text, char c)
{
  if (**inout_text != c)
    return FALSE;
  (*inout_text)++;
  return TRUE;
}

static guint
days_in_month (gint64 year, guint month)
{
  static const guint days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap);
}

/* Days from 1970-01-01 in the proleptic Gregorian calendar, counted in eras of 400 years
 * that begin in March. */
static gint64
days_from_date (gint64 year, guint month, guint day)
{
  gint64 y = year - (month <= 2);
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * ((gint64) month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
         day_of_year - 719468;
}

static gboolean
take_date (const char **inout_text, NystaMoment *moment)
{
  gboolean negative = take_char (inout_text, '-');
  gsize n_year = strspn (*inout_text, "0123456789");
  guint year = 0;

  if (n_year < 4 || n_year > 9 || (n_year > 4 && **inout_text == '0') ||
      !take_digits (inout_text, (guint) n_year, &year) || !take_char (inout_text, '-') ||
      !take_digits (inout_text, 2, &moment->month) || !take_char (inout_text, '-') ||
      !take_digits (inout_text, 2, &moment->day))
    return FALSE;
  moment->year = negative ? -(gint64) year : (gint64) year;
  return moment->month >= 1 && moment->month <= 12 && moment->day >= 1 &&
         moment->day <= days_in_month (moment->year, moment->month);
}

static gboolean
take_time (const char **inout_text, NystaMoment *moment)
{
  if (!take_digits (inout_text, 2, &moment->hour) || !take_char (inout_text, ':') ||
      !take_digits (inout_text, 2, &moment->minute) || !take_char (inout_text, ':') ||
      !take_digits (inout_text, 2, &moment->second))
    return FALSE;
  if (take_char (inout_text, '.'))
    {
      guint32 unit = 100000000;

      if (!g_ascii_isdigit (**inout_text))
        return FALSE;
      for (; g_ascii_isdigit (**inout_text); (*inout_text)++, unit /= 10)
        moment->nanoseconds += (guint32) (**inout_text - '0') * unit;
    }
  return moment->minute < 60 && moment->second < 60 &&
         (moment->hour < 24 || (moment->hour == 24 && moment->minute == 0 &&
                                moment->second == 0 && moment->nanoseconds == 0));
}

/* "Z", "+02:00" or nothing, and then the end. */
static gboolean
take_zone (const char **inout_text, gint64 *out_offset_seconds)
{
  guint hours = 0;
  guint minutes = 0;
  gboolean negative = **inout_text == '-';

  *out_offset_seconds = 0;
  if (**inout_text == '\0' || strcmp (*inout_text, "Z") == 0)
    return TRUE;
  if (!negative && **inout_text != '+')
    return FALSE;
  (*inout_text)++;
  if (!take_digits (inout_text, 2, &hours) || !take_char (inout_text, ':') ||
      !take_digits (inout_text, 2, &minutes) || **inout_text != '\0' || minutes > 59 ||
      hours * 60 + minutes > 14 * 60)
    return FALSE;
  *out_offset_seconds = (gint64) (hours * 60 + minutes) * (negative ? -60 : 60);
  return TRUE;
}

gboolean
nysta_moment_from_term (const NystaTerm *term, NystaMoment *out_moment)
{
  gboolean with_time = FALSE;
  NystaMoment moment = { 0 };
  gint64 offset = 0;

  if (term->kind != NYSTA_TERM_LITERAL || term->datatype == NULL)
    return FALSE;
  with_time = strcmp (term->datatype, NS_XSD "dateTime") == 0;
  if (!with_time && strcmp (term->datatype, XSD_DATE) != 0)
    return FALSE;

  const char *text = term->value;

  if (!take_date (&text, &moment) ||
      (with_time && (!take_char (&text, 'T') || !take_time (&text, &moment))) ||
      !take_zone (&text, &offset))
    return FALSE;
  moment.seconds = days_from_date (moment.year, moment.month, moment.day) * 86400 +
                   moment.hour * 3600 + moment.minute * 60 + moment.second - offset;
  *out_moment = moment;
  return TRUE;
}

int
nysta_moment_compare (const NystaMoment *a, const NystaMoment *b)
{
  if (a->seconds != b->seconds)
    return a->seconds < b->seconds ? -1 : 1;
  return (a->nanoseconds > b->nanoseconds) - (a->nanoseconds < b->nanoseconds);
}
