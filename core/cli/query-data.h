/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* query-data.h: a dataset made of files, to ask without a store. */
#pragma once

#include "sparql/query.h"
#include "store/dataset.h"

/* What was typed after --data and --named, in order; NULL: that one was not given. */
typedef struct
{
  char **data;
  char **named; /* `FILE` or `IRI=FILE` each */
} NystaQueryData;

/* FALSE after saying, as `nysta query` would, what cannot be meant. */
gboolean nysta_query_data_check (const NystaQueryData *files, int *out_exit);
/* Whether a file is standard input. */
gboolean nysta_query_data_has_stdin (const NystaQueryData *files);
/* Whether @query, which was given no files, says itself which to read, or needs none. */
gboolean nysta_query_data_is_in (const NystaQuery *query);
/* (transfer full): @files, and those that @query names after FROM and FROM NAMED. Call
 * nysta_query_data_check() before. Errors: as nysta_rdf_read(). */
NystaDataset *nysta_query_data_read (const NystaQueryData *files, const NystaQuery *query,
                                     GError **error);
