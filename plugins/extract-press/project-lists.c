/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project-lists.c: lists of projects: `Beviljade projekt:`, then `Namn, Org, Org`. */
#include "participations.h"
#include "projects.h"

#include <string.h>

/* `Följande projekt får stöd av A:` names who grants itself. */
static uint32_t
granting_body_of_lead (Press *press, uint32_t first, uint32_t limit)
{
  uint32_t end;

  for (uint32_t i = first + 1; i + 1 < limit; i++)
    if (word_in (press->tokens[i].lower, "av från by from") &&
        tokens_have (press, first, i,
                     "får fick beviljas beviljades beviljats tilldelas tilldelats stöd "
                     "medfinansiering finansiering medel bidrag finansieras funded "
                     "receive received funding granted awarded supported beviljade"))
      {
        uint32_t start = i + 1 + token_bits (press, i + 1, W_ARTICLE);

        if (span_at (press, start, ORGANISATION) != NULL || token_upper (press, start))
          return organisation_parse (press, start, limit, false, &end);
      }
  return NONE;
}

/* `Kommissionen` alone is the European one. */
static uint32_t
granting_body (Press *press, uint32_t before)
{
  for (uint32_t i = before; i-- > 0;)
    {
      if (!word_in (press->tokens[i].lower,
                    "beviljat beviljar beviljats finansierar "
                    "finansierat beviljade stödja stöder stödjer "
                    "tilldelar delar fördelar fördela bevilja finansiera stödja "
                    "satsar anslår ger"))
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
is_separator (const Press *press, uint32_t i)
{
  return token_is (press, i, ",") || token_is (press, i, ":") || token_is (press, i, "–") ||
         (token_is (press, i, "-") && i + 1 < press->n_tokens &&
          (token_of (press, i + 1)->flags & NYSTA_TOKEN_SPACE_BEFORE));
}

/* The mark that parts the name from those who carry it out; @limit if none does. */
static uint32_t
find_separator (Press *press, uint32_t first, uint32_t limit,
                uint32_t found[MAX_ORGANISATIONS], size_t *out_n, uint32_t *out_end)
{
  unsigned depth = 0;

  for (uint32_t i = first; i < limit && i - first <= 24; i++)
    {
      depth += token_is (press, i, "(");
      depth -= depth > 0 && token_is (press, i, ")");
      if (depth > 0 || i == first || !is_separator (press, i))
        continue;
      /* `Läsa lätt: text för alla – A`: the name's own mark, as no name stands behind. */
      if (i + 1 < limit && !token_name (press, i + 1))
        continue;
      *out_n = enumeration_read (press, i + 1, limit, true, found, out_end);
      if (*out_n > 0)
        return i;
    }
  return limit;
}

static uint32_t
record (Press *press, uint32_t first, uint32_t name_end, uint32_t mark)
{
  for (uint32_t k = first; k < mark; k++)
    if (span_over (press, k) != NULL)
      span_drop (press, span_over (press, k));
  uint32_t project = entity_of (press, PROJECT, text_between (press, first, name_end));
  mention_add (press, project, first, name_end, 0.75);
  press->entities[project].used = true;
  return project;
}

/* `ACR - Long name of it`, an item: both name the project; `Long name - ACR` is one name. */
static bool
read_titled_item (Press *press, size_t b, uint32_t funder)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1], dash = first;

  if (press->text->blocks[b].kind != NYSTA_BLOCK_LIST_ITEM ||
      !project_name_token (press, first))
    return false;
  while (dash < limit && dash - first < 8 &&
         !(is_separator (press, dash) && !token_is (press, dash, ",") &&
           !token_is (press, dash, ":")))
    dash++;
  if (dash == first || dash + 1 >= limit || dash - first >= 8 ||
      !token_upper (press, dash + 1))
    return false;
  bool acronym = false;
  for (uint32_t i = first; i < limit; i++)
    {
      const Span *span = span_over (press, i);

      if (i < dash)
        acronym |= token_acronym (press, i) ||
                   (token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE) != 0;
      /* `Namn - A, B`: who carries it out. */
      if (span != NULL && (span->kind == PERSON || span->first == dash + 1))
        return false;
    }
  bool behind = limit - dash <= 4 && token_acronym (press, dash + 1);
  if (!acronym && !behind)
    return false;
  uint32_t project = record (press, first, acronym ? dash : limit, limit);
  entity_alias (press, project, text_between (press, first, limit));
  entity_alias (press, project,
                acronym ? text_between (press, dash + 1, limit)
                        : text_between (press, first, dash));
  participation_add (press, project, NYSTA_FUNDER, funder, first, limit, 0.7);
  return true;
}

/* `Name, Org, Org`: a project and those who carry it out. */
/* `- NAMN ska …`: an item that tells what the project does, and the lead-in over it says of
 * each who leads or pays: `Följande projekt leds av A:`. TRUE if it is one. */
