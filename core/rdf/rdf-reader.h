/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * rdf-reader.h: RDF files as streams of statements.
 *
 * Caveats: blank node labels are made unique per call with @blank_prefix, so that two
 * files that both say _:b1 do not speak of one node.
 */
#pragma once

#include "rdf/term.h"

typedef enum
{
  NYSTA_SYNTAX_GUESS = 0, /* by file name, then by content */
  NYSTA_SYNTAX_NTRIPLES,
  NYSTA_SYNTAX_NQUADS,
  NYSTA_SYNTAX_TURTLE,
  NYSTA_SYNTAX_TRIG,
  NYSTA_SYNTAX_RDFXML
} NystaSyntax;

/* "turtle", "ttl", "nt", … -> syntax; NYSTA_SYNTAX_GUESS if unknown. */
NystaSyntax nysta_syntax_from_name (const char *name);

/* Read @path ("-": standard input), resolving relative IRIs against @base (NULL: the
 * file's own IRI). Errors: NYSTA_IO_ERROR; NYSTA_RDF_ERROR_SYNTAX with the message
 * `file:line:column: what`; whatever @func sets. */
gboolean nysta_rdf_read_file (const char *path, NystaSyntax syntax, const char *base,
                              const char *blank_prefix, NystaStatementFunc func,
                              gpointer user_data, GError **error);

/* The same from memory; @name stands in messages. */
gboolean nysta_rdf_read_memory (const char *data, gsize n_bytes, const char *name,
                                NystaSyntax syntax, const char *base,
                                const char *blank_prefix, NystaStatementFunc func,
                                gpointer user_data, GError **error);
