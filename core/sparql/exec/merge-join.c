/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* merge-join.c: both sides sorted by one variable: each is read once, and long stretches
 * without a partner are skipped. */
#include "config.h"
#include "sparql/exec/join.h"
#include "sparql/exec/rows.h"

typedef struct
{
  NystaOperator parent;
  NystaJoin join;
  guint keys[2];    /* the column of either side */
  gsize at[2];      /* row of either side's batch */
  NystaRows group;  /* right rows of one key */
  NystaTermId key;  /* theirs; 0: none */
  gsize next_group; /* for the left row at hand */
} MergeJoin;

static gboolean
merge_join_open (NystaOperator *op, const NystaEnvironment *environment)
{
  MergeJoin *self = (MergeJoin *) op;

  self->at[0] = self->at[1] = 0;
  self->key = 0;
  self->next_group = 0;
  self->group.n_rows = 0;
  nysta_join_open (&self->join, environment);
  nysta_join_begin (&self->join);
  return nysta_operator_open (op->children[0], environment) &&
         nysta_operator_open (op->children[1], environment);
}

/* To the first row of @side whose key is at least @least. FALSE with an error; @out_key is 0
 * at the end. */
static gboolean
advance (MergeJoin *self, guint side, NystaTermId least, NystaTermId *out_key)
{
  NystaOperator *child = self->parent.children[side];

  *out_key = 0;
  for (;;)
    {
      while (self->at[side] < child->n_rows)
        {
          NystaTermId id = nysta_operator_row (child, self->at[side])[self->keys[side]];

          if (id >= least)
            {
              *out_key = id;
              return TRUE;
            }
          self->at[side]++;
        }
      if (least > 0 && child->klass->skip != NULL)
        child->klass->skip (child, least);
      self->at[side] = 0;
      if (!nysta_operator_next (child))
        return FALSE;
      if (child->n_rows == 0)
        return TRUE;
    }
}

/* Gather the right rows of the left row's key. */
static gboolean
next_group (MergeJoin *self, NystaTermId key)
{
  NystaOperator *right = self->parent.children[1];
  NystaTermId found = 0;

  self->group.n_rows = 0;
  self->key = key;
  for (;;)
    {
      if (!advance (self, 1, key, &found))
        return FALSE;
      if (found != key)
        return TRUE;
      if (!nysta_rows_append (&self->group, nysta_operator_row (right, self->at[1]++), 1))
        return FALSE;
    }
}

static void
join_row (MergeJoin *self)
{
  const NystaTermId *left = nysta_operator_row (self->parent.children[0], self->at[0]);

  while (self->next_group < self->group.n_rows && !nysta_join_is_full (&self->join))
    nysta_join_offer (&self->join, left, nysta_rows_get (&self->group, self->next_group++));
  if (self->next_group < self->group.n_rows)
    return;
  self->next_group = 0;
  self->at[0]++;
}

static gboolean
merge_join_next (NystaOperator *op)
{
  MergeJoin *self = (MergeJoin *) op;
  NystaTermId least = 0;

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (!nysta_join_is_full (&self->join))
    {
      NystaTermId left = 0, right = 0;

      if (!advance (self, 0, least, &left))
        return FALSE;
      if (left == 0)
        break;
      if (left != self->key && !next_group (self, left))
        return FALSE;
      if (self->group.n_rows > 0)
        {
          join_row (self);
          continue;
        }
      if (!advance (self, 1, left, &right))
        return FALSE;
      if (right == 0)
        break;
      least = right;
    }
  return nysta_execution_check (op->execution);
}

static void
merge_join_finish (NystaOperator *op)
{
  MergeJoin *self = (MergeJoin *) op;

  nysta_join_clear (&self->join);
  nysta_rows_clear (&self->group);
}

static void
merge_join_describe (const NystaOperator *op, GString *out)
{
  nysta_join_describe (&((const MergeJoin *) op)->join, out);
}

static const NystaOperatorClass merge_join_class = {
  .name = "merge join",
  .size = sizeof (MergeJoin),
  .open = merge_join_open,
  .next = merge_join_next,
  .finish = merge_join_finish,
  .describe = merge_join_describe,
};

NystaOperator *
nysta_merge_join_new (NystaOperator *left, NystaOperator *right, guint key)
{
  guint n = 0;
  g_autofree guint *columns = nysta_join_columns (left, right->variables, right->n_columns,
                                                  &n);
  MergeJoin *self = nysta_operator_new (left->execution, &merge_join_class, columns, n);

  nysta_operator_adopt (&self->parent, left);
  nysta_operator_adopt (&self->parent, right);
  nysta_join_init (&self->join, &self->parent, NYSTA_JOIN_INNER, left, right->variables,
                   right->n_columns, NULL);
  nysta_rows_init (&self->group, &self->parent, right->n_columns);
  self->keys[0] = (guint) nysta_operator_column (left, key);
  self->keys[1] = (guint) nysta_operator_column (right, key);
  return &self->parent;
}
