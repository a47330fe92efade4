/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/spill.h"

#include "base/file.h"
#include "base/scratch.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

struct NystaSpill
{
  char *folder;
  int fd;
  NystaFile *file;
  guint64 n_bytes;
  guint64 start;
  guint8 *map;
  gsize n_map_bytes;
};

NystaSpill *
nysta_spill_new (const char *folder, GError **error)
{
  int fd = nysta_temporary_open (folder, error);

  if (fd < 0)
    return NULL;

  NystaSpill *spill = g_new0 (NystaSpill, 1);
  spill->folder = g_strdup (folder);
  spill->fd = fd;
  spill->file = nysta_file_from_fd (fd, folder);
  return spill;
}

static void
unmap (NystaSpill *spill)
{
  if (spill->map != NULL)
    munmap (spill->map, spill->n_map_bytes);
  spill->map = NULL;
  spill->n_map_bytes = 0;
}

void
nysta_spill_free (NystaSpill *spill)
{
  if (spill == NULL)
    return;
  unmap (spill);
  nysta_file_free (spill->file);
  g_close (spill->fd, NULL);
  g_free (spill->folder);
  g_free (spill);
}

void
nysta_spill_begin (NystaSpill *spill)
{
  spill->start = spill->n_bytes;
}

gboolean
nysta_spill_write (NystaSpill *spill, const void *bytes, gsize n_bytes, GError **error)
{
  spill->n_bytes += n_bytes;
  return nysta_file_write (spill->file, bytes, n_bytes, error);
}

NystaSpillRange
nysta_spill_end (const NystaSpill *spill)
{
  return (NystaSpillRange){ spill->start, spill->n_bytes - spill->start };
}

gboolean
nysta_spill_map (NystaSpill *spill, GError **error)
{
  unmap (spill);
  if (!nysta_file_flush (spill->file, error))
    return FALSE;
  if (spill->n_bytes == 0)
    return TRUE;

  void *map = spill->n_bytes > G_MAXSIZE
                ? MAP_FAILED
                : mmap (NULL, (gsize) spill->n_bytes, PROT_READ, MAP_SHARED, spill->fd, 0);
  if (map == MAP_FAILED)
    {
      nysta_io_set_error (error, spill->n_bytes > G_MAXSIZE ? EFBIG : errno,
                          "map a temporary file", spill->folder);
      return FALSE;
    }
  spill->map = map;
  spill->n_map_bytes = (gsize) spill->n_bytes;
  return TRUE;
}

const guint8 *
nysta_spill_bytes (const NystaSpill *spill, NystaSpillRange range)
{
  g_assert (range.start + range.n_bytes <= spill->n_map_bytes);
  return spill->map + range.start;
}
