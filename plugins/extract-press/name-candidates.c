/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * name-candidates.c: names that no rule has read, or that one has, and what a learned model
 * makes of all places where they stand: organisations, or not.
 */
#include "name-candidates.h"
#include "names.h"
#include "organisations.h"

#include <string.h>

#define MAX_NAMES 300
/* Thousandths: what a name must be ahead by to be one; behind by to be none after all. */
#define AHEAD 1500
#define BEHIND 2000
#define FIRM 0.8 /* what rules are as sure of stays */

typedef struct
{
  Press *press;
  NameCandidate *names;
  uint32_t n;
} Names;

/* --- which names -------------------------------------------------------------------- */

static bool
is_same (const Press *press, uint32_t a, uint32_t b, uint32_t n)
{
  for (uint32_t k = 0; k < n; k++)
    if (press->tokens[a + k].known != press->tokens[b + k].known)
      return false;
  return true;
}

static bool
is_listed (const Names *names, uint32_t first, uint32_t end)
{
  for (uint32_t k = 0; k < names->n; k++)
    if (names->names[k].end - names->names[k].first == end - first &&
        is_same (names->press, names->names[k].first, first, end - first))
      return true;
  return false;
}

/* Free, or where the rule that found it has it. */
static bool
stands_at (const Press *press, uint32_t i, uint32_t n, bool found)
{
  const Span *span = span_over (press, i);

  if (i + n > block_end (press, i))
    return false;
  return span_free (press, i, i + n) ||
         (found && span != NULL && span->first == i && span->end == i + n);
}

static void
add_name (Names *names, uint32_t first, uint32_t end, NameForm form)
{
  Press *press = names->press;
  unsigned n_seen = 0;

  if (names->n == MAX_NAMES || is_listed (names, first, end))
    return;
  NameCandidate *name = &names->names[names->n++];
  *name = (NameCandidate){
    .first = first, .end = end, .text = text_between (press, first, end), .form = form
  };
  for (uint32_t i = token_first_same (press, first);
       i != NONE && n_seen < 64 && name->n_places < MAX_PLACES;
       i = press->tokens[i].next_same, n_seen++)
    if (i + (end - first) <= press->n_tokens && is_same (press, i, first, end - first) &&
        stands_at (press, i, end - first, form >= NAME_FOUND))
      {
        name->places[name->n_places++] = i;
        name->in_text |= press->text->blocks[block_of (press, i)].kind !=
                         NYSTA_BLOCK_HEADING;
      }
}

static bool
may_begin (const Press *press, uint32_t i)
{
  if (!token_name (press, i) || token_bits (press, i, W_MONTH | W_CONTACT | W_ARTICLE) ||
      (!token_acronym (press, i) && token_bits (press, i, W_PRONOUN | W_PREP | W_AND)) ||
      (token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) && !token_acronym (press, i)))
    return false;
  if (i > 0 && token_joined (press, i) && token_name (press, i - 1) &&
      span_over (press, i - 1) == NULL &&
      !(token_opens (press, i - 1) &&
        (press->tokens[i - 1].classes &
         (1u << NYSTA_MATCH_FUNCTION_WORD | 1u << NYSTA_MATCH_COMMON_WORD)) != 0))
    return false;
  return strlen (press->tokens[i].word) > 1;
}

/* A lone ordinary word at the beginning of a sentence is no name, nor is the one behind a
 * label (`Område: Turism`) where the tagger takes it for none. */
static bool
is_ordinary (const Press *press, uint32_t i, uint32_t end)
{
  if (end > i + 1 || token_acronym (press, i) ||
      (token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE) != 0)
    return false;
  if (i > 0 && token_is (press, i - 1, ":") && end == block_end (press, i))
    return !tag_over (press, i, end, NYSTA_NAME_ORGANISATION);
  return token_opens (press, i) && token_class (press, i, NYSTA_MATCH_COMMON_WORD);
}

/* As far as the letters in brackets behind say: `Unidad de Salud Avanzada (USA)`. */
static uint32_t
proved_end (const Press *press, uint32_t i, uint32_t limit)
{
  char initials[16] = "";
  size_t n = 0;

  for (uint32_t end = i; end + 2 < limit && end - i < 10 && n < sizeof initials - 1; end++)
    {
      const char *word = press->tokens[end].word;

      if (n >= 2 && token_is (press, end, "(") && token_is (press, end + 2, ")"))
        {
          initials[n] = '\0';
          return strcmp (press->tokens[end + 1].word, initials) == 0 ? end : i;
        }
      if (!token_word (press, end) || span_over (press, end) != NULL)
        return i;
      if (token_upper (press, end) && word[0] >= 'A' && word[0] <= 'Z')
        initials[n++] = word[0];
    }
  return i;
}

