/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* grammar-expression.c: [110] Expression to [120] BrackettedExpression, and [69] Constraint.
 * Chains are flat: their length is not depth. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

typedef NystaNode *(*Production) (NystaSyntaxParser *parser);

NystaNode *
nysta_parse_bracketted_expression (NystaSyntaxParser *parser)
{
  NystaNode *node = NULL;

  if (!nysta_parse_open (parser, "("))
    return NULL;
  node = nysta_parse_expression (parser);
  return node != NULL && nysta_parse_close (parser, ")") ? node : NULL;
}

/* [119] PrimaryExpression */
static NystaNode *
primary_expression (NystaSyntaxParser *parser)
{
  if (nysta_parse_is_mark (parser, '('))
    return nysta_parse_bracketted_expression (parser);
  if (parser->token.kind == NYSTA_SCAN_VARIABLE)
    return nysta_parse_var (parser);
  if (nysta_parse_is_iri (parser))
    return nysta_parse_iri_or_function (parser);
  if (nysta_parse_is_literal (parser))
    return nysta_parse_literal_node (parser);
  if (nysta_parse_is_built_in_call (parser))
    return nysta_parse_built_in_call (parser);
  parser->wants_function = TRUE;
  nysta_parse_want (parser, "a variable");
  nysta_parse_want (parser, "a value");
  nysta_parse_want (parser, "a function");
  nysta_parse_want (parser, "(");
  return nysta_parse_expected (parser);
}

/* [118] UnaryExpression */
static NystaNode *
unary_expression (NystaSyntaxParser *parser)
{
  NystaOp op = nysta_parse_is_mark (parser, '!')   ? NYSTA_OP_NOT
               : nysta_parse_is_mark (parser, '+') ? NYSTA_OP_PLUS
               : nysta_parse_is_mark (parser, '-') ? NYSTA_OP_MINUS
                                                   : NYSTA_OP_NONE;
  NystaNode *node = NULL;

  if (op == NYSTA_OP_NONE)
    return primary_expression (parser);
  node = nysta_parse_node_here (parser, NYSTA_NODE_UNARY);
  node->op = op;
  return nysta_parse_advance (parser) &&
             nysta_parse_add (node, primary_expression (parser)) != NULL
           ? node
           : NULL;
}

/* The chain that begins with @first: @chain if it is there, else a new one. */
static NystaNode *
chain_of (NystaSyntaxParser *parser, NystaNode *chain, NystaNode *first, NystaNodeKind kind)
{
  if (chain != NULL)
    return chain;
  chain = nysta_syntax_tree_add (parser->tree, kind, first->line, first->column);
  nysta_node_append (chain, first);
  return chain;
}

/* [117] MultiplicativeExpression, from its @first operand */
static NystaNode *
multiplicative_tail (NystaSyntaxParser *parser, NystaNode *first)
{
  NystaNode *chain = NULL;

  while (first != NULL &&
         (nysta_parse_is_mark (parser, '*') || nysta_parse_is_mark (parser, '/')))
    {
      NystaOp op = nysta_parse_is_mark (parser, '*') ? NYSTA_OP_MULTIPLY : NYSTA_OP_DIVIDE;
      NystaNode *operand = nysta_parse_advance (parser) ? unary_expression (parser) : NULL;

      chain = chain_of (parser, chain, first, NYSTA_NODE_MULTIPLICATIVE);
      if (nysta_parse_add (chain, operand) == NULL)
        return NULL;
      operand->joined = op;
    }
  return chain != NULL ? chain : first;
}

static NystaNode *
multiplicative_expression (NystaSyntaxParser *parser)
{
  return multiplicative_tail (parser, unary_expression (parser));
}

static gboolean
is_signed_number (const NystaSyntaxParser *parser)
{
  return parser->token.kind >= NYSTA_SCAN_INTEGER &&
         parser->token.kind <= NYSTA_SCAN_DOUBLE &&
         !g_ascii_isdigit (*parser->token.start) && *parser->token.start != '.';
}

/* [116] AdditiveExpression. In "?x -1" the number has the sign: -1 is added. */
static NystaNode *
additive_expression (NystaSyntaxParser *parser)
{
  NystaNode *first = multiplicative_expression (parser);
  NystaNode *chain = NULL;

  while (first != NULL)
    {
      NystaNode *operand = NULL;
      NystaOp op = NYSTA_OP_ADD;

      if (is_signed_number (parser))
        operand = multiplicative_tail (parser, nysta_parse_literal_node (parser));
      else if (nysta_parse_is_mark (parser, '+') || nysta_parse_is_mark (parser, '-'))
        {
          op = nysta_parse_is_mark (parser, '+') ? NYSTA_OP_ADD : NYSTA_OP_SUBTRACT;
          operand = nysta_parse_advance (parser) ? multiplicative_expression (parser)
                                                 : NULL;
        }
      else
        break;
      chain = chain_of (parser, chain, first, NYSTA_NODE_ADDITIVE);
      if (nysta_parse_add (chain, operand) == NULL)
        return NULL;
      operand->joined = op;
    }
  return chain != NULL ? chain : first;
}

