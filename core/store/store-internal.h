/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* store-internal.h: what the files about NystaStore share. */
#pragma once

#include "store/counts.h"
#include "store/store.h"

/* The names inside a store's folder; docs/store.md. */
#define NYSTA_STORE_DESCRIPTION "nysta.store"
#define NYSTA_STORE_LOCK "lock"           /* held by the writer */
#define NYSTA_STORE_READ_ONLY "read-only" /* while it is there, nobody writes */
#define NYSTA_STORE_DATA_PREFIX "graph-"
#define NYSTA_STORE_DATA_SUFFIX ".mdb"

#define NYSTA_STORE_FORMAT 3
/* Has no index of words, which the first writer makes; else it is the same. */
#define NYSTA_STORE_FORMAT_WITHOUT_WORDS 2

struct NystaStore
{
  char *path;
  char *base;
  NystaStoreMode mode;
  int lock_fd; /* -1 unless it writes */
  char *data;  /* the data file's name */
  NystaEnvironment *environment;
  guint64 description_seen[4]; /* device, inode, size, time: to notice another data file */
  gboolean writing;            /* a transaction is open */
};

/* (transfer full): a path inside the folder. */
char *nysta_store_file (const NystaStore *store, const char *name);
/* (transfer full): "graph-00000012.mdb" */
char *nysta_store_data_name (guint number);
/* FALSE if @name is no data file's or its lock's. */
gboolean nysta_store_data_number (const char *name, guint *out_number);

/* The environment as of now: another process may have put a new data file in the old one's
 * place. (transfer none); NULL with @error. */
NystaEnvironment *nysta_store_environment (NystaStore *store, GError **error);

/* Name the data file @data in the description, which makes it the store's. */
gboolean nysta_store_write_description (const char *path, const char *base,
                                        const char *data, GError **error);
/* (transfer full) both outputs. */
gboolean nysta_store_read_description (const char *path, char **out_base, char **out_data,
                                       GError **error);

/* Delete the data files that the description does not name: what a writer that died, or
 * a later data file, left behind. */
void nysta_store_delete_strays (NystaStore *store);

/* (transfer full): everything in @environment as of its last commit. */
NystaDataset *nysta_store_dataset_new (NystaEnvironment *environment, GError **error);
/* Each graph that holds anything; id 0: the unnamed one. FALSE if they cannot be read. */
gboolean nysta_store_dataset_foreach_graph (NystaDataset *dataset, NystaCountFunc func,
                                            gpointer user_data);
