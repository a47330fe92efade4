/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* value.c: numbers and truth. Dates are in moment.c. */
#include "sparql/exec/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rdf/vocabulary.h"

/* XPath asks for 18 digits at least; more are not kept of a division. */
#define DIVISION_DIGITS 18

/* --- numbers from text ------------------------------------------------------- */

typedef struct
{
  const char *name; /* after the XML Schema namespace */
  NystaNumberKind kind;
} NumericType;

static const NumericType numeric_types[] = {
  { "integer", NYSTA_NUMBER_INTEGER },
  { "decimal", NYSTA_NUMBER_DECIMAL },
  { "double", NYSTA_NUMBER_DOUBLE },
  { "float", NYSTA_NUMBER_FLOAT },
  { "int", NYSTA_NUMBER_INTEGER },
  { "long", NYSTA_NUMBER_INTEGER },
  { "short", NYSTA_NUMBER_INTEGER },
  { "byte", NYSTA_NUMBER_INTEGER },
  { "nonNegativeInteger", NYSTA_NUMBER_INTEGER },
  { "positiveInteger", NYSTA_NUMBER_INTEGER },
  { "nonPositiveInteger", NYSTA_NUMBER_INTEGER },
  { "negativeInteger", NYSTA_NUMBER_INTEGER },
  { "unsignedLong", NYSTA_NUMBER_INTEGER },
  { "unsignedInt", NYSTA_NUMBER_INTEGER },
  { "unsignedShort", NYSTA_NUMBER_INTEGER },
  { "unsignedByte", NYSTA_NUMBER_INTEGER },
};

static const NumericType *
find_type (const char *datatype)
{
  if (datatype == NULL || !g_str_has_prefix (datatype, NS_XSD))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (numeric_types); i++)
    if (strcmp (datatype + strlen (NS_XSD), numeric_types[i].name) == 0)
      return &numeric_types[i];
  return NULL;
}

gboolean
nysta_datatype_is_numeric (const char *datatype)
{
  return find_type (datatype) != NULL;
}

/* Zeros at the end of a fraction say nothing. */
static void
normalise (NystaNumber *number)
{
  while (number->scale > 0 && number->digits % 10 == 0)
    {
      number->digits /= 10;
      number->scale--;
    }
}

static NystaValueStatus
parse_exact (const char *text, NystaNumber *out_number)
{
  NystaNumber number = { .kind = out_number->kind };
  const char *c = text;
  gboolean negative = *c == '-';
  gboolean any = FALSE;
  gboolean fraction = FALSE;
  gboolean too_large = FALSE;

  if (*c == '-' || *c == '+')
    c++;
  for (; *c != '\0'; c++)
    {
      if (*c == '.' && !fraction && number.kind == NYSTA_NUMBER_DECIMAL)
        {
          fraction = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (*c))
        return NYSTA_VALUE_NONE;
      any = TRUE;
      too_large = too_large || __builtin_mul_overflow (number.digits, 10, &number.digits) ||
                  __builtin_add_overflow (number.digits, *c - '0', &number.digits);
      number.scale += fraction;
    }
  if (!any)
    return NYSTA_VALUE_NONE;
  /* exact_to_text() has room for no longer fraction. */
  if (too_large || number.scale > NYSTA_NUMBER_MAX_SCALE)
    return NYSTA_VALUE_RANGE;
  if (negative)
    number.digits = -number.digits;
  normalise (&number);
  *out_number = number;
  return NYSTA_VALUE_OK;
}

/* XML Schema's double: digits, point and exponent; INF, -INF and NaN; no hex, no spaces. */
static NystaValueStatus
parse_real (const char *text, NystaNumber *out_number)
{
  char *end = NULL;
  double real = 0;

  if (strcmp (text, "INF") == 0 || strcmp (text, "+INF") == 0)
    real = INFINITY;
  else if (strcmp (text, "-INF") == 0)
    real = -INFINITY;
  else if (strcmp (text, "NaN") == 0)
    real = NAN;
  else if (strspn (text, "0123456789+-.eE") != strlen (text) || *text == '\0')
    return NYSTA_VALUE_NONE;
  else
    {
      real = g_ascii_strtod (text, &end);
      if (*end != '\0')
        return NYSTA_VALUE_NONE;
    }
  out_number->real = out_number->kind == NYSTA_NUMBER_FLOAT ? (double) (float) real : real;
  return NYSTA_VALUE_OK;
}

NystaValueStatus
nysta_number_parse (const char *text, NystaNumberKind kind, NystaNumber *out_number)
{
  NystaNumber number = { .kind = kind };
  NystaValueStatus status = kind == NYSTA_NUMBER_INTEGER || kind == NYSTA_NUMBER_DECIMAL
                              ? parse_exact (text, &number)
                              : parse_real (text, &number);

  if (status == NYSTA_VALUE_OK)
    *out_number = number;
  return status;
}

