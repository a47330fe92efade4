/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-series.c: what stands in a row with organisations is one, too: `Vinnova, X
 * och Lunds universitet`, an item among items that are, `Partner: X, Y`.
 */
#include "organisations.h"

#include <string.h>

#define MAX_ROW 40

static bool
is_separator (const Press *press, uint32_t i)
{
  return token_is (press, i, ",") || token_is (press, i, ";") || token_is (press, i, "/") ||
         token_bits (press, i, W_AND);
}

/* One member of a row at @i: known, or free. Returns its end; @i if there is none. */
static uint32_t
member_end (Press *press, uint32_t i, uint32_t limit, bool *out_known)
{
  const uint32_t places = 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY;
  const Span *span = span_over (press, i);

  *out_known = span != NULL && span->kind == ORGANISATION && span->first == i;
  if (*out_known)
    return span->end;
  const NystaMatch *place = match_at (press, i, places);
  if (span != NULL ||
      (place != NULL && capital_run_end (press, i, limit) <= i + place->n_tokens))
    return i;
  return organisation_free_end (press, i, limit, true);
}

/* Mark the free ones of a row whose others are known. Returns past it. */
static uint32_t
read_row (Press *press, uint32_t i, uint32_t limit, bool led)
{
  uint32_t first[MAX_ROW], end[MAX_ROW], at = i, past = i;
  unsigned n = 0, n_known = 0, n_free = 0;

  while (n < MAX_ROW && at < limit)
    {
      bool known;
      uint32_t stop = member_end (press, at, limit, &known);

      if (stop <= at)
        break;
      /* `Vinnova och Exempel delar …`, not `Vinnova och Exempels chef`. */
      if (!known)
        {
          first[n] = at;
          end[n++] = stop;
          n_free++;
        }
      n_known += known;
      past = at = stop;
      /* `Exempelverket (EXV)` */
      if (at + 2 < limit && token_is (press, at, "(") && token_is (press, at + 2, ")"))
        at += 3;
      if (at >= limit || !is_separator (press, at))
        break;
      while (at < limit && is_separator (press, at))
        at++;
    }
  if (n_free > 0 && (led || (n_known >= 2 && n_known >= n_free)))
    for (unsigned k = 0; k < n; k++)
      organisation_add (press, first[k], end[k], led ? 0.8 : 0.75);
  return past > i ? past : i + 1;
}

/* `Partner:`, `Deltagande organisationer`: what follows are organisations. */
static bool
leads (const Press *press, uint32_t first, uint32_t end)
{
  static const char *const words[] = {
    "organisationer",  "organisationerna",
    "företag",         "företagen",
    "parter",          "partner",
    "partners",        "myndigheter",
    "myndigheterna",   "aktörer",
    "bolag",           "finansiärer",
    "finansiär",       "samarbetspartner",
    "lärosäten",       "samarbetspartners",
    "projektparter",   "projektpartner",
    "projektpartners", "föreningar",
    "organisations",   "companies",
    "institutions",    "organizations",
    "funders",         "medlemsorganisationer",
    "universitet",     "koordinator",
    "sökande",         "projektägare",
  };

  if (end <= first || end - first > 14)
    return false;
  for (uint32_t i = first; i < end; i++)
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
      if (strcmp (press->tokens[i].lower, words[k]) == 0)
        return true;
  return false;
}

/* Is the block one member and no more? */
static bool
is_lone_member (Press *press, size_t b, bool *out_known)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  uint32_t end = first < limit ? member_end (press, first, limit, out_known) : first;

  if (end <= first)
    return false;
  if (end + 2 < limit && token_is (press, end, "(") && token_is (press, end + 2, ")"))
    end += 3;
  while (end < limit && (token_is (press, end, ",") || token_is (press, end, ".") ||
                         token_bits (press, end, W_AND)))
    end++;
  return end == limit;
}

/* Items of a list that are a name and no more. */
static size_t
read_list (Press *press, size_t b)
{
  const NystaBlock *blocks = press->text->blocks;
  size_t end = b;
  unsigned n_known = 0, n_free = 0, n = 0;
  bool led = b > 0 && leads (press, press->block_first[b - 1], press->block_first[b]);

  for (; end < press->text->n_blocks && blocks[end].kind == NYSTA_BLOCK_LIST_ITEM &&
         blocks[end].group == blocks[b].group;
       end++, n++)
    {
      bool known;

      if (is_lone_member (press, end, &known))
        *(known ? &n_known : &n_free) += 1;
    }
  if (n_free == 0 || (!led && (n_known < 2 || n_known < n_free)) ||
      (n_known + n_free) * 2 < n)
    return end;
  for (size_t k = b; k < end; k++)
    {
      uint32_t first = press->block_first[k];
      bool known;

      if (is_lone_member (press, k, &known) && !known)
        organisation_add (
          press, first, member_end (press, first, press->block_first[k + 1], &known), 0.75);
    }
  return end;
}

static void
read_block (Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1], i = first;

  for (uint32_t k = first; k < limit && k < first + 14; k++)
    if (token_is (press, k, ":"))
      {
        if (leads (press, first, k) && k + 1 < limit)
          i = read_row (press, k + 1, limit, true);
        break;
      }
  while (i < limit)
    {
      bool known = false;
      uint32_t end = token_name (press, i) ? member_end (press, i, limit, &known) : i;

      if (end > i && end < limit && is_separator (press, end))
        i = read_row (press, i, limit, false);
      else
        i = end > i ? end : i + 1;
    }
}

void
organisations_find_series (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    read_block (press, b);
  for (size_t b = 0; b < press->text->n_blocks;)
    b = press->text->blocks[b].kind == NYSTA_BLOCK_LIST_ITEM ? read_list (press, b) : b + 1;
}
