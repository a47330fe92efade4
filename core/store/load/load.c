/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * load.c: who conducts a bulk load: takes chunks from the parsing thread, ends batches when
 * the memory is full, and has what came together written.
 */
#include "config.h"
#include "store/bulk-load.h"

#include "base/error.h"
#include "base/limits.h"
#include "store/load/parse.h"
#include "store/load/resolve.h"
#include "store/load/write.h"

#include <string.h>
#include <sys/stat.h>

/* How long it may be silent. */
#define TICK_MS 100u
#define TICK_US ((gint64) TICK_MS * 1000)
/* Of the memory: for chunks on their way, pages that LMDB has not written yet, buffers. */
#define OTHER_BYTES (96ull * 1024 * 1024)
#define MIN_BATCH_BYTES (4ull * 1024 * 1024)

typedef struct
{
  NystaStore *store;
  const NystaLoadOptions *options;
  NystaLoadProgress *progress;
  guint64 memory_bytes;
  NystaLoadParser *parser;
  const NystaLoadWriter *writer; /* NULL while nothing is written */
  NystaLoadBatch *batch;
  NystaSpill *spill; /* NULL before it is needed */
  GArray *runs;      /* of NystaLoadRun: since the last commit */
  guint64 next_payloads[NYSTA_N_DICTIONARY_TAGS];
  GArray *graphs;       /* of NystaTermId, sorted: loaded into since the last commit */
  GArray *older_graphs; /* likewise, before it */
  guint64 n_uncommitted;
  gint64 told_us;
} Load;

/* --- progress ------------------------------------------------------------------------ */

/* FALSE with @error if the load is to end. */
static gboolean
tell (Load *load, GError **error)
{
  load->told_us = g_get_monotonic_time ();
  if (load->parser != NULL)
    load->progress->n_bytes_read = nysta_load_parser_n_bytes_read (load->parser);
  load->progress->n_to_write = load->writer != NULL ? load->writer->n_to_write : 0;
  load->progress->n_written = load->writer != NULL ? load->writer->n_written : 0;
  if (load->options->progress == NULL ||
      load->options->progress (load->progress, load->options->user_data))
    return TRUE;
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED, "the load was ended");
  return FALSE;
}

static gboolean
tell_sometimes (Load *load, GError **error)
{
  return g_get_monotonic_time () - load->told_us < TICK_US || tell (load, error);
}

static gboolean
tell_phase (Load *load, NystaLoadPhase phase, GError **error)
{
  load->progress->phase = phase;
  return tell (load, error);
}

/* --- graphs -------------------------------------------------------------------------- */

/* Before the batch is ranked. */
static void
note_graphs (Load *load)
{
  const NystaLoadBatch *batch = load->batch;
  g_autofree guint8 *seen = g_malloc0 (batch->n_terms + 1);

  for (gsize i = 0; i < batch->n_rows; i++)
    {
      const guint32 number = batch->rows[i].terms[NYSTA_FIELD_GRAPH];

      if (seen[number])
        continue;
      seen[number] = TRUE;
      g_array_append_val (load->graphs, batch->ids[number]);
    }
  nysta_ids_sort (load->graphs);
}

/* (transfer full): those that @load met for the first time since the last commit: of the
 * others, what is there came from this load. */
static GArray *
emptied_graphs (const Load *load)
{
  GArray *emptied = g_array_new (FALSE, FALSE, sizeof (NystaTermId));

  for (guint i = 0; i < load->graphs->len && load->options->replace; i++)
    {
      const NystaTermId id = g_array_index (load->graphs, NystaTermId, i);

      if (!g_array_binary_search (load->older_graphs, &id, nysta_id_compare, NULL))
        g_array_append_val (emptied, id);
    }
  return emptied;
}

/* An empty file empties the graph that it is said to be loaded into. */
static void
note_graph_named (Load *load, NystaDictionary *dictionary)
{
  const NystaTerm name = nysta_iri (load->options->graph);
  const NystaTermId id = nysta_dictionary_find (dictionary, &name);

  if (id == 0)
    return;
  g_array_append_val (load->graphs, id);
  nysta_ids_sort (load->graphs);
}

/* --- batches ---------------------------------------------------------------------------- */

