/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * endpoint.h: a query asked of another endpoint: SPARQL 1.1 Protocol, by POST.
 *
 * Caveats: an answer is read whole before it is told, so that half of one is an error and
 * never a short answer.
 */
#pragma once

#include "sparql/exec/budget.h"
#include "sparql/results/results-reader.h"

/* FALSE with NYSTA_SPARQL_ERROR_REFUSED unless @endpoint is http or https and begins with one
 * of @allowed (NULL: none), which ends there or where a part of an IRI does: http://a.se
 * allows http://a.se/sparql and not http://a.se.evil.org/. "" allows all. */
gboolean nysta_endpoint_check (const char *endpoint, const char *const *allowed,
                               GError **error);

/* An endpoint's connection; makes the module load when it is first asked. */
typedef struct NystaEndpoints NystaEndpoints;
NystaEndpoints *nysta_endpoints_new (const char *const *allowed, NystaBudget *budget);
void nysta_endpoints_free (NystaEndpoints *endpoints);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaEndpoints, nysta_endpoints_free)

/* Ask @text of @endpoint. What came before an error was told to @funcs: take it back.
 * Errors: NYSTA_SPARQL_ERROR_SERVICE for whatever the endpoint or the way to it does wrong;
 * REFUSED; LIMIT where the answer takes more than is left of the budget; TIMED_OUT;
 * NYSTA_PLUGIN_ERROR; whatever @funcs set. */
gboolean nysta_endpoints_ask (NystaEndpoints *endpoints, const char *endpoint,
                              const char *text, const NystaResultsFuncs *funcs,
                              gpointer user_data, GError **error);
