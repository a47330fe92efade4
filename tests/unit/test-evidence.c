/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Evidence: which patterns are gathered from a query; that asking for it changes no answer of
 * tests/query; that what is shown is so; and how it is cited.
 */
#include "query-cases.h"
#include "sparql/plan/evidence.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "index/citation.h"
#include "rdf/rdf-reader.h"
#include "sparql/query.h"

/* --- what is gathered ------------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  const char *query;
  const char *expected;
} GatherCase;

static const GatherCase gather_cases[] = {
  { "pattern", "SELECT ?a { ?a <urn:p> ?b . FILTER(?b > 1) }", "triple ?a <urn:p> ?b\n" },
  { "blank", "SELECT ?a { ?a <urn:p> [ <urn:q> ?c ] }",
    "triple ?.b0 <urn:q> ?c\ntriple ?a <urn:p> ?.b0\n" },
  { "graph", "SELECT ?a { GRAPH ?g { ?a <urn:p> ?b } GRAPH <urn:h> { ?a <urn:q> ?b } }",
    "triple ?a <urn:p> ?b in ?g\ntriple ?a <urn:q> ?b in <urn:h>\n" },
  { "optional", "SELECT ?a { ?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?c } }",
    "triple ?a <urn:p> ?b\ntriple ?a <urn:q> ?c if ?c\n" },
  { "optional-without-variable", "SELECT ?a { ?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?b } }",
    "triple ?a <urn:p> ?b\ntriple ?a <urn:q> ?b if ?.e0\n" },
  /* ?c may come from the last pattern alone */
  { "optional-bound-later",
    "SELECT ?a { ?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?c } ?d <urn:r> ?c }",
    "triple ?a <urn:p> ?b\ntriple ?a <urn:q> ?c if ?.e0\ntriple ?d <urn:r> ?c\n" },
  { "optional-in-optional",
    "SELECT ?a { ?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?c OPTIONAL { ?c <urn:r> ?d } } }",
    "triple ?a <urn:p> ?b\ntriple ?a <urn:q> ?c if ?c\ntriple ?c <urn:r> ?d if ?d\n" },
  { "union", "SELECT ?a { { ?a <urn:p> ?b } UNION { ?a <urn:q> ?b } }",
    "triple ?a <urn:p> ?b if ?.e0\ntriple ?a <urn:q> ?b if ?.e1\n" },
  { "union-with-own", "SELECT ?a { { ?a <urn:p> ?b } UNION { ?a <urn:q> ?c } }",
    "triple ?a <urn:p> ?b if ?b\ntriple ?a <urn:q> ?c if ?c\n" },
  { "denied",
    "SELECT ?a { ?a <urn:p> ?b MINUS { ?a <urn:q> ?c } "
    "FILTER NOT EXISTS { ?a <urn:r> ?d } }",
    "triple ?a <urn:p> ?b\n" },
  { "path", "SELECT ?a { ?a <urn:p>+ ?b . ?b <urn:q>/<urn:r> ?c }",
    "path ?a ?b\ntriple ?b <urn:q> ?.p0\ntriple ?.p0 <urn:r> ?c\n" },
  { "values", "SELECT ?a { VALUES ?b { 1 } ?a <urn:p> ?b BIND(?b AS ?c) }",
    "triple ?a <urn:p> ?b\n" },
  { "subquery", "SELECT ?a { ?a <urn:p> ?b { SELECT ?b { ?b <urn:q> ?c } } }",
    "triple ?a <urn:p> ?b\ntriple ?b <urn:q> ?c\n" },
  /* ?a in the subquery is another one */
  { "subquery-renamed",
    "SELECT ?a { ?a <urn:p> ?b { SELECT ?b { ?b <urn:q> ?a } LIMIT 2 } }",
    "triple ?a <urn:p> ?b\ntriple ?b <urn:q> ?.e0\n" },
  { "distinct", "SELECT DISTINCT ?a { ?a <urn:p> ?b }",
    "unit ?a=?a\n  triple ?a <urn:p> ?b\n" },
  { "group", "SELECT ?a (COUNT(*) AS ?n) { ?a <urn:p> ?b } GROUP BY ?a HAVING(?n > 1)",
    "unit ?a=?a\n  triple ?a <urn:p> ?b\n" },
  { "group-of-all", "SELECT (COUNT(*) AS ?n) { ?a <urn:p> ?b }",
    "unit\n  triple ?a <urn:p> ?b\n" },
  { "distinct-group", "SELECT DISTINCT ?n (?a AS ?x) { ?a <urn:p> ?n } GROUP BY ?a ?n",
    "unit ?n=?n\n  triple ?a <urn:p> ?n\n" },
  { "subquery-group",
    "SELECT ?a { ?a <urn:p> ?b { SELECT (MAX(?c) AS ?m) { ?a <urn:q> ?c } GROUP BY ?a } }",
    "triple ?a <urn:p> ?b\nunit ?.e1=?a\n  triple ?a <urn:q> ?c\n" },
  { "service", "SELECT ?a { ?a <urn:p> ?b SERVICE SILENT <urn:s> { ?a <urn:q> ?c } }",
    "triple ?a <urn:p> ?b\n" },
};

