/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sentence.h: tokens to sentences. */
#pragma once

#include "nysta-plugin.h"
#include <glib.h>

/* Part the tokens from @first_token on, all of one block, into sentences; appends to
 * @sentences (of NystaSentence) and writes each token's sentence. A line break alone ends
 * no sentence. */
void nysta_text_split_sentences (const char *text, GArray *tokens, gsize first_token,
                                 GArray *sentences);
