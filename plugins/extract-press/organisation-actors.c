/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-actors.c: names that no list knows and whose shape says nothing, by what the
 * sentence makes of them: `X ansvarar för`, `X får stöd`, `besöker X`, `tillsammans med X`.
 * Persons and projects are known by now.
 */
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

#define PLACE_CLASSES                                                                      \
  (1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY | 1u << NYSTA_MATCH_REGION)

static bool
is_of_person (Press *press, uint32_t i)
{
  return token_class (press, i, NYSTA_MATCH_GIVEN_NAME) ||
         entity_find (press, SHORT_NAME, press->tokens[i].word) != NONE ||
         (token_class (press, i, NYSTA_MATCH_SURNAME) &&
          name_bearers (press, i, NYSTA_MATCH_SURNAME) >= 100);
}

/* `Lindals verkstad`: what follows belongs to it. */
static bool
owns_next (const Press *press, uint32_t i)
{
  return has_suffix (press->tokens[i].lower, "s") && i + 1 < press->n_tokens &&
         token_joined (press, i + 1) && token_word (press, i + 1) &&
         !token_bits (press, i + 1, W_AND | W_PREP | W_VERB | W_COPULA) &&
         !token_class (press, i + 1, NYSTA_MATCH_FUNCTION_WORD);
}

static bool
is_street (const char *lower)
{
  return has_suffix (lower, "gatan") || has_suffix (lower, "vägen") ||
         has_suffix (lower, "torget") || has_suffix (lower, "parken") ||
         has_suffix (lower, "kajen") || has_suffix (lower, "ön");
}

/* `between Swedish and Kenyan institutions` */
bool
organisation_is_people (const Press *press, uint32_t i)
{
  return !token_acronym (press, i) && strlen (press->tokens[i].word) > 5 &&
         in_english (press, i) &&
         word_ends_in (press->tokens[i].lower,
                       "ish ian ean ese rican mexican kenyan wegian nordic nordics");
}

uint32_t
organisation_free_end (Press *press, uint32_t i, uint32_t limit, bool lone)
{
  const uint32_t words = 1u << NYSTA_MATCH_COMMON_WORD | 1u << NYSTA_MATCH_FUNCTION_WORD;
  uint32_t head_end;

  if (i >= limit || !token_name (press, i) || !token_upper (press, i) ||
      span_over (press, i) != NULL || title_head (press, i, &head_end) ||
      token_bits (press, i,
                  W_NO_ACTOR | W_PROJECT | W_MONTH | W_ARTICLE | W_PRONOUN | W_UNIT |
                    W_CONTACT | W_MEMBERS) ||
      token_class (press, i, NYSTA_MATCH_FUNCTION_WORD))
    return i;
  uint32_t end = capital_run_end (press, i, limit);
  const NystaMatch *place = match_at (press, i, PLACE_CLASSES);

  if (!span_free (press, i, end) ||
      (place != NULL &&
       (end <= i + place->n_tokens || (place->flags & NYSTA_MATCH_GENITIVE) != 0)))
    return i;
  /* `EU:s`, `Europas`: what somebody has. */
  if (strchr (press->tokens[i].word, ':') != NULL || is_of_person (press, i))
    return i;
  if (end > i + 1)
    return token_bits (press, end - 1, W_PROJECT) ? i : end;
  if (organisation_is_people (press, i))
    return i;
  return lone && (press->tokens[i].classes & words) == 0 &&
             strlen (press->tokens[i].word) >= 3 && !owns_next (press, i) &&
             !is_street (press->tokens[i].lower)
           ? end
           : i;
}

static void
add_actor (Press *press, uint32_t first, uint32_t end)
{
  organisation_add (press, first, end, 0.75);
}

static const char *const support[] = { "stöd",        "bidrag",           "uppdrag",
                                       "medel",       "anslag",           "kronor",
                                       "miljoner",    "miljarder",        "stödet",
                                       "bidraget",    "uppdraget",        "finansiering",
                                       "projektstöd", "verksamhetsbidrag" };

/* `stöd`, `medel`, `36 miljoner kronor`: what a body is given. */
static bool
is_support (const Press *press, uint32_t i)
{

  return word_is_one_of (press->tokens[i].lower, support);
}

/* What bodies do and people hardly. */
static bool
acts (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const verbs[] = {
    "ansvarar",     "erbjuder",    "driver",     "samordnar",    "investerar",
    "tilldelas",    "tilldelades", "beviljas",   "beviljades",   "finansierar",
    "levererar",    "tillverkar",  "rekryterar", "arrangerar",   "anordnar",
    "förvaltar",    "bedriver",    "publicerar", "utser",        "utsåg",
    "ansöker",      "organiserar", "lanserar",   "distribuerar", "administrerar",
    "fördelar",     "provides",    "develops",   "coordinates",  "funds",
    "manufactures", "administers",
  };

  if (i >= limit || token_upper (press, i))
    return false;
  if (word_is_one_of (press->tokens[i].lower, verbs))
    return true;
  if (token_is (press, i, "får") || token_is (press, i, "fick"))
    for (uint32_t k = i + 1; k < limit && k < i + 7; k++)
      if (is_support (press, k))
        return true;
  return false;
}

