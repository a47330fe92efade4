/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* rdf-writer-class.h: what a syntax gives to rdf-writer.c. Only writers include it. */
#pragma once

#include "rdf/rdf-writer.h"

/* A writer of one syntax appends bytes to @out; rdf-writer.c checks the statements first
 * and takes the bytes away. */
typedef struct
{
  /* Or NULL, where a syntax has no prefixes. */
  void (*note_prefixes) (const NystaStatement *statement, const char *base,
                         NystaRdfPrefixes *prefixes);
  gpointer (*new) (const char *base, guint64 prefixes_used);
  /* FALSE with NYSTA_RDF_ERROR_UNWRITABLE for what the syntax cannot say. */
  gboolean (*add) (gpointer state, const NystaStatement *statement, GString *out,
                   GError **error);
  void (*finish) (gpointer state, GString *out);
  void (*free) (gpointer state);
} NystaRdfWriterClass;

extern const NystaRdfWriterClass nysta_ntriples_class;
extern const NystaRdfWriterClass nysta_nquads_class;
extern const NystaRdfWriterClass nysta_turtle_class;
extern const NystaRdfWriterClass nysta_trig_class;
extern const NystaRdfWriterClass nysta_rdfxml_class;
extern const NystaRdfWriterClass nysta_jsonld_class;
