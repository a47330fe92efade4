/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-mentions.c: what the text itself says of names: `X är ett företag`, `Om X`,
 * `Exempelmyndigheten (EXM)`; and names known by now, wherever they stand again.
 */
#include "organisations.h"

#include <string.h>

/* `Datacentret Exempel är ett företag som …`. */
static bool
says_kind (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const kinds[] = {
    "företag",
    "bolag",
    "myndighet",
    "organisation",
    "center",
    "centrum",
    "förening",
    "stiftelse",
    "förbund",
    "nätverk",
    "institut",
    "koncern",
    "leverantör",
    "aktör",
    "arbetsgivare",
    "universitet",
    "högskola",
    "datalab",
    "bank",
    "branschorganisation",
    "medlemsorganisation",
    "company",
    "organization",
    "agency",
    "institute",
    "foundation",
    "university",
    "library",
    "network",
    "centre",
    "infrastructure",
    "konsultföretag",
    "laboratory",
    "lab",
    "group",
    "energibolag",
    "aktiebolag",
    "kooperativ",
    "museum",
    "teater",
    "mötesplats",
    "kluster",
    "inkubator",
    "laboratory",
    "society",
    "authority",
    "consultancy",
    "charity",
    "association",
    "tankesmedja",
    "byrå",
    "startup",
    "hospital",
    "college",
  };

  /* `ett verktyg från ett företag`: what follows the preposition is said of another. */
  for (uint32_t k = i; k < limit && k < i + 9; k++)
    {
      for (size_t n = 0; n < sizeof kinds / sizeof kinds[0]; n++)
        if (has_suffix (press->tokens[k].lower, kinds[n]))
          return true;
      if (token_is (press, k, "från") || token_is (press, k, "from") ||
          token_is (press, k, "by") || token_is (press, k, "för") ||
          token_is (press, k, "for") || token_is (press, k, "som") ||
          token_is (press, k, "that") || token_is (press, k, "med") ||
          token_is (press, k, "with"))
        return false;
    }
  return false;
}

static void
find_defined (Press *press)
{
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t i = press->text->sentences[s].first_token;
      uint32_t limit = i + press->text->sentences[s].n_tokens;

      if (i + 1 < limit && token_is (press, i, "the"))
        i++;
      if (i >= limit || span_over (press, i) != NULL ||
          token_bits (press, i, W_PROJECT | W_NO_ACTOR | W_LEGAL))
        continue;
      /* An ordinary word may open a name whose further words have capitals too. */
      uint32_t end = capital_run_end (press, i, limit);
      if (end < i + 3 && !organisation_may_open (press, i))
        continue;
      /* `Education is framed as …`: one English word is a name only if it is spelt so. */
      if (end == i + 1 && token_is (press, end, "is") && !token_acronym (press, i) &&
          !(token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE))
        continue;
      uint32_t name_end = end;
      if (end > i && end + 3 < limit && token_is (press, end, "(") &&
          token_is (press, end + 2, ")"))
        end += 3;
      if (end > i && end + 1 < limit && span_free (press, i, end) &&
          (token_is (press, end, "är") || token_is (press, end, "is")) &&
          says_kind (press, end + 1, limit))
        organisation_add (press, i, name_end, 0.85);
    }
}

/* The heading over a publisher's own lines: `Om Exempelbolaget`, `About Example`. */
static void
find_about_headings (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t i = press->block_first[b], limit = press->block_first[b + 1];

      if (limit - i < 2 || limit - i > 10 ||
          !(token_is (press, i, "om") || token_is (press, i, "about")))
        continue;
      uint32_t end = capital_run_end (press, i + 1, limit);
      if (end > i + 1 && (end == limit || token_is (press, end, "(")) &&
          span_free (press, i + 1, end) &&
          !token_bits (press, i + 1, W_NO_ACTOR | W_PROJECT) &&
          entity_find (press, PROJECT, text_between (press, i + 1, end)) == NONE)
        organisation_add (press, i + 1, end, 0.8);
    }
}

