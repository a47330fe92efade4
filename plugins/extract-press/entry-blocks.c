/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * entry-blocks.c: which blocks are entries (a name or a label with what is said of it)
 * rather than running text.
 */
#include "entry-blocks.h"

#include <string.h>

#define ENTRY_MAX_TOKENS 70

uint32_t
entry_next_person (const Press *press, uint32_t i, uint32_t limit)
{
  while (i < limit && span_at (press, i, PERSON) == NULL)
    i++;
  return i;
}

bool
entry_ends_in_stop (const Press *press, size_t b)
{
  uint32_t limit = press->block_first[b + 1];

  return limit > press->block_first[b] && token_is (press, limit - 1, ".");
}

bool
entry_has_comma (const Press *press, uint32_t first, uint32_t limit)
{
  while (first < limit && !token_is (press, first, ","))
    first++;
  return first < limit;
}

bool
entry_has_contact (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    if (token_of (press, i)->kind == NYSTA_TOKEN_EMAIL ||
        token_of (press, i)->kind == NYSTA_TOKEN_NUMBER)
      return true;
  return false;
}

/* What headlines say of people: no entry of a list has such a word. */
#define HEADLINE_VERBS                                                                            \
  "anställer anställde utser utsåg utses utsågs förordnar förordnas utnämner utnämns "    \
  "väljer väljs rekryterar rekryteras tillsätter tillsätts tillträder efterträder "         \
  "lämnar slutar avgår nominerar nomineras föreslår föreslås välkomnar besöker besökte " \
  "träffar träffade möter mötte leder ledde inviger invigde deltar deltog"

bool
entry_has_verb (const Press *press, uint32_t first, uint32_t limit)
{
  unsigned depth = 0; /* `(kvar sedan tidigare)` says nothing of the line */

  for (uint32_t i = first; i < limit; i++)
    if (token_is (press, i, "("))
      depth++;
    else if (token_is (press, i, ")") && depth > 0)
      depth--;
    else if (depth > 0)
      continue;
    else if (token_bits (press, i, W_SAY | W_COPULA) ||
             (token_bits (press, i, W_VERB) &&
              !token_bits (press, i, W_AND | W_PREP | W_PREMODIFIER)) ||
             (i > first && word_in (press->tokens[i].lower, HEADLINE_VERBS)))
      return true;
  return false;
}

/* `Utses att justera NAMN`: a label though it has a verb. */
bool
entry_opens_with_phrase (Press *press, uint32_t first, uint32_t limit)
{
  uint32_t name = entry_next_person (press, first, limit);

  return name < limit && name - first >= 2 && name - first <= 4 &&
         section_phrase_role (press, first, name) != NONE;
}

/* `§ 7 Val av ledamöter på två år: …`: past `§ 7 Val av`; @first if it is no election. */
uint32_t
entry_skip_election (const Press *press, uint32_t first, uint32_t limit)
{
  static const char *const words[] = { "val", "omval", "nyval", "fyllnadsval" };
  uint32_t i = first;

  while (i < limit &&
         (!token_word (press, i) || token_of (press, i)->kind == NYSTA_TOKEN_NUMBER))
    i++;
  for (size_t k = 0; k < sizeof words / sizeof words[0]; k++)
    if (i + 1 < limit && token_is (press, i, words[k]) && token_is (press, i + 1, "av"))
      return i + 2;
  return first;
}

static bool
is_election (const Press *press, uint32_t first, uint32_t limit)
{
  uint32_t i = entry_skip_election (press, first, limit);

  for (; i > first && i < limit; i++)
    if (token_is (press, i, ":"))
      return true;
  return false;
}

/* Is the block an entry rather than running text? */
bool
block_is_entry (const Press *press, size_t b)
{
  const NystaBlock *block = &press->text->blocks[b];
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  if (limit == first || limit - first > ENTRY_MAX_TOKENS)
    return false;
  if (is_election (press, first, limit))
    return true;
  if (block->kind == NYSTA_BLOCK_LIST_ITEM)
    return !entry_ends_in_stop (press, b) ||
           (limit - first <= 40 && !entry_has_verb (press, first, limit));
  if (block->kind != NYSTA_BLOCK_PARAGRAPH && block->kind != NYSTA_BLOCK_HEADING)
    return false;
  return !entry_ends_in_stop (press, b) && limit - first <= 40 &&
         !entry_has_verb (press, first, limit);
}

bool
block_is_lead (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  if (press->text->blocks[b].kind == NYSTA_BLOCK_HEADING)
    return limit - first <= 20;
  if (limit > first && token_is (press, limit - 1, ":"))
    return true;
  return limit - first <= 8 && !entry_ends_in_stop (press, b);
}

/* `Utöver ordförande NAMN ingår följande ledamöter:` */
bool
block_opens_list (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  return limit - first > 4 && token_is (press, limit - 1, ":") &&
         span_at (press, first, PERSON) == NULL && b + 1 < press->text->n_blocks;
}

/* `Till ledamöter har följande personer utsetts.` before a list. */
bool
block_says_following (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  bool following = false;

  if (b + 1 >= press->text->n_blocks || limit - first > 40 ||
      !block_is_entry (press, b + 1))
    return false;
  for (uint32_t i = first; i < limit; i++)
    following |= token_is (press, i, "följande") || token_is (press, i, "following");
  return following;
}
