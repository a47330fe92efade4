/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * title-tails.c: what follows the head of a title: what specifies it (`för X`, `i
 * sociologi`, `digitalisering`) and the organisation (`på ORG`, `vid ORG`).
 */
#include "organisations.h"
#include "sections.h"
#include "titles.h"

#include <string.h>

#include "word-sets.h"

#define MAX_PHRASE_TOKENS 9

static bool
ends_phrase (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);
  uint32_t end;

  if (t->kind == NYSTA_TOKEN_EMAIL || t->kind == NYSTA_TOKEN_URL ||
      t->kind == NYSTA_TOKEN_NUMBER || t->kind == NYSTA_TOKEN_SYMBOL)
    return true;
  if (t->kind == NYSTA_TOKEN_PUNCT && !token_is (press, i, "&") &&
      (!token_is (press, i, "-") || (t->flags & NYSTA_TOKEN_SPACE_BEFORE)))
    return true;
  if (span_over (press, i) != NULL && span_over (press, i)->kind != PROJECT)
    return true;
  if (token_bits (press, i, W_SAY | W_COPULA | W_PRONOUN | W_CONTACT))
    return true;
  if (token_bits (press, i, W_VERB) && !token_bits (press, i, W_AND))
    return true;
  return token_bits (press, i, W_AND) && i + 1 < press->n_tokens &&
         title_head (press, i + 1, &end);
}

/* Past a phrase that belongs to the title: to a mark, a verb, or a preposition before a
 * name. @i stands on its first word. */
static uint32_t
phrase_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i;

  while (end < limit && end - i < MAX_PHRASE_TOKENS && !ends_phrase (press, end))
    {
      bool preposition = token_bits (press, end, W_PREP) && end > i;

      if (preposition && !token_is (press, end, "för") && !token_is (press, end, "for") &&
          !token_is (press, end, "of") && !token_is (press, end, "inom"))
        break;
      if (preposition && end + 1 < limit && span_over (press, end + 1) != NULL)
        break;
      end++;
    }
  while (end > i && token_bits (press, end - 1, W_AND | W_PREP))
    end--;
  return end;
}

static bool
names_place_only (const Press *press, uint32_t i)
{
  const NystaMatch *place = match_at (press, i, 1u << NYSTA_MATCH_PLACE);

  /* `på Nordbys`: a place in the genitive is a firm that bears its name. */
  return place != NULL && !(place->flags & NYSTA_MATCH_GENITIVE) &&
         match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY) == NULL;
}

/* Does an organisation come further on in this description, so that capitals right after
 * the title only specify it? */
static bool
organisation_follows (const Press *press, uint32_t i, uint32_t limit)
{
  for (uint32_t k = i; k + 1 < limit; k++)
    {
      bool joins = token_is (press, k, ",") || token_is (press, k, "/") ||
                   token_bits (press, k, W_PREP);

      if (span_over (press, k + 1) != NULL && span_over (press, k + 1)->kind == PERSON)
        return false;
      if (joins && token_upper (press, k + 1) && !token_bits (press, k, W_AND) &&
          !(token_is (press, k, "i") && names_place_only (press, k + 1)))
        return true;
      uint32_t head_end;
      if (token_of (press, k)->kind == NYSTA_TOKEN_EMAIL || token_is (press, k, ".") ||
          (token_bits (press, k, W_AND) && title_head (press, k + 1, &head_end)))
        return false;
    }
  return false;
}

/* `direktör för centret`, `vd på bolaget`, where the phrase ends with the word. */
static uint32_t
organisation_meant (Press *press, uint32_t i, uint32_t limit)
{
  /* `vd för science parken` */
  if (i + 1 < limit && token_word (press, i + 1) && !token_upper (press, i) &&
      !token_upper (press, i + 1) && !token_bits (press, i, W_PREP | W_AND | W_ARTICLE) &&
      !token_class (press, i, NYSTA_MATCH_FUNCTION_WORD))
    {
      uint32_t meant = organisation_meant (press, i + 1, limit);

      return meant != NONE && strstr (fold (press, press->entities[meant].name),
                                      press->tokens[i].lower) != NULL
               ? meant
               : NONE;
    }
  if (i >= limit || (i + 1 < limit && token_word (press, i + 1) &&
                     !token_bits (press, i + 1, W_AND | W_SAY | W_VERB)))
    return NONE;
  return organisation_of_word (press, i);
}

typedef struct
{
  Press *press;
  uint32_t limit;
  TitleMode mode;
  bool academic;
  Title *out;
} Tail;

