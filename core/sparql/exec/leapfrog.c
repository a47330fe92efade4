/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * leapfrog.c: for each left row, the values of one variable that several patterns have at
 * once. Each pattern's values come sorted; whichever is behind leaps to the one in front
 * (Veldhuizen, Leapfrog Triejoin, ICDT 2014, §2.1). So a cycle costs what its shorter lists
 * do, where a join by twos first makes all paths.
 */
#include "config.h"
#include "sparql/exec/join.h"

#include <string.h>

#define LIST_VALUES 256u

/* Read at first, and after each leap that leaves what was read behind. */
#define FIRST_VALUES 16u

/* Values that are stepped over at once. */
#define STRIDE 8u

/* The values of one pattern for the left row at hand. */
typedef struct
{
  NystaLeaf leaf;
  NystaQuad pattern; /* its constants */
  guint field;       /* of the variable that is looked for */
  guint n_bound;     /* fields that the left has columns for */
  guint8 fields[4];
  guint8 columns[4];

  NystaTermId key[4]; /* whose values they are */
  gboolean is_known;  /* and @values begin with the first of them */
  NystaQuad sought;
  NystaCursor *cursor; /* NULL: all was read */
  guint n_wanted;
  guint n_values;
  guint next_value;
  NystaTermId values[LIST_VALUES];
} List;

typedef struct
{
  NystaOperator parent;
  List *lists;
  guint n_lists;
  gsize next_left;
  gboolean is_open; /* the row at @next_left has been begun */
  NystaTermId least;
} Leapfrog;

/* --- a list -------------------------------------------------------------------------------- */

/* After those that are there, while there is room: the next left row may want them again. */
static void
list_read (List *list)
{
  NystaQuad quads[LIST_VALUES];
  gsize n = 0;

  if (!list->is_known || list->n_values == LIST_VALUES)
    {
      list->is_known = FALSE;
      list->n_values = 0;
      list->next_value = 0;
    }
  list->n_wanted = MIN (list->n_wanted, LIST_VALUES - list->n_values);
  n = nysta_cursor_next (list->cursor, quads, list->n_wanted);
  for (gsize i = 0; i < n; i++)
    list->values[list->n_values++] = nysta_quad_field (&quads[i], list->field);
  if (n < list->n_wanted)
    g_clear_pointer (&list->cursor, nysta_cursor_free);
  list->n_wanted = MIN (list->n_wanted * 4, LIST_VALUES);
}

/* FALSE: the row has no values here. */
static gboolean
list_open (List *list, NystaDataset *dataset, const NystaTermId *row)
{
  gboolean is_same = list->is_known;

  list->next_value = 0;
  for (guint i = 0; i < list->n_bound; i++)
    is_same = is_same && list->key[i] == row[list->columns[i]];
  if (is_same)
    return list->n_values > 0;

  g_clear_pointer (&list->cursor, nysta_cursor_free);
  list->sought = list->pattern;
  list->is_known = TRUE;
  list->n_values = 0;
  for (guint i = 0; i < list->n_bound; i++)
    {
      list->key[i] = row[list->columns[i]];
      *nysta_quad_field_at (&list->sought, list->fields[i]) = list->key[i];
      if ((list->key[i] & NYSTA_COMPUTED_TERM) != 0)
        return FALSE;
    }
  list->cursor = nysta_dataset_scan (dataset, &list->sought);
  list->n_wanted = FIRST_VALUES;
  list_read (list);
  return list->n_values > 0;
}

/* To the first value from @least on, which is @out_value. FALSE: there is none. */
static gboolean
list_leap (List *list, NystaTermId least, NystaTermId *out_value)
{
  for (;;)
    {
      while (list->next_value + STRIDE <= list->n_values &&
             list->values[list->next_value + STRIDE - 1] < least)
        list->next_value += STRIDE;
      while (list->next_value < list->n_values && list->values[list->next_value] < least)
        list->next_value++;
      if (list->next_value < list->n_values)
        {
          *out_value = list->values[list->next_value];
          return TRUE;
        }
      if (list->cursor == NULL)
        return FALSE;
      if ((!list->is_known || list->n_values == LIST_VALUES) && list->n_values > 0)
        {
          NystaQuad row = list->sought;

          *nysta_quad_field_at (&row, list->field) = least;
          nysta_cursor_seek (list->cursor, &row);
          list->n_wanted = FIRST_VALUES;
          list->is_known = FALSE;
        }
      list_read (list);
    }
}

/* --- the operator ------------------------------------------------------------------------- */

static gboolean
leapfrog_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Leapfrog *self = (Leapfrog *) op;

  self->next_left = 0;
  self->is_open = FALSE;
  for (guint i = 0; i < self->n_lists; i++)
    {
      List *list = &self->lists[i];

      list->is_known = FALSE;
      list->pattern = (NystaQuad){ .graph = list->leaf.has_no_graph
                                              ? environment->graph
                                              : list->leaf.terms[NYSTA_FIELD_GRAPH] };
      for (guint k = 0; k < NYSTA_FIELD_GRAPH; k++)
        *nysta_quad_field_at (&list->pattern, k) = list->leaf.terms[k];
    }
  return nysta_operator_open (op->children[0], environment);
}

