/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * text-index.h: which strings of the dictionary have which words (fold.h).
 *
 * The table has an entry (text-block.h) of each word and plain or language-tagged string that
 * has it. Strings that cannot be told by their words (longer than NYSTA_MAX_INDEXED_BYTES,
 * with a word longer than NYSTA_WORD_BYTES, or with characters that are not known) have one
 * entry instead, of the empty word: whoever searches must look at them.
 *
 * Like the dictionary, it keeps what nothing uses any longer until the store is compacted.
 *
 * Caveats: a store that an earlier nysta made has no such table before it is written to
 * (NystaTables.has_words).
 */
#pragma once

#include "store/environment.h"

/* --- writing ------------------------------------------------------------------------ */

/* Gathers entries in memory. */
typedef struct NystaTextWriter NystaTextWriter;

NystaTextWriter *nysta_text_writer_new (void);
void nysta_text_writer_free (NystaTextWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaTextWriter, nysta_text_writer_free)

/* A term of the dictionary, as it is packed there; one that is no string is left out. */
void nysta_text_writer_add (NystaTextWriter *writer, NystaTermId id, const char *packed,
                            gsize n_bytes);
/* Of memory. */
gsize nysta_text_writer_bytes (const NystaTextWriter *writer);
/* So much is worth writing now. */
#define NYSTA_TEXT_WRITER_BYTES ((gsize) 48 << 20)
/* Put what was gathered into the table. Returns 0, or LMDB's error. */
int nysta_text_writer_flush (NystaTextWriter *writer, MDB_txn *txn,
                             const NystaTables *tables);

/* All strings of the dictionary in @txn and @tables, into the table in @to. */
int nysta_text_writer_add_all (NystaTextWriter *writer, MDB_txn *txn,
                               const NystaTables *tables, MDB_txn *to,
                               const NystaTables *to_tables);

/* Each entry of one term, @word not ended by a NUL. */
typedef void (*NystaTextEntryFunc) (const char *word, gsize n_word, NystaTermId id,
                                    gpointer user_data);
void nysta_text_foreach_word (NystaTermId id, const char *packed, gsize n_bytes,
                              GString *buffer, NystaTextEntryFunc func, gpointer user_data);

/* Make the table of a store that has none, in a transaction of its own. */
gboolean nysta_text_index_build (NystaEnvironment *environment, GError **error);
