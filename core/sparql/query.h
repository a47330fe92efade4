/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * query.h: SPARQL over a dataset, as a narrow call.
 *
 * Caveats: outside GRAPH a pattern sees the union of all graphs, unless it is told otherwise.
 */
#pragma once

#include "store/dataset.h"

typedef enum
{
  NYSTA_QUERY_SELECT,
  NYSTA_QUERY_ASK,
  NYSTA_QUERY_CONSTRUCT /* DESCRIBE too: a graph */
} NystaQueryForm;

/* What a query's answer is told to. Each returns FALSE with @error set to end it. */
typedef struct
{
  /* SELECT: once, before any row. */
  gboolean (*variables) (const char *const *names, gsize n, gpointer user_data,
                         GError **error);
  /* SELECT: NYSTA_TERM_NONE where unbound. */
  gboolean (*row) (const NystaTerm *values, gsize n, gpointer user_data, GError **error);
  gboolean (*boolean) (gboolean value, gpointer user_data, GError **error);
  /* CONSTRUCT, DESCRIBE: may repeat. */
  NystaStatementFunc statement;
  /* SELECT with the option `cites`: before each row, (nullable): the statements that it
   * rests upon, of the dataset that is asked; graph: one that is known to have it,
   * NYSTA_UNNAMED too, or NYSTA_UNION. */
  gboolean (*evidence) (const NystaQuad *quads, gsize n, gpointer user_data,
                        GError **error);
} NystaAnswerFuncs;

typedef struct
{
  const char *base;       /* for relative IRIs, or NULL */
  gboolean strict;        /* no prefix is known that the query does not declare */
  guint timeout_ms;       /* 0: none; NYSTA_SPARQL_ERROR_TIMED_OUT */
  gint64 deadline_us;     /* when it is over; 0: timeout_ms after the run begins */
  gint64 spent_us;        /* of the timeout, beforehand */
  const char *store_base; /* IRI behind the prefix-less terms of the store, or NULL */
  gsize max_bytes;        /* of memory that rows take; 0: NYSTA_QUERY_MEMORY_BYTES */
  guint64 max_disk_bytes; /* of temporary files, likewise; 0: NYSTA_QUERY_DISK_BYTES */
  gsize max_held_bytes;   /* of what one operator holds before it goes on with the disk; 0:
                             its share of max_bytes. The answer is the same. */
  /* Beginnings of the IRIs of endpoints that SERVICE may ask, "" all of them; ends with NULL,
   * and lives as long as the query. NULL: none, NYSTA_SPARQL_ERROR_REFUSED. */
  const char *const *services;
  gboolean strict_default_graph; /* the unnamed graph, not the union of all */
  gboolean cites; /* tell the evidence of each row; only SELECT has it: _UNSUPPORTED */
  gboolean keeps_algebra; /* no optimising pass, to compare with */
} NystaQueryOptions;

typedef struct NystaQuery NystaQuery;

/* Parse and check against what is allowed.
 * Errors: NYSTA_SPARQL_ERROR_SYNTAX (`line:column: what`), _UNSUPPORTED. */
NystaQuery *nysta_query_new (const char *text, const NystaQueryOptions *options,
                             GError **error);
NystaQueryForm nysta_query_form (const NystaQuery *query);
/* FALSE if the answer is the same whatever the dataset holds. */
gboolean nysta_query_needs_data (const NystaQuery *query);
/* (transfer container) (element-type NystaTerm): the IRIs after FROM and FROM NAMED; they
 * belong to @query. */
GPtrArray *nysta_query_dup_from (const NystaQuery *query);
gboolean nysta_query_run (NystaQuery *query, NystaDataset *dataset,
                          const NystaAnswerFuncs *funcs, gpointer user_data,
                          GError **error);

/* While @query runs: what those who are told its answer keep of it counts as its own memory.
 * FALSE with NYSTA_SPARQL_ERROR_LIMIT, naming @who, if there is no more. */
gboolean nysta_query_charge (NystaQuery *query, gsize n_bytes, const char *who,
                             GError **error);
void nysta_query_release (NystaQuery *query, gsize n_bytes);

/* From now on, in place of what the options said. @deadline_us: by the monotonic clock, what
 * is left of the time that messages name; 0: leave it. */
void nysta_query_limit (NystaQuery *query, gint64 deadline_us, gsize max_bytes);

/* What is made of a query on its way to the answer. */
typedef enum
{
  NYSTA_QUERY_STAGE_TREE,
  NYSTA_QUERY_STAGE_ALGEBRA,
  NYSTA_QUERY_STAGE_PLAN, /* operators, with the rows that are expected */
  NYSTA_QUERY_STAGE_RUN   /* the same with what came, after answering it */
} NystaQueryStage;

/* Append @stage to @out as lines. @dataset: NULL will do for the first two. */
gboolean nysta_query_explain (NystaQuery *query, NystaDataset *dataset,
                              NystaQueryStage stage, GString *out, GError **error);
void nysta_query_free (NystaQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaQuery, nysta_query_free)
