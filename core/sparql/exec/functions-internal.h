/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * functions-internal.h: what the files of functions share. An argument of the wrong kind is
 * an error of the expression: FALSE.
 */
#pragma once

#include "sparql/exec/functions.h"

/* Every function is told everything; most need little of it. */
#define NYSTA_CALL_ARGUMENTS                                                               \
  NystaEvaluation *evaluation, NystaExpression *expression, const NystaTerm *arguments,    \
    guint n, NystaTerm *out_term

/* Each sets @out_term and returns TRUE. */
/* @text: (transfer full) */
gboolean nysta_give_string (NystaEvaluation *evaluation, char *text, const char *language,
                            NystaTerm *out_term);
gboolean nysta_give_truth (gboolean truth, NystaTerm *out_term);
gboolean nysta_give_integer (NystaEvaluation *evaluation, gint64 number,
                             NystaTerm *out_term);

/* --- functions-terms.c ---------------------------------------------------- */

gboolean nysta_call_str (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_lang (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_lang_matches (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_datatype (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_iri (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_strdt (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_strlang (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_same_term (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_is_iri (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_is_blank (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_is_literal (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_is_numeric (NYSTA_CALL_ARGUMENTS);

/* --- functions-strings.c -------------------------------------------------- */

gboolean nysta_call_strlen (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_substr (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_ucase (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_lcase (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_contains (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_strstarts (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_strends (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_strbefore (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_strafter (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_concat (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_encode_for_uri (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_md5 (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_sha1 (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_sha256 (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_sha384 (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_sha512 (NYSTA_CALL_ARGUMENTS);

/* --- functions-numbers.c -------------------------------------------------- */

gboolean nysta_call_abs (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_round (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_ceil (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_floor (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_year (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_month (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_day (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_hours (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_minutes (NYSTA_CALL_ARGUMENTS);

/* --- casts.c -------------------------------------------------------------- */

gboolean nysta_cast_string (NYSTA_CALL_ARGUMENTS);
gboolean nysta_cast_boolean (NYSTA_CALL_ARGUMENTS);
gboolean nysta_cast_integer (NYSTA_CALL_ARGUMENTS);
gboolean nysta_cast_decimal (NYSTA_CALL_ARGUMENTS);
gboolean nysta_cast_float (NYSTA_CALL_ARGUMENTS);
gboolean nysta_cast_double (NYSTA_CALL_ARGUMENTS);

/* --- regex.c -------------------------------------------------------------- */

gboolean nysta_call_regex (NYSTA_CALL_ARGUMENTS);
gboolean nysta_call_replace (NYSTA_CALL_ARGUMENTS);
