/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The same answer in every format. */
#include "sparql/results/results.h"

#include <string.h>

#include "base/error.h"
#include "rdf/vocabulary.h"

static gboolean
append (const char *data, gsize n_bytes, gpointer text, GError **error)
{
  g_string_append_len (text, data, (gssize) n_bytes);
  return TRUE;
}

static const char *const names[] = { "who", "what" };

static const NystaTerm rows[][2] = {
  { { NYSTA_TERM_IRI, "http://xmlns.com/foaf/0.1/name", NULL, NULL },
    { NYSTA_TERM_LITERAL, "a \"b\", <c> & d\r\n\te\\", NULL, NULL } },
  { { NYSTA_TERM_BLANK, "b1", NULL, NULL },
    { NYSTA_TERM_LITERAL, "Åsa 漢字", NULL, "sv" } },
  { { NYSTA_TERM_NONE, NULL, NULL, NULL },
    { NYSTA_TERM_LITERAL, "1", NS_XSD "integer", NULL } },
  { { NYSTA_TERM_IRI, "urn:nysta:id/x", NULL, NULL },
    { NYSTA_TERM_NONE, NULL, NULL, NULL } },
  { { NYSTA_TERM_IRI, "http://other.example/", NULL, NULL },
    { NYSTA_TERM_LITERAL, "\x1b[2J\x01", NULL, NULL } },
};

static char *
write_rows (NystaResultsFormat format, gsize n_rows)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (NystaResults) results = nysta_results_new (format, append, text);

  nysta_results_set_base (results, "urn:nysta:");
  g_assert_true (nysta_results_variables (results, names, 2, NULL));
  for (gsize i = 0; i < n_rows; i++)
    g_assert_true (nysta_results_row (results, rows[i], 2, NULL));
  g_assert_true (nysta_results_finish (results, NULL));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  const char *name;
  gsize n_rows;
  const char *text;
} FormatCase;

#define XML_HEAD                                                                           \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"                                           \
  "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"                            \
  "  <head>\n    <variable name=\"who\"/>\n    <variable name=\"what\"/>\n  </head>\n"     \
  "  <results>\n"

static const FormatCase format_cases[] = {
  { "csv", 0, "who,what\r\n" },
  { "csv", 5,
    "who,what\r\n"
    "http://xmlns.com/foaf/0.1/name,\"a \"\"b\"\", <c> & d\r\n\te\\\"\r\n"
    "_:b1,Åsa 漢字\r\n"
    ",1\r\n"
    "urn:nysta:id/x,\r\n"
    "http://other.example/,\x1b[2J\x01\r\n" },
  { "tsv", 0, "?who\t?what\n" },
  { "tsv", 5,
    "?who\t?what\n"
    "<http://xmlns.com/foaf/0.1/name>\t\"a \\\"b\\\", <c> & d\\r\\n\\te\\\\\"\n"
    "_:b1\t\"Åsa 漢字\"@sv\n"
    "\t\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>\n"
    "<urn:nysta:id/x>\t\n"
    "<http://other.example/>\t\"\\u001B[2J\\u0001\"\n" },
  { "json", 0,
    "{\"head\":{\"vars\":[\"who\",\"what\"]},\"results\":{\"bindings\":[\n]}}\n" },
  { "json", 5,
    "{\"head\":{\"vars\":[\"who\",\"what\"]},\"results\":{\"bindings\":[\n"
    "{\"who\":{\"type\":\"uri\",\"value\":\"http://xmlns.com/foaf/0.1/name\"},"
    "\"what\":{\"type\":\"literal\",\"value\":\"a \\\"b\\\", <c> & d\\r\\n\\te\\\\\"}},\n"
    "{\"who\":{\"type\":\"bnode\",\"value\":\"b1\"},"
    "\"what\":{\"type\":\"literal\",\"value\":\"Åsa 漢字\",\"xml:lang\":\"sv\"}},\n"
    "{\"what\":{\"type\":\"literal\",\"value\":\"1\","
    "\"datatype\":\"http://www.w3.org/2001/XMLSchema#integer\"}},\n"
    "{\"who\":{\"type\":\"uri\",\"value\":\"urn:nysta:id/x\"}},\n"
    "{\"who\":{\"type\":\"uri\",\"value\":\"http://other.example/\"},"
    "\"what\":{\"type\":\"literal\",\"value\":\"\\u001B[2J\\u0001\"}}\n"
    "]}}\n" },
  { "xml", 0, XML_HEAD "  </results>\n</sparql>\n" },
  { "xml", 5,
    XML_HEAD
    "    <result>\n"
    "      <binding name=\"who\"><uri>http://xmlns.com/foaf/0.1/name</uri></binding>\n"
    "      <binding name=\"what\"><literal>a &quot;b&quot;, &lt;c&gt; &amp; d&#xD;\n\te\\"
    "</literal></binding>\n"
    "    </result>\n"
    "    <result>\n"
    "      <binding name=\"who\"><bnode>b1</bnode></binding>\n"
    "      <binding name=\"what\"><literal xml:lang=\"sv\">Åsa 漢字</literal></binding>\n"
    "    </result>\n"
    "    <result>\n"
    "      <binding name=\"what\"><literal datatype=\"http://www.w3.org/2001/XMLSchema#"
    "integer\">1</literal></binding>\n"
    "    </result>\n"
    "    <result>\n"
    "      <binding name=\"who\"><uri>urn:nysta:id/x</uri></binding>\n"
    "    </result>\n"
    "    <result>\n"
    "      <binding name=\"who\"><uri>http://other.example/</uri></binding>\n"
    "      <binding name=\"what\"><literal>\uFFFD[2J\uFFFD</literal></binding>\n"
    "    </result>\n"
    "  </results>\n</sparql>\n" },
  { "table", 0, "who  what\n---  ----\n" },
  { "table", 5,
    "who                      what\n"
    "-----------------------  -------------------\n"
    "foaf:name                a \"b\", <c> & d   e\\\n"
    "_:b1                     Åsa 漢字\n"
    "                         1\n"
    "<id/x>\n"
    "<http://other.example/>   [2J\n" },
};

