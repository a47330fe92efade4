/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* nysta:search, and that the index of words changes no answer: the same questions to a store,
 * which has one, and to a dataset in memory, which has none. */
#include "sparql/expression/search.h"

#include <glib/gstdio.h>
#include <string.h>

#include "rdf/vocabulary.h"
#include "sparql/query.h"
#include "store/store.h"

/* --- what fits ---------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *query;
  const char *text;
  gboolean fits;
} FitCase;

static const FitCase fit_cases[] = {
  { "word", "kommun", "Umeå kommun", TRUE },
  { "any-place", "kommun umeå", "Umeå kommun", TRUE },
  { "not-a-part", "komm", "Umeå kommun", FALSE },
  { "prefix", "komm*", "Umeå kommun", TRUE },
  { "prefix-of-all", "kommun*", "Umeå kommun", TRUE },
  { "prefix-is-no-middle", "omm*", "Umeå kommun", FALSE },
  { "each-word", "umeå stad", "Umeå kommun", FALSE },
  { "case", "UMEÅ", "umeå", TRUE },
  { "å-is-not-a", "umea", "Umeå", FALSE },
  { "a-is-not-å", "habo", "Håbo", FALSE },
  { "accent", "cafe", "Café", TRUE },
  { "accent-asked", "café", "Cafe", TRUE },
  { "decomposed", "umea\xCC\x8A", "Umeå", TRUE },
  { "phrase", "\"umeå kommun\"", "I Umeå kommun finns", TRUE },
  { "phrase-other-order", "\"kommun umeå\"", "Umeå kommun", FALSE },
  { "phrase-with-another-between", "\"umeå kommun\"", "Umeå stads kommun", FALSE },
  { "phrase-over-marks", "\"umeå kommun\"", "Umeå – (kommun)", TRUE },
  { "phrase-prefix", "\"umeå komm\"*", "Umeå kommuner", TRUE },
  { "phrase-whole", "\"umeå komm\"", "Umeå kommuner", FALSE },
  { "phrase-not-ended", "\"umeå kommun", "Umeå kommun", TRUE },
  { "excluded", "umeå -stad", "Umeå kommun", TRUE },
  { "excluded-there", "umeå -kommun", "Umeå kommun", FALSE },
  { "excluded-prefix", "umeå -komm*", "Umeå kommun", FALSE },
  { "excluded-phrase", "umeå -\"kommun umeå\"", "Umeå kommun", TRUE },
  { "only-excluded", "-stad", "Umeå kommun", TRUE },
  { "hyphen-in-a-word", "e-post", "E-post: x", TRUE },
  { "hyphen-in-a-row", "e-post", "post e", FALSE },
  { "marks-are-nothing", "umeå – !", "Umeå", TRUE },
  { "no-word", "– !", "Umeå", FALSE },
  { "nothing", "", "Umeå", FALSE },
  { "star-alone", "*", "Umeå", FALSE },
  { "in-nothing", "umeå", "", FALSE },
  { "excluded-of-nothing", "-umeå", "", TRUE },
  { "digits", "2026", "år 2026.", TRUE },
  { "minus-alone", "- umeå", "Umeå", TRUE },
};

static void
test_fits (gconstpointer data)
{
  const FitCase *c = data;
  g_autoptr (NystaSearchQuery) query = nysta_search_query_new (c->query);

  g_assert_cmpint (nysta_search_query_fits (query, c->text), ==, c->fits);
  /* Again, as nothing is left over from the last one. */
  g_assert_cmpint (nysta_search_query_fits (query, c->text), ==, c->fits);
}

/* --- a store and a dataset of the same ------------------------------------------------------ */

