/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * order.h: ORDER BY's order of terms, SPARQL 1.1 §15.1, made total: unbound, blank nodes,
 * IRIs, numbers by value, strings (by text, then by language), booleans, moments by kind and
 * value, other literals by datatype and text.
 *
 * Terms of equal value (1 and 1.0) are equal here, so that further conditions decide. NaN
 * comes before all other numbers. A moment without time zone is taken as UTC's.
 */
#pragma once

#include "sparql/expression/run-terms.h"

/* Below, at or above 0. */
int nysta_order_compare (NystaRunTerms *terms, NystaCollation collation, NystaTermId a,
                         NystaTermId b);

/* Append bytes to @out that memcmp() orders as nysta_order_compare() does the ids. None is
 * the beginning of another, so that keys of several conditions can follow one another;
 * turn each byte over (~) of one that is descending. */
void nysta_order_append_key (NystaRunTerms *terms, NystaCollation collation, NystaTermId id,
                             GString *out);

/* The key of @text by CLDR's Swedish rules: base letters first, å ä ö after z, w after v; then
 * accents, then case. The last step is the text itself, so that it is total. */
void nysta_collate_swedish (const char *text, GString *out);
