/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * transaction.c: changes are gathered as they come, and made in one transaction of LMDB's
 * at the commit: it is short, and can be made again if the map has to grow for it.
 */
#include "store/store-internal.h"

#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "rdf/term-table.h"
#include "rdf/vocabulary.h"
#include "store/dictionary.h"
#include "store/update.h"

/* A statement as numbers of the transaction's terms. */
typedef struct
{
  guint32 subject;
  guint32 predicate;
  guint32 object;
  gboolean adds;
} Statement;

/* What becomes of one graph. */
typedef struct
{
  guint32 name;       /* 0: the unnamed graph */
  gboolean empties;   /* before the statements */
  GArray *statements; /* Statement, in sequence */
} GraphChange;

struct NystaTransaction
{
  NystaStore *store;
  NystaTermTable *terms;
  GHashTable *changes; /* name's number -> GraphChange */
};

static void
graph_change_free (gpointer data)
{
  GraphChange *change = data;

  g_array_unref (change->statements);
  g_free (change);
}

NystaTransaction *
nysta_store_begin (NystaStore *store, GError **error)
{
  g_return_val_if_fail (store->mode != NYSTA_STORE_READ, NULL);
  g_return_val_if_fail (!store->writing, NULL);

  NystaTransaction *transaction = g_new0 (NystaTransaction, 1);

  transaction->store = store;
  transaction->terms = nysta_term_table_new ();
  transaction->changes = g_hash_table_new_full (NULL, NULL, NULL, graph_change_free);
  store->writing = TRUE;
  return transaction;
}

void
nysta_transaction_free (NystaTransaction *transaction)
{
  if (transaction == NULL)
    return;
  transaction->store->writing = FALSE;
  nysta_term_table_free (transaction->terms);
  g_hash_table_unref (transaction->changes);
  g_free (transaction);
}

/* --- gathering -------------------------------------------------------------- */

/* What is in the store can be written as RDF again. */
static gboolean
check_term (const NystaTerm *term, GError **error)
{
  if (term->value != NULL && g_utf8_validate (term->value, -1, NULL) &&
      (term->datatype == NULL || g_utf8_validate (term->datatype, -1, NULL)) &&
      (term->language == NULL || nysta_term_is_language (term->language)))
    return TRUE;
  g_set_error_literal (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
                       "a statement has a term that is not UTF-8 or has no such language "
                       "tag, and no RDF file could hold it: mend what made it");
  return FALSE;
}

static gboolean
add_term (NystaTransaction *transaction, const NystaTerm *term, guint32 *out_number,
          GError **error)
{
  *out_number = nysta_term_table_find (transaction->terms, term);
  if (*out_number != 0)
    return TRUE;
  if (!check_term (term, error))
    return FALSE;
  *out_number = nysta_term_table_add (transaction->terms, term);
  return TRUE;
}

static GraphChange *
change_of (NystaTransaction *transaction, const char *graph, GError **error)
{
  NystaTerm name = nysta_iri (graph);
  guint32 number = 0;

  if (graph != NULL && !add_term (transaction, &name, &number, error))
    return NULL;

  GraphChange *change = g_hash_table_lookup (transaction->changes,
                                             GUINT_TO_POINTER (number));

  if (change == NULL)
    {
      change = g_new0 (GraphChange, 1);
      change->name = number;
      change->statements = g_array_new (FALSE, FALSE, sizeof (Statement));
      g_hash_table_insert (transaction->changes, GUINT_TO_POINTER (number), change);
    }
  return change;
}

static gboolean
add_statements (NystaTransaction *transaction, GraphChange *change, NystaGraph *graph,
                gboolean adds, GError **error)
{
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    {
      Statement statement = { .adds = adds };

      if (!add_term (transaction, &statements[i].subject, &statement.subject, error) ||
          !add_term (transaction, &statements[i].predicate, &statement.predicate, error) ||
          !add_term (transaction, &statements[i].object, &statement.object, error))
        return FALSE;
      g_array_append_val (change->statements, statement);
    }
  return TRUE;
}

gboolean
nysta_transaction_replace (NystaTransaction *transaction, NystaGraph *graph, GError **error)
{
  return nysta_transaction_remove (transaction, nysta_graph_name (graph), error) &&
         nysta_transaction_add (transaction, graph, error);
}

gboolean
nysta_transaction_add (NystaTransaction *transaction, NystaGraph *graph, GError **error)
{
  GraphChange *change = change_of (transaction, nysta_graph_name (graph), error);

  return change != NULL && add_statements (transaction, change, graph, TRUE, error);
}

gboolean
nysta_transaction_remove_statements (NystaTransaction *transaction, NystaGraph *graph,
                                     GError **error)
{
  GraphChange *change = change_of (transaction, nysta_graph_name (graph), error);

  return change != NULL && add_statements (transaction, change, graph, FALSE, error);
}

gboolean
nysta_transaction_remove (NystaTransaction *transaction, const char *graph, GError **error)
{
  GraphChange *change = change_of (transaction, graph, error);

  if (change == NULL)
    return FALSE;
  change->empties = TRUE;
  g_array_set_size (change->statements, 0);
  return TRUE;
}

/* --- committing ------------------------------------------------------------- */

/* One try to make the changes. */
typedef struct
{
  NystaTransaction *transaction;
  const NystaTables *tables;
  MDB_txn *txn;
  NystaDictionary *dictionary;
  NystaTermId *ids; /* by the term's number; 0: not asked for yet */
  GArray *rows;     /* NystaRowChange */
} Commit;

