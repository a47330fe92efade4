/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-english.c: `the Example Data project`, `the A and B research projects`. */
#include "participations.h"
#include "projects.h"

#include <string.h>

static bool
is_english_head (const Press *press, uint32_t i)
{
  return token_is (press, i, "project") || token_is (press, i, "programme") ||
         token_is (press, i, "program") || token_is (press, i, "initiative");
}

/* `the A and B research projects`, `the projects A (2019, …), B (…) and C (…)`: the names
 * before the word; those behind are read_plural's. */
bool
project_before_plural (Press *press, uint32_t word, uint32_t floor)
{
  uint32_t i = word;
  bool any = false;

  if (!token_is (press, word, "projects") && !token_is (press, word, "programmes"))
    return false;
  while (i > floor && word - i < 2 && token_word (press, i - 1) &&
         !token_upper (press, i - 1) &&
         !token_bits (press, i - 1, W_AND | W_PREP | W_ARTICLE))
    i--;
  uint32_t end = i, first = i;
  while (first > floor && end - first < 24 &&
         (project_name_token (press, first - 1) || token_bits (press, first - 1, W_AND) ||
          token_is (press, first - 1, ",") || token_is (press, first - 1, "for") ||
          token_is (press, first - 1, "of")))
    first--;
  if (first == end || first == floor || !token_is (press, first - 1, "the"))
    return false;
  for (uint32_t start = first; start < end;)
    {
      uint32_t stop = capital_run_end (press, start, end);

      if (stop <= start)
        {
          start++;
          continue;
        }
      any |= project_may_open (press, start) &&
             project_add (press, start, stop, 0.75) != NULL;
      start = stop;
    }
  return any;
}

/* English: `the Example Data project`, `X is a four-year project`. */
bool
project_english (Press *press, uint32_t word, uint32_t floor)
{
  uint32_t first = word;

  uint32_t title;
  bool inside = token_upper (press, word) && is_english_head (press, word);

  /* `International Project Coordinator`: somebody's title. */
  if (title_head (press, word + 1, &title) && token_joined (press, word + 1))
    return false;
  uint32_t bracket = word;

  /* `the European project Example`: the name stands behind. */
  if (!inside && word + 1 < press->n_tokens && token_upper (press, word + 1) &&
      block_of (press, word) == block_of (press, word + 1))
    return false;

  /* `Example Data (EXD) Program` */
  if (word > floor + 3 && token_is (press, word - 1, ")") &&
      token_is (press, word - 3, "(") && token_acronym (press, word - 2))
    first = bracket = word - 3;
  while (first > floor && project_name_token (press, first - 1) && word - first < 9 &&
         !has_suffix (press->tokens[first - 1].word, "’s") &&
         !has_suffix (press->tokens[first - 1].word, "'s") &&
         (inside || span_over (press, first - 1) == NULL ||
          span_over (press, first - 1)->match == NULL) &&
         !token_bits (press, first - 1, W_ARTICLE) &&
         !token_class (press, first - 1, NYSTA_MATCH_FUNCTION_WORD))
    first--;
  if (!inside && !token_is (press, word, "project") &&
      !token_is (press, word, "initiative"))
    return false;
  if (first == word ||
      !(inside || (first > floor && (word_in (press->tokens[first - 1].lower, "the new") ||
                                     has_suffix (press->tokens[first - 1].word, "’s") ||
                                     has_suffix (press->tokens[first - 1].word, "'s")))))
    return false;
  /* `the 8-year Example project` */
  if (first < word && has_suffix (press->tokens[first].lower, "-year"))
    first++;
  if (first == bracket || first == word)
    return false;
  /* `funded by the Example Programme`: who pays is an organisation. */
  uint32_t before = first > floor && token_bits (press, first - 1, W_ARTICLE) ? first - 1
                                                                              : first;
  if (inside && before > floor &&
      (token_is (press, before - 1, "by") || token_is (press, before - 1, "av") ||
       token_is (press, before - 1, "from") || token_is (press, before - 1, "från")))
    return false;
  Span *span = project_add (press, first, inside ? word + 1 : word, 0.75);
  if (span == NULL)
    return false;
  if (bracket < word)
    {
      entity_alias (press, span->entity, press->tokens[bracket + 1].word);
      entity_alias (press, span->entity, text_between (press, first, bracket));
    }
  else
    project_add_bracketed (press, span->entity, word + 1, block_end (press, word));
  return true;
}
