/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/expression/time-point.h"

#include <string.h>

#include "rdf/vocabulary.h"

#define DAY_SECONDS 86400
#define MAX_ZONE_MINUTES (14 * 60)

/* --- the calendar ------------------------------------------------------------------ */

guint
nysta_days_in_month (gint64 year, guint month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap);
}

/* In eras of 400 years that begin in March, so that the leap day comes last. */
gint64
nysta_days_from_date (gint64 year, guint month, guint day)
{
  gint64 y = year - (month <= 2);
  gint64 era = (y >= 0 ? y : y - 399) / 400;
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * ((gint64) month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
         day_of_year - 719468;
}

static void
set_date (NystaTimePoint *point, gint64 days)
{
  gint64 shifted = days + 719468;
  gint64 era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  gint64 day_of_era = shifted - era * 146097;
  gint64 year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                        day_of_era / 146096) /
                       365;
  gint64 day_of_year = day_of_era -
                       (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 month = (5 * day_of_year + 2) / 153;

  point->day = (guint) (day_of_year - (153 * month + 2) / 5 + 1);
  point->month = (guint) (month < 10 ? month + 3 : month - 9);
  point->year = year_of_era + era * 400 + (point->month <= 2);
}

void
nysta_time_point_set_seconds (NystaTimePoint *point, gint64 seconds, guint64 attoseconds)
{
  gint64 local = seconds + (point->has_zone ? point->zone_minutes * 60 : 0);
  gint64 days = (local >= 0 ? local : local - (DAY_SECONDS - 1)) / DAY_SECONDS;
  guint rest = (guint) (local - days * DAY_SECONDS);

  set_date (point, days);
  point->hour = rest / 3600;
  point->minute = rest / 60 % 60;
  point->second = rest % 60;
  point->seconds = seconds;
  point->attoseconds = attoseconds;
}

/* --- from text --------------------------------------------------------------------- */

static gboolean
take_char (const char **inout_text, char c)
{
  if (**inout_text != c)
    return FALSE;
  (*inout_text)++;
  return TRUE;
}

static gboolean
take_two (const char **inout_text, guint *out_number)
{
  const char *c = *inout_text;

  if (!g_ascii_isdigit (c[0]) || !g_ascii_isdigit (c[1]))
    return FALSE;
  *out_number = (guint) ((c[0] - '0') * 10 + (c[1] - '0'));
  *inout_text += 2;
  return TRUE;
}

/* Four digits or more, without zeros before them if there are more. */
static gboolean
take_year (const char **inout_text, gint64 *out_year)
{
  gboolean negative = take_char (inout_text, '-');
  const char *c = *inout_text;
  gint64 year = 0;

  for (; g_ascii_isdigit (*c) && c - *inout_text < 10; c++)
    year = year * 10 + (*c - '0');
  if (c - *inout_text < 4 || c - *inout_text > 9 ||
      (c - *inout_text > 4 && **inout_text == '0'))
    return FALSE;
  *inout_text = c;
  *out_year = negative ? -year : year;
  return TRUE;
}

static gboolean
take_time (const char **inout_text, NystaTimePoint *point)
{
  if (!take_two (inout_text, &point->hour) || !take_char (inout_text, ':') ||
      !take_two (inout_text, &point->minute) || !take_char (inout_text, ':') ||
      !take_two (inout_text, &point->second))
    return FALSE;
  if (take_char (inout_text, '.'))
    {
      guint64 unit = NYSTA_ATTOSECONDS / 10;

      if (!g_ascii_isdigit (**inout_text))
        return FALSE;
      for (; g_ascii_isdigit (**inout_text); (*inout_text)++, unit /= 10)
        point->attoseconds += (guint64) (**inout_text - '0') * unit;
    }
  return point->minute < 60 && point->second < 60 &&
         (point->hour < 24 || (point->hour == 24 && point->minute == 0 &&
                               point->second == 0 && point->attoseconds == 0));
}

/* "Z", "+02:00" or nothing, and then the end. */
static gboolean
take_zone (const char **inout_text, NystaTimePoint *point)
{
  guint hours = 0;
  guint minutes = 0;
  gboolean negative = **inout_text == '-';

  if (**inout_text == '\0')
    return TRUE;
  point->has_zone = TRUE;
  if (strcmp (*inout_text, "Z") == 0)
    return TRUE;
  if (!negative && **inout_text != '+')
    return FALSE;
  (*inout_text)++;
  if (!take_two (inout_text, &hours) || !take_char (inout_text, ':') ||
      !take_two (inout_text, &minutes) || **inout_text != '\0' || minutes > 59 ||
      hours * 60 + minutes > MAX_ZONE_MINUTES)
    return FALSE;
  point->zone_minutes = (gint32) (hours * 60 + minutes) * (negative ? -1 : 1);
  return TRUE;
}

static gboolean
take_date (const char **inout_text, NystaTimePoint *point)
{
  return take_year (inout_text, &point->year) && take_char (inout_text, '-') &&
         take_two (inout_text, &point->month) && take_char (inout_text, '-') &&
         take_two (inout_text, &point->day);
}

static gboolean
take_fields (const char **inout_text, NystaTimePoint *point)
{
  switch (point->kind)
    {
    case NYSTA_TIME_DATE_TIME:
      return take_date (inout_text, point) && take_char (inout_text, 'T') &&
             take_time (inout_text, point);
    case NYSTA_TIME_DATE:
      return take_date (inout_text, point);
    case NYSTA_TIME_TIME:
      return take_time (inout_text, point);
    case NYSTA_TIME_YEAR:
      return take_year (inout_text, &point->year);
    case NYSTA_TIME_YEAR_MONTH:
      return take_year (inout_text, &point->year) && take_char (inout_text, '-') &&
             take_two (inout_text, &point->month);
    case NYSTA_TIME_MONTH_DAY:
      return take_char (inout_text, '-') && take_char (inout_text, '-') &&
             take_two (inout_text, &point->month) && take_char (inout_text, '-') &&
             take_two (inout_text, &point->day);
    case NYSTA_TIME_MONTH:
      return take_char (inout_text, '-') && take_char (inout_text, '-') &&
             take_two (inout_text, &point->month);
    case NYSTA_TIME_DAY:
      return take_char (inout_text, '-') && take_char (inout_text, '-') &&
             take_char (inout_text, '-') && take_two (inout_text, &point->day);
    }
  return FALSE;
}

typedef struct
{
  const char *name; /* after the XML Schema namespace */
  NystaTimeKind kind;
} TimeType;

static const TimeType time_types[] = {
  { "dateTime", NYSTA_TIME_DATE_TIME },
  { "date", NYSTA_TIME_DATE },
  { "time", NYSTA_TIME_TIME },
  { "dateTimeStamp", NYSTA_TIME_DATE_TIME },
  { "gYear", NYSTA_TIME_YEAR },
  { "gYearMonth", NYSTA_TIME_YEAR_MONTH },
  { "gMonthDay", NYSTA_TIME_MONTH_DAY },
  { "gMonth", NYSTA_TIME_MONTH },
  { "gDay", NYSTA_TIME_DAY },
};

static gint64
local_seconds (const NystaTimePoint *point)
{
  return nysta_days_from_date (point->year, point->month, point->day) * DAY_SECONDS +
         point->hour * 3600 + point->minute * 60 + point->second;
}

gboolean
nysta_time_point_from_term (const NystaTerm *term, NystaTimePoint *out_point)
{
  /* What is left out is that of a leap year's first day, so that --02-29 exists. */
  NystaTimePoint point = { .year = 1972, .month = 1, .day = 1 };
  const TimeType *type = NULL;
  const char *text = term->value;

  if (term->kind != NYSTA_TERM_LITERAL || term->datatype == NULL ||
      !g_str_has_prefix (term->datatype, NS_XSD))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (time_types) && type == NULL; i++)
    if (strcmp (term->datatype + strlen (NS_XSD), time_types[i].name) == 0)
      type = &time_types[i];
  if (type == NULL)
    return FALSE;
  point.kind = type->kind;
  if (!take_fields (&text, &point) || !take_zone (&text, &point) || point.month < 1 ||
      point.month > 12 || point.day < 1 ||
      point.day > nysta_days_in_month (point.year, point.month))
    return FALSE;
  if (!point.has_zone && strcmp (type->name, "dateTimeStamp") == 0)
    return FALSE;
  point.seconds = local_seconds (&point) - point.zone_minutes * 60;
  /* 24:00:00 is the next day's, or of a time the same day's, 00:00:00. */
  if (point.hour == 24)
    nysta_time_point_set_seconds (
      &point, point.seconds - (point.kind == NYSTA_TIME_TIME ? DAY_SECONDS : 0), 0);
  *out_point = point;
  return TRUE;
}

