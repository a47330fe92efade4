/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Patterns over a dataset in memory, against a plain search through its statements. */
#include "store/dataset.h"

#include <string.h>

#include "rdf/vocabulary.h"

#define N_STATEMENTS 400

static const char *const names[] = { "urn:a", "urn:b", "urn:c", "urn:d", "urn:e" };

typedef struct
{
  NystaDataset *dataset;
  NystaStatement statements[N_STATEMENTS];
} Fixture;

static NystaTerm
random_object (GRand *random)
{
  static const char *const words[] = { "Åsa", "asa", "", "urn:a" };
  static const char *const numbers[] = { "-3", "0", "7", "007" };
  const char *word = words[g_rand_int_range (random, 0, 4)];

  switch (g_rand_int_range (random, 0, 5))
    {
    case 4:
      return nysta_literal (numbers[g_rand_int_range (random, 0, 4)], NS_XSD "integer",
                            NULL);
    case 0:
      return nysta_iri (names[g_rand_int_range (random, 0, 5)]);
    case 1:
      return (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = "b1" };
    case 2:
      return nysta_literal (word, NULL, "sv");
    default:
      return nysta_literal (word, NULL, NULL);
    }
}

static void
fixture_init (Fixture *fixture, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  NystaMemoryBuilder *builder = nysta_memory_builder_new ();

  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      NystaStatement *statement = &fixture->statements[i];

      *statement = (NystaStatement){
        .subject = nysta_iri (names[g_rand_int_range (random, 0, 5)]),
        .predicate = nysta_iri (names[g_rand_int_range (random, 0, 3)]),
        .object = random_object (random),
      };
      if (g_rand_int_range (random, 0, 4) != 0)
        statement->graph = nysta_iri (names[g_rand_int_range (random, 0, 4)]);
      nysta_memory_builder_add (builder, statement);
    }
  fixture->dataset = nysta_memory_builder_finish (builder);
}

static gboolean
field_matches (const NystaTerm *wanted, const NystaTerm *term)
{
  return wanted == NULL || nysta_term_equal (wanted, term);
}

/* Rows that @wanted (NULL: any) should have, as a set of texts. */
static GHashTable *
expected_rows (const Fixture *fixture, const NystaTerm *const wanted[3], NystaTermId graph,
               const NystaTerm *graph_term)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < N_STATEMENTS; i++)
    {
      const NystaStatement *statement = &fixture->statements[i];
      gboolean unnamed = statement->graph.kind == NYSTA_TERM_NONE;
      g_autoptr (GString) text = g_string_new (NULL);

      if (!field_matches (wanted[0], &statement->subject) ||
          !field_matches (wanted[1], &statement->predicate) ||
          !field_matches (wanted[2], &statement->object) ||
          (graph == NYSTA_UNNAMED && !unnamed) || (graph == NYSTA_ANY && unnamed) ||
          (graph_term != NULL && !nysta_term_equal (graph_term, &statement->graph)))
        continue;
      nysta_term_append_ntriples (&statement->subject, text);
      nysta_term_append_ntriples (&statement->predicate, text);
      nysta_term_append_ntriples (&statement->object, text);
      if (graph != NYSTA_UNION)
        nysta_term_append_ntriples (&statement->graph, text);
      g_hash_table_add (rows, g_strdup (text->str));
    }
  return rows;
}

static char *
row_text (NystaDataset *dataset, const NystaQuad *row)
{
  const NystaTermId ids[4] = { row->subject, row->predicate, row->object, row->graph };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    {
      NystaTerm term = { 0 };

      if (i == 3 && (ids[i] == NYSTA_UNION || ids[i] == NYSTA_UNNAMED))
        break;
      g_assert_true (nysta_dataset_term (dataset, ids[i], &term));
      nysta_term_append_ntriples (&term, text);
    }
  return g_string_free (text, FALSE);
}