static void
find_subjects (Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i < limit; i++)
    {
      if (!token_upper (press, i) || span_over (press, i) != NULL)
        continue;
      uint32_t end = organisation_free_end (press, i, limit, !token_opens (press, i));

      if (end > i && acts (press, end, limit))
        add_actor (press, i, end);
      if (end > i)
        i = end - 1;
    }
}

/* `A, B och C`: every one of them, bare or not. */
static void
add_series (Press *press, uint32_t i, uint32_t limit, bool lone)
{
  for (unsigned n = 0; i < limit && n < 12; n++)
    {
      const Span *span = span_over (press, i);
      uint32_t end = span != NULL && span->first == i
                       ? span->end
                       : organisation_free_end (press, i, limit, lone);

      if (end <= i)
        return;
      if (span == NULL)
        add_actor (press, i, end);
      if (end + 1 >= limit ||
          !(token_is (press, end, ",") || token_bits (press, end, W_AND)))
        return;
      i = end + 1;
    }
}

static const char *const visiting[] = { "besöker", "besökte", "besöka",
                                        "gästar",  "gästade", "gästa" };

/* `besöker ministern även X`, `besök på X`: past what stands between. */
static uint32_t
visited (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t k = i + 1;

  if (k >= limit)
    return limit;
  if (has_suffix (press->tokens[i].lower, "besök") &&
      (token_is (press, k, "på") || token_is (press, k, "hos")))
    return k + 1;
  if (!word_is_one_of (press->tokens[i].lower, visiting))
    return limit;
  for (; k < limit && k < i + 8; k++)
    {
      const Span *span = span_over (press, k);

      if (span != NULL && span->kind == PERSON)
        k = span->end - 1;
      else if (token_upper (press, k))
        return k;
      else if (!token_word (press, k) || token_is (press, k, "i") ||
               token_is (press, k, "och") || token_is (press, k, "med"))
        return limit;
    }
  return limit;
}

static const char *const together_with[] = { "tillsammans", "samarbete",     "samverkan",
                                             "partnerskap", "collaboration", "partnership",
                                             "together",    "cooperation" };

static const char *const by_whom[] = { "uppdrag",     "finansieras", "finansierades",
                                       "drivs",       "arrangeras",  "arrangerades",
                                       "organiseras", "tillverkas",  "supported",
                                       "funded",      "financed",    "organised",
                                       "organized" };

/* `tillsammans med`, `i samarbete med`, `på uppdrag av`, `stöd till`: past the phrase. */
static uint32_t
partner (const Press *press, uint32_t i, uint32_t limit, bool *out_lone)
{
  const char *lower = press->tokens[i].lower;

  *out_lone = true;
  if (i + 2 >= limit)
    return limit;
  if (word_is_one_of (lower, together_with) &&
      (token_is (press, i + 1, "med") || token_is (press, i + 1, "with")))
    return i + 2;
  if (word_is_one_of (lower, by_whom) &&
      (token_is (press, i + 1, "av") || token_is (press, i + 1, "by")))
    return i + 2;
  *out_lone = false;
  return is_support (press, i) && token_is (press, i + 1, "till") ? i + 2 : limit;
}

/* A word that visited() or partner() begins with. */
static bool
ask_actor (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return word_is_one_of (lower, visiting) || word_is_one_of (lower, together_with) ||
         word_is_one_of (lower, by_whom) || word_is_one_of (lower, support) ||
         has_suffix (lower, "besök");
}

/* `Anna Ek från X`, `vi på X`: where somebody works. */
static void
find_workplaces (Press *press, uint32_t first, uint32_t limit)
{
  for (uint32_t i = first; i + 2 < limit; i++)
    {
      const Span *span = span_over (press, i);
      bool person = (span != NULL && span->kind == PERSON && span->end == i + 1) ||
                    token_is (press, i, "vi") || token_is (press, i, "oss");
      if (!person)
        continue;
      bool lone = token_is (press, i + 1, "från") || token_is (press, i + 1, "hos");
      if (!(lone || token_is (press, i + 1, "på") || token_is (press, i + 1, "vid")))
        continue;
      uint32_t end = organisation_free_end (press, i + 2, limit, lone);
      if (end > i + 2)
        add_actor (press, i + 2, end);
    }
}

void
organisations_find_actors (Press *press)
{
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t first = press->text->sentences[s].first_token;
      uint32_t limit = first + press->text->sentences[s].n_tokens;

      if (limit > press->n_tokens || limit <= first ||
          press->text->blocks[block_of (press, first)].kind == NYSTA_BLOCK_HEADING)
        continue;
      find_subjects (press, first, limit);
      find_workplaces (press, first, limit);
      for (uint32_t i = first; i < limit; i++)
        {
          bool lone = true;

          if (!token_asked (press, i, ASKED_ACTOR, ask_actor))
            continue;
          add_series (press, visited (press, i, limit), limit, true);
          uint32_t past = partner (press, i, limit, &lone);
          add_series (press, past, limit, lone);
        }
    }
}
