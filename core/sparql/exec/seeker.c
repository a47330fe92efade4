/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/seeker.h"

#include "sparql/exec/leaf.h"

/* Most keys have one triple or two. */
#define FIRST_QUADS 4u

static gboolean
is_one_of (const guint8 *fields, guint n_fields, guint field)
{
  for (guint i = 0; i < n_fields; i++)
    if (fields[i] == field)
      return TRUE;
  return FALSE;
}

/* Whether the rows of a scan for @scanned lie key by key. */
static gboolean
try_scan (NystaSeeker *seeker, const NystaQuad *pattern, const NystaQuad *scanned,
          guint8 *fields, guint n_fields)
{
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (seeker->dataset, scanned);
  guint8 sequence[4] = { 0 };
  guint n_keys = 0;
  guint n = 0;

  for (; n < 4; n++)
    {
      guint field = cursor->order[n];
      gboolean is_key = is_one_of (fields, n_fields, field);

      if (!is_key && (field == NYSTA_FIELD_GRAPH
                        ? pattern->graph >= NYSTA_UNION || pattern->graph == NYSTA_ANY
                        : nysta_quad_field (pattern, field) == 0))
        break;
      if (is_key)
        sequence[n_keys++] = (guint8) field;
    }
  if (n_keys < n_fields)
    return FALSE;
  for (guint i = n; i < 4; i++)
    if (cursor->order[i] != NYSTA_FIELD_GRAPH &&
        nysta_quad_field (pattern, cursor->order[i]) !=
          nysta_quad_field (scanned, cursor->order[i]))
      return FALSE;
  for (guint i = 0; i < n_fields; i++)
    fields[i] = sequence[i];
  for (guint i = 0; i < 4; i++)
    seeker->order[i] = cursor->order[i];
  seeker->n_prefix = n;
  seeker->scanned = *scanned;
  seeker->cursor = g_steal_pointer (&cursor);
  return TRUE;
}

gboolean
nysta_seeker_init (NystaSeeker *seeker, NystaDataset *dataset, const NystaQuad *pattern,
                   guint8 *fields, guint n_fields)
{
  const NystaQuad all = { .graph = pattern->graph };

  seeker->dataset = dataset;
  seeker->cursor = NULL;
  nysta_seeker_restart (seeker);
  return n_fields > 0 && !is_one_of (fields, n_fields, NYSTA_FIELD_GRAPH) &&
         (try_scan (seeker, pattern, pattern, fields, n_fields) ||
          try_scan (seeker, pattern, &all, fields, n_fields));
}

void
nysta_seeker_restart (NystaSeeker *seeker)
{
  nysta_seeker_clear (seeker);
  seeker->n_quads = 0;
  seeker->next_quad = 0;
}

void
nysta_seeker_clear (NystaSeeker *seeker)
{
  g_clear_pointer (&seeker->cursor, nysta_cursor_free);
}

/* Less than, equal to or greater than 0, as @quad is before, among or after what is wanted. */
static inline int
compare (const NystaSeeker *seeker, const NystaQuad *quad)
{
  for (guint i = 0; i < seeker->n_prefix; i++)
    {
      NystaTermId id = nysta_quad_field (quad, seeker->order[i]);

      if (id != seeker->wanted[i])
        return id < seeker->wanted[i] ? -1 : 1;
    }
  return 0;
}

void
nysta_seeker_seek (NystaSeeker *seeker, const NystaQuad *pattern)
{
  NystaQuad row = { .graph = pattern->graph };

  for (guint i = 0; i < seeker->n_prefix; i++)
    {
      seeker->wanted[i] = nysta_quad_field (pattern, seeker->order[i]);
      *nysta_quad_field_at (&row, seeker->order[i]) = seeker->wanted[i];
    }
  seeker->n_wanted = FIRST_QUADS;
  while (seeker->next_quad < seeker->n_quads &&
         compare (seeker, &seeker->quads[seeker->next_quad]) < 0)
    seeker->next_quad++;
  if (seeker->next_quad < seeker->n_quads)
    return;
  if (seeker->cursor == NULL)
    seeker->cursor = nysta_dataset_scan (seeker->dataset, &seeker->scanned);
  nysta_cursor_seek (seeker->cursor, &row);
}

gsize
nysta_seeker_next (NystaSeeker *seeker, NystaQuad *out_quads, gsize max_quads)
{
  gsize n = 0;

  while (n < max_quads)
    {
      if (seeker->next_quad == seeker->n_quads)
        {
          seeker->next_quad = 0;
          seeker->n_quads = nysta_cursor_next (seeker->cursor, seeker->quads,
                                               seeker->n_wanted);
          seeker->n_wanted = MIN (seeker->n_wanted * 2, NYSTA_SEEKER_QUADS);
          if (seeker->n_quads == 0)
            break;
        }
      if (compare (seeker, &seeker->quads[seeker->next_quad]) != 0)
        break;
      out_quads[n++] = seeker->quads[seeker->next_quad++];
    }
  return n;
}
