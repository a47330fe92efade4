/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *folder = NULL;

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
test_replace_and_read (void)
{
  g_autofree char *path = in_folder ("replaced");
  g_autofree char *temporary = in_folder ("replaced.tmp");
  g_autoptr (GError) error = NULL;

  for (int round = 0; round < 2; round++)
    {
      g_autofree char *data = NULL;
      gsize n_bytes = 0;

      g_assert_true (nysta_file_replace (path, "a\0b", 3, &error));
      g_assert_no_error (error);
      g_assert_true (nysta_file_read (path, 3, &data, &n_bytes, &error));
      g_assert_cmpmem (data, n_bytes, "a\0b", 3);
    }
  g_assert_false (g_file_test (temporary, G_FILE_TEST_EXISTS));
}

static void
test_read_refused (void)
{
  g_autofree char *missing = in_folder ("missing");
  g_autofree char *large = in_folder ("large");
  struct
  {
    const char *path;
    gsize max_bytes;
    NystaIoError code;
  } cases[] = {
    { missing, 0, NYSTA_IO_ERROR_NOT_FOUND },
    { folder, 0, NYSTA_IO_ERROR_FAILED },
    { "/dev/null", 0, NYSTA_IO_ERROR_FAILED },
    { large, 3, NYSTA_IO_ERROR_FAILED },
  };

  g_assert_true (nysta_file_replace (large, "abcd", 4, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *data = NULL;

      g_assert_false (
        nysta_file_read (cases[i].path, cases[i].max_bytes, &data, NULL, &error));
      g_assert_error (error, NYSTA_IO_ERROR, (int) cases[i].code);
      g_assert_null (data);
      g_assert_true (g_str_has_prefix (error->message, cases[i].path));
    }
}

static void
test_append (void)
{
  g_autofree char *path = in_folder ("log");
  g_autofree char *large = g_strnfill (200000, 'x');
  g_autofree char *data = NULL;
  gsize n_bytes = 0;

  for (int round = 0; round < 2; round++)
    {
      g_autoptr (NystaFile) file = nysta_file_open_append (path, NULL);

      g_assert_true (nysta_file_write (file, "a", 1, NULL));
      g_assert_true (nysta_file_write (file, large, 200000, NULL));
      g_assert_true (nysta_file_write (file, "b", 1, NULL));
      g_assert_true (nysta_file_sync (file, NULL));
      g_assert_true (nysta_file_write (file, "unwanted", 8, NULL));
    }
  g_assert_true (nysta_file_read (path, 0, &data, &n_bytes, NULL));
  g_assert_cmpuint (n_bytes, ==, 2 * 200002);
  g_assert_cmpint (data[0], ==, 'a');
  g_assert_cmpint (data[200001], ==, 'b');
  g_assert_true (nysta_file_truncate (path, 1, NULL));
  g_assert_true (nysta_file_remove (path, NULL));
  g_assert_false (nysta_file_remove (path, NULL));
}

static void
test_closed_pipe (void)
{
  g_autoptr (GError) error = NULL;
  int ends[2] = { -1, -1 };

  signal (SIGPIPE, SIG_IGN);
  g_assert_cmpint (pipe (ends), ==, 0);
  close (ends[0]);

  g_autoptr (NystaFile) file = nysta_file_from_fd (ends[1], "standard output");
  g_assert_true (nysta_file_write (file, "a", 1, &error));
  g_assert_false (nysta_file_flush (file, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED);
  close (ends[1]);
}

static void
test_full_disk (void)
{
  g_autoptr (GError) error = NULL;
  int fd = open ("/dev/full", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    {
      g_test_skip ("this system has no /dev/full");
      return;
    }
  g_autoptr (NystaFile) file = nysta_file_from_fd (fd, "out.ttl");
  g_assert_true (nysta_file_write (file, "a", 1, &error));
  g_assert_false (nysta_file_flush (file, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
  g_assert_nonnull (strstr (error->message, "free some"));
  close (fd);
}

/* In a process of its own, since calls are counted per process. */
static void
one_fault (void)
{
  g_autofree char *path = in_folder ("faulty");
  g_autofree char *sub = in_folder ("sub");
  g_autoptr (GError) error = NULL;
  gboolean ok = nysta_file_replace (path, "new", 3, &error) &&
                nysta_file_make_dir (sub, &error);

  if (ok)
    g_rmdir (sub);
  else
    g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
  exit (ok ? 0 : 3);
}

static void
test_each_call_fails_once (void)
{
  g_autofree char *path = in_folder ("faulty");
  int n = 1;

  for (int status = -1; status != 0; n++)
    {
      g_autofree char *at = g_strdup_printf ("%d", n);
      g_autofree char *data = NULL;

      g_assert_cmpint (n, <, 20);
      g_setenv ("NYSTA_IO_FAIL_AT", "0", TRUE);
      g_assert_true (g_file_set_contents (path, "old", 3, NULL));
      g_setenv ("NYSTA_IO_FAIL_AT", at, TRUE);

      pid_t child = fork ();
      if (child == 0)
        one_fault ();
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFEXITED (status));
      status = WEXITSTATUS (status);
      g_assert_true (status == 0 || status == 3);

      /* Either the old or the new, whole. */
      g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
      g_assert_true (strcmp (data, "old") == 0 || strcmp (data, "new") == 0);
    }
  /* create, write, sync, rename, sync of the folder, mkdir */
  g_assert_cmpint (n - 1, ==, 7);
  g_unsetenv ("NYSTA_IO_FAIL_AT");
}

typedef struct
{
  const char *text;
  gint64 bytes; /* -1: refused */
} SizeCase;

static const SizeCase size_cases[] = {
  { "0", 0 },
  { "4096", 4096 },
  { "1K", 1024 },
  { "64M", 64 << 20 },
  { "1GiB", 1 << 30 },
  { "2kB", 2048 },
  { "", -1 },
  { "-1", -1 },
  { "M", -1 },
  { "1X", -1 },
  { "1 M", -1 },
  { "1MM", -1 },
  { "17179869184G", -1 },
  { "99999999999999999999", -1 },
  { "1.5G", -1 },
};

static void
test_sizes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (size_cases); i++)
    {
      g_autoptr (GError) error = NULL;
      guint64 bytes = 7;

      if (nysta_parse_size (size_cases[i].text, &bytes, &error))
        g_assert_cmpint ((gint64) bytes, ==, size_cases[i].bytes);
      else
        {
          g_assert_error (error, NYSTA_CONFIG_ERROR, NYSTA_CONFIG_ERROR_USAGE);
          g_assert_cmpint (size_cases[i].bytes, ==, -1);
          g_assert_cmpuint (bytes, ==, 7);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("nysta-file-XXXXXX", NULL);
  g_test_add_func ("/file/replace/and-read", test_replace_and_read);
  g_test_add_func ("/file/read/refused", test_read_refused);
  g_test_add_func ("/file/append/only-what-was-flushed", test_append);
  g_test_add_func ("/file/write/closed-pipe", test_closed_pipe);
  g_test_add_func ("/file/write/full-disk", test_full_disk);
  g_test_add_func ("/file/fault/each-call-once", test_each_call_fails_once);
  g_test_add_func ("/file/size/cases", test_sizes);

  int result = g_test_run ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name = NULL; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = in_folder (name);
      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return result;
}
