/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * reconcile.h: make persons, organisations and projects of different documents one where
 * they are (resolve.h), after documents came, changed or went, or somebody said something.
 *
 * Only what shares a name with what those documents mention is looked at, and only graphs in
 * which something gets another IRI are written. What the store then holds depends on its
 * documents and on what people said, not on the order in which either came.
 */
#pragma once

#include "index/identity-graph.h"

/* What may be one with @iri, or with something in @blocks, and so on: everything that a
 * decision on it rests upon. (transfer container) (element-type NystaAppearance) */
GPtrArray *nysta_reconcile_closure (NystaAppearances *appearances,
                                    const GPtrArray *decisions, const GPtrArray *blocks,
                                    GHashTable *out_blocks);

/* Look at what is marked, and take the marks away. *@out_n (NULL: not asked for): graphs
 * that were written. */
gboolean nysta_reconcile (NystaStore *store, guint *out_n, GError **error);
