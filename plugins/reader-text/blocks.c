/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * blocks.c: lines to headings, list items, table cells and paragraphs.
 *
 * A *run* is a stretch of plain lines without a blank one between. A run is either a
 * paragraph that was wrapped (its lines are joined), or lines that stand together (one
 * block a line, all with the same group).
 */
#include "reader-text.h"

#include <string.h>

#define HEADING_MAX_CHARS 120 /* headlines of press releases reach some 110 */
#define WRAP_MIN_CHARS 40
#define WRAP_MAX_CHARS 110
#define MASTHEAD_MAX_WORDS 3
#define DATE_MIN_DIGITS 6

typedef struct
{
  const NystaReaderHost *host;
  const char *text;
  Line *lines;
  size_t n;
  size_t title;    /* line of the heading that is the document's, n if none yet */
  bool title_open; /* nothing but headings so far: a better one may follow */
  unsigned group;
  NystaStatus status;
} Blocks;

static void
emit (Blocks *b, NystaBlockKind kind, unsigned level, size_t start, size_t end,
      unsigned group, unsigned row, unsigned column)
{
  NystaBlock block = {
    .kind = kind,
    .level = level,
    .start = (uint32_t) start,
    .end = (uint32_t) end,
    .group = group,
    .row = row,
    .column = column,
  };

  if (start < end && b->status == NYSTA_OK)
    b->status = b->host->block (b->host, &block);
  if (kind != NYSTA_BLOCK_HEADING)
    b->title_open = false;
}

static unsigned
count_digits (const Blocks *b, size_t i)
{
  unsigned n = 0;

  for (size_t p = b->lines[i].start; p < b->lines[i].end; p++)
    n += b->text[p] >= '0' && b->text[p] <= '9';
  return n;
}

static unsigned
count_words (const Blocks *b, size_t line)
{
  unsigned n_words = 0;
  bool inside = false;

  for (size_t i = b->lines[line].start; i < b->lines[line].end; i++)
    {
      bool space = b->text[i] == ' ' || b->text[i] == '\t';

      n_words += !space && !inside;
      inside = !space;
    }
  return n_words;
}

/* A masthead, the publisher's name in a word or three, is followed by the real title. */
static bool
is_better_title (const Blocks *b, size_t line)
{
  return b->title_open && count_words (b, b->title) <= MASTHEAD_MAX_WORDS &&
         count_words (b, line) > MASTHEAD_MAX_WORDS &&
         count_digits (b, line) < DATE_MIN_DIGITS;
}

static void
emit_heading (Blocks *b, size_t line, unsigned level)
{
  if (b->title == b->n)
    {
      b->title = line;
      b->title_open = true;
    }
  else if (is_better_title (b, line))
    {
      b->title = line;
      b->title_open = false;
    }
  emit (b, NYSTA_BLOCK_HEADING, level, b->lines[line].start, b->lines[line].end, 0, 0, 0);
}

static size_t
next_full (const Blocks *b, size_t i)
{
  while (i < b->n && b->lines[i].blank)
    i++;
  return i;
}

/* --- what a line looks like ------------------------------------------------- */

static bool
line_has (const Blocks *b, size_t i, const char *needle)
{
  const Line *line = &b->lines[i];
  const char *p = b->text + line->start, *end = b->text + line->end;
  size_t n = strlen (needle);

  for (; (size_t) (end - p) >= n && (p = memchr (p, needle[0], (size_t) (end - p) - n + 1));
       p++)
    if (memcmp (p, needle, n) == 0)
      return true;
  return false;
}

static bool
is_short (const Blocks *b, size_t i)
{
  const Line *line = &b->lines[i];

  return !line->blank && line->mark == MARK_NONE && line->n_chars <= HEADING_MAX_CHARS &&
         line->n_tabs == 0 && !line->pipes;
}

/* An entry of a list or a contact block rather than a headline. */
static bool
is_entry (const Blocks *b, size_t i)
{
  return line_has (b, i, ", ") || line_has (b, i, "@") || line_has (b, i, ": ") ||
         count_digits (b, i) >= 6;
}

