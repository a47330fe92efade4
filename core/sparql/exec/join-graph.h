/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * join-graph.h: the parts of a join and what is known of them, for who finds their order.
 *
 * Variables are numbered anew, up to NYSTA_JOIN_VARIABLES of them; later ones don't count in
 * what is expected.
 */
#pragma once

#include "sparql/exec/planner.h"

#define NYSTA_JOIN_VARIABLES 64u

/* A triple pattern, or something else that is planned by itself. */
typedef struct
{
  gboolean is_leaf;
  NystaLeaf leaf;
  NystaQuad pattern; /* its constants */
  const NystaAlgebra *node;
  NystaOperator *plan; /* of @node */
  guint64 sure;        /* sets of the variables' numbers here */
  guint64 may;
  double rows;
  double cost;
  gint sorted_by;                    /* number here; -1: none */
  float terms[NYSTA_JOIN_VARIABLES]; /* different ones expected */
  float from[NYSTA_JOIN_VARIABLES];  /* of so many that could stand there */
} NystaJoinPart;

typedef struct
{
  NystaPlanner *planner;
  GPtrArray *parts;      /* NystaJoinPart * */
  GArray *variables;     /* guint: by number here */
  GPtrArray *conditions; /* const NystaNode * */
  GPtrArray *services;   /* const NystaAlgebra *: they come after all parts */
  /* variables that have one value, which was looked up already */
  GArray *fixed;        /* guint */
  GArray *fixed_values; /* NystaTermId */
  gboolean is_empty;    /* a part has no rows */
} NystaJoinGraph;

/* NULL with execution->error. */
NystaJoinGraph *nysta_join_graph_new (NystaPlanner *planner, const NystaAlgebra *node,
                                      const NystaNode **conditions, guint n_conditions);
void nysta_join_graph_free (NystaJoinGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaJoinGraph, nysta_join_graph_free)

/* Its number here, which is new or known; -1: there are too many. */
gint nysta_join_graph_number (NystaJoinGraph *graph, guint variable);

/* plan-text.c. Add a part for each variable whose conditions the index of words narrows down.
 * FALSE with execution->error. */
gboolean nysta_join_graph_add_texts (NystaJoinGraph *graph);

/* What a cursor for @part sorts by, by number; -1: nothing that counts. */
gint nysta_join_graph_order (NystaJoinGraph *graph, const NystaJoinPart *part);

/* --- join-order.c ---------------------------------------------------------------------------- */

typedef enum
{
  NYSTA_STEP_PART,
  NYSTA_STEP_INDEX_JOIN, /* the right is one leaf */
  NYSTA_STEP_MERGE_JOIN,
  NYSTA_STEP_HASH_JOIN,
  NYSTA_STEP_BIND_JOIN, /* the right is one other part */
  NYSTA_STEP_LEAPFROG   /* the right are leaves that add one variable: @key */
} NystaJoinMethod;

/* How some of the parts are joined. */
typedef struct NystaJoinStep NystaJoinStep;
struct NystaJoinStep
{
  NystaJoinMethod method;
  const NystaJoinPart *part;
  const NystaJoinStep *left;
  const NystaJoinStep *right;
  guint key;      /* of a merge join, a leapfrog: number here */
  guint64 leaves; /* of a leapfrog: a set of parts */
  guint64 sure;
  guint64 may;
  double rows;
  double cost;
  gint sorted_by;
  float *from;
  float terms[]; /* and @from, of all variables of the graph */
};

/* The cheapest that was found for all parts, of which there is one at least. It and what it
 * refers to are in @arena (g_free). */
const NystaJoinStep *nysta_join_order (NystaJoinGraph *graph, GPtrArray *arena);
