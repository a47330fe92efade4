/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * workplaces.c: where a sentence says that somebody works or worked, before it says as what,
 * or without it: `arbetade på ORG, först som titel`, `I ORG var hon titel`, `har arbetat på
 * A, B och C`.
 */
#include "verbs.h"

#include <string.h>

#include "word-sets.h"

/* `från ORG, där hon var`: @i is `där`. */
uint32_t
workplace_of_place (Press *press, uint32_t floor, uint32_t i)
{
  uint32_t end;

  if (i > floor && token_is (press, i - 1, ","))
    i--;
  for (uint32_t k = i; k-- > floor && i - k < 8;)
    if (token_bits (press, k, W_PREP) && !token_upper (press, k) &&
        (token_upper (press, k + 1) || token_bits (press, k + 1, W_ARTICLE) ||
         has_suffix (press->tokens[k + 1].lower, "a")))
      {
        uint32_t organisation = organisation_parse (press, k + 1, i, true, &end);

        if (organisation != NONE && end == i)
          return organisation;
      }
  return NONE;
}

/* `i samma departement`: the one named last whose name says so. @i is the noun. */
static uint32_t
organisation_same (Press *press, uint32_t i)
{
  const char *noun = press->tokens[i].lower;

  if (strlen (noun) < 4)
    return NONE;
  for (uint32_t k = i; k-- > 0 && i - k < 400;)
    {
      Span *span = span_over (press, k);

      if (span == NULL || span->kind != ORGANISATION || span->dropped || span->first != k)
        continue;
      if (strstr (fold (press, span->name), noun) != NULL ||
          word_in (noun, "myndighet företag bolag organisation institution koncern"))
        return span_entity (press, span);
    }
  return NONE;
}

/* Past what may stand between a place of work and `som`: `, inledningsvis`, `i 18 år,`. */
static uint32_t
skip_to_as (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t from = i;

  while (
    i < limit && i - from < 7 &&
    (token_is (press, i, ",") || token_is (press, i, "i") || token_is (press, i, "år") ||
     (token_is (press, i - 1, ",") && token_class (press, i, NYSTA_MATCH_PLACE)) ||
     token_of (press, i)->kind == NYSTA_TOKEN_NUMBER ||
     word_in (press->tokens[i].lower,
              "inledningsvis först senast dels bland annat bl.a. bl.a under flera många "
              "sammanlagt totalt drygt nästan över tio tjugo två tre fyra fem sex sju åtta "
              "nio både och då även också främst huvudsakligen närmast tidigare sedan "
              "mellan åren från till och med")))
    i++;
  return i;
}

/* `arbetade på ORG som titel`: @i is past the preposition. */
uint32_t
workplace_before_as (Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i;
  uint32_t organisation;

  i += token_bits (press, i, W_PRONOUN);
  i += i + 1 < limit && token_is (press, i, "the");
  if (token_is (press, i, "samma") && i + 1 < limit)
    {
      organisation = organisation_same (press, i + 1);
      end = i + 2;
    }
  else
    organisation = organisation_parse (press, i, limit, false, &end);
  if (organisation == NONE)
    return NONE;
  end = skip_to_as (press, end, limit);
  return end < limit && (token_is (press, end, "som") || token_is (press, end, "as"))
           ? organisation
           : NONE;
}

/* `I ORG var hon titel`, `På ORG arbetade han som titel`: @start opens the sentence. */
uint32_t
workplace_opening (Press *press, uint32_t start, uint32_t limit)
{
  /* `… till ORG. Där var hon titel` */
  if (start > 0 && start + 2 < limit && word_in (press->tokens[start].lower, "där there") &&
      block_of (press, start - 1) == block_of (press, start))
    for (uint32_t k = start; k-- > sentence_first (press, start - 1);)
      {
        Span *before = span_over (press, k);

        if (before != NULL && before->kind == ORGANISATION && !before->dropped)
          return span_entity (press, before);
      }
  if (start + 2 >= limit ||
      !word_in (press->tokens[start].lower, "i på vid hos inom at in within"))
    return NONE;
  uint32_t at = start + 1 + token_bits (press, start + 1, W_ARTICLE);
  Span *span = span_at (press, at, ORGANISATION);
  return span != NULL && span->end < limit &&
             (verbs_is_being (press->tokens[span->end].lower) ||
              verbs_is_appointment (press->tokens[span->end].lower) ||
              word_in (press->tokens[span->end].lower, "har hade"))
           ? span_entity (press, span)
           : NONE;
}

