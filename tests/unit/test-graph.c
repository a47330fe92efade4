/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "rdf/graph.h"

static void
test_owns_strings (void)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new ("http://e/g");
  g_autofree char *subject = g_strdup ("http://e/s");
  gsize n = 0;

  nysta_graph_add_iri (graph, subject, "http://e/p", "http://e/o");
  subject[0] = 'X';

  const NystaStatement *all = nysta_graph_statements (graph, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (all[0].subject.value, ==, "http://e/s");
  g_assert_cmpstr (all[0].graph.value, ==, "http://e/g");
  g_assert_cmpstr (nysta_graph_name (graph), ==, "http://e/g");
}

static void
test_sort (void)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);
  gsize n = 0;

  nysta_graph_sort (graph);
  for (int round = 0; round < 3; round++)
    {
      nysta_graph_add_iri (graph, "http://e/b", "http://e/p", "http://e/o");
      nysta_graph_add_literal (graph, "http://e/a", "http://e/p", "x", "@sv");
      nysta_graph_add_literal (graph, "http://e/a", "http://e/p", "x", "@SV");
      nysta_graph_add_iri (graph, "http://e/a", "http://e/p", "http://e/o");
    }
  nysta_graph_sort (graph);

  const NystaStatement *all = nysta_graph_statements (graph, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (all[0].object.kind, ==, NYSTA_TERM_IRI);
  g_assert_cmpint (all[1].object.kind, ==, NYSTA_TERM_LITERAL);
  g_assert_cmpstr (all[2].subject.value, ==, "http://e/b");
  g_assert_cmpint (all[0].graph.kind, ==, NYSTA_TERM_NONE);
  g_assert_null (nysta_graph_name (graph));
}

static void
test_literals (void)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);
  gsize n = 0;

  nysta_graph_add_literal (graph, "x:s", "x:p", "a", NULL);
  nysta_graph_add_literal (graph, "x:s", "x:p", "a",
                           "http://www.w3.org/2001/XMLSchema#string");
  nysta_graph_add_literal (graph, "x:s", "x:p", "a", "x:t");
  nysta_graph_add_literal (graph, "x:s", "x:p", "a", "@en-GB");
  nysta_graph_sort (graph);

  const NystaStatement *all = nysta_graph_statements (graph, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_null (all[0].object.datatype);
  g_assert_cmpstr (all[1].object.language, ==, "en-GB");
  g_assert_cmpstr (all[2].object.datatype, ==, "x:t");
}

/* A string counts once, however often it is there. */
static void
test_n_bytes (void)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);
  g_autofree char *text = g_strnfill (10000, 'x');
  gsize before = nysta_graph_n_bytes (graph);

  nysta_graph_add_literal (graph, "x:s", "x:p", text, NULL);
  g_assert_cmpuint (nysta_graph_n_bytes (graph), >=, before + 10000);
  for (guint i = 0; i < 99; i++)
    nysta_graph_add_literal (graph, "x:s", "x:p", text, NULL);
  g_assert_cmpuint (nysta_graph_n_bytes (graph), >=, 100 * sizeof (NystaStatement));
  g_assert_cmpuint (nysta_graph_n_bytes (graph), <, 60000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graph/add/owns-strings", test_owns_strings);
  g_test_add_func ("/graph/sort/no-doubles", test_sort);
  g_test_add_func ("/graph/add/literals", test_literals);
  g_test_add_func ("/graph/n-bytes", test_n_bytes);
  return g_test_run ();
}
