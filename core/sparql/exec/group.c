/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* group.c: GROUP BY and aggregates: a state a group, found by its keys. Rows of groups that
 * there is no memory for are put off: dealt out by their keys on disk, and taken up part by
 * part. */
#include "config.h"
#include "sparql/exec/operators.h"
#include "sparql/exec/unique.h"
#include "sparql/expression/aggregate.h"

#include <string.h>

#define CHUNK_GROUPS 64u

/* A row as groups need it: its number, the keys, the operands' values and, for COUNT (DISTINCT
 * *), itself. A state: the number of the group's first row, then the aggregators' states. */
typedef struct
{
  NystaOperator parent;
  guint n_keys;
  gint32 *key_columns; /* of the child; -1: it never binds it */
  guint n_aggregates;
  NystaNode *nodes; /* what the aggregators were made of */
  NystaTerm *separators;
  NystaAggregator **aggregators; /* to which values that DISTINCT leaves out aren't told */
  gboolean *distinct;            /* by aggregate */
  guint n_distinct;
  gint *operands; /* which of the expressions, or -1 */
  gsize *offsets; /* of an aggregator's state in a group's */
  gsize n_state;
  NystaConditions *expressions;
  guint n_tuple; /* cells of a row as groups need it */
  gboolean keeps_row;

  NystaHolding share;
  NystaHolding holding;
  NystaRowSet groups;
  NystaUnique *uniques; /* by aggregate; of keys and values */
  GPtrArray *chunks;    /* of CHUNK_GROUPS states */
  gsize n_states;       /* initialised */
  gsize n_charged;      /* what aggregators hold besides */
  NystaTermId *tuple;
  NystaTermId *pair; /* keys and a value */
  guint64 n_rows;
  gboolean puts_off;
  NystaPartitions partitions;
  GArray *pending; /* NystaPart */
  NystaSorterHolder holder;
  NystaSorter *sorter; /* groups that were put off, by their first row */
  gboolean is_done;    /* the child */
  gsize next_group;
  NystaInnerEnvironment inner;
} Group;

static guint8 *
state_of (const Group *self, gsize group)
{
  return (guint8 *) self->chunks->pdata[group / CHUNK_GROUPS] +
         group % CHUNK_GROUPS * self->n_state;
}

static void
forget_groups (Group *self)
{
  for (gsize i = 0; i < self->n_states; i++)
    for (guint k = 0; k < self->n_aggregates; k++)
      nysta_aggregate_clear (self->aggregators[k], state_of (self, i) + self->offsets[k]);
  nysta_budget_release (&self->parent.execution->budget, self->n_charged);
  nysta_holding_shrink (&self->holding, self->chunks->len * CHUNK_GROUPS * self->n_state);
  self->n_charged = 0;
  self->n_states = 0;
  self->next_group = 0;
  g_ptr_array_set_size (self->chunks, 0);
  nysta_row_set_clear (&self->groups);
  for (guint k = 0; k < self->n_aggregates; k++)
    nysta_unique_clear (&self->uniques[k]);
}

static void
forget (Group *self)
{
  forget_groups (self);
  nysta_partitions_clear (&self->partitions);
  for (guint i = 0; i < self->pending->len; i++)
    nysta_part_clear (&g_array_index (self->pending, NystaPart, i));
  g_array_set_size (self->pending, 0);
  g_clear_pointer (&self->sorter, nysta_sorter_free);
  self->puts_off = FALSE;
}

/* Ready for rows: of the child, or (@is_part) of what was put off. */
static void
begin_groups (Group *self, gboolean is_part)
{
  guint n_parts = 1 + self->n_distinct + (is_part ? 1 : 0);

  nysta_holding_init_part (&self->holding, &self->share, n_parts);
  nysta_row_set_init (&self->groups, &self->parent, self->n_keys);
  self->groups.rows.holding = &self->holding;
  for (guint k = 0; k < self->n_aggregates; k++)
    if (self->distinct[k])
      nysta_unique_init (
        &self->uniques[k], &self->parent,
        self->n_keys + (self->operands[k] >= 0 ? 1 : self->parent.children[0]->n_columns),
        &self->share, n_parts);
}

