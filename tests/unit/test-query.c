/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Runs each tests/query/TOPIC/CASE.rq over TOPIC/data.nq and compares with CASE.srj (rows
 * in any order unless the query has ORDER BY), CASE.nt (CONSTRUCT) or CASE.error. With
 * NYSTA_BLESS=1 it writes them instead: read the difference before you commit it.
 */
#include "query-cases.h"
#include "sparql/query.h"

#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "rdf/rdf-reader.h"
#include "sparql/results/results.h"

/* --- asking ------------------------------------------------------------------- */

static gboolean
add_statement (const NystaStatement *statement, gpointer builder, GError **error)
{
  nysta_memory_builder_add (builder, statement);
  return TRUE;
}

static NystaDataset *
read_data (const char *path)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();
  g_autoptr (GError) error = NULL;

  nysta_rdf_read_file (path, NYSTA_SYNTAX_NQUADS, NULL, "b", add_statement, builder,
                       &error);
  g_assert_no_error (error);
  return nysta_memory_builder_finish (builder);
}

static gboolean
on_bytes (const char *data, gsize n_bytes, gpointer text, GError **error)
{
  g_string_append_len (text, data, (gssize) n_bytes);
  return TRUE;
}

typedef struct
{
  NystaResults *results;
  GString *text;
} Answer;

static gboolean
on_variables (const char *const *names, gsize n, gpointer answer, GError **error)
{
  return nysta_results_variables (((Answer *) answer)->results, names, n, error);
}

static gboolean
on_row (const NystaTerm *values, gsize n, gpointer answer, GError **error)
{
  return nysta_results_row (((Answer *) answer)->results, values, n, error);
}

static gboolean
on_boolean (gboolean value, gpointer answer, GError **error)
{
  return nysta_results_boolean (((Answer *) answer)->results, value, error);
}

static gboolean
on_statement (const NystaStatement *statement, gpointer answer, GError **error)
{
  GString *text = ((Answer *) answer)->text;

  nysta_term_append_ntriples (&statement->subject, text);
  g_string_append_c (text, ' ');
  nysta_term_append_ntriples (&statement->predicate, text);
  g_string_append_c (text, ' ');
  nysta_term_append_ntriples (&statement->object, text);
  g_string_append (text, " .\n");
  return TRUE;
}

static const NystaAnswerFuncs funcs = { on_variables, on_row, on_boolean, on_statement };

/* (transfer full): the answer as JSON or N-Triples; NULL with @error. */
static char *
ask_with (NystaDataset *dataset, const char *text, const NystaQueryOptions *options,
          GError **error)
{
  g_autoptr (NystaQuery) query = nysta_query_new (text, options, error);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (NystaResults) results = nysta_results_new (NYSTA_RESULTS_JSON, on_bytes, out);
  Answer answer = { results, out };

  if (query == NULL || !nysta_query_run (query, dataset, &funcs, &answer, error))
    return NULL;
  if (nysta_query_form (query) != NYSTA_QUERY_CONSTRUCT)
    g_assert_true (nysta_results_finish (results, NULL));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
ask (NystaDataset *dataset, const char *text, GError **error)
{
  static const NystaQueryOptions options = { 0 };

  return ask_with (dataset, text, &options, error);
}

/* --- cases in files ----------------------------------------------------------- */

static int
compare_lines (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Commas depend on which row is last. */
static char *
sorted_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_suffix (lines[i], "},"))
      lines[i][strlen (lines[i]) - 1] = '\0';
  g_qsort_with_data (lines, (int) g_strv_length (lines), sizeof (char *), compare_lines,
                     NULL);
  return g_strjoinv ("\n", lines);
}

static char *
with_extension (const char *path, const char *extension)
{
  return g_strdup_printf ("%.*s%s", (int) strlen (path) - 3, path, extension);
}

