/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * budget.h: how much memory, disk and time a run may take.
 *
 * Operators that can go on with what is on disk share the memory out evenly: each has a
 * holding, and writes to the run's scratch file when that may not grow. All others are
 * charged, and end the query when there is no more.
 */
#pragma once

#include <gio/gio.h>

#include "base/scratch.h"

typedef struct
{
  gsize max_bytes; /* 0: no limit */
  gsize n_bytes;   /* held now */
  gsize peak_bytes;
  gsize n_computed;     /* of them in computed terms */
  gsize max_held_bytes; /* of one holding, for tests; 0: as many as its share is */
  guint n_holdings;
  NystaScratch *scratch;
  gint64 deadline_us; /* of the monotonic clock; 0: none */
  guint timeout_ms;   /* what it comes from */
  GCancellable *cancellable;
} NystaBudget;

/* FALSE with NYSTA_SPARQL_ERROR_LIMIT, naming @who, if @bytes more are too many. */
gboolean nysta_budget_charge (NystaBudget *budget, gsize bytes, const char *who,
                              GError **error);
void nysta_budget_release (NystaBudget *budget, gsize bytes);
/* Account for what computed terms take now; those have a limit of their own. */
void nysta_budget_note_computed (NystaBudget *budget, gsize bytes);
/* FALSE with NYSTA_SPARQL_ERROR_TIMED_OUT, or if cancelled. Cheap: asked once a batch. */
gboolean nysta_budget_check (NystaBudget *budget, GError **error);

/* @max_bytes: 0: no limit; @max_disk_bytes likewise. */
void nysta_budget_init (NystaBudget *budget, gsize max_bytes, gsize max_held_bytes,
                        guint64 max_disk_bytes, guint timeout_ms);
void nysta_budget_clear (NystaBudget *budget);

/* What one operator holds. */
typedef struct
{
  NystaBudget *budget;
  gsize n_bytes;
  guint n_parts; /* it has one of so many parts of the operator's share; 0: all */
} NystaHolding;

/* Once an operator, when it is made. */
void nysta_holding_init (NystaHolding *holding, NystaBudget *budget);
/* One of @n_parts of what the same operator may hold. */
void nysta_holding_init_part (NystaHolding *holding, const NystaHolding *other,
                              guint n_parts);
/* FALSE, without an error: no more. */
gboolean nysta_holding_grow (NystaHolding *holding, gsize bytes);
/* Without asking: the little that it needs to get on at all. */
void nysta_holding_take (NystaHolding *holding, gsize bytes);
void nysta_holding_shrink (NystaHolding *holding, gsize bytes);
