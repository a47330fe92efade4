/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* reader-text.h: what the files of this plugin share. */
#pragma once

#include <nysta-plugin.h>
#include <stdbool.h>

/* --- decode.c: bytes to UTF-8 ---------------------------------------------- */

typedef struct
{
  char *text; /* UTF-8, NUL after the last byte; free() */
  size_t n_bytes;
  char warning[128]; /* empty if nothing had to be said */
} Decoded;

/* NULL if fine, else why the bytes are no text (a constant). */
const char *decode (const NystaInput *input, Decoded *out);

/* --- lines.c: lines and the marks that open them ---------------------------- */

typedef enum
{
  MARK_NONE,
  MARK_BULLET, /* `•`, `*`, `·` … : always a list */
  MARK_DASH,   /* `-`, `–`: a list or a line of speech */
  MARK_NUMBER, /* `1.`, `2)`, `a)` */
  MARK_HASH    /* a Markdown heading; `depth` is its level */
} LineMark;

typedef struct
{
  size_t start; /* first byte past indentation and mark */
  size_t end;   /* past the last byte that is not white space */
  unsigned indent;
  unsigned depth;
  unsigned n_chars;
  unsigned n_tabs; /* inside the line */
  LineMark mark;
  bool blank;
  bool rule;  /* only `---`, `===`, `***` */
  bool pipes; /* begins with `|`: a Markdown table */
  bool final; /* ends as a sentence does: . ! ? … */
  bool colon; /* ends with a colon */
} Line;

/* All lines of @text; free() the result. NULL only for want of memory. */
Line *lines_new (const char *text, size_t n_bytes, size_t *out_n);
bool line_starts_lower (const char *text, const Line *line);

/* --- blocks.c: lines to blocks ---------------------------------------------- */

/* Declare the blocks of lines[first…n). @out_title: the first heading's line, or n. */
NystaStatus blocks_emit (const NystaReaderHost *host, const char *text, Line *lines,
                         size_t first, size_t n, size_t *out_title);

/* --- dates.c ---------------------------------------------------------------- */

/* `2024-03-05`, `5 mars 2024`, `5 March 2024`, alone or after a word that says so
 * (Publicerad, Sammanträdesdatum): YYYY-MM-DD into @out. */
bool date_of_line (const char *text, const Line *line, char out[11]);
