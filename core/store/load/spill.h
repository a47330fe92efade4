/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * spill.h: what does not fit the memory, in one temporary file of the store's folder that
 * has no name: however the process ends, it is gone.
 */
#pragma once

#include <glib.h>

typedef struct
{
  guint64 start;
  guint64 n_bytes;
} NystaSpillRange;

typedef struct NystaSpill NystaSpill;

/* Errors of all calls: NYSTA_IO_ERROR; they name @folder. */
NystaSpill *nysta_spill_new (const char *folder, GError **error);
void nysta_spill_free (NystaSpill *spill);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaSpill, nysta_spill_free)

/* What is written from here on is a range, up to nysta_spill_end(). */
void nysta_spill_begin (NystaSpill *spill);
gboolean nysta_spill_write (NystaSpill *spill, const void *bytes, gsize n_bytes,
                            GError **error);
NystaSpillRange nysta_spill_end (const NystaSpill *spill);

/* Make all that was written readable; what nysta_spill_bytes() gave before is gone. */
gboolean nysta_spill_map (NystaSpill *spill, GError **error);
const guint8 *nysta_spill_bytes (const NystaSpill *spill, NystaSpillRange range);
