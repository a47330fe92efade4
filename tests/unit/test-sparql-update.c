/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What requests make of small datasets, operation by operation. */
#include "sparql/update.h"

#include <string.h>

#include "base/error.h"

/* Statements are N-Quads without `urn:` and the final stop, as in "a p b g"; data that begin
 * with * are asked with the unnamed graph as the default graph. */
typedef struct
{
  const char *name;
  const char *before; /* lines */
  const char *request;
  const char *after; /* sorted; or, after a !, what the error says */
} Case;

static const Case cases[] = {
  /* --- DATA */
  { "insert/twice", "a p b", "INSERT DATA { <urn:a> <urn:p> <urn:b> , <urn:c> }",
    "a p b\na p c" },
  { "insert/graph", "", "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> <urn:b> } }",
    "a p b g" },
  { "delete/one-graph", "a p b\na p b g", "DELETE DATA { <urn:a> <urn:p> <urn:b> }",
    "a p b g" },
  { "delete/unknown", "a p b", "DELETE DATA { <urn:x> <urn:y> <urn:z> }", "a p b" },
  { "undone", "a p b",
    "DELETE DATA { <urn:a> <urn:p> <urn:b> } ; INSERT DATA { <urn:a> <urn:p> <urn:b> }",
    "a p b" },
  /* --- sequence */
  { "sees-earlier", "a p b",
    "INSERT DATA { <urn:b> <urn:p> <urn:c> } ; "
    "INSERT { ?x <urn:q> ?y } WHERE { ?x <urn:p>/<urn:p> ?y }",
    "a p b\na q c\nb p c" },
  { "sees-removal", "a p b\nb p c",
    "DELETE DATA { <urn:b> <urn:p> <urn:c> } ; "
    "INSERT { ?x <urn:q> ?y } WHERE { ?x <urn:p>/<urn:p> ?y }",
    "a p b" },
  { "counts-changes", "a p b\na p c g",
    "INSERT DATA { <urn:a> <urn:p> <urn:d> } ; DELETE DATA { <urn:a> <urn:p> <urn:b> } ; "
    "INSERT { <urn:n> <urn:n> ?s } WHERE { { SELECT (COUNT(*) AS ?n) { ?x <urn:p> ?y } } "
    "BIND (IRI(CONCAT('urn:', STR(?n))) AS ?s) }",
    "a p c g\na p d\nn n 2" },
  { "union-keeps-other-graph", "a p b g\na p b h",
    "DELETE DATA { GRAPH <urn:g> { <urn:a> <urn:p> <urn:b> } } ; "
    "INSERT { <urn:x> <urn:x> ?o } WHERE { <urn:a> <urn:p> ?o }",
    "a p b h\nx x b" },
  { "solutions-before-changes", "a p b\nb p a",
    "DELETE { ?x <urn:p> ?y } INSERT { ?y <urn:p> ?x } WHERE { ?x <urn:p> ?y }",
    "a p b\nb p a" },
  { "delete-before-insert", "a p b",
    "DELETE { ?x ?p ?y } INSERT { ?x ?p ?y } WHERE { ?x ?p ?y }", "a p b" },
  /* --- what is no triple is left out */
  { "literal-subject", "a p b",
    "INSERT { 'x' <urn:p> ?x . ?x <urn:q> ?y } WHERE { ?x ?p ?y }", "a p b\na q b" },
  { "computed-literal-subject", "a p b",
    "INSERT { ?l <urn:p> ?x . ?x <urn:q> ?x } WHERE { ?x ?p ?y BIND (STR(?x) AS ?l) }",
    "a p b\na q a" },
  { "unbound", "a p b",
    "INSERT { ?x <urn:q> ?none . ?x <urn:r> ?y } WHERE { ?x <urn:p> ?y }", "a p b\na r b" },
  { "literal-graph", "a p b",
    "INSERT { GRAPH ?l { ?x <urn:q> ?y } } WHERE { ?x ?p ?y BIND ('g' AS ?l) }", "a p b" },
  { "blank-predicate", "a p b",
    "INSERT { ?x ?b ?y } WHERE { ?x ?p ?y BIND (BNODE() AS ?b) }", "a p b" },
  /* --- blank nodes */
  { "blank/data-shares", "", "INSERT DATA { _:a <urn:p> _:b . _:b <urn:q> _:a }",
    "_:1 p _:2\n_:2 q _:1" },
  { "blank/each-solution", "a p b\na p c",
    "INSERT { _:n <urn:q> ?y ; <urn:r> ?y } WHERE { <urn:a> <urn:p> ?y }",
    "_:1 q b\n_:1 r b\n_:2 q c\n_:2 r c\na p b\na p c" },
  { "blank/of-the-store-is-kept", "_:x p b",
    "INSERT { ?x <urn:q> ?x } WHERE { ?x <urn:p> ?y }", "_:1 p b\n_:1 q _:1" },
  { "blank/delete-by-variable", "_:x p b", "DELETE WHERE { ?x <urn:p> ?y }", "" },
  { "blank/not-in-delete", "_:x p b", "DELETE { _:x <urn:p> ?y } WHERE { ?x ?p ?y }",
    "!found a blank node" },
  { "blank/not-in-delete-data", "", "DELETE DATA { _:x <urn:p> 1 }",
    "!found a blank node" },
  { "blank/not-in-delete-where", "", "DELETE WHERE { _:x <urn:p> ?y }",
    "!found a blank node" },
  { "blank/bnode-is-one-a-row", "a p b",
    "INSERT { ?n <urn:q> ?n } WHERE { ?x ?p ?y BIND (BNODE() AS ?n) }",
    "_:1 q _:1\na p b" },
  /* --- WITH, USING and the default graph */
  { "with", "a p b g\na p c h",
    "WITH <urn:g> DELETE { ?x ?p ?y } INSERT { ?x <urn:q> ?y } WHERE { ?x ?p ?y }",
    "a p c h\na q b g" },
  { "with-but-graph", "a p b g\na p c h",
    "WITH <urn:g> INSERT { GRAPH <urn:h> { ?x <urn:q> ?y } } WHERE { ?x ?p ?y }",
    "a p b g\na p c h\na q b h" },
  { "using-wins-over-with", "a p b g\na p c h",
    "WITH <urn:g> INSERT { ?x <urn:q> ?y } USING <urn:h> WHERE { ?x ?p ?y }",
    "a p b g\na p c h\na q c g" },
  { "using-merges", "a p b g\na p c h\na p d i",
    "INSERT { ?x <urn:q> ?y } USING <urn:g> USING <urn:h> WHERE { ?x ?p ?y }",
    "a p b g\na p c h\na p d i\na q b\na q c" },
  { "using-named", "a p b g\na p c h",
    "INSERT { ?g <urn:q> ?y } USING NAMED <urn:h> WHERE { GRAPH ?g { ?x ?p ?y } }",
    "a p b g\na p c h\nh q c" },
  { "using-hides-named", "a p b g",
    "INSERT { ?g <urn:q> ?y } USING <urn:g> WHERE { GRAPH ?g { ?x ?p ?y } }", "a p b g" },
  { "default/union", "a p b\na p c g", "INSERT { ?x <urn:q> ?y } WHERE { ?x <urn:p> ?y }",
    "a p b\na p c g\na q b\na q c" },
  { "default/strict", "*a p b\na p c g", "INSERT { ?x <urn:q> ?y } WHERE { ?x <urn:p> ?y }",
    "a p b\na p c g\na q b" },
  { "default/not-a-graph", "a p b\na p c g",
    "INSERT { ?g <urn:q> ?y } WHERE { GRAPH ?g { ?x <urn:p> ?y } }",
    "a p b\na p c g\ng q c" },
  { "default/delete-where-of-a-graph", "a p b\na p b g",
    "DELETE WHERE { GRAPH ?g { ?x ?p ?y } }", "a p b" },
  /* --- graphs */
  { "clear/graph", "a p b\na p b g", "CLEAR GRAPH <urn:g>", "a p b" },
  { "clear/default", "a p b\na p b g", "CLEAR DEFAULT", "a p b g" },
  { "clear/named", "a p b\na p b g\na p b h", "CLEAR NAMED", "a p b" },
  { "clear/all", "a p b\na p b g", "CLEAR ALL", "" },
  { "clear/missing", "a p b", "CLEAR GRAPH <urn:none>", "a p b" },
  { "drop/graph", "a p b\na p b g", "DROP GRAPH <urn:g>", "a p b" },
  { "drop/default", "a p b", "DROP DEFAULT ; DROP DEFAULT", "" },
  { "drop/missing", "a p b", "DROP GRAPH <urn:none>", "!1:1: DROP <urn:none>: no such" },
  { "drop/missing-silent", "a p b", "DROP SILENT GRAPH <urn:none>", "a p b" },
  { "drop/twice", "a p b g", "DROP GRAPH <urn:g> ; DROP GRAPH <urn:g>", "!1:22: DROP" },
  { "drop/added-before", "",
    "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> 1 } } ; "
    "DROP GRAPH <urn:g>",
    "" },
  { "create/new", "a p b", "CREATE GRAPH <urn:g>", "a p b" },
  { "create/there", "a p b g", "CREATE GRAPH <urn:g>", "!1:1: CREATE <urn:g>: there is" },
  { "create/there-silent", "a p b g", "CREATE SILENT GRAPH <urn:g>", "a p b g" },
  { "create/twice", "", "CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>", "!1:24: CREATE" },
  { "create/then-drop", "", "CREATE GRAPH <urn:g> ; DROP GRAPH <urn:g>", "" },
  { "create/then-copy", "a p b h", "CREATE GRAPH <urn:g> ; COPY <urn:g> TO <urn:h>", "" },
  { "copy", "a p b g\na p c h", "COPY <urn:g> TO <urn:h>", "a p b g\na p b h" },
  { "copy/default", "a p b\na p c h", "COPY DEFAULT TO <urn:h>", "a p b\na p b h" },
  { "copy/to-default", "a p b\na p c h", "COPY GRAPH <urn:h> TO DEFAULT",
    "a p c\na p c h" },
  { "copy/itself", "a p b g", "COPY <urn:g> TO <urn:g>", "a p b g" },
  { "copy/missing", "a p b", "COPY <urn:none> TO <urn:h>", "!COPY <urn:none>: no such" },
  { "copy/missing-silent", "a p b h", "COPY SILENT <urn:none> TO <urn:h>", "a p b h" },
  { "move", "a p b g\na p c h", "MOVE <urn:g> TO <urn:h>", "a p b h" },
  { "move/itself", "a p b g", "MOVE <urn:g> TO <urn:g>", "a p b g" },
  { "move/missing", "a p b", "MOVE <urn:none> TO <urn:h>", "!MOVE" },
  { "move/twice", "a p b g", "MOVE <urn:g> TO <urn:h> ; MOVE <urn:g> TO <urn:h>",
    "!1:27: MOVE" },
  { "add", "a p b g\na p c h", "ADD <urn:g> TO <urn:h>", "a p b g\na p b h\na p c h" },
  { "add/missing", "", "ADD <urn:none> TO <urn:h>", "!ADD" },
  { "add/changed-before", "a p b g",
    "INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:p> <urn:c> } } ; "
    "DELETE DATA { GRAPH <urn:g> { <urn:a> <urn:p> <urn:b> } } ; ADD <urn:g> TO <urn:h>",
    "a p c g\na p c h" },
  /* --- errors */
  { "third-fails", "a p b",
    "CLEAR ALL ; INSERT DATA { <urn:x> <urn:p> 1 } ; DROP GRAPH <urn:none>",
    "!1:49: DROP" },
  { "syntax-fails-first", "a p b", "CLEAR ALL ; CLEAR", "!1:18" },
  { "empty", "a p b", "", "a p b" },
  { "service", "a p b", "INSERT { ?x ?y ?z } WHERE { SERVICE <http://x/> { ?x ?y ?z } }",
    "!SERVICE" },
  { "load/network", "", "LOAD <https://example.org/x>", "!nothing is fetched" },
  { "load/missing", "", "LOAD <file:///none/x.nt>", "!/none/x.nt: cannot open" },
  { "load/silent", "a p b", "LOAD SILENT <file:///none/x.nt>", "a p b" },
  { "triple-term/data", "", "INSERT DATA { << <urn:a> <urn:p> 1 >> <urn:q> 2 }",
    "!RDF 1.2" },
  { "triple-term/pattern", "a p b",
    "INSERT { ?x <urn:q> 1 } WHERE { ?x <urn:p> <<( <urn:a> <urn:p> 1 )>> }", "!RDF 1.2" },
};