NystaValueStatus
nysta_number_from_term (const NystaTerm *term, NystaNumber *out_number)
{
  const NumericType *type = term->kind == NYSTA_TERM_LITERAL ? find_type (term->datatype)
                                                             : NULL;

  return type != NULL ? nysta_number_parse (term->value, type->kind, out_number)
                      : NYSTA_VALUE_NONE;
}

/* --- numbers as text --------------------------------------------------------- */

static char *
exact_to_text (const NystaNumber *number)
{
  char buffer[64];
  char *at = buffer + sizeof buffer;
  gboolean negative = number->digits < 0;
  unsigned __int128 digits = negative ? -(unsigned __int128) number->digits
                                      : (unsigned __int128) number->digits;

  *--at = '\0';
  for (guint i = 0; i <= number->scale || digits > 0; i++)
    {
      if (i == number->scale && i > 0)
        *--at = '.';
      *--at = (char) ('0' + (int) (digits % 10));
      digits /= 10;
    }
  if (negative)
    *--at = '-';
  return g_strdup (at);
}

/* XML Schema's canonical form: "1.5E2" */
static char *
real_to_text (const NystaNumber *number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean is_float = number->kind == NYSTA_NUMBER_FLOAT;

  if (isnan (number->real))
    return g_strdup ("NaN");
  if (isinf (number->real))
    return g_strdup (number->real > 0 ? "INF" : "-INF");
  /* The fewest digits that read back as the same number. */
  for (int precision = 0; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dE", precision);
      g_ascii_formatd (buffer, sizeof buffer, format, number->real);

      double back = g_ascii_strtod (buffer, NULL);

      if (is_float ? (float) back == (float) number->real : back == number->real)
        break;
    }

  char *exponent = strchr (buffer, 'E');
  int power = atoi (exponent + 1);

  *exponent = '\0';
  return g_strdup_printf ("%s%sE%d", buffer, strchr (buffer, '.') != NULL ? "" : ".0",
                          power);
}

char *
nysta_number_to_text (const NystaNumber *number)
{
  return number->kind == NYSTA_NUMBER_INTEGER || number->kind == NYSTA_NUMBER_DECIMAL
           ? exact_to_text (number)
           : real_to_text (number);
}

const char *
nysta_number_datatype (const NystaNumber *number)
{
  static const char *const datatypes[] = {
    [NYSTA_NUMBER_INTEGER] = NS_XSD "integer",
    [NYSTA_NUMBER_DECIMAL] = XSD_DECIMAL,
    [NYSTA_NUMBER_FLOAT] = NS_XSD "float",
    [NYSTA_NUMBER_DOUBLE] = NS_XSD "double",
  };

  return datatypes[number->kind];
}

double
nysta_number_to_double (const NystaNumber *number)
{
  if (number->kind == NYSTA_NUMBER_FLOAT || number->kind == NYSTA_NUMBER_DOUBLE)
    return number->real;

  /* By way of the text: the division of two rounded doubles would round twice. */
  g_autofree char *text = exact_to_text (number);

  return g_ascii_strtod (text, NULL);
}

/* --- arithmetic -------------------------------------------------------------- */

static gboolean
scale_up (__int128 *digits, guint by)
{
  while (by-- > 0)
    if (__builtin_mul_overflow (*digits, 10, digits))
      return FALSE;
  return TRUE;
}

static gboolean
align (NystaNumber *a, NystaNumber *b)
{
  guint scale = MAX (a->scale, b->scale);

  if (!scale_up (&a->digits, scale - a->scale) || !scale_up (&b->digits, scale - b->scale))
    return FALSE;
  a->scale = b->scale = scale;
  return TRUE;
}

/* As many digits after the point as fit, up to DIVISION_DIGITS. */
static NystaValueStatus
divide_exact (const NystaNumber *a, const NystaNumber *b, NystaNumber *out_number)
{
  NystaNumber left = *a;
  NystaNumber right = *b;

  if (b->digits == 0)
    return NYSTA_VALUE_NONE;
  if (!align (&left, &right) || !scale_up (&left.digits, DIVISION_DIGITS))
    return NYSTA_VALUE_RANGE;
  *out_number = (NystaNumber){ .kind = NYSTA_NUMBER_DECIMAL,
                               .digits = left.digits / right.digits,
                               .scale = DIVISION_DIGITS };
  normalise (out_number);
  return NYSTA_VALUE_OK;
}

