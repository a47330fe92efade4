/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* distinct.c: each row once, when it first comes. */
#include "config.h"
#include "sparql/exec/operators.h"
#include "sparql/exec/unique.h"

#include <string.h>

typedef struct
{
  NystaOperator parent;
  NystaHolding holding;
  NystaUnique unique;
  gboolean is_finished; /* all that is left was put off */
} Distinct;

static gboolean
distinct_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Distinct *self = (Distinct *) op;

  nysta_unique_clear (&self->unique);
  nysta_unique_init (&self->unique, op, op->n_columns, &self->holding, 1);
  self->is_finished = FALSE;
  return nysta_operator_open (op->children[0], environment);
}

static gboolean
give_put_off (Distinct *self)
{
  NystaOperator *op = &self->parent;

  if (!self->is_finished && !nysta_unique_finish (&self->unique))
    return FALSE;
  self->is_finished = TRUE;
  return self->unique.sorter == NULL || (nysta_operator_begin_batch (op) &&
                                         nysta_sorter_fill_batch (self->unique.sorter, op));
}

static gboolean
distinct_next (NystaOperator *op)
{
  Distinct *self = (Distinct *) op;
  NystaOperator *child = op->children[0];

  op->n_rows = 0;
  if (self->is_finished)
    return give_put_off (self);
  while (op->n_rows == 0)
    {
      if (!nysta_operator_next (child))
        return FALSE;
      op->cells = child->cells;
      if (child->n_rows == 0)
        return give_put_off (self);
      for (gsize i = 0; i < child->n_rows; i++)
        {
          const NystaTermId *row = nysta_operator_row (child, i);
          gboolean is_new = FALSE;

          if (!nysta_unique_add (&self->unique, row, &is_new))
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
  nysta_unique_clear (&((Distinct *) op)->unique);
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
  nysta_holding_init (&self->holding, &child->execution->budget);
  return &self->parent;
}
