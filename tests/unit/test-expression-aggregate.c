/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Aggregates: SPARQL 1.1 §18.5.1. */
#include "sparql/expression/aggregate.h"

#include <string.h>

#include "base/error.h"
#include "rdf/vocabulary.h"

typedef struct
{
  const char *aggregate;
  const char *values; /* VALUES, parted by blanks */
  const char *expected;
} Case;

static const Case cases[] = {
  { "COUNT (?a)", "", "0" },
  { "COUNT (?a)", "1 1 UNDEF \"x\"", "3" },
  { "COUNT (*)", "1 1 UNDEF", "3" },
  { "SUM (?a)", "", "0" },
  { "SUM (?a)", "1 2 3", "6" },
  { "SUM (?a)", "1 2.5", "3.5 decimal" },
  { "SUM (?a)", "1 2.0E0 3.5", "6.5E0 double" },
  { "SUM (?a)", "1 \"2\"^^xsd:float", "3.0E0 float" },
  { "SUM (?a)", "1 UNDEF", "error" },
  { "SUM (?a)", "1 \"x\"", "error" },
  { "SUM (?a)", "1 <urn:x>", "error" },
  { "SUM (?a)", "8000000000000 8000000000000 8000000000000", "24000000000000" },
  { "SUM (?a)", "9223372036854775807 9223372036854775807", "18446744073709551614" },
  { "SUM (?a)", "\"01\"^^xsd:integer \"2\"^^xsd:byte", "3" },
  { "AVG (?a)", "", "0" },
  { "AVG (?a)", "1 2", "1.5 decimal" },
  { "AVG (?a)", "1 3", "2.0 decimal" },
  { "AVG (?a)", "1 2 2", "1.666666666666666666 decimal" },
  { "AVG (?a)", "1.0E0 2.0E0", "1.5E0 double" },
  { "AVG (?a)", "1 UNDEF", "error" },
  { "MIN (?a)", "", "error" },
  { "MIN (?a)", "3 1.5 2", "1.5 decimal" },
  { "MAX (?a)", "3 1.5 2", "3" },
  { "MAX (?a)", "3 1.0E1 2.5", "1.0E1 double" },
  { "MIN (?a)", "\"b\" \"a\" \"c\"", "\"a\"" },
  { "MAX (?a)", "\"b\" \"å\" \"ä\"", "\"å\"" },
  { "MIN (?a)", "\"x\" 1 <urn:a>", "<urn:a>" },
  { "MAX (?a)", "\"x\" 1 <urn:a>", "\"x\"" },
  { "MIN (?a)", "\"2000-01-02\"^^xsd:date \"2000-01-01\"^^xsd:date", "2000-01-01 date" },
  { "MAX (?a)", "1 UNDEF", "error" },
  { "SAMPLE (?a)", "", "error" },
  { "SAMPLE (?a)", "UNDEF 7", "7" },
  { "GROUP_CONCAT (?a)", "", "\"\"" },
  { "GROUP_CONCAT (?a)", "\"a\" \"b\"@en 1 <urn:x>", "\"a b 1 urn:x\"" },
  { "GROUP_CONCAT (?a ; SEPARATOR = \", \")", "\"a\" \"b\"", "\"a, b\"" },
  { "GROUP_CONCAT (?a)", "\"a\" UNDEF", "error" },
};

typedef struct
{
  NystaDataset *dataset;
  NystaRunTerms *terms;
  NystaExpressionContext *context;
  NystaSyntaxTree *tree;
} Fixture;

static void
fixture_init (Fixture *fixture, const char *aggregate, const char *values)
{
  g_autofree char *query = g_strdup_printf (
    "PREFIX xsd: <" NS_XSD "> SELECT (%s AS ?r) { VALUES ?a { %s } }", aggregate, values);
  const NystaSyntaxOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->dataset = nysta_memory_builder_finish (nysta_memory_builder_new ());
  fixture->terms = nysta_run_terms_new (fixture->dataset, 0);
  fixture->context = nysta_expression_context_new (fixture->terms, NULL);
  fixture->tree = nysta_syntax_parse (query, -1, NYSTA_SYNTAX_QUERY_UNIT, &options, &error);
  g_assert_no_error (error);
}

static void
fixture_clear (Fixture *fixture)
{
  nysta_syntax_tree_free (fixture->tree);
  nysta_expression_context_free (fixture->context);
  nysta_run_terms_free (fixture->terms);
  nysta_dataset_unref (fixture->dataset);
}

