/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-bodies.c: councils, committees, inquiries and the like, by the noun that says
 * what they are: `Skogspolitiska rådet`, `XY-rådet`, `regeringens Rymdråd`, `franska
 * utrikesministeriet`, `det nationella vattencentret (NVC)`.
 */
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

/* What may follow an adjective with a capital. */
#define DEFINITE_BODIES                                                                    \
  "rådet nämnden delegationen kommittén kommissionen institutet akademien akademin "    \
  "sällskapet fonden stiftelsen förbundet centret centrumet beredningen utredningen "    \
  "unionen myndigheten biblioteket museet operan teatern nätverket alliansen högskolan " \
  "banken kyrkan forumet plattformen klustret skolan militärregionen gymnasiet senaten "  \
  "parlamentet kongressen domstolen byrån organisationen federationen konfederationen "   \
  "samfundet kommissariatet sekretariatet departementet ministeriet handelskammaren "      \
  "orkestern ensemblen baletten arkivet inspektionen ämbetet partiet rörelsen"

/* `XY-råd`, `XY-kommission`: a body named by an acronym, in indefinite form. */
static bool
is_acronym_body (const Token *token)
{
  static const char *const bodies[] = { "råd",       "kommission",   "delegation",
                                        "kommitté",  "utredning",    "nämnd",
                                        "beredning", "kommissionen", "rådet" };
  const char *hyphen = strchr (token->word, '-');

  if (hyphen == NULL || hyphen - token->word < 2 || hyphen - token->word > 8)
    return false;
  for (const char *p = token->word; p < hyphen; p++)
    if (*p >= 'a' && *p <= 'z')
      return false;
  return word_is_one_of (hyphen + 1, bodies);
}

/* `Medicinskt centrum`, `Nordligt forum`: an adjective with a capital in neuter form. */
static uint32_t
neuter_body_end (const Press *press, uint32_t i, uint32_t limit)
{
  const char *lower = press->tokens[i].lower;

  if (i + 1 >= limit || !token_joined (press, i + 1) || !token_upper (press, i) ||
      !(has_suffix (lower, "skt") || has_suffix (lower, "igt") ||
        has_suffix (lower, "llt")) ||
      strlen (lower) < 6)
    return i;
  if (!token_is (press, i + 1, "centrum") && !token_is (press, i + 1, "forum") &&
      !token_is (press, i + 1, "kompetenscentrum"))
    return i;
  return i + 3 < limit && token_is (press, i + 2, "för") && !token_upper (press, i + 3)
           ? organisation_phrase_end (press, i + 2, limit)
           : i + 2;
}

/* `Skogspolitiska rådet`, `Nordliga samrådet`: an adjective with a capital and a
 * body in definite form. Returns the end, or @i. */
static uint32_t
definite_body_end (const Press *press, uint32_t i, uint32_t limit)
{
  const char *lower = press->tokens[i].lower;

  if (i + 1 >= limit || !token_joined (press, i + 1) || !has_suffix (lower, "a") ||
      strlen (lower) < 5 || token_upper (press, i + 1) || span_over (press, i + 1) != NULL)
    return i;
  if (word_in (lower, "nya gamla första andra hela stora lilla samma denna enda båda sista "
                      "tredje lokala egna berörda europeiska kommunala") ||
      !word_ends_in (press->tokens[i + 1].lower, DEFINITE_BODIES) ||
      has_suffix (press->tokens[i + 1].lower, "området"))
    return i;
  uint32_t end = i + 2;

  if (end + 1 < limit && token_is (press, end, "för") && !token_upper (press, end + 1) &&
      !token_class (press, end + 1, NYSTA_MATCH_FUNCTION_WORD))
    end = organisation_phrase_end (press, end, limit);
  /* `Nordiska ungdomsförbundet i Sverige` */
  else if (end + 1 < limit && token_is (press, end, "i") &&
           word_in (press->tokens[end + 1].lower, "sverige finland norge danmark norden"))
    end += 2;
  return end;
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
  if (token_bits (press, i, W_NO_ACTOR) || !token_upper (press, i) ||
      (i + 1 < press->n_tokens && token_joined (press, i + 1) &&
       organisation_descriptor (press, i)))
    return false;
  if (token_opens (press, i) && (token_class (press, i, NYSTA_MATCH_COMMON_WORD) ||
                                 token_class (press, i, NYSTA_MATCH_FUNCTION_WORD)))
    return false;
  if (is_body_name (token->lower))
    return true;
  return n > 4 && token->lower[n - 1] == 's' &&
         is_body_name (arena_copy (&press->arena, token->lower, n - 1));
}

