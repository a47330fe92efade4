/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/batch.h"

#include "index/appearance.h"
#include "index/identity-graph.h"

/* What a crash may cost: so many documents, or so much time. */
typedef struct
{
  guint max_documents;
  int max_wait_ms;
} Patience;

static const Patience patience[] = {
  [NYSTA_DURABILITY_COMMIT] = { 64, 200 },
  [NYSTA_DURABILITY_BATCH] = { 4096, 10000 },
};

/* What waits for its commit is kept in memory. */
#define MAX_STATEMENTS 1000000u

struct NystaBatch
{
  NystaStore *store;
  Patience patience;
  NystaAuthorityGraph *authority_graph;
  NystaTransaction *transaction; /* NULL: no documents */
  GHashTable *names;             /* blocks of what they name, or named (reconcile.h) */
  guint n_documents;
  gsize n_statements;
  gint64 first_us; /* when the first of them was added */
};

NystaBatch *
nysta_batch_new (NystaStore *store, NystaAuthorityGraph *authority_graph,
                 NystaDurability durability)
{
  NystaBatch *batch = g_new0 (NystaBatch, 1);

  batch->store = store;
  batch->patience = patience[durability];
  batch->authority_graph = authority_graph;
  batch->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return batch;
}

void
nysta_batch_free (NystaBatch *batch)
{
  if (batch == NULL)
    return;
  nysta_transaction_free (batch->transaction);
  g_hash_table_unref (batch->names);
  g_free (batch);
}

gboolean
nysta_batch_add (NystaBatch *batch, NystaGraph *graph, GError **error)
{
  gsize n_statements = 0;

  if (batch->transaction == NULL)
    {
      batch->transaction = nysta_store_begin (batch->store, error);
      if (batch->transaction == NULL)
        return FALSE;
      batch->n_documents = 0;
      batch->n_statements = 0;
      batch->first_us = g_get_monotonic_time ();
    }
  if (!nysta_names_of_graph (batch->store, nysta_graph_name (graph), batch->names, error) ||
      !nysta_transaction_replace (batch->transaction, graph, error))
    return FALSE;
  nysta_authority_graph_note (batch->authority_graph, graph);
  const NystaStatement *statements = nysta_graph_statements (graph, &n_statements);

  nysta_appearances_note_blocks (statements, n_statements, batch->names);
  batch->n_statements += n_statements;
  batch->n_documents++;
  return TRUE;
}

gboolean
nysta_batch_add_more (NystaBatch *batch, NystaGraph *part, GError **error)
{
  gsize n_statements = 0;

  g_return_val_if_fail (batch->transaction != NULL, FALSE);
  nysta_graph_statements (part, &n_statements);
  batch->n_statements += n_statements;
  return nysta_transaction_add (batch->transaction, part, error);
}

int
nysta_batch_patience_ms (const NystaBatch *batch, int timeout_ms)
{
  if (batch->transaction == NULL)
    return timeout_ms;

  gint64 waited_ms = (g_get_monotonic_time () - batch->first_us) / 1000;

  return (int) CLAMP (batch->patience.max_wait_ms - waited_ms, 0, timeout_ms);
}

gboolean
nysta_batch_commit_if_due (NystaBatch *batch, GError **error)
{
  if (batch->n_documents < batch->patience.max_documents &&
      batch->n_statements < MAX_STATEMENTS &&
      nysta_batch_patience_ms (batch, batch->patience.max_wait_ms) > 0)
    return TRUE;
  return nysta_batch_commit (batch, error);
}

gboolean
nysta_batch_commit (NystaBatch *batch, GError **error)
{
  g_autoptr (NystaTransaction) transaction = g_steal_pointer (&batch->transaction);

  batch->n_documents = 0;
  if (transaction == NULL)
    return TRUE;
  if (!nysta_authority_graph_write (batch->authority_graph, transaction, error) ||
      !nysta_identity_graph_mark (transaction, nysta_store_base (batch->store),
                                  batch->names, error) ||
      !nysta_transaction_commit (transaction, error))
    return FALSE;
  g_hash_table_remove_all (batch->names);
  return TRUE;
}
