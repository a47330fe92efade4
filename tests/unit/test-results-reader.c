/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Answers read back, and what is no answer. */
#include "sparql/results/results-reader.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"

static gboolean
append_bytes (const char *data, gsize n_bytes, gpointer text, GError **error)
{
  g_string_append_len (text, data, (gssize) n_bytes);
  return TRUE;
}

/* What was told, a line a call: names, or terms as N-Triples, parted by a space. */
static gboolean
on_variables (const char *const *names, gsize n, gpointer text, GError **error)
{
  g_string_append_c (text, '?');
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, " %s", names[i]);
  g_string_append_c (text, '\n');
  return TRUE;
}

static gboolean
on_row (const NystaTerm *values, gsize n, gpointer text, GError **error)
{
  g_string_append_c (text, '=');
  for (gsize i = 0; i < n; i++)
    {
      g_string_append (text, values[i].kind == NYSTA_TERM_NONE ? " -" : " ");
      nysta_term_append_ntriples (&values[i], text);
    }
  g_string_append_c (text, '\n');
  return TRUE;
}

static gboolean
on_boolean (gboolean value, gpointer text, GError **error)
{
  g_string_append (text, value ? "yes\n" : "no\n");
  return TRUE;
}

static const NystaResultsFuncs funcs = { on_variables, on_row, on_boolean };

typedef struct
{
  const char *name; /* format/what */
  const char *text;
  const char *expected; /* what is told, or the error's message */
} ReadCase;

static NystaResultsFormat
format_of (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", 2);
  NystaResultsFormat format = NYSTA_RESULTS_TABLE;

  g_assert_true (nysta_results_format_from_name (parts[0], &format));
  return format;
}

#define XML(inside)                                                                        \
  "<sparql xmlns='http://www.w3.org/2005/sparql-results#'>" inside "</sparql>"
#define XML_ROWS(rows)                                                                     \
  XML ("<head><variable name='a'/><variable name='b'/></head><results>" rows "</results>")
#define XML_TERM(term) XML_ROWS ("<result><binding name='a'>" term "</binding></result>")
#define JSON_ROWS(rows)                                                                    \
  "{\"head\":{\"vars\":[\"a\",\"b\"]},\"results\":{\"bindings\":[" rows "]}}"
#define JSON_TERM(term) JSON_ROWS ("{\"a\":" term "}")

