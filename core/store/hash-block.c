/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/hash-block.h"

#include <string.h>

#define TAG_BITS 4

/* --- numbers ---------------------------------------------------------------- */

static inline void
put_number (guint8 *out, guint64 number, guint n_bytes)
{
  for (guint i = n_bytes; i-- > 0; number >>= 8)
    out[i] = (guint8) number;
}

static inline guint64
get_number (const guint8 *bytes, guint n_bytes)
{
  guint64 number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | bytes[i];
  return number;
}

static inline guint
count_bytes (guint64 number)
{
  return number == 0 ? 0 : (guint) (64 - __builtin_clzll (number) + 7) / 8;
}

/* The tag goes last, so that small payloads are small numbers. */
static inline guint64
turn_id (NystaTermId id)
{
  return nysta_id_payload (id) << TAG_BITS | nysta_id_tag (id);
}

static inline NystaTermId
turn_back (guint64 number)
{
  return nysta_id_make ((NystaTag) (number & ((1u << TAG_BITS) - 1)), number >> TAG_BITS);
}

/* --- writing ---------------------------------------------------------------- */

void
nysta_hash_entry_store (guint8 key[NYSTA_HASH_KEY_BYTES], const NystaHashEntry *entry)
{
  put_number (key, entry->hash, NYSTA_HASH_BYTES);
  nysta_id_store (key + NYSTA_HASH_BYTES, entry->id);
}

static void
find_widths (const NystaHashEntry *entries, guint n_entries, guint *out_hash_bytes,
             guint *out_id_bytes)
{
  guint64 ids = 0;

  for (guint i = 0; i < n_entries; i++)
    ids |= turn_id (entries[i].id);
  *out_hash_bytes = count_bytes (entries[n_entries - 1].hash - entries[0].hash);
  *out_id_bytes = MAX (count_bytes (ids), 1);
}

gsize
nysta_hash_block_size (const NystaHashEntry *entries, guint n_entries)
{
  guint hash_bytes = 0;
  guint id_bytes = 0;

  find_widths (entries, n_entries, &hash_bytes, &id_bytes);
  return 1 + (gsize) n_entries * (hash_bytes + id_bytes);
}

void
nysta_hash_block_write (const NystaHashEntry *entries, guint n_entries, guint8 *out_bytes)
{
  guint hash_bytes = 0;
  guint id_bytes = 0;

  find_widths (entries, n_entries, &hash_bytes, &id_bytes);
  *out_bytes++ = (guint8) (hash_bytes << 4 | id_bytes);
  for (guint i = 0; i < n_entries; i++)
    {
      put_number (out_bytes, entries[i].hash - entries[0].hash, hash_bytes);
      put_number (out_bytes + hash_bytes, turn_id (entries[i].id), id_bytes);
      out_bytes += hash_bytes + id_bytes;
    }
}

gsize
nysta_hash_block_insert (const NystaHashBlock *block, guint index,
                         const NystaHashEntry *entry,
                         guint8 out_bytes[NYSTA_HASH_BLOCK_BYTES])
{
  guint width = block->hash_bytes + block->id_bytes;
  gsize before = (gsize) index * width;
  gsize after = (gsize) (block->n_entries - index) * width;
  gsize n_bytes = 1 + before + width + after;

  if (index == 0 || block->n_entries >= NYSTA_HASH_BLOCK_ENTRIES ||
      n_bytes > NYSTA_HASH_BLOCK_BYTES ||
      count_bytes (entry->hash - block->first) > block->hash_bytes ||
      count_bytes (turn_id (entry->id)) > block->id_bytes)
    return 0;
  out_bytes[0] = (guint8) (block->hash_bytes << 4 | block->id_bytes);
  memcpy (out_bytes + 1, block->bytes, before);
  put_number (out_bytes + 1 + before, entry->hash - block->first, block->hash_bytes);
  put_number (out_bytes + 1 + before + block->hash_bytes, turn_id (entry->id),
              block->id_bytes);
  memcpy (out_bytes + 1 + before + width, block->bytes + before, after);
  return n_bytes;
}

/* --- reading ---------------------------------------------------------------- */

gboolean
nysta_hash_block_open (NystaHashBlock *block, const guint8 *key, gsize n_key_bytes,
                       const guint8 *bytes, gsize n_bytes)
{
  if (n_key_bytes != NYSTA_HASH_KEY_BYTES || n_bytes < 2 ||
      n_bytes > NYSTA_HASH_BLOCK_BYTES)
    return FALSE;
  block->first = get_number (key, NYSTA_HASH_BYTES);
  block->hash_bytes = bytes[0] >> 4;
  block->id_bytes = bytes[0] & 0x0F;
  block->bytes = bytes + 1;

  guint width = block->hash_bytes + block->id_bytes;

  if (block->hash_bytes > NYSTA_HASH_BYTES || block->id_bytes == 0 ||
      block->id_bytes > NYSTA_ID_BYTES || (n_bytes - 1) % width != 0)
    return FALSE;
  block->n_entries = (guint) ((n_bytes - 1) / width);
  return block->n_entries <= NYSTA_HASH_BLOCK_ENTRIES;
}

static inline guint64
hash_at (const NystaHashBlock *block, guint index)
{
  return block->first +
         get_number (block->bytes + index * (block->hash_bytes + block->id_bytes),
                     block->hash_bytes);
}

NystaHashEntry
nysta_hash_block_get (const NystaHashBlock *block, guint index)
{
  const guint8 *id = block->bytes + index * (block->hash_bytes + block->id_bytes) +
                     block->hash_bytes;

  return (NystaHashEntry){ .hash = hash_at (block, index),
                           .id = turn_back (get_number (id, block->id_bytes)) };
}

guint
nysta_hash_block_find (const NystaHashBlock *block, guint64 hash)
{
  guint64 last = hash_at (block, block->n_entries - 1);

  if (hash <= block->first)
    return 0;
  if (hash > last)
    return block->n_entries;

  /* 56 bits times 8. */
  guint i = (guint) ((hash - block->first) * (block->n_entries - 1) /
                     (last - block->first));

  i = MIN (i, block->n_entries - 1);
  while (i > 0 && hash_at (block, i - 1) >= hash)
    i--;
  while (i < block->n_entries && hash_at (block, i) < hash)
    i++;
  return i;
}
