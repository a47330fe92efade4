/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * evidence.h: which statements each row of a SELECT rests upon, as patterns over its
 * solution: the triple patterns and paths of the query, each with what must be bound for it
 * to have had a part (the right side of an OPTIONAL, a branch of a UNION).
 *
 * The algebra is changed so that every variable of these patterns reaches the root, with the
 * same rows. Where rows stand for several solutions (DISTINCT, GROUP BY) they can't: there is
 * a unit, a query of its own for the solutions behind one row. What is denied (MINUS, NOT
 * EXISTS) and what another endpoint says are no statements to show.
 */
#pragma once

#include "sparql/plan/algebra.h"

#define NYSTA_EVIDENCE_ALWAYS G_MAXUINT

typedef struct
{
  NystaSlot slots[3];    /* of a path, the second is unused */
  const NystaNode *path; /* NULL: a triple */
  NystaSlot graph;       /* NYSTA_SLOT_NONE: the default graph */
  guint guard;           /* bound where it had a part, or NYSTA_EVIDENCE_ALWAYS */
} NystaEvidencePattern;

typedef struct NystaEvidence NystaEvidence;

/* The solutions behind one row: those that have its values. */
typedef struct
{
  guint guard;
  guint *outer; /* variables of the row */
  guint *inner; /* and what they are called within */
  guint n;
  const NystaAlgebra *pattern; /* of the algebra that it was found in */
  NystaEvidence *evidence;
} NystaEvidenceUnit;

struct NystaEvidence
{
  NystaAlgebraQuery *query; /* to be optimised; the units' are */
  GArray *patterns;         /* NystaEvidencePattern */
  GPtrArray *units;         /* NystaEvidenceUnit * */
};

/* Translate @tree, a SELECT. Errors: those of nysta_algebra_translate(), _UNSUPPORTED for
 * other forms, _LIMIT for units deeper in each other than NYSTA_MAX_EVIDENCE_DEPTH. */
NystaEvidence *nysta_evidence_new (const NystaSyntaxTree *tree, GError **error);
void nysta_evidence_free (NystaEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaEvidence, nysta_evidence_free)

/* Append the patterns as lines, units indented below them, for tests. */
void nysta_evidence_print (const NystaEvidence *evidence, GString *out);
