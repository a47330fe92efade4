/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* leaf.h: a triple pattern over ids, and what a row of it puts into which column. */
#pragma once

#include "sparql/exec/operator.h"

typedef struct
{
  NystaTermId terms[4];   /* by NystaField; 0: a variable, or any */
  gint32 variables[4];    /* -1: none */
  gboolean has_no_graph;  /* the graph is the environment's */
  gboolean is_impossible; /* it has a term that the dataset hasn't */

  guint n_outputs; /* which field goes to which column */
  guint8 fields[4];
  guint8 columns[4];
  guint n_same; /* pairs of fields that must be equal: a variable that stands twice */
  guint8 same[3][2];
} NystaLeaf;

/* Work out outputs and pairs: a column for each different variable, in order, into
 * @out_variables (room for four); returns how many. */
guint nysta_leaf_finish (NystaLeaf *leaf, guint *out_variables);

/* What to scan for in @environment. FALSE: nothing can match. */
gboolean nysta_leaf_pattern (const NystaLeaf *leaf, const NystaEnvironment *environment,
                             NystaQuad *out_pattern);

static inline NystaTermId
nysta_quad_field (const NystaQuad *quad, guint field)
{
  const NystaTermId fields[4] = { quad->subject, quad->predicate, quad->object,
                                  quad->graph };

  return fields[field];
}

static inline NystaTermId *
nysta_quad_field_at (NystaQuad *quad, guint field)
{
  NystaTermId *const fields[4] = { &quad->subject, &quad->predicate, &quad->object,
                                   &quad->graph };

  return fields[field];
}

/* FALSE if a variable that stands twice differs. */
static inline gboolean
nysta_leaf_fits (const NystaLeaf *leaf, const NystaQuad *quad)
{
  for (guint i = 0; i < leaf->n_same; i++)
    if (nysta_quad_field (quad, leaf->same[i][0]) !=
        nysta_quad_field (quad, leaf->same[i][1]))
      return FALSE;
  return TRUE;
}

static inline void
nysta_leaf_output (const NystaLeaf *leaf, const NystaQuad *quad, NystaTermId *row)
{
  for (guint i = 0; i < leaf->n_outputs; i++)
    row[leaf->columns[i]] = nysta_quad_field (quad, leaf->fields[i]);
}

void nysta_leaf_describe (const NystaLeaf *leaf, NystaExecution *execution, GString *out);
