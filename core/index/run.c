/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/run.h"

#include "index/authority-graph.h"
#include "index/graph-writer.h"
#include "index/ledger.h"
#include "index/listing.h"
#include "index/media-type.h"
#include "index/parting.h"
#include "index/reconcile.h"
#include "index/run-graph.h"
#include "index/verdict.h"

#include <string.h>

/* How long to wait for a result before an interruption is looked for. */
enum
{
  PATIENCE_MS = 200
};

/* A document that is asked for ahead, to wait in memory for its turn. */
#define SHORT_BYTES (64u * 1024)

/* A graph of some 8 MB. */
#define ANNOTATIONS_AT_ONCE 4000u

typedef struct
{
  const NystaRunOptions *options;
  NystaReport *report;
  const char *base;
  NystaPool *pool;
  NystaAuthorities *authorities;
  NystaAuthorityGraph *authority_graph;
  NystaBatch *batch; /* documents that are done, not committed yet */
  NystaRunRecord *record;
  GPtrArray *decisions;    /* of NystaDecision: what people said of identity */
  GPtrArray *extractors;   /* of NystaManifest */
  GHashTable *plugin_iris; /* plugin id -> IRI */
  GHashTable *passages;    /* of Passage: on their way, owned */
  char *ground;            /* digest of what all documents share */
} Run;

/* A document on its way through a worker. */
typedef struct
{
  const NystaTask *task;
  const NystaManifest *reader;
  const char *media_type; /* static, or of the task */
  NystaDigests digests;
  gboolean is_known; /* it has a graph already */
} Passage;

static void
passage_free (Passage *passage)
{
  if (passage == NULL)
    return;
  nysta_digests_clear (&passage->digests);
  g_free (passage);
}

static gboolean
is_interrupted (const Run *run)
{
  return run->options->is_interrupted != NULL && run->options->is_interrupted ();
}

static void
fail (const Run *run, const NystaTask *task, const char *message)
{
  nysta_report_failure (run->report, nysta_failure_new (task->iri, task->name, message));
  nysta_report_count (run->report, NYSTA_DOCUMENT_FAILED);
}

static void
fail_by_verdict (const Run *run, const NystaTask *task, const NystaVerdict *verdict,
                 const NystaManifest *source)
{
  nysta_report_failure (
    run->report, nysta_failure_from_verdict (task->iri, task->name, verdict, source));
  nysta_report_count (run->report, NYSTA_DOCUMENT_FAILED);
}

/* --- a result: identity, graph -------------------------------------------- */

/* Annotations are most of a document's graph: those of a long one go in by so many. */
static gboolean
add_annotations (Run *run, NystaAnnotations *annotations, const char *document_iri,
                 GError **error)
{
  for (;;)
    {
      g_autoptr (NystaGraph) part = nysta_graph_new (document_iri);

      if (!nysta_annotations_write_some (annotations, ANNOTATIONS_AT_ONCE, part))
        return TRUE;
      nysta_graph_sort (part);
      if (!nysta_batch_add_more (run->batch, part, error))
        return FALSE;
    }
}

static gboolean
add_graph (Run *run, const Passage *passage, const NystaFindings *findings, GError **error)
{
  g_autoptr (NystaIdentity) identity = nysta_identity_resolve (findings, passage->task->iri,
                                                               run->base, run->authorities);
  NystaGraphInput input = { .base = run->base,
                            .document_iri = passage->task->iri,
                            .media_type = passage->media_type,
                            .findings = findings,
                            .identity = identity,
                            .authorities = run->authorities,
                            .plugin_iris = run->plugin_iris,
                            .content_digest = passage->digests.content,
                            .process_digest = passage->digests.process };

  for (guint i = 0; i < identity->entities->len; i++)
    {
      const NystaIdentified *entity = identity->entities->pdata[i];

      nysta_report_entity (run->report, entity->kind - NYSTA_PERSON, entity->iri);
    }

  g_autoptr (NystaAnnotations) annotations = NULL;
  g_autoptr (NystaGraph) graph = nysta_graph_write_facts (&input, &annotations);
  g_autoptr (NystaGraph) parted = nysta_parting_apply (graph, run->decisions, run->base);

  if (parted == NULL && nysta_annotations_n (annotations) > ANNOTATIONS_AT_ONCE)
    return nysta_batch_add (run->batch, graph, error) &&
           add_annotations (run, annotations, passage->task->iri, error);

  nysta_annotations_write (annotations, graph);
  nysta_graph_sort (graph);
  if (parted == NULL)
    return nysta_batch_add (run->batch, graph, error);
  /* What the user has parted is named anew wherever it stands. */
  nysta_graph_free (parted);
  parted = nysta_parting_apply (graph, run->decisions, run->base);
  return nysta_batch_add (run->batch, parted, error);
}

