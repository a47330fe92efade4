/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/redland/session.h"

#include <string.h>

#include "base/error.h"

/* Past this many, what waits is committed: some 100 MiB. */
#define MAX_PENDING 250000u

/* A reader looks through what waits each time: past this many a commit is cheaper. */
#define MAX_PENDING_READ 1000u

struct NystaSession
{
  char *path;
  NystaSessionMode mode;
  NystaStore *reader;
  NystaStore *writer;     /* while changes wait: holds the lock */
  NystaDataset *snapshot; /* likewise: nobody else can commit meanwhile */
  NystaPending *pending;  /* NULL: nothing waits */
  gboolean in_transaction;
};

/* --- opening ---------------------------------------------------------------- */

/* As new: all graphs removed at once. */
static gboolean
empty_store (NystaStore *store, GError **error)
{
  g_autoptr (NystaTransaction) transaction = NULL;
  g_auto (GStrv) graphs = nysta_store_graphs (store);

  if (graphs[0] == NULL)
    return TRUE;
  transaction = nysta_store_begin (store, error);
  if (transaction == NULL)
    return FALSE;
  for (char **graph = graphs; *graph != NULL; graph++)
    if (!nysta_transaction_remove (transaction, **graph != '\0' ? *graph : NULL, error))
      return FALSE;
  return nysta_transaction_commit (transaction, error);
}

NystaSession *
nysta_session_open (const char *path, NystaSessionMode mode, const char *base,
                    GError **error)
{
  g_autoptr (NystaSession) session = g_new0 (NystaSession, 1);
  g_autoptr (GError) open_error = NULL;

  session->path = g_strdup (path);
  session->mode = mode;
  if (mode == NYSTA_SESSION_NEW)
    {
      g_autoptr (NystaStore)
        store = nysta_store_open (path, NYSTA_STORE_CREATE, base, error);

      if (store == NULL || !empty_store (store, error))
        return NULL;
    }
  session->reader = nysta_store_open (path, NYSTA_STORE_READ, base, &open_error);
  if (session->reader != NULL)
    return g_steal_pointer (&session);
  if (g_error_matches (open_error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_FOUND))
    g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_FOUND,
                 "%s: no store there: new='yes' makes one", path);
  else
    g_propagate_error (error, g_steal_pointer (&open_error));
  return NULL;
}

/* Let go of the lock and of what was only true under it. */
static void
stop_writing (NystaSession *session)
{
  g_clear_pointer (&session->pending, nysta_pending_unref);
  g_clear_pointer (&session->snapshot, nysta_dataset_unref);
  g_clear_pointer (&session->writer, nysta_store_close);
}

void
nysta_session_free (NystaSession *session)
{
  if (session == NULL)
    return;
  stop_writing (session);
  nysta_store_close (session->reader);
  g_free (session->path);
  g_free (session);
}

/* --- reading ---------------------------------------------------------------- */

/* (transfer full) */
static NystaDataset *
snapshot (NystaSession *session, GError **error)
{
  if (session->snapshot != NULL)
    return nysta_dataset_ref (session->snapshot);

  NystaDataset *dataset = nysta_store_snapshot (session->reader, error);

  if (dataset != NULL && session->writer != NULL)
    session->snapshot = nysta_dataset_ref (dataset);
  return dataset;
}

/* Before anything is read. */
static gboolean
settle (NystaSession *session, GError **error)
{
  if (session->in_transaction || session->pending == NULL ||
      nysta_pending_size (session->pending) <= MAX_PENDING_READ)
    return TRUE;
  return nysta_session_commit (session, error);
}

NystaRows *
nysta_session_find (NystaSession *session, const NystaStatement *pattern,
                    NystaRowsScope scope, GError **error)
{
  g_autoptr (NystaDataset) dataset = NULL;

  if (!settle (session, error))
    return NULL;
  dataset = snapshot (session, error);
  return dataset != NULL ? nysta_rows_new (dataset, session->pending, pattern, scope)
                         : NULL;
}

gint64
nysta_session_size (NystaSession *session, NystaRowsScope scope, GError **error)
{
  static const NystaStatement anything = { 0 };
  g_autoptr (NystaRows) rows = nysta_session_find (session, &anything, scope, error);
  g_autoptr (NystaDataset) dataset = rows != NULL ? snapshot (session, error) : NULL;

  if (dataset == NULL)
    return -1;
  return (gint64) nysta_dataset_statistic (
           dataset,
           scope == NYSTA_ROWS_UNION ? NYSTA_STATISTIC_TRIPLES : NYSTA_STATISTIC_QUADS,
           NYSTA_ANY) +
         nysta_rows_n_pending (rows);
}

static gboolean
graph_holds_anything (NystaSession *session, const char *graph, gboolean *out_holds,
                      GError **error)
{
  NystaStatement pattern = { .graph = nysta_iri (graph) };
  g_autoptr (NystaRows)
    rows = nysta_session_find (session, &pattern, NYSTA_ROWS_GRAPH, error);

  if (rows == NULL)
    return FALSE;
  *out_holds = nysta_rows_next (rows);
  return TRUE;
}

