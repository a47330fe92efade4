/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-values.c: when a project begins and ends, and what is paid for it: `pågår till
 * och med juni 2025`, `Projekttid: 2022–2024`, `A bidrar med 4,5 miljoner kronor`.
 *
 * Only with a word that says what the number is: a year or a sum in a sentence about a
 * project may be anything.
 */
#include "dates.h"
#include "participations.h"

#include <stdlib.h>
#include <string.h>

/* --- dates --------------------------------------------------------------------------- */

static bool
is_number (const Press *press, uint32_t i)
{
  return i < press->n_tokens && token_of (press, i)->kind == NYSTA_TOKEN_NUMBER;
}

/* A date at @i, past what leads in to it: `våren 2024`, `i början av mars 2024`, `2024`, the
 * year at least. Returns its text, or NULL. */
static const char *
project_date (Press *press, uint32_t i, uint32_t limit, uint32_t *out_end)
{
  Date date;

  while (i < limit && word_in (press->tokens[i].lower,
                               "i den under från in on from the early late början slutet "
                               "av of hösten våren sommaren vintern spring autumn summer "
                               "winter fall år året mitten"))
    i++;
  uint32_t end = date_read (press, i, limit, &date);
  if (end == i || date.year == 0)
    return NULL;
  *out_end = end;
  return date_iso (press, &date);
}

static void
value_add (Speech *speech, const char *rule, Value value)
{
  Press *press = speech->press;

  if (speech->project == NONE || value.value == NULL)
    return;
  for (size_t k = 0; k < press->n_values && k < 200; k++)
    if (press->values[k].project == speech->project &&
        press->values[k].property == value.property &&
        (value.property != NYSTA_AMOUNT ||
         (strcmp (press->values[k].value, value.value) == 0 &&
          (press->values[k].funder == value.funder || value.funder == NONE))))
      return; /* what is said first stands */
  TRACE (press, rule, value.first, value.end, "value of %s: %s %s",
         trace_name (press, speech->project), value.value,
         value.currency != NULL ? value.currency : "");
  press->values = arena_grow (&press->arena, press->values, press->n_values,
                              &press->max_values, sizeof *press->values);
  value.project = speech->project;
  press->values[press->n_values++] = value;
  press->entities[speech->project].used = true;
}

static void
date_add (Speech *speech, const char *rule, uint32_t property, const char *date,
          uint32_t end, double confidence)
{
  value_add (speech, rule,
             (Value){ .property = property,
                      .value = date,
                      .funder = NONE,
                      .first = speech->first,
                      .end = end,
                      .confidence = confidence });
}

/* `2022–2024`, `1 september 2020–1 september 2022`, `2020 till 2022`. */
static bool
read_period (Speech *speech, uint32_t i, double confidence)
{
  Press *press = speech->press;
  uint32_t end, last;

  Date first_year, last_year;
  uint32_t past = date_years_read (press, i, speech->limit, &first_year, &last_year);
  if (past > i)
    {
      date_add (speech, __func__, NYSTA_START_DATE, date_iso (press, &first_year), past,
                confidence);
      date_add (speech, __func__, NYSTA_END_DATE, date_iso (press, &last_year), past,
                confidence);
      return true;
    }
  const char *from = project_date (press, i, speech->limit, &end);
  if (from == NULL || end >= speech->limit)
    return false;
  bool joined = token_is (press, end, "–") || token_is (press, end, "-") ||
                word_in (press->tokens[end].lower, "till to och and until");
  if (joined && token_is (press, end, "till") && end + 2 < speech->limit &&
      token_is (press, end + 1, "och") && token_is (press, end + 2, "med"))
    end += 2;
  if (!joined)
    return false;
  if (word_in (press->tokens[end + 1 < speech->limit ? end + 1 : end].lower,
               "ongoing pågående"))
    return false;
  const char *to = project_date (press, end + 1, speech->limit, &last);
  if (to == NULL || strncmp (to, from, 4) < 0)
    return false;
  date_add (speech, __func__, NYSTA_START_DATE, from, last, confidence);
  date_add (speech, __func__, NYSTA_END_DATE, to, last, confidence);
  return true;
}

