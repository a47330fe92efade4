/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* title-english.c: what English titles need that Swedish ones don't. */
#include "titles.h"

bool
title_in_capitals (const Press *press, const NystaMatch *match)
{
  return (match->flags & (NYSTA_MATCH_ENGLISH | NYSTA_MATCH_SHORT)) ==
           NYSTA_MATCH_ENGLISH &&
         match->n_tokens == 1 && match->end - match->start > 3 &&
         token_acronym (press, match->first_token) &&
         !in_english (press, match->first_token);
}

bool
title_english_verb (const Press *press, uint32_t i)
{
  return (token_is (press, i, "leads") || token_is (press, i, "heads") ||
          token_is (press, i, "chairs")) &&
         !token_upper (press, i) && in_english (press, i);
}

uint32_t
title_past_department (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const parts[] = { "department", "division", "faculty" };
  uint32_t at = i + token_is (press, i, "the");

  if (at + 2 >= limit || !word_is_one_of (press->tokens[at].lower, parts) ||
      !(token_is (press, at + 1, "of") || token_is (press, at + 1, "for")))
    return i;
  at = capital_run_end (press, at + 2, limit);
  if (at + 1 < limit && (token_is (press, at, "and") || token_is (press, at, "&")) &&
      token_upper (press, at + 1) && span_over (press, at + 1) == NULL)
    at = capital_run_end (press, at + 1, limit);
  if (at + 1 >= limit || !(token_is (press, at, ",") || token_is (press, at, "at") ||
                           token_is (press, at, "in") || token_is (press, at, "of")))
    return i;
  at++;
  at += token_is (press, at, "the");
  return span_at (press, at, ORGANISATION) != NULL ? at : i;
}

/* `Operations Office`, `Library Unit`: English says last what it is. */
bool
title_is_english_unit (const Press *press, uint32_t i)
{
  return word_in (press->tokens[i].lower, "office unit department division team");
}

/* `(Department of X and Y, Z, ORG`: past the unit, however many parts it has. @i if no
 * organisation that is known follows. */
uint32_t
title_past_english_unit (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end;

  if (i + 1 >= limit || !token_is (press, i + 1, "of") ||
      !(title_is_english_unit (press, i) || token_is (press, i, "school") ||
        token_is (press, i, "faculty") || token_is (press, i, "institute")))
    return i;
  for (uint32_t k = i; k < limit && !token_is (press, k, ")") && !token_is (press, k, ";");
       k++)
    {
      const Span *span = span_over (press, k);

      if (k > i && token_is (press, k - 1, ",") && span != NULL &&
          span->kind == ORGANISATION && span->match != NULL)
        return k;
      if ((span != NULL && span->kind == PERSON) || title_head (press, k, &end))
        return i;
    }
  return i;
}

/* `chair-in-elect`, `president-elect`: a title of one who does not hold it yet. */
bool
title_english_compound (const Press *press, uint32_t i)
{
  static const char *const endings[] = { "-in-elect", "-elect", "-designate", "-in-chief",
                                         "-in-residence" };
  const char *lower = press->tokens[i].lower;
  size_t n = strlen (lower);

  for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
    if (has_suffix (lower, endings[k]))
      {
        char title[24];

        n -= strlen (endings[k]);
        if (n >= sizeof title)
          return false;
        memcpy (title, lower, n);
        title[n] = '\0';
        return (word_bits (title) & W_TITLE_EXTRA) != 0;
      }
  return false;
}

/* `of the Kingdom of Sweden`, `of Norway` behind @of, where the title is a state's; else
 * @of. */
uint32_t
title_past_state (const Press *press, uint32_t of, uint32_t limit)
{
  uint32_t i = of + 1;

  if (of == 0 || !word_in (press->tokens[of - 1].lower,
                           "minister president ambassador chancellor premier governor"))
    return of;
  i += i < limit && token_is (press, i, "the");
  if (i + 2 < limit && token_is (press, i + 1, "of") &&
      word_in (press->tokens[i].lower, "kingdom republic state duchy principality"))
    i += 2;
  const NystaMatch *place = i < limit ? match_at (press, i, 1u << NYSTA_MATCH_PLACE) : NULL;
  return place != NULL && i + place->n_tokens <= limit ? i + place->n_tokens : of;
}

/* `of the Nordic Collaboration`, `of the Centre for X (ACR)`: past a name of which the
 * article and its capitals say that it is one. @i is its first word; @i if it is none. */
