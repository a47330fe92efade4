/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * record-fields.c: what a line says of somebody, part by part: a name, a title, an
 * organisation, a way to reach them, or something that nobody knows.
 */
#include "records.h"

#include <string.h>

#define MAX_LEARNT_TOKENS 6

/* A tab, or more blanks than one. */
static bool
is_gap_before (const Press *press, uint32_t i)
{
  const char *text = press->text->text;
  uint32_t from = token_of (press, i - 1)->end, to = token_of (press, i)->start;

  return to > from && (to - from >= 2 || text[from] == '\t');
}

static bool
is_mark (const Press *press, uint32_t i, uint32_t limit)
{
  const char *lower = press->tokens[i].lower;

  if (word_in (lower, ", ; ( ) – — | • ·"))
    return true;
  bool apart = i + 1 < limit &&
               (token_of (press, i)->flags & NYSTA_TOKEN_SPACE_BEFORE) != 0 &&
               (token_of (press, i + 1)->flags & NYSTA_TOKEN_SPACE_BEFORE) != 0;
  return apart && word_in (lower, "- /");
}

/* `(S)`, `(KD)`: a party, which parts nothing. */
static bool
is_party (const Press *press, uint32_t i, uint32_t limit)
{
  return i + 2 < limit && token_is (press, i, "(") && token_is (press, i + 2, ")") &&
         token_upper (press, i + 1) && strlen (press->tokens[i + 1].word) <= 2;
}

/* --- what one part is --------------------------------------------------------------- */

static bool
is_contact (const Press *press, uint32_t i, uint32_t end)
{
  if (token_bits (press, i, W_CONTACT))
    return true;
  for (; i < end; i++)
    {
      if (token_of (press, i)->kind == NYSTA_TOKEN_WORD &&
          !token_bits (press, i, W_CONTACT) &&
          !word_in (press->tokens[i].lower, "nr anknytning ankn ext eller till"))
        return false;
    }
  return true;
}

/* A part of an organisation, or a country: neither says who. */
static bool
is_passed_over (const Press *press, uint32_t i, uint32_t end)
{
  const NystaMatch *place = match_at (press, i, 1u << NYSTA_MATCH_PLACE);

  return token_bits (press, i, W_UNIT) ||
         word_ends_in (press->tokens[end - 1].lower,
                       "enheten avdelningen förvaltningen kontoret sektionen staben enhet "
                       "avdelning förvaltning department unit office division") ||
         (place != NULL && i + place->n_tokens >= end &&
          match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY) == NULL);
}

/* Does it begin with one? What follows it is read with it. */
static bool
is_title (Press *press, uint32_t i, uint32_t end)
{
  Title title;

  return title_parse (press, i, end, TITLE_PLAIN, &title) && !title.guessed &&
         !title.plural;
}

static bool
is_organisation (const Press *press, uint32_t i, uint32_t end)
{
  const Span *span = span_at (press, i, ORGANISATION);
  const NystaMatch *match = match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY);

  return (span != NULL && span->end == end) ||
         (span == NULL && match != NULL && i + match->n_tokens == end &&
          token_upper (press, i));
}

/* One word that nothing but a guess made an organisation. */
static bool
is_doubtful (const Press *press, uint32_t i, uint32_t end)
{
  const Span *span = span_at (press, i, ORGANISATION);
  const char *lower = press->tokens[i].lower;

  return span != NULL && end == i + 1 && span->match == NULL && !token_acronym (press, i) &&
         !is_body_name (lower) && !is_org_compound (lower) &&
         !(token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE) &&
         !word_ends_in (lower, "skolan verket laget huset kören gruppen");
}

static bool
looks_like_name (const Press *press, uint32_t i, uint32_t end)
{
  if (end - i < 2 || end - i > 3)
    return false;
  for (; i < end; i++)
    if (!token_upper (press, i) || span_over (press, i) != NULL || !token_word (press, i) ||
        token_acronym (press, i) ||
        token_bits (press, i, W_NOT_NAME | W_LEGAL | W_ORG_HEAD | W_ORG_OPENER | W_UNIT) ||
        (press->tokens[i].classes &
         (1u << NYSTA_MATCH_FUNCTION_WORD | 1u << NYSTA_MATCH_ROLE)))
      return false;
  return true;
}

static Field
field_kind (Press *press, uint32_t i, uint32_t end)
{
  const Span *span = span_at (press, i, PERSON);

  if (is_contact (press, i, end))
    return FIELD_CONTACT;
  if (span != NULL && span->end == end)
    return FIELD_NAME;
  if (is_organisation (press, i, end))
    return FIELD_ORGANISATION;
  if (span_over (press, i) == NULL && is_title (press, i, end))
    return FIELD_TITLE;
  return is_passed_over (press, i, end) ? FIELD_OTHER : FIELD_UNKNOWN;
}

/* What `Titel:`, `Arbetsplats:` before the part says that it is. */
static Field
kind_of_label (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  if (word_in (lower, "namn name efternamn förnamn"))
    return FIELD_NAME;
  if (word_in (lower, "titel roll befattning yrke funktion title role position tjänst"))
    return FIELD_TITLE;
  if (word_in (lower, "organisation företag arbetsplats arbetsgivare kommun myndighet "
                      "company affiliation employer organization lärosäte"))
    return FIELD_ORGANISATION;
  return FIELD_OTHER;
}

