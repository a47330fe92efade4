/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/store-internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/log.h"
#include "rdf/iri.h"
#include "store/counts.h"
#include "store/dictionary.h"
#include "store/text-index.h"

char *
nysta_store_file (const NystaStore *store, const char *name)
{
  return g_build_filename (store->path, name, NULL);
}

/* --- locks ------------------------------------------------------------------ */

/* -1: with @error for other reasons than somebody else's lock, without one for that. */
static int
lock_file (const char *file, GError **error)
{
  int fd = open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      nysta_io_set_error (error, errno, "lock", file);
      return -1;
    }
  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno == EINTR)
        continue;
      if (errno != EWOULDBLOCK)
        nysta_io_set_error (error, errno, "lock", file);
      close (fd);
      return -1;
    }
  return fd;
}

/* Whoever wants a store left alone puts a file of this name into its folder. */
static gboolean
check_protection (const NystaStore *store, GError **error)
{
  g_autofree char *file = nysta_store_file (store, NYSTA_STORE_READ_ONLY);

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    return TRUE;
  g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_READ_ONLY,
               "%s: is protected: remove the file %s in it to change the store",
               store->path, NYSTA_STORE_READ_ONLY);
  return FALSE;
}

static gboolean
take_writer_lock (NystaStore *store, GError **error)
{
  GError *lock_error = NULL;

  if (!check_protection (store, error))
    return FALSE;

  g_autofree char *file = nysta_store_file (store, NYSTA_STORE_LOCK);
  g_autofree char *pid = NULL;

  store->lock_fd = lock_file (file, &lock_error);
  if (store->lock_fd >= 0)
    {
      /* For the other's message only; what fails here harms nothing. */
      pid = g_strdup_printf ("%d\n", (int) getpid ());
      if (ftruncate (store->lock_fd, 0) != 0 ||
          write (store->lock_fd, pid, strlen (pid)) < 0)
        nysta_log_debug ("store", "%s: the process number was not written", file);
      return TRUE;
    }
  if (g_error_matches (lock_error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_DENIED))
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_READ_ONLY,
                   "%s: is read-only: ask for the right to write, or copy the store",
                   store->path);
      g_error_free (lock_error);
      return FALSE;
    }
  if (lock_error != NULL)
    {
      g_propagate_error (error, lock_error);
      return FALSE;
    }

  if (!nysta_file_read (file, 64, &pid, NULL, NULL))
    pid = g_strdup ("unknown");
  g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_BUSY,
               "%s: in use by another writer (process %s): wait until it has ended",
               store->path, g_strstrip (pid));
  return FALSE;
}

/* --- opening ---------------------------------------------------------------- */

/* Whether the data file of a store that was never finished, or whose description was lost,
 * holds anything. */
static gboolean
holds_quads (const char *path)
{
  g_autoptr (NystaEnvironment)
    environment = nysta_environment_open (path, NYSTA_ENVIRONMENT_EXISTING, NULL);
  MDB_txn *txn = environment != NULL ? nysta_environment_begin (environment, FALSE, NULL)
                                     : NULL;

  if (txn == NULL)
    return FALSE;

  guint64 n = nysta_counts_get (txn, nysta_environment_tables (environment),
                                NYSTA_COUNT_QUADS, 0);

  nysta_environment_abort (environment, txn);
  return n > 0;
}

static gboolean
is_own_name (const char *name)
{
  guint number = 0;

  return strcmp (name, NYSTA_STORE_LOCK) == 0 ||
         strcmp (name, NYSTA_STORE_DESCRIPTION ".tmp") == 0 ||
         nysta_store_data_number (name, &number);
}

/* Whether the folder holds nothing, or only what the making of a store that was cut off
 * leaves behind. */
static gboolean
is_unused (const char *path, gboolean *out_unused, GError **error)
{
  g_autofree char *description = g_build_filename (path, NYSTA_STORE_DESCRIPTION, NULL);
  g_autoptr (GDir) dir = NULL;
  struct stat info = { 0 };

  if (stat (description, &info) == 0)
    {
      *out_unused = FALSE;
      return TRUE;
    }
  if (errno != ENOENT || access (path, R_OK | X_OK) != 0 ||
      (dir = g_dir_open (path, 0, NULL)) == NULL)
    {
      nysta_io_set_error (error, errno, "read", path);
      return FALSE;
    }
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (!is_own_name (name))
        {
          g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_A_STORE,
                       "%s: a folder with other files (%s), not a store: "
                       "name another with --store",
                       path, name);
          return FALSE;
        }
      if (g_str_has_suffix (name, NYSTA_STORE_DATA_SUFFIX) && holds_quads (file))
        {
          g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                       "%s: the store's %s is missing: restore it from a copy", path,
                       NYSTA_STORE_DESCRIPTION);
          return FALSE;
        }
    }
  *out_unused = TRUE;
  return TRUE;
}

static gboolean
set_not_found (GError **error, const char *path)
{
  g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_FOUND,
               "%s: no store there: make one with 'nysta index' or 'nysta load', "
               "or name another with --store",
               path);
  return FALSE;
}

