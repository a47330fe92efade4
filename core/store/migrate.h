/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* migrate.h: a store of an earlier format made into one of today's. */
#pragma once

#include "store/store.h"

typedef struct
{
  guint from; /* format; 0: it was today's already */
  guint64 n_statements;
  guint64 n_graphs;
} NystaMigration;

/* Of the first format: write the store at @path anew beside its old files, then put the new one in their place
 * by one rename, then delete them. Until that rename the old store stays as it is, so that
 * what was cut off is done again; after it, the rest is. Needs the room for both.
 * Of the second: add its index of words, in one transaction.
 * Errors: those of nysta_store_open(); NYSTA_IO_ERROR. */
gboolean nysta_store_migrate (const char *path, NystaMigration *out_migration,
                              GError **error);
