/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/update-store.h"

#include "base/error.h"
#include "store/store.h"

/* Statements of one graph that are handed to the transaction at a time. */
#define MAX_HANDED_OVER 4096u

/* What comes together: changes of one graph that all add, or all remove. */
typedef struct
{
  NystaTransaction *transaction; /* NULL: there is no store yet; then all wait in: */
  GPtrArray *waiting;            /* NystaGraph; a store that is missing can only gain */
  NystaGraph *graph;             /* or NULL */
  gboolean adds;
  guint n;
} Changes;

static gboolean
hand_over (Changes *changes, GError **error)
{
  g_autoptr (NystaGraph) graph = g_steal_pointer (&changes->graph);

  changes->n = 0;
  if (graph == NULL)
    return TRUE;
  if (changes->transaction == NULL)
    {
      g_ptr_array_add (changes->waiting, g_steal_pointer (&graph));
      return TRUE;
    }
  return changes->adds
           ? nysta_transaction_add (changes->transaction, graph, error)
           : nysta_transaction_remove_statements (changes->transaction, graph, error);
}

static gboolean
on_change (const NystaStatement *statement, gboolean adds, gpointer user_data,
           GError **error)
{
  Changes *changes = user_data;
  const char *name = statement->graph.kind != NYSTA_TERM_NONE ? statement->graph.value
                                                              : NULL;

  if (changes->graph != NULL &&
      (changes->adds != adds || changes->n >= MAX_HANDED_OVER ||
       g_strcmp0 (nysta_graph_name (changes->graph), name) != 0) &&
      !hand_over (changes, error))
    return FALSE;
  if (changes->graph == NULL)
    changes->graph = nysta_graph_new (name);
  changes->adds = adds;
  changes->n++;
  nysta_graph_add (changes->graph, &statement->subject, &statement->predicate,
                   &statement->object);
  return TRUE;
}

static gboolean
change (NystaDataset *before, const char *text, const NystaUpdateOptions *options,
        Changes *changes, NystaUpdateCounts *out_counts, GError **error)
{
  gboolean ok = nysta_sparql_update (text, options, before, on_change, changes, out_counts,
                                     error) &&
                hand_over (changes, error);

  g_clear_pointer (&changes->graph, nysta_graph_free);
  return ok;
}

static gboolean
change_store (NystaStore *store, const char *text, NystaUpdateOptions *options,
              NystaUpdateCounts *out_counts, GError **error)
{
  g_autoptr (NystaDataset) before = nysta_store_snapshot (store, error);
  g_autoptr (NystaTransaction)
    transaction = before != NULL ? nysta_store_begin (store, error) : NULL;
  Changes changes = { .transaction = transaction };

  options->query.store_base = nysta_store_base (store);
  return transaction != NULL &&
         change (before, text, options, &changes, out_counts, error) &&
         nysta_transaction_commit (transaction, error);
}

/* The store comes into being when all went well, so that a slip leaves none behind. */
static gboolean
make_store (const char *path, const char *text, NystaUpdateOptions *options,
            NystaUpdateCounts *out_counts, GError **error)
{
  g_autoptr (NystaDataset)
    nothing = nysta_memory_builder_finish (nysta_memory_builder_new ());
  g_autoptr (GPtrArray)
    graphs = g_ptr_array_new_with_free_func ((GDestroyNotify) nysta_graph_free);
  Changes changes = { .waiting = graphs };

  options->query.store_base = NYSTA_DEFAULT_BASE;
  if (!change (nothing, text, options, &changes, out_counts, error))
    return FALSE;

  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_CREATE, NULL, error);
  g_autoptr (NystaTransaction)
    transaction = store != NULL ? nysta_store_begin (store, error) : NULL;

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < graphs->len; i++)
    if (!nysta_transaction_add (transaction, graphs->pdata[i], error))
      return FALSE;
  return nysta_transaction_commit (transaction, error);
}

gboolean
nysta_update_store (const char *path, const char *text, NystaUpdateOptions *options,
                    NystaUpdateCounts *out_counts, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (NystaStore)
    store = nysta_store_open (path, NYSTA_STORE_WRITE, NULL, &local_error);

  if (store != NULL)
    return change_store (store, text, options, out_counts, error);
  if (g_error_matches (local_error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_FOUND))
    return make_store (path, text, options, out_counts, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
