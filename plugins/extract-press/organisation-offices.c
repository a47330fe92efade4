/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-offices.c: public bodies that are named by what they are and where:
 * `Sveriges ambassad i Lissabon`, `kammarrätten i Sundsvall`, `Finlands utrikesministerium`,
 * `Universidad de Granada`.
 */
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

/* Past `i Lissabon`, `i Kuala Lumpur`, `i Kalmar län` at @i; @i if there is no place. */
static uint32_t
place_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  if (i + 1 >= limit || !token_is (press, i, "i") || !token_upper (press, i + 1) ||
      token_bits (press, i + 1, W_NO_ACTOR | W_MONTH))
    return i;
  /* `i Skövde Bo Ekman`: the place that the lexicon knows ends where it does. */
  const NystaMatch *place = match_at (
    press, i + 1, 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY);
  if (place != NULL)
    end = i + 1 + place->n_tokens;
  while (place == NULL && end < limit && end - i < 4 && token_upper (press, end) &&
         (end == i + 1 || token_joined (press, end)))
    end++;
  return end < limit && token_is (press, end, "län") ? end + 1 : end;
}

/* Past `vid de internationella organisationerna`, `vid Förenta nationerna`. */
static uint32_t
host_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  if (i + 1 >= limit || !(token_is (press, i, "vid") || token_is (press, i, "till")))
    return i;
  if (token_name (press, end))
    return capital_run_end (press, end, limit);
  if (!token_bits (press, end, W_ARTICLE))
    return i;
  for (end++; end < limit && end - i < 6 && token_word (press, end) &&
              !token_bits (press, end, W_PREP | W_VERB | W_AND | W_COPULA | W_SAY);)
    end++;
  return end;
}

static const char *const mission_heads[] = { "ambassad",   "representation",
                                             "delegation", "generalkonsulat",
                                             "konsulat",   "beskickning" };

static const char *const definite_missions[] = { "ambassaden", "generalkonsulatet",
                                                 "konsulatet", "beskickningen" };

/* `Sveriges ambassad i Lissabon`, `Sveriges ständiga representation vid … i Genève`,
 * `svenska ambassaden i Lissabon`. Sets *@out_first; returns @i if it is none. */
static uint32_t
mission_end (const Press *press, uint32_t i, uint32_t limit, uint32_t *out_first)
{
  const char *lower = press->tokens[i].lower;
  uint32_t first = i, floor = press->block_first[block_of (press, i)], end;

  if (word_is_one_of (lower, definite_missions))
    {
      if (i > floor && has_suffix (press->tokens[i - 1].lower, "ska") &&
          token_upper (press, i - 1))
        first = i - 1;
      *out_first = first;
      end = place_end (press, i + 1, limit);
      return end > i + 1 ? end : i;
    }
  /* `Norges EU-representation`: to whom is in the word. */
  if (i > floor && word_ends_in (lower, "-representation -delegation") &&
      token_upper (press, i - 1) && token_joined (press, i) &&
      match_at (press, i - 1, 1u << NYSTA_MATCH_PLACE) != NULL &&
      has_suffix (press->tokens[i - 1].lower, "s"))
    {
      *out_first = i - 1;
      return i + 1;
    }
  if (!word_is_one_of (lower, mission_heads) || token_upper (press, i))
    return i;
  while (first > floor && i - first < 2 && !token_upper (press, first - 1) &&
         has_suffix (press->tokens[first - 1].lower, "a") && token_joined (press, first))
    first--;
  if (first == floor || !token_upper (press, first - 1) ||
      !has_suffix (press->tokens[first - 1].lower, "s"))
    return i;
  *out_first = first - 1;
  end = host_end (press, i + 1, limit);
  uint32_t past = place_end (press, end, limit);
  if (past == end && token_is (press, end, "i") && token_is (press, end + 1, "sverige") &&
      end + 1 < limit)
    past += 2;
  return past > i + 1 ? past : i;
}

static const char *const seated_heads[] = {
  "kammarrätten",  "hovrätten",     "tingsrätten", "förvaltningsrätten",
  "länsstyrelsen", "universitetet", "länsrätten",  "högskolan",
  "høgskolen",     "høyskolen",     "högskolen",   "universitetssjukhuset"
};

/* `kammarrätten i Sundsvall`, `hovrätten för Nedre Norrland`, `universitetet i Oslo`. */
static uint32_t
seated_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end;

  if (!word_is_one_of (press->tokens[i].lower, seated_heads))
    return i;
  end = place_end (press, i + 1, limit);
  if (end > i + 1)
    return end;
  if (i + 2 < limit &&
      (token_is (press, i + 1, "för") || token_is (press, i + 1, "över")) &&
      has_suffix (press->tokens[i].lower, "rätten") && token_upper (press, i + 2))
    return capital_run_end (press, i + 2, limit);
  return i;
}

/* Past `för hälsa, klimat och transport` at @i. */
static uint32_t
fields_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i + 1;

  if (i + 1 >= limit || !token_is (press, i, "för") || token_upper (press, i + 1))
    return i;
  while (end < limit && end - i < 10 && token_word (press, end) &&
         !token_upper (press, end) &&
         !token_bits (press, end, W_VERB | W_COPULA | W_SAY | W_PREP))
    {
      bool last = token_bits (press, end - 1, W_AND) &&
                  !has_suffix (press->tokens[end - 2].lower, "-");

      end++;
      if (last)
        break;
      if (end + 1 < limit && token_is (press, end, ",") && token_word (press, end + 1) &&
          (token_is (press, end + 2, ",") || token_bits (press, end + 2, W_AND)))
        end++;
      else if (end < limit && token_bits (press, end, W_AND))
        end++;
      else
        break;
    }
  return end;
}

