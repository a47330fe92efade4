/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/write.h"

#include "base/error.h"
#include "rdf/vocabulary.h"
#include "store/update.h"

#include <string.h>

#define ROWS_AT_ONCE 4096u
/* So few changes are made in place whatever the store holds: a new file takes as long. */
#define FEW_CHANGES 20000u
/* As are those that are one in so many of what it holds … */
#define SMALL_PART 10u
/* … if they fit a part of the memory, with the pages that they touch. */
#define BYTES_PER_CHANGE 512u

gboolean
nysta_load_is_emptied (const NystaLoadWriter *writer, NystaTermId graph)
{
  const NystaTermId *graphs = (const NystaTermId *) (void *) writer->emptied->data;
  gsize low = 0;
  gsize high = writer->emptied->len;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (graphs[middle] < graph)
        low = middle + 1;
      else
        high = middle;
    }
  return low < writer->emptied->len && graphs[low] == graph;
}

NystaMerge *
nysta_load_merge (NystaLoadWriter *writer, NystaOrder order, MDB_txn *txn, GError **error)
{
  g_autoptr (NystaMerge) merge = nysta_merge_new (order);

  nysta_merge_add_batch (merge, writer->batch);
  for (guint i = 0; i < writer->runs->len; i++)
    nysta_merge_add_run (merge, writer->spill,
                         &g_array_index (writer->runs, NystaLoadRun, i));
  if (txn != NULL &&
      !nysta_merge_add_store (merge, txn,
                              nysta_environment_tables (writer->store->environment), error))
    return NULL;
  return g_steal_pointer (&merge);
}

/* --- new terms -------------------------------------------------------------------- */

