/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * tree.h: a query as a tree. Every node belongs to the NystaQueryTree, flat, so that
 * freeing one never follows its depth; every string lives in its chunk.
 */
#pragma once

#include "sparql/query.h"

/* What stands in a triple pattern: a variable's number, or a term. */
typedef struct
{
  gboolean is_variable;
  guint variable;
  NystaTerm term;
} NystaSlot;

typedef struct
{
  NystaSlot slots[3]; /* subject, predicate, object */
} NystaTriplePattern;

typedef enum
{
  NYSTA_EXPRESSION_VARIABLE,
  NYSTA_EXPRESSION_TERM,
  NYSTA_EXPRESSION_OR, /* any number of arguments, as AND */
  NYSTA_EXPRESSION_AND,
  NYSTA_EXPRESSION_NOT,
  NYSTA_EXPRESSION_EQUAL,
  NYSTA_EXPRESSION_NOT_EQUAL,
  NYSTA_EXPRESSION_LESS,
  NYSTA_EXPRESSION_GREATER,
  NYSTA_EXPRESSION_LESS_EQUAL,
  NYSTA_EXPRESSION_GREATER_EQUAL,
  NYSTA_EXPRESSION_IN, /* the first argument among the others */
  NYSTA_EXPRESSION_NOT_IN,
  NYSTA_EXPRESSION_ADD,
  NYSTA_EXPRESSION_SUBTRACT,
  NYSTA_EXPRESSION_MULTIPLY,
  NYSTA_EXPRESSION_DIVIDE,
  NYSTA_EXPRESSION_MINUS,
  NYSTA_EXPRESSION_PLUS,
  NYSTA_EXPRESSION_BOUND,
  NYSTA_EXPRESSION_IF,
  NYSTA_EXPRESSION_COALESCE,
  NYSTA_EXPRESSION_FUNCTION
} NystaExpressionKind;

typedef struct NystaFunction NystaFunction;

typedef struct
{
  NystaExpressionKind kind;
  guint variable;
  NystaTerm term;
  const NystaFunction *function;
  GPtrArray *arguments; /* NystaExpression *, (nullable) */
  guint depth;
  /* REGEX and REPLACE: what was compiled last. */
  GRegex *regex;
  char *regex_source;
} NystaExpression;

typedef enum
{
  NYSTA_ELEMENT_TRIPLES,
  NYSTA_ELEMENT_GROUP,
  NYSTA_ELEMENT_OPTIONAL,
  NYSTA_ELEMENT_UNION,
  NYSTA_ELEMENT_GRAPH,
  NYSTA_ELEMENT_BIND
} NystaElementKind;

typedef struct
{
  GPtrArray *elements; /* NystaElement * */
  GPtrArray *filters;  /* NystaExpression * */
} NystaGroup;

typedef struct
{
  NystaElementKind kind;
  GArray *triples;   /* NystaTriplePattern */
  GPtrArray *groups; /* UNION has two or more, GROUP, OPTIONAL and GRAPH one */
  NystaSlot graph;
  guint variable; /* BIND: what is bound; OPTIONAL: a hidden one, numbers left rows */
  NystaExpression *expression;
} NystaElement;

typedef struct
{
  guint variable;
  NystaExpression *expression; /* (nullable): a plain variable */
  guint line;                  /* of what AS names */
  guint column;
} NystaProjection;

typedef struct
{
  NystaExpression *expression;
  gboolean descending;
} NystaOrderCondition;

typedef struct
{
  NystaQueryForm form;
  gboolean distinct;
  GPtrArray *variables; /* char *: names without their mark; hidden ones begin "_:" */
  GHashTable *numbers;  /* name -> its place in variables */
  GArray *projections;  /* NystaProjection */
  GArray *construct;    /* NystaTriplePattern */
  NystaGroup *where;
  GArray *order; /* NystaOrderCondition */
  guint64 limit; /* G_MAXUINT64: none */
  guint64 offset;
  char *base; /* (nullable): for IRI () */

  GStringChunk *strings;
  GPtrArray *groups; /* own all of their kind */
  GPtrArray *elements;
  GPtrArray *expressions;
} NystaQueryTree;

NystaQueryTree *nysta_query_tree_new (void);
void nysta_query_tree_free (NystaQueryTree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaQueryTree, nysta_query_tree_free)

NystaGroup *nysta_tree_add_group (NystaQueryTree *tree);
NystaElement *nysta_tree_add_element (NystaQueryTree *tree, NystaElementKind kind);
NystaExpression *nysta_tree_add_expression (NystaQueryTree *tree, NystaExpressionKind kind);
/* Also keeps count of depth. */
void nysta_expression_add_argument (NystaExpression *expression, NystaExpression *argument);

/* The number of the variable @name, which is new or known. */
guint nysta_tree_variable (NystaQueryTree *tree, const char *name, gsize length);
/* A variable that no query can name. */
guint nysta_tree_hidden_variable (NystaQueryTree *tree);
gboolean nysta_tree_is_hidden (const NystaQueryTree *tree, guint variable);

/* Add to @out_variables (of width n variables) what a solution of @group may bind. */
void nysta_group_variables (const NystaGroup *group, gboolean *out_variables);

/* Parse and check. Errors: NYSTA_SPARQL_ERROR_SYNTAX, _UNSUPPORTED, _LIMIT. */
NystaQueryTree *nysta_query_parse (const char *text, const NystaQueryOptions *options,
                                   GError **error);