/* Places, two letters, surnames and what names of people begin with are names of other
 * things, or too short to tell. */
static bool
is_of_other (Press *press, uint32_t i, uint32_t end)
{
  const NystaMatch *place = match_at (
    press, i, 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY);
  uint32_t confidence = 0;

  if ((place != NULL && i + place->n_tokens >= end) ||
      (end == i + 1 &&
       (strlen (press->tokens[i].word) < 3 || organisation_is_people (press, i))))
    return true;
  if (token_bits (press, end - 1, W_AND | W_PREP) || token_bits (press, i, W_UNIT) ||
      has_prefix (press->tokens[i].lower, "department") ||
      has_suffix (press->tokens[end - 1].lower, "-s")) /* a union's branch */
    return true;
  for (uint32_t k = i; k < end; k++)
    if (strchr (press->tokens[k].word, '.') != NULL || token_is (press, k, ","))
      return true;
  if (end == i + 1)
    return entity_find (press, SHORT_NAME, press->tokens[i].word) != NONE;
  if (token_class (press, i, NYSTA_MATCH_SURNAME) &&
      name_bearers (press, i, NYSTA_MATCH_SURNAME) >= 100)
    return !token_bits (press, end - 1, W_ORG_HEAD | W_LEGAL);
  return token_class (press, i, NYSTA_MATCH_GIVEN_NAME) &&
         tag_end (press, i, NYSTA_NAME_ORGANISATION, &confidence) == i;
}

static void
add_longer (Names *names, uint32_t i, uint32_t run, uint32_t limit)
{
  Press *press = names->press;
  uint32_t confidence = 0, end = proved_end (press, i, limit);

  if (end > i + 1)
    add_name (names, i, end, NAME_PROVED);
  if (run < limit && token_joined (press, run) && !token_upper (press, run) &&
      span_over (press, run) == NULL &&
      (token_bits (press, run, W_ORG_HEAD) || is_org_compound (press->tokens[run].lower)))
    add_name (names, i, run + 1, NAME_HEADED);
  if (run + 1 < limit && token_is (press, run, "i") &&
      match_at (press, run + 1, 1u << NYSTA_MATCH_PLACE) != NULL)
    {
      end = run + 1 + match_at (press, run + 1, 1u << NYSTA_MATCH_PLACE)->n_tokens;
      if (span_free (press, i, end))
        add_name (names, i, end, NAME_SEATED);
    }
  end = tag_end (press, i, NYSTA_NAME_ORGANISATION, &confidence);
  if (end > i && end != run && end - i < 8 && end <= limit && span_free (press, i, end) &&
      !is_of_other (press, i, end))
    add_name (names, i, end, NAME_TAGGED);
}

static void
collect (Names *names)
{
  Press *press = names->press;

  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      const Span *span = span_over (press, i);

      if (press->block_foreign[block_of (press, i)])
        continue;
      if (span != NULL)
        {
          if (span->first == i && span->kind == ORGANISATION && !span->dropped &&
              span->match == NULL && span->entity == NONE)
            add_name (names, i, span->end, NAME_FOUND);
          i = span->end > i ? span->end - 1 : i;
          continue;
        }
      if (!may_begin (press, i))
        continue;
      uint32_t limit = block_end (press, i), run = capital_run_end (press, i, limit);

      if (run <= i || !span_free (press, i, run))
        continue;
      if (!is_ordinary (press, i, run) && !is_of_other (press, i, run))
        add_name (names, i, run, NAME_RUN);
      add_longer (names, i, run, limit);
      i = run - 1;
    }
}

/* What is settled teaches, too. */
static void
collect_known (Names *names)
{
  for (size_t s = 0; s < names->press->n_spans; s++)
    {
      const Span *span = &names->press->spans[s];

      if (!span->dropped)
        add_name (names, span->first, span->end, NAME_KNOWN);
    }
}

