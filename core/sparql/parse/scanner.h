/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* scanner.h: SPARQL 1.1's terminals [139] to [173], each with its place. */
#pragma once

#include "sparql/parse/source-text.h"

typedef enum
{
  NYSTA_SCAN_END,
  NYSTA_SCAN_IRI,      /* [139] <…> */
  NYSTA_SCAN_NAME,     /* [140] prefix:, [141] prefix:local */
  NYSTA_SCAN_BLANK,    /* [142] _:label */
  NYSTA_SCAN_VARIABLE, /* [143], [144] */
  NYSTA_SCAN_TAG,      /* [145] @sv */
  NYSTA_SCAN_INTEGER,  /* [146] to [154], with the sign that stands right before it */
  NYSTA_SCAN_DECIMAL,
  NYSTA_SCAN_DOUBLE,
  NYSTA_SCAN_STRING, /* [156] to [159] */
  NYSTA_SCAN_WORD,   /* keywords, functions, a, true, false */
  NYSTA_SCAN_MARK
} NystaScanKind;

/* A mark of two characters as a number; one of one character is itself. */
#define NYSTA_MARK(a, b) ((guint) (a) << 8 | (guint) (b))

typedef struct
{
  NystaScanKind kind;
  guint mark; /* of NYSTA_SCAN_MARK: one of { } ( ) [ ] . , ; = != < > <= >= && || ! + - * /
               * ^^ ^ | ? */
  const char *start; /* in the source text */
  gsize length;
  guint line;   /* from 1 */
  guint column; /* in characters, from 1 */
} NystaScanToken;

typedef struct
{
  const NystaSourceText *source;
  const char *next;
  guint next_escape;
  guint line;
  guint column;
} NystaScanner;

/* @source must outlive the scanner. */
void nysta_scanner_init (NystaScanner *scanner, const NystaSourceText *source);
/* FALSE with NYSTA_SPARQL_ERROR_SYNTAX for what begins no terminal. */
gboolean nysta_scanner_next (NystaScanner *scanner, NystaScanToken *out_token,
                             GError **error);

/* Append the inside of a string [160] ECHAR with its escapes decoded. NULL, or the escape
 * that means nothing. */
const char *nysta_scan_unescape (const char *text, gsize length, GString *out);
