/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update-explain.c: a request as text, stage by stage. */
#include "config.h"
#include "sparql/update-request.h"

#include "sparql/engine.h"
#include "sparql/plan/optimise.h"

NystaSyntaxTree *
nysta_update_parse (const char *text, const NystaQueryOptions *options, GError **error)
{
  const NystaSyntaxOptions syntax = { .base = options->base,
                                      .strict = options->strict,
                                      .store_base = options->store_base };

  return nysta_syntax_parse (text, -1, NYSTA_SYNTAX_UPDATE_UNIT, &syntax, error);
}

const char *
nysta_update_operation_name (const NystaNode *operation)
{
  switch (operation->kind)
    {
    case NYSTA_NODE_INSERT_DATA:
      return "INSERT DATA";
    case NYSTA_NODE_DELETE_DATA:
      return "DELETE DATA";
    case NYSTA_NODE_DELETE_WHERE:
      return "DELETE WHERE";
    case NYSTA_NODE_LOAD:
      return "LOAD";
    case NYSTA_NODE_CLEAR:
      return "CLEAR";
    case NYSTA_NODE_DROP:
      return "DROP";
    case NYSTA_NODE_CREATE:
      return "CREATE";
    case NYSTA_NODE_ADD:
      return "ADD";
    case NYSTA_NODE_MOVE:
      return "MOVE";
    case NYSTA_NODE_COPY:
      return "COPY";
    default:
      break;
    }
  if (nysta_node_find (operation, NYSTA_NODE_DELETE_CLAUSE) == NULL)
    return "INSERT";
  return nysta_node_find (operation, NYSTA_NODE_INSERT_CLAUSE) == NULL ? "DELETE"
                                                                       : "DELETE/INSERT";
}

static gboolean
explain_where (const NystaSyntaxTree *tree, const NystaUpdateOptions *options,
               const NystaNode *operation, NystaDataset *before, NystaQueryStage stage,
               GString *out, GError **error)
{
  g_auto (NystaEngine) engine = { 0 };
  g_autoptr (NystaAlgebraQuery) query = nysta_algebra_translate (tree, operation, error);

  if (query == NULL)
    return FALSE;
  if (stage == NYSTA_QUERY_STAGE_ALGEBRA)
    {
      nysta_algebra_print (query, out);
      g_string_append_c (out, '\n');
    }
  if (!options->query.keeps_algebra)
    nysta_algebra_optimise (query);
  if (stage == NYSTA_QUERY_STAGE_ALGEBRA)
    {
      nysta_algebra_print (query, out);
      return TRUE;
    }
  if (!nysta_engine_init (&engine, query, before, &options->query, error))
    return FALSE;
  nysta_operator_print (engine.root, FALSE, out);
  return TRUE;
}

gboolean
nysta_sparql_update_explain (const char *text, const NystaUpdateOptions *options,
                             NystaDataset *before, NystaQueryStage stage, GString *out,
                             GError **error)
{
  g_autoptr (NystaSyntaxTree) tree = nysta_update_parse (text, &options->query, error);

  if (tree == NULL)
    return FALSE;
  if (stage == NYSTA_QUERY_STAGE_TREE)
    {
      nysta_syntax_print (tree, out);
      return TRUE;
    }
  for (const NystaNode *child = tree->root->first; child != NULL; child = child->next)
    {
      gboolean has_where = child->kind == NYSTA_NODE_MODIFY ||
                           child->kind == NYSTA_NODE_DELETE_WHERE;

      g_string_append_printf (out, "%s# %u:%u %s\n", child != tree->root->first ? "\n" : "",
                              child->line, child->column,
                              nysta_update_operation_name (child));
      if (has_where && !explain_where (tree, options, child, before, stage, out, error))
        return FALSE;
    }
  return TRUE;
}
