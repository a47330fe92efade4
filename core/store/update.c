/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "store/update.h"

#include <string.h>

#include "store/counts.h"

/* --- going through a table, forward ----------------------------------------- */

typedef struct
{
  NystaOrderCursor cursor;
  NystaRow row;
  gboolean has_row;
} Walk;

static int
walk_init (Walk *walk, MDB_txn *txn, const NystaTables *tables, NystaOrder order)
{
  walk->has_row = FALSE;
  return nysta_order_cursor_open (&walk->cursor, txn, tables, order, NULL, 0);
}

static void
walk_next (Walk *walk)
{
  walk->has_row = nysta_order_cursor_read (&walk->cursor, &walk->row, 1) > 0;
}

static void
walk_to (Walk *walk, const NystaRow *row)
{
  if (walk->has_row && nysta_row_compare (&walk->row, row, NYSTA_ROW_FIELDS) >= 0)
    return;
  nysta_order_cursor_seek (&walk->cursor, row);
  walk_next (walk);
}

static gboolean
walk_is_at (const Walk *walk, const NystaRow *row, guint n_fields)
{
  return walk->has_row && nysta_row_compare (&walk->row, row, n_fields) == 0;
}

static int
walk_clear (Walk *walk)
{
  nysta_order_cursor_clear (&walk->cursor);
  return walk->cursor.damaged ? MDB_CORRUPTED : 0;
}

/* --- what comes into being, and what goes ----------------------------------- */

typedef struct
{
  NystaCountKind kind;
  NystaTermId id;
  gint64 difference;
} Difference;

typedef struct
{
  MDB_txn *txn;
  const NystaTables *tables;
  NystaTermId type_id;
  NystaOrder order;
  NystaRowChange *changes; /* effective, sorted */
  gsize n_changes;
  GArray *differences; /* Difference */
} Update;

static void
note (Update *update, NystaCountKind kind, NystaTermId id, gint64 difference)
{
  Difference noted = { .kind = kind, .id = id, .difference = difference };

  g_array_append_val (update->differences, noted);
}

static void
note_triple (Update *update, const NystaRow *row, gint64 difference)
{
  note (update, NYSTA_COUNT_TRIPLES, 0, difference);
  note (update, NYSTA_COUNT_PREDICATE_TRIPLES, row->ids[1], difference);
  if (update->type_id != 0 && row->ids[1] == update->type_id)
    note (update, NYSTA_COUNT_CLASS_INSTANCES, row->ids[2], difference);
}

/* Rows that share their first @n_fields appeared where there were none, or the last one
 * went. */
static void
note_group (Update *update, const NystaRow *row, guint n_fields, gint64 difference)
{
  switch (update->order)
    {
    case NYSTA_ORDER_SPOG:
      if (n_fields == 3)
        note_triple (update, row, difference);
      else if (n_fields == 2)
        note (update, NYSTA_COUNT_PREDICATE_SUBJECTS, row->ids[1], difference);
      else
        note (update, NYSTA_COUNT_SUBJECTS, 0, difference);
      break;
    case NYSTA_ORDER_POSG:
      note (update, NYSTA_COUNT_PREDICATE_OBJECTS, row->ids[0], difference);
      break;
    case NYSTA_ORDER_OSPG:
      note (update, NYSTA_COUNT_OBJECTS, 0, difference);
      break;
    case NYSTA_ORDER_GSPO:
      break;
    }
}

/* Whether the table has a row of this group that none of its removals takes. Reads one row
 * more than there are of these at most: a triple may lie in any number of graphs. */
static gboolean
survives (Walk *walk, const NystaRowChange *removals, gsize n_removals, guint n_fields)
{
  gsize at = 0;

  for (; walk_is_at (walk, &removals[0].row, n_fields); walk_next (walk))
    {
      while (at < n_removals &&
             nysta_row_compare (&removals[at].row, &walk->row, NYSTA_ROW_FIELDS) < 0)
        at++;
      if (at == n_removals ||
          nysta_row_compare (&removals[at].row, &walk->row, NYSTA_ROW_FIELDS) != 0)
        return TRUE;
    }
  return FALSE;
}

/* The changes of one group; the table is as it was before them. */
static void
look_at_group (Update *update, Walk *walk, const NystaRowChange *changes, gsize n_changes,
               guint n_fields)
{
  NystaRow first = { { 0 } };
  gboolean adds = FALSE;
  gboolean removes = FALSE;

  for (gsize i = 0; i < n_changes; i++)
    {
      adds |= changes[i].adds;
      removes |= !changes[i].adds;
    }
  if (adds && removes)
    return;
  memcpy (first.ids, changes[0].row.ids, n_fields * sizeof first.ids[0]);
  walk_to (walk, &first);
  if (adds && !walk_is_at (walk, &first, n_fields))
    note_group (update, &first, n_fields, 1);
  else if (removes && !survives (walk, changes, n_changes, n_fields))
    note_group (update, &first, n_fields, -1);
}

