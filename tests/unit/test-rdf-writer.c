/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What is written is read again and compared; tests/turtle/ holds how it looks. */
#include "base/error.h"
#include "rdf/graph.h"
#include "rdf/rdf-writer.h"
#include "rdf/vocabulary.h"

#include <string.h>

static gboolean
append_bytes (const char *data, gsize n_bytes, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, data, (gssize) n_bytes);
  return TRUE;
}

static gboolean
add_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  nysta_graph_add (user_data, &statement->subject, &statement->predicate,
                   &statement->object);
  return TRUE;
}

static NystaGraph *
read_graph (const char *text, NystaSyntax syntax)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);
  g_autoptr (GError) error = NULL;

  nysta_rdf_read_memory (text, strlen (text), "written", syntax, NULL, NULL, add_statement,
                         graph, &error);
  g_assert_no_error (error);
  nysta_graph_sort (graph);
  return g_steal_pointer (&graph);
}

static char *
write_graph (const NystaGraph *graph, NystaSyntax syntax, const char *base)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint64 mask = 0;
  gsize n = 0;
  const NystaStatement *all = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    mask |= nysta_rdf_prefixes_in_use (&all[i], base);

  g_autoptr (NystaRdfWriter)
    writer = nysta_rdf_writer_new (syntax, base, mask, append_bytes, out);
  for (gsize i = 0; i < n; i++)
    {
      nysta_rdf_writer_add (writer, &all[i], &error);
      g_assert_no_error (error);
    }
  g_assert_true (nysta_rdf_writer_finish (writer, &error));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_same (const NystaGraph *a, const NystaGraph *b)
{
  gsize n_a = 0;
  gsize n_b = 0;
  const NystaStatement *all_a = nysta_graph_statements (a, &n_a);
  const NystaStatement *all_b = nysta_graph_statements (b, &n_b);

  g_assert_cmpuint (n_a, ==, n_b);
  for (gsize i = 0; i < n_a; i++)
    g_assert_cmpint (nysta_statement_compare (&all_a[i], &all_b[i]), ==, 0);
}

static void
assert_round_trip (const NystaGraph *graph, const char *base)
{
  static const NystaSyntax syntaxes[] = { NYSTA_SYNTAX_NTRIPLES, NYSTA_SYNTAX_NQUADS,
                                          NYSTA_SYNTAX_TURTLE };

  for (gsize i = 0; i < G_N_ELEMENTS (syntaxes); i++)
    {
      g_autofree char *text = write_graph (graph, syntaxes[i], base);
      g_autoptr (NystaGraph) again = read_graph (text, syntaxes[i]);

      assert_same (graph, again);
    }
}

/* tests/turtle/NAME.nq as Turtle is tests/turtle/NAME.ttl, byte for byte. */
static void
test_golden (gconstpointer data)
{
  const char *name = data;
  const char *root = g_getenv ("SRCDIR");
  g_autofree char *in_path = g_build_filename (root != NULL ? root : NYSTA_SOURCE_ROOT,
                                               "tests", "turtle", name, NULL);
  g_autofree char *quads_path = g_strconcat (in_path, ".nq", NULL);
  g_autofree char *turtle_path = g_strconcat (in_path, ".ttl", NULL);
  g_autofree char *quads = NULL;
  g_autofree char *wanted = NULL;

  g_assert_true (g_file_get_contents (quads_path, &quads, NULL, NULL));
  g_autoptr (NystaGraph) graph = read_graph (quads, NYSTA_SYNTAX_NQUADS);
  g_autofree char *turtle = write_graph (graph, NYSTA_SYNTAX_TURTLE, "urn:nysta:");
  if (g_getenv ("NYSTA_BLESS") != NULL)
    g_assert_true (g_file_set_contents (turtle_path, turtle, -1, NULL));
  g_assert_true (g_file_get_contents (turtle_path, &wanted, NULL, NULL));
  g_assert_cmpstr (turtle, ==, wanted);
  assert_round_trip (graph, "urn:nysta:");
}

typedef struct
{
  const char *name;
  const char *lexical;
  const char *type; /* datatype, "@language" or NULL */
} LiteralCase;

