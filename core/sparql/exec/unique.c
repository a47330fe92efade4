/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/unique.h"

#include <string.h>

void
nysta_unique_init (NystaUnique *unique, NystaOperator *owner, guint width,
                   const NystaHolding *share, guint n_parts)
{
  *unique = (NystaUnique){ .owner = owner, .width = width };
  nysta_holding_init_part (&unique->holding, share, n_parts);
  nysta_row_set_init (&unique->seen, owner, width);
  unique->seen.rows.holding = &unique->holding;
}

void
nysta_unique_clear (NystaUnique *unique)
{
  nysta_row_set_clear (&unique->seen);
  nysta_partitions_clear (&unique->partitions);
  for (guint i = 0; unique->pending != NULL && i < unique->pending->len; i++)
    nysta_part_clear (&g_array_index (unique->pending, NystaPart, i));
  g_clear_pointer (&unique->pending, g_array_unref);
  g_clear_pointer (&unique->sorter, nysta_sorter_free);
  g_clear_pointer (&unique->numbered, g_free);
}

static gboolean
put_off (NystaUnique *unique, guint64 number, const NystaTermId *row, guint level)
{
  if (!unique->puts_off)
    nysta_partitions_init (&unique->partitions, unique->owner, unique->width + 1, level);
  unique->puts_off = TRUE;
  unique->numbered[0] = number;
  if (unique->width > 0)
    memcpy (unique->numbered + 1, row, unique->width * sizeof *row);
  return nysta_partitions_add (&unique->partitions, nysta_row_hash (row, unique->width),
                               unique->numbered);
}

/* Of the input that was dealt out @level times. */
static gboolean
add_row (NystaUnique *unique, guint64 number, const NystaTermId *row, guint level,
         gboolean *out_is_new)
{
  *out_is_new = FALSE;
  if (!unique->puts_off)
    {
      if (nysta_row_set_add (&unique->seen, row, out_is_new) >= 0)
        return TRUE;
      *out_is_new = FALSE;
      if (!unique->seen.rows.is_full)
        return FALSE;
    }
  if (nysta_row_set_find (&unique->seen, row) >= 0)
    return TRUE;
  if (unique->numbered == NULL)
    unique->numbered = g_new0 (NystaTermId, unique->width + 1);
  return put_off (unique, number, row, level);
}

gboolean
nysta_unique_add (NystaUnique *unique, const NystaTermId *row, gboolean *out_is_new)
{
  return add_row (unique, unique->n_rows++, row, 0, out_is_new);
}

static gboolean
end_input (NystaUnique *unique)
{
  nysta_row_set_clear (&unique->seen);
  nysta_row_set_init (&unique->seen, unique->owner, unique->width);
  unique->seen.rows.holding = &unique->holding;
  if (!unique->puts_off)
    return TRUE;
  unique->puts_off = FALSE;
  return nysta_partitions_finish (&unique->partitions, unique->pending);
}

static gboolean
read_part (NystaUnique *unique, NystaPart *part)
{
  NystaPartReader reader;
  const NystaTermId *row = NULL;
  gboolean ok = TRUE;

  nysta_part_reader_init (&reader, part, unique->owner, unique->width + 1);
  while (ok && (ok = nysta_part_reader_next (&reader, &row)) && row != NULL)
    {
      gboolean is_new = FALSE;

      ok = add_row (unique, row[0], row + 1, part->level + 1, &is_new) &&
           (!is_new || nysta_sorter_add_row (unique->sorter, unique->owner, row[0], row + 1,
                                             unique->width));
    }
  nysta_part_reader_clear (&reader);
  return ok && end_input (unique);
}

gboolean
nysta_unique_finish (NystaUnique *unique)
{
  GError *error = NULL;

  if (!unique->puts_off)
    return TRUE;
  unique->pending = g_array_new (FALSE, FALSE, sizeof (NystaPart));
  if (!end_input (unique))
    return FALSE;
  unique->holding.n_parts *= 2;
  unique->holder.owner = unique->owner;
  nysta_holding_init_part (&unique->holder.holding, &unique->holding,
                           unique->holding.n_parts);
  unique->sorter = nysta_sorter_new (unique->owner->execution->budget.scratch,
                                     NYSTA_SORTER_ALL, &nysta_sorter_funcs,
                                     &unique->holder);
  while (unique->pending->len > 0)
    {
      NystaPart part = g_array_index (unique->pending, NystaPart, unique->pending->len - 1);
      gboolean ok = TRUE;

      g_array_set_size (unique->pending, unique->pending->len - 1);
      ok = read_part (unique, &part);
      nysta_part_clear (&part);
      if (!ok)
        return FALSE;
    }
  return nysta_sorter_finish (unique->sorter, &error) ||
         nysta_operator_fail_spilling (unique->owner, error);
}

gboolean
nysta_unique_next (NystaUnique *unique, const NystaTermId **out_row)
{
  const void *row = NULL;
  gsize n_bytes = 0;
  GError *error = NULL;

  *out_row = NULL;
  if (unique->sorter == NULL)
    return TRUE;
  if (!nysta_sorter_next (unique->sorter, &row, &n_bytes, &error))
    return nysta_operator_fail_spilling (unique->owner, error);
  *out_row = row;
  return TRUE;
}