/* *@out_id is 0 if the store has no such term and none is to be added. */
static int
resolve (Commit *commit, guint32 number, gboolean adds, NystaTermId *out_id)
{
  NystaTermId *id = &commit->ids[number];
  const NystaTerm *term = nysta_term_table_get (commit->transaction->terms, number);
  int code = 0;

  if (*id == 0 && adds)
    code = nysta_dictionary_add (commit->dictionary, term, id);
  else if (*id == 0)
    *id = nysta_dictionary_find (commit->dictionary, term);
  *out_id = *id;
  return code;
}

/* All that the graph has now is to go, unless it comes again. */
static int
empty_graph (Commit *commit, NystaTermId graph)
{
  NystaRow prefix = { .ids = { graph } };
  NystaRow rows[64];
  g_auto (NystaOrderCursor) cursor = { 0 };

  if (!nysta_order_cursor_init (&cursor, commit->txn, commit->tables, NYSTA_ORDER_GSPO,
                                &prefix, 1, NULL))
    return MDB_CORRUPTED;
  for (gsize n = 0; (n = nysta_order_cursor_read (&cursor, rows, G_N_ELEMENTS (rows))) > 0;)
    for (gsize i = 0; i < n; i++)
      {
        NystaRowChange change = { .row = nysta_row_reorder (&rows[i], NYSTA_ORDER_GSPO,
                                                            NYSTA_ORDER_SPOG) };

        g_array_append_val (commit->rows, change);
      }
  return cursor.damaged ? MDB_CORRUPTED : 0;
}

static int
resolve_statement (Commit *commit, const Statement *statement, NystaTermId graph)
{
  NystaRowChange change = { .row.ids[3] = graph, .adds = statement->adds };
  const guint32 numbers[3] = { statement->subject, statement->predicate,
                               statement->object };

  for (guint i = 0; i < 3; i++)
    {
      int code = resolve (commit, numbers[i], statement->adds, &change.row.ids[i]);

      if (code != 0 || change.row.ids[i] == 0)
        return code;
    }
  g_array_append_val (commit->rows, change);
  return 0;
}

static int
resolve_graph (Commit *commit, const GraphChange *change)
{
  gboolean adds = FALSE;
  NystaTermId graph = 0;
  int code = 0;

  for (guint i = 0; i < change->statements->len && !adds; i++)
    adds = g_array_index (change->statements, Statement, i).adds;
  if (change->name != 0)
    {
      code = resolve (commit, change->name, adds, &graph);
      if (code != 0 || graph == 0)
        return code;
    }
  if (change->empties)
    code = empty_graph (commit, graph);
  for (guint i = 0; code == 0 && i < change->statements->len; i++)
    code = resolve_statement (commit, &g_array_index (change->statements, Statement, i),
                              graph);
  return code;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const GraphChange *x = *(const GraphChange *const *) a;
  const GraphChange *y = *(const GraphChange *const *) b;

  return x->name < y->name ? -1 : x->name > y->name;
}

/* In the sequence in which the graphs were named first, so that the same calls give the
 * same ids. */
static int
make_changes (Commit *commit, guint64 *out_n_changed)
{
  const NystaTerm type = nysta_iri (RDF_TYPE);
  guint n = 0;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (commit->transaction->changes,
                                                              &n);
  g_autofree gpointer *changes = g_new (gpointer, MAX (n, 1));
  guint64 n_added = 0;
  guint64 n_removed = 0;
  int code = 0;

  for (guint i = 0; i < n; i++)
    changes[i] = g_hash_table_lookup (commit->transaction->changes, keys[i]);
  qsort (changes, n, sizeof (gpointer), compare_changes);
  for (guint i = 0; code == 0 && i < n; i++)
    code = resolve_graph (commit, changes[i]);
  if (code == 0)
    code = nysta_update_apply (
      commit->txn, commit->tables, nysta_dictionary_find (commit->dictionary, &type),
      (NystaRowChange *) commit->rows->data, commit->rows->len, &n_added, &n_removed);
  if (code == 0)
    code = nysta_dictionary_flush (commit->dictionary);
  *out_n_changed = n_added + n_removed;
  return code;
}

/* 0, LMDB's error, or -1 with @error. */
static int
try_commit (NystaTransaction *transaction, GError **error)
{
  NystaEnvironment *environment = transaction->store->environment;
  MDB_txn *txn = nysta_environment_begin (environment, TRUE, error);

  if (txn == NULL)
    return -1;

  const NystaTables *tables = nysta_environment_tables (environment);
  g_autoptr (NystaDictionary)
    dictionary = nysta_dictionary_new (txn, tables, nysta_environment_seed (environment));
  g_autofree NystaTermId *ids = g_new0 (
    NystaTermId, (gsize) nysta_term_table_size (transaction->terms) + 1);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (NystaRowChange));
  Commit commit = { transaction, tables, txn, dictionary, ids, rows };
  guint64 n_changed = 0;
  int code = make_changes (&commit, &n_changed);

  if (code != 0 || n_changed == 0)
    {
      nysta_environment_abort (environment, txn);
      return code;
    }
  return nysta_environment_try_commit (environment, txn);
}

gboolean
nysta_transaction_commit (NystaTransaction *transaction, GError **error)
{
  NystaEnvironment *environment = transaction->store->environment;
  int code = 0;

  if (g_hash_table_size (transaction->changes) == 0)
    return TRUE;
  while ((code = try_commit (transaction, error)) == MDB_MAP_FULL)
    if (!nysta_environment_grow (environment, 0, error))
      return FALSE;
  if (code == 0)
    g_hash_table_remove_all (transaction->changes);
  else if (code != -1)
    nysta_lmdb_set_error (error, code, "write", nysta_environment_path (environment));
  return code == 0;
}
