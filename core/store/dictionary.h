/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * dictionary.h: terms and their ids, within one transaction.
 *
 * A table a tag holds the terms' bytes, sixteen in a block under payload / 16, each told by
 * what it shares with one of those before it in the block; new terms come at the end only.
 * One longer than NYSTA_LONG_TERM_BYTES, or that its block has no room for (term-block.h),
 * has its bytes under its id in a table of long terms. The table of hashes
 * (hash-block.h) has 7 bytes of each term's hash and its id; terms whose hash is equal are
 * told apart by their bytes. Nothing is ever removed: compacting makes a new dictionary of
 * what is used.
 *
 * Caveats: two spellings of a language tag that differ in case only are one term, with the
 * spelling that came first.
 */
#pragma once

#include "store/environment.h"
#include "store/hash-block.h"

#define NYSTA_LONG_TERM_BYTES 448
#define NYSTA_TERMS_PER_BLOCK 16

/* A dictionary term's bytes as they are kept: an IRI, a blank node's label or a plain string
 * as it is; a language tag or datatype, a NUL, and the lexical form. */
void nysta_term_pack (const NystaTerm *term, GString *out_bytes);
/* @out_term borrows @bytes, which are followed by a NUL that isn't counted. FALSE if they
 * are no term's. */
gboolean nysta_term_unpack (NystaTag tag, const char *bytes, gsize n_bytes,
                            NystaTerm *out_term);
/* XXH3 (64 bits) of tag and bytes; a language tag's case does not count. */
guint64 nysta_term_pack_hash (NystaTag tag, const char *bytes, gsize n_bytes, guint64 seed);
/* Whether two terms of @tag are one: equal bytes, but for a language tag's case. */
gboolean nysta_term_pack_equal (NystaTag tag, const char *a, gsize n_a, const char *b,
                                gsize n_b);

typedef struct NystaDictionary NystaDictionary;

/* To be used while @txn lives; it may be freed later. A dictionary of a reading transaction
 * only reads, and of one that writes there is one at a time. After an error nothing but
 * nysta_dictionary_free() makes sense, and the transaction is to be aborted. */
NystaDictionary *nysta_dictionary_new (MDB_txn *txn, const NystaTables *tables,
                                       guint64 seed);
void nysta_dictionary_free (NystaDictionary *dictionary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaDictionary, nysta_dictionary_free)

/* Remember where blocks lie and what is in them: for a reading transaction only. */
void nysta_dictionary_keep_blocks (NystaDictionary *dictionary);

/* Inline ids too. 0 if the dictionary has no such term. */
NystaTermId nysta_dictionary_find (NystaDictionary *dictionary, const NystaTerm *term);
/* Likewise for a term's packed bytes and hash. */
NystaTermId nysta_dictionary_find_packed (NystaDictionary *dictionary, NystaTag tag,
                                          const char *bytes, gsize n_bytes, guint64 hash);
/* The id of @term, which is added if it is new. Returns 0, or LMDB's error. */
int nysta_dictionary_add (NystaDictionary *dictionary, const NystaTerm *term,
                          NystaTermId *out_id);
/* Likewise for a term's packed bytes and hash. */
int nysta_dictionary_add_packed (NystaDictionary *dictionary, NystaTag tag,
                                 const char *bytes, gsize n_bytes, guint64 hash,
                                 NystaTermId *out_id);
/* Write what was added; before the transaction is committed. */
int nysta_dictionary_flush (NystaDictionary *dictionary);

/* The term of @id, inline ones too; @out_term borrows @buffer, which is overwritten.
 * FALSE if there is none, or its bytes make no sense. */
gboolean nysta_dictionary_read (NystaDictionary *dictionary, NystaTermId id,
                                GString *buffer, NystaTerm *out_term);
/* The packed bytes of a dictionary id; a NUL follows them. */
gboolean nysta_dictionary_read_packed (NystaDictionary *dictionary, NystaTermId id,
                                       GString *out_bytes);

/* How many terms there are of @tag: payloads 0 to this less one are used. */
guint64 nysta_dictionary_n_terms (NystaDictionary *dictionary, NystaTag tag);

/* --- for who writes a whole new dictionary ---------------------------------- */

/* Add the next term of @tag, known to be new, without its hash and its words. */
int nysta_dictionary_append (NystaDictionary *dictionary, NystaTag tag, const char *bytes,
                             gsize n_bytes, NystaTermId *out_id);
/* Append an entry to the table of hashes: sorted by hash, then id. */
int nysta_dictionary_append_hash (NystaDictionary *dictionary, guint64 hash,
                                  NystaTermId id);

typedef struct
{
  MDB_cursor *cursor;
  NystaHashBlock block;
  guint index;
  gboolean damaged; /* what was read made no sense: entries are missing */
} NystaHashCursor;
/* All entries of the table of hashes, sorted; the hash's lowest byte, which is not kept,
 * is 0. Returns FALSE at the end. */
int nysta_hash_cursor_init (NystaHashCursor *cursor, MDB_txn *txn,
                            const NystaTables *tables);
gboolean nysta_hash_cursor_next (NystaHashCursor *cursor, guint64 *out_hash,
                                 NystaTermId *out_id);
void nysta_hash_cursor_clear (NystaHashCursor *cursor);
