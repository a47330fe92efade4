/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update-store.h: an update request in one transaction of a store. */
#pragma once

#include "sparql/update.h"

/* Do what the request @text says in the store @path, which is made if it is missing and the
 * request goes well: all of it, or with @error nothing. Fills in what @options leaves open
 * about the store. Errors: as nysta_sparql_update(), nysta_store_open() and
 * nysta_transaction_commit(). */
gboolean nysta_update_store (const char *path, const char *text,
                             NystaUpdateOptions *options, NystaUpdateCounts *out_counts,
                             GError **error);