static bool
is_speech (const Blocks *b, size_t i)
{
  static const char *const attributions[] = {
    "säger ", "menar ", "berättar ", "kommenterar ", "konstaterar ", "förklarar ", " says",
  };

  if (b->lines[i].n_chars > 120)
    return true;
  for (size_t k = 0; k < sizeof attributions / sizeof attributions[0]; k++)
    if (line_has (b, i, attributions[k]))
      return true;
  return false;
}

/* `- ` opens an item of a list as well as a line of speech: after a colon, or beside other
 * such lines most of which are no speech, it is a list. */
static bool
dash_is_list (const Blocks *b, size_t i)
{
  size_t first = i, n_lines = 0, n_speech = 0;

  for (size_t k = i; k > 0 && i - k < 200; k--)
    {
      const Line *before = &b->lines[k - 1];

      if (before->blank)
        continue;
      if (before->mark != MARK_DASH)
        {
          if (before->colon)
            return !is_speech (b, i);
          break;
        }
      first = k - 1;
    }
  for (size_t k = first; k < b->n && k - first < 200; k++)
    {
      if (b->lines[k].blank)
        continue;
      if (b->lines[k].mark != MARK_DASH)
        break;
      n_lines++;
      n_speech += is_speech (b, k) || (b->lines[k].final && b->lines[k].n_chars > 60);
    }
  return n_lines >= 2 && n_speech * 2 < n_lines;
}

static bool
is_item (const Blocks *b, size_t i)
{
  LineMark mark = b->lines[i].mark;

  return !b->lines[i].blank && (mark == MARK_BULLET || mark == MARK_NUMBER ||
                                (mark == MARK_DASH && dash_is_list (b, i)));
}

/* --- tables ------------------------------------------------------------------ */

/* A tab between two cells; a table has the same number of them in each of its lines. */
static size_t
tab_table_end (const Blocks *b, size_t i)
{
  size_t k = i;

  while (k < b->n && !b->lines[k].blank && b->lines[k].mark == MARK_NONE &&
         b->lines[k].n_tabs > 0 && b->lines[k].n_tabs == b->lines[i].n_tabs)
    k++;
  return k - i >= 2 ? k : i;
}

static size_t
pipe_table_end (const Blocks *b, size_t i)
{
  size_t k = i;

  while (k < b->n && !b->lines[k].blank && b->lines[k].pipes)
    k++;
  return k - i >= 2 ? k : i;
}

static bool
is_pipe_rule (const Blocks *b, size_t i)
{
  for (size_t p = b->lines[i].start; p < b->lines[i].end; p++)
    if (strchr ("|-: \t", b->text[p]) == NULL)
      return false;
  return true;
}

/* The first row names the columns where it holds no number and a later row does, or where
 * it is followed by a Markdown rule, or where none of its cells has more than two words. */
static bool
first_row_is_header (const Blocks *b, size_t first, size_t end, char separator)
{
  unsigned words = 1, most = 1;

  if (count_digits (b, first) > 0 || line_has (b, first, "@"))
    return false;
  for (size_t i = first + 1; i < end; i++)
    if (count_digits (b, i) >= 3 || line_has (b, i, "@") || is_pipe_rule (b, i))
      return true;
  for (size_t p = b->lines[first].start; p < b->lines[first].end; p++)
    {
      words = b->text[p] == separator ? 1 : words + (b->text[p] == ' ');
      most = words > most ? words : most;
    }
  return most <= (separator == '|' ? 4u : 2u);
}

static void
emit_row (Blocks *b, const Line *line, char separator, NystaBlockKind kind, unsigned row)
{
  size_t p = line->start, end = line->end;
  unsigned column = 1;

  if (separator == '|' && p < end && b->text[p] == '|')
    p++;
  while (p < end)
    {
      size_t q = p;

      while (q < end && b->text[q] != separator)
        q++;
      size_t s = p, e = q;
      while (s < e && (b->text[s] == ' ' || b->text[s] == '\t'))
        s++;
      while (e > s && (b->text[e - 1] == ' ' || b->text[e - 1] == '\t'))
        e--;
      emit (b, kind, 0, s, e, b->group, row, column++);
      p = q + 1;
    }
}

