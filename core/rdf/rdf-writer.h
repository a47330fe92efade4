/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * rdf-writer.h: statements as N-Triples, N-Quads, Turtle, TriG, RDF/XML or JSON-LD, in a
 * stream.
 *
 * Caveats: but for N-Triples and N-Quads statements must come sorted by graph and subject
 * (and `a` is put first within a subject); a subject that comes back later is legal but
 * ugly. Two runs over the same statements in the same order give the same bytes. Turtle,
 * TriG and JSON-LD hold one subject's statements in memory, and at most 65,536 of them.
 * N-Triples, Turtle and RDF/XML leave out which graph a statement is in.
 */
#pragma once

#include "rdf/rdf-reader.h"

typedef struct NystaRdfWriter NystaRdfWriter;

/* Where bytes go. Return FALSE with @error set (a full disk, a closed pipe) to stop. */
typedef gboolean (*NystaWriteFunc) (const char *data, gsize n_bytes, gpointer user_data,
                                    GError **error);

/* What a first pass over the statements finds out for prefixes. */
typedef struct
{
  guint64 used;
  guint64 barred; /* some IRI would be taken for a shortened one */
} NystaRdfPrefixes;

/* Note the prefixes that @syntax would use for @statement, @base being the store's or NULL;
 * then give nysta_rdf_prefixes_mask() to nysta_rdf_writer_new(). */
void nysta_rdf_prefixes_note (NystaRdfPrefixes *prefixes, NystaSyntax syntax,
                              const NystaStatement *statement, const char *base);
static inline guint64
nysta_rdf_prefixes_mask (const NystaRdfPrefixes *prefixes)
{
  return prefixes->used & ~prefixes->barred;
}

/* Whether documents of @syntax say which graph a statement is in. */
gboolean nysta_rdf_syntax_has_graphs (NystaSyntax syntax);

/* @syntax: not GUESS. The prefixes in @prefixes_used are declared and used; @base, the
 * store's or NULL, gives prefixes to its own IRIs: `role:` for {base}def/role/, … */
NystaRdfWriter *nysta_rdf_writer_new (NystaSyntax syntax, const char *base,
                                      guint64 prefixes_used, NystaWriteFunc write,
                                      gpointer user_data);
/* Errors: NYSTA_RDF_ERROR_SYNTAX for what RDF cannot say (an IRI with a space, a literal
 * as predicate, bytes that are not UTF-8); NYSTA_RDF_ERROR_UNWRITABLE for what the syntax cannot say
 * though RDF can; whatever the write function sets. */
gboolean nysta_rdf_writer_add (NystaRdfWriter *writer, const NystaStatement *statement,
                               GError **error);
/* Write what is still open. */
gboolean nysta_rdf_writer_finish (NystaRdfWriter *writer, GError **error);
void nysta_rdf_writer_free (NystaRdfWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaRdfWriter, nysta_rdf_writer_free)
