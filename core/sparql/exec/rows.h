/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* rows.h: rows that an operator holds: in the order that they came, or each once. */
#pragma once

#include "sparql/exec/operator.h"

typedef struct
{
  NystaOperator *owner; /* whose memory it is */
  /* Of the owner; NULL: it is charged for all, and the query ends when there is no more. */
  NystaHolding *holding;
  gboolean is_full; /* an addition failed without an error: the holding may not grow */
  guint width;
  NystaTermId *cells;
  gsize n_rows;
  gsize n_room;
} NystaRows;

void nysta_rows_init (NystaRows *rows, NystaOperator *owner, guint width);
/* Empty, and without memory. */
void nysta_rows_clear (NystaRows *rows);
/* Zeroed room for one row more, or NULL with an error. */
NystaTermId *nysta_rows_add (NystaRows *rows);
gboolean nysta_rows_append (NystaRows *rows, const NystaTermId *cells, gsize n_rows);
/* All rows of @op, opened, to its end. */
gboolean nysta_rows_drain (NystaRows *rows, NystaOperator *op);

static inline NystaTermId *
nysta_rows_get (const NystaRows *rows, gsize i)
{
  return rows->cells + i * rows->width;
}

static inline guint64
nysta_id_mix (guint64 hash, NystaTermId id)
{
  hash = (hash ^ id) * 0x9e3779b97f4a7c15ull;
  return hash ^ hash >> 29;
}

guint64 nysta_row_hash (const NystaTermId *row, guint width);
/* Of some of its columns. */
guint64 nysta_row_key_hash (const NystaTermId *row, const guint *columns, guint n);

/* Different rows, numbered as they came. */
typedef struct
{
  NystaRows rows;
  guint64 *slots; /* 32 bits of a row's hash, then its number + 1 */
  gsize n_slots;  /* a power of two */
} NystaRowSet;

void nysta_row_set_init (NystaRowSet *set, NystaOperator *owner, guint width);
void nysta_row_set_clear (NystaRowSet *set);
/* The number of the row equal to @row, which is new or known; -1 with an error, or with
 * set->rows.is_full. */
gint64 nysta_row_set_add (NystaRowSet *set, const NystaTermId *row, gboolean *out_is_new);
/* -1: there is none. */
gint64 nysta_row_set_find (const NystaRowSet *set, const NystaTermId *row);

/* Rows found by some of their columns. */
typedef struct
{
  NystaRows rows;
  guint *keys;
  guint n_keys;
  guint32 *heads; /* number of a row + 1 */
  guint32 *nexts; /* likewise, by row */
  gsize n_heads;
} NystaRowIndex;

/* Copies @keys. */
void nysta_row_index_init (NystaRowIndex *index, NystaOperator *owner, guint width,
                           const guint *keys, guint n_keys);
void nysta_row_index_clear (NystaRowIndex *index);
/* When all rows are in index->rows. FALSE with an error, or with index->rows.is_full. */
gboolean nysta_row_index_build (NystaRowIndex *index);
/* The first row whose keys are those of @row at @columns (of as many); -1: none. */
gint64 nysta_row_index_first (const NystaRowIndex *index, const NystaTermId *row,
                              const guint *columns);
gint64 nysta_row_index_next (const NystaRowIndex *index, gint64 number,
                             const NystaTermId *row, const guint *columns);
