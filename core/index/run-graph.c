/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/run-graph.h"

#include "rdf/iri.h"
#include "rdf/vocabulary.h"

#include <string.h>

struct NystaRunRecord
{
  char *base;
  char *started;
  GPtrArray *documents; /* of char * */
  GHashTable *plugins;  /* IRI -> NystaManifest */
};

static char *
now_utc (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

NystaRunRecord *
nysta_run_record_new (const char *base)
{
  NystaRunRecord *record = g_new0 (NystaRunRecord, 1);

  record->base = g_strdup (base);
  record->started = now_utc ();
  record->documents = g_ptr_array_new_with_free_func (g_free);
  record->plugins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return record;
}

void
nysta_run_record_free (NystaRunRecord *record)
{
  if (record == NULL)
    return;
  g_ptr_array_unref (record->documents);
  g_hash_table_unref (record->plugins);
  g_free (record->base);
  g_free (record->started);
  g_free (record);
}

char *
nysta_plugin_iri (const char *base, const NystaManifest *plugin)
{
  g_autofree char *version = g_uri_escape_string (plugin->version, NULL, TRUE);

  return g_strdup_printf ("%sres/plugin/%s/%s", base, plugin->id, version);
}

void
nysta_run_record_document (NystaRunRecord *record, const char *iri)
{
  g_ptr_array_add (record->documents, g_strdup (iri));
}

void
nysta_run_record_plugin (NystaRunRecord *record, const NystaManifest *plugin)
{
  g_hash_table_insert (record->plugins, nysta_plugin_iri (record->base, plugin),
                       (gpointer) plugin);
}

static char *
next_run_iri (const NystaRunRecord *record, NystaStore *store)
{
  g_autofree char *prefix = g_strconcat (record->base, "res/run/", NULL);
  g_auto (GStrv) graphs = nysta_store_graphs (store);
  guint64 last = 0;

  for (guint i = 0; graphs[i] != NULL; i++)
    if (g_str_has_prefix (graphs[i], prefix))
      last = MAX (last, g_ascii_strtoull (graphs[i] + strlen (prefix), NULL, 10));
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, prefix, last + 1);
}

static void
write_failure (NystaGraph *graph, const char *run, guint number,
               const NystaFailure *failure)
{
  g_autofree char *iri = g_strdup_printf ("%s#failure-%u", run, number);
  g_autofree char *message = failure->ended != NULL
                               ? g_strdup_printf ("%s: %s", failure->ended,
                                                  failure->message)
                               : g_strdup (failure->message);

  nysta_graph_add_iri (graph, run, NS_NYSTA "failure", iri);
  nysta_graph_add_iri (graph, iri, RDF_TYPE, NS_NYSTA "Failure");
  if (nysta_iri_is_absolute (failure->document))
    nysta_graph_add_iri (graph, iri, NS_NYSTA "document", failure->document);
  else
    nysta_graph_add_literal (graph, iri, NS_DCTERMS "identifier", failure->document, NULL);
  if (failure->plugin != NULL)
    nysta_graph_add_literal (graph, iri, NS_NYSTA "plugin", failure->plugin, NULL);
  if (failure->signal != 0)
    {
      g_autofree char *number_text = g_strdup_printf ("%d", failure->signal);

      nysta_graph_add_literal (graph, iri, NS_NYSTA "signal", number_text,
                               NS_XSD "integer");
    }
  nysta_graph_add_literal (graph, iri, NS_DCTERMS "description", message, NULL);
}

static void
write_plugin (NystaGraph *graph, const char *run, const char *iri,
              const NystaManifest *plugin)
{
  nysta_graph_add_iri (graph, run, NS_PROV "wasAssociatedWith", iri);
  nysta_graph_add_iri (graph, iri, RDF_TYPE, NS_PROV "SoftwareAgent");
  nysta_graph_add_literal (graph, iri, RDFS_LABEL, plugin->id, NULL);
  nysta_graph_add_literal (graph, iri, NS_SCHEMA "softwareVersion", plugin->version, NULL);
  nysta_graph_add_literal (graph, iri, NS_NYSTA "contentDigest",
                           nysta_manifest_digest ((NystaManifest *) plugin), NULL);
}

gboolean
nysta_run_record_commit (NystaRunRecord *record, NystaStore *store,
                         const GPtrArray *failures, GError **error)
{
  if (record->documents->len == 0 && failures->len == 0)
    return TRUE;

  g_autofree char *run = next_run_iri (record, store);
  g_autofree char *ended = now_utc ();
  g_autoptr (NystaGraph) graph = nysta_graph_new (run);
  GHashTableIter iter;
  gpointer iri = NULL, plugin = NULL;

  nysta_graph_add_iri (graph, run, RDF_TYPE, NS_PROV "Activity");
  nysta_graph_add_literal (graph, run, NS_PROV "startedAtTime", record->started,
                           NS_XSD "dateTime");
  nysta_graph_add_literal (graph, run, NS_PROV "endedAtTime", ended, NS_XSD "dateTime");
  for (guint i = 0; i < record->documents->len; i++)
    nysta_graph_add_iri (graph, run, NS_PROV "used", record->documents->pdata[i]);
  g_hash_table_iter_init (&iter, record->plugins);
  while (g_hash_table_iter_next (&iter, &iri, &plugin))
    write_plugin (graph, run, iri, plugin);
  for (guint i = 0; i < failures->len; i++)
    write_failure (graph, run, i + 1, failures->pdata[i]);
  nysta_graph_sort (graph);

  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);
  return transaction != NULL && nysta_transaction_replace (transaction, graph, error) &&
         nysta_transaction_commit (transaction, error);
}
