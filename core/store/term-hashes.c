/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/term-hashes.h"

#include <string.h>

static void
put_hash (guint8 *key, guint8 *value, guint64 hash, NystaTermId id)
{
  guint64 bytes = GUINT64_TO_BE (hash);

  memcpy (key, &bytes, NYSTA_HASH_KEY_BYTES);
  memcpy (value, (const guint8 *) &bytes + NYSTA_HASH_KEY_BYTES, NYSTA_HASH_REST_BYTES);
  nysta_id_store (value + NYSTA_HASH_REST_BYTES, id);
}

void
nysta_hash_finder_init (NystaHashFinder *finder, MDB_cursor *cursor, guint64 hash)
{
  finder->cursor = cursor;
  finder->started = FALSE;
  put_hash (finder->key, finder->value, hash, 0);
}

gboolean
nysta_hash_finder_next (NystaHashFinder *finder, NystaTermId *out_id)
{
  MDB_val key = { sizeof finder->key, finder->key };
  MDB_val value = { sizeof finder->value, finder->value };
  int code = mdb_cursor_get (finder->cursor, &key, &value,
                             finder->started ? MDB_NEXT_DUP : MDB_GET_BOTH_RANGE);

  finder->started = TRUE;
  if (code != 0 || value.mv_size != NYSTA_HASH_VALUE_BYTES ||
      memcmp (value.mv_data, finder->value, NYSTA_HASH_REST_BYTES) != 0)
    return FALSE;
  *out_id = nysta_id_load ((const guint8 *) value.mv_data + NYSTA_HASH_REST_BYTES);
  return TRUE;
}

static int
put_entry (MDB_txn *txn, const NystaTables *tables, guint64 hash, NystaTermId id,
           guint flags)
{
  guint8 key_bytes[NYSTA_HASH_KEY_BYTES];
  guint8 value_bytes[NYSTA_HASH_VALUE_BYTES];
  MDB_val key = { sizeof key_bytes, key_bytes };
  MDB_val value = { sizeof value_bytes, value_bytes };

  put_hash (key_bytes, value_bytes, hash, id);
  return mdb_put (txn, tables->hashes, &key, &value, flags);
}

int
nysta_term_hashes_add (MDB_txn *txn, const NystaTables *tables, guint64 hash,
                       NystaTermId id)
{
  return put_entry (txn, tables, hash, id, 0);
}

int
nysta_term_hashes_append (MDB_txn *txn, const NystaTables *tables, guint64 hash,
                          NystaTermId id)
{
  return put_entry (txn, tables, hash, id, MDB_APPENDDUP);
}

/* --- all of them ------------------------------------------------------------ */

int
nysta_hash_cursor_init (NystaHashCursor *cursor, MDB_txn *txn, const NystaTables *tables)
{
  cursor->started = FALSE;
  cursor->cursor = NULL;
  return mdb_cursor_open (txn, tables->hashes, &cursor->cursor);
}

gboolean
nysta_hash_cursor_next (NystaHashCursor *cursor, guint64 *out_hash, NystaTermId *out_id)
{
  MDB_val key = { 0 };
  MDB_val value = { 0 };
  guint64 bytes = 0;
  int code = mdb_cursor_get (cursor->cursor, &key, &value,
                             cursor->started ? MDB_NEXT : MDB_FIRST);

  cursor->started = TRUE;
  if (code != 0 || key.mv_size != NYSTA_HASH_KEY_BYTES ||
      value.mv_size != NYSTA_HASH_VALUE_BYTES)
    return FALSE;
  memcpy (&bytes, key.mv_data, NYSTA_HASH_KEY_BYTES);
  memcpy ((guint8 *) &bytes + NYSTA_HASH_KEY_BYTES, value.mv_data, NYSTA_HASH_REST_BYTES);
  *out_hash = GUINT64_FROM_BE (bytes);
  *out_id = nysta_id_load ((const guint8 *) value.mv_data + NYSTA_HASH_REST_BYTES);
  return TRUE;
}

void
nysta_hash_cursor_clear (NystaHashCursor *cursor)
{
  g_clear_pointer (&cursor->cursor, mdb_cursor_close);
}
