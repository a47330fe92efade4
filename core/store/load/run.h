/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * run.h: what a batch becomes when there are more: its new terms, and its rows sorted by
 * each order, in the temporary file.
 */
#pragma once

#include "store/load/batch.h"
#include "store/load/spill.h"

typedef struct
{
  NystaSpillRange terms; /* the new ones, in the order in which they got their ids */
  NystaSpillRange index; /* of NystaTermIndex, by hash, then id */
  NystaSpillRange orders[4];
  guint64 n_rows;                                  /* doubles included */
  guint64 first_payloads[NYSTA_N_DICTIONARY_TAGS]; /* as the batch's */
} NystaLoadRun;

/* Where a term's bytes are, for who has its hash. */
typedef struct
{
  guint64 hash; /* lowest byte 0 */
  NystaTermId id;
  guint64 n_before; /* bytes of @terms */
} NystaTermIndex;

/* The ids of @batch's terms are known; it is ranked and sorted on the way. */
gboolean nysta_load_run_write (NystaLoadBatch *batch, NystaSpill *spill,
                               NystaLoadRun *out_run, GError **error);

/* The term at *@inout_at, a place in a run's terms, which is moved on; its bytes stay where
 * they are. */
NystaTag nysta_load_run_take_term (const guint8 **inout_at, const char **out_bytes,
                                   gsize *out_n_bytes);

/* The rows of one order. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
  NystaBlockReader block;
} NystaLoadRunReader;
void nysta_load_run_reader_init (NystaLoadRunReader *reader, const guint8 *bytes,
                                 gsize n_bytes);
/* Up to @max_rows rows; 0 at the end, or with @reader->block.damaged. */
gsize nysta_load_run_reader_read (NystaLoadRunReader *reader, NystaRow *out_rows,
                                  gsize max_rows);
