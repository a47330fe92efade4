/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * tuples.h: rows of terms, for solutions (a column a variable) and for graphs (subject,
 * predicate, object, graph), and whether two heaps of them say the same but for the labels
 * of blank nodes.
 */
#pragma once

#include "rdf/term.h"

typedef struct
{
  guint n_columns;
  gsize n_rows;
  GArray *terms;       /* NystaTerm, row by row */
  GStringChunk *texts; /* theirs */
} Tuples;

Tuples *tuples_new (guint n_columns);
/* Copies the terms. */
void tuples_add (Tuples *tuples, const NystaTerm *row);
void tuples_add_statement (Tuples *tuples, const NystaStatement *statement);
const NystaTerm *tuples_row (const Tuples *tuples, gsize i);
void tuples_free (Tuples *tuples);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Tuples, tuples_free)

typedef enum
{
  COMPARE_MULTISET, /* rows as often in one as in the other */
  COMPARE_SET,      /* a graph: how often a row stands there says nothing */
  COMPARE_ORDERED,  /* and in the same sequence */
  COMPARE_REDUCED   /* each expected row at least once, at most as often as expected */
} CompareMode;

typedef enum
{
  COMPARE_SAME,
  COMPARE_DIFFERENT,
  COMPARE_GAVE_UP /* too many ways to pair the blank nodes */
} CompareVerdict;

/* Enough for every honest answer: real ones need a handful. */
#define COMPARE_MAX_STEPS 20000u

/* Terms are equal as nysta_term_equal() says, and some one-to-one pairing of blank nodes
 * must make all rows so. @max_steps: how many partial pairings to look at. */
CompareVerdict tuples_compare (const Tuples *actual, const Tuples *expected,
                               CompareMode mode, guint max_steps);

/* Append lines `# - expected` and `# + unexpected`, some, blank nodes without labels. */
void tuples_describe_difference (const Tuples *actual, const Tuples *expected,
                                 GString *out);
