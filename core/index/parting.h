/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * parting.h: who is another in one document than elsewhere, because somebody said so.
 *
 * Two of one name and one context have one IRI when their documents are read, and nothing
 * that could be told apart. A decision (NystaDecision) with a document gives the one of that
 * document an IRI of its own, before identity across documents is looked at; that graph says
 * `NEW nysta:partedFrom OLD`. Whoever has such an IRI is one with others only by what people
 * say.
 */
#pragma once

#include "index/resolve.h"
#include "rdf/graph.h"

/* (transfer full): "person anna berg", what a decision calls somebody in its document. */
char *nysta_parting_key (NystaEntityKind kind, const char *name);
/* (transfer full) (nullable): the block that who is so called belongs to. */
char *nysta_parting_block (const char *key);
/* (transfer full): the IRI that who is so called in @document gets. */
char *nysta_parting_iri (const char *base, const char *document, const char *key);

/* (transfer full) (nullable): the one thing of @graph, a document as it was read, that is
 * @iri, or becomes it by @renames (rename.h), with its @out_key (transfer full). NULL: there
 * is none, or several. */
char *nysta_parting_find (const NystaGraph *graph, GHashTable *renames, const char *iri,
                          char **out_key);

/* (transfer full) (nullable), sorted: @graph, a document as it was read, with what @decisions
 * (of NystaDecision *) part in it; NULL: nothing. */
NystaGraph *nysta_parting_apply (const NystaGraph *graph, const GPtrArray *decisions,
                                 const char *base);
/* (transfer full), sorted: what nysta_parting_apply() was given. */
NystaGraph *nysta_parting_undo (const NystaGraph *graph, const char *base);
