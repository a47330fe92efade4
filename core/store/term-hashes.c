/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/term-hashes.h"

#include <string.h>

#define LOST_BITS 8

static gboolean
open_block (NystaHashBlock *block, const MDB_val *key, const MDB_val *value)
{
  return nysta_hash_block_open (block, key->mv_data, key->mv_size, value->mv_data,
                                value->mv_size);
}

/* The block where the first entry of @hash is, or the one before it; if none is before it
 * the first of the table. 0, or LMDB's error. */
static int
find_block (MDB_cursor *cursor, guint64 hash, MDB_val *out_key, NystaHashBlock *out_block)
{
  NystaHashEntry entry = { .hash = hash };
  guint8 key_bytes[NYSTA_HASH_KEY_BYTES];
  MDB_val key = { sizeof key_bytes, key_bytes };
  MDB_val value = { 0 };

  nysta_hash_entry_store (key_bytes, &entry);

  int code = mdb_cursor_get (cursor, &key, &value, MDB_SET_RANGE);

  if (code == MDB_NOTFOUND)
    code = mdb_cursor_get (cursor, &key, &value, MDB_LAST);
  else if (code == 0)
    {
      code = mdb_cursor_get (cursor, &key, &value, MDB_PREV);
      if (code == MDB_NOTFOUND)
        code = mdb_cursor_get (cursor, &key, &value, MDB_FIRST);
    }
  if (code == 0 && !open_block (out_block, &key, &value))
    code = MDB_CORRUPTED;
  if (code == 0)
    *out_key = key;
  return code;
}

/* --- finding ---------------------------------------------------------------- */

void
nysta_hash_finder_init (NystaHashFinder *finder, MDB_cursor *cursor, guint64 hash)
{
  MDB_val key = { 0 };

  finder->cursor = cursor;
  finder->hash = hash >> LOST_BITS;
  finder->at_end = find_block (cursor, finder->hash, &key, &finder->block) != 0;
  if (!finder->at_end)
    finder->index = nysta_hash_block_find (&finder->block, finder->hash);
}

gboolean
nysta_hash_finder_next (NystaHashFinder *finder, NystaTermId *out_id)
{
  if (!finder->at_end && finder->index == finder->block.n_entries)
    {
      MDB_val key = { 0 };
      MDB_val value = { 0 };

      finder->index = 0;
      finder->at_end = mdb_cursor_get (finder->cursor, &key, &value, MDB_NEXT) != 0 ||
                       !open_block (&finder->block, &key, &value);
    }
  if (finder->at_end)
    return FALSE;

  NystaHashEntry entry = nysta_hash_block_get (&finder->block, finder->index++);

  finder->at_end = entry.hash != finder->hash;
  *out_id = entry.id;
  return !finder->at_end;
}

/* --- adding ----------------------------------------------------------------- */

static int
put_block (MDB_txn *txn, const NystaTables *tables, const NystaHashEntry *entries,
           guint n_entries, guint flags)
{
  guint8 key_bytes[NYSTA_HASH_KEY_BYTES];
  guint8 bytes[NYSTA_HASH_BLOCK_BYTES];
  MDB_val key = { sizeof key_bytes, key_bytes };
  MDB_val value = { 0, bytes };

  if (n_entries == 0)
    return 0;
  value.mv_size = nysta_hash_block_size (entries, n_entries);
  g_assert (value.mv_size <= sizeof bytes);
  nysta_hash_entry_store (key_bytes, &entries[0]);
  nysta_hash_block_write (entries, n_entries, bytes);
  return mdb_put (txn, tables->hashes, &key, &value, flags);
}

/* The block that the cursor stands at with one more, as one block or, if that is too many,
 * as two. */
static int
rewrite_block (MDB_txn *txn, const NystaTables *tables, MDB_cursor *cursor,
               const NystaHashBlock *block, const NystaHashEntry *entry)
{
  NystaHashEntry entries[NYSTA_HASH_BLOCK_ENTRIES + 1];
  guint n = 0;
  guint at = 0;

  for (; n < block->n_entries; n++)
    {
      entries[n] = nysta_hash_block_get (block, n);
      if (nysta_hash_entry_compare (&entries[n], entry) < 0)
        at = n + 1;
    }
  memmove (entries + at + 1, entries + at, (n - at) * sizeof *entries);
  entries[at] = *entry;
  n++;

  /* Its key may have changed. */
  int code = mdb_cursor_del (cursor, 0);
  gboolean fits = n <= NYSTA_HASH_BLOCK_ENTRIES &&
                  nysta_hash_block_size (entries, n) <= NYSTA_HASH_BLOCK_BYTES;
  guint n_first = fits ? n : n / 2;

  if (code == 0)
    code = put_block (txn, tables, entries, n_first, 0);
  if (code == 0)
    code = put_block (txn, tables, entries + n_first, n - n_first, 0);
  return code;
}

