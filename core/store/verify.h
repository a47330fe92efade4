/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* verify.h: whether what lies in a data file makes sense: all of nysta_store_verify() but
 * what concerns the folder. */
#pragma once

#include "store/environment.h"
#include "store/store.h"

/* Read all of what @txn sees and call @func with what is wrong: of each kind the first few.
 * Blocks are whole and sorted; all orders hold the same quads; every id is a term that may
 * stand there; every term reads, is found by its hash and has one entry there; counts are
 * right. Returns how many faults there are. */
guint64 nysta_verify_tables (MDB_txn *txn, const NystaTables *tables, guint64 seed,
                             NystaFaultFunc func, gpointer user_data);
