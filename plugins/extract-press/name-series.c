/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * name-series.c: lines that look alike. Where most of them begin with a name and the same
 * mark, the others do, too, though no list has their names; and where most begin with a
 * surname and a given name, that is the order in which all of them have it.
 */
#include "names.h"

#include <string.h>

#define MIN_REVERSED 3
#define MIN_KNOWN_FOR_WORDS 4 /* what may be a word of the language asks for more like it */

/* The lines of a list, a paragraph or a column. */
typedef struct
{
  size_t first, end; /* blocks */
} Series;

static uint32_t
opening (const Press *press, size_t b)
{
  uint32_t i = press->block_first[b], limit = press->block_first[b + 1];

  while (i < limit && !token_word (press, i))
    i++;
  /* `Projektledare: NAMN, …` */
  uint32_t head_end, colon = i;
  while (colon < limit && colon < i + 4 && token_word (press, colon))
    colon++;
  if (colon > i && colon + 1 < limit && token_is (press, colon, ":") &&
      (title_head (press, colon - 1, &head_end) || title_head (press, i, &head_end)))
    return colon + 1;
  return i;
}

/* `,`, `(`, `–` … after a name; 0 if something else stands there. */
static char
mark_at (const Press *press, uint32_t i, uint32_t limit)
{
  static const struct
  {
    const char *text;
    char mark;
  } marks[] = {
    { ",", ',' }, { "(", '(' }, { "–", '-' }, { "-", '-' }, { "—", '-' }, { "|", '|' },
    { "•", '|' }, { "·", '|' }, { ":", ':' }, { ";", ';' }, { "/", '/' },
  };

  if (i >= limit)
    return '$'; /* nothing */
  for (size_t k = 0; k < sizeof marks / sizeof marks[0]; k++)
    if (token_is (press, i, marks[k].text))
      return marks[k].mark;
  return 0;
}

/* The mark after the person that the line begins with; 0 if it does not. */
static char
mark_of_known (const Press *press, size_t b)
{
  uint32_t i = opening (press, b), limit = press->block_first[b + 1];
  const Span *span = i < limit ? span_at (press, i, PERSON) : NULL;

  return span != NULL ? mark_at (press, span->end, limit) : 0;
}

/* `MajBritt`: where names stand, one may be spelt like a firm. */
static bool
may_be_name (const Press *press, uint32_t i)
{
  const Span *span = span_over (press, i);

  return name_is_capital (press, i) || (span != NULL && span->kind == PERSON) ||
         (token_upper (press, i) && span_over (press, i) == NULL &&
          (token_of (press, i)->flags & NYSTA_TOKEN_MIXED_CASE) &&
          !(token_of (press, i)->flags & NYSTA_TOKEN_HAS_DIGIT));
}

/* The same for two or three words with capitals that may be a name. Sets *@out_end, and
 * *@out_plain if the first is a word of the language, too. */
static char
mark_of_likely (const Press *press, size_t b, uint32_t *out_end, bool *out_plain)
{
  uint32_t first = opening (press, b), limit = press->block_first[b + 1], i = first;
  uint32_t head_end;

  while (i < limit && i - first < 4 && may_be_name (press, i) &&
         !token_class (press, i, NYSTA_MATCH_FUNCTION_WORD) &&
         !title_head (press, i, &head_end))
    i++;
  *out_end = i;
  *out_plain = i > first && name_is_plain (press, first) && name_is_plain (press, i - 1) &&
               name_given (press, first) == UNKNOWN;
  return i - first >= 2 && i - first <= 3 ? mark_at (press, i, limit) : 0;
}

/* In the place of what was taken for a part of the name. */
static Span *
add_person (Press *press, uint32_t first, uint32_t end, double confidence)
{
  for (uint32_t i = first; i < end; i++)
    if (span_over (press, i) != NULL)
      span_drop (press, span_over (press, i));
  return span_add (press, PERSON, first, end, confidence);
}

/* `People`, `Styrelsens ledamöter` over the lines. */
static bool
heads_people (const Press *press, size_t b)
{
  if (b == 0)
    return false;
  uint32_t first = press->block_first[b - 1], limit = press->block_first[b];

  if (limit - first > 6)
    return false;
  for (uint32_t i = first; i < limit; i++)
    if (token_bits (press, i, W_MEMBERS) ||
        word_in (press->tokens[i].lower, "people team staff personal medarbetare speakers "
                                         "talare forskare researchers authors författare"))
      return true;
  return false;
}

static void
read_alike (Press *press, const Series *series)
{
  static const char kinds[] = ",(-|:;/$";
  size_t n_known[sizeof kinds] = { 0 }, n_likely[sizeof kinds] = { 0 };
  size_t n = series->end - series->first;
  size_t n_all = 0; /* that begin with a person, whatever follows */
  uint32_t past;
  bool plain;

  for (size_t b = series->first; b < series->end; b++)
    {
      char mark = mark_of_known (press, b);
      bool known = mark != 0;

      n_all += known;
      mark = known ? mark : mark_of_likely (press, b, &past, &plain);
      if (mark != 0)
        (known ? n_known : n_likely)[strchr (kinds, mark) - kinds]++;
    }
  for (size_t k = 0; kinds[k] != '\0'; k++)
    {
      bool bare = kinds[k] == '$';
      size_t known = bare ? n_all : n_known[k];

      if (n_likely[k] == 0 ||
          (bare ? !(known >= 3 && known >= 2 * n_likely[k]) &&
                    !(known >= n_likely[k] && heads_people (press, series->first))
                : known < 2 || known < n_likely[k]) ||
          (known + n_likely[k]) * 3 < n * 2)
        continue;
      for (size_t b = series->first; b < series->end; b++)
        if (mark_of_known (press, b) == 0 &&
            mark_of_likely (press, b, &past, &plain) == kinds[k] &&
            (!plain || known >= MIN_KNOWN_FOR_WORDS))
          add_person (press, opening (press, b), past, 0.6);
    }
}

