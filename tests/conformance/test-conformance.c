/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the W3C's tests are judged with: it must tell apart what differs a little. */
#include <string.h>

#include <glib/gstdio.h>

#include "answer.h"
#include "default-graph.h"
#include "query-text.h"

/* --- tuples ---------------------------------------------------------------------------- */

/* Rows parted by |, cells by a space: `_x` a blank node, `-` nothing, `"x` a literal, `@x`
 * one with the language x, anything else an IRI. */
static Tuples *
make_tuples (const char *text)
{
  g_auto (GStrv) rows = g_strsplit (text, "|", -1);
  Tuples *tuples = NULL;

  for (char **row = rows; *row != NULL && text[0] != '\0'; row++)
    {
      g_auto (GStrv) cells = g_strsplit (*row, " ", -1);
      guint n = g_strv_length (cells);
      g_autofree NystaTerm *terms = g_new0 (NystaTerm, n);

      for (guint i = 0; i < n; i++)
        switch (cells[i][0])
          {
          case '_':
            terms[i] = (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = cells[i] + 1 };
            break;
          case '-':
            break;
          case '"':
            terms[i] = nysta_literal (cells[i] + 1, NULL, NULL);
            break;
          case '@':
            terms[i] = nysta_literal ("x", NULL, cells[i] + 1);
            break;
          default:
            terms[i] = nysta_iri (cells[i]);
          }
      if (tuples == NULL)
        tuples = tuples_new (n);
      g_assert_cmpuint (n, ==, tuples->n_columns);
      tuples_add (tuples, terms);
    }
  return tuples != NULL ? tuples : tuples_new (1);
}

typedef struct
{
  const char *name;
  CompareMode mode;
  CompareVerdict verdict;
  const char *actual;
  const char *expected;
} CompareCase;

#define RING_6 "_a p _b|_b p _c|_c p _d|_d p _e|_e p _f|_f p _a"
#define RINGS_3 "_a p _b|_b p _c|_c p _a|_d p _e|_e p _f|_f p _d"
/* The ring the other way round, under other labels. */
#define RING_6_TURNED "_3 p _2|_2 p _1|_1 p _6|_6 p _5|_5 p _4|_4 p _3"

