/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * syntax-parser.h: what the parts of the parser share. Each production of the grammar that
 * is needed by another file is declared here, under its own name; it returns its node, or
 * the node that it was given to add to, and NULL with parser->error set.
 *
 * The parser looks one token ahead. nysta_parse_at_…() ask whether it is this or that, and keep
 * what they asked, so that an error can say what could have stood there; nysta_parse_is_…() ask
 * without.
 */
#pragma once

#include "sparql/parse/scanner.h"
#include "sparql/parse/syntax-tree.h"

#define NYSTA_MAX_WANTED 16

/* Where labels of blank nodes are: §19.6 */
typedef enum
{
  NYSTA_LABELS_PATTERN,  /* one basic graph pattern has a label, in all of the text */
  NYSTA_LABELS_DATA,     /* one INSERT DATA has a label */
  NYSTA_LABELS_TEMPLATE, /* each template has its own */
  NYSTA_N_LABELS
} NystaLabelsIn;

typedef struct
{
  NystaScanner scanner;
  NystaScanToken token; /* the next one, not yet taken */
  guint n_taken;        /* tokens */
  NystaSyntaxTree *tree;
  const NystaSyntaxOptions *options;
  GHashTable *prefixes; /* declared ones: name -> IRI */
  const char *base;     /* (nullable) */

  GArray *open; /* NystaScanToken: brackets that are not closed yet */

  GHashTable *labels[NYSTA_N_LABELS]; /* label -> Label */
  NystaLabelsIn labels_in;
  guint block; /* the basic graph pattern, template or operation that labels belong to */
  guint n_blocks;

  /* What may not stand here, and why: "in FILTER"; NULL if it may. */
  const char *no_aggregate;
  const char *no_blank;
  const char *no_variable;
  gboolean no_path;
  gboolean has_aggregate; /* the SELECT that is being read has one */

  const char *wanted[NYSTA_MAX_WANTED];
  guint n_wanted;
  gboolean wants_function;
  GError *error;
} NystaSyntaxParser;

/* --- syntax-parser.c ----------------------------------------------------------------- */

gboolean nysta_parse_advance (NystaSyntaxParser *parser);
gboolean nysta_parse_is_word (const NystaSyntaxParser *parser, const char *word);
gboolean nysta_parse_is_mark (const NystaSyntaxParser *parser, guint mark);
gboolean nysta_parse_at_word (NystaSyntaxParser *parser, const char *word);
gboolean nysta_parse_at_mark (NystaSyntaxParser *parser, const char *mark);
gboolean nysta_parse_at_kind (NystaSyntaxParser *parser, NystaScanKind kind,
                              const char *name);
/* Keep @what, a static string, as something that could stand here. */
void nysta_parse_want (NystaSyntaxParser *parser, const char *what);
/* Take it, or say what was expected. */
gboolean nysta_parse_take_word (NystaSyntaxParser *parser, const char *word);
gboolean nysta_parse_take_mark (NystaSyntaxParser *parser, const char *mark);
/* Take @word if it is there; *@out_found says whether. */
gboolean nysta_parse_take_optional (NystaSyntaxParser *parser, const char *word,
                                    gboolean *out_found);
/* A bracket: `{`, `(` or `[`, no deeper than NYSTA_MAX_NESTING; and the one that closes
 * it. */
gboolean nysta_parse_open (NystaSyntaxParser *parser, const char *mark);
gboolean nysta_parse_close (NystaSyntaxParser *parser, const char *mark);

/* A node at the place of the next token, or at @token's. */
NystaNode *nysta_parse_node_here (NystaSyntaxParser *parser, NystaNodeKind kind);
NystaNode *nysta_parse_node_at (NystaSyntaxParser *parser, NystaNodeKind kind,
                                const NystaScanToken *token);
/* Append @child; NULL if that is NULL. */
NystaNode *nysta_parse_add (NystaNode *parent, NystaNode *child);

/* --- syntax-error.c ------------------------------------------------------------------- */

/* NULL, with parser->error: `line:column: found X, expected Y or Z` from what was wanted. */
gpointer nysta_parse_expected (NystaSyntaxParser *parser);
/* NULL, with parser->error: `line:column: ` and the text. */
gpointer nysta_parse_fail (NystaSyntaxParser *parser, guint line, guint column,
                           const char *format, ...) G_GNUC_PRINTF (4, 5);
gpointer nysta_parse_fail_at (NystaSyntaxParser *parser, const NystaScanToken *token,
                              const char *format, ...) G_GNUC_PRINTF (3, 4);
gpointer nysta_parse_fail_limit (NystaSyntaxParser *parser, const char *format, ...)
  G_GNUC_PRINTF (2, 3);
/* How messages name @token. (transfer full) */
char *nysta_parse_describe_token (const NystaScanToken *token);
/* NULL with parser->error where `<<` begins a triple term. */
gpointer nysta_parse_refuse_triple_term (NystaSyntaxParser *parser);

