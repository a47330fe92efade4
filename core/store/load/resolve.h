/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* resolve.h: the ids of a batch's terms: those they have already, or new ones. */
#pragma once

#include "store/dictionary.h"
#include "store/load/run.h"

/* Where terms may be known from, and what comes next. */
typedef struct
{
  MDB_txn *txn;
  const NystaTables *tables;
  NystaDictionary *dictionary;
  const GArray *runs; /* of NystaLoadRun: earlier batches of the same load */
  const NystaSpill *spill;
  guint64 next_payloads[NYSTA_N_DICTIONARY_TAGS];
} NystaKnownTerms;

/* Fills in @batch->ids; of terms that are known the bytes are forgotten. Moves on
 * @known->next_payloads. Errors: NYSTA_STORE_ERROR_FULL, NYSTA_STORE_ERROR_CORRUPT. */
gboolean nysta_resolve_terms (NystaLoadBatch *batch, NystaKnownTerms *known,
                              GError **error);
