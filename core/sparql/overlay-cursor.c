/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* overlay-cursor.c: the rows of the base and the changes side by side, in one order. */
#include "config.h"
#include "sparql/overlay-internal.h"

#include <string.h>

#define BATCH_ROWS 128u
#define MIN_BATCH_ROWS 4u

typedef struct
{
  NystaCursor parent;
  NystaOverlay *overlay;
  NystaCursor *base;
  NystaQuad pattern;
  NystaChangeWalk walk;
  guint n_told_apart; /* fields by which rows are told apart: 3 for the union */
  gsize next_ready;
  gsize n_ready;
  gboolean base_is_done;
  NystaQuad ready[BATCH_ROWS]; /* of the base */
} OverlayCursor;

/* The next change that fits the pattern and is one. */
static const NystaChange *
peek_change (OverlayCursor *cursor)
{
  const NystaChange *change = NULL;

  while ((change = nysta_change_walk_peek (&cursor->walk)) != NULL &&
         (change->state == NYSTA_CHANGE_NONE ||
          !nysta_overlay_fits (&cursor->pattern, &change->quad)))
    nysta_change_walk_skip (&cursor->walk);
  return change;
}

/* Rows of the base that are ready: as far as those before @change, or all. */
static gsize
take_base (OverlayCursor *cursor, const NystaChange *change, NystaQuad *out_rows,
           gsize max_rows)
{
  gsize n = 0;

  while (n < max_rows && cursor->next_ready < cursor->n_ready)
    {
      const NystaQuad *row = &cursor->ready[cursor->next_ready];

      if (change != NULL &&
          nysta_quad_compare (row, &change->quad, cursor->walk.order->fields,
                              cursor->n_told_apart) >= 0)
        break;
      out_rows[n++] = *row;
      cursor->next_ready++;
    }
  return n;
}

/* What the changes make of the row that they are about: whether it is there now. */
static gboolean
take_changes (OverlayCursor *cursor, const NystaChange *change, NystaQuad *out_row)
{
  const NystaField *fields = cursor->walk.order->fields;
  const NystaQuad quad = change->quad;
  gboolean in_base = FALSE;
  gboolean is_added = FALSE;
  gboolean is_removed = FALSE;

  if (cursor->next_ready < cursor->n_ready)
    in_base = nysta_quad_compare (&cursor->ready[cursor->next_ready], &quad, fields,
                                  cursor->n_told_apart) == 0;
  cursor->next_ready += in_base;
  do
    {
      is_added |= change->state == NYSTA_CHANGE_ADDED;
      is_removed |= change->state == NYSTA_CHANGE_REMOVED;
      nysta_change_walk_skip (&cursor->walk);
      change = peek_change (cursor);
    }
  while (change != NULL &&
         nysta_quad_compare (&change->quad, &quad, fields, cursor->n_told_apart) == 0);
  *out_row = quad;
  if (cursor->pattern.graph != NYSTA_UNION)
    return is_added;
  out_row->graph = NYSTA_UNION;
  return is_added ||
         (in_base && (!is_removed || nysta_overlay_has_triple (cursor->overlay, &quad)));
}

static void
read_base (OverlayCursor *cursor, gsize n_wanted)
{
  cursor->next_ready = 0;
  cursor->n_ready = nysta_cursor_next (cursor->base, cursor->ready,
                                       CLAMP (n_wanted, MIN_BATCH_ROWS, BATCH_ROWS));
  cursor->base_is_done = cursor->n_ready == 0;
}

static gsize
cursor_next (NystaCursor *parent, NystaQuad *out_rows, gsize max_rows)
{
  OverlayCursor *cursor = (OverlayCursor *) parent;
  gsize n = 0;

  while (n < max_rows)
    {
      const NystaChange *change = peek_change (cursor);

      if (cursor->next_ready == cursor->n_ready && change == NULL && !cursor->base_is_done)
        return n > 0 ? n : nysta_cursor_next (cursor->base, out_rows, max_rows);
      if (cursor->next_ready == cursor->n_ready && !cursor->base_is_done)
        read_base (cursor, max_rows - n);

      gsize n_taken = take_base (cursor, change, out_rows + n, max_rows - n);

      n += n_taken;
      if (n == max_rows || (cursor->next_ready == cursor->n_ready && !cursor->base_is_done))
        continue;
      if (change == NULL)
        break;
      n += take_changes (cursor, change, &out_rows[n]);
    }
  return n;
}

