/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* query-text.h: what a test has to know of a query's text before an engine reads it. */
#pragma once

#include <glib.h>

typedef struct
{
  GPtrArray *from;     /* char *: IRIs after FROM and FROM NAMED, absolute */
  gboolean is_ordered; /* ORDER BY outside of any braces */
} QueryText;

/* Of IRIs in angle brackets only; relative to the last BASE before them, or @base. */
void query_text_init (QueryText *query, const char *text, const char *base);
void query_text_clear (QueryText *query);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QueryText, query_text_clear)