/* The body under its definite name, in whatever form it stands here. */
static void
add_indefinite (Press *press, uint32_t i)
{
  const char *word = press->tokens[i].word;
  const char *ending = has_suffix (word, "råd")                             ? "et"
                       : has_suffix (word, "kommitté")                      ? "n"
                       : has_suffix (word, "en") || has_suffix (word, "et") ? ""
                                                                            : "en";
  char *name = arena_printf (&press->arena, "%s%s", word, ending);
  Span *span = organisation_add (press, i, i + 1, 0.75);

  span->name = name;
  uint32_t entity = span_entity (press, span);
  entity_alias (press, entity, word);
}

/* `regeringens nationella Rymdråd`: a capital where an ordinary noun has none. */
static bool
is_indefinite_of_owner (const Press *press, uint32_t i)
{
  uint32_t owner = i, end;

  if (!token_upper (press, i) || token_opens (press, i) || title_head (press, i, &end) ||
      strlen (press->tokens[i].lower) < 7 ||
      !word_ends_in (press->tokens[i].lower,
                     "råd kommission delegation kommitté beredning nämnd"))
    return false;
  while (owner > 0 && i - owner < 3 && token_joined (press, owner) &&
         !token_upper (press, owner - 1) &&
         has_suffix (press->tokens[owner - 1].lower, "a"))
    owner--;
  return owner > 0 && token_joined (press, owner) &&
         has_suffix (press->tokens[owner - 1].lower, "s");
}

/* A body that one word names, as it is or by its indefinite form. */
void
organisation_find_body (Press *press, uint32_t i)
{
  if (is_acronym_body (&press->tokens[i]) || is_indefinite_of_owner (press, i))
    add_indefinite (press, i);
  else if (is_known_body (press, i))
    {
      Span *span = organisation_add (press, i, i + 1, 0.8);

      if (has_suffix (press->tokens[i].lower, "s"))
        organisation_strip_genitive (press, span);
    }
}

#define STATES                                                                             \
  "franska tyska brittiska amerikanska ryska kinesiska japanska "                          \
  "finska finländska danska norska isländska spanska italienska "                        \
  "portugisiska polska ukrainska estniska lettiska litauiska "                             \
  "nederländska belgiska österrikiska schweiziska grekiska turkiska "                    \
  "ungerska tjeckiska slovakiska slovenska kroatiska serbiska "                            \
  "rumänska bulgariska irländska kanadensiska mexikanska brasilianska "                  \
  "indiska sydkoreanska australiska israeliska egyptiska kenyanska "                       \
  "sydafrikanska svenska"

/* `franska utrikesministeriet`: a state's body, by its adjective. */
static uint32_t
state_body_end (const Press *press, uint32_t i, uint32_t limit)
{
  const char *lower = press->tokens[i].lower;

  return i + 1 < limit && token_upper (press, i) == token_opens (press, i) &&
             word_in (lower, STATES) &&
             word_ends_in (press->tokens[i + 1].lower,
                           "ministeriet departementet parlamentet senaten kongressen "
                           "centralbanken kustbevakningen försvarsmakten") &&
             !token_upper (press, i + 1) && token_joined (press, i + 1) &&
             span_over (press, i + 1) == NULL
           ? i + 2
           : i;
}

