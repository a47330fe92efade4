/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * lists.c: items of lists, lines that stand together, rows of tables. What stands over the
 * list says which body it is of; entries.c reads each entry.
 */
#include "records.h"
#include "verbs.h"

#include <string.h>

/* --- tables
 * -------------------------------------------------------------------------------- */

/* `Ledamöter | Ersättare` as a header: what those in each column are. Returns the block
 * past the header, @b if it is no such header. */
static size_t
read_titled_columns (Lists *lists, size_t b)
{
  Press *press = lists->press;
  const NystaBlock *blocks = press->text->blocks;
  uint32_t roles[MAX_TITLED_COLUMNS + 1] = { 0 };
  size_t end = b, n_titles = 0;
  Title title;

  for (; end < press->text->n_blocks && blocks[end].group == blocks[b].group &&
         blocks[end].row == blocks[b].row && blocks[end].kind == NYSTA_BLOCK_TABLE_HEADER;
       end++)
    {
      uint32_t first = press->block_first[end], limit = press->block_first[end + 1];

      if (blocks[end].column > MAX_TITLED_COLUMNS || first == limit ||
          !title_parse (press, first, limit, TITLE_DESCRIPTION, &title) ||
          title.end != limit || title.organisation != NONE)
        continue;
      uint32_t role = title_entity (press, &title);
      if (title.plural)
        entity_alias (press, role, text_between (press, first, limit));
      roles[blocks[end].column] = role + 1;
      lists->seats[blocks[end].column] = title.board;
      n_titles++;
    }
  if (n_titles < 2)
    return b;
  memcpy (lists->columns, roles, sizeof roles);
  lists->table = blocks[b].group;
  return end;
}

/* A row under such a header. */
static void
read_row_of_titled (Lists *lists, size_t b, size_t end)
{
  Press *press = lists->press;
  Frame frame = entry_frame (lists);
  uint32_t body = frame.body != NONE ? frame.body : press->owner;

  if (body == NONE)
    body = section_last_council (press, press->block_first[b]);
  for (; b < end; b++)
    {
      uint32_t column = press->text->blocks[b].column, limit = press->block_first[b + 1];

      frame.body = frame.body_role = NONE;
      if (column > MAX_TITLED_COLUMNS || lists->columns[column] == 0)
        continue;
      for (uint32_t i = entry_next_person (press, press->block_first[b], limit); i < limit;
           i = entry_next_person (press, i + 1, limit))
        {
          Span *span = span_at (press, i, PERSON);
          uint32_t past = span->end, person = span_entity (press, span);

          uint32_t role = lists->columns[column] - 1;

          frame.open = lists->seats[column] ? NULL : &role;
          frame.n_open = frame.open != NULL;
          if (lists->seats[column])
            membership_add (press, person, role, body, i, past, 0.85)->seat = true;
          description_read (press, person, i, past, entry_next_person (press, past, limit),
                            &frame);
        }
    }
}

/* Those named in the same cell behind the first. */
static void
read_further_in_cell (Lists *lists, uint32_t i, uint32_t limit, const Frame *frame,
                      uint32_t organisation)
{
  Press *press = lists->press;

  for (i = entry_next_person (press, i, limit); i < limit;
       i = entry_next_person (press, i + 1, limit))
    {
      Span *span = span_at (press, i, PERSON);
      uint32_t past = span->end, person = span_entity (press, span);

      if (!description_read (press, person, i, past, entry_next_person (press, past, limit),
                             frame) &&
          organisation != NONE)
        membership_add (press, person, NONE, organisation, i, past, 0.75);
    }
}

