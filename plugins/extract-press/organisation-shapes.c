/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-shapes.c: organisations that no list knows, by the shape of their name:
 * `X AB`, `Stiftelsen X`, `XY-rådet`, `Delegationen för x`, `Skogspolitiska rådet`.
 */
#include "names.h"
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

#define ENGLISH_HEADS                                                                      \
  "council institute centre center company network society trust school board office "     \
  "college association foundation federation bureau fund alliance commission laboratory "  \
  "garden hospital committee cluster chamber partnership university"

/* `kommuns` as well as `kommun`, `councils`. */
static bool
is_head (const Press *press, uint32_t i, bool *out_genitive)
{
  const char *lower = press->tokens[i].lower;
  size_t n = strlen (lower);
  char base[32];

  *out_genitive = false;
  uint32_t title_end;
  if (!token_word (press, i) ||
      (!token_upper (press, i) && has_suffix (lower, "råd") &&
       title_head (press, i, &title_end))) /* `Ekebys kommunalråd` */
    return false;
  if ((i > 0 && token_bits (press, i - 1, W_GENERIC)) || has_prefix (lower, "insynsråd"))
    return false;
  if (token_bits (press, i, W_ORG_HEAD) || is_org_compound (lower))
    return true;
  if (n < 3 || n >= sizeof base || lower[n - 1] != 's')
    return false;
  memcpy (base, lower, n - 1);
  base[n - 1] = '\0';
  if ((word_bits (base) & W_ORG_HEAD) == 0 && !is_org_compound (base))
    return false;
  /* `Arts Councils`: English marks the genitive otherwise. */
  *out_genitive = !word_in (base, ENGLISH_HEADS);
  return true;
}

/* `PP2`, `WP10` where a line begins: the number of an item, which has others like it. */
bool
organisation_item_code (const Press *press, uint32_t i)
{
  const char *word = press->tokens[i].word;
  size_t n = 0;

  while (word[n] >= 'A' && word[n] <= 'Z')
    n++;
  if (n == 0 || n > 3 || word[n] < '0' || word[n] > '9' || strlen (word + n) > 2 ||
      i != press->block_first[block_of (press, i)])
    return false;
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t k = press->block_first[b];

      if (k < press->n_tokens && k != i && strncmp (press->tokens[k].word, word, n) == 0 &&
          press->tokens[k].word[n] >= '0' && press->tokens[k].word[n] <= '9')
        return true;
    }
  return false;
}

bool
organisation_may_open (const Press *press, uint32_t i)
{
  uint32_t end;

  if (organisation_item_code (press, i))
    return false;

  if (token_bits (press, i, W_ARTICLE | W_PRONOUN | W_PREP | W_AND | W_VERB | W_MONTH))
    return false;
  if (token_class (press, i, NYSTA_MATCH_FUNCTION_WORD))
    return false;
  if (token_opens (press, i) && token_class (press, i, NYSTA_MATCH_COMMON_WORD) &&
      !token_class (press, i, NYSTA_MATCH_PLACE) &&
      !token_class (press, i, NYSTA_MATCH_MUNICIPALITY))
    return false;
  return token_class (press, i, NYSTA_MATCH_PLACE) ||
         token_class (press, i, NYSTA_MATCH_MUNICIPALITY) || !title_head (press, i, &end);
}

static bool
is_opener (const Press *press, uint32_t i)
{
  static const char *const endings[] = {
    "föreningen",   "stiftelsen",   "förbundet",     "bolaget",      "klubben",
    "sällskapet",   "myndigheten",  "högskolan",     "nämnden",      "fonden",
    "banken",       "skolan",       "museet",        "kooperativet", "byrån",
    "kåren",        "församlingen", "teatern",       "delegationen", "kommittén",
    "kommissionen", "institutet",   "universitetet", "utredningen",
  };

  /* `Northern Coast Region Programme`: an opener stands first. */
  if (i > 0 && token_joined (press, i) && token_name (press, i - 1) &&
      !token_opens (press, i - 1))
    return false;
  if (token_bits (press, i, W_ORG_OPENER))
    return true;
  /* `Energibolaget Exempel`, with the capital of its sentence. */
  if (token_opens (press, i) && i + 1 < press->n_tokens && token_upper (press, i + 1) &&
      has_suffix (press->tokens[i].lower, "bolaget"))
    return false;
  if (token_is (press, i, "forskarskolan"))
    return false;
  return word_ends_in_one_of (press->tokens[i].lower, endings);
}

/* `för teknik och etik (`: the second noun stands alone, in indefinite form, and ends the
 * phrase. */