/* The folder is there, and is either a store or, in CREATE, may become one. */
static gboolean
prepare_folder (NystaStore *store, gboolean *out_unused, GError **error)
{
  struct stat info = { 0 };

  if (stat (store->path, &info) != 0)
    {
      if (errno != ENOENT)
        {
          nysta_io_set_error (error, errno, "open", store->path);
          return FALSE;
        }
      if (store->mode != NYSTA_STORE_CREATE)
        return set_not_found (error, store->path);
      if (!nysta_file_make_dir (store->path, error))
        return FALSE;
    }
  else if (!S_ISDIR (info.st_mode))
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_A_STORE,
                   "%s: is not a folder, so not a store: name another with --store",
                   store->path);
      return FALSE;
    }
  if (!is_unused (store->path, out_unused, error))
    return FALSE;
  if (*out_unused && store->mode != NYSTA_STORE_CREATE)
    return set_not_found (error, store->path);
  return TRUE;
}

/* The description comes last: without it there is no store, and making one can start
 * over. */
static gboolean
create_files (NystaStore *store, const char *base, GError **error)
{
  g_autofree char *name = nysta_store_data_name (1);
  g_autofree char *path = nysta_store_file (store, name);

  nysta_store_delete_strays (store);

  g_autoptr (NystaEnvironment)
    environment = nysta_environment_open (path, NYSTA_ENVIRONMENT_CREATE, error);

  return environment != NULL && nysta_file_sync_dir (store->path, error) &&
         nysta_store_write_description (store->path, base, name, error);
}

void
nysta_store_delete_strays (NystaStore *store)
{
  g_autoptr (GDir) dir = g_dir_open (store->path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      guint number = 0;

      if (!nysta_store_data_number (name, &number) ||
          (store->data != NULL && g_str_has_prefix (name, store->data)))
        continue;

      g_autofree char *path = nysta_store_file (store, name);

      if (!nysta_file_remove (path, NULL))
        nysta_log_debug ("store", "%s: could not be removed", path);
    }
}

/* --- the data file ---------------------------------------------------------- */

static gboolean
see_description (NystaStore *store, guint64 *out_seen, GError **error)
{
  g_autofree char *file = nysta_store_file (store, NYSTA_STORE_DESCRIPTION);
  struct stat info = { 0 };

  if (stat (file, &info) != 0)
    {
      nysta_io_set_error (error, errno, "open", file);
      return FALSE;
    }
  out_seen[0] = info.st_dev;
  out_seen[1] = info.st_ino;
  out_seen[2] = info.st_size;
  out_seen[3] = (guint64) info.st_mtim.tv_sec * 1000000000u + info.st_mtim.tv_nsec;
  return TRUE;
}

static gboolean
open_data (NystaStore *store, GError **error)
{
  g_autofree char *base = NULL;
  g_autofree char *data = NULL;
  guint64 seen[4] = { 0 };

  if (!see_description (store, seen, error) ||
      !nysta_store_read_description (store->path, &base, &data, error))
    return FALSE;

  g_autofree char *path = nysta_store_file (store, data);
  NystaEnvironment *environment = nysta_environment_open (path, NYSTA_ENVIRONMENT_EXISTING,
                                                          error);

  if (environment == NULL)
    return FALSE;
  nysta_environment_unref (store->environment);
  store->environment = environment;
  g_free (store->base);
  store->base = g_steal_pointer (&base);
  g_free (store->data);
  store->data = g_steal_pointer (&data);
  memcpy (store->description_seen, seen, sizeof seen);
  return TRUE;
}

/* A writer may delete the data file between the reading of its name and the opening. */
static gboolean
open_data_patiently (NystaStore *store, GError **error)
{
  enum
  {
    N_TRIES = 10
  };

  for (guint i = 0; i < N_TRIES; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (open_data (store, &local_error))
        return TRUE;

      gboolean gone = g_error_matches (local_error, NYSTA_IO_ERROR,
                                       NYSTA_IO_ERROR_NOT_FOUND);

      if (gone && i < N_TRIES - 1)
        continue;
      if (gone)
        g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                     "%s: the file that holds the graph is missing: restore the store from "
                     "a copy, or index again into a new one",
                     store->path);
      else
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return FALSE;
}

NystaEnvironment *
nysta_store_environment (NystaStore *store, GError **error)
{
  guint64 seen[4] = { 0 };

  /* A writer changes it itself. */
  if (store->lock_fd >= 0)
    return store->environment;
  if (!see_description (store, seen, error))
    return NULL;
  if (memcmp (seen, store->description_seen, sizeof seen) != 0 &&
      !open_data_patiently (store, error))
    return NULL;
  return store->environment;
}

static gboolean
check_base (const NystaStore *store, const char *base, GError **error)
{
  if (base == NULL || strcmp (base, store->base) == 0)
    return TRUE;
  g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_BASE,
               "%s: the store's base is <%s>, not <%s>: leave the base out, "
               "or make a new store",
               store->path, store->base, base);
  return FALSE;
}

/* The description first: from then on no earlier nysta, which would leave words out, writes
 * to it. */
