/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* lexicon-builder.h: phrases in, the bytes of a lexicon out. */
#pragma once

#include "text/lexicon-format.h"

typedef struct NystaLexiconBuilder NystaLexiconBuilder;

NystaLexiconBuilder *nysta_lexicon_builder_new (void);
void nysta_lexicon_builder_free (NystaLexiconBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaLexiconBuilder, nysta_lexicon_builder_free)

typedef struct
{
  const char *label; /* as it may stand in a text */
  const char *canonical;
  const char *authority; /* or NULL */
  guint32 match_class;
  guint32 flags;
  guint32 weight;
  NystaLexiconCase letter_case;
} NystaPhrase;

/* Of doubles (label, class, canonical, authority), the one with the fewest flags stands.
 * A label without a word, or of more than 24 words, is passed over. */
void nysta_lexicon_builder_add (NystaLexiconBuilder *builder, const NystaPhrase *phrase);

/* @suffix may end a compound title: `chefen` of `chef`. */
void nysta_lexicon_builder_add_head (NystaLexiconBuilder *builder, const char *suffix,
                                     const char *base, guint32 flags);

/* (transfer full): the whole file. The same phrases in the same order give the same
 * bytes. */
GByteArray *nysta_lexicon_builder_finish (NystaLexiconBuilder *builder);
