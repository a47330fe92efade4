/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* grammar-call.c: [70] FunctionCall to [72] ExpressionList, [121] BuiltInCall to [128]
 * iriOrFunction. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

#include <string.h>

/* --- arguments --------------------------------------------------------------------------- */

/* [72] ExpressionList: "()" or one and more in brackets */
NystaNode *
nysta_parse_expression_list (NystaSyntaxParser *parser, NystaNode *parent)
{
  if (!nysta_parse_open (parser, "("))
    return NULL;
  if (nysta_parse_is_mark (parser, ')'))
    return nysta_parse_close (parser, ")") ? parent : NULL;
  for (;;)
    {
      if (nysta_parse_add (parent, nysta_parse_expression (parser)) == NULL)
        return NULL;
      if (!nysta_parse_at_mark (parser, ","))
        return nysta_parse_close (parser, ")") ? parent : NULL;
      if (!nysta_parse_advance (parser))
        return NULL;
    }
}

static NystaNode *
refuse_aggregate (NystaSyntaxParser *parser, const NystaScanToken *token, const char *name)
{
  return nysta_parse_fail_at (
    parser, token,
    "found the aggregate %s %s, expected it in SELECT, HAVING or ORDER BY: use HAVING, or a subquery",
    name, parser->no_aggregate);
}

/* [71] ArgList: as [72], but perhaps with DISTINCT, for aggregates of one's own (note 12) */
static NystaNode *
arg_list (NystaSyntaxParser *parser, NystaNode *call)
{
  const NystaScanToken token = parser->token;

  if (!nysta_parse_open (parser, "("))
    return NULL;
  if (nysta_parse_is_word (parser, "DISTINCT"))
    {
      if (parser->no_aggregate != NULL)
        return refuse_aggregate (parser, &token, "function with DISTINCT");
      call->flags |= NYSTA_NODE_IS_DISTINCT;
      parser->has_aggregate = TRUE;
      if (!nysta_parse_advance (parser))
        return NULL;
    }
  else if (nysta_parse_is_mark (parser, ')'))
    return nysta_parse_close (parser, ")") ? call : NULL;
  for (;;)
    {
      if (nysta_parse_add (call, nysta_parse_expression (parser)) == NULL)
        return NULL;
      if (!nysta_parse_at_mark (parser, ","))
        return nysta_parse_close (parser, ")") ? call : NULL;
      if (!nysta_parse_advance (parser))
        return NULL;
    }
}

/* [128] iriOrFunction, [70] FunctionCall */
NystaNode *
nysta_parse_iri_or_function (NystaSyntaxParser *parser)
{
  NystaNode *iri = nysta_parse_iri_node (parser);

  if (iri == NULL || !nysta_parse_is_mark (parser, '('))
    return iri;
  iri->kind = NYSTA_NODE_FUNCTION_CALL;
  return arg_list (parser, iri);
}

/* --- [127] Aggregate ----------------------------------------------------------------------- */

/* "; SEPARATOR = String" */
static gboolean
separator (NystaSyntaxParser *parser, NystaNode *node)
{
  NystaTerm *term = nysta_syntax_tree_alloc (parser->tree, sizeof *term);

  if (!nysta_parse_advance (parser) || !nysta_parse_take_word (parser, "SEPARATOR") ||
      !nysta_parse_take_mark (parser, "="))
    return FALSE;
  term->kind = NYSTA_TERM_LITERAL;
  term->value = nysta_parse_string (parser);
  node->term = term;
  return term->value != NULL;
}

