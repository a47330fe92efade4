/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/rows.h"

#include <string.h>

#include "base/error.h"

#define MIN_ROOM 64u
#define MIN_SLOTS 64u

/* --- rows ----------------------------------------------------------------------------- */

void
nysta_rows_init (NystaRows *rows, NystaOperator *owner, guint width)
{
  *rows = (NystaRows){ .owner = owner, .width = width };
}

static gsize
row_bytes (const NystaRows *rows)
{
  return MAX (rows->width, 1) * sizeof (NystaTermId);
}

static gboolean
take (NystaRows *rows, gsize n_bytes)
{
  if (rows->holding == NULL)
    return nysta_operator_charge (rows->owner, n_bytes);
  /* Of the first row it cannot be asked to do without. */
  if (rows->n_rows == 0)
    nysta_holding_take (rows->holding, n_bytes);
  else
    rows->is_full = !nysta_holding_grow (rows->holding, n_bytes);
  return !rows->is_full;
}

static void
give_back (NystaRows *rows, gsize n_bytes)
{
  if (rows->holding == NULL)
    nysta_budget_release (&rows->owner->execution->budget, n_bytes);
  else
    nysta_holding_shrink (rows->holding, n_bytes);
}

void
nysta_rows_clear (NystaRows *rows)
{
  rows->is_full = FALSE;
  if (rows->cells == NULL)
    return;
  give_back (rows, rows->n_room * row_bytes (rows));
  g_clear_pointer (&rows->cells, g_free);
  rows->n_rows = 0;
  rows->n_room = 0;
}

static gboolean
fail_memory (NystaOperator *owner)
{
  g_set_error (&owner->execution->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
               "limit: %s: no memory for more rows: ask for less at once",
               owner->klass->name);
  return FALSE;
}

static gboolean
rows_reserve (NystaRows *rows, gsize n_more)
{
  /* The first row is taken without asking: no more than that. */
  gsize min_room = rows->holding == NULL ? MIN_ROOM : 1;
  gsize n_room = MAX (rows->n_room, min_room);

  if (n_more <= rows->n_room - rows->n_rows)
    return TRUE;
  while (n_room - rows->n_rows < n_more)
    n_room *= 2;
  if (!take (rows, (n_room - rows->n_room) * row_bytes (rows)))
    return FALSE;

  NystaTermId *cells = g_try_realloc (rows->cells, n_room * row_bytes (rows));

  if (cells == NULL)
    return fail_memory (rows->owner);
  rows->cells = cells;
  rows->n_room = n_room;
  return TRUE;
}

NystaTermId *
nysta_rows_add (NystaRows *rows)
{
  if (!rows_reserve (rows, 1))
    return NULL;

  NystaTermId *row = nysta_rows_get (rows, rows->n_rows++);

  memset (row, 0, rows->width * sizeof (NystaTermId));
  return row;
}

gboolean
nysta_rows_append (NystaRows *rows, const NystaTermId *cells, gsize n_rows)
{
  if (!rows_reserve (rows, n_rows))
    return FALSE;
  if (rows->width > 0 && n_rows > 0)
    memcpy (nysta_rows_get (rows, rows->n_rows), cells,
            n_rows * rows->width * sizeof (NystaTermId));
  rows->n_rows += n_rows;
  return TRUE;
}

gboolean
nysta_rows_drain (NystaRows *rows, NystaOperator *op)
{
  do
    if (!nysta_operator_next (op) || !nysta_rows_append (rows, op->cells, op->n_rows))
      return FALSE;
  while (op->n_rows > 0);
  return TRUE;
}

/* --- sets ------------------------------------------------------------------------------ */

void
nysta_row_set_init (NystaRowSet *set, NystaOperator *owner, guint width)
{
  *set = (NystaRowSet){ 0 };
  nysta_rows_init (&set->rows, owner, width);
}

void
nysta_row_set_clear (NystaRowSet *set)
{
  if (set->rows.owner == NULL)
    return;
  give_back (&set->rows, set->n_slots * sizeof *set->slots);
  g_clear_pointer (&set->slots, g_free);
  set->n_slots = 0;
  nysta_rows_clear (&set->rows);
}

guint64
nysta_row_hash (const NystaTermId *row, guint width)
{
  guint64 hash = 0;

  for (guint i = 0; i < width; i++)
    hash = nysta_id_mix (hash, row[i]);
  return hash ^ hash >> 32;
}

static gboolean
row_equal (const NystaTermId *a, const NystaTermId *b, guint width)
{
  for (guint i = 0; i < width; i++)
    if (a[i] != b[i])
      return FALSE;
  return TRUE;
}

static gboolean
set_grow (NystaRowSet *set)
{
  gsize n_slots = MAX (set->n_slots * 2, MIN_SLOTS);

  if (set->rows.n_rows >= G_MAXUINT32 - 1)
    return fail_memory (set->rows.owner);
  if (!take (&set->rows, (n_slots - set->n_slots) * sizeof *set->slots))
    return FALSE;

  guint64 *slots = g_try_new0 (guint64, n_slots);

  if (slots == NULL)
    return fail_memory (set->rows.owner);
  for (gsize i = 0; i < set->n_slots; i++)
    {
      gsize at = (set->slots[i] >> 32) & (n_slots - 1);

      if (set->slots[i] == 0)
        continue;
      while (slots[at] != 0)
        at = (at + 1) & (n_slots - 1);
      slots[at] = set->slots[i];
    }
  g_free (set->slots);
  set->slots = slots;
  set->n_slots = n_slots;
  return TRUE;
}