typedef struct
{
  char *folder;
  NystaStore *store;
  GPtrArray *graphs; /* NystaGraph: what was written last of each */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("nysta-search-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, "s", NULL);
  fixture->store = nysta_store_open (path, NYSTA_STORE_CREATE, NULL, &error);
  g_assert_no_error (error);
  fixture->graphs = g_ptr_array_new_with_free_func ((GDestroyNotify) nysta_graph_free);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_folder (file);
      else
        g_remove (file);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  nysta_store_close (fixture->store);
  g_ptr_array_unref (fixture->graphs);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
write_graph (Fixture *fixture, NystaGraph *graph, gboolean replaces)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (fixture->store, &error);

  g_assert_no_error (error);
  g_assert_true (replaces ? nysta_transaction_replace (transaction, graph, &error)
                          : nysta_transaction_add (transaction, graph, &error));
  g_assert_true (nysta_transaction_commit (transaction, &error));
  g_assert_no_error (error);
}

static NystaDataset *
in_memory (Fixture *fixture)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();

  for (guint i = 0; i < fixture->graphs->len; i++)
    {
      gsize n = 0;
      const NystaStatement *statements = nysta_graph_statements (fixture->graphs->pdata[i],
                                                                 &n);

      for (gsize k = 0; k < n; k++)
        nysta_memory_builder_add (builder, &statements[k]);
    }
  return nysta_memory_builder_finish (builder);
}

static gboolean
take_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (line, "%u|%s|%s|%s;", values[i].kind,
                            values[i].value != NULL ? values[i].value : "",
                            values[i].datatype != NULL ? values[i].datatype : "",
                            values[i].language != NULL ? values[i].language : "");
  g_ptr_array_add (user_data, g_string_free (line, FALSE));
  return TRUE;
}

static gboolean
take_variables (const char *const *names, gsize n, gpointer user_data, GError **error)
{
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): sorted rows */
static char *
ask (NystaDataset *dataset, const char *text, guint *out_n)
{
  const NystaAnswerFuncs funcs = { .variables = take_variables, .row = take_row };
  const NystaQueryOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NystaQuery) query = nysta_query_new (text, &options, &error);

  g_assert_no_error (error);
  g_assert_true (nysta_query_run (query, dataset, &funcs, lines, &error));
  g_assert_no_error (error);
  g_ptr_array_sort (lines, compare_lines);
  *out_n = lines->len;
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static gboolean
uses_index (NystaDataset *dataset, const char *text)
{
  const NystaQueryOptions options = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) plan = g_string_new (NULL);
  g_autoptr (NystaQuery) query = nysta_query_new (text, &options, &error);

  g_assert_no_error (error);
  g_assert_true (
    nysta_query_explain (query, dataset, NYSTA_QUERY_STAGE_PLAN, plan, &error));
  g_assert_no_error (error);
  /* What is found nowhere is a table without rows. */
  return strstr (plan->str, "text ?") != NULL || strstr (plan->str, "table") != NULL;
}

/* --- at random ---------------------------------------------------------------------------- */

static const char *const pieces[] = {
  "a",  "A", "o", "O", "e", "s",        "I",        "i",        "İ", "ı",
  "ß",  "ẞ", "å", "Ä", "ö", "\xCC\x8A", "\xCC\x88", "\xCC\x81", " ", " ",
  "-",  "ﬁ", "Σ", "ς", "σ", "æ",        "ø",        "½",        "ǆ", "ŉ",
  "가", "K", "ſ", "ª", "é", "1",        "\xCD\xB8", /* no character yet */
};

static char *
random_text (GRand *random, gint least, gint most)
{
  GString *text = g_string_new (NULL);
  gint n = g_rand_int_range (random, least, most);

  for (gint i = 0; i < n; i++)
    g_string_append (
      text, pieces[g_rand_int_range (
              random, 0, i % 9 == 8 ? G_N_ELEMENTS (pieces) : G_N_ELEMENTS (pieces) - 1)]);
  return g_string_free (text, FALSE);
}

