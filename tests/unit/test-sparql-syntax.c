/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The syntax tree of SPARQL. Each tests/query-syntax/CASE.rq or .ru is parsed and printed
 * like CASE.ast; with NYSTA_BLESS=1 it is written instead: read the difference before you
 * commit it. What is written back as SPARQL must print the same, here and wherever a text
 * made at random happens to be right.
 */
#include "sparql/parse/syntax-tree.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"

static const NystaSyntaxOptions plain = { .base = "http://example.org/base" };

static NystaSyntaxUnit
unit_of (const char *name)
{
  return g_str_has_suffix (name, ".ru") ? NYSTA_SYNTAX_UPDATE_UNIT
                                        : NYSTA_SYNTAX_QUERY_UNIT;
}

static char *
print (const NystaSyntaxTree *tree)
{
  g_autoptr (GString) out = g_string_new (NULL);

  nysta_syntax_print (tree, out);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
check_round_trip (const NystaSyntaxTree *tree, NystaSyntaxUnit unit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  nysta_syntax_write (tree, tree->root, text);

  g_autoptr (NystaSyntaxTree)
    again = nysta_syntax_parse (text->str, (gssize) text->len, unit, &plain, &error);
  if (again == NULL)
    g_error ("%s\nis written of\n%s", error->message, text->str);

  g_autofree char *before = print (tree);
  g_autofree char *after = print (again);
  if (strcmp (before, after) != 0)
    g_error ("another tree is read from\n%s\n%s\n%s", text->str, before, after);
}

/* --- trees in files ------------------------------------------------------------------ */

static char *
cases_folder (void)
{
  const char *source = g_getenv ("SRCDIR");

  return g_build_filename (source != NULL ? source : NYSTA_SOURCE_ROOT,
                           "tests/query-syntax", NULL);
}

static void
test_tree (gconstpointer data)
{
  const char *path = data;
  g_autofree char *golden = g_strdup_printf ("%.*s.ast", (int) strlen (path) - 3, path);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  g_autoptr (NystaSyntaxTree)
    tree = nysta_syntax_parse (text, -1, unit_of (path), &plain, &error);
  g_assert_no_error (error);

  g_autofree char *printed = print (tree);
  if (g_getenv ("NYSTA_BLESS") != NULL)
    g_assert_true (g_file_set_contents (golden, printed, -1, NULL));
  if (!g_file_get_contents (golden, &expected, NULL, NULL))
    g_error ("%s is missing; the tree is:\n%s", golden, printed);
  g_assert_cmpstr (printed, ==, expected);
  check_round_trip (tree, unit_of (path));
}

static void
add_trees (GPtrArray *texts)
{
  g_autofree char *folder = cases_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    if (g_str_has_suffix (name, ".rq") || g_str_has_suffix (name, ".ru"))
      {
        g_autofree char *test = g_strdup_printf ("/sparql-syntax/tree/%s", name);
        char *path = g_build_filename (folder, name, NULL);

        g_test_add_data_func_full (test, path, test_tree, g_free);
        g_ptr_array_add (texts, g_strdup (path));
      }
}

/* --- places ----------------------------------------------------------------------------- */

static void
test_places (void)
{
  static const char text[] = "SELECT *\n{ # å\n  ?\\u00e5 <p>\t(?o) }";
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaSyntaxTree)
    tree = nysta_syntax_parse (text, -1, NYSTA_SYNTAX_QUERY_UNIT, &plain, &error);

  g_assert_no_error (error);

  const NystaNode *group = nysta_node_find (tree->root, NYSTA_NODE_GROUP_GRAPH_PATTERN);
  const NystaNode *block = nysta_node_find (group, NYSTA_NODE_TRIPLES_BLOCK);
  const NystaNode *triple = block->last;

  g_assert_cmpuint (group->line, ==, 2);
  g_assert_cmpuint (group->column, ==, 1);
  g_assert_cmpuint (block->n_children, ==, 3);
  g_assert_cmpuint (triple->line, ==, 3);
  g_assert_cmpuint (triple->triple[0]->column, ==, 3);
  g_assert_cmpuint (triple->triple[1]->column, ==, 11);
  g_assert_cmpuint (triple->triple[2]->column, ==, 15);
  g_assert_cmpuint (block->first->triple[2]->column, ==, 16);
  g_assert_cmpstr (g_ptr_array_index (tree->variables, 0), ==, "å");
  g_assert_cmpuint (tree->variables->len, ==, 2);
}