static void
check_pattern (const Fixture *fixture, const NystaTerm *const wanted[3], NystaTermId graph,
               const NystaTerm *graph_term)
{
  NystaQuad pattern = { .graph = graph };
  NystaTermId *fields[3] = { &pattern.subject, &pattern.predicate, &pattern.object };
  g_autoptr (GHashTable) expected = expected_rows (fixture, wanted, graph, graph_term);

  for (guint i = 0; i < 3; i++)
    if (wanted[i] != NULL)
      *fields[i] = nysta_dataset_lookup (fixture->dataset, wanted[i]);
  if (graph_term != NULL)
    pattern.graph = nysta_dataset_lookup (fixture->dataset, graph_term);
  g_assert_cmpuint (nysta_dataset_estimate (fixture->dataset, &pattern), ==,
                    g_hash_table_size (expected));

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (fixture->dataset, &pattern);
  NystaQuad rows[7];

  for (gsize n = 0; (n = nysta_cursor_next (cursor, rows, G_N_ELEMENTS (rows))) > 0;)
    for (gsize i = 0; i < n; i++)
      {
        g_autofree char *text = row_text (fixture->dataset, &rows[i]);

        /* Removing them shows doubles, too. */
        g_assert_true (g_hash_table_remove (expected, text));
      }
  g_assert_cmpuint (g_hash_table_size (expected), ==, 0);
}

static void
test_patterns (void)
{
  Fixture fixture = { 0 };
  const NystaTerm subject = nysta_iri ("urn:b");
  const NystaTerm predicate = nysta_iri ("urn:a");
  const NystaTerm object = nysta_literal ("Åsa", NULL, "SV");
  const NystaTerm graph = nysta_iri ("urn:d");

  fixture_init (&fixture, 20);
  for (guint bound = 0; bound < 8; bound++)
    {
      const NystaTerm *const wanted[3] = { bound & 1 ? &subject : NULL,
                                           bound & 2 ? &predicate : NULL,
                                           bound & 4 ? &object : NULL };

      check_pattern (&fixture, wanted, NYSTA_ANY, NULL);
      check_pattern (&fixture, wanted, NYSTA_UNION, NULL);
      check_pattern (&fixture, wanted, NYSTA_UNNAMED, NULL);
      check_pattern (&fixture, wanted, 1, &graph);
    }
  nysta_dataset_unref (fixture.dataset);
}

static void
test_sorted (void)
{
  Fixture fixture = { 0 };
  const NystaTerm predicate = nysta_iri ("urn:a");
  NystaQuad rows[N_STATEMENTS];

  fixture_init (&fixture, 3);

  NystaQuad pattern = { .predicate = nysta_dataset_lookup (fixture.dataset, &predicate),
                        .graph = NYSTA_UNION };
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (fixture.dataset, &pattern);
  gsize n = nysta_cursor_next (cursor, rows, N_STATEMENTS);

  g_assert_cmpuint (n, >, 3);
  for (gsize i = 1; i < n; i++)
    g_assert_true (
      rows[i - 1].object < rows[i].object ||
      (rows[i - 1].object == rows[i].object && rows[i - 1].subject < rows[i].subject));
  nysta_dataset_unref (fixture.dataset);
}

/* From each row to each: what is left is what does not sort before it. */
static void
test_seek (void)
{
  Fixture fixture = { 0 };
  const NystaTerm predicate = nysta_iri ("urn:a");
  NystaQuad rows[N_STATEMENTS];
  NystaQuad row = { 0 };

  fixture_init (&fixture, 3);

  NystaQuad pattern = { .predicate = nysta_dataset_lookup (fixture.dataset, &predicate),
                        .graph = NYSTA_UNION };
  g_autoptr (NystaCursor) all = nysta_dataset_scan (fixture.dataset, &pattern);
  gsize n = nysta_cursor_next (all, rows, N_STATEMENTS);

  for (gsize from = 0; from < n; from++)
    for (gsize to = 0; to < n; to++)
      {
        g_autoptr (NystaCursor) cursor = nysta_dataset_scan (fixture.dataset, &pattern);
        NystaQuad target = rows[to];

        for (gsize i = 0; i <= from; i++)
          nysta_cursor_next (cursor, &row, 1);
        target.predicate = NYSTA_ANY;
        nysta_cursor_seek (cursor, &target);
        g_assert_cmpuint (nysta_cursor_next (cursor, &row, 1), ==,
                          MAX (to, from + 1) < n ? 1 : 0);
        if (MAX (to, from + 1) < n)
          g_assert_cmpmem (&row, sizeof row, &rows[MAX (to, from + 1)], sizeof row);
      }
  nysta_dataset_unref (fixture.dataset);
}

