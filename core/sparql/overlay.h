/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * overlay.h: a dataset as it is with changes to it that nobody has written yet. Asking it
 * costs what asking the dataset below costs, and a little for each change that fits.
 *
 * Caveats: other than datasets elsewhere it changes. No cursor lives on over a change, and a
 * term that was looked up in vain may be there after one. An id of the dataset below means
 * the same here.
 */
#pragma once

#include "store/dataset.h"

/* (transfer full): nothing is changed yet. Refs @base. */
NystaDataset *nysta_overlay_new (NystaDataset *base);

/* The id of @term, which is copied if it is new. */
NystaTermId nysta_overlay_add_term (NystaDataset *overlay, const NystaTerm *term);
/* From here on @quad (its graph NYSTA_UNNAMED or an id) is there, or is not. TRUE: it was
 * otherwise until now. */
gboolean nysta_overlay_set (NystaDataset *overlay, const NystaQuad *quad, gboolean adds);
/* Remove what is in graph @graph; of NYSTA_ANY in all named ones. Returns how much it was. */
guint64 nysta_overlay_clear (NystaDataset *overlay, NystaTermId graph);

/* What the changes and new terms take, or nearly. */
gsize nysta_overlay_bytes (NystaDataset *overlay);

typedef gboolean (*NystaOverlayFunc) (const NystaQuad *quad, gboolean adds,
                                      gpointer user_data, GError **error);
/* Each quad that is otherwise than in the dataset below: graph by graph, and of one graph
 * those that are gone first. */
gboolean nysta_overlay_foreach (NystaDataset *overlay, NystaOverlayFunc func,
                                gpointer user_data, GError **error);