/* --- statements as text ------------------------------------------------------------------------- */

static void
append_short (const NystaTerm *term, GString *out)
{
  if (out->len > 0 && term->kind != NYSTA_TERM_NONE)
    g_string_append_c (out, ' ');
  if (term->kind == NYSTA_TERM_IRI && g_str_has_prefix (term->value, "urn:"))
    g_string_append (out, term->value + strlen ("urn:"));
  else
    nysta_term_append_ntriples (term, out);
}

static char *
short_text (const NystaStatement *statement)
{
  GString *text = g_string_new (NULL);

  append_short (&statement->subject, text);
  append_short (&statement->predicate, text);
  append_short (&statement->object, text);
  append_short (&statement->graph, text);
  return g_string_free (text, FALSE);
}

static NystaTerm
long_term (const char *word, GStringChunk *strings)
{
  g_autofree char *iri = g_strconcat ("urn:", word, NULL);

  if (g_str_has_prefix (word, "_:"))
    return (NystaTerm){ .kind = NYSTA_TERM_BLANK,
                        .value = g_string_chunk_insert (strings, word + 2) };
  return nysta_iri (g_string_chunk_insert (strings, iri));
}

static gboolean
on_change (const NystaStatement *statement, gboolean adds, gpointer set, GError **error)
{
  g_autofree char *text = short_text (statement);

  (void) error;
  if (adds)
    g_assert_true (g_hash_table_add (set, g_steal_pointer (&text)));
  else
    g_assert_true (g_hash_table_remove (set, text));
  return TRUE;
}

