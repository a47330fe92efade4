/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * batch.h: documents that are committed together, since a commit waits for the disk several
 * times however small it is. Each document's graph is replaced whole: readers see the old
 * one or the new one.
 */
#pragma once

#include "index/authority-graph.h"
#include "store/store.h"

typedef struct NystaBatch NystaBatch;

typedef enum
{
  NYSTA_DURABILITY_COMMIT, /* a crash costs up to 64 documents, or 0.2 seconds */
  NYSTA_DURABILITY_BATCH   /* … up to 4,096 documents, or 10 seconds: fewer waits for the
                              disk */
} NystaDurability;

NystaBatch *nysta_batch_new (NystaStore *store, NystaAuthorityGraph *authority_graph,
                             NystaDurability durability);
/* Without a commit, what was added last is not kept. */
void nysta_batch_free (NystaBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaBatch, nysta_batch_free)

/* Put a document's @graph in, which takes the place of the one it had. While a batch has
 * documents the store has no other transaction. */
gboolean nysta_batch_add (NystaBatch *batch, NystaGraph *graph, GError **error);
/* Put more into the graph of the document that was added last. */
gboolean nysta_batch_add_more (NystaBatch *batch, NystaGraph *part, GError **error);
/* How long its documents may still wait, at most @timeout_ms. */
int nysta_batch_patience_ms (const NystaBatch *batch, int timeout_ms);
/* Commit if there are enough documents, or one has waited for long enough. */
gboolean nysta_batch_commit_if_due (NystaBatch *batch, GError **error);
/* Commit whatever there is. */
gboolean nysta_batch_commit (NystaBatch *batch, GError **error);
