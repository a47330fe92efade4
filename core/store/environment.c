/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/environment.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/log.h"

#define N_TABLES 32
#define N_READERS 1022

/* A map is address space, not memory: ask for so much that it need never grow while
 * somebody reads, and for less where the system or a limit says no. */
#define MAP_BYTES (sizeof (gsize) > 4 ? (gsize) 1 << 40 : (gsize) 1 << 29)
#define MIN_MAP_BYTES ((gsize) 1 << 20)

/* A file may end before the last page that was numbered, if that was given back in the
 * transaction that took it and the writer died before it could mend that; but not by much. */
#define MISSING_BYTES_ALLOWED ((guint64) 1 << 20)

struct NystaEnvironment
{
  gatomicrefcount ref_count;
  char *path;
  guint64 device;
  guint64 inode;
  pid_t process;
  MDB_env *mdb;
  NystaTables tables;
  guint64 seed;
  gint n_transactions; /* open in this process; atomic */
};

/* Of this process: see threads.md. */
static GMutex environments_lock;
static GPtrArray *environments;

static const char *const order_tables[NYSTA_N_ORDERS] = { "spog", "posg", "ospg", "gspo" };
static const char *const term_tables[NYSTA_N_DICTIONARY_TAGS] = {
  NULL,          "terms-iri",  "terms-blank", "terms-string", "terms-language",
  "terms-typed", "terms-value"
};

/* --- errors ----------------------------------------------------------------- */

gboolean
nysta_lmdb_set_error (GError **error, int code, const char *doing, const char *path)
{
  switch (code)
    {
    case MDB_MAP_FULL:
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_FULL,
                   "%s: no address space is left for the store to grow: raise the limit "
                   "(ulimit -v)",
                   path);
      break;
    case EOVERFLOW:
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_FULL,
                   "%s: more terms than a store has numbers for: part the data into "
                   "several stores",
                   path);
      break;
    case MDB_READERS_FULL:
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_BUSY,
                   "%s: %d others read it now: try again when some have ended", path,
                   N_READERS);
      break;
    case MDB_CORRUPTED:
    case MDB_PAGE_NOTFOUND:
    case MDB_INVALID:
    case MDB_VERSION_MISMATCH:
    case MDB_NOTFOUND:
    case MDB_INCOMPATIBLE:
    case MDB_BAD_VALSIZE:
    case MDB_PANIC:
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                   "%s: damaged (%s): restore the store from a copy, or index again into a "
                   "new one",
                   path, mdb_strerror (code));
      break;
    default:
      if (code > 0)
        nysta_io_set_error (error, code, doing, path);
      else
        g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED, "%s: cannot %s: %s",
                     path, doing, mdb_strerror (code));
    }
  return FALSE;
}

/* --- opening ---------------------------------------------------------------- */

/* NYSTA_MAP_BYTES: a small map, so that a test sees it grow. */
static gsize
first_map_bytes (void)
{
  const char *text = g_getenv ("NYSTA_MAP_BYTES");
  guint64 n_bytes = 0;

  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 1, MAP_BYTES, &n_bytes, NULL))
    return (gsize) n_bytes;
  return MAP_BYTES;
}

static int
open_with_map (const char *path, guint flags, gsize map_bytes, MDB_env **out_mdb)
{
  MDB_env *mdb = NULL;
  int code = mdb_env_create (&mdb);

  if (code == 0)
    code = mdb_env_set_maxdbs (mdb, N_TABLES);
  if (code == 0)
    code = mdb_env_set_maxreaders (mdb, N_READERS);
  if (code == 0)
    code = mdb_env_set_mapsize (mdb, map_bytes);
  if (code == 0)
    code = mdb_env_open (mdb, path, flags, 0666);
  if (code == 0)
    *out_mdb = mdb;
  else
    mdb_env_close (mdb);
  return code;
}

static int
open_with_flags (const char *path, guint flags, MDB_env **out_mdb)
{
  gsize map_bytes = first_map_bytes ();
  int code = open_with_map (path, flags, map_bytes, out_mdb);

  while (code == ENOMEM && map_bytes > MIN_MAP_BYTES)
    code = open_with_map (path, flags, map_bytes /= 2, out_mdb);
  return code;
}

/* A store that may only be read has no place to say who reads it; nobody writes it then
 * either. */