static NystaDataset *
make_dataset (const char *lines, GHashTable *set, GStringChunk *strings)
{
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();
  g_auto (GStrv) split = g_strsplit (lines, "\n", -1);

  for (guint i = 0; split[i] != NULL && split[i][0] != '\0'; i++)
    {
      g_auto (GStrv) words = g_strsplit (split[i], " ", -1);
      NystaStatement statement = { long_term (words[0], strings),
                                   long_term (words[1], strings),
                                   long_term (words[2], strings),
                                   { 0 } };

      if (words[3] != NULL)
        statement.graph = long_term (words[3], strings);
      nysta_memory_builder_add (builder, &statement);
      on_change (&statement, TRUE, set, NULL);
    }
  return nysta_memory_builder_finish (g_steal_pointer (&builder));
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Number blank nodes as they come. */
static gboolean
number_blank (const GMatchInfo *match, GString *out, gpointer numbers)
{
  g_autofree char *label = g_match_info_fetch (match, 0);

  if (!g_hash_table_contains (numbers, label))
    g_hash_table_insert (numbers, g_strdup (label),
                         GUINT_TO_POINTER (g_hash_table_size (numbers) + 1));
  g_string_append_printf (out, "_:%u",
                          GPOINTER_TO_UINT (g_hash_table_lookup (numbers, label)));
  return FALSE;
}

/* Sorted by what stands behind blank nodes, so that their labels don't matter. */
static char *
set_text (GHashTable *set)
{
  g_autoptr (GRegex) blank = g_regex_new ("_:[A-Za-z0-9]+", 0, 0, NULL);
  g_autoptr (GHashTable)
    numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) keyed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) lines = g_string_new (NULL);
  GHashTableIter iter;
  gpointer key = NULL;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autofree char *without = g_regex_replace_literal (blank, key, -1, 0, "_:", 0, NULL);

      g_ptr_array_add (keyed, g_strconcat (without, "\t", key, NULL));
    }
  g_ptr_array_sort (keyed, compare_texts);
  for (guint i = 0; i < keyed->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "",
                            strchr (keyed->pdata[i], '\t') + 1);
  return g_regex_replace_eval (blank, lines->str, -1, 0, 0, number_blank, numbers, NULL);
}

