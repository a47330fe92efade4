/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* read-raptor.h: Turtle, TriG and RDF/XML through raptor. Only rdf-reader.c includes it. */
#pragma once

#include "rdf/rdf-reader.h"

typedef struct NystaRaptorReader NystaRaptorReader;

/* @name stands in messages. The strings must live as long as the reader. */
NystaRaptorReader *nysta_raptor_reader_new (const char *name, NystaSyntax syntax,
                                            const char *base, const char *blank_prefix,
                                            NystaStatementFunc func, gpointer user_data,
                                            GError **error);
/* The next bytes; the last ones with @is_end.
 * Errors: NYSTA_RDF_ERROR_SYNTAX; whatever the statement function sets. */
gboolean nysta_raptor_reader_feed (NystaRaptorReader *reader, const char *data,
                                   gsize n_bytes, gboolean is_end, GError **error);
void nysta_raptor_reader_free (NystaRaptorReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaRaptorReader, nysta_raptor_reader_free)
