/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * attributions.c: what running text says right before and right after a name: `säger NAMN,
 * titel, ORG`, `ORG:s titel NAMN`, `titeln för ORG, NAMN`, `NAMN (titel, ORG)`, `NAMN på
 * ORG`.
 */
#include "attributions.h"
#include "organisations.h"
#include "titles.h"

#include <string.h>

#include "word-sets.h"

#define LOOK_BACK_TOKENS 16

static uint32_t
closing_bracket (const Press *press, uint32_t i, uint32_t limit)
{
  while (i < limit && !token_is (press, i, ")"))
    i++;
  return i;
}

/* `på ORG` right after a name; sets *@out_end. */
static uint32_t
organisation_after (Press *press, uint32_t i, uint32_t limit, bool said, uint32_t *out_end)
{
  i += i + 2 < limit && token_is (press, i, ",") &&
       word_in (press->tokens[i + 1].lower, "at från from of");
  if (i + 1 >= limit || !word_in (press->tokens[i].lower, "på vid från hos at from of"))
    return NONE;
  i += i + 2 < limit && token_is (press, i + 1, "the");
  uint32_t unit_end = i + 1;
  Span *span = span_at (press, i + 1, ORGANISATION);
  /* `vid Institutionen för hav, ORG` */
  if (span == NULL && token_bits (press, i + 1, W_UNIT))
    for (uint32_t k = i + 2; k < limit && k < i + 16 && span == NULL; k++)
      if (span_over (press, k) != NULL)
        {
          bool joined = token_is (press, k - 1, ",") || token_is (press, k - 1, "vid") ||
                        token_is (press, k - 1, "på") || token_is (press, k - 1, "at");

          span = joined ? span_at (press, k, ORGANISATION) : NULL;
          unit_end = k;
          break;
        }
  if (span != NULL && unit_end > i + 1)
    return organisation_parse (press, unit_end, limit, false, out_end);
  if (said && span == NULL && span_over (press, i + 1) == NULL &&
      token_upper (press, i + 1))
    return organisation_parse (press, i + 1, limit, true, out_end);
  if (span == NULL &&
      !(span_over (press, i + 1) == NULL && token_bits (press, i + 1, W_DESCRIPTOR)))
    return NONE;
  return organisation_parse (press, i + 1, limit, false, out_end);
}

/* `ordförande NAMN och generalsekreterare NAMN`: the second is where the first is. */
static uint32_t
organisation_of_neighbour (Press *press, uint32_t i)
{
  uint32_t start = sentence_first (press, i);

  if (i < start + 2 || !token_bits (press, i - 1, W_AND))
    return NONE;
  Span *before = span_over (press, i - 2);
  if (before == NULL || before->kind != PERSON)
    return NONE;
  uint32_t person = span_entity (press, before);
  for (size_t m = press->n_memberships; m-- > 0;)
    if (press->memberships[m].person == person && press->memberships[m].first >= start)
      return press->memberships[m].organisation;
  return NONE;
}

/* `professor och överläkare NAMN`: both titles are of the same person. */
static void
read_first_of_two (Press *press, uint32_t person, const Title *title, uint32_t organisation,
                   uint32_t past)
{
  uint32_t floor = sentence_first (press, title->first);
  Title other;

  if (title->first < floor + 2 || !token_bits (press, title->first - 1, W_AND) ||
      !title_before (press, title->first - 1, floor, &other) || other.plural)
    return;
  membership_add (press, person, title_entity (press, &other),
                  other.minister               ? NONE
                  : other.organisation != NONE ? other.organisation
                                               : organisation,
                  other.first, past, 0.8);
}

/* `titel NAMN, ORG`: the organisation stands behind the name. */
static bool
description_names_organisation (const Press *press, uint32_t i, uint32_t limit)
{
  return i + 1 < limit && (token_is (press, i, ",") || token_is (press, i, "(")) &&
         span_at (press, i + 1, ORGANISATION) != NULL;
}

/* `A, ORG, B` or `A, ORG och B`: the organisation that a comma joins to the name which ends at
 * @i, in a series of such pairs. */