/* Of two lists what was read of both: short steps that the processor need not guess. */
static gboolean
agree_in_values (Leapfrog *self)
{
  List *a = &self->lists[0];
  List *b = &self->lists[1];
  guint i = a->next_value, k = b->next_value;
  gboolean found = FALSE;

  while (i < a->n_values && k < b->n_values)
    {
      NystaTermId left = a->values[i], right = b->values[k];

      found = left == right && left >= self->least;
      if (found)
        break;
      i += left <= right;
      k += right <= left;
    }
  a->next_value = i;
  b->next_value = k;
  if (found)
    self->least = a->values[i];
  return found;
}

/* The next value that all lists have, from @self->least on. */
static gboolean
agree (Leapfrog *self)
{
  guint n_agreed = 0;

  if (self->n_lists == 2 && agree_in_values (self))
    return TRUE;
  for (guint i = 0; n_agreed < self->n_lists; i = (i + 1) % self->n_lists)
    {
      NystaTermId value = 0;

      if (!list_leap (&self->lists[i], self->least, &value))
        return FALSE;
      n_agreed = value == self->least ? n_agreed + 1 : 1;
      self->least = value;
    }
  return TRUE;
}

static void
join_row (Leapfrog *self, const NystaTermId *left)
{
  NystaOperator *op = &self->parent;
  guint n_left = op->children[0]->n_columns;
  gboolean any = TRUE;

  if (!self->is_open)
    for (guint i = 0; i < self->n_lists && any; i++)
      any = list_open (&self->lists[i], op->execution->dataset, left);
  if (!self->is_open)
    self->least = 1;
  self->is_open = TRUE;
  while (any && op->n_rows < op->max_rows)
    {
      NystaTermId *row = nysta_operator_row (op, op->n_rows);

      any = agree (self);
      if (!any)
        break;
      if (n_left > 0)
        memcpy (row, left, n_left * sizeof *row);
      row[n_left] = self->least++;
      op->n_rows++;
    }
  if (any)
    return;
  self->is_open = FALSE;
  self->next_left++;
}

static gboolean
leapfrog_next (NystaOperator *op)
{
  Leapfrog *self = (Leapfrog *) op;
  NystaOperator *left = op->children[0];

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (op->n_rows < op->max_rows)
    {
      if (self->next_left == left->n_rows)
        {
          if (op->n_rows > 0 && left->n_rows > 0 && left->n_rows < left->max_rows)
            break;
          self->next_left = 0;
          if (!nysta_operator_next (left))
            return FALSE;
          if (left->n_rows == 0)
            break;
        }
      join_row (self, nysta_operator_row (left, self->next_left));
    }
  return TRUE;
}

static void
leapfrog_finish (NystaOperator *op)
{
  Leapfrog *self = (Leapfrog *) op;

  for (guint i = 0; i < self->n_lists; i++)
    nysta_cursor_free (self->lists[i].cursor);
  g_free (self->lists);
}

static void
leapfrog_describe (const NystaOperator *op, GString *out)
{
  const Leapfrog *self = (const Leapfrog *) op;

  g_string_append_c (out, ' ');
  nysta_operator_append_variable (op->execution, op->variables[op->n_columns - 1], out);
  for (guint i = 0; i < self->n_lists; i++)
    {
      g_string_append (out, i == 0 ? ":" : " &");
      nysta_leaf_describe (&self->lists[i].leaf, op->execution, out);
    }
}

static const NystaOperatorClass leapfrog_class = {
  .name = "leapfrog",
  .size = sizeof (Leapfrog),
  .open = leapfrog_open,
  .next = leapfrog_next,
  .finish = leapfrog_finish,
  .describe = leapfrog_describe,
};

NystaOperator *
nysta_leapfrog_new (NystaOperator *left, guint variable, const NystaLeaf *const *leaves,
                    guint n_leaves)
{
  guint n = 0;
  g_autofree guint *columns = nysta_join_columns (left, &variable, 1, &n);
  Leapfrog *self = nysta_operator_new (left->execution, &leapfrog_class, columns, n);

  nysta_operator_adopt (&self->parent, left);
  self->lists = g_new0 (List, n_leaves);
  self->n_lists = n_leaves;
  for (guint i = 0; i < n_leaves; i++)
    {
      List *list = &self->lists[i];

      list->leaf = *leaves[i];
      for (guint k = 0; k < NYSTA_FIELD_GRAPH; k++)
        if (list->leaf.variables[k] == (gint32) variable)
          list->field = k;
        else if (list->leaf.variables[k] >= 0)
          {
            list->fields[list->n_bound] = (guint8) k;
            list->columns[list->n_bound++] = (guint8) nysta_operator_column (
              left, (guint) list->leaf.variables[k]);
          }
    }
  return &self->parent;
}