static void
cursor_seek (NystaCursor *parent, const NystaQuad *row)
{
  OverlayCursor *cursor = (OverlayCursor *) parent;
  const NystaQuad *pattern = &cursor->pattern;
  const NystaQuad key = {
    .subject = pattern->subject != NYSTA_ANY ? pattern->subject : row->subject,
    .predicate = pattern->predicate != NYSTA_ANY ? pattern->predicate : row->predicate,
    .object = pattern->object != NYSTA_ANY ? pattern->object : row->object,
    .graph = pattern->graph != NYSTA_ANY ? pattern->graph : row->graph,
  };

  nysta_change_walk_seek (&cursor->walk, &key, cursor->n_told_apart);
  while (cursor->next_ready < cursor->n_ready &&
         nysta_quad_compare (&cursor->ready[cursor->next_ready], &key,
                             cursor->walk.order->fields, cursor->n_told_apart) < 0)
    cursor->next_ready++;
  if (cursor->next_ready == cursor->n_ready)
    nysta_cursor_seek (cursor->base, row);
}

static void
cursor_free (NystaCursor *parent)
{
  OverlayCursor *cursor = (OverlayCursor *) parent;

  nysta_cursor_free (cursor->base);
  nysta_dataset_unref (&cursor->overlay->parent);
  g_free (cursor);
}

static const NystaCursorClass cursor_class = {
  .next = cursor_next,
  .seek = cursor_seek,
  .free = cursor_free,
};

/* The base's order, but for the union with the graph last: graphs of one triple stand
 * together. */
static void
choose_order (const NystaCursor *base, const NystaQuad *pattern, NystaField fields[4])
{
  guint n = 0;

  memcpy (fields, base->order, 4 * sizeof *fields);
  if (pattern->graph != NYSTA_UNION)
    return;
  for (guint i = 0; i < 4; i++)
    if (base->order[i] != NYSTA_FIELD_GRAPH)
      fields[n++] = base->order[i];
  fields[3] = NYSTA_FIELD_GRAPH;
}

static guint
count_bound (const NystaQuad *pattern, const NystaField fields[4])
{
  const gboolean is_bound[4] = { pattern->subject != NYSTA_ANY,
                                 pattern->predicate != NYSTA_ANY,
                                 pattern->object != NYSTA_ANY,
                                 pattern->graph != NYSTA_ANY &&
                                   pattern->graph != NYSTA_UNION };
  guint n = 0;

  while (n < 4 && is_bound[fields[n]])
    n++;
  return n;
}

NystaCursor *
nysta_overlay_scan (NystaDataset *dataset, const NystaQuad *pattern)
{
  NystaOverlay *overlay = (NystaOverlay *) dataset;
  OverlayCursor *cursor = g_malloc (sizeof *cursor);
  NystaField fields[4];

  memset (cursor, 0, G_STRUCT_OFFSET (OverlayCursor, ready));
  cursor->parent.klass = &cursor_class;
  cursor->overlay = (NystaOverlay *) nysta_dataset_ref (dataset);
  cursor->base = nysta_dataset_scan (overlay->base, pattern);
  cursor->pattern = *pattern;
  cursor->n_told_apart = pattern->graph == NYSTA_UNION ? 3 : 4;
  memcpy (cursor->parent.order, cursor->base->order, sizeof fields);
  choose_order (cursor->base, pattern, fields);
  nysta_change_walk_init (&cursor->walk, nysta_changes_order (&overlay->changes, fields),
                          pattern, count_bound (pattern, fields));
  return &cursor->parent;
}
