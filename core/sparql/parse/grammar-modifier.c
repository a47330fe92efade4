/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* grammar-modifier.c: [18] SolutionModifier to [28] ValuesClause, and [61] InlineData. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

/* --- GROUP BY, HAVING -------------------------------------------------------------------- */

/* [20] GroupCondition: "( Expression ( AS Var )? )" */
static NystaNode *
bracketted_condition (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;
  NystaNode *expression = NULL;

  if (!nysta_parse_open (parser, "("))
    return NULL;
  expression = nysta_parse_expression (parser);
  if (expression == NULL)
    return NULL;
  if (!nysta_parse_at_word (parser, "AS"))
    return nysta_parse_close (parser, ")") ? expression : NULL;

  NystaNode *as = nysta_parse_node_at (parser, NYSTA_NODE_AS, &token);

  nysta_node_append (as, expression);
  return nysta_parse_advance (parser) &&
             nysta_parse_add (as, nysta_parse_var (parser)) != NULL &&
             nysta_parse_close (parser, ")")
           ? as
           : NULL;
}

/* [19] GroupClause */
static NystaNode *
group_clause (NystaSyntaxParser *parser)
{
  NystaNode *clause = nysta_parse_node_here (parser, NYSTA_NODE_GROUP_CLAUSE);
  const char *outer = parser->no_aggregate;

  if (!nysta_parse_advance (parser) || !nysta_parse_take_word (parser, "BY"))
    return NULL;
  parser->no_aggregate = "in GROUP BY";
  for (;;)
    {
      NystaNode *condition = NULL;

      if (nysta_parse_at_kind (parser, NYSTA_SCAN_VARIABLE, "a variable"))
        condition = nysta_parse_var (parser);
      else if (nysta_parse_at_mark (parser, "("))
        condition = bracketted_condition (parser);
      else if (nysta_parse_at_constraint (parser))
        condition = nysta_parse_constraint (parser);
      else
        break;
      if (nysta_parse_add (clause, condition) == NULL)
        return NULL;
    }
  parser->no_aggregate = outer;
  return clause->n_children > 0 ? clause : nysta_parse_expected (parser);
}

/* [21] HavingClause */
static NystaNode *
having_clause (NystaSyntaxParser *parser)
{
  NystaNode *clause = nysta_parse_node_here (parser, NYSTA_NODE_HAVING_CLAUSE);
  const char *outer = parser->no_aggregate;

  if (!nysta_parse_advance (parser))
    return NULL;
  parser->no_aggregate = NULL;
  do
    if (nysta_parse_add (clause, nysta_parse_constraint (parser)) == NULL)
      return NULL;
  while (nysta_parse_at_constraint (parser));
  parser->no_aggregate = outer;
  return clause;
}

/* --- ORDER BY, LIMIT, OFFSET ---------------------------------------------------------------- */

/* [24] OrderCondition */
static NystaNode *
order_condition (NystaSyntaxParser *parser)
{
  NystaNode *condition = nysta_parse_node_here (parser, NYSTA_NODE_ORDER_CONDITION);
  gboolean ascending = nysta_parse_is_word (parser, "ASC");
  NystaNode *expression = NULL;

  if (nysta_parse_is_word (parser, "DESC"))
    condition->flags |= NYSTA_NODE_IS_DESCENDING;
  if (ascending || condition->flags != 0)
    expression = nysta_parse_advance (parser) ? nysta_parse_bracketted_expression (parser)
                                              : NULL;
  else if (parser->token.kind == NYSTA_SCAN_VARIABLE)
    expression = nysta_parse_var (parser);
  else
    expression = nysta_parse_constraint (parser);
  return nysta_parse_add (condition, expression) != NULL ? condition : NULL;
}

static gboolean
at_order_condition (NystaSyntaxParser *parser)
{
  gboolean is_constraint = nysta_parse_at_constraint (parser);

  return nysta_parse_at_kind (parser, NYSTA_SCAN_VARIABLE, "a variable") ||
         nysta_parse_at_word (parser, "ASC") || nysta_parse_at_word (parser, "DESC") ||
         is_constraint;
}

