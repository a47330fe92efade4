/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * sheet-items.c: organisations without any known shape: an item of a list that is said to
 * hold organisations is one, whatever its name looks like.
 */
#include "organisations.h"
#include "project-frames.h"
#include "projects.h"
#include "sheets.h"

#include <string.h>

#define MAX_ITEM_TOKENS 10
#define PLACES                                                                             \
  (1u << NYSTA_MATCH_PLACE | 1u << NYSTA_MATCH_MUNICIPALITY | 1u << NYSTA_MATCH_REGION)

/* What a name does not go past. */
static bool
ends_name (const Press *press, uint32_t i, uint32_t first)
{
  if (i >= press->n_tokens)
    return false;
  return token_is (press, i, "(") || token_is (press, i, ",") || token_is (press, i, ";") ||
         token_is (press, i, "–") || token_is (press, i, "—") || token_is (press, i, "/") ||
         (token_is (press, i, "-") &&
          (token_of (press, i)->flags & NYSTA_TOKEN_SPACE_BEFORE) != 0) ||
         (i > first && word_in (press->tokens[i].lower, "genom through via med with som"));
}

/* A word of sentences, not of names: `är`, but not `SA`. */
static bool
is_said (const Press *press, uint32_t i)
{
  return !token_upper (press, i) &&
         (token_bits (press, i, W_COPULA | W_SAY | W_PRONOUN) ||
          (token_bits (press, i, W_VERB) && !token_bits (press, i, W_AND)));
}

/* `A i Belgien`, not `Universitetet i Oslo`: the place tells where it is. */
static bool
is_where (const Press *press, uint32_t first, uint32_t i, uint32_t limit)
{
  uint32_t place = i + 1;

  if (!word_in (press->tokens[i].lower, "i in") || place >= limit ||
      !token_upper (press, place))
    return false;
  uint32_t past = place + 1;
  if (past < limit && !ends_name (press, past, first) && !token_is (press, past, "."))
    return false;
  return i - first > 1 || !(token_class (press, first, NYSTA_MATCH_COMMON_WORD) ||
                            word_ends_in (press->tokens[first].lower, "et en na n"));
}

/* Says nothing but what kind of bodies: `Flera kommuner`, `Lokala företag`. */
static bool
is_generic (const Press *press, uint32_t first, uint32_t end)
{
  bool upper = false, word = false;

  for (uint32_t i = first; i < end; i++)
    {
      upper |= i > first && token_name (press, i);
      if (word_ends_in (press->tokens[i].lower,
                        "kommuner kommunerna företag företagen organisationer aktörer "
                        "myndigheter skolor föreningar universitet lärosäten parter elever "
                        "forskare städer regioner bolag companies municipalities "
                        "organisations organizations universities schools partners "
                        "institutions authorities förvaltningen projekt project"))
        word = true;
    }
  if (end - first == 1)
    return word || ((token_class (press, first, NYSTA_MATCH_COMMON_WORD) ||
                     token_class (press, first, NYSTA_MATCH_FUNCTION_WORD)) &&
                    !token_acronym (press, first));
  return word && !upper;
}

uint32_t
sheet_item_name (Press *press, uint32_t first, uint32_t limit, uint32_t *out_first)
{
  uint32_t start = first, end, title_end;

  *out_first = first;
  while (limit > first && (word_in (press->tokens[limit - 1].lower, ". , ; och samt and")))
    limit--;
  /* `regionen Nord`, `the Example Lab` */
  if (start + 1 < limit && token_upper (press, start + 1) &&
      (word_in (press->tokens[start].lower, "the regionen staden kommunen the") ||
       organisation_descriptor (press, start)) &&
      !token_upper (press, start))
    start++;
  if (start >= limit || title_head (press, start, &title_end) ||
      token_bits (press, start, W_CONTACT | W_PRONOUN | W_MONTH))
    return first;
  bool upper = false, named = false;
  for (end = start; end < limit && !ends_name (press, end, start); end++)
    {
      if (end > start && upper && is_where (press, start, end, limit))
        break;
      /* `Faculty of X vid A`: A. */
      if (end > start && word_in (press->tokens[end].lower, "vid at") && end + 1 < limit &&
          token_upper (press, end + 1))
        {
          uint32_t parent = end + 1;

          *out_first = parent;
          for (end = parent; end < limit && !ends_name (press, end, parent);)
            end++;
          return end;
        }
      upper |= end == start && token_name (press, end);
      named |= token_name (press, end);
      if (end - start >= MAX_ITEM_TOKENS ||
          (!token_word (press, end) && token_of (press, end)->kind != NYSTA_TOKEN_NUMBER &&
           !word_in (press->tokens[end].lower, "& - + ' ’ ! .")) ||
          is_said (press, end))
        return first;
    }
  if (end == start || !named || is_generic (press, start, end) ||
      (!token_name (press, start) && !token_upper (press, start) &&
       (end - start != 3 || !word_in (press->tokens[start + 1].lower, "i in"))))
    return first;
  const NystaMatch *place = match_at (press, start, PLACES);
  if (place != NULL && start + place->n_tokens >= end)
    return first;
  *out_first = start;
  return end;
}

