/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * area.h: an array that grows where it stands. Its addresses are set aside at once; memory
 * is what was touched, so nothing is ever copied, and an array that is not needed for a
 * while gives its memory back.
 *
 * Caveats: who writes past the size that was set aside is not told.
 */
#pragma once

#include <glib.h>

typedef struct
{
  void *bytes;
  gsize n_bytes; /* set aside */
} NystaArea;

/* Errors: NYSTA_IO_ERROR. */
gboolean nysta_area_init (NystaArea *area, gsize n_bytes, GError **error);
/* All its bytes are 0 again, and take up no memory. */
void nysta_area_empty (NystaArea *area);
void nysta_area_clear (NystaArea *area);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaArea, nysta_area_clear)