/* [23] OrderClause */
static NystaNode *
order_clause (NystaSyntaxParser *parser)
{
  NystaNode *clause = nysta_parse_node_here (parser, NYSTA_NODE_ORDER_CLAUSE);
  const char *outer = parser->no_aggregate;

  if (!nysta_parse_advance (parser) || !nysta_parse_take_word (parser, "BY"))
    return NULL;
  parser->no_aggregate = NULL;
  while (at_order_condition (parser))
    if (nysta_parse_add (clause, order_condition (parser)) == NULL)
      return NULL;
  parser->no_aggregate = outer;
  return clause->n_children > 0 ? clause : nysta_parse_expected (parser);
}

/* [26] LimitClause, [27] OffsetClause */
static NystaNode *
row_count (NystaSyntaxParser *parser, NystaNodeKind kind)
{
  NystaNode *clause = nysta_parse_node_here (parser, kind);

  if (!nysta_parse_advance (parser))
    return NULL;
  nysta_parse_want (parser, "a whole number");
  if (parser->token.kind != NYSTA_SCAN_INTEGER || !g_ascii_isdigit (*parser->token.start))
    return nysta_parse_expected (parser);

  g_autofree char *text = g_strndup (parser->token.start, parser->token.length);

  /* Past the range it saturates: more rows than anybody has. */
  clause->count = g_ascii_strtoull (text, NULL, 10);
  return nysta_parse_advance (parser) ? clause : NULL;
}

/* [25] LimitOffsetClauses: either first, each once */
static gboolean
limit_offset_clauses (NystaSyntaxParser *parser, NystaNode *query)
{
  gboolean has_limit = FALSE, has_offset = FALSE;

  for (;;)
    {
      NystaNodeKind kind = NYSTA_NODE_LIMIT_CLAUSE;

      if (!has_limit && nysta_parse_at_word (parser, "LIMIT"))
        has_limit = TRUE;
      else if (!has_offset && nysta_parse_at_word (parser, "OFFSET"))
        {
          has_offset = TRUE;
          kind = NYSTA_NODE_OFFSET_CLAUSE;
        }
      else
        return TRUE;
      if (nysta_parse_add (query, row_count (parser, kind)) == NULL)
        return FALSE;
    }
}

NystaNode *
nysta_parse_solution_modifier (NystaSyntaxParser *parser, NystaNode *query)
{
  if (nysta_parse_at_word (parser, "GROUP") &&
      nysta_parse_add (query, group_clause (parser)) == NULL)
    return NULL;
  if (nysta_parse_at_word (parser, "HAVING") &&
      nysta_parse_add (query, having_clause (parser)) == NULL)
    return NULL;
  if (nysta_parse_at_word (parser, "ORDER") &&
      nysta_parse_add (query, order_clause (parser)) == NULL)
    return NULL;
  if (parser->has_aggregate || nysta_node_find (query, NYSTA_NODE_GROUP_CLAUSE) != NULL)
    query->flags |= NYSTA_NODE_IS_GROUPED;
  return limit_offset_clauses (parser, query) ? query : NULL;
}

/* --- VALUES ------------------------------------------------------------------------------- */

/* [65] DataBlockValue */
static NystaNode *
data_block_value (NystaSyntaxParser *parser)
{
  NystaNode *node = NULL;

  if (nysta_parse_is_iri (parser))
    return nysta_parse_iri_node (parser);
  if (nysta_parse_is_literal (parser))
    return nysta_parse_literal_node (parser);
  if (nysta_parse_is_word (parser, "UNDEF"))
    {
      node = nysta_parse_node_here (parser, NYSTA_NODE_UNDEF);
      return nysta_parse_advance (parser) ? node : NULL;
    }
  return nysta_parse_expected (parser);
}

static gboolean
at_data_block_value (NystaSyntaxParser *parser)
{
  nysta_parse_want (parser, "an IRI");
  nysta_parse_want (parser, "a literal");
  return nysta_parse_at_word (parser, "UNDEF") || nysta_parse_is_iri (parser) ||
         nysta_parse_is_literal (parser);
}

