/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* LMDB files: shared, grown, refused. */
#include "store/environment.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/error.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("nysta-environment-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "graph-00000001.mdb", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, "-lock", NULL);

  g_chmod (fixture->folder, 0777);
  g_remove (fixture->path);
  g_remove (lock);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static NystaEnvironment *
open_it (const Fixture *fixture, NystaEnvironmentMode mode)
{
  g_autoptr (GError) error = NULL;
  NystaEnvironment *environment = nysta_environment_open (fixture->path, mode, &error);

  g_assert_no_error (error);
  return environment;
}

/* Put @n values of a page each under numbers from @first. Returns LMDB's error. */
static int
fill (NystaEnvironment *environment, guint first, guint n)
{
  MDB_txn *txn = nysta_environment_begin (environment, TRUE, NULL);
  char page[4000] = { 0 };
  int code = 0;

  g_assert_nonnull (txn);
  for (guint i = first; code == 0 && i < first + n; i++)
    {
      guint32 number = GUINT32_TO_BE (i);
      MDB_val key = { sizeof number, &number };
      MDB_val value = { sizeof page, page };

      code = mdb_put (txn, nysta_environment_tables (environment)->counts, &key, &value, 0);
    }
  if (code == 0)
    return nysta_environment_try_commit (environment, txn);
  nysta_environment_abort (environment, txn);
  return code;
}

static guint
count (NystaEnvironment *environment)
{
  MDB_txn *txn = nysta_environment_begin (environment, FALSE, NULL);
  MDB_stat stat = { 0 };

  g_assert_nonnull (txn);
  mdb_stat (txn, nysta_environment_tables (environment)->counts, &stat);
  nysta_environment_abort (environment, txn);
  return (guint) stat.ms_entries;
}

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaEnvironment) made = open_it (fixture, NYSTA_ENVIRONMENT_CREATE);
  g_autoptr (NystaEnvironment) again = open_it (fixture, NYSTA_ENVIRONMENT_EXISTING);
  g_autoptr (GError) error = NULL;
  guint64 seed = nysta_environment_seed (made);

  g_assert_true (made == again);
  g_assert_null (nysta_environment_open (fixture->path, NYSTA_ENVIRONMENT_CREATE, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED);
  g_clear_pointer (&made, nysta_environment_unref);
  g_clear_pointer (&again, nysta_environment_unref);
  again = open_it (fixture, NYSTA_ENVIRONMENT_EXISTING);
  g_assert_cmpuint (nysta_environment_seed (again), ==, seed);
}

static void
test_grows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("NYSTA_MAP_BYTES", "262144", TRUE);
  g_autoptr (NystaEnvironment) environment = open_it (fixture, NYSTA_ENVIRONMENT_CREATE);
  g_unsetenv ("NYSTA_MAP_BYTES");

  g_assert_cmpint (fill (environment, 0, 100), ==, MDB_MAP_FULL);
  g_assert_cmpuint (count (environment), ==, 0);

  /* Who reads would have the map moved away from under it. */
  MDB_txn *txn = nysta_environment_begin (environment, FALSE, NULL);
  g_assert_false (nysta_environment_grow (environment, 0, &error));
  g_assert_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_FULL);
  nysta_environment_abort (environment, txn);

  g_assert_true (nysta_environment_grow (environment, 1 << 20, NULL));
  g_assert_cmpint (fill (environment, 0, 100), ==, 0);
  g_assert_cmpuint (count (environment), ==, 100);
}

/* Another process's map grew: this one's follows. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  int status = 0;

  nysta_environment_unref (open_it (fixture, NYSTA_ENVIRONMENT_CREATE));
  g_setenv ("NYSTA_MAP_BYTES", "262144", TRUE);
  g_autoptr (NystaEnvironment) environment = open_it (fixture, NYSTA_ENVIRONMENT_EXISTING);
  g_unsetenv ("NYSTA_MAP_BYTES");

  pid_t child = fork ();

  if (child == 0)
    {
      NystaEnvironment *own = nysta_environment_open (fixture->path,
                                                      NYSTA_ENVIRONMENT_EXISTING, NULL);

      _exit (own != environment && fill (own, 0, 200) == 0 ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpuint (count (environment), ==, 200);
}

static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat info = { 0 };
  NystaEnvironment *environment = open_it (fixture, NYSTA_ENVIRONMENT_CREATE);

  g_assert_cmpint (fill (environment, 0, 1000), ==, 0);
  nysta_environment_unref (environment);
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (truncate (fixture->path, info.st_size / 2), ==, 0);
  g_assert_null (
    nysta_environment_open (fixture->path, NYSTA_ENVIRONMENT_EXISTING, &error));
  g_assert_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT);
  g_assert_nonnull (strstr (error->message, "cut off"));
}

/* What lay in the pages that are gone is missed: an error, and not a bus error. */
static void
test_short (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat before = { 0 };
  struct stat after = { 0 };
  NystaEnvironment *environment = open_it (fixture, NYSTA_ENVIRONMENT_CREATE);

  g_assert_cmpint (fill (environment, 0, 100), ==, 0);
  nysta_environment_unref (environment);
  g_assert_cmpint (stat (fixture->path, &before), ==, 0);
  g_assert_cmpint (truncate (fixture->path, before.st_size - 3 * 4096), ==, 0);
  g_assert_null (
    nysta_environment_open (fixture->path, NYSTA_ENVIRONMENT_EXISTING, &error));
  g_assert_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT);
  g_assert_cmpint (stat (fixture->path, &after), ==, 0);
  g_assert_cmpint (after.st_size, ==, before.st_size);
}

static void
test_other_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (20000, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  g_assert_null (
    nysta_environment_open (fixture->path, NYSTA_ENVIRONMENT_EXISTING, &error));
  g_assert_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT);
}

static void
test_free_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NystaEnvironment) environment = open_it (fixture, NYSTA_ENVIRONMENT_CREATE);
  guint64 used = 0;
  guint64 unused = 0;

  g_assert_cmpint (fill (environment, 0, 100), ==, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (fill (environment, 0, 100), ==, 0);
  g_assert_true (nysta_environment_sizes (environment, &used, &unused, NULL));
  g_assert_cmpuint (used, >, 100 * 4096);
  g_assert_cmpuint (used, <, 250 * 4096);
  g_assert_cmpuint (unused, >, 50 * 4096);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  nysta_environment_unref (open_it (fixture, NYSTA_ENVIRONMENT_CREATE));

  g_autofree char *lock = g_strconcat (fixture->path, "-lock", NULL);

  g_remove (lock);
  g_chmod (fixture->path, 0444);
  g_chmod (fixture->folder, 0555);
  g_autoptr (NystaEnvironment) environment = open_it (fixture, NYSTA_ENVIRONMENT_EXISTING);
  g_assert_cmpuint (count (environment), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/environment/open/shared-in-a-process", test_shared);
  ADD ("/environment/open/cut-off", test_cut_off);
  ADD ("/environment/open/short", test_short);
  ADD ("/environment/open/other-file", test_other_file);
  ADD ("/environment/open/read-only", test_read_only);
  ADD ("/environment/map/grows", test_grows);
  ADD ("/environment/map/follows-another-process", test_follows);
  ADD ("/environment/sizes/free-pages", test_free_pages);
  return g_test_run ();
}
