/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Random queries over random triples, evaluated as the standard words it (naive-algebra.c)
 * before and after each pass: the answer stays the same. NYSTA_PASSES=FIRST-LAST asks other
 * queries than the usual ones. And each with as little memory as can be.
 */
#include "sparql/plan/optimise.h"

#include <stdio.h>
#include <string.h>

#include "naive-algebra.h"
#include "sparql/query.h"

#define N_QUERIES 3000

static void add_group (GRand *rand, GString *out, guint depth);

static guint
dice (GRand *rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

static void
add_variable (GRand *rand, GString *out)
{
  g_string_append_printf (out, "?%c ", 'a' + dice (rand, 5));
}

static void
add_constant (GRand *rand, GString *out)
{
  static const char *const terms[] = { ":x ", ":y ", ":z ", "1 ", "2 ", "\"s\" " };

  g_string_append (out, terms[dice (rand, G_N_ELEMENTS (terms))]);
}

static void
add_term (GRand *rand, GString *out)
{
  if (dice (rand, 9) > 0)
    add_variable (rand, out);
  else
    add_constant (rand, out);
}

static void
add_verb (GRand *rand, GString *out)
{
  static const char *const verbs[] = { ":p ",    ":p ",  ":q ",       ":q ",  ":p+ ",
                                       ":p* ",   "^:q ", "(^:p)* ",   ":p? ", ":p/:q ",
                                       ":p|:q ", "!:p ", "!(:q|^:p) " };

  g_string_append (out, verbs[dice (rand, dice (rand, 2) ? 4 : G_N_ELEMENTS (verbs))]);
}

static void
add_triple (GRand *rand, GString *out)
{
  add_term (rand, out);
  if (dice (rand, 8) == 0)
    add_variable (rand, out);
  else
    add_verb (rand, out);
  add_term (rand, out);
  g_string_append (out, ". ");
}

static void add_expression (GRand *rand, GString *out, guint depth);

static void
add_comparison (GRand *rand, GString *out)
{
  static const char *const marks[] = { "= ", "= ", "= ", "!= ", "< ", ">= " };

  g_string_append (out, "( ");
  add_variable (rand, out);
  g_string_append (out, marks[dice (rand, G_N_ELEMENTS (marks))]);
  add_term (rand, out);
  g_string_append (out, ") ");
}

static void
add_call (GRand *rand, GString *out, guint depth)
{
  switch (dice (rand, 6))
    {
    case 0:
      g_string_append (out, "sameTerm ( ");
      add_variable (rand, out);
      g_string_append (out, ", ");
      add_term (rand, out);
      break;
    case 1:
      g_string_append (out, "COALESCE ( ");
      add_variable (rand, out);
      g_string_append (out, ", ");
      add_expression (rand, out, depth);
      break;
    case 2:
      g_string_append (out, "isIRI ( ");
      add_term (rand, out);
      break;
    case 3:
      g_string_append (out, "IF ( ");
      add_expression (rand, out, depth);
      g_string_append (out, ", true, ");
      add_variable (rand, out);
      break;
    default:
      g_string_append (out, "BOUND ( ");
      add_variable (rand, out);
    }
  g_string_append (out, ") ");
}

static void
add_expression (GRand *rand, GString *out, guint depth)
{
  guint kind = dice (rand, depth > 0 ? 12 : 6);

  if (kind < 5)
    add_comparison (rand, out);
  else if (kind < 8)
    add_call (rand, out, depth > 0 ? depth - 1 : 0);
  else if (kind == 8)
    {
      g_string_append (out, dice (rand, 2) ? "EXISTS " : "NOT EXISTS ");
      add_group (rand, out, depth - 1);
    }
  else if (kind == 9)
    {
      add_variable (rand, out);
      g_string_append (out, dice (rand, 3) ? "IN ( " : "NOT IN ( ");
      add_constant (rand, out);
      if (dice (rand, 3) > 0)
        {
          g_string_append (out, ", ");
          add_constant (rand, out);
        }
      g_string_append (out, ") ");
    }
  else
    {
      g_string_append (out, dice (rand, 2) ? "( " : "(! ( ");

      gboolean is_not = g_str_has_suffix (out->str, "(! ( ");

      add_expression (rand, out, depth - 1);
      g_string_append (out, dice (rand, 2) ? "&& " : "|| ");
      if (dice (rand, 6) == 0)
        g_string_append (out, dice (rand, 2) ? "true " : "false ");
      else
        add_expression (rand, out, depth - 1);
      g_string_append (out, is_not ? ") ) " : ") ");
    }
}

static void
add_filter (GRand *rand, GString *out, guint depth)
{
  if (depth > 0 && dice (rand, 3) == 0)
    {
      g_string_append (out, dice (rand, 2) ? "FILTER EXISTS " : "FILTER NOT EXISTS ");
      add_group (rand, out, depth - 1);
      return;
    }
  g_string_append (out, "FILTER ( ");
  add_expression (rand, out, depth);
  g_string_append (out, ") ");
}

static void
add_subquery (GRand *rand, GString *out, guint depth)
{
  switch (dice (rand, 4))
    {
    case 0:
      g_string_append (out, "{ SELECT ?a (COUNT (DISTINCT ?b) AS ?n) ");
      add_group (rand, out, depth);
      g_string_append (out, "GROUP BY ?a } ");
      break;
    case 1:
      g_string_append_printf (out, "{ SELECT (COUNT (%s) AS ?n) { ",
                              dice (rand, 2) ? "*" : "DISTINCT ?b");
      add_triple (rand, out);
      g_string_append (out, "} } ");
      break;
    default:
      g_string_append (out,
                       dice (rand, 2) ? "{ SELECT DISTINCT ?a ?c " : "{ SELECT ?a ?b ");
      add_group (rand, out, depth);
      g_string_append (out, "} ");
    }
}

static void
add_element (GRand *rand, GString *out, guint depth)
{
  static const char *const words[] = {
    "OPTIONAL ", "OPTIONAL ", "",           "MINUS ",
    "GRAPH ?g ", "GRAPH ?a ", "GRAPH :g1 ", "GRAPH :no "
  };
  guint kind = dice (rand, depth > 0 ? 20 : 8);

  if (kind < 4)
    add_triple (rand, out);
  else if (kind < 7)
    add_filter (rand, out, depth);
  else if (kind == 7)
    g_string_append (out, dice (rand, 2) ? "VALUES (?a ?b) { (:x UNDEF) (:y 1) } "
                                         : "VALUES ?c { :x } ");
  else if (kind < 16)
    {
      g_string_append (out, words[kind - 8]);
      add_group (rand, out, depth - 1);
    }
  else if (kind == 16)
    {
      add_group (rand, out, depth - 1);
      g_string_append (out, "UNION ");
      add_group (rand, out, depth - 1);
    }
  else if (kind == 17)
    add_subquery (rand, out, depth - 1);
  else
    {
      g_string_append (out, "BIND ( ");
      if (dice (rand, 2))
        add_variable (rand, out);
      else
        add_expression (rand, out, depth - 1);
      g_string_append_printf (out, "AS ?%c ) ", 'h' + dice (rand, 3));
    }
}

static void
add_group (GRand *rand, GString *out, guint depth)
{
  g_string_append (out, "{ ");
  if (dice (rand, 4) > 0)
    add_triple (rand, out);
  for (guint n = dice (rand, 3) + dice (rand, 2); n > 0; n--)
    add_element (rand, out, depth);
  g_string_append (out, "} ");
}

static NystaTerm
term_of (const char *name)
{
  return g_ascii_isdigit (*name)
           ? nysta_literal (name, "http://www.w3.org/2001/XMLSchema#integer", NULL)
         : *name == 's' ? nysta_literal (name, NULL, NULL)
                        : nysta_iri (name);
}

static void
add_quads (GRand *rand, Naive *naive)
{
  static const char *const nodes[] = {
    "http://e/x", "http://e/y", "http://e/z", "http://e/g1", "1", "2", "s"
  };
  static const char *const verbs[] = { "http://e/p", "http://e/q" };
  static const char *const graphs[] = { NULL, "http://e/g1", "http://e/g2" };

  for (guint i = 0; i < 12; i++)
    {
      const char *graph = graphs[dice (rand, 3)];
      const NystaTerm quad[4] = {
        term_of (nodes[dice (rand, 4)]),
        term_of (verbs[dice (rand, 2)]),
        term_of (nodes[dice (rand, dice (rand, 2) ? 4 : G_N_ELEMENTS (nodes))]),
        graph != NULL ? term_of (graph) : (NystaTerm){ .kind = NYSTA_TERM_NONE },
      };

      naive_add (naive, quad);
    }
}

/* Adds to @n_queries, and to @n_answers if the answer is not empty. Not every text is a query:
 * BIND and AS want new variables. */
static void
check (guint seed, guint *n_queries, guint *n_answers)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) text = g_string_new ("PREFIX : <http://e/> SELECT ");
  g_autoptr (Naive) naive = naive_new ();

  g_string_append (text, dice (rand, 4)   ? "* "
                         : dice (rand, 2) ? "DISTINCT ?a ?b "
                                          : "?a ?c ");
  add_group (rand, text, 3);
  add_quads (rand, naive);

  const NystaSyntaxOptions plain = { .base = NULL };
  g_autoptr (NystaSyntaxTree)
    tree = nysta_syntax_parse (text->str, -1, NYSTA_SYNTAX_QUERY_UNIT, &plain, NULL);
  if (tree == NULL)
    return;

  g_autoptr (NystaAlgebraQuery) query = nysta_algebra_translate (tree, tree->root, NULL);
  g_autofree char *expected = naive_answer (naive, query);

  for (const NystaAlgebraPass *pass = nysta_algebra_passes; pass->name != NULL; pass++)
    {
      g_autoptr (GString) before = g_string_new (NULL);

      nysta_algebra_print (query, before);
      pass->run (query);

      g_autofree char *answer = naive_answer (naive, query);

      if (strcmp (answer, expected) == 0)
        continue;
      g_string_append_c (before, '\n');
      nysta_algebra_print (query, before);
      g_error ("%u: %s\npass %s changes the answer of\n%s\nfrom\n%s\nto\n%s", seed,
               text->str, pass->name, before->str, expected, answer);
    }
  *n_queries += 1;
  *n_answers += *expected != '\0';
}

