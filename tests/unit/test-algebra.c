/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * The algebra of SPARQL. Each tests/plan/CASE.rq or .ru is translated, printed, put through the
 * passes that a line `# passes: NAME…` in it names, and printed again: CASE.algebra. With
 * NYSTA_BLESS=1 that is written instead: read the difference before you commit it.
 */
#include "sparql/plan/optimise.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"

static NystaSyntaxTree *
parse (const char *text, NystaSyntaxUnit unit)
{
  static const NystaSyntaxOptions plain = { .base = "http://example.org/base" };
  g_autoptr (GError) error = NULL;
  NystaSyntaxTree *tree = nysta_syntax_parse (text, -1, unit, &plain, &error);

  g_assert_no_error (error);
  return tree;
}

static NystaAlgebraQuery *
translate (const NystaSyntaxTree *tree, GError **error)
{
  const NystaNode *root = tree->root;

  return nysta_algebra_translate (
    tree, root->kind == NYSTA_NODE_UPDATE ? root->first : root, error);
}

/* --- algebra in files -------------------------------------------------------------------- */

static void
run_pass (NystaAlgebraQuery *query, const char *name)
{
  const NystaAlgebraPass *pass = nysta_algebra_passes;

  while (pass->name != NULL && strcmp (pass->name, name) != 0)
    pass++;
  if (pass->name == NULL)
    g_error ("%s is no pass", name);
  pass->run (query);
}

static void
run_passes (NystaAlgebraQuery *query, const char *text)
{
  static const char mark[] = "# passes: ";
  const char *line = strstr (text, mark);

  if (line == NULL)
    return;

  g_autofree char *list = g_strndup (line + strlen (mark),
                                     strcspn (line, "\n") - strlen (mark));
  g_auto (GStrv) names = g_strsplit (list, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], "all") == 0)
      nysta_algebra_optimise (query);
    else
      run_pass (query, names[i]);
}

static void
test_case (gconstpointer data)
{
  const char *path = data;
  gboolean is_update = g_str_has_suffix (path, ".ru");
  g_autofree char *golden = g_strdup_printf ("%.*s.algebra", (int) strlen (path) - 3, path);
  g_autofree char *text = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) printed = g_string_new (NULL);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));

  g_autoptr (NystaSyntaxTree)
    tree = parse (text, is_update ? NYSTA_SYNTAX_UPDATE_UNIT : NYSTA_SYNTAX_QUERY_UNIT);
  g_autoptr (NystaAlgebraQuery) query = translate (tree, &error);

  g_assert_no_error (error);
  nysta_algebra_print (query, printed);
  if (strstr (text, "# passes: ") != NULL)
    {
      run_passes (query, text);
      g_string_append_c (printed, '\n');
      nysta_algebra_print (query, printed);
    }
  if (g_getenv ("NYSTA_BLESS") != NULL)
    g_assert_true (g_file_set_contents (golden, printed->str, -1, NULL));
  if (!g_file_get_contents (golden, &expected, NULL, NULL))
    g_error ("%s is missing; the algebra is:\n%s", golden, printed->str);
  g_assert_cmpstr (printed->str, ==, expected);
}

static void
add_cases (void)
{
  const char *source = g_getenv ("SRCDIR");
  g_autofree char *folder = g_build_filename (source != NULL ? source : NYSTA_SOURCE_ROOT,
                                              "tests/plan", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    if (g_str_has_suffix (name, ".rq") || g_str_has_suffix (name, ".ru"))
      {
        g_autofree char *test = g_strdup_printf ("/algebra/case/%s", name);

        g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_case,
                                   g_free);
      }
}

/* --- schemas ------------------------------------------------------------------------------ */

typedef struct
{
  const char *name;
  const char *pattern;
  const char *may; /* of the group, in order of appearance */
  const char *sure;
} SchemaCase;

static const SchemaCase schema_cases[] = {
  { "bgp", "{ ?a ?b 1 }", "a b", "a b" },
  { "unit", "{ }", "", "" },
  { "join", "{ { ?a ?a ?b } { ?c ?c ?b } }", "a b c", "a b c" },
  { "optional", "{ ?a ?a ?b OPTIONAL { ?b ?b ?c } }", "a b c", "a b" },
  { "optional-first", "{ OPTIONAL { ?a ?a ?b } ?b ?b ?b }", "a b", "b" },
  { "minus", "{ ?a ?a ?a MINUS { ?a ?a ?b } }", "a", "a" },
  { "union", "{ { ?a ?a ?b } UNION { ?c ?c ?b } }", "a b c", "b" },
  { "filter", "{ ?a ?a ?a FILTER (?b = 1) }", "a", "a" },
  { "bind-constant", "{ BIND (1 AS ?a) }", "a", "a" },
  { "bind-bound", "{ ?a ?a ?a BIND (?a AS ?b) }", "a b", "a b" },
  { "bind-may-fail", "{ ?a ?a ?a BIND (?a + 1 AS ?b) }", "a b", "a" },
  { "values", "{ VALUES (?a ?b) { (1 2) (1 UNDEF) } }", "a b", "a" },
  { "values-none", "{ VALUES ?a { } }", "a", "a" },
  { "graph", "{ GRAPH ?g { OPTIONAL { ?a ?a ?a } } }", "g a", "g" },
  { "service", "{ SERVICE <x> { ?a ?a ?a } }", "a", "a" },
  { "service-silent", "{ SERVICE SILENT ?x { ?a ?a ?a } }", "x a", "x" },
  { "path", "{ ?a <p>* ?b }", "a b", "a b" },
  { "project", "{ SELECT ?a ?z { ?a ?a ?b } }", "a z", "a" },
  { "group", "{ SELECT ?a (COUNT (?b) AS ?n) (SUM (?b) AS ?s) { ?a ?a ?b } GROUP BY ?a }",
    "a n s", "a n" },
};

