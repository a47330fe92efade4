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

  return token_upper (press, i) ||
         (t->kind == NYSTA_TOKEN_WORD && (t->flags & NYSTA_TOKEN_MIXED_CASE)) ||
         (t->kind == NYSTA_TOKEN_WORD && (t->flags & NYSTA_TOKEN_HAS_DIGIT));
}

static bool
may_continue (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);

  if (t->kind != NYSTA_TOKEN_WORD && t->kind != NYSTA_TOKEN_NUMBER &&
      !token_is (press, i, "&") && !token_is (press, i, "-"))
    return false;
  return !token_bits (press, i, W_VERB | W_COPULA | W_SAY | W_PRONOUN) ||
         token_bits (press, i, W_AND);
}

static uint32_t
longest_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  while (end < limit && end - i < MAX_NAME_TOKENS && may_continue (press, end))
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
         strcmp (press->tokens[a + n].word, press->tokens[b + n].word) == 0)
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
  while (agreed > 1 && token_bits (press, i + agreed - 1, W_AND | W_PREP | W_ARTICLE) &&
         i + agreed < limit && token_word (press, i + agreed))
    agreed--;
  if (agreed > run - i)
    return i + agreed;
  /* Said once, or alike only so far: small letters belong to it up to a mark. */
  bool to_mark = most >= limit || !token_word (press, most) ||
                 token_bits (press, most, W_VERB);
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
      if (inside->first < first || inside->end > end || inside->kind == PROJECT ||
          (inside->match != NULL && inside->first == first && inside->end == end))
        return NULL;
    }
  for (uint32_t k = first; k < end; k++)
    {
      Span *inside = span_over (press, k);

      if (inside != NULL)
        span_drop (press, inside);
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
  if (end >= limit || !token_is (press, end, ")") || end == i + 1 ||
      !is_name_token (press, i + 1) || !span_free (press, i + 1, end))
    return;
  entity_alias (press, entity, text_between (press, i + 1, end));
  Span *span = span_add (press, PROJECT, i + 1, end, 0.8);
  span->entity = entity;
}

static bool
may_be_project (const Press *press, uint32_t i)
{
  uint32_t end;

  if (!is_name_token (press, i) || is_body_name (press->tokens[i].lower) ||
      token_bits (press, i, W_NO_ACTOR | W_PROJECT | W_MONTH))
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
  static const char *const words[] = { "heter",  "kallas", "kallat", "kallad",
                                       "namnet", "namn",   "called", "named" };
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
  if (i + 2 >= limit || !(token_is (press, i + 1, ",") || token_is (press, i + 1, ":")) ||
      !may_be_project (press, i + 2) ||
      (span_over (press, i + 2) != NULL && span_over (press, i + 2)->match != NULL))
    return false;
  uint32_t end = longest_end (press, i + 2, limit);
  if (end < limit && token_word (press, end))
    return false;
  return add (press, i + 2, end, 0.75) != NULL;
}

/* `Ideas at Example (2020–2023`: the name goes on to the bracket that dates it. */
static uint32_t
end_before_years (const Press *press, uint32_t end, uint32_t limit)
{
  for (uint32_t k = end; k + 1 < limit && k < end + 5; k++)
    {
      if (token_is (press, k, "(") && press->tokens[k + 1].word[0] >= '1' &&
          press->tokens[k + 1].word[0] <= '2')
        return k;
      if (!token_word (press, k) && token_of (press, k)->kind != NYSTA_TOKEN_NUMBER)
        return end;
    }
  return end;
}