/* `Kungliga skogs- och vattenakademin`, `Nordsjöns författar- och översättarcentrum`. */
static uint32_t
paired_body_end (const Press *press, uint32_t i, uint32_t limit)
{
  const char *lower = press->tokens[i].lower;
  const NystaMatch *place = match_at (press, i, 1u << NYSTA_MATCH_PLACE);
  uint32_t k = i + 1;
  bool whose = place != NULL && (place->flags & NYSTA_MATCH_GENITIVE) != 0;

  if (!token_upper (press, i) || k + 2 >= limit || !token_joined (press, k) ||
      token_upper (press, k) || span_over (press, i) != NULL ||
      !(whose || (strlen (lower) > 4 && word_ends_in (lower, "ska liga eiska iga") &&
                  !word_in (lower, "kommunala svenska statliga enskilda samtliga"))))
    return i;
  bool hyphen = has_suffix (press->tokens[k].lower, "-");
  if (!hyphen && !token_is (press, k + 1, "-"))
    return i;
  k += hyphen ? 1 : 2;
  if (k + 1 >= limit || !token_is (press, k, "och") || token_upper (press, k + 1) ||
      span_over (press, k + 1) != NULL ||
      !(word_ends_in (press->tokens[k + 1].lower, DEFINITE_BODIES) ||
        (whose && is_org_compound (press->tokens[k + 1].lower))))
    return i;
  return k + 2;
}

uint32_t
organisation_adjective_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = neuter_body_end (press, i, limit);

  if (end <= i)
    end = paired_body_end (press, i, limit);
  return end > i ? end : definite_body_end (press, i, limit);
}

/* --- what an acronym in brackets proves to be a name --------------------------------- */

/* A noun that bodies are called by; not what any municipality or board has. */
static bool
is_body_noun (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  if (word_in (lower, "kommunstyrelsen regionstyrelsen arbetsgruppen projektgruppen "
                      "styrgruppen ledningsgruppen referensgruppen utredningsinstitutet "
                      "arbetsutskottet programmet samarbetet projektet"))
    return false;
  if (word_ends_in (lower, "nämnden styrelsen"))
    return token_upper (press, i) || token_is (press, i + 1, "för");
  return word_ends_in (
    lower,
    "rådet råd delegationen delegation kommittén kommitté kommissionen kommission "
    "beredningen beredning utredningen institutet institut centret centrumet centrum "
    "center sekretariatet direktoratet myndigheten inspektionen verket byrån organet "
    "organisationen förbundet förbund föreningen förening sällskapet sällskap "
    "akademin akademien nätverket nätverk alliansen koalitionen fonden fond stiftelsen "
    "stiftelse ministeriet departementet kansliet gruppen rörelsen federationen "
    "konfederationen museet universitetet högskolan bolaget domstolen tjänsten");
}

/* Where the phrase begins that ends before the bracket at @bracket; @bracket if there is no
 * body in it. */
static uint32_t
bracketed_first (const Press *press, uint32_t bracket)
{
  uint32_t floor = sentence_first (press, bracket), found = bracket;
  bool lone = true;

  for (uint32_t k = bracket; k-- > floor && bracket - k < 11 && found == bracket;)
    {
      bool comma = token_is (press, k, ",");

      if ((!token_word (press, k) && !comma) ||
          token_bits (press, k, W_VERB | W_COPULA | W_SAY | W_PRONOUN))
        return bracket;
      if (!comma && is_body_noun (press, k))
        found = k;
      else
        lone = false;
    }
  if (found == bracket)
    return bracket;
  /* Between the noun and the bracket stands what it is for, if anything. */
  if (!lone && !word_in (press->tokens[found + 1].lower, "för mot om mellan av i vid") &&
      (!token_upper (press, found) ||
       token_class (press, found + 1, NYSTA_MATCH_FUNCTION_WORD)))
    return bracket;
  while (
    found > floor && token_joined (press, found) && !token_upper (press, found) &&
    span_over (press, found - 1) == NULL &&
    !token_bits (press, found - 1, W_ARTICLE | W_PREP | W_AND) &&
    (has_suffix (press->tokens[found - 1].lower, "a") ||
     (token_upper (press, found - 1) && has_suffix (press->tokens[found - 1].lower, "s"))))
    found--;
  return found;
}

