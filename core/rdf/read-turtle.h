/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * read-turtle.h: Turtle and TriG through raptor, in parts. Only rdf-reader.c includes it.
 *
 * raptor gives no columns, cannot go on after an error, and of TriG it knows neither GRAPH
 * nor blank nodes as names. So it is handed whole statements, a buffer of them at once,
 * with the prefixes and the base so far before them; if it refuses them, they are tried
 * one by one, and the one that is wrong up to each of its tokens.
 */
#pragma once

#include "rdf/byte-source.h"
#include "rdf/raptor-module.h"

/* @options has syntax and base. Errors: those of the source; NYSTA_RDF_ERROR_SYNTAX;
 * whatever @func sets. */
gboolean nysta_turtle_read (NystaByteSource *source, const NystaRaptorModule *module,
                            const NystaRdfReadOptions *options, NystaStatementFunc func,
                            gpointer user_data, GError **error);
