/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Queries whose operators may hold so little that they go on with the disk, several levels
 * deep: the answer is the same as with memory for all, row by row and in the same order.
 */
#include "sparql/query.h"

#include <string.h>

#include "base/error.h"

/* Nodes are :n0, :n1 …; of each :next is another, :kind one of a few, :number a number, :name a
 * string, :same a node that many share. */
#define N_NODES 6000u

typedef struct
{
  const char *name;
  const char *query;
} Case;

static const Case cases[] = {
  { "sort", "SELECT * { ?a :name ?n } ORDER BY ?n" },
  { "sort-descending", "SELECT * { ?a :kind ?k . ?a :number ?n } ORDER BY DESC(?k) ?n" },
  { "sort-ties", "SELECT * { ?a :kind ?k } ORDER BY ?k" },
  { "sort-limit", "SELECT * { ?a :name ?n } ORDER BY ?n LIMIT 5" },
  { "sort-long-limit", "SELECT * { ?a :name ?n } ORDER BY ?n OFFSET 100 LIMIT 5000" },
  { "distinct", "SELECT DISTINCT ?b ?k { ?a :next ?b . ?a :kind ?k }" },
  { "distinct-few", "SELECT DISTINCT ?k { ?a :kind ?k }" },
  { "distinct-sorted", "SELECT DISTINCT ?n { ?a :number ?n } ORDER BY DESC(?n)" },
  { "group", "SELECT ?n (COUNT(*) AS ?c) (SAMPLE(?a) AS ?s) { ?a :number ?n ; :kind ?k } "
             "GROUP BY ?n" },
  { "group-few", "SELECT ?k (SUM(?n) AS ?s) (MIN(?n) AS ?m) { ?a :kind ?k ; :number ?n } "
                 "GROUP BY ?k" },
  { "group-distinct",
    "SELECT ?k (COUNT(DISTINCT ?n) AS ?c) (SUM(DISTINCT ?n) AS ?s) (AVG(?n) AS ?v) "
    "{ ?a :kind ?k ; :number ?n } GROUP BY ?k" },
  { "group-many-distinct",
    "SELECT ?n (COUNT(DISTINCT ?k) AS ?c) (COUNT(DISTINCT *) AS ?d) "
    "(GROUP_CONCAT(DISTINCT ?k) AS ?t) { ?a :kind ?k ; :number ?n } GROUP BY ?n" },
  { "group-all", "SELECT (COUNT(DISTINCT ?n) AS ?c) (MAX(?n) AS ?m) "
                 "{ ?a :number ?n ; :kind ?k }" },
  { "group-none", "SELECT (COUNT(DISTINCT ?n) AS ?c) (SUM(?n) AS ?s) "
                  "{ ?a :number ?n ; :nothing ?k }" },
  { "group-having", "SELECT ?b (GROUP_CONCAT(?n) AS ?t) { ?a :next ?b ; :name ?n } "
                    "GROUP BY ?b HAVING (COUNT(*) > 1)" },
  { "count-by", "SELECT ?b (COUNT(*) AS ?n) { ?a :next ?b } GROUP BY ?b" },
  { "count-distinct", "SELECT ?k (COUNT(DISTINCT ?a) AS ?n) { ?a :kind ?k } GROUP BY ?k" },
  { "count-all-distinct", "SELECT (COUNT(DISTINCT ?b) AS ?n) { ?a :next ?b }" },
  { "join", "SELECT * { { SELECT ?a ?b { ?a :next ?b } } { SELECT DISTINCT ?b ?n "
            "{ ?b :name ?n } } }" },
  { "join-sorted", "SELECT * { { SELECT DISTINCT ?a ?b { ?a :next ?b } } "
                   "{ SELECT DISTINCT ?b ?n { ?b :number ?n } } } ORDER BY ?n" },
  { "join-one-key", "SELECT * { { SELECT DISTINCT ?a ?s { ?a :same ?s ; :number 7 } } "
                    "{ SELECT DISTINCT ?b ?s { ?b :same ?s } } }" },
  { "join-cross", "SELECT * { { SELECT DISTINCT ?a { ?a :number 7 } } "
                  "{ SELECT DISTINCT ?b { ?b :name ?n } } }" },
  { "join-unbound",
    "SELECT * { { SELECT DISTINCT ?a ?b { ?a :number 7 OPTIONAL { ?a :odd ?b "
    "} } } { SELECT DISTINCT ?b ?n { ?b :number ?n } } }" },
  { "optional", "SELECT * { ?a :next ?b OPTIONAL { SELECT DISTINCT ?b ?n "
                "{ ?b :odd ?n } } }" },
  { "optional-if", "SELECT * { ?a :next ?b ; :number ?m OPTIONAL { { SELECT DISTINCT ?b ?n "
                   "{ ?b :number ?n } } FILTER (?n < ?m) } }" },
  { "minus", "SELECT * { ?a :name ?n MINUS { SELECT DISTINCT ?a { ?a :odd ?o } } }" },
  { "minus-unbound",
    "SELECT * { ?a :number ?n FILTER (?n < 40) MINUS { SELECT DISTINCT ?a ?b { "
    "?b :kind ?k OPTIONAL { ?b :odd ?a } } } }" },
  { "exists", "SELECT ?a { ?a :name ?n FILTER NOT EXISTS { ?b :next ?a . ?b :odd ?o } }" },
  { "all-at-once",
    "SELECT ?k (COUNT(DISTINCT ?m) AS ?c) { { SELECT DISTINCT ?a ?b { ?a :next "
    "?b } ORDER BY ?b } { SELECT ?b (MIN(?n) AS ?m) { ?b :number ?n ; :kind ?x "
    "} GROUP BY ?b } ?a :kind ?k } GROUP BY ?k ORDER BY DESC(?c) ?k" },
};

