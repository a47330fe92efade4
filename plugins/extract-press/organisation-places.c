/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-places.c: an organisation by the place in which its name stands: after a
 * title, after `på`, before `vd`. There a bare municipality is an actor, and any name in
 * capitals will do.
 */
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

uint32_t
municipality_entity (Press *press, const NystaMatch *match, uint32_t i, uint32_t end)
{
  uint32_t entity = entity_of (press, ORGANISATION, match->canonical);

  press->entities[entity].authority = match->authority;
  if (i < end && strcmp (text_between (press, i, end), match->canonical) != 0)
    entity_alias (press, entity,
                  (match->flags & NYSTA_MATCH_GENITIVE) ? match->canonical
                                                        : text_between (press, i, end));
  return entity;
}

/* `nationella`, `regeringens`, `nyinrättade`: says of a name what it is like or whose. */
static bool
is_attribute (const Press *press, uint32_t i)
{
  if (token_upper (press, i))
    return has_suffix (press->tokens[i].lower, ":s");
  return !token_bits (press, i, W_PREP | W_AND | W_VERB | W_COPULA | W_SAY | W_PRONOUN) &&
         !token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) &&
         strlen (press->tokens[i].lower) > 4 &&
         word_ends_in (press->tokens[i].lower, "a e ens ets nas ns ts");
}

/* Words before the proper name: `på energibolaget Nordvind`, `vid det statliga …`, `i
 * regeringens nationella Rymdråd`, `från FN:s livsmedelsorgan FAO`. */
static uint32_t
skip_descriptors (const Press *press, uint32_t i, uint32_t limit)
{
  while (i < limit &&
         (token_bits (press, i, W_ARTICLE) || organisation_descriptor (press, i) ||
          (word_in (press->tokens[i].lower, "both både bland annat bl.a.") &&
           !token_upper (press, i))))
    i++;
  uint32_t name = i;
  while (name < limit && name - i < 4 && span_over (press, name) == NULL &&
         is_attribute (press, name))
    name++;
  /* The noun that says what it is comes last: `livsmedelsorgan`. */
  if (name < limit && organisation_descriptor (press, name))
    name++;
  else if (name < limit && span_over (press, name) == NULL && !token_upper (press, name) &&
           word_ends_in (press->tokens[name].lower,
                         "organ fond byrå program bolaget företaget "
                         "organisationen myndigheten institutet"))
    name++;
  return name > i && name < limit && span_at (press, name, ORGANISATION) != NULL ? name : i;
}

/* A part of an organisation, named or not: its parent is what counts. */
static bool
is_unit (const Press *press, uint32_t i)
{
  static const char *const endings[] = {
    "förvaltningen", "förvaltning",   "avdelningen", "avdelning", "enheten",  "enhet",
    "kontoret",      "institutionen", "sektionen",   "kansliet",  "tjänsten", "jouren",
  };

  if (token_bits (press, i, W_UNIT))
    return true;
  for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
    if (has_suffix (press->tokens[i].lower, endings[k]) &&
        !token_class (press, i, NYSTA_MATCH_AGENCY))
      return true;
  return false;
}

/* A place that stands for nobody: no genitive, and nothing capitalised behind it. */
static bool
is_only_place (const Press *press, uint32_t i, uint32_t limit)
{
  const NystaMatch *place = match_at (press, i, 1u << NYSTA_MATCH_PLACE);

  return place != NULL && !(place->flags & NYSTA_MATCH_GENITIVE) &&
         capital_run_end (press, i, limit) <= i + place->n_tokens;
}

/* `PhD`, `Dr`: what stands before or after a person's name. */
static bool
is_degree (const Press *press, uint32_t i)
{
  static const char *const degrees[] = { "phd", "ph.d", "ph.d.", "msc",  "bsc",  "md",
                                         "mba", "dr",   "dr.",   "prof", "prof." };

  for (size_t k = 0; k < sizeof degrees / sizeof degrees[0]; k++)
    if (token_is (press, i, degrees[k]))
      return true;
  return false;
}

/* The state acts by its government, but people are employed in its offices. */
static bool
is_government_office (const Press *press, uint32_t i)
{
  return token_is (press, i, "regeringskansliet") ||
         token_is (press, i, "regeringskansliets");
}