/* --- errors: tests/query-syntax/errors.tsv ------------------------------------------------ */

/* name, text with C's escapes (an update if it begins with `;`), message */
typedef struct
{
  char *name;
  char *text;
  char *message;
} ErrorCase;

static NystaSyntaxTree *
parse_case (const char *text, const NystaSyntaxOptions *options, GError **error)
{
  gboolean is_update = text[0] == ';';

  return nysta_syntax_parse (text + is_update, -1,
                             is_update ? NYSTA_SYNTAX_UPDATE_UNIT : NYSTA_SYNTAX_QUERY_UNIT,
                             options, error);
}

static void
test_error (gconstpointer data)
{
  const ErrorCase *c = data;
  g_autofree char *text = g_strcompress (c->text);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaSyntaxTree) tree = parse_case (text, &plain, &error);

  g_assert_null (tree);
  g_assert_nonnull (error);
  g_assert_true (error->domain == NYSTA_SPARQL_ERROR);
  g_assert_null (strchr (error->message, '\n'));
  if (g_getenv ("NYSTA_BLESS") == NULL)
    g_assert_cmpstr (error->message, ==, c->message);
}

static void
error_case_free (gpointer data)
{
  ErrorCase *c = data;

  g_free (c->name);
  g_free (c->text);
  g_free (c->message);
  g_free (c);
}

/* The line of @c with the message that is given today */
static char *
bless_line (const ErrorCase *c)
{
  g_autofree char *text = g_strcompress (c->text);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaSyntaxTree) tree = parse_case (text, &plain, &error);

  return g_strdup_printf ("%s\t%s\t%s\n", c->name, c->text,
                          tree == NULL ? error->message : "(none)");
}

static void
add_errors (void)
{
  g_autofree char *folder = cases_folder ();
  g_autofree char *path = g_build_filename (folder, "errors.tsv", NULL);
  g_autofree char *file = NULL;
  g_autoptr (GString) blessed = g_string_new (NULL);

  g_assert_true (g_file_get_contents (path, &file, NULL, NULL));

  g_auto (GStrv) lines = g_strsplit (file, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "\t", 3);

      if (**line == '#' || **line == '\0')
        {
          g_string_append_printf (blessed, "%s%s", *line, line[1] != NULL ? "\n" : "");
          continue;
        }
      g_assert_cmpuint (g_strv_length (fields), >=, 2);

      ErrorCase *c = g_new (ErrorCase, 1);
      g_autofree char *test = g_strdup_printf ("/sparql-syntax/error/%s", fields[0]);

      *c = (ErrorCase){ g_strdup (fields[0]), g_strdup (fields[1]), g_strdup (fields[2]) };

      g_autofree char *fresh = bless_line (c);

      g_string_append (blessed, fresh);
      g_test_add_data_func_full (test, c, test_error, error_case_free);
    }
  if (g_getenv ("NYSTA_BLESS") != NULL)
    g_assert_true (g_file_set_contents (path, blessed->str, -1, NULL));
}

