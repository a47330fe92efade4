/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/expression/order.h"

#include <math.h>
#include <string.h>

#include "rdf/vocabulary.h"
#include "sparql/expression/duration.h"
#include "sparql/expression/time-point.h"

/* The first byte of a key. */
typedef enum
{
  KEY_UNBOUND = 1,
  KEY_BLANK,
  KEY_IRI,
  KEY_NUMBER,
  KEY_STRING,
  KEY_BOOLEAN,
  KEY_TIME,
  KEY_DURATION,
  KEY_OTHER
} KeyKind;

static void
append_byte (GString *out, guint byte)
{
  g_string_append_c (out, (char) (guchar) byte);
}

/* With the NUL, which is less than any byte of a text. */
static void
append_text (GString *out, const char *text)
{
  g_string_append (out, text);
  append_byte (out, 0);
}

static void
append_word (GString *out, guint64 word)
{
  guint64 bytes = GUINT64_TO_BE (word);

  g_string_append_len (out, (const char *) &bytes, sizeof bytes);
}

static void
append_signed (GString *out, gint64 value)
{
  append_word (out, (guint64) value ^ (guint64) 1 << 63);
}

/* --- numbers -------------------------------------------------------------------------- */

/* A decimal of up to 15 digits is the shortest text of its double: that alone stands for
 * it. Of longer ones several may share a double: these follow it by all of their digits. */
#define DOUBLE_DIGITS 15

static void
append_double (GString *out, double real)
{
  guint64 bits = 0;

  real += 0.0; /* -0 */
  memcpy (&bits, &real, sizeof bits);
  if (isnan (real))
    bits = 0;
  else
    bits = bits >> 63 != 0 ? ~bits : bits | (guint64) 1 << 63;
  append_word (out, bits);
}

static gboolean
is_long (const NystaNumeric *number)
{
  __int128 limit = 1000000000000000;

  return number->kind <= NYSTA_NUMERIC_DECIMAL &&
         (number->digits >= limit || number->digits <= -limit);
}

/* How many digits stand before the point (or, below 0, zeros after it), then the digits:
 * larger magnitudes sort later; all of it turned over for negative ones. */
static void
append_exact (GString *out, const NystaNumeric *number)
{
  char room[NYSTA_NUMERIC_BYTES];
  NystaNumeric plain = *number;
  const char *point = NULL;
  gsize n_before = 0;

  plain.no_point = TRUE;

  const char *text = nysta_numeric_to_term (&plain, room).value;
  gboolean negative = *text == '-';
  guint flip = negative ? 0xFF : 0;

  text += negative;
  point = strchr (text, '.');
  n_before = point != NULL ? (gsize) (point - text) : strlen (text);
  /* Zeros that lead are digits here: numbers that share a double have as many. */
  append_byte (out, (guint) n_before ^ flip);
  for (const char *c = text; *c != '\0'; c++)
    if (*c != '.')
      append_byte (out, (guint) *c ^ flip);
  append_byte (out, flip);
}

static void
append_number (GString *out, const NystaNumeric *number)
{
  double real = nysta_numeric_to_double (number);
  NystaNumeric shortest = { .kind = NYSTA_NUMERIC_DOUBLE, .real = real };
  int order = 0;

  append_double (out, real);
  if (is_long (number) &&
      nysta_numeric_cast (&shortest, NYSTA_NUMERIC_DECIMAL, &shortest) == NYSTA_RESULT_OK)
    nysta_numeric_compare (number, &shortest, &order);
  append_byte (out, (guint) (2 + order));
  if (order != 0)
    append_exact (out, number);
}

/* --- keys ------------------------------------------------------------------------------ */

static gboolean
parse_boolean (const char *text, gboolean *out_truth)
{
  *out_truth = strcmp (text, "true") == 0 || strcmp (text, "1") == 0;
  return *out_truth || strcmp (text, "false") == 0 || strcmp (text, "0") == 0;
}

static void
append_string (GString *out, NystaCollation collation, const NystaTerm *term)
{
  append_byte (out, KEY_STRING);
  if (collation == NYSTA_COLLATION_SWEDISH)
    nysta_collate_swedish (term->value, out);
  else
    append_text (out, term->value);
  for (const char *c = term->language; c != NULL && *c != '\0'; c++)
    append_byte (out, (guchar) g_ascii_tolower (*c));
  append_byte (out, 0);
}

static void
append_duration (GString *out, const NystaDuration *duration)
{
  append_byte (out, KEY_DURATION);
  append_byte (out, duration->kind);
  append_signed (out, duration->months);
  append_signed (out, (gint64) (duration->attoseconds >> 64));
  append_word (out, (guint64) duration->attoseconds);
}

