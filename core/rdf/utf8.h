/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* utf8.h: whether bytes are text. Only the readers of core/rdf include it. */
#pragma once

#include <glib.h>

/* The first byte that does not belong to a character of UTF-8, or is NUL; @end if there is
 * none. A character that @end cuts off is none. */
const char *nysta_utf8_check (const char *data, const char *end);

/* Whether the bytes up to @end, at most three, could become a character with more. */
gboolean nysta_utf8_is_cut_off (const char *data, const char *end);

/* How many characters begin from @data up to @end. */
gsize nysta_utf8_count (const char *data, const char *end);
