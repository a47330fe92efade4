/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "engine.h"

#include "default-graph.h"
#include "sparql/parse/syntax-tree.h"
#include "sparql/query.h"
#include "sparql/update.h"

/* Longer than any test takes, sanitizers and all: what hangs is to be told of. */
#define TIMEOUT_MS 60000u

static NystaQuery *
parse (const char *text, const char *base, GError **error)
{
  /* Endpoints are the test's own: see endpoints.h. */
  static const char *const all_services[] = { "", NULL };
  const NystaQueryOptions options = {
    .base = base, .strict = TRUE, .timeout_ms = TIMEOUT_MS, .services = all_services
  };

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
  return TRUE;
}

static NystaDataset *
memory_new (const Tuples *quads)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();

  for (gsize i = 0; i < quads->n_rows; i++)
    {
      const NystaTerm *row = tuples_row (quads, i);
      const NystaStatement statement = { row[0], row[1], row[2], row[3] };

      nysta_memory_builder_add (builder, &statement);
    }
  return nysta_memory_builder_finish (builder);
}

static NystaDataset *
dataset_new (const Tuples *quads)
{
  return default_graph_dataset_new (memory_new (quads));
}

/* --- updates ------------------------------------------------------------------------- */

typedef struct
{
  GHashTable *removed; /* as N-Quads */
  Tuples *after;
} Updating;

static char *
quad_text (const NystaTerm *terms)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      nysta_term_append_ntriples (&terms[i], text);
      g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

static gboolean
on_change (const NystaStatement *statement, gboolean adds, gpointer user_data,
           GError **error)
{
  Updating *updating = user_data;
  const NystaTerm terms[4] = { statement->subject, statement->predicate, statement->object,
                               statement->graph };

  if (adds)
    tuples_add (updating->after, terms);
  else
    g_hash_table_add (updating->removed, quad_text (terms));
  return TRUE;
}

Tuples *
engine_update (const char *text, const char *base, const Tuples *quads, GError **error)
{
  const NystaUpdateOptions options = {
    .query = { .base = base,
               .strict = TRUE,
               .timeout_ms = TIMEOUT_MS,
               .strict_default_graph = TRUE },
  };
  g_autoptr (NystaDataset) before = memory_new (quads);
  g_autoptr (GHashTable)
    removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (Tuples) after = tuples_new (4);
  Updating updating = { removed, after };

  if (!nysta_sparql_update (text, &options, before, on_change, &updating, NULL, error))
    return NULL;
  for (gsize i = 0; i < quads->n_rows; i++)
    {
      g_autofree char *line = quad_text (tuples_row (quads, i));

      if (!g_hash_table_contains (removed, line))
        tuples_add (after, tuples_row (quads, i));
    }
  return g_steal_pointer (&after);
}

/* --- queries ------------------------------------------------------------------------- */

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
