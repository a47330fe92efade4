/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-municipal.c: municipalities, regions and county boards that the text calls by
 * the bare name of their place: `kommunerna A, B och C`, `stöd till A och B`, `länsstyrelserna
 * i A, B och C län`, an item under `Deltagande kommuner`.
 */
#include "organisations.h"

#include <string.h>

#include "word-sets.h"

/* Fewer rows alike are chance. */
#define MIN_ROWS 3

static const char *const given[] = { "stöd", "bidrag", "uppdrag", "kronor", "medel" };

/* A word that one of the rules below begins with. */
static bool
ask_municipal (const Press *press, uint32_t i)
{
  const char *lower = press->tokens[i].lower;

  return word_in (lower, "kommunerna städerna kommuner länsstyrelserna regionerna") ||
         word_is_one_of (lower, given) || has_prefix (lower, "regioner") ||
         has_prefix (lower, "kommuner");
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
  Span *span = organisation_add (press, i, end, 0.85);
  span->entity = entity;
  return end;
}

/* `kommunerna A, B och C`, `A, B:s och C:s kommuner`. */
static void
find_plurals (Press *press)
{
  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      uint32_t limit = block_end (press, i);

      if (!token_asked (press, i, ASKED_MUNICIPAL, ask_municipal))
        continue;
      if ((token_is (press, i, "kommunerna") || token_is (press, i, "städerna")))
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

/* `Region A`, `Länsstyrelsen i A län` for the place at @i. Returns past it, @i if none. */
static uint32_t
add_named_by_place (Press *press, uint32_t i, bool board)
{
  const NystaMatch *place = match_at (press, i, 1u << NYSTA_MATCH_PLACE);
  const NystaMatch *town = match_at (press, i, 1u << NYSTA_MATCH_MUNICIPALITY);
  const NystaMatch *match = place != NULL ? place : town;

  if (match == NULL || !token_upper (press, i) ||
      !span_free (press, i, i + match->n_tokens))
    return i;
  uint32_t end = i + match->n_tokens;
  char *text = text_between (press, i, end);
  size_t n = strlen (text);

  if (!board && (match->flags & NYSTA_MATCH_GENITIVE) != 0 && n > 2)
    text[n - 1] = '\0';
  uint32_t entity = entity_of (
    press, ORGANISATION,
    board ? arena_printf (&press->arena, "Länsstyrelsen i %s län", text)
          : arena_printf (&press->arena, "Region %s", text));
  if (!board)
    entity_alias_only (press, entity, text);
  Span *span = organisation_add (press, i, end, 0.8);
  span->entity = entity;
  return end;
}

/* `regionerna A, B och C`, `länsstyrelserna i A, B och C län`. */
static void
find_regional (Press *press)
{
  for (uint32_t i = 0; i + 1 < press->n_tokens; i++)
    {
      uint32_t limit = block_end (press, i), k = i + 1;

      if (!token_asked (press, i, ASKED_MUNICIPAL, ask_municipal))
        continue;
      bool boards = token_is (press, i, "länsstyrelserna") && token_is (press, k, "i");

      if (!boards && !token_is (press, i, "regionerna"))
        continue;
      for (k += boards; k < limit;)
        {
          uint32_t end = add_named_by_place (press, k, boards);

          if (end == k)
            break;
          k = end;
          while (k < limit && (token_is (press, k, ",") || token_bits (press, k, W_AND) ||
                               token_is (press, k, "län")))
            k++;
        }
    }
}

/* `ger stöd till A, B och C`: who is given something is no mere place. */
static void
find_receivers (Press *press)
{
  for (uint32_t i = 0; i + 2 < press->n_tokens; i++)
    {
      uint32_t limit = sentence_end (press, i), n = 0;

      if (!token_asked (press, i, ASKED_MUNICIPAL, ask_municipal) ||
          !word_is_one_of (press->tokens[i].lower, given) ||
          !token_is (press, i + 1, "till"))
        continue;
      /* One place alone may be no more than where the money goes. */
      uint32_t k = i + 2;
      for (; k < limit; n++)
        {
          const NystaMatch *match = match_at (press, k, 1u << NYSTA_MATCH_MUNICIPALITY);

          if (match == NULL || !token_upper (press, k) ||
              (match->flags & NYSTA_MATCH_GENITIVE) != 0)
            break;
          k += match->n_tokens;
          while (k < limit && (token_is (press, k, ",") || token_bits (press, k, W_AND)))
            k++;
        }
      if (n < 2)
        continue;
      for (uint32_t at = i + 2; at < k;)
        {
          uint32_t end = add_municipality (press, at);

          at = end > at ? end : at + 1;
        }
    }
}

/* What towns as such don't do, but those who govern them. */
#define ACTS                                                                                \
  "skrev skriver undertecknar undertecknade deltar deltog låter lät testar testade "      \
  "prövar provar prövade inför införde satsar satsade samarbetar samarbetade ansöker " \
  "ansökte enades anslöt ansluter finansierar bidrar medverkar medverkade"

/* `I går skrev A, B och C under`, `A och B låter sina skolor`: those who act. */
static void
find_acting (Press *press)
{
  for (size_t m = 0; m < press->text->n_matches; m++)
    {
      const NystaMatch *match = &press->text->matches[m];
      uint32_t first = match->first_token, k = first, n = 0, end = first;

      if (match->match_class != NYSTA_MATCH_MUNICIPALITY || first >= press->n_tokens)
        continue;
      uint32_t limit = sentence_end (press, first), floor = sentence_first (press, first);
      if (first > floor &&
          (token_is (press, first - 1, ",") || token_bits (press, first - 1, W_AND)))
        continue;
      for (; k < limit; n++)
        {
          const NystaMatch *town = match_at (press, k, 1u << NYSTA_MATCH_MUNICIPALITY);

          if (town == NULL || !token_upper (press, k) ||
              !(town->flags & NYSTA_MATCH_SHORT) ||
              (town->flags & NYSTA_MATCH_GENITIVE) != 0)
            break;
          end = k += town->n_tokens;
          while (k < limit && (token_is (press, k, ",") || token_bits (press, k, W_AND)))
            k++;
        }
      bool before = n >= 3 && first > floor &&
                    word_in (press->tokens[first - 1].lower, ACTS);
      bool after = n >= 2 && k == end && end < limit &&
                   word_in (press->tokens[end].lower, ACTS) &&
                   (first == floor ||
                    !token_class (press, first - 1, NYSTA_MATCH_FUNCTION_WORD) ||
                    token_is (press, first - 1, "som"));
      for (uint32_t at = first; (before || after) && at < end;)
        {
          Span *over = span_over (press, at);

          /* `Nordby` is a firm, too, but not among towns. */
          if (over != NULL && over->kind == ORGANISATION && over->end == at + 1 &&
              over->entity == NONE)
            span_drop (press, over);
          uint32_t past = add_municipality (press, at);
          at = past > at ? past : at + 1;
        }
    }
}

/* `Deltagande kommuner:` over bare names, or before them on its line. */
static void
find_listed (Press *press)
{
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1],
               colon = first;
      bool says = false;

      while (colon < limit && colon - first <= 16 && !token_is (press, colon, ":"))
        colon++;
      if (colon - first > 16)
        continue;
      for (uint32_t i = first; i < colon; i++)
        says |= token_is (press, i, "kommuner") || token_is (press, i, "kommunerna") ||
                token_is (press, i, "städer") || token_is (press, i, "städerna") ||
                token_is (press, i, "pilotkommuner");
      if (!says)
        continue;
      for (uint32_t i = colon + 1; i < limit;)
        {
          uint32_t end = add_municipality (press, i);

          if (end == i)
            break;
          i = end;
          while (i < limit && (token_is (press, i, ",") || token_bits (press, i, W_AND)))
            i++;
        }
      for (size_t k = b + 1; k < press->text->n_blocks &&
                             press->text->blocks[k].kind == NYSTA_BLOCK_LIST_ITEM;
           k++)
        {
          const NystaMatch *match = match_at (press, press->block_first[k],
                                              1u << NYSTA_MATCH_MUNICIPALITY);

          if (match != NULL &&
              press->block_first[k] + match->n_tokens == press->block_first[k + 1])
            add_municipality (press, press->block_first[k]);
        }
    }
}

