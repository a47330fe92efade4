/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/limit-options.h"

#include "base/file.h"
#include "base/limits.h"
#include "cli/options.h"

#include <math.h>
#include <string.h>

static gboolean
parse_timeout (const char *command, const char *text, guint *out_ms, int *out_exit)
{
  char *end = NULL;

  *out_ms = 0;
  if (text == NULL)
    return TRUE;

  double seconds = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(seconds >= 0.001 && seconds <= 1e6))
    {
      *out_exit = nysta_fail_usage (
        command, "--timeout %s: must be seconds, such as 5 or 0.5", text);
      return FALSE;
    }
  *out_ms = (guint) ceil (seconds * 1000);
  return TRUE;
}

static gboolean
parse_memory (const char *command, const char *text, gsize *out_bytes, int *out_exit)
{
  g_autoptr (GError) error = NULL;
  guint64 n_bytes = 0;

  *out_bytes = 0;
  if (text == NULL)
    return TRUE;
  if (!nysta_parse_size (text, &n_bytes, &error))
    *out_exit = nysta_fail_usage (command, "--memory %s", error->message);
  else if (n_bytes < NYSTA_MIN_QUERY_MEMORY_BYTES)
    *out_exit = nysta_fail_usage (command, "--memory %s: give 1M or more", text);
  else
    {
      *out_bytes = (gsize) MIN (n_bytes, G_MAXSIZE);
      return TRUE;
    }
  return FALSE;
}

gboolean
nysta_limits_parse (const char *command, const char *timeout, const char *memory,
                    NystaLimits *out_limits, int *out_exit)
{
  return parse_timeout (command, timeout, &out_limits->timeout_ms, out_exit) &&
         parse_memory (command, memory, &out_limits->max_bytes, out_exit);
}

gboolean
nysta_default_graph_check (const char *command, const char *kind, int *out_exit)
{
  if (kind == NULL || strcmp (kind, "strict") == 0 || strcmp (kind, "union") == 0)
    return TRUE;
  *out_exit = nysta_fail_usage (command, "--default-graph %s: must be strict or union",
                                kind);
  return FALSE;
}

int
nysta_stage_from_name (const char *name, guint n_names)
{
  static const char *const names[] = { "ast", "algebra", "plan", "run" };

  if (name[0] == '\0')
    name = "plan";
  for (guint i = 0; i < MIN (n_names, G_N_ELEMENTS (names)); i++)
    if (strcmp (names[i], name) == 0)
      return (int) i;
  return -1;
}
