/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A block: 4 bytes of checksum, 2 bytes of number of rows (both big-endian), 1 byte of
 * order, 1 byte 0; then each row but the first one, which is the key.
 *
 * A row is a control byte that says how many bytes tell each of its fields, and these. No
 * byte: the field is as predicted, which is the value in the previous row or, for the
 * context field of an order (an object after its predicate), the last value that came after
 * the same. The first field that has bytes grew by so much; each later one differs by so
 * much, zigzagged, all modulo 2^48. The lengths that an order's rows usually have are one
 * number in mixed radix; ESCAPE says that four nibbles follow, for what is longer or is
 * better told by itself, since its tag is another.
 *
 * So a reader needs no branch that depends on the data: it takes eight bytes that *end*
 * where a field ends, which are always the block's own, and masks them.
 */
#include "config.h"

#include "store/row-block.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define CHECKSUM_BYTES 4
#define HEADER_BYTES 8 /* fields may be read seven bytes before where they begin */
#define MIN_ROW_BYTES 2
#define MAX_ROW_BYTES 31

#define ESCAPE 255
#define ABSOLUTE 8 /* added to a nibble: tag, then payload, instead of a difference */
#define ID_MASK ((((guint64) 1) << (8 * NYSTA_ID_BYTES)) - 1)
#define INLINE_ZERO (((guint64) 1) << (NYSTA_ID_TAG_SHIFT - 1))

/* How many lengths, from 0, the control byte tells of each field. */
#define SPOG_RADIX_0 3
#define SPOG_RADIX_1 2
#define SPOG_RADIX_2 7
#define SPOG_RADIX_3 5
#define POSG_RADIX_0 1
#define POSG_RADIX_1 7
#define POSG_RADIX_2 6
#define POSG_RADIX_3 5
#define OSPG_RADIX_0 6
#define OSPG_RADIX_1 5
#define OSPG_RADIX_2 2
#define OSPG_RADIX_3 4
#define GSPO_RADIX_0 3
#define GSPO_RADIX_1 5
#define GSPO_RADIX_2 2
#define GSPO_RADIX_3 7

typedef struct
{
  guint64 masks[NYSTA_ROW_FIELDS];
  guint8 ends[NYSTA_ROW_FIELDS];    /* from the control byte; the last is 0: no code */
  guint8 zigzags[NYSTA_ROW_FIELDS]; /* 1 or 0 */
} Code;

#define LENGTH_3(o, c) ((c) % o##_RADIX_3)
#define LENGTH_2(o, c) ((c) / o##_RADIX_3 % o##_RADIX_2)
#define LENGTH_1(o, c) ((c) / o##_RADIX_3 / o##_RADIX_2 % o##_RADIX_1)
#define LENGTH_0(o, c) ((c) / o##_RADIX_3 / o##_RADIX_2 / o##_RADIX_1)
#define N_CODES(o) (o##_RADIX_0 * o##_RADIX_1 * o##_RADIX_2 * o##_RADIX_3)
#define IS_CODE(o, c) ((c) > 0 && (c) < N_CODES (o))
#define MASK(n) ((((guint64) 1) << (8 * (n))) - 1)
#define END_0(o, c) (1 + LENGTH_0 (o, c))
#define END_1(o, c) (END_0 (o, c) + LENGTH_1 (o, c))
#define END_2(o, c) (END_1 (o, c) + LENGTH_2 (o, c))
#define END_3(o, c) (IS_CODE (o, c) ? END_2 (o, c) + LENGTH_3 (o, c) : 0)
/* clang-format off */
#define CODE(o, c)                                                                         \
  { { MASK (LENGTH_0 (o, c) % 8), MASK (LENGTH_1 (o, c)), MASK (LENGTH_2 (o, c)),          \
      MASK (LENGTH_3 (o, c)) },                                                            \
    { END_0 (o, c), END_1 (o, c), END_2 (o, c), END_3 (o, c) },                            \
    { 0, END_0 (o, c) > 1, END_1 (o, c) > 1, END_2 (o, c) > 1 } }
