/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisations.c: organisations by lexicon, by the shape of their name, and by the place
 * in which a name stands.
 */
#include "press.h"

#include <string.h>

#define MAX_RUN_TOKENS 8

static bool
joined (const Press *press, uint32_t i)
{
  return i < press->n_tokens && i > 0 && block_of (press, i) == block_of (press, i - 1) &&
         (token_of (press, i)->flags & (NYSTA_TOKEN_SPACE_BEFORE | NYSTA_TOKEN_LINE_BEFORE));
}

static bool
is_name_token (const Press *press, uint32_t i)
{
  const NystaToken *t = token_of (press, i);

  if (strcmp (press->tokens[i].word, "I") == 0)
    return false;
  return token_upper (press, i) || (t->kind == NYSTA_TOKEN_WORD &&
                                    (t->flags & NYSTA_TOKEN_MIXED_CASE)) ||
         (t->kind == NYSTA_TOKEN_WORD && (t->flags & NYSTA_TOKEN_HAS_DIGIT) &&
          press->tokens[i].word[0] >= '0' && press->tokens[i].word[0] <= '9' &&
          strlen (press->tokens[i].word) <= 4);
}

/* Past a run of capitalised words: `Coca Cola Europacific Partners`, `Global Connect`,
 * `Knut och Alice Wallenbergs Stiftelse`, `Center for Learning`. */
uint32_t
capital_run_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i;

  if (i >= limit || !is_name_token (press, i))
    return i;
  for (end = i + 1; end < limit && end - i < MAX_RUN_TOKENS && joined (press, end);)
    {
      if (is_name_token (press, end) && (span_over (press, end) == NULL ||
                                         span_over (press, end)->kind == ORGANISATION))
        end++;
      else if ((token_is (press, end, "&") || token_is (press, end, "of") ||
                token_is (press, end, "for") || token_is (press, end, "+")) &&
               end + 1 < limit && is_name_token (press, end + 1))
        end += 2;
      else if (token_is (press, end, "of") && token_is (press, end + 1, "the") &&
               end + 2 < limit && is_name_token (press, end + 2))
        end += 3;
      else
        break;
    }
  return end;
}

static char *
base_form (Press *press, uint32_t first, uint32_t end)
{
  char *name = text_between (press, first, end);
  size_t n = strlen (name);

  if (n > 3 && name[n - 1] == 's' && (name[n - 2] == ':' || name[n - 2] == '\''))
    name[n - 2] = '\0';
  return name;
}

static Span *
add (Press *press, uint32_t first, uint32_t end, double confidence)
{
  Span *span = span_add (press, ORGANISATION, first, end, confidence);

  span->name = base_form (press, first, end);
  return span;
}

/* --- by lexicon -------------------------------------------------------------------- */

#define ORGANISATION_CLASSES \
  (1u << NYSTA_MATCH_MUNICIPALITY | 1u << NYSTA_MATCH_REGION | 1u << NYSTA_MATCH_AGENCY | \
   1u << NYSTA_MATCH_UNIVERSITY | 1u << NYSTA_MATCH_ORGANISATION)

/* States, their governments and unions of states are no actors here. */
static bool
is_state (const char *name)
{
  static const char *const names[] = { "Europeiska unionen", "Förenta nationerna", "Regeringskansliet",
                                       "Sveriges riksdag", "Riksdagen", "Nato", "Europarådet", "Regeringen" };

  for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
    if (strcmp (name, names[k]) == 0)
      return true;
  return false;
}

static bool
match_counts (const Press *press, const NystaMatch *match)
{
  uint32_t i = match->first_token;
  bool acronym = match->n_tokens == 1 && token_acronym (press, i);

  if (!is_name_token (press, i) || is_state (match->canonical) ||
      (match->n_tokens == 1 && token_bits (press, i, W_NO_ACTOR)))
    return false;
  if (match->match_class == NYSTA_MATCH_MUNICIPALITY && (match->flags & NYSTA_MATCH_SHORT))
    return match->n_tokens > 1 && token_bits (press, i + match->n_tokens - 1, W_ORG_HEAD);
  if (match->match_class == NYSTA_MATCH_REGION && (match->flags & NYSTA_MATCH_SHORT) &&
      match->n_tokens == 1)
    return has_suffix (press->tokens[i].lower, "regionen");
  /* `Åke Bonnier`: a surname, whatever firm bears it too. */
  if (match->n_tokens == 1 && i > 0 && joined (press, i) && token_class (press, i, NYSTA_MATCH_SURNAME) &&
      token_class (press, i - 1, NYSTA_MATCH_GIVEN_NAME) && press->tokens[i - 1].given_weight >= 200 &&
      token_upper (press, i - 1))
    return false;
  /* `AI`, `EU`, `IT`: two letters mean too many things. */
  if (match->n_tokens == 1 && strlen (press->tokens[i].lower) < 3)
    return false;
  if (match->flags & NYSTA_MATCH_AMBIGUOUS)
    return match->n_tokens > 1 || acronym;
  return match->n_tokens > 1 || acronym || !token_opens (press, i) ||
         !token_class (press, i, NYSTA_MATCH_COMMON_WORD);
}

