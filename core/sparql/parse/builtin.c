/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/parse/builtin.h"

#include <string.h>

const NystaBuiltinShape nysta_builtins[NYSTA_N_BUILTINS] = {
#define X(name, least, most) { #name, least, most },
  NYSTA_BUILTINS (X)
#undef X
};

const char *const nysta_aggregates[NYSTA_N_AGGREGATES] = {
  "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT",
};

static gboolean
is_name (const char *known, const char *name, gsize length)
{
  return strlen (known) == length && g_ascii_strncasecmp (known, name, length) == 0;
}

int
nysta_builtin_find (const char *name, gsize length)
{
  for (int i = 0; i < NYSTA_N_BUILTINS; i++)
    if (is_name (nysta_builtins[i].name, name, length))
      return i;
  return -1;
}

int
nysta_aggregate_find (const char *name, gsize length)
{
  for (int i = 0; i < NYSTA_N_AGGREGATES; i++)
    if (is_name (nysta_aggregates[i], name, length))
      return i;
  return -1;
}