static void
test_random (void)
{
  const char *range = g_getenv ("NYSTA_PASSES");
  guint first = 1, last = N_QUERIES, n_queries = 0, n_answers = 0;

  if (range != NULL)
    g_assert_cmpint (sscanf (range, "%u-%u", &first, &last), ==, 2);
  for (guint seed = first; seed <= last; seed++)
    check (seed, &n_queries, &n_answers);
  g_test_message ("%u queries, %u of them with answers", n_queries, n_answers);
  g_assert_true (n_answers > 0);
}

/* --- with little memory ------------------------------------------------------------------ */

static gboolean
append_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      if (values[i].kind != NYSTA_TERM_NONE)
        nysta_term_append_ntriples (&values[i], user_data);
      g_string_append_c (user_data, i + 1 < n ? ' ' : '\n');
    }
  return TRUE;
}

static char *
ask (const char *text, NystaDataset *dataset, gsize max_held_bytes)
{
  const NystaAnswerFuncs funcs = { .row = append_row };
  const NystaQueryOptions options = { .max_held_bytes = max_held_bytes };
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaQuery) query = nysta_query_new (text, &options, &error);

  if (query != NULL && !nysta_query_run (query, dataset, &funcs, out, &error))
    g_error ("%s: %s", text, error->message);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static NystaDataset *