/* `Ek, Anna Karin`, `Ek Anna`: where the given names begin and end; false if the line does
 * not begin so. */
static bool
is_reversed (const Press *press, size_t b, uint32_t *out_given, uint32_t *out_end)
{
  uint32_t i = opening (press, b), limit = press->block_first[b + 1];

  if (i + 1 >= limit || !token_upper (press, i) || name_surname (press, i) == UNKNOWN ||
      name_given (press, i) == KNOWN)
    return false;
  uint32_t given = i + 1 + token_is (press, i + 1, ",");
  if (given >= limit || !token_upper (press, given) || name_given (press, given) != KNOWN ||
      (given == i + 1 && name_surname (press, given) == KNOWN &&
       name_bearers (press, given, NYSTA_MATCH_SURNAME) >
         name_bearers (press, given, NYSTA_MATCH_GIVEN_NAME)))
    return false;
  uint32_t end = given + 1;
  if (end < limit && token_joined (press, end) && token_upper (press, end) &&
      name_given (press, end) == KNOWN)
    end++;
  *out_given = given;
  *out_end = end;
  return end >= limit || mark_at (press, end, limit) != 0 ||
         token_of (press, end)->kind != NYSTA_TOKEN_WORD;
}

/* Two names of which each may be given: `Yusuf Amina`. */
static bool
is_either_way (const Press *press, size_t b, uint32_t *out_given, uint32_t *out_end)
{
  uint32_t i = opening (press, b), limit = press->block_first[b + 1];

  *out_given = i + 1;
  *out_end = i + 2;
  return i + 1 < limit && name_given (press, i) != UNKNOWN &&
         name_given (press, i + 1) == KNOWN && name_surname (press, i) != UNKNOWN &&
         (i + 2 >= limit || mark_at (press, i + 2, limit) != 0);
}

static void
read_reversed (Press *press, const Series *series)
{
  size_t n = 0, n_either = 0;
  uint32_t given, end;

  for (size_t b = series->first; b < series->end; b++)
    {
      bool reversed = is_reversed (press, b, &given, &end);

      n += reversed;
      n_either += !reversed && is_either_way (press, b, &given, &end);
    }
  if (n < 2 || n + n_either < MIN_REVERSED || n < n_either ||
      (n + n_either) * 4 < (series->end - series->first) * 3)
    return;
  for (size_t b = series->first; b < series->end; b++)
    {
      uint32_t first = opening (press, b);

      if (!is_reversed (press, b, &given, &end) && !is_either_way (press, b, &given, &end))
        continue;
      Span *span = add_person (press, first, end, 0.85);
      span->name = arena_printf (&press->arena, "%s %s", text_between (press, given, end),
                                 text_between (press, first, first + 1));
    }
}

/* `A, Xxx Yyy och B`: what stands in line with persons on both sides is one, though no list
 * has the name. */
static void
read_between (Press *press)
{
  size_t n = press->n_spans;

  for (size_t s = 0; s < n; s++)
    {
      uint32_t first = press->spans[s].end + 1, end = first;

      if (press->spans[s].kind != PERSON || press->spans[s].dropped ||
          first + 3 >= press->n_tokens ||
          block_of (press, first) != block_of (press, first - 2) ||
          !(token_is (press, first - 1, ",") || token_bits (press, first - 1, W_AND)))
        continue;
      while (end < press->n_tokens && end - first < 4 && name_is_capital (press, end) &&
             !name_is_plain (press, end) && (end == first || token_joined (press, end)))
        end++;
      if (end < first + 2 || end + 1 >= press->n_tokens ||
          block_of (press, end) != block_of (press, first))
        continue;
      const Span *next = token_is (press, end, ",") || token_bits (press, end, W_AND)
                           ? span_over (press, end + 1)
                           : NULL;
      if ((next != NULL && next->kind == PERSON && next->first == end + 1) ||
          (token_bits (press, first - 1, W_AND) &&
           tag_over (press, first, end, NYSTA_NAME_PERSON)))
        span_add (press, PERSON, first, end, 0.6);
    }
}

static bool
is_short_line (const Press *press, size_t b)
{
  const NystaBlock *block = &press->text->blocks[b];

  return (block->kind == NYSTA_BLOCK_PARAGRAPH ||
          (block->kind == NYSTA_BLOCK_HEADING && block->level > 1)) &&
         press->block_first[b + 1] - press->block_first[b] <= 8;
}

void
names_find_series (Press *press)
{
  read_between (press);

  const NystaBlock *blocks = press->text->blocks;
  Series series;

  for (series.first = 0; series.first < press->text->n_blocks; series.first = series.end)
    {
      for (series.end = series.first;
           series.end < press->text->n_blocks &&
           blocks[series.end].group == blocks[series.first].group &&
           (blocks[series.first].group != 0 || is_short_line (press, series.end));)
        series.end++;
      /* Short lines with blank ones between them are a list, too. */
      if (series.end == series.first)
        {
          series.end++;
          continue;
        }
      read_reversed (press, &series);
      read_alike (press, &series);
    }
}
