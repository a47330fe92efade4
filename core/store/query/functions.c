/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* functions.c: SPARQL 1.1 §17.4. An argument of the wrong kind is an error: FALSE. */
#include <string.h>

#include "rdf/iri.h"
#include "rdf/vocabulary.h"
#include "store/query/evaluate.h"
#include "store/query/resolve.h"

#define CALL_ARGUMENTS                                                                       \
  NystaEvaluation *evaluation, NystaExpression *expression, const NystaTerm *arguments,      \
    guint n, NystaTerm *out_term

/* --- help --------------------------------------------------------------------- */

static const char *
keep (NystaEvaluation *evaluation, const char *text)
{
  return g_string_chunk_insert (evaluation->strings, text);
}

static gboolean
set_string (NystaEvaluation *evaluation, char *text, const char *language,
            NystaTerm *out_term)
{
  *out_term = nysta_literal (keep (evaluation, text), NULL, language);
  g_free (text);
  return TRUE;
}

static gboolean
set_truth (gboolean truth, NystaTerm *out_term)
{
  *out_term = nysta_truth_to_term (truth);
  return TRUE;
}

static gboolean
set_integer (NystaEvaluation *evaluation, gint64 number, NystaTerm *out_term)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  *out_term = nysta_literal (keep (evaluation, text), NS_XSD "integer", NULL);
  return TRUE;
}

static gboolean
is_simple (const NystaTerm *term)
{
  return nysta_term_is_string (term) && term->language == NULL;
}

/* §17.4.3.1.2: two strings of which the second has no language or the first one's. */
static gboolean
are_compatible (const NystaTerm *a, const NystaTerm *b)
{
  return nysta_term_is_string (a) && nysta_term_is_string (b) &&
         (b->language == NULL ||
          (a->language != NULL && g_ascii_strcasecmp (a->language, b->language) == 0));
}

/* --- terms -------------------------------------------------------------------- */

static gboolean
call_str (CALL_ARGUMENTS)
{
  if (arguments[0].kind == NYSTA_TERM_BLANK)
    return FALSE;
  *out_term = nysta_literal (arguments[0].value, NULL, NULL);
  return TRUE;
}

static gboolean
call_lang (CALL_ARGUMENTS)
{
  if (arguments[0].kind != NYSTA_TERM_LITERAL)
    return FALSE;
  *out_term = nysta_literal (arguments[0].language != NULL ? arguments[0].language : "", NULL,
                             NULL);
  return TRUE;
}

/* RFC 4647 §3.3.1 */
static gboolean
call_lang_matches (CALL_ARGUMENTS)
{
  if (!is_simple (&arguments[0]) || !is_simple (&arguments[1]))
    return FALSE;

  const char *tag = arguments[0].value;
  const char *range = arguments[1].value;
  gsize n_range = strlen (range);

  if (strcmp (range, "*") == 0)
    return set_truth (*tag != '\0', out_term);
  return set_truth (*range != '\0' && g_ascii_strncasecmp (tag, range, n_range) == 0 &&
                      (tag[n_range] == '\0' || tag[n_range] == '-'),
                    out_term);
}

static gboolean
call_datatype (CALL_ARGUMENTS)
{
  if (arguments[0].kind != NYSTA_TERM_LITERAL)
    return FALSE;
  *out_term = nysta_iri (arguments[0].language != NULL   ? NS_RDF "langString"
                         : arguments[0].datatype != NULL ? arguments[0].datatype
                                                         : XSD_STRING);
  return TRUE;
}

static gboolean
call_iri (CALL_ARGUMENTS)
{
  if (arguments[0].kind == NYSTA_TERM_IRI)
    {
      *out_term = arguments[0];
      return TRUE;
    }
  if (!is_simple (&arguments[0]))
    return FALSE;

  g_autofree char *iri = nysta_iri_resolve (evaluation->base, arguments[0].value);

  if (iri == NULL || !nysta_iri_is_absolute (iri))
    return FALSE;
  *out_term = nysta_iri (keep (evaluation, iri));
  return TRUE;
}

static gboolean
call_strdt (CALL_ARGUMENTS)
{
  if (!is_simple (&arguments[0]) || arguments[1].kind != NYSTA_TERM_IRI)
    return FALSE;
  *out_term = nysta_literal (
    arguments[0].value,
    strcmp (arguments[1].value, XSD_STRING) == 0 ? NULL : arguments[1].value, NULL);
  return TRUE;
}

