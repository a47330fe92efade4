/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* hash-join.c: the right side in memory, by the variables that all rows of both sides bind;
 * other shared ones are compared row by row. MINUS is one, too.
 *
 * A right side that memory has no room for is dealt out by these variables, as is the left
 * one; parts are joined one after the other, and what comes of them is sorted by the left
 * row. Without such variables it is read from disk for each left row. */
#include "config.h"
#include "sparql/exec/join.h"
#include "sparql/exec/partitions.h"

#include <string.h>

typedef struct
{
  NystaOperator parent;
  NystaJoin join;
  NystaHolding share;
  NystaHolding holding;
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

  /* on disk */
  gboolean is_scanned; /* the right side, for each left row: */
  NystaPart right;
  NystaPartReader reader;
  guint64 n_left; /* rows that were dealt out */
  GArray *pairs;  /* Pair */
  NystaSorterHolder holder;
  NystaSorter *sorter; /* (nullable): all that is left to give, by left row */
} HashJoin;

/* Left rows, each after its number, and the right rows with such keys. */
typedef struct
{
  NystaPart left;
  NystaPart right;
} Pair;

static void
pair_clear (Pair *pair)
{
  nysta_part_clear (&pair->left);
  nysta_part_clear (&pair->right);
}

static void
forget (HashJoin *self)
{
  nysta_row_index_clear (&self->index);
  nysta_part_reader_clear (&self->reader);
  nysta_part_clear (&self->right);
  for (guint i = 0; i < self->pairs->len; i++)
    pair_clear (&g_array_index (self->pairs, Pair, i));
  g_array_set_size (self->pairs, 0);
  g_clear_pointer (&self->sorter, nysta_sorter_free);
  self->is_scanned = FALSE;
}

static void
init_index (HashJoin *self)
{
  nysta_row_index_clear (&self->index);
  nysta_row_index_init (&self->index, &self->parent, self->parent.children[1]->n_columns,
                        self->right_keys, self->n_keys);
  self->index.rows.holding = &self->holding;
}

static gboolean
hash_join_open (NystaOperator *op, const NystaEnvironment *environment)
{
  HashJoin *self = (HashJoin *) op;

  forget (self);
  nysta_holding_init_part (&self->holding, &self->share, 1);
  init_index (self);
  self->is_built = FALSE;
  self->is_open = FALSE;
  self->next_left = 0;
  self->n_left = 0;
  nysta_join_open (&self->join, environment);
  nysta_inner_environment_set (&self->inner, op->execution, environment,
                               self->join.kind == NYSTA_JOIN_INNER ? NULL : self->passed,
                               self->n_passed);
  return nysta_operator_open (op->children[0], environment);
}

/* --- a left row ------------------------------------------------------------------------- */

static void
begin_row (HashJoin *self, const NystaTermId *left)
{
  nysta_join_begin (&self->join);
  if (self->is_scanned)
    {
      nysta_part_reader_clear (&self->reader);
      nysta_part_reader_init (&self->reader, &self->right, &self->parent,
                              MAX (self->index.rows.width, 1));
    }
  else
    self->candidate = nysta_row_index_first (&self->index, left, self->left_keys);
  self->is_open = TRUE;
}

static gboolean
has_keys (const HashJoin *self, const NystaTermId *left, const NystaTermId *right)
{
  for (guint i = 0; i < self->n_keys; i++)
    if (left[self->left_keys[i]] != right[self->right_keys[i]])
      return FALSE;
  return TRUE;
}

/* The next right row with the left one's keys; NULL: there are no more. */
static gboolean
next_candidate (HashJoin *self, const NystaTermId *left, const NystaTermId **out_right)
{
  *out_right = NULL;
  if (self->is_scanned)
    {
      do
        if (!nysta_part_reader_next (&self->reader, out_right))
          return FALSE;
      while (*out_right != NULL && !has_keys (self, left, *out_right));
      return TRUE;
    }
  if (self->candidate < 0)
    return TRUE;
  *out_right = nysta_rows_get (&self->index.rows, (gsize) self->candidate);
  self->candidate = nysta_row_index_next (&self->index, self->candidate, left,
                                          self->left_keys);
  return TRUE;
}

/* Until the batch is full, with self->is_open, or the row is done with. */
static gboolean
join_row (HashJoin *self, const NystaTermId *left)
{
  const NystaTermId *right = NULL;

  if (!self->is_open)
    begin_row (self, left);
  while (!nysta_join_is_full (&self->join))
    {
      if (!next_candidate (self, left, &right))
        return FALSE;
      if (right == NULL)
        nysta_join_end (&self->join, left);
      else if (!nysta_join_offer (&self->join, left, right))
        continue;
      self->is_open = FALSE;
      return TRUE;
    }
  return TRUE;
}

