/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* write-image.c: a new data file, of what the store has and what was read. */
#include "config.h"
#include "store/load/write.h"

#include "base/error.h"
#include "store/image.h"

#define ROWS_AT_ONCE 4096u

typedef struct
{
  NystaLoadWriter *writer;
  NystaImage *image;
  MDB_txn *txn; /* NULL if the store has nothing */
  const NystaTables *tables;
} ImageLoad;

static gboolean
tick (ImageLoad *load, guint64 n_written, GError **error)
{
  NystaLoadWriter *writer = load->writer;

  writer->n_written += n_written;
  return writer->tick == NULL || writer->tick (writer->tick_data, error);
}

/* --- terms ------------------------------------------------------------------------ */

static gboolean
add_term (NystaTermId id, const char *bytes, gsize n_bytes, gpointer user_data,
          GError **error)
{
  ImageLoad *load = user_data;
  NystaTermId given = 0;

  if (!nysta_image_add_term (load->image, nysta_id_tag (id), bytes, n_bytes, &given, error))
    return FALSE;
  if (given != id)
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                   "%s: terms are not where their numbers say: nysta verify says more",
                   load->writer->store->path);
      return FALSE;
    }
  return ++load->writer->n_written % ROWS_AT_ONCE != 0 || tick (load, 0, error);
}

static gboolean
add_hashes (ImageLoad *load, GError **error)
{
  NystaLoadWriter *writer = load->writer;
  g_autoptr (NystaMerge) merge = nysta_merge_new (NYSTA_ORDER_SPOG);
  NystaRow rows[256];
  guint8 origins[256];
  gsize n = 0;
  const NystaSortPair *pairs = nysta_load_batch_new_hashes (writer->batch, FALSE, &n);

  nysta_merge_add_batch_hashes (merge, pairs, n);
  for (guint i = 0; i < writer->runs->len; i++)
    nysta_merge_add_run_hashes (merge, writer->spill,
                                &g_array_index (writer->runs, NystaLoadRun, i));
  if (load->txn != NULL &&
      !nysta_merge_add_store_hashes (merge, load->txn, load->tables, error))
    return FALSE;
  while ((n = nysta_merge_read (merge, rows, origins, G_N_ELEMENTS (rows))) > 0)
    for (gsize i = 0; i < n; i++)
      if (!nysta_image_add_hash (load->image, rows[i].ids[0], rows[i].ids[1], error))
        return FALSE;
  return TRUE;
}

/* --- rows --------------------------------------------------------------------------- */

/* Before it is said who wins: rows of graphs that are emptied go, unless they come again. */
static gboolean
stays (const NystaLoadWriter *writer, const NystaRow *row, guint8 origins,
       guint graph_field)
{
  return (origins & NYSTA_MERGE_LOADED) != 0 || writer->emptied->len == 0 ||
         !nysta_load_is_emptied (writer, row->ids[graph_field]);
}

/* Merged rows on their way from the thread that merges to the one that writes. */
typedef struct
{
  NystaRow rows[ROWS_AT_ONCE];
  guint8 origins[ROWS_AT_ONCE];
  gsize n_rows; /* 0: there are no more */
} Parcel;

#define N_PARCELS 4

typedef struct
{
  NystaMerge *merge;
  GAsyncQueue *full;
  GAsyncQueue *empty;
  gint is_over; /* who writes wants no more; atomic */
  Parcel parcels[N_PARCELS];
} Conveyor;

static gpointer
merge_rows (gpointer data)
{
  Conveyor *conveyor = data;
  Parcel *parcel = NULL;

  do
    {
      parcel = g_async_queue_pop (conveyor->empty);
      parcel->n_rows = g_atomic_int_get (&conveyor->is_over)
                         ? 0
                         : nysta_merge_read (conveyor->merge, parcel->rows, parcel->origins,
                                             ROWS_AT_ONCE);
      g_async_queue_push (conveyor->full, parcel);
    }
  while (parcel->n_rows > 0);
  return NULL;
}

