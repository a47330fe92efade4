/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * term-table.h: terms numbered from 1 in the order in which they came.
 *
 * Caveats: terms that it returns live, unmoved, as long as the table.
 */
#pragma once

#include "rdf/term.h"

typedef struct NystaTermTable NystaTermTable;

NystaTermTable *nysta_term_table_new (void);
void nysta_term_table_free (NystaTermTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaTermTable, nysta_term_table_free)

/* The number of @term, which is copied if it is new. */
guint32 nysta_term_table_add (NystaTermTable *table, const NystaTerm *term);
/* 0 if it was never added. */
guint32 nysta_term_table_find (NystaTermTable *table, const NystaTerm *term);
/* How many terms there are: the highest number. */
guint32 nysta_term_table_size (const NystaTermTable *table);
/* Of memory, or nearly. */
gsize nysta_term_table_bytes (const NystaTermTable *table);
/* (nullable): NULL if no term has the number @id. */
const NystaTerm *nysta_term_table_get (const NystaTermTable *table, guint64 id);
