/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* text-search.h: what the text index finds. */
#pragma once

#include "rdf/word-pattern.h"
#include "store/environment.h"

/* What came of a search. */
typedef enum
{
  NYSTA_SEARCH_FOUND,
  NYSTA_SEARCH_TOO_MANY,
  NYSTA_SEARCH_DAMAGED
} NystaSearch;

/**
 * nysta_text_search:
 * @tables: that have words
 * @patterns: (element-type NystaWordPattern): one at least
 * @max_ids: more are not looked for
 * @ids: (element-type NystaTermId): overwritten; ascending
 *
 * The strings that may have a word for each of @patterns: all that have, and perhaps others;
 * those that cannot be told by their words are among them.
 *
 * A whole word or a prefix costs what it finds; another pattern goes through all words, and
 * is left out if that takes longer than to look at what the others found.
 */
NystaSearch nysta_text_search (MDB_txn *txn, const NystaTables *tables,
                               const GArray *patterns, guint64 max_ids, GArray *ids);

/* Each entry of the table, in order. FALSE: a block makes no sense, or is not in order. */
typedef gboolean (*NystaTextFunc) (const char *word, gsize n_word, NystaTermId id,
                                   gpointer user_data);
gboolean nysta_text_foreach (MDB_txn *txn, const NystaTables *tables, NystaTextFunc func,
                             gpointer user_data);
