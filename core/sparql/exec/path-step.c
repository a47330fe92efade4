/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/exec/path-step.h"

#define CHUNK_QUADS 128u

struct NystaPath
{
  NystaNodeKind kind; /* IRI, or one of the PATH_ */
  NystaOp op;         /* of PATH_REPEAT */
  NystaTermId id;
  GPtrArray *parts;   /* NystaPath * */
  GArray *refused[2]; /* PATH_NEGATED: ids, forwards and backwards */
  gboolean looks[2];  /* whether it goes that way at all */
};

static void
free_part (gpointer part)
{
  nysta_path_free (part);
}

static NystaTermId
iri_id (NystaExecution *execution, const NystaNode *node)
{
  return nysta_run_terms_add (execution->terms, node->term);
}

static void
compile_negated (NystaExecution *execution, const NystaNode *node, NystaPath *path)
{
  for (const NystaNode *part = node->first; part != NULL; part = part->next)
    {
      guint way = part->kind == NYSTA_NODE_PATH_INVERSE;
      NystaTermId id = iri_id (execution, way ? part->first : part);

      g_array_append_val (path->refused[way], id);
      path->looks[way] = TRUE;
    }
  if (node->first == NULL)
    path->looks[0] = TRUE;
}

NystaPath *
nysta_path_compile (NystaExecution *execution, const NystaNode *node)
{
  NystaPath *path = g_new0 (NystaPath, 1);

  path->kind = node->kind;
  path->op = node->op;
  path->parts = g_ptr_array_new_with_free_func (free_part);
  for (guint i = 0; i < 2; i++)
    path->refused[i] = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  if (node->kind == NYSTA_NODE_IRI)
    path->id = iri_id (execution, node);
  else if (node->kind == NYSTA_NODE_PATH_NEGATED)
    compile_negated (execution, node, path);
  else
    for (const NystaNode *part = node->first; part != NULL; part = part->next)
      g_ptr_array_add (path->parts, nysta_path_compile (execution, part));
  return path;
}

void
nysta_path_free (NystaPath *path)
{
  if (path == NULL)
    return;
  g_ptr_array_unref (path->parts);
  for (guint i = 0; i < 2; i++)
    g_array_unref (path->refused[i]);
  g_free (path);
}

gboolean
nysta_path_is_nullable (const NystaPath *path)
{
  gboolean any = FALSE, all = TRUE;

  for (guint i = 0; i < path->parts->len; i++)
    {
      gboolean is = nysta_path_is_nullable (path->parts->pdata[i]);

      any = any || is;
      all = all && is;
    }
  switch (path->kind)
    {
    case NYSTA_NODE_PATH_REPEAT:
      return path->op != NYSTA_OP_ONE_OR_MORE || all;
    case NYSTA_NODE_PATH_ALTERNATIVE:
      return any;
    case NYSTA_NODE_PATH_SEQUENCE:
    case NYSTA_NODE_PATH_INVERSE:
      return all;
    default:
      return FALSE;
    }
}

gboolean
nysta_path_lets (const NystaPath *path, NystaTermId predicate, gboolean backwards)
{
  const GArray *refused = path->refused[backwards ? 1 : 0];

  for (guint i = 0; i < refused->len; i++)
    if (g_array_index (refused, NystaTermId, i) == predicate)
      return FALSE;
  return TRUE;
}

/* Add field @field of the rows of @pattern. @negated: (nullable): whose predicates count. */
static gboolean
add_scan (NystaOperator *owner, const NystaQuad *pattern, NystaField field,
          const NystaPath *negated, gboolean way, NystaRowSet *out)
{
  NystaExecution *execution = owner->execution;
  NystaQuad quads[CHUNK_QUADS];
  gsize n = 0;

  if (((pattern->subject | pattern->predicate | pattern->object) & NYSTA_COMPUTED_TERM) !=
      0)
    return TRUE;

  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (execution->dataset, pattern);

  if (!nysta_budget_check (&execution->budget, &execution->error))
    return FALSE;
  while ((n = nysta_cursor_next (cursor, quads, CHUNK_QUADS)) > 0)
    for (gsize i = 0; i < n; i++)
      {
        NystaTermId id = field == NYSTA_FIELD_SUBJECT ? quads[i].subject : quads[i].object;
        gboolean is_new = FALSE;

        if (negated != NULL && !nysta_path_lets (negated, quads[i].predicate, way))
          continue;
        if (nysta_row_set_add (out, &id, &is_new) < 0)
          return FALSE;
      }
  return TRUE;
}

static gboolean
follow_step (NystaOperator *owner, NystaTermId graph, NystaTermId predicate,
             NystaTermId from, gboolean backwards, const NystaPath *negated, gboolean way,
             NystaRowSet *out)
{
  const NystaQuad pattern = { .subject = backwards ? 0 : from,
                              .predicate = predicate,
                              .object = backwards ? from : 0,
                              .graph = graph };

  return add_scan (owner, &pattern, backwards ? NYSTA_FIELD_SUBJECT : NYSTA_FIELD_OBJECT,
                   negated, way, out);
}

