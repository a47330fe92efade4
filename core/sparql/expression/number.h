/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * number.h: xsd:integer, xsd:decimal, xsd:float and xsd:double, and their arithmetic by XPath
 * (XQuery and XPath functions 3.1, §4).
 *
 * Caveats: whole numbers and decimals have up to 38 digits; a computation that needs more
 * says so, and never answers something near.
 */
#pragma once

#include "store/dataset.h"

/* In the order in which types are promoted. */
typedef enum
{
  NYSTA_NUMERIC_INTEGER,
  NYSTA_NUMERIC_DECIMAL,
  NYSTA_NUMERIC_FLOAT,
  NYSTA_NUMERIC_DOUBLE
} NystaNumericKind;

typedef struct
{
  NystaNumericKind kind;
  guint scale;       /* of INTEGER (0) and DECIMAL: the value is digits / 10 ^ scale */
  gboolean no_point; /* of DECIMAL: without a fraction it is written 2, not 2.0 */
  union
  {
    __int128 digits;
    double real; /* of FLOAT and DOUBLE */
  };
} NystaNumeric;

/* Digits after the point that a decimal may have. */
#define NYSTA_NUMERIC_MAX_SCALE 38u
/* Enough for every number's text and its NUL. */
#define NYSTA_NUMERIC_BYTES 64

typedef enum
{
  NYSTA_RESULT_OK,
  NYSTA_RESULT_NONE, /* no such value: an error of the expression */
  NYSTA_RESULT_RANGE /* there is one, but it does not fit: an error of the query */
} NystaResult;

/* Of an inline number only. */
gboolean nysta_numeric_from_id (NystaTermId id, NystaNumeric *out_number);
/* NONE: not a numeric literal, or one whose text is no number of its datatype. */
NystaResult nysta_numeric_from_term (const NystaTerm *term, NystaNumeric *out_number);
/* @text without spaces. */
NystaResult nysta_numeric_parse (const char *text, NystaNumericKind kind,
                                 NystaNumeric *out_number);
gboolean nysta_numeric_is_datatype (const char *datatype);

/* The inline id of @number, or 0 if it has none: 2.0 has none, since ids stand for XML Schema
 * 1.1's canonical form, which is 2. */
NystaTermId nysta_numeric_to_id (const NystaNumeric *number);
/* The literal, which borrows @room. A decimal that was computed has a digit after its point,
 * as XML Schema 1.0's canonical form has, and as people write them in Turtle; one that was
 * rounded has none. The W3C's tests expect both. */
NystaTerm nysta_numeric_to_term (const NystaNumeric *number,
                                 char room[NYSTA_NUMERIC_BYTES]);
double nysta_numeric_to_double (const NystaNumeric *number);

/* @operation: one of + - * / */
NystaResult nysta_numeric_compute (char operation, const NystaNumeric *a,
                                   const NystaNumeric *b, NystaNumeric *out_number);
/* Below, at or above 0. NONE: one is NaN. */
NystaResult nysta_numeric_compare (const NystaNumeric *a, const NystaNumeric *b,
                                   int *out_order);
gboolean nysta_numeric_is_nan (const NystaNumeric *number);
gboolean nysta_numeric_truth (const NystaNumeric *number);

typedef enum
{
  NYSTA_NUMERIC_FLOOR,
  NYSTA_NUMERIC_CEILING,
  NYSTA_NUMERIC_HALF_UP,
  NYSTA_NUMERIC_TOWARDS_ZERO
} NystaRoundingMode;
void nysta_numeric_round (NystaNumeric *number, NystaRoundingMode mode);
NystaResult nysta_numeric_negate (NystaNumeric *number);

/* Convert to @kind as casts do. NONE: NaN or an infinity as an exact number. */
NystaResult nysta_numeric_cast (const NystaNumeric *number, NystaNumericKind kind,
                                NystaNumeric *out_number);

/* @digits times 10 ^ @by. FALSE: it does not fit. */
gboolean nysta_numeric_scale_up (__int128 *digits, guint by);
