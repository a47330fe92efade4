/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * rdf-writer.h: statements as N-Triples, N-Quads or Turtle, in a stream.
 *
 * Caveats: Turtle groups neighbours, so statements must come sorted by subject (and `a`
 * is put first within a subject); a subject that comes back later is legal but ugly.
 * Two runs over the same statements in the same order give the same bytes.
 */
#pragma once

#include "rdf/rdf-reader.h"

typedef struct NystaRdfWriter NystaRdfWriter;

/* Where bytes go. Return FALSE with @error set (a full disk, a closed pipe) to stop. */
typedef gboolean (*NystaWriteFunc) (const char *data, gsize n_bytes, gpointer user_data,
                                    GError **error);

/* @syntax: NTRIPLES, NQUADS or TURTLE. Turtle writes the well-known prefixes that are in
 * @prefixes_used (bit i: prefix i of prefix.h; G_MAXUINT64: all of them) plus, if @base
 * isn't NULL, prefixes for the store's own IRIs. */
NystaRdfWriter *nysta_rdf_writer_new (NystaSyntax syntax, const char *base,
                                      guint64 prefixes_used, NystaWriteFunc write,
                                      gpointer user_data);
gboolean nysta_rdf_writer_add (NystaRdfWriter *writer, const NystaStatement *statement,
                               GError **error);
/* Write what is still open. */
gboolean nysta_rdf_writer_finish (NystaRdfWriter *writer, GError **error);
void nysta_rdf_writer_free (NystaRdfWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaRdfWriter, nysta_rdf_writer_free)
