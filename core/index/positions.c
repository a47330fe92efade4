/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/positions.h"

#include <stdlib.h>

typedef struct
{
  guint32 byte_offset;
  guint32 code_points;
} Position;

struct NystaPositions
{
  const char *text;
  gsize n_bytes;
  GArray *wanted; /* of Position */
};

NystaPositions *
nysta_positions_new (const char *text, gsize n_bytes)
{
  NystaPositions *positions = g_new0 (NystaPositions, 1);

  positions->text = text;
  positions->n_bytes = n_bytes;
  positions->wanted = g_array_new (FALSE, FALSE, sizeof (Position));
  return positions;
}

void
nysta_positions_free (NystaPositions *positions)
{
  if (positions == NULL)
    return;
  g_array_unref (positions->wanted);
  g_free (positions);
}

void
nysta_positions_want (NystaPositions *positions, guint32 byte_offset)
{
  Position position = { byte_offset, 0 };

  g_array_append_val (positions->wanted, position);
}

static int
compare_offset (const void *a, const void *b)
{
  guint32 x = ((const Position *) a)->byte_offset;
  guint32 y = ((const Position *) b)->byte_offset;

  return (x > y) - (x < y);
}

void
nysta_positions_count (NystaPositions *positions)
{
  guint32 code_points = 0;
  gsize byte = 0;

  g_array_sort (positions->wanted, compare_offset);
  for (guint i = 0; i < positions->wanted->len; i++)
    {
      Position *position = &g_array_index (positions->wanted, Position, i);

      /* Every byte that does not continue a character (10xxxxxx) begins one. */
      for (; byte < position->byte_offset && byte < positions->n_bytes; byte++)
        code_points += ((guchar) positions->text[byte] & 0xC0) != 0x80;
      position->code_points = code_points;
    }
}

guint32
nysta_positions_get (const NystaPositions *positions, guint32 byte_offset)
{
  Position key = { byte_offset, 0 };
  const Position *found = bsearch (&key, positions->wanted->data, positions->wanted->len,
                                   sizeof (Position), compare_offset);

  g_assert (found != NULL);
  return found->code_points;
}

/* --- what stands around a quotation ------------------------------------------ */

/* Marks that belong to the character before them: accents, joiners, variation selectors,
 * skin tones. */
static gboolean
continues_character (gunichar c)
{
  return g_unichar_ismark (c) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0x1F3FB && c <= 0x1F3FF);
}

static gboolean
may_cut_before (const char *text, const char *p, const char *end)
{
  if (p <= text || p >= end)
    return TRUE;
  return !continues_character (g_utf8_get_char (p)) &&
         g_utf8_get_char (g_utf8_prev_char (p)) != 0x200D;
}

char *
nysta_quote_prefix (const char *text, gsize n_bytes, guint32 start)
{
  const char *stop = text + start;
  const char *from = stop;

  for (guint n = 0; n < NYSTA_QUOTE_CONTEXT && from > text; n++)
    from = g_utf8_prev_char (from);
  if (from > text)
    {
      const char *word = from;

      while (word < stop && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (word))))
        word = g_utf8_next_char (word);
      if (word < stop)
        from = word;
      while (from < stop && !may_cut_before (text, from, text + n_bytes))
        from = g_utf8_next_char (from);
    }
  return g_strndup (from, stop - from);
}

char *
nysta_quote_suffix (const char *text, gsize n_bytes, guint32 end)
{
  const char *begin = text + end;
  const char *limit = text + n_bytes;
  const char *to = begin;

  for (guint n = 0; n < NYSTA_QUOTE_CONTEXT && to < limit; n++)
    to = g_utf8_next_char (to);
  if (to < limit)
    {
      const char *word = to;

      while (word > begin && !g_unichar_isspace (g_utf8_get_char (word)))
        word = g_utf8_prev_char (word);
      if (word > begin)
        to = word;
      while (to > begin && !may_cut_before (text, to, limit))
        to = g_utf8_prev_char (to);
    }
  return g_strndup (begin, to - begin);
}
