/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * graph.h: a graph under construction, in memory. Owns its strings.
 *
 * Caveats: statements may repeat until nysta_graph_sort(), which sorts and removes doubles.
 */
#pragma once

#include "rdf/term.h"

typedef struct NystaGraph NystaGraph;

/* @name: the graph's IRI, or NULL for the unnamed graph. */
NystaGraph *nysta_graph_new (const char *name);
void nysta_graph_free (NystaGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaGraph, nysta_graph_free)

const char *nysta_graph_name (const NystaGraph *graph);

/* @name is added to copies; the terms are copied. */
void nysta_graph_add (NystaGraph *graph, const NystaTerm *subject,
                      const NystaTerm *predicate, const NystaTerm *object);
void nysta_graph_add_iri (NystaGraph *graph, const char *subject, const char *predicate,
                          const char *object);
/* @language_or_datatype: "@sv", a datatype IRI, or NULL for a plain string. */
void nysta_graph_add_literal (NystaGraph *graph, const char *subject, const char *predicate,
                              const char *lexical, const char *language_or_datatype);

void nysta_graph_sort (NystaGraph *graph);
/* The same in another order, in which statements are equal (0) that are one. */
void nysta_graph_sort_by (NystaGraph *graph, GCompareFunc compare);
/* Memory that it takes, about, also while it is sorted. */
gsize nysta_graph_n_bytes (const NystaGraph *graph);
/* (transfer none): valid until the next add or sort. */
const NystaStatement *nysta_graph_statements (const NystaGraph *graph, gsize *out_n);
