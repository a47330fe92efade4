/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine.h"

#include "base/error.h"
#include "default-graph.h"
#include "sparql/parse/syntax-tree.h"
#include "sparql/query.h"

/* Longer than any test takes, sanitizers and all: what hangs is to be told of. */
#define TIMEOUT_MS 60000u

static NystaQuery *
parse (const char *text, const char *base, GError **error)
{
  const NystaQueryOptions options = { .base = base,
                                      .strict = TRUE,
                                      .timeout_ms = TIMEOUT_MS };

  return nysta_query_new (text, &options, error);
}

/* The parser knows all of the language; what the evaluator asks of it is less. */
static gboolean
check (const char *text, const char *base, NystaSyntaxUnit unit, GError **error)
{
  const NystaSyntaxOptions options = { .base = base, .strict = TRUE };
  g_autoptr (NystaSyntaxTree) tree = nysta_syntax_parse (text, -1, unit, &options, error);

  return tree != NULL;
}

gboolean
engine_check_query (const char *text, const char *base, GError **error)
{
  return check (text, base, NYSTA_SYNTAX_QUERY_UNIT, error);
}

gboolean
engine_check_update (const char *text, const char *base, GError **error)
{
  return check (text, base, NYSTA_SYNTAX_UPDATE_UNIT, error);
}

gboolean
engine_has_updates (void)
{
  return FALSE;
}

Tuples *
engine_update (const char *text, const char *base, const Tuples *quads, GError **error)
{
  g_set_error_literal (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED,
                       "no updates yet");
  return NULL;
}

static NystaDataset *
dataset_new (const Tuples *quads)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();

  for (gsize i = 0; i < quads->n_rows; i++)
    {
      const NystaTerm *row = tuples_row (quads, i);
      const NystaStatement statement = { row[0], row[1], row[2], row[3] };

      nysta_memory_builder_add (builder, &statement);
    }
  return default_graph_dataset_new (nysta_memory_builder_finish (builder));
}

static gboolean
on_variables (const char *const *names, gsize n, gpointer answer, GError **error)
{
  answer_set_names (answer, names, n);
  return TRUE;
}

static gboolean
on_row (const NystaTerm *values, gsize n, gpointer answer, GError **error)
{
  tuples_add (((Answer *) answer)->tuples, values);
  return TRUE;
}

static gboolean
on_boolean (gboolean value, gpointer answer, GError **error)
{
  ((Answer *) answer)->boolean = value;
  return TRUE;
}

static gboolean
on_statement (const NystaStatement *statement, gpointer answer, GError **error)
{
  tuples_add_statement (((Answer *) answer)->tuples, statement);
  return TRUE;
}

Answer *
engine_ask (const char *text, const char *base, const Tuples *quads, GError **error)
{
  static const NystaAnswerFuncs funcs = { on_variables, on_row, on_boolean, on_statement };
  g_autoptr (NystaQuery) query = parse (text, base, error);
  g_autoptr (NystaDataset) dataset = dataset_new (quads);

  if (query == NULL)
    return NULL;

  NystaQueryForm form = nysta_query_form (query);
  g_autoptr (Answer) answer = answer_new (form == NYSTA_QUERY_SELECT ? ANSWER_ROWS
                                          : form == NYSTA_QUERY_ASK  ? ANSWER_BOOLEAN
                                                                     : ANSWER_GRAPH);

  if (!nysta_query_run (query, dataset, &funcs, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}
