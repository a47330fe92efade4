/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * sorter.h: sort records by the bytes of their keys, in memory while they fit; then in runs
 * in a scratch file that are merged. Records of equal keys come out as they went in.
 *
 * Caveats: one thread. Wanting no more than the first so many makes it keep no more.
 */
#pragma once

#include "base/scratch.h"

/* What a sorter asks of its owner. */
typedef struct
{
  /* May it hold @n_bytes more? What is granted is held until shrink(). */
  gboolean (*grow) (gsize n_bytes, gpointer user_data);
  void (*shrink) (gsize n_bytes, gpointer user_data);
  /* Now and then in the midst of long work: FALSE with @error ends it. */
  gboolean (*check) (gpointer user_data, GError **error);
} NystaSorterFuncs;

typedef struct NystaSorter NystaSorter;

#define NYSTA_SORTER_ALL G_MAXUINT64

/* @scratch and @funcs must outlive it. */
NystaSorter *nysta_sorter_new (NystaScratch *scratch, guint64 limit,
                               const NystaSorterFuncs *funcs, gpointer user_data);
void nysta_sorter_free (NystaSorter *sorter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaSorter, nysta_sorter_free)
/* As it was when new. */
void nysta_sorter_reset (NystaSorter *sorter);

/* Copies both. Errors: those of a scratch, and of check(). */
gboolean nysta_sorter_add (NystaSorter *sorter, const void *key, gsize n_key,
                           const void *payload, gsize n_payload, GError **error);
/* No more come. */
gboolean nysta_sorter_finish (NystaSorter *sorter, GError **error);
/* The next record's payload, which lives until the next call, aligned as a pointer is; NULL
 * at the end. */
gboolean nysta_sorter_next (NystaSorter *sorter, const void **out_payload,
                            gsize *out_n_payload, GError **error);
/* How many runs were written: 0, it all fitted. */
guint nysta_sorter_n_runs (const NystaSorter *sorter);
