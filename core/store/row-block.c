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

static void
find_changes (Changes *changes, const NystaBlockBuilder *builder, const NystaRow *row)
{
  const NystaBlockContext *context = &builder->context;
  guint p = nysta_row_predicate_fields[builder->order];
  gboolean grew = FALSE;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      NystaTermId last = builder->last.ids[i];

      if (p > 0 && i == p + 1)
        last = context->objects[slot_of (row->ids[p])];

      guint64 change = signed_difference (row->ids[i], last);
      changes->changes[i] = change;
      changes->lengths[i] = n_bytes_of ((grew ? zigzag (change) : change) & ID_MASK);
      if (p > 0 && i == p && change != 0 &&
          context->predicates[slot_of (last)] == row->ids[i])
        changes->lengths[i] = PREDICTED;
      grew |= change != 0;
    }
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
          n_bytes += put_number (bytes + n_bytes, folded, n_folded);
        }
      else if (length != PREDICTED)
        n_bytes += put_number (bytes + n_bytes, changes->changes[i], length);
    }
  bytes[0] = ESCAPE;
  put_number (bytes + 1, nibbles, 2);
  return n_bytes;
}

/* The first symbol that has room for so many bytes; their number if there is none. */
static guint
find_symbol (const NystaRowSymbols *field, guint length)
{
  for (guint i = 0; i < field->n_symbols; i++)
    if (field->lengths[i] == length ||
        (field->lengths[i] > length && field->lengths[i] != PREDICTED))
      return i;
  return field->n_symbols;
}

/* @bytes: room for MAX_ROW_BYTES. */
static guint
write_row (guint8 *bytes, const NystaBlockBuilder *builder, const NystaRow *row)
{
  guint n_escaped = MAX_ROW_BYTES;
  guint n_bytes = 1;
  guint code = 0;
  gboolean has_code = TRUE;
  Changes changes;
  guint lengths[NYSTA_ROW_FIELDS];

  find_changes (&changes, builder, row);
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      const NystaRowSymbols *field = &nysta_row_symbols[builder->order][i];
      guint symbol = find_symbol (field, changes.lengths[i]);

      has_code &= symbol < field->n_symbols;
      lengths[i] = has_code ? field->lengths[symbol] % PREDICTED : 0;
      code = code * field->n_symbols + symbol;
      n_bytes += lengths[i];
    }
  /* No row that is told by itself is shorter than a tag and three more. */
  if (!has_code || n_bytes > 6)
    n_escaped = write_escaped (bytes, row, &changes);
  if (!has_code || n_escaped < n_bytes)
    return n_escaped;
  bytes[0] = (guint8) code;
  n_bytes = 1;
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    n_bytes += put_number (bytes + n_bytes, changes.changes[i], lengths[i]);
  return n_bytes;
}

gboolean
nysta_block_builder_add (NystaBlockBuilder *builder, const NystaRow *row)
{
  guint p = nysta_row_predicate_fields[builder->order];

  if (builder->n_rows == 0)
    {
      builder->first = *row;
      builder->last = *row;
      init_context (&builder->context, row, builder->order);
    }
  else
    {
      guint8 bytes[MAX_ROW_BYTES];
      guint n_bytes = write_row (bytes, builder, row);

      if (builder->n_bytes + n_bytes > NYSTA_BLOCK_MAX_BYTES - TRAILER_BYTES)
        return FALSE;
      memcpy (builder->bytes + builder->n_bytes, bytes, n_bytes);
      builder->n_bytes += n_bytes;
    }
  if (p > 0)
    learn (&builder->context, builder->last.ids[p], row->ids[p], row->ids[p + 1]);
  builder->last = *row;
  builder->n_rows++;
  return TRUE;
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
