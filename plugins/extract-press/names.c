/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * names.c: persons. A name is a run of capitalised words whose first is a given name and
 * whose last may be a surname; where neither is known, what stands around it decides: a
 * title before or after, `säger`, the beginning of an entry.
 */
#include "names.h"

#include <string.h>

#define MAX_NAME_TOKENS 5
#define NEAR_TOKENS 400
#define SURE_TAG 90        /* of 255 */
#define MAX_GIVEN_BYTES 12 /* `Sammanträdesrum Ek` is no person */

static bool
is_initial (const Press *press, uint32_t i)
{
  const char *word = press->tokens[i].word;

  return token_upper (press, i) &&
         (strlen (word) == 1 || (strlen (word) == 2 && word[1] == '.'));
}

bool
name_is_capital (const Press *press, uint32_t i)
{
  const Token *token = &press->tokens[i];

  if (!token_upper (press, i) || token->span != NONE || strlen (token->lower) < 2)
    return false;
  if (token_bits (press, i, W_NOT_NAME | W_LEGAL | W_NO_ACTOR | W_SAY) ||
      (token_bits (press, i, W_ORG_HEAD | W_ORG_OPENER | W_UNIT | W_PROJECT) &&
       !token_class (press, i, NYSTA_MATCH_SURNAME)))
    return false;
  if (token_of (press, i)->flags & NYSTA_TOKEN_HAS_DIGIT)
    return false;
  /* `on the 14th June Mary Stone spoke` */
  if (i > 0 && token_bits (press, i, W_MONTH) &&
      (token_of (press, i - 1)->flags & NYSTA_TOKEN_HAS_DIGIT) != 0)
    return false;
  if (token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE)
    return has_prefix (token->word, "Mc") || has_prefix (token->word, "Mac") ||
           has_prefix (token->word, "De") || strchr (token->word, '-') != NULL ||
           strchr (token->word, '\'') != NULL || strstr (token->word, "’") != NULL;
  return !token_acronym (press, i) || strlen (token->word) > 4;
}

/* `Ann-Britt`: both halves begin with a capital, and the first is a given name or short. */
static bool
is_double_given (const Press *press, uint32_t i)
{
  const char *hyphen = strchr (press->tokens[i].word, '-');

  return hyphen != NULL && hyphen != press->tokens[i].word &&
         ((hyphen[1] >= 'A' && hyphen[1] <= 'Z') || (unsigned char) hyphen[1] == 0xC3) &&
         strlen (hyphen) > 2 && hyphen - press->tokens[i].word <= 12 &&
         token_of (press, i)->kind == NYSTA_TOKEN_WORD && hyphen[2] >= 'a';
}

Certainty
name_given (const Press *press, uint32_t i)
{
  const Token *token = &press->tokens[i];
  bool word = (token->classes &
               (1u << NYSTA_MATCH_COMMON_WORD | 1u << NYSTA_MATCH_FUNCTION_WORD)) != 0;

  if (!token_class (press, i, NYSTA_MATCH_GIVEN_NAME))
    return is_double_given (press, i) ? POSSIBLE : UNKNOWN;
  if (token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) && token_opens (press, i))
    return name_bearers (press, i, NYSTA_MATCH_GIVEN_NAME) >= 2000 ? POSSIBLE : UNKNOWN;
  if ((token->ambiguous & 1u << NYSTA_MATCH_GIVEN_NAME) != 0 || word)
    return name_bearers (press, i, NYSTA_MATCH_GIVEN_NAME) >= 2000 ? KNOWN : POSSIBLE;
  return name_bearers (press, i, NYSTA_MATCH_GIVEN_NAME) >= 20 ? KNOWN : POSSIBLE;
}

