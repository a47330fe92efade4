/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * chunk.h: some thousand statements on their way from the thread that parses to the one
 * that gives numbers to terms, and the queue on which they go.
 *
 * The parsing thread packs and hashes the terms, turns values into inline ids, and names a
 * term that it has seen shortly before once only: the other one is left with looking up.
 */
#pragma once

#include "store/load/sort.h"
#include "store/term-id.h"

/* What is known of a term besides its bytes: its hash, and either its id, if that needs no
 * dictionary (inline values, the unnamed graph), or its tag and, as the payload, where its
 * bytes begin. */
static inline gboolean
nysta_is_fixed_id (NystaTermId where)
{
  return nysta_id_is_inline (where) || nysta_id_tag (where) == NYSTA_TAG_NONE;
}

typedef struct
{
  guint64 hash;
  NystaTermId where; /* in @bytes of the chunk */
  gsize n_bytes;
} NystaChunkTerm;

#define NYSTA_CHUNK_RECENT 4096

typedef struct
{
  guint64 seed;
  GArray *terms; /* of NystaChunkTerm */
  GString *bytes;
  GString *packed;                    /* the term that is looked at */
  GArray *rows;                       /* of NystaLoadRow: numbers of @terms */
  guint32 recent[NYSTA_CHUNK_RECENT]; /* number + 1 of the last term of such a hash */
  GPtrArray *messages;                /* of char: about what was left out */
  guint file;                         /* being read: its number */
  guint64 n_skipped;                  /* so far, in all files */
  gboolean is_last;
  GError *error; /* why it is the last one, if not because all was read */
} NystaChunk;

NystaChunk *nysta_chunk_new (guint64 seed);
void nysta_chunk_free (NystaChunk *chunk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaChunk, nysta_chunk_free)
void nysta_chunk_empty (NystaChunk *chunk);
void nysta_chunk_add (NystaChunk *chunk, const NystaStatement *statement);
gboolean nysta_chunk_is_full (const NystaChunk *chunk);

/* A few chunks that go to and fro between two threads. */
typedef struct NystaChunkQueue NystaChunkQueue;
NystaChunkQueue *nysta_chunk_queue_new (guint64 seed);
NystaChunkQueue *nysta_chunk_queue_ref (NystaChunkQueue *queue);
void nysta_chunk_queue_unref (NystaChunkQueue *queue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaChunkQueue, nysta_chunk_queue_unref)

/* The parsing thread's side. (transfer full): an empty chunk, as soon as there is one; NULL
 * if nobody wants any more. */
NystaChunk *nysta_chunk_queue_take_empty (NystaChunkQueue *queue);
/* (transfer full) */
void nysta_chunk_queue_put (NystaChunkQueue *queue, NystaChunk *chunk);

/* The other side. (transfer full): waits up to @timeout_ms; NULL then. */
NystaChunk *nysta_chunk_queue_take (NystaChunkQueue *queue, guint timeout_ms);
/* (transfer full): done with it. */
void nysta_chunk_queue_give_back (NystaChunkQueue *queue, NystaChunk *chunk);
/* No more is wanted: whoever waits for an empty chunk is told. */
void nysta_chunk_queue_stop (NystaChunkQueue *queue);
gboolean nysta_chunk_queue_is_stopped (const NystaChunkQueue *queue);
