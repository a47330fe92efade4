/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* functions.c: what can be called: SPARQL 1.1 [121] BuiltInCall and the casts of §17.5. */
#include "sparql/exec/functions-internal.h"

#include "rdf/vocabulary.h"

gboolean
nysta_give_string (NystaEvaluation *evaluation, char *text, const char *language,
                   NystaTerm *out_term)
{
  *out_term = nysta_literal (nysta_evaluation_keep (evaluation, text), NULL, language);
  g_free (text);
  return TRUE;
}

gboolean
nysta_give_truth (gboolean truth, NystaTerm *out_term)
{
  *out_term = nysta_truth_to_term (truth);
  return TRUE;
}

gboolean
nysta_give_integer (NystaEvaluation *evaluation, gint64 number, NystaTerm *out_term)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  *out_term = nysta_literal (nysta_evaluation_keep (evaluation, text), NS_XSD "integer",
                             NULL);
  return TRUE;
}

/* --- the table ------------------------------------------------------------------- */

static const NystaFunction functions[] = {
  { "ABS", 1, 1, nysta_call_abs },
  { "CEIL", 1, 1, nysta_call_ceil },
  { "CONCAT", 0, G_MAXUINT, nysta_call_concat },
  { "CONTAINS", 2, 2, nysta_call_contains },
  { "DATATYPE", 1, 1, nysta_call_datatype },
  { "DAY", 1, 1, nysta_call_day },
  { "ENCODE_FOR_URI", 1, 1, nysta_call_encode_for_uri },
  { "FLOOR", 1, 1, nysta_call_floor },
  { "HOURS", 1, 1, nysta_call_hours },
  { "IRI", 1, 1, nysta_call_iri },
  { "ISBLANK", 1, 1, nysta_call_is_blank },
  { "ISIRI", 1, 1, nysta_call_is_iri },
  { "ISLITERAL", 1, 1, nysta_call_is_literal },
  { "ISNUMERIC", 1, 1, nysta_call_is_numeric },
  { "ISURI", 1, 1, nysta_call_is_iri },
  { "LANG", 1, 1, nysta_call_lang },
  { "LANGMATCHES", 2, 2, nysta_call_lang_matches },
  { "LCASE", 1, 1, nysta_call_lcase },
  { "MD5", 1, 1, nysta_call_md5 },
  { "MINUTES", 1, 1, nysta_call_minutes },
  { "MONTH", 1, 1, nysta_call_month },
  { "REGEX", 2, 3, nysta_call_regex },
  { "REPLACE", 3, 4, nysta_call_replace },
  { "ROUND", 1, 1, nysta_call_round },
  { "SAMETERM", 2, 2, nysta_call_same_term },
  { "SHA1", 1, 1, nysta_call_sha1 },
  { "SHA256", 1, 1, nysta_call_sha256 },
  { "SHA384", 1, 1, nysta_call_sha384 },
  { "SHA512", 1, 1, nysta_call_sha512 },
  { "STR", 1, 1, nysta_call_str },
  { "STRAFTER", 2, 2, nysta_call_strafter },
  { "STRBEFORE", 2, 2, nysta_call_strbefore },
  { "STRDT", 2, 2, nysta_call_strdt },
  { "STRENDS", 2, 2, nysta_call_strends },
  { "STRLANG", 2, 2, nysta_call_strlang },
  { "STRLEN", 1, 1, nysta_call_strlen },
  { "STRSTARTS", 2, 2, nysta_call_strstarts },
  { "SUBSTR", 2, 3, nysta_call_substr },
  { "UCASE", 1, 1, nysta_call_ucase },
  { "URI", 1, 1, nysta_call_iri },
  { "YEAR", 1, 1, nysta_call_year },
};

static const NystaFunction casts[] = {
  { NS_XSD "boolean", 1, 1, nysta_cast_boolean },
  { NS_XSD "decimal", 1, 1, nysta_cast_decimal },
  { NS_XSD "double", 1, 1, nysta_cast_double },
  { NS_XSD "float", 1, 1, nysta_cast_float },
  { NS_XSD "integer", 1, 1, nysta_cast_integer },
  { NS_XSD "string", 1, 1, nysta_cast_string },
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

/* What has another answer each time, or needs a zone that NystaMoment does not keep. */
gboolean
nysta_function_is_refused (const char *name)
{
  static const char *const refused[] = { "BNODE",    "NOW", "RAND", "SECONDS", "STRUUID",
                                         "TIMEZONE", "TZ",  "UUID", NULL };

  for (guint i = 0; refused[i] != NULL; i++)
    if (g_ascii_strcasecmp (refused[i], name) == 0)
      return TRUE;
  return FALSE;
}