static void
find_by_lexicon (Press *press)
{
  const NystaText *text = press->text;

  for (size_t m = 0; m < text->n_matches; m++)
    {
      const NystaMatch *match = &text->matches[m];
      uint32_t first = match->first_token, end = first + match->n_tokens;

      if ((ORGANISATION_CLASSES & 1u << match->match_class) == 0 || end > press->n_tokens ||
          !span_free (press, first, end) || !match_counts (press, match))
        continue;

      /* `Exempel Sverige`: more capitals follow, so it is not the listed one itself. */
      uint32_t run = capital_run_end (press, first, block_end (press, first));
      if (match->match_class == NYSTA_MATCH_ORGANISATION && run > end && run - first <= 4 &&
          !(match->flags & NYSTA_MATCH_GENITIVE) && span_free (press, first, run) &&
          !token_class (press, end, NYSTA_MATCH_GIVEN_NAME) && token_upper (press, end))
        {
          add (press, first, run, 0.8);
          continue;
        }
      Span *span = add (press, first, end, 0.95);
      span->match = match;
      if (match->flags & NYSTA_MATCH_GENITIVE)
        {
          size_t n = strlen (span->name);

          if (n > 1 && span->name[n - 1] == 's')
            span->name = arena_copy (&press->arena, span->name, n - 1);
        }
    }
}

/* --- by shape ---------------------------------------------------------------------- */

/* `kommuns` as well as `kommun`. */
static bool
is_head (const Press *press, uint32_t i, bool *out_genitive)
{
  const char *lower = press->tokens[i].lower;
  size_t n = strlen (lower);
  char base[32];

  *out_genitive = false;
  if (!token_word (press, i))
    return false;
  if (token_bits (press, i, W_ORG_HEAD) || is_org_compound (lower))
    return true;
  if (n < 3 || n >= sizeof base || lower[n - 1] != 's')
    return false;
  memcpy (base, lower, n - 1);
  base[n - 1] = '\0';
  *out_genitive = (word_bits (base) & W_ORG_HEAD) != 0 || is_org_compound (base);
  return *out_genitive;
}

static bool
may_open_name (const Press *press, uint32_t i)
{
  uint32_t end;

  if (title_head (press, i, &end) && !token_class (press, i, NYSTA_MATCH_PLACE) &&
      !token_class (press, i, NYSTA_MATCH_MUNICIPALITY))
    return false;
  if (token_bits (press, i, W_ARTICLE | W_PRONOUN | W_PREP | W_AND | W_VERB | W_MONTH))
    return false;
  if (token_class (press, i, NYSTA_MATCH_FUNCTION_WORD))
    return false;
  if (token_opens (press, i) && token_class (press, i, NYSTA_MATCH_COMMON_WORD) &&
      !token_class (press, i, NYSTA_MATCH_PLACE) && !token_class (press, i, NYSTA_MATCH_MUNICIPALITY))
    return false;
  return true;
}

static bool
is_opener (const Press *press, uint32_t i)
{
  static const char *const endings[] = {
    "föreningen", "stiftelsen", "förbundet", "bolaget", "klubben", "sällskapet",
    "myndigheten", "högskolan", "nämnden", "fonden", "banken", "skolan", "museet",
    "kooperativet", "byrån", "kåren", "församlingen", "teatern",
    "delegationen", "kommittén", "kommissionen", "institutet", "universitetet",
  };

  /* `Baltic Sea Region Programme`: an opener stands first. */
  if (i > 0 && joined (press, i) && is_name_token (press, i - 1) && !token_opens (press, i - 1))
    return false;
  if (token_bits (press, i, W_ORG_OPENER))
    return true;
  for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
    if (has_suffix (press->tokens[i].lower, endings[k]))
      return true;
  return false;
}

/* Past a noun phrase in small letters: `för cirkulär ekonomi`, `för ungdoms- och
 * civilsamhällesfrågor`. */