static void
test_bytes (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    const char *message;
  } cases[] = {
    { "ASK {\n \0}", 9, "2:2: found a NUL byte, expected text: take it out" },
    { "ASK {\n \xE5 }", -1,
      "2:2: found the byte 0xE5, which is not UTF-8: save the text as UTF-8" },
    { "ASK { \xED\xA0\x80 }", -1,
      "1:7: found the byte 0xED, which is not UTF-8: save the text as UTF-8" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (nysta_syntax_parse (cases[i].text, cases[i].length,
                                         NYSTA_SYNTAX_QUERY_UNIT, &plain, &error));
      g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
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

/* Names as long as the text, and what a terminal would obey */
static void
test_presentable (void)
{
  static const char *const befores[] = {
    "ASK { ?s ?p ",          "ASK { ?s ?p <",
    "ASK { ?s ?p _:",        "SELECT ?s { } GROUP BY ?",
    "ASK { ?s ?p \"\x1B[2J", ""
  };
  static const char *const afters[] = { "", ":x }", "> }", " }", "\" \"y\" }" };

  for (gsize i = 0; i < G_N_ELEMENTS (befores) * G_N_ELEMENTS (afters); i++)
    {
      g_autofree char *text = nested (befores[i % G_N_ELEMENTS (befores)], "å", 1000000, "",
                                      "", afters[i / G_N_ELEMENTS (befores)]);
      g_autoptr (GError) error = NULL;
      g_autoptr (NystaSyntaxTree) tree = parse_case (text, &plain, &error);

      if (tree != NULL)
        continue;
      g_assert_cmpuint (strlen (error->message), <, 2000);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_null (strpbrk (error->message, "\n\x1B"));
    }
}

static void
test_options (void)
{
  static const struct
  {
    const char *text;
    NystaSyntaxOptions options;
    const char *message;
  } cases[] = {
    { "ASK { ?s foaf:name ?o }",
      { .strict = TRUE },
      "1:10: prefix foaf: is not declared: did you mean PREFIX foaf: "
      "<http://xmlns.com/foaf/0.1/>?" },
    { "ASK { ?s foaf:name ?o }", { 0 }, NULL },
    { "ASK { ?s :p ?o }", { .store_base = "urn:" }, NULL },
    { "ASK { ?s :p ?o }",
      { .store_base = "urn:", .strict = TRUE },
      "1:10: prefix : is not declared: put PREFIX : <…> first" },
    { "ASK { ?s <p> ?o }",
      { 0 },
      "1:10: found the relative IRI <p>, expected an absolute one, or a BASE before it" },
    { "\xEF\xBB\xBF"
      "ASK { ?s <urn:p> ?o }",
      { 0 },
      NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NystaSyntaxTree)
        tree = parse_case (cases[i].text, &cases[i].options, &error);

      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].message);
      g_assert_true ((tree != NULL) == (error == NULL));
    }
}

/* --- depth and length ------------------------------------------------------------------------ */

/* @open and @close are repeated round @middle. */
typedef struct
{
  const char *name;
  const char *before, *open, *middle, *close, *after;
  guint n_own;   /* brackets round @open, or in @middle, that are open at once */
  guint n_level; /* brackets of @open that stay open */
} NestingCase;

static const NestingCase nesting_cases[] = {
  { "groups", "ASK ", "{", "", "}", "", 0, 1 },
  { "subqueries", "ASK {", "{SELECT*", "{}", "}", "}", 2, 1 },
  { "unions", "ASK ", "{{} UNION ", "{}", "}", "", 1, 1 },
  { "optionals", "ASK {", "OPTIONAL {", "", "}", "}", 1, 1 },
  { "exists", "ASK {", "FILTER EXISTS {", "", "}", "}", 1, 1 },
  { "minus", "ASK {", "MINUS {?a ?b ?c ", "", "}", "}", 1, 1 },
  { "brackets", "ASK { FILTER (", "(", "1", ")", ") }", 2, 1 },
  { "operands", "ASK { FILTER (", "(1||2&&3=4+5*-(", "1", "))", ") }", 2, 2 },
  { "calls", "ASK { FILTER (", "STR(", "1", ")", ") }", 2, 1 },
  { "lists", "ASK { FILTER (", "1 IN (2, ", "3", ")", ") }", 2, 1 },
  { "functions", "ASK { FILTER (", "<urn:f>(", "1", ")", ") }", 2, 1 },
  { "paths", "ASK { ?s ", "(<urn:a>/", "<urn:b>", ")*", " ?o }", 1, 1 },
  { "collections", "ASK { ?s ?p ", "(", "1", ")", " }", 1, 1 },
  { "blank-nodes", "ASK { ?s ?p ", "[?p ", "1", "]", " }", 1, 1 },
};

