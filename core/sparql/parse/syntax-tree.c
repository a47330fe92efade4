/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/parse/syntax-tree.h"

#define CHUNK_BYTES (64u * 1024)
#define ALIGNMENT 8u

static const char *const kind_names[] = {
  [NYSTA_NODE_SELECT_QUERY] = "SelectQuery",
  [NYSTA_NODE_CONSTRUCT_QUERY] = "ConstructQuery",
  [NYSTA_NODE_DESCRIBE_QUERY] = "DescribeQuery",
  [NYSTA_NODE_ASK_QUERY] = "AskQuery",
  [NYSTA_NODE_SUB_SELECT] = "SubSelect",
  [NYSTA_NODE_SELECT_CLAUSE] = "SelectClause",
  [NYSTA_NODE_AS] = "As",
  [NYSTA_NODE_CONSTRUCT_TEMPLATE] = "ConstructTemplate",
  [NYSTA_NODE_DESCRIBE_CLAUSE] = "DescribeClause",
  [NYSTA_NODE_DATASET_CLAUSE] = "DatasetClause",
  [NYSTA_NODE_GROUP_CLAUSE] = "GroupClause",
  [NYSTA_NODE_HAVING_CLAUSE] = "HavingClause",
  [NYSTA_NODE_ORDER_CLAUSE] = "OrderClause",
  [NYSTA_NODE_ORDER_CONDITION] = "OrderCondition",
  [NYSTA_NODE_LIMIT_CLAUSE] = "LimitClause",
  [NYSTA_NODE_OFFSET_CLAUSE] = "OffsetClause",
  [NYSTA_NODE_GROUP_GRAPH_PATTERN] = "GroupGraphPattern",
  [NYSTA_NODE_TRIPLES_BLOCK] = "TriplesBlock",
  [NYSTA_NODE_TRIPLE] = "Triple",
  [NYSTA_NODE_OPTIONAL] = "OptionalGraphPattern",
  [NYSTA_NODE_GRAPH] = "GraphGraphPattern",
  [NYSTA_NODE_SERVICE] = "ServiceGraphPattern",
  [NYSTA_NODE_BIND] = "Bind",
  [NYSTA_NODE_VALUES] = "InlineData",
  [NYSTA_NODE_VALUES_VARIABLES] = "Variables",
  [NYSTA_NODE_VALUES_ROW] = "Row",
  [NYSTA_NODE_MINUS] = "MinusGraphPattern",
  [NYSTA_NODE_UNION] = "GroupOrUnionGraphPattern",
  [NYSTA_NODE_FILTER] = "Filter",
  [NYSTA_NODE_PATH_ALTERNATIVE] = "PathAlternative",
  [NYSTA_NODE_PATH_SEQUENCE] = "PathSequence",
  [NYSTA_NODE_PATH_INVERSE] = "PathInverse",
  [NYSTA_NODE_PATH_REPEAT] = "PathElt",
  [NYSTA_NODE_PATH_NEGATED] = "PathNegatedPropertySet",
  [NYSTA_NODE_OR] = "ConditionalOrExpression",
  [NYSTA_NODE_AND] = "ConditionalAndExpression",
  [NYSTA_NODE_RELATIONAL] = "RelationalExpression",
  [NYSTA_NODE_IN] = "In",
  [NYSTA_NODE_NOT_IN] = "NotIn",
  [NYSTA_NODE_ADDITIVE] = "AdditiveExpression",
  [NYSTA_NODE_MULTIPLICATIVE] = "MultiplicativeExpression",
  [NYSTA_NODE_UNARY] = "UnaryExpression",
  [NYSTA_NODE_BUILT_IN_CALL] = "BuiltInCall",
  [NYSTA_NODE_EXISTS] = "ExistsFunc",
  [NYSTA_NODE_NOT_EXISTS] = "NotExistsFunc",
  [NYSTA_NODE_AGGREGATE] = "Aggregate",
  [NYSTA_NODE_FUNCTION_CALL] = "FunctionCall",
  [NYSTA_NODE_VAR] = "Var",
  [NYSTA_NODE_IRI] = "Iri",
  [NYSTA_NODE_LITERAL] = "Literal",
  [NYSTA_NODE_BLANK] = "BlankNode",
  [NYSTA_NODE_UNDEF] = "Undef",
  [NYSTA_NODE_UPDATE] = "Update",
  [NYSTA_NODE_LOAD] = "Load",
  [NYSTA_NODE_CLEAR] = "Clear",
  [NYSTA_NODE_DROP] = "Drop",
  [NYSTA_NODE_CREATE] = "Create",
  [NYSTA_NODE_ADD] = "Add",
  [NYSTA_NODE_MOVE] = "Move",
  [NYSTA_NODE_COPY] = "Copy",
  [NYSTA_NODE_INSERT_DATA] = "InsertData",
  [NYSTA_NODE_DELETE_DATA] = "DeleteData",
  [NYSTA_NODE_DELETE_WHERE] = "DeleteWhere",
  [NYSTA_NODE_MODIFY] = "Modify",
  [NYSTA_NODE_WITH] = "With",
  [NYSTA_NODE_DELETE_CLAUSE] = "DeleteClause",
  [NYSTA_NODE_INSERT_CLAUSE] = "InsertClause",
  [NYSTA_NODE_USING_CLAUSE] = "UsingClause",
  [NYSTA_NODE_GRAPH_REF] = "GraphRef",
  [NYSTA_NODE_QUADS] = "Quads",
  [NYSTA_NODE_QUADS_GRAPH] = "QuadsNotTriples",
};

