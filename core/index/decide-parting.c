/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decide-parting.c: saying who is another in one document than elsewhere. */
#include "config.h"
#include "index/decide.h"

#include "base/error.h"
#include "index/appearance-internal.h"
#include "index/blocks.h"
#include "index/names.h"
#include "index/parting.h"
#include "index/reconcile.h"
#include "index/rename.h"
#include "rdf/vocabulary.h"

#include <string.h>

#define LISTED 5u

/* --- documents -------------------------------------------------------------------------- */

typedef struct
{
  NystaAppearances *appearances;
  NystaDataset *dataset;
  const char *wanted; /* NULL: any */
  GHashTable *found;  /* of char * */
} Mentions;

/* Is @iri @wanted, or does it end with it, from a slash on? */
static gboolean
is_called (const char *iri, const char *wanted)
{
  g_autofree char *plain = g_uri_unescape_string (iri, "/");
  const char *const forms[] = { iri, plain };

  while (g_str_has_prefix (wanted, "./"))
    wanted += 2;
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      gsize n = forms[i] != NULL ? strlen (forms[i]) : 0, n_wanted = strlen (wanted);

      if (n_wanted == 0 || n < n_wanted || strcmp (forms[i] + n - n_wanted, wanted) != 0)
        continue;
      if (n == n_wanted || wanted[0] == '/' || forms[i][n - n_wanted - 1] == '/')
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_document (const NystaQuad *row, gpointer user_data)
{
  Mentions *mentions = user_data;
  const char *iri = nysta_in_text (mentions->dataset, row->graph);

  if (nysta_appearances_is_document (mentions->appearances, row->graph) &&
      (mentions->wanted == NULL || is_called (iri, mentions->wanted)))
    g_hash_table_add (mentions->found, (gpointer) iri);
  return TRUE;
}

GPtrArray *
nysta_documents_called (NystaDataset *dataset, const char *iri, const char *document)
{
  static const char *const predicates[] = { RDF_TYPE, NS_DCTERMS "isReplacedBy" };
  g_autoptr (NystaAppearances) appearances = nysta_appearances_new (dataset, "");
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  Mentions mentions = { appearances, dataset, document, found };
  NystaTermId id = nysta_in_id (dataset, iri);
  GPtrArray *documents = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; id != NYSTA_ANY && i < G_N_ELEMENTS (predicates); i++)
    nysta_in_foreach (dataset, id, predicates[i], NYSTA_ANY, NYSTA_ANY, take_document,
                      &mentions);

  g_autoptr (GPtrArray) sorted = nysta_sorted_keys (found);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (documents, g_strdup (sorted->pdata[i]));
  return documents;
}

static char *
list_documents (const GPtrArray *documents)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < MIN (documents->len, LISTED); i++)
    g_string_append_printf (list, "%s<%s>", i > 0 ? ", " : "",
                            (const char *) documents->pdata[i]);
  if (documents->len > LISTED)
    g_string_append_printf (list, " and %u more", documents->len - LISTED);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* The one that mentions @iri and is called @wanted. */
static char *
find_document (NystaDataset *dataset, const char *iri, const char *wanted, GError **error)
{
  g_autoptr (GPtrArray) documents = nysta_documents_called (dataset, iri, wanted);
  g_autoptr (GPtrArray) all = nysta_documents_called (dataset, iri, NULL);
  g_autofree char *list = list_documents (documents->len > 0 ? documents : all);

  if (documents->len == 1)
    return g_strdup (documents->pdata[0]);
  if (documents->len > 1)
    g_set_error (
      error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_NOT_FOUND,
      "%s: %u documents that mention <%s> are called so: %s: say which by its IRI", wanted,
      documents->len, iri, list);
  else if (all->len > 0)
    g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_NOT_FOUND,
                 "%s: no document of that name mentions <%s>, but these do: %s", wanted,
                 iri, list);
  else
    g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_NOT_FOUND,
                 "%s: no indexed document names a person, organisation or project of that "
                 "IRI",
                 iri);
  return NULL;
}

/* --- saying ------------------------------------------------------------------------------ */

static gboolean
add_statement (const NystaStatement *statement, gpointer graph,
               G_GNUC_UNUSED GError **error)
{
  nysta_graph_add (graph, &statement->subject, &statement->predicate, &statement->object);
  return TRUE;
}

static NystaGraph *
read_graph (NystaStore *store, const char *document, GError **error)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (document);

  if (!nysta_store_foreach (store, document, add_statement, graph, error))
    return NULL;
  nysta_graph_sort (graph);
  return g_steal_pointer (&graph);
}

/* The graph as it would be read if @decisions held; identity across documents is not yet. */
static NystaGraph *
read_anew (const NystaGraph *graph, const GPtrArray *decisions, const char *base)
{
  g_autoptr (NystaGraph) as_read = nysta_rename_undo (graph, base);
  g_autoptr (NystaGraph) whole = nysta_parting_undo (as_read, base);
  NystaGraph *parted = nysta_parting_apply (whole, decisions, base);

  return parted != NULL ? parted : g_steal_pointer (&whole);
}

static void
note_blocks (const NystaGraph *graph, GHashTable *blocks)
{
  gsize n = 0;
  const NystaStatement *statements = nysta_graph_statements (graph, &n);

  nysta_appearances_note_blocks (statements, n, blocks);
}

