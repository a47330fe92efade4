/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sort.c: ORDER BY: rows with keys that bytes order; of a limit, only so many are kept; of
 * more than fit the memory, sorted runs on disk are merged. */
#include "config.h"
#include "sparql/exec/join.h"
#include "sparql/exec/partitions.h"
#include "sparql/expression/order.h"

typedef struct
{
  NystaOperator parent;
  NystaConditions *keys;
  gboolean *descending;
  guint64 limit;
  GString *key; /* of the row at hand */
  NystaSorterHolder holder;
  NystaSorter *sorter;
  gboolean is_sorted;
  NystaInnerEnvironment inner;
} Sort;

static gboolean
sort_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Sort *self = (Sort *) op;

  if (self->sorter == NULL)
    self->sorter = nysta_sorter_new (op->execution->budget.scratch, self->limit,
                                     &nysta_sorter_funcs, &self->holder);
  nysta_sorter_reset (self->sorter);
  self->is_sorted = FALSE;
  nysta_inner_environment_set (&self->inner, op->execution, environment,
                               self->limit == NYSTA_ALGEBRA_NO_LIMIT ? NULL : op->variables,
                               0);
  nysta_view_open (self->keys->view, &self->inner.given);
  return nysta_operator_open (op->children[0], &self->inner.given);
}

static gboolean
add_row (Sort *self, const NystaTermId *row)
{
  NystaExecution *execution = self->parent.execution;
  GError *error = NULL;

  g_string_truncate (self->key, 0);
  for (guint i = 0; i < self->keys->expressions->len; i++)
    {
      gsize start = self->key->len;
      NystaTermId id = nysta_expression_id (self->keys->expressions->pdata[i],
                                            nysta_view_row (self->keys->view, row));

      nysta_order_append_key (execution->terms, execution->collation, id, self->key);
      for (gsize k = start; self->descending[i] && k < self->key->len; k++)
        self->key->str[k] = (char) ~self->key->str[k];
    }
  return nysta_sorter_add (self->sorter, self->key->str, self->key->len, row,
                           self->parent.n_columns * sizeof *row, &error) ||
         nysta_operator_fail_spilling (&self->parent, error);
}

static gboolean
gather (Sort *self)
{
  NystaOperator *child = self->parent.children[0];
  GError *error = NULL;

  do
    {
      if (!nysta_operator_next (child))
        return FALSE;
      for (gsize i = 0; i < child->n_rows; i++)
        if (!add_row (self, nysta_operator_row (child, i)))
          return FALSE;
      nysta_run_terms_release (self->parent.execution->terms);
      if (!nysta_execution_check (self->parent.execution))
        return FALSE;
    }
  while (child->n_rows > 0);
  self->is_sorted = TRUE;
  return nysta_sorter_finish (self->sorter, &error) ||
         nysta_operator_fail_spilling (&self->parent, error);
}

static gboolean
sort_next (NystaOperator *op)
{
  Sort *self = (Sort *) op;

  return nysta_operator_begin_batch (op) && (self->is_sorted || gather (self)) &&
         nysta_sorter_fill_batch (self->sorter, op);
}

static void
sort_finish (NystaOperator *op)
{
  Sort *self = (Sort *) op;

  nysta_sorter_free (self->sorter);
  nysta_conditions_free (self->keys);
  g_string_free (self->key, TRUE);
  g_free (self->descending);
  nysta_inner_environment_clear (&self->inner);
}

static void
sort_describe (const NystaOperator *op, GString *out)
{
  const Sort *self = (const Sort *) op;

  for (guint i = 0; i < self->keys->nodes->len; i++)
    {
      g_string_append (out, self->descending[i] ? " descending " : " ");
      nysta_syntax_write (op->execution->tree, self->keys->nodes->pdata[i], out);
    }
  if (self->limit != NYSTA_ALGEBRA_NO_LIMIT)
    g_string_append_printf (out, " first %" G_GUINT64_FORMAT, self->limit);
}

static const NystaOperatorClass sort_class = {
  .name = "sort",
  .size = sizeof (Sort),
  .open = sort_open,
  .next = sort_next,
  .finish = sort_finish,
  .describe = sort_describe,
};

NystaOperator *
nysta_sort_new (NystaOperator *child, NystaConditions *keys, const gboolean *descending,
                guint64 limit)
{
  Sort *self = nysta_operator_new (child->execution, &sort_class, child->variables,
                                   child->n_columns);

  nysta_operator_adopt (&self->parent, child);
  self->keys = keys;
  self->descending = g_memdup2 (descending, keys->expressions->len * sizeof *descending);
  self->limit = limit;
  self->key = g_string_sized_new (64);
  self->holder.owner = &self->parent;
  nysta_holding_init (&self->holder.holding, &child->execution->budget);
  return &self->parent;
}
