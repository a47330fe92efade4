/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * projects.c: projects by name: after `projektet`, before `projekt` or `, ett projekt`, in
 * `X är ett treårigt projekt`, in quotation marks after such a word, and wherever a name
 * found in one of these ways stands again.
 *
 * A name may run on in small letters (`Levande kust 2040`). How far: to a mark, a verb
 * or the like; where the same beginning stands several times, as far as two agree.
 */
#include "press.h"

#include <string.h>

#define MAX_NAME_TOKENS 10
#define MAX_OCCURRENCES 50 /* enough to see how far a name goes */

static bool
is_open_quote (const Press *press, uint32_t i)
{
  static const char *const quotes[] = { "”", "\"", "“", "„", "»", "«", "'", "’", "‘" };

  for (size_t k = 0; i < press->n_tokens && k < sizeof quotes / sizeof quotes[0]; k++)
    if (token_is (press, i, quotes[k]))
      return true;
  return false;
}

/* Past the closing mark's content: the tokens between two quotation marks. */
static uint32_t
quoted_end (const Press *press, uint32_t i, uint32_t limit)
{
  for (uint32_t end = i; end < limit && end - i <= MAX_NAME_TOKENS; end++)
    if (is_open_quote (press, end))
      return end > i ? end : i;
  return i;
}

static bool
is_name_token (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);

  return token_upper (press, i)
         || (t->kind == NYSTA_TOKEN_WORD && (t->flags & NYSTA_TOKEN_MIXED_CASE))
         || (t->kind == NYSTA_TOKEN_WORD && (t->flags & NYSTA_TOKEN_HAS_DIGIT));
}

static bool
may_continue (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);

  if (t->kind != NYSTA_TOKEN_WORD && t->kind != NYSTA_TOKEN_NUMBER
      && !token_is (press, i, "&") && !token_is (press, i, "-"))
    return false;
  return !token_bits (press, i, W_VERB | W_COPULA | W_SAY | W_PRONOUN)
         || token_bits (press, i, W_AND);
}

static uint32_t
longest_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  while (end < limit && end - i < MAX_NAME_TOKENS && may_continue (press, end))
    end++;
  while (end > i + 1
         && (token_bits (press, end - 1, W_AND | W_PREP | W_ARTICLE)
             || token_is (press, end - 1, "-") || token_is (press, end - 1, "med")))
    end--;
  return end;
}

/* How many tokens from @a and from @b spell the same, at most @max. */
static uint32_t
common_length (const Press *press, uint32_t a, uint32_t b, uint32_t max)
{
  uint32_t n = 0;

  while (n < max && a + n < press->n_tokens && b + n < press->n_tokens
         && strcmp (press->tokens[a + n].word, press->tokens[b + n].word) == 0)
    n++;
  return n;
}

/* A name that opens with a capital at @i: run of capitals, or as far as its repetition in
 * the document goes, or, if it stands once, to the end of the phrase. */
static uint32_t
name_end (Press *press, uint32_t i, uint32_t limit)
{
  uint32_t run = capital_run_end (press, i, limit);
  uint32_t most = longest_end (press, i, limit);
  uint32_t agreed = 0;

  if (run <= i)
    run = i + 1;
  if (run < limit && token_of (press, run)->kind == NYSTA_TOKEN_NUMBER && run + 1 >= most)
    run++;
  if (most <= run)
    return run;
  for (uint32_t k = press->tokens[i].first_same, seen = 0;
       k != NONE && seen < MAX_OCCURRENCES; k = press->tokens[k].next_same, seen++)
    if (k != i)
      {
        uint32_t n = common_length (press, i, k, most - i);

        if (n > agreed && n >= run - i)
          agreed = n;
      }
  while (agreed > 1 && token_bits (press, i + agreed - 1, W_AND | W_PREP | W_ARTICLE))
    agreed--;
  if (agreed > run - i)
    return i + agreed;
  /* Said once, or alike only so far: small letters belong to it up to a mark. */
  bool to_mark
    = most >= limit || !token_word (press, most) || token_bits (press, most, W_VERB);
  if (agreed == 0 && to_mark && most - i <= 7 && run == i + 1)
    return most;
  return run;
}

