/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * inline-value.h: between the characters of a canonical literal and the payload of its id,
 * for the datatypes that want more than a line: what term-id.c is made of.
 *
 * Caveats: nothing here allocates or asks the locale, and what is written for a payload is
 * exactly what was read. Each returns FALSE if it isn't canonical, or doesn't fit; the
 * writers if no text has that payload. @out_text has room for NYSTA_INLINE_BYTES.
 */
#pragma once

#include <glib.h>

/* Signed values lie around the middle of the 44 bits. */
#define NYSTA_INLINE_BIAS (((gint64) 1) << 43)

/* Append @value in decimal, with @min_digits at least; returns the end. */
char *nysta_inline_append_number (char *out, guint64 value, guint min_digits);

gboolean nysta_inline_read_float (const char *text, guint64 *out_payload);
gboolean nysta_inline_write_float (guint64 payload, char *out_text);
gboolean nysta_inline_read_double (const char *text, guint64 *out_payload);
gboolean nysta_inline_write_double (guint64 payload, char *out_text);

/* Days, and milliseconds, since 1970. */
gboolean nysta_inline_read_date (const char *text, guint64 *out_payload);
gboolean nysta_inline_write_date (guint64 payload, char *out_text);
gboolean nysta_inline_read_date_time (const char *text, guint64 *out_payload);
gboolean nysta_inline_write_date_time (guint64 payload, char *out_text);
