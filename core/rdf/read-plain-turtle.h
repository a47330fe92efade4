/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * read-plain-turtle.h: the Turtle that small files are written in, such as a plugin's
 * manifest, without raptor, which takes longer to open than a document takes.
 *
 * Caveats: knows @prefix, IRIs without escapes, names, `a`, short strings, their languages,
 * integers, and nothing else of the language.
 */
#pragma once

#include "rdf/term.h"

typedef struct NystaPlainTurtle NystaPlainTurtle;

/* (transfer full) (nullable): NULL for what holds anything else, or is wrong: raptor has
 * the last word. @base: of relative IRIs. */
NystaPlainTurtle *nysta_plain_turtle_new (const char *data, gsize n_bytes,
                                          const char *base);
void nysta_plain_turtle_free (NystaPlainTurtle *turtle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaPlainTurtle, nysta_plain_turtle_free)

/* Hand on its statements, in their order. Errors: what @func sets. */
gboolean nysta_plain_turtle_tell (const NystaPlainTurtle *turtle, NystaStatementFunc func,
                                  gpointer user_data, GError **error);