static int
open_mdb (const char *path, NystaEnvironmentMode mode, MDB_env **out_mdb)
{
  guint flags = MDB_NOSUBDIR | MDB_NOTLS | MDB_NORDAHEAD;

  if (mode == NYSTA_ENVIRONMENT_BUILD)
    return open_with_flags (path, flags | MDB_NOSYNC | MDB_NOLOCK, out_mdb);

  int code = open_with_flags (path, flags, out_mdb);

  if (mode != NYSTA_ENVIRONMENT_EXISTING || (code != EACCES && code != EROFS))
    return code;
  code = open_with_flags (path, flags | MDB_RDONLY, out_mdb);
  if (code == EACCES || code == EROFS)
    code = open_with_flags (path, flags | MDB_RDONLY | MDB_NOLOCK, out_mdb);
  return code;
}

static int
open_tables (NystaEnvironment *environment, MDB_txn *txn, guint flags)
{
  NystaTables *tables = &environment->tables;
  int code = 0;

  for (guint i = 0; code == 0 && i < NYSTA_N_ORDERS; i++)
    code = mdb_dbi_open (txn, order_tables[i], flags, &tables->orders[i]);
  for (guint i = 1; code == 0 && i < NYSTA_N_DICTIONARY_TAGS; i++)
    code = mdb_dbi_open (txn, term_tables[i], flags, &tables->terms[i]);
  if (code == 0)
    code = mdb_dbi_open (txn, "long-terms", flags, &tables->long_terms);
  if (code == 0)
    code = mdb_dbi_open (txn, "hashes", flags, &tables->hashes);
  if (code == 0)
    code = mdb_dbi_open (txn, "counts", flags, &tables->counts);
  if (code == 0)
    code = mdb_dbi_open (txn, "meta", flags, &tables->meta);
  return code;
}

/* What terms are hashed with differs from store to store, so that no file can be made whose
 * terms have one hash everywhere. */
static int
write_seed (NystaEnvironment *environment, MDB_txn *txn)
{
  MDB_val key = { 4, "seed" };
  guint8 bytes[8] = { 0 };
  MDB_val value = { sizeof bytes, bytes };

  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    return EIO;
  return mdb_put (txn, environment->tables.meta, &key, &value, 0);
}

static int
read_seed (NystaEnvironment *environment, MDB_txn *txn)
{
  MDB_val key = { 4, "seed" };
  MDB_val value = { 0 };
  int code = mdb_get (txn, environment->tables.meta, &key, &value);

  if (code != 0 || value.mv_size != 8)
    return code != 0 ? code : MDB_CORRUPTED;
  environment->seed = 0;
  for (guint i = 0; i < 8; i++)
    environment->seed = environment->seed << 8 | ((const guint8 *) value.mv_data)[i];
  return 0;
}

static int
prepare (NystaEnvironment *environment, NystaEnvironmentMode mode)
{
  gboolean creates = mode != NYSTA_ENVIRONMENT_EXISTING;
  MDB_txn *txn = NULL;
  int code = mdb_txn_begin (environment->mdb, NULL, creates ? 0 : MDB_RDONLY, &txn);

  if (code != 0)
    return code;
  code = open_tables (environment, txn, creates ? MDB_CREATE : 0);
  if (code == 0)
    code = nysta_tables_open_words (&environment->tables, txn, creates);
  if (code == 0 && creates)
    code = write_seed (environment, txn);
  if (code == 0)
    code = read_seed (environment, txn);
  if (code == 0)
    return mdb_txn_commit (txn);
  mdb_txn_abort (txn);
  return code;
}

/* LMDB looks at no page beyond the last one that was numbered; but one of these that is
 * beyond the end of the file would be a bus error. FALSE if the file was cut off. */
static gboolean
make_long_enough (NystaEnvironment *environment)
{
  MDB_envinfo info = { 0 };
  MDB_stat page = { 0 };
  struct stat file = { 0 };

  mdb_env_info (environment->mdb, &info);
  mdb_env_stat (environment->mdb, &page);

  guint64 n_bytes = (guint64) (info.me_last_pgno + 1) * page.ms_psize;

  if (stat (environment->path, &file) != 0 || (guint64) file.st_size >= n_bytes)
    return TRUE;
  if ((guint64) file.st_size + MISSING_BYTES_ALLOWED < n_bytes)
    return FALSE;

  int fd = open (environment->path, O_WRONLY | O_CLOEXEC);

  /* Not ftruncate(): somebody else may make it longer still at the same time. */
  gboolean done = fd >= 0 && posix_fallocate (fd, 0, (off_t) n_bytes) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
open_environment (NystaEnvironment *environment, NystaEnvironmentMode mode, GError **error)
{
  const char *path = environment->path;
  struct stat file = { 0 };
  gint n_dead = 0;
  int code = mode != NYSTA_ENVIRONMENT_EXISTING && nysta_file_call_fails ()
               ? errno
               : open_mdb (path, mode, &environment->mdb);

  if (code != 0)
    return nysta_lmdb_set_error (error, code, "open", path);
  if (!make_long_enough (environment))
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                   "%s: cut off: restore the store from a copy, or index again into a new "
                   "one",
                   path);
      return FALSE;
    }
  code = prepare (environment, mode);
  if (code != 0)
    return nysta_lmdb_set_error (error, code, "read", path);
  if (stat (path, &file) != 0)
    {
      nysta_io_set_error (error, errno, "open", path);
      return FALSE;
    }
  environment->device = file.st_dev;
  environment->inode = file.st_ino;
  if (mdb_reader_check (environment->mdb, &n_dead) == 0 && n_dead > 0)
    nysta_log_debug ("store", "%s: cleared %d readers that died", path, n_dead);
  return TRUE;
}

