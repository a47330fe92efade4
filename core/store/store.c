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

char *
nysta_store_file (const NystaStore *store, const char *name)
{
  return g_build_filename (store->path, name, NULL);
}

char *
nysta_store_graph_path (const NystaStore *store, guint64 number)
{
  g_autofree char *name = nysta_graph_file_name (number);

  return g_build_filename (store->path, NYSTA_STORE_GRAPHS, name, NULL);
}

/* --- locks ------------------------------------------------------------------ */

int
nysta_store_lock_file (const char *path, const char *name, int operation, GError **error)
{
  g_autofree char *file = g_build_filename (path, name, NULL);
  gboolean shared = (operation & LOCK_SH) != 0;
  int fd = open (file, (shared ? O_RDONLY : O_RDWR | O_CREAT) | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      nysta_io_set_error (error, errno, "lock", file);
      return -1;
    }
  while (flock (fd, operation) != 0)
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

static gboolean
take_writer_lock (NystaStore *store, GError **error)
{
  GError *lock_error = NULL;
  g_autofree char *file = nysta_store_file (store, NYSTA_STORE_LOCK);
  g_autofree char *pid = NULL;

  store->lock_fd = nysta_store_lock_file (store->path, NYSTA_STORE_LOCK, LOCK_EX | LOCK_NB,
                                          &lock_error);
  if (store->lock_fd >= 0)
    {
      /* For the other's message only; what fails here harms nothing. */
      pid = g_strdup_printf ("%d\n", (int) getpid ());
      if (ftruncate (store->lock_fd, 0) != 0 ||
          write (store->lock_fd, pid, strlen (pid)) < 0)
        nysta_log_debug ("store", "%s: the process number was not written", file);
      return TRUE;
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

/* Whether the folder holds nothing, or only what the making of a store that was cut off
 * leaves behind. */
static gboolean
is_unused (const char *path, gboolean *out_unused, GError **error)
{
  g_autofree char *description = g_build_filename (path, NYSTA_STORE_DESCRIPTION, NULL);
  g_autofree char *graphs = g_build_filename (path, NYSTA_STORE_GRAPHS, NULL);
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
      static const char *const own[] = { NYSTA_STORE_LOCK,
                                         NYSTA_STORE_GRAPHS,
                                         NYSTA_STORE_JOURNAL,
                                         NYSTA_STORE_READERS,
                                         NYSTA_STORE_DESCRIPTION ".tmp",
                                         NYSTA_STORE_JOURNAL ".tmp",
                                         NYSTA_STORE_READERS ".tmp",
                                         NULL };

      if (g_strv_contains (own, name))
        continue;
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_A_STORE,
                   "%s: a folder with other files (%s), not a store: "
                   "name another with --store",
                   path, name);
      return FALSE;
    }
  /* Graph files without a description: the description was lost. */
  g_autoptr (GDir) graph_dir = g_dir_open (graphs, 0, NULL);

  if (graph_dir != NULL && g_dir_read_name (graph_dir) != NULL)
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                   "%s: the store's %s is missing: restore it from a copy", path,
                   NYSTA_STORE_DESCRIPTION);
      return FALSE;
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

static gboolean
journal_stat (NystaStore *store, guint64 *out_seen, GError **error)
{
  g_autofree char *file = nysta_store_file (store, NYSTA_STORE_JOURNAL);
  struct stat info = { 0 };

  if (stat (file, &info) != 0)
    {
      if (errno != ENOENT)
        nysta_io_set_error (error, errno, "open", file);
      else
        g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                     "%s: the store's journal is missing: restore it from a copy, "
                     "or index again into a new store",
                     store->path);
      return FALSE;
    }
  out_seen[0] = info.st_dev;
  out_seen[1] = info.st_ino;
  out_seen[2] = info.st_size;
  out_seen[3] = (guint64) info.st_mtim.tv_sec * 1000000000u + info.st_mtim.tv_nsec;
  return TRUE;
}

