/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* statement-writer.h: what a document says as data and nysta has no model for, as it is. */
#pragma once

#include "index/graph-writer.h"

/* What became an entity has the entity's IRI, and `skos:closeMatch` to its own; another thing
 * without an IRI gets `{base}id/embedded/HASH`. Relative IRIs are resolved against the
 * address that the document gives itself, else against the document's IRI. */
void nysta_statements_write (const NystaGraphInput *input, NystaGraph *graph);
