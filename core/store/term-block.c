/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/term-block.h"

#include <string.h>

#define LENGTH_FOLLOWS 14
#define ELSEWHERE 15

/* --- writing ---------------------------------------------------------------- */

void
nysta_term_block_init (NystaTermBlock *block)
{
  block->n_terms = 0;
  block->n_bytes = 1;
  block->bytes[0] = 0;
  block->starts[0] = 0;
}

static gsize
shared_length (const char *a, const char *b, gsize n)
{
  gsize i = 0;

  for (; i + 8 <= n; i += 8)
    {
      guint64 x = 0;
      guint64 y = 0;

      memcpy (&x, a + i, 8);
      memcpy (&y, b + i, 8);
      if (x != y)
        break;
    }
  while (i < n && a[i] == b[i])
    i++;
  return i;
}

/* Which of the terms shares most with the new one: of several the last, for its distance
 * says nothing of how often it is right. */
static gsize
find_shared (const NystaTermBlock *block, const char *bytes, gsize n_bytes, guint *out_back)
{
  gsize best = 0;

  *out_back = 0;
  for (guint i = block->n_terms; i-- > 0;)
    {
      const char *term = block->terms + block->starts[i];
      gsize n = MIN (n_bytes, block->starts[i + 1] - block->starts[i]);

      /* A byte that differs before what is beaten already says enough. */
      if (n <= best || term[best] != bytes[best])
        continue;
      n = shared_length (term, bytes, n);
      if (n > best)
        {
          best = n;
          *out_back = block->n_terms - i;
        }
    }
  return best;
}

static guint8 *
put_number (guint8 *out, gsize number)
{
  for (; number >= 0x80; number >>= 7)
    *out++ = (guint8) (number | 0x80);
  *out++ = (guint8) number;
  return out;
}

/* At most 5 bytes; returns where they end. */
static guint8 *
put_head (guint8 *out, guint back, gsize n_shared, gsize n_rest)
{
  gboolean follows = n_rest >= LENGTH_FOLLOWS;

  *out++ = (guint8) (back << 4 | (follows ? LENGTH_FOLLOWS : n_rest));
  if (follows)
    out = put_number (out, n_rest - LENGTH_FOLLOWS);
  if (back > 0)
    out = put_number (out, n_shared);
  return out;
}

static void
end_term (NystaTermBlock *block, gboolean elsewhere, gsize n_bytes)
{
  guint n = block->n_terms++;

  block->elsewhere[n] = elsewhere;
  block->starts[n + 1] = block->starts[n] + (guint) n_bytes;
  block->bytes[0] = (guint8) block->n_terms;
}

gboolean
nysta_term_block_add (NystaTermBlock *block, const char *bytes, gsize n_bytes)
{
  g_assert (block->n_terms < NYSTA_TERMS_PER_BLOCK);

  /* Each of those still to come takes one byte at least. */
  gsize n_free = NYSTA_TERM_BLOCK_BYTES - block->n_bytes -
                 (NYSTA_TERMS_PER_BLOCK - 1 - block->n_terms);
  gboolean fits = n_bytes <= NYSTA_LONG_TERM_BYTES;

  if (fits)
    {
      guint8 head[5];
      guint back = 0;
      gsize n_shared = find_shared (block, bytes, n_bytes, &back);
      gsize n_head = (gsize) (put_head (head, back, n_shared, n_bytes - n_shared) - head);

      fits = n_head + n_bytes - n_shared <= n_free;
      if (fits)
        {
          guint8 *out = block->bytes + block->n_bytes;

          memcpy (out, head, n_head);
          memcpy (out + n_head, bytes + n_shared, n_bytes - n_shared);
          memcpy (block->terms + block->starts[block->n_terms], bytes, n_bytes);
          block->n_bytes += (guint) (n_head + n_bytes - n_shared);
        }
    }
  if (!fits)
    block->bytes[block->n_bytes++] = ELSEWHERE;
  end_term (block, !fits, fits ? n_bytes : 0);
  return fits;
}

/* --- reading ---------------------------------------------------------------- */

static gboolean
get_number (const guint8 **at, const guint8 *end, guint *out_number)
{
  guint number = 0;

  for (guint shift = 0; shift <= 14 && *at < end; shift += 7)
    {
      guint8 byte = *(*at)++;

      number |= (guint) (byte & 0x7F) << shift;
      if (byte < 0x80)
        {
          *out_number = number;
          return TRUE;
        }
    }
  return FALSE;
}

