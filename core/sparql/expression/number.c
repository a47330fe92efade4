/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* number.c: numbers as values. Between them and characters is number-text.c. */
#include "config.h"
#include "sparql/expression/number.h"

#include <math.h>

/* XPath asks for 18 digits at least; more are not kept of a division. */
#define DIVISION_DIGITS 18

/* Above it a double has no fraction. */
#define MAX_FRACTIONAL 4503599627370496.0

gboolean
nysta_numeric_scale_up (__int128 *digits, guint by)
{
  for (; by > 0; by--)
    if (__builtin_mul_overflow (*digits, 10, digits))
      return FALSE;
  return TRUE;
}

/* Zeros at the end of a fraction say nothing. */
static void
normalise (NystaNumeric *number)
{
  while (number->scale > 0 && number->digits % 10 == 0)
    {
      number->digits /= 10;
      number->scale--;
    }
}

static gboolean
align (NystaNumeric *a, NystaNumeric *b)
{
  guint scale = MAX (a->scale, b->scale);

  if (!nysta_numeric_scale_up (&a->digits, scale - a->scale) ||
      !nysta_numeric_scale_up (&b->digits, scale - b->scale))
    return FALSE;
  a->scale = b->scale = scale;
  return TRUE;
}

static inline gboolean
is_exact (const NystaNumeric *number)
{
  return number->kind <= NYSTA_NUMERIC_DECIMAL;
}

double
nysta_numeric_to_double (const NystaNumeric *number)
{
  char room[NYSTA_NUMERIC_BYTES];

  if (!is_exact (number))
    return number->real;
  /* Both whole and exact in a double: one rounding, the one that is asked for. */
  if (number->scale <= 22 && number->digits <= ((gint64) 1 << 53) &&
      number->digits >= -((gint64) 1 << 53))
    {
      static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                       1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                       1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

      return (double) (gint64) number->digits / powers[number->scale];
    }
  return g_ascii_strtod (nysta_numeric_to_term (number, room).value, NULL);
}

gboolean
nysta_numeric_is_nan (const NystaNumeric *number)
{
  return !is_exact (number) && isnan (number->real);
}

gboolean
nysta_numeric_truth (const NystaNumeric *number)
{
  return is_exact (number) ? number->digits != 0
                           : !isnan (number->real) && number->real != 0;
}

/* --- arithmetic -------------------------------------------------------------- */

/* Up to DIVISION_DIGITS after the point, the last one cut off. */
static NystaResult
divide_exact (const NystaNumeric *a, const NystaNumeric *b, NystaNumeric *out_number)
{
  NystaNumeric left = *a;
  NystaNumeric right = *b;
  NystaNumeric result = { .kind = NYSTA_NUMERIC_DECIMAL };
  __int128 rest = 0;

  if (b->digits == 0)
    return NYSTA_RESULT_NONE;
  if (!align (&left, &right))
    return NYSTA_RESULT_RANGE;
  result.digits = left.digits / right.digits;
  rest = left.digits % right.digits;
  /* Digit after digit: the dividend need not have room for all of them at once. */
  while (rest != 0 && result.scale < DIVISION_DIGITS)
    {
      __int128 digit = 0;

      if (__builtin_mul_overflow (rest, 10, &rest) ||
          __builtin_mul_overflow (result.digits, 10, &result.digits))
        return NYSTA_RESULT_RANGE;
      digit = rest / right.digits;
      rest %= right.digits;
      if (__builtin_add_overflow (result.digits, digit, &result.digits))
        return NYSTA_RESULT_RANGE;
      result.scale++;
    }
  normalise (&result);
  *out_number = result;
  return NYSTA_RESULT_OK;
}

static NystaResult
compute_exact (char operation, const NystaNumeric *a, const NystaNumeric *b,
               NystaNumeric *out_number)
{
  NystaNumeric left = *a;
  NystaNumeric right = *b;
  NystaNumeric result = { .kind = MAX (a->kind, b->kind) };
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
  if (overflow)
    return NYSTA_RESULT_RANGE;
  normalise (&result);
  if (result.scale > NYSTA_NUMERIC_MAX_SCALE)
    return NYSTA_RESULT_RANGE;
  *out_number = result;
  return NYSTA_RESULT_OK;
}

