/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/view.h"

#include <string.h>

static void
exists_free (gpointer data)
{
  NystaExists *exists = data;

  nysta_operator_free (exists->plan);
  g_free (exists->values);
  g_free (exists);
}

NystaView *
nysta_view_new (NystaExecution *execution, const guint *variables, guint n_columns,
                const guint *extras, guint n_extras)
{
  NystaView *view = g_new0 (NystaView, 1);

  view->execution = execution;
  view->n_columns = n_columns;
  view->substitutes = extras != NULL;
  view->variables = g_new (guint, n_columns + n_extras + 1);
  view->columns = g_new (gint32, execution->n_variables + 1);
  memset (view->columns, 0xff, (execution->n_variables + 1) * sizeof (gint32));
  for (guint i = 0; i < n_columns + n_extras; i++)
    {
      guint variable = i < n_columns ? variables[i] : extras[i - n_columns];

      if (view->columns[variable] >= 0)
        continue;
      view->columns[variable] = (gint32) view->width;
      view->variables[view->width++] = variable;
    }
  view->row = view->substitutes ? g_new0 (NystaTermId, view->width + 1) : NULL;
  view->exists = g_ptr_array_new_with_free_func (exists_free);
  return view;
}

void
nysta_view_free (NystaView *view)
{
  if (view == NULL)
    return;
  g_ptr_array_unref (view->exists);
  g_free (view->variables);
  g_free (view->columns);
  g_free (view->row);
  g_free (view);
}

NystaExists *
nysta_view_add_exists (NystaView *view, NystaOperator *plan)
{
  NystaExists *exists = g_new0 (NystaExists, 1);

  exists->plan = plan;
  exists->view = view;
  exists->values = g_new0 (NystaTermId, view->execution->n_variables + 1);
  g_ptr_array_add (view->exists, exists);
  return exists;
}

const NystaTermId *
nysta_view_row (NystaView *view, const NystaTermId *row)
{
  const NystaTermId *substituted = view->environment->substituted;

  if (!view->substitutes || substituted == NULL)
    return row;
  for (guint i = 0; i < view->width; i++)
    {
      NystaTermId id = i < view->n_columns ? row[i] : 0;

      view->row[i] = id != 0 ? id : substituted[view->variables[i]];
    }
  return view->row;
}

static gboolean
fits (const NystaOperator *op, gsize i, const NystaTermId *values)
{
  const NystaTermId *row = nysta_operator_row (op, i);

  for (guint k = 0; k < op->n_columns; k++)
    if (row[k] != 0 && values[op->variables[k]] != 0 && values[op->variables[k]] != row[k])
      return FALSE;
  return TRUE;
}

gboolean
nysta_exists_ask (gpointer user_data, gpointer data, const NystaTermId *row,
                  gboolean *out_any, GError **error)
{
  NystaExists *exists = data;
  NystaView *view = exists->view;
  NystaExecution *execution = view->execution;
  NystaOperator *plan = exists->plan;
  gsize n_bytes = execution->n_variables * sizeof (NystaTermId);

  if (view->environment->substituted != NULL)
    memcpy (exists->values, view->environment->substituted, n_bytes);
  else
    memset (exists->values, 0, n_bytes);
  for (guint i = 0; i < view->width; i++)
    if (row[i] != 0)
      exists->values[view->variables[i]] = row[i];

  const NystaEnvironment environment = { .values = exists->values,
                                         .substituted = exists->values,
                                         .graph = view->environment->graph };
  gboolean ok = nysta_operator_open (plan, &environment);

  *out_any = FALSE;
  while (ok && !*out_any)
    {
      ok = nysta_operator_next (plan);
      if (plan->n_rows == 0)
        break;
      for (gsize i = 0; ok && i < plan->n_rows && !*out_any; i++)
        *out_any = fits (plan, i, exists->values);
    }
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&execution->error));
  return ok;
}

/* --- conditions ------------------------------------------------------------------------ */

static void
free_expression (gpointer expression)
{
  nysta_expression_free (expression);
}

NystaConditions *
nysta_conditions_new (NystaView *view)
{
  NystaConditions *conditions = g_new0 (NystaConditions, 1);

  conditions->view = view;
  conditions->expressions = g_ptr_array_new_with_free_func (free_expression);
  conditions->nodes = g_ptr_array_new ();
  return conditions;
}

void
nysta_conditions_free (NystaConditions *conditions)
{
  if (conditions == NULL)
    return;
  g_ptr_array_unref (conditions->expressions);
  g_ptr_array_unref (conditions->nodes);
  nysta_view_free (conditions->view);
  g_free (conditions);
}

gboolean
nysta_conditions_test (NystaConditions *conditions, const NystaTermId *row)
{
  const NystaTermId *seen = nysta_view_row (conditions->view, row);

  for (guint i = 0; i < conditions->expressions->len; i++)
    if (nysta_expression_test (conditions->expressions->pdata[i], seen) != NYSTA_TRUTH_TRUE)
      return FALSE;
  return TRUE;
}

gboolean
nysta_execution_check (NystaExecution *execution)
{
  nysta_budget_note_computed (&execution->budget, nysta_run_terms_bytes (execution->terms));
  return nysta_expression_context_check (execution->expressions, &execution->error) &&
         nysta_run_terms_check (execution->terms, &execution->error);
}
