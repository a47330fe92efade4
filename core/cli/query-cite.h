/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* query-cite.h: the columns that `query --cite` adds to each row. */
#pragma once

#include "index/citation.h"
#include "sparql/query.h"

/* Citations of one row. */
#define NYSTA_DEFAULT_CITATIONS 3
#define NYSTA_MAX_CITATIONS 20

typedef struct NystaCiteColumns NystaCiteColumns;

/* @n_citations pairs of columns: document, quotation, document2, quotation2 … . What is told
 * of a query's answer is passed on with them to @funcs. */
NystaCiteColumns *nysta_cite_columns_new (NystaDataset *dataset, guint n_citations,
                                          const NystaAnswerFuncs *funcs,
                                          gpointer user_data);
void nysta_cite_columns_free (NystaCiteColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaCiteColumns, nysta_cite_columns_free)

/* What to give nysta_query_run() in their place, with the columns as user data. */
extern const NystaAnswerFuncs nysta_cite_columns_funcs;
