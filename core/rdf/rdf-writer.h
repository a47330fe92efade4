/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * rdf-writer.h: statements as N-Triples, N-Quads or Turtle, in a stream.
 *
 * Caveats: Turtle groups neighbours, so statements must come sorted by subject (and `a`
 * is put first within a subject); a subject that comes back later is legal but ugly.
 * Two runs over the same statements in the same order give the same bytes. Turtle holds
 * one subject's statements in memory, and at most 65,536 of them.
 */
#pragma once

#include "rdf/rdf-reader.h"

typedef struct NystaRdfWriter NystaRdfWriter;

/* Where bytes go. Return FALSE with @error set (a full disk, a closed pipe) to stop. */
typedef gboolean (*NystaWriteFunc) (const char *data, gsize n_bytes, gpointer user_data,
                                    GError **error);

/* The prefixes that Turtle would use for @statement, @base being the store's or NULL; or
 * them together in a first pass and give the sum to nysta_rdf_writer_new(). */
guint64 nysta_rdf_prefixes_in_use (const NystaStatement *statement, const char *base);

/* @syntax: NTRIPLES, NQUADS or TURTLE. Turtle declares and uses the prefixes in
 * @prefixes_used (see nysta_rdf_prefixes_in_use(); G_MAXUINT64: all of them); @base, the
 * store's or NULL, gives prefixes to its own IRIs: `role:` for {base}def/role/, … */
NystaRdfWriter *nysta_rdf_writer_new (NystaSyntax syntax, const char *base,
                                      guint64 prefixes_used, NystaWriteFunc write,
                                      gpointer user_data);
/* Errors: NYSTA_RDF_ERROR_SYNTAX for what RDF cannot say (an IRI with a space, a literal
 * as predicate, bytes that are not UTF-8); whatever the write function sets. */
gboolean nysta_rdf_writer_add (NystaRdfWriter *writer, const NystaStatement *statement,
                               GError **error);
/* Write what is still open. */
gboolean nysta_rdf_writer_finish (NystaRdfWriter *writer, GError **error);
void nysta_rdf_writer_free (NystaRdfWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaRdfWriter, nysta_rdf_writer_free)