static NystaValueStatus
compute_exact (char operation, const NystaNumber *a, const NystaNumber *b,
               NystaNumber *out_number)
{
  NystaNumber left = *a;
  NystaNumber right = *b;
  NystaNumber result = { .kind = MAX (a->kind, b->kind) };
  gboolean overflow = FALSE;

  if (operation == '/')
    return divide_exact (a, b, out_number);
  if (operation == '*')
    {
      overflow = __builtin_mul_overflow (left.digits, right.digits, &result.digits);
      result.scale = left.scale + right.scale;
    }
  else
    {
      overflow = !align (&left, &right) ||
                 (operation == '+'
                    ? __builtin_add_overflow (left.digits, right.digits, &result.digits)
                    : __builtin_sub_overflow (left.digits, right.digits, &result.digits));
      result.scale = left.scale;
    }
  /* exact_to_text() has room for so many. */
  if (overflow || result.scale > NYSTA_NUMBER_MAX_SCALE)
    return NYSTA_VALUE_RANGE;
  normalise (&result);
  *out_number = result;
  return NYSTA_VALUE_OK;
}

NystaValueStatus
nysta_number_compute (char operation, const NystaNumber *a, const NystaNumber *b,
                      NystaNumber *out_number)
{
  NystaNumberKind kind = MAX (a->kind, b->kind);

  if (kind <= NYSTA_NUMBER_DECIMAL)
    return compute_exact (operation, a, b, out_number);

  double left = nysta_number_to_double (a);
  double right = nysta_number_to_double (b);
  double real = operation == '+'   ? left + right
                : operation == '-' ? left - right
                : operation == '*' ? left * right
                                   : left / right;

  *out_number = (NystaNumber){ .kind = kind,
                               .real = kind == NYSTA_NUMBER_FLOAT ? (double) (float) real
                                                                  : real };
  return NYSTA_VALUE_OK;
}

NystaValueStatus
nysta_number_compare (const NystaNumber *a, const NystaNumber *b, int *out_order)
{
  if (MAX (a->kind, b->kind) <= NYSTA_NUMBER_DECIMAL)
    {
      NystaNumber left = *a;
      NystaNumber right = *b;

      if (!align (&left, &right))
        return NYSTA_VALUE_RANGE;
      *out_order = (left.digits > right.digits) - (left.digits < right.digits);
      return NYSTA_VALUE_OK;
    }

  double left = nysta_number_to_double (a);
  double right = nysta_number_to_double (b);

  if (isnan (left) || isnan (right))
    return NYSTA_VALUE_NONE;
  *out_order = (left > right) - (left < right);
  return NYSTA_VALUE_OK;
}

NystaValueStatus
nysta_number_round (const NystaNumber *number, NystaRounding rounding,
                    NystaNumber *out_number)
{
  NystaNumber result = *number;

  if (number->kind > NYSTA_NUMBER_DECIMAL)
    {
      /* XPath rounds halves up, towards positive infinity. */
      result.real = rounding == NYSTA_ROUND_FLOOR              ? floor (number->real)
                    : rounding == NYSTA_ROUND_CEILING          ? ceil (number->real)
                    : fabs (number->real) < 4503599627370496.0 ? floor (number->real + 0.5)
                                                               : number->real;
      *out_number = result;
      return NYSTA_VALUE_OK;
    }

  __int128 unit = 1;

  if (!scale_up (&unit, number->scale))
    return NYSTA_VALUE_RANGE;

  __int128 whole = number->digits / unit;
  __int128 rest = number->digits % unit;

  if (rest < 0)
    {
      whole--;
      rest += unit;
    }
  if ((rounding == NYSTA_ROUND_CEILING && rest > 0) ||
      (rounding == NYSTA_ROUND_HALF_UP && rest > 0 && rest >= unit - rest))
    whole++;
  result.digits = whole;
  result.scale = 0;
  *out_number = result;
  return NYSTA_VALUE_OK;
}

/* --- truth ------------------------------------------------------------------- */

NystaValueStatus
nysta_truth_from_term (const NystaTerm *term, gboolean *out_truth)
{
  NystaNumber number = { 0 };

  if (term->kind != NYSTA_TERM_LITERAL)
    return NYSTA_VALUE_NONE;
  if (term->datatype == NULL)
    {
      *out_truth = *term->value != '\0';
      return NYSTA_VALUE_OK;
    }
  if (strcmp (term->datatype, NS_XSD "boolean") == 0)
    {
      *out_truth = strcmp (term->value, "true") == 0 || strcmp (term->value, "1") == 0;
      return NYSTA_VALUE_OK;
    }
  if (!nysta_datatype_is_numeric (term->datatype))
    return NYSTA_VALUE_NONE;

  NystaValueStatus status = nysta_number_from_term (term, &number);

  /* A text that is no number is false, one too long to hold is not zero. */
  if (status == NYSTA_VALUE_OK)
    *out_truth = number.kind <= NYSTA_NUMBER_DECIMAL
                   ? number.digits != 0
                   : !isnan (number.real) && number.real != 0;
  else
    *out_truth = status == NYSTA_VALUE_RANGE;
  return NYSTA_VALUE_OK;
}

NystaTerm
nysta_truth_to_term (gboolean truth)
{
  return nysta_literal (truth ? "true" : "false", NS_XSD "boolean", NULL);
}
