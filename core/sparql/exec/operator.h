/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * operator.h: a query as it runs: a tree of operators that pull batches of rows of ids from
 * one another.
 *
 * A row has a column for each variable of its operator; 0 there is an unbound one. Rows lie
 * one after the other in a batch. An operator can be opened again and again, each time in an
 * environment: what is known of variables from outside.
 *
 * Caveats: a batch lives until the operator is asked for the next one or opened, and who
 * asked for it may overwrite it. One thread.
 */
#pragma once

#include "sparql/exec/budget.h"
#include "sparql/expression/expression.h"

#define NYSTA_BATCH_ROWS 1024u

typedef struct NystaOperator NystaOperator;
typedef struct NystaOperatorClass NystaOperatorClass;

/* What all operators of one run share. */
typedef struct
{
  NystaDataset *dataset; /* NYSTA_UNION is the default graph */
  NystaRunTerms *terms;
  NystaExpressionContext *expressions;
  NystaCollation collation;
  NystaBudget budget;
  GPtrArray *names;            /* char *, by variable; hidden ones begin with a full stop */
  const NystaSyntaxTree *tree; /* of which only these are looked at, to show expressions */
  guint n_variables;
  const char *const *services; /* beginnings of endpoints that may be asked; NULL: none */
  gboolean is_exact;           /* the dataset's statistics are */
  gboolean measures;           /* time is taken for --explain=run */
  GError *error;               /* why an operator returned FALSE */
} NystaExecution;

/* By variable; 0: nothing is known. */
typedef struct
{
  /* A hint, which leaves may use to yield less: whoever gives it leaves out rows that it
   * doesn't fit. A substituted variable is in it too. */
  const NystaTermId *values;
  /* §18.6 "substitute": in EXISTS, expressions see these as well. NULL: none. */
  const NystaTermId *substituted;
  NystaTermId graph; /* of patterns without one: NYSTA_UNION, or as GRAPH said */
} NystaEnvironment;

struct NystaOperator
{
  const NystaOperatorClass *klass;
  NystaExecution *execution;
  guint *variables; /* by column */
  guint n_columns;
  guint8 *sure; /* by column: every row binds it. Who plans says so. */
  NystaOperator **children;
  guint n_children;

  /* the batch */
  NystaTermId *cells;
  gsize n_rows;
  NystaTermId *room; /* for max_rows */
  guint max_rows;

  /* for --explain */
  double rows; /* expected in all */
  double cost; /* µs, likewise */
  guint64 n_given;
  guint64 n_opened;
  gint64 time_ns; /* children's too */
};

struct NystaOperatorClass
{
  const char *name;
  gsize size;
  /* (Re)start. @environment stays as it is until the next time. */
  gboolean (*open) (NystaOperator *op, const NystaEnvironment *environment);
  /* Set op->cells and op->n_rows; no rows: the end. FALSE with execution->error set. */
  gboolean (*next) (NystaOperator *op);
  /* A hint: rows whose first unbound field in the cursor's order is below @id are not wanted
   * any more; (nullable). */
  void (*skip) (NystaOperator *op, NystaTermId id);
  /* Free what is the operator's own; (nullable). */
  void (*finish) (NystaOperator *op);
  /* Append what --explain says of it beyond its name; (nullable). */
  void (*describe) (const NystaOperator *op, GString *out);
};

/* Zeroed but for its base. Copies @variables; children are added with
 * nysta_operator_adopt(). */
gpointer nysta_operator_new (NystaExecution *execution, const NystaOperatorClass *klass,
                             const guint *variables, guint n_columns);
/* Takes @child. */
void nysta_operator_adopt (NystaOperator *op, NystaOperator *child);
void nysta_operator_free (NystaOperator *op);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaOperator, nysta_operator_free)

gboolean nysta_operator_open (NystaOperator *op, const NystaEnvironment *environment);
/* The next batch; checks deadline and cancellation. */
gboolean nysta_operator_next (NystaOperator *op);

/* Point op->cells at room for op->max_rows rows, and op->n_rows at none of them. FALSE for
 * want of memory. */
gboolean nysta_operator_begin_batch (NystaOperator *op);

/* Give the batches of @op and of all below it back: it is at its end. */
void nysta_operator_release_batches (NystaOperator *op);

static inline NystaTermId *
nysta_operator_row (const NystaOperator *op, gsize i)
{
  return op->cells + i * op->n_columns;
}

/* -1 if @op has none. */
gint32 nysta_operator_column (const NystaOperator *op, guint variable);

/* Account for @bytes more; FALSE with an error that names @op. */
gboolean nysta_operator_charge (NystaOperator *op, gsize bytes);

/* Append a tree, an operator a line. @ran: with what happened besides what was expected. */
void nysta_operator_print (const NystaOperator *op, gboolean ran, GString *out);
/* "?name" */
void nysta_operator_append_variable (const NystaExecution *execution, guint variable,
                                     GString *out);
void nysta_operator_append_term (NystaExecution *execution, NystaTermId id, GString *out);

/* --- environments ------------------------------------------------------------------- */

/* A copy of an environment that its owner changes. */
typedef struct
{
  NystaEnvironment given;
  NystaTermId *values;
} NystaInnerEnvironment;

/* @inner gets its own values: of @outer, all if @variables is NULL, else those of @variables
 * and what is substituted. May be done again and again. */
void nysta_inner_environment_set (NystaInnerEnvironment *inner,
                                  const NystaExecution *execution,
                                  const NystaEnvironment *outer, const guint *variables,
                                  guint n_variables);
/* The same for what has variables of its own (subqueries): nothing else is seen within. */
void nysta_inner_environment_clear (NystaInnerEnvironment *inner);
