/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/identity-graph.h"

#include "index/parting.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

#include <string.h>

#define UNRESOLVED NS_NYSTA "unresolved"
#define ABOUT NS_NYSTA "about"
#define VERDICT NS_NYSTA "verdict"
#define BLOCK NS_NYSTA "block"
#define IN_DOCUMENT NS_NYSTA "inDocument"
#define NAMED NS_NYSTA "named"
#define MEANT_IN NS_NYSTA "meantIn"

char *
nysta_identity_graph_name (const char *base)
{
  return g_strconcat (base, "res/identity", NULL);
}

/* Apart from the decisions: it is no part of what a store holds, and no export has it. */
char *
nysta_identity_marks_name (const char *base)
{
  return g_strconcat (base, "res/run/unresolved", NULL);
}

/* --- marks ---------------------------------------------------------------------------- */

gboolean
nysta_identity_graph_mark (NystaTransaction *transaction, const char *base,
                           GHashTable *keys, GError **error)
{
  g_autofree char *name = nysta_identity_marks_name (base);
  g_autoptr (NystaGraph) graph = nysta_graph_new (name);
  GHashTableIter iter;
  gpointer key = NULL;

  if (g_hash_table_size (keys) == 0)
    return TRUE;
  g_hash_table_iter_init (&iter, keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    nysta_graph_add_literal (graph, name, UNRESOLVED, key, NULL);
  nysta_graph_sort (graph);
  return nysta_transaction_add (transaction, graph, error);
}

static gboolean
add_statement (const NystaStatement *statement, gpointer graph,
               G_GNUC_UNUSED GError **error)
{
  nysta_graph_add (graph, &statement->subject, &statement->predicate, &statement->object);
  return TRUE;
}

gboolean
nysta_names_of_graph (NystaStore *store, const char *document, GHashTable *keys,
                      GError **error)
{
  g_autoptr (NystaGraph) graph = nysta_graph_new (document);
  gsize n = 0;

  if (!nysta_store_has_graph (store, document))
    return TRUE;
  if (!nysta_store_foreach (store, document, add_statement, graph, error))
    return FALSE;

  const NystaStatement *statements = nysta_graph_statements (graph, &n);
  nysta_appearances_note_blocks (statements, n, keys);
  return TRUE;
}

/* --- reading ------------------------------------------------------------------------- */

static NystaTermId
id_of (NystaDataset *dataset, const char *iri)
{
  const NystaTerm term = nysta_iri (iri);

  return nysta_dataset_lookup (dataset, &term);
}

/* Rows of the graph that match, of which NULL stands for any. */
static NystaCursor *
scan_graph (NystaDataset *dataset, const char *name, NystaTermId subject,
            const char *predicate, NystaTermId object)
{
  NystaQuad pattern = { .subject = subject,
                        .object = object,
                        .graph = id_of (dataset, name) };

  if (predicate != NULL)
    pattern.predicate = id_of (dataset, predicate);
  if (pattern.graph == NYSTA_ANY || (predicate != NULL && pattern.predicate == NYSTA_ANY))
    return NULL;
  return nysta_dataset_scan (dataset, &pattern);
}

static NystaCursor *
scan (NystaDataset *dataset, const char *base, NystaTermId subject, const char *predicate,
      NystaTermId object)
{
  g_autofree char *name = nysta_identity_graph_name (base);

  return scan_graph (dataset, name, subject, predicate, object);
}

static gboolean
next_row (NystaCursor *cursor, NystaQuad *out_row)
{
  return cursor != NULL && nysta_cursor_next (cursor, out_row, 1) == 1;
}

static const char *
text_of (NystaDataset *dataset, NystaTermId id)
{
  NystaTerm term = { 0 };

  return nysta_dataset_term (dataset, id, &term) ? term.value : "";
}

GPtrArray *
nysta_identity_graph_marks (NystaDataset *dataset, const char *base)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = nysta_identity_marks_name (base);
  g_autoptr (NystaCursor)
    cursor = scan_graph (dataset, name, NYSTA_ANY, UNRESOLVED, NYSTA_ANY);
  NystaQuad row;

  while (next_row (cursor, &row))
    g_ptr_array_add (marks, g_strdup (text_of (dataset, row.object)));
  return marks;
}

/* --- what people said ----------------------------------------------------------------- */

void
nysta_decision_free (NystaDecision *decision)
{
  if (decision == NULL)
    return;
  g_free (decision->a);
  g_free (decision->b);
  g_free (decision->document);
  g_free (decision->named);
  for (gsize i = 0; i < G_N_ELEMENTS (decision->meant_in); i++)
    {
      g_free (decision->meant_name[i]);
      g_ptr_array_unref (decision->meant_in[i]);
    }
  g_free (decision);
}