/* `grundare av den ideella hubben NORTH`: the name, and whatever it is called besides. */
static bool
read_made (Tail *tail, uint32_t i)
{
  Press *press = tail->press;
  uint32_t first = i, end;

  while (i < tail->limit && i < first + 5 && token_word (press, i) &&
         !token_upper (press, i) && span_over (press, i) == NULL &&
         !token_bits (press, i, W_AND | W_SAY | W_VERB))
    i++;
  if (i < tail->limit && token_upper (press, i))
    tail->out->organisation = organisation_parse (press, i, tail->limit, true, &end);
  tail->out->end = tail->out->organisation != NONE ? end
                                                   : phrase_end (press, first, tail->limit);
  return false;
}

/* `Director of the Nordic Institute`, `Head of BILS (…)`: a whole by its name, not a field. */
static bool
heads_named (const Press *press, uint32_t of, uint32_t i, uint32_t limit)
{
  if (!token_is (press, of, "of") || of == 0 ||
      !word_in (press->tokens[of - 1].lower,
                "director head dean manager leader coordinator principal secretary"))
    return false;
  const Span *span = span_over (press, i);
  uint32_t run = capital_run_end (press, i, limit);
  bool bracket = run + 2 < press->n_tokens && token_is (press, run, "(");

  if (span != NULL && span->kind == ORGANISATION)
    return true;
  return run > i + 1 ? bracket || (i == of + 2 && !organisation_follows (press, run, limit))
                     : run == i + 1 && token_acronym (press, i) && bracket;
}