static void
test_nesting (gconstpointer data)
{
  const NestingCase *c = data;
  guint n = (NYSTA_MAX_NESTING - c->n_own) / c->n_level;
  g_autofree char *deepest = nested (c->before, c->open, n, c->middle, c->close, c->after);
  g_autofree char *deeper = nested (c->before, c->open, n + 1, c->middle, c->close,
                                    c->after);
  g_autofree char *endless = nested (c->before, c->open, 1000000, "", "", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaSyntaxTree) tree = parse_case (deepest, &plain, &error);

  g_assert_no_error (error);
  g_assert_nonnull (tree);

  g_assert_null (parse_case (deeper, &plain, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "limit: 1:"));
  g_clear_error (&error);
  g_assert_null (parse_case (endless, &plain, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
}

/* Half as deep, so that what is written, with more brackets, can be read again. */
static void
test_nested_round_trip (gconstpointer data)
{
  const NestingCase *c = data;
  g_autofree char *text = nested (c->before, c->open, NYSTA_MAX_NESTING / 8, c->middle,
                                  c->close, c->after);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaSyntaxTree) tree = parse_case (text, &plain, &error);

  g_assert_no_error (error);
  check_round_trip (tree, NYSTA_SYNTAX_QUERY_UNIT);
}

/* Length is not depth: a hundred thousand of @open in a row. */
static const NestingCase chain_cases[] = {
  { "or", "ASK { FILTER (1", " || 2", "", "", ") }", 0, 0 },
  { "and", "ASK { FILTER (1", " && ?x", "", "", ") }", 0, 0 },
  { "add", "ASK { FILTER (1", " + 2 - 3 -4", "", "", ") }", 0, 0 },
  { "divide", "ASK { FILTER (1", " / 2 * 3", "", "", ") }", 0, 0 },
  { "in", "ASK { FILTER (1 IN (1", ", 2", "", "", ")) }", 0, 0 },
  { "sequence", "ASK { ?s <urn:a>", "/^<urn:b>*", "", "", " ?o }", 0, 0 },
  { "alternative", "ASK { ?s <urn:a>", "|<urn:b>", "", "", " ?o }", 0, 0 },
  { "negated", "ASK { ?s !(<urn:a>", "|^<urn:b>", "", "", ") ?o }", 0, 0 },
  { "union", "ASK { {}", " UNION {?s ?p ?o}", "", "", " }", 0, 0 },
  { "triples", "ASK { ", "?s ?p ?o . ", "", "", " }", 0, 0 },
  { "objects", "ASK { ?s <urn:a>/<urn:b> 1", ", 2", "", "", " }", 0, 0 },
  { "properties", "ASK { ?s ?p 1", "; ?p 2;", "", "", " }", 0, 0 },
  { "collection", "ASK { ?s ?p (", "1 [] ", "", "", ") }", 0, 0 },
  { "groups", "ASK { ", "{}", "", "", " }", 0, 0 },
  { "filters", "ASK { ", "FILTER EXISTS {}", "", "", " }", 0, 0 },
  { "values", "ASK { VALUES ?x {", " 1 UNDEF", "", "", "} }", 0, 0 },
  { "selection", "SELECT ", "?x ", "", "", "{}", 0, 0 },
  { "order", "SELECT * {} ORDER BY ", "?x ", "", "", "", 0, 0 },
  { "updates", ";", "CLEAR ALL;", "", "", "", 0, 0 },
  { "data", ";INSERT DATA { ", "<urn:s> <urn:p> 'o' . GRAPH <urn:g> { } ", "", "", " }", 0,
    0 },
};

static void
test_chain (gconstpointer data)
{
  const NestingCase *c = data;
  g_autofree char *text = nested (c->before, c->open, 100000, "", "", c->after);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaSyntaxTree) tree = parse_case (text, &plain, &error);

  g_assert_no_error (error);
  check_round_trip (tree, unit_of (c->before[0] == ';' ? ".ru" : ".rq"));
}