/* A row is an entry whose parts are cells. Returns the block past the row. */
static size_t
read_row (Lists *lists, size_t b)
{
  Press *press = lists->press;
  const NystaBlock *blocks = press->text->blocks;
  size_t end = b;
  uint32_t name = NONE;

  while (end < press->text->n_blocks && blocks[end].group == blocks[b].group &&
         blocks[end].row == blocks[b].row && blocks[end].kind == NYSTA_BLOCK_TABLE_CELL)
    end++;
  for (size_t k = b; k < end && name == NONE; k++)
    if (span_at (press, press->block_first[k], PERSON) != NULL)
      name = press->block_first[k];
  if (name == NONE || end == b)
    return end > b ? end : b + 1;

  if (lists->table == blocks[b].group && lists->table != 0)
    {
      read_row_of_titled (lists, b, end);
      return end;
    }
  Span *span = span_at (press, name, PERSON);
  uint32_t past = span->end, person = span_entity (press, span);
  Frame frame = entry_frame (lists);
  uint32_t organisation = NONE;
  uint32_t limit = press->block_first[end];

  /* Cells before the name: its title or its organisation. */
  for (size_t k = b; press->block_first[k] < name; k++)
    {
      uint32_t from = press->block_first[k], to = press->block_first[k + 1], org_end;
      Title title;

      if (title_parse (press, from, to, TITLE_DESCRIPTION, &title))
        membership_add (press, person, title_entity (press, &title),
                        title.organisation != NONE ? title.organisation
                        : frame.body != NONE       ? frame.body
                                                   : press->owner,
                        from, to, 0.85);
      else if ((organisation = organisation_parse (press, from, to, false, &org_end)) !=
               NONE)
        frame.employer = organisation;
    }
  if (!description_read (press, person, name, past, limit, &frame) && organisation != NONE)
    membership_add (press, person, NONE, organisation, name, past, 0.75);
  read_further_in_cell (lists, past, block_end (press, name), &frame, organisation);
  return end;
}

/* --- the whole document
 * ------------------------------------------------------------------------ */

/* `Valberedning` over a paragraph that names its members. */
static void
read_names_of_prose (Lists *lists, uint32_t first, uint32_t limit)
{
  Press *press = lists->press;

  if (lists->section.body == NONE || !lists->section.fresh)
    return;
  for (uint32_t i = entry_next_person (press, first, limit); i < limit;
       i = entry_next_person (press, i + 1, limit))
    {
      Span *span = span_at (press, i, PERSON);

      membership_add (press, span_entity (press, span), lists->section.role,
                      lists->section.body, i, span->end, 0.75)
        ->seat = true;
    }
}

static bool
says_contact (const Press *press, uint32_t first, uint32_t limit)
{
  bool contact = false;

  for (uint32_t i = first; i < limit; i++)
    contact |= has_prefix (press->tokens[i].lower, "kontakt") ||
               has_suffix (press->tokens[i].lower, "kontakt") ||
               token_is (press, i, "contact") || token_is (press, i, "information") ||
               token_is (press, i, "frågor") || token_is (press, i, "upplysningar");
  return contact;
}

/* Under `Kontakt` stand the people of who sent the text: the firm that tells of itself. */
static uint32_t
contact_employer (const Press *press, uint32_t first, uint32_t limit)
{
  if (!says_contact (press, first, limit) || press->publisher == NONE ||
      press->owner != NONE ||
      has_suffix (press->entities[press->publisher].name, "departementet"))
    return press->owner;
  return press->publisher;
}

/* `Nordvinds institut – NI` as a heading: the organisation. */
static uint32_t
heading_name (Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  Span *span = first < limit ? span_at (press, first, ORGANISATION) : NULL;

  if (span == NULL)
    return NONE;
  uint32_t end = span->end;
  while (end < limit && (token_is (press, end, "–") || token_is (press, end, "-") ||
                         token_is (press, end, "(") || token_is (press, end, ")") ||
                         (end > span->end && token_name (press, end))))
    end++;
  return end == limit ? span_entity (press, span) : NONE;
}

/* --- what stands over lists ------------------------------------------------------------ */

static bool
says_nothing (const Section *section)
{
  return !section->active && !section->placed && !section->nameless;
}

/* Does the heading look like the one that began the first part: `Grupp 1`, `Grupp 2`? */
static bool
is_like_part (const Lists *lists, size_t b)
{
  const Press *press = lists->press;
  const NystaBlock *blocks = press->text->blocks;

  return (blocks[b].kind == blocks[lists->part].kind &&
          blocks[b].level == blocks[lists->part].level) ||
         (press->block_first[b] < press->block_first[b + 1] &&
          token_is (press, press->block_first[b],
                    press->tokens[press->block_first[lists->part]].lower));
}

/* A heading right under one that says whose list it is parts that list: `Ledamöter`, then
 * `Grupp 1`. What it leaves open its outer heading says, and so for those after it that
 * look like it. */