/* `för X`, `of X`. */
static bool
read_for (Tail *tail, uint32_t *at)
{
  Press *press = tail->press;
  uint32_t i = *at, end;

  if (title_says_how_long (press, i + 1, tail->limit))
    return false;
  uint32_t state = token_is (press, i, "of") ? title_past_state (press, i, tail->limit) : i;
  if (state > i)
    {
      tail->out->end = state;
      return false;
    }
  i += i + 2 < tail->limit && token_is (press, i + 1, "the"); /* `head of the LIBRARY` */
  Span *span = span_over (press, i + 1);
  if (i + 1 >= tail->limit)
    return false;
  /* `member of the board of ORG` */
  if (word_in (press->tokens[i + 1].lower, "board council committee") &&
      i + 3 < tail->limit && token_is (press, i + 2, "of"))
    {
      uint32_t name = i + 3 + token_is (press, i + 3, "the");
      uint32_t organisation = organisation_parse (press, name, tail->limit, true, &end);

      if (organisation != NONE)
        {
          tail->out->organisation = organisation;
          tail->out->end = end;
          *at = i + 2;
          return false;
        }
    }
  /* `Chair of the NORDI Board`, `member of the NORDI board`: whose board it is. */
  uint32_t board = span != NULL ? span->end : token_acronym (press, i + 1) ? i + 2 : NONE;
  if (board != NONE && board < tail->limit && token_is (press, *at, "of") &&
      token_is (press, board, "board") && (span == NULL || span->kind == ORGANISATION))
    {
      bool member = token_is (press, *at - 1, "member");
      uint32_t past = board + 1;

      if (span == NULL)
        span = organisation_add_by (press, __func__, i + 1, i + 2, 0.75);
      tail->out->organisation = span_entity (press, span);
      tail->out->end = past;
      *at = member ? past : *at;
      return member;
    }
  /* `PI of the project`: which one, the text says elsewhere. */
  if (token_is (press, i + 1, "project") || token_is (press, i + 1, "projektet"))
    {
      tail->out->end = i + 2;
      return false;
    }
  /* `riksdagsledamot för S`: a party is left out, with or without brackets. */
  if (token_upper (press, i + 1) && strlen (press->tokens[i + 1].word) == 1)
    {
      tail->out->end = i + 2;
      return false;
    }
  if (span != NULL && span->kind == PROJECT)
    {
      *at = span->end < tail->limit ? span->end : tail->limit;
      *at += *at < tail->limit && word_in (press->tokens[*at].lower, "project programme");
      return true;
    }
  uint32_t project = i == *at ? title_project_end (press, i, tail->limit) : i;
  if (project > i)
    {
      *at = project;
      return true;
    }
  uint32_t meant = organisation_meant (press, i + 1, tail->limit);
  /* `ordförande för delegationen` */
  if (meant == NONE && tail->out->board &&
      word_in (press->tokens[i + 1].lower,
               "delegationen rådet kommittén nämnden kommissionen "
               "beredningen") &&
      (i + 2 >= tail->limit || !token_is (press, i + 2, "för")))
    meant = section_find_body (press, i + 1, i + 2);
  if (meant != NONE)
    {
      tail->out->organisation = meant;
      tail->out->end = i + 2;
      return false;
    }
  bool leads = (token_is (press, *at, "of") &&
                (title_leads_whole (press, *at) ||
                 (span == NULL && !tail->academic && !tail->out->minister &&
                  capital_run_end (press, i + 1, tail->limit) == i + 2 &&
                  tag_over (press, i + 1, i + 2, NYSTA_NAME_ORGANISATION)))) ||
               heads_named (press, *at, i + 1, tail->limit);
  uint32_t group = token_is (press, *at, "of") ? title_group_end (press, i + 1, tail->limit)
                                               : i + 1;
  if (group > i + 1)
    {
      tail->out->organisation = span != NULL ? span_entity (press, span) : NONE;
      tail->out->end = group;
      *at = group;
      return false;
    }
  uint32_t named = i > *at && span == NULL ? title_named_end (press, i + 1, tail->limit)
                                           : i + 1;
  if (named > i + 1)
    {
      Span *body = organisation_add (press, i + 1, named, 0.75);

      tail->out->organisation = span_entity (press, body);
      tail->out->end = title_past_acronym (press, tail->out->organisation, named,
                                           tail->limit);
      return false;
    }
  if (token_is (press, *at, "för") || token_is (press, *at, "åt") ||
      token_is (press, *at, "av") || token_is (press, *at, "till") ||
      token_is (press, *at, "for") || span != NULL || leads)
    {
      uint32_t run = capital_run_end (press, i + 1, tail->limit);
      bool lone = run > i + 1 && !token_is (press, *at, "of") &&
                  !organisation_follows (press, run, tail->limit) &&
                  (token_acronym (press, i + 1) || run > i + 2 ||
                   (tail->mode != TITLE_ENTRY && title_leads_swedish (press, *at) &&
                    !title_skip_coordination (press, &(uint32_t){ i + 1 }, tail->limit)) ||
                   !token_class (press, i + 1, NYSTA_MATCH_COMMON_WORD));
      uint32_t organisation = organisation_parse (press, i + 1, tail->limit, lone || leads,
                                                  &end);

      if (organisation != NONE)
        {
          tail->out->organisation = organisation;
          tail->out->end = title_genitive_unit_end (press, end, tail->limit);
          if (tail->out->end > end)
            *at = tail->out->end;
          else if (heads_named (press, *at, i + 1, tail->limit))
            tail->out->end = title_past_acronym (press, organisation, end, tail->limit);
          return false;
        }
    }
  if (title_is_maker (press, *at - 1))
    return read_made (tail, i + 1);
  end = phrase_end (press, i + 1, tail->limit);
  if (end == i + 1)
    return false;
  /* `vd för teknikparken`: a firm that goes by no name here is no part of the title. */
  if (!token_upper (press, i + 1) &&
      word_in (press->tokens[*at - 1].lower, "vd koncernchef grundare medgrundare ägare"))
    {
      tail->out->end = end;
      return false;
    }
  *at = end;
  return true;
}

