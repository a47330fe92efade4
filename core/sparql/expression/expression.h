/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * expression.h: expressions of a query (SPARQL 1.1 §17), made ready to be evaluated over rows
 * of ids.
 *
 * Values that are their own ids (term-id.h) are compared and computed without a look-up; other
 * terms are read when their characters are needed. Results become terms only when an id is
 * asked for.
 *
 * Caveats: an error in SPARQL's sense, such as an unbound variable, is a result like another:
 * id 0, NYSTA_TRUTH_ERROR. What makes the query fail (a number of more than 38 digits, a
 * regular expression without end, memory) is such an error too, and is kept in the context:
 * ask nysta_expression_context_check() once a batch. A compiled expression belongs to one run.
 */
#pragma once

#include "sparql/expression/run-terms.h"
#include "sparql/parse/syntax-tree.h"

typedef struct NystaExpression NystaExpression;

typedef enum
{
  NYSTA_TRUTH_FALSE,
  NYSTA_TRUTH_TRUE,
  NYSTA_TRUTH_ERROR
} NystaTruth;

/* What an expression may see. */
typedef struct
{
  const gint32 *columns; /* by variable: its column in a row; -1 if it has none */
  guint n_columns;       /* variables from here on have none */
  /* The column of an aggregate's value, or -1: unbound. NULL where there are none. */
  gint32 (*aggregate) (gpointer user_data, const NystaNode *aggregate);
  /* What stands for an EXISTS or NOT EXISTS in the context's exists(); (nullable). */
  gpointer (*exists) (gpointer user_data, const NystaNode *exists);
  gpointer user_data;
} NystaExpressionScope;

typedef struct NystaExpressionContext NystaExpressionContext;

typedef struct
{
  const char *base; /* for IRI(); NULL: relative ones are errors */
  gint64 now_us;    /* since 1970, for NOW(); 0: the clock's */
  guint32 seed;     /* for RAND() and UUID(); 0: a random one */
  /* Whether there is a solution of @exists's group with @row; NOT EXISTS asks the same.
   * FALSE with @error set: the query has failed. */
  gboolean (*exists) (gpointer user_data, gpointer exists, const NystaTermId *row,
                      gboolean *out_any, GError **error);
  gpointer user_data;
} NystaExpressionOptions;

/* @terms must outlive it. @options: (nullable) */
NystaExpressionContext *
nysta_expression_context_new (NystaRunTerms *terms, const NystaExpressionOptions *options);
void nysta_expression_context_free (NystaExpressionContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaExpressionContext, nysta_expression_context_free)

NystaRunTerms *nysta_expression_context_terms (NystaExpressionContext *context);

/* A new solution begins: BNODE ("x") gives another blank node than before. So what extends
 * one solution by several expressions should evaluate them all before the next. */
void nysta_expression_context_next_solution (NystaExpressionContext *context);

/* FALSE if the query has failed: NYSTA_SPARQL_ERROR_LIMIT, or what exists() set. The error is
 * the first one, and every time the same. */
gboolean nysta_expression_context_check (NystaExpressionContext *context, GError **error);

/**
 * nysta_expression_compile:
 * @node: an expression; must outlive what is returned
 * @scope: need not outlive this call
 *
 * Errors: `NYSTA_SPARQL_ERROR_UNSUPPORTED` for a function that there is none of.
 */
NystaExpression *nysta_expression_compile (const NystaNode *node,
                                           const NystaExpressionScope *scope,
                                           NystaExpressionContext *context, GError **error);
void nysta_expression_free (NystaExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaExpression, nysta_expression_free)

/* Of no expression: 0; of a constant: its id, whatever the row. */
NystaTermId nysta_expression_constant (const NystaExpression *expression);

/* The value in @row; 0: an error, or an unbound variable. Each row's terms are released
 * before the next row's. */
NystaTermId nysta_expression_id (NystaExpression *expression, const NystaTermId *row);
/* The effective boolean value, §17.2.2. */
NystaTruth nysta_expression_test (NystaExpression *expression, const NystaTermId *row);
/* Move those of @n_rows rows for which @expression is true to the front of @rows, in order;
 * returns how many they are. */
gsize nysta_expression_filter (NystaExpression *expression, NystaTermId *rows, guint width,
                               gsize n_rows);
