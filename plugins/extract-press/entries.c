/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * entries.c: one entry. One that begins with a name is `Namn, titel, Organisation`; one
 * that begins with a title is `Titel: Namn` or `Titel Namn, …`.
 */
#include "entries.h"
#include "fields.h"

#include <string.h>

#define MAX_LABEL_ROLES 4

/* What stands before a name: `Ordförande:`, `Projektledare och forskare`. */
typedef struct
{
  uint32_t roles[MAX_LABEL_ROLES];
  size_t n_roles;
  uint32_t organisation;
  bool seats;   /* seats in a body */
  bool several; /* goes for each name that follows */
  bool colon;
  bool minister;
} Label;

Frame
entry_frame (const Lists *lists)
{
  const Section *s = &lists->section;

  return (Frame){ .body = s->active ? s->body : NONE,
                  .body_role = s->active ? s->role : NONE,
                  .second_post = s->active ? s->second : 0,
                  .role_is_post = s->active && s->post,
                  .nameless = s->nameless ||
                              (s->active && s->body == NONE && s->role == NONE),
                  .placed = s->placed,
                  .employer = s->placed                     ? s->employer
                              : lists->press->owner != NONE ? lists->press->owner
                                                            : s->employer,
                  .mode = TITLE_ENTRY };
}

/* --- entries that begin with a name -------------------------------------------------- */

/* A block that is one name and no more. */
static bool
is_lone_name (const Press *press, size_t b)
{
  const Span *span = span_at (press, press->block_first[b], PERSON);

  return span != NULL && span->end == press->block_first[b + 1];
}

/* A block that is one title, with or without its organisation. */
static bool
is_lone_title (Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  Title title;

  return limit > first && limit - first <= 10 && block_is_entry (press, b) &&
         title_parse (press, first, limit, TITLE_DESCRIPTION, &title) && !title.plural &&
         (title.end == limit || token_is (press, title.end, ","));
}

/* `Namn`, blank line, `Titel`, blank line, `Namn`: the title belongs to the name above it
 * unless one stands over the first name. */
static bool
title_stands_below (const Lists *lists, size_t b)
{
  Press *press = lists->press;

  if (lists->section.active && lists->section.role != NONE)
    return false;
  if (b + 1 >= press->text->n_blocks || !is_lone_name (press, b) ||
      !is_lone_title (press, b + 1) ||
      (press->text->blocks[b + 1].kind != NYSTA_BLOCK_PARAGRAPH &&
       press->text->blocks[b + 1].kind != NYSTA_BLOCK_HEADING))
    return false;
  return b == 0 || press->block_read[b - 1] || !is_lone_title (press, b - 1);
}

/* `Doktorand i geografi vid ORG.`: a title that ends in a stop. */
static bool
is_title_sentence (Press *press, uint32_t first, uint32_t limit)
{
  Title title;

  if (limit <= first + 1 || !token_is (press, limit - 1, "."))
    return false;
  while (first < limit - 1 &&
         title_parse (press, first, limit - 1, TITLE_DESCRIPTION, &title))
    {
      if (title.end == limit - 1 ||
          (title.organisation != NONE && token_is (press, title.end, ",") &&
           match_at (press, title.end + 1, 1u << NYSTA_MATCH_PLACE) != NULL &&
           title.end + 3 == limit))
        return true;
      if (!token_bits (press, title.end, W_AND) && !token_is (press, title.end, ","))
        return false;
      first = title.end + 1;
    }
  return false;
}

/* Below a name by itself: `Director. Professor of X at ORG since 2016. She lives …`: past the
 * sentences that begin with a title; @first if the first has none. */
static uint32_t
title_sentences_end (Press *press, uint32_t first, uint32_t limit)
{
  uint32_t i = first;

  while (i < limit)
    {
      uint32_t at = i;
      Title title;

      while (at < limit && token_bits (press, at, W_FORMER) &&
             !token_bits (press, at, W_PREP))
        at++;
      if (!title_parse (press, at, sentence_end (press, i), TITLE_DESCRIPTION, &title) ||
          title.guessed || title.plural ||
          (title.end < limit && token_bits (press, title.end, W_COPULA | W_SAY)))
        break;
      i = sentence_end (press, i);
    }
  return i;
}

