/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* grammar-query.c: [1] QueryUnit to [17] WhereClause: prologue and query forms. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

#include <string.h>

/* --- prologue -------------------------------------------------------------------------- */

/* [5] BaseDecl */
static gboolean
base_decl (NystaSyntaxParser *parser)
{
  NystaNode *iri = NULL;

  if (!nysta_parse_advance (parser))
    return FALSE;
  if (!nysta_parse_at_kind (parser, NYSTA_SCAN_IRI,
                            "an IRI such as <https://example.org/>"))
    return nysta_parse_expected (parser) != NULL;
  iri = nysta_parse_iri_node (parser);
  if (iri == NULL)
    return FALSE;
  parser->base = iri->term->value;
  return TRUE;
}

/* [6] PrefixDecl */
static gboolean
prefix_decl (NystaSyntaxParser *parser)
{
  if (!nysta_parse_advance (parser))
    return FALSE;

  const NystaScanToken name = parser->token;

  nysta_parse_want (parser, "a prefix with its colon such as foaf:");
  if (name.kind != NYSTA_SCAN_NAME ||
      memchr (name.start, ':', name.length) != name.start + name.length - 1)
    return nysta_parse_expected (parser) != NULL;
  if (!nysta_parse_advance (parser))
    return FALSE;
  if (!nysta_parse_at_kind (parser, NYSTA_SCAN_IRI,
                            "an IRI such as <http://xmlns.com/foaf/0.1/>"))
    return nysta_parse_expected (parser) != NULL;

  NystaNode *iri = nysta_parse_iri_node (parser);

  if (iri == NULL)
    return FALSE;

  g_autofree char *prefix = g_strndup (name.start, name.length - 1);

  g_hash_table_insert (parser->prefixes,
                       (gpointer) nysta_syntax_tree_keep (parser->tree, prefix),
                       (gpointer) iri->term->value);
  return TRUE;
}

gboolean
nysta_parse_prologue (NystaSyntaxParser *parser)
{
  for (;;)
    {
      if (nysta_parse_at_word (parser, "BASE"))
        {
          if (!base_decl (parser))
            return FALSE;
        }
      else if (nysta_parse_at_word (parser, "PREFIX"))
        {
          if (!prefix_decl (parser))
            return FALSE;
        }
      else
        return TRUE;
    }
}

/* --- what all forms have ------------------------------------------------------------------ */

/* [13] DatasetClause to [16] SourceSelector */
NystaNode *
nysta_parse_dataset_clause (NystaSyntaxParser *parser, const char *word, NystaNodeKind kind)
{
  NystaNode *clause = nysta_parse_node_here (parser, kind);
  gboolean named = FALSE;

  if (!nysta_parse_take_word (parser, word) ||
      !nysta_parse_take_optional (parser, "NAMED", &named))
    return NULL;
  clause->flags = named ? NYSTA_NODE_IS_NAMED : 0;
  return nysta_parse_add (clause, nysta_parse_iri_node (parser)) != NULL ? clause : NULL;
}

static gboolean
dataset_clauses (NystaSyntaxParser *parser, NystaNode *query)
{
  while (nysta_parse_at_word (parser, "FROM"))
    if (!nysta_parse_add (
          query, nysta_parse_dataset_clause (parser, "FROM", NYSTA_NODE_DATASET_CLAUSE)))
      return FALSE;
  return TRUE;
}

/* [17] WhereClause */
static NystaNode *
where_clause (NystaSyntaxParser *parser, NystaNode *query)
{
  gboolean found = FALSE;

  return nysta_parse_take_optional (parser, "WHERE", &found)
           ? nysta_parse_add (query, nysta_parse_group_graph_pattern (parser))
           : NULL;
}

/* --- SELECT -------------------------------------------------------------------------------- */

/* "( Expression AS Var )" */
static NystaNode *
select_expression (NystaSyntaxParser *parser)
{
  NystaNode *as = nysta_parse_node_here (parser, NYSTA_NODE_AS);

  return nysta_parse_open (parser, "(") &&
             nysta_parse_add (as, nysta_parse_expression (parser)) != NULL &&
             nysta_parse_take_word (parser, "AS") &&
             nysta_parse_add (as, nysta_parse_var (parser)) != NULL &&
             nysta_parse_close (parser, ")")
           ? as
           : NULL;
}

