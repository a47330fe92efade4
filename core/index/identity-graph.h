/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * identity-graph.h: the graph {base}res/identity: which persons, organisations and projects
 * of different documents are one, which are not, why and how sure that is; what people said
 * of it.
 *
 * A decision is a node: `a nysta:Decision ; nysta:about A, B ; nysta:verdict "same"|"different"
 * ; nysta:score ; nysta:reason`; people's are nysta:UserDecision, too. An IRI that was merged
 * away is `dcterms:isReplacedBy` and `owl:sameAs` the one that all have now.
 */
#pragma once

#include "index/resolve.h"
#include "store/store.h"

/* (transfer full) */
char *nysta_identity_graph_name (const char *base);
/* (transfer full): of the graph that holds what is still to be looked at. */
char *nysta_identity_marks_name (const char *base);

/* Note in @transaction that the blocks @keys (a set of char *) are to be looked at. */
gboolean nysta_identity_graph_mark (NystaTransaction *transaction, const char *base,
                                    GHashTable *keys, GError **error);
/* Add to @keys the blocks of all that @document's graph names, if it has one. */
gboolean nysta_names_of_graph (NystaStore *store, const char *document, GHashTable *keys,
                               GError **error);
/* (transfer full) (element-type char *): those noted. */
GPtrArray *nysta_identity_graph_marks (NystaDataset *dataset, const char *base);

void nysta_decision_free (NystaDecision *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaDecision, nysta_decision_free)
NystaDecision *nysta_decision_new (const char *a, const char *b, gboolean is_same);
/* Who is called @named in @document, @iri when it was read, is another than @iri elsewhere
 * (parting.h). */
NystaDecision *nysta_decision_new_parting (const char *base, const char *iri,
                                           const char *document, const char *named);
/* (transfer full) (element-type NystaDecision): what people said, sorted. */
GPtrArray *nysta_decisions_read (NystaDataset *dataset, const char *base);
/* Append the statements of what somebody says to @graph. */
void nysta_decision_write (const NystaDecision *decision, const char *base,
                           NystaGraph *graph);

/* Append whom @decision's @side (0: a, 1: b) means. */
void nysta_decision_write_meaning (const NystaDecision *decision, guint side,
                                   NystaGraph *graph);
/* Whether @decision is not one of a document, and is about @iri. */
gboolean nysta_decision_is_about (const NystaDecision *decision, const char *iri);

/* The statements of what nysta itself decided of block @key, for removal. */
void nysta_identity_graph_collect (NystaDataset *dataset, const char *base, const char *key,
                                   NystaGraph *out);
/* Append what nysta decided of @a and @b, which belong to @blocks (of char *). @a is merged
 * away where they are the same. */
void nysta_identity_graph_write (NystaGraph *graph, const char *base, const char *a,
                                 const char *b, const GPtrArray *blocks,
                                 const NystaVerdictOnIdentity *verdict);