static Span *
add (Press *press, uint32_t first, uint32_t end, double confidence)
{
  /* A project may take over what looked like organisations inside its name. */
  for (uint32_t k = first; k < end; k++)
    {
      Span *inside = span_over (press, k);

      if (inside == NULL)
        continue;
      if (inside->first < first || inside->end > end || inside->kind == PROJECT
          || (inside->match != NULL && inside->first == first && inside->end == end))
        return NULL;
    }
  for (uint32_t k = first; k < end; k++)
    {
      Span *inside = span_over (press, k);

      if (inside != NULL)
        inside->dropped = true;
    }
  Span *span = span_add (press, PROJECT, first, end, confidence);
  span_entity (press, span);
  return span;
}

/* `X (ACR)` and `ACR (Long Name)`: both name it. */
static void
add_bracketed (Press *press, uint32_t entity, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  if (entity == NONE || i + 2 >= limit || !token_is (press, i, "("))
    return;
  while (end < limit && !token_is (press, end, ")") && end - i < 14)
    end++;
  if (end >= limit || !token_is (press, end, ")") || end == i + 1
      || !is_name_token (press, i + 1) || !span_free (press, i + 1, end))
    return;
  entity_alias (press, entity, text_between (press, i + 1, end));
  Span *span = span_add (press, PROJECT, i + 1, end, 0.8);
  span->entity = entity;
}

static bool
may_be_project (const Press *press, uint32_t i)
{
  uint32_t end;

  if (!is_name_token (press, i) || is_body_name (press->tokens[i].lower)
      || token_bits (press, i, W_NO_ACTOR | W_PROJECT | W_MONTH))
    return false;
  return !title_head (press, i, &end);
}

/* `projektet X`, `programmet ”X”`, `projektet: X`. */
static bool
read_after_word (Press *press, uint32_t i, uint32_t limit)
{
  uint32_t start = i + 1;
  uint32_t end;

  if (start < limit && token_is (press, start, ":"))
    start++;
  if (start >= limit)
    return false;
  if (is_open_quote (press, start))
    {
      end = quoted_end (press, start + 1, limit);
      if (end <= start + 1)
        return false;
      start++;
    }
  else
    {
      Span *over = span_over (press, start);

      if (!may_be_project (press, start) || (over != NULL && over->match != NULL))
        return false;
      end = name_end (press, start, limit);
    }
  Span *span = add (press, start, end, 0.85);
  if (span != NULL)
    add_bracketed (press, span->entity, is_open_quote (press, end) ? end + 1 : end, limit);
  return span != NULL;
}

/* `projektet heter X`, `ett projekt med namnet X`, `a project called X`. */
static bool
read_after_naming (Press *press, uint32_t i, uint32_t limit)
{
  static const char *const words[]
    = { "heter", "kallas", "kallat", "kallad", "namnet", "namn", "called", "named" };
  bool naming = false;

  for (uint32_t k = i + 1; k < limit && k < i + 7; k++)
    {
      for (size_t n = 0; n < sizeof words / sizeof words[0]; n++)
        naming |= token_is (press, k, words[n]);
      if (naming)
        return read_after_word (press, k, limit);
    }
  return false;
}

/* `ett projekt, X, som`, `ett projekt: X.` */
static bool
read_after_mark (Press *press, uint32_t i, uint32_t limit)
{
  if (i + 2 >= limit || !(token_is (press, i + 1, ",") || token_is (press, i + 1, ":"))
      || !may_be_project (press, i + 2)
      || (span_over (press, i + 2) != NULL && span_over (press, i + 2)->match != NULL))
    return false;
  uint32_t end = longest_end (press, i + 2, limit);
  if (end < limit && token_word (press, end))
    return false;
  return add (press, i + 2, end, 0.75) != NULL;
}