static bool
ends_coordination (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const definite[] = { "en", "et", "na", "an" };

  if (i >= limit || !token_word (press, i) || token_upper (press, i) ||
      span_over (press, i) != NULL || token_bits (press, i, W_VERB | W_ARTICLE | W_PREP) ||
      token_class (press, i, NYSTA_MATCH_FUNCTION_WORD))
    return false;
  if (word_ends_in_one_of (press->tokens[i].lower, definite))
    return false;
  return i + 1 >= limit || !token_word (press, i + 1) ||
         token_bits (press, i + 1, W_VERB | W_SAY | W_COPULA);
}

/* `inrättades`, `tillsattes`, `bildats`: what was done with the body. */
static bool
is_past_passive (const char *lower)
{
  static const char *const endings[] = { "ades",   "ttes", "ddes", "rdes", "ldes", "ktes",
                                         "sattes", "rats", "dats", "nats", "sats" };

  return strlen (lower) > 6 && word_ends_in_one_of (lower, endings);
}

/* Past a noun phrase in small letters: `för levande språk`, `för skogs- och
 * språkfrågor`. */
uint32_t
organisation_phrase_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i;

  while (end < limit && end - i < 6 && token_word (press, end) &&
         token_joined (press, end) && span_over (press, end) == NULL &&
         (end == i ||
          (!token_bits (press, end, W_VERB | W_COPULA | W_SAY | W_PRONOUN | W_PREP) &&
           !is_past_passive (press->tokens[end].lower) &&
           !(end > i + 1 && token_bits (press, end, W_ARTICLE)))))
    {
      if (token_bits (press, end, W_AND) &&
          !has_suffix (press->tokens[end - 1].lower, "-") &&
          !(end - i >= 2 && ends_coordination (press, end + 1, limit)))
        break;
      end++;
    }
  return end;
}

/* `Stiftelsen Nordvind`, `Högskolan i Nordby`, `Delegationen för levande språk`,
 * `Handelsbolaget Handlarna i Nordby`. */
static uint32_t
opened_name_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  if (!is_opener (press, i) || end >= limit || !token_joined (press, end))
    return i;
  if (token_name (press, end) && !token_bits (press, end, W_AND) &&
      (span_over (press, end) == NULL || span_over (press, end)->kind == ORGANISATION))
    {
      end = capital_run_end (press, end, limit);
      /* `Skogsbolaget Exempel AB`: only says what kind of firm it is. */
      if (token_bits (press, end - 1, W_LEGAL) &&
          has_suffix (press->tokens[i].lower, "bolaget") &&
          !token_bits (press, i, W_ORG_OPENER))
        return i;
      if (end + 1 < limit && token_is (press, end, "i") && token_upper (press, end + 1) &&
          !token_is (press, i, "ab"))
        end += 2;
      return end;
    }
  if ((token_is (press, end, "i") || token_is (press, end, "på")) && end + 1 < limit &&
      token_upper (press, end + 1) &&
      (has_prefix (press->tokens[i].lower, "högskolan") ||
       has_prefix (press->tokens[i].lower, "universitetet") ||
       has_suffix (press->tokens[i].lower, "föreningen") ||
       word_ends_in (press->tokens[i].lower,
                     "bolaget högskolan klubben sällskapet kretsen") ||
       (has_suffix (press->tokens[i].lower, "förbundet") &&
        !token_is (press, i, "förbundet"))))
    return capital_run_end (press, end + 1, limit);
  bool about = token_is (press, end, "om") &&
               has_suffix (press->tokens[i].lower, "utredningen");
  if ((token_is (press, end, "för") || token_is (press, end, "mot") || about) &&
      end + 1 < limit && !token_upper (press, end + 1) &&
      !has_suffix (press->tokens[i].lower, "regionen") &&
      (!token_class (press, end + 1, NYSTA_MATCH_FUNCTION_WORD) ||
       (about && token_bits (press, end + 1, W_ARTICLE))))
    {
      uint32_t past = organisation_phrase_end (press, end, limit);

      return past > end + 1 ? past : i;
    }
  return i;
}