/* `på ORG`, `vid ORG`, `i ORG`; `i sociologi`; `på avdelningen för X`. */
static bool
read_preposition (Tail *tail, uint32_t *at)
{
  Press *press = tail->press;
  uint32_t i = *at, end;
  bool inside = token_is (press, i, "i") || token_is (press, i, "in");

  if (i + 1 >= tail->limit)
    return false;
  /* `pressekreterare hos statsrådet NAMN`: whom somebody serves is no organisation. */
  if (title_head (press, i + 1, &end) && !inside)
    {
      tail->out->minister |= has_suffix (press->tokens[end - 1].lower, "minister") ||
                             has_suffix (press->tokens[end - 1].lower, "ministern");
      tail->out->end = tail->limit;
      return false;
    }
  /* `landshövding i Västra Götalands län`: where, and no part of the title. */
  for (uint32_t k = i + 1; inside && k < tail->limit && k < i + 5; k++)
    if (token_is (press, k, "län") && k > i + 1)
      {
        tail->out->end = k + 1;
        return false;
      }
    else if (!token_upper (press, k))
      break;
  uint32_t unit = i + 1 + token_is (press, i + 1, "the");
  uint32_t around = unit + 1 < tail->limit
                      ? title_organisation_around_unit (press, unit, tail->limit, &end)
                      : NONE;
  if (around != NONE)
    {
      tail->out->organisation = around;
      tail->out->end = end;
      return false;
    }
  if (!inside && token_bits (press, i + 1, W_UNIT))
    {
      uint32_t past = phrase_end (press, i + 1, tail->limit);

      while (past < tail->limit && token_upper (press, past) &&
             span_over (press, past) == NULL)
        past++;
      *at = past;
      return past > i + 1;
    }
  uint32_t outer = title_past_department (press, i + 1, tail->limit);
  if (outer > i + 1)
    {
      Span *span = span_at (press, outer, ORGANISATION);

      tail->out->organisation = span_entity (press, span);
      tail->out->end = span->end;
      return false;
    }
  uint32_t meant = organisation_meant (press, i + 1, tail->limit);
  if (meant != NONE)
    {
      tail->out->organisation = meant;
      tail->out->end = i + 2;
      return false;
    }
  /* `postdoktor i Umeå`: where there is a university, and no municipality. */
  uint32_t town = inside ? title_university_of_town (press, i + 1, tail->academic) : NONE;
  if (town != NONE)
    {
      tail->out->organisation = town < NONE - 1 ? town : NONE;
      tail->out->end = i + 2;
      return false;
    }
  /* `professor i Health Studies`: a subject, unless a place follows. */
  bool subject = inside && tail->academic && span_over (press, i + 1) == NULL &&
                 match_at (press, i + 1, 1u << NYSTA_MATCH_MUNICIPALITY) == NULL;
  if (!subject && (!names_place_only (press, i + 1) || span_over (press, i + 1) != NULL))
    {
      uint32_t organisation = organisation_parse (press, i + 1, tail->limit, true, &end);

      if (organisation != NONE)
        {
          tail->out->organisation = title_outer_organisation (press, organisation,
                                                              tail->limit, &end);
          /* `jurist på Exempelverkets skatteavdelning`: where, not what. */
          tail->out->end = title_genitive_unit_end (press, end, tail->limit);
          return false;
        }
    }
  bool group = title_is_group (press, i + 1, tail->limit);
  /* `ledamot i expertgruppen`: one that the text has named. */
  uint32_t body = inside && !token_upper (press, i + 1) &&
                      !has_prefix (press->tokens[i + 1].lower, "styrelse")
                    ? section_find_body (press, i + 1, i + 2)
                    : NONE;
  if (body != NONE && body != press->owner)
    {
      tail->out->organisation = body;
      tail->out->end = i + 2;
      return false;
    }
  /* `sekreterare i kommittén`: which one, the text says elsewhere or nowhere. */
  if (inside && title_is_bare_body (press, i + 1, tail->limit))
    {
      tail->out->organisation = body;
      tail->out->end = i + 2;
      return false;
    }
  if (!inside && title_is_unit_phrase (press, i + 1))
    {
      *at = end = phrase_end (press, i + 1, tail->limit);
      return end > i + 1;
    }
  if (subject && token_upper (press, i + 1) && !names_place_only (press, i + 1))
    {
      *at = end = phrase_end (press, i + 1, tail->limit);
      return end > i + 1;
    }
  /* `expert på skattepolitik på ORG` */
  if (!inside && token_word (press, i + 1) && !token_upper (press, i + 1) &&
      span_over (press, i + 1) == NULL && i > 0 &&
      word_in (press->tokens[i - 1].lower,
               "expert specialist experten talesperson föreläsare strateg rådgivare") &&
      word_in (press->tokens[i].lower, "på inom"))
    {
      *at = end = phrase_end (press, i + 1, tail->limit);
      return end > i + 1;
    }
  if (inside && token_is (press, i + 1, "styrelsen"))
    {
      *at = i + 2;
      return false;
    }
  if (inside && !token_upper (press, i + 1) && (tail->academic || group))
    {
      *at = end = phrase_end (press, i + 1, tail->limit);
      return end > i + 1;
    }
  return false;
}

/* `stabschef åt NAMN på ORG`: the post is there, and NAMN is only whom somebody serves. */
static bool
read_served (Tail *tail, uint32_t i)
{
  Press *press = tail->press;
  uint32_t at = i + 1, head_end;

  while (at < tail->limit && at < i + 5 && title_head (press, at, &head_end))
    at = head_end;
  Span *span = at < tail->limit ? span_at (press, at, PERSON) : NULL;
  if (span == NULL)
    return false;
  tail->out->end = span->end;
  if (span->end + 1 < tail->limit &&
      (token_is (press, span->end, "på") || token_is (press, span->end, "vid") ||
       token_is (press, span->end, "at")))
    {
      uint32_t end,
        organisation = organisation_parse (press, span->end + 1, tail->limit, false, &end);

      if (organisation != NONE)
        {
          tail->out->organisation = organisation;
          tail->out->end = end;
        }
    }
  return true;
}

