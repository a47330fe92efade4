/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * results-reader.h: answers of SELECT and ASK, read from XML, JSON, CSV or TSV: those of
 * other engines, and what results.h wrote. Strict: what the recommendations do not allow
 * is an error, so that half an answer never passes for one.
 *
 * Caveats: CSV does not say what a value is. A field gives a blank node if it begins with
 * `_:`, else a literal without datatype, also where it was an IRI; an empty one without
 * quotation marks is unbound. CSV has no form for ASK: `true` there names a variable.
 * A blank node's label means nothing outside the answer, and one that N-Triples could not
 * write is given another.
 */
#pragma once

#include "sparql/results/results.h"

/* What an answer is told to, in this order: variables, then rows; or boolean, alone. The
 * names and terms are valid during the call. FALSE with @error set ends the reading. */
typedef struct
{
  gboolean (*variables) (const char *const *names, gsize n, gpointer user_data,
                         GError **error);
  /* NYSTA_TERM_NONE where unbound. */
  gboolean (*row) (const NystaTerm *values, gsize n, gpointer user_data, GError **error);
  gboolean (*boolean) (gboolean value, gpointer user_data, GError **error);
} NystaResultsFuncs;

/* Read a whole answer; @name stands in messages. NYSTA_RESULTS_TABLE cannot be read.
 * What came before an error was told to @funcs: take it back. Errors:
 * NYSTA_RDF_ERROR_SYNTAX with the message `name:line:column: what`, and whatever @funcs
 * set. */
gboolean nysta_results_read (const char *data, gsize n_bytes, const char *name,
                             NystaResultsFormat format, const NystaResultsFuncs *funcs,
                             gpointer user_data, GError **error);