/* `Example Research Center, ERC,`: the initials of the name before. */
static bool
is_initials (const Press *press, uint32_t first, uint32_t end, const char *acronym)
{
  const char *at = acronym;

  /* Its letters stand in the name in that order, the first one first. */
  if (strlen (acronym) < 2 || press->tokens[first].word[0] != acronym[0])
    return false;
  for (uint32_t i = first; i < end; i++)
    for (const char *p = press->tokens[i].word; *p != '\0' && *at != '\0'; p++)
      if (*p == *at || (*p >= 'a' && *p <= 'z' && *p - 'a' + 'A' == *at))
        at++;
  return *at == '\0' && (end - first > 1 || strlen (acronym) >= 3);
}

/* A free acronym that is no title: `VD, Västsvenska Handelskammaren` has the letters, too.
 */
static bool
may_be_initials (const Press *press, uint32_t i)
{
  uint32_t head_end;

  return token_acronym (press, i) && span_over (press, i) == NULL &&
         !title_head (press, i, &head_end);
}

/* Nothing but a mark, the end, or a word of the sentence follows an apposition. */
static bool
ends_apposition (const Press *press, uint32_t i)
{
  return i >= press->n_tokens || !token_word (press, i) ||
         block_of (press, i) != block_of (press, i - 1);
}

static void
find_initials (Press *press)
{
  for (size_t s = 0; s < press->n_spans; s++)
    {
      uint32_t first = press->spans[s].first, end = press->spans[s].end;

      if (press->spans[s].kind != ORGANISATION || press->spans[s].dropped ||
          end + 1 >= press->n_tokens || !token_is (press, end, ",") ||
          !may_be_initials (press, end + 1) ||
          !is_initials (press, first, end, press->tokens[end + 1].word) ||
          !ends_apposition (press, end + 2))
        continue;
      uint32_t entity = span_entity (press, &press->spans[s]);
      entity_alias (press, entity, press->tokens[end + 1].word);
      Span *span = organisation_add (press, end + 1, end + 2, 0.9);
      span->entity = entity;
    }
}

/* `EXM – Exempelmyndigheten`, `EXM, the Example Agency`, `EXM (Exempelmyndigheten)`. */
static void
find_initials_before (Press *press)
{
  for (size_t s = 0; s < press->n_spans; s++)
    {
      uint32_t first = press->spans[s].first, end = press->spans[s].end, i = first;

      if (press->spans[s].kind != ORGANISATION || press->spans[s].dropped ||
          end - first < 2)
        continue;
      i -= i > 0 && token_is (press, i - 1, "the");
      if (i < 2 || block_of (press, i - 2) != block_of (press, first) ||
          !may_be_initials (press, i - 2) ||
          !(token_is (press, i - 1, "–") || token_is (press, i - 1, "(") ||
            (token_is (press, i - 1, ",") &&
             (ends_apposition (press, end) || strlen (press->tokens[i - 2].word) >= 4))) ||
          !is_initials (press, first, end, press->tokens[i - 2].word))
        continue;
      uint32_t entity = span_entity (press, &press->spans[s]);
      entity_alias (press, entity, press->tokens[i - 2].word);
      Span *span = organisation_add (press, i - 2, i - 1, 0.9);
      span->entity = entity;
    }
}

/* An acronym that the text itself explains is not the listed organisation that has it, too:
 * not here, nor anywhere else in the text. */
static void
take_explained (Press *press, const Span *whole, uint32_t entity, const char *acronym)
{
  if (whole->match != NULL || !is_initials (press, whole->first, whole->end, acronym))
    return;
  for (size_t s = 0; s < press->n_spans; s++)
    {
      Span *span = &press->spans[s];

      if (span->kind == ORGANISATION && !span->dropped && span->entity == NONE &&
          span->match != NULL && strcmp (span->name, acronym) == 0)
        span->entity = entity;
    }
}