static gboolean
add_parcel (ImageLoad *load, NystaOrder order, const Parcel *parcel, GError **error)
{
  NystaLoadWriter *writer = load->writer;
  const guint graph_field = order == NYSTA_ORDER_GSPO ? 0 : 3;

  for (gsize i = 0; i < parcel->n_rows; i++)
    {
      const NystaRow *row = &parcel->rows[i];
      const guint8 origins = parcel->origins[i];

      if (!stays (writer, row, origins, graph_field))
        writer->n_removed++;
      else if (!nysta_image_add_row (load->image, order, row, error))
        return FALSE;
      writer->n_added += origins == NYSTA_MERGE_LOADED;
    }
  return tick (load, parcel->n_rows, error);
}

/* Rows are merged by a thread of its own, as a whole order takes as long to merge as to
 * write. */
static gboolean
add_rows (ImageLoad *load, NystaOrder order, GError **error)
{
  g_autoptr (NystaMerge) merge = nysta_load_merge (load->writer, order, load->txn, error);
  if (merge == NULL)
    return FALSE;

  g_autoptr (GAsyncQueue) full = g_async_queue_new ();
  g_autoptr (GAsyncQueue) empty = g_async_queue_new ();
  g_autofree Conveyor *conveyor = g_new (Conveyor, 1);
  gboolean good = TRUE;
  Parcel *parcel = NULL;

  conveyor->merge = merge;
  conveyor->full = full;
  conveyor->empty = empty;
  conveyor->is_over = FALSE;
  for (guint i = 0; i < N_PARCELS; i++)
    g_async_queue_push (empty, &conveyor->parcels[i]);
  load->writer->n_added = 0;
  load->writer->n_removed = 0;

  GThread *thread = g_thread_new ("merge", merge_rows, conveyor);

  while ((parcel = g_async_queue_pop (full))->n_rows > 0)
    {
      good = good && add_parcel (load, order, parcel, error);
      g_atomic_int_set (&conveyor->is_over, !good);
      g_async_queue_push (empty, parcel);
    }
  g_thread_join (thread);
  return good && nysta_merge_check (merge, error);
}

/* While one order is written, the other thread sorts by the next. */
static gboolean
add_orders (ImageLoad *load, GError **error)
{
  NystaLoadBatch *batch = load->writer->batch;

  nysta_load_batch_forget_terms (batch);
  for (guint i = 0; i < G_N_ELEMENTS (nysta_load_batch_sequence); i++)
    {
      nysta_load_batch_sort (batch, nysta_load_batch_sequence[i]);
      if (i + 1 < G_N_ELEMENTS (nysta_load_batch_sequence))
        nysta_load_batch_sort_ahead (batch, nysta_load_batch_sequence[i + 1]);
      if (!add_rows (load, nysta_load_batch_sequence[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill_image (ImageLoad *load, GError **error)
{
  NystaLoadBatch *batch = load->writer->batch;

  nysta_load_batch_sort_ahead (batch, nysta_load_batch_sequence[0]);
  if (load->txn != NULL &&
      !nysta_image_copy_terms (load->image, load->txn, load->tables, error))
    return FALSE;
  if (!nysta_load_foreach_new_term (load->writer, add_term, load, error))
    return FALSE;
  /* Hashes are sorted where rows are. */
  nysta_load_batch_sort (batch, nysta_load_batch_sequence[0]);
  return add_hashes (load, error) && add_orders (load, error) &&
         nysta_image_finish (load->image, error);
}

gboolean
nysta_load_write_image (NystaLoadWriter *writer, GError **error)
{
  NystaEnvironment *environment = writer->store->environment;
  g_autofree char *path = nysta_store_next_data_path (writer->store);
  g_autoptr (NystaImage)
    image = nysta_image_new (path, nysta_environment_seed (environment), error);
  MDB_txn *txn = image == NULL ? NULL : nysta_environment_begin (environment, FALSE, error);

  if (txn == NULL)
    return FALSE;

  const NystaTables *tables = nysta_environment_tables (environment);
  ImageLoad load = { writer, image, txn, tables };
  const gboolean filled = fill_image (&load, error);

  nysta_environment_abort (environment, txn);
  return filled && nysta_store_adopt_image (writer->store, path, error);
}
