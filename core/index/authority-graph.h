/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * authority-graph.h: the graph {base}res/authority, which holds what the authorities say
 * of the organisations, roles and participations that indexed documents mention; and
 * {base}res/ontology, which holds nysta's own terms.
 *
 * Not the whole of the authorities: some twenty thousand statements that most stores never
 * need would be read by every query.
 */
#pragma once

#include "index/authority.h"
#include "store/store.h"

typedef struct NystaAuthorityGraph NystaAuthorityGraph;

/* Learn what @store holds already; if the Turtle has changed since, write it anew, and the
 * ontology too. */
NystaAuthorityGraph *nysta_authority_graph_new (NystaStore *store,
                                                NystaAuthorities *authorities,
                                                GError **error);
void nysta_authority_graph_free (NystaAuthorityGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaAuthorityGraph, nysta_authority_graph_free)

/* Note what is said of all that @document mentions for the first time. */
void nysta_authority_graph_note (NystaAuthorityGraph *graph, const NystaGraph *document);
/* Add what was noted to @transaction, so that it is committed with the documents. */
gboolean nysta_authority_graph_write (NystaAuthorityGraph *graph,
                                      NystaTransaction *transaction, GError **error);

/* Drop what no document mentions any more; for when documents were changed or dropped.
 * Takes a snapshot of @store, and writes only if something is to go. */
gboolean nysta_authority_graph_tidy (NystaAuthorityGraph *graph, NystaStore *store,
                                     GError **error);