#define CODES_4(o, c) CODE (o, c), CODE (o, (c) + 1), CODE (o, (c) + 2), CODE (o, (c) + 3)
#define CODES_16(o, c)                                                                     \
  CODES_4 (o, c), CODES_4 (o, (c) + 4), CODES_4 (o, (c) + 8), CODES_4 (o, (c) + 12)
#define CODES_64(o, c)                                                                     \
  CODES_16 (o, c), CODES_16 (o, (c) + 16), CODES_16 (o, (c) + 32), CODES_16 (o, (c) + 48)
#define CODES_256(o)                                                                       \
  { CODES_64 (o, 0), CODES_64 (o, 64), CODES_64 (o, 128), CODES_64 (o, 192) }

static const Code codes[4][256] = {
  [NYSTA_ORDER_SPOG] = CODES_256 (SPOG),
  [NYSTA_ORDER_POSG] = CODES_256 (POSG),
  [NYSTA_ORDER_OSPG] = CODES_256 (OSPG),
  [NYSTA_ORDER_GSPO] = CODES_256 (GSPO),
};

static const guint8 radices[4][NYSTA_ROW_FIELDS] = {
  [NYSTA_ORDER_SPOG] = { SPOG_RADIX_0, SPOG_RADIX_1, SPOG_RADIX_2, SPOG_RADIX_3 },
  [NYSTA_ORDER_POSG] = { POSG_RADIX_0, POSG_RADIX_1, POSG_RADIX_2, POSG_RADIX_3 },
  [NYSTA_ORDER_OSPG] = { OSPG_RADIX_0, OSPG_RADIX_1, OSPG_RADIX_2, OSPG_RADIX_3 },
  [NYSTA_ORDER_GSPO] = { GSPO_RADIX_0, GSPO_RADIX_1, GSPO_RADIX_2, GSPO_RADIX_3 },
};
/* clang-format on */

/* The field that is predicted by the one before it; 0: none. */
static const guint8 context_fields[4] = {
  [NYSTA_ORDER_SPOG] = 2,
  [NYSTA_ORDER_GSPO] = 3,
};

static inline guint64
load_word (const guint8 *bytes)
{
  guint64 word;

  memcpy (&word, bytes, sizeof word);
  return GUINT64_FROM_BE (word);
}

static inline guint64
zigzag (guint64 raw)
{
  return raw << 1 ^ -(raw >> 63);
}

static inline guint64
unzigzag (guint64 value)
{
  return value >> 1 ^ -(value & 1);
}

/* Differences are modulo 2^48: the smaller way round. */
static inline guint64
zigzag_difference (NystaTermId to, NystaTermId from)
{
  guint64 difference = (to - from) << 16;

  return zigzag ((guint64) ((gint64) difference >> 16)) & ID_MASK;
}

/* Inline values lie around the middle of their payloads, often near to it. */
static inline guint64
fold_payload (NystaTermId id)
{
  guint64 payload = nysta_id_payload (id);

  return nysta_id_is_inline (id) ? zigzag (payload - INLINE_ZERO) : payload;
}

static inline NystaTermId
unfold_payload (NystaTag tag, guint64 folded)
{
  guint64 payload = folded;

  if (tag >= NYSTA_TAG_INTEGER)
    payload = unzigzag (folded) + INLINE_ZERO;
  return nysta_id_make (tag, payload & NYSTA_ID_MAX_PAYLOAD);
}

static inline guint
n_bytes_of (guint64 value)
{
  return value == 0 ? 0 : (71 - (guint) __builtin_clzll (value)) / 8;
}

static inline guint
slot_of (NystaTermId before)
{
  return (guint) (before % NYSTA_BLOCK_SLOTS);
}

static void
init_slots (NystaTermId slots[NYSTA_BLOCK_SLOTS], const NystaRow *first, NystaOrder order)
{
  guint context = context_fields[order];

  if (context == 0)
    return;
  for (guint i = 0; i < NYSTA_BLOCK_SLOTS; i++)
    slots[i] = first->ids[context];
}

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

/* --- writing ---------------------------------------------------------------- */

