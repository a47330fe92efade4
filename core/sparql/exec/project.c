/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* project.c: some of the child's variables, in the sequence wanted. Others of these names
 * outside are other variables. */
#include "config.h"
#include "sparql/exec/operators.h"

typedef struct
{
  NystaOperator parent;
  gint32 *columns; /* of the child; -1: none */
  gboolean is_same;
  NystaInnerEnvironment inner;
  NystaTermId *substituted;
} Project;

static gboolean
project_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Project *self = (Project *) op;
  const NystaEnvironment bare = { .values = environment->values,
                                  .graph = environment->graph };

  nysta_inner_environment_set (&self->inner, op->execution, &bare, op->variables,
                               op->n_columns);
  if (environment->substituted != NULL)
    {
      if (self->substituted == NULL)
        self->substituted = g_new0 (NystaTermId, op->execution->n_variables + 1);
      for (guint i = 0; i < op->n_columns; i++)
        self->substituted[op->variables[i]] = environment->substituted[op->variables[i]];
      self->inner.given.substituted = self->substituted;
    }
  return nysta_operator_open (op->children[0], &self->inner.given);
}

static gboolean
project_next (NystaOperator *op)
{
  Project *self = (Project *) op;
  NystaOperator *child = op->children[0];

  if (!nysta_operator_next (child))
    return FALSE;
  if (self->is_same)
    {
      op->cells = child->cells;
      op->n_rows = child->n_rows;
      return TRUE;
    }
  if (!nysta_operator_begin_batch (op))
    return FALSE;
  for (gsize i = 0; i < child->n_rows; i++)
    {
      const NystaTermId *from = nysta_operator_row (child, i);
      NystaTermId *row = nysta_operator_row (op, i);

      for (guint k = 0; k < op->n_columns; k++)
        row[k] = self->columns[k] >= 0 ? from[self->columns[k]] : 0;
    }
  op->n_rows = child->n_rows;
  return TRUE;
}

static void
project_finish (NystaOperator *op)
{
  Project *self = (Project *) op;

  g_free (self->columns);
  g_free (self->substituted);
  nysta_inner_environment_clear (&self->inner);
}

static void
project_describe (const NystaOperator *op, GString *out)
{
  for (guint i = 0; i < op->n_columns; i++)
    {
      g_string_append_c (out, ' ');
      nysta_operator_append_variable (op->execution, op->variables[i], out);
    }
}

static const NystaOperatorClass project_class = {
  .name = "project",
  .size = sizeof (Project),
  .open = project_open,
  .next = project_next,
  .finish = project_finish,
  .describe = project_describe,
};

NystaOperator *
nysta_project_new (NystaOperator *child, const guint *variables, guint n)
{
  Project *self = nysta_operator_new (child->execution, &project_class, variables, n);

  nysta_operator_adopt (&self->parent, child);
  self->columns = g_new (gint32, n + 1);
  self->is_same = n == child->n_columns;
  for (guint i = 0; i < n; i++)
    {
      self->columns[i] = nysta_operator_column (child, variables[i]);
      self->is_same = self->is_same && self->columns[i] == (gint32) i;
    }
  self->parent.max_rows = child->max_rows;
  return &self->parent;
}
