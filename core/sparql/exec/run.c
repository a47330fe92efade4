/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sparql/exec/run.h"

#include "base/error.h"

/* The clock is asked once in so many steps. */
#define TICKS_PER_LOOK 1024

static gboolean
value_of_variable (gpointer user_data, guint variable, NystaTerm *out_term)
{
  NystaRun *run = user_data;

  return nysta_run_term (run, run->row[variable], out_term);
}

void
nysta_run_init (NystaRun *run, NystaQueryTree *tree, NystaDataset *dataset,
                guint timeout_ms)
{
  *run = (NystaRun){
    .tree = tree,
    .dataset = dataset,
    .width = MAX (tree->variables->len, 1),
    .computed = nysta_term_table_new (),
    .evaluation = { .value_of = value_of_variable,
                    .user_data = run,
                    .strings = g_string_chunk_new (1024),
                    .base = tree->base },
    .timeout_ms = timeout_ms,
    .deadline_us = timeout_ms > 0 ? g_get_monotonic_time () + (gint64) timeout_ms * 1000
                                  : 0,
  };
}

void
nysta_run_clear (NystaRun *run)
{
  nysta_term_table_free (run->computed);
  g_string_chunk_free (run->evaluation.strings);
  if (run->named_graphs != NULL)
    g_array_unref (run->named_graphs);
  g_clear_error (&run->error);
}

gboolean
nysta_run_tick (NystaRun *run)
{
  if (run->error != NULL)
    return FALSE;
  if (run->deadline_us == 0 || ++run->ticks % TICKS_PER_LOOK != 0 ||
      g_get_monotonic_time () < run->deadline_us)
    return TRUE;
  g_set_error (&run->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_TIMED_OUT,
               "the query was not answered within %u ms: ask for less, or raise --timeout",
               run->timeout_ms);
  return FALSE;
}

NystaTermId *
nysta_run_append (NystaRun *run, NystaSolutions *solutions, const NystaTermId *row)
{
  NystaTermId *copy = NULL;

  if (!nysta_run_tick (run))
    return NULL;
  copy = nysta_solutions_append (solutions, row);
  if (copy == NULL)
    g_set_error (&run->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                 "limit: the query has more than %" G_GSIZE_FORMAT
                 " solutions on the way: ask for less",
                 solutions->n_rows);
  return copy;
}

gboolean
nysta_run_term (NystaRun *run, NystaTermId id, NystaTerm *out_term)
{
  const NystaTerm *term = NULL;

  if (id == 0)
    return FALSE;
  if ((id & NYSTA_COMPUTED) == 0)
    return nysta_dataset_term (run->dataset, id, out_term);
  term = nysta_term_table_get (run->computed, id & ~NYSTA_COMPUTED);
  if (term == NULL)
    return FALSE;
  *out_term = *term;
  return TRUE;
}

NystaTermId
nysta_run_intern (NystaRun *run, const NystaTerm *term)
{
  NystaTermId id = nysta_dataset_lookup (run->dataset, term);

  return id != 0 ? id : (nysta_term_table_add (run->computed, term) | NYSTA_COMPUTED);
}

/* A number that did not fit must not pass for an error of the expression. */
static gboolean
check_range (NystaRun *run)
{
  if (!run->evaluation.out_of_range)
    return TRUE;
  if (run->error == NULL)
    g_set_error_literal (&run->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                         "limit: a number needs more than 38 digits, or a regular "
                         "expression too many steps: ask with smaller ones");
  return FALSE;
}

gboolean
nysta_run_evaluate (NystaRun *run, NystaExpression *expression, const NystaTermId *row,
                    NystaTermId *out_id)
{
  NystaTerm term = { 0 };

  run->row = row;
  *out_id = nysta_expression_evaluate (&run->evaluation, expression, &term)
              ? nysta_run_intern (run, &term)
              : 0;
  g_string_chunk_clear (run->evaluation.strings);
  return check_range (run) && nysta_run_tick (run);
}

gboolean
nysta_run_test (NystaRun *run, const GPtrArray *filters, const NystaTermId *row,
                gboolean *out_holds)
{
  *out_holds = TRUE;
  run->row = row;
  for (guint i = 0; i < filters->len && *out_holds; i++)
    {
      gboolean truth = FALSE;

      *out_holds = nysta_expression_truth (&run->evaluation, g_ptr_array_index (filters, i),
                                           &truth) == NYSTA_VALUE_OK &&
                   truth;
      g_string_chunk_clear (run->evaluation.strings);
      if (!check_range (run))
        return FALSE;
    }
  return nysta_run_tick (run);
}