static gboolean
call_strlang (CALL_ARGUMENTS)
{
  if (!is_simple (&arguments[0]) || !is_simple (&arguments[1]) ||
      *arguments[1].value == '\0')
    return FALSE;
  /* What could not be written as a tag must not become one. */
  if (strspn (arguments[1].value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789-") != strlen (arguments[1].value) ||
      !g_ascii_isalpha (*arguments[1].value))
    return FALSE;
  *out_term = nysta_literal (arguments[0].value, NULL, arguments[1].value);
  return TRUE;
}

static gboolean
call_same_term (CALL_ARGUMENTS)
{
  return set_truth (nysta_term_equal (&arguments[0], &arguments[1]), out_term);
}

static gboolean
call_is_iri (CALL_ARGUMENTS)
{
  return set_truth (arguments[0].kind == NYSTA_TERM_IRI, out_term);
}

static gboolean
call_is_blank (CALL_ARGUMENTS)
{
  return set_truth (arguments[0].kind == NYSTA_TERM_BLANK, out_term);
}

static gboolean
call_is_literal (CALL_ARGUMENTS)
{
  return set_truth (arguments[0].kind == NYSTA_TERM_LITERAL, out_term);
}

static gboolean
call_is_numeric (CALL_ARGUMENTS)
{
  NystaNumber number = { 0 };

  return set_truth (nysta_number_from_term (&arguments[0], &number) != NYSTA_VALUE_NONE,
                    out_term);
}

/* --- strings ------------------------------------------------------------------ */

static gboolean
call_strlen (CALL_ARGUMENTS)
{
  return nysta_term_is_string (&arguments[0]) &&
         set_integer (evaluation, g_utf8_strlen (arguments[0].value, -1), out_term);
}

static gboolean
get_integer (const NystaTerm *term, gint64 *out_number)
{
  NystaNumber number = { 0 };

  if (nysta_number_from_term (term, &number) != NYSTA_VALUE_OK ||
      number.kind != NYSTA_NUMBER_INTEGER || number.digits > G_MAXINT32 ||
      number.digits < G_MININT32)
    return FALSE;
  *out_number = (gint64) number.digits;
  return TRUE;
}

/* XPath: characters from @start on, counted from 1, and before @start + @length. */
static gboolean
call_substr (CALL_ARGUMENTS)
{
  gint64 start = 0;
  gint64 length = G_MAXINT32;
  gint64 position = 1;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!nysta_term_is_string (&arguments[0]) || !get_integer (&arguments[1], &start) ||
      (n > 2 && !get_integer (&arguments[2], &length)))
    return FALSE;
  for (const char *c = arguments[0].value; *c != '\0'; c = g_utf8_next_char (c), position++)
    if (position >= start && (n < 3 || position < start + length))
      g_string_append_unichar (text, g_utf8_get_char (c));
  return set_string (evaluation, g_string_free (g_steal_pointer (&text), FALSE),
                     arguments[0].language, out_term);
}

static gboolean
call_ucase (CALL_ARGUMENTS)
{
  return nysta_term_is_string (&arguments[0]) &&
         set_string (evaluation, g_utf8_strup (arguments[0].value, -1),
                     arguments[0].language, out_term);
}

static gboolean
call_lcase (CALL_ARGUMENTS)
{
  return nysta_term_is_string (&arguments[0]) &&
         set_string (evaluation, g_utf8_strdown (arguments[0].value, -1),
                     arguments[0].language, out_term);
}

static gboolean
call_contains (CALL_ARGUMENTS)
{
  return are_compatible (&arguments[0], &arguments[1]) &&
         set_truth (strstr (arguments[0].value, arguments[1].value) != NULL, out_term);
}

static gboolean
call_strstarts (CALL_ARGUMENTS)
{
  return are_compatible (&arguments[0], &arguments[1]) &&
         set_truth (g_str_has_prefix (arguments[0].value, arguments[1].value), out_term);
}

static gboolean
call_strends (CALL_ARGUMENTS)
{
  return are_compatible (&arguments[0], &arguments[1]) &&
         set_truth (g_str_has_suffix (arguments[0].value, arguments[1].value), out_term);
}

static gboolean
call_strbefore (CALL_ARGUMENTS)
{
  if (!are_compatible (&arguments[0], &arguments[1]))
    return FALSE;

  const char *text = arguments[0].value;
  const char *found = strstr (text, arguments[1].value);

  if (found == NULL)
    return set_string (evaluation, g_strdup (""), NULL, out_term);
  return set_string (evaluation, g_strndup (text, (gsize) (found - text)),
                     arguments[0].language, out_term);
}

