/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-initials.c: letters and the words that they are the initials of: where the
 * name in front of `(SISP)` begins, and which letters stand for something else than what the
 * lexicon knows by them.
 */
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

#define MAX_SPELT_OUT 12 /* words that letters may stand for, small ones too */
#define NEAR 40          /* tokens, in which letters are explained */

static char
initial (const Press *press, uint32_t i)
{
  char first = press->tokens[i].word[0];

  return first >= 'a' && first <= 'z' ? (char) (first - 'a' + 'A') : first;
}

/* Words that have no letter of their own. */
static bool
is_small_word (const Press *press, uint32_t i)
{
  return token_is (press, i, ",") || token_is (press, i, "&") ||
         (!token_upper (press, i) &&
          word_in (press->tokens[i].lower, "of and for the in on och för i av to"));
}

static bool
is_letters (const char *word)
{
  size_t n = strlen (word);

  for (size_t k = 0; k < n; k++)
    if (word[k] < 'A' || word[k] > 'Z')
      return false;
  return n >= 3 && n <= 8;
}

/* Where the words begin that end before @end and whose initials are @letters; @end if they
 * are others. */
static uint32_t
spelt_out_first (const Press *press, uint32_t end, uint32_t floor, const char *letters)
{
  size_t left = strlen (letters);

  for (uint32_t i = end; i > floor && end - i < MAX_SPELT_OUT && left > 0;)
    {
      i--;
      if (initial (press, i) == letters[left - 1] && token_upper (press, i))
        {
          if (--left == 0)
            return i;
        }
      else if (!is_small_word (press, i) || i == end - 1)
        break;
    }
  return end;
}

/* Does anything say that these words are an organisation, and nothing that they are not? */
static bool
may_be_body (const Press *press, uint32_t first, uint32_t end)
{
  bool known = false;

  for (uint32_t i = first; i < end; i++)
    {
      const Span *over = span_over (press, i);

      if (over != NULL && (over->kind != ORGANISATION || over->first < first ||
                           over->end > end || over->entity != NONE))
        return false;
      known |= over != NULL ||
               (token_bits (press, i, W_ORG_HEAD) &&
                (i + 1 == end || word_in (press->tokens[i + 1].lower, "of for")));
    }
  return known && !token_bits (press, end - 1, W_PROJECT);
}

/* `Nordic Incubators and Water Parks (NIWP)`: the letters say how far the name goes. */
void
organisations_find_spelt_out (Press *press)
{
  for (uint32_t i = 2; i + 2 < press->n_tokens; i++)
    {
      if (!token_is (press, i, "(") || !token_is (press, i + 2, ")") ||
          !token_acronym (press, i + 1) || !is_letters (press->tokens[i + 1].word))
        continue;
      uint32_t first = spelt_out_first (press, i, sentence_first (press, i),
                                        press->tokens[i + 1].word);
      const Span *over = first < i ? span_over (press, first) : NULL;

      if (first + 1 >= i || (over != NULL && over->end >= i) ||
          !may_be_body (press, first, i))
        continue;
      for (uint32_t k = first; k < i; k++)
        if (span_over (press, k) != NULL)
          span_drop (press, span_over (press, k));
      Span *whole = organisation_add (press, first, i, 0.85);
      uint32_t entity = span_entity (press, whole);
      entity_alias (press, entity, press->tokens[i + 1].word);
      if (span_over (press, i + 1) == NULL)
        organisation_add (press, i + 1, i + 2, 0.9)->entity = entity;
    }
}

/* Are the letters at @i those of words with capitals nearby, which are not @match? */
static bool
is_spelt_otherwise (const Press *press, uint32_t i, const NystaMatch *match)
{
  const char *letters = press->tokens[i].word;
  uint32_t floor = i > NEAR ? i - NEAR : 0;
  uint32_t limit = i + NEAR < press->n_tokens ? i + NEAR : press->n_tokens;

  if (!is_letters (letters))
    return false;
  for (uint32_t end = floor + 3; end <= limit; end++)
    {
      if (!token_upper (press, end - 1) ||
          initial (press, end - 1) != letters[strlen (letters) - 1] ||
          press->tokens[end - 1].word[1] == '\0' || token_acronym (press, end - 1))
        continue;
      uint32_t first = spelt_out_first (press, end, floor, letters);

      if (first < end && block_of (press, first) == block_of (press, end - 1) &&
          match_at (press, first, 1u << match->match_class) == NULL)
        return true;
    }
  return false;
}

/* Here, or where the letters stand first. */
bool
organisation_spelt_otherwise (const Press *press, uint32_t i, const NystaMatch *match)
{
  uint32_t first = token_first_same (press, i);

  return is_spelt_otherwise (press, i, match) ||
         (first != NONE && first != i && is_spelt_otherwise (press, first, match));
}
