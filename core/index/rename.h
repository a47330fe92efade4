/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * rename.h: a document's graph as it was read, with the IRIs that identity across documents
 * gives its entities, and back again.
 *
 * What an entity was called before stays in the graph: `OLD dcterms:isReplacedBy NEW ;
 * rdfs:label "name"`. Where that is not enough to go back, because two entities of one
 * document became one, the graph as it was read is kept as text (nysta:asRead).
 */
#pragma once

#include "rdf/graph.h"

typedef struct
{
  char *iri;      /* what it becomes */
  char *name;     /* its name there; NULL: the one it has */
  char *language; /* of @name, or NULL */
} NystaRename;

/* (transfer full): IRI as read -> NystaRename. */
GHashTable *nysta_renames_new (void);
void nysta_renames_add (GHashTable *renames, const char *from, const char *iri,
                        const char *name, const char *language);

/* (transfer full), sorted: @graph, which is as it was read, with @renames; those of an IRI
 * to itself change nothing. */
NystaGraph *nysta_rename_apply (const NystaGraph *graph, GHashTable *renames,
                                const char *base);
/* (transfer full), sorted: @graph with @renames, of which nothing is kept in it. */
NystaGraph *nysta_rename_replace (const NystaGraph *graph, GHashTable *renames,
                                  const char *base);
/* (transfer full), sorted: what nysta_rename_apply() was given. */
NystaGraph *nysta_rename_undo (const NystaGraph *graph, const char *base);
/* (transfer full): what @graph was renamed by. */
GHashTable *nysta_renames_of (const NystaGraph *graph);
