/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * value.h: what the files of core/sparql/expression share: values on their way through an
 * expression, and the parts that it was compiled to.
 *
 * Caveats: a value is made into a term, or an id, only when somebody asks for that. Its
 * strings live in the run's arena: as long as the row is at hand.
 */
#pragma once

#include "sparql/expression/expression.h"
#include "sparql/expression/number.h"

typedef enum
{
  NYSTA_VALUE_IS_ID,
  NYSTA_VALUE_IS_TERM,
  NYSTA_VALUE_IS_NUMBER,
  NYSTA_VALUE_IS_TRUTH
} NystaValueKind;

typedef struct
{
  NystaValueKind kind;
  gboolean truth;
  NystaTermId id;
  NystaTerm term;
  NystaNumeric number;
} NystaValue;

typedef struct NystaPart NystaPart;
typedef struct NystaRegex NystaRegex; /* pattern.c */

/* A kind of operator or function. FALSE, NYSTA_TRUTH_ERROR: an error of the expression.
 * Either may be NULL, and is then made from the other. */
typedef gboolean (*NystaPartValue) (const NystaPart *part, NystaExpressionContext *context,
                                    NystaValue *out_value);
typedef NystaTruth (*NystaPartTest) (const NystaPart *part,
                                     NystaExpressionContext *context);

struct NystaPart
{
  NystaPartValue value;
  NystaPartTest test;
  NystaPart **parts; /* operands */
  guint n_parts;
  const NystaNode *node;
  gint32 column;                    /* of a variable; -1: never bound */
  NystaTermId id;                   /* of a constant */
  gpointer exists;                  /* what the scope gave for it */
  NystaRegex *regex;                /* of REGEX and REPLACE */
  struct NystaSearchQuery **search; /* of nysta:search: the last one, or NULL */
};

struct NystaExpressionContext
{
  NystaRunTerms *terms;
  NystaExpressionOptions options;
  char *base;
  GRand *random; /* NULL: nysta_context_random() makes it, which takes a system call */
  const NystaTermId *row;
  guint64 solution;
  GHashTable *blanks; /* label -> NystaTermId *, of this solution */
  NystaTermId truths[2];
  GError *error; /* what made the query fail */
};

/* --- evaluate.c: any part ---------------------------------------------------------- */

gboolean nysta_part_value (const NystaPart *part, NystaExpressionContext *context,
                           NystaValue *out_value);
NystaTruth nysta_part_test (const NystaPart *part, NystaExpressionContext *context);

/* The query has failed. Always FALSE. */
gboolean nysta_context_fail (NystaExpressionContext *context, const char *message);
GRand *nysta_context_random (NystaExpressionContext *context);
/* TRUE if @result is OK; RANGE makes the query fail. */
gboolean nysta_context_check_result (NystaExpressionContext *context, NystaResult result);

/* --- evaluate.c: between values, terms and ids --------------------------------------- */

gboolean nysta_value_term (NystaExpressionContext *context, const NystaValue *value,
                           NystaTerm *out_term);
/* FALSE: not a number, or one that does not fit. */
gboolean nysta_value_number (NystaExpressionContext *context, const NystaValue *value,
                             NystaNumeric *out_number);
NystaTruth nysta_value_truth (NystaExpressionContext *context, const NystaValue *value);
/* 0 for want of memory. */
NystaTermId nysta_value_id (NystaExpressionContext *context, const NystaValue *value);

/* The value of operand @i as a term; as a number; as a string with or without language; as
 * one without. FALSE: it is none, or an error. */
gboolean nysta_operand_term (const NystaPart *part, guint i,
                             NystaExpressionContext *context, NystaTerm *out_term);
gboolean nysta_operand_number (const NystaPart *part, guint i,
                               NystaExpressionContext *context, NystaNumeric *out_number);
gboolean nysta_operand_string (const NystaPart *part, guint i,
                               NystaExpressionContext *context, NystaTerm *out_term);
gboolean nysta_operand_simple (const NystaPart *part, guint i,
                               NystaExpressionContext *context, NystaTerm *out_term);

/* Each makes @out_value and returns TRUE. */
gboolean nysta_give_term_value (const NystaTerm *term, NystaValue *out_value);
gboolean nysta_give_id_value (NystaTermId id, NystaValue *out_value);
gboolean nysta_give_number_value (const NystaNumeric *number, NystaValue *out_value);
gboolean nysta_give_whole_value (gint64 number, NystaValue *out_value);
gboolean nysta_give_truth_value (gboolean truth, NystaValue *out_value);
/* Copies @text. FALSE, and the query has failed: there is too much of it. */
gboolean nysta_give_text_value (NystaExpressionContext *context, const char *text,
                                gsize length, const char *language, NystaValue *out_value);

static inline NystaTruth
nysta_truth (gboolean truth)
{
  return truth ? NYSTA_TRUTH_TRUE : NYSTA_TRUTH_FALSE;
}

/* --- compare.c --------------------------------------------------------------------- */

/* §17.3: "=", "<" and so on: @op is a NystaOp. */
NystaTruth nysta_values_relate (NystaExpressionContext *context, NystaOp op,
                                const NystaValue *a, const NystaValue *b);

/* --- the parts that a builtin, a cast or an operator is compiled to -------------------- */

typedef struct
{
  NystaPartValue value;
  NystaPartTest test;
} NystaPartClass;

/* By NystaBuiltin; functions-table.c. */
extern const NystaPartClass nysta_builtin_classes[NYSTA_N_BUILTINS];
/* (nullable): the function @iri, which SPARQL has not; search.c. */
const NystaPartClass *nysta_function_class (const char *iri, guint n_arguments);
/* (nullable): the cast to @iri; casts.c. */
const NystaPartClass *nysta_cast_class (const char *iri);
/* (nullable): of an operator or a leaf; operators.c. */
const NystaPartClass *nysta_operator_class (const NystaNode *node);

NystaRegex *nysta_regex_new (void);
void nysta_regex_free (NystaRegex *regex);
