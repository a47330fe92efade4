/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* blocks.h: which names are looked at together (appearance.h). */
#pragma once

#include "plugin/findings.h"

/* "person", "organisation" or "project"; NULL: of roles nothing is decided. */
const char *nysta_block_kind (NystaEntityKind kind);
/* Of "person anna berg" the kind; FALSE if it is none. @out_name borrows. */
gboolean nysta_block_parse (const char *block, NystaEntityKind *out_kind,
                            const char **out_name);
/* (transfer full): "person anna berg" */
char *nysta_block_new (NystaEntityKind kind, const char *name_key);

/* Whether @form, a name, has an acronym's shape: `NDR`, `eSam`. */
gboolean nysta_block_is_acronym (const char *form);
/* (transfer full): "exempelbolaget" of "exempelbolaget ab"; NULL if @key has no legal form. */
char *nysta_block_bare_name (const char *key);

/* (transfer container): the keys of @table, which are strings, sorted: an order that only
 * they decide. */
GPtrArray *nysta_sorted_keys (GHashTable *table);
/* (transfer container): the same elements, which it does not own. */
GPtrArray *nysta_borrowed_copy (const GPtrArray *array);
