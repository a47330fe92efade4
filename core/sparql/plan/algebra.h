/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * algebra.h: a query as the algebra of SPARQL 1.1 §18.2, its printer, and the passes that
 * make it cheaper without changing what it answers.
 *
 * Variables are numbers: those of the syntax tree, then hidden ones (blank nodes, the middle
 * of a path, keys and aggregates without a name), whose names begin with a full stop.
 * Expressions stay nodes of the syntax tree, or copies that the query owns: what a copy
 * stands for differs (an aggregate is the hidden variable of its outcome). No AGGREGATE is
 * left in one. EXISTS in one: see nysta_algebra_exists().
 *
 * Caveats: a query borrows from its syntax tree. Depth is bounded by
 * NYSTA_MAX_ALGEBRA_DEPTH, so that recursion is safe; a number of children is not. The same
 * number below and above PROJECT, GROUP or in the pattern of an EXISTS is the same variable
 * only if it is let through. Substitution for an EXISTS reaches all leaves and expressions
 * of its pattern that such a border does not hide, those of SEMI_JOIN and ANTI_JOIN in it, too.
 * A JOIN may have FILTERs of leaves among its children: the planner may look through them.
 */
#pragma once

#include "sparql/parse/syntax-tree.h"

/* After each kind: its children, then its own fields. */
typedef enum
{
  NYSTA_ALGEBRA_UNIT,  /* one solution without bindings: Z, the group {} */
  NYSTA_ALGEBRA_EMPTY, /* none; after passes only */
  NYSTA_ALGEBRA_BGP,   /* bgp: at least one triple */
  NYSTA_ALGEBRA_PATH,  /* path: ends that are the same variable have the same value */

  NYSTA_ALGEBRA_JOIN,      /* two or more, in no particular order */
  NYSTA_ALGEBRA_LEFT_JOIN, /* left, right; conditions, of both together */
  NYSTA_ALGEBRA_MINUS,     /* left, right */
  NYSTA_ALGEBRA_UNION,     /* two or more */
  NYSTA_ALGEBRA_FILTER,    /* child; conditions */
  NYSTA_ALGEBRA_EXTEND,    /* child; extend: an error leaves the variable unbound */
  NYSTA_ALGEBRA_TABLE,     /* table: VALUES */
  NYSTA_ALGEBRA_GRAPH,     /* child, a graph at a time; graph: a term or a variable. A term
                            * that names no graph of the dataset: no solutions. */
  NYSTA_ALGEBRA_SERVICE,   /* child, for its variables only; service */

  NYSTA_ALGEBRA_GROUP,    /* child; group */
  NYSTA_ALGEBRA_ORDER,    /* child; order */
  NYSTA_ALGEBRA_PROJECT,  /* child; project */
  NYSTA_ALGEBRA_DISTINCT, /* child: equal terms, of what it may bind */
  NYSTA_ALGEBRA_REDUCED,  /* child: duplicates may be left out */
  NYSTA_ALGEBRA_SLICE,    /* child; slice */

  /* --- what only passes make */
  NYSTA_ALGEBRA_SEMI_JOIN, /* left, right; conditions, of both together: the left solutions,
                            * each once as it is, for which a right one is compatible (as in
                            * a join: shared or not, an unbound variable fits all) and meets
                            * the conditions */
  NYSTA_ALGEBRA_ANTI_JOIN, /* likewise: those for which none is */
  NYSTA_ALGEBRA_COUNT /* count: rows of one triple pattern, counted without making them:
                            * where a NYSTA_STATISTIC_ is exact, from it */
} NystaAlgebraKind;

typedef enum
{
  NYSTA_SLOT_NONE, /* only as the graph of a leaf: the graph that a GRAPH outside says, or
                    * the default graph */
  NYSTA_SLOT_TERM,
  NYSTA_SLOT_VARIABLE
} NystaSlotKind;

typedef struct
{
  NystaSlotKind kind;
  guint variable;
  const NystaTerm *term; /* a blank node: never */
} NystaSlot;

typedef struct
{
  NystaSlot slots[3]; /* subject, predicate, object */
  double rows;        /* for the planner */
} NystaAlgebraTriple;

/* A set of variables: ascending numbers */
typedef struct
{
  const guint *numbers;
  guint n;
} NystaVariables;

