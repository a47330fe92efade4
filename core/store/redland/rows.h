/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * rows.h: what matches a pattern in a snapshot as pending changes would have it.
 *
 * Caveats: what is pending counts as of nysta_rows_new(); it may change afterwards.
 */
#pragma once

#include "store/dataset.h"
#include "store/redland/pending.h"

typedef enum
{
  NYSTA_ROWS_UNION, /* each triple once, whatever graphs it is in */
  NYSTA_ROWS_QUADS, /* each in each graph, the unnamed one too */
  NYSTA_ROWS_GRAPH  /* of the pattern's graph; NYSTA_TERM_NONE: the unnamed one */
} NystaRowsScope;

typedef struct NystaRows NystaRows;

/* @pattern: NYSTA_TERM_NONE as a subject, predicate or object matches any. Opening costs
 * O(log n), and what is pending and matches. (transfer full) */
NystaRows *nysta_rows_new (NystaDataset *dataset, NystaPending *pending,
                           const NystaStatement *pattern, NystaRowsScope scope);
void nysta_rows_free (NystaRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaRows, nysta_rows_free)

/* To the next row, at first the first one; FALSE after the last. */
gboolean nysta_rows_next (NystaRows *rows);
/* The term's id in this row; the same id is the same term, 0 is any. */
NystaTermId nysta_rows_id (const NystaRows *rows, NystaField field);
/* NYSTA_TERM_NONE as the graph: the unnamed one, or none (NYSTA_ROWS_UNION). @out_term is
 * valid until the same field is read again. FALSE if the store is damaged. */
gboolean nysta_rows_term (NystaRows *rows, NystaField field, NystaTerm *out_term);
/* How many rows pending changes add to those of the snapshot, less those they remove. */
gint64 nysta_rows_n_pending (const NystaRows *rows);
/* At the end: FALSE with @error if the store is damaged and rows are missing. */
gboolean nysta_rows_check (NystaRows *rows, GError **error);
