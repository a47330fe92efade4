/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * title-modifiers.c: words before the head of a title: `vice`, `teknisk`, `klimat- och`,
 * `Citizen Participation`.
 */
#include "verbs.h"
#include "titles.h"

#include <string.h>

#include "word-sets.h"

bool
title_is_adjective (const char *lower)
{
  static const char *const endings[] = {
    "isk",  "iska", "iske", "ande", "ell",   "ella", "elle",  "lig",   "liga",
    "lige", "al",   "nal",  "iskt", "ativt", "insk", "inska", "inskt", "ellt"
  };

  return strlen (lower) > 5 &&
         (word_ends_in_one_of (lower, endings) || strcmp (lower, "svensk") == 0);
}

static bool
is_english_head (const Press *press, uint32_t i)
{
  static const char *const heads[] = {
    "manager",    "officer",      "director",     "lead",        "engineer",
    "scientist",  "developer",    "fellow",       "coordinator", "co-ordinator",
    "assistant",  "architect",    "owner",        "analyst",     "librarian",
    "researcher", "professor",    "lecturer",     "student",     "archivist",
    "adviser",    "advisor",      "specialist",   "consultant",  "editor",
    "programmer", "curator",      "investigator", "leader",      "administrator",
    "steward",    "chair",        "chairman",     "physician",   "economist",
    "lawyer",     "spokesperson", "expert",       "evaluator"
  };

  const char *lower = i < press->n_tokens ? press->tokens[i].lower : "";
  size_t n = strlen (lower);
  char singular[24] = "";

  if (n > 4 && n < sizeof singular && lower[n - 1] == 's')
    memcpy (singular, lower, n - 1);
  return word_is_one_of (lower, heads) || word_is_one_of (singular, heads);
}

/* `NORDIC project manager`: the project is part of the title. */
static bool
is_project_of_leader (const Press *press, uint32_t i)
{
  return (token_acronym (press, i) || (token_of (press, i)->flags &
                                       (NYSTA_TOKEN_MIXED_CASE | NYSTA_TOKEN_HAS_DIGIT))) &&
         token_is (press, i + 1, "project") && i + 2 < press->n_tokens &&
         word_in (press->tokens[i + 2].lower,
                  "manager leader coordinator lead director officer assistant owner");
}

/* `NordCo director`: whose director it is, not what kind of. */
static bool
is_english_owner (const Press *press, uint32_t i)
{
  const char *word = press->tokens[i].word;

  return i + 1 < press->n_tokens && strlen (word) >= 4 &&
         (token_acronym (press, i) ||
          ((token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE) != 0 &&
           strchr (word, '-') == NULL)) &&
         word_in (press->tokens[i + 1].lower,
                  "director ceo president chair chairman founder board coordinator");
}

/* `Citizen Participation Consultant`: capitals up to a head that English alone has. */
static bool
leads_to_english_head (const Press *press, uint32_t i)
{
  uint32_t end = i + 1;

  if (!token_upper (press, i) || token_acronym (press, i) || token_bits (press, i, W_SAY))
    return false;
  while (end < press->n_tokens && end - i < 4 && token_joined (press, end) &&
         token_upper (press, end) && !is_english_head (press, end))
    end++;
  return end < press->n_tokens && end - i < 4 && token_joined (press, end) &&
         token_upper (press, end) && is_english_head (press, end) &&
         span_free (press, i, end + 1);
}

/* `citizen participation expert`: @i is the first of two nouns. */
static bool
is_english_noun_before_head (const Press *press, uint32_t i)
{
  return i + 2 < press->n_tokens && token_joined (press, i + 1) &&
         token_joined (press, i + 2) && !token_upper (press, i + 1) &&
         (in_english (press, i) ? !token_upper (press, i)
                                : !token_class (press, i + 1, NYSTA_MATCH_COMMON_WORD)) &&
         !token_class (press, i + 1, NYSTA_MATCH_FUNCTION_WORD) &&
         !token_bits (press, i + 1, W_PREP | W_AND | W_VERB | W_COPULA | W_SAY) &&
         span_over (press, i + 1) == NULL && is_english_head (press, i + 2);
}

bool
title_is_modifier (const Press *press, uint32_t i, TitleMode mode)
{
  const NystaToken *t = token_of (press, i);

  const Span *span = span_over (press, i);

  if (t->kind != NYSTA_TOKEN_WORD || token_gap (press, i + 1))
    return false;
  if ((span == NULL || span->kind == PROJECT) && is_project_of_leader (press, i))
    return true;
  if (span != NULL)
    return false;
  if (i > 0 && token_is (press, i - 1, "bland"))
    return false;
  if (word_in (press->tokens[i].lower, "her his their its my states notes") ||
      verbs_is_appointment (press->tokens[i].lower) || is_english_owner (press, i))
    return false;
  if (token_bits (press, i, W_PREMODIFIER) || leads_to_english_head (press, i))
    return true;
  if (token_bits (press, i,
                  W_PREP | W_AND | W_VERB | W_COPULA | W_SAY | W_PRONOUN | W_ARTICLE |
                    W_CONTACT))
    return false;
  if ((!token_upper (press, i) ||
       (token_opens (press, i) && !has_suffix (press->tokens[i].lower, "ande"))) &&
      title_is_adjective (press->tokens[i].lower))
    return true;
  /* `föreningsstyrelsens sekreterare` */
  if ((has_suffix (press->tokens[i].lower, "styrelsens") &&
       !word_in (press->tokens[i].lower, "styrelsens länsstyrelsens")) ||
      token_is (press, i, "valberedningens") ||
      has_suffix (press->tokens[i].lower, "fullmäktiges") ||
      has_suffix (press->tokens[i].lower, "nämndens"))
    return true;
  /* `country manager`: English, also in Swedish text. */
  if ((!token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) ||
       token_is (press, i, "project")) &&
      (is_english_head (press, i + 1) || is_english_noun_before_head (press, i)))
    return true;
  return mode == TITLE_ENTRY || (mode == TITLE_DESCRIPTION && in_english (press, i));
}

