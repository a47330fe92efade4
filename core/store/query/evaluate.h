/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* evaluate.h: the value of an expression, given a solution. */
#pragma once

#include "store/query/tree.h"
#include "store/query/value.h"

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
gboolean nysta_expression_evaluate (NystaEvaluation *evaluation, NystaExpression *expression,
                                    NystaTerm *out_term);
/* The effective boolean value; NONE for an error. */
NystaValueStatus nysta_expression_truth (NystaEvaluation *evaluation,
                                         NystaExpression *expression, gboolean *out_truth);

/* --- functions.c -------------------------------------------------------------- */

struct NystaFunction
{
  const char *name; /* in capitals, or the IRI of a cast */
  guint min_arguments;
  guint max_arguments;
  gboolean (*call) (NystaEvaluation *evaluation, NystaExpression *expression,
                    const NystaTerm *arguments, guint n, NystaTerm *out_term);
};

/* (nullable) */
const NystaFunction *nysta_function_find (const char *name);
const NystaFunction *nysta_function_find_cast (const char *iri);
/* SPARQL 1.1 has it, but it is not answered here. */
gboolean nysta_function_is_refused (const char *name);

/* --- regex.c ------------------------------------------------------------------ */

gboolean nysta_function_regex (NystaEvaluation *evaluation, NystaExpression *expression,
                               const NystaTerm *arguments, guint n, NystaTerm *out_term);
gboolean nysta_function_replace (NystaEvaluation *evaluation, NystaExpression *expression,
                                 const NystaTerm *arguments, guint n, NystaTerm *out_term);

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
