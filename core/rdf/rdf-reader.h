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
  NYSTA_SYNTAX_RDFXML,
  NYSTA_SYNTAX_JSONLD /* written only: reading it is an error that says so */
} NystaSyntax;

/* "turtle", "ttl", "nt", … -> syntax; NYSTA_SYNTAX_GUESS if unknown. */
NystaSyntax nysta_syntax_from_name (const char *name);

/* What else a reading may be told; NYSTA_RDF_READ_OPTIONS_INIT asks for nothing. */
typedef struct
{
  NystaSyntax syntax;
  const char *base;         /* of relative IRIs; NULL: the file's own IRI */
  const char *blank_prefix; /* before every blank node's label, or NULL */
  /* Leave out what is no RDF and go on: of N-Triples and N-Quads the line, of Turtle and
   * TriG the statement. Of RDF/XML nothing can be left out: its first error ends the
   * reading, as does whatever goes wrong with the file itself. */
  gboolean lenient;
  /* Told of each thing left out, as `file:line:column: what`; may be NULL. */
  void (*skipped) (const char *message, gpointer skipped_data);
  gpointer skipped_data;
  /* Or NULL. Bytes as they lie on disk, so compressed ones where they are, are added as
   * they are read; another thread may look with __atomic_load_n(). */
  guint64 *n_bytes_read;
  gint64 deadline_us; /* by the monotonic clock; 0: none. NYSTA_IO_ERROR_TIMED_OUT */
} NystaRdfReadOptions;
#define NYSTA_RDF_READ_OPTIONS_INIT                                                        \
  {                                                                                        \
    0                                                                                      \
  }

/* Read @path ("-": standard input); @options may be NULL. Errors: NYSTA_IO_ERROR;
 * NYSTA_RDF_ERROR_SYNTAX with the message `file:line:column: what`; whatever @func sets,
 * which ends the reading also when it is lenient. */
gboolean nysta_rdf_read (const char *path, const NystaRdfReadOptions *options,
                         NystaStatementFunc func, gpointer user_data, GError **error);

/* The same without the options that few need. */
gboolean nysta_rdf_read_file (const char *path, NystaSyntax syntax, const char *base,
                              const char *blank_prefix, NystaStatementFunc func,
                              gpointer user_data, GError **error);

/* The same from memory; @name stands in messages. */
gboolean nysta_rdf_read_memory (const char *data, gsize n_bytes, const char *name,
                                NystaSyntax syntax, const char *base,
                                const char *blank_prefix, NystaStatementFunc func,
                                gpointer user_data, GError **error);
