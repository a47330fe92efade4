/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/utf8.h"

/* A compiler makes a few wide instructions of a block. */
#define BLOCK_BYTES 64

static gboolean
is_plain_block (const guchar *data)
{
  guchar high = 0;
  guchar zero = 0;

  for (gsize i = 0; i < BLOCK_BYTES; i++)
    {
      high |= data[i];
      zero |= (guchar) (data[i] == 0);
    }
  return high < 0x80 && zero == 0;
}

/* Unicode table 3-7: the length of a character by its first byte, 0 if none begins so, and
 * what may stand second. */
static gsize
character_length (guchar first, guchar *out_least, guchar *out_most)
{
  *out_least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  *out_most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (first < 0xC2 || first > 0xF4)
    return 0;
  return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* How many of @n_bytes from @data on are a character's, up to its whole length. */
static gsize
match_character (const guchar *data, gsize n_bytes, gsize *out_length)
{
  guchar least = 0;
  guchar most = 0;
  gsize length = character_length (data[0], &least, &most);
  gsize n = 1;

  *out_length = length;
  while (n < length && n < n_bytes && data[n] >= least && data[n] <= most)
    {
      n++;
      least = 0x80;
      most = 0xBF;
    }
  return n;
}

const char *
nysta_utf8_check (const char *data, const char *end)
{
  const guchar *c = (const guchar *) data;
  const guchar *stop = (const guchar *) end;

  while (c < stop)
    {
      gsize length = 0;

      while (stop - c >= BLOCK_BYTES && is_plain_block (c))
        c += BLOCK_BYTES;
      while (c < stop && *c != 0 && *c < 0x80)
        c++;
      if (c == stop || *c == 0 ||
          match_character (c, (gsize) (stop - c), &length) != length)
        break;
      c += length;
    }
  return (const char *) c;
}

gboolean
nysta_utf8_is_cut_off (const char *data, const char *end)
{
  gsize n_bytes = (gsize) (end - data);
  gsize length = 0;

  return n_bytes > 0 &&
         match_character ((const guchar *) data, n_bytes, &length) == n_bytes &&
         n_bytes < length;
}

gsize
nysta_utf8_count (const char *data, const char *end)
{
  gsize n = 0;

  for (const char *c = data; c < end; c++)
    n += ((guchar) *c & 0xC0) != 0x80;
  return n;
}