/* The lines under a name that belong to it: of the same group, without another name. */
static uint32_t
block_lines_end (const Lists *lists, size_t b)
{
  Press *press = lists->press;
  const NystaBlock *block = &press->text->blocks[b];
  size_t last = b;
  bool alone = block->kind == NYSTA_BLOCK_HEADING;

  if (block->kind != NYSTA_BLOCK_PARAGRAPH && !alone)
    return press->block_first[b + 1];
  if (title_stands_below (lists, b))
    last = b + 1;
  if (!alone && block->group == 0)
    return press->block_first[last + 1];
  /* A line of sentences under a name by itself. */
  if (last == b && b + 1 < press->text->n_blocks && is_lone_name (press, b) &&
      press->text->blocks[b + 1].kind == NYSTA_BLOCK_PARAGRAPH &&
      (alone || press->text->blocks[b + 1].group == block->group) &&
      !block_is_entry (press, b + 1))
    {
      uint32_t first = press->block_first[b + 1], limit = press->block_first[b + 2];
      uint32_t end = title_sentences_end (press, first, limit);

      if (end > first && entry_next_person (press, first, end) >= end)
        return end;
    }
  for (size_t k = last + 1; k < press->text->n_blocks && k < b + 6; k++)
    {
      const NystaBlock *next = &press->text->blocks[k];
      uint32_t first = press->block_first[k], limit = press->block_first[k + 1];

      uint32_t named = entry_next_person (press, first, limit), head_end;

      bool serves = named < limit && named > first + 1 &&
                    title_head (press, first, &head_end) &&
                    (token_is (press, head_end, "hos") ||
                     token_is (press, head_end, "till") ||
                     token_is (press, head_end, "åt"));

      if (next->kind != NYSTA_BLOCK_PARAGRAPH ||
          (!alone && (next->group == 0 || next->group != block->group)) ||
          (!block_is_entry (press, k) && !is_title_sentence (press, first, limit)) ||
          (limit - first > 14 && !serves))
        break;
      /* `Pressekreterare hos statsrådet NAMN` describes the one above. */
      if (named < limit && !serves)
        break;
      /* A line with an address of its own and a comma is an entry of its own. */
      if (entry_has_comma (press, first, limit) &&
          entry_has_contact (press, first, limit) &&
          !token_bits (press, first, W_CONTACT) && !title_head (press, first, &head_end))
        break;
      /* `Arrangör: ORG` tells of what the name above stands under, not of the name. */
      uint32_t colon = first;
      while (colon < limit && colon < first + 3 && token_word (press, colon))
        colon++;
      if (colon > first && colon + 1 < limit && token_is (press, colon, ":") &&
          title_head (press, colon - 1, &head_end))
        break;
      Title title;
      if (limit > first && token_is (press, limit - 1, ":") &&
          !token_bits (press, first, W_CONTACT))
        break;
      if (title_parse (press, first, limit, TITLE_PLAIN, &title) && title.plural)
        break;
      last = k;
    }
  return press->block_first[last + 1];
}

/* `A och B, ORG`: both are there, where nothing is said of A alone. */
static void
share_with_first (Press *press, uint32_t first, size_t n_before, uint32_t limit)
{
  Span *a = span_at (press, first, PERSON);
  uint32_t second = a->end + 1;
  Span *b = second < limit && token_bits (press, a->end, W_AND)
              ? span_at (press, second, PERSON)
              : NULL;

  if (b == NULL || !token_is (press, b->end, ",") ||
      entry_next_person (press, b->end, limit) < limit)
    return;
  uint32_t person = span_entity (press, a), other = span_entity (press, b);
  for (size_t m = n_before, n = press->n_memberships; m < n; m++)
    if (press->memberships[m].person == person && !press->memberships[m].seat)
      return;
  for (size_t m = n_before, n = press->n_memberships; m < n; m++)
    if (press->memberships[m].person == other && press->memberships[m].role == NONE &&
        !press->memberships[m].seat)
      membership_add (press, person, NONE, press->memberships[m].organisation, first,
                      b->end, 0.7);
}