/* --- the right side ---------------------------------------------------------------------- */

/* What was gathered, the batch at hand, and all that comes. */
static gboolean
deal_out_right (HashJoin *self, NystaPartitions *partitions)
{
  NystaOperator *right = self->parent.children[1];
  const NystaRows *rows = &self->index.rows;
  gboolean ok = TRUE;

  for (gsize i = 0; ok && i < rows->n_rows; i++)
    {
      const NystaTermId *row = nysta_rows_get (rows, i);

      ok = nysta_partitions_add (
        partitions, nysta_row_key_hash (row, self->right_keys, self->n_keys), row);
    }
  while (ok && right->n_rows > 0)
    {
      for (gsize i = 0; ok && i < right->n_rows; i++)
        {
          const NystaTermId *row = nysta_operator_row (right, i);

          ok = nysta_partitions_add (
            partitions, nysta_row_key_hash (row, self->right_keys, self->n_keys), row);
        }
      ok = ok && nysta_operator_next (right);
    }
  init_index (self);
  return ok && nysta_partitions_seal (partitions);
}

static gboolean
deal_out_left (HashJoin *self, NystaPartitions *partitions)
{
  NystaOperator *left = self->parent.children[0];
  g_autofree NystaTermId *numbered = g_new0 (NystaTermId, left->n_columns + 2);
  gboolean ok = TRUE;

  while (ok && left->n_rows > 0)
    {
      for (; ok && self->next_left < left->n_rows; self->next_left++)
        {
          const NystaTermId *row = nysta_operator_row (left, self->next_left);

          numbered[0] = self->n_left++;
          if (left->n_columns > 0)
            memcpy (numbered + 1, row, left->n_columns * sizeof *row);
          ok = nysta_partitions_add (
            partitions, nysta_row_key_hash (row, self->left_keys, self->n_keys), numbered);
        }
      self->next_left = 0;
      ok = ok && nysta_operator_next (left);
    }
  return ok && nysta_partitions_seal (partitions);
}

/* Parts of both sides that belong together; those of which nothing can come are left out. */
static void
pair_up (HashJoin *self, NystaPartitions *left, NystaPartitions *right)
{
  gboolean keeps_left = self->join.kind == NYSTA_JOIN_LEFT ||
                        self->join.kind == NYSTA_JOIN_ANTI;

  for (guint i = 0; i < NYSTA_N_PARTITIONS; i++)
    {
      Pair pair = { left->parts[i], right->parts[i] };

      left->parts[i] = right->parts[i] = (NystaPart){ .n_rows = 0 };
      if (pair.left.n_rows > 0 && (keeps_left || pair.right.n_rows > 0))
        g_array_append_val (self->pairs, pair);
      else
        pair_clear (&pair);
    }
}

static gboolean
deal_out (HashJoin *self)
{
  NystaPartitions left, right;
  gboolean ok = TRUE;

  nysta_partitions_init (&right, &self->parent, self->parent.children[1]->n_columns, 0);
  nysta_partitions_init (&left, &self->parent, self->parent.children[0]->n_columns + 1, 0);
  ok = deal_out_right (self, &right) && deal_out_left (self, &left);
  if (ok)
    pair_up (self, &left, &right);
  nysta_partitions_clear (&left);
  nysta_partitions_clear (&right);
  return ok;
}

static gboolean
write_rows (HashJoin *self, const NystaTermId *cells, gsize n_rows)
{
  static const NystaTermId nothing = 0;
  NystaSpool *spool = &self->right.spool;
  guint width = self->index.rows.width;
  GError *error = NULL;
  gboolean ok = width == 0 ||
                nysta_spool_write (spool, cells, n_rows * width * sizeof *cells, &error);

  /* Rows without columns count, too. */
  for (gsize i = 0; ok && width == 0 && i < n_rows; i++)
    ok = nysta_spool_write (spool, &nothing, sizeof nothing, &error);
  return ok || nysta_operator_fail_spilling (&self->parent, error);
}

/* There are no keys to deal rows out by. */
static gboolean
write_right (HashJoin *self)
{
  NystaOperator *right = self->parent.children[1];
  const NystaRows *rows = &self->index.rows;
  GError *error = NULL;

  nysta_spool_init (&self->right.spool, self->parent.execution->budget.scratch);
  if (!write_rows (self, rows->cells, rows->n_rows))
    return FALSE;
  while (right->n_rows > 0)
    if (!write_rows (self, right->cells, right->n_rows) || !nysta_operator_next (right))
      return FALSE;
  init_index (self);
  self->is_scanned = TRUE;
  return nysta_spool_finish (&self->right.spool, &error) ||
         nysta_operator_fail_spilling (&self->parent, error);
}

