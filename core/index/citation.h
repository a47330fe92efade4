/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * citation.h: which documents say a set of statements, and in which words: the rows of
 * `query --cite`. A document is a named graph; a quotation is the annotation (oa:) there that
 * says most of what is cited.
 *
 * Caveats: of a statement that very many documents make, the first few are looked at. Data
 * without named graphs is cited by its annotations' oa:hasSource, or prov:wasDerivedFrom.
 */
#pragma once

#include "store/dataset.h"

typedef struct
{
  NystaTermId document;
  NystaTermId annotation; /* these: NYSTA_ANY if there is no quotation */
  NystaTermId exact;
  NystaTermId prefix;
  NystaTermId suffix;
  gint64 start; /* code points; -1 if unknown */
  gint64 end;
  double confidence;  /* -1 if unknown */
  gboolean describes; /* the words say the fact; else they only name the thing */
} NystaCitation;

typedef struct NystaCiter NystaCiter;

/* Refs @dataset. */
NystaCiter *nysta_citer_new (NystaDataset *dataset);
void nysta_citer_free (NystaCiter *citer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaCiter, nysta_citer_free)

/* Fill @out with up to @max citations, each of another document, and return how many: first
 * the document that says most of @quads, then that which says most of what is left. The graph
 * of each is an id, NYSTA_UNNAMED or NYSTA_UNION. */
gsize nysta_citer_cite (NystaCiter *citer, const NystaQuad *quads, gsize n,
                        NystaCitation *out, gsize max);

/* Append the words on one line, where they only name a thing with what surrounds them;
 * nothing if there are none. */
void nysta_citer_append_quotation (NystaCiter *citer, const NystaCitation *citation,
                                   GString *out);

/* --- for who wants one body's only -------------------------------------------------------- */

/* The surest annotation of @body in @graph (an id, NYSTA_UNNAMED or NYSTA_UNION), the first in
 * the text of equals. FALSE: nothing is known of it. */
gboolean nysta_citer_quote (NystaCiter *citer, NystaTermId body, NystaTermId graph,
                            NystaCitation *out);
