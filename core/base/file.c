/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "base/file.h"

#include "base/error.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* As many bytes as one write call takes on. */
#define BUFFER_BYTES (64u * 1024)
/* What a file that is read in whole may be given in advance. */
#define MAX_PRESIZED_BYTES (16 * 1024 * 1024)

struct NystaFile
{
  int fd;
  gboolean owned;
  char *name;
  GString *pending;
};

/* --- errors -------------------------------------------------------------------------- */

typedef struct
{
  int number;
  NystaIoError code;
  const char *what;
} ErrnoText;

static const ErrnoText errno_texts[] = {
  { ENOENT, NYSTA_IO_ERROR_NOT_FOUND, "no such file or folder: check the name" },
  { ENOTDIR, NYSTA_IO_ERROR_NOT_FOUND,
    "a part of the path is not a folder: check the name" },
  { EACCES, NYSTA_IO_ERROR_DENIED, "permission denied: ask for the right to it" },
  { EPERM, NYSTA_IO_ERROR_DENIED, "not permitted: ask for the right to it" },
  { EROFS, NYSTA_IO_ERROR_DENIED, "the file system is read-only: choose another place" },
  { ENOSPC, NYSTA_IO_ERROR_NO_SPACE,
    "no space left on the disk: free some and try again; nothing committed is lost" },
  { EDQUOT, NYSTA_IO_ERROR_NO_SPACE,
    "the disk quota is used up: free some space and try again; nothing committed is lost" },
  { EFBIG, NYSTA_IO_ERROR_NO_SPACE,
    "larger than files may be here: raise the limit (ulimit -f) or choose another place" },
  { EPIPE, NYSTA_IO_ERROR_CLOSED, "the reader has gone away" },
  { EISDIR, NYSTA_IO_ERROR_FAILED, "is a folder: name a file" },
  { EEXIST, NYSTA_IO_ERROR_FAILED, "is there already: choose another name" },
};

void
nysta_io_set_error (GError **error, int saved_errno, const char *doing, const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (errno_texts); i++)
    if (errno_texts[i].number == saved_errno)
      {
        g_set_error (error, NYSTA_IO_ERROR, errno_texts[i].code, "%s: cannot %s: %s", path,
                     doing, errno_texts[i].what);
        return;
      }
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED, "%s: cannot %s: %s", path,
               doing, g_strerror (saved_errno));
}

/* --- faults on demand ---------------------------------------------------------------- */

/* Counted over the whole process, so that a test that raises NYSTA_IO_FAIL_AT from 1
 * until a run succeeds has met every call. */
gboolean
nysta_file_call_fails (void)
{
  static int n_calls = 0;
  const char *fail_at = g_getenv ("NYSTA_IO_FAIL_AT");
  const char *fail_errno = g_getenv ("NYSTA_IO_FAIL_ERRNO");

  if (fail_at == NULL)
    return FALSE;
  if ((guint64) g_atomic_int_add (&n_calls, 1) + 1 != g_ascii_strtoull (fail_at, NULL, 10))
    return FALSE;
  errno = fail_errno != NULL ? (int) g_ascii_strtoull (fail_errno, NULL, 10) : ENOSPC;
  return TRUE;
}

static gboolean
failed (GError **error, const char *doing, const char *path)
{
  nysta_io_set_error (error, errno, doing, path);
  return FALSE;
}

/* --- reading ------------------------------------------------------------------------- */

static gboolean
is_readable_kind (mode_t mode, const char *path, GError **error)
{
  const char *kind = NULL;

  if (S_ISDIR (mode))
    kind = "a folder";
  else if (S_ISCHR (mode) || S_ISBLK (mode))
    kind = "a device";
  else if (S_ISSOCK (mode))
    kind = "a socket";
  if (kind == NULL)
    return TRUE;
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED, "%s: is %s: name a file", path,
               kind);
  return FALSE;
}