/* `HAMNARNAS FRAMTID`: a heading in capitals throughout. */
static bool
is_shouted (const Press *press, uint32_t i, uint32_t end)
{
  size_t n = 0;

  for (uint32_t k = i; k < end; k++)
    if (token_of (press, k)->flags & NYSTA_TOKEN_ALL_UPPER)
      n += strlen (press->tokens[k].word);
    else
      return false;
  return end > i + 1 && n > 12;
}

#define DEMONYMS                                                                           \
  "swedish nordic danish norwegian finnish icelandic european american british german "    \
  "french dutch italian spanish polish estonian latvian lithuanian baltic african "        \
  "asian indian chinese japanese kenyan ukrainian russian canadian australian brazilian "  \
  "international national regional local global scandinavian arctic"

/* `Operators`, where the text has operators, too; `Example Award`. */
static bool
is_none (const Press *press, uint32_t i, uint32_t end)
{
  unsigned n_seen = 0;

  if (word_in (press->tokens[end - 1].lower,
               "award awards prize challenge pledge pledges summit declaration agreement "
               "directive treaty convention protocol"))
    return true;
  if (word_in (press->tokens[i].lower, "executive management") && i > 0 &&
      token_joined (press, i) && token_upper (press, i - 1))
    return true;
  if (end != i + 1 || token_acronym (press, i) || !in_english (press, i))
    return false;
  if (word_in (press->tokens[i].lower, DEMONYMS) && i + 1 < press->n_tokens &&
      token_joined (press, i + 1) && token_word (press, i + 1))
    return true;
  if (word_in (press->tokens[i].lower,
               "associated supporting participating operators partners members users "
               "stakeholders beneficiaries applicants"))
    return true;
  for (uint32_t k = token_first_same (press, i); k != NONE && n_seen < 64;
       k = press->tokens[k].next_same, n_seen++)
    if (!token_upper (press, k))
      return true;
  return false;
}

uint32_t
organisation_parse (Press *press, uint32_t i, uint32_t limit, bool trusted,
                    uint32_t *out_end)
{
  i = skip_descriptors (press, i, limit);
  i += i + 1 < limit && organisation_item_code (press, i);
  if (i >= limit)
    return NONE;

  Span *span = span_over (press, i);
  if (span != NULL)
    {
      if (span->first != i || span->kind != ORGANISATION || span->end > limit)
        return NONE;
      *out_end = span->end;
      uint32_t entity = span_entity (press, span);
      mention_add (press, entity, span->first, span->end, span->confidence);
      return entity;
    }

  const NystaMatch *match = match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY);
  /* `på Nordvik Kraft`: a longer name that opens with the town. */
  bool longer = trusted && match != NULL &&
                capital_run_end (press, i, limit) > i + match->n_tokens &&
                span_free (press, i, capital_run_end (press, i, limit));
  /* `Vara folkhögskola` */
  uint32_t past = match != NULL ? i + match->n_tokens : limit;
  longer |= trusted && past < limit && token_joined (press, past) &&
            !token_upper (press, past) && !token_bits (press, past, W_ORG_HEAD) &&
            is_org_compound (press->tokens[past].lower) && span_free (press, i, past + 1);
  if (match != NULL && !longer && token_upper (press, i) && i + match->n_tokens <= limit)
    {
      *out_end = i + match->n_tokens;
      uint32_t entity = municipality_entity (press, match, i, *out_end);
      mention_add (press, entity, i, *out_end, 0.85);
      return entity;
    }
  uint32_t unit = i;
  if (title_skip_coordination (press, &unit, limit) && unit < limit &&
      is_unit (press, unit))
    return NONE; /* `Vård- och omsorgsförvaltningen` */
  if (!trusted || !token_name (press, i) || is_unit (press, i) ||
      strlen (press->tokens[i].word) < 2 ||
      token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) ||
      (token_bits (press, i, W_NO_ACTOR) && !is_government_office (press, i)) ||
      token_bits (press, i, W_CONTACT | W_MONTH) || is_degree (press, i) ||
      is_only_place (press, i, limit))
    return NONE;

  uint32_t end = capital_run_end (press, i, limit);
  if (end <= i || is_shouted (press, i, end) ||
      (end == i + 1 &&
       (strlen (press->tokens[i].word) < 2 || token_bits (press, i, W_NOT_NAME))))
    return NONE;
  /* `landshövding i Hallands län`: where, not who. */
  if (end < limit && token_is (press, end, "län"))
    return NONE;
  /* `EU:s program`, `Sveriges kommuner`: a state's or a union's something. */
  if (token_is (press, i, "eu:s") || token_is (press, i, "fn:s") ||
      (end == i + 1 && token_is (press, i, "sveriges")))
    return NONE;
  /* A lone capital with small letters after it may be a name that runs on. */
  while (end < limit && end - i < 6 && token_word (press, end) &&
         token_joined (press, end) && span_over (press, end) == NULL &&
         !token_upper (press, end) &&
         (is_org_compound (press->tokens[end].lower) || token_is (press, end, "vänner")))
    end++;
  /* `Exempelprogrammet 2007-2013` */
  if (end < limit && press->tokens[end].word[0] >= '1' &&
      press->tokens[end].word[0] <= '2' && strlen (press->tokens[end].word) >= 9 &&
      strlen (press->tokens[end].word) <= 11)
    end++;
  if (is_none (press, i, end))
    return NONE;
  char *name = organisation_base_form (press, i, end);
  uint32_t entity = entity_of (press, ORGANISATION, name);
  Span *added = organisation_add (press, i, end, 0.7);
  added->entity = entity;
  mention_add (press, entity, i, end, 0.7);
  *out_end = end;
  return entity;
}