/* FALSE if the next entry makes no sense after those before it. */
static gboolean
get_entry (NystaTermBlockView *view)
{
  const guint8 *at = view->bytes + view->at;
  const guint8 *end = view->bytes + view->n_bytes;
  guint index = view->n_known;
  NystaTermBlockEntry entry = { 0 };
  guint more = 0;
  guint n_shared = 0;

  if (at >= end)
    return FALSE;

  guint8 head = *at++;
  guint back = head >> 4;
  guint n_rest = head & 0x0F;

  entry.elsewhere = n_rest == ELSEWHERE;
  if (back > index || (entry.elsewhere && back > 0))
    return FALSE;
  if (n_rest == LENGTH_FOLLOWS && !get_number (&at, end, &more))
    return FALSE;
  if (back > 0)
    {
      const NystaTermBlockEntry *other = &view->entries[index - back];

      entry.shares_with = (guint8) (index - back);
      if (!get_number (&at, end, &n_shared) || n_shared > other->n_shared + other->n_rest)
        return FALSE;
    }
  n_rest = entry.elsewhere ? 0 : n_rest + more;
  if (n_rest > (gsize) (end - at) || n_shared + n_rest > NYSTA_LONG_TERM_BYTES)
    return FALSE;
  entry.n_shared = (guint16) n_shared;
  entry.n_rest = (guint16) n_rest;
  entry.rest = (guint16) (at - view->bytes);
  view->at = (guint16) (entry.rest + n_rest);
  view->entries[view->n_known++] = entry;
  return TRUE;
}

guint
nysta_term_block_n_terms (const guint8 *bytes, gsize n_bytes)
{
  if (n_bytes < 2 || n_bytes > NYSTA_TERM_BLOCK_BYTES || bytes[0] > NYSTA_TERMS_PER_BLOCK)
    return 0;
  return bytes[0];
}

/* From the last byte to the first: each of the terms that it goes back to has the last part
 * of what is still wanted. */
static void
copy_term (const NystaTermBlockView *view, guint index, char *out)
{
  guint n_wanted = view->entries[index].n_shared + view->entries[index].n_rest;

  while (n_wanted > 0)
    {
      const NystaTermBlockEntry *entry = &view->entries[index];

      if (n_wanted > entry->n_shared)
        {
          memcpy (out + entry->n_shared, view->bytes + entry->rest,
                  n_wanted - entry->n_shared);
          n_wanted = entry->n_shared;
        }
      index = entry->shares_with;
    }
}

void
nysta_term_block_view_init (NystaTermBlockView *view, const guint8 *bytes, gsize n_bytes)
{
  view->bytes = bytes;
  view->n_terms = (guint8) nysta_term_block_n_terms (bytes, n_bytes);
  view->n_bytes = view->n_terms > 0 ? (guint16) n_bytes : 0;
  view->at = 1;
  view->n_known = 0;
}

NystaTermPlace
nysta_term_block_view_read (NystaTermBlockView *view, guint index, GString *out_bytes)
{
  const NystaTermBlockEntry *entry = &view->entries[index];

  if (index >= view->n_terms)
    return NYSTA_TERM_BLOCK_DAMAGED;
  while (view->n_known <= index)
    if (!get_entry (view))
      return NYSTA_TERM_BLOCK_DAMAGED;
  if (entry->elsewhere)
    return NYSTA_TERM_BLOCK_ELSEWHERE;
  g_string_set_size (out_bytes, entry->n_shared + entry->n_rest);
  copy_term (view, index, out_bytes->str);
  return NYSTA_TERM_BLOCK_HERE;
}

NystaTermPlace
nysta_term_block_read (const guint8 *bytes, gsize n_bytes, guint index, GString *out_bytes)
{
  NystaTermBlockView view;

  nysta_term_block_view_init (&view, bytes, n_bytes);
  return nysta_term_block_view_read (&view, index, out_bytes);
}

gboolean
nysta_term_block_load (NystaTermBlock *block, const guint8 *bytes, gsize n_bytes)
{
  NystaTermBlockView view;

  nysta_term_block_init (block);
  nysta_term_block_view_init (&view, bytes, n_bytes);
  for (guint i = 0; i < view.n_terms; i++)
    {
      if (!get_entry (&view))
        return FALSE;
      copy_term (&view, i, block->terms + block->starts[i]);
      end_term (block, view.entries[i].elsewhere,
                view.entries[i].n_shared + view.entries[i].n_rest);
    }
  /* What is added must find the room that a writer leaves. */
  if (view.n_terms == 0 || view.at != n_bytes ||
      n_bytes + (NYSTA_TERMS_PER_BLOCK - view.n_terms) > NYSTA_TERM_BLOCK_BYTES)
    return FALSE;
  memcpy (block->bytes, bytes, n_bytes);
  block->n_bytes = (guint) n_bytes;
  return TRUE;
}
