/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json.h: text as JSON writes it. */
#pragma once

#include <glib.h>

/* Append @text in quotation marks, with the escapes of RFC 8259 [7]; `null` if it is NULL.
 * What is not UTF-8, as a path may be, becomes U+FFFD. */
void nysta_json_append_string (GString *out, const char *text);
