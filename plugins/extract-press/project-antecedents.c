/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-antecedents.c: a text that says `Projektet` before it has named any means what its
 * title or its last subject names: `Levande fjord` over `Projektet ska …`; `Levande fjord
 * främjar …. Projektet …`.
 */
#include "participations.h"
#include "projects.h"

#include <string.h>

#define LEAD_BLOCKS 5 /* after the title, in which the text comes to its subject */

/* Nouns that point at one undertaking; `satsningen` and `programmet` may be anybody's. */
static bool
points (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return (project_word_definite (press, i) &&
          (has_suffix (lower, "projektet") || has_suffix (lower, "projektets") ||
           has_suffix (lower, "kampanjen") || has_suffix (lower, "kraftsamlingen") ||
           word_in (lower, "initiativet initiativets piloten förstudien forskarskolan"))) ||
         (i > 0 && word_in (lower, "project initiative projekt project's") &&
          word_in (press->tokens[i - 1].lower, "the this detta"));
}

/* `projektet X`, `projektet ”X”` name it themselves. */
static bool
names_itself (const Press *press, uint32_t i, uint32_t limit)
{
  return i + 1 < limit &&
         (project_name_token (press, i + 1) || project_quote (press, i + 1) ||
          word_in (press->tokens[i + 1].lower, ": som heter"));
}

uint32_t
project_reference (const Press *press, uint32_t i, uint32_t limit)
{
  for (uint32_t k = i; k < limit && k < i + 5; k++)
    {
      if (points (press, k))
        return names_itself (press, k, limit) ? NONE : k;
      if (!word_in (
            press->tokens[k].lower,
            "i inom genom under med för enligt in within through under the this detta "
            "ramen av målet syftet aim of goal purpose det pågående nya "
            "treåriga"))
        return NONE;
    }
  return NONE;
}

/* A headline tells what happens: `Kommunen får …`, `Miljoner till …`. */
static bool
is_headline (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    if (token_bits (press, i, W_VERB | W_COPULA | W_SAY) ||
        word_in (press->tokens[i].lower,
                 "satsar vill söker utser föreslår bjuder ökar minskar stärker fortsätter "
                 "beslutar satsas inviger öppnar hjälper möter besöker deltar inleder "
                 "lanserar går nytt nya ny new launches receives kronor miljoner miljarder "
                 "gets funds projekt projektet project projects om about pressmeddelande "
                 "regeringen uppdrag stöd") ||
        token_is (press, i, "?"))
      return true;
  return false;
}

static bool
stands_at (const Press *press, uint32_t i, uint32_t first, uint32_t end)
{
  for (uint32_t k = 0; first + k < end; k++)
    if (i + k >= press->n_tokens ||
        strcmp (press->tokens[i + k].lower, press->tokens[first + k].lower) != 0)
      return false;
  return true;
}

static bool
stands_again (const Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = end; i < press->n_tokens && i < end + 2000; i++)
    if (token_upper (press, i) && stands_at (press, i, first, end))
      return true;
  return false;
}

static bool
names_project (const Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    {
      const Span *span = span_over (press, i);

      if (span != NULL && span->kind == PROJECT && !span->dropped)
        return true;
    }
  return false;
}

/* `ACR – Long Name`, `ACR, Long Name`: the name is what stands before the mark, if that
 * stands again; otherwise all of it. */
static uint32_t
short_name_end (const Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = first + 1; i + 1 < end; i++)
    if (!token_word (press, i) && token_of (press, i)->kind != NYSTA_TOKEN_NUMBER)
      return stands_again (press, first, i) ? i : end;
  return end;
}

static void
add_title (Press *press, uint32_t first, uint32_t end)
{
  uint32_t name_end = short_name_end (press, first, end);
  Span *span = project_add (press, first, name_end, 0.7);

  if (span != NULL && name_end < end)
    entity_alias (press, span->entity, text_between (press, first, end));
}

/* A block that says something, after the heading @b; the number of blocks if none does. */
static size_t
lead_after (const Press *press, size_t b)
{
  size_t k = b + 1;

  while (k < press->text->n_blocks && k <= b + 3 &&
         press->block_first[k + 1] - press->block_first[k] < 6)
    k++;
  return k <= b + 3 ? k : press->text->n_blocks;
}

/* `Levande fjord`, and below `Projektet …`, or `Levande fjord främjar …` and soon
 * `Projektet`. */
static void
read_title (Press *press)
{
  uint32_t first = press->block_first[0], limit = press->block_first[1];
  size_t lead = lead_after (press, 0);

  if (lead >= press->text->n_blocks || limit - first > 12 || limit == first ||
      !project_name_token (press, first) ||
      token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
      is_headline (press, first, limit) ||
      (limit - first == 1 && token_class (press, first, NYSTA_MATCH_COMMON_WORD) &&
       !stands_again (press, first, limit)))
    return;
  const Span *span = span_over (press, first);
  if (span != NULL && (span->kind == PROJECT || span->kind == PERSON ||
                       (span->first == first && span->end == limit && span->match != NULL)))
    return;
  uint32_t start = press->block_first[lead];
  if (project_reference (press, start, sentence_end (press, start)) != NONE)
    {
      add_title (press, first, limit);
      return;
    }
  if (!stands_at (press, start, first, short_name_end (press, first, limit)))
    return;
  for (size_t b = lead; b < press->text->n_blocks && b < lead + LEAD_BLOCKS; b++)
    for (uint32_t i = press->block_first[b]; i < press->block_first[b + 1]; i++)
      {
        if (names_project (press, i, i + 1))
          return;
        if (points (press, i) && !names_itself (press, i, press->block_first[b + 1]))
          {
            add_title (press, first, limit);
            return;
          }
      }
}

/* `Levande fjord främjar …. Projektet …` */
static void
read_subject (Press *press, uint32_t first, uint32_t limit)
{
  uint32_t end = first;

  while (end < limit && project_name_token (press, end) && end - first < 6)
    end++;
  if (end == first || end + 1 >= limit || !span_free (press, first, end) ||
      !project_may_open (press, first) || !stands_again (press, first, end) ||
      token_upper (press, end) || !token_word (press, end) ||
      token_class (press, first, NYSTA_MATCH_FUNCTION_WORD) ||
      token_class (press, first, NYSTA_MATCH_GIVEN_NAME) ||
      (end - first == 1 && token_class (press, first, NYSTA_MATCH_COMMON_WORD)))
    return;
  /* The next sentence, or what begins the next paragraph. */
  uint32_t next = limit < block_end (press, first) ? limit : block_end (press, first);
  if (next < press->n_tokens &&
      project_reference (press, next, sentence_end (press, next)) != NONE)
    project_add (press, first, end, 0.7);
}

void
projects_as_antecedents (Press *press)
{
  if (press->text->n_blocks > 1)
    read_title (press);
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;

      if (first >= press->n_tokens)
        break;
      read_subject (press, first, sentence_end (press, first));
    }
}