static void
bless (const char *path, const char *extension, const char *text)
{
  static const char *const extensions[] = { ".srj", ".nt", ".error" };

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    {
      g_autofree char *file = with_extension (path, extensions[i]);

      if (strcmp (extensions[i], extension) != 0)
        remove (file);
      else
        g_assert_true (g_file_set_contents (file, text, -1, NULL));
    }
}

static void
test_case (gconstpointer data)
{
  const char *path = data;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *data_path = g_build_filename (folder, "data.nq", NULL);
  g_autoptr (NystaDataset) dataset = read_data (data_path);
  g_autoptr (GError) error = NULL;
  g_autofree char *query = NULL;
  g_autofree char *expected = NULL;
  const char *extension = ".srj";

  g_assert_true (g_file_get_contents (path, &query, NULL, NULL));

  g_autofree char *answer = ask (dataset, query, &error);

  if (answer == NULL)
    {
      answer = g_strconcat (error->message, "\n", NULL);
      extension = ".error";
      g_assert_null (strchr (error->message, '\n'));
    }
  else if (*answer != '{')
    extension = ".nt";
  if (g_getenv ("NYSTA_BLESS") != NULL)
    {
      bless (path, extension, answer);
      return;
    }

  g_autofree char *file = with_extension (path, extension);

  if (!g_file_get_contents (file, &expected, NULL, NULL))
    g_error ("%s is missing; the answer is: %s", file, answer);
  if (strstr (query, "ORDER BY") == NULL)
    {
      g_autofree char *sorted_answer = sorted_lines (answer);
      g_autofree char *sorted_expected = sorted_lines (expected);

      g_assert_cmpstr (sorted_answer, ==, sorted_expected);
    }
  else
    g_assert_cmpstr (answer, ==, expected);
}

/* --- options and limits ------------------------------------------------------- */

static NystaDataset *
chain (guint n)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *subject = g_strdup_printf ("urn:n%u", i);
      g_autofree char *object = g_strdup_printf ("urn:n%u", i + 1);
      g_autofree char *role = g_strdup_printf ("urn:role%u", i % 50);
      NystaStatement next = {
        nysta_iri (subject), nysta_iri ("urn:next"), nysta_iri (object), { 0 }
      };
      NystaStatement has = { nysta_iri (subject), nysta_iri ("urn:role"), nysta_iri (role),
                             nysta_iri ("urn:g") };

      nysta_memory_builder_add (builder, &next);
      nysta_memory_builder_add (builder, &has);
    }
  return nysta_memory_builder_finish (builder);
}

static void
test_options (void)
{
  g_autoptr (NystaDataset) dataset = chain (3);
  g_autoptr (GError) error = NULL;
  NystaQueryOptions options = { .strict = TRUE };
  g_autofree char *strict = ask_with (dataset, "ASK { ?s foaf:name ?o }", &options, &error);

  g_assert_null (strict);
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (
    error->message, "1:10: prefix foaf: is not declared: did you mean PREFIX "
                    "foaf: <http://xmlns.com/foaf/0.1/>"));

  options = (NystaQueryOptions){ .base = "http://a/", .store_base = "urn:" };

  g_autofree char *base = ask_with (dataset, "ASK { :n1 <urn:next> :n2 }", &options, NULL);

  g_assert_cmpstr (base, ==, "{\"head\":{},\"boolean\":true}\n");
}

static char *
nested (const char *before, const char *open, guint n, const char *middle,
        const char *close, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, open);
  g_string_append (text, middle);
  for (guint i = 0; i < n; i++)
    g_string_append (text, close);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *name;
  const char *before, *open, *middle, *close, *after;
} NestingCase;

