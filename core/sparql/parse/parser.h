/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * parser.h: what the parts of the parser share. Each function that returns a gboolean
 * leaves the parser behind what it read, or sets parser->error and returns FALSE.
 */
#pragma once

#include "sparql/parse/token.h"
#include "sparql/parse/tree.h"

typedef struct
{
  NystaLexer lexer;
  NystaQueryToken token; /* the next one, not yet taken */
  NystaQueryTree *tree;
  const NystaQueryOptions *options;
  GHashTable *prefixes; /* declared ones: name -> IRI */
  char *base;           /* (nullable) */
  guint depth;
  GHashTable *blank_blocks; /* label -> number of the block of triples that it is in */
  guint block;
  GError *error;
} NystaParser;

/* --- parser.c --------------------------------------------------------------- */

gboolean nysta_parser_advance (NystaParser *parser);
/* `line:column: found X, expected Y`; refuses instead what is SPARQL but not answered. */
gboolean nysta_parser_expected (NystaParser *parser, const char *what);
gboolean nysta_parser_error (NystaParser *parser, const NystaQueryToken *at,
                             const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean nysta_parser_is_word (const NystaParser *parser, const char *word);
gboolean nysta_parser_is_mark (const NystaParser *parser, const char *mark);
gboolean nysta_parser_take_mark (NystaParser *parser, const char *mark);
gboolean nysta_parser_take_word (NystaParser *parser, const char *word);
/* One level deeper; FALSE past NYSTA_MAX_NESTING. Every success is undone by _leave(). */
gboolean nysta_parser_enter (NystaParser *parser);
void nysta_parser_leave (NystaParser *parser);
gboolean nysta_parser_too_deep (NystaParser *parser);

/* --- refusal.c ---------------------------------------------------------------- */

/* Refuse @what, which is SPARQL but not answered, and say what to write instead of @name. */
gboolean nysta_parser_unsupported (NystaParser *parser, const NystaQueryToken *at,
                                   const char *what, const char *name);
/* TRUE with an error if the token is a keyword that is not answered. */
gboolean nysta_parser_refuse_word (NystaParser *parser);

/* --- parse-term.c ----------------------------------------------------------- */

/* The token is an IRI or prefixed name. */
gboolean nysta_parser_is_iri (const NystaParser *parser);
gboolean nysta_parser_take_iri (NystaParser *parser, const char **out_iri);
gboolean nysta_parser_is_literal (const NystaParser *parser);
gboolean nysta_parser_take_literal (NystaParser *parser, NystaTerm *out_term);
gboolean nysta_parser_take_variable (NystaParser *parser, guint *out_variable);

/* --- parse-expression.c ------------------------------------------------------ */

gboolean nysta_parser_take_expression (NystaParser *parser,
                                       NystaExpression **out_expression);
/* What FILTER and ORDER BY take without more: brackets or a call. */
gboolean nysta_parser_take_constraint (NystaParser *parser,
                                       NystaExpression **out_expression);
gboolean nysta_parser_is_constraint (const NystaParser *parser);

/* --- parse-pattern.c --------------------------------------------------------- */

gboolean nysta_parser_take_group (NystaParser *parser, NystaGroup **out_group);
/* Triples in braces, as CONSTRUCT has them. */
gboolean nysta_parser_take_template (NystaParser *parser, GArray *out_triples);