static const CompareCase compare_cases[] = {
  { "empty", COMPARE_MULTISET, COMPARE_SAME, "", "" },
  { "none-and-one", COMPARE_MULTISET, COMPARE_DIFFERENT, "", "a" },
  { "any-sequence", COMPARE_MULTISET, COMPARE_SAME, "a b|c d", "c d|a b" },
  { "other-columns", COMPARE_MULTISET, COMPARE_DIFFERENT, "a b", "b a" },
  { "fewer-columns", COMPARE_MULTISET, COMPARE_DIFFERENT, "a b", "a" },
  { "twice-and-once", COMPARE_MULTISET, COMPARE_DIFFERENT, "a|a", "a" },
  { "other-one-twice", COMPARE_MULTISET, COMPARE_DIFFERENT, "a|a|b", "a|b|b" },
  { "same-twice", COMPARE_MULTISET, COMPARE_SAME, "a|b|a", "a|a|b" },
  { "set-twice-and-once", COMPARE_SET, COMPARE_SAME, "a|a", "a" },
  { "set-one-missing", COMPARE_SET, COMPARE_DIFFERENT, "a|a", "a|b" },
  { "unbound-and-empty", COMPARE_MULTISET, COMPARE_DIFFERENT, "-", "\"" },
  { "unbound", COMPARE_MULTISET, COMPARE_SAME, "- a", "- a" },
  { "iri-and-literal", COMPARE_MULTISET, COMPARE_DIFFERENT, "a", "\"a" },
  { "iri-and-blank", COMPARE_MULTISET, COMPARE_DIFFERENT, "a", "_a" },
  { "language-case", COMPARE_MULTISET, COMPARE_SAME, "@sv-SE", "@SV-se" },
  { "language-other", COMPARE_MULTISET, COMPARE_DIFFERENT, "@sv", "@sv-SE" },
  { "labels", COMPARE_MULTISET, COMPARE_SAME, "_a p _b", "_b p _a" },
  { "one-node-and-two", COMPARE_MULTISET, COMPARE_DIFFERENT, "_a p _a", "_a p _b" },
  { "two-nodes-and-one", COMPARE_MULTISET, COMPARE_DIFFERENT, "_a p _b", "_a p _a" },
  { "shared-over-rows", COMPARE_MULTISET, COMPARE_DIFFERENT, "_a b|_a c", "_a b|_b c" },
  { "crossed", COMPARE_MULTISET, COMPARE_DIFFERENT, "_a _b|_b _a", "_a _a|_b _b" },
  { "tied-otherwise", COMPARE_MULTISET, COMPARE_DIFFERENT, "_a x|_b y|_a z|_b w",
    "_a x|_b y|_a w|_b y" },
  { "blank-twice-and-two", COMPARE_MULTISET, COMPARE_DIFFERENT, "_a|_a", "_a|_b" },
  { "blank-counts", COMPARE_MULTISET, COMPARE_SAME, "_a|_a|_b", "_x|_y|_y" },
  { "blank-counts-other", COMPARE_MULTISET, COMPARE_DIFFERENT, "_a|_a|_a|_b",
    "_x|_x|_y|_y" },
  { "blank-as-predicate", COMPARE_MULTISET, COMPARE_SAME, "_a _b _a", "_b _a _b" },
  { "chain", COMPARE_SET, COMPARE_SAME, "_a p _b|_b p _c|_c p x",
    "_2 p _1|_1 p x|_3 p _2" },
  { "chain-turned", COMPARE_SET, COMPARE_DIFFERENT, "_a p _b|_b p _c|_c p x",
    "_a p _b|_c p _b|_c p x" },
  { "ring", COMPARE_SET, COMPARE_SAME, RING_6, RING_6_TURNED },
  /* Every node looks the same from where it stands: only pairing tells. */
  { "one-ring-and-two", COMPARE_SET, COMPARE_DIFFERENT, RING_6, RINGS_3 },
  { "two-rings", COMPARE_SET, COMPARE_SAME, RINGS_3,
    "_1 p _2|_3 p _4|_2 p _5|_4 p _6|_5 p _1|_6 p _3" },
  { "marked-ring", COMPARE_SET, COMPARE_SAME, RING_6 "|_a q x|_c q x",
    RING_6 "|_b q x|_f q x" },
  { "ring-marked-elsewhere", COMPARE_SET, COMPARE_DIFFERENT, RING_6 "|_a q x|_c q x",
    RING_6 "|_a q x|_d q x" },
  { "reduced-once", COMPARE_REDUCED, COMPARE_SAME, "a|b", "a|a|b" },
  { "reduced-not", COMPARE_REDUCED, COMPARE_SAME, "a|a|b", "a|a|b" },
  { "reduced-too-often", COMPARE_REDUCED, COMPARE_DIFFERENT, "a|b|b", "a|a|b" },
  { "reduced-missing", COMPARE_REDUCED, COMPARE_DIFFERENT, "a", "a|a|b" },
  { "reduced-blank", COMPARE_REDUCED, COMPARE_SAME, "_a|_b", "_1|_2|_2" },
  { "reduced-blank-pairs", COMPARE_REDUCED, COMPARE_SAME, "_a|_a|_b", "_1|_2|_2" },
  { "ordered", COMPARE_ORDERED, COMPARE_SAME, "a|b|a", "a|b|a" },
  { "ordered-otherwise", COMPARE_ORDERED, COMPARE_DIFFERENT, "a|a|b", "a|b|a" },
  { "ordered-blank", COMPARE_ORDERED, COMPARE_SAME, "_a|_b|_a", "_b|_a|_b" },
  { "ordered-blank-otherwise", COMPARE_ORDERED, COMPARE_DIFFERENT, "_a|_b|_a", "_a|_b|_b" },
  { "ordered-fewer", COMPARE_ORDERED, COMPARE_DIFFERENT, "a|b", "a|b|c" },
};

