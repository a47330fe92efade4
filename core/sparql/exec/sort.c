/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sort.c: ORDER BY: rows with keys that bytes order; of a limit, only so many are kept. */
#include "config.h"
#include "sparql/exec/join.h"
#include "sparql/exec/rows.h"
#include "sparql/expression/order.h"

#include <string.h>

/* Rows past the limit that are let come in before the rest is thrown out. */
#define MIN_SPARE_ROWS 4096u

typedef struct
{
  gsize key; /* its place in the keys' bytes */
  gsize n_key;
  gsize row;
} Place;

typedef struct
{
  NystaOperator parent;
  NystaConditions *keys;
  gboolean *descending;
  guint64 limit;
  NystaRows rows;
  GString *bytes;
  gsize n_charged;
  GArray *places;
  gboolean is_sorted;
  gsize next_row;
  NystaInnerEnvironment inner;
} Sort;

static void
forget (Sort *self)
{
  nysta_rows_clear (&self->rows);
  g_string_truncate (self->bytes, 0);
  g_array_set_size (self->places, 0);
  nysta_budget_release (&self->parent.execution->budget, self->n_charged);
  self->n_charged = 0;
  self->is_sorted = FALSE;
  self->next_row = 0;
}

static gboolean
sort_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Sort *self = (Sort *) op;

  forget (self);
  nysta_inner_environment_set (&self->inner, op->execution, environment,
                               self->limit == NYSTA_ALGEBRA_NO_LIMIT ? NULL : op->variables,
                               0);
  nysta_view_open (self->keys->view, &self->inner.given);
  return nysta_operator_open (op->children[0], &self->inner.given);
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Place *left = a;
  const Place *right = b;
  const char *bytes = ((const Sort *) user_data)->bytes->str;
  int order = memcmp (bytes + left->key, bytes + right->key,
                      MIN (left->n_key, right->n_key));

  if (order != 0)
    return order;
  if (left->n_key != right->n_key)
    return left->n_key < right->n_key ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

static gboolean
add_row (Sort *self, const NystaTermId *row)
{
  NystaExecution *execution = self->parent.execution;
  Place place = { .key = self->bytes->len, .row = self->rows.n_rows };

  for (guint i = 0; i < self->keys->expressions->len; i++)
    {
      gsize start = self->bytes->len;
      NystaTermId id = nysta_expression_id (self->keys->expressions->pdata[i],
                                            nysta_view_row (self->keys->view, row));

      nysta_order_append_key (execution->terms, execution->collation, id, self->bytes);
      for (gsize k = start; self->descending[i] && k < self->bytes->len; k++)
        self->bytes->str[k] = (char) ~self->bytes->str[k];
    }
  place.n_key = self->bytes->len - place.key;
  g_array_append_val (self->places, place);
  return nysta_rows_append (&self->rows, row, 1);
}

/* Sort what is there, and keep what may still be among the first. */
static gboolean
keep_first (Sort *self)
{
  g_array_sort_with_data (self->places, compare_places, self);
  if (self->limit >= self->places->len)
    return TRUE;

  g_autoptr (GString) bytes = g_string_sized_new (64);
  NystaRows rows;

  g_array_set_size (self->places, (guint) self->limit);
  nysta_rows_init (&rows, &self->parent, self->rows.width);
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = &g_array_index (self->places, Place, i);
      Place kept = { .key = bytes->len, .n_key = place->n_key, .row = i };

      g_string_append_len (bytes, self->bytes->str + place->key, (gssize) place->n_key);
      if (!nysta_rows_append (&rows, nysta_rows_get (&self->rows, place->row), 1))
        {
          nysta_rows_clear (&rows);
          return FALSE;
        }
      *place = kept;
    }
  nysta_rows_clear (&self->rows);
  self->rows = rows;
  g_string_free (self->bytes, TRUE);
  self->bytes = g_steal_pointer (&bytes);
  return TRUE;
}

static gboolean
charge_keys (Sort *self)
{
  gsize n_bytes = self->bytes->allocated_len + self->places->len * sizeof (Place);

  if (n_bytes > self->n_charged)
    {
      if (!nysta_operator_charge (&self->parent, n_bytes - self->n_charged))
        return FALSE;
      self->n_charged = n_bytes;
    }
  return nysta_execution_check (self->parent.execution);
}

static gboolean
gather (Sort *self)
{
  NystaOperator *child = self->parent.children[0];
  guint64 most = self->limit < G_MAXUINT32 ? self->limit + MAX (self->limit, MIN_SPARE_ROWS)
                                           : G_MAXUINT64;

  do
    {
      if (!nysta_operator_next (child))
        return FALSE;
      for (gsize i = 0; i < child->n_rows; i++)
        if (!add_row (self, nysta_operator_row (child, i)))
          return FALSE;
      nysta_run_terms_release (self->parent.execution->terms);
      if (!charge_keys (self) || (self->rows.n_rows > most && !keep_first (self)))
        return FALSE;
    }
  while (child->n_rows > 0);
  self->is_sorted = TRUE;
  return keep_first (self);
}

static gboolean
sort_next (NystaOperator *op)
{
  Sort *self = (Sort *) op;

  if (!nysta_operator_begin_batch (op) || (!self->is_sorted && !gather (self)))
    return FALSE;
  while (op->n_rows < op->max_rows && self->next_row < self->places->len)
    {
      const Place *place = &g_array_index (self->places, Place, self->next_row++);

      if (op->n_columns > 0)
        memcpy (nysta_operator_row (op, op->n_rows),
                nysta_rows_get (&self->rows, place->row),
                op->n_columns * sizeof (NystaTermId));
      op->n_rows++;
    }
  return TRUE;
}

static void
sort_finish (NystaOperator *op)
{
  Sort *self = (Sort *) op;

  forget (self);
  nysta_conditions_free (self->keys);
  g_string_free (self->bytes, TRUE);
  g_array_unref (self->places);
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
  self->bytes = g_string_sized_new (64);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  nysta_rows_init (&self->rows, &self->parent, child->n_columns);
  return &self->parent;
}
