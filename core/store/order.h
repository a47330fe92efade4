/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * order.h: the four sorted copies of all quads, and which pattern reads which.
 *
 *   bound              table   sorted by                 what it yields for the union
 *   –, s, sp, spo      SPOG    subject predicate object  adjacent rows of one triple: one
 *   p, po              POSG    predicate object subject  likewise
 *   o, so              OSPG    object subject predicate  likewise
 *   g, gs, gsp, gspo   GSPO    graph subject predicate object
 *   gp, gpo, go, gso   GSPO of a graph of up to NYSTA_MAX_FILTERED_GRAPH triples, filtered;
 *                      of a larger graph the union's table, filtered by its last field
 *
 * Each pattern is one unbroken stretch of its table. Rows lie in delta-coded blocks
 * (row-block.h), each under its first row as the key.
 */
#pragma once

#include "store/dataset.h"
#include "store/environment.h"
#include "store/row-block.h"

/* Which NystaField stands where in the rows of each order, and "spog", … */
extern const guint8 nysta_order_fields[NYSTA_N_ORDERS][NYSTA_ROW_FIELDS];
extern const char *const nysta_order_names[NYSTA_N_ORDERS];

/* @from_order's row as one of @to_order. */
NystaRow nysta_row_reorder (const NystaRow *row, NystaOrder from_order,
                            NystaOrder to_order);

/* --- reading ---------------------------------------------------------------- */

typedef struct
{
  MDB_cursor *cursor;
  NystaOrder order;
  NystaBlockReader block;
  NystaRow prefix;
  guint n_prefix;
  gboolean has_next; /* @cursor stands at the block after @block already: this one */
  MDB_val next_key;
  MDB_val next_block;
  gboolean at_end;
  gboolean damaged; /* what was read made no sense: rows are missing */
} NystaOrderCursor;

/* Before the first row that begins with the first @n_prefix fields of @prefix. O(log n). */
gboolean nysta_order_cursor_init (NystaOrderCursor *cursor, MDB_txn *txn,
                                  const NystaTables *tables, NystaOrder order,
                                  const NystaRow *prefix, guint n_prefix, GError **error);
/* The same for who returns LMDB's errors: 0, or one. */
int nysta_order_cursor_open (NystaOrderCursor *cursor, MDB_txn *txn,
                             const NystaTables *tables, NystaOrder order,
                             const NystaRow *prefix, guint n_prefix);
/* Up to @max_rows rows, fewer only before the end; 0 at the end. Allocates nothing. */
gsize nysta_order_cursor_read (NystaOrderCursor *cursor, NystaRow *out_rows,
                               gsize max_rows);
/* Forward only: the next row read is the first one left that is not before @row. Cheap if
 * that one is near. */
void nysta_order_cursor_seek (NystaOrderCursor *cursor, const NystaRow *row);
void nysta_order_cursor_clear (NystaOrderCursor *cursor);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NystaOrderCursor, nysta_order_cursor_clear)

/* Stand at the last block whose key is not after @row, or the first one of all: if any block
 * has @row, it is this one. Returns LMDB's code: MDB_NOTFOUND if the table is empty. */
int nysta_order_look_up (MDB_cursor *cursor, const NystaRow *row, MDB_val *out_key,
                         MDB_val *out_block);

/* Rows that begin with the prefix: exact if they lie in few blocks, else a guess. */
guint64 nysta_order_estimate (MDB_txn *txn, const NystaTables *tables, NystaOrder order,
                              const NystaRow *prefix, guint n_prefix);

/* --- writing a new table ---------------------------------------------------- */

/* Rows in sorted order into an empty table: full blocks on full pages. */
typedef struct
{
  MDB_txn *txn;
  MDB_dbi table;
  NystaOrder order;
  NystaBlockBuilder block;
  guint64 n_rows;
  guint64 n_blocks;
  guint64 n_bytes; /* of blocks and keys */
} NystaOrderWriter;

void nysta_order_writer_init (NystaOrderWriter *writer, MDB_txn *txn,
                              const NystaTables *tables, NystaOrder order);
/* 0, or LMDB's error. A row equal to the last one is left out. */
int nysta_order_writer_add (NystaOrderWriter *writer, const NystaRow *row);
int nysta_order_writer_flush (NystaOrderWriter *writer);

/* --- changing a table ------------------------------------------------------- */

typedef struct
{
  NystaRow row;
  gboolean adds; /* else removes */
} NystaRowChange;

/* Put @changes, sorted by row, each row once, into a table; a row to add that is there
 * already, or one to remove that is not, is no change. Blocks that are full are parted, thin
 * ones joined to a neighbour.
 * Returns 0, or LMDB's error; MDB_CORRUPTED if a block makes no sense. */
int nysta_order_change (MDB_txn *txn, const NystaTables *tables, NystaOrder order,
                        const NystaRowChange *changes, gsize n_changes);
