/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* ntriples-line.h: one line of N-Triples or N-Quads. Only read-ntriples.c includes it. */
#pragma once

#include "rdf/term.h"

typedef enum
{
  NYSTA_LINE_STATEMENT,
  NYSTA_LINE_EMPTY, /* or a comment */
  NYSTA_LINE_WRONG  /* wrong and wrong_column say what and where */
} NystaLine;

typedef struct
{
  gboolean has_graphs;
  gsize n_prefix;     /* bytes that begin every label */
  GString *labels[3]; /* of blank nodes: subject, object, graph */
  GString *language;
  const char *wrong;
  gsize wrong_column; /* in characters, from 1 */
} NystaLineParser;

/* @blank_prefix may be NULL. */
void nysta_line_parser_init (NystaLineParser *parser, gboolean has_graphs,
                             const char *blank_prefix);
void nysta_line_parser_clear (NystaLineParser *parser);

/* Parse the line at *@text, which is UTF-8 without NUL, ends with CR or LF, and has
 * NYSTA_SCAN_PADDING bytes after that. It is overwritten: the terms of @out are in it and
 * in @parser, until the next line. *@text is moved on to somewhere in the line that was
 * not overwritten, or to its end. */
NystaLine nysta_line_parse (NystaLineParser *parser, char **text, NystaStatement *out);
