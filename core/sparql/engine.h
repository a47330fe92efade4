/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * engine.h: one run of a query over a dataset: what query.c puts around the operators.
 *
 * Caveats: a run borrows the algebra and its syntax tree.
 */
#pragma once

#include "sparql/exec/planner.h"
#include "sparql/query.h"

typedef struct
{
  NystaExecution execution;
  const NystaAlgebraQuery *query;
  NystaSyntaxTree shown; /* the tree with hidden variables' names, to show expressions */
  NystaOperator *root;
  gint32 *columns; /* of the root, for the query's; -1: never bound */
  NystaTermId *nothing;
  NystaEnvironment environment; /* operators look at it while they are open */
  NystaTerm *terms;             /* room for a row's */

  struct NystaEvidenceRun *evidence; /* told before each row, if it is wanted; borrowed */
  GArray *quads;                     /* NystaQuad: of one row */
} NystaEngine;

/* Plan @query over @dataset. FALSE with @error; clear it all the same. */
gboolean nysta_engine_init (NystaEngine *engine, const NystaAlgebraQuery *query,
                            NystaDataset *dataset, const NystaQueryOptions *options,
                            GError **error);
/* The same for one that is opened again and again: who does it puts the values of the
 * variables @bound into engine->nothing each time. They are a hint: see NystaEnvironment. */
gboolean nysta_engine_init_bound (NystaEngine *engine, const NystaAlgebraQuery *query,
                                  NystaDataset *dataset, const NystaQueryOptions *options,
                                  GHashTable *bound, GError **error);
void nysta_engine_clear (NystaEngine *engine);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaEngine, nysta_engine_clear)

/* From the first row on. */
gboolean nysta_engine_open (NystaEngine *engine, GError **error);
/* The next rows, in engine->root; none: the end. Terms of the last ones are released. */
gboolean nysta_engine_next (NystaEngine *engine, GError **error);
/* The value of the query's column @column in row @row of the batch. */
NystaTermId nysta_engine_value (const NystaEngine *engine, gsize row, guint column);

/* Tell the whole answer, by the query's form. */
gboolean nysta_engine_answer (NystaEngine *engine, const NystaAnswerFuncs *funcs,
                              gpointer user_data, GError **error);
