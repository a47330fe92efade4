/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * affiliations.c: where somebody is or was, told beside the post or without one: `återgår till
 * ORG`, `efter tio år på ORG`, `med ett förflutet på ORG`, `NAMN och hennes kollegor vid ORG`.
 */
#include "verbs.h"

#include <string.h>

#include "word-sets.h"

/* A word that brings a place of work, and the prepositions by which it does; @apart: what the
 * person is otherwise said to be, they are not there. */
static const struct
{
  const char *words, *prepositions;
  bool apart;
} frames[] = {
  { "återgår återgick återvänder återvände återkommer återkom", "till", true },
  { "returns returned returning", "to", true },
  { "förflutet", "på vid hos i inom från", true },
  { "bakgrund bakgrunden", "på vid hos från", true },
  { "background", "at from with", true },
  { "verksam verksamma anställd anställda", "på vid hos i inom av", false },
  { "based employed", "at by with", false },
  { "otherwise annars", "at på vid hos", true },
  { "position tjänst tjänsten anställning anställningen", "at with på vid hos", false },
};

/* `efter tio år på`, `after six years at`: past the preposition, or @i. */
static uint32_t
past_years (const Press *press, uint32_t i, uint32_t limit)
{
  bool time = false;

  if (!word_in (press->tokens[i].lower, "efter after"))
    return i;
  for (uint32_t k = i + 1; k < limit && k < i + 8; k++)
    {
      if (time && word_in (press->tokens[k].lower, "på vid hos i at with"))
        return k + 1;
      if (!token_word (press, k) && token_of (press, k)->kind != NYSTA_TOKEN_NUMBER)
        return i;
      if (token_upper (press, k) || span_over (press, k) != NULL ||
          word_in (press->tokens[k].lower, "som as"))
        return i;
      time |= word_in (press->tokens[k].lower,
                       "år månader tid tjänst karriär years months career decades "
                       "decennier årtionden");
    }
  return i;
}

/* Past the preposition of a frame that the word at @i opens, or @i. */
static uint32_t
past_frame (const Press *press, uint32_t i, uint32_t limit, bool *out_apart)
{
  for (size_t f = 0; f < sizeof frames / sizeof frames[0]; f++)
    if (word_in (press->tokens[i].lower, frames[f].words))
      for (uint32_t k = i + 1; k < limit && k < i + 5; k++)
        {
          if (word_in (press->tokens[k].lower, frames[f].prepositions))
            {
              *out_apart = frames[f].apart ||
                           (i > 0 && token_bits (press, i - 1, W_FORMER));
              return k + 1;
            }
          if (!word_in (
                press->tokens[k].lower,
                "just bland annat bl.a. både sedan tidigare länge som nu idag since") &&
              token_of (press, k)->kind != NYSTA_TOKEN_NUMBER)
            break;
        }
  return i;
}

/* Of whom the sentence speaks at @i: the last one named in it, who a pronoun means, or who
 * comes after `Efter tio år på ORG`. */
static uint32_t
subject (Press *press, uint32_t i, uint32_t *out_first)
{
  uint32_t floor = sentence_first (press, i), limit = sentence_end (press, i);

  for (uint32_t k = i; k-- > floor;)
    {
      const Span *span = span_over (press, k);

      if (span != NULL && span->kind == PERSON)
        {
          *out_first = span->first;
          return span_entity (press, &press->spans[press->tokens[k].span]);
        }
      if (token_bits (press, k, W_PRONOUN) ||
          (k == floor && word_in (press->tokens[k].lower, "hennes hans her his")))
        {
          uint32_t last = verbs_last_person (press, k);

          *out_first = k;
          return last != NONE ? span_entity (press, &press->spans[last]) : NONE;
        }
    }
  bool opens = word_in (press->tokens[floor].lower, "efter med after with");
  for (uint32_t k = i; k < limit && opens && i <= floor + 4; k++)
    {
      Span *span = span_at (press, k, PERSON);

      if (span == NULL && !token_bits (press, k, W_PRONOUN))
        continue;
      *out_first = floor;
      if (span != NULL)
        return span_entity (press, span);
      uint32_t last = verbs_last_person (press, k);
      return last != NONE ? span_entity (press, &press->spans[last]) : NONE;
    }
  return NONE;
}

static bool
is_denied (const Press *press, uint32_t i)
{
  for (uint32_t k = sentence_first (press, i); k < i; k++)
    if (word_in (press->tokens[k].lower, "inte ej not never aldrig"))
      return true;
  return false;
}

static bool
is_known_at (const Press *press, uint32_t person, uint32_t organisation)
{
  for (uint32_t k = press->entities[person].facts, n = 0; k != 0 && n < 64;
       k = press->memberships[k - 1].next, n++)
    if (press->memberships[k - 1].organisation == organisation)
      return true;
  return false;
}

