/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * fields.c: entries of one document say things in one order. What is plain in most of them
 * (a title that the lexicon knows, an organisation that is known) tells what stands in the
 * same place of the others: `Namn, Företagslots` is a title where `Namn, Rektor` is,
 * `Namn, Investor` an organisation where `Namn, Vinnova` is.
 */
#include "fields.h"

#include "entry-blocks.h"

#include <string.h>

#define MIN_ALIKE 2
#define MAX_TITLE_TOKENS 4

static bool
is_mark (const Press *press, uint32_t i)
{
  return word_in (press->tokens[i].lower, ", ; ( – - — | • · / :");
}

/* The title that the tokens plainly are: no English word that is a firm's name in Swedish
 * text. */
static bool
is_plain_title (Press *press, uint32_t i, uint32_t limit)
{
  const NystaMatch *match = match_at (press, i, 1u << NYSTA_MATCH_ROLE);
  bool english = press->text->language != NULL && has_prefix (press->text->language, "en");
  Title title;

  return title_parse (press, i, limit, TITLE_PLAIN, &title) && !title.guessed &&
         (english || match == NULL || !(match->flags & NYSTA_MATCH_ENGLISH));
}

/* What stands first after the name that block @b begins with. */
static Field
field_of_block (Press *press, size_t b)
{
  uint32_t i = press->block_first[b], limit = press->block_first[b + 1];
  const NystaBlock *blocks = press->text->blocks;
  const Span *span = i < limit ? span_at (press, i, PERSON) : NULL;

  if (span == NULL || !block_is_entry (press, b))
    return FIELD_UNKNOWN;
  i = span->end;
  if (i == limit && b + 1 < press->text->n_blocks && blocks[b].group != 0 &&
      blocks[b + 1].group == blocks[b].group)
    limit = press->block_first[b + 2];
  else if (i < limit && !is_mark (press, i))
    return FIELD_UNKNOWN;
  while (i < limit && is_mark (press, i))
    i++;
  if (i >= limit)
    return FIELD_UNKNOWN;
  if (span_at (press, i, ORGANISATION) != NULL)
    return FIELD_ORGANISATION;
  return is_plain_title (press, i, limit) ? FIELD_TITLE : FIELD_UNKNOWN;
}

Field
fields_first (Press *press)
{
  size_t n_titles = 0, n_organisations = 0;

  if (press->first_field_known)
    return press->first_field;
  press->first_field_known = true;
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      Field field = field_of_block (press, b);

      n_titles += field == FIELD_TITLE;
      n_organisations += field == FIELD_ORGANISATION;
    }
  if (n_titles >= MIN_ALIKE && n_titles >= 3 * n_organisations)
    press->first_field = FIELD_TITLE;
  else if (n_organisations >= MIN_ALIKE && n_organisations >= 3 * n_titles)
    press->first_field = FIELD_ORGANISATION;
  return press->first_field;
}

/* What no title is made of: a part of a firm, a firm, a town, a letter. */
static bool
is_no_title_word (const Press *press, uint32_t i)
{
  const uint32_t others = 1u << NYSTA_MATCH_ORGANISATION | 1u << NYSTA_MATCH_AGENCY |
                          1u << NYSTA_MATCH_UNIVERSITY | 1u << NYSTA_MATCH_MUNICIPALITY |
                          1u << NYSTA_MATCH_REGION | 1u << NYSTA_MATCH_PLACE;
  const char *lower = press->tokens[i].lower;

  return (press->tokens[i].classes & others) != 0 || !token_word (press, i) ||
         strlen (lower) < 5 || token_acronym (press, i) || span_over (press, i) != NULL ||
         token_bits (press, i,
                     W_UNIT | W_CONTACT | W_LEGAL | W_ORG_HEAD | W_ORG_OPENER | W_NOT_NAME |
                       W_NO_ACTOR | W_MONTH | W_VERB | W_COPULA | W_SAY) ||
         is_org_compound (lower) || is_body_name (lower) ||
         word_ends_in (lower, "enheten avdelningen förvaltningen kontoret gruppen teamet "
                              "sektionen staben kansliet enhet avdelning förvaltning");
}

uint32_t
field_title_end (Press *press, uint32_t i, uint32_t limit, const char **out_label)
{
  uint32_t end = i;
  const char *label = "";

  if (fields_first (press) != FIELD_TITLE)
    return i;
  while (end < limit && end - i < MAX_TITLE_TOKENS && !is_mark (press, end))
    {
      if (is_no_title_word (press, end) || (end > i && !token_joined (press, end)))
        return i;
      label = arena_printf (&press->arena, "%s%s%s", label, label[0] == '\0' ? "" : " ",
                            press->tokens[end].lower);
      end++;
    }
  if (end < limit && !is_mark (press, end))
    return i;
  *out_label = label;
  return end;
}