static NystaSyntaxTree *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  static const NystaSyntaxOptions plain = { 0 };
  NystaSyntaxTree *tree = nysta_syntax_parse (text, -1, NYSTA_SYNTAX_QUERY_UNIT, &plain,
                                              &error);

  g_assert_no_error (error);
  return tree;
}

static void
test_gather (gconstpointer data)
{
  const GatherCase *given = data;
  g_autoptr (NystaSyntaxTree) tree = parse (given->query);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaEvidence) evidence = nysta_evidence_new (tree, &error);
  g_autoptr (GString) printed = g_string_new (NULL);

  g_assert_no_error (error);
  nysta_evidence_print (evidence, printed);
  g_assert_cmpstr (printed->str, ==, given->expected);
}

static void
test_refused (void)
{
  static const char *const queries[] = { "ASK { ?s ?p ?o }", "DESCRIBE <urn:a>",
                                         "CONSTRUCT WHERE { ?s ?p ?o }" };
  g_autoptr (GString) deep = g_string_new ("?s ?p ?o");

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (NystaSyntaxTree) tree = parse (queries[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (nysta_evidence_new (tree, &error));
      g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED);
    }
  for (guint i = 0; i < NYSTA_MAX_EVIDENCE_DEPTH + 3; i++)
    {
      g_string_prepend (deep, "SELECT DISTINCT * {");
      g_string_append_c (deep, '}');
      if (i == NYSTA_MAX_EVIDENCE_DEPTH + 2)
        break;
      g_string_prepend_c (deep, '{');
      g_string_append_c (deep, '}');
    }

  g_autoptr (NystaSyntaxTree) tree = parse (deep->str);
  g_autoptr (GError) error = NULL;

  g_assert_null (nysta_evidence_new (tree, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
}

/* --- the answer stays -------------------------------------------------------------------------- */

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

typedef struct
{
  NystaDataset *dataset;
  GPtrArray *rows; /* char * */
  GString *quads;  /* of the last row */
  gsize n_quads;   /* of all of them */
} Answer;

static gboolean
on_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  Answer *answer = user_data;
  g_autoptr (GString) row = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    {
      /* Labels of computed ones differ between runs. */
      if (values[i].kind == NYSTA_TERM_BLANK)
        g_string_append (row, "_:");
      else if (values[i].kind != NYSTA_TERM_NONE)
        nysta_term_append_ntriples (&values[i], row);
      g_string_append_c (row, ' ');
    }
  g_ptr_array_add (answer->rows, g_string_free (g_steal_pointer (&row), FALSE));
  return TRUE;
}

static void
append_term (Answer *answer, NystaTermId id)
{
  NystaTerm term = { 0 };

  g_assert_true (nysta_dataset_term (answer->dataset, id, &term));
  nysta_term_append_ntriples (&term, answer->quads);
  g_string_append_c (answer->quads, ' ');
}

/* What is shown is so. */
static gboolean
on_evidence (const NystaQuad *quads, gsize n, gpointer user_data, GError **error)
{
  Answer *answer = user_data;

  g_string_truncate (answer->quads, 0);
  answer->n_quads += n;
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (NystaCursor) cursor = nysta_dataset_scan (answer->dataset, &quads[i]);
      NystaQuad found;

      g_assert_cmpuint (nysta_cursor_next (cursor, &found, 1), ==, 1);
      append_term (answer, quads[i].subject);
      append_term (answer, quads[i].predicate);
      append_term (answer, quads[i].object);
      if (quads[i].graph == NYSTA_UNNAMED)
        g_string_append (answer->quads, "unnamed");
      else if (quads[i].graph != NYSTA_UNION)
        append_term (answer, quads[i].graph);
      g_string_append_c (answer->quads, '\n');
    }
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
ask (Answer *answer, const char *text, gboolean cites, GError **error)
{
  static const NystaAnswerFuncs funcs = { .row = on_row, .evidence = on_evidence };
  const NystaQueryOptions options = { .cites = cites };
  g_autoptr (NystaQuery) query = nysta_query_new (text, &options, error);

  answer->rows = g_ptr_array_new_with_free_func (g_free);
  answer->quads = g_string_new (NULL);
  if (query != NULL)
    nysta_query_run (query, answer->dataset, &funcs, answer, error);
}

static void
answer_clear (Answer *answer)
{
  g_ptr_array_unref (answer->rows);
  g_string_free (answer->quads, TRUE);
}

static gboolean
is_select (const char *text)
{
  const NystaQueryOptions options = { 0 };
  g_autoptr (NystaQuery) query = nysta_query_new (text, &options, NULL);

  /* REDUCED may give fewer; LIMIT other ones. */
  return query != NULL && nysta_query_form (query) == NYSTA_QUERY_SELECT &&
         strstr (text, "REDUCED") == NULL && strstr (text, "RAND") == NULL &&
         strstr (text, "UUID") == NULL;
}

static void
test_same (gconstpointer data)
{
  const char *path = data;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *data_path = g_build_filename (folder, "data.nq", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) cite_error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  if (!is_select (text))
    return;

  g_autoptr (NystaDataset) dataset = read_data (data_path);
  Answer plain = { .dataset = dataset }, cited = { .dataset = dataset };

  ask (&plain, text, FALSE, &error);
  ask (&cited, text, TRUE, &cite_error);
  g_assert_cmpstr (cite_error != NULL ? cite_error->message : NULL, ==,
                   error != NULL ? error->message : NULL);
  g_assert_cmpuint (plain.rows->len, ==, cited.rows->len);
  if (strstr (text, "ORDER BY") == NULL)
    {
      g_ptr_array_sort (plain.rows, compare_lines);
      g_ptr_array_sort (cited.rows, compare_lines);
    }
  for (guint i = 0; i < plain.rows->len && strstr (text, "LIMIT") == NULL; i++)
    g_assert_cmpstr (cited.rows->pdata[i], ==, plain.rows->pdata[i]);
  answer_clear (&plain);
  answer_clear (&cited);
}

/* --- what is shown of a row ---------------------------------------------------------------------- */

#define GRAPH_DATA                                                                         \
  "<urn:a> <urn:p> <urn:b> <urn:g1> .\n"                                                   \
  "<urn:b> <urn:p> <urn:c> <urn:g2> .\n"                                                   \
  "<urn:c> <urn:p> <urn:a> .\n"                                                            \
  "<urn:c> <urn:q> <urn:d> <urn:g2> .\n"                                                   \
  "<urn:a> <urn:q> <urn:d> <urn:g1> .\n"

static const GatherCase row_cases[] = {
  { "join", "SELECT * { ?x <urn:p>/<urn:q> <urn:d> FILTER(?x = <urn:b>) }",
    "<urn:b> <urn:p> <urn:c> \n<urn:c> <urn:q> <urn:d> \n" },
  { "path", "SELECT * { <urn:a> <urn:p>+ <urn:c> }",
    "<urn:a> <urn:p> <urn:b> \n<urn:b> <urn:p> <urn:c> \n" },
  { "path-round", "SELECT * { <urn:a> <urn:p>+ <urn:a> }",
    "<urn:a> <urn:p> <urn:b> \n<urn:b> <urn:p> <urn:c> \n<urn:c> <urn:p> <urn:a> \n" },
  { "path-of-none", "SELECT * { <urn:a> <urn:p>* <urn:a> }", "" },
  { "path-alternative", "SELECT * { <urn:a> (^<urn:p>/<urn:q>|<urn:r>)+ <urn:d> }",
    "<urn:c> <urn:p> <urn:a> \n<urn:c> <urn:q> <urn:d> \n" },
  { "path-backwards", "SELECT * { <urn:d> (^(<urn:p>/<urn:q>))+ <urn:b> }",
    "<urn:c> <urn:q> <urn:d> \n<urn:b> <urn:p> <urn:c> \n" },
  { "path-negated", "SELECT * { <urn:c> !(<urn:p>|^<urn:p>) <urn:d> }",
    "<urn:c> <urn:q> <urn:d> \n" },
  { "path-in-graph", "SELECT * { GRAPH <urn:g2> { <urn:b> <urn:p>/<urn:q>? <urn:d> } }",
    "<urn:b> <urn:p> <urn:c> <urn:g2> \n<urn:c> <urn:q> <urn:d> <urn:g2> \n" },
  { "from", "SELECT ?o FROM <urn:g1> FROM <urn:g2> { <urn:c> <urn:q> ?o }",
    "<urn:c> <urn:q> <urn:d> <urn:g2> \n" },
  { "optional", "SELECT * { <urn:a> <urn:q> ?x OPTIONAL { ?x <urn:p> ?y } }",
    "<urn:a> <urn:q> <urn:d> \n" },
  { "distinct", "SELECT DISTINCT ?o { ?s <urn:q> ?o FILTER(?s != <urn:c>) }",
    "<urn:a> <urn:q> <urn:d> \n" },
  { "group-of-computed",
    "SELECT ?k { ?s <urn:q> ?o FILTER(?s != <urn:c>) } GROUP BY (STR(?s) AS ?k)",
    "<urn:a> <urn:q> <urn:d> \n" },
};

static NystaDataset *
data_of (const char *text)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("nysta-XXXXXX.nq", &path, &error);

  g_assert_no_error (error);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  nysta_rdf_read_file (path, NYSTA_SYNTAX_NQUADS, NULL, "b", add_statement, builder,
                       &error);
  g_assert_no_error (error);
  g_remove (path);
  return nysta_memory_builder_finish (builder);
}

