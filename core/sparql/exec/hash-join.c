/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* hash-join.c: the right side in memory, by the variables that all rows of both sides bind;
 * other shared ones are compared row by row. Without such variables it is a nested loop. */
#include "config.h"
#include "sparql/exec/join.h"
#include "sparql/exec/rows.h"

typedef struct
{
  NystaOperator parent;
  NystaJoin join;
  NystaRowIndex index;
  guint n_keys;
  guint *left_keys;
  guint *right_keys;
  guint *passed;
  guint n_passed;
  NystaInnerEnvironment inner;
  gboolean is_built;
  gsize next_left; /* row of the left batch */
  gboolean is_open;
  gint64 candidate;
} HashJoin;

static gboolean
hash_join_open (NystaOperator *op, const NystaEnvironment *environment)
{
  HashJoin *self = (HashJoin *) op;

  nysta_row_index_clear (&self->index);
  nysta_row_index_init (&self->index, op, op->children[1]->n_columns, self->right_keys,
                        self->n_keys);
  self->is_built = FALSE;
  self->is_open = FALSE;
  self->next_left = 0;
  nysta_join_open (&self->join, environment);
  nysta_inner_environment_set (&self->inner, op->execution, environment,
                               self->join.kind == NYSTA_JOIN_INNER ? NULL : self->passed,
                               self->n_passed);
  return nysta_operator_open (op->children[0], environment);
}

static gboolean
build (HashJoin *self)
{
  NystaOperator *right = self->parent.children[1];

  self->is_built = TRUE;
  return nysta_operator_open (right, &self->inner.given) &&
         nysta_rows_drain (&self->index.rows, right) &&
         nysta_row_index_build (&self->index);
}

static void
join_row (HashJoin *self, const NystaTermId *left)
{
  gboolean is_decided = FALSE;

  if (!self->is_open)
    {
      nysta_join_begin (&self->join);
      self->candidate = nysta_row_index_first (&self->index, left, self->left_keys);
      self->is_open = TRUE;
    }
  while (!is_decided && self->candidate >= 0 && !nysta_join_is_full (&self->join))
    {
      is_decided = nysta_join_offer (
        &self->join, left, nysta_rows_get (&self->index.rows, (gsize) self->candidate));
      self->candidate = nysta_row_index_next (&self->index, self->candidate, left,
                                              self->left_keys);
    }
  if (!is_decided && (self->candidate >= 0 || nysta_join_is_full (&self->join)))
    return;
  if (!is_decided)
    nysta_join_end (&self->join, left);
  self->is_open = FALSE;
  self->next_left++;
}

static gboolean
hash_join_next (NystaOperator *op)
{
  HashJoin *self = (HashJoin *) op;
  NystaOperator *left = op->children[0];

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (!nysta_join_is_full (&self->join))
    {
      if (self->next_left >= left->n_rows)
        {
          if (op->n_rows > 0 && !self->is_open && left->n_rows > 0 &&
              op->n_rows * 2 >= op->max_rows)
            break;
          self->next_left = 0;
          if (!nysta_operator_next (left))
            return FALSE;
          if (left->n_rows == 0)
            break;
        }
      if (!self->is_built && !build (self))
        return FALSE;
      if (self->index.rows.n_rows == 0 &&
          (self->join.kind == NYSTA_JOIN_INNER || self->join.kind == NYSTA_JOIN_SEMI))
        break;
      join_row (self, nysta_operator_row (left, self->next_left));
    }
  return nysta_execution_check (op->execution);
}

static void
hash_join_finish (NystaOperator *op)
{
  HashJoin *self = (HashJoin *) op;

  nysta_join_clear (&self->join);
  nysta_row_index_clear (&self->index);
  nysta_inner_environment_clear (&self->inner);
  g_free (self->left_keys);
  g_free (self->right_keys);
  g_free (self->passed);
}

static void
hash_join_describe (const NystaOperator *op, GString *out)
{
  nysta_join_describe (&((const HashJoin *) op)->join, out);
}

static const NystaOperatorClass hash_join_class = {
  .name = "hash join",
  .size = sizeof (HashJoin),
  .open = hash_join_open,
  .next = hash_join_next,
  .finish = hash_join_finish,
  .describe = hash_join_describe,
};

NystaOperator *
nysta_hash_join_new (NystaJoinKind kind, NystaOperator *left, NystaOperator *right,
                     const guint *keys, guint n_keys, const guint *passed, guint n_passed,
                     NystaConditions *conditions)
{
  guint n = 0;
  g_autofree guint *columns = nysta_join_columns (left, right->variables, right->n_columns,
                                                  &n);
  gboolean makes = kind == NYSTA_JOIN_INNER || kind == NYSTA_JOIN_LEFT;
  HashJoin *self = nysta_operator_new (left->execution, &hash_join_class, columns,
                                       makes ? n : left->n_columns);

  nysta_operator_adopt (&self->parent, left);
  nysta_operator_adopt (&self->parent, right);
  nysta_join_init (&self->join, &self->parent, kind, left, right->variables,
                   right->n_columns, conditions);
  self->n_keys = n_keys;
  self->left_keys = g_new (guint, n_keys + 1);
  self->right_keys = g_new (guint, n_keys + 1);
  for (guint i = 0; i < n_keys; i++)
    {
      self->left_keys[i] = (guint) nysta_operator_column (left, keys[i]);
      self->right_keys[i] = (guint) nysta_operator_column (right, keys[i]);
    }
  self->passed = g_new (guint, n_passed + 1);
  for (guint i = 0; i < n_passed; i++)
    self->passed[i] = passed[i];
  self->n_passed = n_passed;
  return &self->parent;
}