static guint64
count_known (NystaDictionary *dictionary, guint64 *payloads)
{
  guint64 n = 0;

  for (NystaTag tag = NYSTA_TAG_IRI; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    {
      payloads[tag] = nysta_dictionary_n_terms (dictionary, tag);
      n += payloads[tag];
    }
  return n;
}

static gboolean
resolve (Load *load, MDB_txn *txn, GError **error)
{
  NystaEnvironment *environment = load->store->environment;
  const NystaTables *tables = nysta_environment_tables (environment);
  g_autoptr (NystaDictionary)
    dictionary = nysta_dictionary_new (txn, tables, nysta_environment_seed (environment));
  guint64 payloads[NYSTA_N_DICTIONARY_TAGS] = { 0 };
  const guint64 n_known = count_known (dictionary, payloads);
  NystaKnownTerms known = { txn,        tables,      n_known > 0 ? dictionary : NULL,
                            load->runs, load->spill, { 0 } };

  if (load->runs->len == 0)
    memcpy (load->next_payloads, payloads, sizeof payloads);
  memcpy (known.next_payloads, load->next_payloads, sizeof payloads);
  if (!nysta_resolve_terms (load->batch, &known, error))
    return FALSE;
  memcpy (load->next_payloads, known.next_payloads, sizeof payloads);
  note_graphs (load);
  if (load->options->graph != NULL && load->options->replace)
    note_graph_named (load, dictionary);
  return TRUE;
}

/* No more goes into the batch: find out the ids of its terms. */
static gboolean
close_batch (Load *load, GError **error)
{
  if (!tell_phase (load, NYSTA_LOAD_SORTING, error) ||
      (load->runs->len > 0 && !nysta_spill_map (load->spill, error)))
    return FALSE;
  nysta_load_batch_close (load->batch);

  NystaEnvironment *environment = load->store->environment;
  MDB_txn *txn = nysta_environment_begin (environment, FALSE, error);
  const gboolean resolved = txn != NULL && resolve (load, txn, error);

  if (txn != NULL)
    nysta_environment_abort (environment, txn);
  return resolved;
}

static gboolean
spill_batch (Load *load, GError **error)
{
  NystaLoadRun run = { 0 };

  if (load->spill == NULL)
    load->spill = nysta_spill_new (nysta_store_path (load->store), error);
  if (load->spill == NULL || !close_batch (load, error) ||
      !nysta_load_run_write (load->batch, load->spill, &run, error))
    return FALSE;
  nysta_load_batch_empty (load->batch);
  g_array_append_val (load->runs, run);
  return tell_phase (load, NYSTA_LOAD_READING, error);
}

static gboolean
tick (gpointer tick_data, GError **error)
{
  return tell_sometimes (tick_data, error);
}

static void
take_result (Load *load, const NystaLoadWriter *writer)
{
  load->progress->n_added += writer->n_added;
  load->progress->n_removed += writer->n_removed;
  load->progress->n_committed += load->n_uncommitted;
  load->progress->n_commits += load->n_uncommitted > 0;
  load->n_uncommitted = 0;
  g_array_append_vals (load->older_graphs, load->graphs->data, load->graphs->len);
  nysta_ids_sort (load->older_graphs);
  g_array_set_size (load->graphs, 0);
  load->progress->n_graphs = load->older_graphs->len;
  g_array_set_size (load->runs, 0);
  g_clear_pointer (&load->spill, nysta_spill_free);
  nysta_load_batch_empty (load->batch);
}

static gboolean
commit (Load *load, GError **error)
{
  if (!close_batch (load, error))
    return FALSE;
  nysta_load_batch_rank (load->batch);

  g_autoptr (GArray) emptied = emptied_graphs (load);
  NystaLoadWriter writer = {
    .store = load->store,
    .batch = load->batch,
    .runs = load->runs,
    .spill = load->spill,
    .emptied = emptied,
    .memory_bytes = load->memory_bytes,
    .tick = tick,
    .tick_data = load,
  };

  load->writer = &writer;
  const gboolean written = tell_phase (load, NYSTA_LOAD_WRITING, error) &&
                           nysta_load_write (&writer, error);
  load->writer = NULL;
  if (!written)
    return FALSE;
  take_result (load, &writer);
  return TRUE;
}

/* --- taking what was parsed --------------------------------------------------------------- */

/* How many of @n_rows may be taken before a batch must end for another reason than memory. */
static gsize
n_rows_until_end (const Load *load, gsize n_rows)
{
  const NystaLoadOptions *options = load->options;

  if (options->batch_statements > 0)
    n_rows = MIN (n_rows, options->batch_statements - load->n_uncommitted);
  if (options->run_statements > 0)
    n_rows = MIN (n_rows, options->run_statements - load->batch->n_rows);
  return n_rows;
}

static gboolean
make_room (Load *load, const NystaChunk *chunk, GError **error)
{
  if (nysta_load_batch_has_room (load->batch, chunk))
    return TRUE;
  if (load->batch->n_rows > 0 && !spill_batch (load, error))
    return FALSE;
  if (nysta_load_batch_has_room (load->batch, chunk))
    return TRUE;
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
               "%s: a statement is too large for any memory", load->progress->file);
  return FALSE;
}

