/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * term-id.h: a term as a number of 48 bits: 4 bits of tag, 44 of payload. Numbers, dates and
 * booleans in canonical form are their own payload; every other term has the number that
 * the dictionary (dictionary.h) gave it.
 *
 * Within one inline tag ids are ordered as the values are: to compare and to sort needs no
 * look-up. A dictionary holds up to 2^44 terms (17 million million) of each tag.
 *
 * Caveats: ids mean nothing outside the store that gave them, and compacting changes them.
 */
#pragma once

#include <string.h>

#include "rdf/term.h"

typedef guint64 NystaTermId;

#define NYSTA_ID_BYTES 6
#define NYSTA_ID_TAG_SHIFT 44
#define NYSTA_ID_MAX_PAYLOAD ((((guint64) 1) << NYSTA_ID_TAG_SHIFT) - 1)

/* On disk: never renumber. */
typedef enum
{
  NYSTA_TAG_NONE = 0, /* the graph of statements in no named graph, in rows: id 0 */
  NYSTA_TAG_IRI = 1,
  NYSTA_TAG_BLANK = 2,
  NYSTA_TAG_STRING = 3,   /* xsd:string */
  NYSTA_TAG_LANGUAGE = 4, /* language-tagged string */
  NYSTA_TAG_TYPED = 5,    /* any other literal */
  NYSTA_TAG_VALUE = 6,    /* of a datatype whose values compare (numbers, dates, booleans),
                             but not canonical, or too large to be inline */
  NYSTA_TAG_TRIPLE = 7,   /* reserved: RDF 1.2 triple terms */
  NYSTA_TAG_INTEGER = 8,  /* from here on: inline */
  NYSTA_TAG_DECIMAL = 9,
  NYSTA_TAG_FLOAT = 10,
  NYSTA_TAG_DOUBLE = 11,
  NYSTA_TAG_BOOLEAN = 12,
  NYSTA_TAG_DATE = 13,     /* without time zone */
  NYSTA_TAG_DATE_TIME = 14 /* without time zone */
} NystaTag;

/* Tags 1 to 6 count terms of the dictionary. */
#define NYSTA_N_DICTIONARY_TAGS 7

static inline NystaTermId
nysta_id_make (NystaTag tag, guint64 payload)
{
  return ((guint64) tag << NYSTA_ID_TAG_SHIFT) | payload;
}

static inline NystaTag
nysta_id_tag (NystaTermId id)
{
  return (NystaTag) (id >> NYSTA_ID_TAG_SHIFT);
}

static inline guint64
nysta_id_payload (NystaTermId id)
{
  return id & NYSTA_ID_MAX_PAYLOAD;
}

static inline gboolean
nysta_id_is_inline (NystaTermId id)
{
  return nysta_id_tag (id) >= NYSTA_TAG_INTEGER;
}

/* --- values of inline ids; of an id with another tag they mean nothing ----------- */

#define NYSTA_ID_BIAS (((gint64) 1) << 43)
#define NYSTA_ID_DECIMAL_PLACES 4

/* Of INTEGER the value; of DECIMAL the value times 10 ^ NYSTA_ID_DECIMAL_PLACES; of DATE days
 * and of DATE_TIME milliseconds since 1970. */
static inline gint64
nysta_id_whole (NystaTermId id)
{
  return (gint64) nysta_id_payload (id) - NYSTA_ID_BIAS;
}

/* FALSE if @whole does not fit. */
static inline gboolean
nysta_id_from_whole (NystaTag tag, gint64 whole, NystaTermId *out_id)
{
  if (whole <= -NYSTA_ID_BIAS || whole >= NYSTA_ID_BIAS)
    return FALSE;
  *out_id = nysta_id_make (tag, (guint64) (whole + NYSTA_ID_BIAS));
  return TRUE;
}

static inline double
nysta_id_double (NystaTermId id)
{
  guint64 bits = nysta_id_payload (id) << 20;
  double value = 0;

  bits = (bits >> 63) != 0 ? bits & ~((guint64) 1 << 63) : ~(bits | 0xFFFFF);
  memcpy (&value, &bits, sizeof value);
  return value;
}

static inline float
nysta_id_float (NystaTermId id)
{
  guint32 bits = (guint32) id;
  float value = 0;

  bits = (bits >> 31) != 0 ? bits & ~((guint32) 1 << 31) : ~bits;
  memcpy (&value, &bits, sizeof value);
  return value;
}

/* Big-endian, so that bytes sort as ids do. */
static inline void
nysta_id_store (guint8 *bytes, NystaTermId id)
{
  for (int i = 0; i < NYSTA_ID_BYTES; i++)
    bytes[i] = (guint8) (id >> (8 * (NYSTA_ID_BYTES - 1 - i)));
}

static inline NystaTermId
nysta_id_load (const guint8 *bytes)
{
  NystaTermId id = 0;

  for (int i = 0; i < NYSTA_ID_BYTES; i++)
    id = id << 8 | bytes[i];
  return id;
}

/* The tag under which the dictionary keeps @term, if it is not inline. */
NystaTag nysta_id_dictionary_tag (const NystaTerm *term);

/* TRUE with @out_id if @term is a literal in the canonical form of XML Schema 1.1 part 2
 * whose value fits: nysta_id_to_literal() gives exactly its characters back. */
gboolean nysta_id_from_literal (const NystaTerm *term, NystaTermId *out_id);

/* Enough for every inline literal and its NUL. */
#define NYSTA_INLINE_BYTES 64

/* The literal that an inline @id stands for; @out_term borrows @room. FALSE if @id is none
 * that nysta_id_from_literal() gives. */
gboolean nysta_id_to_literal (NystaTermId id, char room[NYSTA_INLINE_BYTES],
                              NystaTerm *out_term);

/* --- lists of ids (term-id-sort.c) ----------------------------------------------- */

/* In order and each once; if they are in order, they cost one look. */
void nysta_ids_sort (GArray *ids);
/* For g_array_binary_search(). */
gint nysta_id_compare (gconstpointer a, gconstpointer b);
