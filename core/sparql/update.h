/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * update.h: SPARQL 1.1 Update: what a request changes in a dataset.
 *
 * Operations come one after the other, each seeing what those before it did. Nothing is
 * changed here: the caller is told what is to change once all of them went well, so that it
 * can do so in one transaction.
 *
 * Caveats: the changes of a request are held in memory. A WHERE that comes after a change
 * in the same request is asked of a copy of the whole dataset in memory.
 */
#pragma once

#include "sparql/query.h"

typedef struct
{
  guint64 n_added; /* statements that were not there */
  guint64 n_removed;
  guint64 n_graphs; /* that either is about */
} NystaUpdateCounts;

/* @adds: else it is to be removed. */
typedef gboolean (*NystaUpdateFunc) (const NystaStatement *statement, gboolean adds,
                                     gpointer user_data, GError **error);

/**
 * nysta_sparql_update:
 * @before: what is there; nobody changes it until the call is over
 * @func: called with each statement that differs from @before in the end, graph by graph;
 * those that a graph loses come before those that it gets
 *
 * A graph is there when it holds a statement, so CREATE makes none. Outside GRAPH a WHERE
 * sees the union of all graphs as a query does, unless there is WITH or USING; what is
 * outside GRAPH in a template or in data is in the unnamed graph.
 *
 * Errors: as nysta_query_new() and nysta_query_run(); `_UNSUPPORTED` for LOAD, which with
 * SILENT does nothing, and for an operation that cannot be done.
 */
gboolean nysta_sparql_update (const char *text, const NystaQueryOptions *options,
                              NystaDataset *before, NystaUpdateFunc func,
                              gpointer user_data, NystaUpdateCounts *out_counts,
                              GError **error);
