/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * search.h: what nysta:search (text, "words") asks: core/docs/search.md.
 *
 * Caveats: says the same with and without an index of words; a query without any word fits
 * nothing.
 */
#pragma once

#include <glib.h>

typedef struct NystaSearchQuery NystaSearchQuery;

/* Never fails: what is no word is left out. */
NystaSearchQuery *nysta_search_query_new (const char *text);
void nysta_search_query_free (NystaSearchQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaSearchQuery, nysta_search_query_free)

/* Whether nysta_search_query_new() was given this. */
gboolean nysta_search_query_is (const NystaSearchQuery *query, const char *text);
gboolean nysta_search_query_fits (NystaSearchQuery *query, const char *text);

/* Append (NystaWordPattern) what every text has that fits. FALSE: nothing can be said. */
gboolean nysta_search_query_patterns (const NystaSearchQuery *query, GArray *patterns);
