/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* number-text.c: numbers from literals and ids, and back. */
#include "config.h"
#include "sparql/expression/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rdf/vocabulary.h"

/* --- datatypes -------------------------------------------------------------------- */

/* An integer's bounds, where XML Schema gives it any. */
typedef struct
{
  const char *name; /* after the XML Schema namespace */
  NystaNumericKind kind;
  gint64 least;
  guint64 most;
} NumericType;

#define UNBOUNDED G_MININT64, G_MAXUINT64

static const NumericType numeric_types[] = {
  { "integer", NYSTA_NUMERIC_INTEGER, UNBOUNDED },
  { "decimal", NYSTA_NUMERIC_DECIMAL, UNBOUNDED },
  { "double", NYSTA_NUMERIC_DOUBLE, UNBOUNDED },
  { "float", NYSTA_NUMERIC_FLOAT, UNBOUNDED },
  { "int", NYSTA_NUMERIC_INTEGER, G_MININT32, G_MAXINT32 },
  { "long", NYSTA_NUMERIC_INTEGER, G_MININT64, G_MAXINT64 },
  { "short", NYSTA_NUMERIC_INTEGER, G_MININT16, G_MAXINT16 },
  { "byte", NYSTA_NUMERIC_INTEGER, G_MININT8, G_MAXINT8 },
  { "nonNegativeInteger", NYSTA_NUMERIC_INTEGER, 0, G_MAXUINT64 },
  { "positiveInteger", NYSTA_NUMERIC_INTEGER, 1, G_MAXUINT64 },
  { "nonPositiveInteger", NYSTA_NUMERIC_INTEGER, G_MININT64, 0 },
  { "negativeInteger", NYSTA_NUMERIC_INTEGER, G_MININT64, 0 },
  { "unsignedLong", NYSTA_NUMERIC_INTEGER, 0, G_MAXUINT64 },
  { "unsignedInt", NYSTA_NUMERIC_INTEGER, 0, G_MAXUINT32 },
  { "unsignedShort", NYSTA_NUMERIC_INTEGER, 0, G_MAXUINT16 },
  { "unsignedByte", NYSTA_NUMERIC_INTEGER, 0, G_MAXUINT8 },
};

static const NumericType *
find_type (const char *datatype)
{
  if (datatype == NULL || !g_str_has_prefix (datatype, NS_XSD))
    return NULL;

  const char *name = datatype + strlen (NS_XSD);

  for (guint i = 0; i < G_N_ELEMENTS (numeric_types); i++)
    if (*name == *numeric_types[i].name && strcmp (name, numeric_types[i].name) == 0)
      return &numeric_types[i];
  return NULL;
}

gboolean
nysta_numeric_is_datatype (const char *datatype)
{
  return find_type (datatype) != NULL;
}

/* The bounds at 64 bits stand for none, but for those types that have just these. */
static gboolean
is_within (const NumericType *type, __int128 digits)
{
  if (type->least != G_MININT64 && digits < type->least)
    return FALSE;
  if (type->most != G_MAXUINT64 && digits > (__int128) type->most)
    return FALSE;
  if (strcmp (type->name, "negativeInteger") == 0)
    return digits < 0;
  if (strcmp (type->name, "long") == 0)
    return digits >= G_MININT64;
  return strcmp (type->name, "unsignedLong") != 0 || digits <= (__int128) G_MAXUINT64;
}

/* --- from text -------------------------------------------------------------------- */

