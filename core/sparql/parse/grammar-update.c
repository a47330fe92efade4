/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* grammar-update.c: [29] Update to [51] QuadsNotTriples. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

/* --- graphs ------------------------------------------------------------------------------ */

/* [46] GraphRef: "GRAPH iri", added to @ref */
static NystaNode *
graph_ref (NystaSyntaxParser *parser, NystaNode *ref)
{
  return nysta_parse_take_word (parser, "GRAPH") &&
             nysta_parse_add (ref, nysta_parse_iri_node (parser)) != NULL
           ? ref
           : NULL;
}

/* [47] GraphRefAll */
static NystaNode *
graph_ref_all (NystaSyntaxParser *parser)
{
  NystaNode *ref = nysta_parse_node_here (parser, NYSTA_NODE_GRAPH_REF);

  if (nysta_parse_at_word (parser, "DEFAULT"))
    ref->flags = NYSTA_NODE_IS_DEFAULT;
  else if (nysta_parse_at_word (parser, "NAMED"))
    ref->flags = NYSTA_NODE_IS_NAMED;
  else if (nysta_parse_at_word (parser, "ALL"))
    ref->flags = NYSTA_NODE_IS_ALL;
  else
    return graph_ref (parser, ref);
  return nysta_parse_advance (parser) ? ref : NULL;
}

/* [45] GraphOrDefault */
static NystaNode *
graph_or_default (NystaSyntaxParser *parser)
{
  NystaNode *ref = nysta_parse_node_here (parser, NYSTA_NODE_GRAPH_REF);
  gboolean has_word = FALSE;

  if (nysta_parse_at_word (parser, "DEFAULT"))
    {
      ref->flags = NYSTA_NODE_IS_DEFAULT;
      return nysta_parse_advance (parser) ? ref : NULL;
    }
  return nysta_parse_take_optional (parser, "GRAPH", &has_word) &&
             nysta_parse_add (ref, nysta_parse_iri_node (parser)) != NULL
           ? ref
           : NULL;
}

/* The operation's keyword, and SILENT */
static NystaNode *
operation (NystaSyntaxParser *parser, NystaNodeKind kind)
{
  NystaNode *node = nysta_parse_node_here (parser, kind);
  gboolean silent = FALSE;

  if (!nysta_parse_advance (parser) ||
      !nysta_parse_take_optional (parser, "SILENT", &silent))
    return NULL;
  node->flags = silent ? NYSTA_NODE_IS_SILENT : 0;
  return node;
}

/* [31] Load */
static NystaNode *
load (NystaSyntaxParser *parser)
{
  NystaNode *node = operation (parser, NYSTA_NODE_LOAD);
  gboolean into = FALSE;

  if (node == NULL || nysta_parse_add (node, nysta_parse_iri_node (parser)) == NULL ||
      !nysta_parse_take_optional (parser, "INTO", &into))
    return NULL;
  return into ? graph_ref (parser, node) : node;
}

/* [32] Clear, [33] Drop */
static NystaNode *
clear_or_drop (NystaSyntaxParser *parser, NystaNodeKind kind)
{
  NystaNode *node = operation (parser, kind);

  return node != NULL && nysta_parse_add (node, graph_ref_all (parser)) != NULL ? node
                                                                                : NULL;
}

static NystaNode *
clear (NystaSyntaxParser *parser)
{
  return clear_or_drop (parser, NYSTA_NODE_CLEAR);
}

static NystaNode *
drop (NystaSyntaxParser *parser)
{
  return clear_or_drop (parser, NYSTA_NODE_DROP);
}

/* [34] Create */
static NystaNode *
create (NystaSyntaxParser *parser)
{
  NystaNode *node = operation (parser, NYSTA_NODE_CREATE);
  NystaNode *ref = NULL;

  if (node == NULL)
    return NULL;
  ref = nysta_parse_node_here (parser, NYSTA_NODE_GRAPH_REF);
  return nysta_parse_add (node, graph_ref (parser, ref)) != NULL ? node : NULL;
}

/* [35] Add, [36] Move, [37] Copy */
static NystaNode *
from_to (NystaSyntaxParser *parser, NystaNodeKind kind)
{
  NystaNode *node = operation (parser, kind);

  return node != NULL && nysta_parse_add (node, graph_or_default (parser)) != NULL &&
             nysta_parse_take_word (parser, "TO") &&
             nysta_parse_add (node, graph_or_default (parser)) != NULL
           ? node
           : NULL;
}

