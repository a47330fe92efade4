/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/decide.h"

#include "base/error.h"
#include "index/blocks.h"
#include "index/names.h"
#include "index/parting.h"
#include "index/reconcile.h"

#include <string.h>

/* --- asking ------------------------------------------------------------------------------ */

/* All that a decision on two entities rests upon. */
typedef struct
{
  NystaAppearances *appearances;
  GPtrArray *decisions;
  GHashTable *blocks;
  GPtrArray *rows;
  NystaResolution *resolution;
  const NystaUnit *units[2];
} Question;

static void
question_clear (Question *question)
{
  g_clear_pointer (&question->resolution, nysta_resolution_free);
  g_clear_pointer (&question->rows, g_ptr_array_unref);
  g_clear_pointer (&question->blocks, g_hash_table_unref);
  g_clear_pointer (&question->decisions, g_ptr_array_unref);
  g_clear_pointer (&question->appearances, nysta_appearances_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static const NystaDecision *
find_decision (const GPtrArray *decisions, const NystaDecision *wanted)
{
  for (guint i = 0; i < decisions->len; i++)
    {
      const NystaDecision *row = decisions->pdata[i];

      if (strcmp (row->a, wanted->a) == 0 && strcmp (row->b, wanted->b) == 0)
        return row;
    }
  return NULL;
}

/* Whom a decision on both means, whose IRIs may have gone. */
static void
add_meant_blocks (const GPtrArray *decisions, const char *a, const char *b, GPtrArray *out)
{
  g_autoptr (NystaDecision) wanted = nysta_decision_new (a, b, TRUE);
  const NystaDecision *known = find_decision (decisions, wanted);

  for (guint side = 0; known != NULL && side < 2; side++)
    {
      char *block = nysta_parting_block (known->meant_name[side]);

      if (block != NULL)
        g_ptr_array_add (out, block);
    }
}

static gboolean
question_open (Question *question, NystaDataset *dataset, const char *base, const char *a,
               const char *b, GError **error)
{
  const char *const iris[] = { a, b };
  g_autoptr (GPtrArray) start = g_ptr_array_new_with_free_func (g_free);

  question->appearances = nysta_appearances_new (dataset, base);
  question->decisions = nysta_decisions_read (dataset, base);
  question->blocks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (iris); i++)
    {
      g_autoptr (GPtrArray)
        blocks = nysta_appearances_blocks_of (question->appearances, iris[i]);

      for (guint j = 0; j < blocks->len; j++)
        g_ptr_array_add (start, g_strdup (blocks->pdata[j]));
    }
  add_meant_blocks (question->decisions, a, b, start);
  question->rows = nysta_reconcile_closure (question->appearances, question->decisions,
                                            start, question->blocks);
  question->resolution = nysta_resolve (question->rows, question->decisions);
  for (gsize i = 0; i < G_N_ELEMENTS (iris); i++)
    {
      question->units[i] = nysta_resolution_unit (question->resolution, iris[i]);
      if (question->units[i] == NULL)
        {
          g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_NOT_FOUND,
                       "%s: no indexed document names a person, organisation or project "
                       "of that IRI",
                       iris[i]);
          return FALSE;
        }
    }
  return TRUE;
}

void
nysta_identity_answer_clear (NystaIdentityAnswer *answer)
{
  g_clear_pointer (&answer->reason, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (answer->now); i++)
    {
      g_clear_pointer (&answer->now[i], g_free);
      g_clear_pointer (&answer->documents[i], g_ptr_array_unref);
    }
}

/* Those that mention @unit, each once */
static GPtrArray *
documents_of (const NystaUnit *unit)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < unit->appearances->len; i++)
    g_hash_table_add (
      seen, (gpointer) ((NystaAppearance *) unit->appearances->pdata[i])->document);

  g_autoptr (GPtrArray) sorted = nysta_sorted_keys (seen);
  GPtrArray *documents = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (documents, g_strdup (sorted->pdata[i]));
  return documents;
}

gboolean
nysta_identity_ask (NystaDataset *dataset, const char *base, const char *a, const char *b,
                    NystaIdentityAnswer *out, GError **error)
{
  g_auto (Question) question = { 0 };
  NystaVerdictOnIdentity verdict = { 0 };

  if (!question_open (&question, dataset, base, a, b, error))
    return FALSE;
  nysta_resolution_compare (question.resolution, question.units[0], question.units[1],
                            question.decisions, &verdict);
  out->is_same = verdict.is_same;
  out->score = verdict.score;
  out->reason = verdict.reason;
  for (gsize i = 0; i < G_N_ELEMENTS (out->now); i++)
    {
      out->now[i] = g_strdup (
        nysta_resolution_head (question.resolution, question.units[i])->iri);
      out->documents[i] = documents_of (question.units[i]);
    }
  return TRUE;
}