static const NestingCase nesting_cases[] = {
  { "groups", "ASK ", "{", "", "}", "" },
  { "unions", "ASK ", "{{} UNION ", "{}", "}", "" },
  { "optionals", "ASK {", "OPTIONAL {", "", "}", "}" },
  { "graphs", "ASK {", "GRAPH ?g {", "", "}", "}" },
  { "brackets", "ASK { FILTER(", "(", "1", ")", ") }" },
  { "not", "ASK { FILTER(", "!(", "1", ")", ") }" },
  { "calls", "ASK { FILTER(", "STR(", "1", ")", ") }" },
  { "sums", "ASK { FILTER(", "1 + (", "1", ")", ") }" },
  { "blank-nodes", "ASK { ?s ?p ", "[ ?p ", "1", "]", "}" },
  { "collections", "ASK { ?s ?p ", "( ", "1", ")", "}" },
};

static void
test_nesting (gconstpointer data)
{
  const NestingCase *nesting = data;
  const guint depths[] = { 1000, NYSTA_MAX_NESTING + 1, 3000000 };
  g_autoptr (NystaDataset) dataset = chain (2);

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *query = nested (nesting->before, nesting->open, depths[i],
                                       nesting->middle, nesting->close, nesting->after);
      g_autofree char *answer = ask (dataset, query, &error);

      if (i == 0)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
          g_assert_true (g_str_has_prefix (error->message, "limit: "));
        }
    }
}

/* A long row is not a deep one. */
static void
test_long (void)
{
  g_autoptr (NystaDataset) dataset = chain (2);
  g_autofree char *either = nested ("ASK { FILTER(", "1 = 2 || ", 100000, "true", "",
                                    ") }");
  g_autofree char *triples = nested ("ASK {", "?s <urn:next> ?o . ", 3000, "", "", "}");
  g_autoptr (GError) error = NULL;
  g_autofree char *first = ask (dataset, either, &error);
  g_autofree char *second = ask (dataset, triples, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (first, "true"));
  g_assert_nonnull (strstr (second, "true"));
}

static void
expect_limit (NystaDataset *dataset, const char *text, const NystaQueryOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ask_with (dataset, text, options, &error);

  g_assert_null (answer);
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "limit: "));
}

/* What is small in the query but large in its work. */
static void
test_wide (void)
{
  static const NystaQueryOptions options = { 0 };
  g_autoptr (NystaDataset) dataset = chain (1000);
  g_autoptr (GString) variables = g_string_new ("SELECT * {");
  g_autoptr (GString) patterns = g_string_new ("ASK {");

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append_printf (variables, "?v%u <urn:p> 1 .", i);
      g_string_append_printf (patterns, "?a <urn:next>|<urn:p%u> ?b .", i);
    }
  g_string_append_c (variables, '}');
  g_string_append_c (patterns, '}');
  expect_limit (dataset, variables->str, &options);
  expect_limit (dataset, patterns->str, &options);

  /* What is there more than once is not more work. */
  g_autofree char *columns = nested ("SELECT DISTINCT ", "?a ", 100000,
                                     "{ ?a <urn:next> ?b }", "", "");
  g_autofree char *keys = nested ("SELECT ?a { ?a <urn:next> ?b } ORDER BY ", "?a ", 100000,
                                  "", "", "");
  const char *const queries[] = { columns, keys };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = ask (dataset, queries[i], &error);

      if (error != NULL)
        g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
      else
        g_assert_nonnull (answer);
    }
}

