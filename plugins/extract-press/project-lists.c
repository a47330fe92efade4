/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-lists.c: lists of projects: `Beviljade projekt:`, then `Namn, Org, Org`. */
#include "participations.h"

#include <string.h>

/* `Kommissionen` alone is the European one. */
static uint32_t
granting_body (Press *press, uint32_t before)
{
  for (uint32_t i = before; i-- > 0;)
    {
      if (!word_in (press->tokens[i].lower, "beviljat beviljar beviljats finansierar "
                                            "finansierat beviljade stödja stöder stödjer "
                                            "tilldelar delar fördelar"))
        continue;
      for (uint32_t k = sentence_first (press, i); k < i; k++)
        {
          Span *span = span_at (press, k, ORGANISATION);

          if (span != NULL)
            return span_entity (press, span);
          if (token_is (press, k, "kommissionen") && token_upper (press, k))
            {
              uint32_t commission = entity_of (press, ORGANISATION, "EU-kommissionen");

              entity_alias (press, commission, "Kommissionen");
              return commission;
            }
        }
    }
  return NONE;
}

static bool
leads_projects (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  if (limit == first || limit - first > 12 ||
      (!token_is (press, limit - 1, ":") &&
       press->text->blocks[b].kind != NYSTA_BLOCK_HEADING))
    return false;
  return tokens_have (press, first, limit, "projekt projekten projects") &&
         tokens_have (press, first, limit,
                      "beviljade utvalda följande svenska finansierade projekten granted "
                      "selected funded nya stöd beviljas deltagande");
}

/* `Name, Org, Org`: a project and those who carry it out. */
static void
read_project_line (Press *press, size_t b, uint32_t funder)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1], comma = first,
           end;
  uint32_t found[MAX_ORGANISATIONS];
  unsigned depth = 0;

  while (comma < limit &&
         (depth > 0 || !(token_is (press, comma, ",") || token_is (press, comma, ":") ||
                         token_is (press, comma, "–"))))
    {
      depth += token_is (press, comma, "(");
      depth -= depth > 0 && token_is (press, comma, ")");
      comma++;
    }
  if (comma >= limit || comma == first || comma - first > 24)
    return;
  uint32_t bracket = first;
  while (bracket < comma && !token_is (press, bracket, "("))
    bracket++;
  if (bracket == first)
    return;

  size_t n = enumeration_read (press, comma + 1, limit, true, found, &end);
  if (n == 0)
    return;
  bool trailing = bracket < comma && token_is (press, comma - 1, ")");
  uint32_t name_end = trailing ? bracket : comma;
  for (uint32_t k = first; k < comma; k++)
    if (span_over (press, k) != NULL)
      span_drop (press, span_over (press, k));
  uint32_t project = entity_of (press, PROJECT, text_between (press, first, name_end));
  mention_add (press, project, first, name_end, 0.75);
  if (bracket < comma)
    {
      uint32_t close = bracket + 1;

      while (close < comma && !token_is (press, close, ")"))
        close++;
      entity_alias (press, project, text_between (press, bracket + 1, close));
      if (!trailing)
        entity_alias (press, project, text_between (press, first, bracket));
    }
  for (size_t k = 0; k < n; k++)
    participation_add (press, project, n == 1 ? NYSTA_LEAD : NYSTA_PARTNER, found[k], first,
                       end, 0.75);
  participation_add (press, project, NYSTA_FUNDER, funder, first, end, 0.7);
}

void
project_lists_read (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      if (!leads_projects (press, b))
        continue;
      uint32_t funder = granting_body (press, press->block_first[b]);
      for (b++; b < press->text->n_blocks; b++)
        {
          uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

          if (limit > first && !token_is (press, limit - 1, ".") && limit - first < 60)
            read_project_line (press, b, funder);
          else if (limit > first && token_is (press, limit - 1, ".") == false)
            break;
        }
    }
}
