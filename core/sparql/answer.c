/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* answer.c: rows told as the answer of each form of query. */
#include "config.h"
#include "sparql/engine.h"

#include "sparql/exec/rows.h"

#define CHUNK_QUADS 256u

static void
get_term (NystaEngine *engine, NystaTermId id, NystaTerm *out_term)
{
  *out_term = (NystaTerm){ 0 };
  if (id != 0)
    nysta_run_terms_get (engine->execution.terms, id, out_term);
}

/* --- SELECT and ASK ------------------------------------------------------------------------- */

static gboolean
tell_variables (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
                GError **error)
{
  const NystaAlgebraQuery *query = engine->query;
  g_autofree const char **names = g_new0 (const char *, query->n_columns + 1);

  for (guint i = 0; i < query->n_columns; i++)
    names[i] = nysta_algebra_variable_name (query, query->columns[i]);
  return funcs->variables == NULL ||
         funcs->variables (names, query->n_columns, user_data, error);
}

static gboolean
answer_select (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
               GError **error)
{
  guint n = engine->query->n_columns;
  g_autofree NystaTermId *ids = g_new0 (NystaTermId, n + 1);

  if (!tell_variables (engine, funcs, user_data, error))
    return FALSE;
  do
    {
      if (!nysta_engine_next (engine, error))
        return FALSE;
      for (gsize i = 0; i < engine->root->n_rows; i++)
        {
          for (guint k = 0; k < n; k++)
            {
              NystaTermId id = nysta_engine_value (engine, i, k);

              /* Terms last as long as their batch. */
              if (i == 0 || id != ids[k])
                get_term (engine, id, &engine->terms[k]);
              ids[k] = id;
            }
          if (!funcs->row (engine->terms, n, user_data, error))
            return FALSE;
        }
    }
  while (engine->root->n_rows > 0);
  return TRUE;
}

static gboolean
answer_ask (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
            GError **error)
{
  return nysta_engine_next (engine, error) &&
         funcs->boolean (engine->root->n_rows > 0, user_data, error);
}

/* --- CONSTRUCT -------------------------------------------------------------------------------- */

typedef struct
{
  NystaEngine *engine;
  gsize row;
  guint64 n_solutions;
  char labels[3][48];
} Solution;

/* FALSE: it has no value. Blank nodes of the template are new ones for each solution. */
static gboolean
template_term (Solution *solution, const NystaNode *node, guint place, NystaTerm *out_term)
{
  NystaEngine *engine = solution->engine;
  const NystaAlgebraQuery *query = engine->query;

  *out_term = (NystaTerm){ 0 };
  if (node->kind == NYSTA_NODE_BLANK)
    {
      g_snprintf (solution->labels[place], sizeof solution->labels[place],
                  "c%" G_GUINT64_FORMAT "v%u", solution->n_solutions, node->number);
      *out_term = (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = solution->labels[place] };
    }
  else if (node->kind != NYSTA_NODE_VAR)
    *out_term = *node->term;
  else
    for (guint i = 0; i < query->n_columns; i++)
      if (query->columns[i] == node->number)
        get_term (engine, nysta_engine_value (engine, solution->row, i), out_term);
  return out_term->kind != NYSTA_TERM_NONE;
}

