/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* bind-join.c: the right side opened anew for each left row, knowing its values. */
#include "config.h"
#include "sparql/exec/join.h"

typedef struct
{
  NystaOperator parent;
  NystaJoin join;
  guint n_passed;
  guint *passed;  /* variables */
  guint *columns; /* of the left, for these */
  NystaEnvironment outer;
  NystaInnerEnvironment inner;
  gsize next_left;
  gboolean is_open;
  gsize next_right;
} BindJoin;

static gboolean
bind_join_open (NystaOperator *op, const NystaEnvironment *environment)
{
  BindJoin *self = (BindJoin *) op;

  self->outer = *environment;
  self->next_left = 0;
  self->is_open = FALSE;
  nysta_join_open (&self->join, environment);
  return nysta_operator_open (op->children[0], environment);
}

/* Of the environment an optional side may only know what the left side binds: else a row
 * that it would match is taken for one that it doesn't. */
static gboolean
open_right (BindJoin *self, const NystaTermId *left)
{
  NystaOperator *op = &self->parent;
  gboolean is_inner = self->join.kind == NYSTA_JOIN_INNER;

  nysta_inner_environment_set (&self->inner, op->execution, &self->outer,
                               is_inner ? NULL : self->passed, 0);
  for (guint i = 0; i < self->n_passed; i++)
    if (left[self->columns[i]] != 0)
      self->inner.values[self->passed[i]] = left[self->columns[i]];
  self->is_open = TRUE;
  self->next_right = 0;
  nysta_join_begin (&self->join);
  return nysta_operator_open (op->children[1], &self->inner.given);
}

static gboolean
join_row (BindJoin *self, const NystaTermId *left)
{
  NystaOperator *right = self->parent.children[1];
  gboolean is_decided = FALSE;

  if (!self->is_open && !open_right (self, left))
    return FALSE;
  while (!is_decided && !nysta_join_is_full (&self->join))
    {
      if (self->next_right >= right->n_rows)
        {
          self->next_right = 0;
          if (!nysta_operator_next (right))
            return FALSE;
          if (right->n_rows == 0)
            break;
        }
      is_decided = nysta_join_offer (&self->join, left,
                                     nysta_operator_row (right, self->next_right++));
    }
  if (!is_decided && nysta_join_is_full (&self->join))
    return TRUE;
  if (!is_decided)
    nysta_join_end (&self->join, left);
  self->is_open = FALSE;
  self->next_left++;
  return TRUE;
}

static gboolean
bind_join_next (NystaOperator *op)
{
  BindJoin *self = (BindJoin *) op;
  NystaOperator *left = op->children[0];

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (!nysta_join_is_full (&self->join))
    {
      if (self->next_left >= left->n_rows)
        {
          self->next_left = 0;
          if (!nysta_operator_next (left))
            return FALSE;
          if (left->n_rows == 0)
            break;
        }
      if (!join_row (self, nysta_operator_row (left, self->next_left)))
        return FALSE;
    }
  return nysta_execution_check (op->execution);
}

static void
bind_join_finish (NystaOperator *op)
{
  BindJoin *self = (BindJoin *) op;

  nysta_join_clear (&self->join);
  nysta_inner_environment_clear (&self->inner);
  g_free (self->passed);
  g_free (self->columns);
}

static void
bind_join_describe (const NystaOperator *op, GString *out)
{
  nysta_join_describe (&((const BindJoin *) op)->join, out);
}

static const NystaOperatorClass bind_join_class = {
  .name = "bind join",
  .size = sizeof (BindJoin),
  .open = bind_join_open,
  .next = bind_join_next,
  .finish = bind_join_finish,
  .describe = bind_join_describe,
};

NystaOperator *
nysta_bind_join_new (NystaJoinKind kind, NystaOperator *left, NystaOperator *right,
                     const guint *passed, guint n_passed, NystaConditions *conditions)
{
  guint n = 0;
  g_autofree guint *columns = nysta_join_columns (left, right->variables, right->n_columns,
                                                  &n);
  gboolean makes = kind == NYSTA_JOIN_INNER || kind == NYSTA_JOIN_LEFT;
  BindJoin *self = nysta_operator_new (left->execution, &bind_join_class, columns,
                                       makes ? n : left->n_columns);

  nysta_operator_adopt (&self->parent, left);
  nysta_operator_adopt (&self->parent, right);
  nysta_join_init (&self->join, &self->parent, kind, left, right->variables,
                   right->n_columns, conditions);
  self->passed = g_new (guint, n_passed + 1);
  self->columns = g_new (guint, n_passed + 1);
  for (guint i = 0; i < n_passed; i++)
    {
      gint32 column = nysta_operator_column (left, passed[i]);

      if (column < 0)
        continue;
      self->passed[self->n_passed] = passed[i];
      self->columns[self->n_passed++] = (guint) column;
    }
  return &self->parent;
}
