/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/run.h"

#include <string.h>

/* --- terms: tag and length as an id would have them, then the bytes ------------------ */

static gboolean
write_terms (NystaLoadBatch *batch, NystaSpill *spill, NystaSpillRange *out_range,
             GError **error)
{
  guint64 n_before = 0;

  nysta_spill_begin (spill);
  for (gsize i = 0; i < batch->n_terms; i++)
    {
      NystaTermId *where = &batch->terms[i].where;
      gsize n_bytes = 0;

      if (nysta_is_fixed_id (*where))
        continue;

      const char *bytes = nysta_load_batch_term_bytes (batch, i, &n_bytes);
      const NystaTermId head = nysta_id_make (nysta_id_tag (*where), n_bytes);
      if (!nysta_spill_write (spill, &head, sizeof head, error) ||
          !nysta_spill_write (spill, bytes, n_bytes, error))
        return FALSE;
      /* From here on the index wants to know where it is now. */
      *where = nysta_id_make (nysta_id_tag (*where), n_before);
      n_before += sizeof head + n_bytes;
    }
  *out_range = nysta_spill_end (spill);
  return TRUE;
}

static gboolean
write_index (NystaLoadBatch *batch, NystaSpill *spill, NystaSpillRange *out_range,
             GError **error)
{
  gsize n_pairs = 0;
  const NystaSortPair *pairs = nysta_load_batch_new_hashes (batch, TRUE, &n_pairs);

  nysta_spill_begin (spill);
  for (gsize i = 0; i < n_pairs; i++)
    {
      const gsize number = pairs[i].value;
      const NystaTermIndex entry = { pairs[i].key, batch->ids[number],
                                     nysta_id_payload (batch->terms[number].where) };

      if (!nysta_spill_write (spill, &entry, sizeof entry, error))
        return FALSE;
    }
  *out_range = nysta_spill_end (spill);
  return TRUE;
}

NystaTag
nysta_load_run_take_term (const guint8 **inout_at, const char **out_bytes,
                          gsize *out_n_bytes)
{
  NystaTermId head = 0;

  memcpy (&head, *inout_at, sizeof head);
  *out_bytes = (const char *) *inout_at + sizeof head;
  *out_n_bytes = nysta_id_payload (head);
  *inout_at += sizeof head + *out_n_bytes;
  return nysta_id_tag (head);
}

/* --- rows: blocks, each after its key and length ---------------------------------------- */

static gboolean
write_block (NystaBlockBuilder *block, NystaSpill *spill, GError **error)
{
  guint8 key[NYSTA_ROW_KEY_BYTES];
  guint16 n_bytes = 0;

  if (block->n_rows == 0)
    return TRUE;
  nysta_block_builder_finish (block);
  nysta_row_store_key (key, &block->first);
  n_bytes = (guint16) block->n_bytes;
  return nysta_spill_write (spill, key, sizeof key, error) &&
         nysta_spill_write (spill, &n_bytes, sizeof n_bytes, error) &&
         nysta_spill_write (spill, block->bytes, block->n_bytes, error);
}

static gboolean
write_row (NystaBlockBuilder *block, const NystaRow *row, NystaSpill *spill, GError **error)
{
  if (block->n_rows > 0 && nysta_row_compare (&block->last, row, NYSTA_ROW_FIELDS) == 0)
    return TRUE;
  if (nysta_block_builder_add (block, row))
    return TRUE;
  if (!write_block (block, spill, error))
    return FALSE;
  nysta_block_builder_init (block, block->order);
  return nysta_block_builder_add (block, row);
}

static gboolean
write_order (NystaLoadBatch *batch, NystaOrder order, NystaSpill *spill,
             NystaSpillRange *out_range, GError **error)
{
  NystaBlockBuilder block;
  NystaRow rows[256];
  gsize at = 0;
  gsize n = 0;

  nysta_spill_begin (spill);
  nysta_block_builder_init (&block, order);
  while ((n = nysta_load_batch_read (batch, at, rows, G_N_ELEMENTS (rows))) > 0)
    {
      for (gsize i = 0; i < n; i++)
        if (!write_row (&block, &rows[i], spill, error))
          return FALSE;
      at += n;
    }
  if (!write_block (&block, spill, error))
    return FALSE;
  *out_range = nysta_spill_end (spill);
  return TRUE;
}

gboolean
nysta_load_run_write (NystaLoadBatch *batch, NystaSpill *spill, NystaLoadRun *out_run,
                      GError **error)
{
  if (!write_terms (batch, spill, &out_run->terms, error) ||
      !write_index (batch, spill, &out_run->index, error))
    return FALSE;
  out_run->n_rows = batch->n_rows;
  memcpy (out_run->first_payloads, batch->first_payloads, sizeof batch->first_payloads);
  nysta_load_batch_rank (batch);
  nysta_load_batch_forget_terms (batch);
  for (guint i = 0; i < G_N_ELEMENTS (nysta_load_batch_sequence); i++)
    {
      const NystaOrder order = nysta_load_batch_sequence[i];

      nysta_load_batch_sort (batch, order);
      if (i + 1 < G_N_ELEMENTS (nysta_load_batch_sequence))
        nysta_load_batch_sort_ahead (batch, nysta_load_batch_sequence[i + 1]);
      if (!write_order (batch, order, spill, &out_run->orders[order], error))
        return FALSE;
    }
  return TRUE;
}

void
nysta_load_run_reader_init (NystaLoadRunReader *reader, const guint8 *bytes, gsize n_bytes)
{
  memset (reader, 0, sizeof *reader);
  reader->at = bytes;
  reader->end = bytes + n_bytes;
}

static gboolean
next_block (NystaLoadRunReader *reader)
{
  const guint8 *key = reader->at;
  guint16 n_bytes = 0;

  if (reader->at == reader->end)
    return FALSE;
  memcpy (&n_bytes, key + NYSTA_ROW_KEY_BYTES, sizeof n_bytes);
  reader->at = key + NYSTA_ROW_KEY_BYTES + sizeof n_bytes + n_bytes;
  if (reader->at <= reader->end &&
      nysta_block_reader_init (&reader->block, key, NYSTA_ROW_KEY_BYTES,
                               key + NYSTA_ROW_KEY_BYTES + sizeof n_bytes, n_bytes))
    return TRUE;
  reader->block.damaged = TRUE;
  return FALSE;
}

gsize
nysta_load_run_reader_read (NystaLoadRunReader *reader, NystaRow *out_rows, gsize max_rows)
{
  gsize n_rows = 0;

  while (n_rows < max_rows && !reader->block.damaged)
    {
      gsize n = nysta_block_reader_read (&reader->block, out_rows + n_rows,
                                         max_rows - n_rows);

      n_rows += n;
      if (n == 0 && (reader->block.damaged || !next_block (reader)))
        break;
    }
  return n_rows;
}