/* Whole numbers that fit into 64 bits, as nearly all do: no sum or product of two of them
 * runs over in 128. */
static gboolean
compute_small (char operation, const NystaNumeric *a, const NystaNumeric *b,
               NystaNumeric *out_number)
{
  gint64 left = (gint64) a->digits;
  gint64 right = (gint64) b->digits;

  if (a->kind != NYSTA_NUMERIC_INTEGER || b->kind != NYSTA_NUMERIC_INTEGER ||
      left != a->digits || right != b->digits || operation == '/')
    return FALSE;
  out_number->kind = NYSTA_NUMERIC_INTEGER;
  out_number->scale = 0;
  out_number->no_point = FALSE;
  out_number->digits = operation == '+'   ? (__int128) left + right
                       : operation == '-' ? (__int128) left - right
                                          : (__int128) left * right;
  return TRUE;
}

NystaResult
nysta_numeric_compute (char operation, const NystaNumeric *a, const NystaNumeric *b,
                       NystaNumeric *out_number)
{
  NystaNumericKind kind = MAX (a->kind, b->kind);

  if (compute_small (operation, a, b, out_number))
    return NYSTA_RESULT_OK;
  if (kind <= NYSTA_NUMERIC_DECIMAL)
    return compute_exact (operation, a, b, out_number);

  double left = nysta_numeric_to_double (a);
  double right = nysta_numeric_to_double (b);

  if (kind == NYSTA_NUMERIC_FLOAT)
    {
      left = (double) (float) left;
      right = (double) (float) right;
    }

  double real = operation == '+'   ? left + right
                : operation == '-' ? left - right
                : operation == '*' ? left * right
                                   : left / right;

  *out_number = (NystaNumeric){ .kind = kind,
                                .real = kind == NYSTA_NUMERIC_FLOAT ? (double) (float) real
                                                                    : real };
  return NYSTA_RESULT_OK;
}

/* One that does not fit the other's finer scale is the larger one in magnitude. */
static int
compare_exact (const NystaNumeric *a, const NystaNumeric *b)
{
  NystaNumeric left = *a;
  NystaNumeric right = *b;

  if (!align (&left, &right))
    return a->scale < b->scale ? (a->digits > 0 ? 1 : -1) : (b->digits > 0 ? -1 : 1);
  return (left.digits > right.digits) - (left.digits < right.digits);
}

NystaResult
nysta_numeric_compare (const NystaNumeric *a, const NystaNumeric *b, int *out_order)
{
  NystaNumericKind kind = MAX (a->kind, b->kind);

  if (kind == NYSTA_NUMERIC_INTEGER)
    {
      *out_order = (a->digits > b->digits) - (a->digits < b->digits);
      return NYSTA_RESULT_OK;
    }
  if (kind == NYSTA_NUMERIC_DECIMAL)
    {
      *out_order = compare_exact (a, b);
      return NYSTA_RESULT_OK;
    }

  double left = nysta_numeric_to_double (a);
  double right = nysta_numeric_to_double (b);

  if (kind == NYSTA_NUMERIC_FLOAT)
    {
      left = (double) (float) left;
      right = (double) (float) right;
    }
  if (isnan (left) || isnan (right))
    return NYSTA_RESULT_NONE;
  *out_order = (left > right) - (left < right);
  return NYSTA_RESULT_OK;
}

NystaResult
nysta_numeric_negate (NystaNumeric *number)
{
  if (!is_exact (number))
    number->real = -number->real;
  else if (__builtin_sub_overflow ((__int128) 0, number->digits, &number->digits))
    return NYSTA_RESULT_RANGE;
  return NYSTA_RESULT_OK;
}

/* --- rounding and casts ---------------------------------------------------------- */

/* XPath rounds halves up, towards positive infinity; what rounds to zero keeps its sign. */
static double
round_real (double real, NystaRoundingMode mode)
{
  if (!(fabs (real) < MAX_FRACTIONAL))
    return real;
  switch (mode)
    {
    case NYSTA_NUMERIC_FLOOR:
      return floor (real);
    case NYSTA_NUMERIC_CEILING:
      return ceil (real);
    case NYSTA_NUMERIC_TOWARDS_ZERO:
      return trunc (real);
    case NYSTA_NUMERIC_HALF_UP:
      break;
    }

  double whole = floor (real);

  /* Not floor (real + 0.5): the sum of 0.49999999999999994 and 0.5 is 1. */
  return copysign (real - whole >= 0.5 ? whole + 1 : whole, real);
}