static void
test_row (gconstpointer data)
{
  const GatherCase *given = data;
  g_autoptr (NystaDataset) dataset = data_of (GRAPH_DATA);
  g_autoptr (GError) error = NULL;
  Answer answer = { .dataset = dataset };

  ask (&answer, given->query, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.rows->len, ==, 1);
  g_assert_cmpstr (answer.quads->str, ==, given->expected);
  answer_clear (&answer);
}

/* --- citations --------------------------------------------------------------------------------------- */

#define OA "<http://www.w3.org/ns/oa#"
#define NIF "<http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
#define NOTE(a, body, how, words, sure, graph)                                             \
  "<urn:" a "> " OA "hasBody> <urn:" body "> " graph " .\n"                                \
  "<urn:" a "> " OA "motivatedBy> " OA how "> " graph " .\n"                               \
  "<urn:" a "> " NIF "confidence> \"" sure "\" " graph " .\n"                              \
  "<urn:" a "> " OA "hasTarget> <urn:t" a "> " graph " .\n"                                \
  "<urn:t" a "> " OA "hasSource> <urn:source> " graph " .\n"                               \
  "<urn:t" a "> " OA "hasSelector> <urn:q" a "> " graph " .\n"                             \
  "<urn:q" a "> " OA "exact> \"" words "\" " graph " .\n"                                  \
  "<urn:q" a "> " OA "prefix> \"before\\n \" " graph " .\n"

