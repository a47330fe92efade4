/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-tails.c: how far a name goes of which a part is known: `X i samverkan`, `X
 * Hamn och Logistik`, `Xs arkiv och bibliotek`, `X Foundation for Y in Z and W`; the letters
 * in brackets behind it, and the host's tagger, show it as well. The longest form of a name
 * counts wherever it stands.
 */
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

/* Of 255: where the tagger sees a longer name than the rules and is so sure, it is right
 * five times of six; less will do where only the place showed the rules that it is a name. */
#define SURE_OF_LONGER 60
#define LIKELY_LONGER 20
#define SHOWN_BY_PLACE 0.8

/* --- in the words of the language --------------------------------------------------- */

/* What a house does; in pairs it is the name of one: `arkiv och bibliotek`. */
static bool
is_house_noun (const Press *press, uint32_t i)
{
  return token_word (press, i) &&
         word_in (
           press->tokens[i].lower,
           "arkiv bibliotek museum museer konsthall konsthallar teater teatrar opera "
           "konserthus orkester gymnasium gymnasier folkhögskola konstskola "
           "vatten avfall avlopp energi miljö kraft logistik hamn hamnar återvinning "
           "renhållning fastigheter bostäder");
}

/* `Nordbys museer och konsthall`, `Rörelsens arkiv och bibliotek`. */
static uint32_t
houses_end (const Press *press, uint32_t first, uint32_t end, uint32_t limit)
{
  (void) first;
  return end + 1 < limit && !token_upper (press, end - 1) &&
             is_house_noun (press, end - 1) && token_is (press, end, "och") &&
             is_house_noun (press, end + 1) && !token_upper (press, end + 1)
           ? end + 2
           : end;
}

/* `Nordby Hamn och Logistik`: ordinary words with capitals within a Swedish sentence. */
static uint32_t
capital_pair_end (const Press *press, uint32_t first, uint32_t end, uint32_t limit)
{
  const uint32_t names = 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY |
                         1u << NYSTA_MATCH_ORGANISATION | 1u << NYSTA_MATCH_AGENCY |
                         1u << NYSTA_MATCH_GIVEN_NAME;

  return end + 1 < limit && end - first >= 2 && token_is (press, end, "och") &&
             !in_english (press, end) && token_upper (press, end - 1) &&
             is_house_noun (press, end - 1) && token_upper (press, end + 1) &&
             !token_acronym (press, end + 1) &&
             token_class (press, end + 1, NYSTA_MATCH_COMMON_WORD) &&
             (press->tokens[end + 1].classes & names) == 0 &&
             span_over (press, end + 1) == NULL &&
             !(token_joined (press, end + 2) && token_upper (press, end + 2))
           ? end + 2
           : end;
}

/* `Nordbyhamnar i samverkan`, not `i samverkan med`. */
static uint32_t
together_end (const Press *press, uint32_t first, uint32_t end, uint32_t limit)
{
  return end + 1 < limit && end - first <= 2 && token_is (press, end, "i") &&
             word_in (press->tokens[end + 1].lower, "samverkan förening") &&
             !token_bits (press, end - 1, W_ORG_HEAD | W_LEGAL) &&
             !(end + 2 < limit && token_joined (press, end + 2) &&
               word_in (press->tokens[end + 2].lower, "med mellan kring om för"))
           ? end + 2
           : end;
}

/* `the Foundation for Cooperation in Research and Higher Education`, `Infrastructure on
 * Pathogenic Agents`: no place, no time. */
static uint32_t
english_subject_end (const Press *press, uint32_t first, uint32_t end, uint32_t limit)
{
  const uint32_t others = 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY |
                          1u << NYSTA_MATCH_GIVEN_NAME | 1u << NYSTA_MATCH_ORGANISATION |
                          1u << NYSTA_MATCH_UNIVERSITY | 1u << NYSTA_MATCH_AGENCY |
                          1u << NYSTA_MATCH_REGION;

  if (end + 1 >= limit || end - first < 3 || !in_english (press, end) ||
      !(token_is (press, end, "in") || token_is (press, end, "on")) ||
      (press->tokens[end - 1].classes & others) != 0 || token_acronym (press, end - 1) ||
      !token_upper (press, end + 1) || token_acronym (press, end + 1) ||
      span_over (press, end + 1) != NULL ||
      token_bits (press, end + 1, W_MONTH | W_NO_ACTOR | W_ARTICLE) ||
      word_in (press->tokens[end + 1].lower,
               "monday tuesday wednesday thursday friday saturday sunday spring autumn "
               "summer winter sweden") ||
      (press->tokens[end + 1].classes & others) != 0)
    return end;
  uint32_t past = capital_run_end (press, end + 1, limit);
  if (past + 1 < limit && token_is (press, past, "and") && token_upper (press, past + 1) &&
      span_over (press, past + 1) == NULL &&
      (press->tokens[past + 1].classes & others) == 0)
    past = capital_run_end (press, past + 1, limit);
  return past;
}

