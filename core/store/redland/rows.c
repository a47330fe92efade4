/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/redland/rows.h"

#include <string.h>

#define ROWS_AT_ONCE 64

struct NystaRows
{
  NystaDataset *dataset;
  NystaPending *pending; /* NULL: nothing is */
  NystaRowsScope scope;

  /* Of the snapshot: one stretch of rows, or two where QUADS has the unnamed graph first. */
  NystaQuad patterns[2];
  guint n_patterns;
  guint next_pattern;
  NystaCursor *cursor;
  NystaQuad batch[ROWS_AT_ONCE];
  gsize n_batch;
  gsize position; /* of the row after the current one */

  GHashTable *hidden; /* NystaQuad *: rows of the snapshot that are to be removed */
  GArray *added;      /* NystaPendingChange: rows after those of the snapshot */
  guint n_added_read;

  NystaQuad row;                    /* the current one: of the snapshot, if … */
  const NystaPendingChange *change; /* … this is NULL */
  GString *buffers[4];
};

/* --- quads as keys ---------------------------------------------------------- */

static NystaTermId
field_of (const NystaQuad *quad, NystaField field)
{
  const NystaTermId ids[4] = { quad->subject, quad->predicate, quad->object, quad->graph };

  return ids[field];
}

static guint
quad_hash (gconstpointer key)
{
  guint64 hash = 0;

  for (int i = 0; i < 4; i++)
    {
      hash = (hash ^ field_of (key, (NystaField) i)) * 0x9e3779b97f4a7c15ull;
      hash ^= hash >> 32;
    }
  return (guint) hash;
}

static gboolean
quad_equal (gconstpointer a, gconstpointer b)
{
  for (int i = 0; i < 4; i++)
    if (field_of (a, (NystaField) i) != field_of (b, (NystaField) i))
      return FALSE;
  return TRUE;
}

/* --- what is pending -------------------------------------------------------- */

static gboolean
dataset_has (NystaDataset *dataset, const NystaQuad *quad)
{
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, quad);
  NystaQuad row = { 0 };

  return nysta_cursor_next (cursor, &row, 1) > 0;
}

/* FALSE if the snapshot has not even the terms. */
static gboolean
quad_of_change (NystaRows *rows, const NystaPendingChange *change, NystaQuad *out_quad)
{
  NystaTermId ids[4] = { 0 };

  for (int i = 0; i < 4; i++)
    {
      if (i == NYSTA_FIELD_GRAPH && change->terms[i] == 0)
        ids[i] = NYSTA_UNNAMED;
      else
        ids[i] = nysta_dataset_lookup (
          rows->dataset, nysta_pending_term (rows->pending, change->terms[i]));
      if (ids[i] == NYSTA_ANY)
        return FALSE;
    }
  *out_quad = (NystaQuad){ ids[0], ids[1], ids[2], ids[3] };
  return TRUE;
}

/* Whether @triple is in a graph that it is not removed from. */
static gboolean
is_left (NystaRows *rows, NystaQuad triple, GHashTable *removed)
{
  NystaQuad batch[ROWS_AT_ONCE] = { 0 };

  triple.graph = NYSTA_UNNAMED;
  if (!g_hash_table_contains (removed, &triple) && dataset_has (rows->dataset, &triple))
    return TRUE;
  triple.graph = NYSTA_ANY;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (rows->dataset, &triple);

  for (gsize n = 0; (n = nysta_cursor_next (cursor, batch, G_N_ELEMENTS (batch))) > 0;)
    for (gsize i = 0; i < n; i++)
      if (!g_hash_table_contains (removed, &batch[i]))
        return TRUE;
  return FALSE;
}

