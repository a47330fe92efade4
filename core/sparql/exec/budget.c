/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/budget.h"

#include "base/error.h"

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