static uint32_t
phrase_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i;

  while (end < limit && end - i < 6 && token_word (press, end) && joined (press, end) &&
         span_over (press, end) == NULL &&
         !token_bits (press, end, W_VERB | W_COPULA | W_SAY | W_PRONOUN) &&
         (!token_bits (press, end, W_PREP) || end == i))
    {
      if (token_bits (press, end, W_AND) && !has_suffix (press->tokens[end - 1].lower, "-"))
        break;
      end++;
    }
  return end;
}

/* `Stiftelsen Inlandskraft`, `Högskolan i Lövånger`, `Delegationen för cirkulär ekonomi`,
 * `Handelsbolaget Lanthandlarna i Näsby`. */
static uint32_t
opened_name_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  if (!is_opener (press, i) || end >= limit || !joined (press, end))
    return i;
  if (is_name_token (press, end) && !token_bits (press, end, W_AND) &&
      (span_over (press, end) == NULL || span_over (press, end)->kind == ORGANISATION))
    {
      end = capital_run_end (press, end, limit);
      /* `Skogsbolaget Exempel AB`: only says what kind of firm it is. */
      if (token_bits (press, end - 1, W_LEGAL) && has_suffix (press->tokens[i].lower, "bolaget") &&
          !token_bits (press, i, W_ORG_OPENER))
        return i;
      if (end + 1 < limit && token_is (press, end, "i") && token_upper (press, end + 1))
        end += 2;
      return end;
    }
  if ((token_is (press, end, "i") || token_is (press, end, "på")) && end + 1 < limit &&
      token_upper (press, end + 1) &&
      (has_prefix (press->tokens[i].lower, "högskolan") ||
       has_prefix (press->tokens[i].lower, "universitetet") ||
       has_suffix (press->tokens[i].lower, "föreningen") ||
       has_suffix (press->tokens[i].lower, "bolaget") ||
       has_suffix (press->tokens[i].lower, "högskolan")))
    return capital_run_end (press, end + 1, limit);
  if (token_is (press, end, "för") && end + 1 < limit && !token_upper (press, end + 1) &&
      !has_suffix (press->tokens[i].lower, "regionen") &&
      !token_class (press, end + 1, NYSTA_MATCH_FUNCTION_WORD))
    {
      uint32_t past = phrase_end (press, end, limit);

      return past > end + 1 ? past : i;
    }
  return i;
}

/* Heads that make a name even with a small letter; `SMOCS partners` is none. */
static bool
may_be_small (const char *lower)
{
  static const char *const capital_only[] = {
    "partners", "group", "energi", "arkitekter", "konsult", "consulting", "fastigheter", "bostäder",
    "gruppen", "company", "library", "centre", "center", "network", "union", "laboratory", "hospital",
    "commission", "trust", "alliance", "school", "academy", "board", "office", "council", "agency",
    "authority", "foundation", "association", "society", "institution", "college", "university", "fund",
    "nätverk", "koncern", "bolag", "kommuner", "råd", "skola", "bruk", "kyrka", "hamn", "institutes",
    "institute", "ministry", "bureau", "federation", "consortium", "municipality",
  };

  for (size_t k = 0; k < sizeof capital_only / sizeof capital_only[0]; k++)
    if (strcmp (lower, capital_only[k]) == 0)
      return false;
  return true;
}

/* `X AB`, `Storfors bygdegårdsförening`, `Luleå tekniska universitet`, `Råda Simsällskap`. */
static uint32_t
headed_name_end (const Press *press, uint32_t i, uint32_t limit, bool *out_genitive)
{
  uint32_t run = i, best = i;
  bool genitive = false;

  *out_genitive = false;
  while (run < limit && run - i < MAX_RUN_TOKENS && (run == i || joined (press, run)) &&
         (is_name_token (press, run) || (run > i && (token_is (press, run, "&")))) &&
         (span_over (press, run) == NULL || span_over (press, run)->kind == ORGANISATION))
    {
      if (run > i && (token_bits (press, run, W_LEGAL) || is_head (press, run, &genitive)))
        {
          best = run + 1;
          *out_genitive = genitive;
        }
      run++;
      /* `Exempel Startup and Growth Fund`, `Institute of Bioinformatics`. */
      if (run + 1 < limit && ((token_is (press, run, "and") && best != run && run - i > 1) || token_is (press, run, "of")) &&
          is_name_token (press, run + 1) && joined (press, run + 1))
        {
          if (best == run && token_is (press, run, "of"))
            best = capital_run_end (press, run + 1, limit);
          run++;
        }
    }
  if (run == i || run >= limit || !joined (press, run))
    return best;

  uint32_t head = run;
  if (!is_head (press, head, &genitive) && head + 1 < limit && joined (press, head + 1) &&
      (has_suffix (press->tokens[head].lower, "ska") || has_suffix (press->tokens[head].lower, "la")))
    head++;
  if (!token_upper (press, head) && is_head (press, head, &genitive) && may_be_small (press->tokens[head].lower) &&
      span_over (press, head) == NULL && !token_bits (press, head, W_UNIT | W_COPULA) &&
      (run - i > 1 || !token_bits (press, i, W_NOT_NAME)))
    {
      *out_genitive = genitive;
      return head + 1;
    }
  if (token_is (press, run, "ekonomisk") && token_is (press, run + 1, "förening"))
    return run + 2;
  return best;
}

