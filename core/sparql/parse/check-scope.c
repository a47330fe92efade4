/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* check-scope.c: what is in scope, SPARQL 1.1 §18.2.1 and notes 9 and 10 of the grammar; what
 * may be selected from groups, §11.4. Recursion is bounded, as the parser's is. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

#include "base/limits.h"

#define WORD_BITS 64

/* A set of variables by number */
typedef struct
{
  guint64 words[NYSTA_MAX_VARIABLES / WORD_BITS];
} Scope;

static void
scope_add (Scope *scope, guint variable)
{
  scope->words[variable / WORD_BITS] |= (guint64) 1 << variable % WORD_BITS;
}

static gboolean
scope_has (const Scope *scope, guint variable)
{
  return (scope->words[variable / WORD_BITS] >> variable % WORD_BITS & 1) != 0;
}

static void
scope_add_all (Scope *scope, const Scope *others)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scope->words); i++)
    scope->words[i] |= others->words[i];
}

static void
scope_add_node (Scope *scope, const NystaNode *node)
{
  if (node->kind == NYSTA_NODE_VAR)
    scope_add (scope, node->number);
}

static const char *
name_of (NystaSyntaxParser *parser, const NystaNode *variable)
{
  return g_ptr_array_index (parser->tree->variables, variable->number);
}

static gboolean check_group (NystaSyntaxParser *parser, const NystaNode *group,
                             Scope *scope);

/* A group that gives nothing to what is round it: of EXISTS, of MINUS */
static gboolean
check_aside (NystaSyntaxParser *parser, const NystaNode *group)
{
  Scope aside = { 0 };

  return check_group (parser, group, &aside);
}

static gboolean
check_expression (NystaSyntaxParser *parser, const NystaNode *node)
{
  if (node->kind == NYSTA_NODE_EXISTS || node->kind == NYSTA_NODE_NOT_EXISTS)
    return check_aside (parser, node->first);
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    if (child->first != NULL && !check_expression (parser, child))
      return FALSE;
  return TRUE;
}

/* --- SELECT ------------------------------------------------------------------------------ */

/* Each variable outside of aggregates is a key, or made of keys before. */
static gboolean
check_grouped (NystaSyntaxParser *parser, const NystaNode *node, const Scope *keys)
{
  if (node->kind == NYSTA_NODE_AGGREGATE || node->kind == NYSTA_NODE_EXISTS ||
      node->kind == NYSTA_NODE_NOT_EXISTS ||
      (node->kind == NYSTA_NODE_FUNCTION_CALL &&
       (node->flags & NYSTA_NODE_IS_DISTINCT) != 0))
    return TRUE;
  if (node->kind == NYSTA_NODE_VAR && !scope_has (keys, node->number))
    {
      nysta_parse_fail (
        parser, node->line, node->column,
        "found ?%s, which is neither in GROUP BY nor in an aggregate: add it "
        "to GROUP BY, or write SAMPLE (?%s)",
        name_of (parser, node), name_of (parser, node));
      return FALSE;
    }
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    if (!check_grouped (parser, child, keys))
      return FALSE;
  return TRUE;
}

static gboolean
check_new (NystaSyntaxParser *parser, const NystaNode *variable, const Scope *visible,
           const char *where)
{
  if (!scope_has (visible, variable->number))
    return TRUE;
  nysta_parse_fail (parser, variable->line, variable->column,
                    "found AS ?%s, which has a value %s already, expected a new variable",
                    name_of (parser, variable), where);
  return FALSE;
}

/* @visible: of the pattern. Adds what GROUP BY names with AS; @keys gets what it groups by. */
static gboolean
check_group_clause (NystaSyntaxParser *parser, const NystaNode *clause, Scope *visible,
                    Scope *keys)
{
  for (const NystaNode *child = clause->first; child != NULL; child = child->next)
    {
      const NystaNode *variable = child->kind == NYSTA_NODE_AS ? child->last : child;

      if (!check_expression (parser, child))
        return FALSE;
      if (child->kind == NYSTA_NODE_AS)
        {
          if (!check_new (parser, variable, visible, "in the pattern or GROUP BY"))
            return FALSE;
          scope_add (visible, variable->number);
        }
      scope_add_node (keys, variable);
    }
  return TRUE;
}

/* @visible: what may not be named anew; @scope gets what is projected. */
static gboolean
check_select_clause (NystaSyntaxParser *parser, const NystaNode *query,
                     const NystaNode *clause, Scope *visible, Scope *keys, Scope *scope)
{
  gboolean grouped = (query->flags & NYSTA_NODE_IS_GROUPED) != 0;
  Scope projected = { 0 };

  if ((clause->flags & NYSTA_NODE_IS_ALL) != 0)
    {
      if (grouped)
        nysta_parse_fail (parser, clause->line, clause->column,
                          "found SELECT * with GROUP BY or an aggregate, expected SELECT "
                          "with variables: name those that are wanted");
      scope_add_all (scope, visible);
      return !grouped;
    }
  for (const NystaNode *child = clause->first; child != NULL; child = child->next)
    {
      if (grouped && !check_grouped (
                       parser, child->kind == NYSTA_NODE_AS ? child->first : child, keys))
        return FALSE;
      if (child->kind == NYSTA_NODE_AS)
        {
          const NystaNode *variable = child->last;

          if (!check_expression (parser, child) ||
              !check_new (parser, variable, visible, "in the pattern") ||
              !check_new (parser, variable, &projected, "in SELECT"))
            return FALSE;
          scope_add (keys, variable->number);
        }
      scope_add_node (&projected, child->kind == NYSTA_NODE_AS ? child->last : child);
    }
  scope_add_all (scope, &projected);
  return TRUE;
}

