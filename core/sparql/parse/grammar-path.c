/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* grammar-path.c: [88] Path to [96] PathOneInPropertySet. */
#include "config.h"
#include "sparql/parse/syntax-parser.h"

#include "rdf/vocabulary.h"

/* Note 1 of the grammar: `a` alone of all keywords is in small letters. */
static gboolean
is_a (const NystaSyntaxParser *parser)
{
  return parser->token.kind == NYSTA_SCAN_WORD && parser->token.length == 1 &&
         *parser->token.start == 'a';
}

NystaNode *
nysta_parse_step (NystaSyntaxParser *parser)
{
  const NystaScanToken token = parser->token;

  nysta_parse_want (parser, "an IRI");
  nysta_parse_want (parser, "a");
  if (is_a (parser))
    return nysta_parse_advance (parser) ? nysta_parse_known_iri (parser, RDF_TYPE, &token)
                                        : NULL;
  return nysta_parse_iri_node (parser);
}

/* [96] PathOneInPropertySet */
static NystaNode *
path_one_in_property_set (NystaSyntaxParser *parser)
{
  NystaNode *inverse = NULL;

  if (!nysta_parse_at_mark (parser, "^"))
    return nysta_parse_step (parser);
  inverse = nysta_parse_node_here (parser, NYSTA_NODE_PATH_INVERSE);
  return nysta_parse_advance (parser) &&
             nysta_parse_add (inverse, nysta_parse_step (parser)) != NULL
           ? inverse
           : NULL;
}

/* [95] PathNegatedPropertySet, after its "!" */
static NystaNode *
path_negated_property_set (NystaSyntaxParser *parser, NystaNode *node)
{
  if (!nysta_parse_at_mark (parser, "("))
    return nysta_parse_add (node, path_one_in_property_set (parser)) != NULL ? node : NULL;
  if (!nysta_parse_open (parser, "("))
    return NULL;
  while (!nysta_parse_is_mark (parser, ')') || node->n_children > 0)
    {
      if (nysta_parse_add (node, path_one_in_property_set (parser)) == NULL)
        return NULL;
      if (!nysta_parse_at_mark (parser, "|"))
        break;
      if (!nysta_parse_advance (parser))
        return NULL;
    }
  return nysta_parse_close (parser, ")") ? node : NULL;
}

/* [94] PathPrimary */
static NystaNode *
path_primary (NystaSyntaxParser *parser)
{
  if (nysta_parse_at_mark (parser, "!"))
    {
      NystaNode *node = nysta_parse_node_here (parser, NYSTA_NODE_PATH_NEGATED);

      return nysta_parse_advance (parser) ? path_negated_property_set (parser, node) : NULL;
    }
  if (nysta_parse_at_mark (parser, "("))
    {
      NystaNode *node = nysta_parse_open (parser, "(") ? nysta_parse_path (parser) : NULL;

      return node != NULL && nysta_parse_close (parser, ")") ? node : NULL;
    }
  return nysta_parse_step (parser);
}

/* [93] PathMod */
static NystaOp
path_mod (const NystaSyntaxParser *parser)
{
  return nysta_parse_is_mark (parser, '*')   ? NYSTA_OP_ZERO_OR_MORE
         : nysta_parse_is_mark (parser, '+') ? NYSTA_OP_ONE_OR_MORE
         : nysta_parse_is_mark (parser, '?') ? NYSTA_OP_ZERO_OR_ONE
                                             : NYSTA_OP_NONE;
}

/* [91] PathElt */
static NystaNode *
path_elt (NystaSyntaxParser *parser)
{
  NystaNode *primary = path_primary (parser);
  NystaOp op = primary != NULL ? path_mod (parser) : NYSTA_OP_NONE;

  if (op == NYSTA_OP_NONE)
    return primary;

  NystaNode *node = nysta_syntax_tree_add (parser->tree, NYSTA_NODE_PATH_REPEAT,
                                           primary->line, primary->column);

  node->op = op;
  nysta_node_append (node, primary);
  return nysta_parse_advance (parser) ? node : NULL;
}

/* [92] PathEltOrInverse */
static NystaNode *
path_elt_or_inverse (NystaSyntaxParser *parser)
{
  NystaNode *node = NULL;

  if (!nysta_parse_at_mark (parser, "^"))
    return path_elt (parser);
  node = nysta_parse_node_here (parser, NYSTA_NODE_PATH_INVERSE);
  return nysta_parse_advance (parser) && nysta_parse_add (node, path_elt (parser)) != NULL
           ? node
           : NULL;
}

/* One operand, or two and more with @mark between them, flat. */
static NystaNode *
chain (NystaSyntaxParser *parser, guint mark, NystaNodeKind kind,
       NystaNode *(*operand) (NystaSyntaxParser *) )
{
  NystaNode *first = operand (parser);

  if (first == NULL || !nysta_parse_is_mark (parser, mark))
    return first;

  NystaNode *node = nysta_syntax_tree_add (parser->tree, kind, first->line, first->column);

  nysta_node_append (node, first);
  while (nysta_parse_is_mark (parser, mark))
    if (!nysta_parse_advance (parser) || nysta_parse_add (node, operand (parser)) == NULL)
      return NULL;
  return node;
}

/* [90] PathSequence */
static NystaNode *
path_sequence (NystaSyntaxParser *parser)
{
  return chain (parser, '/', NYSTA_NODE_PATH_SEQUENCE, path_elt_or_inverse);
}

/* [88] Path, [89] PathAlternative */
NystaNode *
nysta_parse_path (NystaSyntaxParser *parser)
{
  return chain (parser, '|', NYSTA_NODE_PATH_ALTERNATIVE, path_sequence);
}

gboolean
nysta_parse_is_path (const NystaSyntaxParser *parser)
{
  return nysta_parse_is_iri (parser) || is_a (parser) ||
         nysta_parse_is_mark (parser, '^') || nysta_parse_is_mark (parser, '!') ||
         nysta_parse_is_mark (parser, '(');
}
