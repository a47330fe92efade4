/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* budget.h: how much memory and time a run may take. */
#pragma once

#include <gio/gio.h>

typedef struct
{
  gsize max_bytes; /* 0: no limit */
  gsize n_bytes;   /* held now */
  gsize peak_bytes;
  gint64 deadline_us; /* of the monotonic clock; 0: none */
  guint timeout_ms;   /* what it comes from */
  GCancellable *cancellable;
} NystaBudget;

/* FALSE with NYSTA_SPARQL_ERROR_LIMIT, naming @who, if @bytes more are too many. */
gboolean nysta_budget_charge (NystaBudget *budget, gsize bytes, const char *who,
                              GError **error);
void nysta_budget_release (NystaBudget *budget, gsize bytes);
/* FALSE with NYSTA_SPARQL_ERROR_TIMED_OUT, or if cancelled. Cheap: asked once a batch. */
gboolean nysta_budget_check (NystaBudget *budget, GError **error);
