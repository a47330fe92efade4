/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * store.h: a graph store on disk: a folder that holds named graphs.
 *
 * Caveats: one writer at a time (a lock says so), any number of readers; a reader sees
 * the last commit. What a commit returned TRUE for is on the disk.
 */
#pragma once

#include "rdf/graph.h"
#include "store/dataset.h"

#define NYSTA_DEFAULT_BASE "urn:nysta:"

typedef struct NystaStore NystaStore;
typedef struct NystaTransaction NystaTransaction;

typedef enum
{
  NYSTA_STORE_READ,  /* must exist */
  NYSTA_STORE_WRITE, /* must exist; takes the writer's lock */
  NYSTA_STORE_CREATE /* made if missing; takes the writer's lock */
} NystaStoreMode;

/* @base: for a store that is made, its base IRI (NULL: NYSTA_DEFAULT_BASE); for one that
 * exists NULL, or the one it has.
 * Errors: NYSTA_STORE_ERROR_NOT_FOUND, _NOT_A_STORE, _BUSY (another writer), _VERSION
 * (a later format), _CORRUPT, _BASE (another base); NYSTA_IO_ERROR. */
NystaStore *nysta_store_open (const char *path, NystaStoreMode mode, const char *base,
                              GError **error);
void nysta_store_close (NystaStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaStore, nysta_store_close)

const char *nysta_store_path (const NystaStore *store);
const char *nysta_store_base (const NystaStore *store);

/* Names of all named graphs, sorted; an empty string stands first if the unnamed graph
 * holds anything. (transfer full) */
GStrv nysta_store_graphs (NystaStore *store);
gboolean nysta_store_has_graph (NystaStore *store, const char *graph);
/* Statements in one graph as of the last commit (NULL: the unnamed one), one subject's
 * together. */
gboolean nysta_store_foreach (NystaStore *store, const char *graph, NystaStatementFunc func,
                              gpointer user_data, GError **error);

typedef struct
{
  guint64 n_statements; /* quads */
  guint64 n_triples;    /* distinct ones of the union */
  guint64 n_graphs;
  guint64 n_terms;          /* in the dictionary, used or not */
  guint64 n_bytes;          /* on disk */
  guint64 n_free_bytes;     /* of these: will be used before the file grows */
  guint64 n_order_bytes[4]; /* tables of rows: spog, posg, ospg, gspo */
  guint64 n_term_bytes;     /* terms themselves */
  guint64 n_hash_bytes;     /* what finds them */
  guint64 n_word_bytes;     /* what finds strings by their words */
} NystaStoreStats;
gboolean nysta_store_stats (NystaStore *store, NystaStoreStats *out_stats, GError **error);

/* (transfer full): everything, as of the last commit. */
NystaDataset *nysta_store_snapshot (NystaStore *store, GError **error);

/* --- writing: all of a transaction, or nothing ------------------------------ */

/* (transfer full): one at a time. What it writes is seen by nobody before the commit. */
NystaTransaction *nysta_store_begin (NystaStore *store, GError **error);
/* Put @graph in the place of the graph of that name. Here and below: the statements are
 * copied. Errors: NYSTA_RDF_ERROR_SYNTAX if a term is not UTF-8. */
gboolean nysta_transaction_replace (NystaTransaction *transaction, NystaGraph *graph,
                                    GError **error);
/* Add to what the graph of that name holds. */
gboolean nysta_transaction_add (NystaTransaction *transaction, NystaGraph *graph,
                                GError **error);
/* Take away from what the graph of that name holds; what it doesn't hold is no error. */
gboolean nysta_transaction_remove_statements (NystaTransaction *transaction,
                                              NystaGraph *graph, GError **error);
/* A whole graph (NULL: the unnamed one). */
gboolean nysta_transaction_remove (NystaTransaction *transaction, const char *graph,
                                   GError **error);
/* Errors leave the store at the last commit. */
gboolean nysta_transaction_commit (NystaTransaction *transaction, GError **error);
/* Without a commit: rolls back. */
void nysta_transaction_free (NystaTransaction *transaction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaTransaction, nysta_transaction_free)

/* --- a store as a whole ----------------------------------------------------- */

/* Copy the last commit to @path, a folder that does not exist, while others read and write.
 * The copy has no free space. */
gboolean nysta_store_backup (NystaStore *store, const char *path, GError **error);

/* Write everything anew, without the terms that nothing uses, without free space, counts
 * and guesses fresh. Needs the room for both; readers keep what they have. The store is open
 * for writing, without a transaction. */
gboolean nysta_store_compact (NystaStore *store, GError **error);

/* Read everything and check it: blocks whole and sorted, all orders the same quads, every
 * id a term, every term found by its hash, counts right. @func is called with each thing
 * that is wrong; its number is returned; -1 with @error if the check itself failed. */
typedef void (*NystaFaultFunc) (const char *what, gpointer user_data);
gint64 nysta_store_verify (NystaStore *store, NystaFaultFunc func, gpointer user_data,
                           GError **error);

/* (transfer full): where the image for the next data file is to be written. */
char *nysta_store_next_data_path (NystaStore *store);
/* Put the finished image @path into the place of the data file that the store has, which is
 * deleted; who still reads the old one keeps it. The store is open for writing, without a
 * transaction. On failure the store has the one that it had. */
gboolean nysta_store_adopt_image (NystaStore *store, const char *path, GError **error);