#define CITED_DATA                                                                         \
  "<urn:m> <urn:member> <urn:a> <urn:d1> .\n"                                              \
  "<urn:m> <urn:role> <urn:r> <urn:d1> .\n"                                                \
  "<urn:a> <urn:name> \"A\" <urn:d1> .\n"                                                  \
  "<urn:a> <urn:name> \"A\" <urn:d2> .\n"                                                  \
  "<urn:a> <urn:age> \"7\" <urn:d2> .\n"                                                   \
  "<urn:x> <urn:p> <urn:y> .\n" NOTE ("1", "m", "describing", "A is r", "0.8", "<urn:d1>") \
    NOTE ("2", "a", "identifying", "A", "0.9", "<urn:d1>")                                 \
      NOTE ("3", "a", "identifying", "weak", "0.2", "<urn:d2>")                            \
        NOTE ("4", "a", "identifying", "strong", "0.7", "<urn:d2>")                        \
          NOTE ("5", "x", "identifying", "loose", "0.7", "")

static const GatherCase citation_cases[] = {
  { "fact-before-name",
    "SELECT * { ?m <urn:member> ?a ; <urn:role> ?r . ?a <urn:name> ?n }",
    "<urn:d1> A is r\n" },
  { "name-in-context", "SELECT * { GRAPH <urn:d1> { <urn:a> <urn:name> ?n } }",
    "<urn:d1> before A\n" },
  { "surest", "SELECT * { <urn:a> <urn:age> ?n }", "<urn:d2> before strong\n" },
  { "two-documents", "SELECT * { ?m <urn:role> ?r ; <urn:member> ?a . ?a <urn:age> ?n }",
    "<urn:d1> A is r\n<urn:d2> before strong\n" },
  { "no-document", "SELECT * { <urn:x> <urn:p> ?y }", "<urn:source> before loose\n" },
};