static void
emit_table (Blocks *b, size_t first, size_t end, char separator)
{
  bool header = first_row_is_header (b, first, end, separator);
  unsigned row = 1;

  b->group++;
  for (size_t i = first; i < end; i++)
    if (separator != '|' || !is_pipe_rule (b, i))
      {
        emit_row (b, &b->lines[i], separator,
                  header && i == first ? NYSTA_BLOCK_TABLE_HEADER : NYSTA_BLOCK_TABLE_CELL,
                  row);
        row++;
      }
}

/* --- lists ------------------------------------------------------------------- */

static bool
continues_item (const Blocks *b, size_t i, unsigned indent)
{
  const Line *line = &b->lines[i], *before = &b->lines[i - 1];

  return !line->blank && line->mark == MARK_NONE &&
         (line->indent > indent ||
          (before->n_chars >= 60 && !before->final && line_starts_lower (b->text, line)));
}

/* Items that follow each other, blank lines between allowed, are one list. */
static size_t
emit_list (Blocks *b, size_t i)
{
  LineMark mark = b->lines[i].mark;
  unsigned indent = b->lines[i].indent;

  b->group++;
  while (i < b->n && is_item (b, i) && b->lines[i].mark == mark && b->status == NYSTA_OK)
    {
      size_t start = b->lines[i].start, end = b->lines[i].end;
      unsigned own = b->lines[i].indent;

      for (i++; i < b->n && continues_item (b, i, own); i++)
        end = b->lines[i].end;
      emit (b, NYSTA_BLOCK_LIST_ITEM, own > indent + 1 ? 2 : 1, start, end, b->group, 0, 0);

      size_t next = next_full (b, i);
      if (next < b->n && is_item (b, next) && b->lines[next].mark == mark)
        i = next;
    }
  return i;
}

/* --- runs of plain lines ------------------------------------------------------ */

static bool
ends_run (const Blocks *b, size_t i)
{
  return b->lines[i].blank || b->lines[i].mark == MARK_HASH || is_item (b, i) ||
         b->lines[i].pipes || tab_table_end (b, i) > i;
}

static size_t
first_word_chars (const Blocks *b, size_t i)
{
  size_t n = 0;

  for (size_t p = b->lines[i].start; p < b->lines[i].end && b->text[p] != ' '; p++)
    n += ((unsigned char) b->text[p] & 0xC0) != 0x80;
  return n;
}

/* Would the next line's first word have fitted here? Then the break was meant. */
static bool
break_is_meant (const Blocks *b, size_t i, size_t width)
{
  return b->lines[i].n_chars + 1 + first_word_chars (b, i + 1) <= width;
}

static size_t
wrap_width (const Blocks *b, size_t first, size_t end)
{
  size_t width = 0, n_wrapped = 0, n_entries = 0;

  for (size_t i = first; i < end; i++)
    {
      width = b->lines[i].n_chars > width ? b->lines[i].n_chars : width;
      n_entries += is_entry (b, i) && !b->lines[i].final &&
                   !line_starts_lower (b->text, &b->lines[i]);
    }
  if (n_entries == end - first || width < WRAP_MIN_CHARS || width > WRAP_MAX_CHARS ||
      end - first < 2)
    return 0;
  for (size_t i = first; i + 1 < end; i++)
    n_wrapped += !break_is_meant (b, i, width) &&
                 (end - first > 3 || line_starts_lower (b->text, &b->lines[i + 1]) ||
                  (width >= 60 && !b->lines[i].final && !is_entry (b, i)));
  return n_wrapped * 10 >= (end - first - 1) * 8 ? width : 0;
}