/* Words right after the head: `utvecklingsledare digitalisering`, `vd Exempelbolaget`. */
static bool
read_apposition (Tail *tail, uint32_t *at)
{
  Press *press = tail->press;
  uint32_t i = *at, end;
  Span *span = span_over (press, i);

  if (span != NULL && span->kind == ORGANISATION)
    {
      tail->out->organisation = organisation_parse (press, i, tail->limit, true, &end);
      if (tail->out->organisation != NONE)
        tail->out->end = end;
      return false;
    }
  if (tail->mode == TITLE_PLAIN || span != NULL || !token_word (press, i) ||
      token_bits (press, i,
                  W_AND | W_VERB | W_COPULA | W_SAY | W_PRONOUN | W_PREP | W_CONTACT |
                    W_FORMER))
    return false;
  if (!token_upper (press, i) && token_class (press, i, NYSTA_MATCH_FUNCTION_WORD))
    return false;
  /* `researchers working on X` */
  if (!token_upper (press, i) && has_suffix (press->tokens[i].lower, "ing") &&
      (token_is (press, i + 1, "on") || token_is (press, i + 1, "with") ||
       token_is (press, i + 1, "in")))
    return false;
  end = phrase_end (press, i, tail->limit);
  if (end == i)
    return false;
  /* `projektledare Trygg vård`: the project, not where. */
  if (end == tail->limit && end > i + 1 && token_upper (press, i) &&
      !token_upper (press, end - 1) &&
      has_suffix (press->tokens[i - 1].lower, "projektledare"))
    {
      *at = end;
      return true;
    }
  if (token_upper (press, i) && !organisation_follows (press, end, tail->limit) &&
      (strlen (press->tokens[i].word) > 3 ||
       (token_acronym (press, i) && strlen (press->tokens[i].word) == 3 &&
        !token_is (press, i, "fou") && !token_is (press, i, "ikt"))))
    {
      tail->out->organisation = organisation_parse (press, i, tail->limit, true, &end);
      if (tail->out->organisation != NONE)
        tail->out->end = end;
      return false;
    }
  *at = end;
  return true;
}

/* Read on past the head. Returns the end of the title itself; `out->end` is past the
 * organisation if one was read. */
uint32_t
title_tail_read (Press *press, uint32_t i, uint32_t limit, TitleMode mode, bool academic,
                 Title *out)
{
  Tail whole = { press, limit, mode, academic, out };
  Tail *tail = &whole;

  for (unsigned round = 0; round < 3 && i < tail->limit && tail->out->organisation == NONE;
       round++)
    {
      bool more;
      uint32_t head_end;

      /* `grundare av och vd för ORG`: what the preposition brings comes with the next. */
      if (i + 2 < tail->limit && token_bits (press, i + 1, W_AND) &&
          word_in (press->tokens[i].lower, "av till för på vid i of at for") &&
          title_head (press, i + 2, &head_end))
        {
          tail->out->end = i + 1;
          break;
        }
      if ((token_is (press, i, "åt") || token_is (press, i, "hos") ||
           token_is (press, i, "till")) &&
          read_served (tail, i))
        break;
      if (token_is (press, i, "för") || token_is (press, i, "for") ||
          token_is (press, i, "of") || token_is (press, i, "åt") ||
          (token_is (press, i, "av") && i + 1 < tail->limit &&
           (token_upper (press, i + 1) || title_is_group (press, i + 1, tail->limit) ||
            title_is_maker (press, i - 1))) ||
          (token_is (press, i, "till") && title_is_maker (press, i - 1)))
        more = read_for (tail, &i);
      else if (token_is (press, i, "med") && i + 2 < tail->limit &&
               (token_is (press, i + 1, "ansvar") || token_is (press, i + 1, "inriktning")))
        {
          uint32_t end = phrase_end (press, i + 1, tail->limit);

          more = end > i + 1;
          i = more ? end : i;
        }
      else if (token_bits (press, i, W_PREP))
        more = read_preposition (tail, &i);
      else
        more = read_apposition (tail, &i);
      if (!more)
        break;
    }
  return i;
}
