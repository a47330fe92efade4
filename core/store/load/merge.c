/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/merge.h"

#include "base/error.h"

#include <string.h>

#define SOURCE_ROWS 512u

typedef struct Source Source;
struct Source
{
  gsize (*read) (Source *source, NystaRow *out_rows, gsize max_rows);
  NystaMergeOrigin origin;
  const NystaLoadBatch *batch;
  gsize n_batch_rows_read;
  NystaLoadRunReader run;
  NystaOrderCursor store;
  NystaHashCursor store_hashes;
  const guint8 *pairs; /* NystaSortPair or NystaTermIndex */
  gsize pair_bytes;
  gsize n_pairs_left;
  NystaRow rows[SOURCE_ROWS];
  gsize n_rows;
  gsize at;
};

struct NystaMerge
{
  NystaOrder order;
  GPtrArray *sources; /* of Source: a heap with the least row at the top, once started */
  gboolean is_started;
  gboolean is_damaged;
};

static gsize
read_batch (Source *source, NystaRow *out_rows, gsize max_rows)
{
  const gsize n_rows = nysta_load_batch_read (source->batch, source->n_batch_rows_read,
                                              out_rows, max_rows);

  source->n_batch_rows_read += n_rows;
  return n_rows;
}

static gsize
read_run (Source *source, NystaRow *out_rows, gsize max_rows)
{
  return nysta_load_run_reader_read (&source->run, out_rows, max_rows);
}

static gsize
read_store (Source *source, NystaRow *out_rows, gsize max_rows)
{
  return nysta_order_cursor_read (&source->store, out_rows, max_rows);
}

static gsize
read_pairs (Source *source, NystaRow *out_rows, gsize max_rows)
{
  const gsize n_rows = MIN (max_rows, source->n_pairs_left);

  for (gsize i = 0; i < n_rows; i++)
    {
      out_rows[i] = (NystaRow){ { 0 } };
      memcpy (out_rows[i].ids, source->pairs, 2 * sizeof (guint64));
      source->pairs += source->pair_bytes;
    }
  source->n_pairs_left -= n_rows;
  return n_rows;
}

static gsize
read_store_hashes (Source *source, NystaRow *out_rows, gsize max_rows)
{
  gsize n_rows = 0;

  for (; n_rows < max_rows; n_rows++)
    {
      out_rows[n_rows] = (NystaRow){ { 0 } };
      if (!nysta_hash_cursor_next (&source->store_hashes, &out_rows[n_rows].ids[0],
                                   &out_rows[n_rows].ids[1]))
        break;
    }
  return n_rows;
}

static void
source_free (Source *source)
{
  if (source->read == read_store_hashes)
    nysta_hash_cursor_clear (&source->store_hashes);
  if (source->read == read_store)
    nysta_order_cursor_clear (&source->store);
  g_free (source);
}

NystaMerge *
nysta_merge_new (NystaOrder order)
{
  NystaMerge *merge = g_new0 (NystaMerge, 1);

  merge->order = order;
  merge->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);
  return merge;
}

void
nysta_merge_free (NystaMerge *merge)
{
  if (merge == NULL)
    return;
  g_ptr_array_unref (merge->sources);
  g_free (merge);
}

static Source *
add_source (NystaMerge *merge, NystaMergeOrigin origin)
{
  Source *source = g_new0 (Source, 1);

  source->origin = origin;
  g_ptr_array_add (merge->sources, source);
  return source;
}

void
nysta_merge_add_batch (NystaMerge *merge, const NystaLoadBatch *batch)
{
  Source *source = add_source (merge, NYSTA_MERGE_LOADED);

  g_assert (batch->n_rows == 0 || batch->order == merge->order);
  source->read = read_batch;
  source->batch = batch;
}

void
nysta_merge_add_run (NystaMerge *merge, const NystaSpill *spill, const NystaLoadRun *run)
{
  Source *source = add_source (merge, NYSTA_MERGE_LOADED);
  const NystaSpillRange range = run->orders[merge->order];

  source->read = read_run;
  nysta_load_run_reader_init (&source->run, nysta_spill_bytes (spill, range),
                              range.n_bytes);
}

gboolean
nysta_merge_add_store (NystaMerge *merge, MDB_txn *txn, const NystaTables *tables,
                       GError **error)
{
  Source *source = add_source (merge, NYSTA_MERGE_STORE);
  const NystaRow all = { { 0 } };

  source->read = read_store;
  return nysta_order_cursor_init (&source->store, txn, tables, merge->order, &all, 0,
                                  error);
}

