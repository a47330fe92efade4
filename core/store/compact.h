/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * compact.h: all quads of a store as a new data file, with the terms that they use and
 * without free space.
 *
 * Terms are numbered anew within each tag, in the order that they had: so whatever is sorted
 * by ids or by hash stays sorted, and everything is copied in one stream.
 */
#pragma once

#include "store/image.h"

/* Fill @image, which is fresh and has the seed of the store, from a reading transaction; the
 * caller finishes it. Needs 2 bits of memory a term of the dictionary, more or less.
 * Errors: NYSTA_STORE_ERROR_CORRUPT, and nysta_image_…'s. */
gboolean nysta_compact_copy (NystaImage *image, MDB_txn *txn, const NystaTables *tables,
                             GError **error);
