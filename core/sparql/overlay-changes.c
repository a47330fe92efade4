/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/overlay-changes.h"

#include <string.h>

#define CHUNK_CHANGES 1024u

/* Late changes of an order: to move that many pointers takes less than a look-up. */
#define MAX_LATE 512u

static inline NystaTermId
field_of (const NystaQuad *quad, NystaField field)
{
  switch (field)
    {
    case NYSTA_FIELD_SUBJECT:
      return quad->subject;
    case NYSTA_FIELD_PREDICATE:
      return quad->predicate;
    case NYSTA_FIELD_OBJECT:
      return quad->object;
    default:
      return quad->graph;
    }
}

int
nysta_quad_compare (const NystaQuad *a, const NystaQuad *b, const NystaField *fields,
                    guint n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    {
      NystaTermId left = field_of (a, fields[i]);
      NystaTermId right = field_of (b, fields[i]);

      if (left != right)
        return left < right ? -1 : 1;
    }
  return 0;
}

static guint
hash_quad (gconstpointer key)
{
  const NystaQuad *quad = key;
  const guint64 factor = G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  guint64 hash = quad->subject * factor;

  hash = ((hash ^ (hash >> 32)) + quad->predicate) * factor;
  hash = ((hash ^ (hash >> 32)) + quad->object) * factor;
  hash = ((hash ^ (hash >> 32)) + quad->graph) * factor;
  return (guint) (hash >> 32);
}

static gboolean
equal_quads (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (NystaQuad)) == 0;
}

static void
order_free (NystaChangeOrder *order)
{
  if (order == NULL)
    return;
  g_ptr_array_unref (order->runs[0]);
  g_ptr_array_unref (order->runs[1]);
  g_free (order);
}

void
nysta_changes_init (NystaChanges *changes)
{
  *changes = (NystaChanges){ .chunks = g_ptr_array_new_with_free_func (g_free),
                             .places = g_hash_table_new (hash_quad, equal_quads) };
}

void
nysta_changes_clear (NystaChanges *changes)
{
  for (guint i = 0; i < G_N_ELEMENTS (changes->orders); i++)
    order_free (changes->orders[i]);
  g_hash_table_unref (changes->places);
  g_ptr_array_unref (changes->chunks);
}

NystaChange *
nysta_changes_find (const NystaChanges *changes, const NystaQuad *quad)
{
  return g_hash_table_lookup (changes->places, quad);
}

NystaChange *
nysta_changes_get (const NystaChanges *changes, gsize i)
{
  return (NystaChange *) changes->chunks->pdata[i / CHUNK_CHANGES] + i % CHUNK_CHANGES;
}

NystaChange *
nysta_changes_add (NystaChanges *changes, const NystaQuad *quad)
{
  if (changes->n % CHUNK_CHANGES == 0)
    g_ptr_array_add (changes->chunks, g_new (NystaChange, CHUNK_CHANGES));

  NystaChange *change = nysta_changes_get (changes, changes->n++);

  *change = (NystaChange){ .quad = *quad };
  g_hash_table_add (changes->places, change);
  return change;
}

gsize
nysta_changes_bytes (const NystaChanges *changes)
{
  gsize n_pointers = 0;

  for (guint i = 0; i < G_N_ELEMENTS (changes->orders); i++)
    if (changes->orders[i] != NULL)
      n_pointers += changes->orders[i]->n_seen;
  /* A set of GLib's takes a pointer and a hash in half as many places again. */
  return changes->n * (sizeof (NystaChange) + 18) + n_pointers * sizeof (gpointer);
}

/* --- orders --------------------------------------------------------------------------------- */

