/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/authority-graph.h"

#include "index/role-scheme.h"
#include "rdf/vocabulary.h"

#include <string.h>

struct NystaAuthorityGraph
{
  NystaAuthorities *authorities;
  char *base;
  char *name;          /* {base}res/authority */
  char *ontology_name; /* {base}res/ontology */
  GHashTable *present; /* IRIs that the graph describes, or will */
  NystaGraph *noted;   /* what is yet to be added, or NULL */
  char *digest;        /* of the Turtle that it was made from, or NULL */
};

void
nysta_authority_graph_free (NystaAuthorityGraph *graph)
{
  if (graph == NULL)
    return;
  g_hash_table_unref (graph->present);
  g_clear_pointer (&graph->noted, nysta_graph_free);
  g_free (graph->base);
  g_free (graph->name);
  g_free (graph->ontology_name);
  g_free (graph->digest);
  g_free (graph);
}

static gboolean
note_present (const NystaStatement *statement, gpointer user_data,
              G_GNUC_UNUSED GError **error)
{
  NystaAuthorityGraph *graph = user_data;

  if (strcmp (statement->subject.value, graph->name) != 0)
    g_hash_table_add (graph->present, g_strdup (statement->subject.value));
  else if (strcmp (statement->predicate.value, NS_NYSTA "contentDigest") == 0)
    {
      g_free (graph->digest);
      graph->digest = g_strdup (statement->object.value);
    }
  return TRUE;
}

/* A graph that is being filled, and what it mentions in turn. */
typedef struct
{
  NystaAuthorityGraph *graph;
  NystaGraph *out;
  GPtrArray *pending; /* of char * */
} Copy;

static gboolean
is_role (const NystaAuthorityGraph *graph, const char *iri)
{
  return g_str_has_prefix (iri, graph->base) &&
         g_str_has_prefix (iri + strlen (graph->base), "def/role/");
}

static void
copy_and_follow (const NystaStatement *statement, gpointer user_data)
{
  Copy *copy = user_data;

  nysta_graph_add (copy->out, &statement->subject, &statement->predicate,
                   &statement->object);
  if (strcmp (statement->predicate.value, NS_SKOS "broader") == 0)
    nysta_graph_add_iri (copy->out, statement->object.value, NS_SKOS "narrower",
                         statement->subject.value);
  if (statement->object.kind == NYSTA_TERM_IRI &&
      (is_role (copy->graph, statement->object.value) ||
       nysta_authorities_has (copy->graph->authorities, statement->object.value)) &&
      !g_hash_table_contains (copy->graph->present, statement->object.value))
    g_ptr_array_add (copy->pending, g_strdup (statement->object.value));
}

/* What the authorities say of @iri, and of the kinds, schemes and broader terms that they
 * name in saying it. */
static void
describe (NystaAuthorityGraph *graph, const char *iri, NystaGraph *out)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new_with_free_func (g_free);
  Copy copy = { graph, out, pending };

  g_ptr_array_add (pending, g_strdup (iri));
  while (pending->len > 0)
    {
      g_autofree char *next = g_ptr_array_steal_index_fast (pending, pending->len - 1);

      if (g_str_has_prefix (next, NS_NYSTA) ||
          !g_hash_table_add (graph->present, g_strdup (next)))
        continue;
      nysta_authorities_foreach (graph->authorities, next, copy_and_follow, &copy);
      if (!is_role (graph, next))
        continue;

      char *broader = nysta_role_describe (graph->authorities, graph->base, next, out);

      if (broader != NULL)
        g_ptr_array_add (pending, broader);
    }
}

static void
copy_statement (const NystaStatement *statement, gpointer out)
{
  nysta_graph_add (out, &statement->subject, &statement->predicate, &statement->object);
}

/* May a document mention @iri? Else it stands there because something that one mentions
 * does: its kind, its scheme. */
static gboolean
is_mentionable (const NystaAuthorityGraph *graph, const char *iri)
{
  static const char *const folders[] = { "id/", "def/role/", "def/participation/" };

  if (!g_str_has_prefix (iri, graph->base))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    if (g_str_has_prefix (iri + strlen (graph->base), folders[i]))
      return TRUE;
  return FALSE;
}

static gboolean
rewrite (NystaAuthorityGraph *graph, NystaStore *store, GError **error)
{
  g_autoptr (NystaGraph) described = nysta_graph_new (graph->name);
  g_autoptr (NystaGraph) ontology = nysta_graph_new (graph->ontology_name);
  g_autoptr (GHashTable) before = g_steal_pointer (&graph->present);
  g_autofree char *datasets = g_strconcat (nysta_store_base (store), "res/dataset/", NULL);
  /* The terms and, without the #, the ontology itself. */
  g_autofree char *ontology_iri = g_strndup (NS_NYSTA, strlen (NS_NYSTA) - 1);
  GHashTableIter iter;
  gpointer iri = NULL;

  graph->present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  nysta_graph_add_literal (described, graph->name, NS_NYSTA "contentDigest",
                           nysta_authorities_digest (graph->authorities), NULL);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &iri, NULL))
    if (is_mentionable (graph, iri) &&
        (is_role (graph, iri) || nysta_authorities_has (graph->authorities, iri)))
      describe (graph, iri, described);
  /* Where the lists come from, and their licences. */
  nysta_authorities_foreach_term (graph->authorities, datasets, copy_statement, described);
  nysta_authorities_foreach_term (graph->authorities, ontology_iri, copy_statement,
                                  ontology);
  nysta_graph_sort (described);
  nysta_graph_sort (ontology);

  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);
  return transaction != NULL && nysta_transaction_replace (transaction, described, error) &&
         nysta_transaction_replace (transaction, ontology, error) &&
         nysta_transaction_commit (transaction, error);
}

