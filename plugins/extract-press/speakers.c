/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * speakers.c: who `I` is: whose page it is, or who is quoted.
 */
#include "verbs.h"

#include "word-sets.h"

/* Who speaks of herself is the one whose name opened a block above. */
static uint32_t
last_heading_person (const Press *press, uint32_t i, uint32_t otherwise)
{
  for (uint32_t b = block_of (press, i) + 1; b-- > 0;)
    {
      const Span *span = press->block_first[b] < i
                           ? span_at (press, press->block_first[b], PERSON)
                           : NULL;

      if (span != NULL)
        return press->tokens[press->block_first[b]].span;
    }
  return otherwise;
}

/* `I work as`, `I’m also`: whose page it is stands above. */
bool
verbs_speaks_of_self (const Press *press, uint32_t i)
{
  if (token_is (press, i, "jag"))
    return true;
  const char *word = press->tokens[i].word;

  return in_english (press, i) && word[0] == 'I' &&
         (word[1] == '\0' || word[1] == '\'' || (unsigned char) word[1] == 0xE2 ||
          (unsigned char) word[1] == 0xC2);
}

/* `…, säger NAMN` in the same paragraph; NONE. */
static uint32_t
quoted_person (const Press *press, uint32_t i)
{
  uint32_t limit = block_end (press, i);

  for (uint32_t k = press->block_first[block_of (press, i)]; k < limit; k++)
    if (token_bits (press, k, W_SAY))
      for (uint32_t n = k + 1; n < limit && n < k + 8; n++)
        {
          const Span *span = span_over (press, n);

          if (span != NULL && span->kind == PERSON)
            return press->tokens[n].span;
          if (span == NULL && token_is (press, n, "."))
            break;
        }
  return NONE;
}

/* The only person of the document; NONE if there are none or more. */
uint32_t
verbs_only_person (Press *press)
{
  uint32_t found = NONE, entity = NONE;

  for (uint32_t s = 0; s < press->n_spans; s++)
    if (press->spans[s].kind == PERSON && !press->spans[s].dropped)
      {
        uint32_t next = span_entity (press, &press->spans[s]);

        if (entity != NONE && next != entity)
          return NONE;
        entity = next;
        found = s;
      }
  return found;
}

uint32_t
verbs_speaker (Press *press, uint32_t i, uint32_t otherwise)
{
  if (in_english (press, i))
    return last_heading_person (press, i, otherwise);
  uint32_t quoted = quoted_person (press, i);

  return quoted != NONE ? quoted : verbs_only_person (press);
}