static void
add_pairs (NystaMerge *merge, const void *pairs, gsize n_pairs, gsize pair_bytes)
{
  Source *source = add_source (merge, NYSTA_MERGE_LOADED);

  source->read = read_pairs;
  source->pairs = pairs;
  source->n_pairs_left = n_pairs;
  source->pair_bytes = pair_bytes;
}

void
nysta_merge_add_batch_hashes (NystaMerge *merge, const NystaSortPair *pairs, gsize n_pairs)
{
  add_pairs (merge, pairs, n_pairs, sizeof *pairs);
}

void
nysta_merge_add_run_hashes (NystaMerge *merge, const NystaSpill *spill,
                            const NystaLoadRun *run)
{
  G_STATIC_ASSERT (G_STRUCT_OFFSET (NystaTermIndex, id) == sizeof (guint64));
  add_pairs (merge, nysta_spill_bytes (spill, run->index),
             run->index.n_bytes / sizeof (NystaTermIndex), sizeof (NystaTermIndex));
}

gboolean
nysta_merge_add_store_hashes (NystaMerge *merge, MDB_txn *txn, const NystaTables *tables,
                              GError **error)
{
  Source *source = add_source (merge, NYSTA_MERGE_STORE);
  const int code = nysta_hash_cursor_init (&source->store_hashes, txn, tables);

  source->read = read_store_hashes;
  return code == 0 || nysta_lmdb_set_error (error, code, "read", "the store");
}

/* --- merging ---------------------------------------------------------------------- */

static inline const NystaRow *
head (const Source *source)
{
  return &source->rows[source->at];
}

/* FALSE at the end of @source. */
static gboolean
move_on (NystaMerge *merge, Source *source)
{
  if (++source->at < source->n_rows)
    return TRUE;
  source->at = 0;
  source->n_rows = source->read (source, source->rows, SOURCE_ROWS);
  if (source->n_rows == 0 &&
      (source->read == read_store ? source->store.damaged : source->run.block.damaged))
    merge->is_damaged = TRUE;
  return source->n_rows > 0;
}

static void
sift_down (NystaMerge *merge, gsize at)
{
  Source **heap = (Source **) merge->sources->pdata;
  const gsize n = merge->sources->len;

  for (gsize child = 2 * at + 1; child < n; child = 2 * at + 1)
    {
      Source *swapped = heap[at];

      if (child + 1 < n && nysta_row_compare (head (heap[child + 1]), head (heap[child]),
                                              NYSTA_ROW_FIELDS) < 0)
        child++;
      if (nysta_row_compare (head (swapped), head (heap[child]), NYSTA_ROW_FIELDS) <= 0)
        return;
      heap[at] = heap[child];
      heap[child] = swapped;
      at = child;
    }
}

static void
start (NystaMerge *merge)
{
  for (guint i = merge->sources->len; i-- > 0;)
    if (!move_on (merge, g_ptr_array_index (merge->sources, i)))
      g_ptr_array_remove_index_fast (merge->sources, i);
  for (guint i = merge->sources->len / 2; i-- > 0;)
    sift_down (merge, i);
  merge->is_started = TRUE;
}

gsize
nysta_merge_read (NystaMerge *merge, NystaRow *out_rows, guint8 *out_origins,
                  gsize max_rows)
{
  gsize n_rows = 0;

  if (!merge->is_started)
    start (merge);
  while (merge->sources->len > 0)
    {
      Source *source = g_ptr_array_index (merge->sources, 0);
      const NystaRow *row = head (source);

      if (n_rows > 0 &&
          nysta_row_compare (&out_rows[n_rows - 1], row, NYSTA_ROW_FIELDS) == 0)
        out_origins[n_rows - 1] |= (guint8) source->origin;
      else if (n_rows == max_rows)
        return n_rows;
      else
        {
          out_rows[n_rows] = *row;
          out_origins[n_rows++] = (guint8) source->origin;
        }
      if (!move_on (merge, source))
        g_ptr_array_remove_index_fast (merge->sources, 0);
      sift_down (merge, 0);
    }
  return n_rows;
}

gboolean
nysta_merge_check (const NystaMerge *merge, GError **error)
{
  if (merge->is_damaged)
    g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                 "rows are damaged: nysta verify says more");
  return !merge->is_damaged;
}
