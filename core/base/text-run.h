/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* text-run.h: going over text whose bytes mostly need nothing done to them. */
#pragma once

#include <glib.h>

/* By byte: TRUE where to stop. NUL must be one. */
typedef guint8 NystaTextStops[256];

static inline const char *
nysta_text_skip (const char *text, const NystaTextStops stops)
{
  while (!stops[(guchar) *text])
    text++;
  return text;
}