static gboolean join_parts (HashJoin *self);

static gboolean
build (HashJoin *self)
{
  NystaOperator *right = self->parent.children[1];
  gboolean fits = TRUE;

  self->is_built = TRUE;
  if (!nysta_operator_open (right, &self->inner.given))
    return FALSE;
  do
    {
      if (!nysta_operator_next (right))
        return FALSE;
      fits = nysta_rows_append (&self->index.rows, right->cells, right->n_rows);
    }
  while (fits && right->n_rows > 0);
  if (fits && nysta_row_index_build (&self->index))
    return TRUE;
  if (!self->index.rows.is_full)
    return FALSE;
  if (self->n_keys == 0)
    return write_right (self);
  return deal_out (self) && join_parts (self);
}

/* --- parts ------------------------------------------------------------------------------------ */

/* FALSE with an error; @out_fits: it is in the index. */
static gboolean
load_right (HashJoin *self, NystaPart *part, gboolean *out_fits)
{
  NystaPartReader reader;
  const NystaTermId *row = NULL;
  gboolean ok = TRUE;

  init_index (self);
  *out_fits = TRUE;
  nysta_part_reader_init (&reader, part, &self->parent, self->index.rows.width);
  while (ok && *out_fits && (ok = nysta_part_reader_next (&reader, &row)) && row != NULL)
    *out_fits = nysta_rows_append (&self->index.rows, row, 1);
  *out_fits = ok && *out_fits && nysta_row_index_build (&self->index);
  if (ok && !*out_fits)
    ok = self->index.rows.is_full;
  nysta_part_reader_clear (&reader);
  if (!*out_fits)
    init_index (self);
  return ok;
}

static gboolean
join_part (HashJoin *self, NystaPart *part)
{
  NystaOperator *op = &self->parent;
  NystaPartReader reader;
  const NystaTermId *numbered = NULL;
  gboolean ok = TRUE;

  nysta_part_reader_init (&reader, part, op, self->join.n_left + 1);
  while (ok && (ok = nysta_part_reader_next (&reader, &numbered)) && numbered != NULL)
    do
      {
        op->n_rows = 0;
        ok = join_row (self, numbered + 1) && nysta_execution_check (op->execution);
        for (gsize i = 0; ok && i < op->n_rows; i++)
          ok = nysta_sorter_add_row (self->sorter, op, numbered[0],
                                     nysta_operator_row (op, i), op->n_columns);
      }
    while (ok && self->is_open);
  nysta_part_reader_clear (&reader);
  op->n_rows = 0;
  return ok;
}

static gboolean
deal_out_part (HashJoin *self, NystaPart *part, NystaPartitions *partitions, guint n_before,
               const guint *keys)
{
  NystaPartReader reader;
  const NystaTermId *row = NULL;
  gboolean ok = TRUE;

  nysta_part_reader_init (&reader, part, &self->parent, partitions->width);
  while (ok && (ok = nysta_part_reader_next (&reader, &row)) && row != NULL)
    ok = nysta_partitions_add (
      partitions, nysta_row_key_hash (row + n_before, keys, self->n_keys), row);
  nysta_part_reader_clear (&reader);
  return ok && nysta_partitions_seal (partitions);
}

/* Both parts into smaller ones. @out_parted: FALSE if that does nothing to the right one:
 * its rows have one key, or nearly so. */
static gboolean
part_pair (HashJoin *self, Pair *pair, gboolean *out_parted)
{
  guint level = pair->right.level + 1;
  NystaPartitions left, right;
  gboolean ok = TRUE;

  *out_parted = level <= NYSTA_MAX_PARTITION_LEVEL;
  nysta_partitions_init (&right, &self->parent, self->parent.children[1]->n_columns, level);
  nysta_partitions_init (&left, &self->parent, self->parent.children[0]->n_columns + 1,
                         level);
  ok = deal_out_part (self, &pair->right, &right, 0, self->right_keys);
  for (guint i = 0; i < NYSTA_N_PARTITIONS; i++)
    *out_parted = *out_parted && right.parts[i].n_rows < pair->right.n_rows;
  if (ok && *out_parted)
    ok = deal_out_part (self, &pair->left, &left, 1, self->left_keys);
  if (ok && *out_parted)
    pair_up (self, &left, &right);
  nysta_partitions_clear (&left);
  nysta_partitions_clear (&right);
  return ok;
}

