/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * organisation-headings.c: the organisation that a heading is made of: `Personal på X`,
 * `Styrelse 2024 – X`, `X:s styrelse`, `Protokoll fört vid årsmöte i X`. Whatever name
 * stands there is one; that it is nowhere listed does not matter.
 */
#include "organisations.h"

#include <string.h>

#define HEAD_BLOCKS 5
#define MAX_HEADING_TOKENS 16
#define MAX_NAME_TOKENS 7

/* What an organisation has: people, a board, meetings. */
static bool
is_held (const Press *press, uint32_t i)
{
  return word_in (
    press->tokens[i].lower,
    "personal personalen medarbetare medarbetarna styrelse styrelsen styrelseledamöter "
    "förtroendevalda ledning ledningsgrupp ledningsgruppen kansli kansliet kontakta "
    "kontakter kontaktuppgifter kontaktpersoner presskontakter valberedning "
    "valberedningen staff stämma årsstämma sammanträde årsmöte styrelsemöte medlemsmöte "
    "föreningsmöte årsmötet föreningsstämma höstmöte vårmöte protokoll årsmötesprotokoll "
    "mötesprotokoll styrelseprotokoll sammanträdesprotokoll stämmoprotokoll "
    "minnesanteckningar mötesanteckningar dagordning föredragningslista "
    "verksamhetsberättelse organisation organisationen people personer");
}

/* `byalag`, `hembygdsgille`: what a name that runs on in small letters ends in. */
static bool
is_small_head (const Press *press, uint32_t i)
{
  return token_bits (press, i, W_ORG_HEAD) || is_org_compound (press->tokens[i].lower) ||
         word_ends_in (press->tokens[i].lower,
                       "lag gille vänner krets distrikt skolan kören verket laget gruppen "
                       "nätverk allians");
}

static bool
is_dash (const Press *press, uint32_t i)
{
  return token_is (press, i, "–") || token_is (press, i, "-") || token_is (press, i, "—");
}

/* Past the name that would start at @i: capitals, and small letters that lead on to what
 * such a name ends in. @i if there is none. */
static uint32_t
name_end (const Press *press, uint32_t i, uint32_t limit)
{
  uint32_t head_end, end = capital_run_end (press, i, limit);

  if (i >= limit || end == i || !span_free (press, i, end) ||
      token_bits (press, i, W_PROJECT | W_MONTH | W_NOT_NAME | W_ARTICLE | W_PRONOUN) ||
      title_head (press, i, &head_end) || is_held (press, i))
    return i;
  for (uint32_t k = end; k < limit && k - i < MAX_NAME_TOKENS; k++)
    {
      if (!token_word (press, k) || !token_joined (press, k) || is_held (press, k) ||
          span_over (press, k) != NULL || token_bits (press, k, W_PREP | W_VERB | W_COPULA))
        break;
      if (is_small_head (press, k))
        end = k + 1;
    }
  return end;
}

/* Is it more than a place, and no ordinary word that opens the heading? */
static bool
is_sure_name (const Press *press, uint32_t i, uint32_t end)
{
  const uint32_t places = 1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY |
                          1u << NYSTA_MATCH_REGION;
  const NystaMatch *place = match_at (press, i, places);

  if (place != NULL && i + place->n_tokens >= end)
    return false;
  if (end - i == 1)
    return strlen (press->tokens[i].lower) > 3 && !token_bits (press, i, W_NO_ACTOR) &&
           !token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) &&
           !(token_opens (press, i) && token_class (press, i, NYSTA_MATCH_COMMON_WORD)) &&
           !token_class (press, i, NYSTA_MATCH_GIVEN_NAME);
  return true;
}

static bool
add_name (Press *press, uint32_t i, uint32_t end)
{
  if (end == i || !is_sure_name (press, i, end))
    return false;
  organisation_add (press, i, end, 0.75);
  return true;
}

/* `… på X`, `… 2024 – X`, `…, X`: what stands behind the word at @i. */
static bool
read_behind (Press *press, uint32_t i, uint32_t limit)
{
  uint32_t k = i + 1;

  while (k < limit && token_of (press, k)->kind == NYSTA_TOKEN_NUMBER)
    k++;
  if (k >= limit)
    return false;
  bool joined = token_bits (press, k, W_PREP) ||
                word_in (press->tokens[k].lower, "med till @");
  if (!joined && !is_dash (press, k) && !token_is (press, k, ":") &&
      !token_is (press, k, ",") && !token_is (press, k, "|"))
    return token_is (press, i, "kontakta") && k == i + 1 &&
           name_end (press, k, limit) == limit && add_name (press, k, limit);

  uint32_t end = name_end (press, k + 1, limit);
  /* `Personal på X söker jobb`: a sentence. */
  if (end < limit && joined && token_word (press, end) && token_joined (press, end) &&
      !token_bits (press, end, W_ARTICLE) &&
      token_of (press, end)->kind != NYSTA_TOKEN_NUMBER)
    return false;
  return add_name (press, k + 1, end);
}

