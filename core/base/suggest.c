/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "base/suggest.h"

#include <string.h>

/* Longer words are compared by their beginnings: the table is quadratic. */
#define MAX_LETTERS 128

static glong
fold (const char *text, gunichar *out_letters)
{
  glong n = 0;

  for (const char *p = text; *p != '\0' && n < MAX_LETTERS; p = g_utf8_next_char (p))
    out_letters[n++] = g_unichar_tolower (g_utf8_get_char (p));
  return n;
}

guint
nysta_edit_distance (const char *a, const char *b, guint max)
{
  gunichar x[MAX_LETTERS], y[MAX_LETTERS];
  guint rows[3][MAX_LETTERS + 1];
  guint *before = rows[0], *last = rows[1], *row = rows[2];

  g_return_val_if_fail (g_utf8_validate (a, -1, NULL) && g_utf8_validate (b, -1, NULL),
                        max + 1);

  glong n_x = fold (a, x);
  glong n_y = fold (b, y);

  for (glong j = 0; j <= n_y; j++)
    last[j] = (guint) j;
  for (glong i = 1; i <= n_x; i++)
    {
      row[0] = (guint) i;
      for (glong j = 1; j <= n_y; j++)
        {
          guint best = last[j - 1] + (x[i - 1] != y[j - 1]);

          best = MIN (best, MIN (last[j], row[j - 1]) + 1);
          if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
            best = MIN (best, before[j - 2] + 1);
          row[j] = best;
        }
      guint *free_row = before;

      before = last;
      last = row;
      row = free_row;
    }
  return MIN (last[n_y], max + 1);
}

const char *
nysta_suggest (const char *typed, const char *const *words)
{
  const char *nearest = NULL;
  guint max = (guint) strlen (typed) <= 3 ? 1 : (guint) strlen (typed) <= 7 ? 2 : 3;
  guint least = max + 1;

  if (!g_utf8_validate (typed, -1, NULL))
    return NULL;
  for (; *words != NULL; words++)
    {
      guint distance = nysta_edit_distance (typed, *words, max);

      if (distance < least)
        {
          least = distance;
          nearest = *words;
        }
    }
  return nearest;
}