static gboolean
take_result (Run *run, NystaJobResult *result, GError **error)
{
  const Passage *passage = result->user_data;
  const NystaTask *task = passage->task;

  if (result->findings == NULL)
    {
      fail_by_verdict (run, task, &result->verdict, NULL);
      g_hash_table_remove (run->passages, passage);
      return TRUE;
    }
  for (guint i = 0; i < result->findings->warnings->len; i++)
    nysta_report_warning (run->report, task->name, result->findings->warnings->pdata[i]);

  if (!add_graph (run, passage, result->findings, error))
    return FALSE;

  nysta_run_record_document (run->record, task->iri);
  nysta_run_record_plugin (run->record, task->source);
  nysta_run_record_plugin (run->record, passage->reader);
  for (guint i = 0; i < run->extractors->len; i++)
    nysta_run_record_plugin (run->record, run->extractors->pdata[i]);
  nysta_report_count (run->report,
                      passage->is_known ? NYSTA_DOCUMENT_CHANGED : NYSTA_DOCUMENT_NEW);
  g_hash_table_remove (run->passages, passage);
  return TRUE;
}

/* Take results until a worker has room or, with @all, until none is busy. */
static gboolean
take_results (Run *run, gboolean all, GError **error)
{
  while (!is_interrupted (run) && (all || nysta_pool_room (run->pool) == 0))
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (NystaJobResult) result = nysta_pool_next (
        run->pool, nysta_batch_patience_ms (run->batch, PATIENCE_MS), &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if ((result != NULL && !take_result (run, result, error)) ||
          !nysta_batch_commit_if_due (run->batch, error))
        return FALSE;
      if (result == NULL && nysta_pool_idle (run->pool) == run->options->pool.n_workers)
        return TRUE;
    }
  return TRUE;
}

/* --- a document: reader, fetch, submit ----------------------------------------------- */

/* "text/html, text/plain": what the readers take. */
static char *
readable_types (const Run *run)
{
  const GPtrArray *entries = nysta_registry_entries (run->options->registry);
  g_autoptr (GPtrArray) types = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      const NystaRegistryEntry *entry = entries->pdata[i];

      if (entry->manifest == NULL || entry->shadowed ||
          entry->manifest->kind != NYSTA_KIND_READER)
        continue;
      for (guint j = 0; entry->manifest->accepts[j] != NULL; j++)
        g_ptr_array_add (types, entry->manifest->accepts[j]);
    }
  g_ptr_array_add (types, NULL);
  return g_strjoinv (", ", (char **) types->pdata);
}

/* Nobody reads it: a fault if it was asked for by name. */
static void
pass_over (const Run *run, const NystaTask *task, const char *media_type)
{
  if (!task->named)
    {
      nysta_report_count (run->report, NYSTA_DOCUMENT_PASSED_OVER);
      return;
    }
  g_autofree char *types = readable_types (run);
  g_autofree char *message = g_strdup_printf (
    "no plugin reads %s: what can be read is %s",
    media_type != NULL ? media_type : "what it holds",
    types[0] != '\0' ? types : "nothing, see nysta plugins");
  fail (run, task, message);
}

static const NystaManifest *
reader_for (const Run *run, const char *media_type)
{
  return media_type != NULL ? nysta_registry_reader (run->options->registry, media_type)
                            : NULL;
}

/* The document's bytes, or NULL if it comes to its end here. */
static gboolean
fetch (Run *run, const NystaTask *task, GBytes **out_bytes, GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_auto (NystaVerdict) verdict = { 0 };

  if (!nysta_pool_fetch (run->pool, task->source, task->key, out_bytes, warnings, &verdict,
                         error))
    return FALSE;
  for (guint i = 0; i < warnings->len; i++)
    nysta_report_warning (run->report, task->name, warnings->pdata[i]);
  if (*out_bytes == NULL)
    fail_by_verdict (run, task, &verdict, task->source);
  return TRUE;
}

/* What the document is by what is said of it: enough to leave it alone, or not. */
static const char *
type_before_fetch (const NystaTask *task)
{
  return task->media_type != NULL ? task->media_type
                                  : nysta_media_type_from_name (task->key);
}

