/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * language.h: the language of each block, by its small words (`och`, `the`, `ja`); where
 * they don't tell, by its n-grams if libexttextcat is there (fingerprint.h).
 *
 * Caveats: the small words know sv, en, da, nb, nn, fi, de and fr; any other language is
 * known by its n-grams or not at all.
 */
#pragma once

#include "nysta-plugin.h"
#include "text/fingerprint.h"
#include <glib.h>

/* What names a language: BCP 47, static, or of @told or the fingerprints. */
typedef struct
{
  const char *document; /* or NULL: nothing tells */
  GPtrArray *blocks;    /* one a block; those that don't tell have the document's */
} NystaLanguages;

/* Set @languages, whose array the caller made. @told: what the document says of itself, or
 * NULL: it stands unless most of the text is plainly in another language. @fingerprints may
 * be NULL. Looks at the first words of each block only. */
void nysta_text_find_languages (const char *text, const NystaBlock *blocks, gsize n_blocks,
                                const NystaToken *tokens, gsize n_tokens, const char *told,
                                NystaFingerprints *fingerprints, NystaLanguages *languages);