static void
hide_removed (NystaRows *rows, const GArray *changes)
{
  g_autoptr (GHashTable)
    removed = g_hash_table_new_full (quad_hash, quad_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key = NULL;
  NystaQuad quad = { 0 };

  for (guint i = 0; i < changes->len; i++)
    {
      const NystaPendingChange *change = &g_array_index (changes, NystaPendingChange, i);

      if (!change->adds && quad_of_change (rows, change, &quad) &&
          dataset_has (rows->dataset, &quad))
        g_hash_table_add (removed, g_memdup2 (&quad, sizeof quad));
    }
  if (rows->scope != NYSTA_ROWS_UNION)
    {
      rows->hidden = g_steal_pointer (&removed);
      return;
    }

  rows->hidden = g_hash_table_new_full (quad_hash, quad_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, removed);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      quad = *(const NystaQuad *) key;
      quad.graph = NYSTA_UNION;
      if (!g_hash_table_contains (rows->hidden, &quad) && !is_left (rows, quad, removed))
        g_hash_table_add (rows->hidden, g_memdup2 (&quad, sizeof quad));
    }
}

/* Whether the snapshot's own rows show what @change adds. */
static gboolean
is_shown (NystaRows *rows, const NystaPendingChange *change)
{
  NystaPendingChange triple = *change;
  NystaQuad quad = { 0 };

  /* Any graph will do, also one that the snapshot hasn't got. */
  if (rows->scope == NYSTA_ROWS_UNION)
    triple.terms[NYSTA_FIELD_GRAPH] = 0;
  if (!quad_of_change (rows, &triple, &quad))
    return FALSE;
  if (rows->scope == NYSTA_ROWS_UNION)
    quad.graph = NYSTA_UNION;
  return !g_hash_table_contains (rows->hidden, &quad) && dataset_has (rows->dataset, &quad);
}

static void
append_added (NystaRows *rows, const GArray *changes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (quad_hash, quad_equal, g_free, NULL);

  rows->added = g_array_new (FALSE, FALSE, sizeof (NystaPendingChange));
  for (guint i = 0; i < changes->len; i++)
    {
      const NystaPendingChange *change = &g_array_index (changes, NystaPendingChange, i);
      NystaQuad numbers = { change->terms[0], change->terms[1], change->terms[2], 0 };

      if (!change->adds || is_shown (rows, change))
        continue;
      /* The same triple may be added to several graphs. */
      if (rows->scope == NYSTA_ROWS_UNION &&
          !g_hash_table_add (seen, g_memdup2 (&numbers, sizeof numbers)))
        continue;
      g_array_append_vals (rows->added, change, 1);
    }
}

/* --- opening ---------------------------------------------------------------- */

/* FALSE if no row of the snapshot can match. */
static gboolean
resolve (NystaDataset *dataset, const NystaTerm *term, NystaTermId *out_id)
{
  if (term->kind == NYSTA_TERM_NONE)
    return TRUE;
  *out_id = nysta_dataset_lookup (dataset, term);
  return *out_id != NYSTA_ANY;
}

static void
add_pattern (NystaRows *rows, NystaQuad pattern, NystaTermId graph)
{
  pattern.graph = graph;
  rows->patterns[rows->n_patterns++] = pattern;
}

static void
set_patterns (NystaRows *rows, const NystaStatement *statement)
{
  NystaQuad pattern = { 0 };
  NystaTermId graph = NYSTA_UNNAMED;

  if (!resolve (rows->dataset, &statement->subject, &pattern.subject) ||
      !resolve (rows->dataset, &statement->predicate, &pattern.predicate) ||
      !resolve (rows->dataset, &statement->object, &pattern.object))
    return;
  switch (rows->scope)
    {
    case NYSTA_ROWS_UNION:
      add_pattern (rows, pattern, NYSTA_UNION);
      break;
    case NYSTA_ROWS_QUADS:
      add_pattern (rows, pattern, NYSTA_UNNAMED);
      add_pattern (rows, pattern, NYSTA_ANY);
      break;
    case NYSTA_ROWS_GRAPH:
      if (resolve (rows->dataset, &statement->graph, &graph))
        add_pattern (rows, pattern, graph);
      break;
    }
}

