/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * row-code.h: the code of a block's rows: what row-block.c writes and row-block-reader.c
 * reads.
 *
 * A block: each row but the first one, which is the key; then a trailer: 4 bytes of
 * checksum, 2 bytes of number of rows, 1 byte of order, 1 byte 0. Numbers are
 * little-endian.
 *
 * A row is a control byte that says how many bytes tell each of its fields, and these. No
 * byte: the field is as in the previous row. The first field that differs grew by so much;
 * each later one differs by so much, with a sign, all modulo 2^48. Two fields are told by
 * better things than the previous row in the orders where a subject's statements stand
 * together: the predicate may be the one that came after the same predicate the last time,
 * and the object is told by the last one of the same predicate. The lengths that an order's
 * rows usually have are one number in mixed radix; ESCAPE says that four nibbles follow, for
 * what is longer or is better told by itself, since its tag is another.
 *
 * So a reader needs no branch that depends on the data: it takes eight bytes from where a
 * field begins, which are always the block's own, since the trailer has as many, and masks
 * them.
 */
#pragma once

#include <string.h>

#include "store/row-block.h"

#define CHECKSUM_BYTES 4
#define TRAILER_BYTES 8 /* what is read of a field at once */
#define MIN_ROW_BYTES 1

#define ESCAPE 255
#define ABSOLUTE 8 /* added to a nibble: tag, then payload, instead of a difference */
#define ID_MASK ((((guint64) 1) << (8 * NYSTA_ID_BYTES)) - 1)
#define INLINE_ZERO (((guint64) 1) << (NYSTA_ID_TAG_SHIFT - 1))

#define PREDICTED 7 /* a nibble: the predicate that came after the same one */

/* GCC would put the four ids into two vectors and take them out again at each step: a third
 * slower. */
#if defined __GNUC__ && !defined __clang__
#define NYSTA_SCALAR __attribute__ ((optimize ("no-tree-slp-vectorize")))
#else
#define NYSTA_SCALAR
#endif

#define MASK(n) ((((guint64) 1) << (8 * (n))) - 1)
#define SIGN(n) (MASK (n) ^ MASK (n) >> 1)

typedef struct
{
  guint64 masks[NYSTA_ROW_FIELDS];
  guint64 signs[NYSTA_ROW_FIELDS - 1]; /* of the second field on; 0: it has none */
  guint8 begins[NYSTA_ROW_FIELDS];     /* from the control byte on */
  guint8 predicts;                     /* 1: the predicate is PREDICTED */
} NystaRowCode;

extern const NystaRowCode nysta_row_codes[4][256];
/* How many bytes a row has, by its first; 0: that is no code. By itself, as one row's is
 * waited for before the next row can be begun. */
extern const guint8 nysta_row_lengths[4][256];

/* The same for who writes: how many symbols a field has, and which is the first that has
 * room for a length (or PREDICTED); NO_SYMBOL if none has. */
#define NO_SYMBOL 128

typedef struct
{
  guint8 n_symbols;
  guint8 symbols[8]; /* by length */
  guint8 lengths[8]; /* by symbol */
} NystaRowSymbols;

extern const NystaRowSymbols nysta_row_symbols[4][NYSTA_ROW_FIELDS];

/* Where the predicate stands, if it is predicted and predicts the object after it; else 0. */
extern const guint8 nysta_row_predicate_fields[4];

static inline guint64
load_word (const guint8 *bytes)
{
  guint64 word;

  memcpy (&word, bytes, sizeof word);
  return GUINT64_FROM_LE (word);
}

static inline void
store_word (guint8 *bytes, guint64 word)
{
  word = GUINT64_TO_LE (word);
  memcpy (bytes, &word, sizeof word);
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
signed_difference (NystaTermId to, NystaTermId from)
{
  return (guint64) ((gint64) ((to - from) << 16) >> 16);
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
slot_of (NystaTermId predicate)
{
  return (guint) (predicate % NYSTA_BLOCK_SLOTS);
}

static inline void
init_context (NystaBlockContext *context, const NystaRow *first, NystaOrder order)
{
  guint p = nysta_row_predicate_fields[order];

  if (p == 0)
    return;
  for (guint i = 0; i < NYSTA_BLOCK_SLOTS; i++)
    {
      context->predicates[i] = first->ids[p];
      context->objects[i] = first->ids[p + 1];
    }
}

static inline void
learn (NystaBlockContext *context, NystaTermId previous, NystaTermId predicate,
       NystaTermId object)
{
  guint slot = slot_of (previous);

  context->predicates[slot] = predicate != previous ? predicate : context->predicates[slot];
  context->objects[slot_of (predicate)] = object;
}