/* `efter sex år som titel på ORG`: @i is `efter`. */
static bool
read_years_as (Press *press, uint32_t i, uint32_t limit)
{
  Title title;
  uint32_t k = i + 1, first;

  while (k < limit && k < i + 6 && !word_in (press->tokens[k].lower, "som as"))
    k++;
  if (k >= limit || k == i + 6 ||
      !word_in (press->tokens[k - 1].lower,
                "år månader tid tjänst karriär years months career decades decennier") ||
      !title_parse (press, k + 1, limit, TITLE_PLAIN, &title) ||
      title.organisation == NONE || title.minister)
    return false;
  uint32_t person = subject (press, i, &first);
  if (person != NONE)
    membership_add (press, person, title_entity (press, &title), title.organisation,
                    first < i ? first : i, title.end, 0.75);
  return person != NONE;
}

static void
read_frame (Press *press, uint32_t i)
{
  uint32_t limit = sentence_end (press, i), first;

  if (word_in (press->tokens[i].lower, "efter after") && read_years_as (press, i, limit))
    return;
  uint32_t at = past_years (press, i, limit);
  bool apart = at > i;

  if (at == i)
    at = past_frame (press, i, limit, &apart);
  if (at == i || at >= limit || is_denied (press, i))
    return;
  at += token_is (press, at, "the");
  Span *span = span_at (press, at, ORGANISATION);
  uint32_t person = span != NULL ? subject (press, i, &first) : NONE;
  if (person == NONE)
    return;
  span = span_at (press, at, ORGANISATION);
  uint32_t organisation = span_entity (press, span);
  if (!is_known_at (press, person, organisation))
    membership_add (press, person, NONE, organisation, first < i ? first : i, at + 1, 0.7)
      ->seat = apart;
}

#define FOUNDING "grundades grundats startades founded started"

/* `ORG grundades 2014 av NAMN och NAMN`: they are of it. @i is the verb. */
static void
read_founded (Press *press, uint32_t i)
{
  uint32_t floor = sentence_first (press, i), limit = sentence_end (press, i), by = i + 1;
  uint32_t organisation = NONE;

  if (!word_in (press->tokens[i].lower, FOUNDING))
    return;
  while (by < limit && by < i + 4 &&
         (token_of (press, by)->kind == NYSTA_TOKEN_NUMBER ||
          word_in (press->tokens[by].lower, "år in")))
    by++;
  if (by + 1 >= limit || !word_in (press->tokens[by].lower, "av by"))
    return;
  for (uint32_t k = i; k-- > floor && organisation == NONE;)
    {
      Span *span = span_over (press, k);

      if (span != NULL && span->kind != ORGANISATION)
        return;
      if (span != NULL && !span->dropped)
        organisation = span_entity (press, span);
    }
  for (uint32_t k = by + 1; organisation != NONE && k < limit;)
    {
      Span *span = span_at (press, k, PERSON);

      if (span == NULL)
        return;
      uint32_t first = span->first, end = span->end, person = span_entity (press, span);
      if (!is_known_at (press, person, organisation))
        membership_add (press, person, NONE, organisation, first, end, 0.7)->seat = true;
      k = end + (token_is (press, end, ",") || token_bits (press, end, W_AND));
      if (k == end)
        return;
    }
}

/* `NAMN och två kollegor vid ORG`, `NAMN and her group at ORG`. */
static void
read_company (Press *press, uint32_t person, uint32_t first, uint32_t end)
{
  uint32_t limit = sentence_end (press, first);
  bool others = false;

  if (end + 3 >= limit || !(token_bits (press, end, W_AND) || token_is (press, end, "med")))
    return;
  for (uint32_t k = end + 1; k + 1 < limit && k < end + 6; k++)
    {
      if (others && word_in (press->tokens[k].lower, "på vid hos från at from"))
        {
          uint32_t at = k + 1 + token_is (press, k + 1, "the");

          Span *span = at < limit ? span_at (press, at, ORGANISATION) : NULL;
          if (span != NULL)
            membership_add (press, person, NONE, span_entity (press, span), first, at + 1,
                            0.7);
          return;
        }
      if (!token_word (press, k) || token_upper (press, k) || others)
        return;
      others = word_ends_in (press->tokens[k].lower,
                             "kollega kollegor kollegorna kolleger medarbetare team teamet "
                             "grupp forskargrupp forskarlag colleague colleagues group lab "
                             "co-workers coworkers");
    }
}

/* A word that read_founded() or read_frame() begins with. */
static bool
ask_affiliation (const Press *press, uint32_t i)
{
  static WordSet sets[sizeof frames / sizeof frames[0]];
  const char *lower = press->tokens[i].lower;

  for (size_t f = 0; f < sizeof frames / sizeof frames[0]; f++)
    if (word_set_has (&sets[f], lower, (WordList){ .text = frames[f].words }))
      return true;
  return word_in (lower, "efter after") || word_in (lower, FOUNDING);
}

void
affiliations_read (Press *press)
{
  size_t n = press->n_spans;

  for (size_t s = 0; s < n; s++)
    if (press->spans[s].kind == PERSON &&
        !press->block_read[block_of (press, press->spans[s].first)])
      read_company (press, span_entity (press, &press->spans[s]), press->spans[s].first,
                    press->spans[s].end);
  for (uint32_t i = 0; i + 2 < press->n_tokens; i++)
    if (token_asked (press, i, ASKED_AFFILIATION, ask_affiliation) &&
        !press->block_read[block_of (press, i)])
      {
        read_founded (press, i);
        read_frame (press, i);
      }
}
