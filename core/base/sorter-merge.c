/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sorter-merge.c: sorted runs read at once, the least record first; so many at a time as
 * there is memory for. */
#include "config.h"
#include "base/sorter-internal.h"

#define MAX_SOURCES 512u

typedef struct
{
  NystaSpoolReader reader;
  guint64 prefix;
  guint8 *record; /* as it is in memory */
  gsize n_room;
} Source;

struct NystaSorterMerge
{
  NystaSorterOwner *owner;
  Source *sources;
  guint n_sources;
  guint *heap; /* of sources that have a record, the least first */
  guint n_heap;
  gboolean is_taken; /* the least record was given */
  gsize n_held;
};

static const NystaSorterHead *
head_of (const Source *source)
{
  return (const NystaSorterHead *) source->record;
}

static const guint8 *
key_of (const Source *source)
{
  return source->record + sizeof (NystaSorterHead) +
         ((head_of (source)->n_payload + 7) & ~(gsize) 7);
}

/* Of equal keys that of the earlier run is first. */
static gboolean
is_before (const NystaSorterMerge *merge, guint a, guint b)
{
  const Source *left = &merge->sources[a];
  const Source *right = &merge->sources[b];
  int order = 0;

  if (left->prefix != right->prefix)
    return left->prefix < right->prefix;
  order = nysta_sorter_compare_keys (key_of (left), head_of (left)->n_key, key_of (right),
                                     head_of (right)->n_key);
  return order != 0 ? order < 0 : a < b;
}

static void
sink (NystaSorterMerge *merge, guint at)
{
  for (;;)
    {
      guint least = at;

      for (guint child = 2 * at + 1; child <= 2 * at + 2; child++)
        if (child < merge->n_heap &&
            is_before (merge, merge->heap[child], merge->heap[least]))
          least = child;
      if (least == at)
        return;

      guint source = merge->heap[at];

      merge->heap[at] = merge->heap[least];
      merge->heap[least] = source;
      at = least;
    }
}

/* FALSE with @error; @out_any: there was one. */
static gboolean
read_record (Source *source, gboolean *out_any, GError **error)
{
  NystaSorterHead head = { 0, 0 };

  *out_any = source->reader.n_left > 0;
  if (!*out_any)
    return TRUE;
  if (!nysta_spool_read (&source->reader, &head, sizeof head, error))
    return FALSE;

  gsize n_payload = ((gsize) head.n_payload + 7) & ~(gsize) 7;
  gsize n_bytes = sizeof head + n_payload + head.n_key;

  if (n_bytes > source->n_room)
    {
      source->n_room = MAX (n_bytes, 2 * source->n_room);
      g_free (source->record);
      source->record = g_malloc (source->n_room);
    }
  memcpy (source->record, &head, sizeof head);
  if (!nysta_spool_read (&source->reader, source->record + sizeof head, head.n_payload,
                         error) ||
      !nysta_spool_read (&source->reader, source->record + sizeof head + n_payload,
                         head.n_key, error))
    return FALSE;
  source->prefix = nysta_sorter_prefix (key_of (source), head.n_key);
  return TRUE;
}

static NystaSorterMerge *
merge_of (NystaSorterOwner *owner, NystaSpool *runs, guint n, GError **error)
{
  g_autoptr (NystaSorterMerge) merge = g_new0 (NystaSorterMerge, 1);

  merge->owner = owner;
  merge->sources = g_new0 (Source, n + 1);
  merge->n_sources = n;
  merge->heap = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    nysta_spool_reader_init (&merge->sources[i].reader, &runs[i]);
  for (guint i = 0; i < n; i++)
    {
      gboolean any = FALSE;

      if (!read_record (&merge->sources[i], &any, error))
        return NULL;
      if (any)
        merge->heap[merge->n_heap++] = i;
    }
  for (guint i = merge->n_heap; i-- > 0;)
    sink (merge, i);
  return g_steal_pointer (&merge);
}