static void
test_compare (gconstpointer data)
{
  const CompareCase *compare_case = data;
  g_autoptr (Tuples) actual = make_tuples (compare_case->actual);
  g_autoptr (Tuples) expected = make_tuples (compare_case->expected);

  if (compare_case->actual[0] == '\0' || compare_case->expected[0] == '\0')
    actual->n_columns = expected->n_columns;
  g_assert_cmpint (tuples_compare (actual, expected, compare_case->mode, COMPARE_MAX_STEPS),
                   ==, compare_case->verdict);
  if (compare_case->mode != COMPARE_REDUCED)
    g_assert_cmpint (
      tuples_compare (expected, actual, compare_case->mode, COMPARE_MAX_STEPS), ==,
      compare_case->verdict);
}

static NystaTerm
numbered (char *text, gsize n_bytes, guint number)
{
  g_snprintf (text, n_bytes, "n%u", number);
  return (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = text };
}

/* Cubes without their corners' names: many, alike, so that a search without colours would
 * not end. One edge led elsewhere must be found. */
static Tuples *
make_cubes (guint n_cubes, const guint *names, gboolean is_wrong)
{
  Tuples *tuples = tuples_new (3);

  for (guint cube = 0; cube < n_cubes; cube++)
    for (guint corner = 0; corner < 8; corner++)
      for (guint axis = 0; axis < 3; axis++)
        {
          char from[16];
          char to[16];
          guint other = corner ^ (1u << axis);
          guint other_cube = cube;

          if (is_wrong && cube < 2 && axis == 0 && corner < 2)
            other_cube = 1 - cube;
          const NystaTerm row[] = {
            numbered (from, sizeof from, names[cube * 8 + corner]),
            nysta_iri ("p"),
            numbered (to, sizeof to, names[other_cube * 8 + other]),
          };

          tuples_add (tuples, row);
        }
  return tuples;
}

#define N_CUBES 8

static void
test_cubes (void)
{
  guint names[N_CUBES * 8];
  guint shuffled[N_CUBES * 8];
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_CUBES * 8; i++)
    names[i] = shuffled[i] = i;
  for (guint i = N_CUBES * 8 - 1; i > 0; i--)
    {
      guint k = (guint) g_rand_int_range (random, 0, (gint32) i + 1);
      guint kept = shuffled[i];

      shuffled[i] = shuffled[k];
      shuffled[k] = kept;
    }

  g_autoptr (Tuples) cubes = make_cubes (N_CUBES, names, FALSE);
  g_autoptr (Tuples) same = make_cubes (N_CUBES, shuffled, FALSE);
  g_autoptr (Tuples) wrong = make_cubes (N_CUBES, shuffled, TRUE);

  g_assert_cmpint (tuples_compare (cubes, same, COMPARE_SET, COMPARE_MAX_STEPS), ==,
                   COMPARE_SAME);
  g_assert_cmpint (tuples_compare (cubes, wrong, COMPARE_SET, COMPARE_MAX_STEPS), !=,
                   COMPARE_SAME);
}

/* Against trying all pairings, on graphs small enough for that. */
static gboolean
try_all (const Tuples *actual, const Tuples *expected, guint *pairing, guint n, guint k)
{
  if (k == n)
    {
      for (gsize i = 0; i < actual->n_rows; i++)
        {
          gboolean found = FALSE;

          for (gsize j = 0; j < expected->n_rows && !found; j++)
            {
              found = TRUE;
              for (guint c = 0; c < 2; c++)
                found &= pairing[tuples_row (actual, i)[c].value[1] - '0'] ==
                         (guint) (tuples_row (expected, j)[c].value[1] - '0');
            }
          if (!found)
            return FALSE;
        }
      return TRUE;
    }
  for (guint i = 0; i < n; i++)
    {
      gboolean taken = FALSE;

      for (guint j = 0; j < k; j++)
        taken |= pairing[j] == i;
      pairing[k] = i;
      if (!taken && try_all (actual, expected, pairing, n, k + 1))
        return TRUE;
    }
  return FALSE;
}

