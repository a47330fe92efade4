/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/row-block.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "store/row-code.h"

void
nysta_row_store_key (guint8 key[NYSTA_ROW_KEY_BYTES], const NystaRow *row)
{
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    nysta_id_store (key + i * NYSTA_ID_BYTES, row->ids[i]);
}

gboolean
nysta_row_load_key (NystaRow *row, const guint8 *key, gsize n_bytes)
{
  if (n_bytes != NYSTA_ROW_KEY_BYTES)
    return FALSE;
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    row->ids[i] = nysta_id_load (key + i * NYSTA_ID_BYTES);
  return TRUE;
}

void
nysta_block_builder_init (NystaBlockBuilder *builder, NystaOrder order)
{
  builder->n_bytes = 0;
  builder->n_max_bytes = NYSTA_BLOCK_FULL_BYTES;
  builder->n_rows = 0;
  builder->order = order;
}

static guint
put_number (guint8 *at, guint64 value, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++, value >>= 8)
    at[i] = (guint8) value;
  return n_bytes;
}

/* What is to be told of a row. */
typedef struct
{
  guint64 changes[NYSTA_ROW_FIELDS];
  guint lengths[NYSTA_ROW_FIELDS]; /* or PREDICTED */
} Changes;

static inline __attribute__ ((always_inline)) void
find_changes (Changes *changes, const NystaBlockBuilder *builder, const NystaRow *row,
              guint p)
{
  const NystaBlockContext *context = &builder->context;
  gboolean grew = FALSE;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      NystaTermId last = builder->last.ids[i];

      if (p > 0 && i == p + 1)
        last = context->objects[slot_of (row->ids[p])];

      guint64 change = signed_difference (row->ids[i], last);
      changes->changes[i] = change;
      changes->lengths[i] = n_bytes_of ((grew ? zigzag (change) : change) & ID_MASK);
      grew |= change != 0;
    }
  if (p > 0 && changes->lengths[p] > 0 &&
      context->predicates[slot_of (builder->last.ids[p])] == row->ids[p])
    changes->lengths[p] = PREDICTED;
}

static guint
write_escaped (guint8 *bytes, const NystaRow *row, const Changes *changes)
{
  guint n_bytes = 3;
  guint nibbles = 0;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      guint64 folded = fold_payload (row->ids[i]);
      guint n_folded = n_bytes_of (folded);
      guint length = changes->lengths[i];
      gboolean is_absolute = length != PREDICTED && n_folded + 1 < length;

      nibbles = nibbles << 4 | (is_absolute ? ABSOLUTE + n_folded : length);
      if (is_absolute)
        {
          bytes[n_bytes++] = (guint8) nysta_id_tag (row->ids[i]);
          store_word (bytes + n_bytes, folded);
          n_bytes += n_folded;
        }
      else if (length != PREDICTED)
        {
          store_word (bytes + n_bytes, changes->changes[i]);
          n_bytes += length;
        }
    }
  bytes[0] = ESCAPE;
  put_number (bytes + 1, nibbles, 2);
  return n_bytes;
}

/* A row told by itself where that pays is no shorter than this. */
#define MIN_ESCAPED_BYTES 4

/* @bytes: room for NYSTA_BLOCK_SPARE_BYTES. */
static inline __attribute__ ((always_inline)) guint
write_row (guint8 *bytes, const NystaBlockBuilder *builder, const NystaRow *row, guint p)
{
  const NystaRowSymbols *fields = nysta_row_symbols[builder->order];
  guint n_bytes = 1;
  guint code = 0;
  guint missing = 0;
  Changes changes;

  find_changes (&changes, builder, row, p);
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      guint symbol = fields[i].symbols[changes.lengths[i]];

      missing |= symbol;
      code = code * fields[i].n_symbols + symbol;
      store_word (bytes + n_bytes, changes.changes[i]);
      n_bytes += fields[i].lengths[symbol % 8];
    }
  bytes[0] = (guint8) code;
  if (G_LIKELY (missing < NO_SYMBOL && n_bytes <= MIN_ESCAPED_BYTES))
    return n_bytes;

  guint8 escaped[NYSTA_BLOCK_SPARE_BYTES];
  guint n_escaped = write_escaped (escaped, row, &changes);
  if (missing < NO_SYMBOL && n_escaped >= n_bytes)
    return n_bytes;
  memcpy (bytes, escaped, n_escaped);
  return n_escaped;
}

