/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* extend.c: variables of expressions; an error leaves one unbound. */
#include "config.h"
#include "sparql/exec/join.h"

#include <string.h>

typedef struct
{
  NystaOperator parent;
  NystaConditions *expressions;
} Extend;

static gboolean
extend_open (NystaOperator *op, const NystaEnvironment *environment)
{
  nysta_view_open (((Extend *) op)->expressions->view, environment);
  return nysta_operator_open (op->children[0], environment);
}

static gboolean
extend_next (NystaOperator *op)
{
  NystaConditions *expressions = ((Extend *) op)->expressions;
  NystaOperator *child = op->children[0];

  if (!nysta_operator_begin_batch (op) || !nysta_operator_next (child))
    return FALSE;
  for (gsize i = 0; i < child->n_rows; i++)
    {
      NystaTermId *row = nysta_operator_row (op, op->n_rows++);
      guint column = child->n_columns;

      if (column > 0)
        memcpy (row, nysta_operator_row (child, i), column * sizeof *row);
      memset (row + column, 0, (op->n_columns - column) * sizeof *row);
      nysta_expression_context_next_solution (op->execution->expressions);
      for (guint k = 0; k < expressions->expressions->len; k++)
        row[column + k] = nysta_expression_id (expressions->expressions->pdata[k],
                                               nysta_view_row (expressions->view, row));
    }
  return nysta_execution_check (op->execution);
}

static void
extend_finish (NystaOperator *op)
{
  nysta_conditions_free (((Extend *) op)->expressions);
}

static void
extend_describe (const NystaOperator *op, GString *out)
{
  const NystaConditions *expressions = ((const Extend *) op)->expressions;
  guint n = expressions->nodes->len;

  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, i == 0 ? " " : ", ");
      nysta_operator_append_variable (op->execution, op->variables[op->n_columns - n + i],
                                      out);
      g_string_append (out, " = ");
      nysta_syntax_write (op->execution->tree, expressions->nodes->pdata[i], out);
    }
}

static const NystaOperatorClass extend_class = {
  .name = "extend",
  .size = sizeof (Extend),
  .open = extend_open,
  .next = extend_next,
  .finish = extend_finish,
  .describe = extend_describe,
};

NystaOperator *
nysta_extend_new (NystaOperator *child, const guint *variables, guint n,
                  NystaConditions *expressions)
{
  g_autofree guint *columns = g_new (guint, child->n_columns + n + 1);

  for (guint i = 0; i < child->n_columns; i++)
    columns[i] = child->variables[i];
  for (guint i = 0; i < n; i++)
    columns[child->n_columns + i] = variables[i];

  Extend *self = nysta_operator_new (child->execution, &extend_class, columns,
                                     child->n_columns + n);

  nysta_operator_adopt (&self->parent, child);
  /* A child's batch fits. */
  self->parent.max_rows = child->max_rows;
  self->expressions = expressions;
  return &self->parent;
}
