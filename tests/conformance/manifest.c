/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "manifest.h"

#include <string.h>

#include "rdf-view.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

#define MF "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
#define QT "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
#define UT "http://www.w3.org/2009/sparql/tests/test-update#"
#define SD "http://www.w3.org/ns/sparql-service-description#"

const char *const test_kind_names[N_TEST_KINDS] = {
  [TEST_QUERY] = "query evaluation",
  [TEST_CSV] = "CSV results",
  [TEST_POSITIVE_SYNTAX] = "positive syntax",
  [TEST_NEGATIVE_SYNTAX] = "negative syntax",
  [TEST_UPDATE] = "update evaluation",
  [TEST_POSITIVE_UPDATE_SYNTAX] = "positive update syntax",
  [TEST_NEGATIVE_UPDATE_SYNTAX] = "negative update syntax",
  [TEST_OTHER] = "other",
};

/* Local names of classes: 1.0 has no number at the end, and 1.2 neither. */
static const struct
{
  const char *class;
  TestKind kind;
} classes[] = {
  { "QueryEvaluationTest", TEST_QUERY },
  { "CSVResultFormatTest", TEST_CSV },
  { "PositiveSyntaxTest", TEST_POSITIVE_SYNTAX },
  { "PositiveSyntaxTest11", TEST_POSITIVE_SYNTAX },
  { "NegativeSyntaxTest", TEST_NEGATIVE_SYNTAX },
  { "NegativeSyntaxTest11", TEST_NEGATIVE_SYNTAX },
  { "UpdateEvaluationTest", TEST_UPDATE },
  { "PositiveUpdateSyntaxTest", TEST_POSITIVE_UPDATE_SYNTAX },
  { "PositiveUpdateSyntaxTest11", TEST_POSITIVE_UPDATE_SYNTAX },
  { "NegativeUpdateSyntaxTest", TEST_NEGATIVE_UPDATE_SYNTAX },
  { "NegativeUpdateSyntaxTest11", TEST_NEGATIVE_UPDATE_SYNTAX },
};

static void
graph_file_free (gpointer data)
{
  GraphFile *graph = data;

  g_free (graph->name);
  g_free (graph->file);
  g_free (graph);
}

static void
test_free (gpointer data)
{
  W3cTest *test = data;

  g_free (test->iri);
  g_free (test->query);
  g_free (test->result);
  g_ptr_array_unref (test->data);
  g_ptr_array_unref (test->services);
  g_ptr_array_unref (test->after);
  g_free (test);
}

/* --- a test --------------------------------------------------------------------------- */

static void
add_graph (GPtrArray *graphs, const char *name, const char *file)
{
  GraphFile *graph = g_new0 (GraphFile, 1);

  graph->name = g_strdup (name);
  graph->file = g_strdup (file);
  g_ptr_array_add (graphs, graph);
}

/* qt: names a graph by its file; ut: says file and, as a label, name. */
static void
add_graphs (const RdfView *view, NystaTermId node, const char *vocabulary,
            GPtrArray *graphs)
{
  g_autofree char *data = g_strconcat (vocabulary, "data", NULL);
  g_autofree char *graph_data = g_strconcat (vocabulary, "graphData", NULL);
  g_autoptr (GArray) unnamed = rdf_view_objects (view, node, data);
  g_autoptr (GArray) named = rdf_view_objects (view, node, graph_data);

  for (guint i = 0; i < unnamed->len; i++)
    add_graph (graphs, NULL,
               rdf_view_term (view, g_array_index (unnamed, NystaTermId, i)).value);
  for (guint i = 0; i < named->len; i++)
    {
      NystaTermId id = g_array_index (named, NystaTermId, i);
      NystaTerm term = rdf_view_term (view, id);
      const char *file = rdf_view_value (view, id, UT "graph");
      const char *name = rdf_view_value (view, id, NS_RDFS "label");

      if (file == NULL)
        file = rdf_view_value (view, id, UT "data");
      if (term.kind == NYSTA_TERM_IRI)
        add_graph (graphs, term.value, term.value);
      else if (file != NULL)
        add_graph (graphs, name ? name : file, file);
    }
}

