/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "run-test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "command.h"
#include "endpoints.h"
#include "engine.h"
#include "query-text.h"
#include "rdf/iri.h"
#include "rdf/rdf-reader.h"
#include "rdf/vocabulary.h"

/* Far past the engine's own time limit. */
#define ALARM_S 180u

/* Append the reason, in one line, and return FALSE. */
static gboolean
fail (GString *why, GError *error)
{
  g_autoptr (GError) owned = error;
  g_autofree char *line = g_strdelimit (g_strdup (owned->message), "\r\n", ' ');

  g_string_append_printf (why, "# %s\n", line);
  return FALSE;
}

/* --- data ----------------------------------------------------------------------------- */

typedef struct
{
  Tuples *quads;
  const char *graph;
} Loading;

static gboolean
add_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Loading *loading = user_data;
  NystaStatement quad = *statement;

  if (loading->graph != NULL)
    quad.graph = nysta_iri (loading->graph);
  tuples_add_statement (loading->quads, &quad);
  return TRUE;
}

static gboolean
load_graph (Tuples *quads, const char *name, const char *file, guint number, GError **error)
{
  g_autofree char *path = nysta_iri_to_path (file);
  g_autofree char *blank_prefix = g_strdup_printf ("g%u", number);
  const NystaRdfReadOptions options = { .base = file, .blank_prefix = blank_prefix };
  Loading loading = { quads, name };

  if (path == NULL)
    {
      g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND, "%s: not a file", file);
      return FALSE;
    }
  return nysta_rdf_read (path, &options, add_statement, &loading, error);
}

static Tuples *
load_graphs (const GPtrArray *graphs, GError **error)
{
  g_autoptr (Tuples) quads = tuples_new (4);

  for (guint i = 0; i < graphs->len; i++)
    {
      const GraphFile *graph = graphs->pdata[i];

      if (!load_graph (quads, graph->name, graph->file, i, error))
        return NULL;
    }
  return g_steal_pointer (&quads);
}