/* A region that the row calls by its place alone. */
static void
add_region (Press *press, uint32_t first, uint32_t end)
{
  char *text = text_between (press, first, end);

  if (!span_free (press, first, end))
    return;
  uint32_t entity = entity_of (press, ORGANISATION,
                               arena_printf (&press->arena, "Region %s", text));
  entity_alias_only (press, entity, text);
  organisation_add (press, first, end, 0.8)->entity = entity;
}

/* Is all that follows in the row an amount: `: 42 426 203 kronor`, `12,5 mkr`? */
static bool
is_amount_to (const Press *press, uint32_t i, uint32_t limit)
{
  static const char *const units[] = { "kronor", "kr", "mkr", "tkr", "miljoner", "tusen" };
  bool number = false;

  for (; i < limit; i++)
    {
      bool known = token_of (press, i)->kind == NYSTA_TOKEN_PUNCT;

      if (token_of (press, i)->kind == NYSTA_TOKEN_NUMBER)
        known = number = true;
      for (size_t k = 0; k < sizeof units / sizeof units[0] && !known; k++)
        known = token_is (press, i, units[k]);
      if (!known)
        return false;
    }
  return number;
}

/* Does the text speak of regions, and more of them than of municipalities? */
static bool
speaks_of_regions (const Press *press)
{
  uint32_t n_regions = 0, n_municipalities = 0;

  for (uint32_t i = 0; i < press->n_tokens; i++)
    {
      if (!token_asked (press, i, ASKED_MUNICIPAL, ask_municipal))
        continue;
      n_regions += has_prefix (press->tokens[i].lower, "regioner");
      n_municipalities += has_prefix (press->tokens[i].lower, "kommuner") &&
                          !token_upper (press, i);
    }
  return n_regions > n_municipalities;
}

