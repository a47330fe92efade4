/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-pairs.c: names within which two things are joined: `Sjö- och
 * Vattenbruksakademien`, `Föreningen Ljud och Bild`, `Society of River Councils and Lake
 * Agencies`, `Coastal and Inland Water Institute`.
 */
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

/* --- Swedish ------------------------------------------------------------------------- */

/* What the second half of an elliptic compound ends in, if it is a body's name. */
#define HALVES                                                                             \
  "college myndigheten förbundet företagen industrierna departementet verket "           \
  "inspektionen rådet akademin akademien sällskapet museet institutet stiftelsen "       \
  "högskolan biblioteket arkivet ämbetet centret fonden banken kammaren gymnasiet "      \
  "arbetareförbundet sjukhuset teatern"

static bool
is_half (const char *lower)
{
  return (is_org_compound (lower) || word_ends_in (lower, HALVES)) &&
         !has_suffix (lower, "nämnd");
}

/* `Kungliga`, `Svenska`, `Statens`: before the name proper. */
static bool
is_qualifier (const Press *press, uint32_t i)
{
  return token_upper (press, i) && !token_acronym (press, i) &&
         word_ends_in (press->tokens[i].lower, "liga ska tens erna") &&
         strlen (press->tokens[i].lower) > 5;
}

/* `Skogs- och träcollege Norr`, `Barn- och ungdomsföreningen`, `Kungliga Sjö- och
 * Vattenbruksakademien`: returns the end, or @i. */
uint32_t
organisation_elliptic_end (const Press *press, uint32_t i, uint32_t limit,
                           bool *out_genitive)
{
  uint32_t half = i;

  *out_genitive = false;
  while (half + 1 < limit && half - i < 2 && token_joined (press, half + 1) &&
         is_qualifier (press, half) && span_over (press, half) == NULL)
    half++;
  uint32_t k = half + 1;
  /* `Kungliga sjö- och vattenakademin` */
  if ((!token_upper (press, half) && half == i) ||
      (!has_suffix (press->tokens[half].lower, "-") &&
       !(k < limit && token_is (press, k, "-") && !token_joined (press, k))))
    return i;
  k += token_is (press, k, "-");
  if (k + 1 >= limit || !token_is (press, k, "och") || !token_joined (press, k) ||
      (span_over (press, k + 1) != NULL && span_over (press, k + 1)->match != NULL))
    return i;

  const char *lower = press->tokens[k + 1].lower;
  size_t n = strlen (lower);
  char base[64];
  if (!is_half (lower))
    {
      if (n < 4 || n >= sizeof base || lower[n - 1] != 's')
        return i;
      memcpy (base, lower, n - 1);
      base[n - 1] = '\0';
      if (!is_half (base))
        return i;
      *out_genitive = true;
      return k + 2;
    }
  k += 2;
  return k < limit && token_joined (press, k) && token_name (press, k) &&
             span_over (press, k) == NULL
           ? capital_run_end (press, k, limit)
           : k;
}

/* A common noun in indefinite form with a capital, which no name is known by. */
static bool
is_bare_noun (const Press *press, uint32_t i)
{
  const uint32_t names = 1u << NYSTA_MATCH_MUNICIPALITY | 1u << NYSTA_MATCH_ORGANISATION |
                         1u << NYSTA_MATCH_AGENCY | 1u << NYSTA_MATCH_REGION |
                         1u << NYSTA_MATCH_UNIVERSITY;

  const NystaMatch *place = match_at (press, i, 1u << NYSTA_MATCH_PLACE);

  return token_upper (press, i) && !token_acronym (press, i) &&
         token_class (press, i, NYSTA_MATCH_COMMON_WORD) &&
         (place == NULL || (place->flags & NYSTA_MATCH_AMBIGUOUS)) &&
         (press->tokens[i].classes & names) == 0 &&
         !(token_class (press, i, NYSTA_MATCH_GIVEN_NAME) &&
           name_bearers (press, i, NYSTA_MATCH_GIVEN_NAME) >= 200) &&
         !token_bits (press, i, W_ORG_OPENER | W_NO_ACTOR | W_LEGAL) &&
         !word_ends_in (press->tokens[i].lower, "en et na erna orna arna");
}

/* `Föreningen Ljud och Bild`, `Folkets Park och Trädgårdar`: a noun has a capital within a
 * Swedish sentence only where it belongs to a name. */