static NystaGraph *
random_graph (GRand *random, const char *name, guint n_statements)
{
  static const char *const predicates[] = { "urn:p", "urn:q", RDFS_LABEL };
  static const char *const kinds[] = { NULL, "@sv", "@en", NS_XSD "token",
                                       NS_XSD "integer" };
  NystaGraph *graph = nysta_graph_new (name);

  for (guint i = 0; i < n_statements; i++)
    {
      g_autofree char *subject = g_strdup_printf ("urn:s%u", i % 150);
      g_autofree char *text = random_text (random, 0, 9);
      const char *predicate = predicates[g_rand_int_range (random, 0, 3)];
      gint kind = g_rand_int_range (random, 0, 12);

      if (kind == 11)
        nysta_graph_add_iri (graph, subject, predicate, "urn:aos");
      else if (kind == 10)
        nysta_graph_add_literal (graph, subject, predicate, "1", kinds[4]);
      else
        nysta_graph_add_literal (graph, subject, predicate, text,
                                 kinds[kind < 4 ? kind : 0]);
    }
  return graph;
}

static char *
random_condition (GRand *random)
{
  static const char *const texts[] = {
    "?l", "STR(?l)", "LCASE(?l)", "LCASE(STR(?l))", "STR(LCASE(?l))", "UCASE(?l)"
  };
  static const char *const forms[] = { "CONTAINS(%s, \"%s\")",
                                       "STRSTARTS(%s, \"%s\")",
                                       "STRENDS(%s, \"%s\")",
                                       "REGEX(%s, \"%s\")",
                                       "REGEX(%s, \"%s\", \"i\")",
                                       "REGEX(%s, \"^%s\", \"i\")",
                                       "<" NYSTA_SEARCH ">(%s, \"%s\")",
                                       "<" NYSTA_SEARCH ">(%s, \"%s*\")" };
  g_autofree char *needle = random_text (random, 1, 5);
  const char *form = forms[g_rand_int_range (random, 0, G_N_ELEMENTS (forms))];
  GString *condition = g_string_new (form);

  g_string_replace (condition, "%s", "\x01", 1);
  g_string_replace (condition, "%s", needle, 1);
  g_string_replace (condition, "\x01",
                    texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))], 1);
  return g_string_free (condition, FALSE);
}

static char *
random_query (GRand *random)
{
  static const char *const patterns[] = {
    "?s <urn:p> ?l",
    "?s ?p ?l",
    "?s <urn:p> ?l . ?s <urn:q> ?m",
    "<urn:s1> ?p ?l",
    "GRAPH ?g { ?s <urn:p> ?l }",
    "GRAPH <urn:g1> { ?s <urn:p> ?l }",
    "?s <urn:p>|<urn:q> ?l",
    "?s <urn:p> ?l . OPTIONAL { ?s <urn:q> ?m }",
    "?s <urn:q> ?m . OPTIONAL { ?s <urn:p> ?l }",
    "{ ?s <urn:p> ?l } UNION { ?l <urn:q> ?m }",
    "?s <urn:p> ?l . ?t <urn:q> ?l",
  };
  static const char *const joints[] = { " && ", " || ", ") FILTER(" };
  g_autofree char *first = random_condition (random);
  g_autofree char *second = random_condition (random);
  gint form = g_rand_int_range (random, 0, 8);

  return g_strdup_printf (
    "SELECT * %s WHERE { %s %s(%s%s%s)%s }",
    g_rand_int_range (random, 0, 6) == 0 ? "FROM <urn:g1> FROM NAMED <urn:g2>" : "",
    patterns[g_rand_int_range (random, 0, G_N_ELEMENTS (patterns))],
    form == 7 ? "FILTER(!" : "FILTER", first, form < 3 ? joints[form] : "",
    form < 3 ? second : "", form == 7 ? ")" : "");
}