void
nysta_sorter_merge_free (NystaSorterMerge *merge)
{
  if (merge == NULL)
    return;
  for (guint i = 0; i < merge->n_sources; i++)
    {
      nysta_spool_reader_clear (&merge->sources[i].reader);
      g_free (merge->sources[i].record);
    }
  merge->owner->funcs->shrink (merge->n_held, merge->owner->user_data);
  g_free (merge->sources);
  g_free (merge->heap);
  g_free (merge);
}

gboolean
nysta_sorter_merge_next (NystaSorterMerge *merge, const guint8 **out_record, GError **error)
{
  *out_record = NULL;
  if (merge->is_taken)
    {
      gboolean any = FALSE;

      if (!read_record (&merge->sources[merge->heap[0]], &any, error) ||
          !nysta_sorter_tick (merge->owner, 1, error))
        return FALSE;
      if (!any)
        merge->heap[0] = merge->heap[--merge->n_heap];
      sink (merge, 0);
    }
  merge->is_taken = merge->n_heap > 0;
  if (merge->is_taken)
    *out_record = merge->sources[merge->heap[0]].record;
  return TRUE;
}

/* --- more runs than can be read at once ---------------------------------------------------- */

static gboolean
merge_into (NystaSorterOwner *owner, NystaSpool *runs, guint n, NystaSpool *out_run,
            GError **error)
{
  g_autoptr (NystaSorterMerge) merge = merge_of (owner, runs, n, error);

  if (merge == NULL)
    return FALSE;
  for (guint64 i = 0; i < owner->limit; i++)
    {
      const guint8 *record = NULL;

      if (!nysta_sorter_merge_next (merge, &record, error))
        return FALSE;
      if (record == NULL)
        break;

      const Source *source = &merge->sources[merge->heap[0]];
      const NystaSorterHead *head = head_of (source);

      if (!nysta_spool_write (out_run, record, sizeof *head + head->n_payload, error) ||
          !nysta_spool_write (out_run, key_of (source), head->n_key, error))
        return FALSE;
    }
  return nysta_spool_finish (out_run, error);
}

/* Each stretch of @n_sources runs becomes one, which keeps its place among the others. */
static gboolean
merge_stretches (NystaSorterOwner *owner, GArray *runs, guint n_sources, GError **error)
{
  guint n_merged = 0;

  for (guint first = 0; first < runs->len; first += n_sources)
    {
      guint n = MIN (n_sources, runs->len - first);
      NystaSpool *stretch = &g_array_index (runs, NystaSpool, first);
      NystaSpool merged;

      nysta_spool_init (&merged, owner->scratch);
      if (!merge_into (owner, stretch, n, &merged, error))
        {
          nysta_spool_clear (&merged);
          return FALSE;
        }
      for (guint i = 0; i < n; i++)
        nysta_spool_clear (&stretch[i]);
      g_array_index (runs, NystaSpool, n_merged++) = merged;
    }
  g_array_set_size (runs, n_merged);
  return TRUE;
}

NystaSorterMerge *
nysta_sorter_merge_new (NystaSorterOwner *owner, GArray *runs, GError **error)
{
  gsize n_each = 2 * nysta_scratch_block_bytes (owner->scratch);
  gsize n_held = 0;
  guint n_sources = 0;
  gboolean ok = TRUE;

  while (n_sources < MIN (runs->len, MAX_SOURCES) &&
         owner->funcs->grow (n_each, owner->user_data))
    {
      n_held += n_each;
      n_sources++;
    }
  n_sources = MAX (n_sources, 2);
  while (ok && runs->len > n_sources)
    ok = merge_stretches (owner, runs, n_sources, error);

  NystaSorterMerge *merge = ok ? merge_of (owner, (NystaSpool *) runs->data, runs->len,
                                           error)
                               : NULL;

  if (merge != NULL)
    merge->n_held = n_held;
  else
    owner->funcs->shrink (n_held, owner->user_data);
  return merge;
}