Certainty
name_surname (const Press *press, uint32_t i)
{
  const Token *token = &press->tokens[i];

  if (token_class (press, i, NYSTA_MATCH_SURNAME))
    return (token->ambiguous & 1u << NYSTA_MATCH_SURNAME) != 0 &&
               name_bearers (press, i, NYSTA_MATCH_SURNAME) < 200
             ? POSSIBLE
             : KNOWN;
  if (has_suffix (token->lower, "sson") || has_suffix (token->lower, "ssons") ||
      strchr (token->lower, '-') != NULL)
    return POSSIBLE;
  return UNKNOWN;
}

bool
name_is_plain (const Press *press, uint32_t i)
{
  return token_class (press, i, NYSTA_MATCH_COMMON_WORD) ||
         token_class (press, i, NYSTA_MATCH_FUNCTION_WORD);
}

bool
name_is_likely (const Press *press, uint32_t first, uint32_t end)
{
  return end - first >= 2 && end - first <= 3 && name_given (press, first) == KNOWN &&
         name_surname (press, end - 1) != UNKNOWN;
}

/* `Anna Ek      Bo Ask`: set apart by blanks. */
static bool
is_column_gap (const Press *press, uint32_t i)
{
  return i > 0 && token_of (press, i)->start > token_of (press, i - 1)->end + 1;
}

static bool
is_quotation_mark (const Press *press, uint32_t i)
{
  return token_is (press, i, "”") || token_is (press, i, "\"") ||
         token_is (press, i, "“") || token_is (press, i, "'") || token_is (press, i, "’");
}

/* `Elisabeth ”Lisa” Ek`: the marks and what is between at @i. */
static bool
is_nickname (const Press *press, uint32_t i)
{
  return i + 3 < press->n_tokens && is_quotation_mark (press, i) &&
         token_upper (press, i + 1) && is_quotation_mark (press, i + 2) &&
         block_of (press, i) == block_of (press, i + 3) && name_is_capital (press, i + 3);
}

static uint32_t
nickname_end (const Press *press, uint32_t i)
{
  return is_nickname (press, i) ? i + 3 : i;
}

/* Past the name that would start at @i, as long as shape allows. */
static uint32_t
shape_end (const Press *press, uint32_t i)
{
  uint32_t end = i + 1;

  while (end < press->n_tokens &&
         end - i < MAX_NAME_TOKENS + (is_nickname (press, i + 1) ? 3 : 0) &&
         token_joined (press, end))
    {
      uint32_t next = nickname_end (press, end);

      if (token_bits (press, next, W_PARTICLE) && !token_is (press, next, "i"))
        while (next - end < 3 && token_joined (press, next + 1) &&
               (token_bits (press, next, W_PARTICLE)) && !name_is_capital (press, next))
          next++;
      if (!token_joined (press, next) || is_column_gap (press, next))
        break;
      if (is_initial (press, next) && token_joined (press, next + 1) &&
          name_is_capital (press, next + 1))
        end = next + 1;
      else if (is_initial (press, next) && next + 2 < press->n_tokens &&
               token_is (press, next + 1, ".") && name_is_capital (press, next + 2))
        end = next + 2;
      else if (name_is_capital (press, next))
        end = next + 1;
      else
        break;
      /* A genitive ends a name: `Anna Bergs Stiftelse` is no person. */
      if (press->tokens[end - 1].genitive && end - i >= 2)
        break;
    }
  return end;
}

/* --- what stands around -------------------------------------------------------- */

/* `Mr`, `H.E. Ms.`: whoever follows is a person. */
static bool
is_form_of_address (const Press *press, uint32_t i)
{
  return word_in (
    press->tokens[i].lower,
    "mr mr. mrs mrs. ms ms. miss sir dame dr dr. prof prof. shri smt herr fru");
}

static bool
is_title_word (const Press *press, uint32_t i)
{
  uint32_t end;

  return i < press->n_tokens && title_head (press, i, &end);
}

static bool
begins_entry (const Press *press, uint32_t i)
{
  return i == press->block_first[block_of (press, i)];
}

