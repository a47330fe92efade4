/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/budget.h"

#include "base/error.h"

#define MIN_BLOCK_BYTES 512u
#define MAX_BLOCK_BYTES (64u * 1024)

/* Bytes of a scratch's blocks that suit the memory: a part each for many that are written
 * or read at once. */
static gsize
block_bytes (const NystaBudget *budget)
{
  gsize n_bytes = budget->max_bytes == 0 ? MAX_BLOCK_BYTES : budget->max_bytes / 1024;

  if (budget->max_held_bytes != 0)
    n_bytes = MIN (n_bytes, budget->max_held_bytes / 8);
  return CLAMP (n_bytes, MIN_BLOCK_BYTES, MAX_BLOCK_BYTES);
}

void
nysta_budget_init (NystaBudget *budget, gsize max_bytes, gsize max_held_bytes,
                   guint64 max_disk_bytes, guint timeout_ms)
{
  *budget = (NystaBudget){ .max_bytes = max_bytes,
                           .max_held_bytes = max_held_bytes,
                           .timeout_ms = timeout_ms };
  if (timeout_ms > 0)
    budget->deadline_us = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  budget->scratch = nysta_scratch_new (block_bytes (budget), max_disk_bytes);
}

void
nysta_budget_clear (NystaBudget *budget)
{
  g_clear_pointer (&budget->scratch, nysta_scratch_free);
}

gboolean
nysta_budget_charge (NystaBudget *budget, gsize bytes, const char *who, GError **error)
{
  if (budget->max_bytes != 0 &&
      (budget->n_bytes > budget->max_bytes || bytes > budget->max_bytes - budget->n_bytes))
    {
      g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                   "limit: %s: more than %" G_GSIZE_FORMAT
                   " MiB of memory: ask for less at once, or allow more (--memory)",
                   who, budget->max_bytes >> 20);
      return FALSE;
    }
  budget->n_bytes += bytes;
  budget->peak_bytes = MAX (budget->peak_bytes, budget->n_bytes);
  return TRUE;
}

void
nysta_budget_release (NystaBudget *budget, gsize bytes)
{
  budget->n_bytes -= MIN (bytes, budget->n_bytes);
}

void
nysta_budget_note_computed (NystaBudget *budget, gsize bytes)
{
  budget->n_bytes = budget->n_bytes - MIN (budget->n_computed, budget->n_bytes) + bytes;
  budget->n_computed = bytes;
  budget->peak_bytes = MAX (budget->peak_bytes, budget->n_bytes);
}

gboolean
nysta_budget_check (NystaBudget *budget, GError **error)
{
  if (budget->cancellable != NULL &&
      g_cancellable_set_error_if_cancelled (budget->cancellable, error))
    return FALSE;
  if (budget->deadline_us == 0 || g_get_monotonic_time () < budget->deadline_us)
    return TRUE;
  g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_TIMED_OUT,
               "the query was not answered within %u ms: ask for less, or raise --timeout",
               budget->timeout_ms);
  return FALSE;
}

/* --- holdings ------------------------------------------------------------------------------ */

void
nysta_holding_init (NystaHolding *holding, NystaBudget *budget)
{
  *holding = (NystaHolding){ .budget = budget };
  budget->n_holdings++;
}

void
nysta_holding_init_part (NystaHolding *holding, const NystaHolding *other, guint n_parts)
{
  *holding = (NystaHolding){ .budget = other->budget, .n_parts = n_parts };
}

/* A quarter is left to those that have no holding. */
static gsize
share_of (const NystaHolding *holding)
{
  const NystaBudget *budget = holding->budget;
  gsize share = budget->max_bytes == 0
                  ? G_MAXSIZE
                  : budget->max_bytes / 4 * 3 / MAX (budget->n_holdings, 1);

  if (budget->max_held_bytes != 0)
    share = MIN (share, budget->max_held_bytes);
  return share / MAX (holding->n_parts, 1);
}

void
nysta_holding_take (NystaHolding *holding, gsize bytes)
{
  NystaBudget *budget = holding->budget;

  holding->n_bytes += bytes;
  budget->n_bytes += bytes;
  budget->peak_bytes = MAX (budget->peak_bytes, budget->n_bytes);
}

gboolean
nysta_holding_grow (NystaHolding *holding, gsize bytes)
{
  const NystaBudget *budget = holding->budget;
  gsize share = share_of (holding);

  if (bytes > share || holding->n_bytes > share - bytes ||
      (budget->max_bytes != 0 &&
       (bytes > budget->max_bytes || budget->n_bytes > budget->max_bytes - bytes)))
    return FALSE;
  nysta_holding_take (holding, bytes);
  return TRUE;
}

void
nysta_holding_shrink (NystaHolding *holding, gsize bytes)
{
  bytes = MIN (bytes, holding->n_bytes);
  holding->n_bytes -= bytes;
  nysta_budget_release (holding->budget, bytes);
}