static gboolean
has_graph (const GPtrArray *graphs, const char *name)
{
  for (guint i = 0; i < graphs->len; i++)
    if (g_strcmp0 (((GraphFile *) graphs->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* Tests of FROM may say there what their data are, and the manifest nothing. */
static gboolean
load_from (Tuples *quads, const GPtrArray *graphs, const QueryText *query, GError **error)
{
  for (guint i = 0; i < query->from->len; i++)
    {
      const char *iri = query->from->pdata[i];
      g_autofree char *path = nysta_iri_to_path (iri);

      if (path != NULL && !has_graph (graphs, iri) &&
          g_file_test (path, G_FILE_TEST_EXISTS) &&
          !load_graph (quads, iri, iri, graphs->len + i, error))
        return FALSE;
    }
  return TRUE;
}

static char *
read_text (const char *iri, GError **error)
{
  g_autofree char *path = iri != NULL ? nysta_iri_to_path (iri) : NULL;
  char *text = NULL;

  if (path == NULL)
    g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NOT_FOUND, "%s: not a file",
                 iri != NULL ? iri : "the test has no query");
  else
    g_file_get_contents (path, &text, NULL, error);
  return text;
}

/* --- queries --------------------------------------------------------------------------- */

/* CSV has one form for an empty string and for nothing; TSV may write 1.0E6 as 1.0e6. */
static void
forget_what_formats_do (Answer *answer, NystaResultsFormat format)
{
  if (answer->tuples == NULL)
    return;
  for (guint i = 0; i < answer->tuples->terms->len; i++)
    {
      NystaTerm *term = &g_array_index (answer->tuples->terms, NystaTerm, i);

      if (term->kind != NYSTA_TERM_LITERAL)
        continue;
      if (format == NYSTA_RESULTS_CSV && term->value[0] == '\0')
        term->kind = NYSTA_TERM_NONE;
      if (format == NYSTA_RESULTS_TSV && g_strcmp0 (term->datatype, NS_XSD "double") == 0)
        {
          g_autofree char *upper = g_ascii_strup (term->value, -1);

          term->value = g_string_chunk_insert (answer->tuples->texts, upper);
        }
    }
}

/* Takes @taken. The answer as it is when it has been written in the format of the expected one. */
static gboolean
compare_with_file (Answer *taken, const W3cTest *test, gboolean is_ordered, GString *why)
{
  g_autoptr (Answer) answer = taken;
  g_autofree char *path = nysta_iri_to_path (test->result);
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) expected = answer_read (path, &error);
  g_autoptr (Answer) written = NULL;
  NystaResultsFormat format = NYSTA_RESULTS_TABLE;
  CompareMode mode = COMPARE_MULTISET;

  if (expected == NULL)
    return fail (why, g_steal_pointer (&error));
  if (answer_format_from_path (path, &format))
    {
      if (answer->kind == ANSWER_GRAPH)
        return answer_compare (answer, expected, mode, why);
      written = answer_reformat (answer, format, &error);
      if (written == NULL)
        return fail (why, g_steal_pointer (&error));
      forget_what_formats_do (written, format);
      forget_what_formats_do (expected, format);
      if (is_ordered)
        mode = COMPARE_ORDERED;
    }
  if (expected->is_ordered)
    mode = COMPARE_ORDERED;
  else if (test->is_reduced)
    mode = COMPARE_REDUCED;
  if (written == NULL)
    written = g_steal_pointer (&answer);
  if (test->by_value)
    {
      answer_make_numbers_canonical (written);
      answer_make_numbers_canonical (expected);
    }
  return answer_compare (written, expected, mode, why);
}

/* In the format of the expected answer; where that is in RDF, as JSON or a graph. */
static gboolean
run_query_command (const W3cTest *test, GString *why)
{
  static const char *const suffixes[] = { ".srx", ".csv", ".tsv" };
  g_autofree char *path = test->result != NULL ? nysta_iri_to_path (test->result) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_text (test->query, &error);
  g_autoptr (Answer) expected = text != NULL && path != NULL ? answer_read (path, &error)
                                                             : NULL;
  const char *suffix = expected != NULL && expected->kind == ANSWER_GRAPH ? ".ttl" : ".srj";

  if (error != NULL)
    return fail (why, g_steal_pointer (&error));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (path != NULL && g_str_has_suffix (path, suffixes[i]))
      suffix = suffixes[i];

  g_auto (QueryText) query = { NULL };
  g_autoptr (Answer) answer = command_ask (test, suffix, &error);

  query_text_init (&query, text, test->query);
  if (answer == NULL)
    return fail (why, g_steal_pointer (&error));
  return test->result == NULL ||
         compare_with_file (g_steal_pointer (&answer), test, query.is_ordered, why);
}

static gboolean
run_query (const W3cTest *test, GString *why)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_text (test->query, &error);
  g_autoptr (Tuples) quads = text != NULL ? load_graphs (test->data, &error) : NULL;

  if (quads == NULL)
    return fail (why, g_steal_pointer (&error));

  g_auto (QueryText) query = { NULL };

  query_text_init (&query, text, test->query);
  if (!load_from (quads, test->data, &query, &error))
    return fail (why, g_steal_pointer (&error));

  g_autoptr (Answer) answer = engine_ask (text, test->query, quads, &error);

  if (answer == NULL)
    return fail (why, g_steal_pointer (&error));
  return test->result == NULL ||
         compare_with_file (g_steal_pointer (&answer), test, query.is_ordered, why);
}

static gboolean
run_syntax (const W3cTest *test, GString *why)
{
  gboolean is_negative = test->kind == TEST_NEGATIVE_SYNTAX ||
                         test->kind == TEST_NEGATIVE_UPDATE_SYNTAX;
  gboolean is_query = test->kind == TEST_POSITIVE_SYNTAX ||
                      test->kind == TEST_NEGATIVE_SYNTAX;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_text (test->query, &error);

  if (text == NULL)
    return fail (why, g_steal_pointer (&error));

  gboolean ok = command_is_used () ? command_check (test->query, is_query, &error)
                : is_query         ? engine_check_query (text, test->query, &error)
                                   : engine_check_update (text, test->query, &error);

  if (ok && is_negative)
    g_string_append (why, "# no error\n");
  if (ok || (is_negative &&
             g_error_matches (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX)))
    return ok != is_negative;
  return fail (why, g_steal_pointer (&error));
}

/* --- updates ----------------------------------------------------------------------------- */

/* The quads of the graph named so ("": the default graph). */
static Tuples *
select_graph (const Tuples *quads, const char *name)
{
  Tuples *selected = tuples_new (4);

  for (gsize i = 0; i < quads->n_rows; i++)
    {
      const NystaTerm *row = tuples_row (quads, i);

      if (strcmp (row[3].kind == NYSTA_TERM_NONE ? "" : row[3].value, name) == 0)
        tuples_add (selected, row);
    }
  return selected;
}

static void
add_graph_names (GHashTable *names, const Tuples *quads)
{
  for (gsize i = 0; i < quads->n_rows; i++)
    {
      const NystaTerm *graph = &tuples_row (quads, i)[3];

      g_hash_table_add (names,
                        g_strdup (graph->kind == NYSTA_TERM_NONE ? "" : graph->value));
    }
}

/* Graph by graph: what is expected lies in one file a graph, so it cannot say that a blank
 * node stands in two. */
static gboolean
compare_datasets (const Tuples *actual, const Tuples *expected, GString *why)
{
  g_autoptr (GHashTable)
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer name = NULL;
  gboolean same = TRUE;

  add_graph_names (names, actual);
  add_graph_names (names, expected);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr (Tuples) left = select_graph (actual, name);
      g_autoptr (Tuples) right = select_graph (expected, name);

      if (tuples_compare (left, right, COMPARE_SET, COMPARE_MAX_STEPS) == COMPARE_SAME)
        continue;
      tuples_describe_difference (left, right, why);
      same = FALSE;
    }
  return same;
}

