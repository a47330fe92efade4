/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * batch.h: as many statements as the memory holds: their distinct terms, numbered as they
 * first came, and rows of such numbers.
 *
 * Sequence: take chunks while there is room; find out the terms' ids (resolve.h);
 * nysta_load_batch_rank(); nysta_load_batch_sort() and read, order by order.
 */
#pragma once

#include "store/load/area.h"
#include "store/load/chunk.h"
#include "store/row-block.h"

typedef struct
{
  guint64 hash;
  NystaTermId where; /* as in a chunk, in the arena; there 4 bytes of length come first */
} NystaLoadTerm;

typedef struct
{
  guint64 max_bytes;
  NystaArea areas[6];
  /* In use as far as the numbers say. */
  char *arena;
  NystaLoadTerm *terms;
  guint64 *slots;          /* the high half of a term's hash and its number + 1; 0: free */
  NystaTermId *ids;        /* of terms, by number; once ranked, by rank */
  NystaLoadRow *rows;      /* numbers; once ranked, ranks */
  NystaLoadRow *spares[2]; /* of rows, while they are sorted; else for other things. The
                              second is where terms were: NULL while they are needed */
  gsize n_arena_bytes;
  gsize n_terms;
  gsize n_slots; /* a power of two */
  gsize n_rows;
  /* Once ids are known, a term with bytes is a new one; those of a tag have this id and
   * the following ones, in the order of their numbers. */
  guint64 first_payloads[NYSTA_N_DICTIONARY_TAGS];
  gboolean is_ranked;
  gboolean is_sorted;
  NystaOrder order; /* what rows are sorted by */
  GThread *sorter;  /* at work on the next order, or NULL; it leaves @rows alone */
  NystaOrder sorter_order;
} NystaLoadBatch;

/* @max_bytes: of memory, sorting included. Errors: NYSTA_IO_ERROR. */
NystaLoadBatch *nysta_load_batch_new (guint64 max_bytes, GError **error);
void nysta_load_batch_free (NystaLoadBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaLoadBatch, nysta_load_batch_free)

/* How much memory it takes at most, until it is emptied. */
guint64 nysta_load_batch_bytes (const NystaLoadBatch *batch);
/* Room for @chunk too. An empty batch has it, unless the chunk is beyond all measure. */
gboolean nysta_load_batch_has_room (const NystaLoadBatch *batch, const NystaChunk *chunk);
/* Take @n_rows rows of @chunk from @first_row on, and the terms that they name. */
void nysta_load_batch_take (NystaLoadBatch *batch, const NystaChunk *chunk, gsize first_row,
                            gsize n_rows);
void nysta_load_batch_empty (NystaLoadBatch *batch);

/* The bytes of term @number, which has some. */
const char *nysta_load_batch_term_bytes (const NystaLoadBatch *batch, gsize number,
                                         gsize *out_n_bytes);

/* No more terms will come: gives back what finds them. */
void nysta_load_batch_close (NystaLoadBatch *batch);
/* Two arrays of @n_pairs, until rows are sorted or anything else is borrowed. Not while they
 * are sorted ahead. */
void nysta_load_batch_borrow_pairs (NystaLoadBatch *batch, gsize n_pairs,
                                    NystaSortPair **out_pairs, NystaSortPair **out_spare);
/* (array length=@out_n_pairs): the new terms by hash (its lowest byte 0), those of one hash
 * by id: with their ids as values, or (@numbers) their numbers. Borrowed. */
NystaSortPair *nysta_load_batch_new_hashes (NystaLoadBatch *batch, gboolean numbers,
                                            gsize *out_n_pairs);
/* From numbers to ranks in the order of ids: then rows sort as their ids do. */
void nysta_load_batch_rank (NystaLoadBatch *batch);

/* The sequence in which it costs least to sort by all orders: each is one field's sort away
 * from the one before. */
extern const NystaOrder nysta_load_batch_sequence[4];
/* Terms' bytes are not wanted any longer: rows may take their place. Needed before rows are
 * sorted ahead while they are read. */
void nysta_load_batch_forget_terms (NystaLoadBatch *batch);
/* Begin to sort by the next order of the sequence (or @order, if that is the first) while
 * @batch is read. */
void nysta_load_batch_sort_ahead (NystaLoadBatch *batch, NystaOrder order);
/* @order: the next one of the sequence, or the first. */
void nysta_load_batch_sort (NystaLoadBatch *batch, NystaOrder order);
/* Fill @out_rows with up to @max_rows rows from @first on, as rows of the order that the
 * batch is sorted by; doubles included. */
gsize nysta_load_batch_read (const NystaLoadBatch *batch, gsize first, NystaRow *out_rows,
                             gsize max_rows);
