/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-titled.c: councils and committees that bear a title of their own instead of a
 * name: `rådet för Ett seglande land`, `kommittén Långsiktiga villkor för skogen`.
 */
#include "organisations.h"

#include <string.h>

#define MAX_TITLE_TOKENS 26

/* Does a title, and no name, begin here: an article or an ordinary word with a capital? */
static bool
opens_title (const Press *press, uint32_t i, bool article_only)
{
  if (!token_upper (press, i) || token_acronym (press, i) || token_opens (press, i) ||
      match_at (press, i,
                1u << NYSTA_MATCH_AGENCY | 1u << NYSTA_MATCH_MUNICIPALITY |
                  1u << NYSTA_MATCH_UNIVERSITY | 1u << NYSTA_MATCH_ORGANISATION |
                  1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_REGION) != NULL ||
      token_class (press, i, NYSTA_MATCH_GIVEN_NAME))
    return false;
  if (word_in (press->tokens[i].lower, "en ett den det de vår våra"))
    return true;
  if (article_only || i + 1 >= press->n_tokens || token_upper (press, i + 1) ||
      !token_joined (press, i + 1))
    return false;
  return token_class (press, i, NYSTA_MATCH_COMMON_WORD) ||
         (strlen (press->tokens[i].lower) > 4 &&
          word_ends_in (press->tokens[i].lower,
                        "iga iska bara samma ade are ning het tion villkor"));
}

static bool
ends_title (const Press *press, uint32_t i)
{
  return !token_word (press, i) || !token_joined (press, i) ||
         token_bits (press, i, W_COPULA | W_SAY | W_PRONOUN) ||
         (token_bits (press, i, W_VERB) && !token_bits (press, i, W_AND | W_PREP) &&
          !token_is (press, i, "att") && !token_is (press, i - 1, "att")) ||
         word_in (press->tokens[i].lower,
                  "som är har ska kan utses utsedda utsedd förordnade förordnad förordnas "
                  "förordnats tillsatt tillsatta klar klara lämnar överlämnar föreslår "
                  "träffades möttes samlades består höll");
}

/* `arbete, uppdrag och villkor`: past such a comma the series goes on. */
static bool
goes_on_after_comma (const Press *press, uint32_t comma, uint32_t limit)
{
  uint32_t i = comma + 1;

  if (!token_is (press, comma, ",") || i >= limit)
    return false;
  for (; i < limit && i < comma + 4; i++)
    if (token_bits (press, i, W_AND))
      return i > comma + 1;
    else if (ends_title (press, i) && !token_is (press, i, ","))
      return false;
  return false;
}

/* Returns the end of the title that begins at @i. */
static uint32_t
title_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  while (end < limit && end - i < MAX_TITLE_TOKENS &&
         (!ends_title (press, end) || goes_on_after_comma (press, end, limit)))
    end++;
  while (end > i + 1 &&
         (token_bits (press, end - 1, W_AND | W_PREP) || !token_word (press, end - 1)))
    end--;
  return end;
}

/* Is it plain where the title ends: at a mark that prose does not end its sentences with, at
 * a verb that tells of bodies? */
static bool
ends_plainly (const Press *press, uint32_t end, uint32_t limit)
{
  return end == limit || token_is (press, end, ":") || token_is (press, end, "(") ||
         token_is (press, end, "–") || token_is (press, end, "-") ||
         word_in (press->tokens[end].lower,
                  "utses utsedda utsedd förordnade förordnad förordnas förordnats tillsatt "
                  "tillsatta klar klara är har ska lämnar överlämnar föreslår");
}

/* Past the title at @i, if it is one that the text has told; else @i. */
static uint32_t
known_title_end (Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  while (end < limit && end - i < MAX_TITLE_TOKENS && token_joined (press, end))
    {
      end++;
      if (end > i + 1 &&
          entity_find (press, ORGANISATION, text_between (press, i, end)) != NONE)
        return end;
    }
  return i;
}

/* The first token of the title behind the body's noun at @i; NONE if none stands there. */
static uint32_t
title_behind (const Press *press, uint32_t i)
{
  if (!word_in (press->tokens[i].lower,
                "rådet rådets kommittén kommitténs delegationen delegationens "
                "kommissionen kommissionens utredningen utredningens beredningen"))
    return NONE;
  bool joined = token_is (press, i + 1, "för") || token_is (press, i + 1, "om");
  uint32_t first = i + 1 + joined;

  return first + 1 < block_end (press, i) && opens_title (press, first, joined) ? first
                                                                                : NONE;
}

void
organisations_find_titled (Press *press)
{
  bool any = false;

  for (uint32_t i = 0; i + 2 < press->n_tokens; i++)
    {
      uint32_t first = title_behind (press, i), limit = block_end (press, i);

      if (first == NONE)
        continue;
      uint32_t end = title_end (press, first, limit);
      if (end < first + 3 || !ends_plainly (press, end, limit) ||
          !span_free (press, i, end))
        continue;
      char *title = text_between (press, first, end);
      if (entity_find (press, ORGANISATION, title) != NONE)
        continue;
      Span *span = organisation_add (press, i, end, 0.8);
      span->name = organisation_capital (press, text_between (press, i, end));
      entity_alias (press, span_entity (press, span), title);
      any = true;
    }
  /* `rådet Ett seglande land` is `rådet för Ett seglande land`. */
  for (uint32_t i = 0; any && i + 2 < press->n_tokens; i++)
    {
      uint32_t first = title_behind (press, i);
      uint32_t end = first == NONE ? NONE
                                   : known_title_end (press, first, block_end (press, i));

      if (first == NONE || end == first || !span_free (press, i, end))
        continue;
      uint32_t known = entity_find (press, ORGANISATION, text_between (press, first, end));
      organisation_add (press, i, end, 0.8)->name = press->entities[known].name;
    }
}
