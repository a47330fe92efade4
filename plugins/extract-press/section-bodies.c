/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * section-bodies.c: the body that a heading, a lead or a title names or points back to:
 * `Rådets ledamöter`, `insynsrådet`, `Boverkets rådgivande grupp`.
 */
#include "sections.h"

#include <string.h>

#include "word-sets.h"

/* `Rådets`, `Delegationens`, `beredningen`: a body named before, by its last part. */
static uint32_t
body_of_word (Press *press, uint32_t i)
{
  static const char *const parts[] = {
    "råd",        "delegation", "kommitté",  "beredning", "nämnd",
    "kommission", "utredning",  "kommittén", "förening",  "stiftelse",
    "förbund",    "nätverk",    "akademi",   "styrgrupp", "expertgrupp",
  };
  const char *lower = press->tokens[i].lower;

  for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++)
    {
      if (!has_prefix (lower, parts[k]) || strlen (lower) > strlen (parts[k]) + 4)
        continue;
      for (size_t e = press->n_entities, n = 0; e-- > 0 && n < 200; n++)
        {
          const Entity *entity = &press->entities[e];
          const char *folded = entity->kind == ORGANISATION ? fold (press, entity->name)
                                                            : "";

          if (strstr (folded, parts[k]) != NULL && entity->authority == NULL)
            return (uint32_t) e;
        }
    }
  return NONE;
}

static bool
names_council (const Press *press, const Span *span)
{
  const char *first = press->tokens[span->first].lower,
             *last = press->tokens[span->end - 1].lower;

  (void) last;
  return is_body_name (first) || has_suffix (first, "råd") ||
         token_bits (press, span->first, W_ORG_OPENER) || span->match == NULL ||
         span->end - span->first == 1;
}

/* An authority's `insynsråd` has no name of its own: the authority is what counts, named
 * beside the word here or where the document first speaks of it. */
static uint32_t
parent_of_insight_council (Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    {
      Span *span;

      if (!has_prefix (press->tokens[i].lower, "insynsråd"))
        continue;
      span = i > first ? span_over (press, i - 1) : NULL;
      if (span == NULL && i + 2 < press->n_tokens && token_bits (press, i + 1, W_PREP))
        span = span_over (press, i + 2);
      if (span != NULL && span->kind == ORGANISATION && !span->dropped)
        return span_entity (press, span);
    }
  return NONE;
}

uint32_t
section_insight_parent (Press *press)
{
  if (!press->insight_known)
    press->insight_parent = parent_of_insight_council (press, 0, press->n_tokens);
  press->insight_known = true;
  return press->insight_parent;
}

static bool
speaks_of_insight_council (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    if (has_prefix (press->tokens[i].lower, "insynsråd"))
      return true;
  return false;
}

/* The body that the tokens name, or point back to. */
uint32_t
section_find_body (Press *press, uint32_t first, uint32_t limit)
{
  uint32_t found = NONE;

  if (speaks_of_insight_council (press, first, limit))
    {
      found = parent_of_insight_council (press, first, limit);
      return found != NONE ? found : section_insight_parent (press);
    }
  for (uint32_t i = first; i < limit; i++)
    {
      Span *span = span_at (press, i, ORGANISATION);

      /* `NordCo’s Data Council`: whose it is stands before it. */
      if (span != NULL && span->end < limit &&
          span_at (press, span->end, ORGANISATION) != NULL &&
          has_suffix (press->tokens[span->end - 1].lower, "s"))
        continue;
      if (span != NULL && (found == NONE || names_council (press, span)))
        {
          found = span_entity (press, span);
          if (names_council (press, &press->spans[press->tokens[i].span]))
            return found;
        }
    }
  for (uint32_t i = first; found == NONE && i < limit; i++)
    {
      if (has_prefix (press->tokens[i].lower, "styrelse"))
        found = press->owner;
      if (found == NONE && token_word (press, i))
        found = body_of_word (press, i);
    }
  return found;
}

/* `En grupp … som ska bistå Boverkets kansli`: whom it is to help. */
static Span *
assisted_by_group (const Press *press, uint32_t i)
{
  uint32_t limit = sentence_end (press, i);

  for (uint32_t k = i + 1; k + 1 < limit && k < i + 24; k++)
    {
      Span *span = word_in (press->tokens[k].lower, "bistå bistår stödja stödjer")
                     ? span_at (press, k + 1, ORGANISATION)
                     : NULL;

      if (span == NULL)
        continue;
      Span *inner = span_at (press, span->end, ORGANISATION);
      return inner != NULL && has_suffix (press->tokens[span->end - 1].lower, "s") ? inner
                                                                                   : span;
    }
  return NULL;
}

/* `Boverkets rådgivande grupp`, `en expertgrupp vid Boverket`: whose group without a proper
 * name the document is about. */
uint32_t
section_group_parent (Press *press)
{
  if (press->group_known)
    return press->group_parent;
  press->group_known = true;
  press->group_parent = NONE;
  for (uint32_t i = 1; i + 2 < press->n_tokens && press->group_parent == NONE; i++)
    {
      uint32_t before = i;

      if (!word_ends_in (press->tokens[i].lower, "grupp gruppen panel panelen") ||
          span_over (press, i) != NULL)
        continue;
      while (before > 0 && i - before < 3 && token_joined (press, before) &&
             !token_upper (press, before - 1) && span_over (press, before - 1) == NULL &&
             has_suffix (press->tokens[before - 1].lower, "e") +
                 has_suffix (press->tokens[before - 1].lower, "a") >
               0)
        before--;
      Span *span = before > 0 ? span_over (press, before - 1) : NULL;
      if (span == NULL || !has_suffix (press->tokens[before - 1].lower, "s"))
        span = word_in (press->tokens[i + 1].lower, "vid hos till")
                 ? span_over (press, i + 2)
                 : NULL;
      if (span == NULL)
        span = assisted_by_group (press, i);
      if (span != NULL && span->kind == ORGANISATION && !span->dropped)
        press->group_parent = span_entity (press, span);
    }
  return press->group_parent;
}