gboolean
nysta_time_point_from_id (NystaTermId id, NystaTimePoint *out_point)
{
  NystaTag tag = nysta_id_tag (id);
  gint64 whole = nysta_id_whole (id);

  if (tag == NYSTA_TAG_DATE)
    {
      *out_point = (NystaTimePoint){ .kind = NYSTA_TIME_DATE };
      nysta_time_point_set_seconds (out_point, whole * DAY_SECONDS, 0);
      return TRUE;
    }
  if (tag == NYSTA_TAG_DATE_TIME)
    {
      gint64 seconds = (whole >= 0 ? whole : whole - 999) / 1000;

      *out_point = (NystaTimePoint){ .kind = NYSTA_TIME_DATE_TIME };
      nysta_time_point_set_seconds (out_point, seconds,
                                    (guint64) (whole - seconds * 1000) *
                                      (NYSTA_ATTOSECONDS / 1000));
      return TRUE;
    }
  return FALSE;
}

/* --- order ------------------------------------------------------------------------- */

int
nysta_time_point_compare_in_utc (const NystaTimePoint *a, const NystaTimePoint *b)
{
  if (a->seconds != b->seconds)
    return a->seconds < b->seconds ? -1 : 1;
  return (a->attoseconds > b->attoseconds) - (a->attoseconds < b->attoseconds);
}

