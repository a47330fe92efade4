/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * duration.h: xsd:duration, xsd:yearMonthDuration and xsd:dayTimeDuration, and arithmetic
 * with them and moments (XPath functions 3.1, §8.4 and §9.7).
 */
#pragma once

#include "sparql/expression/time-point.h"

typedef enum
{
  NYSTA_DURATION_ANY,
  NYSTA_DURATION_YEAR_MONTH,
  NYSTA_DURATION_DAY_TIME
} NystaDurationKind;

typedef struct
{
  NystaDurationKind kind;
  gint64 months;
  __int128 attoseconds; /* of the same sign, or 0 */
} NystaDuration;

gboolean nysta_duration_from_term (const NystaTerm *term, NystaDuration *out_duration);
/* (transfer full): canonical. */
char *nysta_duration_to_text (const NystaDuration *duration);
const char *nysta_duration_datatype (const NystaDuration *duration);

gboolean nysta_duration_equal (const NystaDuration *a, const NystaDuration *b);
/* NONE: a month is no number of days. */
NystaResult nysta_duration_compare (const NystaDuration *a, const NystaDuration *b,
                                    int *out_order);

/* @sign: 1 or -1. Of two durations of one of the two ordered kinds. */
NystaResult nysta_duration_add (const NystaDuration *a, const NystaDuration *b, int sign,
                                NystaDuration *out_duration);
/* @operation: * or / */
NystaResult nysta_duration_scale (char operation, const NystaDuration *duration,
                                  const NystaNumeric *by, NystaDuration *out_duration);
/* Of a DATE_TIME, a DATE or (without months) a TIME. */
NystaResult nysta_time_point_add (const NystaTimePoint *point,
                                  const NystaDuration *duration, int sign,
                                  NystaTimePoint *out_point);
/* @a less @b, both of one of these kinds, and both with or both without a time zone. */
NystaResult nysta_time_point_subtract (const NystaTimePoint *a, const NystaTimePoint *b,
                                       NystaDuration *out_duration);