/* See commits that were made since; a writer knows its own. */
static gboolean
refresh (NystaStore *store, GError **error)
{
  guint64 seen[4] = { 0 };
  g_autofree char *file = nysta_store_file (store, NYSTA_STORE_JOURNAL);

  if (store->lock_fd >= 0)
    return TRUE;
  if (!journal_stat (store, seen, error))
    return FALSE;
  if (memcmp (seen, store->journal_seen, sizeof seen) == 0)
    return TRUE;
  if (!nysta_journal_read (&store->journal, file, error))
    return FALSE;
  memcpy (store->journal_seen, seen, sizeof seen);
  return TRUE;
}

gboolean
nysta_store_mend_journal (NystaStore *store, GError **error)
{
  g_autofree char *file = nysta_store_file (store, NYSTA_STORE_JOURNAL);

  if (!nysta_file_truncate (file, store->journal.n_bytes, error))
    return FALSE;

  /* Before any file that the tail names is deleted. */
  g_autoptr (NystaFile) journal = nysta_file_open_append (file, error);

  if (journal == NULL || !nysta_file_sync (journal, error))
    return FALSE;
  store->journal.n_torn_bytes = 0;
  store->torn = FALSE;
  return TRUE;
}

/* List the graph files that a commit never came to name, or that later ones replaced. */
static void
find_dead (NystaStore *store)
{
  g_autofree char *folder = nysta_store_file (store, NYSTA_STORE_GRAPHS);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GHashTable) live = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer value = NULL;

  g_hash_table_iter_init (&iter, store->journal.graphs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_hash_table_add (live, &((NystaGraphFile *) value)->number);

  store->next_number = store->journal.highest_number + 1;
  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      guint64 number = 0;

      if (!nysta_graph_file_number (name, &number))
        continue;
      store->next_number = MAX (store->next_number, number + 1);
      if (!g_hash_table_contains (live, &number))
        g_array_append_val (store->dead, number);
    }
}

void
nysta_store_delete_dead (NystaStore *store)
{
  int fd = -1;

  if (store->dead->len == 0)
    return;
  fd = nysta_store_lock_file (store->path, NYSTA_STORE_READERS, LOCK_EX | LOCK_NB, NULL);
  if (fd < 0)
    return;
  for (guint i = 0; i < store->dead->len; i++)
    {
      g_autofree char *path = nysta_store_graph_path (
        store, g_array_index (store->dead, guint64, i));

      if (!nysta_file_remove (path, NULL))
        nysta_log_debug ("store", "%s: could not be removed", path);
    }
  g_array_set_size (store->dead, 0);
  close (fd);
}

/* Leave nothing of a writer that died. */
static gboolean
recover (NystaStore *store, GError **error)
{
  g_autofree char *file = nysta_store_file (store, NYSTA_STORE_JOURNAL);

  if (store->journal.n_torn_bytes > 0 && !nysta_store_mend_journal (store, error))
    return FALSE;
  if (nysta_journal_is_half_dead (&store->journal))
    {
      /* If it fails, the old one is as good. */
      if (!nysta_journal_rewrite (&store->journal, file, NULL))
        nysta_log_debug ("store", "%s: could not be rewritten", file);
      if (!nysta_journal_read (&store->journal, file, error))
        return FALSE;
    }
  find_dead (store);
  nysta_store_delete_dead (store);
  return TRUE;
}

static gboolean
store_read (NystaStore *store, const char *base, GError **error)
{
  g_autofree char *file = nysta_store_file (store, NYSTA_STORE_JOURNAL);

  store->base = nysta_store_read_description (store->path, error);
  if (store->base == NULL)
    return FALSE;
  if (base != NULL && strcmp (base, store->base) != 0)
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_BASE,
                   "%s: the store's base is <%s>, not <%s>: leave the base out, "
                   "or make a new store",
                   store->path, store->base, base);
      return FALSE;
    }
  return journal_stat (store, store->journal_seen, error) &&
         nysta_journal_read (&store->journal, file, error) &&
         (store->mode == NYSTA_STORE_READ || recover (store, error));
}