static void
test_same_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (23);
  g_autoptr (NystaDataset) memory = NULL;
  g_autoptr (NystaDataset) disk = NULL;
  guint n_indexed = 0;
  guint n_rows = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = i > 0 ? g_strdup_printf ("urn:g%u", i) : NULL;
      NystaGraph *graph = random_graph (random, name, 700);

      write_graph (fixture, graph, TRUE);
      g_ptr_array_add (fixture->graphs, graph);
    }
  memory = in_memory (fixture);
  disk = nysta_store_snapshot (fixture->store, NULL);
  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *text = random_query (random);
      guint n_found = 0;
      guint n_wanted = 0;
      g_autofree char *found = ask (disk, text, &n_found);
      g_autofree char *wanted = ask (memory, text, &n_wanted);

      if (strcmp (found, wanted) != 0)
        g_error ("%s\nwith the index %u rows, without %u:\n%s\n--\n%s", text, n_found,
                 n_wanted, found, wanted);
      n_indexed += uses_index (disk, text);
      n_rows += n_found > 0;
    }
  g_test_message ("%u with the index, %u with rows", n_indexed, n_rows);
  g_assert_cmpuint (n_indexed, >, 300);
  g_assert_cmpuint (n_rows, >, 300);
}

/* --- what is asked of the index, and what isn't ----------------------------------------------- */

typedef struct
{
  const char *name;
  const char *pattern;
  gboolean uses;
} PlanCase;

static const PlanCase plan_cases[] = {
  { "search", "?s <urn:p> ?l FILTER(nysta:search(?l, \"sak 17\"))", TRUE },
  { "search-prefix", "?s <urn:p> ?l FILTER(nysta:search(?l, \"sak 17*\"))", TRUE },
  { "search-of-str", "?s <urn:p> ?l FILTER(nysta:search(STR(?l), \"17\"))", TRUE },
  { "contains", "?s <urn:p> ?l FILTER(CONTAINS(?l, \"k 17\"))", TRUE },
  { "contains-lcase-str", "?s <urn:p> ?l FILTER(CONTAINS(LCASE(STR(?l)), \"k 17\"))",
    TRUE },
  { "strstarts", "?s <urn:p> ?l FILTER(STRSTARTS(?l, \"Sak 17\"))", TRUE },
  { "strends", "?s <urn:p> ?l FILTER(STRENDS(?l, \"17\"))", TRUE },
  { "regex", "?s <urn:p> ?l FILTER(REGEX(?l, \"AK 17\", \"i\"))", TRUE },
  { "or", "?s <urn:p> ?l FILTER(CONTAINS(?l, \" 17\") || CONTAINS(?l, \" 18\"))", TRUE },
  { "any-predicate", "?s ?p ?l FILTER(nysta:search(?l, \"17\"))", TRUE },
  { "with-a-join", "?s <urn:p> ?l ; <urn:q> ?m FILTER(nysta:search(?l, \"17\"))", TRUE },
  { "optional", "?s <urn:q> ?m OPTIONAL { ?s <urn:p> ?l FILTER(nysta:search(?l, \"17\")) }",
    TRUE },
  { "any-predicate-str", "?s ?p ?l FILTER(CONTAINS(STR(?l), \"k 17\"))", FALSE },
  { "ucase", "?s <urn:p> ?l FILTER(CONTAINS(UCASE(?l), \"K 17\"))", FALSE },
  { "regex-with-a-dot", "?s <urn:p> ?l FILTER(REGEX(?l, \"ak.17\"))", FALSE },
  { "not", "?s <urn:p> ?l FILTER(!CONTAINS(?l, \"k 17\"))", FALSE },
  { "or-of-something-else", "?s <urn:p> ?l FILTER(CONTAINS(?l, \"17\") || ?s = <urn:a>)",
    FALSE },
  { "not-constant", "?s <urn:p> ?l . ?s <urn:q> ?m FILTER(CONTAINS(?l, ?m))", FALSE },
  { "only-excluded", "?s <urn:p> ?l FILTER(nysta:search(?l, \"-17\"))", FALSE },
  { "nearly-all", "?s <urn:p> ?l FILTER(nysta:search(?l, \"sak\"))", FALSE },
  { "subject", "?s <urn:p> ?l FILTER(CONTAINS(STR(?s), \"s17\"))", FALSE },
};

