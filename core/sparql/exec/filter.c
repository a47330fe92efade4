/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* filter.c: rows for which each condition is true; an error is not. */
#include "config.h"
#include "sparql/exec/join.h"

#include <string.h>

typedef struct
{
  NystaOperator parent;
  NystaConditions *conditions;
} Filter;

static gboolean
filter_open (NystaOperator *op, const NystaEnvironment *environment)
{
  nysta_view_open (((Filter *) op)->conditions->view, environment);
  return nysta_operator_open (op->children[0], environment);
}

static gsize
filter_rows (Filter *self, NystaTermId *cells, gsize n_rows)
{
  NystaConditions *conditions = self->conditions;
  guint width = self->parent.n_columns;
  gsize n = 0;

  if (!conditions->view->substitutes && width > 0)
    {
      for (guint i = 0; i < conditions->expressions->len && n_rows > 0; i++)
        n_rows = nysta_expression_filter (conditions->expressions->pdata[i], cells, width,
                                          n_rows);
      return n_rows;
    }
  for (gsize i = 0; i < n_rows; i++)
    {
      const NystaTermId *row = cells + i * width;

      if (!nysta_conditions_test (conditions, row))
        continue;
      if (n < i && width > 0)
        memcpy (cells + n * width, row, width * sizeof *row);
      n++;
    }
  return n;
}

static gboolean
filter_next (NystaOperator *op)
{
  NystaOperator *child = op->children[0];

  do
    {
      if (!nysta_operator_next (child))
        return FALSE;
      op->cells = child->cells;
      op->n_rows = filter_rows ((Filter *) op, child->cells, child->n_rows);
      if (!nysta_execution_check (op->execution))
        return FALSE;
    }
  while (op->n_rows == 0 && child->n_rows > 0);
  return TRUE;
}

static void
filter_finish (NystaOperator *op)
{
  nysta_conditions_free (((Filter *) op)->conditions);
}

static void
filter_describe (const NystaOperator *op, GString *out)
{
  nysta_conditions_describe (((const Filter *) op)->conditions, out);
}

static const NystaOperatorClass filter_class = {
  .name = "filter",
  .size = sizeof (Filter),
  .open = filter_open,
  .next = filter_next,
  .finish = filter_finish,
  .describe = filter_describe,
};

NystaOperator *
nysta_filter_new (NystaOperator *child, NystaConditions *conditions)
{
  Filter *self = nysta_operator_new (child->execution, &filter_class, child->variables,
                                     child->n_columns);

  nysta_operator_adopt (&self->parent, child);
  self->conditions = conditions;
  return &self->parent;
}
