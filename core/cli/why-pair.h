/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* why-pair.h: `nysta why A B`: why two entities are one, or are not. */
#pragma once

#include <glib.h>

/* TRUE if @arguments are two names or IRIs of things of one kind, and all is said; return
 * @out_exit. Nothing is said otherwise. @results: a format for programs, or NULL. */
gboolean nysta_why_pair (const char *store_option, const char *const *arguments,
                         const char *results, int *out_exit);