static gboolean
absorb (Load *load, const NystaChunk *chunk, GError **error)
{
  const NystaLoadOptions *options = load->options;
  gsize at = 0;

  while (at < chunk->rows->len)
    {
      if (!make_room (load, chunk, error))
        return FALSE;

      const gsize n = n_rows_until_end (load, chunk->rows->len - at);
      nysta_load_batch_take (load->batch, chunk, at, n);
      at += n;
      load->n_uncommitted += n;
      if (load->n_uncommitted == options->batch_statements)
        {
          if (!commit (load, error) || !tell_phase (load, NYSTA_LOAD_READING, error))
            return FALSE;
        }
      else if (load->batch->n_rows == options->run_statements && !spill_batch (load, error))
        return FALSE;
    }
  return TRUE;
}

static void
note_chunk (Load *load, char *const *paths, NystaChunk *chunk)
{
  NystaLoadProgress *progress = load->progress;

  progress->file = paths[chunk->file];
  progress->n_statements += chunk->rows->len;
  progress->n_skipped = chunk->n_skipped;
  for (guint i = 0; i < chunk->messages->len && load->options->skipped != NULL; i++)
    load->options->skipped (g_ptr_array_index (chunk->messages, i),
                            load->options->user_data);
}

static gboolean
read_all (Load *load, char *const *paths, NystaChunkQueue *queue, GError **error)
{
  gboolean is_last = FALSE;
  gboolean good = TRUE;

  while (good && !is_last)
    {
      NystaChunk *chunk = nysta_chunk_queue_take (queue, TICK_MS);

      if (!tell_sometimes (load, error))
        good = FALSE;
      if (chunk == NULL)
        continue;
      is_last = chunk->is_last;
      note_chunk (load, paths, chunk);
      /* What came before an error matters only if it may be committed. */
      if (chunk->error == NULL || load->options->batch_statements > 0)
        good = good && absorb (load, chunk, error);
      if (good && chunk->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&chunk->error));
          good = FALSE;
        }
      nysta_chunk_queue_give_back (queue, chunk);
    }
  load->progress->n_bytes_read = nysta_load_parser_n_bytes_read (load->parser);
  return good;
}

static guint64
bytes_of_files (char *const *paths)
{
  guint64 n_bytes = 0;

  for (; *paths != NULL; paths++)
    {
      struct stat status = { 0 };

      if (strcmp (*paths, "-") == 0 || stat (*paths, &status) != 0 ||
          !S_ISREG (status.st_mode))
        return 0;
      n_bytes += (guint64) status.st_size;
    }
  return n_bytes;
}

static void
load_clear (Load *load)
{
  nysta_load_batch_free (load->batch);
  nysta_spill_free (load->spill);
  g_array_unref (load->runs);
  g_array_unref (load->graphs);
  g_array_unref (load->older_graphs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Load, load_clear)

static gboolean
run_load (Load *load, char *const *paths, GError **error)
{
  const NystaLoadOptions *options = load->options;
  const NystaLoadParserOptions parsing = { paths, options->syntax, options->graph,
                                           options->lenient };
  g_autoptr (NystaChunkQueue)
    queue = nysta_chunk_queue_new (nysta_environment_seed (load->store->environment));
  g_autoptr (NystaLoadParser) parser = nysta_load_parser_new (&parsing, queue);

  load->parser = parser;
  const gboolean good = read_all (load, paths, queue, error);
  load->parser = NULL;
  return good && commit (load, error);
}

gboolean
nysta_store_load (NystaStore *store, char *const *paths, const NystaLoadOptions *options,
                  NystaLoadProgress *out_result, GError **error)
{
  g_return_val_if_fail (store->lock_fd >= 0 && !store->writing, FALSE);

  g_auto (Load) load = { .store = store, .options = options, .progress = out_result };
  const NystaLoadProgress start = { .file = paths[0], .n_bytes = bytes_of_files (paths) };

  *out_result = start;
  load.memory_bytes = options->memory_bytes > 0 ? options->memory_bytes
                                                : NYSTA_LOAD_MEMORY_BYTES;
  load.runs = g_array_new (FALSE, FALSE, sizeof (NystaLoadRun));
  load.graphs = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  load.older_graphs = g_array_new (FALSE, FALSE, sizeof (NystaTermId));

  const guint64 other_bytes = MIN (OTHER_BYTES, load.memory_bytes / 2);
  load.batch = nysta_load_batch_new (MAX (load.memory_bytes - other_bytes, MIN_BATCH_BYTES),
                                     error);
  return load.batch != NULL && run_load (&load, paths, error);
}
