/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* token.h: SPARQL text as tokens, each with its place. */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_LEX_END,
  NYSTA_LEX_IRI,   /* <…> */
  NYSTA_LEX_PNAME, /* prefix:local */
  NYSTA_LEX_BLANK, /* _:label */
  NYSTA_LEX_VARIABLE,
  NYSTA_LEX_STRING,
  NYSTA_LEX_TAG,     /* @sv */
  NYSTA_LEX_INTEGER, /* numbers come without their sign */
  NYSTA_LEX_DECIMAL,
  NYSTA_LEX_DOUBLE,
  NYSTA_LEX_WORD, /* keywords, functions, a, true, false */
  NYSTA_LEX_MARK, /* one of { } ( ) [ ] . , ; = != < > <= >= && || ! + - * / ^^ ^ | ? */
} NystaQueryTokenKind;

typedef struct
{
  NystaQueryTokenKind kind;
  const char *start;
  gsize length;
  guint line;   /* from 1 */
  guint column; /* in characters, from 1 */
} NystaQueryToken;

typedef struct
{
  const char *next;
  guint line;
  guint column;
} NystaLexer;

/* @text: valid UTF-8. */
void nysta_lexer_init (NystaLexer *lexer, const char *text);
/* FALSE with NYSTA_SPARQL_ERROR_SYNTAX for what begins no token. */
gboolean nysta_lexer_next (NystaLexer *lexer, NystaQueryToken *out_token, GError **error);

/* Without regard to case, as SPARQL's keywords are. */
gboolean nysta_token_is_word (const NystaQueryToken *token, const char *word);
gboolean nysta_token_is_mark (const NystaQueryToken *token, const char *mark);

/* Decode the escapes of a string's or IRI's inside, or of a local name.
 * FALSE: there is one that means nothing. */
gboolean nysta_token_unescape (const char *text, gsize length, GString *out);
