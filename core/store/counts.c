/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The table of counts: kind (1 byte) and id -> 8 bytes, big-endian. */
#include "config.h"

#include "store/counts.h"

#include <string.h>

#define KEY_BYTES (1 + NYSTA_ID_BYTES)

static void
store_key (guint8 key[KEY_BYTES], NystaCountKind kind, NystaTermId id)
{
  key[0] = (guint8) kind;
  nysta_id_store (key + 1, id);
}

static gboolean
load_count (const MDB_val *value, guint64 *out_count)
{
  guint64 count;

  if (value->mv_size != sizeof count)
    return FALSE;
  memcpy (&count, value->mv_data, sizeof count);
  *out_count = GUINT64_FROM_BE (count);
  return TRUE;
}

static int
get_count (MDB_txn *txn, const NystaTables *tables, MDB_val *key, guint64 *out_count)
{
  MDB_val value;
  int code = mdb_get (txn, tables->counts, key, &value);

  *out_count = 0;
  if (code != 0)
    return code == MDB_NOTFOUND ? 0 : code;
  return load_count (&value, out_count) ? 0 : MDB_CORRUPTED;
}

guint64
nysta_counts_get (MDB_txn *txn, const NystaTables *tables, NystaCountKind kind,
                  NystaTermId id)
{
  guint8 bytes[KEY_BYTES];
  MDB_val key = { sizeof bytes, bytes };
  guint64 count;

  store_key (bytes, kind, id);
  return get_count (txn, tables, &key, &count) == 0 ? count : 0;
}

int
nysta_counts_add (MDB_txn *txn, const NystaTables *tables, NystaCountKind kind,
                  NystaTermId id, gint64 difference)
{
  guint8 bytes[KEY_BYTES];
  MDB_val key = { sizeof bytes, bytes };
  guint64 count;

  store_key (bytes, kind, id);
  int code = get_count (txn, tables, &key, &count);
  if (code != 0 || difference == 0)
    return code;
  if (difference < 0 && (guint64) -difference > count)
    return MDB_CORRUPTED;

  guint64 sum = count + (guint64) difference;
  if (sum == 0)
    return mdb_del (txn, tables->counts, &key, NULL);

  guint64 stored = GUINT64_TO_BE (sum);
  MDB_val value = { sizeof stored, &stored };
  return mdb_put (txn, tables->counts, &key, &value, 0);
}

int
nysta_counts_foreach (MDB_txn *txn, const NystaTables *tables, NystaCountKind kind,
                      NystaTermId first, NystaCountFunc func, gpointer user_data)
{
  guint8 bytes[KEY_BYTES];
  MDB_val key = { sizeof bytes, bytes };
  MDB_val value;
  MDB_cursor *cursor;
  int code = mdb_cursor_open (txn, tables->counts, &cursor);

  if (code != 0)
    return code;
  store_key (bytes, kind, first);
  code = mdb_cursor_get (cursor, &key, &value, MDB_SET_RANGE);
  while (code == 0)
    {
      const guint8 *at = key.mv_data;
      guint64 count;

      if (key.mv_size != KEY_BYTES || !load_count (&value, &count))
        code = MDB_CORRUPTED;
      else if (at[0] != kind || !func (nysta_id_load (at + 1), count, user_data))
        break;
      else
        code = mdb_cursor_get (cursor, &key, &value, MDB_NEXT);
    }
  mdb_cursor_close (cursor);
  return code == MDB_NOTFOUND ? 0 : code;
}