NystaAuthorityGraph *
nysta_authority_graph_new (NystaStore *store, NystaAuthorities *authorities, GError **error)
{
  g_autoptr (NystaAuthorityGraph) graph = g_new0 (NystaAuthorityGraph, 1);
  const char *base = nysta_store_base (store);

  graph->authorities = authorities;
  graph->base = g_strdup (base);
  graph->name = g_strconcat (base, "res/authority", NULL);
  graph->ontology_name = g_strconcat (base, "res/ontology", NULL);
  graph->present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (nysta_store_has_graph (store, graph->name) &&
      !nysta_store_foreach (store, graph->name, note_present, graph, error))
    return NULL;
  if (g_strcmp0 (graph->digest, nysta_authorities_digest (authorities)) != 0 &&
      !rewrite (graph, store, error))
    return NULL;
  return g_steal_pointer (&graph);
}

/* Note @term if an authority describes it, or it is a role, and the graph does not yet say
 * anything of it. */
static void
note_if_new (NystaAuthorityGraph *graph, const NystaTerm *term)
{
  if (term->kind == NYSTA_TERM_IRI &&
      !g_hash_table_contains (graph->present, term->value) &&
      (is_role (graph, term->value) ||
       nysta_authorities_has (graph->authorities, term->value)))
    describe (graph, term->value, graph->noted);
}

void
nysta_authority_graph_note (NystaAuthorityGraph *graph, const NystaGraph *document)
{
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (document, &n);

  if (graph->noted == NULL)
    graph->noted = nysta_graph_new (graph->name);
  for (gsize i = 0; i < n; i++)
    {
      note_if_new (graph, &statements[i].subject);
      note_if_new (graph, &statements[i].object);
    }
}

gboolean
nysta_authority_graph_write (NystaAuthorityGraph *graph, NystaTransaction *transaction,
                             GError **error)
{
  g_autoptr (NystaGraph) noted = g_steal_pointer (&graph->noted);
  gsize n = 0;

  if (noted != NULL)
    nysta_graph_statements (noted, &n);
  if (n == 0)
    return TRUE;
  nysta_graph_sort (noted);
  return nysta_transaction_add (transaction, noted, error);
}

/* --- what is no longer mentioned ---------------------------------------------------- */

/* Does a row of @pattern stand in a graph other than @own? */
static gboolean
stands_elsewhere (NystaDataset *dataset, const NystaQuad *pattern, NystaTermId own)
{
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, pattern);
  NystaQuad rows[64];
  gsize n = 0;

  while ((n = nysta_cursor_next (cursor, rows, G_N_ELEMENTS (rows))) > 0)
    for (gsize i = 0; i < n; i++)
      if (rows[i].graph != own)
        return TRUE;
  return FALSE;
}

static gboolean
is_mentioned (NystaDataset *dataset, const char *iri, NystaTermId own)
{
  const NystaTerm term = nysta_iri (iri);
  NystaTermId id = nysta_dataset_lookup (dataset, &term);
  const NystaQuad as_subject = { .subject = id }, as_object = { .object = id };

  return id != NYSTA_ANY && (stands_elsewhere (dataset, &as_subject, own) ||
                             stands_elsewhere (dataset, &as_object, own));
}

/* Does something that the graph holds lie below @iri? */
static gboolean
is_broader (NystaDataset *dataset, const char *iri, NystaTermId own)
{
  const NystaTerm term = nysta_iri (iri), predicate = nysta_iri (NS_SKOS "broader");
  const NystaQuad pattern = { .predicate = nysta_dataset_lookup (dataset, &predicate),
                              .object = nysta_dataset_lookup (dataset, &term),
                              .graph = own };
  NystaQuad row;

  if (pattern.predicate == NYSTA_ANY || pattern.object == NYSTA_ANY)
    return FALSE;
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &pattern);
  return nysta_cursor_next (cursor, &row, 1) > 0;
}

gboolean
nysta_authority_graph_tidy (NystaAuthorityGraph *graph, NystaStore *store, GError **error)
{
  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, error);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  const NystaTerm name = nysta_iri (graph->name);
  GHashTableIter iter;
  gpointer iri = NULL;
  gboolean is_due = FALSE;

  if (dataset == NULL)
    return FALSE;
  NystaTermId own = nysta_dataset_lookup (dataset, &name);
  g_hash_table_iter_init (&iter, graph->present);
  while (g_hash_table_iter_next (&iter, &iri, NULL))
    if (is_mentionable (graph, iri) && !is_mentioned (dataset, iri, own))
      {
        /* What stands above others goes when they do. */
        is_due = is_due || !is_broader (dataset, iri, own);
        g_ptr_array_add (gone, g_strdup (iri));
      }
  if (!is_due)
    return TRUE;
  for (guint i = 0; i < gone->len; i++)
    g_hash_table_remove (graph->present, gone->pdata[i]);
  return rewrite (graph, store, error);
}