/* `Valberedningens`, `Styrelsens`: of what has no name of its own. */
static bool
is_generic_genitive (const char *lower)
{
  size_t n = strlen (lower);
  char base[64];

  if (n < 3 || n >= sizeof base)
    return false;
  memcpy (base, lower, n - 1);
  base[n - 1] = '\0';
  return (word_bits (base) & W_NO_ACTOR) != 0;
}

uint32_t
organisation_before (Press *press, uint32_t end, uint32_t floor, uint32_t *out_first)
{
  if (end <= floor)
    return NONE;

  uint32_t last = end - 1;
  Span *span = span_over (press, last);
  if (span != NULL)
    {
      if (span->kind != ORGANISATION || span->end != end || span->first < floor)
        return NONE;
      *out_first = span->first;
      mention_add (press, span_entity (press, span), span->first, span->end, 0.9);
      return span_entity (press, span_over (press, last));
    }

  /* `bolagets vd`, `kommunens näringslivschef` */
  if (has_suffix (press->tokens[last].lower, "s"))
    {
      uint32_t meant = organisation_of_word (press, last);

      if (meant != NONE)
        return meant;
    }

  const Token *token = &press->tokens[last];
  size_t n = strlen (token->word);
  if (has_suffix (token->lower, "ministerns"))
    return NONE;
  if (!token_name (press, last) || n < 4 || token->word[n - 1] != 's' ||
      token_bits (press, last, W_NO_ACTOR | W_NOT_NAME | W_SAY) ||
      match_at (press, last, 1u << NYSTA_MATCH_PLACE) != NULL)
    {
      const NystaMatch *place = match_at (press, last, 1u << NYSTA_MATCH_MUNICIPALITY);

      if (place == NULL || !token_upper (press, last) ||
          !(place->flags & NYSTA_MATCH_GENITIVE))
        return NONE;
      *out_first = last;
      return municipality_entity (press, place, last, last);
    }
  const NystaMatch *place = match_at (press, last, 1u << NYSTA_MATCH_MUNICIPALITY);
  if (place != NULL)
    {
      *out_first = last;
      return municipality_entity (press, place, last, last);
    }

  if (is_generic_genitive (token->lower))
    return NONE;
  uint32_t first = last;
  while (first > floor && token_name (press, first - 1) && token_joined (press, first) &&
         span_over (press, first - 1) == NULL && last - first < 4 &&
         !(token_opens (press, first - 1) &&
           token_class (press, first - 1, NYSTA_MATCH_FUNCTION_WORD)))
    first--;
  if (first == last && token_opens (press, first) &&
      (token_class (press, first, NYSTA_MATCH_COMMON_WORD) ||
       token_class (press, first, NYSTA_MATCH_FUNCTION_WORD)))
    return NONE;
  char *name = organisation_base_form (press, first, end);
  n = strlen (name);
  if (name[n - 1] == 's' && strcmp (name, text_between (press, first, end)) == 0)
    name[n - 1] = '\0';
  *out_first = first;
  uint32_t entity = entity_of (press, ORGANISATION, name);
  Span *added = organisation_add (press, first, end, 0.75);
  added->name = name;
  added->entity = entity;
  mention_add (press, entity, first, end, 0.75);
  return entity;
}
