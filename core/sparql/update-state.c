/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/update-state.h"

#include <string.h>

#define CHUNK_QUADS 256u

typedef struct
{
  NystaUpdateQuad quad; /* first: it is the key */
  gboolean adds;
} Change;

static guint
hash_quad (gconstpointer key)
{
  const NystaUpdateQuad *quad = key;
  guint64 hash = 0;

  for (guint i = 0; i < 4; i++)
    hash = (hash ^ quad->terms[i]) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return (guint) (hash >> 32);
}

static gboolean
equal_quads (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (NystaUpdateQuad)) == 0;
}

void
nysta_update_state_init (NystaUpdateState *state, NystaDataset *before)
{
  state->before = nysta_dataset_ref (before);
  state->now = NULL;
  state->terms = nysta_term_table_new ();
  state->changes = g_hash_table_new_full (hash_quad, equal_quads, g_free, NULL);
}

void
nysta_update_state_clear (NystaUpdateState *state)
{
  g_clear_pointer (&state->before, nysta_dataset_unref);
  g_clear_pointer (&state->now, nysta_dataset_unref);
  g_clear_pointer (&state->terms, nysta_term_table_free);
  g_clear_pointer (&state->changes, g_hash_table_unref);
}

static NystaTermId
look_up (const NystaUpdateState *state, guint32 number)
{
  return nysta_dataset_lookup (state->before, nysta_term_table_get (state->terms, number));
}

static NystaTermId
look_up_graph (const NystaUpdateState *state, guint32 number)
{
  return number != 0 ? look_up (state, number) : NYSTA_UNNAMED;
}

static gboolean
was_there (const NystaUpdateState *state, const NystaUpdateQuad *quad)
{
  const NystaQuad pattern = { look_up (state, quad->terms[0]),
                              look_up (state, quad->terms[1]),
                              look_up (state, quad->terms[2]),
                              look_up_graph (state, quad->terms[3]) };
  NystaQuad found;

  if (pattern.subject == 0 || pattern.predicate == 0 || pattern.object == 0 ||
      pattern.graph == 0)
    return FALSE;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (state->before, &pattern);

  return nysta_cursor_next (cursor, &found, 1) > 0;
}

void
nysta_update_state_set (NystaUpdateState *state, const NystaUpdateQuad *quad, gboolean adds)
{
  g_clear_pointer (&state->now, nysta_dataset_unref);
  if (was_there (state, quad) == adds)
    {
      g_hash_table_remove (state->changes, quad);
      return;
    }

  Change *change = g_new (Change, 1);

  *change = (Change){ .quad = *quad, .adds = adds };
  g_hash_table_replace (state->changes, change, change);
}

/* --- what is there -------------------------------------------------------------------------- */

static guint32
number_of (NystaUpdateState *state, NystaTermId id, GString *buffer)
{
  NystaTerm term = { 0 };

  return nysta_dataset_read_term (state->before, id, buffer, &term)
           ? nysta_term_table_add (state->terms, &term)
           : 0;
}

static void
add_before (NystaUpdateState *state, NystaTermId graph, GArray *quads)
{
  const NystaQuad pattern = { .graph = graph };
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (state->before, &pattern);
  g_autoptr (GString) buffer = g_string_new (NULL);
  NystaQuad rows[CHUNK_QUADS];
  gsize n = 0;

  while ((n = nysta_cursor_next (cursor, rows, CHUNK_QUADS)) > 0)
    for (gsize i = 0; i < n; i++)
      {
        NystaUpdateQuad quad = { { number_of (state, rows[i].subject, buffer),
                                   number_of (state, rows[i].predicate, buffer),
                                   number_of (state, rows[i].object, buffer), 0 } };

        if (graph != NYSTA_UNNAMED)
          quad.terms[3] = number_of (state, rows[i].graph, buffer);
        /* A change of what was there can only be its removal. Terms that are damaged are
         * told of by nysta_dataset_check(). */
        if (!g_hash_table_contains (state->changes, &quad) && quad.terms[0] != 0 &&
            quad.terms[1] != 0 && quad.terms[2] != 0)
          g_array_append_val (quads, quad);
      }
}

