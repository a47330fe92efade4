/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* dates.c: a line that says when its document was published. */
#include "reader-text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const struct
{
  const char *name;
  unsigned month;
} months[] = {
  { "januari", 1 },  { "jan", 1 },       { "january", 1 },  { "februari", 2 },
  { "feb", 2 },      { "february", 2 },  { "mars", 3 },     { "march", 3 },
  { "april", 4 },    { "apr", 4 },       { "maj", 5 },      { "may", 5 },
  { "juni", 6 },     { "june", 6 },      { "juli", 7 },     { "july", 7 },
  { "augusti", 8 },  { "aug", 8 },       { "august", 8 },   { "september", 9 },
  { "sep", 9 },      { "sept", 9 },      { "oktober", 10 }, { "okt", 10 },
  { "october", 10 }, { "november", 11 }, { "nov", 11 },     { "december", 12 },
  { "dec", 12 },
};

/* Words that may stand before a date that is the document's own. */
static const char *const openers[] = {
  "publicerad", "publicerat", "publicerades",    "sammanträdesdatum",
  "mötesdatum", "datum",      "pressmeddelande", "published",
  "date",       "nyhet",      "protokoll",       "den",
};

static unsigned
month_of (const char *word)
{
  for (size_t i = 0; i < sizeof months / sizeof months[0]; i++)
    if (strcasecmp (word, months[i].name) == 0)
      return months[i].month;
  return 0;
}

static bool
is_opener (const char *word)
{
  for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++)
    if (strcasecmp (word, openers[i]) == 0)
      return true;
  return false;
}

static bool
put_date (char out[11], unsigned year, unsigned month, unsigned day)
{
  static const unsigned char days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1 ||
      day > days[month - 1] || (month == 2 && day == 29 && !is_leap))
    return false;
  snprintf (out, 11, "%04u-%02u-%02u", year % 10000, month % 100, day % 100);
  return true;
}

/* Up to six words of the line, without the marks around them. */
static size_t
split_words (const char *text, const Line *line, char words[6][24])
{
  size_t n = 0;
  const char *p = text + line->start;
  const char *end = text + line->end;

  while (p < end)
    {
      const char *q = p;

      while (q < end && strchr (" \t:,", *q) == NULL)
        q++;
      if (q > p)
        {
          if (n == 6 || q - p > 23)
            return 0;
          memcpy (words[n], p, (size_t) (q - p));
          words[n++][q - p] = '\0';
        }
      p = q + 1;
    }
  return n;
}

bool
date_of_line (const char *text, const Line *line, char out[11])
{
  char words[6][24];
  size_t n = line->end - line->start <= 60 ? split_words (text, line, words) : 0;
  size_t i = 0;
  unsigned year = 0, month = 0, day = 0;

  while (i < n && is_opener (words[i]))
    i++;
  int used = 0;
  if (i + 1 == n && sscanf (words[i], "%4u-%2u-%2u%n", &year, &month, &day, &used) == 3 &&
      strspn (words[i], "0123456789-") == strlen (words[i]) && words[i][used] == '\0')
    return put_date (out, year, month, day);
  if (i + 3 == n && isdigit ((unsigned char) words[i][0]) &&
      (month = month_of (words[i + 1])) > 0 && sscanf (words[i], "%2u", &day) == 1 &&
      sscanf (words[i + 2], "%4u", &year) == 1)
    return put_date (out, year, month, day);
  return false;
}