static void
take_section (Lists *lists, size_t b, Section found)
{
  const NystaBlock *block = &lists->press->text->blocks[b];
  bool contact = says_contact (lists->press, lists->press->block_first[b],
                               lists->press->block_first[b + 1]);

  if (contact || (block->kind == NYSTA_BLOCK_HEADING && block->level == 1 &&
                  !(lists->parted && is_like_part (lists, b))))
    lists->parted = false;
  else if (lists->n_entries == 0 && !says_nothing (&lists->section) &&
           !lists->section.once && !lists->section.post)
    {
      lists->outer = lists->section;
      lists->part = b;
      lists->parted = true;
    }
  else if (lists->parted && !is_like_part (lists, b))
    lists->parted = false;
  lists->n_entries = 0;
  lists->section = found;
  if (!lists->parted)
    return;
  if (says_nothing (&found))
    lists->section = lists->outer;
  else if (found.body == NONE && lists->outer.active)
    lists->section.body = lists->outer.body;
  if (lists->section.employer == NONE && lists->outer.placed)
    {
      lists->section.employer = lists->outer.employer;
      lists->section.placed = true;
    }
}

/* Do two lines with names stand right under it, together with it? */
static bool
heads_several (const Press *press, size_t b)
{
  const NystaBlock *blocks = press->text->blocks;

  if (b + 2 >= press->text->n_blocks || blocks[b + 1].group == 0 ||
      blocks[b + 1].group != blocks[b + 2].group ||
      !(blocks[b].group == blocks[b + 1].group || blocks[b].kind == NYSTA_BLOCK_HEADING))
    return false;
  for (size_t k = b + 1; k <= b + 2; k++)
    {
      uint32_t first = press->block_first[k], limit = press->block_first[k + 1];

      /* `Norr: NAMN` */
      if (limit > first + 5)
        limit = first + 5;
      if (entry_next_person (press, first, limit) == limit)
        return false;
    }
  return true;
}

/* `… har tidigare utsett:`, `Omvalda är:` */
static bool
goes_on (const Press *press, uint32_t first, uint32_t limit)
{
  bool appoints = false;

  for (uint32_t i = first; i < limit; i++)
    appoints |= verbs_is_appointment (press->tokens[i].lower) ||
                word_in (press->tokens[i].lower, "omvalda nyvalda kvarstående utsedda");
  return appoints && token_is (press, limit - 1, ":");
}

/* A block without a name that may say what those below it are. */
static void
read_lead (Lists *lists, size_t b)
{
  Press *press = lists->press;
  const NystaBlock *block = &press->text->blocks[b];
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  Section found = lists->section;
  uint32_t organisation = section_heading_organisation (press, b);
  uint32_t elected = entry_skip_election (press, first, limit);

  /* An item among entries whose name nobody knows. */
  if (block->kind == NYSTA_BLOCK_LIST_ITEM && b > 0 && press->block_read[b - 1] &&
      press->text->blocks[b - 1].group == block->group && !token_is (press, limit - 1, ":"))
    return;
  if (organisation != NONE || section_is_nameless (press, first, limit))
    found = (Section){ .body = NONE,
                       .role = NONE,
                       .employer = organisation,
                       .placed = organisation != NONE,
                       .nameless = organisation == NONE };
  else if (!section_read_label (press, elected, limit, &found) &&
           !section_read (press, first, limit, &found) &&
           (block->kind == NYSTA_BLOCK_HEADING || block->group == 0 || limit - first <= 3 ||
            (token_is (press, limit - 1, ":") && says_contact (press, first, limit))) &&
           !entry_has_comma (press, first, limit))
    found = (Section){ .body = NONE,
                       .role = NONE,
                       .employer = contact_employer (press, first, limit) };
  /* `Regeringen har tidigare utsett:` goes on with the same list. */
  if (says_nothing (&found) && lists->section.active && lists->n_entries > 0 &&
      goes_on (press, first, limit))
    return;
  take_section (lists, b, found);
  if (found.active)
    lists->n_prose = 0;
  lists->placed_group = organisation != NONE && block->kind == NYSTA_BLOCK_PARAGRAPH &&
                            b + 1 < press->text->n_blocks && block[1].group == block->group
                          ? block->group
                          : 0;
  /* Who is elected need not be all that the paragraph names. */
  lists->section.fresh &= elected == first;
  lists->section.once &= elected == first && !heads_several (press, b);
}

/* `A, B, C och D`: names, and nothing else but what joins them. */
static bool
is_row_of_names (const Press *press, uint32_t first, uint32_t limit)
{
  unsigned n = 0;

  for (uint32_t i = first; i < limit;)
    {
      const Span *span = span_at (press, i, PERSON);

      if (span == NULL && !token_is (press, i, ",") && !token_is (press, i, ".") &&
          !token_bits (press, i, W_AND))
        return false;
      n += span != NULL;
      i = span != NULL ? span->end : i + 1;
    }
  return n >= 2;
}