/* Past `, History` behind `Academy of Letters`, where `and Antiquities` follows; else @i. */
static uint32_t
english_series_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i;

  if (i >= limit || !in_english (press, i))
    return i;
  while (end + 2 < limit && token_is (press, end, ",") && token_upper (press, end + 1) &&
         !token_acronym (press, end + 1) && span_over (press, end + 1) == NULL &&
         !token_class (press, end + 1, NYSTA_MATCH_PLACE) &&
         !token_class (press, end + 1, NYSTA_MATCH_GIVEN_NAME) &&
         !token_upper (press, end + 2))
    end += 2;
  return end > i && end + 1 < limit && token_is (press, end, "and") &&
             token_upper (press, end + 1) &&
             !token_class (press, end + 1, NYSTA_MATCH_PLACE)
           ? end
           : i;
}

/* What sciences and tasks are called, in names of two words. */
#define FIELDS                                                                             \
  "studies sciences science planning research technology technologies development policy " \
  "affairs relations resources management security engineering systems training "          \
  "cooperation agroforestry forestry agriculture medicine education protection affairs "   \
  "rights innovation analysis statistics history archaeology economics geology safety "    \
  "health culture nutrition biology ecology conservation"

/* Past `of Bergen`, `for the History of Science`, `for Language and Folklore` at @i, or @i.
 */
static uint32_t
english_tail_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t start = i + 1;

  if (i + 1 >= limit || !(token_is (press, i, "of") || token_is (press, i, "for")))
    return i;
  start += token_is (press, start, "the");
  if (start >= limit || !token_name (press, start) ||
      token_bits (press, start, W_ARTICLE) ||
      (span_over (press, start) != NULL && span_over (press, start)->match != NULL &&
       span_over (press, start)->end > start + 1))
    return i;
  uint32_t end = capital_run_end (press, start, limit);
  bool place = match_at (press, start, 1u << NYSTA_MATCH_PLACE) != NULL;
  bool genitive;

  end = english_series_end (press, end, limit);
  /* `and Folklore`, not `and Example University`. */
  if (!place && end + 1 < limit && token_is (press, end, "and") &&
      token_upper (press, end + 1) && span_over (press, end + 1) == NULL &&
      !token_acronym (press, end + 1) &&
      !(end + 2 < limit && token_name (press, end + 2)) &&
      !(end + 2 < limit &&
        (token_is (press, end + 2, "of") || token_is (press, end + 2, "for"))) &&
      !is_head (press, end + 1, &genitive))
    end += 2;
  /* `for Peace and Environmental Studies` */
  else if (end + 2 < limit && token_is (press, end, "and") &&
           token_upper (press, end + 1) && token_upper (press, end + 2) &&
           !token_acronym (press, end + 1))
    {
      uint32_t past = capital_run_end (press, end + 1, limit);

      if (past == end + 3 && span_free (press, end + 1, past) &&
          word_in (press->tokens[past - 1].lower, FIELDS))
        end = past;
    }
  return end;
}

/* `University of Bergen`, `Institute for Language and Folklore`: the head stands first. */
static uint32_t
english_name_end (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const heads[] = {
    "university", "institute",   "centre",       "center",        "college",
    "academy",    "ministry",    "museum",       "library",       "council",
    "agency",     "authority",   "association",  "society",       "foundation",
    "federation", "archives",    "laboratory",   "observatory",   "hospital",
    "city",       "directorate", "universities", "confederation",
  };

  if (!token_upper (press, i) ||
      (i > 0 && token_joined (press, i) && token_name (press, i - 1) &&
       !token_bits (press, i - 1, W_ARTICLE)))
    return i;
  if (!word_is_one_of (press->tokens[i].lower, heads))
    return i;
  uint32_t end = english_tail_end (press, i + 1, limit);

  return end > i + 1 ? end : i;
}

/* `Exempelfirman i Nordby AB`: returns the end, or @i. */
static uint32_t
seated_firm_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t run = capital_run_end (press, i, limit);

  if (run == i || run + 2 >= limit || !token_is (press, run, "i") ||
      !token_upper (press, run + 1))
    return i;
  uint32_t past = capital_run_end (press, run + 1, limit);
  return past > run + 2 && past <= run + 4 && token_is (press, past - 1, "ab") ? past : i;
}

/* Heads that make a name even with a small letter; `XYZ partners` is none. */
static bool
may_be_small (const char *lower)
{
  static const char *const capital_only[] = {
    "partners",    "group",        "energi",     "arkitekter", "konsult",     "consulting",
    "fastigheter", "bostäder",     "gruppen",    "company",    "library",     "centre",
    "center",      "network",      "union",      "laboratory", "hospital",    "commission",
    "trust",       "alliance",     "school",     "academy",    "board",       "office",
    "council",     "agency",       "authority",  "foundation", "association", "society",
    "institution", "college",      "university", "fund",       "nätverk",     "koncern",
    "bolag",       "kommuner",     "råd",        "skola",      "bruk",        "kyrka",
    "hamn",        "institutes",   "institute",  "ministry",   "bureau",      "federation",
    "consortium",  "municipality", "vatten",     "kraft",      "renhållning", "elnät",
    "opera",       "lokaltrafik",  "garden",     "gardens",    "partnership", "coalition",
    "committee",   "secretariat",  "cluster",    "chamber",    "embassy",     "theatre",
    "orchestra",   "ensemble",     "airlines",   "airways",    "railways",    "clinic",
  };

  return !word_is_one_of (lower, capital_only);
}