random_dataset (GRand *rand, guint n_quads)
{
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();

  for (guint i = 0; i < n_quads; i++)
    {
      g_autofree char *subject = g_strdup_printf ("http://e/%c",
                                                  'x' + (int) dice (rand, 3));
      g_autofree char *graph = g_strdup_printf ("http://e/g%u", dice (rand, 3));
      const char *const objects[] = { "http://e/x", "http://e/y", "http://e/z", "1", "s" };
      const NystaStatement statement = {
        .subject = nysta_iri (subject),
        .predicate = nysta_iri (dice (rand, 2) ? "http://e/p" : "http://e/q"),
        .object = term_of (objects[dice (rand, G_N_ELEMENTS (objects))]),
        .graph = dice (rand, 3) == 0 ? (NystaTerm){ .kind = NYSTA_TERM_NONE }
                                     : nysta_iri (graph),
      };

      nysta_memory_builder_add (builder, &statement);
    }
  return nysta_memory_builder_finish (g_steal_pointer (&builder));
}

/* Operators that may hold next to nothing give the same rows in the same order. */
static void
test_little_memory (void)
{
  for (guint seed = 1; seed <= N_QUERIES; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new ("PREFIX : <http://e/> SELECT ");
      g_autoptr (NystaDataset) dataset = NULL;

      g_string_append (text, dice (rand, 2) ? "DISTINCT ?a ?b " : "* ");
      add_group (rand, text, 3);
      if (dice (rand, 2) == 0)
        g_string_append (text, "ORDER BY DESC(?b) ?a ");
      dataset = random_dataset (rand, 20);

      g_autofree char *expected = ask (text->str, dataset, 0);
      g_autofree char *answer = ask (text->str, dataset, 1);

      if (strcmp (answer, expected) != 0)
        g_error ("%u: %s\ngives\n%s\nwith little memory, not\n%s", seed, text->str, answer,
                 expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/passes/random", test_random);
  g_test_add_func ("/passes/little-memory", test_little_memory);
  return g_test_run ();
}
