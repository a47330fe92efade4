/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* why-rows.h: what `nysta why` says, as rows for programs. */
#pragma once

#include "base/file.h"
#include "index/entity.h"
#include "index/places.h"
#include "sparql/results/results.h"

typedef struct NystaWhyRows NystaWhyRows;

/* Writes the head. @places is borrowed. */
NystaWhyRows *nysta_why_rows_new (NystaDataset *dataset, NystaResultsFormat format,
                                  NystaPlaces *places, NystaFile *output);
void nysta_why_rows_free (NystaWhyRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaWhyRows, nysta_why_rows_free)

/* One saying of a fact; @fact is its text, @statement its terms (NYSTA_ANY where it has none)
 * and graph, which may be NYSTA_UNNAMED. @saying: NULL if there is no quotation. */
void nysta_why_rows_add (NystaWhyRows *rows, const char *fact, const NystaQuad *statement,
                         const NystaSaying *saying);
gboolean nysta_why_rows_finish (NystaWhyRows *rows, GError **error);
