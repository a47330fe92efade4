/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Expressions without a store: SPARQL 1.1 §17, function by function. */
#include "sparql/expression/expression.h"

#include <string.h>

#include "base/error.h"
#include "rdf/vocabulary.h"
#include "sparql/expression/order.h"

typedef struct
{
  NystaDataset *dataset;
  NystaRunTerms *terms;
  NystaExpressionContext *context;
  NystaSyntaxTree *tree;
  NystaExpression *expression;
} Fixture;

static const NystaTerm held[] = {
  { NYSTA_TERM_IRI, "urn:known", NULL, NULL },
  { NYSTA_TERM_LITERAL, "known", NULL, NULL },
  { NYSTA_TERM_LITERAL, "known", NULL, "sv" },
  { NYSTA_TERM_LITERAL, "1.0", NS_XSD "decimal", NULL },
  { NYSTA_TERM_LITERAL, "x", "urn:type", NULL },
  { NYSTA_TERM_BLANK, "b", NULL, NULL },
};

static NystaDataset *
make_dataset (void)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      const NystaStatement statement = { .subject = nysta_iri ("urn:known"),
                                         .predicate = nysta_iri ("urn:p"),
                                         .object = held[i] };

      nysta_memory_builder_add (builder, &statement);
    }
  return nysta_memory_builder_finish (builder);
}

static gboolean
exists_even (gpointer user_data, gpointer exists, const NystaTermId *row, gboolean *out_any,
             GError **error)
{
  *out_any = row == NULL || row[0] % 2 == 0;
  return TRUE;
}

static void
fixture_init (Fixture *fixture)
{
  const NystaExpressionOptions options = { .base = "http://example.org/dir/",
                                           .now_us = 1322567142250000,
                                           .seed = 7,
                                           .exists = exists_even };

  fixture->dataset = make_dataset ();
  fixture->terms = nysta_run_terms_new (fixture->dataset, 0);
  fixture->context = nysta_expression_context_new (fixture->terms, &options);
}

static void
fixture_clear (Fixture *fixture)
{
  nysta_expression_free (fixture->expression);
  nysta_syntax_tree_free (fixture->tree);
  nysta_expression_context_free (fixture->context);
  nysta_run_terms_free (fixture->terms);
  nysta_dataset_unref (fixture->dataset);
}

/* ?a is column 0 and ?b column 1 of @row; others have none. */
static void
compile (Fixture *fixture, const char *text)
{
  g_autofree char *query = g_strdup_printf ("PREFIX xsd: <" NS_XSD "> PREFIX rdf: <" NS_RDF
                                            "> SELECT ?a ?b (%s AS ?result) {}",
                                            text);
  const NystaSyntaxOptions options = { .base = "http://example.org/" };
  static const gint32 columns[] = { 0, 1 };
  const NystaExpressionScope scope = { .columns = columns,
                                       .n_columns = G_N_ELEMENTS (columns) };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->expression, nysta_expression_free);
  g_clear_pointer (&fixture->tree, nysta_syntax_tree_free);
  fixture->tree = nysta_syntax_parse (query, -1, NYSTA_SYNTAX_QUERY_UNIT, &options, &error);
  g_assert_no_error (error);

  const NystaNode *clause = nysta_node_find (fixture->tree->root, NYSTA_NODE_SELECT_CLAUSE);
  const NystaNode *as = nysta_node_find (clause, NYSTA_NODE_AS);

  fixture->expression = nysta_expression_compile (as->first, &scope, fixture->context,
                                                  &error);
  g_assert_no_error (error);
}

/* `3`, `2.5 decimal`, `true`, `"x"@en`, `<urn:a>`, `_:`, `error` */
static char *
describe (Fixture *fixture, NystaTermId id)
{
  NystaTerm term = { 0 };
  const char *name = NULL;

  if (!nysta_run_terms_get (fixture->terms, id, &term))
    return g_strdup ("error");
  if (term.kind == NYSTA_TERM_IRI)
    return g_strdup_printf ("<%s>", term.value);
  if (term.kind == NYSTA_TERM_BLANK)
    return g_strdup ("_:");
  if (term.language != NULL)
    return g_strdup_printf ("\"%s\"@%s", term.value, term.language);
  if (term.datatype == NULL)
    return g_strdup_printf ("\"%s\"", term.value);
  name = g_str_has_prefix (term.datatype, NS_XSD) ? term.datatype + strlen (NS_XSD)
                                                  : term.datatype;
  if (strcmp (name, "integer") == 0 || strcmp (name, "boolean") == 0)
    return g_strdup (term.value);
  return g_strdup_printf ("%s %s", term.value, name);
}

typedef struct
{
  const char *expression;
  const char *expected;
} Case;

static void
run_cases (const Case *cases, gsize n_cases)
{
  Fixture fixture = { 0 };
  const NystaTermId row[2] = { 0, 0 };

  fixture_init (&fixture);
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *actual = NULL;

      compile (&fixture, cases[i].expression);
      actual = describe (&fixture, nysta_expression_id (fixture.expression, row));
      if (strcmp (actual, cases[i].expected) != 0)
        g_test_fail_printf ("%s is %s, not %s", cases[i].expression, actual,
                            cases[i].expected);
    }
  g_assert_true (nysta_expression_context_check (fixture.context, NULL));
  fixture_clear (&fixture);
}

#define TABLE(name, ...)                                                                   \
  static void test_##name (void)                                                           \
  {                                                                                        \
    static const Case cases[] = { __VA_ARGS__ };                                           \
                                                                                           \
    run_cases (cases, G_N_ELEMENTS (cases));                                               \
  }