static NystaNode *
add (NystaSyntaxParser *parser)
{
  return from_to (parser, NYSTA_NODE_ADD);
}

static NystaNode *
move (NystaSyntaxParser *parser)
{
  return from_to (parser, NYSTA_NODE_MOVE);
}

static NystaNode *
copy (NystaSyntaxParser *parser)
{
  return from_to (parser, NYSTA_NODE_COPY);
}

/* --- quads ---------------------------------------------------------------------------------- */

/* [51] QuadsNotTriples */
static NystaNode *
quads_not_triples (NystaSyntaxParser *parser)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_QUADS_GRAPH);

  return nysta_parse_advance (parser) &&
             nysta_parse_add (node, nysta_parse_var_or_iri (parser)) != NULL &&
             nysta_parse_open (parser, "{") &&
             nysta_parse_triples_template (parser, node) != NULL &&
             nysta_parse_close (parser, "}")
           ? node
           : NULL;
}

/* [50] Quads, in its braces: [48] QuadPattern, [49] QuadData */
static NystaNode *
quads (NystaSyntaxParser *parser)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_QUADS);

  parser->no_path = TRUE;
  if (!nysta_parse_open (parser, "{") ||
      nysta_parse_triples_template (parser, node) == NULL)
    return NULL;
  while (nysta_parse_at_word (parser, "GRAPH"))
    {
      if (nysta_parse_add (node, quads_not_triples (parser)) == NULL)
        return NULL;
      if (nysta_parse_at_mark (parser, ".") && !nysta_parse_advance (parser))
        return NULL;
      if (nysta_parse_triples_template (parser, node) == NULL)
        return NULL;
    }
  parser->no_path = FALSE;
  return nysta_parse_close (parser, "}") ? node : NULL;
}

/* [38] InsertData, [39] DeleteData, from "DATA" */
static NystaNode *
quad_data (NystaSyntaxParser *parser, NystaNode *node)
{
  gboolean is_insert = node->kind == NYSTA_NODE_INSERT_DATA;

  if (!nysta_parse_advance (parser))
    return NULL;
  parser->no_variable = is_insert ? "in INSERT DATA" : "in DELETE DATA";
  parser->no_blank = is_insert ? NULL : "in DELETE DATA";
  nysta_parse_begin_block (parser, NYSTA_LABELS_DATA);
  if (nysta_parse_add (node, quads (parser)) == NULL)
    return NULL;
  parser->no_variable = parser->no_blank = NULL;
  return node;
}

/* [40] DeleteWhere, from "WHERE" */
static NystaNode *
delete_where (NystaSyntaxParser *parser, NystaNode *node)
{
  if (!nysta_parse_advance (parser))
    return NULL;
  parser->no_blank = "in DELETE WHERE";
  nysta_parse_begin_block (parser, NYSTA_LABELS_PATTERN);
  if (nysta_parse_add (node, quads (parser)) == NULL)
    return NULL;
  parser->no_blank = NULL;
  return node;
}

/* --- [41] Modify -------------------------------------------------------------------------------- */

/* [42] DeleteClause, [43] InsertClause: the braces */
static NystaNode *
template_clause (NystaSyntaxParser *parser, NystaNodeKind kind, const NystaScanToken *token)
{
  NystaNode *clause = nysta_parse_node_at (parser, kind, token);

  parser->no_blank = kind == NYSTA_NODE_DELETE_CLAUSE ? "in DELETE" : NULL;
  nysta_parse_begin_block (parser, NYSTA_LABELS_TEMPLATE);
  if (nysta_parse_add (clause, quads (parser)) == NULL)
    return NULL;
  parser->no_blank = NULL;
  return clause;
}

/* [44] UsingClause*, and WHERE with its group */
static NystaNode *
using_and_where (NystaSyntaxParser *parser, NystaNode *node)
{
  while (nysta_parse_at_word (parser, "USING"))
    if (nysta_parse_add (node, nysta_parse_dataset_clause (
                                 parser, "USING", NYSTA_NODE_USING_CLAUSE)) == NULL)
      return NULL;
  return nysta_parse_take_word (parser, "WHERE") &&
             nysta_parse_add (node, nysta_parse_group_graph_pattern (parser)) != NULL
           ? node
           : NULL;
}

