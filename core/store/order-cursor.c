/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/order.h"

#include <string.h>

/* A row so many blocks ahead is reached by going through them, one farther on by looking
 * its key up. */
#define N_NEAR_BLOCKS 3

static void
end (NystaOrderCursor *cursor, int code)
{
  cursor->at_end = TRUE;
  cursor->damaged |= code != 0 && code != MDB_NOTFOUND;
}

/* Begin to read this block. */
static int
open_block (NystaOrderCursor *cursor, const MDB_val *key, const MDB_val *block)
{
  cursor->has_next = FALSE;
  if (!nysta_block_reader_init (&cursor->block, key->mv_data, key->mv_size, block->mv_data,
                                block->mv_size) ||
      cursor->block.order != cursor->order)
    return MDB_CORRUPTED;
  return 0;
}

static int
peek (NystaOrderCursor *cursor)
{
  if (cursor->has_next)
    return 0;

  int code = mdb_cursor_get (cursor->cursor, &cursor->next_key, &cursor->next_block,
                             MDB_NEXT);
  cursor->has_next = code == 0;
  return code;
}

static int
open_next (NystaOrderCursor *cursor)
{
  int code = peek (cursor);

  return code != 0 ? code : open_block (cursor, &cursor->next_key, &cursor->next_block);
}

int
nysta_order_look_up (MDB_cursor *cursor, const NystaRow *row, MDB_val *out_key,
                     MDB_val *out_block)
{
  guint8 wanted[NYSTA_ROW_KEY_BYTES];
  MDB_val key = { sizeof wanted, wanted };

  nysta_row_store_key (wanted, row);
  int code = mdb_cursor_get (cursor, &key, out_block, MDB_SET_RANGE);
  if (code == MDB_NOTFOUND)
    code = mdb_cursor_get (cursor, &key, out_block, MDB_LAST);
  else if (code == 0 &&
           (key.mv_size != sizeof wanted || memcmp (key.mv_data, wanted, key.mv_size) != 0))
    {
      code = mdb_cursor_get (cursor, &key, out_block, MDB_PREV);
      if (code == MDB_NOTFOUND)
        code = mdb_cursor_get (cursor, &key, out_block, MDB_FIRST);
    }
  *out_key = key;
  return code;
}

static int
look_up (NystaOrderCursor *cursor, const NystaRow *row)
{
  MDB_val key, block;
  int code = nysta_order_look_up (cursor->cursor, row, &key, &block);

  return code != 0 ? code : open_block (cursor, &key, &block);
}

int
nysta_order_cursor_open (NystaOrderCursor *cursor, MDB_txn *txn, const NystaTables *tables,
                         NystaOrder order, const NystaRow *prefix, guint n_prefix)
{
  cursor->cursor = NULL;
  cursor->order = order;
  cursor->n_prefix = n_prefix;
  cursor->has_next = FALSE;
  cursor->at_end = FALSE;
  cursor->damaged = FALSE;
  for (guint i = 0; i < NYSTA_ROW_FIELDS; i++)
    cursor->prefix.ids[i] = i < n_prefix ? prefix->ids[i] : 0;

  int code = mdb_cursor_open (txn, tables->orders[order], &cursor->cursor);
  if (code == 0)
    code = look_up (cursor, &cursor->prefix);
  if (code == 0)
    nysta_block_reader_seek (&cursor->block, &cursor->prefix, n_prefix);
  else if (code == MDB_NOTFOUND)
    cursor->at_end = TRUE;
  else
    nysta_order_cursor_clear (cursor);
  return cursor->at_end ? 0 : code;
}

gboolean
nysta_order_cursor_init (NystaOrderCursor *cursor, MDB_txn *txn, const NystaTables *tables,
                         NystaOrder order, const NystaRow *prefix, guint n_prefix,
                         GError **error)
{
  int code = nysta_order_cursor_open (cursor, txn, tables, order, prefix, n_prefix);
  const char *path = "";

  if (code == 0)
    return TRUE;
  mdb_env_get_path (mdb_txn_env (txn), &path);
  return nysta_lmdb_set_error (error, code, "read", path);
}

static gboolean
is_within (const NystaOrderCursor *cursor, const NystaRow *row)
{
  return nysta_row_compare (row, &cursor->prefix, cursor->n_prefix) == 0;
}

gsize
nysta_order_cursor_read (NystaOrderCursor *cursor, NystaRow *out_rows, gsize max_rows)
{
  gsize n_rows = 0;

  while (n_rows < max_rows && !cursor->at_end)
    {
      gsize n_read = nysta_block_reader_read (&cursor->block, out_rows + n_rows,
                                              max_rows - n_rows);

      if (cursor->block.damaged)
        end (cursor, MDB_CORRUPTED);
      else if (n_read == 0)
        {
          int code = open_next (cursor);
          if (code != 0 || !is_within (cursor, &cursor->block.row))
            end (cursor, code);
        }
      if (n_read > 0 && !is_within (cursor, &out_rows[n_rows + n_read - 1]))
        {
          end (cursor, 0);
          while (n_read > 0 && !is_within (cursor, &out_rows[n_rows + n_read - 1]))
            n_read--;
        }
      n_rows += n_read;
    }
  return n_rows;
}

/* Whether the next block begins after @wanted, or there is none: the row is in the one
 * before, or nowhere. */
static int
peek_past (NystaOrderCursor *cursor, const guint8 *wanted, gboolean *out_is_past)
{
  int code = peek (cursor);

  *out_is_past = code == MDB_NOTFOUND ||
                 (code == 0 &&
                  memcmp (cursor->next_key.mv_data, wanted,
                          MIN (cursor->next_key.mv_size, NYSTA_ROW_KEY_BYTES)) > 0);
  return *out_is_past ? 0 : code;
}

void
nysta_order_cursor_seek (NystaOrderCursor *cursor, const NystaRow *row)
{
  guint8 wanted[NYSTA_ROW_KEY_BYTES];
  gboolean is_past = FALSE;
  int code = 0;

  if (cursor->at_end ||
      (cursor->block.is_pending &&
       nysta_row_compare (&cursor->block.row, row, NYSTA_ROW_FIELDS) >= 0))
    return;
  nysta_row_store_key (wanted, row);
  code = peek_past (cursor, wanted, &is_past);
  for (guint i = 1; i < N_NEAR_BLOCKS && code == 0 && !is_past; i++)
    {
      MDB_val key = cursor->next_key;
      MDB_val block = cursor->next_block;

      cursor->has_next = FALSE;
      code = peek_past (cursor, wanted, &is_past);
      if (code == 0 && is_past)
        {
          gboolean has_next = cursor->has_next;

          code = open_block (cursor, &key, &block);
          cursor->has_next = has_next;
        }
    }
  if (code == 0 && !is_past)
    code = look_up (cursor, row);
  if (code != 0 && code != MDB_NOTFOUND)
    end (cursor, code);
  else
    nysta_block_reader_seek (&cursor->block, row, NYSTA_ROW_FIELDS);
}

void
nysta_order_cursor_clear (NystaOrderCursor *cursor)
{
  g_clear_pointer (&cursor->cursor, mdb_cursor_close);
}