/* --- saying ------------------------------------------------------------------------------ */

/* How what people said makes @from and @to the same: "A = B, B = C"; NULL if it does not.
 * @but is left out. (transfer full) */
static char *
path_of_same (const GPtrArray *decisions, const char *from, const char *to,
              const NystaDecision *but)
{
  g_autoptr (GHashTable) before = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  g_autoptr (GString) path = g_string_new (NULL);

  g_ptr_array_add (queue, (gpointer) to);
  g_hash_table_insert (before, (gpointer) to, NULL);
  for (guint i = 0; i < queue->len; i++)
    for (guint j = 0; j < decisions->len; j++)
      {
        const NystaDecision *row = decisions->pdata[j];
        const char *here = queue->pdata[i];
        char *next = strcmp (row->a, here) == 0   ? row->b
                     : strcmp (row->b, here) == 0 ? row->a
                                                  : NULL;

        if (next == NULL || !row->is_same || g_hash_table_contains (before, next) ||
            (strcmp (row->a, but->a) == 0 && strcmp (row->b, but->b) == 0))
          continue;
        g_hash_table_insert (before, next, (gpointer) here);
        g_ptr_array_add (queue, next);
      }
  if (!g_hash_table_contains (before, from))
    return NULL;
  for (const char *at = from, *next = NULL;
       (next = g_hash_table_lookup (before, at)) != NULL; at = next)
    g_string_append_printf (path, "%s%s = %s", path->len > 0 ? ", " : "", at, next);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

static gboolean
refuse (GError **error, const char *path, const char *a, const char *b)
{
  g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_CONFLICT,
               "that would contradict what was said before (%s, but %s and %s differ): "
               "take one of these back with --undo",
               path, a, b);
  return FALSE;
}

/* Do @new and what was said of others before contradict each other? */
gboolean
nysta_decisions_check (const GPtrArray *decisions, const NystaDecision *new, GError **error)
{
  g_autoptr (GPtrArray) with_new = nysta_borrowed_copy (decisions);
  const NystaDecision none = { (char *) "", (char *) "", FALSE };

  if (!new->is_same)
    {
      g_autofree char *path = path_of_same (decisions, new->a, new->b, new);

      return path == NULL || refuse (error, path, new->a, new->b);
    }
  g_ptr_array_add (with_new, (gpointer) new);
  for (guint i = 0; i < decisions->len; i++)
    {
      const NystaDecision *row = decisions->pdata[i];
      gboolean is_replaced = strcmp (row->a, new->a) == 0 && strcmp (row->b, new->b) == 0;
      g_autofree char *path = row->is_same || is_replaced
                                ? NULL
                                : path_of_same (with_new, row->a, row->b, &none);

      if (path != NULL)
        return refuse (error, path, row->a, row->b);
    }
  return TRUE;
}

static NystaEntityKind
kind_of (const NystaUnit *unit)
{
  return ((const NystaAppearance *) unit->appearances->pdata[0])->kind;
}

static gboolean
check_new (const Question *question, const NystaDecision *new, GError **error)
{
  NystaEntityKind kinds[] = { kind_of (question->units[0]), kind_of (question->units[1]) };

  if (kinds[0] != kinds[1])
    {
      g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_CONFLICT,
                   "%s is a thing of kind %s, %s of kind %s", question->units[0]->iri,
                   nysta_block_kind (kinds[0]), question->units[1]->iri,
                   nysta_block_kind (kinds[1]));
      return FALSE;
    }
  if (strcmp (new->a, new->b) == 0)
    {
      g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_CONFLICT,
                   "%s: both are one already, by what their documents say: there are no "
                   "two IRIs that could be told apart%s",
                   new->a,
                   new->is_same ? ""
                                : ": nysta different A --in DOCUMENT parts whom one "
                                  "document means");
      return FALSE;
    }
  return nysta_decisions_check (question->decisions, new, error);
}

/* What @old meant, unless another decision is about it, too. */
static void
drop_meaning (const GPtrArray *decisions, const NystaDecision *old, NystaGraph *gone)
{
  for (guint side = 0; side < 2; side++)
    {
      gboolean is_needed = FALSE;

      for (guint i = 0; i < decisions->len && !is_needed; i++)
        is_needed = decisions->pdata[i] != old &&
                    nysta_decision_is_about (decisions->pdata[i],
                                             side == 0 ? old->a : old->b);
      if (!is_needed)
        nysta_decision_write_meaning (old, side, gone);
    }
}

