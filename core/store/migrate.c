/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/migrate.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "store/format1/journal.h"
#include "store/store-internal.h"

/* The names inside a store's folder; those of the first format go in the end. */
#define DESCRIPTION "nysta.store"
#define LOCK "lock"
#define JOURNAL "journal"
#define GRAPHS "graphs"
#define READERS "readers"
/* Where the new store is made. */
#define WORKSHOP "migration.tmp"

#define FIRST_LINE "nysta store"
#define TODAYS_FORMAT 3
#define FIRST_FORMAT 1
#define MAX_DESCRIPTION_BYTES (64u * 1024)
/* A commit of this many statements holds some hundred MB. */
#define COMMIT_STATEMENTS 1000000

/* What a description says after "@key " on a line of its own; NULL if nothing. */
static char *
description_value (const char *folder, const char *key, GError **error)
{
  g_autofree char *file = g_build_filename (folder, DESCRIPTION, NULL);
  g_autofree char *data = NULL;

  if (!nysta_file_read (file, MAX_DESCRIPTION_BYTES, &data, NULL, error))
    return NULL;

  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);
  gsize n_key = strlen (key);

  if (g_strcmp0 (lines[0], FIRST_LINE) != 0)
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_A_STORE,
                   "%s: not a store (its " DESCRIPTION " begins otherwise): "
                   "name another folder",
                   folder);
      return NULL;
    }
  for (guint i = 1; lines[i] != NULL; i++)
    if (strncmp (lines[i], key, n_key) == 0 && lines[i][n_key] == ' ')
      return g_strdup (lines[i] + n_key + 1);
  g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
               "%s: its description states no %s: restore " DESCRIPTION " from a copy",
               folder, key);
  return NULL;
}

/* A file, or a folder with files in it, if it is there. */
static gboolean
remove_leftover (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  struct stat info = { 0 };

  if (lstat (path, &info) != 0)
    return TRUE;
  if (!S_ISDIR (info.st_mode))
    return nysta_file_remove (path, error);

  g_autoptr (GDir) dir = g_dir_open (path, 0, error);

  if (dir == NULL)
    return FALSE;
  for (const char *child = g_dir_read_name (dir); child != NULL;
       child = g_dir_read_name (dir))
    {
      g_autofree char *child_path = g_build_filename (path, child, NULL);

      if (!nysta_file_remove (child_path, error))
        return FALSE;
    }
  if (rmdir (path) != 0)
    {
      nysta_io_set_error (error, errno, "remove", path);
      return FALSE;
    }
  return TRUE;
}

/* The writer's lock, which all formats share. -1 with @error. */
static int
take_lock (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, LOCK, NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd >= 0 && errno == EWOULDBLOCK)
    g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_BUSY,
                 "%s: in use by another writer: wait until it has ended", folder);
  else
    nysta_io_set_error (error, errno, "lock", path);
  if (fd >= 0)
    close (fd);
  return -1;
}

/* --- the first format ---------------------------------------------------------- */

typedef struct
{
  NystaStore *store;
  NystaTransaction *transaction; /* (nullable): begun with its first graph */
  guint64 n_pending;             /* statements in it */
  NystaGraph *graph;             /* being read */
  NystaMigration *result;
} Copy;

static void
copy_clear (Copy *copy)
{
  g_clear_pointer (&copy->graph, nysta_graph_free);
  g_clear_pointer (&copy->transaction, nysta_transaction_free);
  g_clear_pointer (&copy->store, nysta_store_close);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copy, copy_clear)

static gboolean
copy_commit (Copy *copy, GError **error)
{
  gboolean ok = copy->transaction == NULL ||
                nysta_transaction_commit (copy->transaction, error);

  g_clear_pointer (&copy->transaction, nysta_transaction_free);
  copy->n_pending = 0;
  return ok;
}

static gboolean
take_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Copy *copy = user_data;

  nysta_graph_add (copy->graph, &statement->subject, &statement->predicate,
                   &statement->object);
  copy->n_pending++;
  copy->result->n_statements++;
  return TRUE;
}