/* More names in the same entry: `A, B och C`, `ersättare för B`. */
static void
read_further_names (Lists *lists, uint32_t i, uint32_t limit, bool own_role)
{
  Press *press = lists->press;

  for (i = entry_next_person (press, i, limit); i < limit;
       i = entry_next_person (press, i + 1, limit))
    {
      Span *span = span_at (press, i, PERSON);
      uint32_t end = span->end, person = span_entity (press, span);
      Frame frame = entry_frame (lists);
      bool replaced = i > 0 && token_is (press, i - 1, "för");

      if (replaced && own_role)
        frame.body_role = NONE;
      uint32_t stop = entry_next_person (press, end, limit);
      /* A title right before the next name is that one's. */
      Title title;
      if (stop < limit && title_before (press, stop, end, &title))
        stop = title.first;
      description_read (press, person, i, end, stop, &frame);
    }
}

/* `- A, B och C (ORG)`, `- A, B, ORG, ort`: what stands behind them goes for each. Returns
 * where it begins, NONE if there is no such row of names. */
static uint32_t
shared_end (Press *press, uint32_t i, uint32_t limit)
{
  unsigned n = 0;
  Title title;

  for (const Span *span = span_at (press, i, PERSON); span != NULL && i < limit;
       span = i < limit ? span_at (press, i, PERSON) : NULL, n++)
    {
      i = span->end;
      if (n > 0 && i + 1 < limit && token_is (press, i, "("))
        return token_is (press, limit - 1, ")") ? i : NONE;
      if (n > 0 && i + 1 < limit &&
          (span_at (press, i + 1, ORGANISATION) != NULL ||
           (token_upper (press, i + 1) && span_over (press, i + 1) == NULL &&
            fields_first (press) == FIELD_ORGANISATION) ||
           (title_parse (press, i + 1, limit, TITLE_PLAIN, &title) && title.plural)))
        return i;
      i += i < limit && (token_is (press, i, ",") || token_bits (press, i, W_AND));
    }
  return NONE;
}

static bool
read_row_of_names (Lists *lists, uint32_t first, uint32_t limit)
{
  Press *press = lists->press;
  uint32_t shared = shared_end (press, first, limit);
  Frame frame = entry_frame (lists);

  if (shared == NONE || entry_next_person (press, shared, limit) < limit)
    return false;
  for (uint32_t i = first; i < shared; i = entry_next_person (press, i + 1, shared))
    description_read (press, span_entity (press, span_at (press, i, PERSON)), i, shared,
                      limit, &frame);
  return true;
}

static bool
read_name_first (Lists *lists, size_t b, uint32_t first, uint32_t professor)
{
  Press *press = lists->press;
  Span *span = span_at (press, first, PERSON);

  if (span == NULL)
    return false;
  uint32_t block_limit = press->block_first[b + 1];
  if (read_row_of_names (lists, first, block_limit))
    return true;
  uint32_t end = span->end, person = span_entity (press, span);
  uint32_t limit = block_lines_end (lists, b);
  uint32_t stop = entry_next_person (press, end, limit);
  Frame frame = entry_frame (lists);

  if (end < block_limit && token_word (press, end) &&
      !token_bits (press, end, W_AND | W_PREP | W_CONTACT) && !token_upper (press, end) &&
      stop >= limit && entry_has_verb (press, end, block_limit))
    return false;
  size_t n_before = press->n_memberships;
  frame.open = &professor; /* `Prof. A, tidigare ORG`: who knows where */
  frame.n_open = professor != NONE && !token_bits (press, end + 1, W_FORMER);
  description_read (press, person, first, end, stop, &frame);
  read_further_names (lists, end, block_limit, true);
  share_with_first (press, first, n_before, block_limit);
  for (size_t k = b + 1; k < press->text->n_blocks && press->block_first[k] < limit; k++)
    press->block_read[k] = true;
  /* `Pressekreterare hos socialminister NAMN`: whom the one above serves. */
  Title title;
  if (stop < limit && stop >= block_limit &&
      title_before (press, stop, press->block_first[block_of (press, stop)], &title) &&
      title.minister)
    membership_add (press, span_entity (press, span_at (press, stop, PERSON)),
                    title_entity (press, &title), NONE, title.first, stop, 0.85);
  return true;
}

/* --- entries that begin with a title ----------------------------------------------------
 */

/* `XY contact: NAMN`: whom to ask of XY. */
static bool
is_contact_label (const Press *press, uint32_t first, uint32_t end)
{
  if (end < first + 2 || end - first > 5 || !token_is (press, end - 1, "contact"))
    return false;
  while (first + 1 < end && (token_upper (press, first) || token_is (press, first, "-") ||
                             (token_of (press, first)->flags & NYSTA_TOKEN_MIXED_CASE)))
    first++;
  return first + 1 == end;
}

