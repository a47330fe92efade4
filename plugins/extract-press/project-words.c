/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * project-words.c: the nouns that undertakings go by, in all forms, alone and as the last
 * part of a compound: `projektet`, `pilotprojekt`, `innovationsmiljöerna`, `programme`.
 */
#include "participations.h"
#include "projects.h"

#include <string.h>

/* Each alone or as the last part of a compound. */
#define INDEFINITE                                                                         \
  "projekt program initiativ satsning kraftsamling utlysning kampanj forskningsmiljö "    \
  "innovationsmiljö testbädd forskarskola"
#define DEFINITE                                                                           \
  "projektet projektets programmet programmets initiativet initiativets satsningen "       \
  "satsningens kraftsamlingen kraftsamlingens utlysningen utlysningens kampanjen "         \
  "kampanjens forskningsmiljön innovationsmiljön testbädden forskarskolan"
#define PLURAL                                                                             \
  "projekten projektens programmen programmens initiativen satsningar satsningarna "       \
  "kampanjer kampanjerna utlysningar utlysningarna forskningsmiljöer "                    \
  "forskningsmiljöerna innovationsmiljöer innovationsmiljöerna testbäddar "            \
  "testbäddarna forskarskolor forskarskolorna"

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

static bool
ask_definite (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return token_bits (press, i, W_PROJECT) || word_in (lower, "piloten förstudien") ||
         (word_ends_in (lower, DEFINITE) && !is_none (lower));
}

bool
project_word_definite (const Press *press, uint32_t i)
{
  return token_asked (press, i, ASKED_PROJECT, ask_definite);
}

static bool
ask_indefinite (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return word_in (lower, "project programme initiative consortium konsortium pilot "
                         "samarbete forskningscentrum kompetenscentrum "
                         "excellenscentrum") ||
         (word_ends_in (lower, INDEFINITE) && !is_none (lower));
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
  const char *lower = press->tokens[i].lower;

  return word_in (lower, "projects programmes initiatives") ||
         (word_ends_in (lower, PLURAL) && !is_none (lower));
}

bool
project_word_plural (const Press *press, uint32_t i)
{
  return token_asked (press, i, ASKED_PLURAL_PROJECT, ask_plural);
}

#define INFRASTRUCTURES "infrastruktur infrastructure infrastrukturen"
#define FACILITIES "centre center platform facility resource"

static bool
ask_infrastructure (const Press *press, uint32_t i)
{
  return word_ends_in (press->tokens[i].lower, INFRASTRUCTURES) ||
         word_in (press->tokens[i].lower, FACILITIES);
}

bool
project_word_infrastructure (const Press *press, uint32_t i)
{
  return token_asked (press, i, ASKED_INFRASTRUCTURE, ask_infrastructure) &&
         (!word_in (press->tokens[i].lower, FACILITIES) ||
          (i > 0 && word_in (press->tokens[i - 1].lower,
                             "research national competence data joint")));
}

bool
project_word_is_any (const Press *press, uint32_t i)
{
  return project_word_definite (press, i) || project_word_plural (press, i) ||
         token_asked (press, i, ASKED_COLLABORATION, ask_collaboration) ||
         token_asked (press, i, ASKED_INDEFINITE_PROJECT, ask_indefinite) ||
         token_asked (press, i, ASKED_INFRASTRUCTURE, ask_infrastructure);
}