static const char *const op_marks[] = {
  [NYSTA_OP_NONE] = "",
  [NYSTA_OP_EQUAL] = "=",
  [NYSTA_OP_NOT_EQUAL] = "!=",
  [NYSTA_OP_LESS] = "<",
  [NYSTA_OP_GREATER] = ">",
  [NYSTA_OP_LESS_OR_EQUAL] = "<=",
  [NYSTA_OP_GREATER_OR_EQUAL] = ">=",
  [NYSTA_OP_ADD] = "+",
  [NYSTA_OP_SUBTRACT] = "-",
  [NYSTA_OP_MULTIPLY] = "*",
  [NYSTA_OP_DIVIDE] = "/",
  [NYSTA_OP_NOT] = "!",
  [NYSTA_OP_PLUS] = "+",
  [NYSTA_OP_MINUS] = "-",
  [NYSTA_OP_ZERO_OR_MORE] = "*",
  [NYSTA_OP_ONE_OR_MORE] = "+",
  [NYSTA_OP_ZERO_OR_ONE] = "?",
};

const char *
nysta_node_kind_name (NystaNodeKind kind)
{
  return kind_names[kind];
}

const char *
nysta_op_mark (NystaOp op)
{
  return op_marks[op];
}

gboolean
nysta_node_is_leaf (const NystaNode *node)
{
  return node->kind >= NYSTA_NODE_VAR && node->kind <= NYSTA_NODE_UNDEF;
}

const NystaNode *
nysta_node_find (const NystaNode *node, NystaNodeKind kind)
{
  for (const NystaNode *child = node->first; child != NULL; child = child->next)
    if (child->kind == kind)
      return child;
  return NULL;
}

/* --- making one ------------------------------------------------------------------ */

NystaSyntaxTree *
nysta_syntax_tree_new (void)
{
  NystaSyntaxTree *tree = g_new0 (NystaSyntaxTree, 1);

  tree->variables = g_ptr_array_new_with_free_func (g_free);
  tree->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  tree->strings = g_string_chunk_new (4096);
  tree->chunks = g_ptr_array_new_with_free_func (g_free);
  return tree;
}

void
nysta_syntax_tree_free (NystaSyntaxTree *tree)
{
  if (tree == NULL)
    return;
  g_hash_table_unref (tree->numbers);
  g_ptr_array_unref (tree->variables);
  g_string_chunk_free (tree->strings);
  g_ptr_array_unref (tree->chunks);
  g_free (tree);
}

gpointer
nysta_syntax_tree_alloc (NystaSyntaxTree *tree, gsize n_bytes)
{
  gsize rounded = (n_bytes + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);

  g_assert (rounded <= CHUNK_BYTES);
  if (tree->chunks->len == 0 || tree->n_used + rounded > CHUNK_BYTES)
    {
      g_ptr_array_add (tree->chunks, g_malloc0 (CHUNK_BYTES));
      tree->n_used = 0;
    }

  char *chunk = g_ptr_array_index (tree->chunks, tree->chunks->len - 1);
  gpointer place = chunk + tree->n_used;

  tree->n_used += rounded;
  return place;
}

NystaNode *
nysta_syntax_tree_add (NystaSyntaxTree *tree, NystaNodeKind kind, guint line, guint column)
{
  NystaNode *node = nysta_syntax_tree_alloc (tree, sizeof *node);

  node->kind = kind;
  node->line = line;
  node->column = column;
  return node;
}

const char *
nysta_syntax_tree_keep (NystaSyntaxTree *tree, const char *text)
{
  return g_string_chunk_insert_const (tree->strings, text);
}

guint
nysta_syntax_tree_variable (NystaSyntaxTree *tree, const char *name, gsize length)
{
  g_autofree char *copy = g_strndup (name, length);
  gpointer known = NULL;

  if (g_hash_table_lookup_extended (tree->numbers, copy, NULL, &known))
    return GPOINTER_TO_UINT (known);

  guint number = tree->variables->len;

  g_hash_table_insert (tree->numbers, copy, GUINT_TO_POINTER (number));
  g_ptr_array_add (tree->variables, g_steal_pointer (&copy));
  return number;
}

void
nysta_node_append (NystaNode *parent, NystaNode *child)
{
  if (parent->last != NULL)
    parent->last->next = child;
  else
    parent->first = child;
  parent->last = child;
  parent->n_children++;
}
