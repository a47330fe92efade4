/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * triples.c: a block of triple patterns. Whichever pattern promises the fewest matches
 * for the solutions found so far comes next; each match is a look into a sorted order.
 */
#include "store/query/run.h"

#include <string.h>

/* Solutions that are asked how much a pattern would yield. */
#define MAX_SAMPLES 8
/* What a pattern costs more that shares no variable with what is bound: a product. */
#define PRODUCT_FACTOR 100
#define ROWS_PER_READ 64

typedef struct
{
  NystaTermId ids[3]; /* of constants; 0 for variables */
  gboolean impossible; /* a constant that the dataset lacks */
  const NystaTriplePattern *triple;
} Pattern;

static void
pattern_init (NystaRun *run, Pattern *pattern, const NystaTriplePattern *triple)
{
  *pattern = (Pattern){ .triple = triple };
  for (guint i = 0; i < 3; i++)
    if (!triple->slots[i].is_variable)
      {
        pattern->ids[i] = nysta_dataset_lookup (run->dataset, &triple->slots[i].term);
        pattern->impossible = pattern->impossible || pattern->ids[i] == 0;
      }
}

/* What to scan for given @row; FALSE: nothing can match. *@out_connected: the row binds
 * one of the pattern's variables, or it has none. */
static gboolean
make_quad (const Pattern *pattern, const NystaTermId *row, const NystaGraphScope *scope,
           NystaQuad *out_quad, gboolean *out_connected)
{
  NystaTermId *fields[3] = { &out_quad->subject, &out_quad->predicate, &out_quad->object };
  gboolean any_variable = FALSE;
  gboolean any_bound = FALSE;

  if (pattern->impossible)
    return FALSE;
  for (guint i = 0; i < 3; i++)
    {
      const NystaSlot *slot = &pattern->triple->slots[i];
      NystaTermId id = slot->is_variable ? row[slot->variable] : pattern->ids[i];

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

static double
estimate (NystaRun *run, const Pattern *pattern, const NystaSolutions *solutions,
          const NystaGraphScope *scope)
{
  gsize n_samples = MIN (solutions->n_rows, MAX_SAMPLES);
  double sum = 0;

  for (gsize i = 0; i < n_samples; i++)
    {
      const NystaTermId *row
        = nysta_solutions_row (solutions, i * solutions->n_rows / n_samples);
      NystaQuad quad = { 0 };
      gboolean connected = FALSE;

      if (make_quad (pattern, row, scope, &quad, &connected))
        sum += (double) nysta_dataset_estimate (run->dataset, &quad) *
               (connected ? 1 : PRODUCT_FACTOR);
    }
  return n_samples > 0 ? sum / (double) n_samples : 0;
}

/* FALSE if the variable is bound otherwise already, as in "?x ?p ?x". */
static gboolean
bind (NystaTermId *row, guint variable, NystaTermId id)
{
  if (row[variable] == 0)
    row[variable] = id;
  return row[variable] == id;
}

static gboolean
append_match (NystaRun *run, const Pattern *pattern, const NystaGraphScope *scope,
              const NystaTermId *row, const NystaQuad *match, NystaTermId *scratch,
              NystaSolutions *out)
{
  const NystaTermId ids[3] = { match->subject, match->predicate, match->object };

  memcpy (scratch, row, run->width * sizeof (NystaTermId));
  for (guint i = 0; i < 3; i++)
    if (pattern->triple->slots[i].is_variable &&
        !bind (scratch, pattern->triple->slots[i].variable, ids[i]))
      return TRUE;
  if (scope->is_variable && !bind (scratch, scope->variable, match->graph))
    return TRUE;
  return nysta_run_append (run, out, scratch) != NULL;
}

static NystaSolutions *
match_pattern (NystaRun *run, const NystaSolutions *input, const Pattern *pattern,
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
      if (!make_quad (pattern, row, scope, &quad, &connected))
        continue;

      g_autoptr (NystaCursor) cursor = nysta_dataset_scan (run->dataset, &quad);

      for (gsize n = 0; (n = nysta_cursor_next (cursor, matches, ROWS_PER_READ)) > 0;)
        for (gsize k = 0; k < n; k++)
          if (!append_match (run, pattern, scope, row, &matches[k], scratch, out))
            return NULL;
    }
  return g_steal_pointer (&out);
}

NystaSolutions *
nysta_run_triples (NystaRun *run, NystaSolutions *input, const GArray *triples,
                   const NystaGraphScope *scope)
{
  g_autoptr (NystaSolutions) solutions = input;
  g_autofree Pattern *patterns = g_new (Pattern, triples->len + 1);

  for (guint i = 0; i < triples->len; i++)
    pattern_init (run, &patterns[i], &g_array_index (triples, NystaTriplePattern, i));
  for (guint n_left = triples->len; n_left > 0; n_left--)
    {
      guint best = 0;
      double best_cost = 0;
      NystaSolutions *next = NULL;

      for (guint i = 0; i < n_left && n_left > 1; i++)
        {
          double cost = estimate (run, &patterns[i], solutions, scope);

          if (!nysta_run_tick (run))
            return NULL;
          if (i == 0 || cost < best_cost)
            {
              best = i;
              best_cost = cost;
            }
        }
      next = match_pattern (run, solutions, &patterns[best], scope);
      nysta_solutions_free (solutions);
      solutions = next;
      if (solutions == NULL)
        return NULL;
      /* Keeps the others in the order in which they were written. */
      memmove (&patterns[best], &patterns[best + 1],
               (n_left - best - 1) * sizeof (Pattern));
    }
  return g_steal_pointer (&solutions);
}