/* `projekten X, Y och Z`: each of them. */
static bool
read_plural (Press *press, uint32_t i, uint32_t limit)
{
  bool any = false;

  if (!token_is (press, i, "projekten") && !token_is (press, i, "projects") &&
      !token_is (press, i, "programmen"))
    return false;
  i++;
  if (i < limit && token_is (press, i, ":"))
    i++;
  while (i < limit)
    {
      bool quoted = is_open_quote (press, i);
      uint32_t end = quoted ? quoted_end (press, i + 1, limit)
                            : capital_run_end (press, i, limit);

      if (end <= i || !may_be_project (press, quoted ? i + 1 : i) ||
          (!quoted && span_over (press, i) != NULL && span_over (press, i)->match != NULL))
        break;
      if (!quoted)
        end = end_before_years (press, end, limit);
      Span *span = add (press, quoted ? i + 1 : i, end, 0.75);
      any |= span != NULL;
      i = quoted ? end + 1 : end;
      if (span != NULL && i < limit && token_is (press, i, "("))
        {
          if (press->tokens[i + 1].word[0] > '9')
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
  while (i > floor && skipped++ < 4 && !token_is (press, i, "ett") &&
         !token_is (press, i, "en") && !token_is (press, i, "a") &&
         !token_is (press, i, "an"))
    i--;
  if (i <= floor + 1 || !(token_is (press, i, "ett") || token_is (press, i, "en") ||
                          token_is (press, i, "a") || token_is (press, i, "an")))
    return false;
  i--;
  bool apposition = token_is (press, i, ",") || token_is (press, i, "–") ||
                    token_is (press, i, "-");
  if (!apposition && !token_is (press, i, "är") && !token_is (press, i, "is") &&
      !token_is (press, i, "var"))
    return false;

  uint32_t end = i, first = i;
  if (is_open_quote (press, end - 1))
    {
      end--;
      for (first = end; first > floor && end - first < MAX_NAME_TOKENS &&
                        !is_open_quote (press, first - 1);)
        first--;
    }
  else
    {
      while (first > floor && token_upper (press, first - 1))
        first--;
      /* `inom ramen för X, ett projekt`: the capitals alone, unless `Kraft för X`. */
      bool alone = first < end && first > floor + 1 &&
                   token_bits (press, first - 1, W_PREP) && !token_upper (press, first - 2);
      while (!alone && first > floor && end - first < MAX_NAME_TOKENS &&
             may_continue (press, first - 1) && !token_bits (press, first - 1, W_PROJECT))
        first--;
      /* The name opens with the first capital that is no sentence's ordinary word. */
      while (first < end && (!may_be_project (press, first) ||
                             token_class (press, first, NYSTA_MATCH_FUNCTION_WORD)))
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

  (void) limit;
  if (tail == NULL || tail == word || !token_upper (press, i) || has_prefix (word, "EU-") ||
      has_prefix (word, "Eu-"))
    return false;
  Span *span = add (press, i, i + 1, 0.7);
  if (span == NULL)
    return false;
  press->entities[span->entity].name = arena_copy (&press->arena, word,
                                                   (size_t) (tail - word));
  entity_alias (press, span->entity, word);
  entity_alias (press, span->entity, press->entities[span->entity].name);
  return true;
}

static bool
is_english_head (const Press *press, uint32_t i)
{
  return token_is (press, i, "project") || token_is (press, i, "programme") ||
         token_is (press, i, "program") || token_is (press, i, "initiative") ||
         token_is (press, i, "consortium");
}

/* `the A and B research projects`, `the projects A (2019, …), B (…) and C (…)`: the names
 * before the word; those behind are read_plural's. */
static bool
read_before_plural (Press *press, uint32_t word, uint32_t floor)
{
  uint32_t i = word;
  bool any = false;

  if (!token_is (press, word, "projects") && !token_is (press, word, "programmes"))
    return false;
  while (i > floor && word - i < 2 && token_word (press, i - 1) &&
         !token_upper (press, i - 1) &&
         !token_bits (press, i - 1, W_AND | W_PREP | W_ARTICLE))
    i--;
  uint32_t end = i, first = i;
  while (first > floor && end - first < 24 &&
         (is_name_token (press, first - 1) || token_bits (press, first - 1, W_AND) ||
          token_is (press, first - 1, ",") || token_is (press, first - 1, "for") ||
          token_is (press, first - 1, "of")))
    first--;
  if (first == end || first == floor || !token_is (press, first - 1, "the"))
    return false;
  for (uint32_t start = first; start < end;)
    {
      uint32_t stop = capital_run_end (press, start, end);

      if (stop <= start)
        {
          start++;
          continue;
        }
      any |= may_be_project (press, start) && add (press, start, stop, 0.75) != NULL;
      start = stop;
    }
  return any;
}

/* English: `the Example Data project`, `X is a four-year project`. */
static bool
read_english (Press *press, uint32_t word, uint32_t floor)
{
  uint32_t first = word;

  bool inside = token_upper (press, word) && is_english_head (press, word);
  uint32_t bracket = word;

  /* `the European project Example`: the name stands behind. */
  if (!inside && word + 1 < press->n_tokens && token_upper (press, word + 1) &&
      block_of (press, word) == block_of (press, word + 1))
    return false;

  /* `Example Data (EXD) Program` */
  if (inside && word > floor + 3 && token_is (press, word - 1, ")") &&
      token_is (press, word - 3, "(") && token_acronym (press, word - 2))
    first = bracket = word - 3;
  while (first > floor && is_name_token (press, first - 1) && word - first < 9 &&
         (inside || span_over (press, first - 1) == NULL ||
          span_over (press, first - 1)->match == NULL) &&
         !token_bits (press, first - 1, W_ARTICLE) &&
         !token_class (press, first - 1, NYSTA_MATCH_FUNCTION_WORD))
    first--;
  if (!inside && !token_is (press, word, "project"))
    return false;
  if (first == word || !(inside || (first > floor && token_is (press, first - 1, "the"))))
    return false;
  if (first == bracket)
    return false;
  /* `funded by the Example Programme`: who pays is an organisation. */
  uint32_t before = first > floor && token_bits (press, first - 1, W_ARTICLE) ? first - 1
                                                                              : first;
  if (inside && before > floor &&
      (token_is (press, before - 1, "by") || token_is (press, before - 1, "av") ||
       token_is (press, before - 1, "from") || token_is (press, before - 1, "från")))
    return false;
  Span *span = add (press, first, inside ? word + 1 : word, 0.75);
  if (span == NULL)
    return false;
  if (bracket < word)
    {
      entity_alias (press, span->entity, press->tokens[bracket + 1].word);
      entity_alias (press, span->entity, text_between (press, first, bracket));
    }
  else
    add_bracketed (press, span->entity, word + 1, block_end (press, word));
  return true;
}

static bool
is_project_word (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return token_bits (press, i, W_PROJECT) || strcmp (lower, "forskarskolan") == 0 ||
         has_suffix (lower, "projektet") || has_suffix (lower, "programmet") ||
         has_suffix (lower, "satsningen") || has_suffix (lower, "initiativet") ||
         has_suffix (lower, "utlysningen");
}

static bool
is_indefinite_project (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return has_suffix (lower, "projekt") || has_suffix (lower, "program") ||
         strcmp (lower, "project") == 0 || strcmp (lower, "programme") == 0 ||
         strcmp (lower, "consortium") == 0 || strcmp (lower, "initiativ") == 0 ||
         has_suffix (lower, "initiative") || has_suffix (lower, "satsning") ||
         has_suffix (lower, "utlysning") || strcmp (lower, "pilot") == 0 ||
         has_suffix (lower, "pilotprojekt") || has_suffix (lower, "forskningscentrum") ||
         has_suffix (lower, "kompetenscentrum") || strcmp (lower, "samarbete") == 0;
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
            names |= token_is (press, i, "projects") || token_is (press, i, "projekt") ||
                     token_is (press, i, "forskningsprojekt");
          if (names || press->text->blocks[b].kind == NYSTA_BLOCK_HEADING)
            under = names;
          continue;
        }
      uint32_t end = first < limit ? capital_run_end (press, first, limit) : first;
      if (!under || end == first || end >= limit || !may_be_project (press, first) ||
          !span_free (press, first, end) ||
          token_class (press, first, NYSTA_MATCH_FUNCTION_WORD))
        continue;
      if (token_bits (press, end, W_COPULA) || token_is (press, end, "(") ||
          token_is (press, end, ":") || token_is (press, end, "–"))
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

      if (!is_name_token (press, i) || !entity_may_begin (press, PROJECT, i) ||
          (span_over (press, i) != NULL && span_over (press, i)->kind == PROJECT))
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

/* `stöd från EU:s program ”X”`: who pays is an organisation. */
static bool
names_payer (const Press *press, uint32_t word, uint32_t floor)
{
  for (uint32_t i = word; i > floor && word - i < 4; i--)
    if (token_is (press, i - 1, "från") || token_is (press, i - 1, "from") ||
        token_is (press, i - 1, "by") || token_is (press, i - 1, "av"))
      return true;
  return false;
}

/* --- by place ---------------------------------------------------------------------- */

/* `Det fick namnet levande kust – eller living coast, LC.` after a sentence on a project. */
static void
find_naming (Press *press)
{
  bool spoken = false;

  for (uint32_t i = 1; i + 2 < press->n_tokens; i++)
    {
      spoken |= is_indefinite_project (press, i) || is_project_word (press, i);
      if (!spoken || !token_is (press, i, "namnet") ||
          !(token_is (press, i - 1, "fick") || token_is (press, i - 1, "fått") ||
            token_is (press, i - 1, "får")) ||
          token_upper (press, i + 1) || is_open_quote (press, i + 1))
        continue;
      uint32_t first = i + 1, limit = sentence_end (press, i), end = first;
      while (end < limit && token_word (press, end) && end - first < MAX_NAME_TOKENS)
        end++;
      Span *span = end > first + 1 ? add (press, first, end, 0.75) : NULL;
      if (span == NULL)
        continue;
      uint32_t entity = span->entity, other = end + 2;
      if (other < limit &&
          (token_is (press, end + 1, "eller") || token_is (press, end + 1, "or")))
        {
          for (end = other; end < limit && token_word (press, end);)
            end++;
          if (end > other)
            entity_alias (press, entity, text_between (press, other, end));
        }
      if (end + 1 < limit && is_name_token (press, end + 1) &&
          (token_is (press, end, ",") || token_is (press, end, "(")))
        entity_alias (press, entity, press->tokens[end + 1].word);
    }
}

/* A line that may name: short, a capital first, no mark at the end. */
static bool
is_name_line (const Press *press, uint32_t first, uint32_t limit)
{
  if (limit == first || limit - first > 7 || !may_be_project (press, first) ||
      token_bits (press, first, W_NOT_NAME | W_CONTACT))
    return false;
  for (uint32_t i = first; i < limit; i++)
    if (!token_word (press, i) && token_of (press, i)->kind != NYSTA_TOKEN_NUMBER &&
        !token_is (press, i, "-") && !token_is (press, i, "–"))
      return false;
  for (uint32_t i = first; i < limit; i++)
    if (span_over (press, i) != NULL &&
        (span_over (press, i)->kind == PERSON ||
         (span_over (press, i)->first == first && span_over (press, i)->end == limit)))
      return false;
  return limit - first > 1 || !(token_class (press, first, NYSTA_MATCH_COMMON_WORD) ||
                                token_class (press, first, NYSTA_MATCH_FUNCTION_WORD));
}

/* `Treårigt projekt med`, `Ett samarbete mellan`, `A four-year project`: says of the line
 * above what it is, as no verb follows its noun. */
static bool
describes_project (const Press *press, uint32_t first, uint32_t limit)
{
  uint32_t noun = first;

  while (noun < limit && noun < first + 5 && !is_indefinite_project (press, noun))
    noun++;
  if (noun >= limit || noun >= first + 5 || token_upper (press, noun + 1))
    return false;
  for (uint32_t i = first; i < noun; i++)
    if (!token_word (press, i) || token_bits (press, i, W_VERB | W_COPULA | W_PREP) ||
        span_over (press, i) != NULL)
      return false;
  return noun + 1 < limit &&
         (token_is (press, noun + 1, "mellan") || token_is (press, noun + 1, "som") ||
          token_is (press, noun + 1, "med") || token_is (press, noun + 1, "where") ||
          token_is (press, noun + 1, "där") || token_is (press, noun + 1, "between") ||
          token_is (press, noun + 1, "with") || token_is (press, noun + 1, "funded") ||
          token_is (press, noun + 1, "led") || token_is (press, noun + 1, "that") ||
          token_is (press, noun + 1, "för") || token_is (press, noun + 1, "finansierat"));
}

/* `Våra projekt`, `Pågående projekt`, `Projects`: its lines that are headings name them. */
static bool
is_list_of_projects (const Press *press, uint32_t first, uint32_t limit)
{
  return limit > first && limit - first <= 3 &&
         (token_is (press, limit - 1, "projekt") ||
          token_is (press, limit - 1, "projects"));
}

static void
find_headings (Press *press)
{
  bool listing = false;

  for (size_t b = 0; b + 1 < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];
      uint32_t next_limit = press->block_first[b + 2];

      if (is_list_of_projects (press, first, limit))
        {
          listing = true;
          continue;
        }
      if (!is_name_line (press, first, limit) || next_limit - limit < 5)
        continue;
      uint32_t next_end = sentence_end (press, limit);
      bool says = describes_project (press, limit, next_end) ||
                  (listing && (token_is (press, limit, "projektet") ||
                               (token_is (press, limit, "the") &&
                                token_is (press, limit + 1, "project"))));
      if (says)
        add (press, first, limit, 0.75);
    }
}

/* A sheet of `Koordinator …`, `Projektets löptid …` without another name is of the project
 * in its title. */
static void
find_titled (Press *press)
{
  size_t n_labels = 0;

  if (press->n_of_kind[PROJECT] > 0 || press->text->n_blocks < 4 ||
      press->block_first[1] - press->block_first[0] > 16)
    return;
  for (size_t b = 1; b < press->text->n_blocks && b < 40; b++)
    {
      uint32_t first = press->block_first[b];

      if (press->block_first[b + 1] - first < 2)
        continue;
      n_labels += token_is (press, first, "koordinator") ||
                  token_is (press, first, "projektägare") ||
                  token_is (press, first, "coordinator") ||
                  token_is (press, first, "finansiär") ||
                  token_is (press, first, "finansiärer") ||
                  token_is (press, first, "projekttid") ||
                  token_is (press, first, "projektperiod") ||
                  token_is (press, first, "funder") ||
                  (token_is (press, first, "projektets") &&
                   token_is (press, first + 1, "löptid")) ||
                  (token_is (press, first, "project") &&
                   token_is (press, first + 1, "duration"));
    }
  if (n_labels >= 2)
    add (press, 0, press->block_first[1], 0.7);
}

void
projects_find (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      if (!token_word (press, i) ||
          (span_over (press, i) != NULL && span_over (press, i)->kind == PROJECT))
        continue;
      uint32_t limit = sentence_end (press, i), floor = sentence_first (press, i);
      bool found = false;

      if (is_project_word (press, i) && !is_indefinite_project (press, i))
        found = read_after_word (press, i, limit);
      if (!found && is_indefinite_project (press, i))
        found = read_before_word (press, i, floor) || read_english (press, i, floor) ||
                read_after_mark (press, i, limit);
      if (!found && (is_project_word (press, i) || is_indefinite_project (press, i)))
        found = read_after_naming (press, i, limit);
      if (!found)
        found = read_plural (press, i, limit) || read_before_plural (press, i, floor);
      if (!found && is_indefinite_project (press, i) && i + 1 < limit &&
          is_open_quote (press, i + 1) && !names_payer (press, i, floor))
        found = read_after_word (press, i, limit);
      if (!found && (token_is (press, i, "project") || token_is (press, i, "projekt")) &&
          i + 1 < limit && token_upper (press, i + 1))
        found = read_after_word (press, i, limit);
      if (!found)
        read_compound (press, i, limit);
    }
  read_under_heading (press);
  find_naming (press);
  find_headings (press);
  find_titled (press);
  if (press->n_of_kind[PROJECT] > 0)
    repeat (press);
}