static void
emit_run (Blocks *b, size_t first, size_t end)
{
  size_t width = wrap_width (b, first, end);
  unsigned group = end - first > 1 && width == 0 ? ++b->group : 0;

  for (size_t i = first; i < end; i++)
    {
      size_t start = b->lines[i].start;
      bool joined = false;

      while (i + 1 < end && b->lines[i + 1].mark != MARK_DASH &&
             ((width > 0 && !break_is_meant (b, i, width)) ||
              (b->lines[i].n_chars >= WRAP_MIN_CHARS && !b->lines[i].final &&
               line_starts_lower (b->text, &b->lines[i + 1]) && !is_entry (b, i + 1))))
        {
          joined = true;
          i++;
        }
      bool opens_text = !joined && i == first && end - first > 1 && is_short (b, i) &&
                        b->lines[i].n_chars <= 80 && !b->lines[i].final &&
                        !b->lines[i].colon && !is_entry (b, i) && b->lines[i + 1].final &&
                        b->lines[i + 1].n_chars > 50;
      if (opens_text)
        emit_heading (b, i, 2);
      else
        emit (b, NYSTA_BLOCK_PARAGRAPH, 0, start, b->lines[i].end, group, 0, 0);
    }
}

/* --- lines that stand alone ---------------------------------------------------- */

static bool
stands_alone (const Blocks *b, size_t i)
{
  bool long_entry = !b->lines[i].blank && b->lines[i].mark == MARK_NONE &&
                    b->lines[i].n_chars <= 2 * HEADING_MAX_CHARS &&
                    b->lines[i].n_tabs == 0 && is_entry (b, i) && !b->lines[i].colon;

  return (is_short (b, i) || long_entry) && !b->lines[i].final &&
         (i + 1 >= b->n || ends_run (b, i + 1)) && !is_item (b, i);
}

/* A series of short lines, each alone: entries of a list (names, a contact block) where
 * half of them look so, else headings. Returns the line past the series. */
static size_t
emit_alone (Blocks *b, size_t first)
{
  size_t n_lines = 0, n_entries = 0, i = first, end = first;

  for (i = first; i < b->n && stands_alone (b, i); i = next_full (b, i + 1))
    {
      n_lines++;
      n_entries += is_entry (b, i);
      end = i + 1;
      if (i + 1 < b->n && !b->lines[i + 1].blank)
        break;
    }

  bool entries = n_lines >= 2 && n_entries * 2 >= n_lines;
  unsigned group = entries ? ++b->group : 0;
  for (i = next_full (b, first); i < end; i = next_full (b, i + 1))
    {
      bool last = next_full (b, i + 1) >= b->n;
      bool heading = entries ? i == first && !is_entry (b, i) && n_lines >= 3 &&
                                 is_entry (b, next_full (b, i + 1))
                             : !b->lines[i].colon && !last && !line_has (b, i, "@") &&
                                 count_digits (b, i) < 8 &&
                                 b->lines[i].n_chars <= HEADING_MAX_CHARS;

      if (heading)
        emit_heading (b, i, b->title == b->n ? 1 : 2);
      else
        emit (b, NYSTA_BLOCK_PARAGRAPH, 0, b->lines[i].start, b->lines[i].end, group, 0, 0);
    }
  return end;
}

NystaStatus
blocks_emit (const NystaReaderHost *host, const char *text, Line *lines, size_t first,
             size_t n, size_t *out_title)
{
  Blocks b = { .host = host, .text = text, .lines = lines, .n = n, .title = n };
  size_t i = next_full (&b, first);

  while (i < n && b.status == NYSTA_OK)
    {
      size_t end = i + 1;

      if (lines[i].mark == MARK_HASH)
        emit_heading (&b, i, lines[i].depth);
      else if ((end = pipe_table_end (&b, i)) > i)
        emit_table (&b, i, end, '|');
      else if ((end = tab_table_end (&b, i)) > i)
        emit_table (&b, i, end, '\t');
      else if (is_item (&b, i))
        end = emit_list (&b, i);
      else if (stands_alone (&b, i))
        end = emit_alone (&b, i);
      else
        {
          for (end = i + 1; end < n && !ends_run (&b, end); end++)
            ;
          emit_run (&b, i, end);
        }
      i = next_full (&b, end);
    }
  *out_title = b.title;
  return b.status;
}
