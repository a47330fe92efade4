/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/dataset-view.h"

typedef struct
{
  NystaDataset parent;
  gatomicrefcount ref_count;
  NystaDataset *inner;
  gboolean is_strict; /* all named graphs, and one graph as the default: */
  NystaTermId only;   /* 0: an empty one */
  GArray *graphs[2];  /* NystaTermId: default, named */
} View;

typedef struct
{
  NystaCursor parent;
  NystaCursor *inner;
  const GArray *graphs; /* rows of others are left out; NULL: none are */
  gboolean merges;      /* graphs are one: each triple once */
  NystaQuad last;
} ViewCursor;

static NystaDataset *
view_ref (NystaDataset *dataset)
{
  g_atomic_ref_count_inc (&((View *) dataset)->ref_count);
  return dataset;
}

static void
view_unref (NystaDataset *dataset)
{
  View *view = (View *) dataset;

  if (!g_atomic_ref_count_dec (&view->ref_count))
    return;
  nysta_dataset_unref (view->inner);
  g_array_unref (view->graphs[0]);
  g_array_unref (view->graphs[1]);
  g_free (view);
}

static gboolean
has_graph (const GArray *graphs, NystaTermId graph)
{
  for (guint i = 0; i < graphs->len; i++)
    if (g_array_index (graphs, NystaTermId, i) == graph)
      return TRUE;
  return FALSE;
}

static NystaTermId
view_lookup (NystaDataset *dataset, const NystaTerm *term)
{
  return nysta_dataset_lookup (((View *) dataset)->inner, term);
}

static gboolean
view_term (NystaDataset *dataset, NystaTermId id, NystaTerm *out_term)
{
  return nysta_dataset_term (((View *) dataset)->inner, id, out_term);
}

static gboolean
view_read_term (NystaDataset *dataset, NystaTermId id, GString *buffer, NystaTerm *out_term)
{
  return nysta_dataset_read_term (((View *) dataset)->inner, id, buffer, out_term);
}

/* --- cursors ---------------------------------------------------------------------------------- */

static gboolean
same_triple (const NystaQuad *a, const NystaQuad *b)
{
  return a->subject == b->subject && a->predicate == b->predicate && a->object == b->object;
}

static gsize
cursor_next (NystaCursor *parent, NystaQuad *out_rows, gsize max_rows)
{
  ViewCursor *cursor = (ViewCursor *) parent;
  gsize n = 0;

  while (n == 0 && cursor->inner != NULL)
    {
      gsize n_read = nysta_cursor_next (cursor->inner, out_rows, max_rows);

      if (n_read == 0)
        break;
      for (gsize i = 0; i < n_read; i++)
        {
          NystaQuad quad = out_rows[i];

          if (cursor->graphs != NULL && !has_graph (cursor->graphs, quad.graph))
            continue;
          if (cursor->merges)
            {
              if (same_triple (&quad, &cursor->last))
                continue;
              cursor->last = quad;
              quad.graph = NYSTA_UNION;
            }
          out_rows[n++] = quad;
        }
    }
  return n;
}

static void
cursor_seek (NystaCursor *parent, const NystaQuad *row)
{
  ViewCursor *cursor = (ViewCursor *) parent;

  if (cursor->inner != NULL)
    nysta_cursor_seek (cursor->inner, row);
}

static void
cursor_free (NystaCursor *parent)
{
  nysta_cursor_free (((ViewCursor *) parent)->inner);
  g_free (parent);
}

static const NystaCursorClass cursor_class = {
  .next = cursor_next,
  .seek = cursor_seek,
  .free = cursor_free,
};

/* What to ask of the inner dataset. FALSE: nothing can match. */
static gboolean
translate (const View *view, const NystaQuad *pattern, NystaQuad *out_pattern,
           const GArray **out_graphs, gboolean *out_merges)
{
  gboolean is_default = pattern->graph == NYSTA_UNION;
  const GArray *graphs = view->graphs[is_default ? 0 : 1];

  *out_pattern = *pattern;
  *out_graphs = NULL;
  *out_merges = is_default;
  if (view->is_strict)
    {
      if (is_default)
        out_pattern->graph = view->only;
      return out_pattern->graph != 0 || !is_default;
    }
  if (!is_default && pattern->graph != NYSTA_ANY)
    return has_graph (view->graphs[1], pattern->graph);
  if (graphs->len == 1 && is_default)
    out_pattern->graph = g_array_index (graphs, NystaTermId, 0);
  else
    {
      out_pattern->graph = NYSTA_ANY;
      *out_graphs = graphs;
    }
  return graphs->len > 0;
}