/* `Exempelmyndigheten (EXM)`: the name in brackets is the same organisation. */
static void
find_acronyms (Press *press)
{
  for (size_t s = 0; s < press->n_spans; s++)
    {
      Span *span = &press->spans[s];
      uint32_t end = span->end;

      if (span->kind != ORGANISATION || span->dropped || end + 2 >= press->n_tokens ||
          !token_is (press, end, "(") || !token_is (press, end + 2, ")") ||
          !token_upper (press, end + 1) || strlen (press->tokens[end + 1].word) > 12 ||
          strlen (press->tokens[end + 1].word) < 2)
        continue;
      Span *inner = span_over (press, end + 1);
      /* What is a project under its acronym is one under its full name. */
      if (inner == NULL && span->match == NULL)
        {
          uint32_t project = entity_find (press, PROJECT,
                                          text_between (press, end + 1, end + 2));

          if (project != NONE)
            {
              entity_alias (press, project, span->name);
              span->kind = PROJECT;
              span->entity = project;
              continue;
            }
        }
      if (inner != NULL && inner->kind == PROJECT && span->match == NULL)
        {
          uint32_t project = span_entity (press, inner);
          Span *whole = &press->spans[s];

          entity_alias (press, project, whole->name);
          whole->kind = PROJECT;
          whole->entity = project;
          continue;
        }
      if (inner != NULL && (inner->kind != ORGANISATION || inner->entity != NONE))
        continue;
      uint32_t entity = span_entity (press, span);
      const char *acronym = text_between (press, end + 1, end + 2);
      entity_alias (press, entity, acronym);
      if (inner == NULL)
        inner = organisation_add (press, end + 1, end + 2, 0.9);
      inner->entity = entity;
      take_explained (press, &press->spans[s], entity, acronym);
    }
}

void
organisations_find_defined (Press *press)
{
  find_defined (press);
  find_about_headings (press);
  organisations_find_headed (press);
  find_acronyms (press);
  find_initials (press);
  find_initials_before (press);
  organisations_find_actors (press);
  organisations_find_series (press);
  organisations_find_tagged (press);
  organisations_extend (press);
}

static bool
has_legal_form (const Press *press, const Span *span)
{
  return span->end - span->first >= 2 && (token_bits (press, span->end - 1, W_LEGAL) ||
                                          token_is (press, span->first, "ab"));
}

/* `Nordvind AB` is `Nordvind` further on. */
static void
add_short_forms (Press *press, size_t s)
{
  uint32_t first = press->spans[s].first, end = press->spans[s].end;
  uint32_t entity = press->spans[s].entity;

  if (end - first >= 2 && (token_bits (press, end - 1, W_LEGAL)))
    entity_alias (press, entity, text_between (press, first, end - 1));
  else if (end - first >= 2 && press->spans[s].match == NULL &&
           has_suffix (press->spans[s].name, " kommun"))
    entity_alias (press, entity, text_between (press, first, end - 1));
  else if (end - first >= 3 && token_acronym (press, first) &&
           token_upper (press, first + 1))
    entity_alias (press, entity, text_between (press, first, first + 1));
  else if (end - first >= 2 && token_is (press, first, "ab"))
    entity_alias (press, entity, text_between (press, first + 1, end));
}

void
organisations_repeat (Press *press)
{
  size_t n = press->n_spans;

  /* First the full forms, so that `Nordvind` finds `Nordvind AB`. */
  for (unsigned pass = 0; pass < 2; pass++)
    for (size_t s = 0; s < n; s++)
      if (press->spans[s].kind == ORGANISATION && !press->spans[s].dropped &&
          has_legal_form (press, &press->spans[s]) == (pass == 0))
        {
          span_entity (press, &press->spans[s]);
          add_short_forms (press, s);
        }
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      if (span_over (press, i) != NULL || !token_name (press, i) ||
          !entity_may_begin (press, ORGANISATION, i))
        continue;
      uint32_t run = i + 1, limit = block_end (press, i);
      while (run < limit && run - i < 6 && span_over (press, run) == NULL &&
             token_joined (press, run))
        run++;
      for (uint32_t end = run; end > i; end--)
        {
          uint32_t entity = entity_find (press, ORGANISATION, text_between (press, i, end));

          if (entity == NONE)
            continue;
          Span *span = organisation_add (press, i, end, 0.85);
          span->entity = entity;
          i = end - 1;
          break;
        }
    }
}