/* clang-format off */
TABLE (arithmetic,
  { "1 + 2", "3" },
  { "1 + 2.5", "3.5 decimal" },
  { "1.5 + 0.5", "2.0 decimal" },
  { "1 - 2 - 3", "-4" },
  { "2 + 3 * 4", "14" },
  { "7 / 2", "3.5 decimal" },
  { "6 / 2", "3.0 decimal" },
  { "1 / 3", "0.333333333333333333 decimal" },
  { "-1 / 3", "-0.333333333333333333 decimal" },
  { "1 / 0", "error" },
  { "1 / 0.0", "error" },
  { "1 / 0e0", "INF double" },
  { "-1 / 0e0", "-INF double" },
  { "0e0 / 0e0", "NaN double" },
  { "1e0 + 1", "2.0E0 double" },
  { "\"1\"^^xsd:float + 1.5", "2.5E0 float" },
  { "\"1\"^^xsd:float + 1e0", "2.0E0 double" },
  { "\"1\"^^xsd:byte + \"2\"^^xsd:unsignedLong", "3" },
  { "\"300\"^^xsd:byte + 1", "error" },
  { "\"-1\"^^xsd:nonNegativeInteger + 1", "error" },
  { "9223372036854775807 + 1", "9223372036854775808" },
  { "99999999999999999999 * 99999999999999999", "9999999999999999899900000000000000001" },
  { "0.1 + 0.2", "0.3 decimal" },
  { "0.1e0 + 0.2e0", "3.0000000000000004E-1 double" },
  { "123456789.123456789 * 1", "123456789.123456789 decimal" },
  { "-(1)", "-1" },
  { "-(-1.5)", "1.5 decimal" },
  { "+\"1.50\"^^xsd:decimal", "1.5 decimal" },
  { "-\"1\"", "error" },
  { "\"1\" + 1", "error" },
  { "\"a\"^^xsd:integer + 1", "error" },
  { "<urn:a> + 1", "error" },
  { "true + 1", "error" },
  { "?nothing + 1", "error" },
  { "8796093022207 + 1", "8796093022208" },
  { "879609302.2207 + 0.0001", "879609302.2208 decimal" },
  { "1e300 * 1e300", "INF double" },
  { "\"INF\"^^xsd:float - \"INF\"^^xsd:float", "NaN float" },
)

TABLE (numeric_functions,
  { "ABS (-2)", "2" },
  { "ABS (-2.5)", "2.5 decimal" },
  { "ABS (-2e0)", "2.0E0 double" },
  { "ABS (\"x\")", "error" },
  { "ROUND (2.5)", "3 decimal" },
  { "ROUND (-2.5)", "-2 decimal" },
  { "ROUND (2.4999)", "2 decimal" },
  { "ROUND (-0.4e0)", "-0.0E0 double" },
  { "ROUND (4503599627370497e0)", "4.503599627370497E15 double" },
  { "ROUND (0.49999999999999994e0)", "0.0E0 double" },
  { "CEIL (10.5)", "11 decimal" },
  { "CEIL (-10.5)", "-10 decimal" },
  { "FLOOR (10.5)", "10 decimal" },
  { "FLOOR (-10.5)", "-11 decimal" },
  { "FLOOR (7)", "7" },
  { "CEIL (\"1.2\"^^xsd:float)", "2.0E0 float" },
  { "RAND () >= 0 && RAND () < 1", "true" },
)

TABLE (comparison,
  { "1 = 1.0", "true" },
  { "1 = 1e0", "true" },
  { "1.0 = \"1\"^^xsd:float", "true" },
  { "1 < 2", "true" },
  { "2 <= 1.5", "false" },
  { "1.5 > 1", "true" },
  { "-1 < 0.5", "true" },
  { "1 != 2", "true" },
  { "\"01\"^^xsd:integer = 1", "true" },
  { "\"NaN\"^^xsd:double = \"NaN\"^^xsd:double", "false" },
  { "\"NaN\"^^xsd:double != \"NaN\"^^xsd:double", "true" },
  { "\"NaN\"^^xsd:double < 1", "false" },
  { "\"a\" < \"b\"", "true" },
  { "\"Z\" < \"a\"", "true" },
  { "\"a\" = \"a\"@en", "false" },
  { "\"a\"@en = \"a\"@EN", "true" },
  { "\"a\"@en != \"b\"@en", "true" },
  { "\"known\"@sv = \"known\"@SV", "true" },
  { "\"known\"@sv = \"known\"", "false" },
  { "\"a\"@en < \"b\"@en", "error" },
  { "\"a\" < 1", "error" },
  { "\"a\" = 1", "error" },
  { "\"a\" != 1", "error" },
  { "<urn:a> = <urn:a>", "true" },
  { "<urn:a> = <urn:b>", "false" },
  { "<urn:known> = <urn:known>", "true" },
  { "<urn:known> != \"known\"", "true" },
  { "\"urn:a\" = <urn:a>", "false" },
  { "<urn:a> < <urn:b>", "error" },
  { "true = true", "true" },
  { "false < true", "true" },
  { "\"1\"^^xsd:boolean = true", "true" },
  { "\"maybe\"^^xsd:boolean = true", "error" },
  { "\"x\"^^<urn:type> = \"x\"^^<urn:type>", "true" },
  { "\"x\"^^<urn:type> = \"y\"^^<urn:type>", "error" },
  { "\"x\"^^<urn:type> != \"y\"^^<urn:type>", "error" },
  { "\"x\"^^<urn:type> = <urn:x>", "false" },
  { "\"a\"^^xsd:integer = \"a\"^^xsd:integer", "true" },
  { "\"a\"^^xsd:integer = 1", "error" },
  { "9007199254740993 = 9007199254740992", "false" },
  { "0.1 = 0.1e0", "true" },
  { "\"known\" = \"known\"", "true" },
  { "\"known\" < \"known2\"", "true" },
  { "1.75 > 1.61234567890123456789012345678901234567", "true" },
  { "1.61234567890123456789012345678901234567 < 1.75", "true" },
  { "-1.75 < -1.61234567890123456789012345678901234567", "true" },
  { "-1.61234567890123456789012345678901234567 = -1.75", "false" },
  { "12345678901234567890123456789012345678 > 0.00000000000000000000000000000000000001", "true" },
)