static gboolean
group_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Group *self = (Group *) op;

  forget (self);
  begin_groups (self, FALSE);
  self->is_done = FALSE;
  self->n_rows = 0;
  /* What is known of a key leaves out whole groups; of anything else, a part of them. */
  nysta_inner_environment_set (&self->inner, op->execution, environment, op->variables,
                               self->n_keys);
  nysta_view_open (self->expressions->view, &self->inner.given);
  return nysta_operator_open (op->children[0], &self->inner.given);
}

/* --- a row ------------------------------------------------------------------------------- */

static gboolean
has_room (Group *self)
{
  gsize n_bytes = CHUNK_GROUPS * self->n_state;

  if (self->n_states < self->chunks->len * CHUNK_GROUPS)
    return TRUE;
  if (self->chunks->len == 0)
    nysta_holding_take (&self->holding, n_bytes);
  else if (!nysta_holding_grow (&self->holding, n_bytes))
    return FALSE;
  g_ptr_array_add (self->chunks, g_malloc0 (n_bytes + 1));
  return TRUE;
}

static void
add_state (Group *self, guint64 number)
{
  guint8 *state = state_of (self, self->n_states++);

  memcpy (state, &number, sizeof number);
  for (guint k = 0; k < self->n_aggregates; k++)
    nysta_aggregate_init (self->aggregators[k], state + self->offsets[k]);
}

/* @out_group: -1: the row is put off. */
static gboolean
find_group (Group *self, const NystaTermId *tuple, guint level, gint64 *out_group)
{
  const NystaTermId *key = tuple + 1;
  gboolean is_new = FALSE;

  if (!self->puts_off && has_room (self))
    {
      *out_group = nysta_row_set_add (&self->groups, key, &is_new);
      if (*out_group >= 0 && is_new)
        add_state (self, tuple[0]);
      if (*out_group >= 0)
        return TRUE;
      if (!self->groups.rows.is_full)
        return FALSE;
    }
  *out_group = nysta_row_set_find (&self->groups, key);
  if (*out_group >= 0)
    return TRUE;
  if (!self->puts_off)
    nysta_partitions_init (&self->partitions, &self->parent, self->n_tuple, level);
  self->puts_off = TRUE;
  return nysta_partitions_add (&self->partitions, nysta_row_hash (key, self->n_keys),
                               tuple);
}

/* Whether a value that DISTINCT is about is a new one in its group, as far as is known. */
static gboolean
is_wanted (Group *self, guint k, const NystaTermId *tuple, NystaTermId value,
           gboolean *out_wanted)
{
  guint n_cells = 1;

  *out_wanted = TRUE;
  if (!self->distinct[k] || (self->operands[k] >= 0 && value == 0))
    return TRUE;
  if (self->n_keys > 0)
    memcpy (self->pair, tuple + 1, self->n_keys * sizeof *tuple);
  self->pair[self->n_keys] = value;
  if (self->operands[k] < 0)
    {
      n_cells = self->parent.children[0]->n_columns;
      if (n_cells > 0)
        memcpy (self->pair + self->n_keys, tuple + self->n_tuple - n_cells,
                n_cells * sizeof *tuple);
    }
  return nysta_unique_add (&self->uniques[k], self->pair, out_wanted);
}

static gboolean
add_tuple (Group *self, const NystaTermId *tuple, guint level)
{
  gint64 group = 0;

  if ((self->n_keys > 0 || self->n_states == 0) && !find_group (self, tuple, level, &group))
    return FALSE;
  if (group < 0)
    return TRUE;

  guint8 *state = state_of (self, (gsize) group);

  for (guint k = 0; k < self->n_aggregates; k++)
    {
      NystaTermId value = self->operands[k] >= 0
                            ? tuple[1 + self->n_keys + (guint) self->operands[k]]
                            : 0;
      gboolean wanted = FALSE;

      if (!is_wanted (self, k, tuple, value, &wanted))
        return FALSE;
      if (wanted)
        nysta_aggregate_add (self->aggregators[k], state + self->offsets[k], value);
    }
  return TRUE;
}

