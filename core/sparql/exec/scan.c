/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* scan.c: the triples of one pattern, in the order of the dataset's cursor. */
#include "config.h"
#include "sparql/exec/id-range.h"
#include "sparql/exec/operators.h"

#define CHUNK_QUADS 256u

/* Who asks whether there is any row, or joins with few, is served by the first ones. */
#define FIRST_ROWS 16u

typedef struct
{
  NystaOperator parent;
  NystaLeaf leaf;
  guint n_leaf;        /* columns of the leaf */
  NystaTermId *values; /* of the columns after those */
  NystaCursor *cursor;
  NystaQuad pattern;
  guint n_wanted;
  GArray *holes; /* (nullable): of @ranged, those values are not wanted */
  guint ranged;
  gint64 sorted_by; /* the first unbound field of the cursor, if it is that one; -1 */
  guint next_hole;
  gint64 wanted_once; /* a variable, or -1 */
  gint64 once_by;     /* its field, if rows are sorted by it; -1 */
  NystaTermId last;   /* value of that */
  NystaQuad quads[CHUNK_QUADS];
} Scan;

static gboolean
scan_open (NystaOperator *op, const NystaEnvironment *environment)
{
  Scan *scan = (Scan *) op;

  g_clear_pointer (&scan->cursor, nysta_cursor_free);
  scan->n_wanted = MIN (FIRST_ROWS, op->max_rows);
  if (nysta_leaf_pattern (&scan->leaf, environment, &scan->pattern))
    scan->cursor = nysta_dataset_scan (op->execution->dataset, &scan->pattern);
  scan->next_hole = 0;
  scan->sorted_by = scan->once_by = -1;
  scan->last = 0;
  for (guint i = 0; scan->cursor != NULL && i < 4; i++)
    {
      NystaField field = scan->cursor->order[i];

      if (field != NYSTA_FIELD_GRAPH && nysta_quad_field (&scan->pattern, field) != 0)
        continue;
      if (scan->holes != NULL && scan->leaf.variables[field] == (gint32) scan->ranged)
        scan->sorted_by = field;
      if (scan->wanted_once >= 0 && scan->leaf.variables[field] == scan->wanted_once &&
          scan->leaf.n_same == 0)
        scan->once_by = field;
      break;
    }
  return TRUE;
}

/* The hole that @id, which comes after those before, is in, or NULL. */
static const NystaIdHole *
hole_at (Scan *scan, NystaTermId id)
{
  while (scan->next_hole < scan->holes->len)
    {
      const NystaIdHole *hole = &g_array_index (scan->holes, NystaIdHole, scan->next_hole);

      if (id <= hole->last)
        return id >= hole->first ? hole : NULL;
      scan->next_hole++;
    }
  return NULL;
}

static void
seek_past (Scan *scan, guint field, NystaTermId id)
{
  NystaQuad row = scan->pattern;

  *nysta_quad_field_at (&row, field) = id + 1;
  nysta_cursor_seek (scan->cursor, &row);
}

/* Likewise those that repeat a value; of many more, few are read. */
static gsize
leave_out_repeats (Scan *scan, gsize n_quads)
{
  gsize n = 0;

  for (gsize i = 0; i < n_quads; i++)
    {
      NystaTermId id = nysta_quad_field (&scan->quads[i], (guint) scan->once_by);

      if (id != scan->last)
        scan->quads[n++] = scan->quads[i];
      else if (i + 1 == n_quads)
        seek_past (scan, (guint) scan->once_by, id);
      scan->last = id;
    }
  return n;
}

/* Take those quads out that are in a hole; what lies in it further on is not read. */
static gsize
leave_out (Scan *scan, gsize n_quads)
{
  gsize n = 0;

  for (gsize i = 0; i < n_quads; i++)
    {
      NystaTermId id = nysta_quad_field (&scan->quads[i], (guint) scan->sorted_by);
      const NystaIdHole *hole = hole_at (scan, id);

      if (hole == NULL)
        scan->quads[n++] = scan->quads[i];
      else if (i + 1 == n_quads)
        seek_past (scan, (guint) scan->sorted_by, hole->last);
    }
  return n;
}

