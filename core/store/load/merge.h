/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * merge.h: the sorted rows of a batch, of runs and of the store as one sorted stream, each
 * row once, with where it comes from. Hashes of terms go the same way, as rows that begin
 * with hash and id.
 */
#pragma once

#include "store/dictionary.h"
#include "store/load/run.h"
#include "store/order.h"

typedef enum
{
  NYSTA_MERGE_STORE = 1 << 0,
  NYSTA_MERGE_LOADED = 1 << 1
} NystaMergeOrigin;

typedef struct NystaMerge NystaMerge;

NystaMerge *nysta_merge_new (NystaOrder order);
void nysta_merge_free (NystaMerge *merge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaMerge, nysta_merge_free)

/* Sources, before the first row is read: of rows … (@batch is sorted by the order) */
void nysta_merge_add_batch (NystaMerge *merge, const NystaLoadBatch *batch);
void nysta_merge_add_run (NystaMerge *merge, const NystaSpill *spill,
                          const NystaLoadRun *run);
gboolean nysta_merge_add_store (NystaMerge *merge, MDB_txn *txn, const NystaTables *tables,
                                GError **error);
/* … or of hashes. @pairs stay the caller's. */
void nysta_merge_add_batch_hashes (NystaMerge *merge, const NystaSortPair *pairs,
                                   gsize n_pairs);
void nysta_merge_add_run_hashes (NystaMerge *merge, const NystaSpill *spill,
                                 const NystaLoadRun *run);
gboolean nysta_merge_add_store_hashes (NystaMerge *merge, MDB_txn *txn,
                                       const NystaTables *tables, GError **error);

/* Up to @max_rows rows, and a set of NystaMergeOrigin for each; 0 at the end. */
gsize nysta_merge_read (NystaMerge *merge, NystaRow *out_rows, guint8 *out_origins,
                        gsize max_rows);
/* FALSE with NYSTA_STORE_ERROR_CORRUPT if a source ended because it made no sense. */
gboolean nysta_merge_check (const NystaMerge *merge, GError **error);
