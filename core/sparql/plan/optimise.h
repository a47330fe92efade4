/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * optimise.h: the passes that make the algebra of a query cheaper, in the order in which they
 * run. Each keeps the multiset of solutions that the query has, and its order where it has one;
 * why, it says itself.
 */
#pragma once

#include "sparql/plan/expression.h"

typedef struct
{
  const char *name; /* "filter" */
  void (*run) (NystaAlgebraQuery *query);
} NystaAlgebraPass;

/* Ends with { NULL, NULL }. A pass may be there twice. */
extern const NystaAlgebraPass nysta_algebra_passes[];

void nysta_algebra_optimise (NystaAlgebraQuery *query);
/* The same as long as the monotonic clock is before @deadline_us (0: always): a query can do
 * without a pass. */
void nysta_algebra_optimise_until (NystaAlgebraQuery *query, gint64 deadline_us);

/* --- for passes ---------------------------------------------------------------------- */

/* Put what @rewrite gives in the place of each node, its children and the patterns of EXISTS
 * first. Schemas are up to date before and after, the one of the new node too. */
typedef NystaAlgebra *(*NystaAlgebraRewrite) (NystaAlgebraQuery *query, NystaAlgebra *node);
void nysta_algebra_rewrite (NystaAlgebraQuery *query, NystaAlgebraRewrite rewrite);

/* nysta_algebra_add() with a schema. */
NystaAlgebra *nysta_algebra_make (NystaAlgebraQuery *query, NystaAlgebraKind kind,
                                  NystaAlgebra *left, NystaAlgebra *right);
/* FILTER: @conditions (const NystaNode *), or @child if there are none. */
NystaAlgebra *nysta_algebra_make_filter (NystaAlgebraQuery *query, NystaAlgebra *child,
                                         GPtrArray *conditions);

void nysta_pass_path (NystaAlgebraQuery *query);
void nysta_pass_split (NystaAlgebraQuery *query);
void nysta_pass_fold (NystaAlgebraQuery *query);
void nysta_pass_simplify (NystaAlgebraQuery *query);
void nysta_pass_optional (NystaAlgebraQuery *query);
void nysta_pass_graph (NystaAlgebraQuery *query);
void nysta_pass_flatten (NystaAlgebraQuery *query);
void nysta_pass_exists (NystaAlgebraQuery *query);
void nysta_pass_equality (NystaAlgebraQuery *query);
void nysta_pass_filter (NystaAlgebraQuery *query);
void nysta_pass_prune (NystaAlgebraQuery *query);
void nysta_pass_count (NystaAlgebraQuery *query);
void nysta_pass_limit (NystaAlgebraQuery *query);