static void
test_plan (Fixture *fixture, gconstpointer data)
{
  const PlanCase *c = data;
  g_autofree char *text = g_strdup_printf ("SELECT * { %s }", c->pattern);
  NystaGraph *graph = nysta_graph_new (NULL);
  g_autoptr (NystaDataset) dataset = NULL;
  guint n = 0;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *subject = g_strdup_printf ("urn:s%u", i);
      g_autofree char *label = g_strdup_printf ("Sak %u", i);

      nysta_graph_add_literal (graph, subject, "urn:p", label, i % 2 ? "@sv" : NULL);
      nysta_graph_add_literal (graph, subject, "urn:q", "en", "@en");
    }
  write_graph (fixture, graph, TRUE);
  nysta_graph_free (graph);
  dataset = nysta_store_snapshot (fixture->store, NULL);
  g_assert_cmpint (uses_index (dataset, text), ==, c->uses);
  g_free (ask (dataset, text, &n));
  g_assert_true (n > 0 || !c->uses);
}

/* --- what changes ----------------------------------------------------------------------------- */

static guint
count_found (Fixture *fixture, const char *words)
{
  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (fixture->store, NULL);
  g_autofree char *text = g_strdup_printf (
    "SELECT * { GRAPH ?g { ?s ?p ?l FILTER(nysta:search(?l, \"%s\")) } }", words);
  guint n = 0;

  g_assert_true (uses_index (dataset, text));
  g_free (ask (dataset, text, &n));
  return n;
}

static void
write_labels (Fixture *fixture, const char *name, const char *word, gboolean replaces)
{
  NystaGraph *graph = nysta_graph_new (name);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *subject = g_strdup_printf ("urn:s%u", i);
      g_autofree char *label = g_strdup_printf ("%s nummer%u", word, i);

      nysta_graph_add_literal (graph, subject, RDFS_LABEL, label, "@sv");
    }
  write_graph (fixture, graph, replaces);
  nysta_graph_free (graph);
}

static void
note_fault (const char *what, gpointer user_data)
{
  g_error ("%s", what);
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaTransaction) transaction = NULL;

  write_labels (fixture, "urn:g1", "röd", TRUE);
  g_assert_cmpuint (count_found (fixture, "röd nummer17"), ==, 1);
  write_labels (fixture, "urn:g2", "röd", TRUE);
  g_assert_cmpuint (count_found (fixture, "röd nummer17"), ==, 2);
  write_labels (fixture, "urn:g1", "blå", FALSE);
  g_assert_cmpuint (count_found (fixture, "blå nummer17"), ==, 1);
  write_labels (fixture, "urn:g1", "grön", TRUE);
  g_assert_cmpuint (count_found (fixture, "röd nummer17"), ==, 1);
  g_assert_cmpuint (count_found (fixture, "blå nummer17"), ==, 0);
  g_assert_cmpuint (count_found (fixture, "grön nummer17"), ==, 1);
  g_assert_true (nysta_store_compact (fixture->store, &error));
  g_assert_cmpuint (count_found (fixture, "blå nummer17"), ==, 0);
  g_assert_cmpuint (count_found (fixture, "grön nummer17"), ==, 1);
  write_labels (fixture, "urn:g3", "blå", TRUE);
  g_assert_cmpuint (count_found (fixture, "blå nummer17"), ==, 1);
  transaction = nysta_store_begin (fixture->store, &error);
  g_assert_true (nysta_transaction_remove (transaction, "urn:g3", &error));
  g_assert_true (nysta_transaction_commit (transaction, &error));
  g_assert_cmpuint (count_found (fixture, "blå nummer17"), ==, 0);
  g_assert_cmpint (nysta_store_verify (fixture->store, note_fault, NULL, &error), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fit_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/search/fits/%s", fit_cases[i].name);
      g_test_add_data_func (path, &fit_cases[i], test_fits);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (plan_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/search/plan/%s", plan_cases[i].name);
      g_test_add (path, Fixture, &plan_cases[i], set_up, test_plan, tear_down);
    }
  g_test_add ("/search/same-rows", Fixture, NULL, set_up, test_same_rows, tear_down);
  g_test_add ("/search/changes", Fixture, NULL, set_up, test_changes, tear_down);
  return g_test_run ();
}