/* `arbetat som stridspilot inom ORG och chefspilot på ORG`: whatever somebody works as at an
 * organisation is a title. @i is past `som`. */
/* `… och provflygare på ORG`: a noun for one who does something. */
bool
workplace_read_further (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                        uint32_t limit)
{
  uint32_t end;

  for (uint32_t k = i; k + 3 < limit && k < i + 16; k++)
    if (token_bits (press, k, W_AND) && !title_head (press, k + 1, &end) &&
        word_ends_in (press->tokens[k + 1].lower,
                      "are ör ant ent ist log nom man kvinna pilot") &&
        word_in (press->tokens[k + 2].lower, "på vid hos inom"))
      return workplace_read_unknown (press, person, name_first, k + 1, limit);
  return false;
}

bool
workplace_read_unknown (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                        uint32_t limit)
{
  bool found = false;

  for (unsigned round = 0; round < 4; round++)
    {
      uint32_t first = i, end;

      while (i < limit && i - first < 3 && token_word (press, i) &&
             !token_upper (press, i) && span_over (press, i) == NULL &&
             !token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) &&
             !token_bits (press, i, W_PREP | W_AND | W_VERB | W_ARTICLE))
        i++;
      if (i == first || i + 1 >= limit ||
          !word_in (press->tokens[i].lower, "på vid hos inom i för åt") ||
          strlen (press->tokens[i - 1].lower) < 5)
        return found;
      uint32_t organisation = organisation_parse (press, i + 1, limit, false, &end);
      if (organisation == NONE)
        return found;
      membership_add (press, person,
                      entity_of (press, ROLE, fold (press, text_between (press, first, i))),
                      organisation, name_first, end, 0.7);
      found = true;
      i = end;
      if (i + 1 >= limit || !token_bits (press, i, W_AND))
        return found;
      i++;
    }
  return found;
}

bool
workplace_read_series (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                       uint32_t limit, bool joined)
{
  bool found = false;

  while (i < limit)
    {
      if (joined)
        {
          if (i + 1 >= limit || !(token_is (press, i, ",") || token_bits (press, i, W_AND)))
            return found;
          i++;
        }
      joined = true;
      i += token_is (press, i, "the") || token_is (press, i, "inom");
      Span *span = i < limit ? span_at (press, i, ORGANISATION) : NULL;

      if (span == NULL)
        return found;
      /* `vid institutet X på ORG`: the outer one. */
      if (span->match == NULL && span->end + 1 < limit &&
          word_in (press->tokens[span->end].lower, "på vid at") &&
          span_at (press, span->end + 1, ORGANISATION) != NULL)
        span = span_at (press, span->end + 1, ORGANISATION);
      i = span->end;
      membership_add (press, person, NONE, span_entity (press, span), name_first, i, 0.75);
      found = true;
    }
  return found;
}

bool
workplace_read_positions (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                          uint32_t limit)
{
  bool found = false;

  for (; i + 2 < limit && !token_bits (press, i, W_SAY); i++)
    {
      if (span_over (press, i) != NULL && span_over (press, i)->kind == PERSON)
        return found;
      if (!word_ends_in (press->tokens[i].lower,
                         "befattning befattningar position positioner roller tjänster "
                         "poster styrelseuppdrag chefsuppdrag ledningsuppdrag "
                         "förtroendeuppdrag erfarenhet"))
        continue;
      uint32_t at = i + 1;
      if (word_in (press->tokens[at].lower, "är inkluderar omfattar har"))
        at++;
      else if (word_in (press->tokens[at].lower, "på inom hos vid i från") &&
               (!token_is (press, i, "erfarenhet") || token_is (press, at, "från")))
        at++;
      else
        continue;
      while (at < limit &&
             word_in (press->tokens[at].lower, "bland annat bl.a. både såväl"))
        at++;
      found |= workplace_read_series (press, person, name_first, at, limit, false);
    }
  return found;
}

/* `arbetar med digitala tjänster på ORG`, `arbetar vid institutet X på ORG`: the preposition
 * before the first organisation that is known; @i if there is none near. */
static uint32_t
past_task (const Press *press, uint32_t i, uint32_t limit)
{
  for (uint32_t k = i + 1; k < limit && k < i + 8; k++)
    if (span_at (press, k, ORGANISATION) != NULL)
      return word_in (press->tokens[k - 1].lower, "på vid hos at") ? k - 1 : i;
    else if (!token_word (press, k) || token_bits (press, k, W_COPULA | W_SAY | W_PRONOUN))
      break;
  return i;
}

/* `NAMN arbetar till vardags på ORG`, `har arbetat på bland annat A, B och C`: where, and
 * not as what. */