/* `AI-råd`, `AI-kommission`: a body named by an acronym, in indefinite form. */
static bool
is_acronym_body (const Token *token)
{
  static const char *const bodies[] = { "råd", "kommission", "delegation", "kommitté", "utredning",
                                        "nämnd", "beredning", "kommissionen", "rådet" };
  const char *hyphen = strchr (token->word, '-');

  if (hyphen == NULL || hyphen - token->word < 2 || hyphen - token->word > 8)
    return false;
  for (const char *p = token->word; p < hyphen; p++)
    if (*p >= 'a' && *p <= 'z')
      return false;
  for (size_t k = 0; k < sizeof bodies / sizeof bodies[0]; k++)
    if (strcmp (hyphen + 1, bodies[k]) == 0)
      return true;
  return false;
}

/* `Livsmedelspolitiska rådet`, `Nordiska ministerrådet`: an adjective with a capital and a
 * body in definite form. Returns the end, or @i. */
static uint32_t
adjective_body_end (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const bodies[] = {
    "rådet", "nämnden", "delegationen", "kommittén", "kommissionen", "institutet", "akademien",
    "akademin", "sällskapet", "fonden", "stiftelsen", "förbundet", "centret", "beredningen",
    "utredningen", "unionen", "myndigheten", "biblioteket", "museet", "operan", "teatern", "nätverket",
    "alliansen", "högskolan", "banken", "kyrkan", "forumet", "plattformen", "klustret",
  };
  static const char *const ordinary[] = { "nya", "gamla", "första", "andra", "hela", "stora", "lilla",
                                          "samma", "denna", "enda", "båda", "sista", "tredje", "lokala",
                                          "egna", "berörda", "europeiska", "kommunala" };
  const char *lower = press->tokens[i].lower;

  if (i + 1 >= limit || !joined (press, i + 1) || !has_suffix (lower, "a") || strlen (lower) < 5 ||
      token_upper (press, i + 1) || span_over (press, i + 1) != NULL)
    return i;
  for (size_t k = 0; k < sizeof ordinary / sizeof ordinary[0]; k++)
    if (strcmp (lower, ordinary[k]) == 0)
      return i;
  for (size_t k = 0; k < sizeof bodies / sizeof bodies[0]; k++)
    if (has_suffix (press->tokens[i + 1].lower, bodies[k]) && !has_suffix (press->tokens[i + 1].lower, "området"))
      {
        uint32_t end = i + 2;

        if (end + 1 < limit && token_is (press, end, "för") && !token_upper (press, end + 1) &&
            !token_class (press, end + 1, NYSTA_MATCH_FUNCTION_WORD))
          end = phrase_end (press, end, limit);
        return end;
      }
  return i;
}

/* `Vård- och omsorgscollege Norr`, `Barn- och ungdomsföreningen`: returns the end, or @i. */
static uint32_t
coordinated_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t k = i + 1;

  if (!has_suffix (press->tokens[i].lower, "-") && !(k < limit && token_is (press, k, "-")))
    return i;
  k += token_is (press, k, "-");
  if (k + 1 >= limit || !token_bits (press, k, W_AND) || token_upper (press, k + 1) ||
      !(is_org_compound (press->tokens[k + 1].lower) || has_suffix (press->tokens[k + 1].lower, "college") ||
        has_suffix (press->tokens[k + 1].lower, "myndigheten") || has_suffix (press->tokens[k + 1].lower, "förbundet")) ||
      has_suffix (press->tokens[k + 1].lower, "nämnd"))
    return i;
  k += 2;
  return k < limit && joined (press, k) && is_name_token (press, k) && span_over (press, k) == NULL
           ? capital_run_end (press, k, limit) : k;
}