static uint32_t
organisation_beside (Press *press, uint32_t i, uint32_t limit, uint32_t *out_end)
{
  Span *span = i < limit && token_is (press, i, ",") ? span_at (press, i + 1, ORGANISATION)
                                                     : NULL;

  if (span == NULL || span->end > limit)
    return NONE;
  uint32_t next = span->end;
  while (next < limit && (token_is (press, next, ",") || token_bits (press, next, W_AND)))
    next++;
  if (next < limit && !token_is (press, next, ".") &&
      (next == span->end || span_at (press, next, PERSON) == NULL))
    return NONE;
  *out_end = span->end;
  return span_entity (press, span);
}

/* `statsråden A, B och C`: each of them; a title of its own ends the row. */
static bool
read_title_of_several (Press *press, const Title *title, uint32_t first, uint32_t limit)
{
  if (title->organisation == NONE && title_is_mere_occupation (title->label))
    return false;
  uint32_t role = title_entity (press, title);
  uint32_t organisation = title->minister ? NONE : title->organisation;
  bool any = false;

  /* `doktoranderna A och B vid ORG` */
  uint32_t past = first;
  while (past < limit &&
         (token_is (press, past, ",") || token_bits (press, past, W_AND) ||
          (span_over (press, past) != NULL && span_over (press, past)->kind == PERSON)))
    past++;
  if (organisation == NONE && !title->minister)
    organisation = organisation_after (press, past, limit, false, &past);

  for (uint32_t i = first; i < limit;)
    {
      Span *span = span_at (press, i, PERSON);

      if (span == NULL)
        break;
      uint32_t end = span->end, person = span_entity (press, span), past_own;
      /* `statssekreterarna A på ORG och B på ORG`, `A, ORG, och B, ORG` */
      uint32_t own = organisation_after (press, end, limit, false, &past_own);
      if (own == NONE)
        own = organisation_beside (press, end, limit, &past_own);
      if (own == NONE)
        own = place_in_brackets (press, end, limit, &past_own);
      membership_add (press, person, role, own != NONE ? own : organisation, i, end, 0.8);
      any = true;
      i = own != NONE ? past_own : end;
      while (i < limit && (token_is (press, i, ",") || token_bits (press, i, W_AND)))
        i++;
    }
  return any;
}

/* `Som ledamöter utses museichefen NAMN, …`: the day jobs of those who are given seats are
 * where the text says. */
static bool
is_appointed_in_row (const Press *press, uint32_t i)
{
  uint32_t end;

  for (uint32_t k = sentence_first (press, i); k + 1 < i; k++)
    if (word_in (press->tokens[k].lower, "som till") && title_head (press, k + 1, &end) &&
        word_ends_in (press->tokens[end - 1].lower,
                      "ledamöter ersättare suppleanter experter sakkunniga medlemmar"))
      return true;
  return false;
}

static bool
read_title_before (Press *press, uint32_t person, uint32_t first, uint32_t end,
                   uint32_t limit)
{
  Title title;
  uint32_t past = end;

  if (!title_before (press, first, sentence_first (press, first), &title))
    return false;
  if (title.plural)
    return read_title_of_several (press, &title, first, limit);

  uint32_t organisation = title.organisation;
  if (organisation == NONE && !title.minister)
    organisation = place_of_possessor (press, title.first);
  if (organisation == NONE && !title.minister)
    organisation = place_of_relative (press, title.first);
  if (organisation == NONE && !title.minister)
    organisation = place_of_actor (press, title.first);
  if (organisation == NONE && !title.minister)
    organisation = organisation_after (press, end, limit, false, &past);
  /* `Professor NAME of ORG` */
  if (organisation == NONE && !title.minister && end + 1 < limit &&
      token_is (press, end, "of"))
    {
      uint32_t at = end + 1 + token_is (press, end + 1, "the");

      organisation = organisation_parse (press, at, limit, token_upper (press, at), &past);
    }
  if (organisation == NONE && !title.minister)
    organisation = place_of_pair (press, end, limit);
  if (has_suffix (title.label, "talman"))
    organisation = entity_of (press, ORGANISATION, "Riksdagen");
  if (organisation == NONE && !title.minister && !title_has_its_kind (title.label))
    organisation = organisation_of_neighbour (press, title.first);
  if (organisation == NONE && !title.minister &&
      !description_names_organisation (press, end, limit) &&
      (title_has_its_kind (title.label) || !is_appointed_in_row (press, title.first)))
    organisation = organisation_of_context (press, title.label, title.first);
  if (title.minister)
    organisation = strcmp (title.label, "statssekreterare") == 0
                     ? organisation_after (press, end, limit, false, &past)
                     : NONE;
  if (organisation == NONE && title_is_mere_occupation (title.label))
    return false;
  read_first_of_two (press, person, &title, organisation, past);
  uint32_t role = title_entity (press, &title);
  membership_add (press, person, role, organisation, title.first, past, 0.88);
  return true;
}