TABLE (logic,
  { "true || false", "true" },
  { "true || ?nothing", "true" },
  { "?nothing || true", "true" },
  { "false || ?nothing", "error" },
  { "?nothing || ?nothing", "error" },
  { "true && ?nothing", "error" },
  { "false && ?nothing", "false" },
  { "?nothing && false", "false" },
  { "true && true && 1", "true" },
  { "! true", "false" },
  { "! ?nothing", "error" },
  { "! \"\"", "true" },
  { "! \"a\"@en", "false" },
  { "! 0", "true" },
  { "! 0.0", "true" },
  { "! \"NaN\"^^xsd:double", "true" },
  { "! <urn:a>", "error" },
  { "! \"x\"^^<urn:type>", "error" },
  { "! \"x\"^^xsd:integer", "true" },
  { "! \"x\"^^xsd:boolean", "true" },
  { "! \"2000-01-01\"^^xsd:date", "error" },
  { "IF (true, 1, ?nothing)", "1" },
  { "IF (false, ?nothing, 2)", "2" },
  { "IF (?nothing, 1, 2)", "error" },
  { "IF (1/0, 1, 2)", "error" },
  { "COALESCE (?nothing, 1/0, 3)", "3" },
  { "COALESCE (?nothing)", "error" },
  { "COALESCE ()", "error" },
  { "BOUND (?nothing)", "false" },
  { "2 IN (1, 2, 3)", "true" },
  { "2 IN ()", "false" },
  { "2 NOT IN ()", "true" },
  { "2 IN (<urn:a>, \"str\", 2.0)", "true" },
  { "2 IN (1/0, 2)", "true" },
  { "2 IN (2, 1/0)", "true" },
  { "2 IN (3, 1/0)", "error" },
  { "2 NOT IN (3, 1/0)", "error" },
  { "2 NOT IN (2, 1/0)", "false" },
  { "?nothing IN (1)", "error" },
  { "sameTerm (1, 1.0)", "false" },
  { "sameTerm (1 + 0, 1)", "true" },
  { "sameTerm (\"a\"@en, \"a\"@EN)", "true" },
  { "sameTerm (CONCAT (\"kno\", \"wn\"), \"known\")", "true" },
  { "EXISTS { ?s ?p ?o }", "true" },
  { "NOT EXISTS { ?s ?p ?o }", "false" },
)