static gboolean
read_all (int fd, const char *path, gsize max_bytes, GString *data, GError **error)
{
  g_autofree char *buffer = g_malloc (BUFFER_BYTES);

  for (;;)
    {
      ssize_t n_read = read (fd, buffer, BUFFER_BYTES);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        return failed (error, "read", path);
      if (n_read == 0)
        return TRUE;
      if (max_bytes != 0 && (gsize) n_read > max_bytes - data->len)
        {
          g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
                       "%s: larger than the limit of %" G_GSIZE_FORMAT " bytes", path,
                       max_bytes);
          return FALSE;
        }
      g_string_append_len (data, buffer, n_read);
    }
}

gboolean
nysta_file_read (const char *path, gsize max_bytes, char **out_data, gsize *out_bytes,
                 GError **error)
{
  struct stat info = { 0 };

  /* Asked before it is opened: to open a device can already do something. */
  if (stat (path, &info) != 0)
    return failed (error, "open", path);
  if (!is_readable_kind (info.st_mode, path, error))
    return FALSE;

  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return failed (error, "open", path);

  /* A hint: a pipe has no size, and a file may grow. */
  g_autoptr (GString)
    data = g_string_sized_new (CLAMP (info.st_size, 0, MAX_PRESIZED_BYTES) + 1);
  gboolean ok = read_all (fd, path, max_bytes, data, error);
  close (fd);
  if (!ok)
    return FALSE;
  if (out_bytes != NULL)
    *out_bytes = data->len;
  *out_data = g_string_free (g_steal_pointer (&data), FALSE);
  return TRUE;
}

/* --- a file that grows --------------------------------------------------------------- */

static NystaFile *
file_new (int fd, gboolean owned, const char *name)
{
  NystaFile *file = g_new0 (NystaFile, 1);

  file->fd = fd;
  file->owned = owned;
  file->name = g_strdup (name);
  file->pending = g_string_sized_new (BUFFER_BYTES);
  return file;
}

static NystaFile *
file_open (const char *path, int flags, GError **error)
{
  int fd = nysta_file_call_fails ()
             ? -1
             : open (path, flags | O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      nysta_io_set_error (error, errno, "write", path);
      return NULL;
    }
  return file_new (fd, TRUE, path);
}

NystaFile *
nysta_file_open_append (const char *path, GError **error)
{
  return file_open (path, O_APPEND, error);
}

NystaFile *
nysta_file_create (const char *path, GError **error)
{
  return file_open (path, O_TRUNC, error);
}

NystaFile *
nysta_file_from_fd (int fd, const char *name)
{
  return file_new (fd, FALSE, name);
}

static gboolean
write_all (NystaFile *file, const char *data, gsize n_bytes, GError **error)
{
  while (n_bytes > 0)
    {
      ssize_t n_written = nysta_file_call_fails () ? -1 : write (file->fd, data, n_bytes);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written < 0)
        return failed (error, "write", file->name);
      data += n_written;
      n_bytes -= (gsize) n_written;
    }
  return TRUE;
}

gboolean
nysta_file_write (NystaFile *file, const char *data, gsize n_bytes, GError **error)
{
  if (file->pending->len + n_bytes > BUFFER_BYTES && !nysta_file_flush (file, error))
    return FALSE;
  if (n_bytes > BUFFER_BYTES)
    return write_all (file, data, n_bytes, error);
  g_string_append_len (file->pending, data, (gssize) n_bytes);
  return TRUE;
}

gboolean
nysta_file_flush (NystaFile *file, GError **error)
{
  if (!write_all (file, file->pending->str, file->pending->len, error))
    return FALSE;
  g_string_truncate (file->pending, 0);
  return TRUE;
}

gboolean
nysta_file_sync (NystaFile *file, GError **error)
{
  if (!nysta_file_flush (file, error))
    return FALSE;
  if (nysta_file_call_fails () || fsync (file->fd) != 0)
    return failed (error, "write", file->name);
  return TRUE;
}

void
nysta_file_sync_soon (NystaFile *file)
{
#ifdef SYNC_FILE_RANGE_WRITE
  /* A hint: fsync tells what went wrong. */
  if (sync_file_range (file->fd, 0, 0, SYNC_FILE_RANGE_WRITE) != 0)
    nysta_log_debug ("file", "%s: could not be written early", file->name);
#endif
}

