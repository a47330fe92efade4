/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * memory-terms.h: the terms of a dataset in memory and their ids, which are as in the store
 * (term-id.h): a value that fits is its own id; of others the payload is the number in the
 * table, one count for all tags.
 */
#pragma once

#include "rdf/term-table.h"
#include "store/dataset.h"

typedef struct
{
  NystaTermTable *table;
  NystaTermTable *extra; /* inline terms that were asked for; NULL until then */
  NystaTermId *ids; /* by rank: all ids, sorted, then NYSTA_UNNAMED; NULL until ranked */
  guint32 *ranks;   /* by number, from 1 */
} NystaMemoryTerms;

void nysta_memory_terms_clear (NystaMemoryTerms *terms);
/* NYSTA_ANY if the table does not have it. */
NystaTermId nysta_memory_terms_lookup (NystaMemoryTerms *terms, const NystaTerm *term);
/* FALSE if @id is none. @out_term lives as long as @terms. */
gboolean nysta_memory_terms_get (NystaMemoryTerms *terms, NystaTermId id,
                                 NystaTerm *out_term);
/* Fill ids and ranks, once; the table must not change any more. */
void nysta_memory_terms_rank (NystaMemoryTerms *terms);