static bool
is_known_body (Press *press, uint32_t i)
{
  const Token *token = &press->tokens[i];
  size_t n = strlen (token->lower);
  uint32_t end;

  /* `Kommunalrådet`, `Statsrådet` are persons. */
  if (title_head (press, i, &end) || has_suffix (token->lower, "statsrådet") ||
      has_suffix (token->lower, "statsrådets"))
    return false;
  if (token_bits (press, i, W_NO_ACTOR) || !token_upper (press, i))
    return false;
  if (token_opens (press, i) && (token_class (press, i, NYSTA_MATCH_COMMON_WORD) ||
                                 token_class (press, i, NYSTA_MATCH_FUNCTION_WORD)))
    return false;
  if (is_body_name (token->lower))
    return true;
  return n > 4 && token->lower[n - 1] == 's' &&
         is_body_name (arena_copy (&press->arena, token->lower, n - 1));
}

static void
strip_genitive (Press *press, Span *span)
{
  size_t n = strlen (span->name);

  if (n > 3 && span->name[n - 1] == 's')
    span->name = arena_copy (&press->arena, span->name, n - 1);
}

/* `Centralsjukhuset i Karlstad`: the town belongs to the name. */
static uint32_t
seat_end (const Press *press, uint32_t i, uint32_t end, uint32_t limit)
{
  static const char *const heads[] = { "sjukhuset", "lasarettet", "gymnasiet", "hamnen", "museet", "konsthallen" };
  uint32_t past = end > i ? end : i + 1;

  if (past + 1 >= limit || !token_is (press, past, "i") || !token_upper (press, past + 1))
    return end;
  for (size_t k = 0; k < sizeof heads / sizeof heads[0]; k++)
    if (has_suffix (press->tokens[past - 1].lower, heads[k]) && strlen (press->tokens[past - 1].lower) > strlen (heads[k]))
      return past + 2;
  return end;
}

/* The body under its definite name, in whatever form it stands here. */
static void
add_body (Press *press, uint32_t i)
{
  const char *word = press->tokens[i].word;
  const char *ending = has_suffix (word, "råd") ? "et" : has_suffix (word, "kommitté") ? "n"
                       : has_suffix (word, "en") || has_suffix (word, "et") ? "" : "en";
  char *name = arena_printf (&press->arena, "%s%s", word, ending);
  Span *span = add (press, i, i + 1, 0.75);

  span->name = name;
  uint32_t entity = span_entity (press, span);
  entity_alias (press, entity, word);
}

static void
find_by_shape (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      uint32_t limit = block_end (press, i), end = i;
      bool genitive = false;

      Span *over = span_over (press, i);
      if (!is_name_token (press, i) || (over != NULL && over->first != i) ||
          (over != NULL && over->match != NULL && over->end > i + 1))
        continue;
      if (over == NULL || over->match == NULL)
        end = opened_name_end (press, i, limit);
      if (end <= i && over == NULL)
        end = coordinated_end (press, i, limit);
      if (end <= i && over == NULL)
        end = adjective_body_end (press, i, limit);
      if (end <= i && over == NULL && i + 1 < limit && token_opens (press, i) &&
          has_suffix (press->tokens[i].lower, "bolaget") && is_name_token (press, i + 1))
        continue;
      if (end <= i && may_open_name (press, i))
        end = headed_name_end (press, i, limit, &genitive);
      end = seat_end (press, i, end, limit);
      if (end > i + 1 && (over == NULL || end > over->end))
        {
          Span *span = add (press, i, end, 0.85);

          if (genitive)
            strip_genitive (press, span);
          i = end - 1;
        }
      else if (over == NULL && is_acronym_body (&press->tokens[i]))
        add_body (press, i);
      else if (over == NULL && is_known_body (press, i))
        {
          Span *span = add (press, i, i + 1, 0.8);

          if (has_suffix (press->tokens[i].lower, "s"))
            strip_genitive (press, span);
        }
    }
}

/* A bare municipality that the words around make an actor. */
static uint32_t
add_municipality (Press *press, uint32_t i)
{
  const NystaMatch *match = match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY);

  if (match == NULL || !token_upper (press, i))
    return i;
  uint32_t end = i + match->n_tokens;
  if (!span_free (press, i, end))
    return i;
  uint32_t entity = municipality_entity (press, match, i, end);
  Span *span = add (press, i, end, 0.85);
  span->entity = entity;
  return end;
}