/* `X Drug Discovery and Development Platform`: what it is stands at the end. */
static uint32_t
english_pair_end (const Press *press, uint32_t first, uint32_t end, uint32_t limit)
{
  if (end + 2 >= limit || end - first < 2 || !token_is (press, end, "and") ||
      !in_english (press, end) || token_bits (press, end - 1, W_ORG_HEAD | W_LEGAL) ||
      token_acronym (press, end - 1) ||
      !token_class (press, end - 1, NYSTA_MATCH_COMMON_WORD) ||
      !token_upper (press, end + 1) || !token_upper (press, end + 2))
    return end;
  uint32_t past = capital_run_end (press, end + 1, limit);
  return past <= end + 4 && past > end + 2 && span_free (press, end + 1, past) &&
             token_class (press, end + 1, NYSTA_MATCH_COMMON_WORD) &&
             (token_bits (press, past - 1, W_ORG_HEAD) ||
              word_in (press->tokens[past - 1].lower,
                       "platform infrastructure unit organisation organization facility"))
           ? past
           : end;
}

/* `Kungliga Exempel` + `teatern AB` */
static uint32_t
definite_house_end (const Press *press, uint32_t first, uint32_t end, uint32_t limit)
{
  (void) first;
  if (end >= limit || !token_joined (press, end) || token_upper (press, end) ||
      span_over (press, end) != NULL ||
      !word_ends_in (press->tokens[end - 1].lower, "ska liga") ||
      !word_ends_in (press->tokens[end].lower,
                     "teatern operan museet biblioteket orkestern sällskapet rådet "
                     "akademin akademien institutet kyrkan förbundet föreningen "
                     "stiftelsen handelskammaren"))
    return end;
  return end + 1 < limit && token_is (press, end + 1, "ab") ? end + 2 : end + 1;
}

/* `Fjordbad 24`: a number that stands behind the name wherever the text has it. */
static uint32_t
number_end (const Press *press, uint32_t first, uint32_t end, uint32_t limit)
{
  unsigned n = 0;

  if (end != first + 1 || end >= limit || !token_joined (press, end) ||
      token_of (press, end)->kind != NYSTA_TOKEN_NUMBER ||
      strlen (press->tokens[end].word) > 3 || !token_upper (press, first) ||
      token_acronym (press, first))
    return end;
  for (uint32_t i = token_first_same (press, first); i != NONE && n < 64;
       i = press->tokens[i].next_same, n++)
    if (i + 1 >= press->n_tokens || !token_joined (press, i + 1) ||
        strcmp (press->tokens[i + 1].word, press->tokens[end].word) != 0)
      return end;
  return n >= 2 ? end + 1 : end;
}

/* --- as the tagger has it ---------------------------------------------------------- */

/* `Exempelverkets insynsråd`: what the name has; `Jämtlands län` is one name. */
static bool
owns_rest (const Press *press, const Span *span)
{
  const char *last = press->tokens[span->end - 1].lower;

  return has_suffix (last, "s") && strlen (last) > 3 &&
         !word_in (press->tokens[span->end].lower, "kommun stad län landsting");
}

