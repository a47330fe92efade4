/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* group.c: GROUP BY and aggregates: a state a group, found by its keys. */
#include "config.h"
#include "sparql/exec/operators.h"
#include "sparql/exec/rows.h"
#include "sparql/expression/aggregate.h"

#include <string.h>

#define CHUNK_GROUPS 256u

typedef struct
{
  NystaOperator parent;
  guint n_keys;
  gint32 *key_columns; /* of the child; -1: it never binds it */
  guint n_aggregates;
  NystaNode *nodes; /* what the aggregators were made of */
  NystaTerm *separators;
  NystaAggregator **aggregators;
  gint *operands; /* which of the expressions, or -1 */
  gsize *offsets; /* of an aggregator's state in a group's */
  gsize n_state;
  NystaConditions *expressions;

  NystaRowSet groups;
  GPtrArray *chunks; /* of CHUNK_GROUPS states */
  gsize n_states;    /* initialised */
  gsize n_charged;   /* what aggregators hold besides */
  NystaTermId *key;
  gboolean is_done;
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
forget (Group *self)
{
  NystaBudget *budget = &self->parent.execution->budget;

  for (gsize i = 0; i < self->n_states; i++)
    for (guint k = 0; k < self->n_aggregates; k++)
      nysta_aggregate_clear (self->aggregators[k], state_of (self, i) + self->offsets[k]);
  nysta_budget_release (budget,
                        self->n_charged + self->chunks->len * CHUNK_GROUPS * self->n_state);
  self->n_charged = 0;
  self->n_states = 0;
  g_ptr_array_set_size (self->chunks, 0);
  nysta_row_set_clear (&self->groups);
}

static gboolean
group_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Group *self = (Group *) op;

  forget (self);
  nysta_row_set_init (&self->groups, op, self->n_keys);
  self->is_done = FALSE;
  self->next_group = 0;
  /* What is known of a key leaves out whole groups; of anything else, a part of them. */
  nysta_inner_environment_set (&self->inner, op->execution, environment, op->variables,
                               self->n_keys);
  nysta_view_open (self->expressions->view, &self->inner.given);
  return nysta_operator_open (op->children[0], &self->inner.given);
}

static gboolean
add_state (Group *self)
{
  if (self->n_states == self->chunks->len * CHUNK_GROUPS)
    {
      gsize n_bytes = CHUNK_GROUPS * self->n_state;

      if (!nysta_operator_charge (&self->parent, n_bytes))
        return FALSE;
      g_ptr_array_add (self->chunks, g_malloc0 (n_bytes + 1));
    }
  for (guint k = 0; k < self->n_aggregates; k++)
    nysta_aggregate_init (self->aggregators[k],
                          state_of (self, self->n_states) + self->offsets[k]);
  self->n_states++;
  return TRUE;
}

static gboolean
find_group (Group *self, const NystaTermId *row, gsize *out_group)
{
  gboolean is_new = FALSE;

  for (guint i = 0; i < self->n_keys; i++)
    self->key[i] = self->key_columns[i] >= 0 ? row[self->key_columns[i]] : 0;

  gint64 group = nysta_row_set_add (&self->groups, self->key, &is_new);

  if (group < 0 || (is_new && !add_state (self)))
    return FALSE;
  *out_group = (gsize) group;
  return TRUE;
}

static gboolean
add_rows (Group *self, const NystaOperator *child)
{
  gsize group = 0;

  for (gsize i = 0; i < child->n_rows; i++)
    {
      const NystaTermId *row = nysta_operator_row (child, i);
      const NystaTermId *seen = nysta_view_row (self->expressions->view, row);

      if ((self->n_keys > 0 || self->n_states == 0) && !find_group (self, row, &group))
        return FALSE;

      guint8 *state = state_of (self, group);

      for (guint k = 0; k < self->n_aggregates; k++)
        nysta_aggregate_add (
          self->aggregators[k], state + self->offsets[k],
          self->operands[k] >= 0
            ? nysta_expression_id (self->expressions->expressions->pdata[self->operands[k]],
                                   seen)
            : 0,
          row);
    }
  return TRUE;
}

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

static gboolean
gather (Group *self)
{
  NystaOperator *child = self->parent.children[0];
  gsize group = 0;

  do
    if (!nysta_operator_next (child) || !add_rows (self, child) ||
        !charge_aggregates (self) || !nysta_execution_check (self->parent.execution))
      return FALSE;
  while (child->n_rows > 0);
  self->is_done = TRUE;
  return self->n_keys > 0 || self->n_states > 0 || find_group (self, NULL, &group);
}

static gboolean
group_next (NystaOperator *op)
{
  Group *self = (Group *) op;

  if (!nysta_operator_begin_batch (op) || (!self->is_done && !gather (self)))
    return FALSE;
  while (op->n_rows < op->max_rows && self->next_group < self->n_states)
    {
      NystaTermId *row = nysta_operator_row (op, op->n_rows++);
      guint8 *state = state_of (self, self->next_group);

      if (self->n_keys > 0)
        memcpy (row, nysta_rows_get (&self->groups.rows, self->next_group),
                self->n_keys * sizeof *row);
      for (guint k = 0; k < self->n_aggregates; k++)
        row[self->n_keys + k] = nysta_aggregate_finish (self->aggregators[k],
                                                        state + self->offsets[k]);
      self->next_group++;
    }
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
  g_free (self->nodes);
  g_free (self->separators);
  g_free (self->aggregators);
  g_free (self->key_columns);
  g_free (self->operands);
  g_free (self->offsets);
  g_free (self->key);
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
add_aggregate (Group *self, guint k, const NystaAlgebraAggregate *aggregate, guint width)
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
  self->aggregators[k] = nysta_aggregator_new (node, execution->collation, width,
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
  self->key = g_new0 (NystaTermId, n_keys + 1);
  self->key_columns = g_new (gint32, n_keys + 1);
  for (guint i = 0; i < n_keys; i++)
    self->key_columns[i] = nysta_operator_column (child, keys[i]);
  self->n_aggregates = n_aggregates;
  self->nodes = g_new0 (NystaNode, n_aggregates + 1);
  self->separators = g_new0 (NystaTerm, n_aggregates + 1);
  self->aggregators = g_new0 (NystaAggregator *, n_aggregates + 1);
  self->operands = g_new (gint, n_aggregates + 1);
  self->offsets = g_new (gsize, n_aggregates + 1);
  for (guint k = 0; k < n_aggregates; k++)
    {
      add_aggregate (self, k, &aggregates[k], child->n_columns);
      self->operands[k] = aggregates[k].expression != NULL ? n_operands++ : -1;
    }
  self->chunks = g_ptr_array_new_with_free_func (g_free);
  return &self->parent;
}
