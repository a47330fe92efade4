/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-names.c: how far the name of a project goes, and what may be one.
 *
 * A name may run on in small letters (`Levande kust 2040`). How far: to a mark, a verb
 * or the like; where the same beginning stands several times, as far as two agree.
 */
#include "participations.h"
#include "projects.h"

#include <string.h>

#define MAX_LONG_NAME_TOKENS 24 /* that ends in brackets */
#define MAX_OCCURRENCES 50      /* enough to see how far a name goes */

bool
project_quote (const Press *press, uint32_t i)
{
  static const char *const quotes[] = { "”", "\"", "“", "„", "»", "«", "'", "’", "‘" };

  for (size_t k = 0; i < press->n_tokens && k < sizeof quotes / sizeof quotes[0]; k++)
    if (token_is (press, i, quotes[k]))
      return true;
  return false;
}

/* Past the closing mark's content: the tokens between two quotation marks. */
uint32_t
project_quoted_end (const Press *press, uint32_t i, uint32_t limit)
{
  for (uint32_t end = i; end < limit && end - i <= MAX_NAME_TOKENS; end++)
    if (project_quote (press, end))
      return end > i ? end : i;
  return i;
}

bool
project_name_token (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);

  return token_upper (press, i) ||
         (t->kind == NYSTA_TOKEN_WORD && (t->flags & NYSTA_TOKEN_MIXED_CASE)) ||
         (t->kind == NYSTA_TOKEN_WORD && (t->flags & NYSTA_TOKEN_HAS_DIGIT));
}

bool
project_may_continue (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);

  if (t->kind != NYSTA_TOKEN_WORD && t->kind != NYSTA_TOKEN_NUMBER &&
      !token_is (press, i, "&") && !token_is (press, i, "-"))
    return false;
  /* `Unga berättar` may be a name; who says something is none. */
  if (token_bits (press, i, W_SAY))
    return !word_in (press->tokens[i].lower,
                     "säger menar sade sa says said anser tycker skriver uppger");
  /* `Läsa genom Lek` */
  if (word_in (press->tokens[i].lower, "genom mellan under") && token_joined (press, i) &&
      i + 1 < press->n_tokens && token_upper (press, i + 1) &&
      span_over (press, i + 1) == NULL)
    return true;
  if (word_in (
        press->tokens[i].lower,
        "förutom utöver inklusive besides sker pågår drivs leds finansieras "
        "genomförs syftar startar startade samlar löper bidrar görs omfattar innebär "
        "ingår stöds arrangeras koordineras"))
    return false;
  return !token_bits (press, i, W_VERB | W_COPULA | W_PRONOUN) ||
         token_bits (press, i, W_AND);
}

/* `… och sker i samarbete`: the sentence goes on, not the name. */
static bool
opens_predicate (const Press *press, uint32_t i)
{
  return i < press->n_tokens && !token_upper (press, i) &&
         (token_bits (press, i, W_VERB | W_COPULA) ||
          word_in (
            press->tokens[i].lower,
            "sker görs kan går utgör omfattar vänder riktar handlar tar hade vill") ||
          word_ends_in (press->tokens[i].lower, "ieras ieras ades deras gas"));
}

uint32_t
project_longest_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  while (end < limit && end - i < MAX_NAME_TOKENS && project_may_continue (press, end) &&
         !(token_bits (press, end, W_AND) && opens_predicate (press, end + 1)))
    end++;
  /* `Samma steg in,`: a particle before a mark is the name's own. */
  bool at_mark = end >= limit || !token_word (press, end);
  while (end > i + 1 &&
         (token_bits (press, end - 1,
                      at_mark ? W_AND | W_ARTICLE : W_AND | W_PREP | W_ARTICLE) ||
          token_is (press, end - 1, "-") || token_is (press, end - 1, "med")))
    end--;
  return end;
}

/* How many tokens from @a and from @b spell the same, at most @max. */
static uint32_t
common_length (const Press *press, uint32_t a, uint32_t b, uint32_t max)
{
  uint32_t n = 0;

  while (n < max && a + n < press->n_tokens && b + n < press->n_tokens &&
         strcmp (press->tokens[a + n].lower, press->tokens[b + n].lower) == 0)
    n++;
  return n;
}

/* `Integrating criteria for chemicals, climate and care (ICC)`: to the bracket that holds its
 * short form, over marks and small letters, but no verb; or @i. */
static uint32_t
end_before_acronym (const Press *press, uint32_t i, uint32_t limit)
{
  for (uint32_t k = i + 1; k + 2 < limit && k < i + MAX_LONG_NAME_TOKENS; k++)
    {
      if (token_is (press, k, "("))
        return token_is (press, k + 2, ")") && project_name_token (press, k + 1) &&
                   (token_acronym (press, k + 1) ||
                    (token_of (press, k + 1)->flags &
                     (NYSTA_TOKEN_MIXED_CASE | NYSTA_TOKEN_HAS_DIGIT)))
                 ? k
                 : i;
      if (!(token_word (press, k) || token_is (press, k, ",") || token_is (press, k, "-") ||
            token_is (press, k, "–")) ||
          token_bits (press, k, W_COPULA | W_PRONOUN | W_SAY) ||
          (token_bits (press, k, W_VERB) && !token_is (press, k, "genom")) ||
          word_in (press->tokens[k].lower, "som att ska har kommer vill får syftar"))
        return i;
    }
  return i;
}