/* `A, hälso- och sjukvårdsdirektör i ORG, B`: what stands at @i is said of A. */
static bool
describes_name_before (const Press *press, uint32_t i, uint32_t floor)
{
  while (i > floor && !token_is (press, i - 1, ","))
    i--;
  /* `A, och ORG:s vd, B`: what `och` brings is of the next one. */
  if (i <= floor + 1 || token_bits (press, i, W_AND))
    return false;
  const Span *span = span_over (press, i - 2);
  return token_is (press, i - 2, ")") || (span != NULL && span->kind == PERSON);
}

/* The one named last before @i, in this paragraph. */
static uint32_t
organisation_last (Press *press, uint32_t i)
{
  for (uint32_t floor = press->block_first[block_of (press, i)]; i-- > floor;)
    {
      Span *span = span_over (press, i);

      if (span != NULL && span->kind == ORGANISATION && !span->dropped)
        return span_entity (press, span);
    }
  return NONE;
}

/* `vd för ORG, NAMN,`: a title in definite form, or one with its organisation. */
static bool
read_title_comma_before (Press *press, uint32_t person, uint32_t first, uint32_t end)
{
  uint32_t floor = sentence_first (press, first);

  if (first < floor + 2 || !token_is (press, first - 1, ","))
    return false;
  for (uint32_t i = first - 1; i-- > floor && first - i < LOOK_BACK_TOKENS;)
    {
      Title title;
      uint32_t head_end;

      if (token_is (press, i, ",") ||
          (span_over (press, i) != NULL && span_over (press, i)->kind == PERSON))
        return false;
      if (!title_head (press, i, &head_end))
        continue;
      uint32_t start = title_first (press, i, floor), org_first;
      if (!title_parse (press, start, first - 1, TITLE_DESCRIPTION, &title))
        continue;
      /* `Sveriges ambassadör i Polen, NAMN` */
      bool placed = title.end + 1 < first - 1 && token_is (press, title.end, "i") &&
                    token_upper (press, title.end + 1) &&
                    capital_run_end (press, title.end + 1, first - 1) == first - 1;
      /* `Verksamhetsledaren där, NAMN` */
      bool there = title.end + 2 == first && token_is (press, title.end, "där");
      if (title.end != first - 1 && !placed && !there)
        continue;
      if (there)
        title.organisation = organisation_last (press, start);
      if (title.organisation == NONE)
        title.organisation = organisation_before (press, start, floor, &org_first);
      const NystaMatch *match = match_at (press, i, 1u << NYSTA_MATCH_ROLE);
      bool definite = (match != NULL && (match->flags & NYSTA_MATCH_DEFINITE)) ||
                      (start > floor &&
                       word_in (press->tokens[start - 1].lower,
                                "the an egen egna deras vår hennes hans their our"));
      bool owned = start > floor && has_suffix (press->tokens[start - 1].lower, "s") &&
                   match_at (press, start - 1, 1u << NYSTA_MATCH_PLACE) != NULL;
      if (!definite && title.organisation == NONE && i != floor && !owned)
        continue;
      /* `A, analyschefen för ORG, B`: the definite form goes with the name behind it. */
      if (!definite && describes_name_before (press, start, floor))
        return false;
      membership_add (press, person, title_entity (press, &title),
                      title.minister ? NONE : title.organisation, title.first, end, 0.8);
      return true;
    }
  return false;
}

/* Ministers belong to no organisation; one that stands behind is the next thing. */
static bool
is_minister (const Press *press, uint32_t person)
{
  uint32_t last = press->entities[person].facts;

  return last != 0 && press->memberships[last - 1].role != NONE &&
         has_suffix (press->entities[press->memberships[last - 1].role].name, "minister");
}