GArray *
nysta_update_state_graph (NystaUpdateState *state, guint32 graph)
{
  GArray *quads = g_array_new (FALSE, FALSE, sizeof (NystaUpdateQuad));
  NystaTermId id = look_up_graph (state, graph);
  GHashTableIter iter;
  gpointer value = NULL;

  if (id != 0)
    add_before (state, id, quads);
  g_hash_table_iter_init (&iter, state->changes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Change *change = value;

      if (change->adds && change->quad.terms[3] == graph)
        g_array_append_val (quads, change->quad);
    }
  return quads;
}

GArray *
nysta_update_state_all (NystaUpdateState *state, gboolean of_unnamed, gboolean of_named)
{
  GArray *quads = g_array_new (FALSE, FALSE, sizeof (NystaUpdateQuad));
  GHashTableIter iter;
  gpointer value = NULL;

  if (of_unnamed)
    add_before (state, NYSTA_UNNAMED, quads);
  if (of_named)
    add_before (state, NYSTA_ANY, quads);
  g_hash_table_iter_init (&iter, state->changes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Change *change = value;

      if (change->adds && (change->quad.terms[3] == 0 ? of_unnamed : of_named))
        g_array_append_val (quads, change->quad);
    }
  return quads;
}

static NystaStatement
statement_of (const NystaUpdateState *state, const NystaUpdateQuad *quad)
{
  NystaStatement statement = {
    .subject = *nysta_term_table_get (state->terms, quad->terms[0]),
    .predicate = *nysta_term_table_get (state->terms, quad->terms[1]),
    .object = *nysta_term_table_get (state->terms, quad->terms[2]),
  };

  if (quad->terms[3] != 0)
    statement.graph = *nysta_term_table_get (state->terms, quad->terms[3]);
  return statement;
}

NystaDataset *
nysta_update_state_now (NystaUpdateState *state, GError **error)
{
  if (g_hash_table_size (state->changes) == 0)
    return state->before;
  if (state->now != NULL)
    return state->now;

  g_autoptr (GArray) quads = nysta_update_state_all (state, TRUE, TRUE);
  g_autoptr (NystaMemoryBuilder) builder = nysta_memory_builder_new ();

  if (!nysta_dataset_check (state->before, error))
    return NULL;
  for (guint i = 0; i < quads->len; i++)
    {
      const NystaStatement statement = statement_of (
        state, &g_array_index (quads, NystaUpdateQuad, i));

      nysta_memory_builder_add (builder, &statement);
    }
  state->now = nysta_memory_builder_finish (g_steal_pointer (&builder));
  return state->now;
}

/* --- what became of it ----------------------------------------------------------------------- */

/* By graph, removals first, then in the order in which terms were met. */
static gint
compare_changes (gconstpointer a, gconstpointer b)
{
  const Change *left = *(Change *const *) a;
  const Change *right = *(Change *const *) b;

  if (left->quad.terms[3] != right->quad.terms[3])
    return left->quad.terms[3] < right->quad.terms[3] ? -1 : 1;
  if (left->adds != right->adds)
    return left->adds ? 1 : -1;
  for (guint i = 0; i < 3; i++)
    if (left->quad.terms[i] != right->quad.terms[i])
      return left->quad.terms[i] < right->quad.terms[i] ? -1 : 1;
  return 0;
}

gboolean
nysta_update_state_tell (NystaUpdateState *state, NystaUpdateFunc func, gpointer user_data,
                         NystaUpdateCounts *out_counts, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  NystaUpdateCounts counts = { 0 };
  guint32 graph = 0;
  GHashTableIter iter;
  gpointer value = NULL;

  if (!nysta_dataset_check (state->before, error))
    return FALSE;
  g_hash_table_iter_init (&iter, state->changes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (changes, value);
  g_ptr_array_sort (changes, compare_changes);
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = changes->pdata[i];
      const NystaStatement statement = statement_of (state, &change->quad);

      counts.n_graphs += i == 0 || change->quad.terms[3] != graph;
      graph = change->quad.terms[3];
      *(change->adds ? &counts.n_added : &counts.n_removed) += 1;
      if (!func (&statement, change->adds, user_data, error))
        return FALSE;
    }
  if (out_counts != NULL)
    *out_counts = counts;
  return TRUE;
}