uint32_t
organisation_noun_pair_end (const Press *press, uint32_t first, uint32_t end,
                            uint32_t limit)
{
  bool opened = token_bits (press, first, W_ORG_OPENER) ||
                word_ends_in (
                  press->tokens[first].lower,
                  "föreningen stiftelsen klubben sällskapet teatern nätverket") ||
                has_suffix (press->tokens[first].lower, "s");

  return opened && end + 1 < limit && end - first == 2 && token_is (press, end, "och") &&
             !in_english (press, end) && is_bare_noun (press, end - 1) &&
             is_bare_noun (press, end + 1) && span_over (press, end + 1) == NULL &&
             !(token_joined (press, end + 2) && token_name (press, end + 2)) &&
             !(end + 2 < limit &&
               (token_is (press, end + 2, "-") || token_bits (press, end + 2, W_AND) ||
                token_is (press, end + 2, "för")))
           ? end + 2
           : end;
}

/* `Folkets Park och Trädgårdar` by its shape alone: returns the end, or @i. */
uint32_t
organisation_genitive_pair_end (const Press *press, uint32_t i, uint32_t limit)
{
  return i + 1 < limit && token_joined (press, i + 1) && token_upper (press, i) &&
             !token_opens (press, i) && word_ends_in (press->tokens[i].lower, "ets ens") &&
             token_class (press, i, NYSTA_MATCH_COMMON_WORD) &&
             organisation_noun_pair_end (press, i, i + 2, limit) > i + 2
           ? i + 4
           : i;
}

/* --- English ------------------------------------------------------------------------- */

static bool
is_plural (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return token_upper (press, i) && !token_acronym (press, i) && strlen (lower) > 4 &&
         has_suffix (lower, "s") && !has_suffix (lower, "ss") &&
         strchr (press->tokens[i].word, '\'') == NULL && span_over (press, i) == NULL;
}

/* `Society of River Councils` + `and Lake Agencies`: two plurals are what one body is of. */
uint32_t
organisation_plural_pair_end (const Press *press, uint32_t first, uint32_t end,
                              uint32_t limit)
{
  bool of = false;

  for (uint32_t k = first; k < end; k++)
    of |= token_is (press, k, "of") || token_is (press, k, "for");
  if (!of || end + 1 >= limit || !token_is (press, end, "and") ||
      !is_plural (press, end - 1) || !token_upper (press, end + 1))
    return end;
  uint32_t past = capital_run_end (press, end + 1, limit);
  return past > end + 1 && past - end <= 4 && is_plural (press, past - 1) &&
             span_free (press, end + 1, past)
           ? past
           : end;
}

/* What an institute may be for. */
static bool
is_subject (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return token_upper (press, i) && !token_acronym (press, i) &&
         !token_class (press, i, NYSTA_MATCH_PLACE) &&
         !token_class (press, i, NYSTA_MATCH_ORGANISATION) &&
         (word_in (
            lower,
            "health water energy food forest marine coastal environment climate arts "
            "culture science research education trade transport sports youth labour "
            "finance economy innovation technology business land sea ocean soil plant "
            "animal fish civil public higher agriculture fisheries forestry veterinary "
            "earth space polar arctic child family consumer competition safety") ||
          (strlen (lower) > 6 &&
           word_ends_in (lower,
                         "ical onal ural ental logical graphic ology nomic ulture")));
}

/* `Coastal and Inland Water Institute`: the subject that stands first is no body. Returns
 * the end, or @i. */
uint32_t
organisation_subject_pair_end (const Press *press, uint32_t i, uint32_t limit)
{
  if (i + 3 >= limit || !token_is (press, i + 1, "and") || !is_subject (press, i) ||
      !token_upper (press, i + 2) || token_acronym (press, i + 2) ||
      (i > 0 && token_joined (press, i) && token_name (press, i - 1) &&
       !token_bits (press, i - 1, W_ARTICLE)))
    return i;
  uint32_t past = capital_run_end (press, i + 2, limit);
  for (uint32_t k = i + 2; k < past; k++)
    if (span_over (press, k) != NULL && span_over (press, k)->match != NULL)
      return i;
  return past - i >= 4 && past - i <= MAX_RUN_TOKENS &&
             token_bits (press, past - 1, W_ORG_HEAD)
           ? past
           : i;
}