static void
strip_genitive (Press *press, Span *span)
{
  size_t n = strlen (span->name);

  if (n > 3 && span->name[n - 1] == 's')
    span->name = arena_copy (&press->arena, span->name,
                             n - (span->name[n - 2] == ':' ? 2 : 1));
}

/* `X – personal`, `X:s styrelse 2024`, `X, årsmöte`: what stands before it. */
static bool
read_before (Press *press, uint32_t first, uint32_t i)
{
  uint32_t end = i;

  if (end > first && (is_dash (press, end - 1) || token_is (press, end - 1, ",") ||
                      token_is (press, end - 1, ":") || token_is (press, end - 1, "|")))
    end--;
  /* `Föreningen Xs styrelse`: known by its shape, with the genitive. */
  Span *known = end == i && end > first ? span_over (press, end - 1) : NULL;
  if (known != NULL && known->kind == ORGANISATION && known->match == NULL &&
      known->end == end && known->entity == NONE)
    strip_genitive (press, known);
  if (end == first || name_end (press, first, end) != end)
    return false;
  if (end < i)
    return add_name (press, first, end);
  /* Set apart by nothing, it must be a genitive. */
  const char *lower = press->tokens[end - 1].lower;
  if (!has_suffix (lower, "s") || has_suffix (lower, "ss") ||
      !is_sure_name (press, first, end))
    return false;
  strip_genitive (press, organisation_add (press, first, end, 0.75));
  return true;
}

/* `(c) X.`, `© 2024 X`: whoever has the right to the text. */
static void
find_copyright (Press *press, size_t b)
{
  uint32_t i = press->block_first[b], limit = press->block_first[b + 1];

  if (i + 3 < limit && token_is (press, i, "(") && token_is (press, i + 1, "c") &&
      token_is (press, i + 2, ")"))
    i += 3;
  else if (i + 1 < limit && (token_is (press, i, "©") || token_is (press, i, "copyright")))
    i++;
  else
    return;
  while (i < limit && !token_upper (press, i) &&
         (token_of (press, i)->kind == NYSTA_TOKEN_NUMBER || !token_word (press, i)))
    i++;
  uint32_t end = i;
  while (end < limit && token_word (press, end) && span_over (press, end) == NULL &&
         end - i < MAX_NAME_TOKENS)
    end++;
  if (end > i && token_upper (press, i) &&
      (end == limit || token_is (press, end, ".") || token_is (press, end, ",")) &&
      (token_upper (press, end - 1) || is_small_head (press, end - 1)))
    add_name (press, i, end);
}

/* `BYLAGET NORR` over `Referat från årsmötet`: whose meeting it was. */
static void
find_over_meeting (Press *press)
{
  uint32_t first = 0, limit = press->text->n_blocks > 1 ? press->block_first[1] : 0;

  uint32_t capitals = 0;
  while (capitals < limit && token_acronym (press, capitals) &&
         span_over (press, capitals) == NULL)
    capitals++;
  if (limit == 0 || limit > 5 ||
      (name_end (press, first, limit) != limit && !(capitals == limit && limit > 1)))
    return;
  for (uint32_t i = limit; i < press->block_first[2] && i < limit + 8; i++)
    if (word_in (press->tokens[i].lower,
                 "årsmötet årsmöte årsstämma styrelsemöte medlemsmöte föreningsstämma "
                 "protokoll stämma"))
      {
        add_name (press, first, limit);
        return;
      }
}

/* `People @ X` over names, wherever it stands. */
static void
find_people_at (Press *press, size_t b)
{
  uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

  if (limit - first <= MAX_HEADING_TOKENS && limit - first >= 3 &&
      limit < press->n_tokens && is_held (press, first) &&
      word_in (press->tokens[first + 1].lower, "@ at på vid") &&
      span_free (press, first, limit))
    read_behind (press, first, limit);
}

void
organisations_find_headed (Press *press)
{
  find_over_meeting (press);
  for (size_t b = HEAD_BLOCKS; b < press->text->n_blocks; b++)
    find_people_at (press, b);
  for (size_t b = 0; b < press->text->n_blocks; b++)
    find_copyright (press, b);
  for (size_t b = 0; b < press->text->n_blocks && b < HEAD_BLOCKS; b++)
    {
      uint32_t first = press->block_first[b], limit = press->block_first[b + 1];

      if (limit - first > MAX_HEADING_TOKENS ||
          (limit > first && token_is (press, limit - 1, ".")))
        continue;
      for (uint32_t i = first; i < limit; i++)
        if (is_held (press, i) &&
            (read_behind (press, i, limit) || read_before (press, first, i)))
          break;
    }
}
