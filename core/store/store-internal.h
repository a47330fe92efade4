/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* store-internal.h: what store.c and transaction.c share. */
#pragma once

#include "store/journal.h"
#include "store/store.h"

/* The names inside a store's folder. */
#define NYSTA_STORE_DESCRIPTION "nysta.store"
#define NYSTA_STORE_JOURNAL "journal"
#define NYSTA_STORE_GRAPHS "graphs"
#define NYSTA_STORE_LOCK "lock"       /* held by the writer */
#define NYSTA_STORE_READERS "readers" /* shared by who reads, held by who deletes */

struct NystaStore
{
  char *path;
  char *base;
  NystaStoreMode mode;
  int lock_fd; /* -1 unless it writes */
  NystaJournal journal;
  guint64 journal_seen[4]; /* device, inode, size, time: to notice other's commits */
  guint64 next_number;
  GArray *dead;     /* guint64: graph files that no commit names any longer */
  gboolean torn;    /* a commit failed: shorten the journal before the next */
  gboolean writing; /* a transaction is open */
};

/* (transfer full) */
char *nysta_store_file (const NystaStore *store, const char *name);
char *nysta_store_graph_path (const NystaStore *store, guint64 number);

/* Lock @path/@name. -1: with @error for other reasons than somebody else's lock, without
 * one for that. */
int nysta_store_lock_file (const char *path, const char *name, int operation,
                           GError **error);

/* Make the folder's files for a new store. */
gboolean nysta_store_create_files (const char *path, const char *base, GError **error);
/* (transfer full): the base IRI of the store at @path; NULL with @error. */
char *nysta_store_read_description (const char *path, GError **error);

/* Cut off what a commit that failed left at the journal's end. */
gboolean nysta_store_mend_journal (NystaStore *store, GError **error);
/* Delete the dead graph files unless somebody reads; then it is done next time. */
void nysta_store_delete_dead (NystaStore *store);