/* Where the place ends that a row begins with; its block's first token if none does. */
static uint32_t
row_place_end (const Press *press, size_t block)
{
  uint32_t first = press->block_first[block], limit = press->block_first[block + 1];
  uint32_t end = first;

  while (end < limit && end - first < 2 && token_upper (press, end))
    end++;
  if (end > first && end < limit && token_is (press, end, "län"))
    end++;
  return is_amount_to (press, end, limit) ? end : first;
}

/* Rows of a bare place and what it is given, in a text about regions: `Skåne: 23 000
 * kronor`. */
static void
find_regional_rows (Press *press)
{
  const uint32_t places = 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY;

  if (!speaks_of_regions (press))
    return;
  for (size_t b = 0, next; b < press->text->n_blocks; b = next)
    {
      size_t n_known = 0;

      for (next = b; next < press->text->n_blocks; next++)
        {
          if (row_place_end (press, next) == press->block_first[next])
            break;
          n_known += match_at (press, press->block_first[next], places) != NULL;
        }
      /* The list of places does not have every county. */
      for (size_t row = b; n_known >= MIN_ROWS && n_known * 2 > next - b && row < next;
           row++)
        add_region (press, press->block_first[row], row_place_end (press, row));
      next = next == b ? b + 1 : next;
    }
}

void
organisations_find_municipal (Press *press)
{
  find_plurals (press);
  find_regional (press);
  find_receivers (press);
  find_acting (press);
  find_listed (press);
  find_regional_rows (press);
}
