/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sparql/plan/lookup.h"

/* Solutions that are asked how much a pattern would yield. */
#define MAX_SAMPLES 8
/* What a pattern costs more that shares no variable with what is bound: a product. */
#define PRODUCT_FACTOR 100

void
nysta_lookup_init (NystaLookup *lookup, NystaDataset *dataset,
                   const NystaTriplePattern *triple)
{
  *lookup = (NystaLookup){ .triple = triple };
  for (guint i = 0; i < 3; i++)
    if (!triple->slots[i].is_variable)
      {
        lookup->ids[i] = nysta_dataset_lookup (dataset, &triple->slots[i].term);
        /* Zero would stand for any. */
        lookup->impossible = lookup->impossible || lookup->ids[i] == 0;
      }
}

gboolean
nysta_lookup_quad (const NystaLookup *lookup, const NystaTermId *row,
                   const NystaGraphScope *scope, NystaQuad *out_quad,
                   gboolean *out_connected)
{
  NystaTermId *fields[3] = { &out_quad->subject, &out_quad->predicate, &out_quad->object };
  gboolean any_variable = FALSE;
  gboolean any_bound = FALSE;

  if (lookup->impossible)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      const NystaSlot *slot = &lookup->triple->slots[i];
      NystaTermId id = slot->is_variable ? row[slot->variable] : lookup->ids[i];

      if ((id & NYSTA_COMPUTED) != 0)
        return FALSE;
      any_variable = any_variable || slot->is_variable;
      any_bound = any_bound || (slot->is_variable && id != 0);
      *fields[i] = id;
    }
  out_quad->graph = scope->is_variable ? row[scope->variable] : scope->id;
  if ((out_quad->graph & NYSTA_COMPUTED) != 0 && scope->is_variable)
    return FALSE;
  *out_connected = any_bound || !any_variable;
  return TRUE;
}

double
nysta_lookup_estimate (const NystaLookup *lookup, NystaDataset *dataset,
                       const NystaSolutions *solutions, const NystaGraphScope *scope)
{
  gsize n_samples = MIN (solutions->n_rows, MAX_SAMPLES);
  double sum = 0;

  for (gsize i = 0; i < n_samples; i++)
    {
      const NystaTermId *row = nysta_solutions_row (solutions,
                                                    i * solutions->n_rows / n_samples);
      NystaQuad quad = { 0 };
      gboolean connected = FALSE;

      if (nysta_lookup_quad (lookup, row, scope, &quad, &connected))
        sum += (double) nysta_dataset_estimate (dataset, &quad) *
               (connected ? 1 : PRODUCT_FACTOR);
    }
  return n_samples > 0 ? sum / (double) n_samples : 0;
}