static void
make_tuple (Group *self, const NystaTermId *row)
{
  const NystaTermId *seen = nysta_view_row (self->expressions->view, row);
  NystaTermId *cell = self->tuple;
  guint width = self->parent.children[0]->n_columns;

  *cell++ = self->n_rows++;
  for (guint i = 0; i < self->n_keys; i++)
    *cell++ = self->key_columns[i] >= 0 ? row[self->key_columns[i]] : 0;
  for (guint i = 0; i < self->expressions->expressions->len; i++)
    *cell++ = nysta_expression_id (self->expressions->expressions->pdata[i], seen);
  if (self->keeps_row && width > 0)
    memcpy (cell, row, width * sizeof *row);
}

/* Texts grow with their groups: these can't be put off any more, but others can. */
static gboolean
charge_aggregates (Group *self)
{
  gsize n_bytes = 0;

  for (guint k = 0; k < self->n_aggregates; k++)
    n_bytes += nysta_aggregate_bytes (self->aggregators[k]);
  if (n_bytes <= self->n_charged)
    return TRUE;
  if (!nysta_operator_charge (&self->parent, n_bytes - self->n_charged))
    return FALSE;
  self->n_charged = n_bytes;
  return TRUE;
}

/* --- all rows -------------------------------------------------------------------------------- */

/* No more rows come to these groups: what was put off by DISTINCT is settled. */
static gboolean
end_groups (Group *self)
{
  for (guint k = 0; k < self->n_aggregates; k++)
    {
      const NystaTermId *pair = NULL;

      if (!self->distinct[k])
        continue;
      if (!nysta_unique_finish (&self->uniques[k]))
        return FALSE;
      while (nysta_unique_next (&self->uniques[k], &pair) && pair != NULL)
        {
          gint64 group = self->n_keys > 0 ? nysta_row_set_find (&self->groups, pair) : 0;

          nysta_aggregate_add (self->aggregators[k],
                               state_of (self, (gsize) group) + self->offsets[k],
                               pair[self->n_keys]);
        }
      if (self->parent.execution->error != NULL || !charge_aggregates (self))
        return FALSE;
    }
  if (!self->puts_off)
    return TRUE;
  self->puts_off = FALSE;
  return nysta_partitions_finish (&self->partitions, self->pending);
}

static gboolean
gather (Group *self)
{
  NystaOperator *child = self->parent.children[0];
  gint64 group = 0;

  do
    {
      if (!nysta_operator_next (child))
        return FALSE;
      for (gsize i = 0; i < child->n_rows; i++)
        {
          make_tuple (self, nysta_operator_row (child, i));
          if (!add_tuple (self, self->tuple, 0))
            return FALSE;
        }
      if (!charge_aggregates (self) || !nysta_execution_check (self->parent.execution))
        return FALSE;
    }
  while (child->n_rows > 0);
  self->is_done = TRUE;
  memset (self->tuple, 0, self->n_tuple * sizeof *self->tuple);
  return (self->n_keys > 0 || self->n_states > 0 ||
          find_group (self, self->tuple, 0, &group)) &&
         end_groups (self);
}

static void
give_group (Group *self, gsize group, NystaTermId *row)
{
  guint8 *state = state_of (self, group);

  if (self->n_keys > 0)
    memcpy (row, nysta_rows_get (&self->groups.rows, group), self->n_keys * sizeof *row);
  for (guint k = 0; k < self->n_aggregates; k++)
    row[self->n_keys + k] = nysta_aggregate_finish (self->aggregators[k],
                                                    state + self->offsets[k]);
}

/* --- what was put off -------------------------------------------------------------------------- */