static const ReadCase good_cases[] = {
  { "xml/true", XML ("<head/><boolean>true</boolean>"), "yes\n" },
  { "xml/false", XML ("<head><link href='x'/></head>\n<boolean> false\n</boolean>"),
    "no\n" },
  { "xml/no-rows", XML_ROWS (""), "? a b\n" },
  { "xml/no-variables", XML ("<head></head><results><result/><result></result></results>"),
    "?\n=\n=\n" },
  { "xml/any-sequence",
    XML_ROWS ("<result><binding name='b'><uri>http://x/</uri></binding>"
              "<binding name='a'><literal>1</literal></binding></result>"),
    "? a b\n= \"1\" <http://x/>\n" },
  { "xml/unbound", XML_ROWS ("<result/>"), "? a b\n= - -\n" },
  { "xml/space-kept", XML_TERM ("<literal> a\n b</literal>"), "? a b\n= \" a\\n b\" -\n" },
  { "xml/empty-literal", XML_TERM ("<literal/>"), "? a b\n= \"\" -\n" },
  { "xml/entities", XML_TERM ("<literal>&lt;&#233;&amp;&#xD;</literal>"),
    "? a b\n= \"<é&\\r\" -\n" },
  { "xml/cdata", XML_TERM ("<literal><![CDATA[<b>&]]></literal>"),
    "? a b\n= \"<b>&\" -\n" },
  { "xml/comment", XML_TERM ("<!-- x --><literal>a<!-- b -->c</literal>"),
    "? a b\n= \"ac\" -\n" },
  { "xml/language", XML_TERM ("<literal xml:lang='sv-SE'>Å</literal>"),
    "? a b\n= \"Å\"@sv-SE -\n" },
  { "xml/string",
    XML_TERM ("<literal datatype='http://www.w3.org/2001/XMLSchema#string'>x</literal>"),
    "? a b\n= \"x\" -\n" },
  { "xml/datatype", XML_TERM ("<literal datatype='http://x/d'>x</literal>"),
    "? a b\n= \"x\"^^<http://x/d> -\n" },
  { "xml/labels",
    XML_ROWS ("<result><binding name='a'><bnode>r1</bnode></binding>"
              "<binding name='b'><bnode>nodeID://b1</bnode></binding></result>"),
    "? a b\n= _:r1 _:x_6E6F646549443A2F2F6231\n" },
  { "xml/prefix",
    "\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>\n"
    "<r:sparql xmlns:r='http://www.w3.org/2005/sparql-results#' xmlns='http://other/'>"
    "<r:head/><r:boolean>true</r:boolean></r:sparql>\n",
    "yes\n" },
  { "json/true", "{\"head\":{},\"boolean\":true}", "yes\n" },
  { "json/false", "\xef\xbb\xbf{ \"boolean\" : false , \"head\" : { } }\n", "no\n" },
  { "json/no-rows", JSON_ROWS (""), "? a b\n" },
  { "json/head-last",
    "{\"results\":{\"bindings\":[{},{\"b\":{\"type\":\"uri\",\"value\":\"http://x/\"}}]},"
    "\"head\":{\"link\":[],\"vars\":[\"a\",\"b\"]}}",
    "? a b\n= - -\n= - <http://x/>\n" },
  { "json/unknown-members",
    "{\"x\":[1,-0.5e+3,{\"y\":[null,[],{}]},\"]\"],\"head\":{\"vars\":[\"a\"]},"
    "\"results\":{\"distinct\":false,\"bindings\":[],\"ordered\":true}}",
    "? a\n" },
  { "json/literal", JSON_TERM ("{\"value\":\"x\",\"type\":\"literal\"}"),
    "? a b\n= \"x\" -\n" },
  { "json/typed-literal",
    JSON_TERM ("{\"type\":\"typed-literal\",\"datatype\":\"http://x/d\",\"value\":\"x\"}"),
    "? a b\n= \"x\"^^<http://x/d> -\n" },
  { "json/language",
    JSON_TERM ("{\"type\":\"literal\",\"xml:lang\":\"EN\",\"value\":\"x\"}"),
    "? a b\n= \"x\"@EN -\n" },
  { "json/escapes",
    JSON_TERM ("{\"type\":\"literal\",\"value\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t"
               "\\u00e9\\ud83D\\uDE00é\"}"),
    "? a b\n= \"\\\"\\\\/\\b\\f\\n\\r\\té😀é\" -\n" },
  { "json/bnode", JSON_TERM ("{\"type\":\"bnode\",\"value\":\"x_1\"}"),
    "? a b\n= _:x_785F31 -\n" },
  { "csv/no-rows", "a,b", "? a b\n" },
  { "csv/no-variables", "\r\n\r\n\r\n", "?\n=\n=\n" },
  { "csv/one-unbound", "a\r\n\r\nx\r\n", "? a\n= -\n= \"x\"\n" },
  { "csv/kinds", "a,b\r\nhttp://x/,_:n\r\n\"\",\r\n",
    "? a b\n= \"http://x/\" _:n\n= \"\" -\n" },
  { "csv/quoted", "\"a\",b\n\"x\r\n\"\"y\"\"\",\"1,2\"\n",
    "? a b\n= \"x\\r\\n\\\"y\\\"\" \"1,2\"\n" },
  { "csv/true-is-a-variable", "true\r\n", "? true\n" },
  { "tsv/true", "true\n", "yes\n" },
  { "tsv/false", "false", "no\n" },
  { "tsv/no-rows", "?a\t$b\n", "? a b\n" },
  { "tsv/no-variables", "\n\n", "?\n=\n" },
  { "tsv/one-unbound", "?a\n\n", "? a\n= -\n" },
  { "tsv/terms",
    "?a\t?b\r\n<http://x/\\u00e9>\t_:n\r\n\"a\\tb\\\"\"\t'x'@sv\r\n\t\"1\"^^<http://x/d>",
    "? a b\n= <http://x/é> _:n\n= \"a\\tb\\\"\" \"x\"@sv\n= - \"1\"^^<http://x/d>\n" },
  { "tsv/numbers", "?a\t?b\n1\t-2.50\n+.5\t1e6\n1.E-3\ttrue\n",
    "? a b\n"
    "= \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> "
    "\"-2.50\"^^<http://www.w3.org/2001/XMLSchema#decimal>\n"
    "= \"+.5\"^^<http://www.w3.org/2001/XMLSchema#decimal> "
    "\"1e6\"^^<http://www.w3.org/2001/XMLSchema#double>\n"
    "= \"1.E-3\"^^<http://www.w3.org/2001/XMLSchema#double> "
    "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>\n" },
};