static gboolean
follow_sequence (const NystaPath *path, NystaOperator *owner, NystaTermId graph,
                 NystaTermId from, gboolean backwards, NystaRowSet *out)
{
  NystaRowSet here, there;
  gboolean is_new = FALSE;
  guint n = path->parts->len;

  nysta_row_set_init (&here, owner, 1);
  gboolean ok = nysta_row_set_add (&here, &from, &is_new) >= 0;

  for (guint i = 0; ok && i < n; i++)
    {
      const NystaPath *part = path->parts->pdata[backwards ? n - 1 - i : i];

      nysta_row_set_init (&there, owner, 1);
      for (gsize k = 0; ok && k < here.rows.n_rows; k++)
        ok = nysta_path_follow (part, owner, graph, *nysta_rows_get (&here.rows, k),
                                backwards, i + 1 == n ? out : &there);
      nysta_row_set_clear (&here);
      here = there;
    }
  nysta_row_set_clear (&here);
  return ok;
}

/* Breadth first: what was reached is followed once. What others have put into @out was not
 * reached from here. */
static gboolean
follow_repeat (const NystaPath *path, NystaOperator *owner, NystaTermId graph,
               NystaTermId from, gboolean backwards, NystaRowSet *out)
{
  const NystaPath *part = path->parts->pdata[0];
  NystaRowSet own;
  NystaRowSet *reached = out->rows.n_rows == 0 ? out : &own;
  gboolean is_new = FALSE;
  gboolean ok = TRUE;

  nysta_row_set_init (&own, owner, 1);
  if (path->op != NYSTA_OP_ONE_OR_MORE)
    ok = nysta_row_set_add (reached, &from, &is_new) >= 0;
  if (path->op != NYSTA_OP_ZERO_OR_MORE)
    ok = ok && nysta_path_follow (part, owner, graph, from, backwards, reached);
  for (gsize i = 0; ok && path->op != NYSTA_OP_ZERO_OR_ONE && i < reached->rows.n_rows; i++)
    ok = nysta_path_follow (part, owner, graph, *nysta_rows_get (&reached->rows, i),
                            backwards, reached);
  for (gsize i = 0; ok && reached == &own && i < own.rows.n_rows; i++)
    ok = nysta_row_set_add (out, nysta_rows_get (&own.rows, i), &is_new) >= 0;
  nysta_row_set_clear (&own);
  return ok;
}

gboolean
nysta_path_follow (const NystaPath *path, NystaOperator *owner, NystaTermId graph,
                   NystaTermId from, gboolean backwards, NystaRowSet *out)
{
  gboolean ok = TRUE;

  switch (path->kind)
    {
    case NYSTA_NODE_IRI:
      return follow_step (owner, graph, path->id, from, backwards, NULL, FALSE, out);
    case NYSTA_NODE_PATH_INVERSE:
      return nysta_path_follow (path->parts->pdata[0], owner, graph, from, !backwards, out);
    case NYSTA_NODE_PATH_SEQUENCE:
      return follow_sequence (path, owner, graph, from, backwards, out);
    case NYSTA_NODE_PATH_ALTERNATIVE:
      for (guint i = 0; ok && i < path->parts->len; i++)
        ok = nysta_path_follow (path->parts->pdata[i], owner, graph, from, backwards, out);
      return ok;
    case NYSTA_NODE_PATH_NEGATED:
      for (guint way = 0; ok && way < 2; way++)
        if (path->looks[way])
          ok = follow_step (owner, graph, 0, from, backwards != (way == 1), path, way == 1,
                            out);
      return ok;
    default:
      return follow_repeat (path, owner, graph, from, backwards, out);
    }
}

gboolean
nysta_path_starts (const NystaPath *path, NystaOperator *owner, NystaTermId graph,
                   gboolean backwards, NystaRowSet *out)
{
  const NystaQuad pattern = { .predicate = path->id, .graph = graph };
  guint n = path->parts->len;

  switch (path->kind)
    {
    case NYSTA_NODE_IRI:
      return add_scan (owner, &pattern,
                       backwards ? NYSTA_FIELD_OBJECT : NYSTA_FIELD_SUBJECT, NULL, FALSE,
                       out);
    case NYSTA_NODE_PATH_INVERSE:
      return nysta_path_starts (path->parts->pdata[0], owner, graph, !backwards, out);
    case NYSTA_NODE_PATH_SEQUENCE:
      if (nysta_path_is_nullable (path->parts->pdata[backwards ? n - 1 : 0]))
        return nysta_path_nodes (owner, graph, out);
      return nysta_path_starts (path->parts->pdata[backwards ? n - 1 : 0], owner, graph,
                                backwards, out);
    case NYSTA_NODE_PATH_ALTERNATIVE:
    case NYSTA_NODE_PATH_REPEAT:
      for (guint i = 0; i < n; i++)
        if (!nysta_path_starts (path->parts->pdata[i], owner, graph, backwards, out))
          return FALSE;
      return TRUE;
    default:
      return nysta_path_nodes (owner, graph, out);
    }
}

gboolean
nysta_path_nodes (NystaOperator *owner, NystaTermId graph, NystaRowSet *out)
{
  const NystaQuad pattern = { .graph = graph };

  return add_scan (owner, &pattern, NYSTA_FIELD_SUBJECT, NULL, FALSE, out) &&
         add_scan (owner, &pattern, NYSTA_FIELD_OBJECT, NULL, FALSE, out);
}

gboolean
nysta_path_is_node (NystaOperator *owner, NystaTermId graph, NystaTermId id)
{
  const NystaQuad patterns[2] = { { .subject = id, .graph = graph },
                                  { .object = id, .graph = graph } };
  NystaQuad quad;

  if ((id & NYSTA_COMPUTED_TERM) != 0)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (NystaCursor)
        cursor = nysta_dataset_scan (owner->execution->dataset, &patterns[i]);

      if (nysta_cursor_next (cursor, &quad, 1) > 0)
        return TRUE;
    }
  return FALSE;
}
