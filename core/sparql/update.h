/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * update.h: SPARQL 1.1 Update: what a request changes in a dataset.
 *
 * Operations come one after the other, each seeing what those before it did. Nothing is
 * changed here: the caller is told what is to change once all of them went well, so that it
 * can do so in one transaction.
 *
 * Caveats: the changes of a request are held in memory.
 */
#pragma once

#include "sparql/query.h"

typedef struct
{
  NystaQueryOptions query; /* timeout_ms and max_bytes: of the request as a whole */
  /* LOAD may read what a file: IRI names, with the rights of this process. */
  gboolean reads_files;
  /* NystaUpdateStep: what each operation did is added to it. NULL: nobody asks. */
  GArray *steps;
} NystaUpdateOptions;

typedef struct
{
  guint64 n_added; /* statements that were not there */
  guint64 n_removed;
  guint64 n_graphs; /* that either is about */
} NystaUpdateCounts;

typedef struct
{
  const char *operation; /* "INSERT DATA" */
  guint line;            /* where it begins */
  guint column;
  guint64 n_added; /* as it was before this operation; the next may undo it */
  guint64 n_removed;
} NystaUpdateStep;

/* @adds: else it is to be removed. */
typedef gboolean (*NystaUpdateFunc) (const NystaStatement *statement, gboolean adds,
                                     gpointer user_data, GError **error);

/**
 * nysta_sparql_update:
 * @before: what is there; nobody changes it until the call is over
 * @func: called with each statement that differs from @before in the end, graph by graph;
 * those that a graph loses come before those that it gets
 *
 * A graph is there when it holds a statement, or when this request created it. Outside GRAPH
 * a WHERE sees the union of all graphs as a query does, unless there is WITH or USING, or the
 * options say otherwise; what is outside GRAPH in a template or in data is in the unnamed
 * graph.
 *
 * Errors: as nysta_query_new() and nysta_query_run(); NYSTA_SPARQL_ERROR_FAILED
 * (`line:column: …`) for CREATE of a graph that is there, and for DROP, COPY, MOVE and ADD of
 * one that isn't; those of nysta_rdf_read() for LOAD. SILENT forgives these, but neither
 * `_LIMIT` nor `_TIMED_OUT`.
 */
gboolean nysta_sparql_update (const char *text, const NystaUpdateOptions *options,
                              NystaDataset *before, NystaUpdateFunc func,
                              gpointer user_data, NystaUpdateCounts *out_counts,
                              GError **error);

/* Append @stage, one of the first three, to @out as lines: of each operation with a WHERE
 * its algebra or plan. Plans are those for @before, since nothing is changed; NULL will do
 * for the first two stages. */
gboolean nysta_sparql_update_explain (const char *text, const NystaUpdateOptions *options,
                                      NystaDataset *before, NystaQueryStage stage,
                                      GString *out, GError **error);