static gboolean
join_pair (HashJoin *self, Pair *pair)
{
  gboolean fits = FALSE, parted = FALSE, ok = TRUE;

  if (!load_right (self, &pair->right, &fits))
    return FALSE;
  if (fits)
    return join_part (self, &pair->left);
  if (!part_pair (self, pair, &parted))
    return FALSE;
  if (parted)
    return TRUE;
  self->right = pair->right;
  self->is_scanned = TRUE;
  ok = join_part (self, &pair->left);
  self->is_scanned = FALSE;
  nysta_part_reader_clear (&self->reader);
  self->right = (NystaPart){ .n_rows = 0 };
  return ok;
}

static gboolean
join_parts (HashJoin *self)
{
  NystaOperator *op = &self->parent;
  GError *error = NULL;

  nysta_holding_init_part (&self->holding, &self->share, 2);
  self->holder.owner = op;
  nysta_holding_init_part (&self->holder.holding, &self->share, 2);
  self->sorter = nysta_sorter_new (op->execution->budget.scratch, NYSTA_SORTER_ALL,
                                   &nysta_sorter_funcs, &self->holder);
  while (self->pairs->len > 0)
    {
      Pair pair = g_array_index (self->pairs, Pair, self->pairs->len - 1);
      gboolean ok = TRUE;

      g_array_set_size (self->pairs, self->pairs->len - 1);
      ok = join_pair (self, &pair);
      pair_clear (&pair);
      if (!ok)
        return FALSE;
    }
  init_index (self);
  return nysta_sorter_finish (self->sorter, &error) ||
         nysta_operator_fail_spilling (op, error);
}

/* --- batches ----------------------------------------------------------------------------------- */

static gboolean
is_hopeless (const HashJoin *self)
{
  return !self->is_scanned && self->index.rows.n_rows == 0 &&
         (self->join.kind == NYSTA_JOIN_INNER || self->join.kind == NYSTA_JOIN_SEMI);
}

static gboolean
hash_join_next (NystaOperator *op)
{
  HashJoin *self = (HashJoin *) op;
  NystaOperator *left = op->children[0];

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (self->sorter == NULL && !nysta_join_is_full (&self->join))
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
      if (self->sorter != NULL || is_hopeless (self))
        break;
      if (!join_row (self, nysta_operator_row (left, self->next_left)))
        return FALSE;
      self->next_left += !self->is_open;
    }
  if (self->sorter != NULL && !nysta_sorter_fill_batch (self->sorter, op))
    return FALSE;
  return nysta_execution_check (op->execution);
}

static void
hash_join_finish (NystaOperator *op)
{
  HashJoin *self = (HashJoin *) op;

  forget (self);
  nysta_join_clear (&self->join);
  nysta_inner_environment_clear (&self->inner);
  g_array_unref (self->pairs);
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

static const NystaOperatorClass minus_class = {
  .name = "minus",
  .size = sizeof (HashJoin),
  .open = hash_join_open,
  .next = hash_join_next,
  .finish = hash_join_finish,
};

static HashJoin *
new_join (const NystaOperatorClass *klass, NystaJoinKind kind, NystaOperator *left,
          NystaOperator *right, const guint *keys, guint n_keys, const guint *passed,
          guint n_passed, NystaConditions *conditions)
{
  guint n = 0;
  g_autofree guint *columns = nysta_join_columns (left, right->variables, right->n_columns,
                                                  &n);
  gboolean makes = kind == NYSTA_JOIN_INNER || kind == NYSTA_JOIN_LEFT;
  HashJoin *self = nysta_operator_new (left->execution, klass, columns,
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
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  nysta_holding_init (&self->share, &left->execution->budget);
  return self;
}

NystaOperator *
nysta_hash_join_new (NystaJoinKind kind, NystaOperator *left, NystaOperator *right,
                     const guint *keys, guint n_keys, const guint *passed, guint n_passed,
                     NystaConditions *conditions)
{
  return &new_join (&hash_join_class, kind, left, right, keys, n_keys, passed, n_passed,
                    conditions)
            ->parent;
}

/* §18.5: left rows that no right row is compatible with that shares a bound variable. */
NystaOperator *
nysta_minus_new (NystaOperator *left, NystaOperator *right, const guint *keys, guint n_keys,
                 const guint *passed, guint n_passed)
{
  HashJoin *self = new_join (&minus_class, NYSTA_JOIN_ANTI, left, right, keys, n_keys,
                             passed, n_passed, NULL);

  self->join.must_share = TRUE;
  return &self->parent;
}