/* The first of @run from @low on that does not sort before @quad. */
static guint
search (const GPtrArray *run, guint low, const NystaQuad *quad, const NystaField *fields,
        guint n_fields, gboolean past)
{
  guint high = run->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const NystaChange *change = run->pdata[middle];
      int compared = nysta_quad_compare (&change->quad, quad, fields, n_fields);

      if (compared < 0 || (past && compared == 0))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static int
compare_changes (gconstpointer a, gconstpointer b, gpointer order)
{
  const NystaChange *left = *(const NystaChange *const *) a;
  const NystaChange *right = *(const NystaChange *const *) b;

  return nysta_quad_compare (&left->quad, &right->quad,
                             ((const NystaChangeOrder *) order)->fields, 4);
}

/* (transfer full) */
static GPtrArray *
merge (const NystaChangeOrder *order, const GPtrArray *a, const GPtrArray *b)
{
  GPtrArray *merged = g_ptr_array_sized_new (a->len + b->len);
  guint i = 0;
  guint k = 0;

  while (i < a->len || k < b->len)
    if (k == b->len ||
        (i < a->len && compare_changes (&a->pdata[i], &b->pdata[k], (gpointer) order) < 0))
      g_ptr_array_add (merged, a->pdata[i++]);
    else
      g_ptr_array_add (merged, b->pdata[k++]);
  return merged;
}

static void
take_in (NystaChangeOrder *order, const NystaChanges *changes)
{
  GPtrArray *late = order->runs[1];
  gsize n_new = changes->n - order->n_seen;

  if (n_new + late->len <= MAX_LATE)
    {
      for (; order->n_seen < changes->n; order->n_seen++)
        {
          NystaChange *change = nysta_changes_get (changes, order->n_seen);

          g_ptr_array_insert (
            late, (gint) search (late, 0, &change->quad, order->fields, 4, FALSE), change);
        }
      return;
    }
  for (; order->n_seen < changes->n; order->n_seen++)
    g_ptr_array_add (late, nysta_changes_get (changes, order->n_seen));
  g_qsort_with_data (late->pdata, (gint) late->len, sizeof (gpointer), compare_changes,
                     order);

  GPtrArray *merged = merge (order, order->runs[0], late);

  g_ptr_array_unref (order->runs[0]);
  order->runs[0] = merged;
  g_ptr_array_set_size (late, 0);
}

const NystaChangeOrder *
nysta_changes_order (NystaChanges *changes, const NystaField fields[4])
{
  guint key = (guint) (fields[0] | fields[1] << 2 | fields[2] << 4 | fields[3] << 6);
  NystaChangeOrder *order = changes->orders[key];

  if (order == NULL)
    {
      order = changes->orders[key] = g_new0 (NystaChangeOrder, 1);
      memcpy (order->fields, fields, sizeof order->fields);
      order->runs[0] = g_ptr_array_new ();
      order->runs[1] = g_ptr_array_new ();
    }
  if (order->n_seen < changes->n)
    take_in (order, changes);
  return order;
}

/* --- walking ---------------------------------------------------------------------------------- */

void
nysta_change_walk_init (NystaChangeWalk *walk, const NystaChangeOrder *order,
                        const NystaQuad *quad, guint n_fields)
{
  walk->order = order;
  for (guint i = 0; i < 2; i++)
    {
      const GPtrArray *run = order->runs[i];

      walk->at[i] = search (run, 0, quad, order->fields, n_fields, FALSE);
      walk->end[i] = search (run, walk->at[i], quad, order->fields, n_fields, TRUE);
    }
}

static guint
nearest (const NystaChangeWalk *walk)
{
  if (walk->at[0] == walk->end[0] || walk->at[1] == walk->end[1])
    return walk->at[0] == walk->end[0];

  const NystaChange *a = walk->order->runs[0]->pdata[walk->at[0]];
  const NystaChange *b = walk->order->runs[1]->pdata[walk->at[1]];

  return nysta_quad_compare (&a->quad, &b->quad, walk->order->fields, 4) > 0;
}

const NystaChange *
nysta_change_walk_peek (const NystaChangeWalk *walk)
{
  guint run = nearest (walk);

  return walk->at[run] < walk->end[run] ? walk->order->runs[run]->pdata[walk->at[run]]
                                        : NULL;
}

void
nysta_change_walk_skip (NystaChangeWalk *walk)
{
  walk->at[nearest (walk)]++;
}

void
nysta_change_walk_seek (NystaChangeWalk *walk, const NystaQuad *quad, guint n_fields)
{
  for (guint i = 0; i < 2; i++)
    walk->at[i] = MIN (walk->end[i], search (walk->order->runs[i], walk->at[i], quad,
                                             walk->order->fields, n_fields, FALSE));
}

guint64
nysta_change_walk_size (const NystaChangeWalk *walk)
{
  return (guint64) (walk->end[0] - walk->at[0]) + (walk->end[1] - walk->at[1]);
}