static gboolean
on_cited (const NystaQuad *quads, gsize n, gpointer user_data, GError **error)
{
  Answer *answer = user_data;
  g_autoptr (NystaCiter) citer = nysta_citer_new (answer->dataset);
  NystaCitation citations[3];
  gsize n_cited = nysta_citer_cite (citer, quads, n, citations, G_N_ELEMENTS (citations));

  for (gsize i = 0; i < n_cited; i++)
    {
      append_term (answer, citations[i].document);
      nysta_citer_append_quotation (citer, &citations[i], answer->quads);
      g_string_append_c (answer->quads, '\n');
    }
  return TRUE;
}

static void
test_citation (gconstpointer data)
{
  static const NystaAnswerFuncs funcs = { .row = on_row, .evidence = on_cited };
  const GatherCase *given = data;
  const NystaQueryOptions options = { .cites = TRUE };
  g_autoptr (NystaDataset) dataset = data_of (CITED_DATA);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaQuery) query = nysta_query_new (given->query, &options, &error);
  Answer answer = { .dataset = dataset,
                    .rows = g_ptr_array_new_with_free_func (g_free),
                    .quads = g_string_new (NULL) };

  g_assert_no_error (error);
  nysta_query_run (query, dataset, &funcs, &answer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer.rows->len, ==, 1);
  g_assert_cmpstr (answer.quads->str, ==, given->expected);
  answer_clear (&answer);
}

static void
add_table (const char *folder, const GatherCase *cases, gsize n, GTestDataFunc test)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/evidence/%s/%s", folder, cases[i].name);

      g_test_add_data_func (path, &cases[i], test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_table ("gather", gather_cases, G_N_ELEMENTS (gather_cases), test_gather);
  add_table ("row", row_cases, G_N_ELEMENTS (row_cases), test_row);
  add_table ("citation", citation_cases, G_N_ELEMENTS (citation_cases), test_citation);
  g_test_add_func ("/evidence/refused", test_refused);
  query_cases_add ("/evidence/same", test_same);
  return g_test_run ();
}