/* `projekten X, Y och Z`: each of them. */
static bool
read_plural (Press *press, uint32_t i, uint32_t limit)
{
  bool any = false;

  if (!token_is (press, i, "projekten") && !token_is (press, i, "projects")
      && !token_is (press, i, "programmen"))
    return false;
  i++;
  if (i < limit && token_is (press, i, ":"))
    i++;
  while (i < limit)
    {
      bool quoted = is_open_quote (press, i);
      uint32_t end
        = quoted ? quoted_end (press, i + 1, limit) : capital_run_end (press, i, limit);

      if (end <= i || !may_be_project (press, quoted ? i + 1 : i)
          || (!quoted && span_over (press, i) != NULL
              && span_over (press, i)->match != NULL))
        break;
      Span *span = add (press, quoted ? i + 1 : i, end, 0.75);
      any |= span != NULL;
      i = quoted ? end + 1 : end;
      if (span != NULL && i < limit && token_is (press, i, "("))
        {
          add_bracketed (press, span->entity, i, limit);
          while (i < limit && !token_is (press, i, ")"))
            i++;
          i++;
        }
      if (i < limit && token_is (press, i, ","))
        i++;
      else if (i >= limit || !token_bits (press, i, W_AND))
        break;
      if (i < limit && token_bits (press, i, W_AND))
        i++;
    }
  return any;
}

/* `X, ett projekt som`, `X är ett treårigt projekt`. */
static bool
read_before_word (Press *press, uint32_t word, uint32_t floor)
{
  uint32_t i = word, skipped = 0;

  /* Back over `ett treårigt`, `ett nytt nationellt`. */
  while (i > floor && skipped++ < 4 && !token_is (press, i, "ett")
         && !token_is (press, i, "en") && !token_is (press, i, "a")
         && !token_is (press, i, "an"))
    i--;
  if (i <= floor + 1
      || !(token_is (press, i, "ett") || token_is (press, i, "en")
           || token_is (press, i, "a") || token_is (press, i, "an")))
    return false;
  i--;
  bool apposition
    = token_is (press, i, ",") || token_is (press, i, "–") || token_is (press, i, "-");
  if (!apposition && !token_is (press, i, "är") && !token_is (press, i, "is")
      && !token_is (press, i, "var"))
    return false;

  uint32_t end = i, first = i;
  if (is_open_quote (press, end - 1))
    {
      end--;
      for (first = end; first > floor && end - first < MAX_NAME_TOKENS
                        && !is_open_quote (press, first - 1);)
        first--;
    }
  else
    {
      while (first > floor && token_upper (press, first - 1))
        first--;
      /* `inom ramen för X, ett projekt`: the capitals alone, unless `Kraft för X`. */
      bool alone = first < end && first > floor + 1 && token_bits (press, first - 1, W_PREP)
                   && !token_upper (press, first - 2);
      while (!alone && first > floor && end - first < MAX_NAME_TOKENS
             && may_continue (press, first - 1)
             && !token_bits (press, first - 1, W_PROJECT))
        first--;
      /* The name opens with the first capital that is no sentence's ordinary word. */
      while (first < end
             && (!may_be_project (press, first)
                 || token_class (press, first, NYSTA_MATCH_FUNCTION_WORD)))
        first++;
    }
  return first < end && add (press, first, end, 0.8) != NULL;
}

/* `X-projektet`, `the X project`, `EU-projektet X` (the last by read_after_word). */
static bool
read_compound (Press *press, uint32_t i, uint32_t limit)
{
  const char *word = press->tokens[i].word;
  const char *tail = strstr (word, "-projektet");

  (void)limit;
  if (tail == NULL || tail == word || !token_upper (press, i) || has_prefix (word, "EU-")
      || has_prefix (word, "Eu-"))
    return false;
  Span *span = add (press, i, i + 1, 0.7);
  if (span == NULL)
    return false;
  press->entities[span->entity].name
    = arena_copy (&press->arena, word, (size_t)(tail - word));
  entity_alias (press, span->entity, word);
  entity_alias (press, span->entity, press->entities[span->entity].name);
  return true;
}

/* English: `the Example Data project`, `X is a four-year project`. */
static bool
read_english (Press *press, uint32_t word, uint32_t floor)
{
  uint32_t first = word;

  bool inside = token_upper (press, word);

  /* `the European project Example`: the name stands behind. */
  if (!inside && word + 1 < press->n_tokens && token_upper (press, word + 1)
      && block_of (press, word) == block_of (press, word + 1))
    return false;

  while (
    first > floor && is_name_token (press, first - 1) && word - first < 6
    && (span_over (press, first - 1) == NULL || span_over (press, first - 1)->match == NULL)
    && !token_bits (press, first - 1, W_ARTICLE)
    && !token_class (press, first - 1, NYSTA_MATCH_FUNCTION_WORD))
    first--;
  if (!inside && !token_is (press, word, "project"))
    return false;
  if (first == word || !(inside || (first > floor && token_is (press, first - 1, "the"))))
    return false;
  return add (press, first, inside ? word + 1 : word, 0.75) != NULL;
}

