/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * sort.h: stable radix sorts, lowest digit first; digits that all keys have alike cost one
 * look.
 */
#pragma once

#include <glib.h>

/* The terms of a quad, by NystaField, as numbers of one batch. */
typedef struct
{
  guint32 terms[4];
} NystaLoadRow;

typedef struct
{
  guint64 key;
  guint64 value;
} NystaSortPair;

/* By one field. @rows stay as they are; the sorted ones are in one of @spares, which is
 * returned, or in @rows if they were sorted. */
NystaLoadRow *nysta_sort_rows (NystaLoadRow *rows, NystaLoadRow *const spares[2],
                               gsize n_rows, guint field);
/* They come back in *@pairs or in *@spare, which are swapped then. */
void nysta_sort_pairs (NystaSortPair **pairs, NystaSortPair **spare, gsize n_pairs);
