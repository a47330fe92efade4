/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* slice.c: OFFSET and LIMIT. */
#include "config.h"
#include "sparql/exec/operators.h"

typedef struct
{
  NystaOperator parent;
  guint64 offset;
  guint64 limit;
  guint64 n_to_skip;
  guint64 n_left;
  NystaInnerEnvironment inner;
} Slice;

static gboolean
slice_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Slice *self = (Slice *) op;

  self->n_to_skip = self->offset;
  self->n_left = self->limit;
  /* Rows that a hint leaves out would be counted. */
  nysta_inner_environment_set (&self->inner, op->execution, environment, op->variables, 0);
  return nysta_operator_open (op->children[0], &self->inner.given);
}

static gboolean
slice_next (NystaOperator *op)
{
  Slice *self = (Slice *) op;
  NystaOperator *child = op->children[0];

  op->n_rows = 0;
  while (op->n_rows == 0 && self->n_left > 0)
    {
      if (!nysta_operator_next (child))
        return FALSE;
      if (child->n_rows == 0)
        return TRUE;

      gsize n_skipped = (gsize) MIN (self->n_to_skip, child->n_rows);

      self->n_to_skip -= n_skipped;
      op->cells = child->cells + n_skipped * op->n_columns;
      op->n_rows = (gsize) MIN (self->n_left, child->n_rows - n_skipped);
    }
  if (self->n_left != NYSTA_ALGEBRA_NO_LIMIT)
    self->n_left -= op->n_rows;
  return TRUE;
}

static void
slice_finish (NystaOperator *op)
{
  nysta_inner_environment_clear (&((Slice *) op)->inner);
}

static void
slice_describe (const NystaOperator *op, GString *out)
{
  const Slice *self = (const Slice *) op;

  if (self->offset > 0)
    g_string_append_printf (out, " after %" G_GUINT64_FORMAT, self->offset);
  if (self->limit != NYSTA_ALGEBRA_NO_LIMIT)
    g_string_append_printf (out, " at most %" G_GUINT64_FORMAT, self->limit);
}

static const NystaOperatorClass slice_class = {
  .name = "slice",
  .size = sizeof (Slice),
  .open = slice_open,
  .next = slice_next,
  .finish = slice_finish,
  .describe = slice_describe,
};

NystaOperator *
nysta_slice_new (NystaOperator *child, guint64 offset, guint64 limit)
{
  Slice *self = nysta_operator_new (child->execution, &slice_class, child->variables,
                                    child->n_columns);

  nysta_operator_adopt (&self->parent, child);
  self->offset = offset;
  self->limit = limit;
  return &self->parent;
}