/* `Levande strand i Habo` is named `Levande strand` where nothing else speaks for the
 * longer: the place tells where. */
static uint32_t
end_before_place (const Press *press, uint32_t i, uint32_t end)
{
  uint32_t last = end - 1;

  if (end < i + 3 || !word_in (press->tokens[end - 2].lower, "i på in at") ||
      match_at (press, last, 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY) ==
        NULL ||
      token_is (press, last, "sverige") || token_is (press, last, "sweden"))
    return end;
  return end - 2;
}

/* `Projektet Fjordlyft växer.`: a noun and what seems the sentence's verb are no name, as
 * `Gröna rutor` is. */
static bool
is_clause (const Press *press, uint32_t i, uint32_t end, uint32_t limit)
{
  return i <= sentence_first (press, i) + 1 && end == i + 2 &&
         (end >= limit || token_is (press, end, ".")) &&
         word_ends_in (press->tokens[i + 1].lower, "er ar as") &&
         !has_suffix (press->tokens[i].lower, "a") &&
         !has_suffix (press->tokens[i].lower, "ande");
}

/* A name that opens with a capital at @i: run of capitals, or as far as its repetition in
 * the document goes, or, if it stands once, to the end of the phrase. */
uint32_t
project_name_end (Press *press, uint32_t i, uint32_t limit)
{
  uint32_t run = capital_run_end (press, i, limit);
  uint32_t most = project_longest_end (press, i, limit);
  uint32_t agreed = 0;

  for (uint32_t end = most; end > i; end--)
    if (entity_find (press, PROJECT, text_between (press, i, end)) != NONE)
      return end;
  if (run <= i)
    run = i + 1;
  uint32_t bracket = end_before_acronym (press, i, limit);
  if (bracket > run)
    return bracket;
  if (run < limit && token_of (press, run)->kind == NYSTA_TOKEN_NUMBER && run + 1 >= most)
    run++;
  if (most <= run)
    return run;
  for (uint32_t k = token_first_same (press, i), seen = 0;
       k != NONE && seen < MAX_OCCURRENCES; k = press->tokens[k].next_same, seen++)
    if (k != i)
      {
        uint32_t n = common_length (press, i, k, most - i);

        if (n > agreed && n >= run - i)
          agreed = n;
      }
  while (agreed > 1 && token_bits (press, i + agreed - 1, W_AND | W_PREP | W_ARTICLE) &&
         i + agreed < limit && token_word (press, i + agreed))
    agreed--;
  if (agreed > run - i)
    return i + agreed;
  /* Said once, or alike only so far: small letters belong to it up to a mark. */
  bool to_mark = most >= limit || !token_word (press, most) ||
                 token_bits (press, most, W_VERB | W_AND);
  if (agreed == 0 && to_mark && most - i <= 7 &&
      (run == i + 1 || (run == i + 2 && token_acronym (press, i + 1)) ||
       word_in (press->tokens[run].lower, "genom")) &&
      !is_clause (press, i, most, limit))
    return end_before_place (press, i, most);
  return run;
}

Span *
project_add_by (Press *press, const char *rule, uint32_t first, uint32_t end,
                double confidence)
{
  /* A project may take over what looked like organisations inside its name. */
  for (uint32_t k = first; k < end; k++)
    {
      Span *inside = span_over (press, k);

      if (inside == NULL || inside->dropped)
        continue;
      if (inside->first < first || inside->end > end || inside->kind == PROJECT ||
          (inside->match != NULL && inside->first == first && inside->end == end))
        return NULL;
    }
  for (uint32_t k = first; k < end; k++)
    {
      Span *inside = span_over (press, k);

      if (inside != NULL)
        span_drop_by (press, rule, inside);
    }
  Span *span = span_add_by (press, rule, PROJECT, first, end, confidence);
  span_entity (press, span);
  return span;
}

/* `X (ACR)` and `ACR (Long Name)`: both name it. */
void
project_add_bracketed (Press *press, uint32_t entity, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  if (entity == NONE || i + 2 >= limit || !token_is (press, i, "("))
    return;
  while (end < limit && !token_is (press, end, ")") && end - i < 14)
    end++;
  if (end >= limit || !token_is (press, end, ")") || end == i + 1 ||
      !project_name_token (press, i + 1) || !span_free (press, i + 1, end))
    return;
  entity_alias (press, entity, text_between (press, i + 1, end));
  Span *span = span_add (press, PROJECT, i + 1, end, 0.8);
  span->entity = entity;
}

bool
project_may_open (const Press *press, uint32_t i)
{
  uint32_t end;

  if (!project_name_token (press, i) || is_body_name (press->tokens[i].lower) ||
      token_bits (press, i, W_NO_ACTOR | W_PROJECT | W_MONTH))
    return false;
  return !title_head (press, i, &end);
}
