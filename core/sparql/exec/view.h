/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * view.h: rows as the expressions over them see them: in EXISTS also what the solution
 * outside has put in the place of variables (§18.6).
 */
#pragma once

#include "sparql/exec/operator.h"

typedef struct
{
  NystaExecution *execution;
  guint *variables; /* by column; the first n_columns are the row's own */
  guint n_columns;
  guint width;
  gint32 *columns; /* by variable */
  gboolean substitutes;
  NystaTermId *row; /* room for one, if it does */
  const NystaEnvironment *environment;
  GPtrArray *exists; /* NystaExists * */
} NystaView;

/* The pattern of an EXISTS, asked of a row. */
typedef struct
{
  NystaOperator *plan;
  NystaView *view; /* what it sees */
  NystaTermId *values;
} NystaExists;

/* @extras: variables that are substituted from outside; NULL if it isn't in an EXISTS. */
NystaView *nysta_view_new (NystaExecution *execution, const guint *variables,
                           guint n_columns, const guint *extras, guint n_extras);
void nysta_view_free (NystaView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaView, nysta_view_free)

/* Takes @plan. */
NystaExists *nysta_view_add_exists (NystaView *view, NystaOperator *plan);

static inline void
nysta_view_open (NystaView *view, const NystaEnvironment *environment)
{
  view->environment = environment;
}

/* @row as expressions may be given it, until the next time. */
const NystaTermId *nysta_view_row (NystaView *view, const NystaTermId *row);

/* The context's exists(). */
gboolean nysta_exists_ask (gpointer user_data, gpointer exists, const NystaTermId *row,
                           gboolean *out_any, GError **error);

/* Expressions over a view. */
typedef struct
{
  NystaView *view;
  GPtrArray *expressions; /* NystaExpression * */
  GPtrArray *nodes;       /* const NystaNode *: what they were, for --explain */
} NystaConditions;

NystaConditions *nysta_conditions_new (NystaView *view);
void nysta_conditions_free (NystaConditions *conditions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaConditions, nysta_conditions_free)
/* TRUE if each is true. */
gboolean nysta_conditions_test (NystaConditions *conditions, const NystaTermId *row);
/* Whether evaluating failed the query: asked once a batch. */
gboolean nysta_execution_check (NystaExecution *execution);