void
nysta_file_free (NystaFile *file)
{
  if (file == NULL)
    return;
  if (file->owned)
    close (file->fd);
  g_string_free (file->pending, TRUE);
  g_free (file->name);
  g_free (file);
}

/* --- whole files and names ----------------------------------------------------------- */

gboolean
nysta_file_is_special (const char *path)
{
  struct stat status = { 0 };

  return stat (path, &status) == 0 && !S_ISREG (status.st_mode) &&
         !S_ISDIR (status.st_mode);
}

static gboolean
write_special (const char *path, const char *data, gsize n_bytes, GError **error)
{
  g_autoptr (NystaFile) file = nysta_file_create (path, error);

  return file != NULL && nysta_file_write (file, data, n_bytes, error) &&
         nysta_file_flush (file, error);
}

/* A temporary that a killed process left behind is simply overwritten by the next. */
gboolean
nysta_file_replace (const char *path, const char *data, gsize n_bytes, GError **error)
{
  if (nysta_file_is_special (path))
    return write_special (path, data, n_bytes, error);

  g_autofree char *temporary = g_strconcat (path, ".tmp", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (NystaFile) file = nysta_file_create (temporary, error);

  if (file == NULL)
    return FALSE;
  if (!nysta_file_write (file, data, n_bytes, error) || !nysta_file_sync (file, error) ||
      !nysta_file_rename (temporary, path, error))
    {
      unlink (temporary);
      return FALSE;
    }
  return nysta_file_sync_dir (folder, error);
}

gboolean
nysta_file_make_dir (const char *path, GError **error)
{
  if (nysta_file_call_fails () || mkdir (path, 0777) != 0)
    return failed (error, "make the folder", path);
  return TRUE;
}

gboolean
nysta_file_remove (const char *path, GError **error)
{
  if (nysta_file_call_fails () || unlink (path) != 0)
    return failed (error, "remove", path);
  return TRUE;
}

gboolean
nysta_file_rename (const char *from, const char *to, GError **error)
{
  if (nysta_file_call_fails () || rename (from, to) != 0)
    return failed (error, "rename", from);
  return TRUE;
}

gboolean
nysta_file_truncate (const char *path, guint64 n_bytes, GError **error)
{
  if (nysta_file_call_fails () || truncate (path, (off_t) n_bytes) != 0)
    return failed (error, "shorten", path);
  return TRUE;
}

gboolean
nysta_file_sync_dir (const char *path, GError **error)
{
  int fd = nysta_file_call_fails () ? -1 : open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return failed (error, "write", path);

  int result = fsync (fd);
  int saved_errno = errno;
  close (fd);
  /* Some file systems cannot sync a folder and say so; there is no more to be had. */
  if (result != 0 && saved_errno != EINVAL)
    {
      errno = saved_errno;
      return failed (error, "write", path);
    }
  return TRUE;
}

gboolean
nysta_parse_size (const char *text, guint64 *out_bytes, GError **error)
{
  static const char units[] = "KMGT";
  char *rest = NULL;
  guint shift = 0;

  errno = 0;
  guint64 number = g_ascii_strtoull (text, &rest, 10);
  gboolean good = g_ascii_isdigit (text[0]) && errno == 0;

  if (good && *rest != '\0')
    {
      const char *unit = strchr (units, g_ascii_toupper (*rest));

      shift = unit != NULL ? 10 * (guint) (unit - units + 1) : 0;
      rest += unit != NULL ? 1 : 0;
      if (unit != NULL && *rest == 'i')
        rest++;
      if (*rest == 'B')
        rest++;
    }
  if (!good || *rest != '\0' || (shift > 0 && number >> (64 - shift) != 0))
    {
      g_set_error (error, NYSTA_CONFIG_ERROR, NYSTA_CONFIG_ERROR_USAGE,
                   "%s: not a size: write a number of bytes, or one with K, M or G", text);
      return FALSE;
    }
  *out_bytes = number << shift;
  return TRUE;
}
