/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * journal.h: which graph lives in which file, as a log of commits. See docs/store.md.
 */
#pragma once

#include "store/graph-file.h"

/* What a journal says after its last complete commit. */
typedef struct
{
  GHashTable *graphs; /* char * ("" for the unnamed graph) -> NystaGraphFile * */
  guint64 n_records;  /* of replacement and removal, dead ones included */
  guint64 n_commits;
  guint64 checksum;       /* chained over everything up to n_bytes */
  guint64 n_bytes;        /* where the last complete commit ends */
  guint64 n_torn_bytes;   /* what follows it: a commit that was never finished */
  guint64 highest_number; /* of any graph file ever named */
} NystaJournal;

void nysta_journal_init (NystaJournal *journal);
void nysta_journal_clear (NystaJournal *journal);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaJournal, nysta_journal_clear)

/* Replay @path into @journal, which was initialised or read before.
 * Errors: NYSTA_IO_ERROR; NYSTA_STORE_ERROR_CORRUPT as `file:line: what`. */
gboolean nysta_journal_read (NystaJournal *journal, const char *path, GError **error);

/* Append a commit of @changes (char * -> NystaGraphFile *, NULL value: removed), synced.
 * On failure @journal is as it was and the file may have a torn tail. */
gboolean nysta_journal_append (NystaJournal *journal, const char *path, GHashTable *changes,
                               GError **error);

/* More than half of the records are of files that later ones replaced. */
gboolean nysta_journal_is_half_dead (const NystaJournal *journal);
/* Write @path anew with one commit that says the same. Read it again afterwards, also
 * after a failure. */
gboolean nysta_journal_rewrite (const NystaJournal *journal, const char *path,
                                GError **error);