static gboolean
write_decision (NystaStore *store, const NystaDecision *old, const NystaDecision *new,
                const GPtrArray *decisions, GHashTable *blocks, GError **error)
{
  const char *base = nysta_store_base (store);
  g_autofree char *name = nysta_identity_graph_name (base);
  g_autoptr (NystaGraph) gone = nysta_graph_new (name);
  g_autoptr (NystaGraph) come = nysta_graph_new (name);

  if (old != NULL)
    nysta_decision_write (old, base, gone);
  if (new != NULL)
    nysta_decision_write (new, base, come);
  else
    drop_meaning (decisions, old, gone);
  nysta_graph_sort (gone);
  nysta_graph_sort (come);

  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);
  return transaction != NULL &&
         nysta_transaction_remove_statements (transaction, gone, error) &&
         nysta_transaction_add (transaction, come, error) &&
         nysta_identity_graph_mark (transaction, base, blocks, error) &&
         nysta_transaction_commit (transaction, error);
}

gboolean
nysta_decision_is_called (NystaAppearances *appearances, const char *iri,
                          const char *wanted)
{
  g_autofree char *key = nysta_name_key (wanted);
  g_autofree char *person = nysta_block_person_name (wanted);
  g_autoptr (GPtrArray) blocks = nysta_appearances_blocks_of (appearances, iri);

  for (guint i = 0; i < blocks->len; i++)
    {
      NystaEntityKind kind;
      const char *name = NULL;

      if (nysta_block_parse (blocks->pdata[i], &kind, &name) &&
          strcmp (name, kind == NYSTA_PERSON ? person : key) == 0)
        return TRUE;
    }
  return strcmp (iri, wanted) == 0;
}

static gboolean
is_side_called (NystaAppearances *appearances, const NystaDecision *decision, guint side,
                const char *wanted)
{
  NystaEntityKind kind;
  const char *name = NULL;
  g_autofree char *key = nysta_name_key (wanted);

  return nysta_decision_is_called (appearances, side == 0 ? decision->a : decision->b,
                                   wanted) ||
         (decision->meant_name[side] != NULL &&
          nysta_block_parse (decision->meant_name[side], &kind, &name) &&
          strcmp (name, key) == 0);
}

gboolean
nysta_decision_find (NystaDataset *dataset, const char *base, gboolean is_same,
                     const char *x, const char *y, char **out_a, char **out_b)
{
  g_autoptr (NystaAppearances) appearances = nysta_appearances_new (dataset, base);
  g_autoptr (GPtrArray) decisions = nysta_decisions_read (dataset, base);
  const NystaDecision *found = NULL;

  for (guint i = 0; i < decisions->len; i++)
    {
      const NystaDecision *row = decisions->pdata[i];

      if (row->is_same != is_same || !((is_side_called (appearances, row, 0, x) &&
                                        is_side_called (appearances, row, 1, y)) ||
                                       (is_side_called (appearances, row, 0, y) &&
                                        is_side_called (appearances, row, 1, x))))
        continue;
      if (found != NULL)
        return FALSE;
      found = row;
    }
  if (found == NULL)
    return FALSE;
  *out_a = g_strdup (found->a);
  *out_b = g_strdup (found->b);
  return TRUE;
}

/* Take back what was said, also of what no document names any more. */
static gboolean
undo_decision (NystaStore *store, const Question *question, const NystaDecision *wanted,
               GError **error)
{
  const NystaDecision *old = find_decision (question->decisions, wanted);

  if (old != NULL && old->is_same == wanted->is_same)
    return write_decision (store, old, NULL, question->decisions, question->blocks, error);
  g_set_error (error, NYSTA_IDENTITY_ERROR, NYSTA_IDENTITY_ERROR_NOT_FOUND,
               "%s and %s: nobody said that they are %s", wanted->a, wanted->b,
               wanted->is_same ? "the same" : "different");
  return FALSE;
}

gboolean
nysta_decide (NystaStore *store, const char *a, const char *b, gboolean is_same,
              gboolean undo, guint *out_n, GError **error)
{
  g_autoptr (NystaDecision) new = nysta_decision_new (a, b, is_same);
  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, error);
  g_autoptr (GError) unknown = NULL;
  g_auto (Question) question = { 0 };

  if (dataset == NULL)
    return FALSE;

  gboolean is_known = question_open (&question, dataset, nysta_store_base (store), a, b,
                                     &unknown);
  const NystaDecision *old = find_decision (question.decisions, new);

  /* Of one document, both ways of taking it back. */
  if (old != NULL && old->document != NULL && (undo != is_same))
    return nysta_decide_in_undo (store, old, out_n, error);
  if (old != NULL && old->document != NULL && !undo)
    {
      *out_n = 0; /* it is said already */
      return TRUE;
    }
  if (!is_known && !undo)
    {
      g_propagate_error (error, g_steal_pointer (&unknown));
      return FALSE;
    }
  if (undo ? !undo_decision (store, &question, new, error)
           : !check_new (&question, new, error) ||
               !write_decision (store, find_decision (question.decisions, new), new,
                                question.decisions, question.blocks, error))
    return FALSE;
  return nysta_reconcile (store, out_n, error);
}