static gboolean
ensure_words (NystaStore *store, GError **error)
{
  if (nysta_environment_tables (store->environment)->has_words)
    return TRUE;
  nysta_log_debug ("store", "%s: making its index of words", store->path);
  return nysta_store_write_description (store->path, store->base, store->data, error) &&
         nysta_text_index_build (store->environment, error);
}

NystaStore *
nysta_store_open (const char *path, NystaStoreMode mode, const char *base, GError **error)
{
  g_autoptr (NystaStore) store = g_new0 (NystaStore, 1);
  gboolean unused = FALSE;

  store->path = g_strdup (path);
  store->mode = mode;
  store->lock_fd = -1;

  if (base != NULL && !nysta_iri_is_absolute (base))
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_BASE,
                   "%s: not an absolute IRI, so not a base: write one such as "
                   "https://data.example.se/",
                   base);
      return NULL;
    }
  if (!prepare_folder (store, &unused, error))
    return NULL;
  if (mode != NYSTA_STORE_READ)
    {
      if (!take_writer_lock (store, error))
        return NULL;
      /* Another may have made it before the lock was ours. */
      if (unused && (!is_unused (path, &unused, error) ||
                     (unused && !create_files (
                                  store, base != NULL ? base : NYSTA_DEFAULT_BASE, error))))
        return NULL;
    }
  if (!open_data_patiently (store, error) || !check_base (store, base, error))
    return NULL;
  if (mode != NYSTA_STORE_READ)
    {
      nysta_store_delete_strays (store);
      if (!ensure_words (store, error))
        return NULL;
    }
  return g_steal_pointer (&store);
}

void
nysta_store_close (NystaStore *store)
{
  if (store == NULL)
    return;
  nysta_environment_unref (store->environment);
  if (store->lock_fd >= 0)
    close (store->lock_fd);
  g_free (store->data);
  g_free (store->base);
  g_free (store->path);
  g_free (store);
}

/* --- reading ---------------------------------------------------------------- */

const char *
nysta_store_path (const NystaStore *store)
{
  return store->path;
}

const char *
nysta_store_base (const NystaStore *store)
{
  return store->base;
}

NystaDataset *
nysta_store_snapshot (NystaStore *store, GError **error)
{
  NystaEnvironment *environment = nysta_store_environment (store, error);

  return environment != NULL ? nysta_store_dataset_new (environment, error) : NULL;
}

typedef struct
{
  NystaDataset *dataset;
  GPtrArray *names;
} GraphList;

static gboolean
note_graph (NystaTermId id, guint64 count, gpointer user_data)
{
  GraphList *list = user_data;
  NystaTerm name = { .value = "" };

  if (id == 0 || nysta_dataset_term (list->dataset, id, &name))
    g_ptr_array_add (list->names, g_strdup (name.value));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
nysta_store_graphs (NystaStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GraphList list = { dataset, names };

  if (dataset == NULL || !nysta_store_dataset_foreach_graph (dataset, note_graph, &list))
    nysta_log_debug ("store", "%s: the graphs cannot be listed", store->path);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_steal (names, NULL);
}

/* NYSTA_ANY if the store has no such graph. */
static NystaTermId
find_graph (NystaDataset *dataset, const char *graph)
{
  NystaTerm name = nysta_iri (graph);
  NystaTermId id = graph != NULL ? nysta_dataset_lookup (dataset, &name) : NYSTA_UNNAMED;

  return id != NYSTA_ANY &&
             nysta_dataset_statistic (dataset, NYSTA_STATISTIC_GRAPH_TRIPLES, id) > 0
           ? id
           : NYSTA_ANY;
}

gboolean
nysta_store_has_graph (NystaStore *store, const char *graph)
{
  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, NULL);

  return dataset != NULL && find_graph (dataset, graph) != NYSTA_ANY;
}

static gboolean
visit_row (NystaDataset *dataset, const NystaQuad *row, const char *graph,
           NystaStatementFunc func, gpointer user_data, GError **error)
{
  NystaStatement statement = {
    .graph = { .kind = graph != NULL ? NYSTA_TERM_IRI : NYSTA_TERM_NONE, .value = graph }
  };

  if (nysta_dataset_term (dataset, row->subject, &statement.subject) &&
      nysta_dataset_term (dataset, row->predicate, &statement.predicate) &&
      nysta_dataset_term (dataset, row->object, &statement.object))
    return func (&statement, user_data, error);
  return nysta_dataset_check (dataset, error);
}

gboolean
nysta_store_foreach (NystaStore *store, const char *graph, NystaStatementFunc func,
                     gpointer user_data, GError **error)
{
  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, error);
  if (dataset == NULL)
    return FALSE;

  NystaQuad rows[64];
  NystaQuad pattern = { .graph = find_graph (dataset, graph) };
  if (pattern.graph == NYSTA_ANY)
    return TRUE;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &pattern);

  for (gsize n = 0; (n = nysta_cursor_next (cursor, rows, G_N_ELEMENTS (rows))) > 0;)
    for (gsize i = 0; i < n; i++)
      if (!visit_row (dataset, &rows[i], graph, func, user_data, error))
        return FALSE;
  return nysta_dataset_check (dataset, error);
}
