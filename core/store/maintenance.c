/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* maintenance.c: a store as a whole: its size, copies of it, a new data file for it. */
#include "store/store-internal.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/log.h"
#include "store/compact.h"
#include "store/dictionary.h"
#include "store/verify.h"

/* --- figures ---------------------------------------------------------------- */

static guint64
table_bytes (MDB_txn *txn, MDB_dbi table)
{
  MDB_stat stat = { 0 };

  if (mdb_stat (txn, table, &stat) != 0)
    return 0;
  return (guint64) stat.ms_psize *
         (stat.ms_branch_pages + stat.ms_leaf_pages + stat.ms_overflow_pages);
}

static gboolean
count_one (NystaTermId id, guint64 count, gpointer n)
{
  ++*(guint64 *) n;
  return TRUE;
}

static void
fill_stats (NystaEnvironment *environment, MDB_txn *txn, NystaStoreStats *stats)
{
  const NystaTables *tables = nysta_environment_tables (environment);
  g_autoptr (NystaDictionary)
    dictionary = nysta_dictionary_new (txn, tables, nysta_environment_seed (environment));

  stats->n_statements = nysta_counts_get (txn, tables, NYSTA_COUNT_QUADS, 0);
  stats->n_triples = nysta_counts_get (txn, tables, NYSTA_COUNT_TRIPLES, 0);
  nysta_counts_foreach (txn, tables, NYSTA_COUNT_GRAPH_TRIPLES, 0, count_one,
                        &stats->n_graphs);
  for (guint i = 0; i < NYSTA_N_ORDERS; i++)
    stats->n_order_bytes[i] = table_bytes (txn, tables->orders[i]);
  for (guint tag = 1; tag < NYSTA_N_DICTIONARY_TAGS; tag++)
    {
      stats->n_terms += nysta_dictionary_n_terms (dictionary, tag);
      stats->n_term_bytes += table_bytes (txn, tables->terms[tag]);
    }
  stats->n_term_bytes += table_bytes (txn, tables->long_terms);
  stats->n_hash_bytes = table_bytes (txn, tables->hashes);
  if (nysta_tables_have_words (txn, tables))
    stats->n_word_bytes = table_bytes (txn, tables->words);
}

gboolean
nysta_store_stats (NystaStore *store, NystaStoreStats *out_stats, GError **error)
{
  NystaEnvironment *environment = nysta_store_environment (store, error);
  NystaStoreStats stats = { 0 };
  MDB_txn *txn = environment != NULL ? nysta_environment_begin (environment, FALSE, error)
                                     : NULL;
  guint64 n_used = 0;

  if (txn == NULL)
    return FALSE;
  fill_stats (environment, txn, &stats);
  nysta_environment_abort (environment, txn);
  if (!nysta_environment_sizes (environment, &n_used, &stats.n_free_bytes, error))
    return FALSE;
  stats.n_bytes = n_used + stats.n_free_bytes;
  *out_stats = stats;
  return TRUE;
}

gint64
nysta_store_verify (NystaStore *store, NystaFaultFunc func, gpointer user_data,
                    GError **error)
{
  NystaEnvironment *environment = nysta_store_environment (store, error);
  MDB_txn *txn = environment != NULL ? nysta_environment_begin (environment, FALSE, error)
                                     : NULL;
  if (txn == NULL)
    return -1;

  guint64 n_faults = nysta_verify_tables (txn, nysta_environment_tables (environment),
                                          nysta_environment_seed (environment), func,
                                          user_data);

  nysta_environment_abort (environment, txn);
  return (gint64) MIN (n_faults, (guint64) G_MAXINT64);
}

/* --- a copy ----------------------------------------------------------------- */

gboolean
nysta_store_backup (NystaStore *store, const char *path, GError **error)
{
  NystaEnvironment *environment = nysta_store_environment (store, error);
  g_autofree char *name = nysta_store_data_name (1);
  g_autofree char *data = g_build_filename (path, name, NULL);

  if (environment == NULL || !nysta_file_make_dir (path, error))
    return FALSE;
  if (nysta_environment_copy (environment, data, error) &&
      nysta_file_sync_dir (path, error) &&
      nysta_store_write_description (path, store->base, name, error))
    return TRUE;
  unlink (data);
  rmdir (path);
  return FALSE;
}

/* --- a new data file -------------------------------------------------------- */

char *
nysta_store_next_data_path (NystaStore *store)
{
  guint number = 0;
  g_autofree char *name = NULL;

  nysta_store_data_number (store->data, &number);
  name = nysta_store_data_name (number + 1);
  return nysta_store_file (store, name);
}

gboolean
nysta_store_adopt_image (NystaStore *store, const char *path, GError **error)
{
  g_return_val_if_fail (store->lock_fd >= 0 && !store->writing, FALSE);

  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (NystaEnvironment)
    environment = nysta_environment_open (path, NYSTA_ENVIRONMENT_EXISTING, error);

  if (environment == NULL || !nysta_file_sync_dir (store->path, error) ||
      !nysta_store_write_description (store->path, store->base, name, error))
    return FALSE;
  nysta_environment_unref (store->environment);
  store->environment = g_steal_pointer (&environment);
  g_free (store->data);
  store->data = g_steal_pointer (&name);
  nysta_store_delete_strays (store);
  return TRUE;
}

static gboolean
write_compact (NystaStore *store, const char *path, GError **error)
{
  NystaEnvironment *environment = store->environment;
  g_autoptr (NystaImage)
    image = nysta_image_new (path, nysta_environment_seed (environment), error);
  MDB_txn *txn = image != NULL ? nysta_environment_begin (environment, FALSE, error) : NULL;

  if (txn == NULL)
    return FALSE;

  gboolean copied = nysta_compact_copy (image, txn, nysta_environment_tables (environment),
                                        error);

  nysta_environment_abort (environment, txn);
  return copied && nysta_image_finish (image, error);
}

gboolean
nysta_store_compact (NystaStore *store, GError **error)
{
  g_return_val_if_fail (store->lock_fd >= 0 && !store->writing, FALSE);

  g_autofree char *path = nysta_store_next_data_path (store);

  return write_compact (store, path, error) && nysta_store_adopt_image (store, path, error);
}