static char *
sorted_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_texts);
  return g_strjoinv ("\n", lines);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  gboolean is_strict = test->before[0] == '*';
  const NystaUpdateOptions options = { .query = { .strict_default_graph = is_strict },
                                       .reads_files = TRUE };
  g_autoptr (GHashTable)
    set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GStringChunk *strings = g_string_chunk_new (1024);
  g_autoptr (NystaDataset) before = make_dataset (test->before + is_strict, set, strings);
  g_autofree char *untouched = set_text (set);
  g_autoptr (GError) error = NULL;
  NystaUpdateCounts counts = { 0 };
  gboolean ok = nysta_sparql_update (test->request, &options, before, on_change, set,
                                     &counts, &error);
  g_autofree char *text = set_text (set);
  g_autofree char *got = sorted_lines (text);

  if (test->after[0] == '!')
    {
      g_assert_false (ok);
      g_assert_nonnull (error);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, test->after + 1));
      g_assert_cmpstr (text, ==, untouched);
    }
  else
    {
      g_assert_no_error (error);
      g_assert_true (ok);
      g_assert_cmpstr (got, ==, test->after);
    }
  g_string_chunk_free (strings);
}

/* --- counts and limits ------------------------------------------------------------------------ */

static gboolean
ignore_change (const NystaStatement *statement, gboolean adds, gpointer user_data,
               GError **error)
{
  return TRUE;
}

static gboolean
refuse_change (const NystaStatement *statement, gboolean adds, gpointer user_data,
               GError **error)
{
  g_set_error_literal (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE, "full");
  return FALSE;
}

