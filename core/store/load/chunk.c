/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/chunk.h"

#include "store/dictionary.h"

#include <string.h>

/* Enough that handing over costs nothing, few enough for the caches. */
#define FULL_BYTES (1024u * 1024)
#define FULL_TERMS 16384u
#define FULL_ROWS 16384u
/* What a chunk keeps: the rare huge literal's room goes back to the system. */
#define KEPT_BYTES (4u * FULL_BYTES)
#define N_CHUNKS 4u

static NystaChunk *
chunk_init (NystaChunk *chunk)
{
  chunk->bytes = g_string_sized_new (FULL_BYTES + FULL_BYTES / 4);
  return chunk;
}

NystaChunk *
nysta_chunk_new (guint64 seed)
{
  NystaChunk *chunk = chunk_init (g_new0 (NystaChunk, 1));

  chunk->seed = seed;
  chunk->terms = g_array_sized_new (FALSE, FALSE, sizeof (NystaChunkTerm), FULL_TERMS + 4);
  chunk->rows = g_array_sized_new (FALSE, FALSE, sizeof (NystaLoadRow), FULL_ROWS);
  chunk->packed = g_string_new (NULL);
  chunk->messages = g_ptr_array_new_with_free_func (g_free);
  return chunk;
}

void
nysta_chunk_free (NystaChunk *chunk)
{
  if (chunk == NULL)
    return;
  g_array_unref (chunk->terms);
  g_array_unref (chunk->rows);
  g_ptr_array_unref (chunk->messages);
  g_string_free (chunk->bytes, TRUE);
  g_string_free (chunk->packed, TRUE);
  g_clear_error (&chunk->error);
  g_free (chunk);
}

void
nysta_chunk_empty (NystaChunk *chunk)
{
  if (chunk->bytes->allocated_len > KEPT_BYTES)
    {
      g_string_free (chunk->bytes, TRUE);
      chunk_init (chunk);
    }
  g_string_truncate (chunk->bytes, 0);
  g_array_set_size (chunk->terms, 0);
  g_array_set_size (chunk->rows, 0);
  g_ptr_array_set_size (chunk->messages, 0);
  memset (chunk->recent, 0, sizeof chunk->recent);
}

gboolean
nysta_chunk_is_full (const NystaChunk *chunk)
{
  return chunk->rows->len >= FULL_ROWS || chunk->terms->len >= FULL_TERMS ||
         chunk->bytes->len >= FULL_BYTES;
}

/* --- terms ------------------------------------------------------------------- */

/* An id's bits are no hash: what differs in the highest alone must differ everywhere. */
static guint64
mix (guint64 id)
{
  id ^= id >> 33;
  id *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  id ^= id >> 33;
  id *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return id ^ id >> 33;
}

static gboolean
is_same (const NystaChunk *chunk, const NystaChunkTerm *known, const NystaChunkTerm *term)
{
  if (known->hash != term->hash ||
      nysta_id_tag (known->where) != nysta_id_tag (term->where))
    return FALSE;
  if (nysta_is_fixed_id (term->where))
    return known->where == term->where;
  return known->n_bytes == term->n_bytes &&
         memcmp (chunk->bytes->str + nysta_id_payload (known->where), chunk->packed->str,
                 term->n_bytes) == 0;
}

/* Its bytes, if it has any, stand in @chunk->packed, and would come next. */
static NystaChunkTerm
pack (NystaChunk *chunk, const NystaTerm *term)
{
  NystaChunkTerm packed = { 0 };

  if (term->kind == NYSTA_TERM_NONE ||
      (term->kind == NYSTA_TERM_LITERAL && nysta_id_from_literal (term, &packed.where)))
    {
      packed.hash = mix (packed.where);
      return packed;
    }
  nysta_term_pack (term, chunk->packed);

  const NystaTag tag = nysta_id_dictionary_tag (term);
  packed.where = nysta_id_make (tag, chunk->bytes->len);
  packed.n_bytes = chunk->packed->len;
  packed.hash = nysta_term_pack_hash (tag, chunk->packed->str, packed.n_bytes, chunk->seed);
  return packed;
}

