/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * bulk-load.h: RDF files of any size into a store, in bounded memory.
 *
 * One thread reads and parses; this one gives numbers to terms and sorts. Statements are
 * taken in batches that fit the memory; each leaves a sorted run of every order in a
 * temporary file of the store's folder; in the end the runs are merged with what the store
 * has, into a new data file (image.h) or, if they are few beside it, into the old one.
 *
 * Caveats: needs a store opened for writing, without a transaction. Nothing is visible to
 * anybody before the end (or, with @batch_statements, before the end of a batch).
 */
#pragma once

#include "rdf/rdf-reader.h"
#include "store/store.h"

typedef struct NystaLoadProgress NystaLoadProgress;

typedef struct
{
  NystaSyntax syntax;       /* NYSTA_SYNTAX_GUESS: by name and content, each file */
  const char *graph;        /* where all goes, or NULL: where the files say */
  gboolean replace;         /* empty the graphs that are loaded into first */
  gboolean lenient;         /* leave out statements that are no RDF, and count them */
  guint64 memory_bytes;     /* of private memory; 0: NYSTA_LOAD_MEMORY_BYTES */
  guint64 batch_statements; /* commit after so many; 0: once, at the end */
  guint64 run_statements;   /* for tests: sort away after so many; 0: as the memory says */
  /* Called now and then, and at each commit; FALSE ends the load, keeping what was
   * committed. May be NULL. */
  gboolean (*progress) (const NystaLoadProgress *progress, gpointer user_data);
  /* Told of what was left out, as `file:line:column: what`, the first hundred times. */
  void (*skipped) (const char *message, gpointer user_data);
  gpointer user_data;
} NystaLoadOptions;
#define NYSTA_LOAD_OPTIONS_INIT                                                            \
  {                                                                                        \
    0                                                                                      \
  }

typedef enum
{
  NYSTA_LOAD_READING,
  NYSTA_LOAD_SORTING,
  NYSTA_LOAD_WRITING
} NystaLoadPhase;

struct NystaLoadProgress
{
  NystaLoadPhase phase;
  const char *file;     /* being read */
  guint64 n_bytes_read; /* of all files, as they lie on disk */
  guint64 n_bytes;      /* of all files; 0: unknown */
  guint64 n_statements; /* read */
  guint64 n_skipped;    /* left out as no RDF */
  guint64 n_to_write;   /* rows of all orders, and terms; 0: unknown */
  guint64 n_written;    /* of these */
  guint64 n_added;      /* quads that the store did not have; once written */
  guint64 n_removed;    /* and those that it has no longer; likewise */
  guint64 n_committed;  /* statements read that are committed */
  guint n_graphs;       /* loaded into; once written */
  guint n_commits;      /* that had statements */
};

/* @paths: NULL-ended; "-" is standard input. Fills @out_result also on failure, with what
 * was done.
 * Errors: NYSTA_IO_ERROR (_CLOSED: @options->progress said so); NYSTA_RDF_ERROR_SYNTAX as
 * `file:line:column: what`; NYSTA_STORE_ERROR_FULL. */
gboolean nysta_store_load (NystaStore *store, char *const *paths,
                           const NystaLoadOptions *options, NystaLoadProgress *out_result,
                           GError **error);
