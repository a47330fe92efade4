/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * syntax-tree.h: a SPARQL 1.1 query or update as a tree of nodes that mirror the grammar
 * (https://www.w3.org/TR/sparql11-query/#sparqlGrammar; numbers in brackets are its
 * productions), and the parser, printer and serialiser of it.
 *
 * What is done when there is a tree: prefixes are expanded and IRIs resolved; literals are
 * unescaped; collections and [ ] are written out as triples with blank nodes of their own;
 * `a` is rdf:type; brackets around expressions and lone operands leave no node; every rule
 * of the standard's notes on scope, grouping, blank nodes and templates holds.
 *
 * Walk it so:
 *
 *   for (const NystaNode *child = node->first; child != NULL; child = child->next) …
 *
 * Caveats: a node's depth is bounded by NYSTA_MAX_NESTING brackets, some seven nodes each,
 * so that recursion over a tree is safe; a list's length is not. The three parts of a triple
 * are not children: triples of one object list share their subject and verb.
 */
#pragma once

#include "rdf/term.h"
#include "sparql/parse/builtin.h"

/* After each kind: its children in order, then its fields and flags. "group" stands for
 * GROUP_GRAPH_PATTERN, "term" for VAR, IRI, LITERAL or BLANK, "expression" for any of
 * those from VAR on that an expression may have. */
