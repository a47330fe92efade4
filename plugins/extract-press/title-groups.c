/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * title-groups.c: what the words behind a title are of: a body without a name of its own, a
 * part of the organisation, how long the post is held.
 */
#include "titles.h"

#include "word-sets.h"

/* A body without a name of its own. */
static bool
names_group (const char *lower)
{
  static const char *const endings[] = { "gruppen",   "styrelsen",   "nämnden",
                                         "utskottet", "fullmäktige", "beredningen",
                                         "kommittén", "juryn" };

  return word_ends_in_one_of (lower, endings);
}

/* `utrikesutskottet`, `den nordiska högnivågruppen`, `skol- och kulturnämnden` at @i. */
bool
title_is_group (const Press *press, uint32_t i, uint32_t limit)
{
  title_skip_coordination (press, &i, limit);
  for (uint32_t k = i; k < limit && k < i + 4; k++)
    {
      if (names_group (press->tokens[k].lower))
        return true;
      /* `projektets styrgrupp` */
      if (k > i && has_suffix (press->tokens[k - 1].lower, "s") &&
          word_ends_in (press->tokens[k].lower, "grupp styrelse utskott kommitté jury råd"))
        return true;
      if (!token_bits (press, k, W_ARTICLE) &&
          !(has_suffix (press->tokens[k].lower, "ets") && !token_upper (press, k)) &&
          !((title_is_adjective (press->tokens[k].lower) ||
             has_suffix (press->tokens[k].lower, "ala")) &&
            !token_upper (press, k)))
        return false;
    }
  return false;
}

/* `kommittén`, and no more of which one. */
bool
title_is_bare_body (const Press *press, uint32_t i, uint32_t limit)
{
  return word_in (press->tokens[i].lower,
                  "kommittén nämnden utskottet beredningen rådet "
                  "delegationen kommissionen utredningen gruppen") &&
         (i + 1 >= limit || !word_in (press->tokens[i + 1].lower, "för om mot inom av"));
}

/* `på mottagningen`, `inom öppenvården`: a part of the organisation, in small letters
 * and definite form. */
bool
title_is_unit_phrase (const Press *press, uint32_t i)
{
  static const char *const endings[] = { "en", "et", "an", "na", "ten" };
  const char *lower = press->tokens[i].lower;

  if (!token_word (press, i) || token_upper (press, i) || strlen (lower) < 6 ||
      span_over (press, i) != NULL || token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) ||
      token_bits (press, i, W_NO_ACTOR | W_PROJECT))
    return false;
  /* `vid stämman`, `vid årsskiftet` say when. */
  if (has_suffix (lower, "stämman") || has_suffix (lower, "mötet") ||
      has_suffix (lower, "skiftet") || has_suffix (lower, "sidan") ||
      has_suffix (lower, "plats"))
    return false;
  for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
    if (has_suffix (lower, endings[k]))
      return !token_upper (press, i + 1);
  return false;
}

/* `för två år`, `for a two-year period`: how long, and not of what. @i is past `för`. */
bool
title_says_how_long (const Press *press, uint32_t i, uint32_t limit)
{
  for (uint32_t k = i; k < limit && k < i + 4; k++)
    {
      const char *lower = press->tokens[k].lower;

      if (word_in (lower, "år året månader månad perioden period tiden mandatperioden "
                          "mandatperiod year years months month term terms"))
        return true;
      if (word_ends_in (lower, "årsperiod årsperioden"))
        return true;
      if (token_of (press, k)->kind != NYSTA_TOKEN_NUMBER &&
          !token_bits (press, k, W_ARTICLE) &&
          !word_in (
            lower,
            "två tre fyra fem sex one two three four five six next coming "
            "nästa kommande following föregående two-year three-year four-year five-year"))
        return false;
    }
  return false;
}

/* `chef för Exempelverkets klimatavdelning`: the unit belongs to the title. @end if the
 * organisation is not in the genitive. */
uint32_t
title_genitive_unit_end (const Press *press, uint32_t end, uint32_t limit)
{
  uint32_t i = end;

  if (!has_suffix (press->tokens[end - 1].lower, "s"))
    return end;
  while (i < limit && i < end + 3 && token_word (press, i) && !token_upper (press, i) &&
         span_over (press, i) == NULL &&
         !token_bits (press, i, W_AND | W_PREP | W_VERB | W_COPULA | W_SAY | W_PRONOUN) &&
         !token_class (press, i, NYSTA_MATCH_FUNCTION_WORD))
    i++;
  return i;
}
