/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sparql/exec/solutions.h"

#include <string.h>

#include "base/limits.h"

NystaSolutions *
nysta_solutions_new (guint width)
{
  NystaSolutions *solutions = g_new0 (NystaSolutions, 1);

  solutions->width = width;
  return solutions;
}

NystaSolutions *
nysta_solutions_new_unit (guint width)
{
  NystaSolutions *solutions = nysta_solutions_new (width);
  g_autofree NystaTermId *row = g_new0 (NystaTermId, width);

  nysta_solutions_append (solutions, row);
  return solutions;
}

void
nysta_solutions_free (NystaSolutions *solutions)
{
  if (solutions == NULL)
    return;
  g_free (solutions->ids);
  g_free (solutions);
}

gboolean
nysta_solutions_is_unit (const NystaSolutions *solutions)
{
  if (solutions->n_rows != 1)
    return FALSE;
  for (guint i = 0; i < solutions->width; i++)
    if (solutions->ids[i] != 0)
      return FALSE;
  return TRUE;
}

NystaTermId *
nysta_solutions_append (NystaSolutions *solutions, const NystaTermId *row)
{
  if (solutions->n_rows == solutions->n_allocated)
    {
      gsize wanted = MAX (8, solutions->n_allocated * 2);
      NystaTermId *ids = NULL;

      if (solutions->n_rows >= NYSTA_MAX_SOLUTION_CELLS / solutions->width)
        return NULL;
      ids = g_try_realloc_n (solutions->ids, wanted,
                             solutions->width * sizeof (NystaTermId));
      if (ids == NULL)
        return NULL;
      solutions->ids = ids;
      solutions->n_allocated = wanted;
    }

  NystaTermId *copy = nysta_solutions_row (solutions, solutions->n_rows++);

  memcpy (copy, row, solutions->width * sizeof (NystaTermId));
  return copy;
}