/* §16.2: what is no triple is left out. */
static gboolean
tell_solution (Solution *solution, const NystaAnswerFuncs *funcs, gpointer user_data,
               GError **error)
{
  const NystaNode *template = solution->engine->query->template;

  /* CONSTRUCT WHERE {} has none. */
  for (const NystaNode *node = template != NULL ? template->first : NULL; node != NULL;
       node = node->next)
    {
      NystaTerm terms[3];
      gboolean is_whole = TRUE;

      for (guint i = 0; i < 3; i++)
        is_whole = is_whole && template_term (solution, node->triple[i], i, &terms[i]);
      if (!is_whole || terms[0].kind == NYSTA_TERM_LITERAL ||
          terms[1].kind != NYSTA_TERM_IRI)
        continue;

      const NystaStatement statement = { .subject = terms[0],
                                         .predicate = terms[1],
                                         .object = terms[2] };

      if (!funcs->statement (&statement, user_data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
answer_construct (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
                  GError **error)
{
  Solution solution = { .engine = engine };

  do
    {
      if (!nysta_engine_next (engine, error))
        return FALSE;
      for (gsize i = 0; i < engine->root->n_rows; i++, solution.n_solutions++)
        {
          solution.row = i;
          if (!tell_solution (&solution, funcs, user_data, error))
            return FALSE;
        }
    }
  while (engine->root->n_rows > 0);
  return TRUE;
}

/* --- DESCRIBE ---------------------------------------------------------------------------------- */

static gboolean
tell_quad (NystaEngine *engine, const NystaQuad *quad, const NystaAnswerFuncs *funcs,
           gpointer user_data, GError **error)
{
  NystaStatement statement = { 0 };

  get_term (engine, quad->subject, &statement.subject);
  get_term (engine, quad->predicate, &statement.predicate);
  get_term (engine, quad->object, &statement.object);
  return funcs->statement (&statement, user_data, error);
}

/* Concise bounded description: what is said of it, and of the blank nodes in that. */
static gboolean
describe (NystaEngine *engine, NystaRowSet *resources, const NystaAnswerFuncs *funcs,
          gpointer user_data, GError **error)
{
  NystaExecution *execution = &engine->execution;
  NystaQuad quads[CHUNK_QUADS];

  for (gsize i = 0; i < resources->rows.n_rows; i++)
    {
      const NystaQuad pattern = { .subject = *nysta_rows_get (&resources->rows, i),
                                  .graph = NYSTA_UNION };
      g_autoptr (NystaCursor) cursor = NULL;
      gsize n = 0;

      if ((pattern.subject & NYSTA_COMPUTED_TERM) != 0)
        continue;
      cursor = nysta_dataset_scan (execution->dataset, &pattern);
      nysta_run_terms_release (execution->terms);
      if (!nysta_budget_check (&execution->budget, error))
        return FALSE;
      while ((n = nysta_cursor_next (cursor, quads, CHUNK_QUADS)) > 0)
        for (gsize k = 0; k < n; k++)
          {
            NystaTerm object;
            gboolean is_new = FALSE;

            if (!tell_quad (engine, &quads[k], funcs, user_data, error))
              return FALSE;
            get_term (engine, quads[k].object, &object);
            if (object.kind == NYSTA_TERM_BLANK &&
                nysta_row_set_add (resources, &quads[k].object, &is_new) < 0)
              {
                g_propagate_error (error, g_steal_pointer (&execution->error));
                return FALSE;
              }
          }
    }
  return nysta_dataset_check (execution->dataset, error);
}

static gboolean
gather_described (NystaEngine *engine, NystaRowSet *resources, GError **error)
{
  const NystaAlgebraQuery *query = engine->query;
  gboolean is_new = FALSE;
  gboolean ok = TRUE;

  for (guint i = 0; i < query->n_described; i++)
    {
      NystaTermId id = nysta_run_terms_add (engine->execution.terms, query->described[i]);

      ok = ok && nysta_row_set_add (resources, &id, &is_new) >= 0;
    }
  while (ok)
    {
      if (!nysta_engine_next (engine, error))
        return FALSE;
      if (engine->root->n_rows == 0)
        return TRUE;
      for (gsize i = 0; i < engine->root->n_rows; i++)
        for (guint k = 0; k < query->n_columns; k++)
          {
            NystaTermId id = nysta_engine_value (engine, i, k);

            ok = ok && (id == 0 || nysta_row_set_add (resources, &id, &is_new) >= 0);
          }
    }
  g_propagate_error (error, g_steal_pointer (&engine->execution.error));
  return FALSE;
}

static gboolean
answer_describe (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
                 GError **error)
{
  NystaRowSet resources;

  nysta_row_set_init (&resources, engine->root, 1);
  gboolean ok = gather_described (engine, &resources, error) &&
                describe (engine, &resources, funcs, user_data, error);
  nysta_row_set_clear (&resources);
  return ok;
}

gboolean
nysta_engine_answer (NystaEngine *engine, const NystaAnswerFuncs *funcs, gpointer user_data,
                     GError **error)
{
  if (!nysta_engine_open (engine, error))
    return FALSE;
  switch (engine->query->form)
    {
    case NYSTA_ALGEBRA_FORM_ASK:
      return answer_ask (engine, funcs, user_data, error);
    case NYSTA_ALGEBRA_FORM_CONSTRUCT:
      return answer_construct (engine, funcs, user_data, error);
    case NYSTA_ALGEBRA_FORM_DESCRIBE:
      return answer_describe (engine, funcs, user_data, error);
    default:
      return answer_select (engine, funcs, user_data, error);
    }
}