NystaResult
nysta_time_point_compare (const NystaTimePoint *a, const NystaTimePoint *b, int *out_order)
{
  if (a->kind != b->kind)
    return NYSTA_RESULT_NONE;
  *out_order = nysta_time_point_compare_in_utc (a, b);
  if (a->has_zone == b->has_zone)
    return NYSTA_RESULT_OK;

  gint64 distance = a->seconds > b->seconds ? a->seconds - b->seconds
                                            : b->seconds - a->seconds;

  return distance > MAX_ZONE_MINUTES * 60 ? NYSTA_RESULT_OK : NYSTA_RESULT_NONE;
}

/* --- to text ----------------------------------------------------------------------- */

static void
append_fraction (GString *out, guint64 attoseconds)
{
  if (attoseconds == 0)
    return;
  g_string_append_printf (out, ".%018" G_GINT64_MODIFIER "u", attoseconds);
  while (out->str[out->len - 1] == '0')
    g_string_truncate (out, out->len - 1);
}

char *
nysta_time_point_to_text (const NystaTimePoint *point)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (point->kind != NYSTA_TIME_TIME)
    g_string_append_printf (out, "%s%04" G_GINT64_MODIFIER "d-%02u-%02u",
                            point->year < 0 ? "-" : "", ABS (point->year), point->month,
                            point->day);
  if (point->kind == NYSTA_TIME_DATE_TIME)
    g_string_append_c (out, 'T');
  if (point->kind != NYSTA_TIME_DATE)
    {
      g_string_append_printf (out, "%02u:%02u:%02u", point->hour, point->minute,
                              point->second);
      append_fraction (out, point->attoseconds);
    }
  if (point->has_zone && point->zone_minutes == 0)
    g_string_append_c (out, 'Z');
  else if (point->has_zone)
    g_string_append_printf (out, "%c%02d:%02d", point->zone_minutes < 0 ? '-' : '+',
                            ABS (point->zone_minutes) / 60, ABS (point->zone_minutes) % 60);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