static const ReadCase bad_cases[] = {
  { "xml/empty", "", "f:1:1: document was empty or contained only whitespace" },
  { "xml/declaration-alone", "<?xml version='1.0'?>",
    "f:1:22: no <sparql>: the answer is empty" },
  { "xml/no-namespace", "<sparql><head/></sparql>",
    "f:1:9: the namespace of the root is '', not that of SPARQL results" },
  { "xml/html", "<html><head/></html>",
    "f:1:7: the namespace of the root is '', not that of SPARQL results" },
  { "xml/cut", "<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head/>", NULL },
  { "xml/no-answer", XML ("<head/>"), NULL },
  { "xml/no-head", XML ("<boolean>true</boolean>"), NULL },
  { "xml/two-heads", XML ("<head/><head/><boolean>true</boolean>"), NULL },
  { "xml/two-answers", XML ("<head/><boolean>true</boolean><boolean>true</boolean>"),
    NULL },
  { "xml/boolean-and-variables",
    XML ("<head><variable name='a'/></head><boolean>true</boolean>"), NULL },
  { "xml/boolean-one", XML ("<head/><boolean>1</boolean>"), NULL },
  { "xml/variable-twice",
    XML ("<head><variable name='a'/>\n<variable name='a'/></head><results/>"),
    "f:2:21: the variable a stands here twice" },
  { "xml/variable-unnamed", XML ("<head><variable/></head><results/>"), NULL },
  { "xml/variable-odd", XML ("<head><variable name='a b'/></head><results/>"), NULL },
  { "xml/unknown-variable",
    XML_ROWS ("<result><binding name='c'><literal/></binding></result>"), NULL },
  { "xml/bound-twice",
    XML_ROWS ("<result><binding name='a'><literal/></binding>"
              "<binding name='a'><literal/></binding></result>"),
    NULL },
  { "xml/two-terms", XML_TERM ("<literal/><literal/>"), NULL },
  { "xml/no-term", XML_TERM (""), NULL },
  { "xml/term-in-term", XML_TERM ("<literal><uri>http://x/</uri></literal>"), NULL },
  { "xml/triple", XML_TERM ("<triple/>"), NULL },
  { "xml/text-outside", XML_TERM ("x<literal/>"), NULL },
  { "xml/relative-iri", XML_TERM ("<uri>x</uri>"), NULL },
  { "xml/iri-with-space", XML_TERM ("<uri>http://x/ y</uri>"), NULL },
  { "xml/empty-label", XML_TERM ("<bnode/>"), NULL },
  { "xml/bad-language", XML_TERM ("<literal xml:lang='s v'>x</literal>"), NULL },
  { "xml/language-and-datatype",
    XML_TERM ("<literal xml:lang='sv' datatype='http://x/d'>x</literal>"), NULL },
  { "xml/doctype",
    "<!DOCTYPE sparql [<!ENTITY a 'b'>]>" XML ("<head/><boolean>true</boolean>"), NULL },
  { "xml/control", XML_TERM ("<literal>a\3</literal>"), NULL },
  { "xml/control-escaped", XML_TERM ("<literal>a&#3;</literal>"), NULL },
  { "xml/entity", XML_TERM ("<literal>&a;</literal>"), NULL },
  { "xml/latin-1",
    "<?xml version='1.0' encoding='ISO-8859-1'?>" XML ("<head/><boolean>true</boolean>"),
    NULL },
  { "xml/not-utf-8", XML_TERM ("<literal>\xe5</literal>"), NULL },
  { "json/empty", "", "f:1:1: '{' expected" },
  { "json/list", "[]", "f:1:1: '{' expected" },
  { "json/no-head", "{\"boolean\":true}", NULL },
  { "json/no-answer", "{\"head\":{}}", NULL },
  { "json/both", "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[]},\"boolean\":true}",
    NULL },
  { "json/boolean-text", "{\"head\":{},\"boolean\":\"true\"}", NULL },
  { "json/head-twice", "{\"head\":{},\"head\":{},\"boolean\":true}", NULL },
  { "json/no-vars", "{\"head\":{},\"results\":{\"bindings\":[]}}", NULL },
  { "json/no-bindings", "{\"head\":{\"vars\":[]},\"results\":{}}", NULL },
  { "json/after", "{\"head\":{},\"boolean\":true} x", "f:1:28: text after the answer" },
  { "json/cut", "{\"head\":{\"vars\":[\"a\"", NULL },
  { "json/trailing-comma", "{\"head\":{\"vars\":[\"a\",]},\"results\":{\"bindings\":[]}}",
    NULL },
  { "json/unknown-variable", JSON_ROWS ("{\"c\":{\"type\":\"literal\",\"value\":\"\"}}"),
    NULL },
  { "json/bound-twice",
    JSON_ROWS ("{\"a\":{\"type\":\"literal\",\"value\":\"\"},"
               "\"a\":{\"type\":\"literal\",\"value\":\"\"}}"),
    NULL },
  { "json/no-type", JSON_TERM ("{\"value\":\"\"}"), NULL },
  { "json/no-value", JSON_TERM ("{\"type\":\"uri\"}"), NULL },
  { "json/odd-type", JSON_TERM ("{\"type\":\"iri\",\"value\":\"http://x/\"}"), NULL },
  { "json/number-value", JSON_TERM ("{\"type\":\"literal\",\"value\":1}"), NULL },
  { "json/value-twice", JSON_TERM ("{\"type\":\"literal\",\"value\":\"\",\"value\":\"\"}"),
    NULL },
  { "json/triple", JSON_TERM ("{\"type\":\"triple\",\"value\":{\"subject\":{}}}"),
    "f:1:82: a triple term: RDF 1.2 is not read" },
  { "json/relative-iri", JSON_TERM ("{\"type\":\"uri\",\"value\":\"x\"}"), NULL },
  { "json/half-pair", JSON_TERM ("{\"type\":\"literal\",\"value\":\"\\ud83d\"}"), NULL },
  { "json/low-first", JSON_TERM ("{\"type\":\"literal\",\"value\":\"\\ude00\\ud83d\"}"),
    NULL },
  { "json/nul", JSON_TERM ("{\"type\":\"literal\",\"value\":\"\\u0000\"}"), NULL },
  { "json/control", JSON_TERM ("{\"type\":\"literal\",\"value\":\"\n\"}"), NULL },
  { "json/odd-escape", JSON_TERM ("{\"type\":\"literal\",\"value\":\"\\x\"}"), NULL },
  { "json/short-escape", JSON_TERM ("{\"type\":\"literal\",\"value\":\"\\u12\"}"), NULL },
  { "json/single-quotes", "{'head':{},'boolean':true}", NULL },
  { "json/bad-number", "{\"x\":01,\"head\":{},\"boolean\":true}", NULL },
  { "json/wrong-bracket", "{\"x\":[1},\"head\":{},\"boolean\":true}", NULL },
  { "csv/empty", "", "f:1:1: no head: the answer is empty" },
  { "csv/few-fields", "a,b\r\nx\r\n", "f:2:2: fewer fields than variables" },
  { "csv/many-fields", "a\r\nx,y\r\n", "f:2:3: more fields than variables" },
  { "csv/variable-twice", "a,a\r\n", "f:1:3: the variable a stands here twice" },
  { "csv/open-quote", "a\r\n\"x\r\n", "f:2:1: a quotation mark that nothing closes" },
  { "csv/after-quote", "a\r\n\"x\"y\r\n", "f:2:4: text after the closing quotation mark" },
  { "csv/quote-inside", "a\r\nx\"y\r\n", NULL },
  { "csv/no-variables-but-fields", "\r\nx\r\n", NULL },
  { "csv/two-lines-in-name", "\"a\nb\"\r\n",
    "f:1:1: 'a\xef\xbf\xbd\x62' is no name of a variable" },
  { "csv/html", "<html>\r\n", NULL },
  { "tsv/empty", "", NULL },
  { "tsv/no-question-mark", "a\n", "f:1:1: a variable without its ?" },
  { "tsv/unnamed", "?\n", NULL },
  { "tsv/bare", "?a\nx\n", "f:2:1: 'x' is no term" },
  { "tsv/number-with-point", "?a\n1.\n", NULL },
  { "tsv/number-with-exponent", "?a\n1e\n", NULL },
  { "tsv/few-fields", "?a\t?b\n1\n", NULL },
  { "tsv/many-fields", "?a\n1\t2\n", NULL },
  { "tsv/open-iri", "?a\n<http://x/\n", NULL },
  { "tsv/relative-iri", "?a\n<x>\n", NULL },
  { "tsv/after-iri", "?a\n<http://x/>y\n", NULL },
  { "tsv/open-literal", "?a\n\"x\n", NULL },
  { "tsv/after-literal", "?a\n\"x\"y\n", NULL },
  { "tsv/empty-language", "?a\n\"x\"@\n", NULL },
  { "tsv/open-datatype", "?a\n\"x\"^^<http://x\n", NULL },
  { "tsv/prefixed-datatype", "?a\n\"x\"^^xsd:integer\n", NULL },
  { "tsv/odd-escape", "?a\n\"\\x\"\n", NULL },
  { "tsv/short-escape", "?a\n\"\\u00\"\n", NULL },
  { "tsv/surrogate", "?a\n\"\\uD800\"\n", NULL },
  { "tsv/nul", "?a\n\"\\u0000\"\n", NULL },
  { "tsv/far-escape", "?a\n\"\\UFFFFFFFF\"\n", NULL },
  { "tsv/label-missing", "?a\n_:\n", NULL },
};

