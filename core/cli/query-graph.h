/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* query-graph.h: the answer to CONSTRUCT and DESCRIBE, a graph, as RDF. */
#pragma once

#include "base/file.h"
#include "rdf/rdf-reader.h"
#include "sparql/query.h"

/* Sorted, and each statement once; the graph is part of the query's memory. What doesn't fit
 * is an error (NYSTA_SPARQL_ERROR_LIMIT), but as N-Triples and N-Quads: they go on as it
 * comes. @base: the store's, or NULL. */
gboolean nysta_query_graph_run (NystaQuery *query, NystaDataset *dataset,
                                NystaSyntax syntax, const char *base, NystaFile *output,
                                GError **error);
