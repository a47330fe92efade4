/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/term-id.h"

#include "store/load/sort.h"

/* From so many ids on, filling heaps costs less than comparing. */
#define MIN_RADIX_IDS 2048u

gint
nysta_id_compare (gconstpointer a, gconstpointer b)
{
  const NystaTermId left = *(const NystaTermId *) a;
  const NystaTermId right = *(const NystaTermId *) b;

  return (left > right) - (left < right);
}

static void
sort_many_ids (NystaTermId *ids, gsize n_ids)
{
  g_autofree NystaSortPair *pairs = g_new0 (NystaSortPair, n_ids);
  g_autofree NystaSortPair *spare = g_new0 (NystaSortPair, n_ids);

  for (gsize i = 0; i < n_ids; i++)
    pairs[i].key = ids[i];
  nysta_sort_pairs (&pairs, &spare, n_ids);
  for (gsize i = 0; i < n_ids; i++)
    ids[i] = pairs[i].key;
}

void
nysta_ids_sort (GArray *ids)
{
  NystaTermId *all = (NystaTermId *) (void *) ids->data;
  const guint n_all = ids->len;
  guint n = 1;

  while (n < n_all && all[n - 1] < all[n])
    n++;
  if (n >= n_all)
    return;
  if (n_all < MIN_RADIX_IDS)
    g_array_sort (ids, nysta_id_compare);
  else
    sort_many_ids (all, n_all);
  n = 1;
  for (guint i = 1; i < n_all; i++)
    if (all[n - 1] != all[i])
      all[n++] = all[i];
  g_array_set_size (ids, n);
}