static bool
read_told_item (Press *press, size_t b, size_t lead, uint32_t funder)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  bool url = first < limit && token_of (press, first)->kind == NYSTA_TOKEN_URL;
  uint32_t end = url ? first + 1 : capital_run_end (press, first, limit);

  if (press->text->blocks[b].kind != NYSTA_BLOCK_LIST_ITEM || end <= first ||
      end + 3 >= limit || (!url && !project_may_open (press, first)) ||
      !span_free (press, first, end) ||
      !word_in (press->tokens[end].lower,
                "ska syftar är har will aims is has handlar undersöker utvecklar studerar "
                "develops studies explores vill skall"))
    return false;
  uint32_t project = record (press, first, end, end);
  Speech speech = { .press = press,
                    .project = project,
                    .first = press->block_first[lead],
                    .limit = press->block_first[lead + 1] };
  for (uint32_t i = speech.first; i < speech.limit; i++)
    agent_read (&speech, i);
  participation_add (press, project, NYSTA_FUNDER, funder, first, end, 0.7);
  return true;
}

static void
read_project_line (Press *press, size_t b, uint32_t funder)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1], end = limit;
  uint32_t found[MAX_ORGANISATIONS];
  size_t n = 0;

  if (project_label_line (press, b) || token_is (press, first, "("))
    return;
  /* What is found already: who granted may still be said. */
  const Span *known = span_at (press, first, PROJECT);
  if (known != NULL && !known->dropped && known->end == limit)
    {
      participation_add (press, known->entity, NYSTA_FUNDER, funder, first, limit, 0.7);
      return;
    }
  /* `Projektledare: Namn, Org`: somebody, no project. */
  for (uint32_t i = first; i < limit; i++)
    if (span_over (press, i) != NULL && span_over (press, i)->kind == PERSON)
      return;
  if (read_titled_item (press, b, funder))
    return;
  uint32_t mark = find_separator (press, first, limit, found, &n, &end);
  if (mark == limit)
    {
      /* `- Name`: an item that is nothing else. */
      uint32_t name_end = project_line_name_end (press, first, limit);

      if (press->text->blocks[b].kind != NYSTA_BLOCK_LIST_ITEM || name_end == first ||
          limit - first > 12 || span_over (press, first) != NULL)
        return;
      participation_add (press, record (press, first, name_end, name_end), NYSTA_FUNDER,
                         funder, first, limit, 0.7);
      return;
    }
  uint32_t bracket = first;
  while (bracket < mark && !token_is (press, bracket, "("))
    bracket++;
  bool trailing = bracket < mark && token_is (press, mark - 1, ")");
  uint32_t project = record (press, first, trailing ? bracket : mark, mark);
  if (bracket < mark)
    {
      uint32_t close = bracket + 1;

      while (close < mark && !token_is (press, close, ")"))
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

/* `Projektpartners är`, and items: those are of that line, not of the list of projects. */
static bool
has_lead_in_of_its_own (const Press *press, size_t b, size_t lead)
{
  if (press->text->blocks[b].kind != NYSTA_BLOCK_LIST_ITEM)
    return false;
  while (b > lead && press->text->blocks[b].kind == NYSTA_BLOCK_LIST_ITEM)
    b--;
  return b > lead && press->block_first[b + 1] > press->block_first[b] &&
         !token_is (press, press->block_first[b + 1] - 1, ".") &&
         press->text->blocks[b].kind != NYSTA_BLOCK_HEADING;
}

/* `De har prioriterat sju projekt som får stöd av A`, and below each its heading. */
static void
read_granted_together (Press *press)
{
  for (size_t k = 0; k < press->text->n_sentences; k++)
    {
      uint32_t first = press->text->sentences[k].first_token;
      uint32_t limit = first < press->n_tokens ? sentence_end (press, first) : first;
      bool several = false;

      if (first >= limit || !tokens_have (press, first, limit, MONEY))
        continue;
      for (uint32_t i = first; i < limit && !several; i++)
        several = project_word_plural (press, i) ||
                  (i > first && word_ends_in (press->tokens[i].lower, "projekt") &&
                   (token_of (press, i - 1)->kind == NYSTA_TOKEN_NUMBER ||
                    word_in (press->tokens[i - 1].lower,
                             "två tre fyra fem sex sju åtta nio tio elva tolv olika "
                             "följande flera")));
      uint32_t funder = several ? granting_body_of_lead (press, first, limit) : NONE;
      size_t block = block_of (press, first);
      if (funder == NONE || block > 6)
        continue;
      for (size_t s = 0; s < press->n_spans; s++)
        {
          const Span *span = &press->spans[s];

          if (span->kind == PROJECT && !span->dropped && span->entity != NONE &&
              block_of (press, span->first) > block &&
              press->block_first[block_of (press, span->first)] == span->first &&
              block_end (press, span->first) - span->first <= 16)
            participation_add (press, span->entity, NYSTA_FUNDER, funder, first, limit,
                               0.7);
        }
    }
}

void
project_lists_read (Press *press)
{
  read_granted_together (press);
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      if (!projects_led_in (press, b) ||
          press->block_first[b + 1] - press->block_first[b] <= 2)
        continue;
      uint32_t funder = granting_body_of_lead (press, press->block_first[b],
                                               press->block_first[b + 1]);
      if (funder == NONE)
        funder = granting_body (press, press->block_first[b]);
      size_t lead = b;
      for (b++; b < press->text->n_blocks; b++)
        {
          uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

          /* Another lead, over items of its own. */
          if (limit > first && token_is (press, limit - 1, ":") &&
              projects_led_in (press, b))
            {
              b--;
              break;
            }
          if (has_lead_in_of_its_own (press, b, lead) ||
              read_told_item (press, b, lead, funder))
            continue;
          if (limit > first && !token_is (press, limit - 1, ".") && limit - first < 60)
            read_project_line (press, b, funder);
        }
    }
}
