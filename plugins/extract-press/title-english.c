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
