/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * term-hashes.h: the table that finds terms by their hash, an entry a term: the key is the
 * upper 2 bytes of the hash, a value 5 more and the id. The lowest byte is not kept.
 */
#pragma once

#include "store/dictionary.h"

#define NYSTA_HASH_KEY_BYTES 2
#define NYSTA_HASH_REST_BYTES 5
#define NYSTA_HASH_VALUE_BYTES (NYSTA_HASH_REST_BYTES + NYSTA_ID_BYTES)

/* Goes through the ids of one hash. */
typedef struct
{
  MDB_cursor *cursor;
  guint8 key[NYSTA_HASH_KEY_BYTES];
  guint8 value[NYSTA_HASH_VALUE_BYTES];
  gboolean started;
} NystaHashFinder;

void nysta_hash_finder_init (NystaHashFinder *finder, MDB_cursor *cursor, guint64 hash);
gboolean nysta_hash_finder_next (NystaHashFinder *finder, NystaTermId *out_id);

int nysta_term_hashes_add (MDB_txn *txn, const NystaTables *tables, guint64 hash,
                           NystaTermId id);
/* What sorts after all that are there. */
int nysta_term_hashes_append (MDB_txn *txn, const NystaTables *tables, guint64 hash,
                              NystaTermId id);
