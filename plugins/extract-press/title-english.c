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