/* Any query; @scope gets what a subquery has to give. */
static gboolean
check_query (NystaSyntaxParser *parser, const NystaNode *query, Scope *scope)
{
  const NystaNode *clause = nysta_node_find (query, NYSTA_NODE_SELECT_CLAUSE);
  const NystaNode *values = nysta_node_find (query, NYSTA_NODE_VALUES);
  Scope visible = { 0 }, keys = { 0 };

  for (const NystaNode *child = query->first; child != NULL; child = child->next)
    {
      gboolean ok = TRUE;

      if (child->kind == NYSTA_NODE_GROUP_GRAPH_PATTERN)
        ok = check_group (parser, child, &visible);
      else if (child->kind == NYSTA_NODE_GROUP_CLAUSE)
        ok = check_group_clause (parser, child, &visible, &keys);
      else if (child->kind == NYSTA_NODE_HAVING_CLAUSE ||
               child->kind == NYSTA_NODE_ORDER_CLAUSE)
        ok = check_expression (parser, child);
      if (!ok)
        return FALSE;
    }
  /* §18.2.4.3: joined after grouping, before what SELECT works out. */
  if (values != NULL)
    for (const NystaNode *v = values->first->first; v != NULL; v = v->next)
      {
        scope_add (&visible, v->number);
        scope_add (&keys, v->number);
      }
  return clause == NULL ||
         check_select_clause (parser, query, clause, &visible, &keys, scope);
}

/* --- patterns ------------------------------------------------------------------------------ */

static gboolean
check_bind (NystaSyntaxParser *parser, const NystaNode *bind, Scope *scope)
{
  const NystaNode *variable = bind->last;

  if (!check_expression (parser, bind))
    return FALSE;
  if (scope_has (scope, variable->number))
    {
      nysta_parse_fail (parser, variable->line, variable->column,
                        "found AS ?%s, which has a value in this group already, expected a "
                        "new variable: compare with FILTER, or choose another name",
                        name_of (parser, variable));
      return FALSE;
    }
  scope_add (scope, variable->number);
  return TRUE;
}

static gboolean
check_element (NystaSyntaxParser *parser, const NystaNode *node, Scope *scope)
{
  switch (node->kind)
    {
    case NYSTA_NODE_TRIPLES_BLOCK:
      for (const NystaNode *triple = node->first; triple != NULL; triple = triple->next)
        for (guint i = 0; i < 3; i++)
          scope_add_node (scope, triple->triple[i]);
      return TRUE;
    case NYSTA_NODE_GROUP_GRAPH_PATTERN:
      return check_group (parser, node, scope);
    case NYSTA_NODE_OPTIONAL:
    case NYSTA_NODE_UNION:
    case NYSTA_NODE_GRAPH:
    case NYSTA_NODE_SERVICE:
      for (const NystaNode *child = node->first; child != NULL; child = child->next)
        {
          scope_add_node (scope, child);
          if (child->kind == NYSTA_NODE_GROUP_GRAPH_PATTERN &&
              !check_group (parser, child, scope))
            return FALSE;
        }
      return TRUE;
    case NYSTA_NODE_VALUES:
      for (const NystaNode *v = node->first->first; v != NULL; v = v->next)
        scope_add_node (scope, v);
      return TRUE;
    case NYSTA_NODE_BIND:
      return check_bind (parser, node, scope);
    case NYSTA_NODE_MINUS:
      return check_aside (parser, node->first);
    case NYSTA_NODE_SUB_SELECT:
      return check_query (parser, node, scope);
    default:
      return check_expression (parser, node);
    }
}

/* Add to @scope what a solution of @group may bind. */
static gboolean
check_group (NystaSyntaxParser *parser, const NystaNode *group, Scope *scope)
{
  Scope own = { 0 };

  for (const NystaNode *child = group->first; child != NULL; child = child->next)
    if (!check_element (parser, child, &own))
      return FALSE;
  scope_add_all (scope, &own);
  return TRUE;
}

gboolean
nysta_check_scope (NystaSyntaxParser *parser)
{
  const NystaNode *root = parser->tree->root;
  Scope scope = { 0 };

  if (root->kind != NYSTA_NODE_UPDATE)
    return check_query (parser, root, &scope);
  for (const NystaNode *node = root->first; node != NULL; node = node->next)
    if (node->kind == NYSTA_NODE_MODIFY && !check_group (parser, node->last, &scope))
      return FALSE;
  return TRUE;
}
