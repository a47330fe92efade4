/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/redland/pending.h"

#include <string.h>

#include "rdf/term-table.h"

/* Statements of one graph at once: their strings are copied on the way. */
#define MAX_HANDED_OVER 10000u

typedef struct Change
{
  NystaPendingChange change;
  struct Change *next_of_subject;
} Change;

struct NystaPending
{
  int n_references;
  NystaTermTable *terms;
  GPtrArray *changes;     /* Change *, owned */
  GHashTable *by_quad;    /* Change *, as a set */
  GPtrArray *of_subjects; /* by the subject's number: Change *, the last one */
};

/* --- what is set ------------------------------------------------------------ */

static guint
quad_hash (gconstpointer change)
{
  const guint32 *terms = ((const Change *) change)->change.terms;
  guint64 hash = 0;

  for (int i = 0; i < 4; i++)
    {
      hash = (hash ^ terms[i]) * 0x9e3779b97f4a7c15ull;
      hash ^= hash >> 32;
    }
  return (guint) hash;
}

static gboolean
quad_equal (gconstpointer a, gconstpointer b)
{
  const Change *left = a;
  const Change *right = b;

  return memcmp (left->change.terms, right->change.terms, sizeof left->change.terms) == 0;
}

NystaPending *
nysta_pending_new (void)
{
  NystaPending *pending = g_new0 (NystaPending, 1);

  pending->n_references = 1;
  pending->terms = nysta_term_table_new ();
  pending->changes = g_ptr_array_new_with_free_func (g_free);
  pending->by_quad = g_hash_table_new (quad_hash, quad_equal);
  pending->of_subjects = g_ptr_array_new ();
  return pending;
}

NystaPending *
nysta_pending_ref (NystaPending *pending)
{
  pending->n_references++;
  return pending;
}

void
nysta_pending_unref (NystaPending *pending)
{
  if (pending == NULL || --pending->n_references > 0)
    return;
  g_ptr_array_unref (pending->of_subjects);
  g_hash_table_unref (pending->by_quad);
  g_ptr_array_unref (pending->changes);
  nysta_term_table_free (pending->terms);
  g_free (pending);
}

/* The terms of @statement by field, as the columns of a quad. */
static void
terms_of (const NystaStatement *statement, const NystaTerm *out_terms[4])
{
  out_terms[NYSTA_FIELD_SUBJECT] = &statement->subject;
  out_terms[NYSTA_FIELD_PREDICATE] = &statement->predicate;
  out_terms[NYSTA_FIELD_OBJECT] = &statement->object;
  out_terms[NYSTA_FIELD_GRAPH] = &statement->graph;
}

void
nysta_pending_set (NystaPending *pending, const NystaStatement *statement, gboolean adds)
{
  Change key = { 0 };
  const NystaTerm *terms[4] = { 0 };

  terms_of (statement, terms);
  for (int i = 0; i < 4; i++)
    if (terms[i]->kind != NYSTA_TERM_NONE)
      key.change.terms[i] = nysta_term_table_add (pending->terms, terms[i]);

  Change *change = g_hash_table_lookup (pending->by_quad, &key);

  if (change == NULL)
    {
      guint32 subject = key.change.terms[NYSTA_FIELD_SUBJECT];

      if (pending->of_subjects->len <= subject)
        g_ptr_array_set_size (pending->of_subjects, (int) (subject + 1));
      change = g_memdup2 (&key, sizeof key);
      change->next_of_subject = g_ptr_array_index (pending->of_subjects, subject);
      g_ptr_array_index (pending->of_subjects, subject) = change;
      g_ptr_array_add (pending->changes, change);
      g_hash_table_add (pending->by_quad, change);
    }
  change->change.adds = adds;
}

guint
nysta_pending_size (const NystaPending *pending)
{
  return pending->changes->len;
}

const NystaTerm *
nysta_pending_term (const NystaPending *pending, guint32 number)
{
  return nysta_term_table_get (pending->terms, number);
}

/* --- what matches ----------------------------------------------------------- */