/* Words that a name has within it: capitals, what houses do, `i` and `of` between. */
static bool
is_name_throughout (const Press *press, uint32_t first, uint32_t end, bool listed)
{
  uint32_t head_end;

  if (token_bits (press, first, W_ARTICLE | W_PREP | W_PRONOUN | W_AND) ||
      organisation_descriptor (press, first) || organisation_item_code (press, first) ||
      (title_head (press, first, &head_end) &&
       !has_suffix (press->tokens[first].lower, "nas")))
    return false;
  for (uint32_t i = first; i < end; i++)
    {
      bool small = !token_name (press, i);

      if ((i > first && !token_joined (press, i) && !token_is (press, i, "&")) ||
          (small && (i == first || token_bits (press, i, W_VERB | W_COPULA | W_SAY))))
        return false;
      if (token_bits (press, i, W_AND) &&
          (i + 1 >= end || listed ||
           !(token_upper (press, i + 1) || is_house_noun (press, i + 1))))
        return false;
      if (token_bits (press, i, W_PREP) &&
          (i + 1 >= end || listed || token_is (press, i, "för") ||
           token_is (press, i, "från") || !token_upper (press, i + 1)))
        return false;
    }
  return true;
}

/* Does the tagger see a longer name here? Where it ends, or the span's own end. */
static uint32_t
tagged_end (Press *press, const Span *span, uint32_t *out_first)
{
  uint32_t floor = press->block_first[block_of (press, span->first)], first = span->first;
  uint32_t confidence = 0;

  while (first > floor && span->first - first < 6 &&
         !(press->text->tags[first].kind == NYSTA_NAME_ORGANISATION &&
           press->text->tags[first].begins))
    first--;
  uint32_t end = tag_end (press, first, NYSTA_NAME_ORGANISATION, &confidence);
  bool listed = span->match != NULL;
  bool by_place = !listed && span->confidence < SHOWN_BY_PLACE;

  if (end <= first || end < span->end || end - first == span->end - span->first ||
      end - first > 7 || block_of (press, end - 1) != block_of (press, first) ||
      confidence < (by_place ? LIKELY_LONGER : SURE_OF_LONGER) ||
      (listed && span->match->match_class == NYSTA_MATCH_MUNICIPALITY) ||
      (end > span->end && owns_rest (press, span)) ||
      (end == span->end + 1 && token_acronym (press, span->end)) || /* the same again */
      !is_name_throughout (press, first, end, listed))
    return span->end;
  *out_first = first;
  return end;
}

/* --- all through the text ------------------------------------------------------------ */

/* Free, or nothing but parts of organisations' names. */
static bool
may_cover (const Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++)
    {
      const Span *over = span_over (press, i);

      if (over != NULL && (over->kind != ORGANISATION || over->first < first ||
                           over->end > end || over->entity != NONE))
        return false;
    }
  return true;
}

static void
cover (Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++)
    if (span_over (press, i) != NULL)
      span_drop (press, span_over (press, i));
  organisation_add (press, first, end, 0.85);
}

/* The name stands there again: it goes as far there. */
static void
cover_again (Press *press, uint32_t first, uint32_t end)
{
  unsigned n_seen = 0;

  for (uint32_t i = token_first_same (press, first); i != NONE && n_seen < 64;
       i = press->tokens[i].next_same, n_seen++)
    {
      uint32_t k = 0;

      while (k < end - first && i + k < block_end (press, i) &&
             press->tokens[i + k].known == press->tokens[first + k].known)
        k++;
      if (i != first && k == end - first && may_cover (press, i, i + k))
        cover (press, i, i + k);
    }
}

static void
extend (Press *press, size_t s)
{
  static uint32_t (*const tails[]) (const Press *, uint32_t, uint32_t, uint32_t) = {
    houses_end,   capital_pair_end,    organisation_noun_pair_end,
    together_end, english_subject_end, english_pair_end,
    number_end,   definite_house_end
  };
  const Span *span = &press->spans[s];
  uint32_t first = span->first, end = span->end, limit = block_end (press, first);

  for (size_t k = 0; k < sizeof tails / sizeof tails[0] && end == span->end; k++)
    end = tails[k](press, first, span->end, limit);
  if (end == span->end && tags_known (press))
    end = tagged_end (press, span, &first);
  if ((end == span->end && first == span->first) || !may_cover (press, first, end))
    return;
  cover (press, first, end);
  cover_again (press, first, end);
}

void
organisations_extend (Press *press)
{
  organisations_find_spelt_out (press);
  for (size_t s = 0; s < press->n_spans; s++)
    if (press->spans[s].kind == ORGANISATION && !press->spans[s].dropped &&
        press->spans[s].entity == NONE)
      extend (press, s);
}
