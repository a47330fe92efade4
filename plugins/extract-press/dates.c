/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * dates.c: a day, a month or a year as the text writes it, in ISO form: `den 1 mars 2024`,
 * `oktober 2020`, `March 1, 2024`, `2024-03-01`.
 */
#include "dates.h"

#include <stdlib.h>
#include <string.h>

unsigned
date_month (const char *lower)
{
  static const char *const months[][2] = {
    { "januari", "january" }, { "februari", "february" }, { "mars", "march" },
    { "april", "april" },     { "maj", "may" },           { "juni", "june" },
    { "juli", "july" },       { "augusti", "august" },    { "september", "september" },
    { "oktober", "october" }, { "november", "november" }, { "december", "december" },
  };

  /* Those of both languages begin with the same letter. */
  for (unsigned m = 0; m < 12; m++)
    if (lower[0] == months[m][0][0] &&
        (strcmp (lower, months[m][0]) == 0 || strcmp (lower, months[m][1]) == 0))
      return m + 1;
  return 0;
}

/* The number that the token is, of at most @n_digits; 0 if it is none. */
static unsigned
number_at (const Press *press, uint32_t i, size_t n_digits)
{
  const char *word = press->tokens[i].word;
  size_t n = strspn (word, "0123456789");

  if (n == 0 || n > n_digits || (word[n] != '\0' && strcmp (word + n, ".") != 0))
    return 0;
  return (unsigned) strtoul (word, NULL, 10);
}

unsigned
date_year (const Press *press, uint32_t i)
{
  unsigned year = number_at (press, i, 4);

  return year >= 1900 && year < 2100 ? year : 0;
}

static bool
read_iso (const char *word, Date *out)
{
  if (strlen (word) != 10 || strspn (word, "0123456789-") != 10 || word[4] != '-' ||
      word[7] != '-')
    return false;
  *out = (Date){ .year = (unsigned) atoi (word),
                 .month = (unsigned) atoi (word + 5),
                 .day = (unsigned) atoi (word + 8) };
  return out->year >= 1900 && out->month >= 1 && out->month <= 12 && out->day >= 1 &&
         out->day <= 31;
}

uint32_t
date_read (const Press *press, uint32_t i, uint32_t limit, Date *out)
{
  uint32_t from = i;

  *out = (Date){ 0 };
  while (i < limit && (token_is (press, i, "den") || token_is (press, i, "år") ||
                       token_is (press, i, "the") || token_is (press, i, "i")))
    i++;
  if (i >= limit)
    return from;
  if (read_iso (press->tokens[i].word, out))
    return i + 1;
  unsigned day = number_at (press, i, 2);
  if (day >= 1 && day <= 31 && i + 1 < limit)
    {
      uint32_t next = i + 1 + (token_is (press, i + 1, "of") ? 1 : 0);

      out->month = next < limit ? date_month (press->tokens[next].lower) : 0;
      if (out->month == 0)
        return from;
      out->day = day;
      i = next + 1;
    }
  else
    {
      out->month = date_month (press->tokens[i].lower);
      i += out->month != 0;
      /* `March 1, 2024` */
      day = out->month != 0 && i < limit ? number_at (press, i, 2) : 0;
      if (day >= 1 && day <= 31)
        {
          out->day = day;
          i++;
          i += i + 1 < limit && token_is (press, i, ",") && date_year (press, i + 1) != 0;
        }
    }
  if (i < limit && date_year (press, i) != 0)
    out->year = date_year (press, i++);
  return out->year != 0 || out->day != 0 ? i : from;
}

const char *
date_iso (Press *press, const Date *date)
{
  if (date->year == 0)
    return NULL;
  if (date->month == 0)
    return arena_printf (&press->arena, "%04u", date->year);
  if (date->day == 0)
    return arena_printf (&press->arena, "%04u-%02u", date->year, date->month);
  return arena_printf (&press->arena, "%04u-%02u-%02u", date->year, date->month, date->day);
}

uint32_t
date_years_read (const Press *press, uint32_t i, uint32_t limit, Date *from, Date *to)
{
  *from = *to = (Date){ 0 };
  if (i >= limit)
    return i;
  const char *word = press->tokens[i].word;
  unsigned first = date_year (press, i), last = 0;
  if (first != 0 && i + 2 < limit &&
      (token_is (press, i + 1, "–") || token_is (press, i + 1, "-")) &&
      (last = date_year (press, i + 2)) != 0)
    {
      from->year = first;
      to->year = last;
      return last >= first ? i + 3 : i;
    }
  if (strlen (word) < 9 || strlen (word) > 11 || strspn (word, "0123456789") != 4)
    return i;
  const char *rest = word + 4 + strcspn (word + 4, "0123456789");
  if (strspn (rest, "0123456789") != 4 || rest[4] != '\0' ||
      !(word[4] == '-' || (unsigned char) word[4] == 0xE2))
    return i;
  first = (unsigned) strtoul (word, NULL, 10);
  last = (unsigned) strtoul (rest, NULL, 10);
  if (first < 1900 || last < first || last >= 2100)
    return i;
  from->year = first;
  to->year = last;
  return i + 1;
}