NystaRows *
nysta_rows_new (NystaDataset *dataset, NystaPending *pending, const NystaStatement *pattern,
                NystaRowsScope scope)
{
  NystaRows *rows = g_new0 (NystaRows, 1);

  rows->dataset = nysta_dataset_ref (dataset);
  rows->scope = scope;
  for (int i = 0; i < 4; i++)
    rows->buffers[i] = g_string_new (NULL);
  set_patterns (rows, pattern);
  if (pending != NULL && nysta_pending_size (pending) > 0)
    {
      g_autoptr (GArray)
        changes = nysta_pending_match (pending, pattern, scope != NYSTA_ROWS_GRAPH);

      rows->pending = nysta_pending_ref (pending);
      hide_removed (rows, changes);
      append_added (rows, changes);
    }
  return rows;
}

void
nysta_rows_free (NystaRows *rows)
{
  if (rows == NULL)
    return;
  for (int i = 0; i < 4; i++)
    g_string_free (rows->buffers[i], TRUE);
  g_clear_pointer (&rows->added, g_array_unref);
  g_clear_pointer (&rows->hidden, g_hash_table_unref);
  g_clear_pointer (&rows->cursor, nysta_cursor_free);
  nysta_pending_unref (rows->pending);
  nysta_dataset_unref (rows->dataset);
  g_free (rows);
}

/* --- reading ---------------------------------------------------------------- */

static gboolean
fill_batch (NystaRows *rows)
{
  rows->position = 0;
  for (;;)
    {
      if (rows->cursor != NULL)
        {
          rows->n_batch = nysta_cursor_next (rows->cursor, rows->batch, ROWS_AT_ONCE);
          if (rows->n_batch > 0)
            return TRUE;
          g_clear_pointer (&rows->cursor, nysta_cursor_free);
        }
      rows->n_batch = 0;
      if (rows->next_pattern == rows->n_patterns)
        return FALSE;
      rows->cursor = nysta_dataset_scan (rows->dataset,
                                         &rows->patterns[rows->next_pattern++]);
    }
}

gboolean
nysta_rows_next (NystaRows *rows)
{
  rows->change = NULL;
  while (rows->position < rows->n_batch || fill_batch (rows))
    {
      rows->row = rows->batch[rows->position++];
      if (rows->hidden == NULL || !g_hash_table_contains (rows->hidden, &rows->row))
        return TRUE;
    }
  if (rows->added == NULL || rows->n_added_read == rows->added->len)
    return FALSE;
  rows->change = &g_array_index (rows->added, NystaPendingChange, rows->n_added_read++);
  return TRUE;
}

NystaTermId
nysta_rows_id (const NystaRows *rows, NystaField field)
{
  return rows->change != NULL ? 0 : field_of (&rows->row, field);
}

gboolean
nysta_rows_term (NystaRows *rows, NystaField field, NystaTerm *out_term)
{
  static const NystaTerm none = { .kind = NYSTA_TERM_NONE };
  NystaTermId id = nysta_rows_id (rows, field);

  if (field == NYSTA_FIELD_GRAPH && rows->scope == NYSTA_ROWS_UNION)
    {
      *out_term = none;
      return TRUE;
    }
  if (rows->change != NULL)
    {
      guint32 number = rows->change->terms[field];

      *out_term = number != 0 ? *nysta_pending_term (rows->pending, number) : none;
      return TRUE;
    }
  if (field == NYSTA_FIELD_GRAPH && id == NYSTA_UNNAMED)
    {
      *out_term = none;
      return TRUE;
    }
  return nysta_dataset_read_term (rows->dataset, id, rows->buffers[field], out_term);
}

gint64
nysta_rows_n_pending (const NystaRows *rows)
{
  return rows->pending == NULL
           ? 0
           : (gint64) rows->added->len - (gint64) g_hash_table_size (rows->hidden);
}

gboolean
nysta_rows_check (NystaRows *rows, GError **error)
{
  return nysta_dataset_check (rows->dataset, error);
}