/* `Namn, titel`, `Namn (titel)`, `Namn – titel`: a title within a few words. */
static bool
title_follows (const Press *press, uint32_t end)
{
  uint32_t limit = end < press->n_tokens ? sentence_end (press, end) : end;

  if (end >= limit)
    return false;
  if (!token_is (press, end, ",") && !token_is (press, end, "(") &&
      !token_is (press, end, "–") && !token_is (press, end, "-") &&
      !token_is (press, end, ":"))
    return false;
  for (uint32_t i = end + 1; i < limit && i < end + 6; i++)
    {
      if (is_title_word (press, i))
        return true;
      if (token_is (press, i, ",") || token_bits (press, i, W_VERB | W_SAY))
        return false;
    }
  return false;
}

static bool
title_precedes (const Press *press, uint32_t first)
{
  uint32_t start = sentence_first (press, first);

  if (first == start)
    return false;
  uint32_t before = first - 1;
  if (token_is (press, before, ":") && before > start)
    before--;
  for (uint32_t i = before + 1; i-- > start && before - i < 3;)
    {
      uint32_t end;
      const Span *named = i >= start + 2 && token_is (press, i - 1, ",")
                            ? span_over (press, i - 2)
                            : NULL;

      /* `Anna Ek, vd Exempel Sten`: the title is hers, and the name that of a firm. */
      if (named != NULL && named->kind == PERSON)
        continue;

      if (title_head (press, i, &end) && end == before + 1 &&
          (before != first - 1 || !token_upper (press, i) || token_opens (press, i) ||
           token_bits (press, i, W_TITLE_EXTRA)))
        return true;
    }
  return false;
}

/* A line of its own with a title on the next line. */
static bool
title_is_below (const Press *press, uint32_t first, uint32_t end)
{
  uint32_t head_end, b = block_of (press, first);

  if (!begins_entry (press, first) || end >= press->n_tokens ||
      block_of (press, end) != b + 1 ||
      (press->text->blocks[b].group != press->text->blocks[b + 1].group &&
       press->text->blocks[b].kind != NYSTA_BLOCK_HEADING))
    return false;
  return title_head (press, end, &head_end) ||
         (title_is_modifier (press, end, TITLE_PLAIN) &&
          title_head (press, end + 1, &head_end));
}

static bool
is_addressed (const Press *press, uint32_t first)
{
  return token_joined (press, first) && is_form_of_address (press, first - 1);
}

static bool
context_speaks_for (const Press *press, uint32_t first, uint32_t end)
{
  bool said = first > 0 && token_bits (press, first - 1, W_SAY) &&
              block_of (press, first - 1) == block_of (press, first);
  bool ends_block = end >= press->n_tokens ||
                    block_of (press, end) != block_of (press, first);

  return said || is_addressed (press, first) || title_precedes (press, first) ||
         title_follows (press, end) || title_is_below (press, first, end) ||
         (begins_entry (press, first) && !ends_block && token_is (press, end, "(") &&
          end + 2 < press->n_tokens && token_is (press, end + 2, ")") &&
          strlen (press->tokens[end + 1].word) <= 2);
}

/* The address that follows names its owner: `Faton Ek, … faton.ek@exempel.example`. */
static bool
address_agrees (const Press *press, uint32_t first, uint32_t end)
{
  const char *given = press->tokens[first].lower, *family = press->tokens[end - 1].lower;
  uint32_t limit = block_end (press, first);

  for (uint32_t i = end; i < limit && i < end + 16; i++)
    if (token_of (press, i)->kind == NYSTA_TOKEN_EMAIL)
      return strstr (press->tokens[i].lower, given) != NULL ||
             strstr (press->tokens[i].lower, family) != NULL;
  return false;
}

/* --- the decision ---------------------------------------------------------------- */