/* `Olof Lind (sammankallande) och Nils Ask.` right under what they are. */
static bool
is_sentence_of_names (const Lists *lists, size_t b)
{
  const Press *press = lists->press;
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  return lists->section.active && lists->section.role != NONE && lists->n_entries == 0 &&
         lists->n_prose == 0 &&
         (limit - first <= 30 || is_row_of_names (press, first, limit)) &&
         press->text->blocks[b].kind == NYSTA_BLOCK_PARAGRAPH &&
         (span_at (press, first, PERSON) != NULL ||
          word_in (press->tokens[first].lower, "omval nyval val")) &&
         !entry_has_verb (press, first, limit);
}

static void
read_prose (Lists *lists, uint32_t first, uint32_t limit)
{
  if (lists->n_prose == 0 && lists->section.active && lists->section.role != NONE &&
      limit - first < 50)
    read_names_of_prose (lists, first, limit);
  /* One paragraph may tell of the entry above it; two are something else. */
  if (++lists->n_prose > 1 || lists->section.once)
    {
      lists->section.active = false;
      lists->parted = false;
    }
}

/* `Vi hörs,`, `Med vänlig hälsning`: below stand those who send the text. */
static bool
is_farewell (const Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  bool says = false;

  for (uint32_t i = first; i < limit && limit - first <= 6; i++)
    says |= word_in (press->tokens[i].lower,
                     "hörs ses hälsning hälsningar hälsar regards sincerely wishes");
  return says;
}

/* An entry of a list, or one by itself. */
static void
read_entry (Lists *lists, size_t b)
{
  Press *press = lists->press;

  if (b > 0 && says_nothing (&lists->section) && is_farewell (press, b - 1) &&
      lists->section.employer == NONE)
    lists->section.employer = press->publisher;
  press->block_read[b] = entry_read (lists, b);
  if (lists->section.once)
    lists->section = (Section){ .body = NONE, .role = NONE, .employer = press->owner };
  lists->n_prose = 0;
  lists->n_entries++;
  lists->section.fresh = false;
}

/* Returns the block past what was read. */
static size_t
read_table_part (Lists *lists, size_t b)
{
  size_t end = b;

  if (lists->press->text->blocks[b].kind == NYSTA_BLOCK_TABLE_HEADER)
    return read_titled_columns (lists, b);
  if (lists->press->text->blocks[b].kind == NYSTA_BLOCK_TABLE_CELL)
    for (end = read_row (lists, b); b < end; b++)
      lists->press->block_read[b] = true;
  return end;
}

void
lists_read (Press *press)
{
  Lists lists = { .press = press,
                  .heading = NONE,
                  .section = { .body = NONE, .role = NONE, .employer = NONE } };

  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      const NystaBlock *block = &press->text->blocks[b];
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      bool has_person = entry_next_person (press, first, limit) < limit;
      size_t table_end = block->kind == NYSTA_BLOCK_TABLE_CELL &&
                             lists.table != block->group
                           ? records_read (&lists, b)
                           : b;

      if (lists.placed_group != 0 && block->group != lists.placed_group)
        {
          lists.section = (Section){ .body = NONE, .role = NONE, .employer = press->owner };
          lists.placed_group = 0;
        }

      if (table_end == b)
        table_end = read_table_part (&lists, b);
      if (table_end == b && !press->block_read[b])
        table_end = records_read (&lists, b);
      if (table_end > b)
        {
          b = table_end - 1;
          continue;
        }
      if (block->kind == NYSTA_BLOCK_HEADING)
        lists.heading = heading_name (press, b);
      if (has_person && !press->block_read[b] &&
          entry_opens_with_phrase (press, first, limit))
        press->block_read[b] = entry_read (&lists, b);
      else if (has_person && block_opens_list (press, b) &&
               section_read (press, first, limit, &lists.section))
        lists.n_prose = 0;
      else if (has_person && !press->block_read[b] &&
               (block_is_entry (press, b) || is_sentence_of_names (&lists, b)))
        read_entry (&lists, b);
      else if (!has_person && !press->block_read[b] &&
               (block_is_lead (press, b) || block_says_following (press, b)))
        read_lead (&lists, b);
      else if (block->kind == NYSTA_BLOCK_PARAGRAPH && limit - first > 12 &&
               !block_is_entry (press, b))
        read_prose (&lists, first, limit);
    }
}
