/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * transaction.c: graph files are written as they come and synced together; the commit is a
 * few lines of journal that name them.
 */
#include "store/store-internal.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"

/* Files that stay open to be synced together: far fewer than a process may have. */
#define MAX_UNSYNCED 64

struct NystaTransaction
{
  NystaStore *store;
  GHashTable *changes; /* char * ("" unnamed) -> NystaGraphFile *, NULL: remove */
  GPtrArray *unsynced; /* NystaFile * */
  gboolean broken;     /* a sync failed: a second one might succeed, and prove nothing */
};

NystaTransaction *
nysta_store_begin (NystaStore *store, GError **error)
{
  g_return_val_if_fail (store->mode != NYSTA_STORE_READ, NULL);
  g_return_val_if_fail (!store->writing, NULL);

  if (store->torn && !nysta_store_mend_journal (store, error))
    return NULL;

  NystaTransaction *transaction = g_new0 (NystaTransaction, 1);

  transaction->store = store;
  transaction->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  transaction->unsynced = g_ptr_array_new_with_free_func ((GDestroyNotify) nysta_file_free);
  store->writing = TRUE;
  return transaction;
}

static void
discard_file (NystaStore *store, const NystaGraphFile *file)
{
  if (file != NULL)
    g_array_append_val (store->dead, file->number);
}

/* Let @file be what the graph @name becomes; NULL: no graph. */
static void
set_change (NystaTransaction *transaction, const char *name, const NystaGraphFile *file)
{
  discard_file (transaction->store, g_hash_table_lookup (transaction->changes, name));
  if (file == NULL && !g_hash_table_contains (transaction->store->journal.graphs, name))
    g_hash_table_remove (transaction->changes, name);
  else
    g_hash_table_insert (transaction->changes, g_strdup (name),
                         file != NULL ? g_memdup2 (file, sizeof *file) : NULL);
}

static gboolean
sync_files (NystaTransaction *transaction, GError **error)
{
  if (transaction->broken)
    {
      g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
                   "%s: nothing is committed, since a write before failed: try again",
                   transaction->store->path);
      return FALSE;
    }
  for (guint i = 0; i < transaction->unsynced->len; i++)
    if (!nysta_file_sync (g_ptr_array_index (transaction->unsynced, i), error))
      {
        transaction->broken = TRUE;
        return FALSE;
      }
  g_ptr_array_set_size (transaction->unsynced, 0);
  return TRUE;
}

static const char *
key_of (const char *graph)
{
  return graph != NULL ? graph : "";
}

gboolean
nysta_transaction_replace (NystaTransaction *transaction, NystaGraph *graph, GError **error)
{
  NystaStore *store = transaction->store;
  const char *name = key_of (nysta_graph_name (graph));
  gsize n = 0;

  nysta_graph_statements (graph, &n);
  if (n == 0)
    {
      set_change (transaction, name, NULL);
      return TRUE;
    }

  NystaGraphFile file = { .number = store->next_number++ };
  g_autofree char *path = nysta_store_graph_path (store, file.number);

  NystaFile *written = nysta_graph_file_write (path, graph, &file, error);

  if (written == NULL)
    {
      discard_file (store, &file);
      return FALSE;
    }
  set_change (transaction, name, &file);
  nysta_file_sync_soon (written);
  g_ptr_array_add (transaction->unsynced, written);
  return transaction->unsynced->len < MAX_UNSYNCED || sync_files (transaction, error);
}

static gboolean
add_to_graph (const NystaStatement *statement, gpointer graph, GError **error)
{
  nysta_graph_add (graph, &statement->subject, &statement->predicate, &statement->object);
  return TRUE;
}

gboolean
nysta_transaction_add (NystaTransaction *transaction, NystaGraph *graph, GError **error)
{
  NystaStore *store = transaction->store;
  const char *name = nysta_graph_name (graph);
  const char *key = key_of (name);
  gpointer pending = NULL;
  gboolean changed = g_hash_table_lookup_extended (transaction->changes, key, NULL,
                                                   &pending);
  const NystaGraphFile *file = changed ? pending
                                       : g_hash_table_lookup (store->journal.graphs, key);

  if (file == NULL)
    return nysta_transaction_replace (transaction, graph, error);

  g_autoptr (NystaGraph) merged = nysta_graph_new (name);
  g_autofree char *path = nysta_store_graph_path (store, file->number);
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  if (!nysta_graph_file_foreach (path, name, file, add_to_graph, merged, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    add_to_graph (&statements[i], merged, NULL);
  return nysta_transaction_replace (transaction, merged, error);
}

gboolean
nysta_transaction_remove (NystaTransaction *transaction, const char *graph, GError **error)
{
  set_change (transaction, key_of (graph), NULL);
  return TRUE;
}

gboolean
nysta_transaction_commit (NystaTransaction *transaction, GError **error)
{
  NystaStore *store = transaction->store;
  g_autofree char *graphs = nysta_store_file (store, NYSTA_STORE_GRAPHS);
  g_autofree char *journal = nysta_store_file (store, NYSTA_STORE_JOURNAL);
  g_autoptr (GArray) replaced = g_array_new (FALSE, FALSE, sizeof (guint64));
  GHashTableIter iter;
  gpointer name = NULL;

  if (!sync_files (transaction, error))
    return FALSE;
  if (g_hash_table_size (transaction->changes) == 0)
    return TRUE;

  g_hash_table_iter_init (&iter, transaction->changes);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      const NystaGraphFile *old = g_hash_table_lookup (store->journal.graphs, name);

      if (old != NULL)
        g_array_append_val (replaced, old->number);
    }
  if (!nysta_file_sync_dir (graphs, error))
    return FALSE;
  if (!nysta_journal_append (&store->journal, journal, transaction->changes, error))
    {
      /* If even this fails, the next transaction tries again before it writes. */
      store->torn = TRUE;
      nysta_store_mend_journal (store, NULL);
      return FALSE;
    }
  g_hash_table_remove_all (transaction->changes);
  g_array_append_vals (store->dead, replaced->data, replaced->len);
  nysta_store_delete_dead (store);
  return TRUE;
}

void
nysta_transaction_free (NystaTransaction *transaction)
{
  GHashTableIter iter;
  gpointer file = NULL;

  if (transaction == NULL)
    return;

  NystaStore *store = transaction->store;

  g_hash_table_iter_init (&iter, transaction->changes);
  while (g_hash_table_iter_next (&iter, NULL, &file))
    discard_file (store, file);
  /* Dead files might be named by a commit line that could not be cut off again. */
  if (!store->torn)
    nysta_store_delete_dead (store);
  store->writing = FALSE;
  g_hash_table_unref (transaction->changes);
  g_ptr_array_unref (transaction->unsynced);
  g_free (transaction);
}
