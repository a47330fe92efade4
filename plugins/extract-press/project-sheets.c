/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-sheets.c: who takes part in a project by labels, and by the lists under them. */
#include "project-frames.h"
#include "projects.h"
#include "sheets.h"

#include <string.h>

#define MAX_LEADERS 4 /* a longer list under `Koordinator` is of others */

size_t
sheet_parties (Speech *speech, size_t b, uint32_t out[MAX_ORGANISATIONS])
{
  Press *press = speech->press;
  size_t end = sheet_items_end (press, b), n = 0, missed = 0;

  for (size_t k = b + 1; k < end && missed < 3; k++)
    {
      uint32_t found[MAX_ORGANISATIONS], past, start;
      uint32_t first = press->block_first[k], limit = press->block_first[k + 1];

      if (first == limit)
        continue;
      const Span *span = span_over (press, first);
      size_t more = 0;
      /* `Namn, A`: whom A employs. */
      if (span == NULL || span->kind != PERSON)
        {
          sheet_item_name (press, first, limit, &start);
          const Span *named = span_over (press, start);

          bool known = named != NULL && named->kind == ORGANISATION &&
                       named->first == start;
          if (known && !(named->end + 1 < limit &&
                         (token_bits (press, named->end, W_AND) ||
                          span_at (press, named->end + 1, ORGANISATION) != NULL)))
            found[more++] = span_entity (press, span_over (press, start));
          else
            more = enumeration_read (press, known ? start : first, limit, true, found,
                                     &past);
        }
      for (size_t m = 0; m < more && n < MAX_ORGANISATIONS; m++)
        out[n++] = found[m];
      parties_read_marked (speech, first, limit);
      missed = more == 0 ? missed + 1 : 0;
      if (more == 0 && press->text->blocks[k].kind != NYSTA_BLOCK_LIST_ITEM)
        break;
    }
  return n;
}

/* The project named last before @i, or the document's first. */
static uint32_t
project_before (Press *press, uint32_t i)
{
  while (i-- > 0)
    {
      Span *span = span_over (press, i);

      if (span != NULL && span->kind == PROJECT && !span->dropped)
        return span_entity (press, span);
    }
  for (size_t e = 0; e < press->n_entities; e++)
    if (press->entities[e].kind == PROJECT)
      return (uint32_t) e;
  return NONE;
}

/* `Nordviks roll: projektägare`. */
static bool
read_role_label (Speech *speech, uint32_t value)
{
  Press *press = speech->press;
  const Span *span = span_at (press, speech->first, ORGANISATION);
  uint32_t end, organisation, roll = speech->first;

  while (roll < value && !word_in (press->tokens[roll].lower, "roll role"))
    roll++;
  if (roll == value || roll == speech->first)
    return false;
  organisation = span != NULL && span->end <= roll
                   ? span->entity
                   : organisation_parse (press, speech->first, roll, true, &end);
  uint32_t role = part_in (press, value, speech->limit);
  if (role != 0 && organisation != NONE)
    party_add (speech, role, &organisation, 1, 0.85);
  return true;
}

/* `Partners` over paragraphs that each begin with one, or enumerate. */
static void
read_paragraphs (Speech *speech, size_t b, uint32_t role)
{
  Press *press = speech->press;

  for (size_t k = b + 1, end = sheet_paragraphs_end (press, b); k < end; k++)
    {
      uint32_t found[MAX_ORGANISATIONS], past, first = press->block_first[k];
      uint32_t limit = first < press->block_first[k + 1]
                         ? sheet_paragraph_name_end (press, k)
                         : first;

      if (limit > first && span_at (press, first, ORGANISATION) != NULL)
        party_add (speech, role, found,
                   enumeration_read (press, first, limit, false, found, &past), 0.75);
    }
}

static void
read_parties (Speech *speech, size_t b, const SheetLabel *label)
{
  Press *press = speech->press;
  uint32_t found[MAX_ORGANISATIONS], end;
  size_t n = 0;

  if (label->value >= speech->limit)
    n = sheet_parties (speech, b, found);
  else
    {
      const Span *span = span_over (press, label->value);

      if (span == NULL || span->kind != PERSON)
        n = enumeration_read (press, label->value, speech->limit, true, found, &end);
      if (n > 0)
        parties_read_marked (speech, label->value, end);
    }
  if (label->role != NYSTA_LEAD || n <= MAX_LEADERS)
    party_add (speech, label->role, found, n, 0.8);
}

/* A list of organisations and their countries that nothing leads in, in a text about one
 * project. */
static bool
is_list_of_parties (Press *press, size_t b, size_t end)
{
  size_t n_placed = 0;

  for (size_t k = b; k < end; k++)
    {
      uint32_t first = press->block_first[k], limit = press->block_first[k + 1];
      const Span *span = first < limit ? span_at (press, first, ORGANISATION) : NULL;

      if (limit - first > 16 || (span == NULL && span_over (press, first) != NULL))
        return false;
      n_placed += span != NULL && span->end + 1 < limit && limit - span->end <= 5 &&
                  (token_is (press, span->end, ",") || token_is (press, span->end, "(")) &&
                  match_at (press, span->end + 1, 1u << NYSTA_MATCH_PLACE) != NULL;
    }
  return n_placed >= 3 && n_placed * 4 >= (end - b) * 3;
}

void
sheets_read (Press *press, const uint32_t *of_block)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      Speech speech = { .press = press, .first = first, .limit = limit };
      SheetLabel label;

      if (first == limit)
        continue;
      speech.project = of_block[b] != NONE ? of_block[b] : project_before (press, first);
      if (b > 0 && press->text->blocks[b].kind == NYSTA_BLOCK_LIST_ITEM &&
          press->text->blocks[b].group != press->text->blocks[b - 1].group &&
          press->n_of_kind[PROJECT] == 1 &&
          is_list_of_parties (press, b, sheet_items_end (press, b - 1)))
        {
          uint32_t found[MAX_ORGANISATIONS];
          size_t n = sheet_parties (&speech, b - 1, found);

          party_add (&speech, NYSTA_PARTNER, found, n, 0.7);
        }
      if (!sheet_label (press, b, &label))
        {
          uint32_t colon = first;

          while (colon < limit && colon < first + 5 && !token_is (press, colon, ":"))
            colon++;
          if (colon < limit && token_is (press, colon, ":"))
            values_read_label (&speech, colon + 1);
          else if (label.kind == SHEET_PARTIES && label.value == limit &&
                   !label.maybe_people)
            read_paragraphs (&speech, b, label.role);
          continue;
        }
      if (label.value < limit && !read_role_label (&speech, label.value))
        values_read_label (&speech, label.value);
      /* `Projektperiod`, and below it when. */
      if (label.kind == SHEET_VALUE && label.value >= limit &&
          b + 1 < press->text->n_blocks && press->block_first[b + 2] - limit <= 12)
        {
          speech.limit = press->block_first[b + 2];
          values_read_label (&speech, limit);
        }
      if (label.kind == SHEET_PARTIES)
        read_parties (&speech, b, &label);
    }
}
