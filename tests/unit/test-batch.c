/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Documents committed together: when, and what a reader sees before. */
#include "index/batch.h"

#include <glib/gstdio.h>

#include "rdf/vocabulary.h"

#define BASE "urn:nysta:"

#define ROLE BASE "def/role/it-chef"

static const NystaStatement known = {
  .subject = { .kind = NYSTA_TERM_IRI, .value = ROLE },
  .predicate = { .kind = NYSTA_TERM_IRI, .value = NS_SKOS "prefLabel" },
  .object = { .kind = NYSTA_TERM_LITERAL, .value = "it-chef", .language = "sv" },
};

typedef struct
{
  char *path;
  NystaStore *store;
  NystaAuthorities *authorities;
  NystaAuthorityGraph *authority_graph;
  NystaBatch *batch;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->path = g_dir_make_tmp ("nysta-batch-XXXXXX", NULL);
  fixture->store = nysta_store_open (fixture->path, NYSTA_STORE_CREATE, NULL, NULL);
  fixture->authorities = nysta_authorities_new (BASE);
  nysta_authorities_add (fixture->authorities, &known);
  fixture->authority_graph = nysta_authority_graph_new (fixture->store,
                                                        fixture->authorities, NULL);
  fixture->batch = nysta_batch_new (fixture->store, fixture->authority_graph,
                                    NYSTA_DURABILITY_COMMIT);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  nysta_batch_free (fixture->batch);
  nysta_authority_graph_free (fixture->authority_graph);
  nysta_authorities_free (fixture->authorities);
  nysta_store_close (fixture->store);
  remove_tree (fixture->path);
  g_free (fixture->path);
}

/* As another process would, from the disk. */
static guint
n_visible (const Fixture *fixture)
{
  g_autoptr (NystaStore)
    reader = nysta_store_open (fixture->path, NYSTA_STORE_READ, NULL, NULL);
  g_auto (GStrv) graphs = nysta_store_graphs (reader);
  guint n = 0;

  for (guint i = 0; graphs[i] != NULL; i++)
    n += g_str_has_prefix (graphs[i], "urn:document:");
  return n;
}

static void
add (const Fixture *fixture, guint number, const char *role)
{
  g_autofree char *name = g_strdup_printf ("urn:document:%u", number);
  g_autoptr (NystaGraph) graph = nysta_graph_new (name);

  nysta_graph_add_iri (graph, name, "urn:mentions", role);
  g_assert_true (nysta_batch_add (fixture->batch, graph, NULL));
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i < 64; i++)
    add (fixture, i, "urn:role");
  g_assert_cmpuint (n_visible (fixture), ==, 0);
  add (fixture, 64, "urn:role");
  g_assert_true (nysta_batch_commit_if_due (fixture->batch, NULL));
  g_assert_cmpuint (n_visible (fixture), ==, 64);
  add (fixture, 65, "urn:role");
  g_assert_cmpuint (n_visible (fixture), ==, 64);
  g_assert_true (nysta_batch_commit (fixture->batch, NULL));
  g_assert_cmpuint (n_visible (fixture), ==, 65);
}

static void
test_waited (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (nysta_batch_patience_ms (fixture->batch, 1000), ==, 1000);
  g_assert_true (nysta_batch_commit_if_due (fixture->batch, NULL));
  add (fixture, 1, "urn:role");
  g_assert_cmpint (nysta_batch_patience_ms (fixture->batch, 1000), <=, 200);
  g_usleep (210 * 1000);
  g_assert_cmpint (nysta_batch_patience_ms (fixture->batch, 1000), ==, 0);
  g_assert_true (nysta_batch_commit_if_due (fixture->batch, NULL));
  g_assert_cmpuint (n_visible (fixture), ==, 1);
}

static void
test_patient (Fixture *fixture, gconstpointer data)
{
  nysta_batch_free (fixture->batch);
  fixture->batch = nysta_batch_new (fixture->store, fixture->authority_graph,
                                    NYSTA_DURABILITY_BATCH);
  for (guint i = 1; i <= 4095; i++)
    add (fixture, i, "urn:role");
  g_assert_true (nysta_batch_commit_if_due (fixture->batch, NULL));
  g_assert_cmpuint (n_visible (fixture), ==, 0);
  add (fixture, 4096, "urn:role");
  g_assert_true (nysta_batch_commit_if_due (fixture->batch, NULL));
  g_assert_cmpuint (n_visible (fixture), ==, 4096);
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  add (fixture, 1, "urn:role");
  nysta_batch_free (g_steal_pointer (&fixture->batch));
  g_assert_cmpuint (n_visible (fixture), ==, 0);

  g_autoptr (NystaTransaction) transaction = nysta_store_begin (fixture->store, NULL);
  g_assert_nonnull (transaction);
}

/* What authorities say of what several documents mention is there once, with them. */
static void
test_authorities (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    add (fixture, i, ROLE);
  g_assert_true (nysta_batch_commit (fixture->batch, NULL));

  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (fixture->store, NULL);
  const NystaTerm graph = nysta_iri (BASE "res/authority");
  const NystaQuad pattern = { .subject = nysta_dataset_lookup (dataset, &known.subject),
                              .graph = nysta_dataset_lookup (dataset, &graph) };

  g_assert_cmpuint (pattern.subject, !=, 0);
  g_assert_cmpuint (pattern.graph, !=, 0);
  g_assert_cmpuint (nysta_dataset_estimate (dataset, &pattern), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/batch/commit/when-full", test_full);
  ADD ("/batch/commit/when-one-has-waited", test_waited);
  ADD ("/batch/commit/when-asked-to-be-patient", test_patient);
  ADD ("/batch/commit/with-authorities", test_authorities);
  ADD ("/batch/free/keeps-nothing", test_dropped);
  return g_test_run ();
}