static gboolean
run_update (const W3cTest *test, GString *why)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_text (test->query, &error);
  g_autoptr (Tuples) quads = text != NULL ? load_graphs (test->data, &error) : NULL;
  g_autoptr (Tuples) expected = quads != NULL ? load_graphs (test->after, &error) : NULL;

  if (expected == NULL)
    return fail (why, g_steal_pointer (&error));

  g_autoptr (Tuples) after = command_is_used ()
                               ? command_update (test, &error)
                               : engine_update (text, test->query, quads, &error);

  if (after == NULL)
    return fail (why, g_steal_pointer (&error));
  return compare_datasets (after, expected, why);
}

gboolean
test_check_files (const W3cTest *test, GString *why)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_text (test->query, &error);
  g_autoptr (Tuples) before = text != NULL ? load_graphs (test->data, &error) : NULL;
  g_autoptr (Tuples) after = before != NULL ? load_graphs (test->after, &error) : NULL;
  g_autofree char *path = test->result != NULL ? nysta_iri_to_path (test->result) : NULL;

  if (after == NULL)
    return fail (why, g_steal_pointer (&error));
  if (path == NULL)
    return TRUE;

  g_autoptr (Answer) expected = answer_read (path, &error);
  g_autoptr (Answer) again = expected != NULL ? answer_read (path, &error) : NULL;

  if (again == NULL)
    return fail (why, g_steal_pointer (&error));
  return answer_compare (expected, again, COMPARE_MULTISET, why);
}

gboolean
test_asks_services (const W3cTest *test)
{
  g_autofree char *text = read_text (test->query, NULL);

  return text != NULL && strstr (text, "SERVICE") != NULL;
}

/* --- running ------------------------------------------------------------------------------ */

/* NULL with @error. */
static Endpoints *
serve (const W3cTest *test, GError **error)
{
  g_autoptr (Endpoints) endpoints = endpoints_new ();

  for (guint i = 0; i < test->services->len; i++)
    {
      const GraphFile *service = test->services->pdata[i];
      g_autoptr (Tuples) quads = tuples_new (4);

      if (!load_graph (quads, NULL, service->file, i, error))
        return NULL;
      endpoints_add (endpoints, service->name, g_steal_pointer (&quads));
    }
  return g_steal_pointer (&endpoints);
}

static gboolean
run_with_services (const W3cTest *test, GString *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (Endpoints) endpoints = serve (test, &error);

  if (endpoints == NULL)
    return fail (why, g_steal_pointer (&error));
  return command_is_used () ? run_query_command (test, why) : run_query (test, why);
}

gboolean
test_run (const W3cTest *test, GString *why)
{
  if (test->kind == TEST_QUERY && test_asks_services (test))
    return run_with_services (test, why);
  switch (test->kind)
    {
    case TEST_QUERY:
    case TEST_CSV:
      return command_is_used () ? run_query_command (test, why) : run_query (test, why);
    case TEST_POSITIVE_SYNTAX:
    case TEST_NEGATIVE_SYNTAX:
    case TEST_POSITIVE_UPDATE_SYNTAX:
    case TEST_NEGATIVE_UPDATE_SYNTAX:
      return run_syntax (test, why);
    case TEST_UPDATE:
      return run_update (test, why);
    case TEST_OTHER:
    case N_TEST_KINDS:
      break;
    }
  g_string_append (why, "# nothing here runs tests of its class\n");
  return FALSE;
}

static void
run_child (const W3cTest *test, int to_parent)
{
  g_autoptr (GString) why = g_string_new (NULL);

  alarm (ALARM_S);

  gboolean passed = test_run (test, why);

  for (gsize i = 0; i < why->len;)
    {
      gssize n = write (to_parent, why->str + i, why->len - i);

      if (n <= 0)
        break;
      i += (gsize) n;
    }
  /* exit(), not _exit(): a sanitizer has its say about leaks there. */
  g_string_free (g_steal_pointer (&why), TRUE);
  exit (passed ? 0 : 1);
}

gboolean
test_run_apart (const W3cTest *test, GString *why)
{
  int ends[2] = { -1, -1 };
  int status = 0;
  char buffer[4096];
  gssize n = 0;

  fflush (NULL);
  if (pipe (ends) != 0)
    g_error ("no pipe");

  pid_t child = fork ();

  if (child < 0)
    g_error ("no process");
  if (child == 0)
    {
      close (ends[0]);
      run_child (test, ends[1]);
    }
  close (ends[1]);
  while ((n = read (ends[0], buffer, sizeof buffer)) > 0)
    g_string_append_len (why, buffer, n);
  close (ends[0]);
  waitpid (child, &status, 0);
  if (WIFSIGNALED (status))
    g_string_append_printf (why, "# ended by signal %d\n", WTERMSIG (status));
  else if (WEXITSTATUS (status) > 1)
    g_string_append_printf (why, "# ended with status %d\n", WEXITSTATUS (status));
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}