static const LiteralCase literal_cases[] = {
  { "empty", "", NULL },
  { "quotes", "\"\"\"'''", NULL },
  { "carriage-return", "a\rb\r\nc\n", "@sv" },
  { "lone-backslash", "\\", NULL },
  { "backslash-u", "\\u0041\\", NULL },
  { "controls", "\001\002\010\013\014\016\033\037\177\302\205", NULL },
  { "noncharacters", "\xEF\xBF\xBE\xEF\xBF\xBF\xF4\x8F\xBF\xBF", NULL },
  { "replacement", "\xEF\xBF\xBD", NULL },
  { "line-separators", "\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF", NULL },
  { "language", "hej", "@sv-SE" },
  { "type", "x", "http://example.org/type" },
  { "type-without-name", "x", "http://example.org/" },
  { "integer", "5", NS_XSD "integer" },
  { "integer-zeros", "005", NS_XSD "integer" },
  { "integer-minus-zero", "-0", NS_XSD "integer" },
  { "integer-that-is-none", "five", NS_XSD "integer" },
  { "integer-with-line", "5\n", NS_XSD "integer" },
  { "decimal", "0.87", NS_XSD "decimal" },
  { "decimal-without-digits", "1.", NS_XSD "decimal" },
  { "decimal-without-point", "1", NS_XSD "decimal" },
  { "boolean", "true", NS_XSD "boolean" },
  { "boolean-1", "1", NS_XSD "boolean" },
  { "double", "1.0E0", NS_XSD "double" },
};

static void
test_literal (gconstpointer data)
{
  const LiteralCase *c = data;
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);

  nysta_graph_add_literal (graph, "http://e/s", "http://e/p", c->lexical, c->type);
  assert_round_trip (graph, NULL);
}

static void
test_long_literal (void)
{
  g_autofree char *text = g_strnfill (5000000, '"');
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);

  nysta_graph_add_literal (graph, "http://e/s", "http://e/p", text, NULL);
  assert_round_trip (graph, NULL);
}

typedef struct
{
  const char *name;
  NystaTerm subject;
  NystaTerm predicate;
  NystaTerm object;
} RefusedCase;

#define IRI(v)                                                                             \
  {                                                                                        \
    .kind = NYSTA_TERM_IRI, .value = v                                                     \
  }

static const RefusedCase refused_cases[] = {
  { "space-in-iri", IRI ("http://e/a b"), IRI ("x:p"), IRI ("x:o") },
  { "relative-iri", IRI ("a"), IRI ("x:p"), IRI ("x:o") },
  { "line-in-iri", IRI ("x:s"), IRI ("x:p"), IRI ("x:o>\n<x:evil> <x:p> <x:o") },
  { "literal-subject",
    { .kind = NYSTA_TERM_LITERAL, .value = "a" },
    IRI ("x:p"),
    IRI ("x:o") },
  { "blank-predicate",
    IRI ("x:s"),
    { .kind = NYSTA_TERM_BLANK, .value = "b" },
    IRI ("x:o") },
  { "no-object", IRI ("x:s"), IRI ("x:p"), { 0 } },
  { "blank-label", IRI ("x:s"), IRI ("x:p"), { .kind = NYSTA_TERM_BLANK, .value = "a b" } },
  { "blank-label-dot",
    IRI ("x:s"),
    IRI ("x:p"),
    { .kind = NYSTA_TERM_BLANK, .value = "a." } },
  { "language",
    IRI ("x:s"),
    IRI ("x:p"),
    { .kind = NYSTA_TERM_LITERAL, .value = "a", .language = "sv .\n" } },
  { "language-end",
    IRI ("x:s"),
    IRI ("x:p"),
    { .kind = NYSTA_TERM_LITERAL, .value = "a", .language = "sv-" } },
  { "datatype",
    IRI ("x:s"),
    IRI ("x:p"),
    { .kind = NYSTA_TERM_LITERAL, .value = "a", .datatype = "a b" } },
  { "bad-bytes",
    IRI ("x:s"),
    IRI ("x:p"),
    { .kind = NYSTA_TERM_LITERAL, .value = "\xFF" } },
};