static gboolean
sort_groups (Group *self)
{
  NystaOperator *op = &self->parent;
  g_autofree NystaTermId *row = g_new0 (NystaTermId, op->n_columns + 1);

  for (gsize i = 0; i < self->n_states; i++)
    {
      guint64 number = 0;

      memcpy (&number, state_of (self, i), sizeof number);
      give_group (self, i, row);
      if (!nysta_sorter_add_row (self->sorter, op, number, row, op->n_columns))
        return FALSE;
    }
  return nysta_execution_check (op->execution);
}

static gboolean
take_up (Group *self, NystaPart *part)
{
  NystaPartReader reader;
  const NystaTermId *tuple = NULL;
  gboolean ok = TRUE;

  begin_groups (self, TRUE);
  nysta_part_reader_init (&reader, part, &self->parent, self->n_tuple);
  while (ok && (ok = nysta_part_reader_next (&reader, &tuple)) && tuple != NULL)
    ok = add_tuple (self, tuple, part->level + 1) && charge_aggregates (self);
  nysta_part_reader_clear (&reader);
  ok = ok && end_groups (self) && sort_groups (self);
  forget_groups (self);
  return ok;
}

static gboolean
take_up_all (Group *self)
{
  NystaOperator *op = &self->parent;
  GError *error = NULL;

  forget_groups (self);
  self->holder.owner = op;
  nysta_holding_init_part (&self->holder.holding, &self->share, 2 + self->n_distinct);
  self->sorter = nysta_sorter_new (op->execution->budget.scratch, NYSTA_SORTER_ALL,
                                   &nysta_sorter_funcs, &self->holder);
  while (self->pending->len > 0)
    {
      NystaPart part = g_array_index (self->pending, NystaPart, self->pending->len - 1);
      gboolean ok = TRUE;

      g_array_set_size (self->pending, self->pending->len - 1);
      ok = take_up (self, &part);
      nysta_part_clear (&part);
      if (!ok)
        return FALSE;
    }
  return nysta_sorter_finish (self->sorter, &error) ||
         nysta_operator_fail_spilling (op, error);
}

/* Groups that are put off began after all others, so that all come in the order of their
 * first rows. */
static gboolean
group_next (NystaOperator *op)
{
  Group *self = (Group *) op;

  if (!nysta_operator_begin_batch (op) || (!self->is_done && !gather (self)))
    return FALSE;
  while (op->n_rows < op->max_rows && self->next_group < self->n_states)
    give_group (self, self->next_group++, nysta_operator_row (op, op->n_rows++));
  if (op->n_rows == 0 && self->pending->len > 0 && !take_up_all (self))
    return FALSE;
  if (self->sorter != NULL && !nysta_sorter_fill_batch (self->sorter, op))
    return FALSE;
  return nysta_execution_check (op->execution);
}

static void
group_finish (NystaOperator *op)
{
  Group *self = (Group *) op;

  forget (self);
  for (guint k = 0; k < self->n_aggregates; k++)
    nysta_aggregator_free (self->aggregators[k]);
  nysta_conditions_free (self->expressions);
  nysta_inner_environment_clear (&self->inner);
  g_ptr_array_unref (self->chunks);
  g_array_unref (self->pending);
  g_free (self->uniques);
  g_free (self->distinct);
  g_free (self->nodes);
  g_free (self->separators);
  g_free (self->aggregators);
  g_free (self->key_columns);
  g_free (self->operands);
  g_free (self->offsets);
  g_free (self->tuple);
  g_free (self->pair);
}

static void
group_describe (const NystaOperator *op, GString *out)
{
  const Group *self = (const Group *) op;

  for (guint i = 0; i < self->n_keys; i++)
    {
      g_string_append (out, i == 0 ? " by " : " ");
      nysta_operator_append_variable (op->execution, op->variables[i], out);
    }
  for (guint k = 0; k < self->n_aggregates; k++)
    {
      g_string_append_c (out, ' ');
      nysta_syntax_write (op->execution->tree, &self->nodes[k], out);
    }
}

