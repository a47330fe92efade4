/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* query-data.h: a dataset made of files, to ask without a store. */
#pragma once

#include "cli/limit-options.h"
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
 * nysta_query_data_check() before. They take of the query's time and memory: @query is left
 * with the rest. Errors: as nysta_rdf_read(); NYSTA_SPARQL_ERROR_LIMIT if they do not fit. */
NystaDataset *nysta_query_data_read (const NystaQueryData *files, NystaQuery *query,
                                     const NystaLimits *limits, GError **error);