static bool
read_after (Press *press, uint32_t person, uint32_t first, uint32_t end, uint32_t limit,
            bool titled)
{
  Frame frame = { .titled = titled,
                  .body = NONE,
                  .body_role = NONE,
                  .employer = NONE,
                  .mode = TITLE_DESCRIPTION };
  uint32_t start = end;
  bool said = first > 0 && token_bits (press, first - 1, W_SAY);
  Title title;
  uint32_t org_end;

  while (start + 2 < limit && token_is (press, start, "(") &&
         token_is (press, start + 2, ")") && strlen (press->tokens[start + 1].word) <= 2)
    start += 3;
  if (start + 1 >= limit)
    return false;
  /* `säger NAMN chef för X`: the comma is forgotten. */
  uint32_t head_end;
  bool bare = said && token_joined (press, start) && title_head (press, start, &head_end);
  if (token_is (press, start, "("))
    limit = closing_bracket (press, start, limit);
  else if (!bare && !word_in (press->tokens[start].lower, ", – — ;"))
    return false;
  start += !bare;
  if (start + 2 < limit &&
      ((token_is (press, start, "till") && token_is (press, start + 1, "vardags")) ||
       (token_is (press, start, "i") && token_is (press, start + 1, "dag"))))
    start += 2;
  else if (start + 1 < limit &&
           (token_is (press, start, "idag") || token_is (press, start, "numera")))
    start++;
  if (start >= limit)
    return false;
  frame.employer = place_of_clause (press, first);
  bool is_title = title_parse (press, start, limit, TITLE_DESCRIPTION, &title);
  bool is_organisation = !is_title && !(titled && is_minister (press, person)) &&
                         span_at (press, start, ORGANISATION) != NULL;
  if (!is_title && !is_organisation)
    return said && organisation_parse (press, start, limit, true, &org_end) != NONE &&
           description_read (press, person, first, start, limit, &frame);
  return description_read (press, person, first, start, limit, &frame);
}

/* `A, B och C från ORG`: those in line before @first are there, too. */
static void
share_with_line (Press *press, uint32_t organisation, uint32_t first)
{
  uint32_t floor = sentence_first (press, first);

  for (bool last = true; first >= floor + 2; last = false)
    {
      Span *span = span_over (press, first - 2);

      if (span == NULL || span->kind != PERSON || span->end != first - 1 ||
          !(token_bits (press, first - 1, W_AND) ||
            (!last && token_is (press, first - 1, ","))))
        return;
      uint32_t at = span->first, end = span->end, other = span_entity (press, span);
      if (press->entities[other].facts == 0)
        membership_add (press, other, NONE, organisation, at, end, 0.7);
      first = at;
    }
}

/* `A och B, båda titlar vid ORG`: said of each that stands in line before the comma at @end.
 */
static bool
read_of_all (Press *press, uint32_t first, uint32_t end, uint32_t limit)
{
  uint32_t i = end + 1, past;
  Title title = { .organisation = NONE };

  if (i + 2 >= limit || !token_is (press, end, ",") ||
      !word_in (press->tokens[i].lower, "båda bägge samtliga alla both all"))
    return false;
  i++;
  bool titled = title_parse (press, i, limit, TITLE_DESCRIPTION, &title) && !title.guessed;
  uint32_t organisation = titled ? title.organisation
                                 : organisation_after (press, i, limit, false, &past);
  if (!titled && organisation == NONE)
    return false;
  uint32_t role = titled ? title_entity (press, &title) : NONE;
  uint32_t floor = sentence_first (press, first);

  for (uint32_t k = end; k-- > floor;)
    {
      Span *span = span_over (press, k);

      if (span != NULL && span->kind == PERSON)
        {
          uint32_t at = span->first, stop = span->end;

          membership_add (press, span_entity (press, span), role, organisation, at, stop,
                          0.8);
          k = at;
        }
      else if (titled && !token_is (press, k, ",") && !token_bits (press, k, W_AND))
        break;
    }
  return true;
}

/* `… är A och B, ORG.`: A is there, too. */
static void
share_place_of_pair (Press *press, uint32_t person, uint32_t first, uint32_t end,
                     uint32_t limit)
{
  if (end + 3 >= limit || !token_bits (press, end, W_AND))
    return;
  Span *second = span_at (press, end + 1, PERSON);
  if (second == NULL || second->end + 1 >= limit || !token_is (press, second->end, ","))
    return;
  Span *place = span_at (press, second->end + 1, ORGANISATION);
  if (place == NULL || !(place->end >= limit || token_is (press, place->end, ".")))
    return;
  membership_add (press, person, NONE, span_entity (press, place), first, place->end, 0.7);
}

