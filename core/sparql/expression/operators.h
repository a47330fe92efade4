/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* operators.h: the parts of each operator and builtin, for the tables that name them. */
#pragma once

#include "sparql/expression/value.h"

#define NYSTA_PART_VALUE(name)                                                             \
  gboolean name (const NystaPart *part, NystaExpressionContext *context,                   \
                 NystaValue *out_value)
#define NYSTA_PART_TEST(name)                                                              \
  NystaTruth name (const NystaPart *part, NystaExpressionContext *context)

/* compare.c. FALSE: the ids alone do not say. */
gboolean nysta_ids_relate (NystaOp op, NystaTermId a, NystaTermId b, NystaTruth *out_truth);

/* operators.c */
NYSTA_PART_TEST (nysta_test_bound);
NYSTA_PART_TEST (nysta_test_same_term);
NYSTA_PART_VALUE (nysta_part_if);
NYSTA_PART_VALUE (nysta_part_coalesce);

/* arithmetic.c */
NYSTA_PART_VALUE (nysta_part_chain);
NYSTA_PART_VALUE (nysta_part_sign);
NYSTA_PART_VALUE (nysta_part_abs);
NYSTA_PART_VALUE (nysta_part_round);
NYSTA_PART_VALUE (nysta_part_ceil);
NYSTA_PART_VALUE (nysta_part_floor);
NYSTA_PART_VALUE (nysta_part_rand);

/* terms.c */
NYSTA_PART_VALUE (nysta_part_str);
NYSTA_PART_VALUE (nysta_part_lang);
NYSTA_PART_VALUE (nysta_part_datatype);
NYSTA_PART_VALUE (nysta_part_iri);
NYSTA_PART_VALUE (nysta_part_bnode);
NYSTA_PART_VALUE (nysta_part_strdt);
NYSTA_PART_VALUE (nysta_part_strlang);
NYSTA_PART_VALUE (nysta_part_uuid);
NYSTA_PART_VALUE (nysta_part_struuid);
NYSTA_PART_TEST (nysta_test_lang_matches);
NYSTA_PART_TEST (nysta_test_is_iri);
NYSTA_PART_TEST (nysta_test_is_blank);
NYSTA_PART_TEST (nysta_test_is_literal);
NYSTA_PART_TEST (nysta_test_is_numeric);

/* strings.c */
NYSTA_PART_VALUE (nysta_part_strlen);
NYSTA_PART_VALUE (nysta_part_substr);
NYSTA_PART_VALUE (nysta_part_ucase);
NYSTA_PART_VALUE (nysta_part_lcase);
NYSTA_PART_VALUE (nysta_part_strbefore);
NYSTA_PART_VALUE (nysta_part_strafter);
NYSTA_PART_VALUE (nysta_part_concat);
NYSTA_PART_VALUE (nysta_part_encode_for_uri);
NYSTA_PART_VALUE (nysta_part_md5);
NYSTA_PART_VALUE (nysta_part_sha1);
NYSTA_PART_VALUE (nysta_part_sha256);
NYSTA_PART_VALUE (nysta_part_sha384);
NYSTA_PART_VALUE (nysta_part_sha512);
NYSTA_PART_TEST (nysta_test_contains);
NYSTA_PART_TEST (nysta_test_strstarts);
NYSTA_PART_TEST (nysta_test_strends);

/* times.c */
NYSTA_PART_VALUE (nysta_part_now);
NYSTA_PART_VALUE (nysta_part_year);
NYSTA_PART_VALUE (nysta_part_month);
NYSTA_PART_VALUE (nysta_part_day);
NYSTA_PART_VALUE (nysta_part_hours);
NYSTA_PART_VALUE (nysta_part_minutes);
NYSTA_PART_VALUE (nysta_part_seconds);
NYSTA_PART_VALUE (nysta_part_timezone);
NYSTA_PART_VALUE (nysta_part_tz);
/* A moment or a duration as one operand. FALSE: there is no such operation. */
gboolean nysta_compute_time (NystaExpressionContext *context, char operation,
                             const NystaValue *a, const NystaValue *b,
                             NystaValue *out_value);

/* search.c */
NYSTA_PART_TEST (nysta_test_search);

/* pattern.c */
NYSTA_PART_TEST (nysta_test_regex);
NYSTA_PART_VALUE (nysta_part_replace);
