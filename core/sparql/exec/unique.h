/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * unique.h: rows each once, when they first come. When there is no memory to know more of
 * them, rows that aren't known are put off: they are told in the end, in the order in which
 * they came.
 */
#pragma once

#include "sparql/exec/partitions.h"

typedef struct
{
  NystaOperator *owner;
  guint width;
  NystaHolding holding;
  NystaRowSet seen;
  guint64 n_rows; /* that came */
  gboolean puts_off;
  NystaPartitions partitions;
  NystaTermId *numbered; /* a row after its number */
  GArray *pending;       /* NystaPart */
  NystaSorterHolder holder;
  NystaSorter *sorter; /* what was put off, by number */
} NystaUnique;

/* It may take one of @n_parts of what the owner, which has @share, may hold. It must not
 * move. */
void nysta_unique_init (NystaUnique *unique, NystaOperator *owner, guint width,
                        const NystaHolding *share, guint n_parts);
/* Does nothing to a zeroed one. */
void nysta_unique_clear (NystaUnique *unique);
/* @out_is_new: FALSE too if it is put off. All calls: FALSE with an error. */
gboolean nysta_unique_add (NystaUnique *unique, const NystaTermId *row,
                           gboolean *out_is_new);
/* No more come: find out about those that were put off. */
gboolean nysta_unique_finish (NystaUnique *unique);
/* The next of them that is new; NULL at the end. */
gboolean nysta_unique_next (NystaUnique *unique, const NystaTermId **out_row);
