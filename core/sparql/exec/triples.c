/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * triples.c: a block of triple patterns. Whichever pattern promises the fewest matches
 * for the solutions found so far comes next; each match is a look into a sorted order.
 */
#include "sparql/exec/run.h"

#include <string.h>

#define ROWS_PER_READ 64
/* Patterns of which the next is chosen: what people write has a dozen, and to ask all of
 * millions each time would never end. */
#define MAX_CANDIDATES 64

/* FALSE if the variable is bound otherwise already, as in "?x ?p ?x". */
static gboolean
bind (NystaTermId *row, guint variable, NystaTermId id)
{
  if (row[variable] == 0)
    row[variable] = id;
  return row[variable] == id;
}

static gboolean
append_match (NystaRun *run, const NystaLookup *lookup, const NystaGraphScope *scope,
              const NystaTermId *row, const NystaQuad *match, NystaTermId *scratch,
              NystaSolutions *out)
{
  const NystaTermId ids[3] = { match->subject, match->predicate, match->object };

  memcpy (scratch, row, run->width * sizeof (NystaTermId));
  for (guint i = 0; i < 3; i++)
    if (lookup->triple->slots[i].is_variable &&
        !bind (scratch, lookup->triple->slots[i].variable, ids[i]))
      return TRUE;
  if (scope->is_variable && !bind (scratch, scope->variable, match->graph))
    return TRUE;
  return nysta_run_append (run, out, scratch) != NULL;
}

static NystaSolutions *
match_lookup (NystaRun *run, const NystaSolutions *input, const NystaLookup *lookup,
              const NystaGraphScope *scope)
{
  g_autoptr (NystaSolutions) out = nysta_solutions_new (run->width);
  g_autofree NystaTermId *scratch = g_new (NystaTermId, run->width);

  for (gsize i = 0; i < input->n_rows; i++)
    {
      const NystaTermId *row = nysta_solutions_row (input, i);
      NystaQuad quad = { 0 };
      NystaQuad matches[ROWS_PER_READ];
      gboolean connected = FALSE;

      if (!nysta_run_tick (run))
        return NULL;
      if (!nysta_lookup_quad (lookup, row, scope, &quad, &connected))
        continue;

      g_autoptr (NystaCursor) cursor = nysta_dataset_scan (run->dataset, &quad);

      for (gsize n = 0; (n = nysta_cursor_next (cursor, matches, ROWS_PER_READ)) > 0;)
        for (gsize k = 0; k < n; k++)
          if (!append_match (run, lookup, scope, row, &matches[k], scratch, out))
            return NULL;
    }
  return g_steal_pointer (&out);
}

/* The cheapest of @n; the first of those that cost the same. FALSE: the query has failed. */
static gboolean
choose (NystaRun *run, const NystaLookup *lookups, guint n, const NystaSolutions *solutions,
        const NystaGraphScope *scope, guint *out_best)
{
  double best_cost = 0;

  *out_best = 0;
  for (guint i = 0; i < n && n > 1; i++)
    {
      double cost = nysta_lookup_estimate (&lookups[i], run->dataset, solutions, scope);

      if (!nysta_run_tick (run))
        return FALSE;
      if (i == 0 || cost < best_cost)
        {
          *out_best = i;
          best_cost = cost;
        }
    }
  return TRUE;
}

NystaSolutions *
nysta_run_triples (NystaRun *run, NystaSolutions *input, const GArray *triples,
                   const NystaGraphScope *scope)
{
  g_autoptr (NystaSolutions) solutions = input;
  g_autofree NystaLookup *lookups = g_new (NystaLookup, triples->len + 1);

  for (guint i = 0; i < triples->len; i++)
    nysta_lookup_init (&lookups[i], run->dataset,
                       &g_array_index (triples, NystaTriplePattern, i));
  for (guint first = 0; first < triples->len && solutions->n_rows > 0; first++)
    {
      NystaLookup *left = lookups + first;
      guint best = 0;
      NystaLookup chosen = { 0 };

      if (!choose (run, left, MIN (triples->len - first, MAX_CANDIDATES), solutions, scope,
                   &best))
        return NULL;
      chosen = left[best];
      /* The others stay in the order in which they were written. */
      memmove (left + 1, left, best * sizeof (NystaLookup));

      NystaSolutions *next = match_lookup (run, solutions, &chosen, scope);

      nysta_solutions_free (solutions);
      solutions = next;
      if (solutions == NULL)
        return NULL;
    }
  return g_steal_pointer (&solutions);
}