static char *
names_of (const NystaAlgebraQuery *query, const NystaVariables *variables)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < variables->n; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            nysta_algebra_variable_name (query, variables->numbers[i]));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
test_schema (gconstpointer data)
{
  const SchemaCase *row = data;
  g_autofree char *text = g_strdup_printf ("ASK %s", row->pattern);
  g_autoptr (NystaSyntaxTree) tree = parse (text, NYSTA_SYNTAX_QUERY_UNIT);
  g_autoptr (NystaAlgebraQuery) query = translate (tree, NULL);
  g_autofree char *may = names_of (query, &query->root->may);
  g_autofree char *sure = names_of (query, &query->root->sure);

  g_assert_cmpstr (may, ==, row->may);
  g_assert_cmpstr (sure, ==, row->sure);
}

/* --- limits -------------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *begin;
  const char *again;
  const char *end;
  guint n;
  gboolean is_limit;
} LimitCase;

static const LimitCase limit_cases[] = {
  { "optional", "ASK { ", "OPTIONAL { ?a ?b ?c } ", "}", NYSTA_MAX_ALGEBRA_DEPTH - 2,
    FALSE },
  { "optional-too-many", "ASK { ", "OPTIONAL { ?a ?b ?c } ", "}", NYSTA_MAX_ALGEBRA_DEPTH,
    TRUE },
  { "minus-too-many", "ASK { ?a ?b ?c ", "MINUS { ?a ?b ?c } ", "}", 100000, TRUE },
  { "groups", "ASK { ", "{ ?a ?b ?c } ", "}", 100000, FALSE },
  { "triples", "ASK { ", "?a ?b ?c . ", "}", 100000, FALSE },
  { "unions", "ASK { { } ", "UNION { ?a ?b ?c } ", "}", 100000, FALSE },
  { "filters", "ASK { ", "FILTER (?a + 1) ", "}", 100000, FALSE },
  { "rows", "ASK { VALUES ?a { ", "1 ", "} }", 100000, FALSE },
  { "sum", "ASK { FILTER (1", " + 1", ") }", 100000, FALSE },
  { "steps", "ASK { ?a <p>", "/<p>", " ?b }", NYSTA_MAX_VARIABLES, FALSE },
  { "steps-too-many", "ASK { ?a <p>", "/<p>", " ?b }", NYSTA_MAX_ALGEBRA_VARIABLES, TRUE },
  { "blank-nodes-too-many", "ASK { ", "[] <p> [] . ", "}", NYSTA_MAX_ALGEBRA_VARIABLES,
    TRUE },
  { "aggregates-too-many", "SELECT (1", " + COUNT (*)", " AS ?n) { }",
    NYSTA_MAX_ALGEBRA_VARIABLES + 1, TRUE },
};

static void
test_limit (gconstpointer data)
{
  const LimitCase *row = data;
  g_autoptr (GString) text = g_string_new (row->begin);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < row->n; i++)
    g_string_append (text, row->again);
  g_string_append (text, row->end);

  g_autoptr (NystaSyntaxTree) tree = parse (text->str, NYSTA_SYNTAX_QUERY_UNIT);
  g_autoptr (NystaAlgebraQuery) query = translate (tree, &error);

  if (row->is_limit)
    {
      g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
      g_assert_true (g_str_has_prefix (error->message, "limit: "));
      return;
    }
  g_assert_no_error (error);
  g_string_truncate (text, 0);
  nysta_algebra_print (query, text);
  nysta_algebra_optimise (query);
  nysta_algebra_print (query, text);
}

/* As deep as brackets go, in each way in which a group stands in a group */
static void
test_nesting (gconstpointer data)
{
  const char *begin = data;
  guint n = (NYSTA_MAX_NESTING - 2) / 2;
  g_autoptr (GString) text = g_string_new ("ASK { ?a ?b ?c ");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (text, begin);
  for (guint i = 0; i < n; i++)
    for (const char *c = begin; *c != '\0'; c++)
      if (*c == '{')
        g_string_append (text, " }");
  g_string_append (text, "}");

  g_autoptr (NystaSyntaxTree) tree = parse (text->str, NYSTA_SYNTAX_QUERY_UNIT);
  g_autoptr (NystaAlgebraQuery) query = translate (tree, &error);

  g_assert_no_error (error);
  g_string_truncate (text, 0);
  nysta_algebra_print (query, text);
  nysta_algebra_optimise (query);
  nysta_algebra_print (query, text);
}

int
main (int argc, char **argv)
{
  static const char *const nested[] = { "{ ?a ?b ?c ", "OPTIONAL { ?a ?b ?c ",
                                        "FILTER EXISTS { ?a ?b ?c ",
                                        "MINUS { ?a ?b ?c GRAPH ?g { ",
                                        "{ SELECT DISTINCT ?a { " };

  g_test_init (&argc, &argv, NULL);
  add_cases ();
  for (gsize i = 0; i < G_N_ELEMENTS (schema_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/algebra/schema/%s", schema_cases[i].name);

      g_test_add_data_func (path, &schema_cases[i], test_schema);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (limit_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/algebra/limit/%s", limit_cases[i].name);

      g_test_add_data_func (path, &limit_cases[i], test_limit);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (nested); i++)
    {
      g_autofree char *path = g_strdup_printf ("/algebra/nesting/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, nested[i], test_nesting);
    }
  return g_test_run ();
}