/* Write what @decision changes: it comes, or goes. @graph is the document's, or NULL. */
static gboolean
write_parting (NystaStore *store, const NystaDecision *decision, const GPtrArray *decisions,
               gboolean comes, NystaGraph *graph, GError **error)
{
  const char *base = nysta_store_base (store);
  g_autofree char *name = nysta_identity_graph_name (base);
  g_autoptr (NystaGraph) node = nysta_graph_new (name);
  g_autoptr (GHashTable)
    blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NystaGraph) anew = graph != NULL ? read_anew (graph, decisions, base) : NULL;

  nysta_decision_write (decision, base, node);
  nysta_graph_sort (node);
  if (anew != NULL)
    {
      note_blocks (graph, blocks);
      note_blocks (anew, blocks);
    }

  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);
  return transaction != NULL &&
         (comes ? nysta_transaction_add (transaction, node, error)
                : nysta_transaction_remove_statements (transaction, node, error)) &&
         (anew == NULL || nysta_transaction_replace (transaction, anew, error)) &&
         nysta_identity_graph_mark (transaction, base, blocks, error) &&
         nysta_transaction_commit (transaction, error);
}

/* Who is @iri in @graph, as a decision. */
static NystaDecision *
make_parting (const NystaGraph *graph, const char *base, const char *iri, GError **error)
{
  g_autoptr (NystaGraph) as_read = nysta_rename_undo (graph, base);
  g_autoptr (GHashTable) renames = nysta_renames_of (graph);
  g_autofree char *key = NULL;
  g_autofree char *old = nysta_parting_find (as_read, renames, iri, &key);

  if (old == NULL)
    {
      g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_NOT_FOUND,
                   "<%s>: several of <%s> are <%s>: say which by the IRI that it had when "
                   "the document was read",
                   iri, nysta_graph_name (graph), iri);
      return NULL;
    }

  NystaDecision *decision = nysta_decision_new_parting (base, old, nysta_graph_name (graph),
                                                        key);
  if (strcmp (decision->a, decision->b) != 0)
    return decision;
  g_set_error (
    error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_CONFLICT,
    "<%s>: that <%s> means another was said before: nysta different --undo takes "
    "it back",
    iri, nysta_graph_name (graph));
  nysta_decision_free (decision);
  return NULL;
}

gboolean
nysta_decide_in (NystaStore *store, const char *iri, const char *document,
                 NystaDecision **out, guint *out_n, GError **error)
{
  const char *base = nysta_store_base (store);
  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, error);
  g_autofree char *name = dataset != NULL ? find_document (dataset, iri, document, error)
                                          : NULL;
  g_autoptr (NystaGraph) graph = name != NULL ? read_graph (store, name, error) : NULL;
  g_autoptr (NystaDecision) new = graph != NULL ? make_parting (graph, base, iri, error)
                                                : NULL;

  if (new == NULL)
    return FALSE;

  g_autoptr (GPtrArray) decisions = nysta_decisions_read (dataset, base);
  if (!nysta_decisions_check (decisions, new, error))
    return FALSE;
  g_ptr_array_add (decisions, new);
  gboolean done = write_parting (store, new, decisions, TRUE, graph, error);
  g_ptr_array_steal_index (decisions, decisions->len - 1);
  if (!done || !nysta_reconcile (store, out_n, error))
    return FALSE;
  *out_n = MAX (*out_n, 1);
  *out = g_steal_pointer (&new);
  return TRUE;
}

gboolean
nysta_decide_in_undo (NystaStore *store, const NystaDecision *decision, guint *out_n,
                      GError **error)
{
  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, error);
  g_autoptr (NystaGraph) graph = NULL;
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  if (dataset == NULL)
    return FALSE;
  if (nysta_store_has_graph (store, decision->document))
    {
      graph = read_graph (store, decision->document, error);
      if (graph == NULL)
        return FALSE;
    }

  g_autoptr (GPtrArray)
    decisions = nysta_decisions_read (dataset, nysta_store_base (store));
  for (guint i = 0; i < decisions->len; i++)
    {
      const NystaDecision *row = decisions->pdata[i];

      if (strcmp (row->a, decision->a) != 0 || strcmp (row->b, decision->b) != 0)
        g_ptr_array_add (rest, decisions->pdata[i]);
    }
  if (!write_parting (store, decision, rest, FALSE, graph, error) ||
      !nysta_reconcile (store, out_n, error))
    return FALSE;
  *out_n = graph != NULL ? MAX (*out_n, 1) : *out_n;
  return TRUE;
}

/* --- finding what was said --------------------------------------------------------------- */

/* The document may have gone since. */
static gboolean
is_about (NystaAppearances *appearances, const NystaDecision *decision, const char *wanted)
{
  g_autofree char *key = nysta_name_key (wanted);
  NystaEntityKind kind;
  const char *name = NULL;

  return nysta_decision_is_called (appearances, decision->a, wanted) ||
         nysta_decision_is_called (appearances, decision->b, wanted) ||
         (nysta_block_parse (decision->named, &kind, &name) && strcmp (name, key) == 0);
}

NystaDecision *
nysta_decision_find_in (NystaDataset *dataset, const char *base, const char *wanted,
                        const char *document, GError **error)
{
  g_autoptr (GPtrArray) decisions = nysta_decisions_read (dataset, base);
  g_autoptr (NystaAppearances) appearances = nysta_appearances_new (dataset, base);
  NystaDecision *found = NULL;
  guint n = 0, at = 0;

  for (guint i = 0; i < decisions->len; i++)
    {
      const NystaDecision *row = decisions->pdata[i];

      if (row->document == NULL || !is_called (row->document, document) ||
          !is_about (appearances, row, wanted))
        continue;
      n++;
      at = i;
    }
  if (n == 1)
    {
      found = decisions->pdata[at];
      g_ptr_array_steal_index (decisions, at);
    }
  else
    g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_NOT_FOUND,
                 n == 0 ? "%s: nobody said that it is another in %s"
                        : "%s: that was said of several in %s: say which by IRI",
                 wanted, document);
  return found;
}