NystaStore *
nysta_store_open (const char *path, NystaStoreMode mode, const char *base, GError **error)
{
  g_autoptr (NystaStore) store = g_new0 (NystaStore, 1);
  gboolean unused = FALSE;

  store->path = g_strdup (path);
  store->mode = mode;
  store->lock_fd = -1;
  store->dead = g_array_new (FALSE, FALSE, sizeof (guint64));
  nysta_journal_init (&store->journal);

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
                     (unused && !nysta_store_create_files (
                                  path, base != NULL ? base : NYSTA_DEFAULT_BASE, error))))
        return NULL;
    }
  if (!store_read (store, base, error))
    return NULL;
  return g_steal_pointer (&store);
}

void
nysta_store_close (NystaStore *store)
{
  if (store == NULL)
    return;
  if (store->lock_fd >= 0)
    close (store->lock_fd);
  nysta_journal_clear (&store->journal);
  g_array_unref (store->dead);
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

static int
compare_strings (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
nysta_store_graphs (NystaStore *store)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;

  if (!refresh (store, &error))
    nysta_log_debug ("store", "%s", error->message);

  guint n = 0;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (store->journal.graphs, &n);

  g_qsort_with_data (keys, (int) n, sizeof (gpointer), compare_strings, NULL);
  for (guint i = 0; i < n; i++)
    g_strv_builder_add (names, keys[i]);
  return g_strv_builder_end (names);
}

gboolean
nysta_store_has_graph (NystaStore *store, const char *graph)
{
  return refresh (store, NULL) &&
         g_hash_table_contains (store->journal.graphs, graph != NULL ? graph : "");
}

/* Readers hold a lock while they read, so that no writer deletes a file under them.
 * A store on a read-only medium may lack the file: then nobody writes either. */
static int
lock_for_reading (NystaStore *store)
{
  return store->lock_fd >= 0
           ? -1
           : nysta_store_lock_file (store->path, NYSTA_STORE_READERS, LOCK_SH, NULL);
}

static gboolean
read_graph (NystaStore *store, const char *graph, NystaStatementFunc func,
            gpointer user_data, GError **error)
{
  const NystaGraphFile *file = g_hash_table_lookup (store->journal.graphs, graph);

  if (file == NULL)
    return TRUE;

  g_autofree char *path = nysta_store_graph_path (store, file->number);
  g_autoptr (GError) local_error = NULL;

  if (nysta_graph_file_foreach (path, *graph != '\0' ? graph : NULL, file, func, user_data,
                                &local_error))
    return TRUE;
  if (g_error_matches (local_error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND))
    g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                 "%s: the file is missing: restore the store from a copy, "
                 "or index again into a new one",
                 path);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
nysta_store_foreach (NystaStore *store, const char *graph, NystaStatementFunc func,
                     gpointer user_data, GError **error)
{
  int fd = lock_for_reading (store);
  gboolean ok = refresh (store, error) &&
                read_graph (store, graph != NULL ? graph : "", func, user_data, error);

  if (fd >= 0)
    close (fd);
  return ok;
}

gboolean
nysta_store_stats (NystaStore *store, NystaStoreStats *out_stats, GError **error)
{
  GHashTableIter iter;
  gpointer value = NULL;

  if (!refresh (store, error))
    return FALSE;

  *out_stats = (NystaStoreStats){ .n_graphs = g_hash_table_size (store->journal.graphs),
                                  .n_bytes = store->journal.n_bytes };
  g_hash_table_iter_init (&iter, store->journal.graphs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const NystaGraphFile *file = value;

      out_stats->n_statements += file->n_statements;
      out_stats->n_bytes += file->n_bytes;
    }
  return TRUE;
}

static gboolean
add_to_builder (const NystaStatement *statement, gpointer builder, GError **error)
{
  nysta_memory_builder_add (builder, statement);
  return TRUE;
}

NystaDataset *
nysta_store_snapshot (NystaStore *store, GError **error)
{
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();
  int fd = lock_for_reading (store);
  gboolean ok = refresh (store, error);
  guint n = 0;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (store->journal.graphs, &n);

  for (guint i = 0; ok && i < n; i++)
    ok = read_graph (store, names[i], add_to_builder, builder, error);
  if (fd >= 0)
    close (fd);
  return ok ? nysta_memory_builder_finish (g_steal_pointer (&builder)) : NULL;
}
