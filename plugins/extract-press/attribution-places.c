/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * attribution-places.c: where the bearer of a title that stands before a name holds it, by what
 * stands around both: `ORG, genom docent NAMN`, `ORG, vars vd NAMN`, `vd A och vd B (ORG)`.
 */
#include "attributions.h"

/* The first one in [@first, @end), or NONE. */
static uint32_t
organisation_within (Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t k = first; k < end; k++)
    {
      Span *span = span_at (press, k, ORGANISATION);

      if (span != NULL)
        return span_entity (press, span);
    }
  return NONE;
}

/* `genom docent NAMN`: the organisation that acts is the subject. */
uint32_t
place_of_actor (Press *press, uint32_t i)
{
  uint32_t first = sentence_first (press, i);

  bool led = i > first + 1 && token_is (press, i - 1, "av") &&
             (token_is (press, i - 2, "ledning") ||
              token_is (press, i - 2, "representerades") ||
              token_is (press, i - 2, "representeras") ||
              token_is (press, i - 2, "företräddes"));

  /* `ORG, med ordföranden NAMN i spetsen` */
  bool headed = false;
  for (uint32_t k = i; token_is (press, i - 1, "med") && k < press->n_tokens && k < i + 8;
       k++)
    headed |= token_is (press, k, "spetsen");

  /* `a project at ORG, led by NAME` */
  for (uint32_t k = i; k > first + 2 && i - k < 3 && in_english (press, i); k--)
    led |= token_is (press, k - 1, "by") && token_is (press, k - 2, "led");
  if (i == first || !(led || headed || token_is (press, i - 1, "genom") ||
                      token_is (press, i - 1, "via")))
    return NONE;
  return organisation_within (press, first, i);
}

/* `ORG skiljer sin nuvarande vd NAMN`: the subject has the bearer of the title. */
uint32_t
place_of_possessor (Press *press, uint32_t i)
{
  uint32_t first = sentence_first (press, i);

  while (i > first && token_bits (press, i - 1, W_FORMER))
    i--;
  /* `ORG har gått med. Dess vd NAMN …` */
  if (i == first + 1 && first > 0 &&
      word_in (press->tokens[first].lower, "deras dess their its") &&
      block_of (press, first - 1) == block_of (press, first))
    {
      i = first;
      first = sentence_first (press, first - 1);
    }
  else if (i == first ||
           !(token_is (press, i - 1, "sin") || token_is (press, i - 1, "its")))
    return NONE;
  return organisation_within (press, first, i);
}

/* `ORG, vars ordförande NAMN`, `ORG, whose director NAME` */
uint32_t
place_of_relative (Press *press, uint32_t i)
{
  while (i > 0 && token_bits (press, i - 1, W_FORMER))
    i--;
  if (i < 2 || !word_in (press->tokens[i - 1].lower, "vars whose"))
    return NONE;
  uint32_t at = i - 2 - token_is (press, i - 2, ",");
  Span *span = span_over (press, at);

  return span != NULL && span->kind == ORGANISATION ? span_entity (press, span) : NONE;
}

/* `på ORG, där NAMN, titel,`: where the clause is set that the name at @i opens. */
uint32_t
place_of_clause (Press *press, uint32_t i)
{
  if (i < 3 || !word_in (press->tokens[i - 1].lower, "där where") ||
      block_of (press, i - 2) != block_of (press, i))
    return NONE;
  Span *span = span_over (press, i - 2 - token_is (press, i - 2, ","));
  return span != NULL && span->kind == ORGANISATION && !span->dropped
           ? span_entity (press, span)
           : NONE;
}

/* `A (ORG)`: the name ends at @i. */
uint32_t
place_in_brackets (Press *press, uint32_t i, uint32_t limit, uint32_t *out_end)
{
  Span *span = i + 2 < limit && token_is (press, i, "(")
                 ? span_at (press, i + 1, ORGANISATION)
                 : NULL;

  if (span == NULL || !token_is (press, span->end, ")"))
    return NONE;
  *out_end = span->end + 1;
  return span_entity (press, span);
}

/* `professor A och professor B (ORG)`: what stands behind the second goes for the first, where
 * nothing is said of that. @end: past the first. */
uint32_t
place_of_pair (Press *press, uint32_t end, uint32_t limit)
{
  Title title;
  uint32_t i = end + 1, past;

  if (i + 3 >= limit || !token_bits (press, end, W_AND))
    return NONE;
  if (span_at (press, i, PERSON) == NULL &&
      title_parse (press, i, limit, TITLE_PLAIN, &title) && title.organisation == NONE)
    i = title.end;
  Span *second = i < limit ? span_at (press, i, PERSON) : NULL;
  return second != NULL ? place_in_brackets (press, second->end, limit, &past) : NONE;
}
