/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* table.c: rows that are known: VALUES, no solution, and the one without bindings. */
#include "config.h"
#include "sparql/exec/operators.h"

#include <string.h>

typedef struct
{
  NystaOperator parent;
  NystaTermId *table;
  gsize n_table;
  gsize next_row;
  gsize n_charged; /* bytes */
} Table;

static gboolean
table_open (NystaOperator *op, const NystaEnvironment *environment)
{
  ((Table *) op)->next_row = 0;
  return TRUE;
}

static gboolean
table_next (NystaOperator *op)
{
  Table *self = (Table *) op;

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  op->n_rows = MIN (op->max_rows, self->n_table - self->next_row);
  if (op->n_columns > 0 && op->n_rows > 0)
    memcpy (op->cells, self->table + self->next_row * op->n_columns,
            op->n_rows * op->n_columns * sizeof (NystaTermId));
  self->next_row += op->n_rows;
  return TRUE;
}

static void
table_finish (NystaOperator *op)
{
  Table *self = (Table *) op;

  nysta_budget_release (&op->execution->budget, self->n_charged);
  g_free (self->table);
}

static void
table_describe (const NystaOperator *op, GString *out)
{
  for (guint i = 0; i < op->n_columns; i++)
    {
      g_string_append_c (out, ' ');
      nysta_operator_append_variable (op->execution, op->variables[i], out);
    }
}

static const NystaOperatorClass table_class = {
  .name = "table",
  .size = sizeof (Table),
  .open = table_open,
  .next = table_next,
  .finish = table_finish,
  .describe = table_describe,
};

NystaOperator *
nysta_table_new (NystaExecution *execution, const guint *variables, guint n_columns,
                 const NystaTermId *cells, gsize n_rows)
{
  Table *self = nysta_operator_new (execution, &table_class, variables, n_columns);

  self->table = g_memdup2 (cells, n_rows * n_columns * sizeof *cells);
  self->n_table = n_rows;
  return &self->parent;
}

void
nysta_table_set_charged (NystaOperator *op, gsize n_bytes)
{
  ((Table *) op)->n_charged = n_bytes;
}
