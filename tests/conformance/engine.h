/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* engine.h: all that the tests ask of the engine: the one file to change with it. */
#pragma once

#include "answer.h"

/* Whether @text is a query by the grammar and its notes. A refusal of what the engine
 * doesn't do is another error than NYSTA_SPARQL_ERROR_SYNTAX. */
gboolean engine_check_query (const char *text, const char *base, GError **error);
/* The same of an update request. */
gboolean engine_check_update (const char *text, const char *base, GError **error);
gboolean engine_has_updates (void);

/* Ask @text over @quads (subject, predicate, object, graph). NULL with @error. */
Answer *engine_ask (const char *text, const char *base, const Tuples *quads,
                    GError **error);
/* Do @text to @quads: (transfer full) what is there then. NULL with @error. */
Tuples *engine_update (const char *text, const char *base, const Tuples *quads,
                       GError **error);