static const NystaNode *
aggregate_node (const Fixture *fixture)
{
  const NystaNode *clause = nysta_node_find (fixture->tree->root, NYSTA_NODE_SELECT_CLAUSE);

  return nysta_node_find (clause, NYSTA_NODE_AS)->first;
}

static NystaTermId
aggregate_values (Fixture *fixture, NystaCollation collation)
{
  const NystaNode *group = nysta_node_find (fixture->tree->root,
                                            NYSTA_NODE_GROUP_GRAPH_PATTERN);
  const NystaNode *values = nysta_node_find (group, NYSTA_NODE_VALUES);
  g_autoptr (NystaAggregator) aggregator = nysta_aggregator_new (
    aggregate_node (fixture), collation, fixture->context);
  g_autofree gpointer state = g_malloc (nysta_aggregate_state_bytes (aggregator));

  g_assert_cmpuint (nysta_aggregate_state_bytes (aggregator) % 8, ==, 0);
  nysta_aggregate_init (aggregator, state);
  for (const NystaNode *row = values->first->next; row != NULL; row = row->next)
    {
      NystaTermId id = row->first->kind == NYSTA_NODE_UNDEF
                         ? 0
                         : nysta_run_terms_add (fixture->terms, row->first->term);

      nysta_aggregate_add (aggregator, state, id);
    }
  return nysta_aggregate_finish (aggregator, state);
}

static char *
describe (Fixture *fixture, NystaTermId id)
{
  NystaTerm term = { 0 };

  if (!nysta_run_terms_get (fixture->terms, id, &term))
    return g_strdup ("error");
  if (term.kind == NYSTA_TERM_IRI)
    return g_strdup_printf ("<%s>", term.value);
  if (term.datatype == NULL)
    return g_strdup_printf ("\"%s\"", term.value);
  if (strcmp (term.datatype, NS_XSD "integer") == 0)
    return g_strdup (term.value);
  return g_strdup_printf ("%s %s", term.value, term.datatype + strlen (NS_XSD));
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  Fixture fixture = { 0 };
  g_autofree char *actual = NULL;

  fixture_init (&fixture, test->aggregate, test->values);
  actual = describe (&fixture, aggregate_values (&fixture, NYSTA_COLLATION_CODE_POINT));
  g_assert_cmpstr (actual, ==, test->expected);
  g_assert_true (nysta_expression_context_check (fixture.context, NULL));
  fixture_clear (&fixture);
}

static void
test_swedish (void)
{
  Fixture fixture = { 0 };
  g_autofree char *actual = NULL;

  fixture_init (&fixture, "MAX (?a)", "\"ö\" \"å\" \"z\" \"Ö\"");
  actual = describe (&fixture, aggregate_values (&fixture, NYSTA_COLLATION_SWEDISH));
  g_assert_cmpstr (actual, ==, "\"Ö\"");
  fixture_clear (&fixture);
}

/* Many groups that are given up, and a string that grows too long. */
static void
test_bounds (void)
{
  Fixture fixture = { 0 };
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  const NystaTerm term = nysta_literal (text, NULL, NULL);
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture, "GROUP_CONCAT (?a)", "");

  NystaTermId id = nysta_run_terms_add (fixture.terms, &term);
  g_autoptr (NystaAggregator) aggregator = nysta_aggregator_new (
    aggregate_node (&fixture), NYSTA_COLLATION_CODE_POINT, fixture.context);
  g_autofree gpointer state = g_malloc (nysta_aggregate_state_bytes (aggregator));

  nysta_aggregate_init (aggregator, state);
  for (guint i = 0; i < 20; i++)
    nysta_aggregate_add (aggregator, state, id);
  g_assert_cmpuint (nysta_aggregate_bytes (aggregator), >, 16 * 1024 * 1024);
  g_assert_cmpuint (nysta_aggregate_finish (aggregator, state), ==, 0);
  g_assert_false (nysta_expression_context_check (fixture.context, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
  nysta_aggregate_add (aggregator, state, id);
  nysta_aggregate_clear (aggregator, state);
  fixture_clear (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/expression/aggregate/%02" G_GSIZE_FORMAT,
                                               i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/expression/aggregate/swedish", test_swedish);
  g_test_add_func ("/expression/aggregate/bounds", test_bounds);
  return g_test_run ();
}
