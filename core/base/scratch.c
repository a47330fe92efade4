/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "base/scratch.h"

#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

struct NystaScratch
{
  char *folder;
  int fd; /* -1: nothing was written */
  gsize block_bytes;
  guint64 max_bytes;
  guint64 n_blocks; /* that the file has */
  GArray *unused;   /* guint64: blocks of it */
};

int
nysta_temporary_open (const char *folder, GError **error)
{
  int fd = -1;

  if (nysta_file_call_fails ())
    {
      nysta_io_set_error (error, errno, "make a temporary file", folder);
      return -1;
    }
#ifdef O_TMPFILE
  fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
  if (fd >= 0)
    return fd;
#endif
  /* Not every file system has files without a name. */
  g_autofree char *path = g_build_filename (folder, "nysta-XXXXXX", NULL);

  fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    g_unlink (path);
  else
    nysta_io_set_error (error, errno, "make a temporary file", folder);
  return fd;
}

/* --- blocks ----------------------------------------------------------------------------- */

NystaScratch *
nysta_scratch_new (gsize block_bytes, guint64 max_bytes)
{
  NystaScratch *scratch = g_new0 (NystaScratch, 1);

  scratch->folder = g_strdup (g_get_tmp_dir ());
  scratch->fd = -1;
  scratch->block_bytes = block_bytes;
  scratch->max_bytes = max_bytes;
  scratch->unused = g_array_new (FALSE, FALSE, sizeof (guint64));
  return scratch;
}

void
nysta_scratch_free (NystaScratch *scratch)
{
  if (scratch == NULL)
    return;
  if (scratch->fd >= 0)
    g_close (scratch->fd, NULL);
  g_array_unref (scratch->unused);
  g_free (scratch->folder);
  g_free (scratch);
}

gsize
nysta_scratch_block_bytes (const NystaScratch *scratch)
{
  return scratch->block_bytes;
}

guint64
nysta_scratch_bytes (const NystaScratch *scratch)
{
  return scratch->n_blocks * scratch->block_bytes;
}

static gboolean
take_block (NystaScratch *scratch, guint64 *out_block, GError **error)
{
  guint n_unused = scratch->unused->len;

  if (n_unused > 0)
    {
      *out_block = g_array_index (scratch->unused, guint64, n_unused - 1);
      g_array_set_size (scratch->unused, n_unused - 1);
      return TRUE;
    }
  if (scratch->max_bytes != 0 &&
      nysta_scratch_bytes (scratch) + scratch->block_bytes > scratch->max_bytes)
    {
      g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                   "limit: more than %" G_GUINT64_FORMAT
                   " MiB of temporary files in %s: ask for less at once",
                   scratch->max_bytes >> 20, scratch->folder);
      return FALSE;
    }
  *out_block = scratch->n_blocks++;
  return TRUE;
}

static gboolean
write_block (NystaScratch *scratch, const guint8 *bytes, gsize n_bytes, guint64 *out_block,
             GError **error)
{
  guint64 block = 0;

  if (scratch->fd < 0)
    scratch->fd = nysta_temporary_open (scratch->folder, error);
  if (scratch->fd < 0 || !take_block (scratch, &block, error))
    return FALSE;
  for (gsize n_done = 0; n_done < n_bytes;)
    {
      ssize_t n = nysta_file_call_fails ()
                    ? -1
                    : pwrite (scratch->fd, bytes + n_done, n_bytes - n_done,
                              (off_t) (block * scratch->block_bytes + n_done));

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          nysta_io_set_error (error, errno, "write a temporary file", scratch->folder);
          return FALSE;
        }
      n_done += (gsize) n;
    }
  *out_block = block;
  return TRUE;
}

static gboolean
read_block (NystaScratch *scratch, guint64 block, guint8 *bytes, gsize n_bytes,
            GError **error)
{
  for (gsize n_done = 0; n_done < n_bytes;)
    {
      ssize_t n = nysta_file_call_fails ()
                    ? -1
                    : pread (scratch->fd, bytes + n_done, n_bytes - n_done,
                             (off_t) (block * scratch->block_bytes + n_done));

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          nysta_io_set_error (error, n < 0 ? errno : EIO, "read a temporary file",
                              scratch->folder);
          return FALSE;
        }
      n_done += (gsize) n;
    }
  return TRUE;
}

/* --- spools ------------------------------------------------------------------------------ */

void
nysta_spool_init (NystaSpool *spool, NystaScratch *scratch)
{
  *spool = (NystaSpool){ .scratch = scratch };
}

void
nysta_spool_clear (NystaSpool *spool)
{
  if (spool->blocks != NULL)
    g_array_append_vals (spool->scratch->unused, spool->blocks->data, spool->blocks->len);
  g_clear_pointer (&spool->blocks, g_array_unref);
  g_clear_pointer (&spool->pending, g_free);
  spool->n_pending = 0;
  spool->n_bytes = 0;
}

static gboolean
flush (NystaSpool *spool, GError **error)
{
  guint64 block = 0;

  if (!write_block (spool->scratch, spool->pending, spool->n_pending, &block, error))
    return FALSE;
  if (spool->blocks == NULL)
    spool->blocks = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_array_append_val (spool->blocks, block);
  spool->n_pending = 0;
  return TRUE;
}

gboolean
nysta_spool_write (NystaSpool *spool, const void *bytes, gsize n_bytes, GError **error)
{
  const gsize block_bytes = spool->scratch->block_bytes;
  const guint8 *at = bytes;

  if (spool->pending == NULL)
    spool->pending = g_malloc (block_bytes);
  spool->n_bytes += n_bytes;
  while (n_bytes > 0)
    {
      gsize n = MIN (n_bytes, block_bytes - spool->n_pending);

      memcpy (spool->pending + spool->n_pending, at, n);
      spool->n_pending += n;
      at += n;
      n_bytes -= n;
      if (spool->n_pending == block_bytes && !flush (spool, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nysta_spool_finish (NystaSpool *spool, GError **error)
{
  if (spool->n_pending > 0 && !flush (spool, error))
    return FALSE;
  g_clear_pointer (&spool->pending, g_free);
  return TRUE;
}

void
nysta_spool_reader_init (NystaSpoolReader *reader, NystaSpool *spool)
{
  *reader = (NystaSpoolReader){ .spool = spool, .n_left = spool->n_bytes };
}

void
nysta_spool_reader_clear (NystaSpoolReader *reader)
{
  g_clear_pointer (&reader->buffer, g_free);
  reader->n_left = 0;
}

static gboolean
fill (NystaSpoolReader *reader, GError **error)
{
  NystaScratch *scratch = reader->spool->scratch;

  if (reader->buffer == NULL)
    reader->buffer = g_malloc (scratch->block_bytes);
  reader->at = 0;
  reader->n_buffered = (gsize) MIN (scratch->block_bytes, reader->n_left);
  return read_block (scratch,
                     g_array_index (reader->spool->blocks, guint64, reader->next_block++),
                     reader->buffer, reader->n_buffered, error);
}

gboolean
nysta_spool_read (NystaSpoolReader *reader, void *out_bytes, gsize n_bytes, GError **error)
{
  guint8 *out = out_bytes;

  g_assert (n_bytes <= reader->n_left);
  while (n_bytes > 0)
    {
      if (reader->at == reader->n_buffered && !fill (reader, error))
        return FALSE;

      gsize n = MIN (n_bytes, reader->n_buffered - reader->at);

      memcpy (out, reader->buffer + reader->at, n);
      reader->at += n;
      reader->n_left -= n;
      out += n;
      n_bytes -= n;
    }
  return TRUE;
}