static NystaCursor *
view_scan (NystaDataset *dataset, const NystaQuad *pattern)
{
  View *view = (View *) dataset;
  ViewCursor *cursor = g_new0 (ViewCursor, 1);
  NystaQuad inner;
  gboolean any = translate (view, pattern, &inner, &cursor->graphs, &cursor->merges);

  cursor->parent.klass = &cursor_class;
  if (any)
    cursor->inner = nysta_dataset_scan (view->inner, &inner);
  for (guint i = 0; i < 4; i++)
    cursor->parent.order[i] = any ? cursor->inner->order[i] : (NystaField) i;
  return &cursor->parent;
}

/* --- numbers ------------------------------------------------------------------------------------ */

static guint64
view_estimate (NystaDataset *dataset, const NystaQuad *pattern)
{
  View *view = (View *) dataset;
  const GArray *graphs = NULL;
  gboolean merges = FALSE;
  NystaQuad inner;
  guint64 n = 0;

  if (!translate (view, pattern, &inner, &graphs, &merges))
    return 0;
  if (graphs == NULL)
    return nysta_dataset_estimate (view->inner, &inner);
  for (guint i = 0; i < graphs->len; i++)
    {
      inner.graph = g_array_index (graphs, NystaTermId, i);
      n += nysta_dataset_estimate (view->inner, &inner);
    }
  return n;
}

/* Guesses: of all graphs, upper bounds. */
static guint64
view_statistic (NystaDataset *dataset, NystaStatistic statistic, NystaTermId id)
{
  return nysta_dataset_statistic (((View *) dataset)->inner, statistic, id);
}

static gsize
view_graphs (NystaDataset *dataset, NystaTermId after, NystaTermId *out_graphs,
             gsize max_graphs)
{
  View *view = (View *) dataset;
  gsize n = 0;

  if (view->is_strict)
    return nysta_dataset_graphs (view->inner, after, out_graphs, max_graphs);
  for (guint i = 0; i < view->graphs[1]->len && n < max_graphs; i++)
    {
      NystaTermId graph = g_array_index (view->graphs[1], NystaTermId, i);

      if (graph > after &&
          nysta_dataset_statistic (view->inner, NYSTA_STATISTIC_GRAPH_TRIPLES, graph) > 0)
        out_graphs[n++] = graph;
    }
  return n;
}

static gboolean
view_check (NystaDataset *dataset, GError **error)
{
  return nysta_dataset_check (((View *) dataset)->inner, error);
}

static gboolean
view_search (NystaDataset *dataset, const GArray *patterns, guint64 max_ids,
             GArray *out_ids)
{
  return nysta_dataset_search (((View *) dataset)->inner, patterns, max_ids, out_ids);
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
  .search = view_search,
};

NystaDataset *
nysta_dataset_view_new (NystaDataset *inner, const NystaTermId *default_graphs,
                        guint n_default, const NystaTermId *named_graphs, guint n_named)
{
  View *view = g_new0 (View, 1);

  view->parent.klass = &view_class;
  g_atomic_ref_count_init (&view->ref_count);
  view->inner = nysta_dataset_ref (inner);
  for (guint i = 0; i < 2; i++)
    view->graphs[i] = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  for (guint i = 0; i < n_default; i++)
    if (default_graphs[i] != 0 && !has_graph (view->graphs[0], default_graphs[i]))
      g_array_append_val (view->graphs[0], default_graphs[i]);
  for (guint i = 0; i < n_named; i++)
    if (named_graphs[i] != 0 && !has_graph (view->graphs[1], named_graphs[i]))
      g_array_append_val (view->graphs[1], named_graphs[i]);
  nysta_ids_sort (view->graphs[1]);
  return &view->parent;
}

NystaDataset *
nysta_dataset_view_new_strict (NystaDataset *inner, NystaTermId graph)
{
  NystaDataset *view = nysta_dataset_view_new (inner, NULL, 0, NULL, 0);

  ((View *) view)->is_strict = TRUE;
  ((View *) view)->only = graph;
  return view;
}
