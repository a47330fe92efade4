/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * term-hashes.h: the table that finds terms by their hash: an entry a term, in blocks
 * (hash-block.h). The lowest byte of a hash is not kept.
 */
#pragma once

#include "store/dictionary.h"

/* Goes through the ids of one hash. */
typedef struct
{
  MDB_cursor *cursor;
  guint64 hash; /* 56 bits */
  NystaHashBlock block;
  guint index;
  gboolean at_end;
} NystaHashFinder;

void nysta_hash_finder_init (NystaHashFinder *finder, MDB_cursor *cursor, guint64 hash);
gboolean nysta_hash_finder_next (NystaHashFinder *finder, NystaTermId *out_id);

/* 0, or LMDB's error. */
int nysta_term_hashes_add (MDB_txn *txn, const NystaTables *tables, guint64 hash,
                           NystaTermId id);

/* Entries that sort after all that are there, in full blocks. */
typedef struct
{
  guint n_entries;
  NystaHashEntry entries[NYSTA_HASH_BLOCK_ENTRIES];
} NystaHashWriter;

void nysta_hash_writer_init (NystaHashWriter *writer);
int nysta_hash_writer_add (NystaHashWriter *writer, MDB_txn *txn, const NystaTables *tables,
                           guint64 hash, NystaTermId id);
int nysta_hash_writer_flush (NystaHashWriter *writer, MDB_txn *txn,
                             const NystaTables *tables);