/* `Nordvinds` is `Nordvind`, if that stands there, too. */
static void
merge_genitives (Names *names)
{
  for (uint32_t a = 0; a < names->n; a++)
    {
      NameCandidate *name = &names->names[a];
      size_t n = strlen (name->text);

      if (n < 4 || name->text[n - 1] != 's')
        continue;
      for (uint32_t b = 0; b < names->n && !name->merged; b++)
        {
          NameCandidate *other = &names->names[b];

          if (strlen (other->text) != n - 1 || memcmp (other->text, name->text, n - 1) != 0)
            continue;
          name->merged = other->genitive = true;
          for (uint32_t k = 0; k < name->n_places && other->n_places < MAX_PLACES; k++)
            other->places[other->n_places++] = name->places[k];
        }
    }
}

/* --- what becomes of them ------------------------------------------------------------ */

static void
forget (Press *press, uint32_t first, uint32_t end)
{
  span_drop (press, span_over (press, first));
  for (uint32_t i = first; i < end; i++)
    press->tokens[i].span = NONE;
}

/* Does the tagger take it for a person or a place more often than for an organisation? */
static bool
is_disputed (const Press *press, const NameCandidate *name)
{
  uint32_t n_for = 0, n_against = 0, n = name->end - name->first, confidence;

  for (uint32_t k = 0; k < name->n_places && tags_known (press); k++)
    {
      uint32_t i = name->places[k];

      n_for += tag_end (press, i, NYSTA_NAME_ORGANISATION, &confidence) == i + n;
      n_against += tag_end (press, i, NYSTA_NAME_PLACE, &confidence) == i + n ||
                   tag_end (press, i, NYSTA_NAME_PERSON, &confidence) == i + n;
    }
  return n_against > n_for;
}

/* `Operators`, where the text has `operators`, too: an ordinary word. */
static bool
stands_small (const Press *press, const NameCandidate *name)
{
  const char *lower = press->tokens[name->first].lower;

  if (name->end - name->first > 1 || token_acronym (press, name->first))
    return false;
  for (uint32_t i = 0; i < press->n_tokens; i++)
    if (token_is (press, i, lower) && token_word (press, i) && !token_name (press, i))
      return true;
  return false;
}

static void
settle (Press *press, const NameCandidate *name)
{
  uint32_t n = name->end - name->first;
  bool is_one = name->form < NAME_FOUND && name->score > AHEAD && name->in_text &&
                !is_disputed (press, name) && !stands_small (press, name);

  if (name->form == NAME_KNOWN)
    return;
  for (uint32_t k = 0; k < name->n_places; k++)
    {
      uint32_t i = name->places[k];
      const Span *span = span_over (press, i);
      uint32_t title;

      /* `Lena Ek, Treasurer`: what is all a title is nobody's name. */
      if (is_one && span_free (press, i, i + n) &&
          !(title_head (press, i, &title) && title == i + n))
        organisation_add (press, i, i + n, 0.65);
      else if (name->form == NAME_FOUND && name->score < -BEHIND && span != NULL &&
               span->kind == ORGANISATION && span->first == i && span->end == i + n &&
               span->confidence < FIRM)
        forget (press, i, i + n);
    }
}

static void
judge (Names *names)
{
  Press *press = names->press;

  for (uint32_t k = 0; k < names->n; k++)
    {
      NameCandidate *name = &names->names[k];
      uint32_t n_words = name->end - name->first;

      for (uint32_t p = 0; p < name->n_places && !name->merged; p++)
        {
          int32_t scores[SCORER_MAX_LABELS];
          Features features;

          name_features (press, name, p, &features);
          scorer_best (&learned_organisations, &features, scores);
          name->score += (scores[1] - scores[0]) / (int32_t) name->n_places;
          SCORER_TRACE (press, &learned_organisations, name->places[p],
                        name->places[p] + n_words, &features, scores, "%s%s", name->text,
                        name->form == NAME_KNOWN ? " ¦ known" : "");
        }
    }
}

void
organisations_find_scored (Press *press)
{
  Names names = { .press = press };

  names.names = arena_alloc (&press->arena, MAX_NAMES * sizeof *names.names);
  collect (&names);
  merge_genitives (&names);
  if (NYSTA_IS_TRACED (press->host))
    collect_known (&names);
  judge (&names);
  /* Of two that overlap the likelier one. */
  for (uint32_t n = 0; n < names.n; n++)
    {
      NameCandidate *best = NULL;

      for (uint32_t k = 0; k < names.n; k++)
        if (!names.names[k].merged && (best == NULL || names.names[k].score > best->score))
          best = &names.names[k];
      if (best == NULL)
        return;
      settle (press, best);
      best->merged = true;
    }
}