/* Past `Titel:` at @i; sets *@out_kind. @i if no label stands there. */
static uint32_t
skip_label (const Press *press, uint32_t i, uint32_t limit, Field *out_kind)
{
  uint32_t colon = i;

  while (colon < limit && colon < i + 3 && token_word (press, colon))
    colon++;
  if (colon == i || colon + 1 >= limit || !token_is (press, colon, ":"))
    return i;
  *out_kind = token_bits (press, i, W_CONTACT) ? FIELD_CONTACT
                                               : kind_of_label (press, colon - 1);
  return colon + 1;
}

static bool
has_slash (const Press *press, uint32_t i, uint32_t end)
{
  while (i < end && !token_is (press, i, "/"))
    i++;
  return i < end;
}

/* `rektor Anna Ek`: a part that holds a name and more. */
static bool
holds_name (const Press *press, const RecordField *field)
{
  for (uint32_t i = field->first; field->kind != FIELD_NAME && i < field->end; i++)
    if (span_at (press, i, PERSON) != NULL)
      return true;
  return false;
}

static size_t
add_field (Press *press, size_t b, uint32_t first, uint32_t end, Field labelled, size_t n,
           RecordField out[MAX_BLOCK_FIELDS])
{
  if (first >= end || n >= MAX_BLOCK_FIELDS)
    return n;
  out[n] = (RecordField){
    .first = first, .end = end, .block = b, .kind = field_kind (press, first, end)
  };
  /* A label tells what it is, unless the part itself is plainly something else. */
  if (labelled != FIELD_UNKNOWN && (out[n].kind == FIELD_UNKNOWN ||
                                    labelled == FIELD_OTHER || labelled == FIELD_CONTACT))
    out[n].kind = labelled == FIELD_NAME ? FIELD_UNKNOWN : labelled;
  out[n].doubtful = out[n].kind == FIELD_ORGANISATION && is_doubtful (press, first, end);
  out[n].whole = end - first <= MAX_LEARNT_TOKENS && span_free (press, first, end) &&
                 !entry_has_verb (press, first, end) && !has_slash (press, first, end);
  out[n].likely_name = out[n].kind == FIELD_UNKNOWN && looks_like_name (press, first, end);
  return n + 1;
}

size_t
record_fields (Press *press, size_t b, RecordField out[MAX_BLOCK_FIELDS])
{
  uint32_t i = press->block_first[b], limit = press->block_first[b + 1];
  Field labelled = FIELD_UNKNOWN;
  size_t n = 0;

  while (i < limit && !token_word (press, i) && is_mark (press, i, limit))
    i++;
  /* `Havsverket:` over those who are there. */
  if (i < limit && token_is (press, limit - 1, ":"))
    {
      if (press->text->blocks[b].group == 0 || limit - i > 6)
        return 0;
      limit--;
    }
  if (i >= limit || !block_is_entry (press, b))
    return 0;
  /* `Suppleanter` over names says what they are; it is no part of a record. */
  Title title;
  if (title_parse (press, i, limit, TITLE_PLAIN, &title) && title.plural &&
      title.end == limit)
    return 0;
  i = skip_label (press, i, limit, &labelled);
  for (uint32_t first = i; i <= limit; i++)
    {
      const Span *span = i < limit ? span_over (press, i) : NULL;
      bool inside = span != NULL && span->first < i;

      if (i < limit && is_party (press, i, limit))
        {
          n = add_field (press, b, first, i, labelled, n, out);
          i += 2;
          first = i + 1;
        }
      else if (i == limit || (!inside && is_mark (press, i, limit)))
        {
          n = add_field (press, b, first, i, labelled, n, out);
          first = i + 1;
        }
      else if (!inside && i > first && is_gap_before (press, i))
        {
          n = add_field (press, b, first, i, labelled, n, out);
          first = i;
        }
    }
  for (size_t k = 0; k < n; k++)
    if (holds_name (press, &out[k]))
      return 0;
  return n;
}

/* The header of the column that cell @b is in; NONE as a block if there is none. */
static size_t
header_of (const Press *press, size_t b)
{
  const NystaBlock *blocks = press->text->blocks;

  for (size_t k = b; k-- > 0 && blocks[k].group == blocks[b].group;)
    if (blocks[k].kind == NYSTA_BLOCK_TABLE_HEADER && blocks[k].column == blocks[b].column)
      return k;
  return SIZE_MAX;
}

bool
record_cell (Press *press, size_t b, RecordField *out)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
  size_t header = header_of (press, b);
  Field labelled = FIELD_UNKNOWN;

  if (header != SIZE_MAX && press->block_first[header] < press->block_first[header + 1])
    {
      labelled = kind_of_label (press, press->block_first[header + 1] - 1);
      /* A header of another kind tells nothing. */
      if (labelled == FIELD_OTHER || labelled == FIELD_NAME)
        labelled = FIELD_UNKNOWN;
    }
  return add_field (press, b, first, limit, labelled, 0, out) == 1 &&
         !holds_name (press, out);
}
