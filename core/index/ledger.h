/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * ledger.h: is a document's graph still what indexing it would give? Two digests stand in
 * the graph itself, so that they are replaced and dropped with it.
 */
#pragma once

#include "plugin/manifest.h"
#include "store/store.h"

typedef struct
{
  char *content; /* SHA-256 of the bytes, hex */
  char *process; /* of all that makes a graph of them */
} NystaDigests;

void nysta_digests_clear (NystaDigests *digests);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaDigests, nysta_digests_clear)

/* (transfer full) */
char *nysta_digest_content (GBytes *bytes);
/* What depends on the run but not on the document: @authorities (their digest) and the
 * lexicon at @lexicon_path and
 * the model at @tagger_path (NULL: none). (transfer full) */
char *nysta_digest_ground (const char *authorities, const char *lexicon_path,
                           const char *tagger_path);
/* Of @ground and the plugins that read and extract: a changed plugin changes it for the
 * documents that it handles, and for no others. (transfer full) */
char *nysta_digest_process (const char *ground, const char *media_type,
                            const NystaManifest *reader, const GPtrArray *extractors);

/* What the store says of @document_iri as of the last commit; NULLs if it is new. */
gboolean nysta_ledger_read (NystaStore *store, const char *document_iri,
                            NystaDigests *out_digests, GError **error);