static void
test_refused (gconstpointer data)
{
  const RefusedCase *c = data;
  static const NystaSyntax syntaxes[] = { NYSTA_SYNTAX_NTRIPLES, NYSTA_SYNTAX_NQUADS,
                                          NYSTA_SYNTAX_TURTLE };
  NystaStatement statement = { .subject = c->subject,
                               .predicate = c->predicate,
                               .object = c->object };

  for (gsize i = 0; i < G_N_ELEMENTS (syntaxes); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (NystaRdfWriter)
        writer = nysta_rdf_writer_new (syntaxes[i], NULL, 0, append_bytes, out);

      g_assert_false (nysta_rdf_writer_add (writer, &statement, &error));
      g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (nysta_rdf_writer_finish (writer, NULL));
      g_assert_cmpuint (out->len, ==, 0);
    }
}

static void
test_quads_keep_graphs (void)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new ("http://e/g");

  nysta_graph_add_iri (graph, "x:s", "x:p", "x:o");

  g_autofree char *quads = write_graph (graph, NYSTA_SYNTAX_NQUADS, NULL);
  g_autofree char *triples = write_graph (graph, NYSTA_SYNTAX_NTRIPLES, NULL);
  g_assert_cmpstr (quads, ==, "<x:s> <x:p> <x:o> <http://e/g> .\n");
  g_assert_cmpstr (triples, ==, "<x:s> <x:p> <x:o> .\n");
}

/* A subject with more objects than are held in memory, and prefixes that were not asked
 * for. */
static void
test_large_subject (void)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);

  for (int i = 0; i < 70000; i++)
    {
      char object[32];

      g_snprintf (object, sizeof object, "http://e/%d", i);
      nysta_graph_add_iri (graph, "http://e/s", NS_FOAF "knows", object);
    }
  nysta_graph_sort (graph);
  assert_round_trip (graph, NULL);
}

static gboolean
refuse_bytes (const char *data, gsize n_bytes, gpointer user_data, GError **error)
{
  g_set_error_literal (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE, "full");
  return FALSE;
}

static void
test_write_fails (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaRdfWriter)
    writer = nysta_rdf_writer_new (NYSTA_SYNTAX_TURTLE, NULL, 0, refuse_bytes, NULL);
  NystaStatement statement = { .subject = IRI ("x:s"),
                               .predicate = IRI ("x:p"),
                               .object = IRI ("x:o") };

  g_assert_true (nysta_rdf_writer_add (writer, &statement, &error));
  g_assert_false (nysta_rdf_writer_finish (writer, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
}

static void
test_prefixes (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  NystaStatement statement = { .subject = IRI ("http://xmlns.com/foaf/0.1/a"),
                               .predicate = IRI (NS_ORG "p"),
                               .object = IRI ("urn:nysta:def/role/o") };
  guint64 mask = nysta_rdf_prefixes_in_use (&statement, NULL);
  g_autoptr (NystaRdfWriter)
    writer = nysta_rdf_writer_new (NYSTA_SYNTAX_TURTLE, NULL, mask, append_bytes, out);

  g_assert_cmpuint (mask, !=, nysta_rdf_prefixes_in_use (&statement, "urn:nysta:"));
  g_assert_true (nysta_rdf_writer_add (writer, &statement, NULL));
  g_assert_true (nysta_rdf_writer_finish (writer, NULL));
  g_assert_cmpstr (out->str, ==,
                   "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
                   "@prefix org: <http://www.w3.org/ns/org#> .\n\n"
                   "foaf:a\n    org:p <urn:nysta:def/role/o> .\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/rdf-writer/turtle/people", "people", test_golden);
  g_test_add_data_func ("/rdf-writer/turtle/layout", "layout", test_golden);
  for (gsize i = 0; i < G_N_ELEMENTS (literal_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rdf-writer/literal/%s",
                                               literal_cases[i].name);
      g_test_add_data_func (path, &literal_cases[i], test_literal);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rdf-writer/refused/%s",
                                               refused_cases[i].name);
      g_test_add_data_func (path, &refused_cases[i], test_refused);
    }
  g_test_add_func ("/rdf-writer/literal/long", test_long_literal);
  g_test_add_func ("/rdf-writer/nquads/keep-graphs", test_quads_keep_graphs);
  g_test_add_func ("/rdf-writer/turtle/large-subject", test_large_subject);
  g_test_add_func ("/rdf-writer/turtle/prefixes", test_prefixes);
  g_test_add_func ("/rdf-writer/write/fails", test_write_fails);
  return g_test_run ();
}
