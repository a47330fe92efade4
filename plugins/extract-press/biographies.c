/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * biographies.c: what stands below a name and tells of nobody else: the lines of a life,
 * each with its years (`2015–2019 Enhetschef, Organisation`), and sentences that are a title
 * (`Director. Professor of X at the university since 2016.`).
 */
#include "dates.h"
#include "entry-blocks.h"
#include "verbs.h"

#include <string.h>

#include "word-sets.h"

#define MAX_LINES 60 /* of one life */

/* Past `2010–2016`, `2015 -`, `2019–`, `1995:` in front of a line; @first if there is no
 * year. */
static uint32_t
years_end (const Press *press, uint32_t first, uint32_t limit, Date *from, Date *to)
{
  uint32_t i = date_years_read (press, first, limit, from, to);

  if (i == first && date_year (press, first) != 0)
    from->year = date_year (press, i++);
  if (i == first)
    return first;
  while (i < limit &&
         (word_in (press->tokens[i].lower, "– — - : , | nu idag present now") ||
          date_year (press, i) != 0))
    i++;
  return i;
}

/* The person that the block begins with, past `H.E. Mr.`, or that it is a heading of; NONE. */
static uint32_t
person_of_block (Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  uint32_t at = entry_next_person (press, first, limit);

  if (at >= limit || entry_next_person (press, at + 1, limit) < limit)
    return NONE;
  while (first < at &&
         (!token_word (press, first) ||
          word_in (press->tokens[first].lower,
                   "h.e h.e. mr mr. mrs mrs. ms ms. dr dr. prof prof. om cv")))
    first++;
  return first == at || press->text->blocks[b].kind == NYSTA_BLOCK_HEADING
           ? press->tokens[at].span
           : NONE;
}

/* `2015–2019 Generaldirektör, Organisation`: FALSE if the line is something else. */
static bool
read_dated_line (Press *press, size_t b, uint32_t span)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  Date from, to;
  Title title;

  while (first < limit && !token_word (press, first) &&
         token_of (press, first)->kind != NYSTA_TOKEN_NUMBER)
    first++;
  uint32_t i = first < limit ? years_end (press, first, limit, &from, &to) : first;
  if (i == first || i >= limit || limit - i > 30 ||
      entry_next_person (press, i, limit) < limit ||
      !title_parse (press, i, limit, TITLE_DESCRIPTION, &title) || title.guessed ||
      title.plural)
    return false;
  Frame frame = { .body = NONE, .body_role = NONE, .employer = NONE, .mode = TITLE_ENTRY };
  size_t before = press->n_memberships;
  uint32_t person = span_entity (press, &press->spans[span]);
  description_read (press, person, press->spans[span].first, i, limit, &frame);
  for (size_t m = before; m < press->n_memberships; m++)
    {
      press->memberships[m].start_date = date_iso (press, &from);
      if (to.year != 0)
        press->memberships[m].end_date = date_iso (press, &to);
    }
  return true;
}

/* `Director. Professor of X at ORG since 2016.` below a name: sentence by sentence, as long as
 * each is a title. */
static void
read_title_sentences (Press *press, size_t b, uint32_t span)
{
  uint32_t i = press->block_first[b], limit = press->block_first[b + 1];
  uint32_t person = span_entity (press, &press->spans[span]);
  Frame frame = {
    .body = NONE, .body_role = NONE, .employer = press->owner, .mode = TITLE_DESCRIPTION
  };
  Title title;

  while (i < limit)
    {
      uint32_t end = sentence_end (press, i);

      if (end > limit)
        end = limit;
      if (end < i + 2 || !token_is (press, end - 1, ".") ||
          !title_parse (press, i, end - 1, TITLE_DESCRIPTION, &title) || title.guessed ||
          title.plural ||
          !(title.end == end - 1 ||
            word_in (press->tokens[title.end].lower,
                     ", since during sedan under från och and at på vid i in")) ||
          entry_has_verb (press, title.end, end))
        return;
      description_read (press, person, press->spans[span].first, i, end - 1, &frame);
      i = end;
    }
}

void
biographies_read (Press *press)
{
  uint32_t span = NONE, only = verbs_only_person (press);
  size_t named = 0, n_lines = 0;

  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      uint32_t other = first < limit ? person_of_block (press, b) : NONE;

      if (other != NONE)
        {
          span = other;
          named = b;
          n_lines = 0;
          continue;
        }
      if (first == limit || press->block_read[b])
        continue;
      uint32_t whose = span != NONE ? span : only;
      if (whose == NONE)
        continue;
      bool alone = span != NONE && b == named + 1 &&
                   press->spans[span].first == press->block_first[named] &&
                   press->spans[span].end == first;
      if (alone && press->text->blocks[b].kind == NYSTA_BLOCK_PARAGRAPH &&
          sentence_end (press, first) < limit)
        read_title_sentences (press, b, span);
      else if (n_lines < MAX_LINES && read_dated_line (press, b, whose))
        {
          press->block_read[b] = true;
          n_lines++;
        }
    }
}