static const NystaOperatorClass group_class = {
  .name = "group",
  .size = sizeof (Group),
  .open = group_open,
  .next = group_next,
  .finish = group_finish,
  .describe = group_describe,
};

static void
add_aggregate (Group *self, guint k, const NystaAlgebraAggregate *aggregate)
{
  NystaExecution *execution = self->parent.execution;
  NystaNode *node = &self->nodes[k];
  NystaTerm *separator = NULL;

  if (aggregate->separator != NULL)
    {
      separator = &self->separators[k];
      *separator = nysta_literal (aggregate->separator, NULL, NULL);
    }
  *node = (NystaNode){
    .kind = NYSTA_NODE_AGGREGATE,
    .number = aggregate->function,
    .first = (NystaNode *) aggregate->expression,
    .last = (NystaNode *) aggregate->expression,
    .n_children = aggregate->expression != NULL,
    .term = separator,
    .flags = (guint16) ((aggregate->distinct ? NYSTA_NODE_IS_DISTINCT : 0) |
                        (aggregate->expression == NULL ? NYSTA_NODE_IS_ALL : 0))
  };
  self->distinct[k] = aggregate->distinct;
  self->n_distinct += aggregate->distinct;
  self->keeps_row = self->keeps_row ||
                    (aggregate->distinct && aggregate->expression == NULL);
  self->aggregators[k] = nysta_aggregator_new (node, execution->collation,
                                               execution->expressions);
  self->offsets[k] = self->n_state;
  self->n_state += nysta_aggregate_state_bytes (self->aggregators[k]);
}

NystaOperator *
nysta_group_new (NystaOperator *child, const guint *keys, guint n_keys,
                 const NystaAlgebraAggregate *aggregates, guint n_aggregates,
                 NystaConditions *operands)
{
  g_autofree guint *variables = g_new (guint, n_keys + n_aggregates + 1);
  gint n_operands = 0;

  for (guint i = 0; i < n_keys; i++)
    variables[i] = keys[i];
  for (guint k = 0; k < n_aggregates; k++)
    variables[n_keys + k] = aggregates[k].variable;

  Group *self = nysta_operator_new (child->execution, &group_class, variables,
                                    n_keys + n_aggregates);

  nysta_operator_adopt (&self->parent, child);
  self->expressions = operands;
  self->n_keys = n_keys;
  self->key_columns = g_new (gint32, n_keys + 1);
  for (guint i = 0; i < n_keys; i++)
    self->key_columns[i] = nysta_operator_column (child, keys[i]);
  self->n_aggregates = n_aggregates;
  self->nodes = g_new0 (NystaNode, n_aggregates + 1);
  self->separators = g_new0 (NystaTerm, n_aggregates + 1);
  self->aggregators = g_new0 (NystaAggregator *, n_aggregates + 1);
  self->operands = g_new (gint, n_aggregates + 1);
  self->offsets = g_new (gsize, n_aggregates + 1);
  self->distinct = g_new0 (gboolean, n_aggregates + 1);
  self->uniques = g_new0 (NystaUnique, n_aggregates + 1);
  self->n_state = sizeof (guint64);
  for (guint k = 0; k < n_aggregates; k++)
    {
      add_aggregate (self, k, &aggregates[k]);
      self->operands[k] = aggregates[k].expression != NULL ? n_operands++ : -1;
    }
  self->n_tuple = 1 + n_keys + (guint) n_operands +
                  (self->keeps_row ? child->n_columns : 0);
  self->tuple = g_new0 (NystaTermId, self->n_tuple + 1);
  self->pair = g_new0 (NystaTermId, n_keys + child->n_columns + 1);
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  self->pending = g_array_new (FALSE, FALSE, sizeof (NystaPart));
  nysta_holding_init (&self->share, &child->execution->budget);
  nysta_holding_init_part (&self->holding, &self->share, 1);
  return &self->parent;
}
