/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * environment.h: one LMDB file and its tables. The only place that opens LMDB.
 *
 * Caveats: LMDB must not be opened twice in a process, so environments are shared: open the
 * same file again and get the same one. A reading transaction may be used by any one thread
 * at a time; a writing one by the thread that began it. Not to be used after a fork.
 */
#pragma once

#include <lmdb.h>

#include "store/term-id.h"

#define NYSTA_N_ORDERS 4

typedef struct
{
  MDB_dbi orders[NYSTA_N_ORDERS];         /* order.h: NystaOrder -> key row, block */
  MDB_dbi terms[NYSTA_N_DICTIONARY_TAGS]; /* dictionary.h; [NYSTA_TAG_NONE] unused */
  MDB_dbi long_terms;                     /* dictionary.h: id -> bytes */
  MDB_dbi hashes;                         /* hash-block.h: hash and id, block */
  MDB_dbi counts;                         /* counts.h */
  MDB_dbi meta;                           /* name -> value: "seed", … */
  MDB_dbi words;                          /* text-block.h: word and id, block */
  gboolean has_words;                     /* @words is there and has all strings */
} NystaTables;

typedef struct NystaEnvironment NystaEnvironment;

typedef enum
{
  NYSTA_ENVIRONMENT_EXISTING, /* must exist; opened for reading only if it must be */
  NYSTA_ENVIRONMENT_CREATE,   /* made with its tables; must not exist */
  NYSTA_ENVIRONMENT_BUILD     /* likewise, and not synced before nysta_environment_sync() */
} NystaEnvironmentMode;

/* (transfer full): @path is the data file; LMDB's lock file stands beside it.
 * Errors: NYSTA_IO_ERROR, NYSTA_STORE_ERROR_CORRUPT. */
NystaEnvironment *nysta_environment_open (const char *path, NystaEnvironmentMode mode,
                                          GError **error);
NystaEnvironment *nysta_environment_ref (NystaEnvironment *environment);
void nysta_environment_unref (NystaEnvironment *environment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaEnvironment, nysta_environment_unref)

const char *nysta_environment_path (const NystaEnvironment *environment);
const NystaTables *nysta_environment_tables (const NystaEnvironment *environment);
/* Random, made with the file: what terms are hashed with. */
guint64 nysta_environment_seed (const NystaEnvironment *environment);

/* Make the table of words anew within @txn, which writes, to be filled there; it counts as
 * whole when nysta_environment_has_words() was called after the commit. */
int nysta_environment_make_words (NystaEnvironment *environment, MDB_txn *txn);
void nysta_environment_has_words (NystaEnvironment *environment);
/* Whether it was whole, and folded as today, when @txn began. */
gboolean nysta_tables_have_words (MDB_txn *txn, const NystaTables *tables);

/* The parts of these that are of the tables alone. */
int nysta_tables_open_words (NystaTables *tables, MDB_txn *txn, gboolean creates);
int nysta_tables_make_words (NystaTables *tables, MDB_txn *txn);

/* For an image (image.h) of a store that has its hashes already. */
gboolean nysta_environment_set_seed (NystaEnvironment *environment, MDB_txn *txn,
                                     guint64 seed);

/* End with nysta_environment_abort() or, one that writes, nysta_environment_commit(): the
 * environment counts them. */
MDB_txn *nysta_environment_begin (NystaEnvironment *environment, gboolean writes,
                                  GError **error);
void nysta_environment_abort (NystaEnvironment *environment, MDB_txn *txn);
/* @txn is gone afterwards, also on failure: then the file is as it was before it. */
gboolean nysta_environment_commit (NystaEnvironment *environment, MDB_txn *txn,
                                   GError **error);
/* The same; returns 0 or LMDB's error. */
int nysta_environment_try_commit (NystaEnvironment *environment, MDB_txn *txn);
/* After MDB_MAP_FULL, with no transaction open: room for at least @n_bytes more. Then do
 * the transaction again. */
gboolean nysta_environment_grow (NystaEnvironment *environment, guint64 n_bytes,
                                 GError **error);
/* How many bytes of the file the last commit needs, and how many more are free in it. */
gboolean nysta_environment_sizes (NystaEnvironment *environment, guint64 *out_used_bytes,
                                  guint64 *out_free_bytes, GError **error);
gboolean nysta_environment_sync (NystaEnvironment *environment, GError **error);
/* The last commit, without free pages, as a new file @path. */
gboolean nysta_environment_copy (NystaEnvironment *environment, const char *path,
                                 GError **error);

/* An error of LMDB's: NYSTA_STORE_ERROR_FULL for MDB_MAP_FULL (grow, and try again), others
 * as nysta_io_set_error() or NYSTA_STORE_ERROR_CORRUPT. Returns FALSE. */
gboolean nysta_lmdb_set_error (GError **error, int code, const char *doing,
                               const char *path);