uint32_t
title_named_end (const Press *press, uint32_t i, uint32_t limit)
{
  static const char units[] = "department division faculty school unit office section team "
                              "group board committee panel programme program services "
                              "laboratory lab government";
  uint32_t end = capital_run_end (press, i, limit), past;

  /* `e-Science` stands in names, too. */
  while (end > i && end < limit && has_prefix (press->tokens[end].lower, "e-"))
    end = capital_run_end (press, end + 1, limit);
  past = end;
  /* What an acronym proves belongs to the name, small words included. */
  while (past + 1 < limit && word_in (press->tokens[past].lower, "for of and & in on") &&
         token_upper (press, past + 1) && span_over (press, past + 1) == NULL)
    past = capital_run_end (press, past + 1, limit);
  if (past + 2 < press->n_tokens && token_is (press, past, "(") &&
      token_acronym (press, past + 1) && token_is (press, past + 2, ")"))
    return past;
  if (end < i + 2 || word_in (press->tokens[i].lower, units) ||
      word_in (press->tokens[end - 1].lower, units))
    return i;
  return end;
}

/* `of the NORTH board`, `of the project's reference group`: a group without a name of its
 * own belongs to the title. Past it; @i if there is none. */
uint32_t
title_group_end (const Press *press, uint32_t i, uint32_t limit)
{
  const Span *span = span_at (press, i, ORGANISATION);

  for (uint32_t k = span != NULL ? span->end : i; k < limit && k < i + 8; k++)
    {
      if (k > i && !token_upper (press, k) &&
          word_in (press->tokens[k].lower, "board committee group team council panel"))
        return k + 1;
      if (!token_word (press, k) || span_over (press, k) != NULL ||
          token_bits (press, k, W_AND | W_SAY | W_COPULA | W_PRONOUN) ||
          token_class (press, k, NYSTA_MATCH_FUNCTION_WORD))
        return i;
    }
  return i;
}

/* `Chair of X`, `Managing Director of X`: who leads an organisation, not a field. */
bool
title_leads_whole (const Press *press, uint32_t of)
{
  return of > 0 &&
         (word_in (press->tokens[of - 1].lower,
                   "chair chairman chairperson chairwoman vice-chair president ceo "
                   "founder co-founder co-chair") ||
          (token_is (press, of - 1, "director") && of > 1 &&
           word_in (press->tokens[of - 2].lower, "managing executive")));
}

/* `at a lab at ORG`, `vid ett centrum vid ORG`: the outer one, where no list knows the
 * inner. */
uint32_t
title_outer_organisation (Press *press, uint32_t inner, uint32_t limit, uint32_t *end)
{
  uint32_t i = *end;

  if (press->entities[inner].authority != NULL || i + 1 >= limit ||
      !(token_is (press, i, "at") || token_is (press, i, "vid")))
    return inner;
  Span *span = span_at (press, i + 1, ORGANISATION);
  if (span == NULL)
    return inner;
  *end = span->end;
  return span_entity (press, span);
}

/* `at the Department of Physics, ORG`, `at the School of X at ORG`: the organisation around
 * the unit that begins at @i; NONE. Sets *@out_end. */
uint32_t
title_organisation_around_unit (Press *press, uint32_t i, uint32_t limit, uint32_t *out_end)
{
  if (!word_in (press->tokens[i].lower,
                "department division school faculty section unit") ||
      !token_is (press, i + 1, "of"))
    return NONE;
  for (uint32_t k = i + 2; k + 1 < limit && k < i + 16; k++)
    {
      Span *span = token_is (press, k, ",") || token_is (press, k, "at") ||
                       token_is (press, k, "in")
                     ? span_at (press, k + 1 + token_is (press, k + 1, "the"), ORGANISATION)
                     : NULL;

      if (span == NULL)
        continue;
      *out_end = span->end;
      return span_entity (press, span);
    }
  return NONE;
}

/* `Director of the Nordic Institute (NI)`: past the bracket, whose acronym is its name, too. */
uint32_t
title_past_acronym (Press *press, uint32_t organisation, uint32_t i, uint32_t limit)
{
  if (i + 2 >= limit || !token_is (press, i, "(") || !token_acronym (press, i + 1) ||
      !token_is (press, i + 2, ")"))
    return i;
  Span *span = span_at (press, i + 1, ORGANISATION);
  if (span != NULL && span->match == NULL)
    span_drop (press, span);
  entity_alias (press, organisation, press->tokens[i + 1].word);
  return i + 3;
}
