/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* query.c: a query's answer from its solutions: projection, DISTINCT, templates. */
#include "sparql/query.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "sparql/exec/run.h"

struct NystaQuery
{
  NystaQueryTree *tree;
  guint timeout_ms;
};

NystaQuery *
nysta_query_new (const char *text, const NystaQueryOptions *options, GError **error)
{
  static const NystaQueryOptions defaults = { 0 };
  NystaQueryTree *tree = nysta_query_parse (text, options != NULL ? options : &defaults,
                                            error);

  if (tree == NULL)
    return NULL;

  NystaQuery *query = g_new0 (NystaQuery, 1);

  query->tree = tree;
  query->timeout_ms = options != NULL ? options->timeout_ms : 0;
  return query;
}

void
nysta_query_free (NystaQuery *query)
{
  if (query == NULL)
    return;
  nysta_query_tree_free (query->tree);
  g_free (query);
}

NystaQueryForm
nysta_query_form (const NystaQuery *query)
{
  return query->tree->form;
}

/* --- SELECT ----------------------------------------------------------------- */

typedef struct
{
  const NystaTermId *ids;
  guint width;
} ProjectedRow;

static guint
projected_hash (gconstpointer data)
{
  const ProjectedRow *row = data;
  guint64 hash = 0xcbf29ce484222325ull;

  for (guint i = 0; i < row->width; i++)
    {
      hash = (hash ^ row->ids[i]) * 0x9e3779b97f4a7c15ull;
      hash ^= hash >> 32;
    }
  return (guint) hash;
}

static gboolean
projected_equal (gconstpointer a, gconstpointer b)
{
  const ProjectedRow *left = a;
  const ProjectedRow *right = b;

  return memcmp (left->ids, right->ids, left->width * sizeof (NystaTermId)) == 0;
}

/* "(expression AS ?name)" of the projection */
static gboolean
run_projected_expressions (NystaRun *run, NystaSolutions *solutions)
{
  const GArray *projections = run->tree->projections;

  for (guint k = 0; k < projections->len; k++)
    {
      const NystaProjection *projection = &g_array_index (projections, NystaProjection, k);

      for (gsize i = 0; projection->expression != NULL && i < solutions->n_rows; i++)
        {
          NystaTermId *row = nysta_solutions_row (solutions, i);
          NystaTermId id = 0;

          if (!nysta_run_evaluate (run, projection->expression, row, &id))
            return FALSE;
          row[projection->variable] = id;
        }
    }
  return TRUE;
}

static gboolean
tell_row (NystaRun *run, const NystaTermId *ids, guint n, NystaTerm *values,
          const NystaAnswerFuncs *funcs, gpointer user_data)
{
  for (guint i = 0; i < n; i++)
    {
      values[i] = (NystaTerm){ 0 };
      nysta_run_term (run, ids[i], &values[i]);
    }
  return nysta_run_tick (run) && funcs->row (values, n, user_data, &run->error);
}

/* Rows are kept only to know a double when it comes; NULL: there is no room. */
static NystaTermId *
new_cells (NystaRun *run, const NystaSolutions *solutions, guint n)
{
  gsize n_rows = run->tree->distinct ? solutions->n_rows : 1;
  NystaTermId *cells = n_rows <= NYSTA_MAX_SOLUTION_CELLS / (n + 1)
                         ? g_try_new (NystaTermId, n_rows * n + 1)
                         : NULL;

  if (cells == NULL)
    g_set_error (&run->error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT,
                 "limit: %u columns of %" G_GSIZE_FORMAT " solutions are too many to tell "
                 "doubles apart: select less",
                 n, n_rows);
  return cells;
}