/* --- syntax-hint.c -------------------------------------------------------------------- */

/* (transfer full) (nullable): what was probably meant by the token that nobody expected. */
char *nysta_parse_hint (const NystaSyntaxParser *parser);
/* (transfer full): what to do about a prefix that is not declared. */
char *nysta_parse_hint_prefix (const NystaSyntaxParser *parser, const char *prefix);

/* --- grammar-query.c ------------------------------------------------------------------ */

NystaNode *nysta_parse_query_unit (NystaSyntaxParser *parser); /* [1] */
gboolean nysta_parse_prologue (NystaSyntaxParser *parser);     /* [4] */
NystaNode *nysta_parse_sub_select (NystaSyntaxParser *parser); /* [8] */
/* "FROM" | "USING", NAMED?, iri */
NystaNode *nysta_parse_dataset_clause (NystaSyntaxParser *parser, const char *word,
                                       NystaNodeKind kind); /* [13], [44] */

/* --- grammar-modifier.c ---------------------------------------------------------------- */

NystaNode *nysta_parse_solution_modifier (NystaSyntaxParser *parser,
                                          NystaNode *query); /* [18] */
NystaNode *nysta_parse_values_clause (NystaSyntaxParser *parser,
                                      NystaNode *query);        /* [28] */
NystaNode *nysta_parse_inline_data (NystaSyntaxParser *parser); /* [61] */

/* --- grammar-pattern.c ------------------------------------------------------------------ */

NystaNode *nysta_parse_group_graph_pattern (NystaSyntaxParser *parser); /* [53] */

/* --- grammar-triples.c ------------------------------------------------------------------ */

gboolean nysta_parse_at_triples (NystaSyntaxParser *parser);
/* [52], [55]: until no triple follows. */
NystaNode *nysta_parse_triples_template (NystaSyntaxParser *parser, NystaNode *parent);

/* --- grammar-path.c ---------------------------------------------------------------------- */

gboolean nysta_parse_is_path (const NystaSyntaxParser *parser);
NystaNode *nysta_parse_path (NystaSyntaxParser *parser); /* [88] */
/* iri | 'a' */
NystaNode *nysta_parse_step (NystaSyntaxParser *parser);

/* --- grammar-expression.c, grammar-call.c -------------------------------------------------- */

NystaNode *nysta_parse_expression (NystaSyntaxParser *parser);            /* [110] */
NystaNode *nysta_parse_bracketted_expression (NystaSyntaxParser *parser); /* [120] */
/* The operands of [114] IN: ExpressionList [72], appended to @parent. */
NystaNode *nysta_parse_expression_list (NystaSyntaxParser *parser, NystaNode *parent);
gboolean nysta_parse_at_constraint (NystaSyntaxParser *parser);
NystaNode *nysta_parse_constraint (NystaSyntaxParser *parser);      /* [69] */
NystaNode *nysta_parse_built_in_call (NystaSyntaxParser *parser);   /* [121] */
NystaNode *nysta_parse_iri_or_function (NystaSyntaxParser *parser); /* [128] */
gboolean nysta_parse_is_built_in_call (const NystaSyntaxParser *parser);

/* --- grammar-term.c ---------------------------------------------------------------------- */

gboolean nysta_parse_is_iri (const NystaSyntaxParser *parser);
gboolean nysta_parse_is_literal (const NystaSyntaxParser *parser);
NystaNode *nysta_parse_iri_node (NystaSyntaxParser *parser);   /* [136] */
NystaNode *nysta_parse_var (NystaSyntaxParser *parser);        /* [108] */
NystaNode *nysta_parse_var_or_iri (NystaSyntaxParser *parser); /* [107] */
/* [129] RDFLiteral, [130] NumericLiteral, [134] BooleanLiteral */
NystaNode *nysta_parse_literal_node (NystaSyntaxParser *parser);
NystaNode *nysta_parse_blank_node (NystaSyntaxParser *parser); /* [138] */
/* One of the parser's own, for [ ] and collections, at @token. */
NystaNode *nysta_parse_fresh_blank (NystaSyntaxParser *parser, const NystaScanToken *token);
NystaNode *nysta_parse_known_iri (NystaSyntaxParser *parser, const char *iri,
                                  const NystaScanToken *token);
/* [135] String, decoded and kept; NULL with parser->error. */
const char *nysta_parse_string (NystaSyntaxParser *parser);
/* Labels from here on belong to a block of their own. */
void nysta_parse_begin_block (NystaSyntaxParser *parser, NystaLabelsIn labels_in);

/* --- grammar-update.c ------------------------------------------------------------------- */

NystaNode *nysta_parse_update_unit (NystaSyntaxParser *parser); /* [3] */

/* --- check-scope.c ---------------------------------------------------------------------- */

/* The rules that need the whole tree: what is in scope (§18.2.1), what is grouped. */
gboolean nysta_check_scope (NystaSyntaxParser *parser);