static NystaOp
relational_operator (const NystaSyntaxParser *parser)
{
  static const struct
  {
    guint mark;
    NystaOp op;
  } operators[] = {
    { '=', NYSTA_OP_EQUAL },
    { NYSTA_MARK ('!', '='), NYSTA_OP_NOT_EQUAL },
    { '<', NYSTA_OP_LESS },
    { '>', NYSTA_OP_GREATER },
    { NYSTA_MARK ('<', '='), NYSTA_OP_LESS_OR_EQUAL },
    { NYSTA_MARK ('>', '='), NYSTA_OP_GREATER_OR_EQUAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (nysta_parse_is_mark (parser, operators[i].mark))
      return operators[i].op;
  return NYSTA_OP_NONE;
}

/* "IN" | "NOT" "IN", and what it is to be among */
static NystaNode *
in_expression (NystaSyntaxParser *parser, NystaNode *left)
{
  gboolean negated = nysta_parse_is_word (parser, "NOT");
  NystaNode *node = nysta_syntax_tree_add (
    parser->tree, negated ? NYSTA_NODE_NOT_IN : NYSTA_NODE_IN, left->line, left->column);

  if (negated && !nysta_parse_advance (parser))
    return NULL;
  nysta_node_append (node, left);
  return nysta_parse_take_word (parser, "IN") ? nysta_parse_expression_list (parser, node)
                                              : NULL;
}

/* [114] RelationalExpression, [113] ValueLogical */
static NystaNode *
relational_expression (NystaSyntaxParser *parser)
{
  NystaNode *left = additive_expression (parser);
  NystaOp op = relational_operator (parser);

  if (left == NULL)
    return NULL;
  if (nysta_parse_is_word (parser, "IN") || nysta_parse_is_word (parser, "NOT"))
    return in_expression (parser, left);
  if (op == NYSTA_OP_NONE)
    {
      nysta_parse_want (parser, "an operator");
      return left;
    }

  NystaNode *node = nysta_syntax_tree_add (parser->tree, NYSTA_NODE_RELATIONAL, left->line,
                                           left->column);

  node->op = op;
  nysta_node_append (node, left);
  return nysta_parse_advance (parser) &&
             nysta_parse_add (node, additive_expression (parser)) != NULL
           ? node
           : NULL;
}

static NystaNode *
logical_chain (NystaSyntaxParser *parser, guint mark, NystaNodeKind kind,
               Production operand)
{
  NystaNode *first = operand (parser);
  NystaNode *chain = NULL;

  while (first != NULL && nysta_parse_is_mark (parser, mark))
    {
      chain = chain_of (parser, chain, first, kind);
      if (!nysta_parse_advance (parser) ||
          nysta_parse_add (chain, operand (parser)) == NULL)
        return NULL;
    }
  return chain != NULL ? chain : first;
}

/* [112] ConditionalAndExpression */
static NystaNode *
conditional_and_expression (NystaSyntaxParser *parser)
{
  return logical_chain (parser, NYSTA_MARK ('&', '&'), NYSTA_NODE_AND,
                        relational_expression);
}

/* [111] ConditionalOrExpression */
NystaNode *
nysta_parse_expression (NystaSyntaxParser *parser)
{
  return logical_chain (parser, NYSTA_MARK ('|', '|'), NYSTA_NODE_OR,
                        conditional_and_expression);
}

/* --- [69] Constraint ---------------------------------------------------------------------- */

gboolean
nysta_parse_at_constraint (NystaSyntaxParser *parser)
{
  parser->wants_function = TRUE;
  nysta_parse_want (parser, "(");
  nysta_parse_want (parser, "a function");
  return nysta_parse_is_mark (parser, '(') || nysta_parse_is_iri (parser) ||
         nysta_parse_is_built_in_call (parser);
}

NystaNode *
nysta_parse_constraint (NystaSyntaxParser *parser)
{
  if (!nysta_parse_at_constraint (parser))
    return nysta_parse_expected (parser);
  if (nysta_parse_is_mark (parser, '('))
    return nysta_parse_bracketted_expression (parser);
  if (!nysta_parse_is_iri (parser))
    return nysta_parse_built_in_call (parser);

  /* [70] FunctionCall: here an IRI alone won't do. */
  NystaNode *node = nysta_parse_iri_or_function (parser);

  if (node == NULL || node->kind == NYSTA_NODE_FUNCTION_CALL)
    return node;
  nysta_parse_want (parser, "(");
  return nysta_parse_expected (parser);
}