static guint32
number_of (NystaChunk *chunk, const NystaTerm *term)
{
  const NystaChunkTerm packed = pack (chunk, term);
  guint32 *recent = &chunk->recent[packed.hash % NYSTA_CHUNK_RECENT];

  if (*recent != 0 &&
      is_same (chunk, &g_array_index (chunk->terms, NystaChunkTerm, *recent - 1), &packed))
    return *recent - 1;
  if (!nysta_is_fixed_id (packed.where))
    g_string_append_len (chunk->bytes, chunk->packed->str, (gssize) packed.n_bytes);
  g_array_append_val (chunk->terms, packed);
  *recent = chunk->terms->len;
  return chunk->terms->len - 1;
}

void
nysta_chunk_add (NystaChunk *chunk, const NystaStatement *statement)
{
  NystaLoadRow row = { { 0 } };

  row.terms[0] = number_of (chunk, &statement->subject);
  row.terms[1] = number_of (chunk, &statement->predicate);
  row.terms[2] = number_of (chunk, &statement->object);
  row.terms[3] = number_of (chunk, &statement->graph);
  g_array_append_val (chunk->rows, row);
}

/* --- the queue ----------------------------------------------------------------- */

struct NystaChunkQueue
{
  gatomicrefcount ref_count;
  GMutex lock;
  GCond changed;
  GQueue empty;
  GQueue full;
  gboolean is_stopped; /* atomic */
};

NystaChunkQueue *
nysta_chunk_queue_new (guint64 seed)
{
  NystaChunkQueue *queue = g_new0 (NystaChunkQueue, 1);

  g_atomic_ref_count_init (&queue->ref_count);
  g_mutex_init (&queue->lock);
  g_cond_init (&queue->changed);
  for (guint i = 0; i < N_CHUNKS; i++)
    g_queue_push_tail (&queue->empty, nysta_chunk_new (seed));
  return queue;
}

NystaChunkQueue *
nysta_chunk_queue_ref (NystaChunkQueue *queue)
{
  g_atomic_ref_count_inc (&queue->ref_count);
  return queue;
}

void
nysta_chunk_queue_unref (NystaChunkQueue *queue)
{
  if (queue == NULL || !g_atomic_ref_count_dec (&queue->ref_count))
    return;
  g_queue_clear_full (&queue->empty, (GDestroyNotify) nysta_chunk_free);
  g_queue_clear_full (&queue->full, (GDestroyNotify) nysta_chunk_free);
  g_cond_clear (&queue->changed);
  g_mutex_clear (&queue->lock);
  g_free (queue);
}

NystaChunk *
nysta_chunk_queue_take_empty (NystaChunkQueue *queue)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);

  while (!queue->is_stopped && g_queue_is_empty (&queue->empty))
    g_cond_wait (&queue->changed, &queue->lock);
  return queue->is_stopped ? NULL : g_queue_pop_head (&queue->empty);
}

void
nysta_chunk_queue_put (NystaChunkQueue *queue, NystaChunk *chunk)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);

  g_queue_push_tail (&queue->full, chunk);
  g_cond_broadcast (&queue->changed);
}

NystaChunk *
nysta_chunk_queue_take (NystaChunkQueue *queue, guint timeout_ms)
{
  const gint64 until_us = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);

  while (g_queue_is_empty (&queue->full))
    if (!g_cond_wait_until (&queue->changed, &queue->lock, until_us))
      break;
  return g_queue_pop_head (&queue->full);
}

void
nysta_chunk_queue_give_back (NystaChunkQueue *queue, NystaChunk *chunk)
{
  nysta_chunk_empty (chunk);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);
  g_queue_push_tail (&queue->empty, chunk);
  g_cond_broadcast (&queue->changed);
}

void
nysta_chunk_queue_stop (NystaChunkQueue *queue)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&queue->lock);

  g_atomic_int_set (&queue->is_stopped, TRUE);
  g_cond_broadcast (&queue->changed);
}

gboolean
nysta_chunk_queue_is_stopped (const NystaChunkQueue *queue)
{
  return g_atomic_int_get (&queue->is_stopped);
}