static NystaEnvironment *
find_open (const struct stat *file)
{
  for (guint i = 0; environments != NULL && i < environments->len; i++)
    {
      NystaEnvironment *environment = g_ptr_array_index (environments, i);

      /* A parent's are of no use to the child that it forked. */
      if (environment->device == file->st_dev && environment->inode == file->st_ino &&
          environment->process == getpid ())
        return nysta_environment_ref (environment);
    }
  return NULL;
}

NystaEnvironment *
nysta_environment_open (const char *path, NystaEnvironmentMode mode, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&environments_lock);
  gboolean creates = mode != NYSTA_ENVIRONMENT_EXISTING;
  struct stat file = { 0 };
  gboolean exists = stat (path, &file) == 0;

  if (exists == creates)
    {
      nysta_io_set_error (error, creates ? EEXIST : errno, "open", path);
      return NULL;
    }

  NystaEnvironment *open = exists ? find_open (&file) : NULL;

  if (open != NULL)
    return open;

  NystaEnvironment *environment = g_new0 (NystaEnvironment, 1);

  g_atomic_ref_count_init (&environment->ref_count);
  environment->path = g_strdup (path);
  environment->process = getpid ();
  if (environments == NULL)
    environments = g_ptr_array_new ();
  g_ptr_array_add (environments, environment);
  if (open_environment (environment, mode, error))
    return environment;
  g_clear_pointer (&locker, g_mutex_locker_free);
  nysta_environment_unref (environment);
  return NULL;
}

NystaEnvironment *
nysta_environment_ref (NystaEnvironment *environment)
{
  g_atomic_ref_count_inc (&environment->ref_count);
  return environment;
}

void
nysta_environment_unref (NystaEnvironment *environment)
{
  if (environment == NULL)
    return;

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&environments_lock);

  if (!g_atomic_ref_count_dec (&environment->ref_count))
    return;
  g_ptr_array_remove_fast (environments, environment);
  if (environments->len == 0)
    g_clear_pointer (&environments, g_ptr_array_unref);
  if (environment->mdb != NULL && environment->process == getpid ())
    mdb_env_close (environment->mdb);
  g_free (environment->path);
  g_free (environment);
}

int
nysta_environment_make_words (NystaEnvironment *environment, MDB_txn *txn)
{
  return nysta_tables_make_words (&environment->tables, txn);
}

void
nysta_environment_has_words (NystaEnvironment *environment)
{
  environment->tables.has_words = TRUE;
}

/* --- using ------------------------------------------------------------------ */

const char *
nysta_environment_path (const NystaEnvironment *environment)
{
  return environment->path;
}

const NystaTables *
nysta_environment_tables (const NystaEnvironment *environment)
{
  return &environment->tables;
}

guint64
nysta_environment_seed (const NystaEnvironment *environment)
{
  return environment->seed;
}

gboolean
nysta_environment_set_seed (NystaEnvironment *environment, MDB_txn *txn, guint64 seed)
{
  MDB_val key = { 4, "seed" };
  guint64 bytes = GUINT64_TO_BE (seed);
  MDB_val value = { sizeof bytes, &bytes };

  environment->seed = seed;
  return mdb_put (txn, environment->tables.meta, &key, &value, 0) == 0;
}

/* The map has to reach as far as another process's has grown. */
static int
begin (NystaEnvironment *environment, guint flags, MDB_txn **out_txn)
{
  int code = mdb_txn_begin (environment->mdb, NULL, flags, out_txn);

  if (code == MDB_MAP_RESIZED && g_atomic_int_get (&environment->n_transactions) == 0)
    {
      code = mdb_env_set_mapsize (environment->mdb, 0);
      if (code == 0)
        code = mdb_txn_begin (environment->mdb, NULL, flags, out_txn);
    }
  if (code == MDB_READERS_FULL && mdb_reader_check (environment->mdb, NULL) == 0)
    code = mdb_txn_begin (environment->mdb, NULL, flags, out_txn);
  return code;
}

