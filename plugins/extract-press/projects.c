/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * projects.c: projects by name: after `projektet`, before `projekt` or `, ett projekt`, in
 * `X är ett treårigt projekt`, in quotation marks after such a word, and wherever a name
 * found in one of these ways stands again.
 */
#include "participations.h"
#include "projects.h"

#include <string.h>

/* `beviljas 2 miljoner kronor för ”X”`: what the money is for. */
static bool
read_after_money (Press *press, uint32_t i, uint32_t limit)
{
  uint32_t floor = sentence_first (press, i);

  if (i + 2 >= limit || !word_in (press->tokens[i].lower, "för till for") ||
      !project_quote (press, i + 1) || !token_upper (press, i + 2) ||
      !tokens_have (press, floor, i, MONEY) ||
      !tokens_have (press, floor, i,
                    "får fick fått beviljas beviljades beviljats tilldelas tilldelades "
                    "tilldelats ger gav beviljar beviljade satsar receives received "
                    "granted awarded"))
    return false;
  uint32_t end = project_quoted_end (press, i + 2, limit);
  return end > i + 2 && project_add (press, i + 2, end, 0.75) != NULL;
}

/* `programmet X`: an organisation of the lexicon that this text calls a programme, and not
 * where it says who pays or what something else is part of. */
static bool
is_called_so (const Press *press, uint32_t word, const Span *name)
{
  if (name->first != word + 1 ||
      !word_ends_in (press->tokens[word].lower, "programmet projektet") ||
      name->match->match_class != NYSTA_MATCH_ORGANISATION)
    return false;
  for (uint32_t i = word; i > 0 && word - i < 5; i--)
    if (word_in (press->tokens[i - 1].lower, "från av inom med till genom from by within"))
      return false;
  return true;
}

/* All that is spelt so is the project. */
static Span *
take_over (Press *press, const Span *name)
{
  uint32_t first = name->first, end = name->end;

  for (size_t s = 0; s < press->n_spans; s++)
    {
      Span *span = &press->spans[s];
      bool same = span->kind == ORGANISATION && !span->dropped && span->match != NULL &&
                  span->end - span->first == end - first;

      for (uint32_t k = 0; same && k < end - first; k++)
        same = strcmp (press->tokens[span->first + k].lower,
                       press->tokens[first + k].lower) == 0;
      if (same)
        span_drop (press, span);
    }
  return project_add (press, first, end, 0.8);
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
  if (project_quote (press, start))
    {
      end = project_quoted_end (press, start + 1, limit);
      if (end <= start + 1)
        return false;
      start++;
    }
  else
    {
      Span *over = span_over (press, start);

      /* `föreningens projekt Fjordrådet` */
      bool body = token_upper (press, start) && is_body_name (press->tokens[start].lower) &&
                  word_in (press->tokens[i].lower, "projekt projektet");
      if (over != NULL && over->match != NULL && is_called_so (press, i, over))
        return take_over (press, over) != NULL;
      if ((!body && !project_may_open (press, start)) ||
          (over != NULL && over->match != NULL))
        return false;
      end = project_name_end (press, start, limit);
      /* `projektet Vaken! vill`: the mark is the name's own. */
      if (end + 1 < block_end (press, i) &&
          (token_is (press, end, "!") || token_is (press, end, "?")) &&
          token_word (press, end + 1) && !token_upper (press, end + 1))
        end++;
    }
  Span *span = project_add (press, start, end, 0.85);
  if (span != NULL && (token_is (press, end - 1, "!") || token_is (press, end - 1, "?")))
    entity_alias (press, span->entity, text_between (press, start, end - 1));
  if (span != NULL)
    project_add_bracketed (press, span->entity, project_quote (press, end) ? end + 1 : end,
                           limit);
  return span != NULL;
}