/* `klimat- och`, `EU- och`: returns the first token, @i if there is no such thing. */
uint32_t
title_coordination_first (const Press *press, uint32_t i, uint32_t floor)
{
  while (i >= floor + 2 && token_bits (press, i - 1, W_AND) &&
         has_suffix (press->tokens[i - 2].lower, "-") &&
         strlen (press->tokens[i - 2].lower) > 1)
    i -= 2;
  /* The tokenizer may part the hyphen from its word. */
  while (i >= floor + 3 && token_bits (press, i - 1, W_AND) &&
         token_is (press, i - 2, "-") && token_word (press, i - 3) &&
         !(token_of (press, i - 2)->flags & NYSTA_TOKEN_SPACE_BEFORE))
    i -= 3;
  /* `barn-, äldre- och` */
  while (i >= floor + 3 && token_is (press, i - 1, ",") && token_is (press, i - 2, "-") &&
         token_word (press, i - 3) &&
         !(token_of (press, i - 2)->flags & NYSTA_TOKEN_SPACE_BEFORE))
    i -= 3;
  return i;
}

bool
title_skip_coordination (const Press *press, uint32_t *i, uint32_t limit)
{
  uint32_t k = *i;
  bool split = k + 1 < limit && token_word (press, k) && token_is (press, k + 1, "-") &&
               !(token_of (press, k + 1)->flags & NYSTA_TOKEN_SPACE_BEFORE);
  bool whole = k < limit && token_word (press, k) &&
               has_suffix (press->tokens[k].lower, "-");

  k += split ? 2 : whole ? 1 : 0;
  /* `barn-, äldre- och` */
  while (k > *i && k + 2 < limit && token_is (press, k, ",") && token_word (press, k + 1) &&
         token_is (press, k + 2, "-") &&
         !(token_of (press, k + 2)->flags & NYSTA_TOKEN_SPACE_BEFORE))
    k += 3;
  if (k == *i || k + 1 >= limit || !token_bits (press, k, W_AND))
    return false;
  *i = k + 1;
  return true;
}

/* A noun for one who does something, by its ending. */
bool
title_is_agent (const char *lower)
{
  return strlen (lower) > 5 &&
         word_ends_in (lower, "are ör ant ent ist log nom när kritiker tekniker");
}

/* `konstvetare och skribent`: two occupations, not one title. */
bool
title_parts_occupations (const Press *press, uint32_t i, uint32_t limit)
{
  return i > 0 && i + 1 < limit && token_bits (press, i, W_AND) &&
         title_is_agent (press->tokens[i - 1].lower) &&
         title_is_agent (press->tokens[limit - 1].lower);
}

/* `en av grundarna`, `one of the founders`: past what stands before the title; @i if there is
 * no such thing. */
uint32_t
title_one_of (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t k = i + 2, end;

  if (k >= limit || !word_in (press->tokens[i].lower, "en ett one") ||
      !word_in (press->tokens[i + 1].lower, "av of"))
    return i;
  while (k < limit && k < i + 7 && !title_head (press, k, &end) &&
         (token_bits (press, k, W_ARTICLE) ||
          token_of (press, k)->kind == NYSTA_TOKEN_NUMBER ||
          word_in (press->tokens[k].lower,
                   "många flera få två tre fyra fem sex sju åtta nio tio several many its "
                   "two three four five six ursprungliga original")))
    k++;
  if (k < limit && word_in (press->tokens[k].lower, "deltagarna deltagare participants"))
    return i;
  return k < limit &&
             (title_head (press, k, &end) || title_is_modifier (press, k, TITLE_PLAIN))
           ? k
           : i;
}

/* `sedan i våras`, `sedan 2019`, `sedan den 1 maj`: a word of it, before a title. */
bool
title_is_since (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t from = i, end;

  while (from > 0 && i - from < 4 && !token_is (press, from, "sedan"))
    from--;
  if (!token_is (press, from, "sedan") || block_of (press, from) != block_of (press, i))
    return false;
  for (uint32_t k = from + 1; k < limit && k < from + 6; k++)
    {
      if (k > i && title_head (press, k, &end))
        return k > from + 1;
      if (token_of (press, k)->kind != NYSTA_TOKEN_NUMBER &&
          !token_bits (press, k, W_MONTH) &&
          !word_in (press->tokens[k].lower,
                    "i våras höstas vintras somras fjol året den förra år årsskiftet många "
                    "några flera två tre fyra fem"))
        return false;
    }
  return false;
}

/* `konstnären NAMN`: what somebody lives by is no post, unless it is held somewhere. */
bool
title_is_mere_occupation (const char *label)
{
  static const char *const endings[] = {
    "konstnär",   "författare",   "spelare",   "sångare",   "sångerska",   "artist",
    "musiker",    "skådespelare", "veterinär", "fotograf",  "lantbrukare", "bonde",
    "kock",       "översättare",  "skribent",  "komiker",   "dansare",     "låtskrivare",
    "bloggare",   "idrottare",    "åkare",     "löpare",    "pristagare",  "stjärna",
    "tonsättare", "poet",         "elev",      "pensionär", "hantverkare", "snickare",
    "gitarrist",  "actor",        "singer",    "artist",    "author",      "writer",
    "farmer"
  };

  return word_ends_in_one_of (label, endings);
}