/* Mark it, unless what is known already is as good. */
static void
add_item (Press *press, uint32_t first, uint32_t limit)
{
  if (first + 1 < limit && organisation_item_code (press, first))
    first++;
  uint32_t start, end = sheet_item_name (press, first, limit, &start);

  if (end <= first)
    return;
  for (uint32_t i = start; i < end; i++)
    {
      const Span *span = span_over (press, i);

      if (span == NULL)
        continue;
      /* A listed name, and small letters after it, is the listed one; so is a unit's. */
      if (span->kind != ORGANISATION || span->first < start || span->end > end ||
          (span->first == start && span->end == end) ||
          (span->first == start && span->match != NULL && !token_name (press, span->end)) ||
          (span->first == start && !token_name (press, end - 1) &&
           !token_bits (press, end - 1, W_LEGAL | W_ORG_HEAD)))
        return;
      /* `Stiftelsen A, B`: shapes that read on past a mark know better. */
      i = span->end - 1;
    }
  for (uint32_t i = start; i < end; i++)
    if (span_over (press, i) != NULL)
      span_drop (press, span_over (press, i));
  organisation_add (press, start, end, 0.75);
}

/* Does a person's name stand there? */
static bool
opens_with_person (const Press *press, uint32_t first, uint32_t limit)
{
  return limit - first >= 2 && token_class (press, first, NYSTA_MATCH_GIVEN_NAME) &&
         token_upper (press, first + 1) &&
         (limit - first <= 3 || ends_name (press, first + 2, first) ||
          ends_name (press, first + 3, first) || ends_name (press, first + 4, first)) &&
         !token_bits (press, first + 1, W_ORG_HEAD | W_LEGAL);
}

static void
read_items (Press *press, size_t b, size_t end)
{
  size_t n = 0, n_people = 0;

  for (size_t k = b; k < end; k++)
    {
      uint32_t first = press->block_first[k], limit = press->block_first[k + 1];

      n += limit > first;
      n_people += limit > first && opens_with_person (press, first, limit);
    }
  if (n_people * 2 > n)
    return;
  for (size_t k = b; k < end; k++)
    {
      uint32_t first = press->block_first[k], limit = press->block_first[k + 1];
      bool person = opens_with_person (press, first, limit) &&
                    (n_people > 1 || limit - first > 3 || n < 3);

      if (limit > first && limit - first <= 24 && !person)
        add_item (press, first, limit);
    }
}

/* `Partners: A, B & C and D`: what stands between the marks. */
static void
read_row (Press *press, uint32_t i, uint32_t limit)
{
  while (i < limit)
    {
      uint32_t end = i;
      unsigned depth = 0;

      for (; end < limit; end++)
        {
          const Span *span = span_over (press, end);

          depth += token_is (press, end, "(");
          depth -= depth > 0 && token_is (press, end, ")");
          if (span != NULL && span->kind == ORGANISATION && span->end > end + 1)
            end = span->end - 1;
          else if (depth == 0 &&
                   (token_is (press, end, ",") || token_is (press, end, ";") ||
                    (token_bits (press, end, W_AND) && !token_is (press, end, "&"))))
            break;
        }
      if (end > i && token_name (press, i) && !opens_with_person (press, i, end))
        add_item (press, i, end);
      i = end + 1;
    }
}

/* `… tillsammans med`, `Partners är`, `following organisations:` at the end of block @b. */
static bool
leads_to_organisations (Press *press, size_t b)
{
  uint32_t limit = press->block_first[b + 1], first = press->block_first[b];

  if (limit == first || !word_in (press->tokens[limit - 1].lower,
                                  "med av är with by of are : mellan between från from "
                                  "genom bland annat"))
    return false;
  first = sentence_first (press, limit - 1);
  if (limit - first > 40)
    first = limit - 40;
  /* `Följande projekt får stöd av A:` */
  for (uint32_t i = first; i < limit; i++)
    if (project_word_plural (press, i) ||
        word_ends_in (press->tokens[i].lower, "projekt projects"))
      return false;
  for (uint32_t i = first; i < limit; i++)
    if (part_of_noun (press->tokens[i].lower) != 0 ||
        word_in (press->tokens[i].lower,
                 "samarbete samverkan tillsammans samarbetar samverkar together "
                 "collaboration partnership cooperation organisationer organisationerna "
                 "företag myndigheter myndigheterna bolag lärosäten föreningar "
                 "organisations organizations companies institutions universities "
                 "finansieras drivs drevs genomförs leds medlemsorganisationer konsortiet "
                 "samarbetspartner medverkar deltar collaborates cooperates samlar"))
      return true;
  return false;
}