void
nysta_block_builder_init (NystaBlockBuilder *builder, NystaOrder order)
{
  builder->n_bytes = HEADER_BYTES;
  builder->n_rows = 0;
  builder->order = order;
}

static guint
put_number (guint8 *at, guint64 value, guint n_bytes)
{
  for (guint i = n_bytes; i > 0; i--, value >>= 8)
    at[i - 1] = (guint8) value;
  return n_bytes;
}

static guint
write_escaped (guint8 *bytes, const NystaRow *row, const guint64 values[NYSTA_ROW_FIELDS],
               const guint lengths[NYSTA_ROW_FIELDS])
{
  guint n_bytes = 3;
  guint nibbles = 0;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      guint64 folded = fold_payload (row->ids[i]);
      guint n_folded = n_bytes_of (folded);
      gboolean is_absolute = n_folded + 1 < lengths[i];

      nibbles = nibbles << 4 | (is_absolute ? ABSOLUTE + n_folded : lengths[i]);
      if (is_absolute)
        {
          bytes[n_bytes++] = (guint8) nysta_id_tag (row->ids[i]);
          n_bytes += put_number (bytes + n_bytes, folded, n_folded);
        }
      else
        n_bytes += put_number (bytes + n_bytes, values[i], lengths[i]);
    }
  bytes[0] = ESCAPE;
  put_number (bytes + 1, nibbles, 2);
  return n_bytes;
}

/* @bytes: room for MAX_ROW_BYTES. */
static guint
write_row (guint8 *bytes, const NystaBlockBuilder *builder, const NystaRow *row)
{
  guint64 values[NYSTA_ROW_FIELDS];
  guint lengths[NYSTA_ROW_FIELDS];
  guint code = 0;
  guint total = 1;
  gboolean grew = FALSE;
  gboolean has_code = TRUE;

  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      NystaTermId predicted = builder->last.ids[i];

      if (i > 0 && i == context_fields[builder->order])
        predicted = builder->slots[slot_of (row->ids[i - 1])];
      values[i] = grew ? zigzag_difference (row->ids[i], predicted)
                       : (row->ids[i] - predicted) & ID_MASK;
      lengths[i] = n_bytes_of (values[i]);
      grew |= lengths[i] > 0;
      total += lengths[i];
      has_code &= lengths[i] < radices[builder->order][i];
      code = code * radices[builder->order][i] + lengths[i];
    }
  if (!has_code || total > 7)
    {
      guint n_bytes = write_escaped (bytes, row, values, lengths);

      if (!has_code || n_bytes < total)
        return n_bytes;
    }
  bytes[0] = (guint8) code;
  total = 1;
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    total += put_number (bytes + total, values[i], lengths[i]);
  return total;
}

gboolean
nysta_block_builder_add (NystaBlockBuilder *builder, const NystaRow *row)
{
  guint context = context_fields[builder->order];

  if (builder->n_rows == 0)
    {
      builder->first = *row;
      init_slots (builder->slots, row, builder->order);
    }
  else
    {
      guint8 bytes[MAX_ROW_BYTES];
      guint n_bytes = write_row (bytes, builder, row);

      if (builder->n_bytes + n_bytes > NYSTA_BLOCK_MAX_BYTES)
        return FALSE;
      memcpy (builder->bytes + builder->n_bytes, bytes, n_bytes);
      builder->n_bytes += n_bytes;
    }
  if (context > 0)
    builder->slots[slot_of (row->ids[context - 1])] = row->ids[context];
  builder->last = *row;
  builder->n_rows++;
  return TRUE;
}

static guint32
checksum (const guint8 key[NYSTA_ROW_KEY_BYTES], const guint8 *bytes, gsize n_bytes)
{
  XXH64_hash_t seed = XXH3_64bits (key, NYSTA_ROW_KEY_BYTES);

  return (guint32) XXH3_64bits_withSeed (bytes + CHECKSUM_BYTES, n_bytes - CHECKSUM_BYTES,
                                         seed);
}

