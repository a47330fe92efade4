/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * successions.c: who had a post before or has it after another: `Hon efterträder NAMN`,
 * `avgår som titel och efterträds av NAMN`, `ersätter NAMN som titel`.
 */
#include "verbs.h"

#include <string.h>

uint32_t
verbs_last_person (const Press *press, uint32_t i)
{
  uint32_t block = block_of (press, i);
  uint32_t floor = press->block_first[block > 0 ? block - 1 : 0];

  while (i-- > floor)
    {
      const Span *span = span_over (press, i);

      if (span != NULL && span->kind == PERSON)
        return press->tokens[i].span;
    }
  return NONE;
}

/* `tar över som titel efter NAMN`: @i is `efter`. */
static bool
takes_over (const Press *press, uint32_t i)
{
  uint32_t floor = sentence_first (press, i);

  for (uint32_t k = i; k-- > floor && i - k < 16;)
    if (token_is (press, k, "över") && k > floor &&
        word_in (press->tokens[k - 1].lower, "tar ta tog tagit") &&
        word_in (press->tokens[k + 1].lower, "som rollen posten uppdraget tjänsten efter"))
      return true;
  return i > 0 && token_is (press, i - 1, "tar");
}

/* `efterträder`, `efterträds av`, `succeeded by`: past it, or @i. */
static uint32_t
succession_end (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  if (word_in (lower, "efterträds efterträddes ersätts ersattes avlöses avlöstes "
                      "efterträtts ersatts avlösts succeeded replaced") &&
      (token_is (press, i + 1, "av") || token_is (press, i + 1, "by")))
    return i + 2;
  if (token_is (press, i, "efter"))
    return takes_over (press, i) ? i + 1 : i;
  return word_in (lower, "succeeds succeeded replaces replaced succeeding efterträder "
                         "ersätter efterträdde ersatte avlöser avlöste efterträda ersätta")
           ? i + 1
           : i;
}

/* What the sentence of @i says, or what the text began with: a post of @person; NONE. */
static uint32_t
post_taken_over (const Press *press, uint32_t person, uint32_t i)
{
  uint32_t start = sentence_first (press, i), limit = sentence_end (press, i);
  uint32_t post = NONE;

  for (uint32_t m = press->entities[person].facts, n = 0; m != 0 && n < 64;
       m = press->memberships[m - 1].next, n++)
    {
      const Membership *one = &press->memberships[m - 1];
      bool here = one->first >= start && one->first < limit;
      const Membership *best = post != NONE ? &press->memberships[post] : NULL;
      bool best_here = best != NULL && best->first >= start && best->first < limit;

      if (one->role == NONE || (best_here && !here))
        continue;
      if (best == NULL || (here && !best_here) || one->first <= best->first)
        post = m - 1;
    }
  return post;
}

void
verbs_read_successions (Press *press)
{
  for (uint32_t i = 1; i + 1 < press->n_tokens; i++)
    {
      uint32_t at = succession_end (press, i);

      if (at == i || press->block_read[block_of (press, i)])
        continue;
      for (uint32_t k = 0; k < 2 && at + 1 < press->n_tokens &&
                           (token_is (press, at, "då") || token_bits (press, at, W_FORMER));
           k++)
        at++;
      /* `ersätts av professor NAMN` */
      Title title;
      bool titled = at < press->n_tokens && span_at (press, at, PERSON) == NULL &&
                    title_parse (press, at, sentence_end (press, i), TITLE_PLAIN, &title);
      Span *other = span_at (press, titled ? title.end : at, PERSON);
      uint32_t span = verbs_last_person (press, i);
      if (other == NULL || span == NONE)
        continue;
      uint32_t gains = span_entity (press, other),
               has = span_entity (press, &press->spans[span]);
      uint32_t post = post_taken_over (press, has, i);
      if (post != NONE && gains != has)
        membership_add (press, gains, press->memberships[post].role,
                        press->memberships[post].organisation, i, at + 1, 0.65)
          ->seat = press->memberships[post].seat;
    }
}