static int
add_entry (MDB_txn *txn, const NystaTables *tables, MDB_cursor *cursor,
           const NystaHashEntry *entry)
{
  NystaHashBlock block;
  MDB_val key = { 0 };
  int code = find_block (cursor, entry->hash, &key, &block);

  if (code == MDB_NOTFOUND)
    return put_block (txn, tables, entry, 1, 0);
  if (code != 0)
    return code;

  guint index = nysta_hash_block_find (&block, entry->hash);

  while (index < block.n_entries)
    {
      NystaHashEntry other = nysta_hash_block_get (&block, index);

      if (nysta_hash_entry_compare (&other, entry) >= 0)
        break;
      index++;
    }

  guint8 key_bytes[NYSTA_HASH_KEY_BYTES];
  guint8 bytes[NYSTA_HASH_BLOCK_BYTES];
  MDB_val value = { nysta_hash_block_insert (&block, index, entry, bytes), bytes };

  if (value.mv_size == 0)
    return rewrite_block (txn, tables, cursor, &block, entry);
  /* LMDB moves what the key that it gave out points to. */
  memcpy (key_bytes, key.mv_data, sizeof key_bytes);
  key.mv_data = key_bytes;
  return mdb_cursor_put (cursor, &key, &value, MDB_CURRENT);
}

int
nysta_term_hashes_add (MDB_txn *txn, const NystaTables *tables, guint64 hash,
                       NystaTermId id)
{
  NystaHashEntry entry = { hash >> LOST_BITS, id };
  MDB_cursor *cursor = NULL;
  int code = mdb_cursor_open (txn, tables->hashes, &cursor);

  if (code != 0)
    return code;
  code = add_entry (txn, tables, cursor, &entry);
  mdb_cursor_close (cursor);
  return code;
}

/* --- writing a whole table -------------------------------------------------- */

void
nysta_hash_writer_init (NystaHashWriter *writer)
{
  writer->n_entries = 0;
}

int
nysta_hash_writer_flush (NystaHashWriter *writer, MDB_txn *txn, const NystaTables *tables)
{
  int code = put_block (txn, tables, writer->entries, writer->n_entries, MDB_APPEND);

  writer->n_entries = 0;
  return code;
}

int
nysta_hash_writer_add (NystaHashWriter *writer, MDB_txn *txn, const NystaTables *tables,
                       guint64 hash, NystaTermId id)
{
  guint n = writer->n_entries;

  if (n == NYSTA_HASH_BLOCK_ENTRIES)
    {
      int code = nysta_hash_writer_flush (writer, txn, tables);

      if (code != 0)
        return code;
      n = 0;
    }
  writer->entries[n] = (NystaHashEntry){ hash >> LOST_BITS, id };
  writer->n_entries = n + 1;
  /* Widths grow with what is added: only a block that may be full need be measured. */
  if ((n + 1) * (NYSTA_HASH_BYTES + NYSTA_ID_BYTES) < NYSTA_HASH_BLOCK_BYTES ||
      nysta_hash_block_size (writer->entries, n + 1) <= NYSTA_HASH_BLOCK_BYTES)
    return 0;
  writer->n_entries = n;

  int code = nysta_hash_writer_flush (writer, txn, tables);

  writer->entries[0] = (NystaHashEntry){ hash >> LOST_BITS, id };
  writer->n_entries = 1;
  return code;
}

/* --- all of them ------------------------------------------------------------ */

int
nysta_hash_cursor_init (NystaHashCursor *cursor, MDB_txn *txn, const NystaTables *tables)
{
  *cursor = (NystaHashCursor){ 0 };
  return mdb_cursor_open (txn, tables->hashes, &cursor->cursor);
}

gboolean
nysta_hash_cursor_next (NystaHashCursor *cursor, guint64 *out_hash, NystaTermId *out_id)
{
  if (cursor->index == cursor->block.n_entries)
    {
      MDB_val key = { 0 };
      MDB_val value = { 0 };

      cursor->index = 0;
      cursor->block.n_entries = 0;
      if (mdb_cursor_get (cursor->cursor, &key, &value, MDB_NEXT) != 0)
        return FALSE;
      cursor->damaged = !open_block (&cursor->block, &key, &value);
      if (cursor->damaged)
        return FALSE;
    }

  NystaHashEntry entry = nysta_hash_block_get (&cursor->block, cursor->index++);

  *out_hash = entry.hash << LOST_BITS;
  *out_id = entry.id;
  return TRUE;
}

void
nysta_hash_cursor_clear (NystaHashCursor *cursor)
{
  g_clear_pointer (&cursor->cursor, mdb_cursor_close);
}