static void
take (Scan *scan, gsize n_quads)
{
  NystaOperator *op = &scan->parent;
  guint n_fixed = op->n_columns - scan->n_leaf;

  for (gsize i = 0; i < n_quads; i++)
    {
      NystaTermId *row = nysta_operator_row (op, op->n_rows);

      if (!nysta_leaf_fits (&scan->leaf, &scan->quads[i]))
        continue;
      nysta_leaf_output (&scan->leaf, &scan->quads[i], row);
      for (guint k = 0; k < n_fixed; k++)
        row[scan->n_leaf + k] = scan->values[k];
      op->n_rows++;
    }
}

static gboolean
scan_next (NystaOperator *op)
{
  Scan *scan = (Scan *) op;

  if (!nysta_operator_begin_batch (op))
    return FALSE;
  while (scan->cursor != NULL && op->n_rows < scan->n_wanted)
    {
      gsize n_quads = nysta_cursor_next (scan->cursor, scan->quads,
                                         MIN (scan->n_wanted - op->n_rows, CHUNK_QUADS));

      if (n_quads == 0)
        g_clear_pointer (&scan->cursor, nysta_cursor_free);
      else if (scan->sorted_by >= 0)
        n_quads = leave_out (scan, n_quads);
      if (scan->once_by >= 0)
        n_quads = leave_out_repeats (scan, n_quads);
      take (scan, n_quads);
    }
  scan->n_wanted = MIN (scan->n_wanted * 4, op->max_rows);
  return TRUE;
}

static void
scan_skip (NystaOperator *op, NystaTermId id)
{
  Scan *scan = (Scan *) op;
  NystaQuad row = scan->pattern;
  guint i = 0;

  if (scan->cursor == NULL)
    return;
  while (i < 3 && nysta_quad_field (&scan->pattern, scan->cursor->order[i]) != 0)
    i++;
  *nysta_quad_field_at (&row, scan->cursor->order[i]) = id;
  nysta_cursor_seek (scan->cursor, &row);
}

static void
scan_finish (NystaOperator *op)
{
  Scan *scan = (Scan *) op;

  nysta_cursor_free (scan->cursor);
  g_clear_pointer (&scan->holes, g_array_unref);
  g_free (scan->values);
}

static void
scan_describe (const NystaOperator *op, GString *out)
{
  const Scan *scan = (const Scan *) op;

  nysta_leaf_describe (&scan->leaf, op->execution, out);
  if (scan->holes != NULL)
    {
      g_string_append (out, " within a range of ");
      nysta_operator_append_variable (op->execution, scan->ranged, out);
    }
  if (scan->wanted_once >= 0)
    {
      g_string_append (out, " once each ");
      nysta_operator_append_variable (op->execution, (guint) scan->wanted_once, out);
    }
  for (guint i = scan->n_leaf; i < op->n_columns; i++)
    {
      g_string_append (out, i == scan->n_leaf ? " with " : ", ");
      nysta_operator_append_variable (op->execution, op->variables[i], out);
      g_string_append (out, " = ");
      nysta_operator_append_term (op->execution, scan->values[i - scan->n_leaf], out);
    }
}

static const NystaOperatorClass scan_class = {
  .name = "scan",
  .size = sizeof (Scan),
  .open = scan_open,
  .next = scan_next,
  .skip = scan_skip,
  .finish = scan_finish,
  .describe = scan_describe,
};

NystaOperator *
nysta_scan_new (NystaExecution *execution, const NystaLeaf *leaf, const guint *fixed,
                const NystaTermId *values, guint n_fixed)
{
  NystaLeaf finished = *leaf;
  g_autofree guint *variables = g_new (guint, 4 + n_fixed);
  guint n_leaf = nysta_leaf_finish (&finished, variables);

  for (guint i = 0; i < n_fixed; i++)
    variables[n_leaf + i] = fixed[i];

  Scan *scan = nysta_operator_new (execution, &scan_class, variables, n_leaf + n_fixed);

  scan->leaf = finished;
  scan->n_leaf = n_leaf;
  scan->wanted_once = -1;
  scan->values = g_memdup2 (values, n_fixed * sizeof *values);
  return &scan->parent;
}

void
nysta_scan_leave_out (NystaOperator *op, guint variable, const GArray *holes)
{
  Scan *scan = (Scan *) op;

  g_clear_pointer (&scan->holes, g_array_unref);
  scan->ranged = variable;
  scan->holes = g_array_copy ((GArray *) holes);
}

void
nysta_scan_leave_out_repeats (NystaOperator *op, guint variable)
{
  if (op->klass == &scan_class)
    ((Scan *) op)->wanted_once = variable;
}