static inline guint32
number_at (const NystaRowSet *set, gsize slot)
{
  return (guint32) set->slots[slot];
}

/* The slot that has @row, or would. Rows are looked at only where the hash says so: they are
 * far away. */
static gsize
set_slot (const NystaRowSet *set, const NystaTermId *row, guint32 hash)
{
  gsize at = hash & (set->n_slots - 1);

  while (set->slots[at] != 0 &&
         (set->slots[at] >> 32 != hash ||
          !row_equal (nysta_rows_get (&set->rows, number_at (set, at) - 1), row,
                      set->rows.width)))
    at = (at + 1) & (set->n_slots - 1);
  return at;
}

gint64
nysta_row_set_add (NystaRowSet *set, const NystaTermId *row, gboolean *out_is_new)
{
  if (set->rows.n_rows * 2 >= set->n_slots && !set_grow (set))
    return -1;

  guint32 hash = (guint32) nysta_row_hash (row, set->rows.width);
  gsize at = set_slot (set, row, hash);

  *out_is_new = set->slots[at] == 0;
  if (set->slots[at] == 0)
    {
      if (!nysta_rows_append (&set->rows, row, 1))
        return -1;
      set->slots[at] = (guint64) hash << 32 | (guint32) set->rows.n_rows;
    }
  return (gint64) number_at (set, at) - 1;
}

gint64
nysta_row_set_find (const NystaRowSet *set, const NystaTermId *row)
{
  if (set->n_slots == 0)
    return -1;
  return (gint64) number_at (
           set, set_slot (set, row, (guint32) nysta_row_hash (row, set->rows.width))) -
         1;
}

/* --- indexes ---------------------------------------------------------------------------- */

void
nysta_row_index_init (NystaRowIndex *index, NystaOperator *owner, guint width,
                      const guint *keys, guint n_keys)
{
  *index = (NystaRowIndex){ .keys = g_memdup2 (keys, n_keys * sizeof *keys),
                            .n_keys = n_keys };
  nysta_rows_init (&index->rows, owner, width);
}

static void
index_forget (NystaRowIndex *index)
{
  if (index->heads != NULL && index->nexts != NULL)
    give_back (&index->rows, (index->n_heads + index->rows.n_rows) * sizeof (guint32));
  g_clear_pointer (&index->heads, g_free);
  g_clear_pointer (&index->nexts, g_free);
}

void
nysta_row_index_clear (NystaRowIndex *index)
{
  if (index->rows.owner == NULL)
    return;
  index_forget (index);
  g_clear_pointer (&index->keys, g_free);
  nysta_rows_clear (&index->rows);
}

guint64
nysta_row_key_hash (const NystaTermId *row, const guint *columns, guint n)
{
  guint64 hash = 0;

  for (guint i = 0; i < n; i++)
    hash = nysta_id_mix (hash, row[columns[i]]);
  return hash ^ hash >> 32;
}

gboolean
nysta_row_index_build (NystaRowIndex *index)
{
  gsize n_rows = index->rows.n_rows;

  index_forget (index);
  index->n_heads = MIN_SLOTS;
  while (index->n_heads < n_rows + n_rows / 2)
    index->n_heads *= 2;
  if (n_rows >= G_MAXUINT32)
    return fail_memory (index->rows.owner);
  if (!take (&index->rows, (index->n_heads + n_rows) * sizeof (guint32)))
    return FALSE;
  index->heads = g_try_new0 (guint32, index->n_heads);
  index->nexts = g_try_new (guint32, n_rows + 1);
  if (index->heads == NULL || index->nexts == NULL)
    return fail_memory (index->rows.owner);

  /* From the last, so that chains keep the rows' order. */
  for (gsize i = n_rows; i-- > 0;)
    {
      gsize at = nysta_row_key_hash (nysta_rows_get (&index->rows, i), index->keys,
                                     index->n_keys) &
                 (index->n_heads - 1);

      index->nexts[i] = index->heads[at];
      index->heads[at] = (guint32) i + 1;
    }
  return TRUE;
}

static gint64
find_from (const NystaRowIndex *index, guint32 number, const NystaTermId *row,
           const guint *columns)
{
  for (; number != 0; number = index->nexts[number - 1])
    {
      const NystaTermId *held = nysta_rows_get (&index->rows, number - 1);
      guint i = 0;

      while (i < index->n_keys && held[index->keys[i]] == row[columns[i]])
        i++;
      if (i == index->n_keys)
        return (gint64) number - 1;
    }
  return -1;
}

gint64
nysta_row_index_first (const NystaRowIndex *index, const NystaTermId *row,
                       const guint *columns)
{
  gsize at = nysta_row_key_hash (row, columns, index->n_keys) & (index->n_heads - 1);

  return find_from (index, index->heads[at], row, columns);
}

gint64
nysta_row_index_next (const NystaRowIndex *index, gint64 number, const NystaTermId *row,
                      const guint *columns)
{
  return find_from (index, index->nexts[number], row, columns);
}