/* The label of `Label: Namn`, `Label – Namn` or `Label Namn`: a title, or two. */
static bool
read_label (Lists *lists, uint32_t first, uint32_t name, Label *out)
{
  Press *press = lists->press;
  uint32_t end = name;

  *out = (Label){ .organisation = NONE, .several = token_is (press, name - 1, ":") };
  out->colon = out->several;
  /* `Ordförande: professor NAMN`: the label is what stands before the colon. */
  for (uint32_t k = first; k < name; k++)
    if (token_is (press, k, ":"))
      {
        end = k + 1;
        break;
      }
  while (end > first && (token_is (press, end - 1, ":") || token_is (press, end - 1, "–") ||
                         token_is (press, end - 1, "-") || token_is (press, end - 1, ",")))
    end--;
  if (end == first || end - first > 14)
    return false;
  first = section_skip_opening (press, first, end);

  uint32_t by_phrase = is_contact_label (press, first, end)
                         ? entity_of (press, ROLE, "contact")
                         : section_phrase_role (press, first, end);
  if (by_phrase != NONE)
    {
      out->roles[out->n_roles++] = by_phrase;
      out->seats = out->several = true;
      return true;
    }
  for (uint32_t i = first; i < end && out->n_roles < MAX_LABEL_ROLES;)
    {
      Title title;

      if (!title_parse (press, i, end, TITLE_DESCRIPTION, &title))
        break;
      uint32_t role = title_entity (press, &title);
      if (title.plural)
        entity_alias (press, role, text_between (press, title.first, title.end));
      out->roles[out->n_roles++] = role;
      out->seats |= title.board;
      out->several |= title.plural;
      out->minister |= title.minister;
      /* `Ledamöter på två år:` */
      if (title.end < end && token_is (press, end, ":") &&
          (token_is (press, title.end, "på") || token_is (press, title.end, "för") ||
           token_is (press, title.end, "(") || token_is (press, title.end, "till") ||
           token_is (press, title.end, "om") ||
           token_of (press, title.end)->kind == NYSTA_TOKEN_NUMBER))
        break;
      if (title.end < end && !token_bits (press, title.end, W_AND) &&
          !token_is (press, title.end, "/") && !token_is (press, title.end, ","))
        return false;
      if (title.organisation != NONE)
        out->organisation = title.organisation;
      i = title.end;
      while (i < end && (token_bits (press, i, W_AND) || token_is (press, i, "/") ||
                         token_is (press, i, ",")))
        i++;
    }
  return out->n_roles > 0;
}

/* Titles that may be held without a seat in the body that the list is of. */
static bool
are_posts (const Label *label)
{
  return label->n_roles > 0 && !label->seats && label->organisation == NONE;
}

static void
read_labelled_name (Lists *lists, const Label *label, uint32_t i, uint32_t stop)
{
  Press *press = lists->press;
  Span *span = span_at (press, i, PERSON);
  uint32_t end = span->end, person = span_entity (press, span);
  Frame frame = entry_frame (lists);

  if (label->minister)
    for (size_t k = 0; k < label->n_roles; k++)
      membership_add (press, person, label->roles[k], NONE, i, end, 0.9);
  else if (are_posts (label))
    {
      frame.open = label->roles;
      frame.n_open = label->n_roles;
      /* `Föredragande: NAMN` among those present has no seat. */
      if (label->colon && frame.body_role == NONE)
        frame.body = NONE;
      /* `Psykologen NAMN` among those elected works elsewhere. */
      if (!label->colon && frame.body_role != NONE && frame.body == frame.employer)
        frame.employer = NONE;
    }
  else
    {
      uint32_t body = label->organisation != NONE ? label->organisation
                      : frame.body != NONE        ? frame.body
                      : lists->heading != NONE    ? lists->heading
                                                  : press->owner;

      for (size_t k = 0; k < label->n_roles; k++)
        membership_add (press, person, label->roles[k], body, i, end, 0.9)->seat = true;
      frame.body = frame.body_role = NONE;
    }
  description_read (press, person, i, end, stop, &frame);
}