/* `startar i januari 2024`, `pågår till och med 2025`, `löper 2022–2024`. */
static void
read_dates (Speech *speech, uint32_t i)
{
  Press *press = speech->press;
  const char *lower = press->tokens[i].lower;
  uint32_t end, next = i + 1;

  if (word_in (lower, "pågår pågått löper löpt sträcker pågick runs ran mellan between "
                      "projektperioden perioden åren during period genomförs tiden"))
    {
      while (next < speech->limit && next < i + 5 &&
             !(is_number (press, next) || date_month (press->tokens[next].lower) > 0) &&
             !word_in (press->tokens[next].lower, "till until through"))
        next++;
      if (read_period (speech, next, 0.8))
        return;
      for (; next < speech->limit && next < i + 7; next++)
        if (word_in (press->tokens[next].lower, "till until through"))
          {
            while (next + 1 < speech->limit &&
                   word_in (press->tokens[next + 1].lower, "och med slutet the end"))
              next++;
            date_add (speech, __func__, NYSTA_END_DATE,
                      project_date (press, next + 1, speech->limit, &end), speech->limit,
                      0.8);
            return;
          }
      return;
    }
  bool starts = word_in (lower, "startar startade startat inleds inleddes inletts påbörjas "
                                "påbörjades påbörjats började börjar started starts began "
                                "begins launched lanserades sedan since");
  bool ends = word_in (lower, "avslutas avslutades avslutats slutar slutade slutförs ends "
                              "ended avslutar");
  if (!starts && !ends)
    return;
  for (; next < speech->limit && next < i + 4; next++)
    {
      const char *date = project_date (press, next, speech->limit, &end);

      if (date == NULL)
        continue;
      date_add (speech, __func__, starts ? NYSTA_START_DATE : NYSTA_END_DATE, date, end,
                0.8);
      return;
    }
}

/* --- sums ------------------------------------------------------------------------------ */

static const char *
currency_of (const char *lower)
{
  return word_in (lower, "kronor kr sek krona kronorna mkr msek tkr mnkr") ? "SEK"
         : word_in (lower, "euro euros eur € meur")                        ? "EUR"
         : word_in (lower, "dollar dollars usd $")                         ? "USD"
         : word_in (lower, "nok")                                          ? "NOK"
         : word_in (lower, "dkk")                                          ? "DKK"
         : word_in (lower, "pund gbp £")                                   ? "GBP"
                                                                           : NULL;
}

static unsigned
zeros_of (const char *lower)
{
  return word_in (lower, "miljoner miljon mn million millions mkr msek meur mnkr") ? 6
         : word_in (lower, "miljarder miljard billion")                            ? 9
         : word_in (lower, "tusen tkr thousand")                                   ? 3
                                                                                   : 0;
}

/* `4,5`, `1,500,000`, `3 000 000`: digits and how many of them stand behind the point. */
static uint32_t
digits_read (const Press *press, uint32_t i, uint32_t limit, char digits[20],
             unsigned *out_decimals)
{
  size_t n = 0;
  unsigned decimals = 0;
  bool point = false;

  do
    {
      for (const char *p = press->tokens[i].word; *p != '\0'; p++)
        {
          size_t rest = strspn (p + (*p == ',' || *p == '.'), "0123456789");

          if ((*p == ',' || *p == '.') && !point && rest > 0)
            point = rest != 3;
          else if (*p < '0' || *p > '9' || n >= 15)
            return i;
          else
            {
              digits[n++] = *p;
              decimals += point;
            }
        }
      i++;
    }
  while (!point && i < limit && is_number (press, i) && token_joined (press, i) &&
         strlen (press->tokens[i].word) == 3);
  digits[n] = '\0';
  *out_decimals = decimals;
  return i;
}

/* `17,5 miljoner till projektet`: no noun says of what, so it is of money; @i is past it. */
static bool
counts_money (const Press *press, uint32_t i, uint32_t limit)
{
  return word_in (press->tokens[i - 1].lower, "miljoner miljon miljarder miljard") &&
         (i >= limit || !token_word (press, i) ||
          token_bits (press, i, W_PREP | W_VERB | W_AND) ||
          word_in (press->tokens[i].lower,
                   "till av under satsas går som medan totalt från"));
}

/* A sum at @i: its digits, its currency; past it, or @i. */
static uint32_t
amount_read (Press *press, uint32_t i, uint32_t limit, const char **out_value,
             const char **out_currency)
{
  char digits[20];
  unsigned decimals = 0;
  const char *currency = currency_of (press->tokens[i].lower);
  uint32_t first = i + (currency != NULL);

  if (first >= limit || !is_number (press, first))
    return i;
  uint32_t end = digits_read (press, first, limit, digits, &decimals);
  if (end == first || strlen (digits) == 0)
    return i;
  unsigned zeros = end < limit ? zeros_of (press->tokens[end].lower) : 0;
  if (zeros > 0)
    {
      if (currency == NULL)
        currency = currency_of (press->tokens[end].lower);
      end++;
    }
  while (currency == NULL && end < limit && word_in (press->tokens[end].lower, "svenska"))
    end++;
  if (currency == NULL && end < limit &&
      (currency = currency_of (press->tokens[end].lower)) != NULL)
    {
      /* `5 mkr`, `5 miljoner kronor` */
      zeros = zeros > 0 ? zeros : zeros_of (press->tokens[end].lower);
      end++;
    }
  if (currency == NULL && zeros >= 6 && counts_money (press, end, limit))
    currency = "SEK";
  if (currency == NULL || zeros < decimals)
    return i;
  char *value = arena_printf (&press->arena, "%s%.*s", digits, (int) (zeros - decimals),
                              "000000000");
  while (*value == '0' && value[1] != '\0')
    value++;
  if (strcmp (value, "0") == 0 || strlen (value) > 18)
    return i;
  *out_value = value;
  *out_currency = currency;
  return end;
}