static int
look_at_groups (Update *update, guint n_fields)
{
  const NystaRowChange *changes = update->changes;
  Walk walk;
  int code = walk_init (&walk, update->txn, update->tables, update->order);

  if (code != 0)
    return code;
  for (gsize i = 0, next; i < update->n_changes; i = next)
    {
      for (next = i + 1; next < update->n_changes; next++)
        if (nysta_row_compare (&changes[next].row, &changes[i].row, n_fields) != 0)
          break;
      look_at_group (update, &walk, changes + i, next - i, n_fields);
    }
  return walk_clear (&walk);
}

/* --- the changes ------------------------------------------------------------ */

static int
compare_changes (gconstpointer a, gconstpointer b, gpointer unused)
{
  return nysta_row_compare (&((const NystaRowChange *) a)->row,
                            &((const NystaRowChange *) b)->row, NYSTA_ROW_FIELDS);
}

/* Equal ones stay in their sequence. */
static void
sort (NystaRowChange *changes, gsize n_changes)
{
  gsize i = 1;

  while (i < n_changes && compare_changes (&changes[i - 1], &changes[i], NULL) <= 0)
    i++;
  if (i < n_changes)
    g_qsort_with_data (changes, (gint) n_changes, sizeof *changes, compare_changes, NULL);
}

/* Leave out what is no change. */
static int
keep_effective (Update *update)
{
  NystaRowChange *changes = update->changes;
  gsize n_kept = 0;
  Walk walk;
  int code = walk_init (&walk, update->txn, update->tables, update->order);

  if (code != 0)
    return code;
  for (gsize i = 0; i < update->n_changes; i++)
    {
      if (i + 1 < update->n_changes &&
          compare_changes (&changes[i], &changes[i + 1], NULL) == 0)
        continue;
      walk_to (&walk, &changes[i].row);
      if (walk_is_at (&walk, &changes[i].row, NYSTA_ROW_FIELDS) != changes[i].adds)
        changes[n_kept++] = changes[i];
    }
  update->n_changes = n_kept;
  return walk_clear (&walk);
}

static int
change_order (Update *update, NystaOrder order)
{
  static const guint8 groups[NYSTA_N_ORDERS][3] = {
    [NYSTA_ORDER_SPOG] = { 1, 2, 3 },
    [NYSTA_ORDER_POSG] = { 2 },
    [NYSTA_ORDER_OSPG] = { 1 },
  };
  int code = 0;

  for (gsize i = 0; order != update->order && i < update->n_changes; i++)
    update->changes[i].row = nysta_row_reorder (&update->changes[i].row, update->order,
                                                order);
  if (order != update->order)
    sort (update->changes, update->n_changes);
  update->order = order;
  for (guint i = 0; i < G_N_ELEMENTS (groups[order]) && code == 0; i++)
    if (groups[order][i] > 0)
      code = look_at_groups (update, groups[order][i]);
  if (code == 0)
    code = nysta_order_change (update->txn, update->tables, order, update->changes,
                               update->n_changes);
  return code;
}

static void
note_quads (Update *update, guint64 *out_n_added, guint64 *out_n_removed)
{
  *out_n_added = 0;
  *out_n_removed = 0;
  for (gsize i = 0; i < update->n_changes; i++)
    {
      gint64 difference = update->changes[i].adds ? 1 : -1;

      note (update, NYSTA_COUNT_QUADS, 0, difference);
      note (update, NYSTA_COUNT_GRAPH_TRIPLES, update->changes[i].row.ids[3], difference);
      *(difference > 0 ? out_n_added : out_n_removed) += 1;
    }
}

static int
compare_differences (gconstpointer a, gconstpointer b)
{
  const Difference *x = a;
  const Difference *y = b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

static int
write_counts (Update *update)
{
  GArray *differences = update->differences;
  int code = 0;

  g_array_sort (differences, compare_differences);
  for (guint i = 0, next; i < differences->len && code == 0; i = next)
    {
      const Difference *first = &g_array_index (differences, Difference, i);
      gint64 sum = 0;

      for (next = i; next < differences->len; next++)
        {
          const Difference *at = &g_array_index (differences, Difference, next);
          if (compare_differences (first, at) != 0)
            break;
          sum += at->difference;
        }
      if (sum != 0)
        code = nysta_counts_add (update->txn, update->tables, first->kind, first->id, sum);
    }
  return code;
}

int
nysta_update_apply (MDB_txn *txn, const NystaTables *tables, NystaTermId type_id,
                    NystaRowChange *changes, gsize n_changes, guint64 *out_n_added,
                    guint64 *out_n_removed)
{
  g_autoptr (GArray) differences = g_array_new (FALSE, FALSE, sizeof (Difference));
  Update update = {
    .txn = txn,
    .tables = tables,
    .type_id = type_id,
    .order = NYSTA_ORDER_SPOG,
    .changes = changes,
    .n_changes = n_changes,
    .differences = differences,
  };

  sort (changes, n_changes);
  int code = keep_effective (&update);
  if (code != 0)
    return code;
  note_quads (&update, out_n_added, out_n_removed);
  for (NystaOrder order = 0; order < NYSTA_N_ORDERS && code == 0; order++)
    code = change_order (&update, order);
  return code == 0 ? write_counts (&update) : code;
}