/* Fill @passage, and say whether the document has to go through a worker. */
static gboolean
prepare (Run *run, const NystaTask *task, GBytes *bytes, Passage *passage,
         gboolean *out_needed, GError **error)
{
  g_auto (NystaDigests) known = { 0 };
  const char *type = type_before_fetch (task);

  *out_needed = FALSE;
  passage->task = task;
  passage->media_type = type != NULL
                          ? type
                          : nysta_media_type_sniff (g_bytes_get_data (bytes, NULL),
                                                    g_bytes_get_size (bytes));
  passage->reader = reader_for (run, passage->media_type);
  if (g_bytes_get_size (bytes) == 0 && (type != NULL || task->named))
    {
      fail (run, task, "the document is empty: nothing to read");
      return TRUE;
    }
  if (passage->reader == NULL)
    {
      pass_over (run, task, passage->media_type);
      return TRUE;
    }
  passage->digests.content = nysta_digest_content (bytes);
  passage->digests.process = nysta_digest_process (run->ground, passage->media_type,
                                                   passage->reader, run->extractors);
  if (!nysta_ledger_read (run->options->store, task->iri, &known, error))
    return FALSE;
  passage->is_known = nysta_store_has_graph (run->options->store, task->iri);
  *out_needed = run->options->force ||
                g_strcmp0 (known.content, passage->digests.content) != 0 ||
                g_strcmp0 (known.process, passage->digests.process) != 0;
  if (!*out_needed)
    nysta_report_count (run->report, NYSTA_DOCUMENT_UNCHANGED);
  return TRUE;
}

/* Pictures, films and the like are told by their names, and never opened. */
static gboolean
is_passed_over (const Run *run, const NystaTask *task)
{
  const char *type = type_before_fetch (task);

  return type != NULL
           ? reader_for (run, type) == NULL
           : !task->named && task->size_bytes > run->options->pool.max_document_bytes;
}

static gboolean
start_document (Run *run, const NystaTask *task, GError **error)
{
  const char *type = type_before_fetch (task);
  g_autoptr (GBytes) bytes = NULL;

  if (is_passed_over (run, task))
    {
      pass_over (run, task, type);
      return TRUE;
    }
  if (!fetch (run, task, &bytes, error))
    return FALSE;
  if (bytes == NULL)
    return TRUE;

  Passage *passage = g_new0 (Passage, 1);
  g_hash_table_add (run->passages, passage);
  gboolean is_needed = FALSE;
  if (!prepare (run, task, bytes, passage, &is_needed, error))
    return FALSE;
  if (!is_needed)
    {
      g_hash_table_remove (run->passages, passage);
      return TRUE;
    }

  NystaJob job = { .bytes = bytes,
                   .media_type = passage->media_type,
                   .reader = passage->reader,
                   .extractors = run->extractors,
                   .user_data = passage };
  return nysta_pool_submit (run->pool, &job, error);
}

/* --- the whole -------------------------------------------------------------------- */

/* Ask for the next ones from @first on, as long as they are short. */
static void
fetch_ahead (Run *run, const GPtrArray *tasks, guint first, guint *out_next)
{
  guint i = first;

  for (; i < tasks->len && nysta_pool_fetch_room (run->pool) > 0; i++)
    {
      const NystaTask *task = tasks->pdata[i];

      if (is_passed_over (run, task))
        continue;
      if (task->size_bytes == 0 || task->size_bytes > SHORT_BYTES)
        break;
      nysta_pool_fetch_ahead (run->pool, task->source, task->key);
    }
  *out_next = i;
}

static gboolean
pass_through_workers (Run *run, GPtrArray *tasks, GError **error)
{
  for (guint i = 0, asked = 0; i < tasks->len && !is_interrupted (run); i++)
    {
      fetch_ahead (run, tasks, MAX (asked, i), &asked);
      if (!start_document (run, tasks->pdata[i], error) ||
          !take_results (run, FALSE, error) ||
          !nysta_batch_commit_if_due (run->batch, error))
        return FALSE;
    }
  return take_results (run, TRUE, error);
}

/* However it ends, what is done is kept. */
static gboolean
index_documents (Run *run, GPtrArray *tasks, GError **error)
{
  gboolean is_done = pass_through_workers (run, tasks, error);

  return nysta_batch_commit (run->batch, is_done ? error : NULL) && is_done;
}

