/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* distinct.c: each row once, when it first comes. */
#include "config.h"
#include "sparql/exec/operators.h"
#include "sparql/exec/rows.h"

#include <string.h>

typedef struct
{
  NystaOperator parent;
  NystaRowSet seen;
} Distinct;

static gboolean
distinct_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Distinct *self = (Distinct *) op;

  nysta_row_set_clear (&self->seen);
  nysta_row_set_init (&self->seen, op, op->n_columns);
  return nysta_operator_open (op->children[0], environment);
}

static gboolean
distinct_next (NystaOperator *op)
{
  Distinct *self = (Distinct *) op;
  NystaOperator *child = op->children[0];

  op->n_rows = 0;
  while (op->n_rows == 0)
    {
      if (!nysta_operator_next (child))
        return FALSE;
      op->cells = child->cells;
      if (child->n_rows == 0)
        return TRUE;
      for (gsize i = 0; i < child->n_rows; i++)
        {
          const NystaTermId *row = nysta_operator_row (child, i);
          gboolean is_new = FALSE;

          if (nysta_row_set_add (&self->seen, row, &is_new) < 0)
            return FALSE;
          if (!is_new)
            continue;
          if (op->n_rows < i && op->n_columns > 0)
            memcpy (nysta_operator_row (op, op->n_rows), row, op->n_columns * sizeof *row);
          op->n_rows++;
        }
    }
  return TRUE;
}

static void
distinct_finish (NystaOperator *op)
{
  nysta_row_set_clear (&((Distinct *) op)->seen);
}

static const NystaOperatorClass distinct_class = {
  .name = "distinct",
  .size = sizeof (Distinct),
  .open = distinct_open,
  .next = distinct_next,
  .finish = distinct_finish,
};

NystaOperator *
nysta_distinct_new (NystaOperator *child)
{
  Distinct *self = nysta_operator_new (child->execution, &distinct_class, child->variables,
                                       child->n_columns);

  nysta_operator_adopt (&self->parent, child);
  return &self->parent;
}
