/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* abbreviation.h: which full stops belong to a word: `bl.a.`, `H.M.`, `dr.` */
#pragma once

#include <glib.h>

/* A word lies at [@start, @word_end) and a full stop follows. Where the token ends:
 * @word_end if the stop isn't part of it. Looks a constant number of characters ahead, and
 * over white space up to @end. */
guint32 nysta_abbreviation_end (const char *text, guint32 start, guint32 word_end,
                                guint32 end);

/* Whether what lies at [@start, @end), its last stop left out, is an abbreviation that no
 * sentence ends with, written with spaces: `t. ex`, `p. g. a`. */
gboolean nysta_abbreviation_is_spaced (const char *text, guint32 start, guint32 end);

/* Whether a sentence may end with this abbreviation, its stop included: `m.m.`, `kr.` */
gboolean nysta_abbreviation_may_close (const char *text, guint32 start, guint32 end);
