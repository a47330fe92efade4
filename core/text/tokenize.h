/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* tokenize.h: text to tokens. Linear in the text, whatever it holds. */
#pragma once

#include "nysta-plugin.h"
#include <glib.h>

/* Append the tokens of [@start, @end) of valid UTF-8 to @tokens (of NystaToken), which
 * say @block and sentence 0. */
void nysta_text_tokenize (const char *text, guint32 start, guint32 end, guint32 block,
                          GArray *tokens);

/* Append the word at [@start, @end) without soft hyphens and joiners, in composed form
 * (NFC), typographic apostrophes and hyphens made plain; in small letters if @fold. */
void nysta_text_normalise (const char *text, guint32 start, guint32 end, gboolean fold,
                           GString *out);