/* `Finlands utrikesministerium`, `Mexikos departement för klimat och transport`. */
static uint32_t
foreign_body_end (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const heads[] = { "ministerium", "departement",       "parlament",
                                       "centralbank", "nationalbibliotek", "forskningsråd",
                                       "statskontor" };
  const NystaMatch *place = match_at (press, i, 1u << NYSTA_MATCH_PLACE);
  uint32_t head = i + 1;

  if (place == NULL || !(place->flags & NYSTA_MATCH_GENITIVE) || !token_upper (press, i))
    return i;
  head = i + place->n_tokens;
  if (head < limit && has_suffix (press->tokens[head].lower, "ska"))
    head++;
  if (head >= limit || !token_joined (press, head) ||
      !word_ends_in_one_of (press->tokens[head].lower, heads))
    return i;
  uint32_t end = fields_end (press, head + 1, limit);
  return end > head + 1 ? end : head + 1;
}

static const char *const romance_heads[] = { "universidad", "universidade", "université",
                                             "universität", "universiteit", "università",
                                             "universitat", "instituto",    "ministério",
                                             "ministerio",  "ministère",    "fundación",
                                             "fondazione",  "politecnico",  "uniwersytet" };

/* `Universidad de Granada`, `Université Paris Cité`, `Technische Universität München`. */
static uint32_t
romance_name_end (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const joins[] = { "de", "da", "do",  "del", "des", "du", "di",
                                       "la", "le", "der", "für", "van", "y",  "e",
                                       "et", "zu", "dos", "las", "los" };
  uint32_t end = i + 1, past = i + 1;

  if (!token_upper (press, i) || !word_is_one_of (press->tokens[i].lower, romance_heads))
    return i;
  while (past < limit && past - i < 10 && token_joined (press, past))
    {
      if (token_upper (press, past))
        end = ++past;
      else if (word_is_one_of (press->tokens[past].lower, joins))
        past++;
      else
        break;
    }
  return end > i + 1 ? end : i;
}

static const char *const stage_heads[] = { "teater",         "scenkonst",   "regionteater",
                                           "länsteater",     "visit",       "destination",
                                           "stadsmissionen", "länsteatern", "folkteatern",
                                           "regionteatern",  "konsthallen", "länsmusiken" };

static const char *const seated_stages[] = { "musik",       "film",        "länsteatern",
                                             "folkteatern", "konsthallen", "stadsmissionen",
                                             "dans" };

/* `Teater Halland`, `Scenkonst Sörmland`, `Musik i Syd`: the kind stands first. */
static uint32_t
stage_name_end (const Press *press, uint32_t i, uint32_t limit)
{
  const uint32_t places = 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY |
                          1u << NYSTA_MATCH_REGION;

  if (!token_upper (press, i) || i + 1 >= limit || !token_joined (press, i + 1))
    return i;
  if (word_is_one_of (press->tokens[i].lower, stage_heads) && token_upper (press, i + 1) &&
      (match_at (press, i + 1, places) != NULL || !token_opens (press, i)))
    return capital_run_end (press, i + 1, limit);
  if (word_is_one_of (press->tokens[i].lower, seated_stages) && !token_opens (press, i))
    return place_end (press, i + 1, limit) > i + 1 ? place_end (press, i + 1, limit) : i;
  return i;
}

/* `Ekeby Folkets Hus`, `Ekeby Science Park`. */
static uint32_t
house_name_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t run = i;

  while (run < limit && run - i < 4 && token_upper (press, run) &&
         (run == i || token_joined (press, run)))
    {
      if (run > i && run + 1 < limit &&
          ((token_is (press, run, "folkets") &&
            (token_is (press, run + 1, "hus") || token_is (press, run + 1, "park"))) ||
           (token_is (press, run, "science") && token_is (press, run + 1, "park"))))
        return run + 2;
      run++;
    }
  return i;
}

static void
add_office (Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++)
    {
      Span *covered = span_over (press, i);

      if (covered != NULL)
        covered->dropped = true;
    }
  Span *span = organisation_add (press, first, end, 0.88);
  span->name = organisation_capital (press, span->name);
}

/* Does what the lexicon knows reach as far, or over an edge? */
static bool
is_taken (const Press *press, uint32_t first, uint32_t end)
{
  const Span *head = span_over (press, first), *tail = span_over (press, end - 1);

  return (head != NULL && (head->first < first || head->end >= end)) ||
         (tail != NULL && tail->end > end);
}

/* A word that one of the rules begins with. */
static bool
ask_office (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return word_is_one_of (lower, mission_heads) ||
         word_ends_in (lower, "-representation -delegation") ||
         word_is_one_of (lower, definite_missions) ||
         word_is_one_of (lower, seated_heads) || word_is_one_of (lower, romance_heads) ||
         word_is_one_of (lower, stage_heads) || word_is_one_of (lower, seated_stages);
}

void
organisations_find_offices (Press *press)
{
  static uint32_t (*const rules[]) (const Press *, uint32_t, uint32_t) = {
    seated_end, foreign_body_end, romance_name_end, stage_name_end, house_name_end
  };

  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      if (!token_upper (press, i) && !token_asked (press, i, ASKED_OFFICE, ask_office))
        continue;
      uint32_t limit = block_end (press, i), first = i;
      uint32_t end = token_word (press, i) ? mission_end (press, i, limit, &first) : i;

      for (size_t k = 0; end <= i && k < sizeof rules / sizeof rules[0]; k++)
        end = rules[k](press, i, limit);
      if (end <= i || is_taken (press, first, end))
        continue;
      add_office (press, first, end);
      i = end - 1;
    }
}
