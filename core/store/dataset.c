/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* dataset.c: calls through to whichever dataset stands behind the interface. */
#include "store/dataset.h"

NystaDataset *
nysta_dataset_ref (NystaDataset *dataset)
{
  return dataset->klass->ref (dataset);
}

void
nysta_dataset_unref (NystaDataset *dataset)
{
  if (dataset != NULL)
    dataset->klass->unref (dataset);
}

NystaTermId
nysta_dataset_lookup (NystaDataset *dataset, const NystaTerm *term)
{
  return dataset->klass->lookup (dataset, term);
}

gboolean
nysta_dataset_term (NystaDataset *dataset, NystaTermId id, NystaTerm *out_term)
{
  return dataset->klass->term (dataset, id, out_term);
}

gboolean
nysta_dataset_read_term (NystaDataset *dataset, NystaTermId id, GString *buffer,
                         NystaTerm *out_term)
{
  return dataset->klass->read_term (dataset, id, buffer, out_term);
}

NystaCursor *
nysta_dataset_scan (NystaDataset *dataset, const NystaQuad *pattern)
{
  return dataset->klass->scan (dataset, pattern);
}

guint64
nysta_dataset_estimate (NystaDataset *dataset, const NystaQuad *pattern)
{
  return dataset->klass->estimate (dataset, pattern);
}

guint64
nysta_dataset_statistic (NystaDataset *dataset, NystaStatistic statistic, NystaTermId id)
{
  return dataset->klass->statistic (dataset, statistic, id);
}

gsize
nysta_dataset_graphs (NystaDataset *dataset, NystaTermId after, NystaTermId *out_graphs,
                      gsize max_graphs)
{
  return dataset->klass->graphs (dataset, after, out_graphs, max_graphs);
}

gboolean
nysta_dataset_check (NystaDataset *dataset, GError **error)
{
  return dataset->klass->check (dataset, error);
}

gsize
nysta_cursor_next (NystaCursor *cursor, NystaQuad *out_rows, gsize max_rows)
{
  return cursor->klass->next (cursor, out_rows, max_rows);
}

void
nysta_cursor_seek (NystaCursor *cursor, const NystaQuad *row)
{
  cursor->klass->seek (cursor, row);
}

void
nysta_cursor_free (NystaCursor *cursor)
{
  if (cursor != NULL)
    cursor->klass->free (cursor);
}

gboolean
nysta_dataset_search (NystaDataset *dataset, const GArray *patterns, guint64 max_ids,
                      GArray *out_ids)
{
  return dataset->klass->search != NULL &&
         dataset->klass->search (dataset, patterns, max_ids, out_ids);
}