static void
test_good (gconstpointer data)
{
  const ReadCase *read_case = data;
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean ok = nysta_results_read (read_case->text, strlen (read_case->text), "f",
                                    format_of (read_case->name), &funcs, told, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  g_assert_cmpstr (told->str, ==, read_case->expected);
}

static void
test_bad (gconstpointer data)
{
  const ReadCase *read_case = data;
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nysta_results_read (read_case->text, strlen (read_case->text), "f",
                                      format_of (read_case->name), &funcs, told, &error));
  g_assert_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (error->message, "f:"));
  g_assert_null (strchr (error->message, '\n'));
  if (read_case->expected != NULL)
    g_assert_cmpstr (error->message, ==, read_case->expected);
}

/* Every beginning of a good answer, and every answer with one byte wrong: no crash, and
 * FALSE if and only if there is an error. */
static void
test_damaged (gconstpointer data)
{
  const ReadCase *read_case = data;
  gsize n_bytes = strlen (read_case->text);
  NystaResultsFormat format = format_of (read_case->name);

  for (gsize i = 0; i < n_bytes; i++)
    for (guint k = 0; k < 4; k++)
      {
        static const char wrong[] = "\0<\"\xff";
        g_autofree char *text = g_memdup2 (read_case->text, n_bytes);
        g_autoptr (GString) told = g_string_new (NULL);
        g_autoptr (GError) error = NULL;

        text[i] = wrong[k];
        gboolean ok = nysta_results_read (text, k == 0 ? i : n_bytes, "f", format, &funcs,
                                          told, &error);
        g_assert_cmpint (ok, ==, error == NULL);
      }
}