/* `Finlands kommun- och regionminister` */
static bool
is_half_of_compound (const Press *press, uint32_t i)
{
  return i + 1 < press->n_tokens && token_is (press, i + 1, "-") &&
         !(token_of (press, i + 1)->flags & NYSTA_TOKEN_SPACE_BEFORE);
}

/* `X AB`, `Nordby hembygdsförening`, `Nordby tekniska universitet`, `Nordby Simsällskap`.
 */
static uint32_t
headed_name_end (const Press *press, uint32_t i, uint32_t limit, bool *out_genitive)
{
  uint32_t run = i, best = i;
  bool genitive = false;

  *out_genitive = false;
  while (run < limit && run - i < MAX_RUN_TOKENS &&
         (run == i || token_joined (press, run)) &&
         (token_name (press, run) || (run > i && (token_is (press, run, "&")))) &&
         (span_over (press, run) == NULL || span_over (press, run)->kind == ORGANISATION))
    {
      if (run > i &&
          (token_bits (press, run, W_LEGAL) || is_head (press, run, &genitive)) &&
          !is_half_of_compound (press, run))
        {
          best = run + 1;
          *out_genitive = genitive;
        }
      /* `NordCo’s Data Council`: the name begins behind the owner. */
      if (run > i && (has_suffix (press->tokens[run - 1].word, "’s") ||
                      has_suffix (press->tokens[run - 1].word, "'s")))
        return i;
      run++;
      /* `Exempel Startup and Growth Fund`, `Institute of Bioinformatics`. */
      /* `Anna Holm of Example University`: who is from there. */
      uint32_t given = run - i >= 2 ? i : i > 0 && token_joined (press, i) ? i - 1 : run;
      if (run < limit && token_is (press, run, "of") &&
          token_bits (press, run - 1, W_LEGAL) && best == run)
        break;
      if (run < limit && token_is (press, run, "of") &&
          token_class (press, given, NYSTA_MATCH_GIVEN_NAME) &&
          name_bearers (press, given, NYSTA_MATCH_GIVEN_NAME) >= 100)
        break;
      if (run + 1 < limit &&
          ((token_is (press, run, "and") && best != run && run - i > 1) ||
           token_is (press, run, "of")) &&
          token_name (press, run + 1) && token_joined (press, run + 1))
        {
          if (best == run && token_is (press, run, "of"))
            {
              uint32_t tail = english_tail_end (press, run, limit);

              best = capital_run_end (press, run + 1, limit);
              best = tail > best ? tail : best;
            }
          run++;
        }
    }
  /* `the NORDI Board`: any organisation has a board. */
  if (best == i + 2 && token_is (press, best - 1, "board") &&
      strlen (press->tokens[i].word) >= 3 &&
      (token_acronym (press, i) ||
       (token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE) != 0))
    return i + 1;
  /* `Example Institute for Water Research`, `Example College Nordby`. */
  if (best > i && !*out_genitive && best < limit)
    {
      if (token_is (press, best - 1, "college") && token_upper (press, best) &&
          match_at (press, best, 1u << NYSTA_MATCH_PLACE) != NULL)
        best++;
      else if (token_joined (press, best) && !token_bits (press, best - 1, W_LEGAL))
        best = english_tail_end (press, best, limit);
      best = organisation_plural_pair_end (press, i, best, limit);
    }
  if (run == i || run >= limit || !token_joined (press, run) || best > run)
    return best;

  uint32_t head = run;
  if (!is_head (press, head, &genitive) && head + 1 < limit &&
      token_joined (press, head + 1) &&
      (has_suffix (press->tokens[head].lower, "ska") ||
       has_suffix (press->tokens[head].lower, "la")))
    head++;
  /* `EU:s fond för X`: what the union has, is called otherwise. */
  if (run == i + 1 && head == run && !token_upper (press, head) &&
      word_in (press->tokens[i].lower, "eu:s fn:s nato:s"))
    return best;
  if (!token_upper (press, head) && is_head (press, head, &genitive) &&
      !is_half_of_compound (press, head) &&
      (may_be_small (press->tokens[head].lower) ||
       (run - i == 1 && head > run && token_is (press, i, "statens"))) &&
      span_over (press, head) == NULL && !token_bits (press, head, W_UNIT | W_COPULA) &&
      (run - i > 1 || !token_bits (press, i, W_NOT_NAME)))
    {
      *out_genitive = genitive;
      return head + 1;
    }
  /* `Exempel hållbara system AB` */
  for (uint32_t k = run; k < limit && k < run + 3 && token_joined (press, k); k++)
    if (k > run && token_upper (press, k) && token_bits (press, k, W_LEGAL) &&
        (token_is (press, k, "ab") || token_is (press, k, "hb") ||
         token_is (press, k, "kb")))
      return k + 1;
    else if (token_upper (press, k) || token_class (press, k, NYSTA_MATCH_FUNCTION_WORD) ||
             token_bits (press, k, W_AND | W_PREP | W_VERB | W_COPULA | W_SAY))
      break;
  if (token_is (press, run, "ekonomisk") && token_is (press, run + 1, "förening"))
    return run + 2;
  return best;
}

