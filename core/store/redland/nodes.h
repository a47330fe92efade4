/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* nodes.h: librdf's nodes and statements as terms, and back. */
#pragma once

#include <redland.h>

#include "rdf/term.h"

/* @node NULL: NYSTA_TERM_NONE. @out_term borrows from @node. FALSE if it holds what no term
 * can: a NUL, or a kind of node that isn't RDF's. */
gboolean nysta_node_to_term (librdf_node *node, NystaTerm *out_term);
/* (transfer full): NULL if memory is short. */
librdf_node *nysta_node_from_term (librdf_world *world, const NystaTerm *term);

/* Subject, predicate and object; those that are missing become NYSTA_TERM_NONE. */
gboolean nysta_statement_to_terms (librdf_statement *statement, NystaStatement *out_terms);

/* Whether a store may hold @statement: absolute IRIs, labels and language tags that can be
 * written down, UTF-8, no literal past NYSTA_MAX_LITERAL_BYTES.
 * Errors: NYSTA_RDF_ERROR_SYNTAX. */
gboolean nysta_statement_is_storable (const NystaStatement *statement, GError **error);
