/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* overlay-internal.h: what an overlay and its cursors share. */
#pragma once

#include "rdf/term-table.h"
#include "sparql/overlay-changes.h"
#include "sparql/overlay.h"

typedef struct
{
  NystaDataset parent;
  gatomicrefcount ref_count;
  NystaDataset *base;
  NystaTermTable *terms; /* those that the base doesn't have */
  NystaChanges changes;
  GHashTable *sums[2]; /* by graph, by predicate: gint64, added less removed */
  gint64 sum;
} NystaOverlay;

gboolean nysta_overlay_fits (const NystaQuad *pattern, const NystaQuad *quad);
/* Whether a triple that lost some of its graphs is still in one. */
gboolean nysta_overlay_has_triple (NystaOverlay *overlay, const NystaQuad *triple);
NystaCursor *nysta_overlay_scan (NystaDataset *dataset, const NystaQuad *pattern);