/* `kommunerna Ale, Lerum och Partille`, `Ale, Kungälvs och Lerums kommuner`. */
static void
find_municipal_lists (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      uint32_t limit = block_end (press, i);

      if (token_is (press, i, "kommunerna"))
        for (uint32_t k = i + 1; k < limit;)
          {
            uint32_t end = add_municipality (press, k);

            if (end == k)
              break;
            k = end;
            while (k < limit && (token_is (press, k, ",") || token_bits (press, k, W_AND)))
              k++;
          }
      else if (token_is (press, i, "kommuner") && i > 0 && token_upper (press, i - 1))
        for (uint32_t k = i; k > press->block_first[block_of (press, i)];)
          {
            uint32_t before = k - 1;

            if (token_is (press, before, ",") || token_bits (press, before, W_AND))
              k = before;
            else if (add_municipality (press, before) > before)
              k = before;
            else
              break;
          }
    }
}

void
organisations_find (Press *press)
{
  find_by_lexicon (press);
  find_municipal_lists (press);
  find_by_shape (press);
}

/* --- by what the text says ------------------------------------------------------------ */

/* `AI-centret Exempel är ett företag som …`. */
static bool
says_kind (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const kinds[] = {
    "företag",  "bolag",     "myndighet", "organisation", "center",    "centrum", "förening",
    "stiftelse", "förbund",  "nätverk",   "institut",     "koncern",   "leverantör", "aktör",
    "arbetsgivare", "universitet", "högskola", "datalab", "bank", "branschorganisation",
    "medlemsorganisation", "company", "organisation", "organization", "agency", "institute",
    "foundation", "university", "library", "network", "centre", "infrastructure",
    "konsultföretag", "energibolag", "aktiebolag", "kooperativ", "museum", "teater",
  };

  for (uint32_t k = i; k < limit && k < i + 9; k++)
    for (size_t n = 0; n < sizeof kinds / sizeof kinds[0]; n++)
      if (has_suffix (press->tokens[k].lower, kinds[n]))
        return true;
  return false;
}

static void
find_defined (Press *press)
{
  for (size_t s = 0; s < press->text->n_sentences; s++)
    {
      uint32_t i = press->text->sentences[s].first_token;
      uint32_t limit = i + press->text->sentences[s].n_tokens;

      if (i >= limit || span_over (press, i) != NULL || !may_open_name (press, i) ||
          token_bits (press, i, W_PROJECT | W_NO_ACTOR))
        continue;
      uint32_t end = capital_run_end (press, i, limit);
      if (end > i && end + 1 < limit && span_free (press, i, end) &&
          (token_is (press, end, "är") || token_is (press, end, "is")) &&
          says_kind (press, end + 1, limit))
        add (press, i, end, 0.85);
    }
}

/* The heading over a publisher's own lines: `Om Exempelbolaget`, `About Example`. */
static void
find_about_headings (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t i = press->block_first[b], limit = press->block_first[b + 1];

      if (limit - i < 2 || limit - i > 10 ||
          !(token_is (press, i, "om") || token_is (press, i, "about")))
        continue;
      uint32_t end = capital_run_end (press, i + 1, limit);
      if (end > i + 1 && (end == limit || token_is (press, end, "(")) &&
          span_free (press, i + 1, end) && !token_bits (press, i + 1, W_NO_ACTOR | W_PROJECT))
        add (press, i + 1, end, 0.8);
    }
}

/* `Aging Research Center, ARC,`: the initials of the name before. */
static bool
is_initials (const Press *press, uint32_t first, uint32_t end, const char *acronym)
{
  uint32_t n = 0;

  for (uint32_t i = first; i < end; i++)
    if (token_upper (press, i))
      {
        if (acronym[n] == '\0' || press->tokens[i].word[0] != acronym[n])
          return false;
        n++;
      }
  return n >= 3 && acronym[n] == '\0';
}

static void
find_initials (Press *press)
{
  for (size_t s = 0; s < press->n_spans; s++)
    {
      uint32_t first = press->spans[s].first, end = press->spans[s].end;

      if (press->spans[s].kind != ORGANISATION || press->spans[s].dropped || end + 1 >= press->n_tokens ||
          !token_is (press, end, ",") || !token_acronym (press, end + 1) || span_over (press, end + 1) != NULL ||
          !is_initials (press, first, end, press->tokens[end + 1].word))
        continue;
      uint32_t entity = span_entity (press, &press->spans[s]);
      entity_alias (press, entity, press->tokens[end + 1].word);
      Span *span = add (press, end + 1, end + 2, 0.9);
      span->entity = entity;
    }
}

