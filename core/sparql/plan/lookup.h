/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * lookup.h: a triple pattern as looks into the dataset: its constants found once, and what
 * it promises to cost, which decides the order of the patterns in a block.
 */
#pragma once

#include "sparql/exec/solutions.h"
#include "sparql/parse/tree.h"

/* Where triples are looked for: @id, or, if @is_variable is set, in every named graph,
 * which the variable is bound to. */
typedef struct
{
  NystaTermId id;
  gboolean is_variable;
  guint variable;
} NystaGraphScope;

typedef struct
{
  NystaTermId ids[3];  /* of constants; 0 for variables */
  gboolean impossible; /* a constant that the dataset lacks */
  const NystaTriplePattern *triple;
} NystaLookup;

void nysta_lookup_init (NystaLookup *lookup, NystaDataset *dataset,
                        const NystaTriplePattern *triple);
/* What to scan for given @row; FALSE: nothing can match. *@out_connected: the row binds one
 * of the pattern's variables, or it has none. */
gboolean nysta_lookup_quad (const NystaLookup *lookup, const NystaTermId *row,
                            const NystaGraphScope *scope, NystaQuad *out_quad,
                            gboolean *out_connected);
/* Matches to expect for each of @solutions, more for what would be a product. */
double nysta_lookup_estimate (const NystaLookup *lookup, NystaDataset *dataset,
                              const NystaSolutions *solutions,
                              const NystaGraphScope *scope);
