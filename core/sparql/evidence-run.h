/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * evidence-run.h: the statements behind the rows of one run of a query.
 *
 * Caveats: nothing is kept from row to row, and what is shown of one is bounded
 * (NYSTA_MAX_EVIDENCE_QUADS and its like in limits.h): statements may be missing.
 */
#pragma once

#include "sparql/engine.h"
#include "sparql/plan/evidence.h"

typedef struct NystaEvidenceRun NystaEvidenceRun;

/* @engine: of @evidence's query, over @dataset; borrowed, as @evidence is. */
NystaEvidenceRun *nysta_evidence_run_new (const NystaEvidence *evidence,
                                          NystaEngine *engine, NystaDataset *dataset,
                                          const NystaQueryOptions *options, GError **error);
void nysta_evidence_run_free (NystaEvidenceRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaEvidenceRun, nysta_evidence_run_free)

/* Append to @quads (NystaQuad), each once, what row @row of the engine's batch rests upon.
 * Their graph: one that is known to hold it, NYSTA_UNNAMED too, or NYSTA_UNION. */
gboolean nysta_evidence_run_row (NystaEvidenceRun *run, gsize row, GArray *quads,
                                 GError **error);

/* --- by which way a path came ---------------------------------------------------------- */

typedef struct NystaEvidencePath NystaEvidencePath;

NystaEvidencePath *nysta_evidence_path_new (NystaRunTerms *terms, const NystaNode *path);
void nysta_evidence_path_free (NystaEvidencePath *path);
/* Append the steps of a shortest way, in the direction in which they are said; none where
 * none is found among the first NYSTA_MAX_EVIDENCE_NODES. */
void nysta_evidence_path_find (const NystaEvidencePath *path, NystaDataset *dataset,
                               NystaTermId graph, NystaTermId from, NystaTermId to,
                               GArray *quads);
