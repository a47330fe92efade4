/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * pending.h: changes to a store that are not committed yet, quad by quad.
 *
 * Caveats: terms stay valid as long as somebody holds a reference, also after changes.
 */
#pragma once

#include "store/store.h"

typedef struct NystaPending NystaPending;

/* Numbers of terms (nysta_pending_term()), by NystaField; 0 as the graph: the unnamed one. */
typedef struct
{
  guint32 terms[4];
  gboolean adds; /* else removes */
} NystaPendingChange;

NystaPending *nysta_pending_new (void);
NystaPending *nysta_pending_ref (NystaPending *pending);
void nysta_pending_unref (NystaPending *pending);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaPending, nysta_pending_unref)

/* Of several changes of one quad the last counts. Copies the terms. */
void nysta_pending_set (NystaPending *pending, const NystaStatement *statement,
                        gboolean adds);
/* How many quads are to change. */
guint nysta_pending_size (const NystaPending *pending);
const NystaTerm *nysta_pending_term (const NystaPending *pending, guint32 number);

/* (transfer full): the changes whose terms are those of @pattern; NYSTA_TERM_NONE matches
 * any, but for the graph only if @any_graph. O(changes with the pattern's subject), or of
 * all changes if it has none. */
GArray *nysta_pending_match (const NystaPending *pending, const NystaStatement *pattern,
                             gboolean any_graph);

/* Make all of it true in @store, which is open for writing: one transaction. */
gboolean nysta_pending_commit (const NystaPending *pending, NystaStore *store,
                               GError **error);