/* `projektet heter X`, `ett projekt med namnet X`, `a project called X`. */
static bool
read_after_naming (Press *press, uint32_t i, uint32_t limit)
{
  static const char *const words[] = { "heter",  "kallas",  "kallat", "kallad",
                                       "namnet", "namn",    "called", "named",
                                       "kallar", "kallade", "titeln", "entitled" };
  bool naming = false;

  for (uint32_t k = i + 1; k < limit && k < i + 7; k++)
    {
      if (token_bits (press, k, W_COPULA) && !token_is (press, k, "heter"))
        return false;
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
  if (i + 2 >= limit || !word_in (press->tokens[i + 1].lower, ", : –") ||
      !project_may_open (press, i + 2) ||
      (span_over (press, i + 2) != NULL && span_over (press, i + 2)->match != NULL))
    return false;
  uint32_t end = project_longest_end (press, i + 2, limit);
  if (end < limit && token_word (press, end))
    return false;
  return project_add (press, i + 2, end, 0.75) != NULL;
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

  if (!project_word_plural (press, i))
    return false;
  i++;
  if (i < limit && token_is (press, i, ":"))
    i++;
  while (i < limit)
    {
      bool quoted = project_quote (press, i);
      uint32_t end = quoted ? project_quoted_end (press, i + 1, limit)
                            : capital_run_end (press, i, limit);
      uint32_t dated = quoted ? end : end_before_years (press, end, limit);
      bool listed = !quoted && dated == end && span_over (press, i) != NULL &&
                    span_over (press, i)->match != NULL;

      if (end <= i || !project_may_open (press, quoted ? i + 1 : i) || listed)
        break;
      end = dated;
      Span *span = project_add (press, quoted ? i + 1 : i, end, 0.75);
      any |= span != NULL;
      i = quoted ? end + 1 : end;
      if (span != NULL && i < limit && token_is (press, i, "("))
        {
          if (press->tokens[i + 1].word[0] > '9')
            project_add_bracketed (press, span->entity, i, limit);
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

static bool
is_being (const Press *press, uint32_t i)
{
  return word_in (press->tokens[i].lower, "är is var are was were blir");
}

/* Back from the noun at @word over what qualifies it: `ett treårigt`, `a recently launched
 * €12 million`, `one of the`, or, of several, `oberoende`. Returns where the article or, without one,
 * the first qualifier stands; *@out_article: if there is one. */
static uint32_t
qualifiers_first (const Press *press, uint32_t word, uint32_t floor, bool *out_article)
{
  for (uint32_t i = word; i > floor && word - i < 7; i--)
    {
      if (word_in (
            press->tokens[i - 1].lower,
            "ett en a an kommunens regionens föreningens stadens vårt deras myndighetens "
            "universitetets stiftelsens") &&
          !(word - i == 0 && word_in (press->tokens[i - 1].lower, "deras vårt")))
        {
          *out_article = true;
          return i - 1;
        }
      if (is_being (press, i - 1))
        {
          *out_article = false;
          return i;
        }
      if ((token_bits (press, i - 1, W_PREP) && !token_is (press, i - 1, "av")) ||
          token_bits (press, i - 1, W_AND) ||
          word_in (press->tokens[i - 1].lower, "att to med detta this dessa these det the"))
        break;
    }
  *out_article = false;
  return word;
}

/* The name that ends before @end: the capitals and what small letters they enclose. */
static uint32_t
name_first (const Press *press, uint32_t end, uint32_t floor)
{
  uint32_t first = end;

  if (project_quote (press, end))
    {
      while (first > floor && end - first < MAX_NAME_TOKENS &&
             !project_quote (press, first - 1))
        first--;
      return first;
    }
  while (first > floor && token_upper (press, first - 1))
    first--;
  /* `inom ramen för X, ett projekt`: the capitals alone, unless `Kraft för X`. */
  bool alone = first < end && first > floor + 1 && token_bits (press, first - 1, W_PREP) &&
               !token_upper (press, first - 2);
  while (!alone && first > floor && end - first < MAX_NAME_TOKENS &&
         project_may_continue (press, first - 1) &&
         !token_bits (press, first - 1, W_PROJECT | W_AND))
    first--;
  /* The name opens with the first capital that is no sentence's ordinary word. */
  while (first < end && (!project_may_open (press, first) ||
                         token_class (press, first, NYSTA_MATCH_FUNCTION_WORD)))
    first++;
  return first;
}

/* `X, ett projekt som`, `X (ACR) är ett treårigt projekt`, `X och Y är oberoende projekt`. */
static bool
read_before_word (Press *press, uint32_t word, uint32_t floor)
{
  bool article = false;
  uint32_t i = qualifiers_first (press, word, floor, &article), title;

  if (i <= floor + 1 || i == word ||
      (token_upper (press, word) && title_head (press, word + 1, &title)))
    return false;
  i--;
  bool being = is_being (press, i);
  if (!being && !(article && (token_is (press, i, ",") || token_is (press, i, "–") ||
                              token_is (press, i, "-"))))
    return false;

  uint32_t end = i, bracket = i;
  if (token_is (press, end - 1, ")"))
    {
      for (bracket = end - 1; bracket > floor && !token_is (press, bracket, "(");)
        bracket--;
      end = bracket;
    }
  if (end > floor && project_quote (press, end - 1))
    end--;
  uint32_t first = end > floor ? name_first (press, end, floor) : end;
  if (first >= end || (!article && token_class (press, first, NYSTA_MATCH_GIVEN_NAME)) ||
      (being && first > floor && token_bits (press, first - 1, W_PREP)))
    return false;
  const Span *known = span_over (press, first);
  Span *span = known != NULL && known->match != NULL && being && article &&
                   known->first == first && known->end == end &&
                   known->match->match_class == NYSTA_MATCH_ORGANISATION &&
                   word_ends_in (press->tokens[word].lower,
                                 "program projekt programme project")
                 ? take_over (press, known)
                 : project_add (press, first, end, 0.8);
  if (span == NULL)
    return false;
  if (bracket < i)
    project_add_bracketed (press, span->entity, bracket, i);
  /* Of several, each: the plural has no article. */
  while (!article && first > floor + 1 &&
         (token_bits (press, first - 1, W_AND) || token_is (press, first - 1, ",")))
    {
      end = first - 1;
      first = name_first (press, end, floor);
      if (first >= end || project_add (press, first, end, 0.75) == NULL)
        break;
    }
  return true;
}

static const char *const tails[] = { "-projektet", "-projektets", "-initiativet" };

/* `X-projektet`, `X-initiativet`; `EU-projektet X` is read_after_word's. */
static bool
read_compound (Press *press, uint32_t i, uint32_t floor)
{
  const char *word = press->tokens[i].word;
  size_t n = 0;

  if (!token_upper (press, i) || has_prefix (press->tokens[i].lower, "eu-") ||
      has_prefix (press->tokens[i].lower, "ai-") ||
      has_prefix (press->tokens[i].lower, "it-") ||
      (i > 0 && !(token_of (press, i)->flags & NYSTA_TOKEN_SPACE_BEFORE) &&
       !token_opens (press, i)))
    return false;
  for (size_t k = 0; k < sizeof tails / sizeof tails[0] && n == 0; k++)
    if (has_suffix (word, tails[k]))
      n = strlen (word) - strlen (tails[k]);
  if (n == 0)
    return false;
  /* `till Levande Fjord-projektet` */
  uint32_t first = i;
  while (first > floor && i - first < 3 && token_joined (press, first) &&
         token_upper (press, first - 1) && !token_opens (press, first - 1) &&
         span_over (press, first - 1) == NULL)
    first--;
  Span *span = project_add (press, first, i + 1, 0.7);
  if (span == NULL)
    return false;
  const char *whole = text_between (press, first, i + 1);
  press->entities[span->entity].name = arena_copy (&press->arena, whole,
                                                   strlen (whole) - strlen (word) + n);
  entity_alias (press, span->entity, whole);
  entity_alias (press, span->entity, press->entities[span->entity].name);
  return true;
}

/* The project that tokens [first, end) name, in the genitive or not; NONE. */
static uint32_t
named_project (Press *press, uint32_t first, uint32_t end)
{
  char *name = text_between (press, first, end);
  uint32_t entity = entity_find (press, PROJECT, name);
  size_t n = strlen (name);

  if (entity != NONE || n < 4 || name[n - 1] != 's')
    return entity;
  name[n - 1] = '\0';
  if (has_suffix (name, "’"))
    name[n - 1 - strlen ("’")] = '\0';
  else if (has_suffix (name, "'") || has_suffix (name, ":"))
    name[n - 2] = '\0';
  return entity_find (press, PROJECT, name);
}

void
projects_repeat (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      uint32_t limit = block_end (press, i);

      if (!project_name_token (press, i) || !entity_may_begin (press, PROJECT, i) ||
          (span_over (press, i) != NULL && span_over (press, i)->kind == PROJECT))
        continue;
      uint32_t most = i + MAX_NAME_TOKENS < limit ? i + MAX_NAME_TOKENS : limit;
      for (uint32_t end = most; end > i; end--)
        {
          uint32_t entity = named_project (press, i, end);

          if (entity == NONE)
            continue;
          Span *span = project_add (press, i, end, 0.85);
          if (span != NULL)
            span->entity = entity;
          i = end - 1;
          break;
        }
    }
}

bool
project_noun_of_payer (const Press *press, uint32_t word, uint32_t floor)
{
  for (uint32_t i = word; i > floor && word - i < 4; i--)
    if (token_is (press, i - 1, "från") || token_is (press, i - 1, "from") ||
        token_is (press, i - 1, "by") || token_is (press, i - 1, "av"))
      return true;
  return false;
}

/* `Det fick namnet levande kust – eller living coast, LC.` after a sentence on a project. */
static void
find_naming (Press *press)
{
  bool spoken = false;
  uint32_t heard = 1; /* up to which it is known */

  for (uint32_t i = 1; i + 2 < press->n_tokens; i++)
    {
      if (!token_is (press, i, "namnet") ||
          !(token_is (press, i - 1, "fick") || token_is (press, i - 1, "fått") ||
            token_is (press, i - 1, "får")) ||
          token_upper (press, i + 1) || project_quote (press, i + 1))
        continue;
      for (; !spoken && heard <= i; heard++)
        spoken = project_word_indefinite (press, heard) ||
                 project_word_definite (press, heard);
      if (!spoken)
        continue;
      uint32_t first = i + 1, limit = sentence_end (press, i), end = first;
      while (end < limit && token_word (press, end) && end - first < MAX_NAME_TOKENS)
        end++;
      Span *span = end > first + 1 ? project_add (press, first, end, 0.75) : NULL;
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
      if (end + 1 < limit && project_name_token (press, end + 1) &&
          (token_is (press, end, ",") || token_is (press, end, "(")))
        entity_alias (press, entity, press->tokens[end + 1].word);
    }
}

/* Is the sentence up to @k about what tokens [first, noun) name? */
static bool
is_about (const Press *press, uint32_t k, uint32_t first, uint32_t noun)
{
  for (uint32_t i = sentence_first (press, k); i < k; i++)
    {
      if (word_in (press->tokens[i].lower, "infrastrukturen konsortiet consortium centret"))
        return true;
      for (uint32_t name = first; name < noun && token_upper (press, i); name++)
        if (token_upper (press, name) &&
            strcmp (press->tokens[name].lower, press->tokens[i].lower) == 0)
          return true;
    }
  return false;
}

/* Does what follows say who pays for it, or of whom it consists? */
static bool
is_carried (const Press *press, uint32_t noun)
{
  uint32_t limit = noun + 150 < press->n_tokens ? noun + 150 : press->n_tokens;

  for (uint32_t k = noun + 1; k + 1 < limit; k++)
    if (((word_in (press->tokens[k].lower,
                   "funded financed finansieras finansierad hosted") &&
          tokens_have (press, k + 1, k + 6 < limit ? k + 6 : limit, "by av")) ||
         (word_in (press->tokens[k].lower, "consists består") &&
          word_in (press->tokens[k + 1].lower, "of av"))) &&
        is_about (press, k, sentence_first (press, noun), noun))
      return true;
  return false;
}

/* A word that one of the rules begins with. */
static bool
ask_project_cue (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return project_word_is_any (press, i) || word_in (lower, "för till for") ||
         word_ends_in_one_of (press->tokens[i].word, tails);
}

void
projects_find (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      if (!token_asked (press, i, ASKED_PROJECT_CUE, ask_project_cue) ||
          !token_word (press, i) ||
          (span_over (press, i) != NULL && span_over (press, i)->kind == PROJECT))
        continue;
      uint32_t limit = sentence_end (press, i), floor = sentence_first (press, i);
      bool found = false;

      if (project_word_definite (press, i) && !project_word_indefinite (press, i))
        found = read_after_word (press, i, limit);
      if (!found && project_word_plural (press, i))
        found = read_plural (press, i, limit);
      if (!found && (project_word_indefinite (press, i) || project_word_plural (press, i)))
        found = read_before_word (press, i, floor) || project_english (press, i, floor) ||
                read_after_mark (press, i, limit);
      if (!found &&
          (project_word_definite (press, i) || project_word_indefinite (press, i)))
        found = read_after_naming (press, i, limit);
      if (!found)
        found = project_before_plural (press, i, floor);
      if (!found && project_word_infrastructure (press, i) && is_carried (press, i))
        found = read_before_word (press, i, floor);
      if (!found && project_word_indefinite (press, i) && i + 1 < limit &&
          project_quote (press, i + 1) && !project_noun_of_payer (press, i, floor))
        found = read_after_word (press, i, limit);
      if (!found && (token_is (press, i, "project") || token_is (press, i, "projekt")) &&
          i + 1 < limit && token_upper (press, i + 1))
        found = read_after_word (press, i, limit);
      if (!found)
        found = read_compound (press, i, floor);
      if (!found)
        read_after_money (press, i, limit);
    }
  projects_under_heading (press);
  find_naming (press);
  projects_as_antecedents (press);
  projects_in_headings (press);
  projects_with_labels (press);
  projects_as_subjects (press);
  project_in_title (press);
  if (press->n_of_kind[PROJECT] > 0)
    projects_repeat (press);
}