static NystaNode *
select_items (NystaSyntaxParser *parser, NystaNode *clause)
{
  const char *outer = parser->no_aggregate;

  if (nysta_parse_at_mark (parser, "*"))
    {
      clause->flags |= NYSTA_NODE_IS_ALL;
      return nysta_parse_advance (parser) ? clause : NULL;
    }
  parser->no_aggregate = NULL;
  for (;;)
    {
      NystaNode *item = NULL;

      if (nysta_parse_at_kind (parser, NYSTA_SCAN_VARIABLE, "a variable"))
        item = nysta_parse_var (parser);
      else if (nysta_parse_at_mark (parser, "("))
        item = select_expression (parser);
      else
        break;
      if (nysta_parse_add (clause, item) == NULL)
        return NULL;
    }
  parser->no_aggregate = outer;
  return clause->n_children > 0 ? clause : nysta_parse_expected (parser);
}

/* [9] SelectClause */
static NystaNode *
select_clause (NystaSyntaxParser *parser)
{
  NystaNode *clause = nysta_parse_node_here (parser, NYSTA_NODE_SELECT_CLAUSE);

  if (!nysta_parse_take_word (parser, "SELECT"))
    return NULL;
  if (nysta_parse_at_word (parser, "DISTINCT"))
    clause->flags |= NYSTA_NODE_IS_DISTINCT;
  else if (nysta_parse_at_word (parser, "REDUCED"))
    clause->flags |= NYSTA_NODE_IS_REDUCED;
  if (clause->flags != 0 && !nysta_parse_advance (parser))
    return NULL;
  return select_items (parser, clause);
}

/* [7] SelectQuery */
static NystaNode *
select_query (NystaSyntaxParser *parser)
{
  NystaNode *query = nysta_parse_node_here (parser, NYSTA_NODE_SELECT_QUERY);

  if (nysta_parse_add (query, select_clause (parser)) == NULL ||
      !dataset_clauses (parser, query) || where_clause (parser, query) == NULL)
    return NULL;
  return nysta_parse_solution_modifier (parser, query);
}

NystaNode *
nysta_parse_sub_select (NystaSyntaxParser *parser)
{
  NystaNode *query = nysta_parse_node_here (parser, NYSTA_NODE_SUB_SELECT);
  gboolean outer = parser->has_aggregate;

  parser->has_aggregate = FALSE;
  if (nysta_parse_add (query, select_clause (parser)) == NULL ||
      where_clause (parser, query) == NULL ||
      nysta_parse_solution_modifier (parser, query) == NULL ||
      nysta_parse_values_clause (parser, query) == NULL)
    return NULL;
  parser->has_aggregate = outer;
  return query;
}

/* --- the other forms ------------------------------------------------------------------------- */

/* [73] ConstructTemplate */
static NystaNode *
construct_template (NystaSyntaxParser *parser)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_CONSTRUCT_TEMPLATE);

  nysta_parse_begin_block (parser, NYSTA_LABELS_TEMPLATE);
  parser->no_path = TRUE;
  if (!nysta_parse_open (parser, "{") ||
      nysta_parse_triples_template (parser, node) == NULL ||
      !nysta_parse_close (parser, "}"))
    return NULL;
  parser->no_path = FALSE;
  return node;
}

/* "WHERE { TriplesTemplate? }", which is a group and the template at once */
static NystaNode *
construct_where (NystaSyntaxParser *parser)
{
  NystaNode *group = nysta_parse_node_here (parser, NYSTA_NODE_GROUP_GRAPH_PATTERN);

  nysta_parse_begin_block (parser, NYSTA_LABELS_PATTERN);
  parser->no_path = TRUE;
  if (!nysta_parse_open (parser, "{"))
    return NULL;
  if (nysta_parse_at_triples (parser))
    {
      NystaNode *block = nysta_parse_add (
        group, nysta_parse_node_here (parser, NYSTA_NODE_TRIPLES_BLOCK));

      if (nysta_parse_triples_template (parser, block) == NULL)
        return NULL;
    }
  if (!nysta_parse_is_mark (parser, '}') && parser->token.kind != NYSTA_SCAN_END)
    nysta_parse_want (parser, "only triples where CONSTRUCT has no { } of its own");
  if (!nysta_parse_close (parser, "}"))
    return NULL;
  parser->no_path = FALSE;
  return group;
}

