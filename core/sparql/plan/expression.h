/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* expression.h: what passes ask about expressions, and make of them. */
#pragma once

#include "sparql/plan/algebra.h"

/* Append each variable that @expression or a pattern of an EXISTS in it mentions, in
 * whatever scope; likewise all that is mentioned in and below @node. */
void nysta_expression_variables (const NystaAlgebraQuery *query,
                                 const NystaNode *expression, GArray *numbers);
void nysta_algebra_mentioned (const NystaAlgebraQuery *query, const NystaAlgebra *node,
                              GArray *numbers);
gboolean nysta_algebra_mentions (const NystaAlgebraQuery *query, const NystaAlgebra *node,
                                 guint variable);
gboolean nysta_expression_mentions (const NystaAlgebraQuery *query,
                                    const NystaNode *expression, guint variable);

gboolean nysta_expression_has_exists (const NystaNode *expression);
/* RAND, BNODE …: how often and where it is evaluated can be seen. */
gboolean nysta_expression_is_volatile (const NystaNode *expression);
/* What may be evaluated elsewhere and for other solutions, as long as the variables have the
 * same values: neither volatile nor with EXISTS. */
gboolean nysta_expression_is_plain (const NystaNode *expression);
/* Whether @expression is not true, as a condition, wherever @variable is unbound. */
gboolean nysta_expression_rejects_unbound (const NystaNode *expression, guint variable);

/* §17.2.2, the effective boolean value of a constant: 1, 0, or -1 if it is none or an error
 * or not known here. */
int nysta_expression_constant_truth (const NystaNode *expression);
NystaNode *nysta_expression_boolean (NystaAlgebraQuery *query, gboolean value);
/* @expression or a copy in which @term stands for @variable; it has no EXISTS. */
const NystaNode *nysta_expression_replace (NystaAlgebraQuery *query,
                                           const NystaNode *expression, guint variable,
                                           const NystaTerm *term);
/* A copy of the node alone, without its place among its siblings, in whose place it is put: an
 * EXISTS has one pattern. */
NystaNode *nysta_expression_copy (NystaAlgebraQuery *query, const NystaNode *node);

/* Each expression of @node, not of what is below it; @func returns what to put there. */
typedef const NystaNode *(*NystaExpressionFunc) (NystaAlgebraQuery *query,
                                                 const NystaNode *expression,
                                                 gpointer user_data);
void nysta_algebra_map_expressions (NystaAlgebraQuery *query, NystaAlgebra *node,
                                    NystaExpressionFunc func, gpointer user_data);
