/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/term-id.h"

#include <string.h>

#include "rdf/vocabulary.h"
#include "store/inline-value.h"

/* Four places, as amounts of money and rates of exchange have, leave values up to
 * 879,609,302: larger than what most amounts are. Six would leave 8.8 million. */
#define DECIMAL_PLACES 4
#define DECIMAL_SCALE 10000

char *
nysta_inline_append_number (char *out, guint64 value, guint min_digits)
{
  char digits[20];
  guint n = 0;

  for (; value > 0 || n < min_digits; value /= 10)
    digits[n++] = (char) ('0' + value % 10);
  while (n > 0)
    *out++ = digits[--n];
  *out = '\0';
  return out;
}

/* --- integers and decimals -------------------------------------------------- */

static inline gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* `0` or digits that don't begin with 0. NULL if there are none, or more than can fit. */
static const char *
read_whole (const char *text, guint64 *out_value)
{
  const char *c = text;
  guint64 value = 0;

  if (*c == '0')
    {
      *out_value = 0;
      return c + 1;
    }
  for (; is_digit (*c); c++)
    {
      if (c - text == 14)
        return NULL;
      value = value * 10 + (guint64) (*c - '0');
    }
  *out_value = value;
  return c > text ? c : NULL;
}

static gboolean
bias (gboolean negative, guint64 magnitude, guint64 *out_payload)
{
  /* -0 is 0 in other characters. */
  if (magnitude >= NYSTA_INLINE_BIAS || (negative && magnitude == 0))
    return FALSE;
  *out_payload = (guint64) NYSTA_INLINE_BIAS + (negative ? 0 - magnitude : magnitude);
  return TRUE;
}

/* XML Schema 1.1 part 2, E.1 integerCanonicalMap */
static gboolean
read_integer (const char *text, guint64 *out_payload)
{
  gboolean negative = *text == '-';
  guint64 value = 0;
  const char *end = read_whole (text + negative, &value);

  return end != NULL && *end == '\0' && bias (negative, value, out_payload);
}

/* decimalCanonicalMap: a whole number has no point, others no zero at the end. */
static gboolean
read_decimal (const char *text, guint64 *out_payload)
{
  gboolean negative = *text == '-';
  guint64 value = 0;
  const char *c = read_whole (text + negative, &value);
  guint n_places = 0;

  if (c == NULL)
    return FALSE;
  if (*c == '.')
    {
      for (c++; is_digit (*c) && n_places < DECIMAL_PLACES; c++, n_places++)
        value = value * 10 + (guint64) (*c - '0');
      if (n_places == 0 || c[-1] == '0')
        return FALSE;
    }
  for (; n_places < DECIMAL_PLACES; n_places++)
    value *= 10;
  return *c == '\0' && bias (negative, value, out_payload);
}

static char *
write_sign (guint64 payload, char *out, guint64 *out_magnitude)
{
  gint64 value = (gint64) payload - NYSTA_INLINE_BIAS;

  if (value < 0)
    *out++ = '-';
  *out_magnitude = (guint64) (value < 0 ? -value : value);
  return out;
}

static gboolean
write_integer (guint64 payload, char *out_text)
{
  guint64 magnitude = 0;
  char *out = write_sign (payload, out_text, &magnitude);

  nysta_inline_append_number (out, magnitude, 1);
  return payload > 0;
}

static gboolean
write_decimal (guint64 payload, char *out_text)
{
  guint64 magnitude = 0;
  char *out = write_sign (payload, out_text, &magnitude);
  guint64 fraction = magnitude % DECIMAL_SCALE;

  out = nysta_inline_append_number (out, magnitude / DECIMAL_SCALE, 1);
  if (fraction > 0)
    {
      *out++ = '.';
      out = nysta_inline_append_number (out, fraction, DECIMAL_PLACES);
      while (out[-1] == '0')
        *--out = '\0';
    }
  return payload > 0;
}

static gboolean
read_boolean (const char *text, guint64 *out_payload)
{
  gboolean value = strcmp (text, "true") == 0;

  if (!value && strcmp (text, "false") != 0)
    return FALSE;
  *out_payload = value;
  return TRUE;
}

static gboolean
write_boolean (guint64 payload, char *out_text)
{
  strcpy (out_text, payload == 1 ? "true" : "false");
  return payload <= 1;
}

/* --- datatypes -------------------------------------------------------------- */