TABLE (terms,
  { "isIRI (<urn:a>)", "true" },
  { "isURI (\"urn:a\")", "false" },
  { "isBlank (BNODE ())", "true" },
  { "isLiteral (1)", "true" },
  { "isLiteral (1 = 1)", "true" },
  { "isLiteral (?nothing)", "error" },
  { "isNumeric (1)", "true" },
  { "isNumeric (\"1\")", "false" },
  { "isNumeric (\"12\"^^xsd:nonNegativeInteger)", "true" },
  { "isNumeric (\"1200\"^^xsd:byte)", "false" },
  { "isNumeric (\"abc\"^^xsd:integer)", "false" },
  { "isNumeric (<urn:a>)", "false" },
  { "STR (<urn:a>)", "\"urn:a\"" },
  { "STR (1.50)", "\"1.50\"" },
  { "STR (\"a\"@en)", "\"a\"" },
  { "STR (BNODE ())", "error" },
  { "LANG (\"a\"@en-GB)", "\"en-GB\"" },
  { "LANG (\"a\")", "\"\"" },
  { "LANG (1)", "\"\"" },
  { "LANG (<urn:a>)", "error" },
  { "LANGMATCHES (\"en-GB\", \"en\")", "true" },
  { "LANGMATCHES (\"en\", \"EN-gb\")", "false" },
  { "LANGMATCHES (\"eng\", \"en\")", "false" },
  { "LANGMATCHES (\"fr\", \"*\")", "true" },
  { "LANGMATCHES (\"\", \"*\")", "false" },
  { "LANGMATCHES (\"\", \"\")", "false" },
  { "DATATYPE (1)", "<http://www.w3.org/2001/XMLSchema#integer>" },
  { "DATATYPE (1 + 1.0)", "<http://www.w3.org/2001/XMLSchema#decimal>" },
  { "DATATYPE (\"a\")", "<http://www.w3.org/2001/XMLSchema#string>" },
  { "DATATYPE (\"a\"@en)", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>" },
  { "DATATYPE (\"known\"@sv)", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>" },
  { "DATATYPE (\"x\"^^<urn:type>)", "<urn:type>" },
  { "DATATYPE (1 = 1)", "<http://www.w3.org/2001/XMLSchema#boolean>" },
  { "DATATYPE (<urn:a>)", "error" },
  { "IRI (\"x\")", "<http://example.org/dir/x>" },
  { "URI (\"urn:y\")", "<urn:y>" },
  { "IRI (<urn:y>)", "<urn:y>" },
  { "IRI (1)", "error" },
  { "IRI (\"a b\")", "error" },
  { "IRI (\"x\"@en)", "error" },
  { "STRDT (\"1\", xsd:integer)", "1" },
  { "STRDT (\"a\", xsd:string)", "\"a\"" },
  { "STRDT (\"a\"@en, xsd:string)", "error" },
  { "STRDT (1, xsd:string)", "error" },
  { "STRDT (\"a\", \"b\")", "error" },
  { "STRLANG (\"a\", \"en-GB\")", "\"a\"@en-GB" },
  { "STRLANG (\"a\", \"\")", "error" },
  { "STRLANG (\"a\", \"no tag\")", "error" },
  { "STRLANG (\"a\"@en, \"en\")", "error" },
  { "REGEX (STR (UUID ()), \"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$\")", "true" },
  { "STRLEN (STRUUID ())", "36" },
  { "UUID () = UUID ()", "false" },
  { "sameTerm (BNODE (\"a\"), BNODE (\"a\"))", "true" },
  { "sameTerm (BNODE (\"a\"), BNODE (\"b\"))", "false" },
  { "sameTerm (BNODE (), BNODE ())", "false" },
  { "BNODE (1)", "error" },
)

TABLE (strings,
  { "STRLEN (\"chat\")", "4" },
  { "STRLEN (\"åäö\"@sv)", "3" },
  { "STRLEN (\"😀\")", "1" },
  { "STRLEN (1)", "error" },
  { "SUBSTR (\"foobar\", 4)", "\"bar\"" },
  { "SUBSTR (\"foobar\"@en, 4, 1)", "\"b\"@en" },
  { "SUBSTR (\"食べ物\", 2, 1)", "\"べ\"" },
  { "SUBSTR (\"foobar\", 0, 3)", "\"fo\"" },
  { "SUBSTR (\"foobar\", -1)", "\"foobar\"" },
  { "SUBSTR (\"foobar\", 7)", "\"\"" },
  { "SUBSTR (\"foobar\", 2, -1)", "\"\"" },
  { "SUBSTR (\"foobar\", 2, 99999999999999999999)", "\"oobar\"" },
  { "SUBSTR (\"foobar\", \"2\")", "error" },
  { "UCASE (\"abc\")", "\"ABC\"" },
  { "UCASE (\"straße å\"@de)", "\"STRASSE Å\"@de" },
  { "UCASE (\"istanbul\")", "\"ISTANBUL\"" },
  { "LCASE (\"ÅÄÖ Abc\")", "\"åäö abc\"" },
  { "LCASE (\"ΟΔΟΣ\")", "\"οδος\"" },
  { "UCASE (\"éÿþ ʼnıſ\")", "\"ÉŸÞ ʼNIS\"" },
  { "LCASE (\"ÉŸÞ İĲ\")", "\"éÿþ i̇ĳ\"" },
  { "UCASE (\"łódź\"@pl)", "\"ŁÓDŹ\"@pl" },
  { "LCASE (1)", "error" },
  { "CONTAINS (\"foobar\", \"bar\")", "true" },
  { "CONTAINS (\"foobar\"@en, \"bar\"@en)", "true" },
  { "CONTAINS (\"foobar\"@en, \"bar\")", "true" },
  { "CONTAINS (\"foobar\", \"bar\"@en)", "error" },
  { "CONTAINS (\"foobar\"@en, \"bar\"@fr)", "error" },
  { "CONTAINS (\"foobar\", \"\")", "true" },
  { "STRSTARTS (\"foobar\", \"foo\")", "true" },
  { "STRSTARTS (\"foobar\", \"bar\")", "false" },
  { "STRENDS (\"foobar\", \"bar\")", "true" },
  { "STRENDS (\"bar\", \"foobar\")", "false" },
  { "STRBEFORE (\"abc\", \"b\")", "\"a\"" },
  { "STRBEFORE (\"abc\"@en, \"bc\")", "\"a\"@en" },
  { "STRBEFORE (\"abc\"@en, \"b\"@cy)", "error" },
  { "STRBEFORE (\"abc\"@en, \"\"@en)", "\"\"@en" },
  { "STRBEFORE (\"abc\", \"xyz\")", "\"\"" },
  { "STRBEFORE (\"abc\"@en, \"z\"@en)", "\"\"" },
  { "STRAFTER (\"abc\", \"b\")", "\"c\"" },
  { "STRAFTER (\"abc\"@en, \"ab\")", "\"c\"@en" },
  { "STRAFTER (\"abc\"@en, \"\")", "\"abc\"@en" },
  { "STRAFTER (\"abc\", \"xyz\")", "\"\"" },
  { "STRAFTER (\"abc\"@en, \"b\"@cy)", "error" },
  { "CONCAT (\"a\", \"b\")", "\"ab\"" },
  { "CONCAT (\"a\"@en, \"b\"@en)", "\"ab\"@en" },
  { "CONCAT (\"a\"@en, \"b\")", "\"ab\"" },
  { "CONCAT (\"a\"@en, \"b\"@fr)", "\"ab\"" },
  { "CONCAT ()", "\"\"" },
  { "CONCAT (\"a\", 1)", "error" },
  { "ENCODE_FOR_URI (\"Los Angeles\")", "\"Los%20Angeles\"" },
  { "ENCODE_FOR_URI (\"~bébé/.-_\"@fr)", "\"~b%C3%A9b%C3%A9%2F.-_\"" },
  { "MD5 (\"abc\")", "\"900150983cd24fb0d6963f7d28e17f72\"" },
  { "SHA1 (\"abc\")", "\"a9993e364706816aba3e25717850c26c9cd0d89d\"" },
  { "SHA256 (\"食べ物\")", "\"23ba21e7ed4e975785764eafbfc1414c19ad0a43355d14d99d7903c35d20c2fa\"" },
  { "STRLEN (SHA384 (\"abc\"))", "96" },
  { "STRLEN (SHA512 (\"abc\"))", "128" },
  { "MD5 (\"abc\"@en)", "error" },
)

TABLE (patterns,
  { "REGEX (\"abc\", \"b\")", "true" },
  { "REGEX (\"abc\", \"^b\")", "false" },
  { "REGEX (\"ABC\", \"b\")", "false" },
  { "REGEX (\"ABC\", \"b\", \"i\")", "true" },
  { "REGEX (\"ÅRSTA\", \"årsta\", \"i\")", "true" },
  { "REGEX (\"a\\nb\", \"a.b\")", "false" },
  { "REGEX (\"a\\nb\", \"a.b\", \"s\")", "true" },
  { "REGEX (\"a\\nb\", \"^b\")", "false" },
  { "REGEX (\"a\\nb\", \"^b\", \"m\")", "true" },
  { "REGEX (\"a\\n\", \"a$\")", "false" },
  { "REGEX (\"helloworld\", \"hello world\", \"x\")", "true" },
  { "REGEX (\"a.b\", \"a.b\", \"q\")", "true" },
  { "REGEX (\"axb\", \"a.b\", \"q\")", "false" },
  { "REGEX (\"A.B\", \"a.b\", \"qi\")", "true" },
  { "REGEX (\"abc\", \"b\", \"y\")", "error" },
  { "REGEX (\"abc\", \"(\")", "error" },
  { "REGEX (\"abc\", \"*\")", "error" },
  { "REGEX (\"abc\", \"a++\")", "error" },
  { "REGEX (\"abc\", \"(?=a)\")", "error" },
  { "REGEX (\"abc\", \"(?:a)b\")", "true" },
  { "REGEX (\"abc\", \"\\\\bb\")", "error" },
  { "REGEX (\"a\", \"[a-z-[aeiou]]\")", "false" },
  { "REGEX (\"b\", \"^[a-z-[aeiou]]$\")", "true" },
  { "REGEX (\"x-1\", \"^\\\\i\\\\c*$\")", "true" },
  { "REGEX (\"1x\", \"^\\\\i\\\\c*$\")", "false" },
  { "REGEX (\"é\", \"^\\\\w$\")", "true" },
  { "REGEX (\"٣\", \"^\\\\d$\")", "true" },
  { "REGEX (\"Å\", \"^\\\\p{Lu}$\")", "true" },
  { "REGEX (\"a b\", \"^[\\\\S]+$\")", "false" },
  { "REGEX (\"aa\", \"^(a)\\\\1$\")", "true" },
  { "REGEX (\"aaa\", \"^a{2,3}$\")", "true" },
  { "REGEX (\"z\", \"[:alpha:]\")", "false" },
  { "REGEX (\"h:\", \"^[:alpha:]+$\")", "true" },
  { "REGEX (\"a.\", \"^[.a.]{2}$\")", "true" },
  { "REGEX (\"a\", \"(a)|\\\\2\")", "error" },
  { "REGEX (\"a\", \"a{\")", "error" },
  { "REGEX (\"a]\", \"]\")", "error" },
  { "REGEX (1, \"1\")", "error" },
  { "REGEX (\"abc\"@en, \"b\")", "true" },
  { "REGEX (REPLACE (REPLACE (REPLACE (\"aaaaaaaaaa\", \".\", \"$0$0$0$0$0$0$0$0$0$0\"), \"a\", \"bababababab\"), \"b\", \"ab\"), \"^(a|b)*$\")", "true" },
  { "REPLACE (\"abcd\", \"b\", \"Z\")", "\"aZcd\"" },
  { "REPLACE (\"abab\", \"B\", \"Z\", \"i\")", "\"aZaZ\"" },
  { "REPLACE (\"abracadabra\", \"bra\", \"*\")", "\"a*cada*\"" },
  { "REPLACE (\"abracadabra\", \"a.*a\", \"*\")", "\"*\"" },
  { "REPLACE (\"abracadabra\", \"a.*?a\", \"*\")", "\"*c*bra\"" },
  { "REPLACE (\"abracadabra\", \"a\", \"\")", "\"brcdbr\"" },
  { "REPLACE (\"abracadabra\", \"a(.)\", \"a$1$1\")", "\"abbraccaddabbra\"" },
  { "REPLACE (\"AAAA\", \"A+\", \"b\")", "\"b\"" },
  { "REPLACE (\"AAAA\", \"A+?\", \"b\")", "\"bbbb\"" },
  { "REPLACE (\"darted\", \"^(.*?)d(.*)$\", \"$1c$2\")", "\"carted\"" },
  { "REPLACE (\"abc\", \"x*\", \"-\")", "error" },
  { "REPLACE (\"abc\", \"b\", \"$\")", "error" },
  { "REPLACE (\"abc\", \"b\", \"\\\\$\")", "\"a$c\"" },
  { "REPLACE (\"a.c\", \".\", \"$1\", \"q\")", "\"a$1c\"" },
  { "REPLACE (\"abc\"@en, \"b\", \"å\")", "\"aåc\"@en" },
  { "REPLACE (\"aaa\", \"^a\", \"b\")", "\"baa\"" },
)

TABLE (times,
  { "NOW ()", "2011-11-29T11:45:42.25Z dateTime" },
  { "YEAR (\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "2011" },
  { "MONTH (\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "1" },
  { "DAY (\"2011-01-10T14:45:13\"^^xsd:dateTime)", "10" },
  { "HOURS (\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "14" },
  { "MINUTES (\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "45" },
  { "SECONDS (\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "13.815 decimal" },
  { "SECONDS (\"2011-01-10T14:45:13\"^^xsd:dateTime)", "13 decimal" },
  { "TIMEZONE (\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "-PT5H dayTimeDuration" },
  { "TIMEZONE (\"2011-01-10T14:45:13.815Z\"^^xsd:dateTime)", "PT0S dayTimeDuration" },
  { "TIMEZONE (\"2011-01-10T14:45:13.815\"^^xsd:dateTime)", "error" },
  { "TZ (\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "\"-05:00\"" },
  { "TZ (\"2011-01-10T14:45:13.815Z\"^^xsd:dateTime)", "\"Z\"" },
  { "TZ (\"2011-01-10T14:45:13.815\"^^xsd:dateTime)", "\"\"" },
  { "YEAR (\"2011-02-30T00:00:00\"^^xsd:dateTime)", "error" },
  { "YEAR (\"2011\")", "error" },
  { "YEAR (\"-0044-03-15\"^^xsd:date)", "-44" },
  { "HOURS (\"2011-02-28\"^^xsd:date)", "error" },
  { "DAY (\"2011-12-31T24:00:00\"^^xsd:dateTime)", "1" },
  { "\"2006-08-23T09:00:00+01:00\"^^xsd:dateTime = \"2006-08-23T08:00:00Z\"^^xsd:dateTime", "true" },
  { "\"2006-08-23T09:00:00\"^^xsd:dateTime < \"2006-08-23T10:00:00\"^^xsd:dateTime", "true" },
  { "\"2006-08-23T09:00:00\"^^xsd:dateTime = \"2006-08-23T09:00:00Z\"^^xsd:dateTime", "error" },
  { "\"2006-08-23T09:00:00\"^^xsd:dateTime < \"2006-08-25T09:00:00Z\"^^xsd:dateTime", "true" },
  { "\"2006-08-23\"^^xsd:date = \"2006-08-23Z\"^^xsd:date", "error" },
  { "\"2006-08-23\"^^xsd:date != \"2001-01-01Z\"^^xsd:date", "true" },
  { "\"2006-08-23\"^^xsd:date < \"2006-08-24\"^^xsd:date", "true" },
  { "\"2006-08-23\"^^xsd:date < \"2006-08-24T00:00:00\"^^xsd:dateTime", "error" },
  { "\"12:00:00Z\"^^xsd:time < \"12:00:00-01:00\"^^xsd:time", "true" },
  { "\"2006\"^^xsd:gYear < \"2007\"^^xsd:gYear", "true" },
  { "\"P1Y\"^^xsd:duration = \"P12M\"^^xsd:duration", "true" },
  { "\"P1M\"^^xsd:duration < \"P2M\"^^xsd:duration", "error" },
  { "\"P1D\"^^xsd:dayTimeDuration < \"PT25H\"^^xsd:dayTimeDuration", "true" },
  { "\"2011-01-31\"^^xsd:date + \"P1M\"^^xsd:yearMonthDuration", "2011-02-28 date" },
  { "\"2011-01-31T10:00:00Z\"^^xsd:dateTime - \"PT11H\"^^xsd:dayTimeDuration", "2011-01-30T23:00:00Z dateTime" },
  { "\"2011-03-01\"^^xsd:date - \"2011-02-01\"^^xsd:date", "P28D dayTimeDuration" },
  { "\"PT1H\"^^xsd:dayTimeDuration + \"PT30M\"^^xsd:dayTimeDuration", "PT1H30M dayTimeDuration" },
  { "\"P1Y\"^^xsd:yearMonthDuration * 1.5", "P1Y6M yearMonthDuration" },
  { "2 * \"PT0.5S\"^^xsd:dayTimeDuration", "PT1S dayTimeDuration" },
  { "1 + 1 * \"PT1S\"^^xsd:dayTimeDuration", "error" },
  { "2 * 3 * \"PT1S\"^^xsd:dayTimeDuration / 2", "PT3S dayTimeDuration" },
  { "\"P1Y\"^^xsd:yearMonthDuration + \"P1D\"^^xsd:dayTimeDuration", "error" },
)

TABLE (casts,
  { "xsd:string (1)", "\"1\"" },
  { "xsd:string (<urn:a>)", "\"urn:a\"" },
  { "xsd:string (1 = 1)", "\"true\"" },
  { "xsd:boolean (\"1\")", "true" },
  { "xsd:boolean (\"false\")", "false" },
  { "xsd:boolean (\"yes\")", "error" },
  { "xsd:boolean (0.0)", "false" },
  { "xsd:boolean (\"NaN\"^^xsd:double)", "false" },
  { "xsd:integer (\"42\")", "42" },
  { "xsd:integer (\" +42 \")", "42" },
  { "xsd:integer (\"1.5\")", "error" },
  { "xsd:integer (1.9)", "1" },
  { "xsd:integer (-1.9e0)", "-1" },
  { "xsd:integer (true)", "1" },
  { "xsd:integer (\"INF\"^^xsd:double)", "error" },
  { "xsd:integer (1e20)", "100000000000000000000" },
  { "xsd:integer (\"2000-01-01\"^^xsd:date)", "error" },
  { "xsd:integer (<urn:a>)", "error" },
  { "xsd:integer (\"1\"@en)", "error" },
  { "xsd:decimal (\"1.50\")", "1.5 decimal" },
  { "xsd:decimal (\"1e0\")", "error" },
  { "xsd:decimal (1.5e0)", "1.5 decimal" },
  { "xsd:decimal (1.25e-3)", "0.00125 decimal" },
  { "xsd:decimal (1e-300)", "0.0 decimal" },
  { "xsd:decimal (7)", "7.0 decimal" },
  { "xsd:string (1.50)", "\"1.5\"" },
  { "xsd:string (2.0)", "\"2\"" },
  { "xsd:string (\"007\"^^xsd:byte)", "\"7\"" },
  { "xsd:string (1.5e0)", "\"1.5\"" },
  { "xsd:string (-1e5)", "\"-100000\"" },
  { "xsd:string (1e6)", "\"1.0E6\"" },
  { "xsd:string (1e-6)", "\"0.000001\"" },
  { "xsd:string (1e-7)", "\"1.0E-7\"" },
  { "xsd:string (-0e0)", "\"-0\"" },
  { "xsd:string (\"1.1\"^^xsd:float)", "\"1.1\"" },
  { "xsd:string (\"-INF\"^^xsd:double)", "\"-INF\"" },
  { "xsd:string (1e0 / 0 - 1e0 / 0)", "\"NaN\"" },
  { "xsd:string (\"1\"^^xsd:boolean)", "\"true\"" },
  { "xsd:string (\"x\"^^xsd:integer)", "\"x\"" },
  { "xsd:string (<urn:a>)", "\"urn:a\"" },
  { "xsd:string (1 / 0)", "error" },
  { "xsd:double (\"1e3\")", "1.0E3 double" },
  { "xsd:double (\"abc\")", "error" },
  { "xsd:double (0.1)", "1.0E-1 double" },
  { "xsd:float (\"1.1\")", "1.1E0 float" },
  { "xsd:float (\"INF\")", "INF float" },
  { "xsd:float (true)", "1.0E0 float" },
  { "xsd:dateTime (\"2002-10-10T17:00:00Z\")", "2002-10-10T17:00:00Z dateTime" },
  { "xsd:dateTime (\"2002-10-10\"^^xsd:date)", "2002-10-10T00:00:00 dateTime" },
  { "xsd:dateTime (\"17:00\")", "error" },
  { "xsd:date (\"2002-10-10T17:00:00Z\"^^xsd:dateTime)", "2002-10-10Z date" },
  { "xsd:time (\"2002-10-10T17:00:00Z\"^^xsd:dateTime)", "17:00:00Z time" },
  { "xsd:dayTimeDuration (\"P1DT26H\")", "P2DT2H dayTimeDuration" },
)
/* clang-format on */

/* --- what fails ----------------------------------------------------------------------- */

static void
test_limits (void)
{
  static const char *const expressions[] = {
    "99999999999999999999999999999999999999 * 10",
    "1e30 + 0 = 1 || 123456789012345678901234567890123456789012345 > 1",
    "REGEX (\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\", \"^(a+)+$\")",
    "xsd:integer (1e50)",
  };
  const NystaTermId row[2] = { 0, 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      Fixture fixture = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", expressions[i]);
      fixture_init (&fixture);
      compile (&fixture, expressions[i]);
      nysta_expression_test (fixture.expression, row);
      g_assert_false (nysta_expression_context_check (fixture.context, &error));
      g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
      g_assert_true (g_str_has_prefix (error->message, "limit: "));
      fixture_clear (&fixture);
    }
}

static void
test_long_pattern (void)
{
  Fixture fixture = { 0 };
  const NystaTermId row[2] = { 0, 0 };
  g_autofree char *pattern = g_strnfill (70000, 'a');
  g_autofree char *text = g_strdup_printf ("REGEX (\"a\", \"%s.\")", pattern);

  fixture_init (&fixture);
  compile (&fixture, text);
  g_assert_cmpint (nysta_expression_test (fixture.expression, row), ==, NYSTA_TRUTH_ERROR);
  g_assert_false (nysta_expression_context_check (fixture.context, NULL));
  fixture_clear (&fixture);
}

static void
test_memory (void)
{
  g_autoptr (NystaDataset) dataset = make_dataset ();
  g_autoptr (NystaRunTerms) terms = nysta_run_terms_new (dataset, 1000);
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (; n < 1000; n++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", n);
      const NystaTerm term = nysta_literal (text, NULL, NULL);

      if (nysta_run_terms_add (terms, &term) == 0)
        break;
    }
  g_assert_cmpuint (n, >, 2);
  g_assert_cmpuint (n, <, 30);
  g_assert_false (nysta_run_terms_check (terms, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
}

static void
test_unknown_function (void)
{
  Fixture fixture = { 0 };
  const NystaSyntaxOptions options = { 0 };
  const NystaExpressionScope scope = { 0 };
  g_autoptr (GError) error = NULL;

  fixture_init (&fixture);
  fixture.tree = nysta_syntax_parse ("SELECT (<urn:f> (1) AS ?x) {}", -1,
                                     NYSTA_SYNTAX_QUERY_UNIT, &options, NULL);

  const NystaNode *clause = nysta_node_find (fixture.tree->root, NYSTA_NODE_SELECT_CLAUSE);

  g_assert_null (nysta_expression_compile (nysta_node_find (clause, NYSTA_NODE_AS)->first,
                                           &scope, fixture.context, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "1:9: there is no function <urn:f>"));
  fixture_clear (&fixture);
}

/* --- ids ----------------------------------------------------------------------------------- */

static NystaTermId
add (Fixture *fixture, const char *text, const char *type)
{
  g_autofree char *datatype = type != NULL ? g_strconcat (NS_XSD, type, NULL) : NULL;
  const NystaTerm term = nysta_literal (text, datatype, NULL);

  return nysta_run_terms_add (fixture->terms, &term);
}

/* Equal ids exactly for equal terms, however they came about. */
static void
test_ids (void)
{
  Fixture fixture = { 0 };
  const NystaTermId row[2] = { 0, 0 };
  NystaTermId id = 0;

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      id = nysta_run_terms_add (fixture.terms, &held[i]);
      g_assert_cmpuint (id, ==, nysta_dataset_lookup (fixture.dataset, &held[i]));
      g_assert_cmpuint (id & NYSTA_COMPUTED_TERM, ==, 0);
    }
  g_assert_cmpuint (nysta_run_terms_bytes (fixture.terms), ==, 0);
  id = add (&fixture, "new", NULL);
  g_assert_cmpuint (id & NYSTA_COMPUTED_TERM, !=, 0);
  compile (&fixture, "CONCAT (\"n\", \"ew\")");
  g_assert_cmpuint (nysta_expression_id (fixture.expression, row), ==, id);
  compile (&fixture, "40 + 2");
  g_assert_cmpuint (nysta_expression_id (fixture.expression, row), ==,
                    add (&fixture, "42", "integer"));
  compile (&fixture, "1 = 1");
  g_assert_cmpuint (nysta_expression_id (fixture.expression, row), ==,
                    add (&fixture, "true", "boolean"));
  compile (&fixture, "2.5 * 3");
  g_assert_cmpuint (nysta_expression_id (fixture.expression, row), ==,
                    add (&fixture, "7.5", "decimal"));
  compile (&fixture, "2.5 * 2");
  g_assert_cmpuint (nysta_expression_id (fixture.expression, row), ==,
                    add (&fixture, "5.0", "decimal"));
  compile (&fixture, "CEIL (4.5)");
  g_assert_cmpuint (nysta_expression_id (fixture.expression, row), ==,
                    add (&fixture, "5", "decimal"));
  compile (&fixture, "5e-1 + 0");
  g_assert_cmpuint (nysta_expression_id (fixture.expression, row), ==,
                    add (&fixture, "5.0E-1", "double"));
  g_assert_false (nysta_run_terms_get (fixture.terms, 0, &(NystaTerm){ 0 }));
  g_assert_false (
    nysta_run_terms_get (fixture.terms, NYSTA_COMPUTED_TERM | 99, &(NystaTerm){ 0 }));
  g_assert_false (nysta_run_terms_get (fixture.terms, nysta_id_make (NYSTA_TAG_IRI, 99),
                                       &(NystaTerm){ 0 }));
  fixture_clear (&fixture);
}

static void
test_rows (void)
{
  Fixture fixture = { 0 };
  NystaTermId rows[10][2];
  gsize n = 0;

  fixture_init (&fixture);
  compile (&fixture, "?a > 4 && BOUND (?b)");
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);

      rows[i][0] = add (&fixture, text, "integer");
      rows[i][1] = i % 2 == 0 ? rows[i][0] : 0;
    }
  n = nysta_expression_filter (fixture.expression, &rows[0][0], 2, 10);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (rows[0][0], ==, add (&fixture, "6", "integer"));
  g_assert_cmpuint (rows[1][0], ==, add (&fixture, "8", "integer"));
  compile (&fixture, "BNODE (\"x\")");

  NystaTermId first = nysta_expression_id (fixture.expression, rows[0]);

  g_assert_cmpuint (nysta_expression_id (fixture.expression, rows[0]), ==, first);
  nysta_expression_context_next_solution (fixture.context);
  g_assert_cmpuint (nysta_expression_id (fixture.expression, rows[1]), !=, first);
  compile (&fixture, "CONCAT (STR (?a), \"-\", STR (?b))");

  g_autofree char *joined = describe (&fixture,
                                      nysta_expression_id (fixture.expression, rows[1]));

  g_assert_cmpstr (joined, ==, "\"8-8\"");
  fixture_clear (&fixture);
}

/* --- order ------------------------------------------------------------------------------------ */

/* In rising order; those on one line, parted by `=`, are equal. */
static const char *const rising[] = {
  "?a",
  "BNODE ()",
  "<urn:a>",
  "<urn:b>",
  "\"NaN\"^^xsd:double",
  "\"-INF\"^^xsd:double",
  "-1e40",
  "-12345678901234567891",
  "-12345678901234567890",
  "-2",
  "-1.5",
  "0",
  "0.1 = 0.1e0",
  "1 = 1.0 = 1e0 = \"01\"^^xsd:integer",
  "1.00001",
  "2",
  "9007199254740992 = 9007199254740992e0",
  "9007199254740993",
  "10000000000000000000000000000000000001",
  "10000000000000000000000000000000000002",
  "1e40",
  "\"INF\"^^xsd:double",
  "\"\"",
  "\"Z\"",
  "\"a\"",
  "\"a\"@en = \"a\"@EN",
  "\"a\"@sv",
  "\"ab\"",
  "false = \"0\"^^xsd:boolean",
  "true",
  "\"2000-01-01T00:00:00+01:00\"^^xsd:dateTime",
  "\"2000-01-01T00:00:00\"^^xsd:dateTime = \"2000-01-01T00:00:00Z\"^^xsd:dateTime",
  "\"2000-01-01T00:00:00.5\"^^xsd:dateTime",
  "\"1999-12-31\"^^xsd:date",
  "\"PT1H\"^^xsd:dayTimeDuration",
  "\"PT2H\"^^xsd:dayTimeDuration",
  "\"abc\"^^xsd:integer",
  "\"a\"^^<urn:type>",
  "\"b\"^^<urn:type>",
};

static int
sign (int order)
{
  return (order > 0) - (order < 0);
}

static void
check_pair (Fixture *fixture, const NystaTermId ids[2], int expected)
{
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = g_string_new (NULL);

  g_assert_cmpint (
    sign (nysta_order_compare (fixture->terms, NYSTA_COLLATION_CODE_POINT, ids[0], ids[1])),
    ==, expected);
  nysta_order_append_key (fixture->terms, NYSTA_COLLATION_CODE_POINT, ids[0], a);
  nysta_order_append_key (fixture->terms, NYSTA_COLLATION_CODE_POINT, ids[1], b);
  /* None is another's beginning. */
  g_assert_cmpint (sign (memcmp (a->str, b->str, MIN (a->len, b->len))), ==, expected);
}

static void
test_order (void)
{
  Fixture fixture = { 0 };
  NystaTermId row[2] = { 0, 0 };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (GArray) ranks = g_array_new (FALSE, FALSE, sizeof (guint));

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rising); i++)
    {
      g_auto (GStrv) same = g_strsplit (rising[i], " = ", -1);

      for (guint k = 0; same[k] != NULL; k++)
        {
          NystaTermId id = 0;

          compile (&fixture, same[k]);
          id = nysta_expression_id (fixture.expression, row);
          g_array_append_val (ids, id);
          g_array_append_val (ranks, i);
        }
    }
  for (guint i = 0; i < ids->len; i++)
    for (guint k = 0; k < ids->len; k++)
      {
        const NystaTermId pair[2] = { g_array_index (ids, NystaTermId, i),
                                      g_array_index (ids, NystaTermId, k) };
        int left = (int) g_array_index (ranks, guint, i);
        int right = (int) g_array_index (ranks, guint, k);

        g_test_message ("%s | %s", rising[left], rising[right]);
        check_pair (&fixture, pair, sign (left - right));
      }
  fixture_clear (&fixture);
}

static void
test_swedish (void)
{
  static const char *const names[] = {
    "",        "-",        "1",      "2",      "a",      "A",    "á",    "ab",
    "đ",       "Dagerman", "Munch",  "Mylius", "Müller", "resa", "Resa", "résa",
    "ressurs", "strasse",  "straße", "thy",    "þy",     "tia",  "vas",  "vy",
    "Wall",    "wax",      "x",      "y",      "ü",      "z",    "å",    "Å",
    "åb",      "ä",        "æ",      "äb",     "ö",      "ø",    "öb",   "Ж",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint k = i; k < G_N_ELEMENTS (names); k++)
      {
        g_autoptr (GString) a = g_string_new (NULL);
        g_autoptr (GString) b = g_string_new (NULL);

        nysta_collate_swedish (names[i], a);
        nysta_collate_swedish (names[k], b);
        g_test_message ("%s %s", names[i], names[k]);
        g_assert_cmpint (sign (memcmp (a->str, b->str, MIN (a->len, b->len))), ==,
                         i < k ? -1 : 0);
      }
}

/* The same letter, however it is composed. */
static void
test_swedish_composed (void)
{
  g_autoptr (GString) a = g_string_new (NULL);
  g_autoptr (GString) b = g_string_new (NULL);

  nysta_collate_swedish ("a\xCC\x8Arsta", a);
  nysta_collate_swedish ("årtal", b);
  g_assert_cmpint (memcmp (a->str, b->str, 3), <, 0);
  nysta_collate_swedish ("z", b);
  g_string_truncate (b, 0);
  nysta_collate_swedish ("\xFF\xFE", b);
  g_assert_cmpuint (b->len, >, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/arithmetic", test_arithmetic);
  g_test_add_func ("/expression/numeric-functions", test_numeric_functions);
  g_test_add_func ("/expression/comparison", test_comparison);
  g_test_add_func ("/expression/logic", test_logic);
  g_test_add_func ("/expression/terms", test_terms);
  g_test_add_func ("/expression/strings", test_strings);
  g_test_add_func ("/expression/patterns", test_patterns);
  g_test_add_func ("/expression/times", test_times);
  g_test_add_func ("/expression/casts", test_casts);
  g_test_add_func ("/expression/limits/too-much", test_limits);
  g_test_add_func ("/expression/limits/long-pattern", test_long_pattern);
  g_test_add_func ("/expression/limits/memory", test_memory);
  g_test_add_func ("/expression/compile/unknown-function", test_unknown_function);
  g_test_add_func ("/expression/ids/equal-for-equal-terms", test_ids);
  g_test_add_func ("/expression/rows", test_rows);
  g_test_add_func ("/expression/order/total", test_order);
  g_test_add_func ("/expression/order/swedish", test_swedish);
  g_test_add_func ("/expression/order/swedish-composed", test_swedish_composed);
  return g_test_run ();
}
