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
  NystaRdfPrefixes prefixes = { 0 };
  gsize n = 0;
  const NystaStatement *all = nysta_graph_statements (graph, &n);

  for (gsize i = 0; i < n; i++)
    nysta_rdf_prefixes_note (&prefixes, syntax, &all[i], base);

  g_autoptr (NystaRdfWriter) writer = nysta_rdf_writer_new (
    syntax, base, nysta_rdf_prefixes_mask (&prefixes), append_bytes, out);
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
                                          NYSTA_SYNTAX_TURTLE, NYSTA_SYNTAX_TRIG };

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
                                          NYSTA_SYNTAX_TURTLE,   NYSTA_SYNTAX_TRIG,
                                          NYSTA_SYNTAX_RDFXML,   NYSTA_SYNTAX_JSONLD };
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
      g_assert_null (strstr (out->str, "evil"));
      /* RDF/XML and JSON-LD are never empty. */
      if (syntaxes[i] != NYSTA_SYNTAX_RDFXML && syntaxes[i] != NYSTA_SYNTAX_JSONLD)
        g_assert_cmpuint (out->len, ==, 0);
    }
}

/* --- RDF/XML and JSON-LD ------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *predicate;
  const char *text;   /* of a literal */
  const char *wanted; /* in the document, or NULL: it cannot be written */
} XmlCase;

#define NS(iri) " xmlns:ns=\"" iri "\">"

static const XmlCase xml_cases[] = {
  { "prefix", NS_FOAF "name", "a", "<foaf:name>a</foaf:name>" },
  { "namespace", "http://e/p", "a", "<ns:p" NS ("http://e/") "a</ns:p>" },
  { "digit-first", NS_FOAF "1st", "a", "<ns:st" NS (NS_FOAF "1") "a</ns:st>" },
  { "ampersand", "http://e/?a&b=c", "a", "<ns:c" NS ("http://e/?a&amp;b=") "a</ns:c>" },
  { "markup", NS_FOAF "name", "<&>\r]]>",
    "<foaf:name>&lt;&amp;&gt;&#xD;]]&gt;</foaf:name>" },
  { "member", NS_RDF "_1", "a", "<rdf:_1>a</rdf:_1>" },
  { "xmlns", "http://www.w3.org/2000/xmlns/ab", "a",
    "<ns:b" NS ("http://www.w3.org/2000/xmlns/a") "a</ns:b>" },
  { "no-name", "http://e/", "a", NULL },
  { "no-name-digits", "http://e/12", "a", NULL },
  { "no-name-xmlns", "http://www.w3.org/2000/xmlns/a", "a", NULL },
  { "li", NS_RDF "li", "a", NULL },
  { "description", NS_RDF "Description", "a", NULL },
  { "control", NS_FOAF "name", "a\001", NULL },
  { "escape", NS_FOAF "name", "\033[31m", NULL },
  { "noncharacter", NS_FOAF "name", "\xEF\xBF\xBF", NULL },
};

static void
test_rdfxml (gconstpointer data)
{
  const XmlCase *c = data;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);
  NystaRdfPrefixes prefixes = { 0 };
  NystaStatement statement = { .subject = IRI ("http://e/s"),
                               .predicate = nysta_iri (c->predicate),
                               .object = nysta_literal (c->text, NULL, NULL) };

  nysta_rdf_prefixes_note (&prefixes, NYSTA_SYNTAX_RDFXML, &statement, NULL);

  g_autoptr (NystaRdfWriter) writer = nysta_rdf_writer_new (
    NYSTA_SYNTAX_RDFXML, NULL, prefixes.used, append_bytes, out);

  g_assert_true (nysta_rdf_writer_add (writer, &statement, &error) == (c->wanted != NULL));
  if (c->wanted == NULL)
    {
      g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_UNWRITABLE);
      g_assert_nonnull (strstr (error->message, c->predicate));
      return;
    }
  g_assert_true (nysta_rdf_writer_finish (writer, &error));
  g_assert_nonnull (strstr (out->str, c->wanted));

  g_autoptr (NystaGraph) again = read_graph (out->str, NYSTA_SYNTAX_RDFXML);

  nysta_graph_add (graph, &statement.subject, &statement.predicate, &statement.object);
  assert_same (graph, again);
}

/* Labels that XML doesn't take become others, and no two the same. */
static void
test_rdfxml_labels (void)
{
  static const char *const labels[] = { "b", "b.1", "1", "_1", "_", "å", "a\xC3\xA5" };
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      NystaTerm blank = { .kind = NYSTA_TERM_BLANK, .value = labels[i] };
      NystaTerm predicate = nysta_iri (NS_FOAF "knows");

      nysta_graph_add (graph, &blank, &predicate, &blank);
    }
  nysta_graph_sort (graph);

  g_autofree char *text = write_graph (graph, NYSTA_SYNTAX_RDFXML, NULL);
  g_autoptr (NystaGraph) again = read_graph (text, NYSTA_SYNTAX_RDFXML);
  const NystaStatement *all = nysta_graph_statements (again, &n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (labels));
  for (gsize i = 0; i < n; i++)
    g_assert_true (nysta_term_equal (&all[i].subject, &all[i].object));
}

