/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * row-block.h: some hundred sorted rows of four ids as one string of bytes, each row
 * told by how it differs from the one before. The first row is the block's key.
 *
 * Caveats: a block may come from a damaged disk: the reader never leaves its bytes and
 * says so when they make no sense.
 */
#pragma once

#include "store/term-id.h"

#define NYSTA_ROW_FIELDS 4

/* What rows are sorted by (order.h). On disk: never renumber. */
typedef enum
{
  NYSTA_ORDER_SPOG,
  NYSTA_ORDER_POSG,
  NYSTA_ORDER_OSPG,
  NYSTA_ORDER_GSPO
} NystaOrder;

/* Four ids in the order of their table (order.h). */
typedef struct
{
  NystaTermId ids[NYSTA_ROW_FIELDS];
} NystaRow;

#define NYSTA_ROW_KEY_BYTES (NYSTA_ROW_FIELDS * NYSTA_ID_BYTES)

static inline int
nysta_row_compare (const NystaRow *a, const NystaRow *b, guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    if (a->ids[i] != b->ids[i])
      return a->ids[i] < b->ids[i] ? -1 : 1;
  return 0;
}

void nysta_row_store_key (guint8 key[NYSTA_ROW_KEY_BYTES], const NystaRow *row);
/* FALSE if @n_bytes isn't a key's length. */
gboolean nysta_row_load_key (NystaRow *row, const guint8 *key, gsize n_bytes);

/* Eight blocks with their keys (24 bytes, and 10 of LMDB's a node) fill a page (4,096 bytes
 * less 16) but for some 290 bytes, and a block has room for half a dozen more rows or a
 * dozen: so a new table isn't all parted by its first changes. Even eight that grew as large
 * as they may leave room for the key of a ninth one. Blocks of twice the size take 4 % less
 * room and half a microsecond more to find a row in. */
#define NYSTA_BLOCK_FULL_BYTES 440
#define NYSTA_BLOCK_MAX_BYTES 468
/* What may be written beyond before it is seen that it is too much. */
#define NYSTA_BLOCK_SPARE_BYTES 40

/* By a predicate's last bits: which one came after it the last time, and its last object. */
#define NYSTA_BLOCK_SLOTS 64

typedef struct
{
  NystaTermId predicates[NYSTA_BLOCK_SLOTS];
  NystaTermId objects[NYSTA_BLOCK_SLOTS];
} NystaBlockContext;

typedef struct
{
  guint8 bytes[NYSTA_BLOCK_MAX_BYTES + NYSTA_BLOCK_SPARE_BYTES];
  guint n_bytes;
  guint n_max_bytes; /* NYSTA_BLOCK_FULL_BYTES, or more */
  guint n_rows;
  NystaOrder order;
  NystaRow first;
  NystaRow last;
  NystaBlockContext context;
} NystaBlockBuilder;

void nysta_block_builder_init (NystaBlockBuilder *builder, NystaOrder order);
/* FALSE if the block is full; @row sorts after the last one. */
gboolean nysta_block_builder_add (NystaBlockBuilder *builder, const NystaRow *row);
/* Fill in the header: then @builder->bytes is what is kept, under the key of @first. */
void nysta_block_builder_finish (NystaBlockBuilder *builder);

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  NystaOrder order;
  NystaRow row;        /* the last one decoded */
  guint n_left;        /* not decoded yet */
  gboolean is_pending; /* @row was not handed out yet */
  gboolean damaged;
  NystaBlockContext context;
} NystaBlockReader;

/* FALSE if it isn't a block. */
gboolean nysta_block_reader_init (NystaBlockReader *reader, const guint8 *key,
                                  gsize n_key_bytes, const guint8 *bytes, gsize n_bytes);
/* Up to @max_rows further rows; 0 at the end, or with @reader->damaged. */
gsize nysta_block_reader_read (NystaBlockReader *reader, NystaRow *out_rows,
                               gsize max_rows);
/* Go to the first row not before @row in its first @n_fields, so that it is read next. */
void nysta_block_reader_seek (NystaBlockReader *reader, const NystaRow *row,
                              guint n_fields);
/* How many rows the block has, without reading them; 0 if it isn't a block. */
guint nysta_block_n_rows (const guint8 *bytes, gsize n_bytes);
/* Whether the checksum in the block's header fits the rest and its key. */
gboolean nysta_block_is_whole (const guint8 *key, gsize n_key_bytes, const guint8 *bytes,
                               gsize n_bytes);