/* `ORG (NAMN)`, `ORG:s NAMN`: who speaks for it; NONE where neither stands. */
static uint32_t
organisation_around (Press *press, uint32_t first, uint32_t end)
{
  bool bracket = first >= 2 && token_is (press, first - 1, "(") &&
                 token_is (press, end, ")");
  uint32_t last = bracket ? first - 2 : first - 1;

  if (first < 2 || block_of (press, last) != block_of (press, first))
    return NONE;
  Span *span = span_over (press, last);
  const char *word = press->tokens[last].word;
  if (span == NULL && bracket && token_acronym (press, last) && strlen (word) >= 3 &&
      strlen (word) <= 10)
    {
      organisation_add_by (press, __func__, last, last + 1, 0.75);
      span = span_over (press, last);
    }
  if (span == NULL || span->kind != ORGANISATION || span->end != last + 1 ||
      !(bracket || (token_joined (press, first) && has_suffix (word, "s"))))
    return NONE;
  /* A name that ends in s owns nobody: `på Rädda Barnens Eva`, not `på Boverks Eva`. */
  if (!bracket && span->name != NULL && has_suffix (span->name, "s") &&
      !has_suffix (word, ":s") && !has_suffix (word, "'s") && !has_suffix (word, "’s"))
    return NONE;
  return span_entity (press, span);
}

/* `Foto: NAMN. Ansvarig utgivare: NAMN`: a label in running text. */
static bool
read_label_before (Press *press, uint32_t person, uint32_t first, uint32_t end)
{
  uint32_t floor = sentence_first (press, first);
  Title title;

  if (first < floor + 2 || !token_is (press, first - 1, ":") ||
      !title_before (press, first - 1, floor, &title) || title.plural ||
      !(title.first == floor || token_upper (press, title.first)))
    return false;
  membership_add (press, person, title_entity (press, &title),
                  title.organisation != NONE ? title.organisation : press->owner,
                  title.first, end, 0.8);
  return true;
}

void
attributions_read (Press *press)
{
  size_t n = press->n_spans;

  for (size_t s = 0; s < n; s++)
    {
      if (press->spans[s].kind != PERSON)
        continue;
      uint32_t first = press->spans[s].first, end = press->spans[s].end, past;
      if (press->block_read[block_of (press, first)])
        continue;
      uint32_t limit = sentence_end (press, first);
      uint32_t person = span_entity (press, &press->spans[s]);
      bool found = read_title_before (press, person, first, end, limit) ||
                   read_label_before (press, person, first, end);

      uint32_t around = found ? NONE : organisation_around (press, first, end);
      if (around != NONE)
        membership_add (press, person, NONE, around, first, end, 0.75);
      found |= !found && read_title_comma_before (press, person, first, end);
      found |= read_of_all (press, first, end, limit) ||
               read_after (press, person, first, end, limit, found);
      if (!found)
        share_place_of_pair (press, person, first, end, limit);
      if (!found)
        {
          bool said = first > 0 && token_bits (press, first - 1, W_SAY);
          /* `stabschef åt NAMN på ORG` says where the other one works. */
          bool served = first > 0 && token_is (press, first - 1, "åt");
          uint32_t organisation = served
                                    ? NONE
                                    : organisation_after (press, end, limit, said, &past);

          if (organisation != NONE)
            {
              Title title;

              /* `NAMN på ORG, jurist,` */
              uint32_t role = NONE;
              if (past + 1 < limit && token_is (press, past, ",") &&
                  title_parse (press, past + 1, limit, TITLE_PLAIN, &title) &&
                  !title.plural && title.organisation == NONE && title.end < limit &&
                  word_in (press->tokens[title.end].lower, ", .") &&
                  !(title.end + 1 < limit &&
                    span_at (press, title.end + 1, PERSON) != NULL))
                role = title_entity (press, &title);
              membership_add (press, person, role, organisation, first, past, 0.7);
              share_with_line (press, organisation, first);
              /* `NAMN vid A/B` */
              Span *other = past + 1 < limit && token_is (press, past, "/")
                              ? span_at (press, past + 1, ORGANISATION)
                              : NULL;
              if (other != NULL)
                membership_add (press, person, NONE, span_entity (press, other), first,
                                past + 2, 0.7);
            }
          /* `ORG stöttar detta genom NAMN` */
          else if (first > 0 && word_in (press->tokens[first - 1].lower, "genom via"))
            {
              organisation = place_of_actor (press, first);
              if (organisation != NONE)
                membership_add (press, person, NONE, organisation, first, end, 0.65);
            }
        }
    }
}