typedef enum
{
  /* --- queries: children that are missing are left out, the order stays. Find one with
   * nysta_node_find(). term: the base, or NULL; GROUPED. */
  NYSTA_NODE_SELECT_QUERY,    /* [7] SELECT_CLAUSE, DATASET_CLAUSE*, group, modifiers,
                               * VALUES */
  NYSTA_NODE_CONSTRUCT_QUERY, /* [10] CONSTRUCT_TEMPLATE (without it, the group is only
                               * triples, and they are the template), then likewise */
  NYSTA_NODE_DESCRIBE_QUERY, /* [11] DESCRIBE_CLAUSE, then likewise; group may be missing */
  NYSTA_NODE_ASK_QUERY,      /* [12] DATASET_CLAUSE*, group, modifiers, VALUES */
  NYSTA_NODE_SUB_SELECT,     /* [8] SELECT_CLAUSE, group, modifiers, VALUES */

  NYSTA_NODE_SELECT_CLAUSE,      /* [9] (VAR | AS)*; DISTINCT, REDUCED, ALL */
  NYSTA_NODE_AS,                 /* expression, VAR */
  NYSTA_NODE_CONSTRUCT_TEMPLATE, /* [73] TRIPLE* */
  NYSTA_NODE_DESCRIBE_CLAUSE,    /* (VAR | IRI)*; ALL */
  NYSTA_NODE_DATASET_CLAUSE,     /* [13] IRI; NAMED */

  /* --- solution modifiers [18] */
  NYSTA_NODE_GROUP_CLAUSE,    /* [19] (VAR | AS | expression)+ */
  NYSTA_NODE_HAVING_CLAUSE,   /* [21] expression+ */
  NYSTA_NODE_ORDER_CLAUSE,    /* [23] ORDER_CONDITION+ */
  NYSTA_NODE_ORDER_CONDITION, /* [24] expression; DESCENDING */
  NYSTA_NODE_LIMIT_CLAUSE,    /* [26] count: G_MAXUINT64 for all that is beyond */
  NYSTA_NODE_OFFSET_CLAUSE,   /* [27] count */

  /* --- patterns */
  NYSTA_NODE_GROUP_GRAPH_PATTERN, /* [53] any of these in sequence, or one SUB_SELECT */
  NYSTA_NODE_TRIPLES_BLOCK,       /* [55] TRIPLE+. A FILTER between two does not part the
                                   * basic graph pattern that they are. */
  NYSTA_NODE_TRIPLE,              /* triple[0…2]: subject, verb (a path here), object */
  NYSTA_NODE_OPTIONAL,            /* [57] group */
  NYSTA_NODE_GRAPH,               /* [58] VAR or IRI, group */
  NYSTA_NODE_SERVICE,             /* [59] VAR or IRI, group; SILENT */
  NYSTA_NODE_BIND,                /* [60] expression, VAR */
  NYSTA_NODE_VALUES,              /* [61], [28] VALUES_VARIABLES, VALUES_ROW* */
  NYSTA_NODE_VALUES_VARIABLES,    /* VAR* */
  NYSTA_NODE_VALUES_ROW,          /* (IRI | LITERAL | UNDEF)*, as many as variables */
  NYSTA_NODE_MINUS,               /* [66] group */
  NYSTA_NODE_UNION,  /* [67] two or more groups; a lone one is itself a child */
  NYSTA_NODE_FILTER, /* [68] expression */

  /* --- paths [88]; a step is an IRI. As the verb of a pattern's triple only. */
  NYSTA_NODE_PATH_ALTERNATIVE, /* [89] two or more paths */
  NYSTA_NODE_PATH_SEQUENCE,    /* [90] two or more paths */
  NYSTA_NODE_PATH_INVERSE,     /* [92] path */
  NYSTA_NODE_PATH_REPEAT,      /* [91], [93] path; op: ZERO_OR_MORE, ONE_…, ZERO_OR_ONE */
  NYSTA_NODE_PATH_NEGATED,     /* [95] (IRI | PATH_INVERSE of an IRI)*: none of them */

  /* --- expressions [110] */
  NYSTA_NODE_OR,             /* [111] two or more expressions */
  NYSTA_NODE_AND,            /* [112] two or more */
  NYSTA_NODE_RELATIONAL,     /* [114] left, right; op: EQUAL … GREATER_OR_EQUAL */
  NYSTA_NODE_IN,             /* [114] needle, expression* */
  NYSTA_NODE_NOT_IN,         /* likewise */
  NYSTA_NODE_ADDITIVE,       /* [116] two or more, left to right; joined of each but the
                              * first: ADD, SUBTRACT */
  NYSTA_NODE_MULTIPLICATIVE, /* [117] likewise: MULTIPLY, DIVIDE */
  NYSTA_NODE_UNARY,          /* [118] expression; op: NOT, PLUS, MINUS */
  NYSTA_NODE_BUILT_IN_CALL,  /* [121] expression*; number: a NystaBuiltin */
  NYSTA_NODE_EXISTS,         /* [125] group */
  NYSTA_NODE_NOT_EXISTS,     /* [126] group */
  NYSTA_NODE_AGGREGATE,      /* [127] expression, or ALL: COUNT (*); number: a
                              * NystaAggregate; DISTINCT; term: SEPARATOR, or NULL */
  NYSTA_NODE_FUNCTION_CALL,  /* [70] expression*; term: the function's IRI; DISTINCT */

  /* --- leaves */
  NYSTA_NODE_VAR,     /* [108] number: in tree->variables */
  NYSTA_NODE_IRI,     /* [136] term */
  NYSTA_NODE_LITERAL, /* [129] to [134] term: lexical form as spelt, its sign too */
  NYSTA_NODE_BLANK,   /* [138] number: same in one operation is the same node */
  NYSTA_NODE_UNDEF,   /* [65] */

  /* --- updates. term of an operation: the base, or NULL. */
  NYSTA_NODE_UPDATE,       /* [29] operation* in sequence: any of those that follow */
  NYSTA_NODE_LOAD,         /* [31] IRI, then the IRI of the graph or nothing; SILENT */
  NYSTA_NODE_CLEAR,        /* [32] GRAPH_REF; SILENT */
  NYSTA_NODE_DROP,         /* [33] likewise */
  NYSTA_NODE_CREATE,       /* [34] likewise, with an IRI */
  NYSTA_NODE_ADD,          /* [35] GRAPH_REF from, GRAPH_REF to: IRI or DEFAULT; SILENT */
  NYSTA_NODE_MOVE,         /* [36] likewise */
  NYSTA_NODE_COPY,         /* [37] likewise */
  NYSTA_NODE_INSERT_DATA,  /* [38] QUADS */
  NYSTA_NODE_DELETE_DATA,  /* [39] QUADS */
  NYSTA_NODE_DELETE_WHERE, /* [40] QUADS: pattern and template in one */
  NYSTA_NODE_MODIFY,       /* [41] WITH, DELETE_CLAUSE, INSERT_CLAUSE, USING_CLAUSE*, group;
                             * one of DELETE_CLAUSE and INSERT_CLAUSE at least */
  NYSTA_NODE_WITH,         /* IRI */
  NYSTA_NODE_DELETE_CLAUSE, /* [42] QUADS */
  NYSTA_NODE_INSERT_CLAUSE, /* [43] QUADS */
  NYSTA_NODE_USING_CLAUSE,  /* [44] IRI; NAMED */
  NYSTA_NODE_GRAPH_REF,     /* [46], [47] IRI, or nothing and DEFAULT, NAMED or ALL */
  NYSTA_NODE_QUADS,         /* [50] (TRIPLE | QUADS_GRAPH)* */
  NYSTA_NODE_QUADS_GRAPH    /* [51] VAR or IRI, TRIPLE* */
} NystaNodeKind;

typedef enum
{
  NYSTA_NODE_IS_DISTINCT = 1 << 0,
  NYSTA_NODE_IS_REDUCED = 1 << 1,
  NYSTA_NODE_IS_ALL = 1 << 2,
  NYSTA_NODE_IS_NAMED = 1 << 3,
  NYSTA_NODE_IS_DEFAULT = 1 << 4,
  NYSTA_NODE_IS_SILENT = 1 << 5,
  NYSTA_NODE_IS_DESCENDING = 1 << 6,
  NYSTA_NODE_IS_GROUPED = 1 << 7 /* has GROUP BY, or an aggregate of its own */
} NystaNodeFlags;