static Tuples *
make_random (GRand *random, guint n_nodes, guint n_edges)
{
  Tuples *tuples = tuples_new (2);
  gboolean edges[6][6] = { { FALSE } };

  /* A loop each, so that every node stands somewhere. */
  for (guint i = 0; i < n_nodes; i++)
    edges[i][i] = TRUE;
  for (guint i = 0; i < n_edges; i++)
    edges[g_rand_int_range (random, 0, (gint32) n_nodes)]
         [g_rand_int_range (random, 0, (gint32) n_nodes)] = TRUE;
  for (guint i = 0; i < n_nodes; i++)
    for (guint k = 0; k < n_nodes; k++)
      {
        char from[16];
        char to[16];
        const NystaTerm row[] = { numbered (from, sizeof from, i),
                                  numbered (to, sizeof to, k) };

        if (edges[i][k])
          tuples_add (tuples, row);
      }
  return tuples;
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);
  guint n_same = 0;

  for (guint i = 0; i < 2000; i++)
    {
      guint n_nodes = (guint) g_rand_int_range (random, 2, 6);
      guint n_edges = (guint) g_rand_int_range (random, 1, 7);
      guint pairing[6] = { 0 };
      g_autoptr (Tuples) left = make_random (random, n_nodes, n_edges);
      g_autoptr (Tuples) right = make_random (random, n_nodes, n_edges);
      gboolean same = left->n_rows == right->n_rows &&
                      try_all (left, right, pairing, n_nodes, 0);

      n_same += same;
      g_assert_cmpint (tuples_compare (left, right, COMPARE_SET, COMPARE_MAX_STEPS), ==,
                       same ? COMPARE_SAME : COMPARE_DIFFERENT);
    }
  g_assert_cmpuint (n_same, >, 100);
  g_assert_cmpuint (n_same, <, 1900);
}

static void
test_gives_up (void)
{
  g_autoptr (Tuples) ring = make_tuples (RING_6);
  g_autoptr (Tuples) rings = make_tuples (RINGS_3);

  g_assert_cmpint (tuples_compare (ring, rings, COMPARE_SET, 2), ==, COMPARE_GAVE_UP);
}

/* --- answers ------------------------------------------------------------------------------ */

#define RS_PREFIX "@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .\n"

