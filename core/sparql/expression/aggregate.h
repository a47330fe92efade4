/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * aggregate.h: aggregates, SPARQL 1.1 §18.5.1, fed one value at a time.
 *
 * An error among the values makes SUM, AVG, MIN, MAX and GROUP_CONCAT one; COUNT and SAMPLE
 * leave it out. Over nothing, COUNT, SUM and AVG are 0, GROUP_CONCAT is "", others an error.
 *
 * Caveats: a state is the caller's room, of nysta_aggregate_state_bytes(), aligned as a
 * pointer is; it is of constant size but for GROUP_CONCAT's text. DISTINCT is the caller's:
 * it tells each value once.
 */
#pragma once

#include "sparql/expression/expression.h"

typedef struct NystaAggregator NystaAggregator;

/* @node: a NYSTA_NODE_AGGREGATE, which must outlive it. */
NystaAggregator *nysta_aggregator_new (const NystaNode *node, NystaCollation collation,
                                       NystaExpressionContext *context);
void nysta_aggregator_free (NystaAggregator *aggregator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaAggregator, nysta_aggregator_free)

/* The same for all groups. A multiple of 8. */
gsize nysta_aggregate_state_bytes (const NystaAggregator *aggregator);
void nysta_aggregate_init (const NystaAggregator *aggregator, gpointer state);
/* @id: the operand's value, 0 for an error; not looked at by COUNT (*). */
void nysta_aggregate_add (NystaAggregator *aggregator, gpointer state, NystaTermId id);
/* COUNT (*) of @n rows at once, or COUNT of as many that are bound. */
void nysta_aggregate_add_count (NystaAggregator *aggregator, gpointer state, guint64 n);
/* The value, 0 for an error. @state is as after nysta_aggregate_clear(). */
NystaTermId nysta_aggregate_finish (NystaAggregator *aggregator, gpointer state);
void nysta_aggregate_clear (NystaAggregator *aggregator, gpointer state);
/* Bytes beyond the state itself that all states hold: for a budget. */
gsize nysta_aggregate_bytes (const NystaAggregator *aggregator);