typedef struct
{
  NystaAggregate function;
  gboolean distinct;
  const NystaNode *expression; /* NULL: COUNT (*), of all that the child may bind */
  const char *separator;       /* GROUP_CONCAT only */
  guint variable;              /* of its outcome; an error leaves it unbound */
} NystaAlgebraAggregate;

typedef struct
{
  const NystaNode *expression;
  gboolean descending;
} NystaAlgebraOrder;

#define NYSTA_ALGEBRA_NO_LIMIT G_MAXUINT64

typedef struct NystaAlgebra NystaAlgebra;
struct NystaAlgebra
{
  NystaAlgebraKind kind;
  guint n_children;
  NystaAlgebra **children;
  guint depth; /* of what lies below, itself and its EXISTS counted */

  /* Its schema: see nysta_algebra_refresh(). */
  NystaVariables may;  /* what a solution may bind: an operator's columns */
  NystaVariables sure; /* what each solution binds */

  /* What of it is looked at further out; set by the pass `prune`, before which all is. */
  gboolean is_pruned;
  NystaVariables wanted; /* may & wanted: the columns that an operator must give */
  gboolean any_number;   /* of a solution of these there may be more or fewer, but one at
                          * least */

  /* For the planner: of solutions, and of the work that they take in µs. */
  double rows;
  double cost;

  /* FILTER, LEFT_JOIN, SEMI_JOIN, ANTI_JOIN: each must be true. An error is not. */
  const NystaNode **conditions;
  guint n_conditions;

  union
  {
    struct
    {
      NystaAlgebraTriple *triples; /* no order is meant */
      guint n_triples;
      NystaSlot graph; /* a variable: every named graph, one for all of the triples */
    } bgp;
    struct
    {
      NystaSlot subject;
      NystaSlot object;
      const NystaNode *path; /* PATH_REPEAT or PATH_NEGATED, whose IRIs then are all forward
                              * ones; any kind below. */
      NystaSlot graph;       /* likewise */
    } path;
    struct
    {
      const NystaNode *expression;
      guint variable;
    } extend;
    struct
    {
      const guint *variables; /* in the order of columns, each once */
      guint n_variables;
      guint n_rows;
      const NystaTerm **terms; /* row after row; NULL: UNDEF */
    } table;
    NystaSlot graph;
    struct
    {
      NystaSlot endpoint;
      const NystaNode *pattern; /* the group, to be written with nysta_syntax_write() */
      gboolean silent;
    } service;
    struct
    {
      const guint *keys; /* none: one group, even of no solutions */
      guint n_keys;
      NystaAlgebraAggregate *aggregates;
      guint n_aggregates;
    } group;
    struct
    {
      NystaAlgebraOrder *conditions;
      guint n_conditions;
      guint64 limit; /* no more than so many of the first are wanted (top-k), or
                      * NYSTA_ALGEBRA_NO_LIMIT; after passes only */
    } order;
    NystaVariables project;
    struct
    {
      guint64 offset;
      guint64 limit; /* NYSTA_ALGEBRA_NO_LIMIT: all */
    } slice;
    struct
    {
      NystaAlgebraTriple triple; /* its variables are not the same twice */
      NystaSlot graph;
      int key; /* the slot (0 … 2) that is grouped by, whose variable it binds; -1: one
                     * group, even of no rows */
      int distinct;   /* the slot whose different terms are counted; -1: all rows */
      guint variable; /* of the outcome */
    } count;
  };
};

typedef enum
{
  NYSTA_ALGEBRA_FORM_SELECT,
  NYSTA_ALGEBRA_FORM_CONSTRUCT,
  NYSTA_ALGEBRA_FORM_DESCRIBE,
  NYSTA_ALGEBRA_FORM_ASK,
  NYSTA_ALGEBRA_FORM_UPDATE /* the WHERE of one operation */
} NystaAlgebraForm;