static void
take_if (GArray *found, const NystaPendingChange *change, const guint32 *wanted,
         gboolean any_graph)
{
  for (int i = 0; i < 3; i++)
    if (wanted[i] != 0 && wanted[i] != change->terms[i])
      return;
  if (any_graph || wanted[NYSTA_FIELD_GRAPH] == change->terms[NYSTA_FIELD_GRAPH])
    g_array_append_vals (found, change, 1);
}

GArray *
nysta_pending_match (const NystaPending *pending, const NystaStatement *pattern,
                     gboolean any_graph)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (NystaPendingChange));
  guint32 wanted[4] = { 0 };
  const NystaTerm *terms[4] = { 0 };

  terms_of (pattern, terms);
  for (int i = 0; i < 4; i++)
    if (terms[i]->kind != NYSTA_TERM_NONE &&
        (wanted[i] = nysta_term_table_find (pending->terms, terms[i])) == 0)
      return found;

  guint32 subject = wanted[NYSTA_FIELD_SUBJECT];

  if (subject != 0)
    {
      /* A term that is no subject may have a number past the array's end. */
      const Change *change = subject < pending->of_subjects->len
                               ? g_ptr_array_index (pending->of_subjects, subject)
                               : NULL;

      for (; change != NULL; change = change->next_of_subject)
        take_if (found, &change->change, wanted, any_graph);
      return found;
    }
  for (guint i = 0; i < pending->changes->len; i++)
    take_if (found, &((const Change *) g_ptr_array_index (pending->changes, i))->change,
             wanted, any_graph);
  return found;
}

/* --- making it true --------------------------------------------------------- */

static int
compare_graphs (gconstpointer a, gconstpointer b)
{
  const Change *left = *(Change *const *) a;
  const Change *right = *(Change *const *) b;
  guint32 left_graph = left->change.terms[NYSTA_FIELD_GRAPH];
  guint32 right_graph = right->change.terms[NYSTA_FIELD_GRAPH];

  return left_graph != right_graph ? (left_graph < right_graph ? -1 : 1) : 0;
}

/* Those of the @n_changes of one graph that add, or those that remove. */
static gboolean
hand_over (const NystaPending *pending, NystaTransaction *transaction,
           Change *const *changes, guint n_changes, gboolean adds, GError **error)
{
  guint32 number = changes[0]->change.terms[NYSTA_FIELD_GRAPH];
  g_autoptr (NystaGraph) graph = nysta_graph_new (
    number != 0 ? nysta_pending_term (pending, number)->value : NULL);
  gsize n = 0;

  for (guint i = 0; i < n_changes; i++)
    {
      const guint32 *terms = changes[i]->change.terms;

      if (changes[i]->change.adds == adds)
        nysta_graph_add (graph, nysta_pending_term (pending, terms[NYSTA_FIELD_SUBJECT]),
                         nysta_pending_term (pending, terms[NYSTA_FIELD_PREDICATE]),
                         nysta_pending_term (pending, terms[NYSTA_FIELD_OBJECT]));
    }
  nysta_graph_statements (graph, &n);
  if (n == 0)
    return TRUE;
  return adds ? nysta_transaction_add (transaction, graph, error)
              : nysta_transaction_remove_statements (transaction, graph, error);
}

gboolean
nysta_pending_commit (const NystaPending *pending, NystaStore *store, GError **error)
{
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);
  g_autoptr (GPtrArray) changes = NULL;

  if (transaction == NULL)
    return FALSE;

  changes = g_ptr_array_new ();
  g_ptr_array_extend (changes, pending->changes, NULL, NULL);
  g_ptr_array_sort (changes, compare_graphs);
  for (guint start = 0, end = 0; start < changes->len; start = end)
    {
      Change *const *of_graph = (Change *const *) &changes->pdata[start];

      for (end = start; end < changes->len && end - start < MAX_HANDED_OVER; end++)
        if (compare_graphs (&changes->pdata[start], &changes->pdata[end]) != 0)
          break;
      if (!hand_over (pending, transaction, of_graph, end - start, FALSE, error) ||
          !hand_over (pending, transaction, of_graph, end - start, TRUE, error))
        return FALSE;
    }
  return nysta_transaction_commit (transaction, error);
}
