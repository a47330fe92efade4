/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * command.h: the tests through the command line, as anybody would run them: `nysta query`
 * over the files of a test, `nysta update` on a store of them. What is relative in a query
 * is relative to its file, which nobody has to say.
 */
#pragma once

#include "answer.h"
#include "manifest.h"

/* @nysta: the path of the program; without this call nothing here may be called. */
void command_use (const char *nysta);
gboolean command_is_used (void);

/* Ask the query of @test of its files. @suffix: of a results format, such as ".srj", or ".ttl"
 * of a graph. NULL with @error. */
Answer *command_ask (const W3cTest *test, const char *suffix, GError **error);
/* Do the request of @test to a store of its files: (transfer full) the quads that are there
 * then. NULL with @error. */
Tuples *command_update (const W3cTest *test, GError **error);
/* Whether @iri is a file with a query, or with an update. NYSTA_SPARQL_ERROR_SYNTAX stands
 * for exit status 2. */
gboolean command_check (const char *iri, gboolean is_query, GError **error);