static inline __attribute__ ((always_inline)) gboolean
add_row (NystaBlockBuilder *builder, const NystaRow *row, guint p)
{
  guint n_bytes = write_row (builder->bytes + builder->n_bytes, builder, row, p);

  if (builder->n_bytes + n_bytes > builder->n_max_bytes - TRAILER_BYTES)
    return FALSE;
  if (p > 0)
    learn (&builder->context, builder->last.ids[p], row->ids[p], row->ids[p + 1]);
  builder->n_bytes += n_bytes;
  builder->last = *row;
  builder->n_rows++;
  return TRUE;
}

NYSTA_SCALAR gboolean
nysta_block_builder_add (NystaBlockBuilder *builder, const NystaRow *row)
{
  if (builder->n_rows == 0)
    {
      builder->first = *row;
      builder->last = *row;
      builder->n_rows = 1;
      init_context (&builder->context, row, builder->order);
      return TRUE;
    }
  switch (nysta_row_predicate_fields[builder->order])
    {
    case 1:
      return add_row (builder, row, 1);
    case 2:
      return add_row (builder, row, 2);
    default:
      return add_row (builder, row, 0);
    }
}

/* Of the key and of all but itself. */
static guint32
checksum (const guint8 key[NYSTA_ROW_KEY_BYTES], const guint8 *bytes, gsize n_bytes)
{
  XXH64_hash_t seed = XXH3_64bits (key, NYSTA_ROW_KEY_BYTES);
  const guint8 *trailer = bytes + n_bytes - TRAILER_BYTES;

  seed = XXH3_64bits_withSeed (trailer + CHECKSUM_BYTES, TRAILER_BYTES - CHECKSUM_BYTES,
                               seed);
  return (guint32) XXH3_64bits_withSeed (bytes, n_bytes - TRAILER_BYTES, seed);
}

void
nysta_block_builder_finish (NystaBlockBuilder *builder)
{
  guint8 *trailer = builder->bytes + builder->n_bytes;
  guint8 key[NYSTA_ROW_KEY_BYTES];

  put_number (trailer + 4, builder->n_rows, 2);
  trailer[6] = (guint8) builder->order;
  trailer[7] = 0;
  builder->n_bytes += TRAILER_BYTES;
  nysta_row_store_key (key, &builder->first);
  put_number (trailer, checksum (key, builder->bytes, builder->n_bytes), CHECKSUM_BYTES);
}

guint
nysta_block_n_rows (const guint8 *bytes, gsize n_bytes)
{
  if (n_bytes < TRAILER_BYTES)
    return 0;

  const guint8 *trailer = bytes + n_bytes - TRAILER_BYTES;
  guint n_rows = (guint) trailer[5] << 8 | trailer[4];

  if (trailer[6] > NYSTA_ORDER_GSPO || trailer[7] != 0 ||
      n_rows > 1 + (n_bytes - TRAILER_BYTES) / MIN_ROW_BYTES)
    return 0;
  return n_rows;
}

gboolean
nysta_block_is_whole (const guint8 *key, gsize n_key_bytes, const guint8 *bytes,
                      gsize n_bytes)
{
  if (n_key_bytes != NYSTA_ROW_KEY_BYTES || nysta_block_n_rows (bytes, n_bytes) == 0)
    return FALSE;

  guint32 wanted;
  memcpy (&wanted, bytes + n_bytes - TRAILER_BYTES, sizeof wanted);
  return GUINT32_FROM_LE (wanted) == checksum (key, bytes, n_bytes);
}