bool
workplace_read (Press *press, uint32_t person, uint32_t name_first, uint32_t i,
                uint32_t limit)
{
  for (uint32_t from = i; i < limit && i - from < 8; i++)
    if (word_in (
          press->tokens[i].lower,
          "arbetar jobbar arbetat jobbat arbetade jobbade kommer kom närmast worked works "
          "working comes came joins joined verksam anställd verkar verkade verkat forskar "
          "forskat undervisar undervisat employed based") ||
        span_over (press, i) != NULL)
      break;
  if (i >= limit || span_over (press, i) != NULL)
    return false;
  for (uint32_t k = i > 2 ? i - 2 : 0; k < i; k++)
    if (word_in (press->tokens[k].lower, "inte ej aldrig not never"))
      return false;
  bool comes = word_in (press->tokens[i].lower, "kommer kom närmast comes came");
  bool joins = word_in (press->tokens[i].lower, "joins joined");
  i = verbs_skip_adverbs (press, i + 1, limit);
  i -= comes && word_in (press->tokens[i - 1].lower, "från from");
  if (joins)
    i--;
  else if (!comes && i + 2 < limit &&
           !(word_in (press->tokens[i].lower, "på vid hos at for with") &&
             span_at (press, i + 1, ORGANISATION) != NULL))
    i = past_task (press, i, limit);
  if (joins)
    ;
  else if (i + 1 >= limit ||
           !(comes ? word_in (press->tokens[i].lower, "från from")
                   : word_in (press->tokens[i].lower, "på vid hos at for with")))
    return false;
  return workplace_read_series (press, person, name_first,
                                verbs_skip_adverbs (press, i + 1, limit), limit, false);
}

/* The persons in line at @i are of @organisation. Returns whether there was any. */
static bool
give_all (Press *press, uint32_t organisation, uint32_t i, uint32_t limit)
{
  bool any = false;

  while (i < limit)
    {
      Span *span = span_at (press, i, PERSON);
      Title title;

      /* `deltog generaldirektören NAMN` */
      if (span == NULL && !any && title_parse (press, i, limit, TITLE_PLAIN, &title) &&
          title.end < limit)
        span = span_at (press, title.end, PERSON);
      if (span == NULL)
        return any;
      uint32_t first = span->first, end = span->end;
      membership_add (press, span_entity (press, span), NONE, organisation, first, end,
                      0.75);
      any = true;
      i = end;
      while (i < limit && (token_is (press, i, ",") || token_bits (press, i, W_AND)))
        i++;
      if (i == end)
        return any;
    }
  return any;
}

/* `NAMN representerar ORG`, `ORG företräddes av NAMN och NAMN`, `Från ORG deltog NAMN`. */
void
workplaces_read_representation (Press *press, uint32_t first, uint32_t limit)
{
  Span *opening = first + 2 < limit && word_in (press->tokens[first].lower, "från from")
                    ? span_at (press, first + 1, ORGANISATION)
                    : NULL;

  if (opening != NULL && opening->end < limit &&
      word_in (
        press->tokens[opening->end].lower,
        "deltog deltar medverkade medverkar kom kommer talade talar närvarade var är "
        "fanns finns presenterade berättade"))
    {
      uint32_t at = opening->end + 1, organisation = span_entity (press, opening);

      while (
        at < limit && at < first + 10 && span_at (press, at, PERSON) == NULL &&
        word_in (press->tokens[at].lower, "också även bland andra annat bl.a. då här vid"))
        at++;
      give_all (press, organisation, at, limit);
      return;
    }
  for (uint32_t i = first + 1; i + 1 < limit; i++)
    {
      const char *lower = press->tokens[i].lower;

      if (word_in (lower, "representerar representerade företräder företrädde representera "
                          "represents represented"))
        {
          Span *person = span_over (press, i - 1),
               *body = span_at (press, i + 1, ORGANISATION);

          if (person != NULL && person->kind == PERSON && body != NULL)
            membership_add (press, span_entity (press, person), NONE,
                            span_entity (press, span_at (press, i + 1, ORGANISATION)),
                            person->first, i + 2, 0.75);
        }
      else if (word_in (lower, "representeras representerades företräds företräddes "
                               "represented") &&
               (token_is (press, i + 1, "av") || token_is (press, i + 1, "by")))
        for (uint32_t k = i; k-- > first;)
          {
            Span *body = span_over (press, k);

            if (body == NULL || body->kind != ORGANISATION)
              continue;
            give_all (press, span_entity (press, body), i + 2, limit);
            break;
          }
    }
}