/* What the writers write is what the readers read; CSV forgets what is an IRI. */
static void
test_round_trip (void)
{
  static const char *const names[] = { "who", "what" };
  static const NystaTerm rows[][2] = {
    { { NYSTA_TERM_IRI, "http://x/å?a=b&c", NULL, NULL },
      { NYSTA_TERM_LITERAL, "a \"b\", <c> & d\r\n\te\\", NULL, NULL } },
    { { NYSTA_TERM_BLANK, "b1", NULL, NULL },
      { NYSTA_TERM_LITERAL, "Åsa 漢字", NULL, "sv" } },
    { { NYSTA_TERM_NONE, NULL, NULL, NULL },
      { NYSTA_TERM_LITERAL, "1", "http://www.w3.org/2001/XMLSchema#integer", NULL } },
  };
  static const NystaResultsFormat formats[] = { NYSTA_RESULTS_TSV, NYSTA_RESULTS_JSON,
                                                NYSTA_RESULTS_XML };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) told = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (NystaResults) results = nysta_results_new (formats[i], append_bytes, text);

      nysta_results_variables (results, names, 2, NULL);
      for (guint k = 0; k < G_N_ELEMENTS (rows); k++)
        nysta_results_row (results, rows[k], 2, NULL);
      nysta_results_finish (results, NULL);
      nysta_results_read (text->str, text->len, "f", formats[i], &funcs, told, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (told->str, ==,
                       "? who what\n"
                       "= <http://x/å?a=b&c> \"a \\\"b\\\", <c> & d\\r\\n\\te\\\\\"\n"
                       "= _:b1 \"Åsa 漢字\"@sv\n"
                       "= - \"1\"^^<http://www.w3.org/2001/XMLSchema#integer>\n");
    }
}

