/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-words.c: the nouns that undertakings go by, in all forms, alone and as the last
 * part of a compound: `projektet`, `pilotprojekt`, `innovationsmiljöerna`, `programme`.
 */
#include "participations.h"
#include "projects.h"

#include <string.h>

typedef enum
{
  INDEFINITE = 1,
  DEFINITE,
  PLURAL
} Inflection;

typedef struct
{
  const char *word;
  Inflection form;
  bool compound; /* also as the last part of a word */
} Noun;

#define NEUTER(n, m)                                                                       \
  { n, INDEFINITE, true }, { n m "et", DEFINITE, true }, { n m "ets", DEFINITE, true },    \
    { n m "en", PLURAL, true },                                                            \
  {                                                                                        \
    n m "ens", PLURAL, true                                                                \
  }
#define COMMON(n, plural)                                                                  \
  { n, INDEFINITE, true }, { n "en", DEFINITE, true }, { n "ens", DEFINITE, true },        \
  {                                                                                        \
    n plural "na", PLURAL, true                                                            \
  }

static const Noun nouns[] = {
  NEUTER ("projekt", ""),
  NEUTER ("program", "m"),
  NEUTER ("initiativ", ""),
  COMMON ("satsning", "ar"),
  COMMON ("kraftsamling", "ar"),
  COMMON ("utlysning", "ar"),
  COMMON ("kampanj", "er"),
  COMMON ("forskningsmiljö", "er"),
  COMMON ("innovationsmiljö", "er"),
  COMMON ("testbädd", "ar"),
  { "forskarskola", INDEFINITE, true },
  { "forskarskolan", DEFINITE, true },
  { "forskningscentrum", INDEFINITE, false },
  { "kompetenscentrum", INDEFINITE, false },
  { "excellenscentrum", INDEFINITE, false },
  { "pilot", INDEFINITE, false },
  { "piloten", DEFINITE, false },
  { "konsortium", INDEFINITE, false },
  { "samarbete", INDEFINITE, false },
  { "förstudien", DEFINITE, false },
  { "project", INDEFINITE, false },
  { "projects", PLURAL, false },
  { "programme", INDEFINITE, false },
  { "programmes", PLURAL, false },
  { "initiative", INDEFINITE, false },
  { "initiatives", PLURAL, false },
  { "consortium", INDEFINITE, false },
};

/* `ett skrytprojekt`, `vårt drömprojekt`: praise or blame, no kind of undertaking; and what
 * else ends in `program`. */
static bool
is_none (const char *lower)
{
  static const char *const openings[] = {
    "spjutspets", "parad",   "favorit",   "skryt",     "dröm",     "jätte",
    "hjärte",     "hobby",   "succé",     "flagg",     "prestige", "problem",
    "mönster",    "miljard", "miljon",    "dator",     "data",     "tv-",
    "radio",      "parti",   "valprog",   "master",    "kandid",   "utbildningsprog",
    "studie",     "spar",    "handlings", "regerings", "besöks",   "fest",
    "dagsprog",   "konsert", "ramprog",   "vardags",
  };

  for (size_t k = 0; k < sizeof openings / sizeof openings[0]; k++)
    if (has_prefix (lower, openings[k]))
      return true;
  return false;
}

static Inflection
form_of (const char *lower)
{
  if (!word_ends_in_one_of (lower, nouns))
    return 0;
  for (size_t k = 0; k < sizeof nouns / sizeof nouns[0]; k++)
    if (nouns[k].compound ? has_suffix (lower, nouns[k].word)
                          : strcmp (lower, nouns[k].word) == 0)
      return is_none (lower) ? 0 : nouns[k].form;
  return 0;
}

static bool
ask_definite (const Press *press, uint32_t i)
{
  return token_bits (press, i, W_PROJECT) || form_of (press->tokens[i].lower) == DEFINITE;
}

bool
project_word_definite (const Press *press, uint32_t i)
{
  return token_asked (press, i, ASKED_PROJECT, ask_definite);
}

static bool
ask_indefinite (const Press *press, uint32_t i)
{
  return form_of (press->tokens[i].lower) == INDEFINITE;
}

static bool
ask_collaboration (const Press *press, uint32_t i)
{
  return word_in (press->tokens[i].lower, "collaboration partnership samverkan partnerskap "
                                          "cooperation effort");
}

bool
project_word_indefinite (const Press *press, uint32_t i)
{
  if (token_asked (press, i, ASKED_COLLABORATION, ask_collaboration))
    return i + 1 < press->n_tokens &&
           word_in (press->tokens[i + 1].lower,
                    "between mellan som that designed aimed aiming by");
  return token_asked (press, i, ASKED_INDEFINITE_PROJECT, ask_indefinite);
}

static bool
ask_plural (const Press *press, uint32_t i)
{
  return form_of (press->tokens[i].lower) == PLURAL;
}

bool
project_word_plural (const Press *press, uint32_t i)
{
  return token_asked (press, i, ASKED_PLURAL_PROJECT, ask_plural);
}