static bool
looks_like_place_or_firm (const Press *press, uint32_t first, uint32_t end)
{
  for (uint32_t i = first; i < end; i++)
    if (is_org_compound (press->tokens[i].lower) &&
        !token_class (press, i, NYSTA_MATCH_SURNAME))
      return true;
  /* `Alms Bygg`, `Nord Åkeri` */
  if (word_in (press->tokens[end - 1].lower, "bygg vvs åkeri måleri snickeri entreprenad"))
    return true;
  /* `Gustavs torg` */
  if (has_suffix (press->tokens[end - 1].lower, "s") && token_joined (press, end) &&
      word_in (press->tokens[end].lower,
               "torg gata gatan väg vägen plats park parken gränd hamn allé gård skola"))
    return true;
  /* `The Danish Assembly` */
  if (first > 0 && token_joined (press, first) && token_is (press, first - 1, "the") &&
      in_english (press, first))
    return true;
  /* `Anna Eks barnsjukhus`, `Per Asks Stiftelse`. */
  if (end < press->n_tokens && token_joined (press, end) &&
      (token_bits (press, end, W_ORG_HEAD) ||
       (token_bits (press, end, W_LEGAL) && token_upper (press, end)) || /* `as chair` */
       is_org_compound (press->tokens[end].lower)) &&
      !token_bits (press, end, W_PREP))
    return true;
  /* `Svea Lind & Son` */
  if (end + 1 < press->n_tokens && token_is (press, end, "&") &&
      token_upper (press, end + 1) && token_joined (press, end + 1) &&
      !token_class (press, end + 1, NYSTA_MATCH_GIVEN_NAME))
    return true;
  /* `X kommun`-like and streets: a number follows at once, and no telephone. */
  return end < press->n_tokens && token_joined (press, end) &&
         token_of (press, end)->kind == NYSTA_TOKEN_NUMBER &&
         press->tokens[end].word[0] != '0' && press->tokens[end].word[0] != '+';
}

/* `Treatment of Northern Forest`: the tail of a longer name of something else. */
static bool
continues_capitals (const Press *press, uint32_t first)
{
  uint32_t end;

  if (first == 0 || !token_joined (press, first) || span_over (press, first - 1) != NULL ||
      is_form_of_address (press, first - 1))
    return false;
  if (token_is (press, first - 1, "of") || token_is (press, first - 1, "&"))
    return true;
  return token_upper (press, first - 1) && !token_opens (press, first - 1) &&
         !title_head (press, first - 1, &end) &&
         !has_suffix (press->tokens[first - 1].lower, "s");
}

/* `the 14th June NAME`: the month is no name. */
static bool
is_day_before (const Press *press, uint32_t first)
{
  return first > 0 && token_bits (press, first, W_MONTH) && token_joined (press, first) &&
         press->tokens[first - 1].word[0] >= '0' && press->tokens[first - 1].word[0] <= '9';
}

/* Is the tagger sure of just this name? */
static bool
is_tagged (const Press *press, uint32_t first, uint32_t end)
{
  uint32_t confidence;

  return tag_end (press, first, NYSTA_NAME_PERSON, &confidence) == end &&
         confidence >= SURE_TAG;
}

/* Does nothing but its first word speak for a name, neither the lists nor the tagger, of
 * capitals that something else may have? */
static bool
is_doubted (const Press *press, uint32_t first, uint32_t end)
{
  if (!tags_known (press) || tag_over (press, first, end, NYSTA_NAME_PERSON))
    return false;
  for (uint32_t i = first + 1; i < end; i++)
    if (name_surname (press, i) != UNKNOWN || name_given (press, i) != UNKNOWN)
      return false;
  return true;
}