static void
test_format (gconstpointer data)
{
  const FormatCase *format_case = data;
  NystaResultsFormat format = NYSTA_RESULTS_TABLE;

  g_assert_true (nysta_results_format_from_name (format_case->name, &format));

  g_autofree char *text = write_rows (format, format_case->n_rows);

  g_assert_cmpstr (text, ==, format_case->text);
}

static void
test_boolean (void)
{
  static const char *const expected[] = {
    "true\n", "true\r\n", "true\n", "{\"head\":{},\"boolean\":true}\n",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"
    "  <head>\n  </head>\n  <boolean>true</boolean>\n</sparql>\n"
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (NystaResults)
        results = nysta_results_new ((NystaResultsFormat) i, append, text);

      g_assert_true (nysta_results_boolean (results, TRUE, NULL));
      g_assert_true (nysta_results_finish (results, NULL));
      g_assert_cmpstr (text->str, ==, expected[i]);
    }
}

/* Two columns a wide character, none for a combining one. */
static void
test_width (void)
{
  static const char *const two[] = { "a", "b" };
  static const NystaTerm wide[][2] = {
    { { NYSTA_TERM_LITERAL, "漢字", NULL, NULL }, { NYSTA_TERM_LITERAL, "x", NULL, NULL } },
    { { NYSTA_TERM_LITERAL, "A\u030Asa", NULL, NULL },
      { NYSTA_TERM_LITERAL, "y", NULL, NULL } },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (NystaResults) results = nysta_results_new (NYSTA_RESULTS_TABLE, append, text);

  g_assert_true (nysta_results_variables (results, two, 2, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wide); i++)
    g_assert_true (nysta_results_row (results, wide[i], 2, NULL));
  g_assert_true (nysta_results_finish (results, NULL));
  g_assert_cmpstr (text->str, ==, "a     b\n----  -\n漢字  x\nA\u030Asa   y\n");
}

static gboolean
count_bytes (const char *data, gsize n_bytes, gpointer total, GError **error)
{
  *(gsize *) total += n_bytes;
  return TRUE;
}

/* A long table goes out while it is made; later rows do not widen it. */
static void
test_table_streams (void)
{
  gsize n_bytes = 0;
  gsize n_before = 0;
  g_autoptr (NystaResults)
    results = nysta_results_new (NYSTA_RESULTS_TABLE, count_bytes, &n_bytes);

  g_assert_true (nysta_results_variables (results, names, 2, NULL));
  for (guint i = 0; i < NYSTA_TABLE_MEASURE_ROWS - 1; i++)
    g_assert_true (nysta_results_row (results, rows[0], 2, NULL));
  g_assert_cmpuint (n_bytes, ==, 0);
  for (guint i = 0; i < 5000; i++)
    g_assert_true (nysta_results_row (results, rows[4], 2, NULL));
  n_before = n_bytes;
  g_assert_cmpuint (n_before, >, 100000);
  g_assert_true (nysta_results_finish (results, NULL));
  g_assert_cmpuint (n_bytes, >, n_before);
}

static gboolean
refuse (const char *data, gsize n_bytes, gpointer user_data, GError **error)
{
  g_set_error_literal (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE, "full");
  return FALSE;
}

static void
test_full_disk (void)
{
  for (guint i = 0; i <= NYSTA_RESULTS_XML; i++)
    {
      g_autoptr (NystaResults)
        results = nysta_results_new ((NystaResultsFormat) i, refuse, NULL);
      g_autoptr (GError) error = NULL;
      gboolean ok = nysta_results_variables (results, names, 2, &error);

      for (guint k = 0; ok && k < 10000; k++)
        ok = nysta_results_row (results, rows[0], 2, &error);
      g_assert_false (ok);
      g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
    }
}

static void
test_format_names (void)
{
  NystaResultsFormat format = NYSTA_RESULTS_XML;

  g_assert_false (nysta_results_format_from_name ("html", &format));
  g_assert_false (nysta_results_format_from_name ("", &format));
  g_assert_cmpint (format, ==, NYSTA_RESULTS_XML);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (format_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("/results/%s/%s", format_cases[i].name,
                                               format_cases[i].n_rows == 0 ? "no-rows"
                                                                           : "odd-terms");

      g_test_add_data_func (name, &format_cases[i], test_format);
    }
  g_test_add_func ("/results/boolean", test_boolean);
  g_test_add_func ("/results/table/width", test_width);
  g_test_add_func ("/results/table/streams", test_table_streams);
  g_test_add_func ("/results/write/full-disk", test_full_disk);
  g_test_add_func ("/results/format/names", test_format_names);
  return g_test_run ();
}