static gboolean
refuse_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  g_set_error_literal (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE, "full");
  return FALSE;
}

/* Who is told may end the reading, with an error that is passed on as it is. */
static void
test_refusal (void)
{
  static const ReadCase texts[] = {
    { "xml/", XML_ROWS ("<result/>"), NULL },
    { "json/", JSON_ROWS ("{}"), NULL },
    { "csv/", "a,b\r\n,\r\n", NULL },
    { "tsv/", "?a\t?b\n\t\n", NULL },
  };
  static const NystaResultsFuncs refusing = { on_variables, refuse_row, on_boolean };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) told = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (nysta_results_read (texts[i].text, strlen (texts[i].text), "f",
                                          format_of (texts[i].name), &refusing, told,
                                          &error));
      g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
      g_assert_cmpstr (error->message, ==, "full");
    }
}

/* Brackets without end, variables without number. */
static void
test_limits (void)
{
  g_autofree char *brackets = g_strnfill (NYSTA_MAX_NESTING + 1, '[');
  g_autofree char *nested = g_strconcat ("{\"x\":", brackets, NULL);
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (nysta_results_read (nested, strlen (nested), "f", NYSTA_RESULTS_JSON,
                                      &funcs, told, &error));
  g_assert_nonnull (strstr (error->message, "brackets in each other"));
  g_clear_error (&error);

  for (guint i = 0; i <= NYSTA_MAX_VARIABLES; i++)
    g_string_append_printf (many, "%s?v%u", i > 0 ? "\t" : "", i);
  g_assert_false (nysta_results_read (many->str, many->len, "f", NYSTA_RESULTS_TSV, &funcs,
                                      told, &error));
  g_assert_nonnull (strstr (error->message, "more than 4096 variables"));
}

static void
add_cases (const char *group, const ReadCase *cases, gsize n, GTestDataFunc func)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/results-reader/%s/%s", group,
                                               cases[i].name);

      g_test_add_data_func (path, &cases[i], func);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ("read", good_cases, G_N_ELEMENTS (good_cases), test_good);
  add_cases ("refuse", bad_cases, G_N_ELEMENTS (bad_cases), test_bad);
  add_cases ("damaged", good_cases, G_N_ELEMENTS (good_cases), test_damaged);
  g_test_add_func ("/results-reader/round-trip", test_round_trip);
  g_test_add_func ("/results-reader/refusal", test_refusal);
  g_test_add_func ("/results-reader/limits", test_limits);
  return g_test_run ();
}
