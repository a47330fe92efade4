/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* resolve.h: relative IRIs. */
#pragma once

#include <glib.h>

/* (transfer full): @reference as seen from @base, RFC 3986 §5.2; NULL if @reference is
 * relative and @base is NULL. Bytes past ASCII stay as they are. */
char *nysta_iri_resolve (const char *base, const char *reference);