static void
test_jsonld (void)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new ("http://e/g");

  nysta_graph_add_iri (graph, "http://e/s", RDF_TYPE, NS_FOAF "Person");
  nysta_graph_add_literal (graph, "http://e/s", RDF_TYPE, "\"", NULL);
  nysta_graph_add_literal (graph, "http://e/s", NS_FOAF "age", "1", NS_XSD "integer");
  nysta_graph_add_literal (graph, "http://e/s", NS_FOAF "age", "\001", "@sv");
  nysta_graph_sort (graph);

  g_autofree char *text = write_graph (graph, NYSTA_SYNTAX_JSONLD, NULL);

  g_assert_cmpstr (text, ==,
                   "{\n  \"@context\": {\n"
                   "    \"foaf\": \"http://xmlns.com/foaf/0.1/\",\n"
                   "    \"xsd\": \"http://www.w3.org/2001/XMLSchema#\"\n  },\n"
                   "  \"@graph\": [\n    {\n      \"@id\": \"http://e/g\",\n"
                   "      \"@graph\": [\n        {\n          \"@id\": \"http://e/s\",\n"
                   "          \"@type\": \"foaf:Person\",\n"
                   "          \"" RDF_TYPE "\": \"\\\"\",\n"
                   "          \"foaf:age\": [\n"
                   "            {\"@value\": \"\\u0001\", \"@language\": \"sv\"},\n"
                   "            {\"@value\": \"1\", \"@type\": \"xsd:integer\"}\n"
                   "          ]\n        }\n      ]\n    }\n  ]\n}\n");
}

/* <foaf:x> would be read as http://xmlns.com/foaf/0.1/x: then foaf is not declared. */
static void
test_jsonld_clash (void)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  NystaStatement statement = { .subject = IRI ("foaf:x"),
                               .predicate = IRI (NS_FOAF "name"),
                               .object = IRI ("foaf:x") };
  g_autoptr (NystaRdfWriter) writer = nysta_rdf_writer_new (NYSTA_SYNTAX_JSONLD, NULL,
                                                            G_MAXUINT64, append_bytes, out);

  nysta_graph_add_iri (graph, "foaf:x", NS_FOAF "name", "foaf:x");

  g_autofree char *text = write_graph (graph, NYSTA_SYNTAX_JSONLD, NULL);

  g_assert_nonnull (strstr (text, "\"" NS_FOAF "name\": {\"@id\": \"foaf:x\"}"));
  g_assert_nonnull (strstr (text, "\"@context\": {},"));
  g_assert_false (nysta_rdf_writer_add (writer, &statement, &error));
  g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_UNWRITABLE);
}

static void
test_trig_keeps_graphs (void)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new ("http://e/g");

  nysta_graph_add_iri (graph, "x:s", "x:p", "x:o");

  g_autofree char *text = write_graph (graph, NYSTA_SYNTAX_TRIG, NULL);
  g_assert_cmpstr (text, ==, "<http://e/g> {\n<x:s>\n    <x:p> <x:o> .\n}\n");
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
  NystaRdfPrefixes prefixes = { 0 };
  NystaRdfPrefixes own = { 0 };

  nysta_rdf_prefixes_note (&prefixes, NYSTA_SYNTAX_TURTLE, &statement, NULL);
  nysta_rdf_prefixes_note (&own, NYSTA_SYNTAX_TURTLE, &statement, "urn:nysta:");
  g_assert_cmpuint (prefixes.used, !=, own.used);

  g_autoptr (NystaRdfWriter) writer = nysta_rdf_writer_new (
    NYSTA_SYNTAX_TURTLE, NULL, prefixes.used, append_bytes, out);

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
  for (gsize i = 0; i < G_N_ELEMENTS (xml_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/rdf-writer/rdfxml/%s", xml_cases[i].name);
      g_test_add_data_func (path, &xml_cases[i], test_rdfxml);
    }
  g_test_add_func ("/rdf-writer/rdfxml/labels", test_rdfxml_labels);
  g_test_add_func ("/rdf-writer/jsonld/layout", test_jsonld);
  g_test_add_func ("/rdf-writer/jsonld/clash", test_jsonld_clash);
  g_test_add_func ("/rdf-writer/trig/keeps-graphs", test_trig_keeps_graphs);
  g_test_add_func ("/rdf-writer/literal/long", test_long_literal);
  g_test_add_func ("/rdf-writer/nquads/keep-graphs", test_quads_keep_graphs);
  g_test_add_func ("/rdf-writer/turtle/large-subject", test_large_subject);
  g_test_add_func ("/rdf-writer/turtle/prefixes", test_prefixes);
  g_test_add_func ("/rdf-writer/write/fails", test_write_fails);
  return g_test_run ();
}