static NystaDataset *
nothing (void)
{
  return nysta_memory_builder_finish (nysta_memory_builder_new ());
}

static void
test_steps (void)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (NystaUpdateStep));
  const NystaUpdateOptions options = { .steps = steps };
  g_autoptr (NystaDataset) before = nothing ();
  NystaUpdateCounts counts = { 0 };

  g_assert_true (nysta_sparql_update (
    "INSERT DATA { <urn:a> <urn:p> 1, 2 . GRAPH <urn:g> { <urn:a> <urn:p> 1 } } ;\n"
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o } ;\n MOVE DEFAULT TO <urn:h>",
    &options, before, ignore_change, NULL, &counts, NULL));
  g_assert_cmpuint (counts.n_added, ==, 2);
  g_assert_cmpuint (counts.n_removed, ==, 0);
  g_assert_cmpuint (counts.n_graphs, ==, 2);
  g_assert_cmpuint (steps->len, ==, 3);

  const NystaUpdateStep *step = &g_array_index (steps, NystaUpdateStep, 1);

  g_assert_cmpstr (step->operation, ==, "DELETE/INSERT");
  g_assert_cmpuint (step->line, ==, 2);
  g_assert_cmpuint (step->n_removed, ==, 2);
  g_assert_cmpuint (step->n_added, ==, 1);
  g_assert_cmpstr (g_array_index (steps, NystaUpdateStep, 2).operation, ==, "MOVE");
}

/* 300 things to the third. */
#define MANY_ROWS                                                                          \
  "INSERT { ?a <urn:p> ?b . ?b <urn:q> ?c } WHERE "                                        \
  "{ ?a <urn:p> ?x . ?b <urn:p> ?y . ?c <urn:p> ?z }"

static char *
many_things (const char *rest)
{
  g_autoptr (GString) text = g_string_new ("INSERT DATA {");

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, " <urn:%u> <urn:p> %u .", i, i);
  g_string_append_printf (text, "} ; %s", rest);
  return g_strdup (text->str);
}

static void
test_limits (void)
{
  NystaUpdateOptions options = { .query = { .max_bytes = 4 * 1024 * 1024 } };
  g_autoptr (NystaDataset) before = nothing ();
  g_autofree char *text = many_things (MANY_ROWS);
  g_autoptr (GError) error = NULL;

  g_assert_false (
    nysta_sparql_update (text, &options, before, refuse_change, NULL, NULL, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "limit: "));
  g_clear_error (&error);

  options = (NystaUpdateOptions){ .query = { .timeout_ms = 1 } };
  g_assert_false (
    nysta_sparql_update (text, &options, before, refuse_change, NULL, NULL, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_TIMED_OUT);
}

static void
test_refused (void)
{
  const NystaUpdateOptions options = { .reads_files = FALSE };
  g_autoptr (NystaDataset) before = nothing ();
  g_autoptr (GError) error = NULL;

  g_assert_false (nysta_sparql_update ("INSERT DATA { <urn:a> <urn:p> 1 }", &options,
                                       before, refuse_change, NULL, NULL, &error));
  g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_false (nysta_sparql_update ("LOAD <file:///dev/null>", &options, before,
                                       refuse_change, NULL, NULL, &error));
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED);
}

/* A thousand operations that all change and ask cost a thousand times one. */
static void
test_many_operations (void)
{
  const NystaUpdateOptions options = { { 0 } };
  g_autoptr (NystaDataset) before = nothing ();
  g_autoptr (GString) text = g_string_new ("INSERT DATA { <urn:n> <urn:is> 0 }");
  NystaUpdateCounts counts = { 0 };

  for (guint i = 0; i < 1000; i++)
    g_string_append (text,
                     " ; DELETE { ?x <urn:is> ?n } INSERT { ?x <urn:is> ?m ; <urn:was> ?n }"
                     " WHERE { ?x <urn:is> ?n BIND (?n + 1 AS ?m) }");
  g_assert_true (
    nysta_sparql_update (text->str, &options, before, ignore_change, NULL, &counts, NULL));
  g_assert_cmpuint (counts.n_added, ==, 1001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sparql-update/", cases[i].name, NULL);
      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/sparql-update/counts", test_steps);
  g_test_add_func ("/sparql-update/limits", test_limits);
  g_test_add_func ("/sparql-update/refused", test_refused);
  g_test_add_func ("/sparql-update/many-operations", test_many_operations);
  return g_test_run ();
}