static void
test_timeout (void)
{
  g_autoptr (NystaDataset) dataset = chain (3000);
  g_autoptr (GError) error = NULL;
  NystaQueryOptions options = { .timeout_ms = 50 };
  gint64 start = g_get_monotonic_time ();
  g_autofree char *answer = ask_with (
    dataset, "ASK { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?a), STR(?d)), \"x$\")) }",
    &options, &error);

  g_assert_null (answer);
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

/* Whatever holds rows says so when they are too many, for the disk too. */
static void
test_memory (void)
{
  static const char *const queries[] = {
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c",
    "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f }",
    "SELECT ?a ?d (COUNT (*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d",
    "SELECT (COUNT (DISTINCT ?k) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?d)) "
    "AS ?k) }",
  };
  static const NystaQueryOptions options = { .max_bytes = 4 * 1024 * 1024,
                                             .max_disk_bytes = 32 * 1024 * 1024 };
  g_autoptr (NystaDataset) dataset = chain (3000);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    expect_limit (dataset, queries[i], &options);
}

/* The order in which patterns are written, and OPTIONAL, must not make a query quadratic:
 * what takes a fraction of a second here would take minutes. */
static void
test_not_quadratic (void)
{
  static const char *const queries[] = {
    "SELECT ?a { ?a <urn:next> ?b . ?b <urn:next> ?c . ?c <urn:next> <urn:n50000> }",
    "SELECT ?a ?r { ?a <urn:next> ?b OPTIONAL { ?b <urn:role> ?r } } LIMIT 2",
    "SELECT ?a { ?a <urn:next> ?b { ?b <urn:role> ?r BIND(1 AS ?k) } UNION { ?b <urn:next> "
    "?c BIND(2 AS ?k) } } LIMIT 2",
    "SELECT ?a { ?a <urn:next> ?b OPTIONAL { ?b <urn:role> ?r OPTIONAL { ?r <urn:x> ?y } } "
    "} LIMIT 2",
    "SELECT ?a { GRAPH ?g { ?a <urn:role> ?r } ?a <urn:next> ?b } LIMIT 2",
    "SELECT DISTINCT ?r { ?a <urn:role> ?r } ORDER BY ?r LIMIT 2",
  };
  g_autoptr (NystaDataset) dataset = chain (50000);
  NystaQueryOptions options = { .timeout_ms = 20000 };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();
      g_autofree char *answer = ask_with (dataset, queries[i], &options, &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (answer, "\"value\""));
      g_test_message ("%s: %.0f ms", queries[i],
                      (double) (g_get_monotonic_time () - start) / 1000);
    }
}

/* Nor must the number of its patterns. */
static void
test_many_patterns (void)
{
  g_autoptr (NystaDataset) dataset = chain (10);
  g_autoptr (GString) text = g_string_new ("ASK { <urn:n1> <urn:next> ?b");
  NystaQueryOptions options = { .timeout_ms = 20000 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append (text, ", ?b");
  g_string_append (text, " }");

  g_autofree char *answer = ask_with (dataset, text->str, &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (answer, "true"));
}

static gboolean
refuse_row (const NystaTerm *values, gsize n, gpointer count, GError **error)
{
  if (++*(guint *) count < 2)
    return TRUE;
  g_set_error_literal (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED, "the reader left");
  return FALSE;
}

static void
test_reader_leaves (void)
{
  g_autoptr (NystaDataset) dataset = chain (10);
  g_autoptr (NystaQuery) query = nysta_query_new ("SELECT * { ?s ?p ?o }", NULL, NULL);
  NystaAnswerFuncs refusing = { .row = refuse_row };
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_false (nysta_query_run (query, dataset, &refusing, &n, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED);
  g_assert_cmpuint (n, ==, 2);

  /* A query may be run again. */
  n = 0;
  g_clear_error (&error);
  g_assert_false (nysta_query_run (query, dataset, &refusing, &n, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  query_cases_add ("/query", test_case);
  g_test_add_func ("/query/option/prefixes", test_options);
  g_test_add_func ("/query/limit/long", test_long);
  g_test_add_func ("/query/limit/wide", test_wide);
  g_test_add_func ("/query/limit/timeout", test_timeout);
  g_test_add_func ("/query/limit/memory", test_memory);
  g_test_add_func ("/query/cost/not-quadratic", test_not_quadratic);
  g_test_add_func ("/query/cost/many-patterns", test_many_patterns);
  g_test_add_func ("/query/answer/reader-leaves", test_reader_leaves);
  for (guint i = 0; i < G_N_ELEMENTS (nesting_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/query/limit/nested-%s",
                                               nesting_cases[i].name);

      g_test_add_data_func (name, &nesting_cases[i], test_nesting);
    }
  return g_test_run ();
}