void
organisation_strip_genitive (Press *press, Span *span)
{
  size_t n = strlen (span->name);

  if (n > 3 && span->name[n - 1] == 's')
    span->name = arena_copy (&press->arena, span->name, n - 1);
}

/* `Länssjukhuset i Nordby`: the town belongs to the name. */
static uint32_t
seat_end (const Press *press, uint32_t i, uint32_t end, uint32_t limit)
{
  static const char *const heads[] = {
    "sjukhuset",   "lasarettet", "gymnasiet",         "hamnen",           "museet",
    "konsthallen", "arkivet",    "hembygdsförbundet", "räddningstjänsten"
  };
  uint32_t past = end > i ? end : i + 1;

  if (past + 1 >= limit || !token_is (press, past, "i") || !token_upper (press, past + 1) ||
      (span_over (press, past - 1) != NULL && span_over (press, past - 1)->match != NULL))
    return end;
  for (size_t k = 0; k < sizeof heads / sizeof heads[0]; k++)
    if (has_suffix (press->tokens[past - 1].lower, heads[k]) &&
        strlen (press->tokens[past - 1].lower) > strlen (heads[k]))
      return past + 2;
  return end;
}

/* `Lena Ek of Stockholm University`: a person, and where she is. */
static bool
is_person_of (const Press *press, uint32_t i)
{
  return token_is (press, i + 2, "of") && name_given (press, i) == KNOWN &&
         name_surname (press, i + 1) != UNKNOWN;
}

void
organisations_find_by_shape (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      uint32_t limit = block_end (press, i), end = i;
      bool genitive = false;

      Span *over = span_over (press, i);
      if (is_person_of (press, i))
        {
          i += 2;
          continue;
        }
      if (!token_name (press, i) || (over != NULL && over->first != i) ||
          (over != NULL && over->match != NULL && over->end > i + 1))
        continue;
      if (over == NULL || over->match == NULL)
        end = english_name_end (press, i, limit);
      if (end <= i && (over == NULL || over->match == NULL))
        end = opened_name_end (press, i, limit);
      if (end <= i && over == NULL)
        end = organisation_elliptic_end (press, i, limit, &genitive);
      if (end <= i && over == NULL)
        end = organisation_subject_pair_end (press, i, limit);
      if (end <= i && over == NULL)
        end = organisation_genitive_pair_end (press, i, limit);
      if (end <= i && over == NULL)
        end = organisation_adjective_end (press, i, limit);
      if (end <= i && over == NULL && i + 1 < limit && token_opens (press, i) &&
          has_suffix (press->tokens[i].lower, "bolaget") && token_name (press, i + 1))
        continue;
      if (end <= i && over == NULL)
        end = seated_firm_end (press, i, limit);
      if (end <= i && organisation_may_open (press, i))
        end = headed_name_end (press, i, limit, &genitive);
      end = seat_end (press, i, end, limit);
      bool of_board = end == i + 1 && token_is (press, end, "board") && over == NULL;
      if ((end > i + 1 || of_board) && (over == NULL || end > over->end))
        {
          Span *span = organisation_add (press, i, end, 0.85);

          if (genitive)
            organisation_strip_genitive (press, span);
          i = end - 1;
        }
      else if (over == NULL)
        organisation_find_body (press, i);
    }
  organisations_find_described (press);
}