static gboolean
copy_graph (Copy *copy, const char *folder, const char *name, const NystaFormat1File *file,
            GError **error)
{
  g_autofree char *file_name = nysta_format1_file_name (file->number);
  g_autofree char *path = g_build_filename (folder, GRAPHS, file_name, NULL);
  const char *graph_name = *name != '\0' ? name : NULL;

  if (copy->transaction == NULL &&
      (copy->transaction = nysta_store_begin (copy->store, error)) == NULL)
    return FALSE;
  g_clear_pointer (&copy->graph, nysta_graph_free);
  copy->graph = nysta_graph_new (graph_name);
  if (!nysta_format1_file_foreach (path, graph_name, file, take_statement, copy, error) ||
      !nysta_transaction_replace (copy->transaction, copy->graph, error))
    return FALSE;
  copy->result->n_graphs += graph_name != NULL;
  return copy->n_pending < COMMIT_STATEMENTS || copy_commit (copy, error);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Write everything that @folder holds into a new store at @workshop. */
static gboolean
copy_format1 (const char *folder, const char *workshop, NystaMigration *result,
              GError **error)
{
  g_auto (NystaFormat1Journal) journal = { 0 };
  g_auto (Copy) copy = { .result = result };
  g_autofree char *journal_path = g_build_filename (folder, JOURNAL, NULL);
  g_autofree char *base = description_value (folder, "base", error);

  if (base == NULL || !nysta_format1_journal_read (journal_path, &journal, error))
    return FALSE;
  copy.store = nysta_store_open (workshop, NYSTA_STORE_CREATE, base, error);
  if (copy.store == NULL)
    return FALSE;

  guint n = 0;
  g_autofree gpointer *names = g_hash_table_get_keys_as_array (journal.graphs, &n);

  g_qsort_with_data (names, (int) n, sizeof (gpointer), compare_names, NULL);
  for (guint i = 0; i < n; i++)
    if (!copy_graph (&copy, folder, names[i],
                     g_hash_table_lookup (journal.graphs, names[i]), error))
      return FALSE;
  return copy_commit (&copy, error);
}

/* --- putting the new in the place of the old ------------------------------------- */

static gboolean
move_into (const char *workshop, const char *folder, const char *name, GError **error)
{
  g_autofree char *from = g_build_filename (workshop, name, NULL);
  g_autofree char *to = g_build_filename (folder, name, NULL);

  return nysta_file_rename (from, to, error);
}

/* The data file first: it is nothing to the old store. The description makes it true. */
static gboolean
take_over (const char *folder, const char *workshop, GError **error)
{
  g_autofree char *data = description_value (workshop, "data", error);

  return data != NULL && move_into (workshop, folder, data, error) &&
         nysta_file_sync_dir (folder, error) &&
         move_into (workshop, folder, DESCRIPTION, error) &&
         nysta_file_sync_dir (folder, error);
}

static gboolean
remove_format1 (const char *folder, GError **error)
{
  static const char *const names[] = { WORKSHOP, JOURNAL, JOURNAL ".tmp", GRAPHS, READERS };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (!remove_leftover (folder, names[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
migrate_locked (const char *path, NystaMigration *result, GError **error)
{
  g_autofree char *format = description_value (path, "format", error);
  g_autofree char *workshop = g_build_filename (path, WORKSHOP, NULL);
  guint64 number = 0;

  if (format == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (format, 10, 1, TODAYS_FORMAT, &number, NULL))
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_VERSION,
                   "%s: made by a later nysta (store format %s, this one writes %d): "
                   "use that version",
                   path, format, TODAYS_FORMAT);
      return FALSE;
    }
  if (number == FIRST_FORMAT)
    {
      result->from = (guint) number;
      if (!remove_leftover (path, WORKSHOP, error) ||
          !copy_format1 (path, workshop, result, error) ||
          !take_over (path, workshop, error))
        return FALSE;
    }
  else if (number < TODAYS_FORMAT)
    result->from = (guint) number;
  return remove_format1 (path, error);
}

static gboolean
count_graph (NystaTermId graph, guint64 count, gpointer user_data)
{
  *(guint64 *) user_data += graph != 0;
  return TRUE;
}

/* Whoever opens the second format for writing adds what it lacks. */
static gboolean
complete (const char *path, NystaMigration *result, GError **error)
{
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_WRITE, NULL, error);
  g_autoptr (NystaDataset) dataset = store != NULL ? nysta_store_snapshot (store, error)
                                                   : NULL;

  if (dataset == NULL)
    return FALSE;
  result->n_statements = nysta_dataset_statistic (dataset, NYSTA_STATISTIC_QUADS,
                                                  NYSTA_ANY);
  nysta_store_dataset_foreach_graph (dataset, count_graph, &result->n_graphs);
  return TRUE;
}

gboolean
nysta_store_migrate (const char *path, NystaMigration *out_migration, GError **error)
{
  g_autofree char *description = g_build_filename (path, DESCRIPTION, NULL);
  NystaMigration result = { 0 };

  if (!g_file_test (description, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_FOUND,
                   "%s: no store there: name another with --store", path);
      return FALSE;
    }

  int fd = take_lock (path, error);

  if (fd < 0)
    return FALSE;

  gboolean ok = migrate_locked (path, &result, error);

  close (fd);
  if (ok && result.from > FIRST_FORMAT)
    ok = complete (path, &result, error);
  if (ok)
    *out_migration = result;
  return ok;
}
