/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* annotation.h: where a document says something, as Web Annotations (W3C oa:). */
#pragma once

#include "rdf/graph.h"

typedef enum
{
  NYSTA_IDENTIFYING, /* the words name the body: an entity, an address */
  NYSTA_DESCRIBING   /* the words say the body: a membership */
} NystaMotivation;

typedef struct NystaAnnotations NystaAnnotations;

/* Annotations of the document @document_iri, whose text must outlive them. */
NystaAnnotations *nysta_annotations_new (const char *base, const char *document_iri,
                                         const char *text, gsize n_bytes);
void nysta_annotations_free (NystaAnnotations *annotations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaAnnotations, nysta_annotations_free)

/* Say that the bytes from @start to @end identify or describe @body, as @plugin_iri found.
 * Bytes 0 to 0: the document does, as data; its target has no selectors then.
 * Two that say the same are one annotation, by both plugins, with the greater confidence.
 * (transfer none): the annotation's IRI. */
const char *nysta_annotations_add (NystaAnnotations *annotations,
                                   NystaMotivation motivation, const char *body,
                                   guint32 start, guint32 end, double confidence,
                                   const char *plugin_iri);

guint nysta_annotations_n (const NystaAnnotations *annotations);

/* Write all of them, once. */
void nysta_annotations_write (NystaAnnotations *annotations, NystaGraph *graph);
/* Write the next @n_max of them, in order; FALSE if there were none left. None is added
 * after the first call. A graph of all takes some two kilobytes each. */
gboolean nysta_annotations_write_some (NystaAnnotations *annotations, guint n_max,
                                       NystaGraph *graph);
