/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* checksum.h: the first format's checksums of 64 bits: they find rot and torn writes, and
 * stop no forger. */
#pragma once

#include <string.h>

#include <glib.h>

#define NYSTA_CHECKSUM_START 0xcbf29ce484222325ull

#define NYSTA_CHECKSUM_PRIME 0x100000001b3ull

/* FNV-1a. Go on from @state with @data. */
static inline guint64
nysta_checksum_add (guint64 state, const char *data, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    state = (state ^ (guint8) data[i]) * NYSTA_CHECKSUM_PRIME;
  return state;
}

/* FNV-1a over words of eight bytes, low byte first, the last filled up with zeros, after
 * the length: of whole files, where a step a byte takes longer than to read them. */
static inline guint64
nysta_checksum_file (const char *data, gsize n_bytes)
{
  guint64 state = NYSTA_CHECKSUM_START ^ n_bytes;

  for (gsize i = 0; i < n_bytes; i += 8)
    {
      guint64 word = 0;

      memcpy (&word, data + i, MIN (n_bytes - i, 8));
      state = (state ^ GUINT64_FROM_LE (word)) * NYSTA_CHECKSUM_PRIME;
      /* A multiplication carries upwards only. */
      state ^= state >> 32;
    }
  return state;
}
