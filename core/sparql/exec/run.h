/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * run.h: one evaluation of one query over one dataset. Functions that return NULL or
 * FALSE have set run->error.
 */
#pragma once

#include "sparql/exec/evaluate.h"
#include "sparql/exec/solutions.h"
#include "sparql/plan/lookup.h"
#include "rdf/term-table.h"

typedef struct
{
  NystaQueryTree *tree;
  NystaDataset *dataset;
  guint width;
  NystaTermTable *computed;
  NystaEvaluation evaluation;
  const NystaTermId *row; /* the solution at hand in an expression */
  guint timeout_ms;
  gint64 deadline_us; /* 0: none */
  guint ticks;
  GArray *named_graphs; /* NystaTermId; NULL until asked for */
  GError *error;
} NystaRun;

void nysta_run_init (NystaRun *run, NystaQueryTree *tree, NystaDataset *dataset,
                     guint timeout_ms);
void nysta_run_clear (NystaRun *run);

/* FALSE if the time is over. Cheap: looks at the clock now and then. */
gboolean nysta_run_tick (NystaRun *run);
/* Appends, or fails for want of room. */
NystaTermId *nysta_run_append (NystaRun *run, NystaSolutions *solutions,
                               const NystaTermId *row);
gboolean nysta_run_term (NystaRun *run, NystaTermId id, NystaTerm *out_term);
NystaTermId nysta_run_intern (NystaRun *run, const NystaTerm *term);
/* The id of @expression's value in @row, 0 for an error of the expression. FALSE: the
 * query has failed. */
gboolean nysta_run_evaluate (NystaRun *run, NystaExpression *expression,
                             const NystaTermId *row, NystaTermId *out_id);
/* Whether all of @filters hold in @row. */
gboolean nysta_run_test (NystaRun *run, const GPtrArray *filters, const NystaTermId *row,
                         gboolean *out_holds);

/* --- triples.c -------------------------------------------------------------- */

/* (transfer full): each solution of @input (transfer full) with each way in which it can
 * be made to match all of @triples. */
NystaSolutions *nysta_run_triples (NystaRun *run, NystaSolutions *input,
                                   const GArray *triples, const NystaGraphScope *scope);

/* --- join.c ----------------------------------------------------------------- */

/* (transfer full) of all three. */
NystaSolutions *nysta_run_join (NystaRun *run, NystaSolutions *left, NystaSolutions *right);
/* SPARQL 1.1 §18.5 LeftJoin; @filters see the joined solution. */
NystaSolutions *nysta_run_left_join (NystaRun *run, NystaSolutions *left,
                                     NystaSolutions *right, const GPtrArray *filters);

/* --- pattern.c -------------------------------------------------------------- */

/* (transfer full): the solutions of the query's pattern. */
NystaSolutions *nysta_run_pattern (NystaRun *run);

/* --- order.c ---------------------------------------------------------------- */

/* Sort by the query's ORDER BY; what it leaves equal stays in its order. */
gboolean nysta_run_order (NystaRun *run, NystaSolutions *solutions);
