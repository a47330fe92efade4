/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * query.h: SPARQL over a dataset, as a narrow call.
 *
 * Caveats: outside GRAPH a pattern sees the union of all graphs. What the engine is not
 * known to answer correctly is refused (NYSTA_SPARQL_ERROR_UNSUPPORTED): a wrong answer
 * is worse than none.
 */
#pragma once

#include "store/dataset.h"

typedef enum
{
  NYSTA_QUERY_SELECT,
  NYSTA_QUERY_ASK,
  NYSTA_QUERY_CONSTRUCT
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
  /* CONSTRUCT: may repeat. */
  NystaStatementFunc statement;
} NystaAnswerFuncs;

typedef struct
{
  const char *base;       /* for relative IRIs, or NULL */
  gboolean strict;        /* no prefix is known that the query does not declare */
  guint timeout_ms;       /* 0: none; NYSTA_SPARQL_ERROR_TIMED_OUT */
  const char *store_base; /* IRI behind the prefix-less terms of the store, or NULL */
} NystaQueryOptions;

typedef struct NystaQuery NystaQuery;

/* Parse and check against what is allowed.
 * Errors: NYSTA_SPARQL_ERROR_SYNTAX (`line:column: what`), _UNSUPPORTED. */
NystaQuery *nysta_query_new (const char *text, const NystaQueryOptions *options,
                             GError **error);
NystaQueryForm nysta_query_form (const NystaQuery *query);
gboolean nysta_query_run (NystaQuery *query, NystaDataset *dataset,
                          const NystaAnswerFuncs *funcs, gpointer user_data,
                          GError **error);
void nysta_query_free (NystaQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaQuery, nysta_query_free)
