/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* compose.h: sentences of our own with names from the lexicon, or made up, put in. */
#pragma once

#include <glib.h>

#include "text/lexicon.h"

/* @path: sentences with {P}, {S}, {O}, {M}, {L}, {R}, {X} where a name goes, a line each. Every
 * sentence is filled @n_times, the same way each time that this is called. (transfer full):
 * of NystaExample; each tenth sentence of the file is held out if @hold_out. */
GPtrArray *nysta_compose (const char *path, const NystaLexicon *lexicon, guint n_times,
                          gboolean hold_out, GError **error);