static NystaDataset *
make_dataset (void)
{
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);

  for (guint i = 0; i < N_NODES; i++)
    {
      const char *xsd_integer = "http://www.w3.org/2001/XMLSchema#integer";
      g_autofree char *node = g_strdup_printf ("urn:n%u", i);
      g_autofree char *next = g_strdup_printf ("urn:n%d",
                                               g_rand_int_range (rand, 0, N_NODES));
      g_autofree char *kind = g_strdup_printf ("urn:k%d", g_rand_int_range (rand, 0, 9));
      g_autofree char *name = g_strdup_printf ("name %08x", g_rand_int (rand));
      g_autofree char *number = g_strdup_printf ("%d", g_rand_int_range (rand, 0, 4000));
      const NystaTerm subject = nysta_iri (node);
      const NystaStatement statements[] = {
        { .subject = subject, .predicate = nysta_iri ("urn:next"), nysta_iri (next) },
        { .subject = subject, .predicate = nysta_iri ("urn:kind"), nysta_iri (kind) },
        { .subject = subject,
          .predicate = nysta_iri ("urn:number"),
          nysta_literal (number, xsd_integer, NULL) },
        { .subject = subject,
          .predicate = nysta_iri ("urn:name"),
          nysta_literal (name, NULL, NULL) },
        { .subject = subject, .predicate = nysta_iri ("urn:same"), nysta_iri ("urn:s") },
        { .subject = subject, .predicate = nysta_iri ("urn:odd"), nysta_iri (next) },
      };

      for (guint k = 0; k < G_N_ELEMENTS (statements) - (i % 2 == 0); k++)
        nysta_memory_builder_add (builder, &statements[k]);
    }
  return nysta_memory_builder_finish (builder);
}

static gboolean
add_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      if (values[i].kind != NYSTA_TERM_NONE)
        nysta_term_append_ntriples (&values[i], user_data);
      g_string_append_c (user_data, i + 1 < n ? ' ' : '\n');
    }
  return TRUE;
}

static const NystaAnswerFuncs funcs = { .row = add_row };

