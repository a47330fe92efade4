/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "default-graph.h"

typedef struct
{
  NystaDataset parent;
  gatomicrefcount ref_count;
  NystaDataset *inner;
} DefaultGraphDataset;

typedef struct
{
  NystaCursor parent;
  NystaCursor *inner;
} DefaultGraphCursor;

static NystaDataset *
inner_of (NystaDataset *dataset)
{
  return ((DefaultGraphDataset *) dataset)->inner;
}

static NystaDataset *
view_ref (NystaDataset *dataset)
{
  g_atomic_ref_count_inc (&((DefaultGraphDataset *) dataset)->ref_count);
  return dataset;
}

static void
view_unref (NystaDataset *dataset)
{
  if (!g_atomic_ref_count_dec (&((DefaultGraphDataset *) dataset)->ref_count))
    return;
  nysta_dataset_unref (inner_of (dataset));
  g_free (dataset);
}

static NystaTermId
view_lookup (NystaDataset *dataset, const NystaTerm *term)
{
  return nysta_dataset_lookup (inner_of (dataset), term);
}

static gboolean
view_term (NystaDataset *dataset, NystaTermId id, NystaTerm *out_term)
{
  return nysta_dataset_term (inner_of (dataset), id, out_term);
}

static gboolean
view_read_term (NystaDataset *dataset, NystaTermId id, GString *buffer, NystaTerm *out_term)
{
  return nysta_dataset_read_term (inner_of (dataset), id, buffer, out_term);
}

static NystaQuad
inner_pattern (const NystaQuad *pattern)
{
  NystaQuad inner = *pattern;

  if (inner.graph == NYSTA_UNION)
    inner.graph = NYSTA_UNNAMED;
  return inner;
}

static guint64
view_estimate (NystaDataset *dataset, const NystaQuad *pattern)
{
  const NystaQuad inner = inner_pattern (pattern);

  return nysta_dataset_estimate (inner_of (dataset), &inner);
}

/* Guesses: those about the union are upper bounds. */
static gsize
view_graphs (NystaDataset *dataset, NystaTermId after, NystaTermId *out_graphs,
             gsize max_graphs)
{
  return nysta_dataset_graphs (inner_of (dataset), after, out_graphs, max_graphs);
}

static guint64
view_statistic (NystaDataset *dataset, NystaStatistic statistic, NystaTermId id)
{
  return nysta_dataset_statistic (inner_of (dataset), statistic, id);
}

static gboolean
view_check (NystaDataset *dataset, GError **error)
{
  return nysta_dataset_check (inner_of (dataset), error);
}

static gsize
cursor_next (NystaCursor *cursor, NystaQuad *out_rows, gsize max_rows)
{
  gsize n = nysta_cursor_next (((DefaultGraphCursor *) cursor)->inner, out_rows, max_rows);

  for (gsize i = 0; i < n; i++)
    out_rows[i].graph = NYSTA_UNION;
  return n;
}

/* The graph is bound, so it is not looked at. */
static void
cursor_seek (NystaCursor *cursor, const NystaQuad *row)
{
  nysta_cursor_seek (((DefaultGraphCursor *) cursor)->inner, row);
}

static void
cursor_free (NystaCursor *cursor)
{
  nysta_cursor_free (((DefaultGraphCursor *) cursor)->inner);
  g_free (cursor);
}

static const NystaCursorClass view_cursor_class = {
  .next = cursor_next,
  .seek = cursor_seek,
  .free = cursor_free,
};

static NystaCursor *
view_scan (NystaDataset *dataset, const NystaQuad *pattern)
{
  const NystaQuad inner = inner_pattern (pattern);
  NystaCursor *found = nysta_dataset_scan (inner_of (dataset), &inner);

  if (pattern->graph != NYSTA_UNION)
    return found;

  DefaultGraphCursor *cursor = g_new0 (DefaultGraphCursor, 1);
  guint n = 0;

  cursor->parent.klass = &view_cursor_class;
  cursor->inner = found;
  /* A union's rows are sorted by three fields; the graph says nothing. */
  for (guint i = 0; i < 4; i++)
    if (found->order[i] != NYSTA_FIELD_GRAPH && n < 3)
      cursor->parent.order[n++] = found->order[i];
  cursor->parent.order[3] = NYSTA_FIELD_GRAPH;
  return &cursor->parent;
}

static const NystaDatasetClass view_class = {
  .ref = view_ref,
  .unref = view_unref,
  .lookup = view_lookup,
  .term = view_term,
  .read_term = view_read_term,
  .scan = view_scan,
  .estimate = view_estimate,
  .statistic = view_statistic,
  .graphs = view_graphs,
  .check = view_check,
};

NystaDataset *
default_graph_dataset_new (NystaDataset *inner)
{
  DefaultGraphDataset *view = g_new0 (DefaultGraphDataset, 1);

  view->parent.klass = &view_class;
  view->inner = inner;
  g_atomic_ref_count_init (&view->ref_count);
  return &view->parent;
}