NystaDecision *
nysta_decision_new (const char *a, const char *b, gboolean is_same)
{
  NystaDecision *decision = g_new0 (NystaDecision, 1);
  gboolean in_order = strcmp (a, b) <= 0;

  decision->a = g_strdup (in_order ? a : b);
  decision->b = g_strdup (in_order ? b : a);
  decision->is_same = is_same;
  for (gsize i = 0; i < G_N_ELEMENTS (decision->meant_in); i++)
    decision->meant_in[i] = g_ptr_array_new_with_free_func (g_free);
  return decision;
}

NystaDecision *
nysta_decision_new_parting (const char *base, const char *iri, const char *document,
                            const char *named)
{
  g_autofree char *other = nysta_parting_iri (base, document, named);
  NystaDecision *decision = nysta_decision_new (iri, other, FALSE);

  decision->document = g_strdup (document);
  decision->named = g_strdup (named);
  return decision;
}

static int
compare_decisions (gconstpointer a, gconstpointer b)
{
  const NystaDecision *x = *(const NystaDecision *const *) a;
  const NystaDecision *y = *(const NystaDecision *const *) b;
  int order = strcmp (x->a, y->a);

  return order != 0 ? order : strcmp (x->b, y->b);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
read_meaning (NystaDataset *dataset, const char *base, NystaDecision *decision, guint side)
{
  NystaTermId iri = id_of (dataset, side == 0 ? decision->a : decision->b);
  g_autoptr (NystaCursor) documents = scan (dataset, base, iri, MEANT_IN, NYSTA_ANY);
  g_autoptr (NystaCursor) names = scan (dataset, base, iri, NAMED, NYSTA_ANY);
  NystaQuad row;

  while (next_row (documents, &row))
    g_ptr_array_add (decision->meant_in[side], g_strdup (text_of (dataset, row.object)));
  g_ptr_array_sort (decision->meant_in[side], compare_texts);
  if (next_row (names, &row))
    decision->meant_name[side] = g_strdup (text_of (dataset, row.object));
}

static NystaDecision *
read_decision (NystaDataset *dataset, const char *base, NystaTermId node)
{
  g_autoptr (NystaCursor) about = scan (dataset, base, node, ABOUT, NYSTA_ANY);
  g_autoptr (NystaCursor) verdict = scan (dataset, base, node, VERDICT, NYSTA_ANY);
  g_autoptr (NystaCursor) document = scan (dataset, base, node, IN_DOCUMENT, NYSTA_ANY);
  g_autoptr (NystaCursor) named = scan (dataset, base, node, NAMED, NYSTA_ANY);
  NystaQuad a, b, said, where, name;

  if (!next_row (about, &a) || !next_row (about, &b) || !next_row (verdict, &said))
    return NULL;

  NystaDecision *decision = nysta_decision_new (
    text_of (dataset, a.object), text_of (dataset, b.object),
    strcmp (text_of (dataset, said.object), "same") == 0);

  if (next_row (document, &where) && next_row (named, &name))
    {
      decision->document = g_strdup (text_of (dataset, where.object));
      decision->named = g_strdup (text_of (dataset, name.object));
    }
  else
    for (guint side = 0; side < 2; side++)
      read_meaning (dataset, base, decision, side);
  return decision;
}

GPtrArray *
nysta_decisions_read (NystaDataset *dataset, const char *base)
{
  GPtrArray *decisions = g_ptr_array_new_with_free_func (
    (GDestroyNotify) nysta_decision_free);
  NystaTermId type = id_of (dataset, NS_NYSTA "UserDecision");
  g_autoptr (NystaCursor)
    cursor = type != NYSTA_ANY ? scan (dataset, base, NYSTA_ANY, RDF_TYPE, type) : NULL;
  NystaQuad row;

  while (next_row (cursor, &row))
    {
      NystaDecision *decision = read_decision (dataset, base, row.subject);

      if (decision != NULL)
        g_ptr_array_add (decisions, decision);
    }
  g_ptr_array_sort (decisions, compare_decisions);
  return decisions;
}

static char *
decision_iri (const char *base, const char *kind, const char *a, const char *b)
{
  gboolean in_order = strcmp (a, b) <= 0;
  g_autofree char *hash = nysta_iri_hash (kind, in_order ? a : b, in_order ? b : a, NULL);

  return g_strconcat (base, "id/decision/", hash, NULL);
}

static void
write_node (NystaGraph *graph, const char *iri, const char *a, const char *b,
            gboolean is_same, double score, const char *reason)
{
  g_autofree char *number = g_strdup_printf ("%d.%02d", (int) score,
                                             (int) (score * 100 + 0.5) % 100);

  nysta_graph_add_iri (graph, iri, RDF_TYPE, NS_NYSTA "Decision");
  nysta_graph_add_iri (graph, iri, ABOUT, a);
  nysta_graph_add_iri (graph, iri, ABOUT, b);
  nysta_graph_add_literal (graph, iri, VERDICT, is_same ? "same" : "different", NULL);
  nysta_graph_add_literal (graph, iri, NS_NYSTA "score", number, XSD_DECIMAL);
  nysta_graph_add_literal (graph, iri, NS_NYSTA "reason", reason, NULL);
}

void
nysta_decision_write_meaning (const NystaDecision *decision, guint side, NystaGraph *graph)
{
  const char *iri = side == 0 ? decision->a : decision->b;
  const GPtrArray *documents = decision->meant_in[side];

  for (guint i = 0; i < documents->len; i++)
    nysta_graph_add_iri (graph, iri, MEANT_IN, documents->pdata[i]);
  if (decision->meant_name[side] != NULL)
    nysta_graph_add_literal (graph, iri, NAMED, decision->meant_name[side], NULL);
}

gboolean
nysta_decision_is_about (const NystaDecision *decision, const char *iri)
{
  return decision->document == NULL &&
         (strcmp (decision->a, iri) == 0 || strcmp (decision->b, iri) == 0);
}

void
nysta_decision_write (const NystaDecision *decision, const char *base, NystaGraph *graph)
{
  g_autofree char *iri = decision_iri (base, "user-decision", decision->a, decision->b);

  nysta_graph_add_iri (graph, iri, RDF_TYPE, NS_NYSTA "UserDecision");
  write_node (graph, iri, decision->a, decision->b, decision->is_same, 1.0,
              "somebody said so");
  if (decision->document == NULL)
    return;
  nysta_graph_add_iri (graph, iri, IN_DOCUMENT, decision->document);
  nysta_graph_add_literal (graph, iri, NAMED, decision->named, NULL);
}

/* --- what nysta decided ---------------------------------------------------------------- */

static void
collect_rows (NystaDataset *dataset, NystaCursor *cursor, NystaGraph *out)
{
  NystaQuad row;

  while (next_row (cursor, &row))
    {
      NystaTerm subject = { 0 }, predicate = { 0 }, object = { 0 };

      nysta_dataset_term (dataset, row.subject, &subject);
      nysta_dataset_term (dataset, row.predicate, &predicate);
      nysta_dataset_term (dataset, row.object, &object);
      nysta_graph_add (out, &subject, &predicate, &object);
    }
}

void
nysta_identity_graph_collect (NystaDataset *dataset, const char *base, const char *key,
                              NystaGraph *out)
{
  const NystaTerm term = nysta_literal (key, NULL, NULL);
  NystaTermId id = nysta_dataset_lookup (dataset, &term);
  g_autoptr (NystaCursor)
    nodes = id != NYSTA_ANY ? scan (dataset, base, NYSTA_ANY, BLOCK, id) : NULL;
  NystaQuad node, about;

  while (next_row (nodes, &node))
    {
      g_autoptr (NystaCursor) all = scan (dataset, base, node.subject, NULL, NYSTA_ANY);
      g_autoptr (NystaCursor) abouts = scan (dataset, base, node.subject, ABOUT, NYSTA_ANY);

      collect_rows (dataset, all, out);
      while (next_row (abouts, &about))
        {
          g_autoptr (NystaCursor) replaced = scan (dataset, base, about.object,
                                                   NS_DCTERMS "isReplacedBy", NYSTA_ANY);
          g_autoptr (NystaCursor)
            same = scan (dataset, base, about.object, NS_OWL "sameAs", NYSTA_ANY);

          collect_rows (dataset, replaced, out);
          collect_rows (dataset, same, out);
        }
    }
}

void
nysta_identity_graph_write (NystaGraph *graph, const char *base, const char *a,
                            const char *b, const GPtrArray *blocks,
                            const NystaVerdictOnIdentity *verdict)
{
  g_autofree char *iri = decision_iri (base, "decision", a, b);

  write_node (graph, iri, a, b, verdict->is_same, verdict->score, verdict->reason);
  for (guint i = 0; i < blocks->len; i++)
    nysta_graph_add_literal (graph, iri, BLOCK, blocks->pdata[i], NULL);
  if (verdict->is_same)
    {
      nysta_graph_add_iri (graph, a, NS_DCTERMS "isReplacedBy", b);
      nysta_graph_add_iri (graph, a, NS_OWL "sameAs", b);
    }
}