/* The answer, or the error. */
static char *
ask (NystaDataset *dataset, const char *text, const NystaQueryOptions *options,
     GError **error)
{
  g_autofree char *whole = g_strconcat ("PREFIX : <urn:> ", text, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (NystaQuery) query = nysta_query_new (whole, options, error);

  if (query == NULL || !nysta_query_run (query, dataset, &funcs, out, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static NystaDataset *dataset;

static void
test_case (gconstpointer data)
{
  static const gsize held[] = { 1, 3000, 20000, 200000 };
  const Case *given = data;
  const NystaQueryOptions plain = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = ask (dataset, given->query, &plain, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strchr (expected, '\n'));
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    {
      const NystaQueryOptions little = { .max_held_bytes = held[i] };
      g_autofree char *answer = ask (dataset, given->query, &little, &error);

      g_assert_no_error (error);
      if (strcmp (answer, expected) != 0)
        g_error ("%s: other rows, or in another order, with %" G_GSIZE_FORMAT " bytes",
                 given->query, held[i]);
    }
}

/* Past what temporary files may take, a limit is told, and nothing as an answer. */
static void
test_disk_limit (void)
{
  const NystaQueryOptions options = { .max_held_bytes = 2000, .max_disk_bytes = 20000 };
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ask (dataset, cases[0].query, &options, &error);

  g_assert_null (answer);
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "limit: "));
}

/* Wherever in a join the disk comes to its limit: told so, or the whole answer. */
static void
test_disk_limits (gconstpointer data)
{
  const char *query = data;
  const NystaQueryOptions plain = { 0 };
  g_autofree char *expected = ask (dataset, query, &plain, NULL);
  gboolean is_answered = FALSE;

  for (guint64 max = 10000; !is_answered; max += max / 8)
    {
      const NystaQueryOptions options = { .max_held_bytes = 3000, .max_disk_bytes = max };
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = ask (dataset, query, &options, &error);

      is_answered = answer != NULL;
      if (is_answered)
        g_assert_true (strcmp (answer, expected) == 0);
      else
        g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
    }
}

/* A disk that is full, at whichever call, is told with who wrote. */
static void
test_disk_full (void)
{
  static const char *const calls[] = { "1", "2", "10", "100" };
  const NystaQueryOptions options = { .max_held_bytes = 20000 };

  if (g_test_subprocess ())
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = ask (dataset, cases[0].query, &options, &error);

      g_assert_null (answer);
      g_assert_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_NO_SPACE);
      g_assert_true (g_str_has_prefix (error->message, "sort: "));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_setenv ("NYSTA_IO_FAIL_AT", calls[i], TRUE);
      g_test_trap_subprocess (NULL, 0, 0);
      g_unsetenv ("NYSTA_IO_FAIL_AT");
      g_test_trap_assert_passed ();
    }
}

/* Time is up in the midst of sorting: told at once, though nothing was given yet. */
static void
test_timeout (void)
{
  const NystaQueryOptions options = { .max_held_bytes = 20000, .timeout_ms = 1 };
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = ask (
    dataset, "SELECT * { ?a :name ?x . ?b :name ?y . ?c :name ?z } ORDER BY ?z ?y ?x",
    &options, &error);

  g_assert_null (answer);
  g_assert_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_TIMED_OUT);
}

int
main (int argc, char **argv)
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  dataset = make_dataset ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/spill/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
      if (g_str_has_prefix (cases[i].name, "join") ||
          g_str_has_prefix (cases[i].name, "group"))
        {
          g_autofree char *limits = g_strconcat (path, "-disk-limits", NULL);

          g_test_add_data_func (limits, cases[i].query, test_disk_limits);
        }
    }
  g_test_add_func ("/spill/disk-limit", test_disk_limit);
  g_test_add_func ("/spill/disk-full", test_disk_full);
  g_test_add_func ("/spill/timeout", test_timeout);
  result = g_test_run ();
  nysta_dataset_unref (dataset);
  return result;
}
