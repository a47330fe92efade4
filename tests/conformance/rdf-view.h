/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* rdf-view.h: a file of RDF in memory, to be looked about in: manifests, result sets. */
#pragma once

#include "store/dataset.h"

typedef struct
{
  NystaDataset *dataset;
} RdfView;

/* NULL with @error. Relative IRIs are the file's own. */
RdfView *rdf_view_new (const char *path, GError **error);
void rdf_view_free (RdfView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdfView, rdf_view_free)

/* NystaTermId of each, in the sequence of their ids; (transfer full), never NULL. */
GArray *rdf_view_objects (const RdfView *view, NystaTermId subject, const char *predicate);
GArray *rdf_view_subjects (const RdfView *view, const char *predicate, const char *object);
/* The first of them, or NYSTA_ANY. */
NystaTermId rdf_view_object (const RdfView *view, NystaTermId subject,
                             const char *predicate);
/* The members of an rdf:List. */
GArray *rdf_view_list (const RdfView *view, NystaTermId list);

/* The dataset's; kind NYSTA_TERM_NONE if @id is NYSTA_ANY. */
NystaTerm rdf_view_term (const RdfView *view, NystaTermId id);
/* The value of the first object, or NULL. */
const char *rdf_view_value (const RdfView *view, NystaTermId subject,
                            const char *predicate);
