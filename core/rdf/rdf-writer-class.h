/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* rdf-writer-class.h: what a syntax gives to rdf-writer.c. Only writers include it. */
#pragma once

#include "rdf/rdf-writer.h"

/* A writer of one syntax appends bytes to @out; rdf-writer.c checks the statements first
 * and takes the bytes away. */
typedef struct
{
  gpointer (*new) (const char *base, guint64 prefixes_used);
  void (*add) (gpointer state, const NystaStatement *statement, GString *out);
  void (*finish) (gpointer state, GString *out);
  void (*free) (gpointer state);
} NystaRdfWriterClass;

extern const NystaRdfWriterClass nysta_ntriples_class;
extern const NystaRdfWriterClass nysta_nquads_class;
extern const NystaRdfWriterClass nysta_turtle_class;
