/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * counts.h: how much there is of what, kept in the transaction that changes it. All are
 * exact.
 */
#pragma once

#include "store/order.h"

/* On disk: never renumber. */
typedef enum
{
  NYSTA_COUNT_QUADS = 1,              /* id 0 */
  NYSTA_COUNT_TRIPLES = 2,            /* id 0: distinct triples of the union */
  NYSTA_COUNT_PREDICATE_TRIPLES = 3,  /* by predicate: distinct triples of the union */
  NYSTA_COUNT_CLASS_INSTANCES = 4,    /* by class: distinct triples ?s rdf:type class */
  NYSTA_COUNT_GRAPH_TRIPLES = 5,      /* by graph; 0: the unnamed one */
  NYSTA_COUNT_PREDICATE_SUBJECTS = 6, /* by predicate: distinct subjects */
  NYSTA_COUNT_PREDICATE_OBJECTS = 7,  /* by predicate: distinct objects */
  NYSTA_COUNT_SUBJECTS = 8,           /* id 0: distinct ones */
  NYSTA_COUNT_OBJECTS = 9             /* id 0: distinct ones */
} NystaCountKind;

/* 0 if there is none. */
guint64 nysta_counts_get (MDB_txn *txn, const NystaTables *tables, NystaCountKind kind,
                          NystaTermId id);
/* A count that falls to 0 is removed. Returns 0, or LMDB's error; MDB_CORRUPTED if it would
 * fall below. */
int nysta_counts_add (MDB_txn *txn, const NystaTables *tables, NystaCountKind kind,
                      NystaTermId id, gint64 difference);

/* Each id from @first on that has a count of @kind, in the order of ids. */
typedef gboolean (*NystaCountFunc) (NystaTermId id, guint64 count, gpointer user_data);
int nysta_counts_foreach (MDB_txn *txn, const NystaTables *tables, NystaCountKind kind,
                          NystaTermId first, NystaCountFunc func, gpointer user_data);

/* --- counting whole tables -------------------------------------------------- */

/* All counts anew, from rows in sorted order: SPOG for quads, triples, predicates, classes
 * and subjects; POSG and OSPG for objects; GSPO for graphs. */
typedef struct NystaCounter NystaCounter;
/* @type_id: rdf:type's, 0 if the dictionary has none. */
NystaCounter *nysta_counter_new (NystaTermId type_id);
void nysta_counter_add (NystaCounter *counter, NystaOrder order, const NystaRow *row);
/* Write them into an empty table, or (@compare) return MDB_CORRUPTED unless the table has
 * exactly the same; what differs is added to @out_difference. */
int nysta_counter_write (NystaCounter *counter, MDB_txn *txn, const NystaTables *tables);
int nysta_counter_compare (NystaCounter *counter, MDB_txn *txn, const NystaTables *tables,
                           GString *out_difference);
void nysta_counter_free (NystaCounter *counter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaCounter, nysta_counter_free)
