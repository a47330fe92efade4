/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* syntax.h: which syntax a file is in. Only rdf-reader.c includes it. */
#pragma once

#include "rdf/rdf-reader.h"

/* By the ending of @name (`.gz`, `.zst` and the like taken off), else by the first bytes; Turtle if nothing tells. */
NystaSyntax nysta_syntax_guess (const char *name, const char *data, gsize n_bytes);
