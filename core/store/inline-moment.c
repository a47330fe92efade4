/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * inline-moment.c: xsd:date and xsd:dateTime without time zone, XML Schema 1.1 part 2 §3.3.7
 * and §3.3.9. Year 0000 is the one before 0001.
 */
#include "config.h"
#include "store/inline-value.h"

/* Far more than there are; no sum comes near the end of 64 bits. */
#define MAX_YEAR_DIGITS 9

/* To the millisecond 44 bits reach from 1691 to 2248: finer than what people write down,
 * and what lies outside is hardly known to the second. */
#define DAY_MS (24 * 60 * 60 * 1000)
#define MAX_MOMENT_DAYS (NYSTA_INLINE_BIAS / DAY_MS + 1)

static inline gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* --- the calendar ----------------------------------------------------------- */

/* Years that begin in March have the leap day at their end; 400 of them have 146,097 days,
 * and from 1 March 0000 to 1970 are 719,468. */
static gint64
days_from_date (gint64 year, guint month, guint day)
{
  gint64 march_year = year - (month <= 2);
  gint64 era = (march_year >= 0 ? march_year : march_year - 399) / 400;
  gint64 year_of_era = march_year - era * 400;
  gint64 day_of_year = (153 * (gint64) (month > 2 ? month - 3 : month + 9) + 2) / 5 + day -
                       1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

static void
date_from_days (gint64 days, gint64 *out_year, guint *out_month, guint *out_day)
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

  *out_day = (guint) (day_of_year - (153 * month + 2) / 5 + 1);
  *out_month = (guint) (month < 10 ? month + 3 : month - 9);
  *out_year = year_of_era + era * 400 + (*out_month <= 2);
}

static guint
days_in_month (gint64 year, guint month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap);
}

/* --- dates ------------------------------------------------------------------ */

/* @prefix and two digits. */
static const char *
read_two (const char *c, char prefix, guint *out_number)
{
  if (c[0] != prefix || !is_digit (c[1]) || !is_digit (c[2]))
    return NULL;
  *out_number = (guint) ((c[1] - '0') * 10 + (c[2] - '0'));
  return c + 3;
}

/* Days since 1970; returns where the date ends, or NULL. */
static const char *
read_days (const char *text, gint64 *out_days)
{
  gboolean negative = *text == '-';
  const char *first = text + negative;
  const char *c = first;
  gint64 year = 0;
  guint month = 0;
  guint day = 0;

  for (; is_digit (*c) && c - first < MAX_YEAR_DIGITS; c++)
    year = year * 10 + (*c - '0');
  if (c - first < 4 || (c - first > 4 && *first == '0') || (negative && year == 0))
    return NULL;
  year = negative ? -year : year;
  c = read_two (c, '-', &month);
  if (c == NULL || month < 1 || month > 12)
    return NULL;
  c = read_two (c, '-', &day);
  if (c == NULL || day < 1 || day > days_in_month (year, month))
    return NULL;
  *out_days = days_from_date (year, month, day);
  return c;
}

/* NULL if the year has more digits than read_days() takes. */
static char *
write_days (gint64 days, char *out)
{
  gint64 year = 0;
  guint month = 0;
  guint day = 0;

  date_from_days (days, &year, &month, &day);
  if (ABS (year) > 999999999)
    return NULL;
  if (year < 0)
    *out++ = '-';
  out = nysta_inline_append_number (out, (guint64) ABS (year), 4);
  *out++ = '-';
  out = nysta_inline_append_number (out, month, 2);
  *out++ = '-';
  return nysta_inline_append_number (out, day, 2);
}

gboolean
nysta_inline_read_date (const char *text, guint64 *out_payload)
{
  gint64 days = 0;
  const char *end = read_days (text, &days);

  if (end == NULL || *end != '\0')
    return FALSE;
  *out_payload = (guint64) (days + NYSTA_INLINE_BIAS);
  return TRUE;
}

gboolean
nysta_inline_write_date (guint64 payload, char *out_text)
{
  return write_days ((gint64) payload - NYSTA_INLINE_BIAS, out_text) != NULL;
}

/* --- moments ---------------------------------------------------------------- */

/* From the `T` on. 24:00:00 is the next day's 00:00:00 in other characters. */
static gboolean
read_time (const char *text, gint64 *out_ms)
{
  guint hour = 0;
  guint minute = 0;
  guint second = 0;
  guint ms = 0;
  const char *c = read_two (text, 'T', &hour);

  if (c != NULL)
    c = read_two (c, ':', &minute);
  if (c != NULL)
    c = read_two (c, ':', &second);
  if (c == NULL || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  if (*c == '.')
    {
      guint unit = 100;

      for (c++; is_digit (*c) && unit > 0; c++, unit /= 10)
        ms += unit * (guint) (*c - '0');
      if (!is_digit (c[-1]) || c[-1] == '0')
        return FALSE;
    }
  *out_ms = ((gint64) hour * 3600 + minute * 60 + second) * 1000 + ms;
  return *c == '\0';
}

gboolean
nysta_inline_read_date_time (const char *text, guint64 *out_payload)
{
  gint64 days = 0;
  gint64 ms = 0;
  const char *end = read_days (text, &days);

  if (end == NULL || ABS (days) > MAX_MOMENT_DAYS || !read_time (end, &ms))
    return FALSE;
  ms += days * DAY_MS;
  if (ms < -NYSTA_INLINE_BIAS || ms >= NYSTA_INLINE_BIAS)
    return FALSE;
  *out_payload = (guint64) (ms + NYSTA_INLINE_BIAS);
  return TRUE;
}

gboolean
nysta_inline_write_date_time (guint64 payload, char *out_text)
{
  gint64 value = (gint64) payload - NYSTA_INLINE_BIAS;
  gint64 days = (value >= 0 ? value : value - (DAY_MS - 1)) / DAY_MS;
  guint ms = (guint) (value - days * DAY_MS);
  char *out = write_days (days, out_text);

  if (out == NULL)
    return FALSE;
  *out++ = 'T';
  out = nysta_inline_append_number (out, ms / 3600000, 2);
  *out++ = ':';
  out = nysta_inline_append_number (out, ms / 60000 % 60, 2);
  *out++ = ':';
  out = nysta_inline_append_number (out, ms / 1000 % 60, 2);
  if (ms % 1000 != 0)
    {
      *out++ = '.';
      out = nysta_inline_append_number (out, ms % 1000, 3);
      while (out[-1] == '0')
        *--out = '\0';
    }
  return TRUE;
}