static void
append_literal (GString *out, NystaCollation collation, const NystaTerm *term)
{
  NystaNumeric number;
  NystaTimePoint point;
  NystaDuration duration;
  gboolean truth = FALSE;

  if (term->datatype == NULL)
    append_string (out, collation, term);
  else if (nysta_numeric_from_term (term, &number) == NYSTA_RESULT_OK)
    {
      append_byte (out, KEY_NUMBER);
      append_number (out, &number);
    }
  else if (strcmp (term->datatype, NS_XSD "boolean") == 0 &&
           parse_boolean (term->value, &truth))
    {
      append_byte (out, KEY_BOOLEAN);
      append_byte (out, truth ? 2 : 1);
    }
  else if (nysta_time_point_from_term (term, &point))
    {
      append_byte (out, KEY_TIME);
      append_byte (out, point.kind);
      append_signed (out, point.seconds);
      append_word (out, point.attoseconds);
    }
  else if (nysta_duration_from_term (term, &duration))
    append_duration (out, &duration);
  else
    {
      append_byte (out, KEY_OTHER);
      append_text (out, term->datatype);
      append_text (out, term->value);
    }
}

static void
append_key (NystaRunTerms *terms, NystaCollation collation, NystaTermId id, GString *out)
{
  NystaNumeric number;
  NystaTerm term = { 0 };

  if ((id & NYSTA_COMPUTED_TERM) == 0 && nysta_numeric_from_id (id, &number))
    {
      append_byte (out, KEY_NUMBER);
      append_number (out, &number);
      return;
    }
  if (!nysta_run_terms_get (terms, id, &term))
    term.kind = NYSTA_TERM_NONE;
  switch (term.kind)
    {
    case NYSTA_TERM_NONE:
      append_byte (out, KEY_UNBOUND);
      break;
    case NYSTA_TERM_BLANK:
      append_byte (out, KEY_BLANK);
      append_text (out, term.value);
      break;
    case NYSTA_TERM_IRI:
      append_byte (out, KEY_IRI);
      append_text (out, term.value);
      break;
    case NYSTA_TERM_LITERAL:
      append_literal (out, collation, &term);
      break;
    }
}

void
nysta_order_append_key (NystaRunTerms *terms, NystaCollation collation, NystaTermId id,
                        GString *out)
{
  NystaRunTermsMark mark = nysta_run_terms_begin (terms);

  append_key (terms, collation, id, out);
  nysta_run_terms_end (terms, mark);
}

/* --- comparison -------------------------------------------------------------------------- */

static gboolean
is_whole (NystaTermId id)
{
  return nysta_id_tag (id) == NYSTA_TAG_INTEGER || nysta_id_tag (id) == NYSTA_TAG_DECIMAL;
}

static gint64
scaled_whole (NystaTermId id)
{
  return nysta_id_whole (id) * (nysta_id_tag (id) == NYSTA_TAG_INTEGER ? 10000 : 1);
}

static int
compare_keys (NystaRunTerms *terms, NystaCollation collation, NystaTermId a, NystaTermId b)
{
  g_autoptr (GString) left = g_string_sized_new (64);
  g_autoptr (GString) right = g_string_sized_new (64);
  int order = 0;

  append_key (terms, collation, a, left);
  append_key (terms, collation, b, right);
  order = memcmp (left->str, right->str, MIN (left->len, right->len));
  return order != 0 ? order : (left->len > right->len) - (left->len < right->len);
}

static int
compare_terms (NystaRunTerms *terms, NystaCollation collation, NystaTermId a, NystaTermId b)
{
  NystaTerm left = { 0 };
  NystaTerm right = { 0 };
  NystaTag tag = nysta_id_tag (a);

  /* The commonest: two strings, or two IRIs. */
  if (((a | b) & NYSTA_COMPUTED_TERM) == 0 && tag == nysta_id_tag (b) &&
      (tag == NYSTA_TAG_IRI ||
       (tag == NYSTA_TAG_STRING && collation == NYSTA_COLLATION_CODE_POINT)) &&
      nysta_run_terms_get (terms, a, &left) && nysta_run_terms_get (terms, b, &right))
    return strcmp (left.value, right.value);
  return compare_keys (terms, collation, a, b);
}

int
nysta_order_compare (NystaRunTerms *terms, NystaCollation collation, NystaTermId a,
                     NystaTermId b)
{
  NystaRunTermsMark mark;
  int order = 0;

  if (a == b)
    return 0;
  if (((a | b) & NYSTA_COMPUTED_TERM) == 0)
    {
      if (nysta_id_tag (a) == nysta_id_tag (b) && nysta_id_is_inline (a))
        return a < b ? -1 : 1;
      if (is_whole (a) && is_whole (b))
        return (scaled_whole (a) > scaled_whole (b)) -
               (scaled_whole (a) < scaled_whole (b));
    }
  mark = nysta_run_terms_begin (terms);
  order = compare_terms (terms, collation, a, b);
  nysta_run_terms_end (terms, mark);
  return order;
}
