/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/reconcile.h"

#include "index/blocks.h"
#include "index/parting.h"
#include "index/rename.h"
#include "rdf/vocabulary.h"

#include <string.h>

enum
{
  /* From so many names on, reading all is cheaper than looking each up. */
  MANY_NAMES = 64,
  /* Of so many of one name it is written who differs from whom; of more it can be asked. */
  MAX_DIFFERING = 8,
  /* Graphs written at once */
  MAX_GRAPHS = 256
};

typedef struct
{
  NystaStore *store;
  const char *base;
  NystaDataset *dataset;
  NystaAppearances *appearances;
  GPtrArray *decisions;
  GHashTable *done;      /* blocks that were looked at */
  GHashTable *documents; /* document -> renames that change */
  NystaGraph *gone;      /* of the identity graph */
  NystaGraph *come;
} Pass;

/* --- what belongs together ------------------------------------------------------------- */

static void
enqueue (GHashTable *blocks, GPtrArray *queue, const char *block)
{
  char *own = NULL;

  if (g_hash_table_contains (blocks, block))
    return;
  own = g_strdup (block);
  g_hash_table_add (blocks, own);
  g_ptr_array_add (queue, own);
}

/* What a decision's other side may be. */
static void
enqueue_side (NystaAppearances *appearances, const NystaDecision *decision, guint side,
              GHashTable *blocks, GPtrArray *queue)
{
  g_autoptr (GPtrArray)
    more = nysta_appearances_blocks_of (appearances, side == 0 ? decision->a : decision->b);
  g_autofree char *block = nysta_parting_block (decision->meant_name[side]);

  for (guint i = 0; i < more->len; i++)
    enqueue (blocks, queue, more->pdata[i]);
  if (block != NULL)
    enqueue (blocks, queue, block);
}

static void
follow_decisions (NystaAppearances *appearances, const GPtrArray *decisions,
                  const NystaAppearance *row, GHashTable *blocks, GPtrArray *queue)
{
  for (guint i = 0; i < decisions->len; i++)
    for (guint side = 0; side < 2; side++)
      if (nysta_decision_means (decisions->pdata[i], side, row))
        enqueue_side (appearances, decisions->pdata[i], 1 - side, blocks, queue);
}

GPtrArray *
nysta_reconcile_closure (NystaAppearances *appearances, const GPtrArray *decisions,
                         const GPtrArray *blocks, GHashTable *out_blocks)
{
  GPtrArray *all = g_ptr_array_new ();
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();

  for (guint i = 0; i < blocks->len; i++)
    enqueue (out_blocks, queue, blocks->pdata[i]);
  for (guint i = 0; i < queue->len; i++)
    {
      GPtrArray *rows = nysta_appearances_of_block (appearances, queue->pdata[i]);

      for (guint j = 0; j < rows->len; j++)
        {
          const NystaAppearance *row = rows->pdata[j];
          g_ptr_array_add (all, (gpointer) row);
          for (guint k = 0; k < row->keys->len; k++)
            enqueue (out_blocks, queue, row->keys->pdata[k]);
          follow_decisions (appearances, decisions, row, out_blocks, queue);
        }
    }
  return all;
}

/* --- what follows ------------------------------------------------------------------------ */

static void
want_rename (Pass *pass, const NystaAppearance *row, const NystaUnit *head)
{
  GHashTable *renames = g_hash_table_lookup (pass->documents, row->document);
  const char *name = NULL, *language = NULL;

  if (strcmp (row->now, head->iri) == 0)
    return;
  if (renames == NULL)
    {
      renames = nysta_renames_new ();
      g_hash_table_insert (pass->documents, g_strdup (row->document), renames);
    }
  if (row->kind == NYSTA_ORGANISATION)
    name = nysta_unit_name (head, &language);
  nysta_renames_add (renames, row->iri, head->iri, name, language);
}

static const GPtrArray *
blocks_of (const NystaUnit *unit)
{
  return ((const NystaAppearance *) unit->appearances->pdata[0])->keys;
}

