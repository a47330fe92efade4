/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* answer.h: what a query should say and what it says, from whatever format. */
#pragma once

#include "sparql/results/results.h"
#include "tuples.h"

typedef enum
{
  ANSWER_ROWS,
  ANSWER_BOOLEAN,
  ANSWER_GRAPH /* or a dataset, after an update */
} AnswerKind;

typedef struct
{
  AnswerKind kind;
  GPtrArray *names; /* char *: of the columns */
  Tuples *tuples;   /* NULL of a boolean */
  gboolean boolean;
  gboolean is_ordered; /* rs:index says which row is which */
} Answer;

Answer *answer_new (AnswerKind kind);
void answer_free (Answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* How many columns the rows have, before the first; the names are copied. */
void answer_set_names (Answer *answer, const char *const *names, gsize n);

/* TRUE if @path ends in .srx, .srj, .csv or .tsv. */
gboolean answer_format_from_path (const char *path, NystaResultsFormat *out_format);

/* From a file in one of those formats, or in RDF: a result set in the vocabulary rs: or a
 * graph. NULL with @error. */
Answer *answer_read (const char *path, GError **error);

/* Append @answer, rows or boolean, to @out as @format. */
gboolean answer_write (const Answer *answer, NystaResultsFormat format, GString *out,
                       GError **error);
/* @answer, rows or boolean, written as @format and read again: (transfer full), or NULL
 * with @error. So the writers are tested too, and what a format forgets is forgotten. */
Answer *answer_reformat (const Answer *answer, NystaResultsFormat format, GError **error);

/* Give every xsd:integer, decimal, float and double one form a value. */
void answer_make_numbers_canonical (Answer *answer);

/* Appended lines say how they differ; FALSE if they do. @mode: for rows. */
gboolean answer_compare (const Answer *actual, const Answer *expected, CompareMode mode,
                         GString *why);
