/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update-graphs.c: operations on whole graphs, SPARQL 1.1 Update §3.1.5 and §3.2. */
#include "config.h"
#include "sparql/update-request.h"

#include "base/error.h"
#include "sparql/overlay.h"

#define CHUNK_QUADS 256u

/* What a GRAPH_REF names, but NAMED and ALL. */
static NystaTermId
graph_of (NystaUpdateRequest *request, const NystaNode *ref)
{
  return ref->first != NULL ? nysta_update_constant (request, ref->first) : NYSTA_UNNAMED;
}

/* The unnamed graph is always there. */
static gboolean
is_there (NystaUpdateRequest *request, NystaTermId graph)
{
  return graph == NYSTA_UNNAMED || g_hash_table_contains (request->created, &graph) ||
         nysta_dataset_statistic (request->now, NYSTA_STATISTIC_GRAPH_TRIPLES, graph) > 0;
}

static gboolean
fail (const NystaNode *operation, const NystaNode *ref, const char *word, const char *what,
      GError **error)
{
  g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_FAILED,
               "%u:%u: %s <%s>: %s: write %s SILENT if that is no fault", operation->line,
               operation->column, word, ref->first->term->value, what, word);
  return FALSE;
}

static gboolean
is_silent (const NystaNode *operation)
{
  return (operation->flags & NYSTA_NODE_IS_SILENT) != 0;
}

static void
clear_graph (NystaUpdateRequest *request, NystaTermId graph)
{
  request->n_removed += nysta_overlay_clear (request->now, graph);
}

/* CLEAR of a graph that isn't there is no fault: a store without empty graphs can't tell it
 * from one that is empty. */
static gboolean
do_clear (NystaUpdateRequest *request, const NystaNode *operation, GError **error)
{
  const NystaNode *ref = operation->first;
  gboolean is_all = (ref->flags & NYSTA_NODE_IS_ALL) != 0;
  gboolean drops = operation->kind == NYSTA_NODE_DROP;

  if (is_all || (ref->flags & NYSTA_NODE_IS_NAMED) != 0)
    {
      clear_graph (request, NYSTA_ANY);
      if (is_all)
        clear_graph (request, NYSTA_UNNAMED);
      if (drops)
        g_hash_table_remove_all (request->created);
      return nysta_update_check (request, 0, error);
    }

  NystaTermId graph = graph_of (request, ref);
  gboolean was_there = is_there (request, graph);

  if (drops && !was_there && !is_silent (operation))
    return fail (operation, ref, "DROP", "no such graph", error);
  clear_graph (request, graph);
  if (drops)
    g_hash_table_remove (request->created, &graph);
  else if (was_there && graph != NYSTA_UNNAMED)
    g_hash_table_add (request->created, g_memdup2 (&graph, sizeof graph));
  return nysta_update_check (request, 0, error);
}

static gboolean
do_create (NystaUpdateRequest *request, const NystaNode *operation, GError **error)
{
  NystaTermId graph = graph_of (request, operation->first);

  if (!is_there (request, graph))
    g_hash_table_add (request->created, g_memdup2 (&graph, sizeof graph));
  else if (!is_silent (operation))
    return fail (operation, operation->first, "CREATE", "there is one", error);
  return TRUE;
}

/* Into the graph @target: what is in @source. */
static gboolean
copy_graph (NystaUpdateRequest *request, NystaTermId source, NystaTermId target,
            GError **error)
{
  const NystaQuad pattern = { .graph = source };
  g_autoptr (GArray) quads = g_array_new (FALSE, FALSE, sizeof (NystaQuad));
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (request->now, &pattern);
  NystaQuad rows[CHUNK_QUADS];

  for (gsize n = 0; (n = nysta_cursor_next (cursor, rows, CHUNK_QUADS)) > 0;)
    {
      for (gsize i = 0; i < n; i++)
        rows[i].graph = target;
      g_array_append_vals (quads, rows, (guint) n);
      if (!nysta_update_check (request, quads->len * sizeof (NystaQuad), error))
        return FALSE;
    }
  g_clear_pointer (&cursor, nysta_cursor_free);
  return nysta_dataset_check (request->now, error) &&
         nysta_update_set_all (request, quads, TRUE, error);
}

/* ADD, COPY and MOVE: the same but for what else is removed. */
static gboolean
do_transfer (NystaUpdateRequest *request, const NystaNode *operation, GError **error)
{
  static const char *const words[] = { "ADD", "MOVE", "COPY" };
  const NystaNode *from = operation->first;
  NystaTermId source = graph_of (request, from);
  NystaTermId target = graph_of (request, from->next);

  if (!is_there (request, source))
    return is_silent (operation) || fail (operation, from,
                                          words[operation->kind == NYSTA_NODE_ADD    ? 0
                                                : operation->kind == NYSTA_NODE_MOVE ? 1
                                                                                     : 2],
                                          "no such graph", error);
  if (source == target)
    return TRUE;
  if (operation->kind != NYSTA_NODE_ADD)
    clear_graph (request, target);
  if (!copy_graph (request, source, target, error))
    return FALSE;
  if (operation->kind == NYSTA_NODE_MOVE)
    {
      clear_graph (request, source);
      g_hash_table_remove (request->created, &source);
    }
  return nysta_update_check (request, 0, error);
}

gboolean
nysta_update_graphs (NystaUpdateRequest *request, const NystaNode *operation,
                     GError **error)
{
  switch (operation->kind)
    {
    case NYSTA_NODE_CLEAR:
    case NYSTA_NODE_DROP:
      return do_clear (request, operation, error);
    case NYSTA_NODE_CREATE:
      return do_create (request, operation, error);
    default:
      return do_transfer (request, operation, error);
    }
}
