/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* reader-internal.h: what the readers of answers share: the text, the columns, a row. */
#pragma once

#include "sparql/results/results-reader.h"

typedef struct
{
  const char *name;
  const char *start; /* of the text, ended by a NUL */
  const char *end;
  const NystaResultsFuncs *funcs;
  gpointer user_data;
  GPtrArray *names;    /* char *, in sequence */
  GHashTable *columns; /* name -> 1 + its place */
  NystaTerm *row;      /* as many as names; NULL before the variables are told */
  GStringChunk *texts; /* of the row */
} ResultsReader;

/* Set `name:line:column: what`, the place being that of @at; FALSE. */
gboolean results_reader_fail (const ResultsReader *reader, const char *at, GError **error,
                              const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Each with @at for the place of an error. @name is copied. */
gboolean results_reader_add_variable (ResultsReader *reader, const char *at,
                                      const char *name, gsize n_bytes, GError **error);
/* All variables are known: rows may follow. */
gboolean results_reader_begin_rows (ResultsReader *reader, GError **error);
/* -1 with @error: no such variable. */
gint results_reader_column (const ResultsReader *reader, const char *at, const char *name,
                            GError **error);
/* Put a term of @kind into @column, whose place must be empty, and check it. @datatype
 * and @language may be NULL. */
gboolean results_reader_bind (ResultsReader *reader, const char *at, guint column,
                              const NystaTerm *term, GError **error);
/* Tell the row, and empty it for the next. */
gboolean results_reader_end_row (ResultsReader *reader, GError **error);

gboolean results_read_xml (ResultsReader *reader, GError **error);
gboolean results_read_json (ResultsReader *reader, GError **error);
gboolean results_read_csv (ResultsReader *reader, GError **error);
gboolean results_read_tsv (ResultsReader *reader, GError **error);
