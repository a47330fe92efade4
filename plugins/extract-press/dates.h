/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* dates.h: days, months and years in running text. */
#pragma once

#include "press.h"

/* 0 in a field: the text leaves it out. */
typedef struct
{
  unsigned year, month, day;
} Date;

/* 1–12, or 0 if it is no month. */
unsigned date_month (const char *lower);
/* A year of four digits at @i, or 0. */
unsigned date_year (const Press *press, uint32_t i);
/* Past the date at @i, which has a year or a day; @i if there is none. */
uint32_t date_read (const Press *press, uint32_t i, uint32_t limit, Date *out);
/* `2024-03-01`, `2024-03`, `2024`; NULL without a year. */
const char *date_iso (Press *press, const Date *date);
/* Past `2010–2016` at @i, in one token or three; @i if there is none. */
uint32_t date_years_read (const Press *press, uint32_t i, uint32_t limit, Date *from,
                          Date *to);