static gboolean
call_strafter (CALL_ARGUMENTS)
{
  if (!are_compatible (&arguments[0], &arguments[1]))
    return FALSE;

  const char *found = strstr (arguments[0].value, arguments[1].value);

  if (found == NULL)
    return set_string (evaluation, g_strdup (""), NULL, out_term);
  return set_string (evaluation, g_strdup (found + strlen (arguments[1].value)),
                     arguments[0].language, out_term);
}

/* §17.4.3.12: the language stays if all have it. */
static gboolean
call_concat (CALL_ARGUMENTS)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *language = n > 0 ? arguments[0].language : NULL;

  for (guint i = 0; i < n; i++)
    {
      if (!nysta_term_is_string (&arguments[i]))
        return FALSE;
      g_string_append (text, arguments[i].value);
      if (language != NULL && (arguments[i].language == NULL ||
                               g_ascii_strcasecmp (language, arguments[i].language) != 0))
        language = NULL;
    }
  return set_string (evaluation, g_string_free (g_steal_pointer (&text), FALSE), language,
                     out_term);
}

static gboolean
call_encode_for_uri (CALL_ARGUMENTS)
{
  return nysta_term_is_string (&arguments[0]) &&
         set_string (evaluation, g_uri_escape_string (arguments[0].value, NULL, FALSE), NULL,
                     out_term);
}

/* --- hashes ------------------------------------------------------------------- */

static gboolean
set_hash (NystaEvaluation *evaluation, GChecksumType type, const NystaTerm *term,
          NystaTerm *out_term)
{
  return is_simple (term) &&
         set_string (evaluation, g_compute_checksum_for_string (type, term->value, -1), NULL,
                     out_term);
}

static gboolean
call_md5 (CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_MD5, &arguments[0], out_term);
}

static gboolean
call_sha1 (CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_SHA1, &arguments[0], out_term);
}

static gboolean
call_sha256 (CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_SHA256, &arguments[0], out_term);
}

static gboolean
call_sha384 (CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_SHA384, &arguments[0], out_term);
}

static gboolean
call_sha512 (CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_SHA512, &arguments[0], out_term);
}

/* --- numbers ------------------------------------------------------------------ */

static gboolean
set_number (NystaEvaluation *evaluation, const NystaNumber *number, NystaTerm *out_term)
{
  g_autofree char *text = nysta_number_to_text (number);

  *out_term
    = nysta_literal (keep (evaluation, text), nysta_number_datatype (number), NULL);
  return TRUE;
}

static gboolean
set_rounded (NystaEvaluation *evaluation, const NystaTerm *term, NystaRounding rounding,
             NystaTerm *out_term)
{
  NystaNumber number = { 0 };

  return nysta_evaluation_check (evaluation, nysta_number_from_term (term, &number)) &&
         nysta_evaluation_check (evaluation,
                                 nysta_number_round (&number, rounding, &number)) &&
         set_number (evaluation, &number, out_term);
}

static gboolean
call_abs (CALL_ARGUMENTS)
{
  NystaNumber number = { 0 };

  if (!nysta_evaluation_check (evaluation, nysta_number_from_term (&arguments[0], &number)))
    return FALSE;
  if (number.digits < 0)
    number.digits = -number.digits;
  if (number.real < 0)
    number.real = -number.real;
  return set_number (evaluation, &number, out_term);
}

static gboolean
call_round (CALL_ARGUMENTS)
{
  return set_rounded (evaluation, &arguments[0], NYSTA_ROUND_HALF_UP, out_term);
}

static gboolean
call_ceil (CALL_ARGUMENTS)
{
  return set_rounded (evaluation, &arguments[0], NYSTA_ROUND_CEILING, out_term);
}

static gboolean
call_floor (CALL_ARGUMENTS)
{
  return set_rounded (evaluation, &arguments[0], NYSTA_ROUND_FLOOR, out_term);
}

/* --- dates -------------------------------------------------------------------- */

static gboolean
get_moment (const NystaTerm *term, gboolean with_time, NystaMoment *out_moment)
{
  return nysta_moment_from_term (term, out_moment) &&
         (!with_time || strcmp (term->datatype, NS_XSD "dateTime") == 0);
}

static gboolean
call_year (CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], FALSE, &moment) &&
         set_integer (evaluation, moment.year, out_term);
}