typedef struct
{
  NystaTag tag;
  const char *datatype;
  gboolean (*read) (const char *text, guint64 *out_payload);
  gboolean (*write) (guint64 payload, char *out_text);
} InlineType;

/* The most frequent ones first. */
static const InlineType inline_types[] = {
  { NYSTA_TAG_INTEGER, NS_XSD "integer", read_integer, write_integer },
  { NYSTA_TAG_DATE, NS_XSD "date", nysta_inline_read_date, nysta_inline_write_date },
  { NYSTA_TAG_DECIMAL, NS_XSD "decimal", read_decimal, write_decimal },
  { NYSTA_TAG_DATE_TIME, NS_XSD "dateTime", nysta_inline_read_date_time,
    nysta_inline_write_date_time },
  { NYSTA_TAG_DOUBLE, NS_XSD "double", nysta_inline_read_double,
    nysta_inline_write_double },
  { NYSTA_TAG_BOOLEAN, NS_XSD "boolean", read_boolean, write_boolean },
  { NYSTA_TAG_FLOAT, NS_XSD "float", nysta_inline_read_float, nysta_inline_write_float },
};

/* Of the others those whose values XPath compares, so that two that are spelt differently
 * may be equal. */
static const char *const value_types[] = {
  "nonNegativeInteger",
  "positiveInteger",
  "nonPositiveInteger",
  "negativeInteger",
  "int",
  "long",
  "short",
  "byte",
  "unsignedInt",
  "unsignedLong",
  "unsignedShort",
  "unsignedByte",
  "time",
  "dateTimeStamp",
  "gYear",
  "gYearMonth",
  "gMonthDay",
  "gMonth",
  "gDay",
  "duration",
  "dayTimeDuration",
  "yearMonthDuration",
};

/* What follows the namespace of XML Schema; NULL if it is another one. */
static inline const char *
schema_name (const char *datatype)
{
  return strncmp (datatype, NS_XSD, sizeof NS_XSD - 1) == 0 ? datatype + sizeof NS_XSD - 1
                                                            : NULL;
}

static const InlineType *
find_inline_type (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (inline_types); i++)
    if (strcmp (inline_types[i].datatype + sizeof NS_XSD - 1, name) == 0)
      return &inline_types[i];
  return NULL;
}

static NystaTag
datatype_tag (const char *datatype)
{
  const char *name = schema_name (datatype);

  if (name == NULL)
    return NYSTA_TAG_TYPED;
  if (strcmp (name, "string") == 0)
    return NYSTA_TAG_STRING;
  if (find_inline_type (name) != NULL)
    return NYSTA_TAG_VALUE;
  for (guint i = 0; i < G_N_ELEMENTS (value_types); i++)
    if (*value_types[i] == *name && strcmp (value_types[i], name) == 0)
      return NYSTA_TAG_VALUE;
  return NYSTA_TAG_TYPED;
}

NystaTag
nysta_id_dictionary_tag (const NystaTerm *term)
{
  switch (term->kind)
    {
    case NYSTA_TERM_NONE:
      break;
    case NYSTA_TERM_IRI:
      return NYSTA_TAG_IRI;
    case NYSTA_TERM_BLANK:
      return NYSTA_TAG_BLANK;
    case NYSTA_TERM_LITERAL:
      if (term->language != NULL)
        return NYSTA_TAG_LANGUAGE;
      return term->datatype == NULL ? NYSTA_TAG_STRING : datatype_tag (term->datatype);
    }
  return NYSTA_TAG_NONE;
}

gboolean
nysta_id_from_literal (const NystaTerm *term, NystaTermId *out_id)
{
  guint64 payload = 0;

  if (term->kind != NYSTA_TERM_LITERAL || term->datatype == NULL || term->language != NULL)
    return FALSE;

  const char *name = schema_name (term->datatype);
  const InlineType *type = name != NULL ? find_inline_type (name) : NULL;

  if (type == NULL || !type->read (term->value, &payload))
    return FALSE;
  *out_id = nysta_id_make (type->tag, payload);
  return TRUE;
}

gboolean
nysta_id_to_literal (NystaTermId id, char room[NYSTA_INLINE_BYTES], NystaTerm *out_term)
{
  for (guint i = 0; i < G_N_ELEMENTS (inline_types); i++)
    if (inline_types[i].tag == nysta_id_tag (id))
      {
        if (!inline_types[i].write (nysta_id_payload (id), room))
          return FALSE;
        *out_term = nysta_literal (room, inline_types[i].datatype, NULL);
        return TRUE;
      }
  return FALSE;
}