/* [63] InlineDataOneVar, from its brace */
static NystaNode *
one_variable_rows (NystaSyntaxParser *parser, NystaNode *values)
{
  if (!nysta_parse_open (parser, "{"))
    return NULL;
  while (at_data_block_value (parser))
    {
      NystaNode *row = nysta_parse_add (
        values, nysta_parse_node_here (parser, NYSTA_NODE_VALUES_ROW));

      if (nysta_parse_add (row, data_block_value (parser)) == NULL)
        return NULL;
    }
  return nysta_parse_close (parser, "}") ? values : NULL;
}

static NystaNode *
row (NystaSyntaxParser *parser, guint n_variables)
{
  NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_VALUES_ROW);

  if (!nysta_parse_open (parser, "("))
    return NULL;
  while (at_data_block_value (parser))
    if (nysta_parse_add (node, data_block_value (parser)) == NULL)
      return NULL;
  if (nysta_parse_is_mark (parser, ')') && node->n_children != n_variables)
    return nysta_parse_fail (
      parser, node->line, node->column,
      "found %u value%s in the row, expected %u, as many as variables%s", node->n_children,
      node->n_children == 1 ? "" : "s", n_variables,
      node->n_children < n_variables ? ": UNDEF stands for no value" : "");
  return nysta_parse_close (parser, ")") ? node : NULL;
}

/* [64] InlineDataFull, from its brace */
static NystaNode *
full_rows (NystaSyntaxParser *parser, NystaNode *values, guint n_variables)
{
  if (!nysta_parse_open (parser, "{"))
    return NULL;
  while (nysta_parse_at_mark (parser, "("))
    if (nysta_parse_add (values, row (parser, n_variables)) == NULL)
      return NULL;
  return nysta_parse_close (parser, "}") ? values : NULL;
}

/* The standard doesn't forbid a variable twice, nor say what it would mean. */
static gboolean
check_once (NystaSyntaxParser *parser, const NystaNode *variables, const NystaNode *added)
{
  for (const NystaNode *v = variables->first; v != NULL && v != added; v = v->next)
    if (v->number == added->number)
      {
        nysta_parse_fail (parser, added->line, added->column,
                          "found ?%s again, expected each variable of VALUES once",
                          (char *) g_ptr_array_index (parser->tree->variables, v->number));
        return FALSE;
      }
  return TRUE;
}

/* [61] InlineData, [62] DataBlock */
NystaNode *
nysta_parse_inline_data (NystaSyntaxParser *parser)
{
  NystaNode *values = nysta_parse_node_here (parser, NYSTA_NODE_VALUES);

  if (!nysta_parse_take_word (parser, "VALUES"))
    return NULL;

  NystaNode *variables = nysta_parse_add (
    values, nysta_parse_node_here (parser, NYSTA_NODE_VALUES_VARIABLES));

  if (nysta_parse_at_kind (parser, NYSTA_SCAN_VARIABLE, "a variable"))
    return nysta_parse_add (variables, nysta_parse_var (parser)) != NULL
             ? one_variable_rows (parser, values)
             : NULL;
  if (!nysta_parse_open (parser, "("))
    return NULL;
  while (nysta_parse_at_kind (parser, NYSTA_SCAN_VARIABLE, "a variable"))
    {
      NystaNode *variable = nysta_parse_add (variables, nysta_parse_var (parser));

      if (variable == NULL || !check_once (parser, variables, variable))
        return NULL;
    }
  return nysta_parse_close (parser, ")") ? full_rows (parser, values, variables->n_children)
                                         : NULL;
}

NystaNode *
nysta_parse_values_clause (NystaSyntaxParser *parser, NystaNode *query)
{
  if (nysta_parse_at_word (parser, "VALUES") &&
      nysta_parse_add (query, nysta_parse_inline_data (parser)) == NULL)
    return NULL;
  return query;
}