static gboolean
foreach_term_of_run (NystaLoadWriter *writer, const NystaLoadRun *run, guint64 *payloads,
                     NystaNewTermFunc func, gpointer user_data, GError **error)
{
  const guint8 *at = nysta_spill_bytes (writer->spill, run->terms);
  const guint8 *end = at + run->terms.n_bytes;

  while (at < end)
    {
      const char *bytes = NULL;
      gsize n_bytes = 0;
      const NystaTag tag = nysta_load_run_take_term (&at, &bytes, &n_bytes);

      if (!func (nysta_id_make (tag, payloads[tag]++), bytes, n_bytes, user_data, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nysta_load_foreach_new_term (NystaLoadWriter *writer, NystaNewTermFunc func,
                             gpointer user_data, GError **error)
{
  const NystaLoadBatch *batch = writer->batch;
  guint64 payloads[NYSTA_N_DICTIONARY_TAGS];

  for (guint i = 0; i < writer->runs->len; i++)
    {
      const NystaLoadRun *run = &g_array_index (writer->runs, NystaLoadRun, i);

      memcpy (payloads, run->first_payloads, sizeof payloads);
      if (!foreach_term_of_run (writer, run, payloads, func, user_data, error))
        return FALSE;
    }
  memcpy (payloads, batch->first_payloads, sizeof payloads);
  for (gsize i = 0; i < batch->n_terms; i++)
    {
      const NystaTag tag = nysta_id_tag (batch->terms[i].where);
      gsize n_bytes = 0;

      if (nysta_is_fixed_id (batch->terms[i].where))
        continue;

      const char *bytes = nysta_load_batch_term_bytes (batch, i, &n_bytes);
      if (!func (nysta_id_make (tag, payloads[tag]++), bytes, n_bytes, user_data, error))
        return FALSE;
    }
  return TRUE;
}

/* --- how much it is ------------------------------------------------------------------ */

typedef struct
{
  guint64 n_loaded;  /* rows, doubles included */
  guint64 n_store;   /* rows of the store */
  guint64 n_emptied; /* of these: in graphs that are emptied */
} Sizes;

static Sizes
measure (const NystaLoadWriter *writer, MDB_txn *txn, const NystaTables *tables)
{
  Sizes sizes = { .n_loaded = writer->batch->n_rows,
                  .n_store = nysta_counts_get (txn, tables, NYSTA_COUNT_QUADS, 0) };

  for (guint i = 0; i < writer->runs->len; i++)
    sizes.n_loaded += g_array_index (writer->runs, NystaLoadRun, i).n_rows;
  for (guint i = 0; i < writer->emptied->len; i++)
    sizes.n_emptied += nysta_counts_get (txn, tables, NYSTA_COUNT_GRAPH_TRIPLES,
                                         g_array_index (writer->emptied, NystaTermId, i));
  return sizes;
}

static gboolean
are_few (const NystaLoadWriter *writer, guint64 n_changes, guint64 n_store)
{
  const guint64 most = writer->memory_bytes / 4 / BYTES_PER_CHANGE;

  return n_changes <= FEW_CHANGES ||
         (n_changes <= n_store / SMALL_PART && n_changes <= most);
}

/* Count in @writer what would change; what is there already is no change. */
static gboolean
count_changes (NystaLoadWriter *writer, MDB_txn *txn, GError **error)
{
  const NystaOrder order = nysta_load_batch_sequence[0];
  g_autofree NystaRow *rows = g_new (NystaRow, ROWS_AT_ONCE);
  g_autofree guint8 *origins = g_new (guint8, ROWS_AT_ONCE);
  gsize n = 0;
  g_autoptr (NystaMerge) merge = nysta_load_merge (writer, order, txn, error);

  if (merge == NULL)
    return FALSE;
  while ((n = nysta_merge_read (merge, rows, origins, ROWS_AT_ONCE)) > 0)
    {
      for (gsize i = 0; i < n; i++)
        {
          writer->n_added += origins[i] == NYSTA_MERGE_LOADED;
          writer->n_removed += origins[i] == NYSTA_MERGE_STORE &&
                               nysta_load_is_emptied (writer, rows[i].ids[3]);
        }
      if (writer->tick != NULL && !writer->tick (writer->tick_data, error))
        return FALSE;
    }
  return nysta_merge_check (merge, error);
}

/* --- in place ------------------------------------------------------------------------ */

/* One try, in one transaction of LMDB's. */
typedef struct
{
  NystaLoadWriter *writer;
  MDB_txn *txn;
  const NystaTables *tables;
  NystaDictionary *dictionary;
  GArray *changes; /* of NystaRowChange */
  int code;        /* LMDB's, where there is no GError */
} InPlace;

static gboolean
add_term (NystaTermId id, const char *bytes, gsize n_bytes, gpointer user_data,
          GError **error)
{
  InPlace *in_place = user_data;
  g_autofree char *text = g_malloc (n_bytes + 1); /* a NUL must follow */
  NystaTerm term = { 0 };
  NystaTermId given = 0;

  memcpy (text, bytes, n_bytes);
  text[n_bytes] = '\0';
  if (nysta_term_unpack (nysta_id_tag (id), text, n_bytes, &term))
    in_place->code = nysta_dictionary_add (in_place->dictionary, &term, &given);
  if (in_place->code != 0)
    return FALSE;
  if (given == id)
    return TRUE;
  g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
               "%s: terms are not where their numbers say: nysta verify says more",
               in_place->writer->store->path);
  return FALSE;
}

static void
add_change (InPlace *in_place, const NystaRow *row, NystaOrder order, gboolean adds)
{
  const NystaRowChange change = { nysta_row_reorder (row, order, NYSTA_ORDER_SPOG), adds };

  g_array_append_val (in_place->changes, change);
}

/* All that an emptied graph has: what comes again is told later, and the last word
 * counts. */
static gboolean
add_removals (InPlace *in_place, NystaTermId graph, GError **error)
{
  const NystaRow prefix = { { graph } };
  NystaRow rows[256];
  gsize n = 0;
  g_auto (NystaOrderCursor) cursor = { 0 };

  if (!nysta_order_cursor_init (&cursor, in_place->txn, in_place->tables, NYSTA_ORDER_GSPO,
                                &prefix, 1, error))
    return FALSE;
  while ((n = nysta_order_cursor_read (&cursor, rows, G_N_ELEMENTS (rows))) > 0)
    for (gsize i = 0; i < n; i++)
      add_change (in_place, &rows[i], NYSTA_ORDER_GSPO, FALSE);
  in_place->code = cursor.damaged ? MDB_CORRUPTED : 0;
  return !cursor.damaged;
}

/* What was read, or (@with_store) only what is not there yet. */
static gboolean
add_additions (InPlace *in_place, gboolean with_store, GError **error)
{
  const NystaOrder order = nysta_load_batch_sequence[0];
  NystaRow rows[256];
  guint8 origins[256];
  gsize n = 0;
  g_autoptr (NystaMerge) merge = nysta_load_merge (
    in_place->writer, order, with_store ? in_place->txn : NULL, error);

  if (merge == NULL)
    return FALSE;
  while ((n = nysta_merge_read (merge, rows, origins, G_N_ELEMENTS (rows))) > 0)
    for (gsize i = 0; i < n; i++)
      {
        if (origins[i] == NYSTA_MERGE_LOADED)
          add_change (in_place, &rows[i], order, TRUE);
        else if (origins[i] == NYSTA_MERGE_STORE &&
                 nysta_load_is_emptied (in_place->writer, rows[i].ids[3]))
          add_change (in_place, &rows[i], order, FALSE);
      }
  return nysta_merge_check (merge, error);
}

static gboolean
make_changes (InPlace *in_place, gboolean with_store, GError **error)
{
  NystaLoadWriter *writer = in_place->writer;
  const NystaTerm type = nysta_iri (RDF_TYPE);

  for (guint i = 0; i < writer->emptied->len && !with_store; i++)
    if (!add_removals (in_place, g_array_index (writer->emptied, NystaTermId, i), error))
      return FALSE;
  if (!add_additions (in_place, with_store, error) ||
      !nysta_load_foreach_new_term (writer, add_term, in_place, error))
    return FALSE;
  in_place->code = nysta_update_apply (
    in_place->txn, in_place->tables, nysta_dictionary_find (in_place->dictionary, &type),
    (NystaRowChange *) (void *) in_place->changes->data, in_place->changes->len,
    &writer->n_added, &writer->n_removed);
  if (in_place->code == 0)
    in_place->code = nysta_dictionary_flush (in_place->dictionary);
  return in_place->code == 0;
}

/* FALSE with *@out_code, LMDB's error, or 0 and @error. */
static gboolean
try_in_place (NystaLoadWriter *writer, gboolean with_store, int *out_code, GError **error)
{
  NystaEnvironment *environment = writer->store->environment;
  MDB_txn *txn = nysta_environment_begin (environment, TRUE, error);

  *out_code = 0;
  if (txn == NULL)
    return FALSE;

  const NystaTables *tables = nysta_environment_tables (environment);
  g_autoptr (NystaDictionary)
    dictionary = nysta_dictionary_new (txn, tables, nysta_environment_seed (environment));
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (NystaRowChange));
  InPlace in_place = { writer, txn, tables, dictionary, changes, 0 };
  const gboolean made = make_changes (&in_place, with_store, error);

  if (!made || writer->n_added + writer->n_removed == 0)
    {
      *out_code = in_place.code;
      nysta_environment_abort (environment, txn);
      return made;
    }
  *out_code = nysta_environment_try_commit (environment, txn);
  return *out_code == 0;
}

static gboolean
write_in_place (NystaLoadWriter *writer, gboolean with_store, GError **error)
{
  NystaEnvironment *environment = writer->store->environment;
  int code = 0;

  while (!try_in_place (writer, with_store, &code, error))
    {
      if (code == 0)
        return FALSE;
      if (code != MDB_MAP_FULL)
        return nysta_lmdb_set_error (error, code, "write",
                                     nysta_environment_path (environment));
      if (!nysta_environment_grow (environment, 0, error))
        return FALSE;
    }
  return TRUE;
}

/* --- which way ----------------------------------------------------------------------- */

gboolean
nysta_load_write (NystaLoadWriter *writer, GError **error)
{
  NystaEnvironment *environment = writer->store->environment;
  MDB_txn *txn = nysta_environment_begin (environment, FALSE, error);

  if (txn == NULL)
    return FALSE;

  const Sizes sizes = measure (writer, txn, nysta_environment_tables (environment));
  const guint64 n_most = sizes.n_loaded + sizes.n_emptied;
  const gboolean is_little = are_few (writer, n_most, sizes.n_store);

  writer->n_added = 0;
  writer->n_removed = 0;
  if (is_little || sizes.n_store > 0)
    nysta_load_batch_sort (writer->batch, nysta_load_batch_sequence[0]);
  if (!is_little && sizes.n_store > 0 && !count_changes (writer, txn, error))
    {
      nysta_environment_abort (environment, txn);
      return FALSE;
    }
  nysta_environment_abort (environment, txn);

  const guint64 n_changes = writer->n_added + writer->n_removed;
  if (n_most == 0 || (!is_little && sizes.n_store > 0 && n_changes == 0))
    return TRUE;
  if (is_little || (sizes.n_store > 0 && are_few (writer, n_changes, sizes.n_store)))
    return write_in_place (writer, !is_little, error);
  writer->n_to_write = 4 * (sizes.n_store + sizes.n_loaded) + writer->batch->n_terms;
  return nysta_load_write_image (writer, error);
}