void
nysta_numeric_round (NystaNumeric *number, NystaRoundingMode mode)
{
  __int128 unit = 1;

  if (!is_exact (number))
    {
      number->real = round_real (number->real, mode);
      return;
    }
  /* 10 ^ NYSTA_NUMERIC_MAX_SCALE fits. */
  for (; number->scale > 0; number->scale--)
    unit *= 10;

  __int128 whole = number->digits / unit;
  __int128 rest = number->digits % unit;

  if (mode != NYSTA_NUMERIC_TOWARDS_ZERO && rest < 0)
    {
      whole--;
      rest += unit;
    }
  if ((mode == NYSTA_NUMERIC_CEILING && rest > 0) ||
      (mode == NYSTA_NUMERIC_HALF_UP && rest > 0 && rest >= unit - rest))
    whole++;
  number->digits = whole;
  number->no_point = TRUE;
}

/* A double as the decimal that it prints as. Its text is digits, a point, digits, E and a
 * power. */
static NystaResult
real_to_exact (const NystaNumeric *number, NystaNumeric *out_number)
{
  char room[NYSTA_NUMERIC_BYTES];
  NystaNumeric result = { .kind = NYSTA_NUMERIC_DECIMAL };
  gboolean negative = FALSE;
  int power = 0;

  if (!isfinite (number->real))
    return NYSTA_RESULT_NONE;
  for (const char *c = nysta_numeric_to_term (number, room).value; *c != '\0'; c++)
    if (*c == '-')
      negative = TRUE;
    else if (g_ascii_isdigit (*c))
      {
        result.digits = result.digits * 10 + (*c - '0');
        result.scale += result.scale > 0;
      }
    else if (*c == '.')
      result.scale = 1;
    else if (*c == 'E')
      {
        power = (int) g_ascii_strtoll (c + 1, NULL, 10);
        break;
      }
  /* One too many was counted, to know that there was a point. */
  if (result.scale > 0)
    result.scale--;
  if (negative)
    result.digits = -result.digits;
  normalise (&result);
  if (power < 0)
    result.scale += (guint) -power;
  else if (!nysta_numeric_scale_up (&result.digits,
                                    (guint) power - MIN ((guint) power, result.scale)))
    return NYSTA_RESULT_RANGE;
  else
    result.scale -= MIN ((guint) power, result.scale);
  /* XPath: the nearest that can be held. */
  for (; result.scale > NYSTA_NUMERIC_MAX_SCALE; result.scale--)
    result.digits /= 10;
  normalise (&result);
  *out_number = result;
  return NYSTA_RESULT_OK;
}

NystaResult
nysta_numeric_cast (const NystaNumeric *number, NystaNumericKind kind,
                    NystaNumeric *out_number)
{
  NystaNumeric result = *number;
  NystaResult status = NYSTA_RESULT_OK;

  if (kind >= NYSTA_NUMERIC_FLOAT)
    {
      double real = nysta_numeric_to_double (number);

      result.scale = 0;
      result.real = kind == NYSTA_NUMERIC_FLOAT ? (double) (float) real : real;
    }
  else
    {
      /* What has no fraction is cut off first: 1E30 has a whole part that fits. */
      if (!is_exact (number))
        {
          if (kind == NYSTA_NUMERIC_INTEGER)
            nysta_numeric_round (&result, NYSTA_NUMERIC_TOWARDS_ZERO);
          status = real_to_exact (&result, &result);
        }
      if (status == NYSTA_RESULT_OK && kind == NYSTA_NUMERIC_INTEGER)
        nysta_numeric_round (&result, NYSTA_NUMERIC_TOWARDS_ZERO);
    }
  if (status != NYSTA_RESULT_OK)
    return status;
  result.kind = kind;
  *out_number = result;
  return NYSTA_RESULT_OK;
}