static void
write_verdict (Pass *pass, const NystaResolution *resolution, const NystaUnit *a,
               const NystaUnit *b)
{
  NystaVerdictOnIdentity verdict = { 0 };
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();

  nysta_resolution_compare (resolution, a, b, pass->decisions, &verdict);
  g_ptr_array_extend (blocks, (GPtrArray *) blocks_of (a), NULL, NULL);
  g_ptr_array_extend (blocks, (GPtrArray *) blocks_of (b), NULL, NULL);
  nysta_identity_graph_write (pass->come, pass->base, a->iri, b->iri, blocks, &verdict);
  g_free (verdict.reason);
}

static gboolean
share_block (const NystaUnit *a, const NystaUnit *b)
{
  const GPtrArray *x = blocks_of (a), *y = blocks_of (b);

  for (guint i = 0; i < x->len; i++)
    if (g_ptr_array_find_with_equal_func ((GPtrArray *) y, x->pdata[i], g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/* Whom the decision means, as long as its IRI stands in a document: up to date. */
static void
write_meaning (Pass *pass, const NystaResolution *resolution, const NystaDecision *decision,
               guint side)
{
  const char *iri = side == 0 ? decision->a : decision->b;
  const NystaUnit *unit = nysta_resolution_unit (resolution, iri);
  g_autoptr (NystaDecision) now = NULL;

  if (unit == NULL || decision->document != NULL)
    return;

  const NystaAppearance *first = unit->appearances->pdata[0];
  now = nysta_decision_new (decision->a, decision->b, decision->is_same);
  now->meant_name[side] = nysta_parting_key (first->kind, first->name);
  /* They come by document. */
  for (guint i = 0; i < MIN (unit->appearances->len, NYSTA_MAX_MEANT); i++)
    g_ptr_array_add (
      now->meant_in[side],
      g_strdup (((NystaAppearance *) unit->appearances->pdata[i])->document));
  nysta_decision_write_meaning (decision, side, pass->gone);
  nysta_decision_write_meaning (now, side, pass->come);
}

static void
take_resolution (Pass *pass, const NystaResolution *resolution)
{
  for (guint i = 0; i < pass->decisions->len; i++)
    for (guint side = 0; side < 2; side++)
      write_meaning (pass, resolution, pass->decisions->pdata[i], side);

  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  g_autoptr (GHashTable) head_of = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < resolution->units->len; i++)
    {
      const NystaUnit *unit = resolution->units->pdata[i];
      gpointer cluster = GUINT_TO_POINTER (unit->cluster + 1);
      NystaUnit *head = g_hash_table_lookup (head_of, cluster);

      if (head == NULL)
        {
          head = nysta_resolution_head (resolution, unit);
          g_hash_table_insert (head_of, cluster, head);
          g_ptr_array_add (heads, head);
        }
      for (guint j = 0; j < unit->appearances->len; j++)
        want_rename (pass, unit->appearances->pdata[j], head);
      if (unit != head)
        write_verdict (pass, resolution, unit, head);
    }
  for (guint i = 0; heads->len <= MAX_DIFFERING && i < heads->len; i++)
    for (guint j = i + 1; j < heads->len; j++)
      if (share_block (heads->pdata[i], heads->pdata[j]))
        write_verdict (pass, resolution, heads->pdata[i], heads->pdata[j]);
}

static void
look_at (Pass *pass, const char *mark)
{
  g_autoptr (GPtrArray) start = g_ptr_array_new ();
  g_autoptr (GHashTable)
    blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer block = NULL;

  if (g_hash_table_contains (pass->done, mark))
    return;
  g_ptr_array_add (start, (gpointer) mark);

  g_autoptr (GPtrArray)
    rows = nysta_reconcile_closure (pass->appearances, pass->decisions, start, blocks);
  g_autoptr (NystaResolution) resolution = nysta_resolve (rows, pass->decisions);

  take_resolution (pass, resolution);
  g_hash_table_iter_init (&iter, blocks);
  while (g_hash_table_iter_next (&iter, &block, NULL))
    {
      nysta_identity_graph_collect (pass->dataset, pass->base, block, pass->gone);
      g_hash_table_add (pass->done, g_strdup (block));
    }
}

/* --- writing ------------------------------------------------------------------------------ */

static gboolean
add_statement (const NystaStatement *statement, gpointer graph,
               G_GNUC_UNUSED GError **error)
{
  nysta_graph_add (graph, &statement->subject, &statement->predicate, &statement->object);
  return TRUE;
}

static gboolean
rewrite_document (Pass *pass, NystaTransaction *transaction, const char *document,
                  GHashTable *changes, GError **error)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (document);
  GHashTableIter iter;
  gpointer from = NULL, value = NULL;

  if (!nysta_store_foreach (pass->store, document, add_statement, graph, error))
    return FALSE;

  g_autoptr (GHashTable) renames = nysta_renames_of (graph);
  g_autoptr (NystaGraph) as_read = nysta_rename_undo (graph, pass->base);

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &from, &value))
    {
      const NystaRename *change = value;

      nysta_renames_add (renames, from, change->iri, change->name, change->language);
    }

  g_autoptr (NystaGraph) renamed = nysta_rename_apply (as_read, renames, pass->base);
  return nysta_transaction_replace (transaction, renamed, error);
}

