/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * read-ntriples.h: N-Triples and N-Quads, line by line. Only rdf-reader.c includes it.
 *
 * raptor 2.0.15 reads them too, but loses memory with each typed literal, makes language
 * tags small and gives places only roughly.
 */
#pragma once

#include "rdf/rdf-reader.h"

typedef struct NystaNtriplesReader NystaNtriplesReader;

/* @name stands in messages; @options may be NULL. The strings must live as long as the reader. */
NystaNtriplesReader *nysta_ntriples_reader_new (const char *name, gboolean has_graphs,
                                                const char *blank_prefix,
                                                const NystaRdfReadOptions *options,
                                                NystaStatementFunc func,
                                                gpointer user_data);
/* The next bytes, which are UTF-8 without NUL; the last ones with @is_end.
 * Errors: NYSTA_RDF_ERROR_SYNTAX; whatever the statement function sets. */
gboolean nysta_ntriples_reader_feed (NystaNtriplesReader *reader, const char *data,
                                     gsize n_bytes, gboolean is_end, GError **error);
void nysta_ntriples_reader_free (NystaNtriplesReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaNtriplesReader, nysta_ntriples_reader_free)
