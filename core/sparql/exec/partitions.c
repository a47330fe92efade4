/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/partitions.h"

#include <string.h>

#define ROWS_BETWEEN_CHECKS 1024u

gboolean
nysta_operator_fail_spilling (NystaOperator *op, GError *error)
{
  /* A limit is told as such; of anything else, who had to do with the disk. */
  if (!g_str_has_prefix (error->message, "limit:") && error->domain != G_IO_ERROR)
    g_prefix_error (&error, "%s: ", op->klass->name);
  g_propagate_error (&op->execution->error, error);
  return FALSE;
}

/* --- dealing out ------------------------------------------------------------------------ */

void
nysta_part_clear (NystaPart *part)
{
  if (part->spool.scratch != NULL)
    nysta_spool_clear (&part->spool);
  part->n_rows = 0;
}

void
nysta_partitions_init (NystaPartitions *partitions, NystaOperator *owner, guint width,
                       guint level)
{
  *partitions = (NystaPartitions){ .owner = owner, .width = width };
  for (guint i = 0; i < NYSTA_N_PARTITIONS; i++)
    {
      nysta_spool_init (&partitions->parts[i].spool, owner->execution->budget.scratch);
      partitions->parts[i].level = level;
    }
}

void
nysta_partitions_clear (NystaPartitions *partitions)
{
  for (guint i = 0; partitions->owner != NULL && i < NYSTA_N_PARTITIONS; i++)
    nysta_part_clear (&partitions->parts[i]);
}

gboolean
nysta_partitions_add (NystaPartitions *partitions, guint64 hash, const NystaTermId *row)
{
  guint level = MIN (partitions->parts[0].level, NYSTA_MAX_PARTITION_LEVEL);
  guint number = (hash >> (64 - NYSTA_PARTITION_BITS * (level + 1))) &
                 (NYSTA_N_PARTITIONS - 1);
  NystaPart *part = &partitions->parts[number];
  GError *error = NULL;

  part->n_rows++;
  return nysta_spool_write (&part->spool, row, partitions->width * sizeof *row, &error) ||
         nysta_operator_fail_spilling (partitions->owner, error);
}

gboolean
nysta_partitions_seal (NystaPartitions *partitions)
{
  GError *error = NULL;

  for (guint i = 0; i < NYSTA_N_PARTITIONS; i++)
    if (!nysta_spool_finish (&partitions->parts[i].spool, &error))
      return nysta_operator_fail_spilling (partitions->owner, error);
  return TRUE;
}

gboolean
nysta_partitions_finish (NystaPartitions *partitions, GArray *out)
{
  if (!nysta_partitions_seal (partitions))
    return FALSE;
  for (guint i = NYSTA_N_PARTITIONS; i-- > 0;)
    if (partitions->parts[i].n_rows > 0)
      {
        g_array_append_val (out, partitions->parts[i]);
        /* Theirs now. */
        partitions->parts[i] = (NystaPart){ .level = partitions->parts[i].level };
      }
  return TRUE;
}

void
nysta_part_reader_init (NystaPartReader *reader, NystaPart *part, NystaOperator *owner,
                        guint width)
{
  *reader = (NystaPartReader){ .owner = owner, .width = width };
  nysta_spool_reader_init (&reader->reader, &part->spool);
  reader->row = g_new0 (NystaTermId, width + 1);
}

void
nysta_part_reader_clear (NystaPartReader *reader)
{
  nysta_spool_reader_clear (&reader->reader);
  g_clear_pointer (&reader->row, g_free);
}

gboolean
nysta_part_reader_next (NystaPartReader *reader, const NystaTermId **out_row)
{
  NystaExecution *execution = reader->owner->execution;
  GError *error = NULL;

  *out_row = NULL;
  if (reader->reader.n_left == 0)
    return TRUE;
  if (reader->n_read++ % ROWS_BETWEEN_CHECKS == 0 &&
      !nysta_budget_check (&execution->budget, &execution->error))
    return FALSE;
  if (!nysta_spool_read (&reader->reader, reader->row, reader->width * sizeof *reader->row,
                         &error))
    return nysta_operator_fail_spilling (reader->owner, error);
  *out_row = reader->row;
  return TRUE;
}

/* --- sorting ------------------------------------------------------------------------------ */

static gboolean
grow_sorter (gsize n_bytes, gpointer user_data)
{
  return nysta_holding_grow (&((NystaSorterHolder *) user_data)->holding, n_bytes);
}

static void
shrink_sorter (gsize n_bytes, gpointer user_data)
{
  nysta_holding_shrink (&((NystaSorterHolder *) user_data)->holding, n_bytes);
}

static gboolean
check_sorter (gpointer user_data, GError **error)
{
  NystaSorterHolder *holder = user_data;

  return nysta_budget_check (&holder->owner->execution->budget, error);
}

const NystaSorterFuncs nysta_sorter_funcs = {
  .grow = grow_sorter,
  .shrink = shrink_sorter,
  .check = check_sorter,
};

gboolean
nysta_sorter_add_row (NystaSorter *sorter, NystaOperator *owner, guint64 number,
                      const NystaTermId *row, guint width)
{
  const guint64 key = GUINT64_TO_BE (number);
  GError *error = NULL;

  return nysta_sorter_add (sorter, &key, sizeof key, row, width * sizeof *row, &error) ||
         nysta_operator_fail_spilling (owner, error);
}

gboolean
nysta_sorter_fill_batch (NystaSorter *sorter, NystaOperator *op)
{
  GError *error = NULL;

  while (op->n_rows < op->max_rows)
    {
      const void *row = NULL;
      gsize n_bytes = 0;

      if (!nysta_sorter_next (sorter, &row, &n_bytes, &error))
        return nysta_operator_fail_spilling (op, error);
      if (row == NULL)
        return TRUE;
      if (op->n_columns > 0)
        memcpy (nysta_operator_row (op, op->n_rows), row,
                op->n_columns * sizeof (NystaTermId));
      op->n_rows++;
    }
  return TRUE;
}