static Answer *
read_turtle (const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("nysta-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "result.ttl", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  Answer *answer = answer_read (path, &error);

  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
  return answer;
}

static void
test_result_set (void)
{
  g_autoptr (Answer) ordered = read_turtle (
    RS_PREFIX
    "[] a rs:ResultSet ; rs:resultVariable 'x', 'y' ;\n"
    " rs:solution [ rs:index 2 ; rs:binding [ rs:variable 'x' ; rs:value 'b' ] ],\n"
    "  [ rs:index 10 ; rs:binding [ rs:variable 'y' ; rs:value <http://c/> ] ],\n"
    "  [ rs:index 1 ; rs:binding [ rs:variable 'x' ; rs:value 'a' ] ] .\n");
  g_autoptr (Answer) unordered = read_turtle (
    RS_PREFIX "[] a rs:ResultSet ; rs:resultVariable 'x' ; rs:solution\n"
              " [ rs:binding [ rs:variable 'x' ; rs:value 'b' ] ], [ rs:index 1 ] .\n");
  g_autoptr (Answer)
    yes = read_turtle (RS_PREFIX "[] a rs:ResultSet ; rs:boolean true .\n");
  g_autoptr (Answer) graph = read_turtle ("<http://a/> <http://b/> [] .\n");

  g_assert_cmpint (ordered->kind, ==, ANSWER_ROWS);
  g_assert_true (ordered->is_ordered);
  g_assert_cmpuint (ordered->tuples->n_rows, ==, 3);

  guint x = strcmp (ordered->names->pdata[0], "x") == 0 ? 0 : 1;

  g_assert_cmpstr (tuples_row (ordered->tuples, 0)[x].value, ==, "a");
  g_assert_cmpstr (tuples_row (ordered->tuples, 1)[x].value, ==, "b");
  g_assert_cmpint (tuples_row (ordered->tuples, 2)[x].kind, ==, NYSTA_TERM_NONE);
  g_assert_cmpstr (tuples_row (ordered->tuples, 2)[1 - x].value, ==, "http://c/");
  g_assert_false (unordered->is_ordered);
  g_assert_cmpuint (unordered->tuples->n_rows, ==, 2);
  g_assert_cmpint (yes->kind, ==, ANSWER_BOOLEAN);
  g_assert_true (yes->boolean);
  g_assert_cmpint (graph->kind, ==, ANSWER_GRAPH);
  g_assert_cmpuint (graph->tuples->n_rows, ==, 1);
}

static Answer *
make_answer (const char *names, const char *rows)
{
  g_auto (GStrv) split = g_strsplit (names, " ", -1);
  Answer *answer = answer_new (ANSWER_ROWS);
  g_autoptr (Tuples) tuples = make_tuples (rows);

  answer_set_names (answer, (const char *const *) split, g_strv_length (split));
  for (gsize i = 0; i < tuples->n_rows; i++)
    tuples_add (answer->tuples, tuples_row (tuples, i));
  return answer;
}

static void
test_answers (void)
{
  g_autoptr (Answer) one = make_answer ("x y", "a b|c -");
  g_autoptr (Answer) turned = make_answer ("y x", "- c|b a");
  g_autoptr (Answer) renamed = make_answer ("x z", "a b|c -");
  g_autoptr (Answer) wider = make_answer ("x y z", "a b -|c - -");
  g_autoptr (Answer) swapped = make_answer ("y x", "a b|c -");
  g_autoptr (Answer) yes = answer_new (ANSWER_BOOLEAN);
  g_autoptr (GString) why = g_string_new (NULL);

  g_assert_true (answer_compare (one, turned, COMPARE_MULTISET, why));
  g_assert_cmpstr (why->str, ==, "");
  g_assert_false (answer_compare (one, turned, COMPARE_ORDERED, why));
  g_assert_nonnull (strstr (why->str, "their sequence is not"));
  g_assert_false (answer_compare (one, renamed, COMPARE_MULTISET, why));
  g_assert_false (answer_compare (one, wider, COMPARE_MULTISET, why));
  g_assert_false (answer_compare (wider, one, COMPARE_MULTISET, why));
  g_assert_false (answer_compare (one, swapped, COMPARE_MULTISET, why));
  g_assert_false (answer_compare (one, yes, COMPARE_MULTISET, why));
}

static void
test_reformat (void)
{
  static const NystaResultsFormat formats[] = { NYSTA_RESULTS_XML, NYSTA_RESULTS_JSON,
                                                NYSTA_RESULTS_TSV };
  g_autoptr (Answer) rows = make_answer ("x y", "http://a/ _b|@sv -|\"l _b");
  g_autoptr (GString) why = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (Answer) again = answer_reformat (rows, formats[i], &error);

      g_assert_no_error (error);
      g_assert_true (answer_compare (again, rows, COMPARE_ORDERED, why));
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *type;
    const char *text;
    const char *canonical;
  } numbers[] = {
    { "decimal", "13.0", "13" },      { "decimal", "-0.0", "0" },
    { "decimal", "00.50", ".5" },     { "decimal", "-1.250", "-1.25" },
    { "decimal", "1e0", "1e0" },      { "decimal", ".", "." },
    { "integer", "+007", "7" },       { "integer", "0", "0" },
    { "integer", "-10", "-10" },      { "double", "1.0E3", "1000" },
    { "double", "1000", "1000" },     { "double", "x", "x" },
    { "float", "1.1", "1.10000002" }, { "string", "01", "01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      static const char *const names[] = { "x" };
      g_autofree char *datatype = g_strconcat ("http://www.w3.org/2001/XMLSchema#",
                                               numbers[i].type, NULL);
      const NystaTerm term = nysta_literal (numbers[i].text, datatype, NULL);
      g_autoptr (Answer) answer = answer_new (ANSWER_ROWS);

      answer_set_names (answer, names, 1);
      tuples_add (answer->tuples, &term);
      answer_make_numbers_canonical (answer);
      g_assert_cmpstr (tuples_row (answer->tuples, 0)[0].value, ==, numbers[i].canonical);
    }
}

/* --- queries' text -------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  const char *text;
  const char *from; /* parted by a space */
  gboolean is_ordered;
} TextCase;

