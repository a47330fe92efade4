/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* count.c: the rows of one triple pattern, or its different terms, counted without making
 * them. */
#include "config.h"
#include "sparql/exec/operators.h"
#include "sparql/exec/unique.h"

#define CHUNK_QUADS 1024u

typedef struct
{
  NystaOperator parent;
  NystaLeaf leaf;
  int key;
  int distinct;
  NystaRowSet groups;
  NystaHolding holding;
  NystaUnique terms; /* pairs of group and term */
  GArray *counts;    /* guint64, by group */
  gboolean is_done;
  gsize next_group;
  NystaQuad pattern;
  gboolean is_empty;
  NystaQuad quads[CHUNK_QUADS];
} Count;

static gboolean
count_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Count *self = (Count *) op;
  g_autofree NystaTermId *values = g_new0 (NystaTermId, op->execution->n_variables + 1);
  NystaEnvironment inner = { .values = values, .graph = environment->graph };

  if (self->key >= 0)
    values[op->variables[0]] = environment->values[op->variables[0]];
  self->is_empty = !nysta_leaf_pattern (&self->leaf, &inner, &self->pattern);
  nysta_row_set_clear (&self->groups);
  nysta_row_set_init (&self->groups, op, 1);
  nysta_unique_clear (&self->terms);
  nysta_unique_init (&self->terms, op, 2, &self->holding, 1);
  g_array_set_size (self->counts, 0);
  self->is_done = FALSE;
  self->next_group = 0;
  return TRUE;
}

static gboolean
add_quad (Count *self, const NystaQuad *quad, gint64 *inout_group)
{
  NystaTermId pair[2] = { 0, 0 };
  gboolean is_new = TRUE;

  if (self->key >= 0)
    pair[0] = nysta_quad_field (quad, (guint) self->key);
  if (*inout_group < 0 ||
      *nysta_rows_get (&self->groups.rows, (gsize) *inout_group) != pair[0])
    *inout_group = nysta_row_set_add (&self->groups, pair, &is_new);
  if (*inout_group < 0)
    return FALSE;
  if ((gsize) *inout_group >= self->counts->len)
    g_array_set_size (self->counts, (guint) *inout_group + 1);
  is_new = TRUE;
  if (self->distinct >= 0)
    {
      pair[1] = nysta_quad_field (quad, (guint) self->distinct);
      if (!nysta_unique_add (&self->terms, pair, &is_new))
        return FALSE;
    }
  g_array_index (self->counts, guint64, *inout_group) += is_new;
  return TRUE;
}

/* Terms that it was put off to tell whether they are new */
static gboolean
add_put_off (Count *self)
{
  const NystaTermId *pair = NULL;

  if (self->distinct < 0)
    return TRUE;
  if (!nysta_unique_finish (&self->terms))
    return FALSE;
  while (nysta_unique_next (&self->terms, &pair) && pair != NULL)
    g_array_index (self->counts, guint64, nysta_row_set_find (&self->groups, pair)) += 1;
  return self->parent.execution->error == NULL;
}

/* Where the dataset knows how many there are. */
static gboolean
count_known (Count *self, guint64 *out_n)
{
  NystaExecution *execution = self->parent.execution;
  const NystaQuad *pattern = &self->pattern;
  NystaStatistic statistic = pattern->predicate != 0 ? NYSTA_STATISTIC_PREDICATE_TRIPLES
                                                     : NYSTA_STATISTIC_TRIPLES;

  if (!execution->is_exact || self->key >= 0 || self->distinct >= 0 ||
      self->leaf.n_same > 0 || pattern->graph != NYSTA_UNION || pattern->subject != 0 ||
      pattern->object != 0)
    return FALSE;
  *out_n = nysta_dataset_statistic (execution->dataset, statistic, pattern->predicate);
  return TRUE;
}

static gboolean
gather (Count *self)
{
  NystaExecution *execution = self->parent.execution;
  g_autoptr (NystaCursor) cursor = NULL;
  gint64 group = -1;
  gsize n = 0;
  guint64 known = 0;
  gboolean is_new = FALSE;

  self->is_done = TRUE;
  if (self->key < 0)
    {
      group = nysta_row_set_add (&self->groups, &(NystaTermId){ 0 }, &is_new);
      if (group < 0)
        return FALSE;
      g_array_set_size (self->counts, 1);
    }
  if (self->is_empty)
    return TRUE;
  if (count_known (self, &known))
    {
      g_array_index (self->counts, guint64, 0) = known;
      return TRUE;
    }
  cursor = nysta_dataset_scan (execution->dataset, &self->pattern);
  while ((n = nysta_cursor_next (cursor, self->quads, CHUNK_QUADS)) > 0)
    {
      if (!nysta_budget_check (&execution->budget, &execution->error))
        return FALSE;
      if (self->key < 0 && self->distinct < 0 && self->leaf.n_same == 0)
        {
          g_array_index (self->counts, guint64, 0) += n;
          continue;
        }
      for (gsize i = 0; i < n; i++)
        if (nysta_leaf_fits (&self->leaf, &self->quads[i]) &&
            !add_quad (self, &self->quads[i], &group))
          return FALSE;
    }
  return add_put_off (self);
}

static NystaTermId
number_id (NystaExecution *execution, guint64 number)
{
  char text[24];
  const NystaTerm term = nysta_literal (text, "http://www.w3.org/2001/XMLSchema#integer",
                                        NULL);

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, number);
  return nysta_run_terms_add (execution->terms, &term);
}

static gboolean
count_next (NystaOperator *op)
{
  Count *self = (Count *) op;

  if (!nysta_operator_begin_batch (op) || (!self->is_done && !gather (self)))
    return FALSE;
  while (op->n_rows < op->max_rows && self->next_group < self->counts->len)
    {
      NystaTermId *row = nysta_operator_row (op, op->n_rows++);

      if (self->key >= 0)
        row[0] = *nysta_rows_get (&self->groups.rows, self->next_group);
      row[op->n_columns - 1] = number_id (
        op->execution, g_array_index (self->counts, guint64, self->next_group++));
    }
  return nysta_execution_check (op->execution);
}

static void
count_finish (NystaOperator *op)
{
  Count *self = (Count *) op;

  nysta_row_set_clear (&self->groups);
  nysta_unique_clear (&self->terms);
  g_array_unref (self->counts);
}

static void
count_describe (const NystaOperator *op, GString *out)
{
  nysta_leaf_describe (&((const Count *) op)->leaf, op->execution, out);
}

static const NystaOperatorClass count_class = {
  .name = "count",
  .size = sizeof (Count),
  .open = count_open,
  .next = count_next,
  .finish = count_finish,
  .describe = count_describe,
};

NystaOperator *
nysta_count_new (NystaExecution *execution, const NystaLeaf *leaf, guint variable, int key,
                 int distinct)
{
  NystaLeaf finished = *leaf;
  guint fields[4];
  guint variables[2] = { key >= 0 ? (guint) leaf->variables[key] : variable, variable };

  nysta_leaf_finish (&finished, fields);

  Count *self = nysta_operator_new (execution, &count_class, variables, key >= 0 ? 2 : 1);

  self->leaf = finished;
  self->key = key;
  self->distinct = distinct;
  self->counts = g_array_new (FALSE, TRUE, sizeof (guint64));
  nysta_holding_init (&self->holding, &execution->budget);
  return &self->parent;
}
