/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * document.h: a text with its blocks, sentences, tokens and lexicon matches: what an
 * extractor is given (NystaText of nysta-plugin.h).
 *
 * Caveats: built once, then read-only; the arrays live as long as the document.
 */
#pragma once

#include "nysta-plugin.h"
#include "text/fingerprint.h"
#include "text/lexicon.h"
#include "text/tagger.h"

typedef struct NystaDocument NystaDocument;

NystaDocument *nysta_document_new (void);
void nysta_document_free (NystaDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaDocument, nysta_document_free)

/* What a reader says, checked: FALSE with NYSTA_PLUGIN_ERROR_FAILED for text that isn't
 * UTF-8 or too long, blocks out of order or outside the text, unknown metadata. */
gboolean nysta_document_append_text (NystaDocument *document, const char *utf8,
                                     gsize n_bytes, GError **error);
gboolean nysta_document_add_block (NystaDocument *document, const NystaBlock *block,
                                   GError **error);
gboolean nysta_document_set_metadata (NystaDocument *document, const char *property,
                                      const char *value, GError **error);
/* What was said of @property is forgotten. */
void nysta_document_drop_metadata (NystaDocument *document, const char *property);
const char *nysta_document_metadata (const NystaDocument *document, const char *property);

/* Find the languages of blocks that have no small words, too. Before
 * nysta_document_analyse(), or not at all; borrowed. */
void nysta_document_set_fingerprints (NystaDocument *document,
                                      NystaFingerprints *fingerprints);

/* Segment into sentences and tokens, match @lexicon (may be NULL: no matches), and find the
 * language of each block by its small words. The reader's is the document's unless most of
 * the text is plainly in another. */
void nysta_document_analyse (NystaDocument *document, NystaLexicon *lexicon);

/* Look up what nysta_document_analyse() made without a lexicon, once. */
void nysta_document_match (NystaDocument *document, NystaLexicon *lexicon);

/* Tag what nysta_document_analyse() made; until then there are no tags. */
void nysta_document_tag (NystaDocument *document, NystaTagger *tagger);

/* Let later extractors see what an earlier one found; call before they run. */
void nysta_document_add_found (NystaDocument *document, const char *key, const char *name,
                               NystaEntityKind kind, guint32 start, guint32 end);

/* (transfer none): valid until the document changes. */
const NystaText *nysta_document_text (NystaDocument *document);
