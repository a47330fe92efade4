/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* minus.c: left rows that no right row is compatible with that shares a bound variable. */
#include "config.h"
#include "sparql/exec/operators.h"
#include "sparql/exec/rows.h"

typedef struct
{
  NystaOperator parent;
  NystaRowIndex index;
  guint n_keys;
  guint *left_keys;
  guint *right_keys;
  guint n_shared;
  guint *shared_left;
  guint *shared_right;
  guint n_passed;
  guint *passed;
  NystaInnerEnvironment inner;
  gboolean is_built;
} Minus;

static gboolean
minus_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Minus *self = (Minus *) op;

  nysta_row_index_clear (&self->index);
  nysta_row_index_init (&self->index, op, op->children[1]->n_columns, self->right_keys,
                        self->n_keys);
  self->is_built = FALSE;
  nysta_inner_environment_set (&self->inner, op->execution, environment, self->passed,
                               self->n_passed);
  return nysta_operator_open (op->children[0], environment);
}

static gboolean
build (Minus *self)
{
  NystaOperator *right = self->parent.children[1];

  self->is_built = TRUE;
  return nysta_operator_open (right, &self->inner.given) &&
         nysta_rows_drain (&self->index.rows, right) &&
         nysta_row_index_build (&self->index);
}

static gboolean
takes_away (const Minus *self, const NystaTermId *left, const NystaTermId *right)
{
  gboolean shares = FALSE;

  for (guint i = 0; i < self->n_shared; i++)
    {
      NystaTermId a = left[self->shared_left[i]], b = right[self->shared_right[i]];

      if (a != 0 && b != 0 && a != b)
        return FALSE;
      shares = shares || (a != 0 && b != 0);
    }
  return shares;
}

static gboolean
is_kept (const Minus *self, const NystaTermId *left)
{
  gint64 candidate = nysta_row_index_first (&self->index, left, self->left_keys);

  while (candidate >= 0 &&
         !takes_away (self, left, nysta_rows_get (&self->index.rows, (gsize) candidate)))
    candidate = nysta_row_index_next (&self->index, candidate, left, self->left_keys);
  return candidate < 0;
}

static gboolean
minus_next (NystaOperator *op)
{
  Minus *self = (Minus *) op;
  NystaOperator *left = op->children[0];

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (op->n_rows == 0)
    {
      if (!nysta_operator_next (left))
        return FALSE;
      if (left->n_rows == 0)
        return TRUE;
      if (!self->is_built && !build (self))
        return FALSE;
      for (gsize i = 0; i < left->n_rows; i++)
        {
          const NystaTermId *row = nysta_operator_row (left, i);

          if (!is_kept (self, row))
            continue;
          for (guint k = 0; k < op->n_columns; k++)
            nysta_operator_row (op, op->n_rows)[k] = row[k];
          op->n_rows++;
        }
    }
  return TRUE;
}

static void
minus_finish (NystaOperator *op)
{
  Minus *self = (Minus *) op;

  nysta_row_index_clear (&self->index);
  nysta_inner_environment_clear (&self->inner);
  g_free (self->left_keys);
  g_free (self->right_keys);
  g_free (self->shared_left);
  g_free (self->shared_right);
  g_free (self->passed);
}

static const NystaOperatorClass minus_class = {
  .name = "minus",
  .size = sizeof (Minus),
  .open = minus_open,
  .next = minus_next,
  .finish = minus_finish,
};

NystaOperator *
nysta_minus_new (NystaOperator *left, NystaOperator *right, const guint *keys, guint n_keys,
                 const guint *passed, guint n_passed)
{
  Minus *self = nysta_operator_new (left->execution, &minus_class, left->variables,
                                    left->n_columns);

  nysta_operator_adopt (&self->parent, left);
  nysta_operator_adopt (&self->parent, right);
  self->n_keys = n_keys;
  self->left_keys = g_new (guint, n_keys + 1);
  self->right_keys = g_new (guint, n_keys + 1);
  for (guint i = 0; i < n_keys; i++)
    {
      self->left_keys[i] = (guint) nysta_operator_column (left, keys[i]);
      self->right_keys[i] = (guint) nysta_operator_column (right, keys[i]);
    }
  self->shared_left = g_new (guint, left->n_columns + 1);
  self->shared_right = g_new (guint, left->n_columns + 1);
  for (guint i = 0; i < left->n_columns; i++)
    {
      gint32 column = nysta_operator_column (right, left->variables[i]);

      if (column < 0)
        continue;
      self->shared_left[self->n_shared] = i;
      self->shared_right[self->n_shared++] = (guint) column;
    }
  self->n_passed = n_passed;
  self->passed = g_new (guint, n_passed + 1);
  for (guint i = 0; i < n_passed; i++)
    self->passed[i] = passed[i];
  return &self->parent;
}