static const TextCase text_cases[] = {
  { "nothing", "SELECT * { ?s ?p ?o }", "", FALSE },
  { "from", "SELECT * FROM <a.ttl> from named <b.ttl> { }",
    "file:///d/a.ttl file:///d/b.ttl", FALSE },
  { "base", "BASE <http://x/> ASK FROM <y> { }", "http://x/y", FALSE },
  { "comment", "# FROM <a>\nASK FROM # no\n<b> { }", "file:///d/b", FALSE },
  { "string", "SELECT ('FROM <a>' AS ?x) (\"\"\"\"FROM <c>\"\"\" AS ?y) FROM <b> { }",
    "file:///d/b", FALSE },
  { "comparison", "SELECT (?a < ?b AS ?c) FROM <b> { FILTER (?x <?y && ?z> 1) }",
    "file:///d/b", FALSE },
  { "inside", "SELECT * { ?from <from> <x> . { SELECT * { } ORDER BY ?x } }", "", FALSE },
  { "ordered", "SELECT * { } order by ?x", "", TRUE },
  { "variable", "SELECT ?order ?from { }", "", FALSE },
  { "open", "SELECT \"", "", FALSE },
};

static void
test_query_text (gconstpointer data)
{
  const TextCase *text_case = data;
  g_auto (QueryText) query = { NULL };

  query_text_init (&query, text_case->text, "file:///d/q.rq");
  g_ptr_array_add (query.from, NULL);

  g_autofree char *from = g_strjoinv (" ", (char **) query.from->pdata);

  g_assert_cmpstr (from, ==, text_case->from);
  g_assert_cmpint (query.is_ordered, ==, text_case->is_ordered);
}

/* --- the default graph ------------------------------------------------------------------------ */

static void
test_default_graph (void)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();
  const NystaStatement unnamed = {
    nysta_iri ("s"), nysta_iri ("p"), nysta_iri ("1"), { 0 }
  };
  const NystaStatement named = { nysta_iri ("s"), nysta_iri ("p"), nysta_iri ("2"),
                                 nysta_iri ("g") };
  NystaQuad pattern = { .graph = NYSTA_UNION };
  NystaQuad rows[4];

  nysta_memory_builder_add (builder, &unnamed);
  nysta_memory_builder_add (builder, &named);

  g_autoptr (NystaDataset)
    dataset = default_graph_dataset_new (nysta_memory_builder_finish (builder));

  for (guint i = 0; i < 3; i++)
    {
      static const NystaTermId graphs[] = { NYSTA_UNION, NYSTA_UNNAMED, NYSTA_ANY };

      pattern.graph = graphs[i];

      g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &pattern);
      NystaTerm object = { 0 };

      g_assert_cmpuint (nysta_cursor_next (cursor, rows, 4), ==, 1);
      g_assert_true (nysta_dataset_term (dataset, rows[0].object, &object));
      g_assert_cmpstr (object.value, ==, i == 2 ? "2" : "1");
      if (i < 2)
        g_assert_cmpuint (rows[0].graph, ==, graphs[i]);
      g_assert_cmpuint (nysta_dataset_estimate (dataset, &pattern), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (compare_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/conformance/compare/", compare_cases[i].name,
                                           NULL);

      g_test_add_data_func (path, &compare_cases[i], test_compare);
    }
  g_test_add_func ("/conformance/compare/cubes", test_cubes);
  g_test_add_func ("/conformance/compare/random", test_random);
  g_test_add_func ("/conformance/compare/gives-up", test_gives_up);
  g_test_add_func ("/conformance/answer/result-set", test_result_set);
  g_test_add_func ("/conformance/answer/columns", test_answers);
  g_test_add_func ("/conformance/answer/reformat", test_reformat);
  g_test_add_func ("/conformance/answer/numbers", test_numbers);
  for (guint i = 0; i < G_N_ELEMENTS (text_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/conformance/query-text/", text_cases[i].name,
                                           NULL);

      g_test_add_data_func (path, &text_cases[i], test_query_text);
    }
  g_test_add_func ("/conformance/default-graph", test_default_graph);
  return g_test_run ();
}
