/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * value.h: what literals mean: numbers, dates and truth.
 *
 * Caveats: whole numbers and decimals have up to 38 digits; a computation that needs more
 * says so, and never answers something near.
 */
#pragma once

#include "rdf/term.h"

typedef enum
{
  NYSTA_NUMBER_INTEGER,
  NYSTA_NUMBER_DECIMAL,
  NYSTA_NUMBER_FLOAT,
  NYSTA_NUMBER_DOUBLE
} NystaNumberKind;

/* Digits after the point that a number may have. */
#define NYSTA_NUMBER_MAX_SCALE 50

typedef struct
{
  NystaNumberKind kind;
  __int128 digits; /* of INTEGER and DECIMAL: the value times 10 ^ scale */
  guint scale;
  double real; /* of FLOAT and DOUBLE */
} NystaNumber;

typedef enum
{
  NYSTA_VALUE_OK,
  NYSTA_VALUE_NONE, /* no such value: an error of the expression */
  NYSTA_VALUE_RANGE /* there is one, but it does not fit: an error of the query */
} NystaValueStatus;

/* NONE: not a numeric literal, or one whose text is no number. */
NystaValueStatus nysta_number_from_term (const NystaTerm *term, NystaNumber *out_number);
NystaValueStatus nysta_number_parse (const char *text, NystaNumberKind kind,
                                     NystaNumber *out_number);
gboolean nysta_datatype_is_numeric (const char *datatype);
/* (transfer full): the lexical form. */
char *nysta_number_to_text (const NystaNumber *number);
const char *nysta_number_datatype (const NystaNumber *number);
double nysta_number_to_double (const NystaNumber *number);

/* @operation: one of + - * / */
NystaValueStatus nysta_number_compute (char operation, const NystaNumber *a,
                                       const NystaNumber *b, NystaNumber *out_number);
/* Below, at or above 0; NONE if one is NaN. */
NystaValueStatus nysta_number_compare (const NystaNumber *a, const NystaNumber *b,
                                       int *out_order);
typedef enum
{
  NYSTA_ROUND_FLOOR,
  NYSTA_ROUND_CEILING,
  NYSTA_ROUND_HALF_UP
} NystaRounding;
NystaValueStatus nysta_number_round (const NystaNumber *number, NystaRounding rounding,
                                     NystaNumber *out_number);

/* xsd:dateTime and xsd:date; a value without time zone is taken as UTC. */
typedef struct
{
  gint64 seconds; /* since 1970 UTC */
  guint32 nanoseconds;
  gint64 year; /* as written */
  guint month;
  guint day;
  guint hour;
  guint minute;
  guint second;
} NystaMoment;

gboolean nysta_moment_from_term (const NystaTerm *term, NystaMoment *out_moment);
int nysta_moment_compare (const NystaMoment *a, const NystaMoment *b);

/* SPARQL 1.1 §17.2.2. NONE: it has no effective boolean value. */
NystaValueStatus nysta_truth_from_term (const NystaTerm *term, gboolean *out_truth);
NystaTerm nysta_truth_to_term (gboolean truth);
