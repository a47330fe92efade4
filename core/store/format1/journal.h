/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * journal.h: the first format's log of commits: which graph lives in which file. Only read,
 * by nysta_store_migrate().
 *
 * Text, a record a line:
 *
 *   replace <file:///press/1.txt> 00000012.nq 431 58211 9c3a51f2b0d7e846
 *   replace - 00000013.nq 2 97 03ff1be2a4c59d70
 *   remove <file:///press/0.txt>
 *   commit 7 51b0c77d2e9f6a13
 *
 * `replace GRAPH FILE STATEMENTS BYTES CHECKSUM`; `-` is the unnamed graph. `commit N
 * CHECKSUM`, N from 1, makes all records since the one before true; its checksum (FNV-1a)
 * runs from the journal's first byte up to that line. What follows the last commit was cut
 * off and counts for nothing.
 */
#pragma once

#include "store/format1/graph-file.h"

typedef struct
{
  GHashTable *graphs; /* char * ("" for the unnamed graph) -> NystaFormat1File * */
  guint64 n_commits;
  guint64 checksum;
} NystaFormat1Journal;

/* Replay @path into @out_journal, to be cleared.
 * Errors: NYSTA_IO_ERROR; NYSTA_STORE_ERROR_CORRUPT as `file:line: what`. */
gboolean nysta_format1_journal_read (const char *path, NystaFormat1Journal *out_journal,
                                     GError **error);
void nysta_format1_journal_clear (NystaFormat1Journal *journal);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaFormat1Journal, nysta_format1_journal_clear)
