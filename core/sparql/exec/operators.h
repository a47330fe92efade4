/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * operators.h: how each operator is made. Each takes its children. Columns are said where
 * they aren't the child's.
 */
#pragma once

#include "sparql/exec/leaf.h"
#include "sparql/exec/view.h"
#include "sparql/plan/algebra.h"

/* The triples of one pattern; columns: @leaf's, then @fixed, whose values are known. */
NystaOperator *nysta_scan_new (NystaExecution *execution, const NystaLeaf *leaf,
                               const guint *fixed, const NystaTermId *values,
                               guint n_fixed);

/* @holes (NystaIdHole, finished, copied): values that a condition on @variable rules out
 * anyway. @scan leaves them out where it can. */
void nysta_scan_leave_out (NystaOperator *scan, guint variable, const GArray *holes);

/* Who asks wants each value of @variable once: @op, if it is a scan, may leave out rows that
 * repeat it. */
void nysta_scan_leave_out_repeats (NystaOperator *op, guint variable);

/* --- joins: columns are the left ones, then what the right adds (not of semi and anti
 * joins) ------------------------------------------------------------------------------ */

typedef enum
{
  NYSTA_JOIN_INNER,
  NYSTA_JOIN_LEFT,
  NYSTA_JOIN_SEMI,
  NYSTA_JOIN_ANTI
} NystaJoinKind;

/* The columns of a join of both, left ones first. Free with g_free(). */
guint *nysta_join_columns (const NystaOperator *left, const guint *right, guint n_right,
                           guint *out_n);

/* For each left row a look into the dataset. @conditions: over nysta_join_columns(), or NULL;
 * taken. */
NystaOperator *nysta_index_join_new (NystaJoinKind kind, NystaOperator *left,
                                     const NystaLeaf *leaf, NystaConditions *conditions);
/* The right is held in memory. @keys: variables that every row of both sides binds. @passed:
 * of the environment's variables those that the right may use, where kind is not inner. */
NystaOperator *nysta_hash_join_new (NystaJoinKind kind, NystaOperator *left,
                                    NystaOperator *right, const guint *keys, guint n_keys,
                                    const guint *passed, guint n_passed,
                                    NystaConditions *conditions);
/* Both sorted by the variable @key, which every row binds; inner only. */
NystaOperator *nysta_merge_join_new (NystaOperator *left, NystaOperator *right, guint key);
/* For each left row the values of @variable, which the left hasn't, that fit all @leaves; the
 * left binds their other variables in every row. Inner only. */
NystaOperator *nysta_leapfrog_new (NystaOperator *left, guint variable,
                                   const NystaLeaf *const *leaves, guint n_leaves);
/* The right is opened for each left row, whose values of @passed it may use. */
NystaOperator *nysta_bind_join_new (NystaJoinKind kind, NystaOperator *left,
                                    NystaOperator *right, const guint *passed,
                                    guint n_passed, NystaConditions *conditions);
NystaOperator *nysta_minus_new (NystaOperator *left, NystaOperator *right,
                                const guint *keys, guint n_keys, const guint *passed,
                                guint n_passed);

/* What SERVICE asks. */
typedef struct
{
  NystaTermId endpoint; /* 0: as its variable says */
  guint endpoint_variable;
  gboolean silent;
  char *text;     /* a query, without VALUES */
  gboolean *sure; /* by variable: each row of an answer binds it */
} NystaServicePattern;

/* For rows of the left a question to an endpoint. @pattern: copied. @variables: the pattern's,
 * and the endpoint's if it is one. */
NystaOperator *nysta_service_new (NystaJoinKind kind, NystaOperator *left,
                                  const NystaServicePattern *pattern,
                                  const guint *variables, guint n_variables,
                                  NystaConditions *conditions);

/* --- the rest --------------------------------------------------------------------------- */

NystaOperator *nysta_union_new (NystaExecution *execution, const guint *variables,
                                guint n_columns, NystaOperator **children,
                                guint n_children);
/* @cells: copied. */
NystaOperator *nysta_table_new (NystaExecution *execution, const guint *variables,
                                guint n_columns, const NystaTermId *cells, gsize n_rows);
/* The budget was charged so much for @table, which gives it back in the end. */
void nysta_table_set_charged (NystaOperator *table, gsize n_bytes);
/* What the index of words found: @ids (NystaTermId), of which it holds a reference and
 * whose bytes were charged for; @words: as --explain shows them. */
NystaOperator *nysta_text_new (NystaExecution *execution, guint variable, GArray *ids,
                               const char *words);
/* Takes @conditions, as the others do. */
NystaOperator *nysta_filter_new (NystaOperator *child, NystaConditions *conditions);
/* Columns: the child's, then @variables, each of the expression in @expressions (over the
 * same columns, so that later ones see what earlier ones made). */
NystaOperator *nysta_extend_new (NystaOperator *child, const guint *variables, guint n,
                                 NystaConditions *expressions);
NystaOperator *nysta_project_new (NystaOperator *child, const guint *variables, guint n);
NystaOperator *nysta_distinct_new (NystaOperator *child);
NystaOperator *nysta_slice_new (NystaOperator *child, guint64 offset, guint64 limit);
NystaOperator *nysta_sort_new (NystaOperator *child, NystaConditions *keys,
                               const gboolean *descending, guint64 limit);
/* Columns: keys, then aggregates. @operands: the expressions of those aggregates that have
 * one, in order. */
NystaOperator *nysta_group_new (NystaOperator *child, const guint *keys, guint n_keys,
                                const NystaAlgebraAggregate *aggregates, guint n_aggregates,
                                NystaConditions *operands);
/* The child in each named graph, or (@variable < 0) in @graph. */
NystaOperator *nysta_graph_loop_new (NystaOperator *child, gint64 variable,
                                     NystaTermId graph);
NystaOperator *nysta_path_new (NystaExecution *execution, const NystaAlgebra *path);
NystaOperator *nysta_count_new (NystaExecution *execution, const NystaLeaf *leaf,
                                guint variable, int key, int distinct);
