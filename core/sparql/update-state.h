/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update-state.h: a dataset with what a request has changed in it so far. */
#pragma once

#include "rdf/term-table.h"
#include "sparql/update.h"

/* Numbers of terms, by NystaField; 0 as the graph: the unnamed one. */
typedef struct
{
  guint32 terms[4];
} NystaUpdateQuad;

typedef struct
{
  NystaDataset *before;
  NystaDataset *now; /* both together, or NULL: not made yet */
  NystaTermTable *terms;
  GHashTable *changes; /* where it differs from before */
} NystaUpdateState;

void nysta_update_state_init (NystaUpdateState *state, NystaDataset *before);
void nysta_update_state_clear (NystaUpdateState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaUpdateState, nysta_update_state_clear)

/* From here on @quad is there, or is not. */
void nysta_update_state_set (NystaUpdateState *state, const NystaUpdateQuad *quad,
                             gboolean adds);
/* (transfer full): NystaUpdateQuads that are there now, in one graph. */
GArray *nysta_update_state_graph (NystaUpdateState *state, guint32 graph);
/* (transfer full): likewise in the unnamed graph, in all named ones, or both. */
GArray *nysta_update_state_all (NystaUpdateState *state, gboolean of_unnamed,
                                gboolean of_named);
/* (transfer none), until the next change. NULL with @error. */
NystaDataset *nysta_update_state_now (NystaUpdateState *state, GError **error);
gboolean nysta_update_state_tell (NystaUpdateState *state, NystaUpdateFunc func,
                                  gpointer user_data, NystaUpdateCounts *out_counts,
                                  GError **error);
