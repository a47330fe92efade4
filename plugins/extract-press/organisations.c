/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisations.c: organisations by lexicon, by the shape of their name, and by the place
 * in which a name stands.
 */
#include "organisations.h"
#include "sheets.h"

#include <string.h>

#include "word-sets.h"

/* Past a run of capitalised words: `Nordvind Sten Partners`, `Nordvind Connect`,
 * `Center for Learning`. */
uint32_t
capital_run_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t end = i;

  if (i >= limit || !token_name (press, i))
    return i;
  for (end = i + 1; end < limit && end - i < MAX_RUN_TOKENS && token_joined (press, end);)
    {
      if (token_name (press, end) &&
          (span_over (press, end) == NULL || span_over (press, end)->kind == ORGANISATION))
        end++;
      else if ((token_is (press, end, "&") || token_is (press, end, "of") ||
                token_is (press, end, "for") || token_is (press, end, "+")) &&
               end + 1 < limit && token_name (press, end + 1))
        end += 2;
      else if (token_is (press, end, "of") && token_is (press, end + 1, "the") &&
               end + 2 < limit && token_name (press, end + 2))
        end += 3;
      else
        break;
    }
  return end;
}

char *
organisation_base_form (Press *press, uint32_t first, uint32_t end)
{
  char *name = text_between (press, first, end);
  size_t n = strlen (name);

  if (n > 3 && name[n - 1] == 's' && (name[n - 2] == ':' || name[n - 2] == '\''))
    name[n - 2] = '\0';
  return name;
}

char *
organisation_capital (Press *press, const char *name)
{
  char *copy = arena_copy (&press->arena, name, strlen (name));

  if (copy[0] >= 'a' && copy[0] <= 'z')
    copy[0] = (char) (copy[0] - 'a' + 'A');
  /* å, ä, ö, é: U+00E0 to U+00FE */
  else if ((unsigned char) copy[0] == 0xC3 && (unsigned char) copy[1] >= 0xA0)
    copy[1] = (char) (copy[1] - 0x20);
  return copy;
}

Span *
organisation_add_by (Press *press, const char *rule, uint32_t first, uint32_t end,
                     double confidence)
{
  Span *span = span_add_by (press, rule, ORGANISATION, first, end, confidence);

  span->name = organisation_base_form (press, first, end);
  return span;
}

/* --- by lexicon -------------------------------------------------------------------- */

#define ORGANISATION_CLASSES                                                               \
  (1u << NYSTA_MATCH_MUNICIPALITY | 1u << NYSTA_MATCH_REGION | 1u << NYSTA_MATCH_AGENCY |  \
   1u << NYSTA_MATCH_UNIVERSITY | 1u << NYSTA_MATCH_ORGANISATION)

/* States, their governments and unions of states are no actors here. */
static bool
is_state (const char *name)
{
  static const char *const names[] = {
    "Europeiska unionen", "Förenta nationerna", "Sveriges riksdag", "Riksdagen", "Nato",
    "Europarådet",        "Regeringen"
  };

  return word_is_one_of (name, names);
}

/* Do a given name and perhaps another surname stand before @i? */
static bool
is_behind_given_name (const Press *press, uint32_t i)
{
  for (unsigned n = 0;
       n < 3 && i > 0 && token_joined (press, i) && token_upper (press, i - 1); n++, i--)
    if (token_class (press, i - 1, NYSTA_MATCH_GIVEN_NAME) &&
        name_bearers (press, i - 1, NYSTA_MATCH_GIVEN_NAME) >= 200)
      return true;
  return false;
}

/* `enligt Exempel finns`: within a sentence Swedish writes no ordinary word with a capital,
 * so the word is the name. A heading may have capitals of its own. */
static bool
is_capital_within_sentence (const Press *press, uint32_t i)
{
  return press->text->language != NULL && has_prefix (press->text->language, "sv") &&
         press->text->blocks[block_of (press, i)].kind != NYSTA_BLOCK_HEADING &&
         !token_opens (press, i) && i > 0 &&
         (token_word (press, i - 1) || token_is (press, i - 1, ",")) &&
         !token_bits (press, i - 1, W_UNIT) && /* `avdelning Exempel och miljö` */
         !(token_bits (press, i, W_ORG_OPENER) && token_is (press, i + 1, "för")) &&
         !(token_joined (press, i) && token_upper (press, i - 1)) &&
         !(i + 1 < press->n_tokens && token_joined (press, i + 1) &&
           token_upper (press, i + 1));
}

/* `initiativet Exempel`: here, or elsewhere in the text. */
static bool
is_called_project (const Press *press, const NystaMatch *match)
{
  unsigned n_seen = 0;

  for (uint32_t i = token_first_same (press, match->first_token); i != NONE && n_seen < 16;
       i = press->tokens[i].next_same, n_seen++)
    if (i > 0 && token_joined (press, i) && !token_upper (press, i - 1) &&
        word_ends_in (press->tokens[i - 1].lower, "initiativet programmet satsningen") &&
        token_upper (press, i))
      return true;
  return false;
}