/* How sure that tokens [first, end) name a person; 0 if not. */
static double
name_confidence (const Press *press, uint32_t first, uint32_t end)
{
  uint32_t last = end - 1;
  Certainty given = is_day_before (press, first) ? UNKNOWN : name_given (press, first);
  Certainty surname = name_surname (press, last);
  bool place = token_class (press, last, NYSTA_MATCH_PLACE) ||
               token_class (press, last, NYSTA_MATCH_MUNICIPALITY) ||
               token_class (press, last, NYSTA_MATCH_REGION);
  bool plain = name_is_plain (press, last) && surname == UNKNOWN;
  bool opens = token_opens (press, first) && !begins_entry (press, first);

  if (looks_like_place_or_firm (press, first, end) ||
      (surname == UNKNOWN && continues_capitals (press, first)))
    return 0;
  /* `besökte Anna Ek Gävle`: the town is where, not who. */
  if (end - first >= 3 && given == KNOWN &&
      token_class (press, last, NYSTA_MATCH_MUNICIPALITY) &&
      name_bearers (press, last, NYSTA_MATCH_SURNAME) < 1000)
    return 0;
  if (given == KNOWN && surname == KNOWN)
    return 0.97;
  if (given == POSSIBLE && surname == KNOWN &&
      (!opens || name_bearers (press, first, NYSTA_MATCH_GIVEN_NAME) >= 2000))
    return 0.9;
  if (given == KNOWN && surname == POSSIBLE)
    return 0.9;

  bool context = context_speaks_for (press, first, end) ||
                 address_agrees (press, first, end);
  if (given == KNOWN && !plain && !context && is_doubted (press, first, end))
    return 0;
  if (given == KNOWN && !plain && (!place || context))
    return context ? 0.92 : 0.85;
  if (given == KNOWN && context)
    return 0.8;
  if (given == POSSIBLE && (surname == KNOWN || (!plain && context)))
    return context ? 0.85 : 0.7;
  if (surname == KNOWN && context &&
      (!name_is_plain (press, first) || is_tagged (press, first, end)) &&
      !token_class (press, first, NYSTA_MATCH_PLACE))
    return 0.8;
  if (surname != UNKNOWN && given == UNKNOWN && end - first == 2 &&
      !name_is_plain (press, first) && begins_entry (press, first) &&
      title_follows (press, end))
    return 0.75;
  if (context && !plain && !place && !name_is_plain (press, first) &&
      (end - first <= 3 || is_addressed (press, first)) &&
      !token_class (press, first, NYSTA_MATCH_PLACE) &&
      !token_class (press, first, NYSTA_MATCH_MUNICIPALITY))
    return 0.65;
  return 0;
}

/* Does the surname stand without its s near by? */
static bool
is_named_without_s (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;
  size_t n = strlen (lower) - 1;
  uint32_t from = i > NEAR_TOKENS ? i - NEAR_TOKENS : 0;

  for (uint32_t k = from; k < press->n_tokens && k < i + NEAR_TOKENS; k++)
    if (strncmp (press->tokens[k].lower, lower, n) == 0 &&
        press->tokens[k].lower[n] == '\0')
      return true;
  return false;
}

/* `Anna Eks laboratorium`: the name without the s, where the lexicon or the word after
 * says that it is a genitive. */
static const char *
base_name (Press *press, uint32_t first, uint32_t end)
{
  char *name = text_between (press, first, end);
  const Token *last = &press->tokens[end - 1];
  size_t n = strlen (name);
  bool noun_follows = token_joined (press, end) && token_word (press, end) &&
                      !token_upper (press, end) &&
                      !token_bits (press, end,
                                   W_VERB | W_PREP | W_AND | W_SAY | W_COPULA) &&
                      !token_class (press, end, NYSTA_MATCH_FUNCTION_WORD);

  bool owns = token_joined (press, end) && token_word (press, end) &&
              !token_is (press, end, "till") &&
              (!token_bits (press, end, W_VERB | W_PREP | W_AND | W_SAY | W_COPULA) ||
               token_upper (press, end));

  if (n > 2 && name[n - 1] == 's' &&
      ((last->genitive && (owns || is_named_without_s (press, end - 1))) ||
       (noun_follows && !token_class (press, end - 1, NYSTA_MATCH_SURNAME))))
    name[n - (name[n - 2] == ':' ? 2 : 1)] = '\0';
  return name;
}

