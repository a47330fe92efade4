/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* compose.h: sentences of our own with names from the lexicon, or made up, put in. */
#pragma once

#include <glib.h>

#include "text/lexicon.h"

/* @sentences: a file of them, a line each, with {P}, {O} … where a name goes; @names: a file
 * that says how names are made up. Both say at their top how they are written. Every
 * sentence is filled @n_times, the same way each time that this is called. (transfer full):
 * of NystaExample; each tenth line of the file is held out if @hold_out. Errors: of
 * reading, and NYSTA_IO_ERROR for a slot that nothing fills. */
GPtrArray *nysta_compose (const char *sentences, const char *names,
                          const NystaLexicon *lexicon, guint n_times, gboolean hold_out,
                          GError **error);