static void
add_services (const RdfView *view, NystaTermId node, GPtrArray *services)
{
  g_autoptr (GArray) nodes = rdf_view_objects (view, node, QT "serviceData");

  for (guint i = 0; i < nodes->len; i++)
    {
      NystaTermId id = g_array_index (nodes, NystaTermId, i);
      const char *endpoint = rdf_view_value (view, id, QT "endpoint");
      const char *file = rdf_view_value (view, id, QT "data");

      if (endpoint != NULL && file != NULL)
        add_graph (services, endpoint, file);
    }
}

static TestKind
find_kind (const RdfView *view, NystaTermId id)
{
  g_autoptr (GArray) types = rdf_view_objects (view, id, RDF_TYPE);

  /* Manifests of 1.0 may leave the usual class out. */
  if (types->len == 0)
    return TEST_QUERY;
  for (guint i = 0; i < types->len; i++)
    {
      NystaTerm type = rdf_view_term (view, g_array_index (types, NystaTermId, i));
      const char *hash = type.value ? strrchr (type.value, '#') : NULL;

      for (guint k = 0; hash != NULL && k < G_N_ELEMENTS (classes); k++)
        if (strcmp (hash + 1, classes[k].class) == 0)
          return classes[k].kind;
    }
  return TEST_OTHER;
}

static W3cTest *
read_test (const RdfView *view, NystaTermId id)
{
  W3cTest *test = g_new0 (W3cTest, 1);
  NystaTermId action_id = rdf_view_object (view, id, MF "action");
  NystaTermId result_id = rdf_view_object (view, id, MF "result");
  NystaTerm action = rdf_view_term (view, action_id);
  NystaTerm result = rdf_view_term (view, result_id);
  const char *cardinality = rdf_view_value (view, id, MF "resultCardinality");
  const char *query = rdf_view_value (view, action_id, QT "query");

  if (query == NULL)
    query = rdf_view_value (view, action_id, UT "request");
  if (query == NULL && action.kind == NYSTA_TERM_IRI)
    query = action.value;
  test->iri = g_strdup (rdf_view_term (view, id).value);
  test->kind = find_kind (view, id);
  test->query = g_strdup (query);
  test->data = g_ptr_array_new_with_free_func (graph_file_free);
  test->services = g_ptr_array_new_with_free_func (graph_file_free);
  test->after = g_ptr_array_new_with_free_func (graph_file_free);
  test->is_reduced = g_strcmp0 (cardinality, MF "LaxCardinality") == 0;
  if (result.kind == NYSTA_TERM_IRI)
    test->result = g_strdup (result.value);
  add_graphs (view, action_id, QT, test->data);
  add_services (view, action_id, test->services);
  add_graphs (view, action_id, UT, test->data);
  add_graphs (view, result_id, UT, test->after);

  if (rdf_view_object (view, action_id, SD "entailmentRegime") != NYSTA_ANY)
    test->kind = TEST_OTHER;
  /* A syntax test of updates may have the class of those of queries. */
  if (query != NULL && g_str_has_suffix (query, ".ru"))
    {
      if (test->kind == TEST_POSITIVE_SYNTAX)
        test->kind = TEST_POSITIVE_UPDATE_SYNTAX;
      if (test->kind == TEST_NEGATIVE_SYNTAX)
        test->kind = TEST_NEGATIVE_UPDATE_SYNTAX;
    }
  return test;
}

/* --- manifests --------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *tests;
  GHashTable *seen; /* paths of manifests, IRIs of tests */
  GQueue pending;   /* char *: paths */
  GString *warnings;
} ManifestReader;