/* `Exempelmyndigheten (EXM)`: the name in brackets is the same organisation. */
static void
find_acronyms (Press *press)
{
  for (size_t s = 0; s < press->n_spans; s++)
    {
      Span *span = &press->spans[s];
      uint32_t end = span->end;

      if (span->kind != ORGANISATION || span->dropped || end + 2 >= press->n_tokens ||
          !token_is (press, end, "(") || !token_is (press, end + 2, ")") ||
          !token_upper (press, end + 1) || strlen (press->tokens[end + 1].word) > 12 ||
          strlen (press->tokens[end + 1].word) < 2)
        continue;
      Span *inner = span_over (press, end + 1);
      /* What is a project under its acronym is one under its full name. */
      if (inner == NULL && span->match == NULL)
        {
          uint32_t project = entity_find (press, PROJECT, text_between (press, end + 1, end + 2));

          if (project != NONE)
            {
              entity_alias (press, project, span->name);
              span->kind = PROJECT;
              span->entity = project;
              continue;
            }
        }
      if (inner != NULL && inner->kind == PROJECT && span->match == NULL)
        {
          uint32_t project = span_entity (press, inner);
          Span *whole = &press->spans[s];

          entity_alias (press, project, whole->name);
          whole->kind = PROJECT;
          whole->entity = project;
          continue;
        }
      if (inner != NULL && (inner->kind != ORGANISATION || inner->entity != NONE))
        continue;
      uint32_t entity = span_entity (press, span);
      const char *acronym = text_between (press, end + 1, end + 2);
      entity_alias (press, entity, acronym);
      if (inner == NULL)
        inner = add (press, end + 1, end + 2, 0.9);
      inner->entity = entity;
    }
}

void
organisations_find_defined (Press *press)
{
  find_defined (press);
  find_about_headings (press);
  find_acronyms (press);
  find_initials (press);
}

static bool
has_legal_form (const Press *press, const Span *span)
{
  return span->end - span->first >= 2 && (token_bits (press, span->end - 1, W_LEGAL) ||
                                          token_is (press, span->first, "ab"));
}

/* `Nordvind AB` is `Nordvind` further on. */
static void
add_short_forms (Press *press, size_t s)
{
  uint32_t first = press->spans[s].first, end = press->spans[s].end;
  uint32_t entity = press->spans[s].entity;

  if (end - first >= 2 && (token_bits (press, end - 1, W_LEGAL)))
    entity_alias (press, entity, text_between (press, first, end - 1));
  else if (end - first >= 2 && press->spans[s].match == NULL && has_suffix (press->spans[s].name, " kommun"))
    entity_alias (press, entity, text_between (press, first, end - 1));
  else if (end - first >= 3 && token_acronym (press, first) && token_upper (press, first + 1))
    entity_alias (press, entity, text_between (press, first, first + 1));
  else if (end - first >= 2 && token_is (press, first, "ab"))
    entity_alias (press, entity, text_between (press, first + 1, end));
}

void
organisations_repeat (Press *press)
{
  size_t n = press->n_spans;

  /* First the full forms, so that `Nordvind` finds `Nordvind AB`. */
  for (unsigned pass = 0; pass < 2; pass++)
    for (size_t s = 0; s < n; s++)
      if (press->spans[s].kind == ORGANISATION && !press->spans[s].dropped &&
          has_legal_form (press, &press->spans[s]) == (pass == 0))
        {
          span_entity (press, &press->spans[s]);
          add_short_forms (press, s);
        }
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      if (span_over (press, i) != NULL || !is_name_token (press, i) || !entity_may_begin (press, ORGANISATION, i))
        continue;
      uint32_t run = i + 1, limit = block_end (press, i);
      while (run < limit && run - i < 6 && span_over (press, run) == NULL && joined (press, run))
        run++;
      for (uint32_t end = run; end > i; end--)
        {
          uint32_t entity = entity_find (press, ORGANISATION, text_between (press, i, end));

          if (entity == NONE)
            continue;
          Span *span = add (press, i, end, 0.85);
          span->entity = entity;
          i = end - 1;
          break;
        }
    }
}

/* --- by position ------------------------------------------------------------------------ */

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