/* Some at a time: should it end in between, the marks are there still, and what was done is
 * not done again. */
static gboolean
rewrite_documents (Pass *pass, GError **error)
{
  g_autoptr (GPtrArray) documents = nysta_sorted_keys (pass->documents);
  g_autoptr (NystaTransaction) transaction = NULL;

  for (guint i = 0; i < documents->len; i++)
    {
      const char *document = documents->pdata[i];

      if (transaction == NULL)
        transaction = nysta_store_begin (pass->store, error);
      if (transaction == NULL ||
          !rewrite_document (pass, transaction, document,
                             g_hash_table_lookup (pass->documents, document), error))
        return FALSE;
      if ((i + 1) % MAX_GRAPHS != 0 && i + 1 < documents->len)
        continue;
      if (!nysta_transaction_commit (transaction, error))
        return FALSE;
      nysta_transaction_free (g_steal_pointer (&transaction));
    }
  return TRUE;
}

static gboolean
write_identities (Pass *pass, const GPtrArray *marks, GError **error)
{
  g_autofree char *name = nysta_identity_marks_name (pass->base);
  g_autoptr (NystaGraph) done = nysta_graph_new (name);
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (pass->store, error);

  for (guint i = 0; i < marks->len; i++)
    nysta_graph_add_literal (done, name, NS_NYSTA "unresolved", marks->pdata[i], NULL);
  nysta_graph_sort (done);
  nysta_graph_sort (pass->gone);
  nysta_graph_sort (pass->come);
  return transaction != NULL &&
         nysta_transaction_remove_statements (transaction, done, error) &&
         nysta_transaction_remove_statements (transaction, pass->gone, error) &&
         nysta_transaction_add (transaction, pass->come, error) &&
         nysta_transaction_commit (transaction, error);
}

static gboolean
reconcile (Pass *pass, const GPtrArray *marks, GError **error)
{
  if (marks->len >= MANY_NAMES)
    nysta_appearances_read_all (pass->appearances);
  for (guint i = 0; i < marks->len; i++)
    look_at (pass, marks->pdata[i]);
  return nysta_dataset_check (pass->dataset, error) && rewrite_documents (pass, error) &&
         write_identities (pass, marks, error);
}

gboolean
nysta_reconcile (NystaStore *store, guint *out_n, GError **error)
{
  const char *base = nysta_store_base (store);
  g_autofree char *name = nysta_identity_graph_name (base);
  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, error);

  if (out_n != NULL)
    *out_n = 0;
  if (dataset == NULL)
    return FALSE;

  g_autoptr (GPtrArray) marks = nysta_identity_graph_marks (dataset, base);
  if (marks->len == 0)
    return TRUE;

  g_autoptr (NystaAppearances) appearances = nysta_appearances_new (dataset, base);
  g_autoptr (GPtrArray) decisions = nysta_decisions_read (dataset, base);
  g_autoptr (GHashTable)
    done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) documents = g_hash_table_new_full (
    g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_autoptr (NystaGraph) gone = nysta_graph_new (name);
  g_autoptr (NystaGraph) come = nysta_graph_new (name);
  Pass pass = { store, base, dataset, appearances, decisions, done, documents, gone, come };

  if (!reconcile (&pass, marks, error))
    return FALSE;
  if (out_n != NULL)
    *out_n = g_hash_table_size (documents);
  return TRUE;
}
