/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * image.h: a whole new data file for a store, written from sorted streams: full pages,
 * little memory, no sync before the end. Compacting and bulk loading make one and put it in
 * the old one's place.
 *
 * Sequence: terms; hashes; each order, one after the other; counts; finish. The image is
 * committed in parts on the way: nobody sees it before nysta_store_adopt_image().
 */
#pragma once

#include "store/counts.h"
#include "store/dictionary.h"

typedef struct NystaImage NystaImage;

/* (transfer full): at @path, which does not exist. @seed: of the store whose terms come in
 * with their hashes, or a random one. */
NystaImage *nysta_image_new (const char *path, guint64 seed, GError **error);
/* Without nysta_image_finish(): deletes the file. */
void nysta_image_free (NystaImage *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaImage, nysta_image_free)

gboolean nysta_image_add_term (NystaImage *image, NystaTag tag, const char *bytes,
                               gsize n_bytes, NystaTermId *out_id, GError **error);
/* All terms of another dictionary, with the ids that they have; first of all. */
gboolean nysta_image_copy_terms (NystaImage *image, MDB_txn *txn, const NystaTables *tables,
                                 GError **error);
/* Sorted by hash, then id. */
gboolean nysta_image_add_hash (NystaImage *image, guint64 hash, NystaTermId id,
                               GError **error);
/* Sorted; all of one order, then all of the next. Doubles are left out. */
gboolean nysta_image_add_row (NystaImage *image, NystaOrder order, const NystaRow *row,
                              GError **error);
/* Counts, commits, syncs. */
gboolean nysta_image_finish (NystaImage *image, GError **error);
const char *nysta_image_path (const NystaImage *image);