/* Owns all of its nodes, flat: freeing it never follows depth. */
typedef struct
{
  const NystaSyntaxTree *tree;
  const NystaNode *operation; /* what was translated */
  NystaAlgebraForm form;
  NystaAlgebra *root;

  /* SELECT: the columns, in order. DESCRIBE: variables whose values are described. CONSTRUCT,
   * UPDATE: variables of the templates. They may be such as nothing binds. */
  const guint *columns;
  guint n_columns;

  const NystaNode
    *template; /* CONSTRUCT: the parent of TRIPLE*; its BLANKs are new ones for
                              * each solution */
  const NystaTerm **described; /* DESCRIBE: its IRIs */
  guint n_described;

  /* FROM and FROM NAMED, or USING and USING NAMED. Both empty: the dataset as it is. */
  const NystaTerm **default_graphs;
  guint n_default_graphs;
  const NystaTerm **named_graphs;
  guint n_named_graphs;
  const NystaTerm *with; /* WITH: the graph of patterns outside GRAPH, or NULL */

  GPtrArray *variables; /* char *: names, the tree's first */

  GHashTable *exists;    /* EXISTS or NOT_EXISTS node -> NystaAlgebra * */
  guint n_exists_around; /* patterns of EXISTS that what is being rewritten stands in */
  GPtrArray *chunks;
  gsize n_used; /* bytes of the last chunk, of */
  gsize n_room;
} NystaAlgebraQuery;

/**
 * nysta_algebra_translate:
 * @operation: a query; or a MODIFY or DELETE_WHERE of an update
 *
 * SPARQL 1.1 §18.2.1 to §18.2.5, to the letter.
 *
 * Errors: `NYSTA_SPARQL_ERROR_LIMIT` past NYSTA_MAX_ALGEBRA_DEPTH or
 * NYSTA_MAX_ALGEBRA_VARIABLES.
 */
NystaAlgebraQuery *nysta_algebra_translate (const NystaSyntaxTree *tree,
                                            const NystaNode *operation, GError **error);
void nysta_algebra_query_free (NystaAlgebraQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaAlgebraQuery, nysta_algebra_query_free)

/* The pattern of @node, an EXISTS or NOT_EXISTS in an expression of @query. It is evaluated
 * with the solution's values in the place of its variables (§18.6 "substitute"), in the
 * graph that the expression stands in. */
NystaAlgebra *nysta_algebra_exists (const NystaAlgebraQuery *query, const NystaNode *node);

const char *nysta_algebra_variable_name (const NystaAlgebraQuery *query, guint variable);
const char *nysta_algebra_kind_name (NystaAlgebraKind kind);

gboolean nysta_variables_has (const NystaVariables *variables, guint variable);
/* Whether @all has all of @some; whether @a and @b have one in common. */
gboolean nysta_variables_include (const NystaVariables *all, const NystaVariables *some);
gboolean nysta_variables_meet (const NystaVariables *a, const NystaVariables *b);

/* Append @query to @out as S-expressions, indented, in the manner of the standard's examples.
 * Equal queries print equally. */
void nysta_algebra_print (const NystaAlgebraQuery *query, GString *out);

/* --- for the translator, passes and the planner ------------------------------------- */

NystaAlgebraQuery *nysta_algebra_query_new (const NystaSyntaxTree *tree);
/* Zeroed, owned by @query. */
gpointer nysta_algebra_alloc (NystaAlgebraQuery *query, gsize n, gsize size);
#define nysta_algebra_new_array(query, Type, n)                                            \
  ((Type *) nysta_algebra_alloc (query, n, sizeof (Type)))
/* @left and @right may be NULL. */
NystaAlgebra *nysta_algebra_add (NystaAlgebraQuery *query, NystaAlgebraKind kind,
                                 NystaAlgebra *left, NystaAlgebra *right);
NystaAlgebra *nysta_algebra_add_array (NystaAlgebraQuery *query, NystaAlgebraKind kind,
                                       GPtrArray *children);
void nysta_algebra_add_condition (NystaAlgebraQuery *query, NystaAlgebra *node,
                                  const NystaNode *condition);
/* A new hidden variable, named by @letter and a number. */
guint nysta_algebra_hidden (NystaAlgebraQuery *query, char letter);
gboolean nysta_algebra_is_hidden (const NystaAlgebraQuery *query, guint variable);
/* Work the schema of @node out from its children's, which are up to date. */
void nysta_algebra_refresh (NystaAlgebraQuery *query, NystaAlgebra *node);
/* Sorts @numbers, and leaves out what is there twice. */
NystaVariables nysta_variables_new (NystaAlgebraQuery *query, GArray *numbers);
NystaVariables nysta_variables_union (NystaAlgebraQuery *query, const NystaVariables *a,
                                      const NystaVariables *b);
NystaVariables nysta_variables_common (NystaAlgebraQuery *query, const NystaVariables *a,
                                       const NystaVariables *b);
NystaVariables nysta_variables_with (NystaAlgebraQuery *query,
                                     const NystaVariables *variables, guint variable);