static void
add_entries (ManifestReader *reader, const RdfView *view, NystaTermId manifest)
{
  g_autoptr (GArray) lists = rdf_view_objects (view, manifest, MF "entries");

  for (guint i = 0; i < lists->len; i++)
    {
      g_autoptr (GArray)
        entries = rdf_view_list (view, g_array_index (lists, NystaTermId, i));

      for (guint k = 0; k < entries->len; k++)
        {
          NystaTermId id = g_array_index (entries, NystaTermId, k);
          NystaTerm term = rdf_view_term (view, id);

          if (term.kind == NYSTA_TERM_IRI &&
              g_hash_table_add (reader->seen, g_strdup (term.value)))
            g_ptr_array_add (reader->tests, read_test (view, id));
        }
    }
}

/* What is included is read next, so that tests come in the sequence of the manifests. */
static void
add_included (ManifestReader *reader, const RdfView *view, NystaTermId manifest)
{
  g_autoptr (GArray) lists = rdf_view_objects (view, manifest, MF "include");

  for (guint i = 0; i < lists->len; i++)
    {
      g_autoptr (GArray)
        included = rdf_view_list (view, g_array_index (lists, NystaTermId, i));

      for (guint k = included->len; k-- > 0;)
        {
          NystaTerm term = rdf_view_term (view, g_array_index (included, NystaTermId, k));

          char *path = term.kind == NYSTA_TERM_IRI ? nysta_iri_to_path (term.value) : NULL;

          if (path != NULL)
            g_queue_push_head (&reader->pending, path);
        }
    }
}

static gboolean
read_manifest (ManifestReader *reader, const char *path, GError **error)
{
  g_autoptr (RdfView) view = rdf_view_new (path, error);

  if (view == NULL)
    return FALSE;

  g_autoptr (GArray) manifests = rdf_view_subjects (view, RDF_TYPE, MF "Manifest");

  for (guint i = 0; i < manifests->len; i++)
    {
      add_entries (reader, view, g_array_index (manifests, NystaTermId, i));
      add_included (reader, view, g_array_index (manifests, NystaTermId, i));
    }
  return TRUE;
}

/* The suite of 1.1 has one manifest of all; that of 1.0 two, by the kind of test, or, as
 * it is kept today, one. */
static gboolean
push_first (ManifestReader *reader, const char *folder)
{
  static const char *const names[] = { "manifest-all.ttl", "manifest-evaluation.ttl",
                                       "manifest-syntax.ttl", "manifest.ttl" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      if (i == 3 && !g_queue_is_empty (&reader->pending))
        continue;
      g_queue_push_tail (&reader->pending, g_steal_pointer (&path));
      if (i == 0)
        return TRUE;
    }
  return !g_queue_is_empty (&reader->pending);
}

static gboolean
read_pending (ManifestReader *reader, GError **error)
{
  char *next = NULL;

  while ((next = g_queue_pop_head (&reader->pending)) != NULL)
    {
      g_autofree char *path = next;

      if (!g_hash_table_add (reader->seen, g_strdup (path)))
        continue;
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        g_string_append_printf (reader->warnings, "# %s: included, but not here\n", path);
      else if (!read_manifest (reader, path, error))
        return FALSE;
    }
  return TRUE;
}

GPtrArray *
manifest_read_folder (const char *folder, GString *warnings, GError **error)
{
  static const char *const suites[] = { "sparql11", "sparql10", "data-r2", "." };
  g_autoptr (GPtrArray) tests = g_ptr_array_new_with_free_func (test_free);
  g_autoptr (GHashTable)
    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ManifestReader reader = {
    .tests = tests, .seen = seen, .pending = G_QUEUE_INIT, .warnings = warnings
  };
  gboolean ok = TRUE;
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (suites) && ok; i++)
    {
      g_autofree char *path = g_build_filename (folder, suites[i], NULL);
      g_autofree char *suite = g_canonicalize_filename (path, NULL);

      if ((i < 3 || !found) && push_first (&reader, suite))
        {
          found = TRUE;
          ok = read_pending (&reader, error);
        }
    }
  g_queue_clear_full (&reader.pending, g_free);
  return ok ? g_steal_pointer (&tests) : NULL;
}
