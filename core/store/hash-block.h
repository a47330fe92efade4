/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * hash-block.h: entries of the table of hashes, sorted by hash, then id, as one string of
 * bytes. Hashes are spread evenly, so one is found by where it must be.
 *
 *   key     the first entry: 7 bytes of hash, the id
 *   block   1 byte: how many bytes of hash (4 bits) and of id (4 bits) each entry has; then
 *           each: the hash less the key's; the id, its tag in the lowest 4 bits
 *
 * Caveats: a block may come from a damaged disk: reading never leaves its bytes. Hashes are
 * of 56 bits here.
 */
#pragma once

#include "store/term-id.h"

#define NYSTA_HASH_BYTES 7
#define NYSTA_HASH_KEY_BYTES (NYSTA_HASH_BYTES + NYSTA_ID_BYTES)

/* Four blocks with their keys fill one page of LMDB's. */
#define NYSTA_HASH_BLOCK_BYTES 996
/* Half of them, and one more, fit whatever their widths; and more fit only if all ids and
 * hashes are small. */
#define NYSTA_HASH_BLOCK_ENTRIES 150

typedef struct
{
  guint64 hash;
  NystaTermId id;
} NystaHashEntry;

static inline int
nysta_hash_entry_compare (const NystaHashEntry *a, const NystaHashEntry *b)
{
  if (a->hash != b->hash)
    return a->hash < b->hash ? -1 : 1;
  return a->id < b->id ? -1 : a->id > b->id;
}

void nysta_hash_entry_store (guint8 key[NYSTA_HASH_KEY_BYTES], const NystaHashEntry *entry);

/* How many bytes @n_entries take; more than NYSTA_HASH_BLOCK_BYTES: too many. */
gsize nysta_hash_block_size (const NystaHashEntry *entries, guint n_entries);
/* Write them to @out_bytes, for which there must be room. */
void nysta_hash_block_write (const NystaHashEntry *entries, guint n_entries,
                             guint8 *out_bytes);

typedef struct
{
  guint64 first; /* hash */
  const guint8 *bytes;
  guint n_entries;
  guint hash_bytes;
  guint id_bytes;
} NystaHashBlock;

/* FALSE if it isn't a block. */
gboolean nysta_hash_block_open (NystaHashBlock *block, const guint8 *key, gsize n_key_bytes,
                                const guint8 *bytes, gsize n_bytes);
NystaHashEntry nysta_hash_block_get (const NystaHashBlock *block, guint index);
/* The first entry whose hash is not before @hash; @n_entries if there is none. */
guint nysta_hash_block_find (const NystaHashBlock *block, guint64 hash);
/* Write the block with @entry before that of @index, which is not the first; returns how
 * many bytes that are, or 0 if it needs more room for each entry, or for all of them. */
gsize nysta_hash_block_insert (const NystaHashBlock *block, guint index,
                               const NystaHashEntry *entry,
                               guint8 out_bytes[NYSTA_HASH_BLOCK_BYTES]);
