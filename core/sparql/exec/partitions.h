/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * partitions.h: rows on disk, dealt out by hash: those that belong together are in one part,
 * and a part that is too large is dealt out again, by other bits of the hash.
 */
#pragma once

#include "base/sorter.h"
#include "sparql/exec/rows.h"

#define NYSTA_PARTITION_BITS 4u
#define NYSTA_N_PARTITIONS (1u << NYSTA_PARTITION_BITS)
/* Rows that are the same go the same way at every level: beyond it, so do all. */
#define NYSTA_MAX_PARTITION_LEVEL (64u / NYSTA_PARTITION_BITS - 1)

/* Rows on disk. */
typedef struct
{
  NystaSpool spool;
  guint64 n_rows;
  guint level; /* how often they were dealt out */
} NystaPart;

void nysta_part_clear (NystaPart *part);

/* All calls: FALSE with an error that names @owner. */
typedef struct
{
  NystaOperator *owner;
  guint width;
  NystaPart parts[NYSTA_N_PARTITIONS];
} NystaPartitions;

void nysta_partitions_init (NystaPartitions *partitions, NystaOperator *owner, guint width,
                            guint level);
void nysta_partitions_clear (NystaPartitions *partitions);
gboolean nysta_partitions_add (NystaPartitions *partitions, guint64 hash,
                               const NystaTermId *row);
/* All rows are there: the parts can be read. */
gboolean nysta_partitions_seal (NystaPartitions *partitions);
/* The same; append the parts that have some to @out (NystaPart), the last one
 * first: who works on the end begins with the first. */
gboolean nysta_partitions_finish (NystaPartitions *partitions, GArray *out);

/* --- rows read back ---------------------------------------------------------------------- */

typedef struct
{
  NystaOperator *owner;
  NystaSpoolReader reader;
  NystaTermId *row;
  guint width;
  guint64 n_read;
} NystaPartReader;

/* @part outlives it. */
void nysta_part_reader_init (NystaPartReader *reader, NystaPart *part, NystaOperator *owner,
                             guint width);
void nysta_part_reader_clear (NystaPartReader *reader);
/* The next row, until the next call; NULL at the end. Checks deadline and cancellation. */
gboolean nysta_part_reader_next (NystaPartReader *reader, const NystaTermId **out_row);

/* Say whose @error of a scratch or sorter it is. Always FALSE. */
gboolean nysta_operator_fail_spilling (NystaOperator *op, GError *error);

/* --- sorting by when rows came ------------------------------------------------------------- */

/* For a NystaSorter whose user_data is this. */
typedef struct
{
  NystaOperator *owner;
  NystaHolding holding;
} NystaSorterHolder;

extern const NystaSorterFuncs nysta_sorter_funcs;

/* Keys are numbers, payloads rows of @width. */
gboolean nysta_sorter_add_row (NystaSorter *sorter, NystaOperator *owner, guint64 number,
                               const NystaTermId *row, guint width);
/* Fill the rest of the owner's batch. */
gboolean nysta_sorter_fill_batch (NystaSorter *sorter, NystaOperator *op);