/* From the template of INSERT */
static NystaNode *
insert_template (NystaSyntaxParser *parser, NystaNode *node, const NystaScanToken *token)
{
  node->kind = NYSTA_NODE_MODIFY;
  return nysta_parse_add (node,
                          template_clause (parser, NYSTA_NODE_INSERT_CLAUSE, token)) != NULL
           ? using_and_where (parser, node)
           : NULL;
}

/* From the template of DELETE: perhaps an INSERT follows. */
static NystaNode *
delete_template (NystaSyntaxParser *parser, NystaNode *node, const NystaScanToken *token)
{
  node->kind = NYSTA_NODE_MODIFY;
  if (nysta_parse_add (node, template_clause (parser, NYSTA_NODE_DELETE_CLAUSE, token)) ==
      NULL)
    return NULL;

  const NystaScanToken insert = parser->token;

  if (!nysta_parse_at_word (parser, "INSERT"))
    return using_and_where (parser, node);
  return nysta_parse_advance (parser) ? insert_template (parser, node, &insert) : NULL;
}

/* "INSERT DATA", or the INSERT of Modify */
static NystaNode *
insert (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_INSERT_DATA);

  if (!nysta_parse_advance (parser))
    return NULL;
  return nysta_parse_at_word (parser, "DATA") ? quad_data (parser, node)
                                              : insert_template (parser, node, &token);
}

/* "DELETE DATA", "DELETE WHERE", or the DELETE of Modify. */
static NystaNode *delete (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_DELETE_DATA);

  if (!nysta_parse_advance (parser))
    return NULL;
  if (nysta_parse_at_word (parser, "DATA"))
    return quad_data (parser, node);
  if (nysta_parse_at_word (parser, "WHERE"))
    {
      node->kind = NYSTA_NODE_DELETE_WHERE;
      return delete_where (parser, node);
    }
  return delete_template (parser, node, &token);
}

/* "WITH iri", and the rest of Modify */
static NystaNode *
with (NystaSyntaxParser *parser)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_MODIFY);
  NystaNode *clause = nysta_parse_add (node,
                                       nysta_parse_node_here (parser, NYSTA_NODE_WITH));

  if (!nysta_parse_advance (parser) ||
      nysta_parse_add (clause, nysta_parse_iri_node (parser)) == NULL)
    return NULL;

  const NystaScanToken token = parser->token;
  gboolean is_delete = nysta_parse_at_word (parser, "DELETE");

  if (!is_delete && !nysta_parse_at_word (parser, "INSERT"))
    return nysta_parse_expected (parser);
  if (!nysta_parse_advance (parser))
    return NULL;
  return is_delete ? delete_template (parser, node, &token)
                   : insert_template (parser, node, &token);
}

/* --- the whole ------------------------------------------------------------------------------------ */

static const struct
{
  const char *word;
  NystaNode *(*production) (NystaSyntaxParser *parser);
} operations[] = {
  { "INSERT", insert }, { "DELETE", delete }, { "WITH", with },     { "LOAD", load },
  { "CLEAR", clear },   { "DROP", drop },     { "CREATE", create }, { "ADD", add },
  { "MOVE", move },     { "COPY", copy },
};

/* [30] Update1; NULL without an error if none begins here. */
static NystaNode *
update1 (NystaSyntaxParser *parser)
{
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (nysta_parse_at_word (parser, operations[i].word))
      {
        NystaNode *node = operations[i].production (parser);
        NystaTerm *base = NULL;

        if (node == NULL || parser->base == NULL)
          return node;
        base = nysta_syntax_tree_alloc (parser->tree, sizeof *base);
        *base = nysta_iri (nysta_syntax_tree_keep (parser->tree, parser->base));
        node->term = base;
        return node;
      }
  return NULL;
}

/* [29] Update: operations with ";" between, perhaps one after the last */
NystaNode *
nysta_parse_update_unit (NystaSyntaxParser *parser)
{
  NystaNode *update = nysta_parse_node_here (parser, NYSTA_NODE_UPDATE);

  for (;;)
    {
      NystaNode *node = NULL;

      if (!nysta_parse_prologue (parser))
        return NULL;
      node = update1 (parser);
      if (parser->error != NULL)
        return NULL;
      if (node == NULL)
        break;
      nysta_node_append (update, node);
      if (!nysta_parse_at_mark (parser, ";"))
        break;
      if (!nysta_parse_advance (parser))
        return NULL;
    }
  if (!nysta_parse_at_kind (parser, NYSTA_SCAN_END, "the end"))
    return nysta_parse_expected (parser);
  return update;
}
