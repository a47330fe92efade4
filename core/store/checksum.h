/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* checksum.h: FNV-1a with 64 bits: finds rot and torn writes, stops no forger. */
#pragma once

#include <glib.h>

#define NYSTA_CHECKSUM_START 0xcbf29ce484222325ull

/* Go on from @state with @data. */
static inline guint64
nysta_checksum_add (guint64 state, const char *data, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    state = (state ^ (guint8) data[i]) * 0x100000001b3ull;
  return state;
}