static void
read_labelled_names (Lists *lists, size_t b, uint32_t name, Label label)
{
  Press *press = lists->press;
  uint32_t limit = press->block_first[b + 1], past = name;

  for (uint32_t i = name; i < limit; i = entry_next_person (press, i + 1, limit))
    {
      uint32_t end = span_at (press, i, PERSON)->end,
               stop = entry_next_person (press, end, limit);
      Title title;

      /* `, Kassör: Namn`, `samt rektor Namn`: a label of its own. */
      if (i > name && title_before (press, i, past, &title))
        label = (Label){ .roles = { title_entity (press, &title) },
                         .n_roles = 1,
                         .organisation = title.organisation,
                         .seats = title.board,
                         .minister = title.minister };
      else if (i > name && !label.several)
        label.n_roles = 0;
      else if (i == name && title_before (press, i, press->block_first[b] + 1, &title) &&
               token_is (press, title.first - 1, ":"))
        membership_add (press, span_entity (press, span_at (press, i, PERSON)),
                        title_entity (press, &title), title.organisation, title.first, end,
                        0.85);
      if (stop < limit && title_before (press, stop, end, &title))
        read_labelled_name (lists, &label, i, title.first);
      else
        read_labelled_name (lists, &label, i, stop);
      past = end;
    }
}

/* `Region Exempel: Anna Ek, Per Ask`: each of them is there. `ORG, rektor Eva Ask`. */
static bool
read_organisation_first (Lists *lists, size_t b, uint32_t first, uint32_t name)
{
  Press *press = lists->press;
  uint32_t end = first, limit = press->block_first[b + 1];

  if (name <= first + 1)
    return false;
  uint32_t organisation = organisation_parse (press, first, name, false, &end);
  if (organisation == NONE || !(token_is (press, end, ":") || token_is (press, end, "–") ||
                                token_is (press, end, ",")))
    return false;
  /* `ORG, titel NAMN och titel NAMN` */
  Title title;
  bool titled = end + 1 < name && title_before (press, name, end + 1, &title) &&
                title.first == end + 1;
  /* A first name that nobody knows keeps the rest from nothing. */
  uint32_t unknown = end + 1;
  while (unknown < name && token_is (press, end, ":") &&
         (token_is (press, unknown, ",") || token_upper (press, unknown)))
    unknown++;
  if (end + 1 != name && unknown != name && !titled)
    return false;

  uint32_t past = end + 1;
  for (uint32_t i = name; i < limit; i = entry_next_person (press, i + 1, limit))
    {
      Span *span = span_at (press, i, PERSON);
      Label label = { .organisation = NONE };
      uint32_t stop = entry_next_person (press, span->end, limit), from = span->end;

      if (title_before (press, i, past, &title))
        {
          label.roles[label.n_roles++] = title_entity (press, &title);
          label.organisation = title.organisation != NONE ? title.organisation
                                                          : organisation;
        }
      else
        membership_add (press, span_entity (press, span), NONE, organisation, i, span->end,
                        0.7);
      if (stop < limit && title_before (press, stop, from, &title))
        stop = title.first;
      read_labelled_name (lists, &label, i, stop);
      past = from;
    }
  return true;
}

bool
entry_read (Lists *lists, size_t b)
{
  Press *press = lists->press;
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  first = entry_skip_election (press, first, limit);
  uint32_t professor = NONE;
  for (; first < limit && (!token_word (press, first) ||
                           word_in (press->tokens[first].lower, "dr dr. prof prof."));
       first++)
    if (word_in (press->tokens[first].lower, "prof prof.") &&
        span_at (press, first + 1, PERSON) != NULL)
      professor = entity_of (press, ROLE, "professor");
  if (read_name_first (lists, b, first, professor))
    return true;

  uint32_t name = entry_next_person (press, first, limit);
  Label label;
  Title title;
  if (name >= limit)
    return false;
  if (name > first + 1 && name - first <= 5 && token_is (press, name - 1, ":") &&
      !title_parse (press, section_skip_opening (press, first, name), name - 1, TITLE_PLAIN,
                    &title) &&
      section_phrase_role (press, first, name - 1) == NONE &&
      !is_contact_label (press, first, name - 1) &&
      span_at (press, first, ORGANISATION) == NULL)
    return read_name_first (lists, b, name, NONE);
  if (read_label (lists, first, name, &label))
    {
      read_labelled_names (lists, b, name, label);
      return true;
    }
  return read_organisation_first (lists, b, first, name);
}
