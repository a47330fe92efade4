/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * checksum.h: of a file that is mapped into memory: tells damage, not forgery. The same on
 * every machine.
 */
#pragma once

#include <glib.h>
#include <string.h>

/* Four lanes, so that a file of some megabytes takes about a millisecond. */
static inline guint64
nysta_checksum (const char *data, gsize n_bytes)
{
  guint64 lanes[4] = { 1, 2, 3, 4 };
  guint64 sum = n_bytes;
  gsize i = 0;

  for (; i + 32 <= n_bytes; i += 32)
    for (guint lane = 0; lane < 4; lane++)
      {
        guint64 word;

        memcpy (&word, data + i + lane * 8, 8);
        lanes[lane] = (lanes[lane] ^ GUINT64_FROM_LE (word)) * 0x9fb21c651e98df25u;
        lanes[lane] ^= lanes[lane] >> 29;
      }
  for (; i < n_bytes; i++)
    sum = (sum ^ (guchar) data[i]) * 0x100000001b3u;
  for (guint lane = 0; lane < 4; lane++)
    sum = (sum ^ lanes[lane]) * 0x9fb21c651e98df25u;
  return sum ^ (sum >> 32);
}