/* `Karlberg` further on, where one person alone is called so. */
void
names_repeat (Press *press)
{
  size_t n = press->n_spans;

  names_join_variants (press);

  for (size_t s = 0; s < n; s++)
    if (press->spans[s].kind == PERSON)
      {
        uint32_t entity = span_entity (press, &press->spans[s]);
        const char *family = press->entities[entity].family;

        if (family == NULL)
          continue;
        const char *forms[] = { family, press->entities[entity].given };
        for (size_t k = 0; k < 2; k++)
          {
            uint32_t known = entity_find (press, SHORT_NAME, forms[k]);

            if (known == NONE)
              known = entity_of (press, SHORT_NAME, forms[k]);
            else if (press->entities[known].stands_for != entity)
              press->entities[known].shared = true;
            press->entities[known].stands_for = entity;
          }
      }
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      if (!name_is_capital (press, i) ||
          token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) ||
          !entity_may_begin (press, SHORT_NAME, i))
        continue;
      uint32_t known = entity_find (press, SHORT_NAME, press->tokens[i].word);
      if (known == NONE || press->entities[known].shared ||
          (i + 1 < press->n_tokens && token_joined (press, i + 1) &&
           name_is_capital (press, i + 1)))
        continue;
      uint32_t person = press->entities[known].stands_for;
      Span *span = span_add (press, PERSON, i, i + 1, 0.8);
      span->entity = person;
      entity_alias (press, person,
                    press->tokens[i].genitive ? press->entities[person].family
                                              : press->tokens[i].word);
    }
}

static bool
is_title_before_name (const Press *press, uint32_t i)
{
  return i + 1 < press->n_tokens && is_title_word (press, i) &&
         name_given (press, i) != KNOWN && token_joined (press, i + 1) &&
         name_is_capital (press, i + 1) && name_given (press, i + 1) != UNKNOWN;
}

/* A name that is neither listed nor titled, which the tagger is sure of. Capitals that open
 * a sentence or a line are too many: there the given name must be known. */
static bool
tagged_name_end (const Press *press, uint32_t i, uint32_t limit, uint32_t *out_end)
{
  uint32_t confidence, end = tag_end (press, i, NYSTA_NAME_PERSON, &confidence);

  if (end < i + 2 || end > limit || confidence < SURE_TAG || name_is_plain (press, i) ||
      name_is_plain (press, end - 1) || strlen (press->tokens[i].word) > MAX_GIVEN_BYTES ||
      (token_opens (press, i) && name_given (press, i) == UNKNOWN))
    return false;
  *out_end = end;
  return true;
}

void
names_find (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      uint32_t head_end;

      if (!name_is_capital (press, i) ||
          (title_head (press, i, &head_end) && name_given (press, i) == UNKNOWN))
        continue;

      if (is_title_before_name (press, i))
        continue;
      /* The first word of a sentence may be an ordinary one: `Under Anna Bergs ledning`. */
      uint32_t end = shape_end (press, i);
      uint32_t best_end = i;
      double best = 0;
      for (uint32_t e = end; e > i + 1; e--)
        {
          double confidence = name_is_capital (press, e - 1) ? name_confidence (press, i, e)
                                                             : 0;

          /* The longest that is sure enough; a shorter one only if it is far surer. */
          if (confidence > best + (best > 0 ? 0.25 : 0))
            {
              best = confidence;
              best_end = e;
            }
        }
      if (best == 0 && tagged_name_end (press, i, end, &best_end))
        best = 0.7;
      if (best > 0)
        {
          bool nicknamed = best_end > i + 4 && is_nickname (press, i + 1);
          Span *span = span_add (press, PERSON, i, best_end, best);

          span->name = base_name (press, i, best_end);
          if (nicknamed)
            span->name = arena_printf (&press->arena, "%s %s", press->tokens[i].word,
                                       base_name (press, i + 4, best_end));
          i = best_end - 1;
        }
    }
  names_find_series (press);
}