GStrv
nysta_session_graphs (NystaSession *session, GError **error)
{
  static const NystaStatement anything = { 0 };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) changed = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) graphs = NULL;
  GHashTableIter iter;
  gpointer name = NULL;

  if (!settle (session, error))
    return NULL;
  if (session->pending != NULL)
    {
      g_autoptr (GArray) changes = nysta_pending_match (session->pending, &anything, TRUE);

      for (guint i = 0; i < changes->len; i++)
        {
          const NystaPendingChange *change = &g_array_index (changes, NystaPendingChange,
                                                             i);
          guint32 graph = change->terms[NYSTA_FIELD_GRAPH];

          if (graph != 0)
            g_hash_table_add (
              changed, (gpointer) nysta_pending_term (session->pending, graph)->value);
        }
    }
  graphs = nysta_store_graphs (session->reader);
  for (char **graph = graphs; *graph != NULL; graph++)
    if (**graph != '\0' && !g_hash_table_contains (changed, *graph))
      g_strv_builder_add (builder, *graph);
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      gboolean holds = FALSE;

      if (!graph_holds_anything (session, name, &holds, error))
        return NULL;
      if (holds)
        g_strv_builder_add (builder, name);
    }
  return g_strv_builder_end (builder);
}

/* --- writing ---------------------------------------------------------------- */

/* From here on the lock is held and snapshots stay true. */
static gboolean
start_writing (NystaSession *session, GError **error)
{
  if (session->mode == NYSTA_SESSION_READ)
    {
      g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_DENIED,
                   "%s: opened with write='no'", session->path);
      return FALSE;
    }
  if (session->writer == NULL)
    session->writer = nysta_store_open (session->path, NYSTA_STORE_WRITE, NULL, error);
  if (session->writer != NULL && session->pending == NULL)
    session->pending = nysta_pending_new ();
  return session->writer != NULL;
}

gboolean
nysta_session_commit (NystaSession *session, GError **error)
{
  if (session->pending != NULL && nysta_pending_size (session->pending) > 0 &&
      !nysta_pending_commit (session->pending, session->writer, error))
    return FALSE;
  session->in_transaction = FALSE;
  stop_writing (session);
  return TRUE;
}

gboolean
nysta_session_change (NystaSession *session, const NystaStatement *statement, gboolean adds,
                      GError **error)
{
  if (!start_writing (session, error))
    return FALSE;
  nysta_pending_set (session->pending, statement, adds);
  return session->in_transaction || nysta_pending_size (session->pending) < MAX_PENDING ||
         nysta_session_commit (session, error);
}

/* Remove each row, as it is now, from its graph. */
static gboolean
remove_rows (NystaSession *session, const NystaStatement *pattern, NystaRowsScope scope,
             GError **error)
{
  NystaStatement statement = { 0 };
  g_autoptr (NystaRows) rows = nysta_session_find (session, pattern, scope, error);

  if (rows == NULL)
    return FALSE;
  while (nysta_rows_next (rows))
    {
      if (!nysta_rows_term (rows, NYSTA_FIELD_SUBJECT, &statement.subject) ||
          !nysta_rows_term (rows, NYSTA_FIELD_PREDICATE, &statement.predicate) ||
          !nysta_rows_term (rows, NYSTA_FIELD_OBJECT, &statement.object) ||
          !nysta_rows_term (rows, NYSTA_FIELD_GRAPH, &statement.graph))
        break;
      if (!nysta_session_change (session, &statement, FALSE, error))
        return FALSE;
    }
  return nysta_rows_check (rows, error);
}

gboolean
nysta_session_remove_everywhere (NystaSession *session, const NystaStatement *statement,
                                 GError **error)
{
  /* Under the lock, so that no other writer adds it to one more graph meanwhile. */
  if (!start_writing (session, error))
    return FALSE;

  gboolean removed = remove_rows (session, statement, NYSTA_ROWS_QUADS, error);

  if (session->pending != NULL && nysta_pending_size (session->pending) == 0)
    stop_writing (session);
  return removed;
}

gboolean
nysta_session_remove_graph (NystaSession *session, const char *graph, GError **error)
{
  NystaStatement pattern = { .graph = nysta_iri (graph) };
  g_autoptr (NystaTransaction) transaction = NULL;

  if (!start_writing (session, error))
    return FALSE;
  if (session->in_transaction)
    return remove_rows (session, &pattern, NYSTA_ROWS_GRAPH, error);

  if (!nysta_session_commit (session, error) || !start_writing (session, error))
    return FALSE;
  transaction = nysta_store_begin (session->writer, error);

  gboolean removed = transaction != NULL &&
                     nysta_transaction_remove (transaction, graph, error) &&
                     nysta_transaction_commit (transaction, error);

  g_clear_pointer (&transaction, nysta_transaction_free);
  stop_writing (session);
  return removed;
}

gboolean
nysta_session_begin (NystaSession *session, GError **error)
{
  if (session->in_transaction)
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_BUSY,
                   "%s: a transaction is open already: commit it or roll it back",
                   session->path);
      return FALSE;
    }
  /* What was added before must not be rolled back with it. */
  if (!nysta_session_commit (session, error))
    return FALSE;
  session->in_transaction = TRUE;
  return TRUE;
}

gboolean
nysta_session_in_transaction (const NystaSession *session)
{
  return session->in_transaction;
}

void
nysta_session_roll_back (NystaSession *session)
{
  session->in_transaction = FALSE;
  stop_writing (session);
}
