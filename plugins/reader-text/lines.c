/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* lines.c: cut a text into lines and read the mark that opens each. */
#include "reader-text.h"

#include <stdlib.h>
#include <string.h>

static bool
is_blank_byte (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/* Bytes of white space at @p: ASCII, or a no-break space. */
static size_t
white_length (const char *p, const char *end)
{
  if (p < end && is_blank_byte (*p))
    return 1;
  if (end - p >= 2 && memcmp (p, "\xC2\xA0", 2) == 0)
    return 2;
  return 0;
}

static const char *
skip_white (const char *p, const char *end)
{
  for (size_t n; (n = white_length (p, end)) > 0;)
    p += n;
  return p;
}

/* Past `1.`, `12)`, `a)`; NULL if there is no such mark. `1.5` and `19.00` are none: white
 * space must follow. */
static const char *
skip_number_mark (const char *p, const char *end)
{
  const char *q = p;

  while (q < end && q - p < 3 && *q >= '0' && *q <= '9')
    q++;
  if (q == p && q < end && *q >= 'a' && *q <= 'z' && q + 1 < end && q[1] == ')')
    q++;
  if (q == p || q >= end || (*q != '.' && *q != ')'))
    return NULL;
  q++;
  return white_length (q, end) > 0 ? skip_white (q, end) : NULL;
}

static const struct
{
  const char *bytes;
  LineMark mark;
} marks[] = {
  { "•", MARK_BULLET }, { "*", MARK_BULLET }, { "·", MARK_BULLET }, { "●", MARK_BULLET },
  { "▪", MARK_BULLET }, { "◦", MARK_BULLET }, { "‣", MARK_BULLET }, { "+", MARK_BULLET },
  { "-", MARK_DASH },   { "–", MARK_DASH },   { "—", MARK_DASH },
};

static const char *
skip_mark (const char *p, const char *end, LineMark *out_mark, unsigned *out_depth)
{
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    {
      size_t n = strlen (marks[i].bytes);

      if ((size_t) (end - p) > n && memcmp (p, marks[i].bytes, n) == 0 &&
          white_length (p + n, end) > 0)
        {
          *out_mark = marks[i].mark;
          return skip_white (p + n, end);
        }
    }

  size_t hashes = 0;
  while (p + hashes < end && p[hashes] == '#' && hashes < 7)
    hashes++;
  if (hashes > 0 && hashes < 7 && white_length (p + hashes, end) > 0)
    {
      *out_mark = MARK_HASH;
      *out_depth = (unsigned) hashes;
      return skip_white (p + hashes, end);
    }

  const char *past_number = skip_number_mark (p, end);
  if (past_number != NULL)
    *out_mark = MARK_NUMBER;
  return past_number != NULL ? past_number : p;
}

static bool
ends_with (const char *start, const char *end, const char *mark)
{
  size_t n = strlen (mark);

  return (size_t) (end - start) >= n && memcmp (end - n, mark, n) == 0;
}

static bool
ends_sentence (const char *start, const char *end)
{
  static const char *const closers[] = { "\"", "”", "’", "»", ")", "'" };

  for (size_t i = 0; i < sizeof closers / sizeof closers[0]; i++)
    if (ends_with (start, end, closers[i]))
      {
        end -= strlen (closers[i]);
        break;
      }
  return ends_with (start, end, ".") || ends_with (start, end, "!") ||
         ends_with (start, end, "?") || ends_with (start, end, "…");
}

static bool
only_rule (const char *p, const char *end)
{
  if (end - p < 3 || strchr ("-=*_~", *p) == NULL)
    return false;
  for (const char *q = p; q < end; q++)
    if (*q != *p)
      return false;
  return true;
}

static void
line_read (Line *line, const char *text, const char *p, const char *end)
{
  const char *begin = p;

  while (end > p && is_blank_byte (end[-1]))
    end--;
  p = skip_white (p, end);
  line->indent = (unsigned) (p - begin);
  line->depth = 1;
  line->rule = only_rule (p, end);
  line->pipes = p < end && *p == '|';
  p = skip_mark (p, end, &line->mark, &line->depth);
  while (line->mark == MARK_HASH && end > p && (end[-1] == '#' || is_blank_byte (end[-1])))
    end--;
  line->start = (size_t) (p - text);
  line->end = (size_t) (end - text);
  line->blank = p >= end || line->rule;
  line->final = ends_sentence (p, end);
  line->colon = ends_with (p, end, ":");
  for (const char *q = p; q < end; q++)
    {
      line->n_chars += ((unsigned char) *q & 0xC0) != 0x80;
      line->n_tabs += *q == '\t';
    }
}

Line *
lines_new (const char *text, size_t n_bytes, size_t *out_n)
{
  size_t n = 1;
  for (const char *p = text; (p = memchr (p, '\n', n_bytes - (size_t) (p - text))) != NULL;
       p++)
    n++;

  Line *lines = calloc (n, sizeof *lines);
  if (lines == NULL)
    return NULL;

  const char *p = text;
  const char *end = text + n_bytes;
  for (size_t i = 0; i < n; i++)
    {
      const char *stop = memchr (p, '\n', (size_t) (end - p));

      if (stop == NULL)
        stop = end;
      line_read (&lines[i], text, p, stop);
      p = stop < end ? stop + 1 : end;
    }
  *out_n = n;
  return lines;
}

bool
line_starts_lower (const char *text, const Line *line)
{
  const unsigned char *p = (const unsigned char *) text + line->start;

  if (line->start >= line->end)
    return false;
  /* U+00E0–U+00FE are the small letters of Latin-1 (but for the division sign). */
  return (p[0] >= 'a' && p[0] <= 'z') || (p[0] == 0xC3 && p[1] >= 0xA0 && p[1] != 0xB7);
}