static NystaNode *
aggregate_body (NystaSyntaxParser *parser, NystaNode *node)
{
  gboolean distinct = FALSE;

  if (!nysta_parse_open (parser, "(") ||
      !nysta_parse_take_optional (parser, "DISTINCT", &distinct))
    return NULL;
  node->flags |= distinct ? NYSTA_NODE_IS_DISTINCT : 0;
  if (node->number == NYSTA_AGGREGATE_COUNT && nysta_parse_at_mark (parser, "*"))
    {
      node->flags |= NYSTA_NODE_IS_ALL;
      if (!nysta_parse_advance (parser))
        return NULL;
    }
  else if (nysta_parse_add (node, nysta_parse_expression (parser)) == NULL)
    return NULL;
  if (node->number == NYSTA_AGGREGATE_GROUP_CONCAT && nysta_parse_at_mark (parser, ";") &&
      !separator (parser, node))
    return NULL;
  return nysta_parse_close (parser, ")") ? node : NULL;
}

static NystaNode *
aggregate (NystaSyntaxParser *parser, int which)
{
  const char *outer = parser->no_aggregate;
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_AGGREGATE);

  if (outer != NULL)
    return refuse_aggregate (parser, &parser->token, nysta_aggregates[which]);
  node->number = (guint32) which;
  if (!nysta_parse_advance (parser))
    return NULL;
  parser->no_aggregate = "inside another";
  if (aggregate_body (parser, node) == NULL)
    return NULL;
  parser->no_aggregate = outer;
  parser->has_aggregate = TRUE;
  return node;
}

/* --- [121] BuiltInCall ------------------------------------------------------------------------ */

/* [125] ExistsFunc, [126] NotExistsFunc */
static NystaNode *
exists_func (NystaSyntaxParser *parser)
{
  gboolean negated = nysta_parse_is_word (parser, "NOT");
  NystaNode *node = nysta_parse_node_here (parser, negated ? NYSTA_NODE_NOT_EXISTS
                                                           : NYSTA_NODE_EXISTS);
  guint block = parser->block;
  NystaLabelsIn labels_in = parser->labels_in;

  if (negated && !nysta_parse_advance (parser))
    return NULL;
  if (!nysta_parse_take_word (parser, "EXISTS") ||
      nysta_parse_add (node, nysta_parse_group_graph_pattern (parser)) == NULL)
    return NULL;
  parser->block = block;
  parser->labels_in = labels_in;
  return node;
}

gboolean
nysta_parse_is_built_in_call (const NystaSyntaxParser *parser)
{
  const NystaScanToken *token = &parser->token;

  return token->kind == NYSTA_SCAN_WORD &&
         (nysta_builtin_find (token->start, token->length) >= 0 ||
          nysta_aggregate_find (token->start, token->length) >= 0 ||
          nysta_parse_is_word (parser, "EXISTS") || nysta_parse_is_word (parser, "NOT"));
}

static NystaNode *
check_count (NystaSyntaxParser *parser, NystaNode *node, guint builtin)
{
  const NystaBuiltinShape *shape = &nysta_builtins[builtin];
  guint n = node->n_children;

  if (n >= shape->least && (n <= shape->most || shape->most == NYSTA_BUILTIN_ANY))
    return node;

  g_autofree char *expected = shape->least == shape->most
                                ? g_strdup_printf ("%u", shape->least)
                                : g_strdup_printf ("%u or %u", shape->least, shape->most);

  return nysta_parse_fail (parser, node->line, node->column,
                           "found %u argument%s of %s, expected %s", n, n == 1 ? "" : "s",
                           shape->name, expected);
}

NystaNode *
nysta_parse_built_in_call (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;
  int builtin = nysta_builtin_find (token.start, token.length);
  int which = nysta_aggregate_find (token.start, token.length);

  if (which >= 0)
    return aggregate (parser, which);
  if (builtin < 0)
    return exists_func (parser);

  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_BUILT_IN_CALL);

  node->number = (guint32) builtin;
  if (!nysta_parse_advance (parser))
    return NULL;
  if (builtin == NYSTA_BUILTIN_BOUND)
    return nysta_parse_open (parser, "(") &&
               nysta_parse_add (node, nysta_parse_var (parser)) != NULL &&
               nysta_parse_close (parser, ")")
             ? node
             : NULL;
  return nysta_parse_expression_list (parser, node) != NULL
           ? check_count (parser, node, (guint) builtin)
           : NULL;
}