void
nysta_block_builder_finish (NystaBlockBuilder *builder)
{
  guint8 key[NYSTA_ROW_KEY_BYTES];

  put_number (builder->bytes + 4, builder->n_rows, 2);
  builder->bytes[6] = (guint8) builder->order;
  builder->bytes[7] = 0;
  nysta_row_store_key (key, &builder->first);
  put_number (builder->bytes, checksum (key, builder->bytes, builder->n_bytes),
              CHECKSUM_BYTES);
}

/* --- reading ---------------------------------------------------------------- */

guint
nysta_block_n_rows (const guint8 *bytes, gsize n_bytes)
{
  if (n_bytes < HEADER_BYTES || bytes[6] > NYSTA_ORDER_GSPO || bytes[7] != 0)
    return 0;

  guint n_rows = (guint) bytes[4] << 8 | bytes[5];
  return n_rows <= 1 + (n_bytes - HEADER_BYTES) / MIN_ROW_BYTES ? n_rows : 0;
}

gboolean
nysta_block_is_whole (const guint8 *key, gsize n_key_bytes, const guint8 *bytes,
                      gsize n_bytes)
{
  if (n_key_bytes != NYSTA_ROW_KEY_BYTES || nysta_block_n_rows (bytes, n_bytes) == 0)
    return FALSE;

  guint32 wanted;
  memcpy (&wanted, bytes, sizeof wanted);
  return GUINT32_FROM_BE (wanted) == checksum (key, bytes, n_bytes);
}

gboolean
nysta_block_reader_init (NystaBlockReader *reader, const guint8 *key, gsize n_key_bytes,
                         const guint8 *bytes, gsize n_bytes)
{
  guint n_rows = nysta_block_n_rows (bytes, n_bytes);

  if (n_rows == 0 || !nysta_row_load_key (&reader->row, key, n_key_bytes))
    return FALSE;
  reader->order = (NystaOrder) bytes[6];
  reader->at = bytes + HEADER_BYTES;
  reader->end = bytes + n_bytes;
  reader->n_left = n_rows - 1;
  reader->is_pending = TRUE;
  reader->damaged = FALSE;
  init_slots (reader->slots, &reader->row, reader->order);
  if (context_fields[reader->order] > 0)
    reader->slots[slot_of (reader->row.ids[context_fields[reader->order] - 1])] =
      reader->row.ids[context_fields[reader->order]];
  return TRUE;
}

/* One row after ESCAPE; @reader->row is the previous one. FALSE if it makes no sense. */
static gboolean
read_escaped (NystaBlockReader *reader)
{
  const guint8 *at = reader->at;
  guint context = context_fields[reader->order];
  gboolean grew = FALSE;

  if (reader->end - at < 3 || at[0] != ESCAPE)
    return FALSE;

  guint nibbles = (guint) at[1] << 8 | at[2];
  at += 3;
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    {
      guint nibble = nibbles >> (12 - 4 * i) & 15;
      guint length = nibble % ABSOLUTE;
      gboolean is_absolute = nibble >= ABSOLUTE;
      NystaTermId predicted = reader->row.ids[i];

      if (length > NYSTA_ID_BYTES || reader->end - at < (gssize) length + is_absolute)
        return FALSE;

      guint8 tag = is_absolute ? *at++ : 0;
      at += length;
      guint64 raw = load_word (at - 8) & MASK (length);
      if (i > 0 && i == context)
        predicted = reader->slots[slot_of (reader->row.ids[i - 1])];
      if (tag > 15 || (is_absolute && raw > NYSTA_ID_MAX_PAYLOAD))
        return FALSE;
      if (is_absolute)
        reader->row.ids[i] = unfold_payload ((NystaTag) tag, raw);
      else
        reader->row.ids[i] = (predicted + (grew ? unzigzag (raw) : raw)) & ID_MASK;
      grew |= nibble > 0;
    }
  reader->at = at;
  if (context > 0)
    reader->slots[slot_of (reader->row.ids[context - 1])] = reader->row.ids[context];
  return grew;
}