/* `- A, Norway`, item for item: who they are and from where. */
static bool
is_list_with_countries (Press *press, size_t b, size_t end)
{
  size_t n = 0;

  for (size_t k = b; k < end; k++, n++)
    {
      uint32_t first = press->block_first[k], limit = press->block_first[k + 1];
      uint32_t mark = first;

      while (mark < limit && !token_is (press, mark, ",") && !token_is (press, mark, "("))
        mark++;
      if (mark == first || mark + 1 >= limit ||
          limit - mark - 1 - token_is (press, mark, "(") > 3 ||
          !token_upper (press, mark + 1) ||
          match_at (press, mark + 1, 1u << NYSTA_MATCH_PLACE) == NULL ||
          opens_with_person (press, first, mark))
        return false;
    }
  return n >= 3;
}

/* `the European Union’s Example Sky research and innovation programme`: the programme. */
static void
find_programme (Press *press, uint32_t i)
{
  uint32_t end = i + 1, limit = sentence_end (press, i);

  if (!word_in (press->tokens[i].lower, "union’s union's eu’s eu's eu:s unionens "
                                        "commission’s commission's"))
    return;
  while (end < limit && end < i + 5 &&
         (token_upper (press, end) || token_of (press, end)->kind == NYSTA_TOKEN_NUMBER))
    end++;
  if (end == i + 1)
    return;
  for (uint32_t k = end; k < limit && k < end + 6; k++)
    {
      if (!word_in (press->tokens[k].lower,
                    "research and innovation framework programme program programmes och "
                    "forsknings- innovationsprogram ramprogram forskningsprogram funding"))
        return;
      if (!word_ends_in (press->tokens[k].lower, "programme program programmes"))
        continue;
      if (!span_free (press, i + 1, end) && span_at (press, i + 1, ORGANISATION) != NULL &&
          span_at (press, i + 1, ORGANISATION)->end == end)
        return;
      for (uint32_t at = i; at < end; at++)
        if (span_over (press, at) != NULL)
          span_drop (press, span_over (press, at));
      organisation_add (press, i + 1, end, 0.75);
      return;
    }
}

/* `Partners` over `A är …` and `B, C och D.` */
static void
read_paragraphs (Press *press, size_t b, size_t end)
{
  for (size_t k = b; k < end; k++)
    {
      uint32_t first = press->block_first[k];
      uint32_t limit = first < press->block_first[k + 1]
                         ? sheet_paragraph_name_end (press, k)
                         : first;

      if (limit > first && !opens_with_person (press, first, limit))
        read_row (press, first, limit);
    }
}

void
sheets_find_organisations (Press *press)
{
  sheet_labels_read (press);
  for (size_t b = 0; b < press->text->n_blocks; b++)
    {
      SheetLabel label;
      /* `Deltagare: Namn (titel, A)`: those may be people. */
      bool listed = sheet_label (press, b, &label);
      bool parties = label.kind == SHEET_PARTIES && !label.maybe_people;
      bool labelled = listed && parties;
      uint32_t limit = press->block_first[b + 1];

      if (labelled && label.value < limit)
        read_row (press, label.value, limit);
      else if (parties && !listed && label.value == limit)
        read_paragraphs (press, b + 1, sheet_paragraphs_end (press, b));
      else if ((labelled || leads_to_organisations (press, b)) &&
               b + 1 < press->text->n_blocks &&
               (labelled || press->text->blocks[b + 1].kind == NYSTA_BLOCK_LIST_ITEM))
        read_items (press, b + 1, sheet_items_end (press, b));
      else if (b > 0 && press->text->blocks[b].kind == NYSTA_BLOCK_LIST_ITEM &&
               press->text->blocks[b].group != press->text->blocks[b - 1].group)
        {
          size_t end = sheet_items_end (press, b - 1);

          if (end > b && is_list_with_countries (press, b, end))
            read_items (press, b, end);
        }
    }
  for (uint32_t i = 0; i < press->n_tokens; i++)
    if (strchr ("uec", press->tokens[i].lower[0]) != NULL)
      find_programme (press, i);
}