static gboolean
call_month (CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], FALSE, &moment) &&
         set_integer (evaluation, moment.month, out_term);
}

static gboolean
call_day (CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], FALSE, &moment) &&
         set_integer (evaluation, moment.day, out_term);
}

static gboolean
call_hours (CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], TRUE, &moment) &&
         set_integer (evaluation, moment.hour, out_term);
}

static gboolean
call_minutes (CALL_ARGUMENTS)
{
  NystaMoment moment = { 0 };

  return get_moment (&arguments[0], TRUE, &moment) &&
         set_integer (evaluation, moment.minute, out_term);
}

/* --- casts: §17.5 --------------------------------------------------------------- */

static gboolean
cast_string (CALL_ARGUMENTS)
{
  return call_str (evaluation, expression, arguments, n, out_term);
}

static gboolean
cast_boolean (CALL_ARGUMENTS)
{
  const NystaTerm *term = &arguments[0];
  gboolean truth = FALSE;

  if (is_simple (term))
    {
      if (strcmp (term->value, "true") == 0 || strcmp (term->value, "1") == 0)
        return set_truth (TRUE, out_term);
      return (strcmp (term->value, "false") == 0 || strcmp (term->value, "0") == 0) &&
             set_truth (FALSE, out_term);
    }
  return term->datatype != NULL && nysta_truth_from_term (term, &truth) == NYSTA_VALUE_OK &&
         set_truth (truth, out_term);
}

/* FALSE, too, for what is neither number, truth nor plain string. */
static gboolean
to_number (NystaEvaluation *evaluation, const NystaTerm *term, NystaNumberKind kind,
           NystaNumber *out_number)
{
  gboolean truth = FALSE;

  if (is_simple (term))
    return nysta_evaluation_check (evaluation,
                                   nysta_number_parse (term->value, kind, out_number));
  if (term->kind == NYSTA_TERM_LITERAL && term->datatype != NULL &&
      strcmp (term->datatype, NS_XSD "boolean") == 0)
    {
      if (nysta_truth_from_term (term, &truth) != NYSTA_VALUE_OK)
        return FALSE;
      *out_number = (NystaNumber){ .kind = NYSTA_NUMBER_INTEGER, .digits = truth };
      return TRUE;
    }
  return nysta_evaluation_check (evaluation, nysta_number_from_term (term, out_number));
}

/* By way of the shortest text that stands for the double: 1.5E0 is 1.5. */
static NystaValueStatus
real_to_exact (const NystaNumber *real, NystaNumber *out_number)
{
  g_autofree char *text = nysta_number_to_text (real);
  char *exponent = strchr (text, 'E');
  gint64 power = 0;
  NystaNumber ten = { .kind = NYSTA_NUMBER_INTEGER, .digits = 10 };

  /* NaN and the infinities are no decimals. */
  if (exponent == NULL)
    return NYSTA_VALUE_NONE;
  power = g_ascii_strtoll (exponent + 1, NULL, 10);
  *exponent = '\0';

  NystaValueStatus status = nysta_number_parse (text, NYSTA_NUMBER_DECIMAL, out_number);

  for (; status == NYSTA_VALUE_OK && power > 0; power--)
    status = nysta_number_compute ('*', out_number, &ten, out_number);
  if (status == NYSTA_VALUE_OK && power < 0)
    {
      out_number->scale += (guint) -power;
      if (out_number->scale > NYSTA_NUMBER_MAX_SCALE)
        status = NYSTA_VALUE_RANGE;
    }
  return status;
}

static gboolean
cast_number (NystaEvaluation *evaluation, const NystaTerm *term, NystaNumberKind kind,
             NystaTerm *out_term)
{
  NystaNumber number = { 0 };

  if (!to_number (evaluation, term, kind, &number))
    return FALSE;
  if (kind >= NYSTA_NUMBER_FLOAT)
    {
      double real = nysta_number_to_double (&number);

      number = (NystaNumber){ .kind = kind,
                              .real = kind == NYSTA_NUMBER_FLOAT ? (double) (float) real
                                                                 : real };
      return set_number (evaluation, &number, out_term);
    }
  if (number.kind >= NYSTA_NUMBER_FLOAT &&
      !nysta_evaluation_check (evaluation, real_to_exact (&number, &number)))
    return FALSE;
  /* Towards zero, as XPath casts. */
  for (; kind == NYSTA_NUMBER_INTEGER && number.scale > 0; number.scale--)
    number.digits /= 10;
  number.kind = kind;
  return set_number (evaluation, &number, out_term);
}