/* Who is said in these words to pay: the one, or the one named last before @i. A budget is
 * paid by all. */
static uint32_t
payer (const Speech *speech, uint32_t i)
{
  const Press *press = speech->press;
  uint32_t floor = i > speech->first + 4 ? i - 4 : speech->first;

  if (tokens_have (
        press, floor, i,
        "budget budgeten projektbudget kostar kostnad omfattar totalt totalbudget "
        "total costs worth"))
    return NONE;
  uint32_t only = NONE, nearest = NONE, n = 0, nearest_first = 0;

  for (size_t k = press->n_participations; k-- > 0 && press->n_participations - k < 32;)
    {
      const Participation *p = &press->participations[k];

      if (p->role != NYSTA_FUNDER || p->project != speech->project ||
          p->first != speech->first)
        continue;
      only = p->organisation;
      n++;
      for (uint32_t t = speech->first; t < i; t++)
        {
          const Span *span = span_at (press, t, ORGANISATION);

          if (span != NULL && span->entity == p->organisation && t >= nearest_first)
            {
              nearest = p->organisation;
              nearest_first = t;
            }
        }
    }
  return n == 1 ? only : nearest;
}

static void
read_amount (Speech *speech, uint32_t i, bool labelled)
{
  static const char funding[] =
    "budget budgeten finansieras finansierat finansierar finansierade finansiering stöd "
    "stödet bidrag bidraget bidrar bidragit bidrog beviljas beviljats beviljades beviljat "
    "beviljar tilldelas tilldelats anslår anslagit anslag satsar satsat skjuter får fick "
    "fått går finansieringen medel projektmedel funding funded grant granted awarded "
    "receives received budgeted funds bidra projektbudget belopp omfattar ger kostar avsätter";
  Press *press = speech->press;
  const char *value, *currency;
  uint32_t end = amount_read (press, i, speech->limit, &value, &currency);

  if (end == i ||
      (!labelled && !tokens_have (press, speech->first, speech->limit, funding)))
    return;
  /* `3 miljoner kronor per år` is no sum. */
  if (end < speech->limit &&
      word_in (press->tokens[end].lower, "per om årligen a annually"))
    return;
  value_add (speech, __func__,
             (Value){ .property = NYSTA_AMOUNT,
                      .value = value,
                      .currency = currency,
                      .funder = payer (speech, i),
                      .first = speech->first,
                      .end = speech->limit,
                      .confidence = labelled ? 0.85 : 0.75 });
}

static bool
ask_currency (const Press *press, uint32_t i)
{
  return currency_of (press->tokens[i].lower) != NULL;
}

void
values_read (Speech *speech, uint32_t i)
{
  uint32_t back = i > speech->first ? i - 1 : i;

  read_dates (speech, i);
  /* `Namn (2021–2024)` */
  const Span *span = span_over (speech->press, i);
  if (span != NULL && span->kind == PROJECT && span->first == i && !span->dropped &&
      span->end + 2 < speech->limit && token_is (speech->press, span->end, "("))
    read_period (speech, span->end + 1, 0.8);
  /* Once a sum, at its first token. */
  if (token_asked (speech->press, i, ASKED_CURRENCY, ask_currency) ||
      (is_number (speech->press, i) &&
       (back == i || (!is_number (speech->press, back) &&
                      !token_asked (speech->press, back, ASKED_CURRENCY, ask_currency)))))
    read_amount (speech, i, false);
}

/* `Projekttid: 2022–2024`, `Budget: 4,5 mkr`; @value: past the label. */
void
values_read_label (Speech *speech, uint32_t value)
{
  static const char periods[] = "projekttid projektperiod period löptid varaktighet "
                                "duration tidsperiod projektperioden projekttiden";
  static const char sums[] = "budget projektbudget belopp medel bidrag stöd funding grant "
                             "totalbudget beviljat budgeten";
  Press *press = speech->press;
  uint32_t end;

  if (tokens_have (press, speech->first, value, periods))
    {
      read_period (speech, value, 0.85);
      return;
    }
  if (tokens_have (press, speech->first, value, "projektstart start startdatum starttid"))
    date_add (speech, __func__, NYSTA_START_DATE,
              project_date (press, value, speech->limit, &end), speech->limit, 0.85);
  else if (tokens_have (press, speech->first, value, "slut projektslut slutdatum end"))
    date_add (speech, __func__, NYSTA_END_DATE,
              project_date (press, value, speech->limit, &end), speech->limit, 0.85);
  else if (tokens_have (press, speech->first, value, sums))
    read_amount (speech, value, true);
}