static void
add_bracketed (Press *press, uint32_t first, uint32_t bracket)
{
  const char *owner = first > 0 && token_joined (press, first)
                        ? press->tokens[first - 1].lower
                        : "";
  Span *before = first > 0 ? span_over (press, first - 1) : NULL;

  /* `OECD:s biståndskommitté (XYZ)` */
  if (before != NULL && before->kind == ORGANISATION && before->end == first &&
      has_suffix (owner, ":s"))
    first = before->first;
  /* `XYZ Center for Water and Soil (XCWS)`: its shape has shown where it begins. */
  else if (span_over (press, first) != NULL && span_over (press, first)->match == NULL &&
           span_over (press, first)->kind == ORGANISATION)
    first = span_over (press, first)->first;
  for (uint32_t i = first; i < bracket; i++)
    {
      Span *covered = span_over (press, i);

      if (covered != NULL)
        covered->dropped = true;
    }
  Span *span = organisation_add (press, first, bracket, 0.85);
  span->name = organisation_capital (press, span->name);
}

/* `direktoratet för skogsfrågor (SFD)`, `det nationella vattencentret (NVC)`. */
void
organisations_find_bracketed (Press *press)
{
  for (uint32_t i = 1; i + 2 < press->n_tokens; i++)
    {
      if (!token_is (press, i, "(") || !token_is (press, i + 2, ")") ||
          !token_acronym (press, i + 1) || strlen (press->tokens[i + 1].word) < 3 ||
          strlen (press->tokens[i + 1].word) > 8 || span_over (press, i + 1) != NULL ||
          span_over (press, i - 1) != NULL)
        continue;
      uint32_t first = bracketed_first (press, i);

      if (first < i)
        add_bracketed (press, first, i);
    }
}

#define SMALL_COUNCILS "delegationen kommissionen kommittén"

/* `det skogspolitiska rådet`, `delegationen för levande hav`: a council by name, in small
 * letters. */
static uint32_t
small_council_end (const Press *press, uint32_t i, uint32_t limit)
{
  const char *lower = press->tokens[i].lower;
  size_t n = strlen (lower);

  if (token_upper (press, i) || i + 2 >= limit || span_over (press, i + 1) != NULL)
    return i;
  if (has_suffix (lower, "politiska") && n > strlen ("politiska") + 2 &&
      word_in (press->tokens[i + 1].lower, "rådet rådets"))
    return i + 2;
  if (!word_in (lower, SMALL_COUNCILS) ||
      !word_in (press->tokens[i + 1].lower, "för mot") || token_upper (press, i + 2) ||
      token_class (press, i + 2, NYSTA_MATCH_FUNCTION_WORD) ||
      (i > 0 && token_bits (press, i - 1, W_ARTICLE)))
    return i;
  uint32_t end = organisation_phrase_end (press, i + 1, limit);
  /* `delegationen för levande havs arbete`: what it has is no part of its name. */
  if (end > i + 3 && has_suffix (press->tokens[end - 2].lower, "s") &&
      word_in (press->tokens[end - 1].lower,
               "arbete uppdrag förslag betänkande slutbetänkande delbetänkande rapport "
               "ledamöter ordförande sekretariat kansli möte möten rekommendationer"))
    end--;
  return end > i + 2 ? end : i;
}

/* A word that state_body_end() or small_council_end() begins with. */
static bool
ask_small_body (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return word_in (lower, STATES) || word_in (lower, SMALL_COUNCILS) ||
         has_suffix (lower, "politiska");
}

/* Bodies that have no capital of their own. */
void
organisations_find_small (Press *press)
{
  for (uint32_t i = 0; i + 1 < press->n_tokens; i++)
    {
      uint32_t limit = block_end (press, i), end = i;

      if (!token_asked (press, i, ASKED_SMALL_BODY, ask_small_body))
        continue;
      if (span_over (press, i) == NULL)
        end = state_body_end (press, i, limit);
      if (end <= i && span_over (press, i) == NULL)
        end = small_council_end (press, i, limit);
      if (end <= i || !span_free (press, i, end))
        continue;
      Span *span = organisation_add (press, i, end, 0.8);
      span->name = organisation_capital (press, span->name);
      if (has_suffix (press->tokens[end - 1].lower, "rådets") ||
          (end < limit && end - i > 3 && has_suffix (press->tokens[end - 1].lower, "s") &&
           token_word (press, end) && !token_class (press, end, NYSTA_MATCH_FUNCTION_WORD)))
        organisation_strip_genitive (press, span);
    }
}
