/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * inline-float.c: xsd:float and xsd:double, XML Schema 1.1 part 2 §3.3.4 and §3.3.5: canonical
 * is a digit, a point, the fewest further digits (one at least) that tell the value from its
 * neighbours, and `E` with an exponent.
 *
 * Only what digits times a power of ten, both of them exact in a double, make is kept: one
 * rounded operation makes the value that IEEE 754 asks for (W. D. Clinger, How to read
 * floating point numbers accurately, 1990), so no long arithmetic is needed.
 */
#include "config.h"
#include "store/inline-value.h"

#include <string.h>

/* Any two decimals of so many digits make two doubles; of six, two floats. */
#define DOUBLE_DIGITS 15
#define FLOAT_DIGITS 6
/* So many are enough for any float. */
#define MAX_FLOAT_DIGITS 9

#define MAX_POWER 22
static const double powers[MAX_POWER + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,
                                              1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                              1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
                                              1e18, 1e19, 1e20, 1e21, 1e22 };

/* digits * 10^power; digits don't end in 0, but for 0 itself. */
typedef struct
{
  gboolean negative;
  guint64 digits;
  guint n_digits;
  int power;
} Decimal;

/* --- text ------------------------------------------------------------------- */

static inline gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* `E`, perhaps `-`, no 0 before other digits. NULL if it isn't. */
static const char *
read_exponent (const char *c, int *out_exponent)
{
  gboolean negative = FALSE;
  int exponent = 0;

  if (*c++ != 'E')
    return NULL;
  if (*c == '-')
    {
      negative = TRUE;
      c++;
    }
  if (!is_digit (*c) || (*c == '0' && (negative || c[1] != '\0')))
    return NULL;
  for (; is_digit (*c) && exponent < 100; c++)
    exponent = exponent * 10 + (*c - '0');
  *out_exponent = negative ? -exponent : exponent;
  return c;
}

static gboolean
read_decimal (const char *text, Decimal *out_decimal)
{
  Decimal decimal = { .negative = *text == '-', .n_digits = 1 };
  const char *c = text + decimal.negative;
  int exponent = 0;

  if (!is_digit (c[0]) || c[1] != '.' || !is_digit (c[2]))
    return FALSE;
  decimal.digits = (guint64) (c[0] - '0');
  c += 2;
  if (c[0] == '0' && c[1] == 'E')
    c++;
  else
    {
      for (; is_digit (*c) && decimal.n_digits <= DOUBLE_DIGITS; c++, decimal.n_digits++)
        decimal.digits = decimal.digits * 10 + (guint64) (*c - '0');
      if (c[-1] == '0')
        return FALSE;
    }
  c = read_exponent (c, &exponent);
  if (c == NULL || *c != '\0')
    return FALSE;
  decimal.power = exponent - (int) (decimal.n_digits - 1);
  *out_decimal = decimal;
  /* Zero has no sign and no exponent; others begin with another digit. */
  if (decimal.digits == 0)
    return !decimal.negative && decimal.n_digits == 1 && exponent == 0;
  return text[decimal.negative] != '0';
}

static void
write_decimal (const Decimal *decimal, char *out)
{
  char digits[21];
  int exponent = decimal->power + (int) (decimal->n_digits - 1);

  nysta_inline_append_number (digits, decimal->digits, 1);
  if (decimal->negative)
    *out++ = '-';
  *out++ = digits[0];
  *out++ = '.';
  out = g_stpcpy (out, digits[1] != '\0' ? digits + 1 : "0");
  *out++ = 'E';
  if (exponent < 0)
    *out++ = '-';
  nysta_inline_append_number (out, (guint64) ABS (exponent), 1);
}

/* --- values ----------------------------------------------------------------- */

/* The magnitude. Volatile: processors with wider registers must round here. */
static gboolean
decimal_value (const Decimal *decimal, double *out_value)
{
  volatile double value = (double) decimal->digits;

  if (decimal->power < -MAX_POWER || decimal->power > MAX_POWER ||
      decimal->n_digits > DOUBLE_DIGITS)
    return FALSE;
  if (decimal->power < 0)
    value /= powers[-decimal->power];
  else
    value *= powers[decimal->power];
  *out_value = value;
  return TRUE;
}

/* @value times 10^@power, nearly. */
static double
scale (double value, int power)
{
  for (; power > MAX_POWER; power -= MAX_POWER)
    value *= powers[MAX_POWER];
  for (; power < -MAX_POWER; power += MAX_POWER)
    value /= powers[MAX_POWER];
  return power < 0 ? value / powers[-power] : value * powers[power];
}

/* The power that scales @value to a whole number of @n_digits. */
static int
power_for_digits (double value, guint n_digits)
{
  double low = powers[n_digits - 1];
  double high = powers[n_digits];
  guint64 bits = 0;

  memcpy (&bits, &value, sizeof bits);

  /* log10 (2) = 0.30103 */
  int exponent = ((int) (bits >> 52 & 0x7FF) - 1023) * 30103 / 100000;
  int power = (int) n_digits - 1 - exponent;

  while (scale (value, power) >= high)
    power--;
  while (scale (value, power) < low)
    power++;
  return power;
}

static Decimal
strip_zeros (guint64 digits, guint n_digits, int power)
{
  while (digits % 10 == 0)
    {
      digits /= 10;
      n_digits--;
      power++;
    }
  return (Decimal){ .digits = digits, .n_digits = n_digits, .power = power };
}

/* Whether (@single: as a float) it is @value's. */
static gboolean
decimal_is (const Decimal *decimal, double value, gboolean single)
{
  double other = 0;

  return decimal_value (decimal, &other) &&
         (single ? (float) other == (float) value : other == value);
}

