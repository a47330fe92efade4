/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * write.h: what was read, into the store: in place, if it changes little, else as a new
 * data file.
 */
#pragma once

#include "store/load/merge.h"
#include "store/store-internal.h"

typedef struct
{
  NystaStore *store;
  NystaLoadBatch *batch;   /* the last one: closed and ranked */
  const GArray *runs;      /* of NystaLoadRun: the earlier ones */
  const NystaSpill *spill; /* mapped; NULL if there are no runs */
  const GArray *emptied;   /* of NystaTermId, sorted: graphs that lose what they have */
  guint64 memory_bytes;    /* of which the batch has its share */
  /* Called now and then; FALSE with @error ends it. */
  gboolean (*tick) (gpointer tick_data, GError **error);
  gpointer tick_data;
  guint64 n_to_write; /* rows and terms, once known */
  guint64 n_written;
  guint64 n_added;   /* rows that the store did not have */
  guint64 n_removed; /* and those that it has no longer */
} NystaLoadWriter;

/* On failure the store is as it was. */
gboolean nysta_load_write (NystaLoadWriter *writer, GError **error);

/* --- parts of it ----------------------------------------------------------------- */

/* (transfer full): all that was read, sorted by @order, and (@txn not NULL) what the store
 * has. */
NystaMerge *nysta_load_merge (NystaLoadWriter *writer, NystaOrder order, MDB_txn *txn,
                              GError **error);
gboolean nysta_load_is_emptied (const NystaLoadWriter *writer, NystaTermId graph);

/* Each new term, in the order in which they got their ids. */
typedef gboolean (*NystaNewTermFunc) (NystaTermId id, const char *bytes, gsize n_bytes,
                                      gpointer user_data, GError **error);
gboolean nysta_load_foreach_new_term (NystaLoadWriter *writer, NystaNewTermFunc func,
                                      gpointer user_data, GError **error);

gboolean nysta_load_write_image (NystaLoadWriter *writer, GError **error);
