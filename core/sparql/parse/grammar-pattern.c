/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* grammar-pattern.c: [53] GroupGraphPattern to [68] Filter. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

/* A node whose keyword has just been read, and the group that follows it */
static NystaNode *
keyword_and_group (NystaSyntaxParser *parser, NystaNodeKind kind)
{
  NystaNode *node = nysta_parse_node_here (parser, kind);

  return nysta_parse_advance (parser) &&
             nysta_parse_add (node, nysta_parse_group_graph_pattern (parser)) != NULL
           ? node
           : NULL;
}

/* [57] OptionalGraphPattern */
static NystaNode *
optional_graph_pattern (NystaSyntaxParser *parser)
{
  return keyword_and_group (parser, NYSTA_NODE_OPTIONAL);
}

/* [66] MinusGraphPattern */
static NystaNode *
minus_graph_pattern (NystaSyntaxParser *parser)
{
  return keyword_and_group (parser, NYSTA_NODE_MINUS);
}

/* [58] GraphGraphPattern */
static NystaNode *
graph_graph_pattern (NystaSyntaxParser *parser)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_GRAPH);

  return nysta_parse_advance (parser) &&
             nysta_parse_add (node, nysta_parse_var_or_iri (parser)) != NULL &&
             nysta_parse_add (node, nysta_parse_group_graph_pattern (parser)) != NULL
           ? node
           : NULL;
}

/* [59] ServiceGraphPattern */
static NystaNode *
service_graph_pattern (NystaSyntaxParser *parser)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_SERVICE);
  gboolean silent = FALSE;

  if (!nysta_parse_advance (parser) ||
      !nysta_parse_take_optional (parser, "SILENT", &silent))
    return NULL;
  node->flags = silent ? NYSTA_NODE_IS_SILENT : 0;
  return nysta_parse_add (node, nysta_parse_var_or_iri (parser)) != NULL &&
             nysta_parse_add (node, nysta_parse_group_graph_pattern (parser)) != NULL
           ? node
           : NULL;
}

/* [60] Bind */
static NystaNode *
bind (NystaSyntaxParser *parser)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_BIND);

  parser->no_aggregate = "in BIND";
  return nysta_parse_advance (parser) && nysta_parse_open (parser, "(") &&
             nysta_parse_add (node, nysta_parse_expression (parser)) != NULL &&
             nysta_parse_take_word (parser, "AS") &&
             nysta_parse_add (node, nysta_parse_var (parser)) != NULL &&
             nysta_parse_close (parser, ")")
           ? node
           : NULL;
}

/* [68] Filter */
static NystaNode *
filter (NystaSyntaxParser *parser)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_FILTER);

  parser->no_aggregate = "in FILTER";
  return nysta_parse_advance (parser) &&
             nysta_parse_add (node, nysta_parse_constraint (parser)) != NULL
           ? node
           : NULL;
}

/* [67] GroupOrUnionGraphPattern */
static NystaNode *
group_or_union_graph_pattern (NystaSyntaxParser *parser)
{
  NystaNode *first = nysta_parse_group_graph_pattern (parser);

  if (first == NULL || !nysta_parse_at_word (parser, "UNION"))
    return first;

  NystaNode *node = nysta_syntax_tree_add (parser->tree, NYSTA_NODE_UNION, first->line,
                                           first->column);

  nysta_node_append (node, first);
  while (nysta_parse_at_word (parser, "UNION"))
    if (!nysta_parse_advance (parser) ||
        nysta_parse_add (node, nysta_parse_group_graph_pattern (parser)) == NULL)
      return NULL;
  return node;
}

typedef NystaNode *(*Production) (NystaSyntaxParser *parser);

static const struct
{
  const char *word;
  Production production;
} not_triples[] = {
  { "OPTIONAL", optional_graph_pattern },
  { "MINUS", minus_graph_pattern },
  { "GRAPH", graph_graph_pattern },
  { "SERVICE", service_graph_pattern },
  { "FILTER", filter },
  { "BIND", bind },
  { "VALUES", nysta_parse_inline_data },
};

/* [56] GraphPatternNotTriples: its production, or NULL if none begins here */
static Production
find_not_triples (NystaSyntaxParser *parser)
{
  if (nysta_parse_is_mark (parser, '{'))
    return group_or_union_graph_pattern;
  for (gsize i = 0; i < G_N_ELEMENTS (not_triples); i++)
    if (nysta_parse_is_word (parser, not_triples[i].word))
      return not_triples[i].production;
  nysta_parse_want (parser, "a pattern");
  return NULL;
}

static gboolean
triples_block (NystaSyntaxParser *parser, NystaNode *group)
{
  if (!nysta_parse_at_triples (parser))
    return TRUE;
  return nysta_parse_triples_template (
           parser, nysta_parse_add (group, nysta_parse_node_here (
                                             parser, NYSTA_NODE_TRIPLES_BLOCK))) != NULL;
}

/* [54] GroupGraphPatternSub */
static NystaNode *
group_graph_pattern_sub (NystaSyntaxParser *parser, NystaNode *group)
{
  Production production = NULL;

  if (!triples_block (parser, group))
    return NULL;
  while ((production = find_not_triples (parser)) != NULL)
    {
      guint block = parser->block;
      NystaNode *node = nysta_parse_add (group, production (parser));

      if (node == NULL)
        return NULL;
      /* §5.1.1: FILTERs don't end a basic graph pattern; all else does. */
      if (node->kind == NYSTA_NODE_FILTER)
        parser->block = block;
      else
        nysta_parse_begin_block (parser, NYSTA_LABELS_PATTERN);
      if (nysta_parse_at_mark (parser, ".") && !nysta_parse_advance (parser))
        return NULL;
      if (!triples_block (parser, group))
        return NULL;
    }
  return group;
}

NystaNode *
nysta_parse_group_graph_pattern (NystaSyntaxParser *parser)
{
  NystaNode *group = nysta_parse_node_here (parser, NYSTA_NODE_GROUP_GRAPH_PATTERN);
  const char *no_aggregate = parser->no_aggregate;

  if (!nysta_parse_open (parser, "{"))
    return NULL;
  nysta_parse_begin_block (parser, NYSTA_LABELS_PATTERN);
  if (nysta_parse_at_word (parser, "SELECT"))
    {
      if (nysta_parse_add (group, nysta_parse_sub_select (parser)) == NULL)
        return NULL;
    }
  else if (group_graph_pattern_sub (parser, group) == NULL)
    return NULL;
  parser->no_aggregate = no_aggregate;
  return nysta_parse_close (parser, "}") ? group : NULL;
}