/* The shortest decimal of up to @n_digits for @value > 0; scaling may be off by one in the
 * last digit. */
static gboolean
find_decimal (double value, guint n_digits, gboolean single, Decimal *out_decimal)
{
  int power = power_for_digits (value, n_digits);
  guint64 digits = (guint64) (scale (value, power) + 0.5);

  for (guint i = 0; i < 3; i++)
    {
      guint64 candidate = i == 0 ? digits : i == 1 ? digits - 1 : digits + 1;
      guint n = candidate >= (guint64) powers[n_digits] ? n_digits + 1 : n_digits;
      Decimal decimal = strip_zeros (candidate, n, -power);

      if (decimal_is (&decimal, value, single))
        {
          *out_decimal = decimal;
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
find_float_decimal (float value, Decimal *out_decimal)
{
  for (guint n_digits = FLOAT_DIGITS; n_digits <= MAX_FLOAT_DIGITS; n_digits++)
    if (find_decimal (value, n_digits, TRUE, out_decimal))
      return TRUE;
  return FALSE;
}

/* --- infinities ------------------------------------------------------------- */

static gboolean
read_infinity (const char *text, gboolean *out_negative)
{
  *out_negative = *text == '-';
  return strcmp (text + *out_negative, "INF") == 0;
}

static gboolean
write_infinity (gboolean negative, char *out_text)
{
  strcpy (out_text, negative ? "-INF" : "INF");
  return TRUE;
}

/* --- float ------------------------------------------------------------------ */

#define FLOAT_SIGN 0x80000000u
#define FLOAT_INFINITY 0x7F800000u

/* Bits of IEEE 754 sort as their values do once the negative ones are turned over. */
static guint64
float_payload (guint32 bits)
{
  return bits & FLOAT_SIGN ? (guint32) ~bits : bits | FLOAT_SIGN;
}

gboolean
nysta_inline_read_float (const char *text, guint64 *out_payload)
{
  Decimal decimal = { 0 };
  gboolean negative = FALSE;
  double magnitude = 0;
  guint32 bits = FLOAT_INFINITY;

  if (!read_infinity (text, &negative))
    {
      Decimal shortest = { 0 };

      if (!read_decimal (text, &decimal) || !decimal_value (&decimal, &magnitude) ||
          decimal.n_digits > MAX_FLOAT_DIGITS)
        return FALSE;

      float value = (float) magnitude;

      if (decimal.n_digits > FLOAT_DIGITS &&
          (!find_float_decimal (value, &shortest) || shortest.digits != decimal.digits))
        return FALSE;
      negative = decimal.negative;
      memcpy (&bits, &value, sizeof bits);
    }
  *out_payload = float_payload (negative ? bits | FLOAT_SIGN : bits);
  return TRUE;
}

gboolean
nysta_inline_write_float (guint64 payload, char *out_text)
{
  guint32 bits = (guint32) payload;
  gboolean negative = (bits & FLOAT_SIGN) == 0;
  Decimal decimal = { .n_digits = 1 };
  float value = 0;

  if (payload > G_MAXUINT32)
    return FALSE;
  bits = (negative ? ~bits : bits) & ~FLOAT_SIGN;
  if (bits >= FLOAT_INFINITY)
    return bits == FLOAT_INFINITY && write_infinity (negative, out_text);
  memcpy (&value, &bits, sizeof value);
  if (bits == 0 ? negative : !find_float_decimal (value, &decimal))
    return FALSE;
  decimal.negative = negative;
  write_decimal (&decimal, out_text);
  return TRUE;
}

/* --- double ----------------------------------------------------------------- */

#define DOUBLE_SIGN (((guint64) 1) << 63)
#define DOUBLE_INFINITY (((guint64) 0x7FF) << 52)
/* Of 64 bits 44 fit: sign, exponent, and the upper 32 of the mantissa. */
#define DOUBLE_SHIFT 20
#define DOUBLE_LOST ((((guint64) 1) << DOUBLE_SHIFT) - 1)

gboolean
nysta_inline_read_double (const char *text, guint64 *out_payload)
{
  Decimal decimal = { 0 };
  gboolean negative = FALSE;
  double magnitude = 0;
  guint64 bits = DOUBLE_INFINITY;

  if (!read_infinity (text, &negative))
    {
      if (!read_decimal (text, &decimal) || !decimal_value (&decimal, &magnitude))
        return FALSE;
      negative = decimal.negative;
      memcpy (&bits, &magnitude, sizeof bits);
      if ((bits & DOUBLE_LOST) != 0)
        return FALSE;
    }
  bits = negative ? ~(bits | DOUBLE_SIGN) : bits | DOUBLE_SIGN;
  *out_payload = bits >> DOUBLE_SHIFT;
  return TRUE;
}

gboolean
nysta_inline_write_double (guint64 payload, char *out_text)
{
  guint64 bits = payload << DOUBLE_SHIFT;
  gboolean negative = (bits & DOUBLE_SIGN) == 0;
  Decimal decimal = { .n_digits = 1 };
  double value = 0;

  bits = (negative ? ~(bits | DOUBLE_LOST) : bits) & ~DOUBLE_SIGN;
  if (bits >= DOUBLE_INFINITY)
    return bits == DOUBLE_INFINITY && write_infinity (negative, out_text);
  memcpy (&value, &bits, sizeof value);
  /* Scaling must not run over, nor lose what subnormal values don't have. */
  if (bits != 0 && (value < 1e-30 || value > 1e40))
    return FALSE;
  if (bits == 0 ? negative : !find_decimal (value, DOUBLE_DIGITS, FALSE, &decimal))
    return FALSE;
  decimal.negative = negative;
  write_decimal (&decimal, out_text);
  return TRUE;
}
