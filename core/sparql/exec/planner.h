/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* planner.h: operators for an algebra, chosen by what they cost. */
#pragma once

#include "sparql/exec/operators.h"

/* What things cost, in µs; measured on a store of ten million triples. */
#define NYSTA_COST_SEEK 0.7
#define NYSTA_COST_SCANNED 0.006
#define NYSTA_COST_BUILT 0.04
#define NYSTA_COST_PROBED 0.025
#define NYSTA_COST_ROW 0.01
#define NYSTA_COST_OPENED 1.5
#define NYSTA_COST_LEAP 0.006

typedef struct
{
  NystaExecution *execution;
  const NystaAlgebraQuery *query;
  NystaTermId graph;  /* where patterns without one are looked for; 0: it isn't known yet */
  gboolean has_hints; /* environments will know values that the plan doesn't */
  gboolean in_exists;
  GArray *extras;    /* guint: variables that EXISTS substitutes */
  guint n_tried;     /* patterns around this one that are planned in several ways */
  GHashTable *bound; /* variables whose values are known when it is opened */
} NystaPlanner;

/* Each level of OPTIONAL in OPTIONAL, or of a group in a group, that is planned in two ways
 * doubles the work: so many are, what lies deeper is planned in one. */
#define NYSTA_MAX_TRIED 6u

/* NULL with execution->error. Checks the deadline. */
NystaOperator *nysta_plan (NystaPlanner *planner, const NystaAlgebra *node);

/* Whether @variable has a value before anything is asked. */
static inline gboolean
nysta_planner_is_bound (const NystaPlanner *planner, guint variable)
{
  return planner->bound != NULL &&
         g_hash_table_contains (planner->bound, GUINT_TO_POINTER (variable));
}

/* --- its parts ------------------------------------------------------------------------- */

/* Joins of any number of parts, with filters over them. */
NystaOperator *nysta_plan_join (NystaPlanner *planner, const NystaAlgebra *node,
                                const NystaNode **conditions, guint n_conditions);
NystaOperator *nysta_plan_left_join (NystaPlanner *planner, const NystaAlgebra *node,
                                     NystaJoinKind kind);

/* A SERVICE joined to @left; takes both. Ask nysta_plan_may_ask() before. */
NystaOperator *nysta_plan_service (NystaPlanner *planner, NystaJoinKind kind,
                                   NystaOperator *left, const NystaAlgebra *node,
                                   NystaConditions *conditions);
/* FALSE with execution->error if @node is a SERVICE that is not to be asked. */
gboolean nysta_plan_may_ask (NystaPlanner *planner, const NystaAlgebra *node);
/* @op joined to all of @services, which is empty then. */
NystaOperator *nysta_plan_services (NystaPlanner *planner, NystaOperator *op,
                                    GPtrArray *services);

/* The leaf of a triple pattern. FALSE: it has a term that the dataset hasn't. */
gboolean nysta_plan_leaf (NystaPlanner *planner, const NystaSlot *slots,
                          const NystaSlot *graph, NystaLeaf *out_leaf);

/* @nodes compiled over @variables; NULL with execution->error. */
NystaConditions *nysta_plan_conditions (NystaPlanner *planner, const guint *variables,
                                        guint n_variables, const NystaNode *const *nodes,
                                        guint n_nodes);
/* Takes @child; (nullable) conditions: none. */
NystaOperator *nysta_plan_filter (NystaPlanner *planner, NystaOperator *child,
                                  const NystaNode *const *conditions, guint n_conditions);
/* The variables that @node looks at, into @out; FALSE if it has an EXISTS, which may look at
 * any. */
gboolean nysta_plan_variables (const NystaNode *node, GArray *out);

/* Say what is expected of @op. */
NystaOperator *nysta_plan_expect (NystaOperator *op, double rows, double cost);
/* Mark as sure those columns that are in @sure. */
void nysta_plan_mark_sure (NystaOperator *op, const NystaVariables *sure);
/* Variables that both bind in every row. Free with g_free(). */
guint *nysta_plan_keys (const NystaOperator *left, const NystaOperator *right,
                        guint *out_n);
