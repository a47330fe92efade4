/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* evaluate.h: the value of an expression, given a solution. */
#pragma once

#include "sparql/parse/tree.h"
#include "sparql/exec/value.h"

typedef struct
{
  /* The value of a variable in the solution at hand; FALSE if it has none. */
  gboolean (*value_of) (gpointer user_data, guint variable, NystaTerm *out_term);
  gpointer user_data;
  GStringChunk *strings; /* what results borrow; cleared by the caller */
  const char *base;      /* for IRI () */
  gboolean out_of_range; /* set if a number did not fit: the query must fail */
} NystaEvaluation;

/* FALSE: an error in SPARQL's sense, as an unbound variable is. */
gboolean nysta_expression_evaluate (NystaEvaluation *evaluation,
                                    NystaExpression *expression, NystaTerm *out_term);
/* The effective boolean value; NONE for an error. */
NystaValueStatus nysta_expression_truth (NystaEvaluation *evaluation,
                                         NystaExpression *expression, gboolean *out_truth);

/* Set @out_term to @number. Always TRUE. */
gboolean nysta_give_number (NystaEvaluation *evaluation, const NystaNumber *number,
                            NystaTerm *out_term);

/* A copy of @text that lives as long as the value at hand. */
static inline const char *
nysta_evaluation_keep (NystaEvaluation *evaluation, const char *text)
{
  return g_string_chunk_insert (evaluation->strings, text);
}

/* Note RANGE in @evaluation. TRUE if @status is OK. */
static inline gboolean
nysta_evaluation_check (NystaEvaluation *evaluation, NystaValueStatus status)
{
  if (status == NYSTA_VALUE_RANGE)
    evaluation->out_of_range = TRUE;
  return status == NYSTA_VALUE_OK;
}

/* A simple literal, an xsd:string or a string with a language. */
static inline gboolean
nysta_term_is_string (const NystaTerm *term)
{
  return term->kind == NYSTA_TERM_LITERAL && term->datatype == NULL;
}

static inline gboolean
nysta_term_is_simple (const NystaTerm *term)
{
  return nysta_term_is_string (term) && term->language == NULL;
}
