/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* union.c: the rows of one child after the other's. */
#include "config.h"
#include "sparql/exec/operators.h"

/* So many batches are too much to hold for the next time that it is opened. */
#define MANY_CHILDREN 64u

typedef struct
{
  NystaOperator parent;
  gint32 **columns; /* by child, by column: the child's column, or -1 */
  guint child;
  NystaEnvironment environment;
} Union;

static gboolean
union_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Union *self = (Union *) op;

  self->child = 0;
  self->environment = *environment;
  return op->n_children == 0 || nysta_operator_open (op->children[0], environment);
}

static void
take (Union *self, const NystaOperator *child)
{
  NystaOperator *op = &self->parent;
  const gint32 *columns = self->columns[self->child];

  for (gsize i = 0; i < child->n_rows; i++)
    {
      const NystaTermId *from = nysta_operator_row (child, i);
      NystaTermId *row = nysta_operator_row (op, i);

      for (guint k = 0; k < op->n_columns; k++)
        row[k] = columns[k] >= 0 ? from[columns[k]] : 0;
    }
  op->n_rows = child->n_rows;
}

static gboolean
union_next (NystaOperator *op)
{
  Union *self = (Union *) op;

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (self->child < op->n_children)
    {
      NystaOperator *child = op->children[self->child];

      if (!nysta_operator_next (child))
        return FALSE;
      if (child->n_rows > 0)
        {
          take (self, child);
          return TRUE;
        }
      if (op->n_children >= MANY_CHILDREN)
        nysta_operator_release_batches (child);
      if (++self->child < op->n_children &&
          !nysta_operator_open (op->children[self->child], &self->environment))
        return FALSE;
    }
  return TRUE;
}

static void
union_finish (NystaOperator *op)
{
  Union *self = (Union *) op;

  for (guint i = 0; i < op->n_children; i++)
    g_free (self->columns[i]);
  g_free (self->columns);
}

static const NystaOperatorClass union_class = {
  .name = "union",
  .size = sizeof (Union),
  .open = union_open,
  .next = union_next,
  .finish = union_finish,
};

NystaOperator *
nysta_union_new (NystaExecution *execution, const guint *variables, guint n_columns,
                 NystaOperator **children, guint n_children)
{
  Union *self = nysta_operator_new (execution, &union_class, variables, n_columns);

  self->columns = g_new0 (gint32 *, n_children + 1);
  for (guint i = 0; i < n_children; i++)
    {
      nysta_operator_adopt (&self->parent, children[i]);
      self->columns[i] = g_new (gint32, n_columns + 1);
      for (guint k = 0; k < n_columns; k++)
        self->columns[i][k] = nysta_operator_column (children[i], variables[k]);
      /* Its widest child has no more columns than it has, so that a batch fits. */
      self->parent.max_rows = MAX (self->parent.max_rows, children[i]->max_rows);
    }
  return &self->parent;
}
