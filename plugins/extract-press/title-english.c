/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* title-english.c: what English titles need that Swedish ones don't. */
#include "press.h"

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

/* `Minister of State of Norway`, `for two years`: past what is no part of the title; @i if it
 * is. */
uint32_t
title_past_state_or_term (const Press *press, uint32_t of, uint32_t limit)
{
  uint32_t i = of + 1;

  for (uint32_t k = i; token_is (press, of, "for") && k < limit && k < i + 5; k++)
    if (word_in (press->tokens[k].lower, "period term"))
      return k + 1;
    else if (!token_word (press, k))
      break;
  if (token_is (press, of, "for") && i + 1 < limit &&
      (token_of (press, i)->kind == NYSTA_TOKEN_NUMBER ||
       word_in (press->tokens[i].lower, "one two three four five six ten many several")) &&
      word_in (press->tokens[i + 1].lower, "year years months"))
    return i + 2;
  if (!token_is (press, of, "of") ||
      !word_in (press->tokens[of - 1].lower,
                "minister president chancellor king ambassador"))
    return of;
  i += token_is (press, i, "the");
  if (i + 2 < limit && word_in (press->tokens[i].lower, "kingdom republic state") &&
      token_is (press, i + 1, "of"))
    i += 2;
  const NystaMatch *place = i < limit ? match_at (press, i, 1u << NYSTA_MATCH_PLACE) : NULL;

  return place != NULL && span_over (press, i) == NULL ? i + place->n_tokens : of;
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