static bool
is_project_word (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return token_bits (press, i, W_PROJECT) || has_suffix (lower, "projektet")
         || has_suffix (lower, "programmet") || has_suffix (lower, "satsningen")
         || has_suffix (lower, "initiativet") || has_suffix (lower, "utlysningen");
}

static bool
is_indefinite_project (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return has_suffix (lower, "projekt") || has_suffix (lower, "program")
         || strcmp (lower, "project") == 0 || strcmp (lower, "programme") == 0
         || strcmp (lower, "consortium") == 0 || strcmp (lower, "initiativ") == 0
         || has_suffix (lower, "initiative") || has_suffix (lower, "satsning")
         || has_suffix (lower, "utlysning") || strcmp (lower, "pilot") == 0
         || has_suffix (lower, "pilotprojekt") || has_suffix (lower, "forskningscentrum")
         || has_suffix (lower, "kompetenscentrum") || strcmp (lower, "samarbete") == 0;
}

/* Paragraphs under a heading `Projekt` that begin with a name: `X är …`, `X (2021–2024)`.
 */
static void
read_under_heading (Press *press)
{
  bool under = false;

  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

      if (limit - first <= 3 && limit > first)
        {
          bool names = false;

          for (uint32_t i = first; i < limit; i++)
            names |= token_is (press, i, "projects") || token_is (press, i, "projekt")
                     || token_is (press, i, "forskningsprojekt");
          if (names || press->text->blocks[b].kind == NYSTA_BLOCK_HEADING)
            under = names;
          continue;
        }
      uint32_t end = first < limit ? capital_run_end (press, first, limit) : first;
      if (!under || end == first || end >= limit || !may_be_project (press, first)
          || !span_free (press, first, end)
          || token_class (press, first, NYSTA_MATCH_FUNCTION_WORD))
        continue;
      if (token_bits (press, end, W_COPULA) || token_is (press, end, "(")
          || token_is (press, end, ":") || token_is (press, end, "–"))
        add (press, first, end, 0.7);
    }
}

/* Names found, wherever they stand again. */
static void
repeat (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      uint32_t limit = block_end (press, i);

      if (!is_name_token (press, i) || !entity_may_begin (press, PROJECT, i)
          || (span_over (press, i) != NULL && span_over (press, i)->kind == PROJECT))
        continue;
      uint32_t most = i + MAX_NAME_TOKENS < limit ? i + MAX_NAME_TOKENS : limit;
      for (uint32_t end = most; end > i; end--)
        {
          uint32_t entity = entity_find (press, PROJECT, text_between (press, i, end));

          if (entity == NONE)
            continue;
          Span *span = add (press, i, end, 0.85);
          if (span != NULL)
            span->entity = entity;
          i = end - 1;
          break;
        }
    }
}

void
projects_find (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      if (!token_word (press, i)
          || (span_over (press, i) != NULL && span_over (press, i)->kind == PROJECT))
        continue;
      uint32_t limit = sentence_end (press, i), floor = sentence_first (press, i);
      bool found = false;

      if (is_project_word (press, i) && !is_indefinite_project (press, i))
        found = read_after_word (press, i, limit);
      if (!found && is_indefinite_project (press, i))
        found = read_before_word (press, i, floor) || read_english (press, i, floor)
                || read_after_mark (press, i, limit);
      if (!found && (is_project_word (press, i) || is_indefinite_project (press, i)))
        found = read_after_naming (press, i, limit);
      if (!found)
        found = read_plural (press, i, limit);
      if (!found && (token_is (press, i, "project") || token_is (press, i, "projekt"))
          && i + 1 < limit && token_upper (press, i + 1))
        found = read_after_word (press, i, limit);
      if (!found)
        read_compound (press, i, limit);
    }
  read_under_heading (press);
  if (press->n_of_kind[PROJECT] > 0)
    repeat (press);
}