static inline __attribute__ ((always_inline)) gboolean
is_before (const NystaRow *row, const NystaRow *until, guint n_fields)
{
  return nysta_row_compare (row, until, n_fields) < 0;
}

/* Decode up to @max_rows into @out_rows, or (NULL) until one is not before @until: then
 * that one is @reader->row. Inlined once for each @context. */
static inline __attribute__ ((always_inline)) gsize
decode (NystaBlockReader *reader, guint context, NystaRow *out_rows, gsize max_rows,
        const NystaRow *until, guint n_fields)
{
  const Code *table = codes[reader->order];
  const guint8 *at = reader->at;
  const guint8 *end = reader->end;
  NystaRow row = reader->row;
  gsize n_rows = 0;
  gsize n_wanted = MIN (max_rows, reader->n_left);

  while (n_rows < n_wanted)
    {
      if (G_UNLIKELY (at >= end))
        break;

      const Code *code = &table[*at];
      if (G_LIKELY (code->ends[3] != 0))
        {
          if (G_UNLIKELY (end - at < code->ends[3]))
            break;
          row.ids[0] += load_word (at + code->ends[0] - 8) & code->masks[0];
          row.ids[0] &= ID_MASK;
          for (guint i = 1; i < NYSTA_ROW_FIELDS; i++)
            {
              guint64 raw = load_word (at + code->ends[i] - 8) & code->masks[i];
              guint64 change = raw >> code->zigzags[i] ^ -(raw & code->zigzags[i]);

              if (i == context)
                row.ids[i] = reader->slots[slot_of (row.ids[i - 1])];
              row.ids[i] = (row.ids[i] + change) & ID_MASK;
            }
          if (context > 0)
            reader->slots[slot_of (row.ids[context - 1])] = row.ids[context];
          at += code->ends[3];
        }
      else
        {
          reader->at = at;
          reader->row = row;
          if (!read_escaped (reader))
            break;
          at = reader->at;
          row = reader->row;
        }
      n_rows++;
      if (out_rows != NULL)
        out_rows[n_rows - 1] = row;
      else if (!is_before (&row, until, n_fields))
        break;
    }
  reader->at = at;
  reader->row = row;
  return n_rows;
}

static gsize
decode_order (NystaBlockReader *reader, NystaRow *out_rows, gsize max_rows,
              const NystaRow *until, guint n_fields)
{
  switch (context_fields[reader->order])
    {
    case 2:
      return decode (reader, 2, out_rows, max_rows, until, n_fields);
    case 3:
      return decode (reader, 3, out_rows, max_rows, until, n_fields);
    default:
      return decode (reader, 0, out_rows, max_rows, until, n_fields);
    }
}

static void
set_damaged (NystaBlockReader *reader)
{
  reader->damaged = TRUE;
  reader->n_left = 0;
  reader->is_pending = FALSE;
}

gsize
nysta_block_reader_read (NystaBlockReader *reader, NystaRow *out_rows, gsize max_rows)
{
  gsize n_rows = 0;

  if (reader->is_pending && max_rows > 0)
    {
      out_rows[n_rows++] = reader->row;
      reader->is_pending = FALSE;
    }

  gsize n_wanted = MIN (max_rows - n_rows, reader->n_left);
  if (n_wanted == 0)
    return n_rows;

  gsize n_read = decode_order (reader, out_rows + n_rows, n_wanted, NULL, 0);
  reader->n_left -= n_read;
  if (n_read < n_wanted)
    set_damaged (reader);
  return n_rows + n_read;
}

void
nysta_block_reader_seek (NystaBlockReader *reader, const NystaRow *row, guint n_fields)
{
  if (reader->is_pending && !is_before (&reader->row, row, n_fields))
    return;
  reader->is_pending = FALSE;
  if (reader->n_left == 0)
    return;

  guint n_before = reader->n_left;
  gsize n_read = decode_order (reader, NULL, n_before, row, n_fields);
  reader->n_left -= n_read;
  if (n_read > 0 && !is_before (&reader->row, row, n_fields))
    reader->is_pending = TRUE;
  else if (n_read < n_before)
    set_damaged (reader);
}
