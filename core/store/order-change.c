/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Changes to a table, a block after the other. A window is the block that changes fall into
 * and, where that overflows or has become thin, the block after it: what both hold is
 * written anew, so that inserting anywhere leaves blocks about 80 % full, and at the end
 * full ones.
 */
#include "config.h"

#include "store/order.h"

#include <string.h>

/* Blocks under half are joined to a neighbour, if both leave some room for more. */
#define THIN_BYTES (NYSTA_BLOCK_MAX_BYTES / 2)
#define JOINED_BYTES (NYSTA_BLOCK_MAX_BYTES * 9 / 10)

typedef struct
{
  NystaRow first;
  gsize at; /* in Packed.bytes */
  gsize n_bytes;
} PackedBlock;

typedef struct
{
  GArray *blocks; /* PackedBlock */
  GByteArray *bytes;
} Packed;

typedef struct
{
  MDB_txn *txn;
  MDB_dbi table;
  NystaOrder order;
  MDB_cursor *cursor;
  const NystaRowChange *changes; /* not made yet */
  gsize n_changes;

  GArray *old_rows;  /* NystaRow: of one block */
  GArray *rows;      /* NystaRow: of the window, with its changes made */
  GArray *keys;      /* NystaRow: of the window's blocks as they are */
  gboolean has_next; /* the block after the window */
  NystaRow next_key;
  gsize n_next_bytes;
  gboolean only_appends; /* all changes so far add after what was there */
  Packed packed;
} Change;

