/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/area.h"

#include "base/error.h"

#include <string.h>
#include <sys/mman.h>

gboolean
nysta_area_init (NystaArea *area, gsize n_bytes, GError **error)
{
  void *bytes = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  if (bytes == MAP_FAILED)
    {
      g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED,
                   "cannot set aside %" G_GSIZE_FORMAT " bytes of memory: allow less",
                   n_bytes);
      return FALSE;
    }
#ifdef MADV_HUGEPAGE
  /* Hash tables and sorts touch them at random; where there are none, no harm is done. */
  madvise (bytes, n_bytes, MADV_HUGEPAGE);
#endif
  area->bytes = bytes;
  area->n_bytes = n_bytes;
  return TRUE;
}

void
nysta_area_empty (NystaArea *area)
{
  if (madvise (area->bytes, area->n_bytes, MADV_DONTNEED) != 0)
    memset (area->bytes, 0, area->n_bytes);
}

void
nysta_area_clear (NystaArea *area)
{
  if (area->bytes != NULL)
    munmap (area->bytes, area->n_bytes);
  area->bytes = NULL;
  area->n_bytes = 0;
}
