/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * How many rows begin with a prefix. LMDB can't tell how many blocks lie between two keys,
 * so of a long stretch some places are looked at: how many rows lie there on how many
 * values of the field after the prefix. Each tag is a stretch of its own, as values of
 * several tags lie very differently.
 */
#include "config.h"

#include "store/order.h"

#include <string.h>

#define N_EXACT_BLOCKS 64
#define N_PLACES 8
#define N_PLACE_BLOCKS 8

typedef struct
{
  MDB_cursor *cursor;
  const NystaRow *prefix;
  guint n_prefix;
} Stretch;

static gboolean
is_within (const Stretch *stretch, const NystaRow *row)
{
  return nysta_row_compare (row, stretch->prefix, stretch->n_prefix) == 0;
}

/* Rows of this block that begin with the prefix. */
static guint64
count_rows (const Stretch *stretch, const MDB_val *key, const MDB_val *block)
{
  NystaBlockReader reader;
  NystaRow rows[64];
  guint64 n_rows = 0;
  gsize n_read;

  if (!nysta_block_reader_init (&reader, key->mv_data, key->mv_size, block->mv_data,
                                block->mv_size))
    return 0;
  nysta_block_reader_seek (&reader, stretch->prefix, stretch->n_prefix);
  while ((n_read = nysta_block_reader_read (&reader, rows, G_N_ELEMENTS (rows))) > 0)
    {
      gsize n_within = 0;

      while (n_within < n_read && is_within (stretch, &rows[n_within]))
        n_within++;
      n_rows += n_within;
      if (n_within < n_read)
        break;
    }
  return n_rows;
}

static gboolean
load (NystaRow *row, const MDB_val *key)
{
  return nysta_row_load_key (row, key->mv_data, key->mv_size);
}

/* TRUE if the stretch ends within N_EXACT_BLOCKS; else *@out_n_rows are these blocks'. */
static gboolean
count_exactly (const Stretch *stretch, const NystaRow *first, guint64 *out_n_rows)
{
  MDB_val key, block, next_key, next_block;
  NystaRow next;

  *out_n_rows = 0;
  if (nysta_order_look_up (stretch->cursor, first, &key, &block) != 0)
    return TRUE;
  for (guint i = 0; i < N_EXACT_BLOCKS; i++)
    {
      gboolean is_last = mdb_cursor_get (stretch->cursor, &next_key, &next_block,
                                         MDB_NEXT) != 0 ||
                         !load (&next, &next_key) ||
                         nysta_row_compare (&next, stretch->prefix, stretch->n_prefix) > 0;

      if (i == 0 || is_last)
        *out_n_rows += count_rows (stretch, &key, &block);
      else
        *out_n_rows += nysta_block_n_rows (block.mv_data, block.mv_size);
      if (is_last)
        return TRUE;
      key = next_key;
      block = next_block;
    }
  return FALSE;
}

/* --- guessing --------------------------------------------------------------- */

/* Rows a value of the field after the prefix, from @id on; 0 if that can't be seen. */
static double
density_at (const Stretch *stretch, NystaTermId id, NystaTermId end)
{
  guint field = stretch->n_prefix;
  NystaRow row = *stretch->prefix;
  MDB_val key, block;
  NystaRow from, to;
  guint64 n_rows = 0;

  row.ids[field] = id;
  if (nysta_order_look_up (stretch->cursor, &row, &key, &block) != 0 || !load (&from, &key))
    return 0;
  to = from;
  for (guint i = 0; i < N_PLACE_BLOCKS; i++)
    {
      guint n_block_rows = nysta_block_n_rows (block.mv_data, block.mv_size);

      if (mdb_cursor_get (stretch->cursor, &key, &block, MDB_NEXT) != 0 ||
          !load (&row, &key) || !is_within (stretch, &row) || row.ids[field] >= end)
        break;
      /* The block before may begin before the stretch. */
      if (is_within (stretch, &from))
        n_rows += n_block_rows;
      else
        from = row;
      to = row;
    }
  if (n_rows == 0)
    return 0;
  return (double) n_rows / (double) MAX (to.ids[field] - from.ids[field], 1);
}

/* Rows whose field after the prefix lies from @id on, below @end. */
static double
guess_stretch (const Stretch *stretch, NystaTermId id, NystaTermId end)
{
  guint field = stretch->n_prefix;
  NystaRow row = *stretch->prefix;
  MDB_val key, block;
  NystaRow last;
  double sum = 0;
  guint n_places = 0;

  /* The last block tells how far the values go. */
  row.ids[field] = end - 1;
  if (field + 1 < NYSTA_ROW_FIELDS)
    row.ids[field + 1] = G_MAXUINT64 >> 16;
  if (nysta_order_look_up (stretch->cursor, &row, &key, &block) != 0 ||
      !load (&last, &key) || !is_within (stretch, &last) || last.ids[field] <= id)
    return nysta_block_n_rows (block.mv_data, block.mv_size) / 2.0;

  NystaTermId width = last.ids[field] - id;
  for (guint i = 0; i < N_PLACES; i++)
    {
      double density = density_at (stretch, id + width / N_PLACES * i, end);

      sum += density;
      n_places += density > 0;
    }
  return n_places == 0 ? 0 : sum / n_places * (double) width;
}

static double
guess (const Stretch *stretch)
{
  guint field = stretch->n_prefix;
  NystaRow row = *stretch->prefix;
  double n_rows = 0;

  for (guint tag = 0; tag < 16; tag++)
    {
      NystaTermId begin = nysta_id_make ((NystaTag) tag, 0);
      guint8 bytes[NYSTA_ROW_KEY_BYTES];
      MDB_val key = { sizeof bytes, bytes };
      MDB_val block;
      NystaRow first;

      row.ids[field] = begin;
      nysta_row_store_key (bytes, &row);
      if (mdb_cursor_get (stretch->cursor, &key, &block, MDB_SET_RANGE) != 0 ||
          !load (&first, &key) || !is_within (stretch, &first))
        break;
      tag = nysta_id_tag (first.ids[field]);
      n_rows += guess_stretch (stretch, first.ids[field],
                               nysta_id_make ((NystaTag) tag, NYSTA_ID_MAX_PAYLOAD));
    }
  return n_rows;
}

guint64
nysta_order_estimate (MDB_txn *txn, const NystaTables *tables, NystaOrder order,
                      const NystaRow *prefix, guint n_prefix)
{
  NystaRow first = { { 0 } };
  Stretch stretch = { .prefix = &first, .n_prefix = n_prefix };
  MDB_stat stat;
  guint64 n_rows = 0;

  if (n_prefix > 0)
    memcpy (first.ids, prefix->ids, n_prefix * sizeof first.ids[0]);
  if (mdb_stat (txn, tables->orders[order], &stat) != 0 ||
      mdb_cursor_open (txn, tables->orders[order], &stretch.cursor) != 0)
    return 0;
  if (!count_exactly (&stretch, &first, &n_rows))
    {
      double all = (double) n_rows / N_EXACT_BLOCKS * (double) stat.ms_entries;

      n_rows = n_prefix == 0 || n_prefix == NYSTA_ROW_FIELDS
                 ? (guint64) all
                 : (guint64) CLAMP (guess (&stretch), (double) n_rows, MAX (all, n_rows));
    }
  mdb_cursor_close (stretch.cursor);
  return n_rows;
}