static NystaResult
parse_exact (const char *text, NystaNumeric *out_number)
{
  NystaNumeric number = { .kind = out_number->kind };
  const char *c = text;
  gboolean negative = *c == '-';
  gboolean any = FALSE;
  gboolean fraction = FALSE;
  gboolean too_large = FALSE;
  guint zeros = 0; /* of the fraction, not yet known to be followed by another digit */

  if (*c == '-' || *c == '+')
    c++;
  for (; *c != '\0'; c++)
    {
      if (*c == '.' && !fraction && number.kind == NYSTA_NUMERIC_DECIMAL)
        {
          fraction = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*c))
        return NYSTA_RESULT_NONE;
      any = TRUE;
      if (fraction && *c == '0')
        {
          zeros++;
          continue;
        }
      number.scale += fraction ? zeros + 1 : 0;
      too_large = too_large || number.scale > NYSTA_NUMERIC_MAX_SCALE ||
                  !nysta_numeric_scale_up (&number.digits, zeros + 1) ||
                  __builtin_add_overflow (number.digits, *c - '0', &number.digits);
      zeros = 0;
    }
  if (!any)
    return NYSTA_RESULT_NONE;
  if (too_large)
    return NYSTA_RESULT_RANGE;
  if (negative)
    number.digits = -number.digits;
  *out_number = number;
  return NYSTA_RESULT_OK;
}

/* XML Schema's double: digits, point and exponent; INF, -INF and NaN; no hex, no spaces. */
static NystaResult
parse_real (const char *text, NystaNumeric *out_number)
{
  char *end = NULL;
  double real = 0;

  if (strcmp (text, "INF") == 0 || strcmp (text, "+INF") == 0)
    real = (double) INFINITY;
  else if (strcmp (text, "-INF") == 0)
    real = -(double) INFINITY;
  else if (strcmp (text, "NaN") == 0)
    real = (double) NAN;
  else if (strspn (text, "0123456789+-.eE") != strlen (text) || *text == '\0')
    return NYSTA_RESULT_NONE;
  else
    {
      real = g_ascii_strtod (text, &end);
      if (*end != '\0')
        return NYSTA_RESULT_NONE;
    }
  out_number->scale = 0;
  out_number->real = out_number->kind == NYSTA_NUMERIC_FLOAT ? (double) (float) real : real;
  return NYSTA_RESULT_OK;
}

NystaResult
nysta_numeric_parse (const char *text, NystaNumericKind kind, NystaNumeric *out_number)
{
  NystaNumeric number = { .kind = kind };
  NystaResult status = kind <= NYSTA_NUMERIC_DECIMAL ? parse_exact (text, &number)
                                                     : parse_real (text, &number);

  if (status == NYSTA_RESULT_OK)
    *out_number = number;
  return status;
}

NystaResult
nysta_numeric_from_term (const NystaTerm *term, NystaNumeric *out_number)
{
  const NumericType *type = term->kind == NYSTA_TERM_LITERAL ? find_type (term->datatype)
                                                             : NULL;
  NystaResult status = type != NULL
                         ? nysta_numeric_parse (term->value, type->kind, out_number)
                         : NYSTA_RESULT_NONE;

  if (status == NYSTA_RESULT_OK && type->kind == NYSTA_NUMERIC_INTEGER &&
      !is_within (type, out_number->digits))
    return NYSTA_RESULT_NONE;
  return status;
}

