/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * time-point.h: xsd:dateTime, xsd:date, xsd:time and the g… types, XML Schema 1.1 part 2
 * §3.3.7 to §3.3.14.
 *
 * Caveats: of two of which only one has a time zone, the one without may lie up to 14 hours
 * to either side: they compare only if that makes no difference (§D.2.1).
 */
#pragma once

#include "sparql/expression/number.h"

typedef enum
{
  NYSTA_TIME_DATE_TIME,
  NYSTA_TIME_DATE,
  NYSTA_TIME_TIME,
  NYSTA_TIME_YEAR,
  NYSTA_TIME_YEAR_MONTH,
  NYSTA_TIME_MONTH_DAY,
  NYSTA_TIME_MONTH,
  NYSTA_TIME_DAY
} NystaTimeKind;

typedef struct
{
  NystaTimeKind kind;
  gboolean has_zone;
  gint32 zone_minutes;
  gint64 seconds;      /* since 1970 began, in UTC if it has a zone */
  guint64 attoseconds; /* 10^-18; finer fractions are cut off */
  gint64 year;         /* these as written */
  guint month;
  guint day;
  guint hour;
  guint minute;
  guint second;
} NystaTimePoint;

#define NYSTA_ATTOSECONDS 1000000000000000000ull

/* FALSE: not of these types, or none that exists. */
gboolean nysta_time_point_from_term (const NystaTerm *term, NystaTimePoint *out_point);
/* Of a DATE or DATE_TIME. */
gboolean nysta_time_point_from_id (NystaTermId id, NystaTimePoint *out_point);
/* NONE: they have no order. */
NystaResult nysta_time_point_compare (const NystaTimePoint *a, const NystaTimePoint *b,
                                      int *out_order);
/* As if UTC were the zone of all that have none: total. */
int nysta_time_point_compare_in_utc (const NystaTimePoint *a, const NystaTimePoint *b);

/* The point so many seconds after 1970, as seen in @point's zone, which with its kind stays. */
void nysta_time_point_set_seconds (NystaTimePoint *point, gint64 seconds,
                                   guint64 attoseconds);
/* The lexical form of a DATE_TIME, a DATE or a TIME. (transfer full) */
char *nysta_time_point_to_text (const NystaTimePoint *point);

/* Days since 1970 in the proleptic Gregorian calendar. */
gint64 nysta_days_from_date (gint64 year, guint month, guint day);
guint nysta_days_in_month (gint64 year, guint month);