/* The same ids as a store gives: values that fit, and tags of all others. */
static void
test_ids (void)
{
  Fixture fixture = { 0 };
  const NystaTerm seven = nysta_literal ("7", NS_XSD "integer", NULL);
  const NystaTerm other_seven = nysta_literal ("007", NS_XSD "integer", NULL);
  const NystaTerm eight = nysta_literal ("8", NS_XSD "integer", NULL);
  const NystaTerm iri = nysta_iri ("urn:a");
  NystaTermId id = 0;
  NystaTerm term = { 0 };

  fixture_init (&fixture, 20);
  g_assert_true (nysta_id_from_literal (&seven, &id));
  g_assert_cmpuint (nysta_dataset_lookup (fixture.dataset, &seven), ==, id);
  g_assert_true (nysta_dataset_term (fixture.dataset, id, &term));
  g_assert_true (nysta_term_equal (&term, &seven));
  id = nysta_dataset_lookup (fixture.dataset, &other_seven);
  g_assert_cmpuint (nysta_id_tag (id), ==, NYSTA_TAG_VALUE);
  id = nysta_dataset_lookup (fixture.dataset, &iri);
  g_assert_cmpuint (nysta_id_tag (id), ==, NYSTA_TAG_IRI);
  /* The same number, another tag. */
  id = nysta_id_make (NYSTA_TAG_STRING, nysta_id_payload (id));
  g_assert_false (nysta_dataset_term (fixture.dataset, id, &term));
  g_assert_true (nysta_id_from_literal (&eight, &id));
  g_assert_cmpuint (nysta_dataset_lookup (fixture.dataset, &eight), ==, NYSTA_ANY);
  g_assert_true (nysta_dataset_term (fixture.dataset, id, &term));
  g_assert_true (nysta_term_equal (&term, &eight));
  nysta_dataset_unref (fixture.dataset);
}

static void
test_unknown (void)
{
  Fixture fixture = { 0 };
  const NystaTerm nobody = nysta_iri ("urn:nobody");
  const NystaTerm plain = nysta_literal ("urn:b", NULL, NULL);
  NystaTerm term = { 0 };

  fixture_init (&fixture, 1);
  g_assert_cmpuint (nysta_dataset_lookup (fixture.dataset, &nobody), ==, NYSTA_ANY);
  g_assert_cmpuint (nysta_dataset_lookup (fixture.dataset, &plain), ==, NYSTA_ANY);
  g_assert_false (nysta_dataset_term (fixture.dataset, 0, &term));
  g_assert_false (nysta_dataset_term (fixture.dataset, 100000, &term));
  g_assert_false (nysta_dataset_term (fixture.dataset, NYSTA_UNION, &term));

  NystaQuad pattern = { .subject = (NystaTermId) 1 << 40, .graph = NYSTA_UNION };

  g_assert_cmpuint (nysta_dataset_estimate (fixture.dataset, &pattern), ==, 0);
  nysta_dataset_unref (fixture.dataset);
}

static void
test_empty (void)
{
  g_autoptr (NystaDataset)
    dataset = nysta_memory_builder_finish (nysta_memory_builder_new ());
  NystaQuad pattern = { .graph = NYSTA_UNION };
  NystaQuad row = { 0 };

  /* A cursor keeps its dataset. */
  NystaDataset *other = nysta_dataset_ref (dataset);
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (other, &pattern);

  nysta_dataset_unref (other);
  g_assert_cmpuint (nysta_cursor_next (cursor, &row, 1), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dataset/pattern/agrees-with-plain-search", test_patterns);
  g_test_add_func ("/dataset/scan/sorted-by-bound-fields", test_sorted);
  g_test_add_func ("/dataset/scan/seek", test_seek);
  g_test_add_func ("/dataset/lookup/ids", test_ids);
  g_test_add_func ("/dataset/lookup/unknown", test_unknown);
  g_test_add_func ("/dataset/scan/empty", test_empty);
  return g_test_run ();
}