static void
change_clear (Change *change)
{
  g_clear_pointer (&change->cursor, mdb_cursor_close);
  g_clear_pointer (&change->old_rows, g_array_unref);
  g_clear_pointer (&change->rows, g_array_unref);
  g_clear_pointer (&change->keys, g_array_unref);
  g_clear_pointer (&change->packed.blocks, g_array_unref);
  g_clear_pointer (&change->packed.bytes, g_byte_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static int
compare (const NystaRow *a, const NystaRow *b)
{
  return nysta_row_compare (a, b, NYSTA_ROW_FIELDS);
}

/* All rows of a block. One whose checksum doesn't fit is not written anew with one that
 * does. */
static int
read_rows (const Change *change, const MDB_val *key, const MDB_val *block, GArray *rows)
{
  NystaBlockReader reader;

  if (!nysta_block_is_whole (key->mv_data, key->mv_size, block->mv_data, block->mv_size) ||
      !nysta_block_reader_init (&reader, key->mv_data, key->mv_size, block->mv_data,
                                block->mv_size) ||
      reader.order != change->order)
    return MDB_CORRUPTED;

  guint n_rows = nysta_block_n_rows (block->mv_data, block->mv_size);
  g_array_set_size (rows, n_rows);
  nysta_block_reader_read (&reader, (NystaRow *) (void *) rows->data, n_rows);
  return reader.damaged ? MDB_CORRUPTED : 0;
}

/* --- the window ------------------------------------------------------------- */

/* See what comes after the block that the cursor stands at. */
static int
look_ahead (Change *change)
{
  MDB_val key, block;
  int code = mdb_cursor_get (change->cursor, &key, &block, MDB_NEXT);

  change->has_next = code == 0;
  if (code == MDB_NOTFOUND)
    return 0;
  if (code == 0 && !nysta_row_load_key (&change->next_key, key.mv_data, key.mv_size))
    return MDB_CORRUPTED;
  change->n_next_bytes = block.mv_size;
  return code;
}

/* Add old_rows to the window, with the changes before the next block made to them. */
static void
merge (Change *change)
{
  const NystaRow *old = (const NystaRow *) (const void *) change->old_rows->data;
  gsize n_old = change->old_rows->len;
  gsize at = 0;

  for (; change->n_changes > 0; change->changes++, change->n_changes--)
    {
      const NystaRowChange *next = change->changes;
      gsize from = at;

      if (change->has_next && compare (&next->row, &change->next_key) >= 0)
        break;
      while (at < n_old && compare (&old[at], &next->row) < 0)
        at++;
      g_array_append_vals (change->rows, old + from, (guint) (at - from));

      gboolean is_there = at < n_old && compare (&old[at], &next->row) == 0;
      if (next->adds && !is_there)
        g_array_append_vals (change->rows, &next->row, 1);
      else if (!next->adds && is_there)
        at++;
      change->only_appends &= next->adds && at == n_old;
    }
  if (n_old > at)
    g_array_append_vals (change->rows, old + at, (guint) (n_old - at));
}

/* Take this block into the window, after what it has. */
static int
take_block (Change *change, const MDB_val *key, const MDB_val *block)
{
  NystaRow first;
  int code = read_rows (change, key, block, change->old_rows);

  if (code != 0)
    return code;
  nysta_row_load_key (&first, key->mv_data, key->mv_size);
  g_array_append_val (change->keys, first);
  code = look_ahead (change);
  if (code == 0)
    merge (change);
  return code;
}

static int
begin_window (Change *change)
{
  MDB_val key, block;

  g_array_set_size (change->rows, 0);
  g_array_set_size (change->keys, 0);
  g_array_set_size (change->old_rows, 0);
  change->has_next = FALSE;
  change->only_appends = TRUE;

  int code = nysta_order_look_up (change->cursor, &change->changes[0].row, &key, &block);
  if (code == 0)
    return take_block (change, &key, &block);
  if (code == MDB_NOTFOUND)
    merge (change);
  return code == MDB_NOTFOUND ? 0 : code;
}

static int
widen_window (Change *change)
{
  MDB_val key, block;
  int code = nysta_order_look_up (change->cursor, &change->next_key, &key, &block);

  return code != 0 ? code : take_block (change, &key, &block);
}

/* --- packing ---------------------------------------------------------------- */

static void
finish_block (Packed *packed, NystaBlockBuilder *builder)
{
  PackedBlock block = { .first = builder->first, .at = packed->bytes->len };

  nysta_block_builder_finish (builder);
  block.n_bytes = builder->n_bytes;
  g_byte_array_append (packed->bytes, builder->bytes, builder->n_bytes);
  g_array_append_val (packed->blocks, block);
}

/* The window's rows into blocks of about @n_wanted_bytes, or as few as they fit into. */
static void
pack (Change *change, gsize n_wanted_bytes)
{
  const NystaRow *rows = (const NystaRow *) (const void *) change->rows->data;
  NystaBlockBuilder builder;
  guint n_max_bytes = NYSTA_BLOCK_MAX_BYTES;

  if (!change->has_next && change->only_appends)
    n_max_bytes = NYSTA_BLOCK_FULL_BYTES;
  g_array_set_size (change->packed.blocks, 0);
  g_byte_array_set_size (change->packed.bytes, 0);
  nysta_block_builder_init (&builder, change->order);
  builder.n_max_bytes = n_max_bytes;
  for (guint i = 0; i < change->rows->len; i++)
    {
      if (builder.n_rows > 0 && builder.n_bytes < n_wanted_bytes &&
          nysta_block_builder_add (&builder, &rows[i]))
        continue;
      if (builder.n_rows > 0)
        finish_block (&change->packed, &builder);
      nysta_block_builder_init (&builder, change->order);
      builder.n_max_bytes = n_max_bytes;
      nysta_block_builder_add (&builder, &rows[i]);
    }
  if (builder.n_rows > 0)
    finish_block (&change->packed, &builder);
}

static guint
n_packed (const Change *change)
{
  return change->packed.blocks->len;
}

/* As many blocks as it takes, each about as full as the others. */
static void
pack_evenly (Change *change)
{
  guint n_blocks = n_packed (change);

  pack (change, change->packed.bytes->len / n_blocks + 1);
  /* Blocks that begin elsewhere are coded a little differently. */
  if (n_packed (change) > n_blocks)
    pack (change, change->packed.bytes->len / n_packed (change) + 1);
}

/* Take the block before the window into it too, if both fit into one. Its changes were made
 * already. */
static int
join_previous (Change *change)
{
  MDB_val key, block;
  NystaRow first = g_array_index (change->keys, NystaRow, 0);
  int code = nysta_order_look_up (change->cursor, &first, &key, &block);

  if (code == 0)
    code = mdb_cursor_get (change->cursor, &key, &block, MDB_PREV);
  if (code != 0 || change->packed.bytes->len + block.mv_size > JOINED_BYTES)
    return code == MDB_NOTFOUND ? 0 : code;
  code = read_rows (change, &key, &block, change->old_rows);
  if (code != 0)
    return code;
  nysta_row_load_key (&first, key.mv_data, key.mv_size);
  g_array_prepend_val (change->keys, first);
  g_array_prepend_vals (change->rows, change->old_rows->data, change->old_rows->len);
  pack (change, NYSTA_BLOCK_MAX_BYTES);
  return 0;
}

/* Two neighbours into one, if they fit. */
static int
join_neighbour (Change *change)
{
  if (change->keys->len == 0)
    return 0;
  if (!change->has_next || change->packed.bytes->len + change->n_next_bytes > JOINED_BYTES)
    return join_previous (change);

  int code = widen_window (change);
  if (code == 0)
    pack (change, NYSTA_BLOCK_MAX_BYTES);
  if (code == 0 && n_packed (change) > 1)
    pack_evenly (change);
  return code;
}

static int
pack_window (Change *change)
{
  int code = 0;

  pack (change, NYSTA_BLOCK_MAX_BYTES);
  if (n_packed (change) == 1 && change->packed.bytes->len < THIN_BYTES)
    return join_neighbour (change);
  if (n_packed (change) <= change->keys->len || (!change->has_next && change->only_appends))
    return 0;
  if (n_packed (change) == 2 && change->has_next)
    {
      code = widen_window (change);
      if (code == 0)
        pack (change, NYSTA_BLOCK_MAX_BYTES);
    }
  if (code == 0)
    pack_evenly (change);
  return code;
}

/* --- writing ---------------------------------------------------------------- */

static int
write_window (Change *change)
{
  guint8 bytes[NYSTA_ROW_KEY_BYTES];
  MDB_val key = { sizeof bytes, bytes };
  guint n_keys = change->keys->len;
  guint next = 0;
  int code = 0;

  for (guint i = 0; i < n_keys && code == 0; i++)
    {
      const NystaRow *old = &g_array_index (change->keys, NystaRow, i);

      while (
        next < n_packed (change) &&
        compare (&g_array_index (change->packed.blocks, PackedBlock, next).first, old) < 0)
        next++;
      if (next < n_packed (change) &&
          compare (&g_array_index (change->packed.blocks, PackedBlock, next).first, old) ==
            0)
        continue;
      nysta_row_store_key (bytes, old);
      code = mdb_del (change->txn, change->table, &key, NULL);
    }
  for (guint i = 0; i < n_packed (change) && code == 0; i++)
    {
      const PackedBlock *block = &g_array_index (change->packed.blocks, PackedBlock, i);
      MDB_val value = { block->n_bytes, change->packed.bytes->data + block->at };

      /* Else LMDB would part the last page instead of beginning another. */
      gboolean is_last = !change->has_next &&
                         (n_keys == 0 ||
                          compare (&block->first, &g_array_index (change->keys, NystaRow,
                                                                  n_keys - 1)) > 0);

      nysta_row_store_key (bytes, &block->first);
      code = mdb_put (change->txn, change->table, &key, &value, is_last ? MDB_APPEND : 0);
    }
  return code;
}

int
nysta_order_change (MDB_txn *txn, const NystaTables *tables, NystaOrder order,
                    const NystaRowChange *changes, gsize n_changes)
{
  g_auto (Change) change = {
    .txn = txn,
    .table = tables->orders[order],
    .order = order,
    .changes = changes,
    .n_changes = n_changes,
    .old_rows = g_array_new (FALSE, FALSE, sizeof (NystaRow)),
    .rows = g_array_new (FALSE, FALSE, sizeof (NystaRow)),
    .keys = g_array_new (FALSE, FALSE, sizeof (NystaRow)),
    .packed = { g_array_new (FALSE, FALSE, sizeof (PackedBlock)), g_byte_array_new () },
  };
  int code = mdb_cursor_open (txn, change.table, &change.cursor);

  while (code == 0 && change.n_changes > 0)
    {
      code = begin_window (&change);
      if (code == 0)
        code = pack_window (&change);
      if (code == 0)
        code = write_window (&change);
    }
  return code;
}
