/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* rdf-output.h: graphs in the syntaxes that nysta writes, sorted for people to read. */
#pragma once

#include "rdf/graph.h"
#include "rdf/rdf-writer.h"
#include "store/dataset.h"

/* As messages list them. */
#define NYSTA_RDF_OUTPUT_NAMES "turtle, trig, ntriples, nquads, rdfxml or jsonld"

/* FALSE if @name is none of NYSTA_RDF_OUTPUT_NAMES (nor a file extension of one). */
gboolean nysta_rdf_output_syntax (const char *name, NystaSyntax *out_syntax);

/* Sort @graph and write it. */
gboolean nysta_rdf_output_graph (NystaGraph *graph, NystaSyntax syntax, const char *base,
                                 NystaWriteFunc write, gpointer user_data, GError **error);

typedef struct
{
  NystaSyntax syntax;
  const char *store_base;    /* the store's own IRIs begin so */
  const char *base;          /* … and are written so; NULL: as they are */
  const char *const *graphs; /* names, "" the unnamed one; ends with NULL */
} NystaRdfOutputOptions;

/* Write graphs of @dataset. N-Quads, TriG, JSON-LD: graph by graph; else the union, each triple once.
 * Subjects come sorted, named ones first; predicates with `a` first. Two calls on the same
 * statements give the same bytes. Holds a subject's statements in memory, and the ids of
 * all subjects. */
gboolean nysta_rdf_output_dataset (NystaDataset *dataset,
                                   const NystaRdfOutputOptions *options,
                                   NystaWriteFunc write, gpointer user_data,
                                   GError **error);
