/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* join.h: what all joins do with a left and a right row: whether they are compatible (§18.3),
 * what they are together, and what becomes of the left row in each kind of join. */
#pragma once

#include "sparql/exec/operators.h"

typedef struct
{
  NystaOperator *op; /* whose batch is filled */
  NystaJoinKind kind;
  NystaConditions *conditions; /* (nullable) */
  gboolean must_share; /* MINUS: rows that bind no variable both are not compatible */
  guint n_left;
  guint n_shared; /* columns of both sides */
  guint *shared_left;
  guint *shared_right;
  guint n_added; /* columns of the right side only */
  guint *added;
  NystaTermId *merged; /* room for a row that is only looked at */
  gboolean matched;
} NystaJoin;

/* Takes @conditions. */
void nysta_join_init (NystaJoin *join, NystaOperator *op, NystaJoinKind kind,
                      const NystaOperator *left, const guint *right, guint n_right,
                      NystaConditions *conditions);
void nysta_join_clear (NystaJoin *join);

static inline void
nysta_join_open (NystaJoin *join, const NystaEnvironment *environment)
{
  if (join->conditions != NULL)
    nysta_view_open (join->conditions->view, environment);
}

/* Before the first right row is offered for a left row. */
static inline void
nysta_join_begin (NystaJoin *join)
{
  join->matched = FALSE;
}

/* There is room for a row in the batch. TRUE: no more right rows are wanted for @left. */
gboolean nysta_join_offer (NystaJoin *join, const NystaTermId *left,
                           const NystaTermId *right);
/* After the last one; there is room for a row. */
void nysta_join_end (NystaJoin *join, const NystaTermId *left);

static inline gboolean
nysta_join_is_full (const NystaJoin *join)
{
  return join->op->n_rows >= join->op->max_rows;
}

/* " left", " semi" … */
void nysta_join_describe (const NystaJoin *join, GString *out);
/* Append the conditions as SPARQL. */
void nysta_conditions_describe (const NystaConditions *conditions, GString *out);