/* Drop the graphs of documents that are gone, all at once. */
static gboolean
prune (Run *run, NystaListing *listing, GError **error)
{
  NystaStore *store = run->options->store;
  g_auto (GStrv) graphs = nysta_store_graphs (store);
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);
  g_autoptr (GHashTable)
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; graphs[i] != NULL; i++)
    {
      if (graphs[i][0] == '\0' || !nysta_listing_is_gone (listing, graphs[i]))
        continue;
      if (!nysta_names_of_graph (store, graphs[i], names, error) ||
          !nysta_transaction_remove (transaction, graphs[i], error))
        return FALSE;
      nysta_report_count (run->report, NYSTA_DOCUMENT_PRUNED);
    }
  return nysta_identity_graph_mark (transaction, run->base, names, error) &&
         nysta_transaction_commit (transaction, error);
}

static void
collect_plugins (Run *run)
{
  const GPtrArray *entries = nysta_registry_entries (run->options->registry);

  for (guint i = 0; i < entries->len; i++)
    {
      const NystaRegistryEntry *entry = entries->pdata[i];

      if (entry->manifest != NULL && !entry->shadowed)
        g_hash_table_insert (run->plugin_iris, g_strdup (entry->manifest->id),
                             nysta_plugin_iri (run->base, entry->manifest));
      else if (entry->error != NULL)
        nysta_report_warning (run->report, NULL, entry->error->message);
    }
}

static gboolean
prepare_run (Run *run, GError **error)
{
  const NystaRunOptions *options = run->options;
  g_autoptr (NystaDataset) before = nysta_store_snapshot (options->store, error);

  if (before == NULL)
    return FALSE;
  run->decisions = nysta_decisions_read (before, run->base);
  run->authorities = nysta_authorities_new (run->base);
  if (!nysta_authorities_load_all (run->authorities, error))
    return FALSE;
  run->ground = nysta_digest_ground (nysta_authorities_digest (run->authorities),
                                     options->pool.lexicon_path, options->pool.tagger_path);
  run->authority_graph = nysta_authority_graph_new (options->store, run->authorities,
                                                    error);
  if (run->authority_graph == NULL)
    return FALSE;
  run->batch = nysta_batch_new (options->store, run->authority_graph, options->durability);
  run->pool = nysta_pool_new (&options->pool, error);
  if (run->pool == NULL)
    return FALSE;
  run->record = nysta_run_record_new (run->base);
  run->extractors = nysta_registry_extractors (options->registry);
  run->plugin_iris = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  collect_plugins (run);
  return TRUE;
}

static gboolean
list_locators (Run *run, NystaListing *listing, const char *const *locators, GError **error)
{
  for (guint i = 0; locators[i] != NULL && !is_interrupted (run); i++)
    if (!nysta_listing_add (listing, run->pool, run->options->registry, locators[i],
                            run->report, error))
      return FALSE;
  nysta_report_set_total (run->report,
                          nysta_listing_tasks (listing)->len +
                            nysta_report_n (run->report, NYSTA_DOCUMENT_FAILED));
  return TRUE;
}

static gboolean
do_run (Run *run, const char *const *locators, GError **error)
{
  g_autoptr (NystaListing) listing = nysta_listing_new (run->base, run->options->root);

  if (!prepare_run (run, error) || !list_locators (run, listing, locators, error) ||
      !index_documents (run, nysta_listing_tasks (listing), error))
    return FALSE;
  if (run->options->prune && !is_interrupted (run) && !prune (run, listing, error))
    return FALSE;
  if (!nysta_reconcile (run->options->store, NULL, error))
    return FALSE;
  if ((nysta_report_n (run->report, NYSTA_DOCUMENT_CHANGED) > 0 ||
       nysta_report_n (run->report, NYSTA_DOCUMENT_PRUNED) > 0) &&
      !nysta_authority_graph_tidy (run->authority_graph, run->options->store, error))
    return FALSE;
  return nysta_run_record_commit (run->record, run->options->store,
                                  nysta_report_failures (run->report), error);
}

gboolean
nysta_run (const char *const *locators, const NystaRunOptions *options, GError **error)
{
  Run run = { .options = options,
              .report = options->report,
              .base = nysta_store_base (options->store) };
  run.passages = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) passage_free, NULL);
  gboolean done = do_run (&run, locators, error);

  nysta_pool_free (run.pool);
  nysta_batch_free (run.batch);
  g_hash_table_unref (run.passages);
  nysta_authority_graph_free (run.authority_graph);
  nysta_authorities_free (run.authorities);
  nysta_run_record_free (run.record);
  g_clear_pointer (&run.decisions, g_ptr_array_unref);
  g_clear_pointer (&run.extractors, g_ptr_array_unref);
  g_clear_pointer (&run.plugin_iris, g_hash_table_unref);
  g_free (run.ground);
  return done;
}