static void
test_variables (void)
{
  g_autoptr (GString) text = g_string_new ("SELECT ");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < NYSTA_MAX_VARIABLES; i++)
    g_string_append_printf (text, "?v%u ", i);

  g_autofree char *most = g_strconcat (text->str, "{}", NULL);
  g_autofree char *more = g_strconcat (text->str, "?one {}", NULL);
  g_autoptr (NystaSyntaxTree) tree = parse_case (most, &plain, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (tree->variables->len, ==, NYSTA_MAX_VARIABLES);
  g_assert_null (parse_case (more, &plain, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
}

/* --- texts made at random ----------------------------------------------------------------------- */

static const char *const scraps[] = {
  "{",        "}",
  "(",        ")",
  "[",        "]",
  ".",        ",",
  ";",        "|",
  "/",        "^",
  "^^",       "!",
  "*",        "+",
  "-",        "?",
  "=",        "<",
  "<<",       ">",
  "||",       "&&",
  "\"",       "'''",
  "\\u",      "\\u0041",
  "\\",       "@en",
  "#",        "\n",
  "1",        "-2.5e3",
  "true",     "UNDEF",
  "?x",       "_:b",
  "<urn:x>",  "foaf:a",
  ":",        " a ",
  "SELECT",   " WHERE ",
  "UNION",    "FILTER",
  "BIND",     "VALUES",
  " AS ",     "EXISTS",
  "NOT",      " IN ",
  "GRAPH",    "SERVICE",
  "MINUS",    "OPTIONAL",
  "COUNT",    "REGEX",
  "GROUP BY", "HAVING",
  "ORDER BY", "LIMIT",
  "BASE",     "PREFIX",
  "INSERT",   "DELETE",
  "DATA",     "WITH",
  "USING",    "LOAD",
  "CLEAR",    "DISTINCT",
  "\xC3",     "\xEF\xBB\xBF",
  "å",        "\x01",
  "0x",       "..",
  "%41",      "$",
};

static void
mutate (GString *text, GRand *rand)
{
  gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len + 1);
  gsize n = (gsize) g_rand_int_range (rand, 0, 12);

  n = MIN (n, text->len - at);
  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      g_string_erase (text, (gssize) at, (gssize) n);
      break;
    case 1:
      if (at < text->len)
        text->str[at] = (char) g_rand_int_range (rand, 1, 256);
      break;
    case 2:
      {
        g_autofree char *piece = g_strndup (text->str + at, n);

        g_string_insert (text, g_rand_int_range (rand, 0, (gint32) text->len + 1), piece);
        break;
      }
    default:
      g_string_insert (text, (gssize) at,
                       scraps[g_rand_int_range (rand, 0, G_N_ELEMENTS (scraps))]);
    }
}

/* None crashes; an error is one line with its place; what is right is written back. */
static void
test_mutations (gconstpointer data)
{
  const GPtrArray *paths = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  guint n_right = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autofree char *original = NULL;

      g_assert_true (g_file_get_contents (path, &original, NULL, NULL));
      for (guint k = 0; k < 600; k++)
        {
          g_autoptr (GString) text = g_string_new (original);
          g_autoptr (GError) error = NULL;

          for (guint m = 0; m <= k % 4; m++)
            mutate (text, rand);

          g_autoptr (NystaSyntaxTree) tree = nysta_syntax_parse (
            text->str, (gssize) text->len, unit_of (path), &plain, &error);
          if (tree != NULL)
            {
              n_right++;
              check_round_trip (tree, unit_of (path));
              continue;
            }
          g_assert_null (strchr (error->message, '\n'));
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          g_assert_true (g_ascii_isdigit (error->message[0]));
        }
    }
  g_assert_cmpuint (n_right, >, 500);
}

static void
add_nesting (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (nesting_cases); i++)
    {
      const NestingCase *c = &nesting_cases[i];
      g_autofree char *deep = g_strconcat ("/sparql-syntax/nesting/", c->name, NULL);
      g_autofree char *back = g_strconcat ("/sparql-syntax/nested-round-trip/", c->name,
                                           NULL);

      g_test_add_data_func (deep, c, test_nesting);
      g_test_add_data_func (back, c, test_nested_round_trip);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (chain_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sparql-syntax/chain/", chain_cases[i].name,
                                           NULL);

      g_test_add_data_func (path, &chain_cases[i], test_chain);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  add_trees (texts);
  add_errors ();
  add_nesting ();
  g_test_add_func ("/sparql-syntax/places", test_places);
  g_test_add_func ("/sparql-syntax/bytes", test_bytes);
  g_test_add_func ("/sparql-syntax/presentable", test_presentable);
  g_test_add_func ("/sparql-syntax/options", test_options);
  g_test_add_func ("/sparql-syntax/variables", test_variables);
  g_test_add_data_func ("/sparql-syntax/mutations", texts, test_mutations);
  return g_test_run ();
}