static gboolean
cast_integer (CALL_ARGUMENTS)
{
  return cast_number (evaluation, &arguments[0], NYSTA_NUMBER_INTEGER, out_term);
}

static gboolean
cast_decimal (CALL_ARGUMENTS)
{
  return cast_number (evaluation, &arguments[0], NYSTA_NUMBER_DECIMAL, out_term);
}

static gboolean
cast_float (CALL_ARGUMENTS)
{
  return cast_number (evaluation, &arguments[0], NYSTA_NUMBER_FLOAT, out_term);
}

static gboolean
cast_double (CALL_ARGUMENTS)
{
  return cast_number (evaluation, &arguments[0], NYSTA_NUMBER_DOUBLE, out_term);
}

/* --- the table ---------------------------------------------------------------- */

static const NystaFunction functions[] = {
  { "ABS", 1, 1, call_abs },
  { "CEIL", 1, 1, call_ceil },
  { "CONCAT", 0, G_MAXUINT, call_concat },
  { "CONTAINS", 2, 2, call_contains },
  { "DATATYPE", 1, 1, call_datatype },
  { "DAY", 1, 1, call_day },
  { "ENCODE_FOR_URI", 1, 1, call_encode_for_uri },
  { "FLOOR", 1, 1, call_floor },
  { "HOURS", 1, 1, call_hours },
  { "IRI", 1, 1, call_iri },
  { "ISBLANK", 1, 1, call_is_blank },
  { "ISIRI", 1, 1, call_is_iri },
  { "ISLITERAL", 1, 1, call_is_literal },
  { "ISNUMERIC", 1, 1, call_is_numeric },
  { "ISURI", 1, 1, call_is_iri },
  { "LANG", 1, 1, call_lang },
  { "LANGMATCHES", 2, 2, call_lang_matches },
  { "LCASE", 1, 1, call_lcase },
  { "MD5", 1, 1, call_md5 },
  { "MINUTES", 1, 1, call_minutes },
  { "MONTH", 1, 1, call_month },
  { "REGEX", 2, 3, nysta_function_regex },
  { "REPLACE", 3, 4, nysta_function_replace },
  { "ROUND", 1, 1, call_round },
  { "SAMETERM", 2, 2, call_same_term },
  { "SHA1", 1, 1, call_sha1 },
  { "SHA256", 1, 1, call_sha256 },
  { "SHA384", 1, 1, call_sha384 },
  { "SHA512", 1, 1, call_sha512 },
  { "STR", 1, 1, call_str },
  { "STRAFTER", 2, 2, call_strafter },
  { "STRBEFORE", 2, 2, call_strbefore },
  { "STRDT", 2, 2, call_strdt },
  { "STRENDS", 2, 2, call_strends },
  { "STRLANG", 2, 2, call_strlang },
  { "STRLEN", 1, 1, call_strlen },
  { "STRSTARTS", 2, 2, call_strstarts },
  { "SUBSTR", 2, 3, call_substr },
  { "UCASE", 1, 1, call_ucase },
  { "URI", 1, 1, call_iri },
  { "YEAR", 1, 1, call_year },
};

static const NystaFunction casts[] = {
  { NS_XSD "boolean", 1, 1, cast_boolean }, { NS_XSD "decimal", 1, 1, cast_decimal },
  { NS_XSD "double", 1, 1, cast_double },   { NS_XSD "float", 1, 1, cast_float },
  { NS_XSD "integer", 1, 1, cast_integer }, { NS_XSD "string", 1, 1, cast_string },
};

const NystaFunction *
nysta_function_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (g_ascii_strcasecmp (functions[i].name, name) == 0)
      return &functions[i];
  return NULL;
}

const NystaFunction *
nysta_function_find_cast (const char *iri)
{
  for (guint i = 0; i < G_N_ELEMENTS (casts); i++)
    if (strcmp (casts[i].name, iri) == 0)
      return &casts[i];
  return NULL;
}

gboolean
nysta_function_is_refused (const char *name)
{
  static const char *const refused[] = { "BNODE", "NOW",     "RAND", "SECONDS", "STRUUID",
                                         "TIMEZONE", "TZ",   "UUID", NULL };

  for (guint i = 0; refused[i] != NULL; i++)
    if (g_ascii_strcasecmp (refused[i], name) == 0)
      return TRUE;
  return FALSE;
}