static bool
match_counts (const Press *press, const NystaMatch *match)
{
  uint32_t i = match->first_token;
  bool acronym = match->n_tokens == 1 && token_acronym (press, i);

  if (!token_name (press, i) || is_state (match->canonical) ||
      (match->n_tokens == 1 && token_bits (press, i, W_NO_ACTOR)))
    return false;
  if (match->match_class == NYSTA_MATCH_MUNICIPALITY && (match->flags & NYSTA_MATCH_SHORT))
    return match->n_tokens > 1 && token_bits (press, i + match->n_tokens - 1, W_ORG_HEAD);
  if (match->match_class == NYSTA_MATCH_REGION && (match->flags & NYSTA_MATCH_SHORT) &&
      match->n_tokens == 1)
    return has_suffix (press->tokens[i].lower, "regionen");
  /* `Åke Nordvind`: a surname, whatever firm bears it too. */
  if (match->n_tokens == 1 && token_class (press, i, NYSTA_MATCH_SURNAME) &&
      is_behind_given_name (press, i))
    return false;
  /* `AI`, `EU`, `IT`: two letters mean too many things. */
  if (match->n_tokens == 1 && strlen (press->tokens[i].lower) < 3)
    return false;
  /* `Exempel SAS`: a legal form in France. */
  if (match->n_tokens == 1 && token_is (press, i, "sas") && token_joined (press, i) &&
      token_upper (press, i - 1) && span_over (press, i - 1) == NULL)
    return false;
  if (match->match_class == NYSTA_MATCH_ORGANISATION && is_called_project (press, match))
    return false;
  /* `its project on Earth System Modelling … the ESM community` */
  if (acronym && (match->flags & NYSTA_MATCH_SHORT) &&
      organisation_spelt_otherwise (press, i, match))
    return false;
  if (match->flags & NYSTA_MATCH_AMBIGUOUS)
    return match->n_tokens > 1 || acronym || is_capital_within_sentence (press, i);
  return match->n_tokens > 1 || acronym || !token_opens (press, i) ||
         !token_class (press, i, NYSTA_MATCH_COMMON_WORD);
}

/* `Exempel Director`, `Exempel Executive Team`: not the name of the body but what it has. */
static bool
is_post_or_part (const Press *press, uint32_t i, uint32_t end)
{
  uint32_t past;

  return title_head (press, end - 1, &past) ||
         word_in (press->tokens[i].lower,
                  "executive annual management board director team newsletter conference "
                  "day days award prize report strategy");
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

      /* `Exempelverken i Staden AB` */
      if (end + 2 < press->n_tokens && token_is (press, end, "i") &&
          token_name (press, end + 1) && token_bits (press, end + 2, W_LEGAL) &&
          span_free (press, end, end + 3) &&
          block_of (press, end + 2) == block_of (press, first))
        {
          organisation_add (press, first, end + 3, 0.85);
          continue;
        }
      /* `Ekeby Kommuns Fastighets AB`: the legal form ends the name. */
      uint32_t whole = capital_run_end (press, first, block_end (press, first));
      if (whole > end && whole - first <= 6 && token_bits (press, whole - 1, W_LEGAL) &&
          token_is (press, whole - 1, "ab") && span_free (press, first, whole) &&
          !(match->flags & NYSTA_MATCH_GENITIVE && token_is (press, end, "ab")))
        {
          organisation_add (press, first, whole, 0.85);
          continue;
        }
      /* `Exempel Sverige`: more capitals follow, so it is not the listed one itself. */
      uint32_t run = capital_run_end (press, end - 1, block_end (press, first));
      if (match->match_class == NYSTA_MATCH_ORGANISATION && run > end && run - first <= 4 &&
          !(match->flags & NYSTA_MATCH_GENITIVE) && span_free (press, first, run) &&
          !token_class (press, end, NYSTA_MATCH_GIVEN_NAME) && token_upper (press, end) &&
          !is_post_or_part (press, end, run))
        {
          organisation_add (press, first, run, 0.8);
          continue;
        }
      /* `Example Institute for Water`: the listed one is only its beginning. */
      if (match->n_tokens > 1 && end + 1 < press->n_tokens &&
          token_is (press, end, "for") && token_upper (press, end + 1) &&
          token_bits (press, end - 1, W_ORG_HEAD) &&
          block_of (press, end + 1) == block_of (press, first))
        continue;
      Span *span = organisation_add (press, first, end, 0.95);
      span->match = match;
      if (match->flags & NYSTA_MATCH_GENITIVE)
        {
          size_t n = strlen (span->name);

          if (n > 1 && span->name[n - 1] == 's')
            span->name = arena_copy (&press->arena, span->name, n - 1);
        }
    }
}

/* `stöd av europeiska socialfonden`: written with a small letter, too. */
static void
find_small_funds (Press *press)
{
  for (uint32_t i = 0; i + 1 < press->n_tokens; i++)
    {
      uint32_t end = i + 1, limit = i + 4;

      if (!token_is (press, i, "europeiska") || token_upper (press, i))
        continue;
      while (end < limit && end < press->n_tokens && token_word (press, end) &&
             !word_ends_in (press->tokens[end].lower, "fonden banken"))
        end++;
      if (end >= limit || end >= block_end (press, i) || !token_word (press, end) ||
          !span_free (press, i, end + 1))
        continue;
      Span *span = organisation_add (press, i, end + 1, 0.85);
      span->name = organisation_capital (press, text_between (press, i, end + 1));
    }
}

void
organisations_find (Press *press)
{
  organisations_find_titled (press);
  find_by_lexicon (press);
  find_small_funds (press);
  organisations_find_offices (press);
  organisations_find_municipal (press);
  organisations_find_by_shape (press);
  organisations_find_small (press);
  organisations_find_bracketed (press);
  organisations_extend (press);
  sheets_find_organisations (press);
}
