/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* limit-options.h: what query and update share: how long, how much, and which graph. */
#pragma once

#include <glib.h>

typedef struct
{
  guint timeout_ms; /* 0: as long as it takes */
  gsize max_bytes;  /* 0: the default */
} NystaLimits;

/* What was typed after --timeout and --memory, NULL if nothing. FALSE after saying what is
 * wrong, as `nysta COMMAND` would. */
gboolean nysta_limits_parse (const char *command, const char *timeout, const char *memory,
                             NystaLimits *out_limits, int *out_exit);

/* Likewise after --default-graph: strict or union. */
gboolean nysta_default_graph_check (const char *command, const char *kind, int *out_exit);

/* "ast", "algebra", "plan" and "run" are 0 to 3, nothing is "plan"; -1: none of the first
 * @n_names. */
int nysta_stage_from_name (const char *name, guint n_names);