typedef enum
{
  NYSTA_OP_NONE,
  NYSTA_OP_EQUAL,
  NYSTA_OP_NOT_EQUAL,
  NYSTA_OP_LESS,
  NYSTA_OP_GREATER,
  NYSTA_OP_LESS_OR_EQUAL,
  NYSTA_OP_GREATER_OR_EQUAL,
  NYSTA_OP_ADD,
  NYSTA_OP_SUBTRACT,
  NYSTA_OP_MULTIPLY,
  NYSTA_OP_DIVIDE,
  NYSTA_OP_NOT,
  NYSTA_OP_PLUS,
  NYSTA_OP_MINUS,
  NYSTA_OP_ZERO_OR_MORE,
  NYSTA_OP_ONE_OR_MORE,
  NYSTA_OP_ZERO_OR_ONE
} NystaOp;

typedef struct NystaNode NystaNode;
struct NystaNode
{
  NystaNodeKind kind;
  guint8 op;      /* NystaOp: what it does */
  guint8 joined;  /* NystaOp: how it is joined to the operand before it in a chain */
  guint16 flags;  /* NystaNodeFlags */
  guint32 line;   /* of its first token, from 1 */
  guint32 column; /* in characters, from 1 */
  guint32 number;
  guint32 n_children;
  union
  {
    const NystaTerm *term;
    guint64 count;
    NystaNode **triple;
  };
  NystaNode *first;
  NystaNode *last;
  NystaNode *next;
};

/* Owns all of its nodes, flat: freeing it never follows depth. */
typedef struct
{
  NystaNode *root;      /* a query or an UPDATE */
  GPtrArray *variables; /* char *: names without ? or $, in order of appearance */
  guint n_blanks;       /* numbers of BLANK are below it */

  GHashTable *numbers; /* name -> its place in variables */
  GStringChunk *strings;
  GPtrArray *chunks; /* of nodes and terms */
  gsize n_used;      /* bytes of the last chunk */
} NystaSyntaxTree;

typedef enum
{
  NYSTA_SYNTAX_QUERY_UNIT, /* [1] */
  NYSTA_SYNTAX_UPDATE_UNIT /* [3] */
} NystaSyntaxUnit;

typedef struct
{
  const char *base;       /* for relative IRIs, or NULL: then those are refused */
  gboolean strict;        /* no prefix is known that the text does not declare */
  const char *store_base; /* IRI behind the prefix-less names of the store, or NULL */
} NystaSyntaxOptions;

/**
 * nysta_syntax_parse:
 * @length: bytes of @text, or -1 if a NUL ends it
 *
 * Errors: `NYSTA_SPARQL_ERROR_SYNTAX`, one line, `line:column: found X, expected Y or Z`;
 * `_UNSUPPORTED` for triple terms of RDF 1.2; `_LIMIT` past NYSTA_MAX_NESTING brackets in
 * brackets or NYSTA_MAX_VARIABLES.
 */
NystaSyntaxTree *nysta_syntax_parse (const char *text, gssize length, NystaSyntaxUnit unit,
                                     const NystaSyntaxOptions *options, GError **error);
void nysta_syntax_tree_free (NystaSyntaxTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaSyntaxTree, nysta_syntax_tree_free)

/* The first child of @kind, or NULL. */
const NystaNode *nysta_node_find (const NystaNode *node, NystaNodeKind kind);
/* The grammar's name: "GroupGraphPattern". */
const char *nysta_node_kind_name (NystaNodeKind kind);
/* "+", "!=" …; "" for NYSTA_OP_NONE. */
const char *nysta_op_mark (NystaOp op);
gboolean nysta_node_is_leaf (const NystaNode *node);

/* Append @tree to @out as indented lines with the grammar's names. Places are left out, and
 * blank nodes numbered in order of appearance, so that one query written in two ways gives
 * the same text. */
void nysta_syntax_print (const NystaSyntaxTree *tree, GString *out);

/* Append @node and what is below it to @out as SPARQL on one line, without prefixes; what it
 * is parsed to prints as the same tree. @node: a tree's root, a query, a group or an
 * expression. */
void nysta_syntax_write (const NystaSyntaxTree *tree, const NystaNode *node, GString *out);

/* --- for the parser ------------------------------------------------------------ */

NystaSyntaxTree *nysta_syntax_tree_new (void);
NystaNode *nysta_syntax_tree_add (NystaSyntaxTree *tree, NystaNodeKind kind, guint line,
                                  guint column);
/* Zeroed, owned by @tree. */
gpointer nysta_syntax_tree_alloc (NystaSyntaxTree *tree, gsize n_bytes);
const char *nysta_syntax_tree_keep (NystaSyntaxTree *tree, const char *text);
/* The number of the variable @name, which is new or known. */
guint nysta_syntax_tree_variable (NystaSyntaxTree *tree, const char *name, gsize length);
/* Append @child, which has no parent yet. */
void nysta_node_append (NystaNode *parent, NystaNode *child);