gboolean
nysta_numeric_from_id (NystaTermId id, NystaNumeric *out_number)
{
  switch (nysta_id_tag (id))
    {
    case NYSTA_TAG_INTEGER:
      *out_number = (NystaNumeric){ .kind = NYSTA_NUMERIC_INTEGER,
                                    .digits = nysta_id_whole (id) };
      return TRUE;
    case NYSTA_TAG_DECIMAL:
      *out_number = (NystaNumeric){ .kind = NYSTA_NUMERIC_DECIMAL,
                                    .scale = NYSTA_ID_DECIMAL_PLACES,
                                    .no_point = TRUE,
                                    .digits = nysta_id_whole (id) };
      return TRUE;
    case NYSTA_TAG_FLOAT:
      *out_number = (NystaNumeric){ .kind = NYSTA_NUMERIC_FLOAT,
                                    .real = (double) nysta_id_float (id) };
      return TRUE;
    case NYSTA_TAG_DOUBLE:
      *out_number = (NystaNumeric){ .kind = NYSTA_NUMERIC_DOUBLE,
                                    .real = nysta_id_double (id) };
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- to text ---------------------------------------------------------------------- */

static const char *
exact_to_text (const NystaNumeric *number, char room[NYSTA_NUMERIC_BYTES])
{
  char *at = room + NYSTA_NUMERIC_BYTES;
  gboolean negative = number->digits < 0;
  unsigned __int128 digits = negative ? -(unsigned __int128) number->digits
                                      : (unsigned __int128) number->digits;
  guint scale = number->scale;

  *--at = '\0';
  for (; scale > 0 && digits % 10 == 0; scale--)
    digits /= 10;
  if (scale == 0 && number->kind == NYSTA_NUMERIC_DECIMAL && !number->no_point)
    {
      *--at = '0';
      *--at = '.';
    }
  for (guint i = 0; i <= scale || digits > 0; i++)
    {
      if (i == scale && i > 0)
        *--at = '.';
      *--at = (char) ('0' + (int) (digits % 10));
      digits /= 10;
    }
  if (negative)
    *--at = '-';
  return at;
}

/* The fewest digits that read back as the same number: what 15 (6) digits hold is found by
 * leaving out the zeros at its end. */
static void
format_shortest (double real, gboolean is_float, char *out_text, gsize size)
{
  for (int digits = is_float ? 6 : 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dE", digits - 1);
      g_ascii_formatd (out_text, (int) size, format, real);

      double back = g_ascii_strtod (out_text, NULL);

      if (is_float ? (float) back == (float) real : back == real)
        return;
    }
}

/* XML Schema's canonical form: "1.5E2" */
static const char *
real_to_text (const NystaNumeric *number, char room[NYSTA_NUMERIC_BYTES])
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number->real))
    return "NaN";
  if (isinf (number->real))
    return number->real > 0 ? "INF" : "-INF";
  format_shortest (number->real, number->kind == NYSTA_NUMERIC_FLOAT, text, sizeof text);

  char *exponent = strchr (text, 'E');
  char *end = exponent;
  int power = atoi (exponent + 1);

  while (end[-1] == '0' && end[-2] != '.')
    end--;
  *end = '\0';
  g_snprintf (room, NYSTA_NUMERIC_BYTES, "%sE%d", text, power);
  return room;
}

NystaTerm
nysta_numeric_to_term (const NystaNumeric *number, char room[NYSTA_NUMERIC_BYTES])
{
  static const char *const datatypes[] = {
    [NYSTA_NUMERIC_INTEGER] = NS_XSD "integer",
    [NYSTA_NUMERIC_DECIMAL] = XSD_DECIMAL,
    [NYSTA_NUMERIC_FLOAT] = NS_XSD "float",
    [NYSTA_NUMERIC_DOUBLE] = NS_XSD "double",
  };

  return nysta_literal (number->kind <= NYSTA_NUMERIC_DECIMAL ? exact_to_text (number, room)
                                                              : real_to_text (number, room),
                        datatypes[number->kind], NULL);
}

NystaTermId
nysta_numeric_to_id (const NystaNumeric *number)
{
  char room[NYSTA_NUMERIC_BYTES];
  NystaTermId id = 0;
  __int128 digits = number->kind <= NYSTA_NUMERIC_DECIMAL ? number->digits : 0;
  guint scale = number->scale;

  if (number->kind <= NYSTA_NUMERIC_DECIMAL)
    {
      guint places = number->kind == NYSTA_NUMERIC_DECIMAL ? NYSTA_ID_DECIMAL_PLACES : 0;

      for (; scale > 0 && digits % 10 == 0; scale--)
        digits /= 10;
      if (scale == 0 && places > 0 && !number->no_point)
        return 0;
      if (scale > places || digits < -NYSTA_ID_BIAS || digits > NYSTA_ID_BIAS ||
          !nysta_numeric_scale_up (&digits, places - scale) || digits < -NYSTA_ID_BIAS ||
          digits > NYSTA_ID_BIAS)
        return 0;
      return nysta_id_from_whole (places > 0 ? NYSTA_TAG_DECIMAL : NYSTA_TAG_INTEGER,
                                  (gint64) digits, &id)
               ? id
               : 0;
    }

  NystaTerm term = nysta_numeric_to_term (number, room);

  return nysta_id_from_literal (&term, &id) ? id : 0;
}