/* What kind of organisation it is, in definite form before its name: `flygbolaget`. */
static bool
is_descriptor (const Press *press, uint32_t i)
{
  static const char *const endings[] = {
    "bolaget",  "företaget", "myndigheten", "organisationen", "föreningen", "stiftelsen",
    "institutet", "koncernen", "byrån",     "kedjan",         "tidningen",  "förbundet",
    "högskolan", "universitetet", "kommunen", "aktören",      "leverantören", "jätten",
    "smedjan",  "förlaget",   "banken",     "klubben",        "skolan",     "museet",
  };
  const char *lower = press->tokens[i].lower;

  if (token_upper (press, i) || !token_upper (press, i + 1))
    return false;
  for (size_t k = 0; k < sizeof endings / sizeof endings[0]; k++)
    if (has_suffix (lower, endings[k]))
      return true;
  return token_bits (press, i, W_DESCRIPTOR);
}

/* Words before the proper name: `på energibolaget Nordvind`, `vid det statliga …`. */
static uint32_t
skip_descriptors (const Press *press, uint32_t i, uint32_t limit)
{
  while (i < limit && (token_bits (press, i, W_ARTICLE) || is_descriptor (press, i)))
    i++;
  return i;
}

/* A part of an organisation, named or not: its parent is what counts. */
static bool
is_unit (const Press *press, uint32_t i)
{
  static const char *const endings[] = {
    "förvaltningen", "förvaltning", "avdelningen", "avdelning", "enheten", "enhet",
    "kontoret",      "institutionen", "sektionen", "kansliet",  "tjänsten", "jouren",
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

uint32_t
organisation_parse (Press *press, uint32_t i, uint32_t limit, bool trusted,
                    uint32_t *out_end)
{
  i = skip_descriptors (press, i, limit);
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
  if (match != NULL && token_upper (press, i) && i + match->n_tokens <= limit)
    {
      *out_end = i + match->n_tokens;
      uint32_t entity = municipality_entity (press, match, i, *out_end);
      mention_add (press, entity, i, *out_end, 0.85);
      return entity;
    }
  if (!trusted || !is_name_token (press, i) || is_unit (press, i) || strlen (press->tokens[i].word) < 2 ||
      token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) || token_bits (press, i, W_NO_ACTOR | W_CONTACT | W_MONTH) ||
      is_only_place (press, i, limit))
    return NONE;

  uint32_t end = capital_run_end (press, i, limit);
  if (end <= i || (end == i + 1 && strlen (press->tokens[i].word) < 2))
    return NONE;
  /* A lone capital with small letters after it may be a name that runs on. */
  while (end < limit && end - i < 6 && token_word (press, end) && joined (press, end) &&
         span_over (press, end) == NULL && !token_upper (press, end) &&
         is_org_compound (press->tokens[end].lower))
    end++;
  /* `Exempelprogrammet 2007-2013` */
  if (end < limit && press->tokens[end].word[0] >= '1' && press->tokens[end].word[0] <= '2' &&
      strlen (press->tokens[end].word) >= 9 && strlen (press->tokens[end].word) <= 11)
    end++;
  char *name = base_form (press, i, end);
  uint32_t entity = entity_of (press, ORGANISATION, name);
  Span *added = add (press, i, end, 0.7);
  added->entity = entity;
  mention_add (press, entity, i, end, 0.7);
  *out_end = end;
  return entity;
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
  if (!is_name_token (press, last) || n < 4 || token->word[n - 1] != 's' ||
      token_bits (press, last, W_NO_ACTOR | W_NOT_NAME) ||
      match_at (press, last, 1u << NYSTA_MATCH_PLACE) != NULL)
    {
      const NystaMatch *place = match_at (press, last, 1u << NYSTA_MATCH_MUNICIPALITY);

      if (place == NULL || !token_upper (press, last) || !(place->flags & NYSTA_MATCH_GENITIVE))
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

  uint32_t first = last;
  while (first > floor && is_name_token (press, first - 1) && joined (press, first) &&
         span_over (press, first - 1) == NULL && last - first < 4 &&
         !(token_opens (press, first - 1) && token_class (press, first - 1, NYSTA_MATCH_FUNCTION_WORD)))
    first--;
  if (first == last && token_opens (press, first) &&
      (token_class (press, first, NYSTA_MATCH_COMMON_WORD) ||
       token_class (press, first, NYSTA_MATCH_FUNCTION_WORD)))
    return NONE;
  char *name = base_form (press, first, end);
  n = strlen (name);
  if (name[n - 1] == 's' && strcmp (name, text_between (press, first, end)) == 0)
    name[n - 1] = '\0';
  *out_first = first;
  uint32_t entity = entity_of (press, ORGANISATION, name);
  Span *added = add (press, first, end, 0.75);
  added->name = name;
  added->entity = entity;
  mention_add (press, entity, first, end, 0.75);
  return entity;
}