/* The solutions narrowed to what is selected, doubles removed if so asked. */
static gboolean
tell_rows (NystaRun *run, const NystaSolutions *solutions, const NystaAnswerFuncs *funcs,
           gpointer user_data)
{
  const NystaQueryTree *tree = run->tree;
  guint n = tree->projections->len;
  g_autofree NystaTerm *values = g_new (NystaTerm, n + 1);
  g_autofree NystaTermId *cells = new_cells (run, solutions, n);
  g_autofree ProjectedRow *rows = g_new (ProjectedRow,
                                         tree->distinct ? solutions->n_rows + 1 : 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (projected_hash, projected_equal);
  guint64 n_found = 0;

  if (cells == NULL)
    return FALSE;
  for (gsize i = 0; i < solutions->n_rows; i++)
    {
      const NystaTermId *row = nysta_solutions_row (solutions, i);
      NystaTermId *ids = cells + (tree->distinct ? i * n : 0);

      for (guint k = 0; k < n; k++)
        ids[k] = row[g_array_index (tree->projections, NystaProjection, k).variable];
      if (tree->distinct)
        {
          rows[i] = (ProjectedRow){ ids, n };
          if (!g_hash_table_add (seen, &rows[i]))
            continue;
        }
      n_found++;
      if (n_found <= tree->offset)
        continue;
      if (n_found - tree->offset > tree->limit)
        break;
      if (!tell_row (run, ids, n, values, funcs, user_data))
        return FALSE;
    }
  return TRUE;
}

static gboolean
tell_variables (NystaRun *run, const NystaAnswerFuncs *funcs, gpointer user_data)
{
  const NystaQueryTree *tree = run->tree;
  g_autofree const char **names = g_new0 (const char *, tree->projections->len + 1);

  for (guint i = 0; i < tree->projections->len; i++)
    names[i] = g_ptr_array_index (
      tree->variables, g_array_index (tree->projections, NystaProjection, i).variable);
  return funcs->variables == NULL ||
         funcs->variables (names, tree->projections->len, user_data, &run->error);
}

static gboolean
answer_select (NystaRun *run, NystaSolutions *solutions, const NystaAnswerFuncs *funcs,
               gpointer user_data)
{
  return run_projected_expressions (run, solutions) && nysta_run_order (run, solutions) &&
         tell_variables (run, funcs, user_data) &&
         tell_rows (run, solutions, funcs, user_data);
}

/* --- CONSTRUCT -------------------------------------------------------------- */

/* FALSE: unbound. Blank nodes of the template are new ones for each solution. */
static gboolean
slot_term (NystaRun *run, const NystaSlot *slot, const NystaTermId *row, gsize row_number,
           char *label, gsize n_label, NystaTerm *out_term)
{
  if (!slot->is_variable)
    {
      *out_term = slot->term;
      return TRUE;
    }
  if (!nysta_tree_is_hidden (run->tree, slot->variable))
    return nysta_run_term (run, row[slot->variable], out_term);
  g_snprintf (label, n_label, "c%" G_GSIZE_FORMAT "v%u", row_number, slot->variable);
  *out_term = (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = label };
  return TRUE;
}

/* §16.2: what is no triple is left out. */
static gboolean
tell_triple (NystaRun *run, const NystaTriplePattern *triple, const NystaTermId *row,
             gsize row_number, const NystaAnswerFuncs *funcs, gpointer user_data)
{
  char labels[3][48];
  NystaTerm terms[3] = { 0 };

  for (guint i = 0; i < 3; i++)
    if (!slot_term (run, &triple->slots[i], row, row_number, labels[i], sizeof labels[i],
                    &terms[i]))
      return TRUE;
  if (terms[0].kind == NYSTA_TERM_LITERAL || terms[1].kind != NYSTA_TERM_IRI)
    return TRUE;

  NystaStatement statement = { .subject = terms[0],
                               .predicate = terms[1],
                               .object = terms[2] };

  return funcs->statement (&statement, user_data, &run->error);
}

static gboolean
answer_construct (NystaRun *run, NystaSolutions *solutions, const NystaAnswerFuncs *funcs,
                  gpointer user_data)
{
  const NystaQueryTree *tree = run->tree;

  if (!nysta_run_order (run, solutions))
    return FALSE;
  for (gsize i = 0; i < solutions->n_rows; i++)
    {
      if (i < tree->offset)
        continue;
      if (i - tree->offset >= tree->limit || !nysta_run_tick (run))
        break;
      for (guint k = 0; k < tree->construct->len; k++)
        if (!tell_triple (run, &g_array_index (tree->construct, NystaTriplePattern, k),
                          nysta_solutions_row (solutions, i), i, funcs, user_data))
          return FALSE;
    }
  return run->error == NULL;
}

/* --- all forms -------------------------------------------------------------- */

static gboolean
answer (NystaRun *run, const NystaAnswerFuncs *funcs, gpointer user_data)
{
  g_autoptr (NystaSolutions) solutions = nysta_run_pattern (run);

  if (solutions == NULL)
    return FALSE;
  switch (run->tree->form)
    {
    case NYSTA_QUERY_SELECT:
      return answer_select (run, solutions, funcs, user_data);
    case NYSTA_QUERY_ASK:
      return funcs->boolean (run->tree->limit > 0 && solutions->n_rows > run->tree->offset,
                             user_data, &run->error);
    case NYSTA_QUERY_CONSTRUCT:
      return answer_construct (run, solutions, funcs, user_data);
    }
  g_assert_not_reached ();
}

gboolean
nysta_query_run (NystaQuery *query, NystaDataset *dataset, const NystaAnswerFuncs *funcs,
                 gpointer user_data, GError **error)
{
  NystaRun run = { 0 };
  gboolean ok = FALSE;

  nysta_run_init (&run, query->tree, dataset, query->timeout_ms);
  ok = answer (&run, funcs, user_data);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&run.error));
  nysta_run_clear (&run);
  return ok;
}
