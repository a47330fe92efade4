/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/operator.h"

#include <string.h>
#include <time.h>

#include "base/error.h"

/* A batch of wide rows has fewer of them: half a MiB at the most, and a small part of the
 * memory. */
#define MAX_BATCH_CELLS (64u * 1024)
#define MIN_BATCH_CELLS 512u

static guint
batch_rows (const NystaBudget *budget, guint n_columns)
{
  gsize n_cells = budget->max_bytes == 0 ? MAX_BATCH_CELLS
                                         : budget->max_bytes / 256 / sizeof (NystaTermId);

  n_cells = CLAMP (n_cells, MIN_BATCH_CELLS, MAX_BATCH_CELLS);
  return CLAMP ((guint) n_cells / MAX (n_columns, 1), 1, NYSTA_BATCH_ROWS);
}

gpointer
nysta_operator_new (NystaExecution *execution, const NystaOperatorClass *klass,
                    const guint *variables, guint n_columns)
{
  NystaOperator *op = g_malloc0 (klass->size);

  op->klass = klass;
  op->execution = execution;
  op->variables = g_new (guint, n_columns + 1);
  if (n_columns > 0)
    memcpy (op->variables, variables, n_columns * sizeof *variables);
  op->n_columns = n_columns;
  op->sure = g_new0 (guint8, n_columns + 1);
  op->max_rows = batch_rows (&execution->budget, n_columns);
  return op;
}

void
nysta_operator_adopt (NystaOperator *op, NystaOperator *child)
{
  op->children = g_renew (NystaOperator *, op->children, op->n_children + 1);
  op->children[op->n_children++] = child;
}

void
nysta_operator_free (NystaOperator *op)
{
  if (op == NULL)
    return;
  if (op->klass->finish != NULL)
    op->klass->finish (op);
  for (guint i = 0; i < op->n_children; i++)
    nysta_operator_free (op->children[i]);
  g_free (op->children);
  g_free (op->variables);
  g_free (op->sure);
  g_free (op->room);
  g_free (op);
}

static gint64
now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

gboolean
nysta_operator_open (NystaOperator *op, const NystaEnvironment *environment)
{
  gint64 start_ns = op->execution->measures ? now_ns () : 0;
  gboolean ok = TRUE;

  op->n_rows = 0;
  op->n_opened++;
  ok = op->klass->open (op, environment);
  if (op->execution->measures)
    op->time_ns += now_ns () - start_ns;
  return ok;
}

gboolean
nysta_operator_next (NystaOperator *op)
{
  NystaExecution *execution = op->execution;
  gint64 start_ns = execution->measures ? now_ns () : 0;
  gboolean ok = nysta_budget_check (&execution->budget, &execution->error) &&
                op->klass->next (op);

  if (execution->measures)
    op->time_ns += now_ns () - start_ns;
  op->n_given += ok ? op->n_rows : 0;
  return ok;
}

gboolean
nysta_operator_begin_batch (NystaOperator *op)
{
  op->n_rows = 0;
  if (op->room == NULL)
    {
      gsize n_cells = (gsize) op->max_rows * MAX (op->n_columns, 1);

      if (!nysta_operator_charge (op, n_cells * sizeof (NystaTermId)))
        return FALSE;
      op->room = g_try_new (NystaTermId, n_cells);
    }
  if (op->room == NULL)
    {
      g_set_error (&op->execution->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                   "limit: %s: no memory for a batch of rows", op->klass->name);
      return FALSE;
    }
  op->cells = op->room;
  return TRUE;
}

void
nysta_operator_release_batches (NystaOperator *op)
{
  if (op->room != NULL)
    nysta_budget_release (&op->execution->budget, (gsize) op->max_rows *
                                                    MAX (op->n_columns, 1) *
                                                    sizeof (NystaTermId));
  g_clear_pointer (&op->room, g_free);
  op->n_rows = 0;
  for (guint i = 0; i < op->n_children; i++)
    nysta_operator_release_batches (op->children[i]);
}

gint32
nysta_operator_column (const NystaOperator *op, guint variable)
{
  for (guint i = 0; i < op->n_columns; i++)
    if (op->variables[i] == variable)
      return (gint32) i;
  return -1;
}

gboolean
nysta_operator_charge (NystaOperator *op, gsize bytes)
{
  NystaExecution *execution = op->execution;

  return nysta_budget_charge (&execution->budget, bytes, op->klass->name,
                              &execution->error);
}

/* --- printing ----------------------------------------------------------------------- */

void
nysta_operator_append_variable (const NystaExecution *execution, guint variable,
                                GString *out)
{
  const char *name = variable < execution->names->len
                       ? g_ptr_array_index (execution->names, variable)
                       : "";

  g_string_append_printf (out, "?%s", name);
}

void
nysta_operator_append_term (NystaExecution *execution, NystaTermId id, GString *out)
{
  NystaTerm term = { 0 };

  if (nysta_run_terms_get (execution->terms, id, &term))
    nysta_term_append_ntriples (&term, out);
  else
    g_string_append (out, "none");
}

static void
print_at (const NystaOperator *op, gboolean ran, guint depth, GString *out)
{
  g_string_append_printf (out, "%*s%s", (int) (2 * depth), "", op->klass->name);
  if (op->klass->describe != NULL)
    op->klass->describe (op, out);
  g_string_append_printf (out, "  [%.0f rows", op->rows);
  if (ran)
    g_string_append_printf (out, ", were %" G_GUINT64_FORMAT ", %.3f ms", op->n_given,
                            (double) op->time_ns / 1e6);
  if (ran && op->n_opened != 1)
    g_string_append_printf (out, ", opened %" G_GUINT64_FORMAT " times", op->n_opened);
  g_string_append (out, "]\n");
  for (guint i = 0; i < op->n_children; i++)
    print_at (op->children[i], ran, depth + 1, out);
}

void
nysta_operator_print (const NystaOperator *op, gboolean ran, GString *out)
{
  print_at (op, ran, 0, out);
}

/* --- environments ------------------------------------------------------------------- */

void
nysta_inner_environment_set (NystaInnerEnvironment *inner, const NystaExecution *execution,
                             const NystaEnvironment *outer, const guint *variables,
                             guint n_variables)
{
  gsize n_bytes = execution->n_variables * sizeof (NystaTermId);

  if (inner->values == NULL)
    inner->values = g_new0 (NystaTermId, execution->n_variables + 1);
  if (variables == NULL)
    memcpy (inner->values, outer->values, n_bytes);
  else
    {
      if (outer->substituted != NULL)
        memcpy (inner->values, outer->substituted, n_bytes);
      else
        memset (inner->values, 0, n_bytes);
      for (guint i = 0; i < n_variables; i++)
        inner->values[variables[i]] = outer->values[variables[i]];
    }
  inner->given = *outer;
  inner->given.values = inner->values;
}

void
nysta_inner_environment_clear (NystaInnerEnvironment *inner)
{
  g_clear_pointer (&inner->values, g_free);
}
