/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* language.h: Swedish or English, by the small words. */
#pragma once

#include "nysta-plugin.h"
#include <glib.h>

/* "sv", "en", or NULL when too few words tell. Reads at most the first 20 000 tokens. */
const char *nysta_text_guess_language (const char *text, const NystaToken *tokens,
                                       gsize n_tokens);
