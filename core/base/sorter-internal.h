/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sorter-internal.h: what gathering records and merging their runs share. */
#pragma once

#include <string.h>

#include "base/sorter.h"

/* Before each record: in a run the payload and the key follow without a gap; in memory the
 * payload is padded to 8 bytes. */
typedef struct
{
  guint32 n_key;
  guint32 n_payload;
} NystaSorterHead;

typedef struct
{
  NystaScratch *scratch;
  const NystaSorterFuncs *funcs;
  gpointer user_data;
  guint64 limit;
  gsize n_since_check;
} NystaSorterOwner;

/* Steps after which the owner is asked whether to go on: some milliseconds. */
#define NYSTA_SORTER_STEPS 65536u

static inline gboolean
nysta_sorter_tick (NystaSorterOwner *owner, gsize n_steps, GError **error)
{
  owner->n_since_check += n_steps;
  if (owner->n_since_check < NYSTA_SORTER_STEPS)
    return TRUE;
  owner->n_since_check = 0;
  return owner->funcs->check (owner->user_data, error);
}

/* The first eight bytes of a key as a number. */
static inline guint64
nysta_sorter_prefix (const void *key, gsize n_key)
{
  guint64 prefix = 0;

  if (n_key > 0)
    memcpy (&prefix, key, MIN (n_key, sizeof prefix));
  return GUINT64_FROM_BE (prefix);
}

static inline int
nysta_sorter_compare_keys (const guint8 *a, gsize n_a, const guint8 *b, gsize n_b)
{
  gsize n = MIN (n_a, n_b);
  int order = n > 0 ? memcmp (a, b, n) : 0;

  return order != 0 ? order : (n_a > n_b) - (n_a < n_b);
}

typedef struct NystaSorterMerge NystaSorterMerge;

/* Of @runs (NystaSpool), which it may replace by fewer. NULL with @error. */
NystaSorterMerge *nysta_sorter_merge_new (NystaSorterOwner *owner, GArray *runs,
                                          GError **error);
void nysta_sorter_merge_free (NystaSorterMerge *merge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaSorterMerge, nysta_sorter_merge_free)
/* The next record, as it is in memory; NULL at the end. */
gboolean nysta_sorter_merge_next (NystaSorterMerge *merge, const guint8 **out_record,
                                  GError **error);