/* [10] ConstructQuery */
static NystaNode *
construct_query (NystaSyntaxParser *parser)
{
  NystaNode *query = nysta_parse_node_here (parser, NYSTA_NODE_CONSTRUCT_QUERY);

  if (!nysta_parse_advance (parser))
    return NULL;
  if (nysta_parse_at_mark (parser, "{"))
    {
      if (nysta_parse_add (query, construct_template (parser)) == NULL ||
          !dataset_clauses (parser, query) || where_clause (parser, query) == NULL)
        return NULL;
    }
  else if (!dataset_clauses (parser, query) || !nysta_parse_take_word (parser, "WHERE") ||
           nysta_parse_add (query, construct_where (parser)) == NULL)
    return NULL;
  return nysta_parse_solution_modifier (parser, query);
}

/* [11] DescribeQuery */
static NystaNode *
describe_query (NystaSyntaxParser *parser)
{
  NystaNode *query = nysta_parse_node_here (parser, NYSTA_NODE_DESCRIBE_QUERY);

  if (!nysta_parse_advance (parser))
    return NULL;

  NystaNode *clause = nysta_parse_add (
    query, nysta_parse_node_here (parser, NYSTA_NODE_DESCRIBE_CLAUSE));

  if (nysta_parse_at_mark (parser, "*"))
    {
      clause->flags |= NYSTA_NODE_IS_ALL;
      if (!nysta_parse_advance (parser))
        return NULL;
    }
  else
    do
      if (nysta_parse_add (clause, nysta_parse_var_or_iri (parser)) == NULL)
        return NULL;
    while (parser->token.kind == NYSTA_SCAN_VARIABLE || nysta_parse_is_iri (parser));
  nysta_parse_want (parser, "a variable");
  nysta_parse_want (parser, "an IRI");
  if (!dataset_clauses (parser, query))
    return NULL;
  if ((nysta_parse_at_word (parser, "WHERE") || nysta_parse_at_mark (parser, "{")) &&
      where_clause (parser, query) == NULL)
    return NULL;
  return nysta_parse_solution_modifier (parser, query);
}

/* [12] AskQuery */
static NystaNode *
ask_query (NystaSyntaxParser *parser)
{
  NystaNode *query = nysta_parse_node_here (parser, NYSTA_NODE_ASK_QUERY);

  if (!nysta_parse_advance (parser) || !dataset_clauses (parser, query) ||
      where_clause (parser, query) == NULL)
    return NULL;
  return nysta_parse_solution_modifier (parser, query);
}

/* [2] Query */
static NystaNode *
query (NystaSyntaxParser *parser)
{
  if (!nysta_parse_prologue (parser))
    return NULL;
  if (nysta_parse_at_word (parser, "SELECT"))
    return select_query (parser);
  if (nysta_parse_at_word (parser, "CONSTRUCT"))
    return construct_query (parser);
  if (nysta_parse_at_word (parser, "DESCRIBE"))
    return describe_query (parser);
  if (nysta_parse_at_word (parser, "ASK"))
    return ask_query (parser);
  return nysta_parse_expected (parser);
}

NystaNode *
nysta_parse_query_unit (NystaSyntaxParser *parser)
{
  NystaNode *node = query (parser);

  if (node == NULL || nysta_parse_values_clause (parser, node) == NULL)
    return NULL;
  if (!nysta_parse_at_kind (parser, NYSTA_SCAN_END, "the end"))
    return nysta_parse_expected (parser);
  if (parser->base != NULL)
    {
      NystaTerm *base = nysta_syntax_tree_alloc (parser->tree, sizeof *base);

      *base = nysta_iri (nysta_syntax_tree_keep (parser->tree, parser->base));
      node->term = base;
    }
  return node;
}