MDB_txn *
nysta_environment_begin (NystaEnvironment *environment, gboolean writes, GError **error)
{
  MDB_txn *txn = NULL;
  int code = writes && nysta_file_call_fails ()
               ? errno
               : begin (environment, writes ? 0 : MDB_RDONLY, &txn);

  if (code != 0)
    {
      nysta_lmdb_set_error (error, code, writes ? "write" : "read", environment->path);
      return NULL;
    }
  g_atomic_int_inc (&environment->n_transactions);
  return txn;
}

void
nysta_environment_abort (NystaEnvironment *environment, MDB_txn *txn)
{
  mdb_txn_abort (txn);
  g_atomic_int_add (&environment->n_transactions, -1);
}

int
nysta_environment_try_commit (NystaEnvironment *environment, MDB_txn *txn)
{
  if (nysta_file_call_fails ())
    {
      int code = errno;

      nysta_environment_abort (environment, txn);
      return code;
    }
  g_atomic_int_add (&environment->n_transactions, -1);

  int code = mdb_txn_commit (txn);

  if (code == 0)
    make_long_enough (environment);
  return code;
}

gboolean
nysta_environment_commit (NystaEnvironment *environment, MDB_txn *txn, GError **error)
{
  int code = nysta_environment_try_commit (environment, txn);

  return code == 0 || nysta_lmdb_set_error (error, code, "write", environment->path);
}

gboolean
nysta_environment_grow (NystaEnvironment *environment, guint64 n_bytes, GError **error)
{
  MDB_envinfo info = { 0 };

  mdb_env_info (environment->mdb, &info);

  guint64 wanted = MAX ((guint64) info.me_mapsize * 2, (guint64) info.me_mapsize + n_bytes);

  /* Growing moves the map from under whoever reads in it. */
  if (g_atomic_int_get (&environment->n_transactions) > 0 || wanted > G_MAXSIZE / 2)
    return nysta_lmdb_set_error (error, MDB_MAP_FULL, "write", environment->path);

  int code = mdb_env_set_mapsize (environment->mdb, (gsize) wanted);

  nysta_log_debug ("store", "%s: the map grows to %" G_GUINT64_FORMAT " bytes",
                   environment->path, wanted);
  return code == 0 || nysta_lmdb_set_error (error, code == ENOMEM ? MDB_MAP_FULL : code,
                                            "write", environment->path);
}

/* LMDB keeps the numbers of free pages in its table 0: a count, and as many numbers. */
static guint64
count_free_pages (MDB_txn *txn)
{
  MDB_cursor *cursor = NULL;
  MDB_val key = { 0 };
  MDB_val value = { 0 };
  guint64 n_pages = 0;

  if (mdb_cursor_open (txn, 0, &cursor) != 0)
    return 0;
  while (mdb_cursor_get (cursor, &key, &value, MDB_NEXT) == 0)
    {
      gsize n = 0;

      if (value.mv_size >= sizeof n)
        memcpy (&n, value.mv_data, sizeof n);
      n_pages += n;
    }
  mdb_cursor_close (cursor);
  return n_pages;
}

gboolean
nysta_environment_sizes (NystaEnvironment *environment, guint64 *out_used_bytes,
                         guint64 *out_free_bytes, GError **error)
{
  MDB_txn *txn = nysta_environment_begin (environment, FALSE, error);
  MDB_envinfo info = { 0 };
  MDB_stat page = { 0 };

  if (txn == NULL)
    return FALSE;
  mdb_env_info (environment->mdb, &info);
  mdb_env_stat (environment->mdb, &page);

  guint64 n_pages = info.me_last_pgno + 1;
  guint64 n_free = MIN (count_free_pages (txn), n_pages);

  nysta_environment_abort (environment, txn);
  *out_used_bytes = (n_pages - n_free) * page.ms_psize;
  *out_free_bytes = n_free * page.ms_psize;
  return TRUE;
}

gboolean
nysta_environment_sync (NystaEnvironment *environment, GError **error)
{
  int code = nysta_file_call_fails () ? errno : mdb_env_sync (environment->mdb, 1);

  return code == 0 || nysta_lmdb_set_error (error, code, "write", environment->path);
}

gboolean
nysta_environment_copy (NystaEnvironment *environment, const char *path, GError **error)
{
  int code = nysta_file_call_fails ()
               ? errno
               : mdb_env_copy2 (environment->mdb, path, MDB_CP_COMPACT);

  if (code != 0)
    return nysta_lmdb_set_error (error, code, "write", path);

  /* LMDB leaves the copy to the system to write some time. */
  g_autoptr (NystaFile) file = nysta_file_open_append (path, error);

  return file != NULL && nysta_file_sync (file, error);
}
