/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * read-ntriples.h: N-Triples and N-Quads, line by line, strictly. Only rdf-reader.c
 * includes it.
 *
 * raptor 2.0.15 reads them too, but loses memory with each typed literal, makes language
 * tags small, gives places only roughly and takes many times as long.
 */
#pragma once

#include "rdf/byte-source.h"
#include "rdf/rdf-reader.h"

/* Read @source to its end; its name stands in messages. Of @options the syntax, the base
 * and the counter are of no matter here.
 * Errors: those of the source; NYSTA_RDF_ERROR_SYNTAX; whatever @func sets. */
gboolean nysta_ntriples_read (NystaByteSource *source, gboolean has_graphs,
                              const NystaRdfReadOptions *options, NystaStatementFunc func,
                              gpointer user_data, GError **error);
