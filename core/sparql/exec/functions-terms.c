/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* functions-terms.c: functions on RDF terms, SPARQL 1.1 §17.4.2. */
#include "sparql/exec/functions-internal.h"

#include <string.h>

#include "rdf/iri.h"
#include "rdf/vocabulary.h"

gboolean
nysta_call_str (NYSTA_CALL_ARGUMENTS)
{
  if (arguments[0].kind == NYSTA_TERM_BLANK)
    return FALSE;
  *out_term = nysta_literal (arguments[0].value, NULL, NULL);
  return TRUE;
}

gboolean
nysta_call_lang (NYSTA_CALL_ARGUMENTS)
{
  if (arguments[0].kind != NYSTA_TERM_LITERAL)
    return FALSE;
  *out_term = nysta_literal (arguments[0].language != NULL ? arguments[0].language : "",
                             NULL, NULL);
  return TRUE;
}

/* RFC 4647 §3.3.1 */
gboolean
nysta_call_lang_matches (NYSTA_CALL_ARGUMENTS)
{
  if (!nysta_term_is_simple (&arguments[0]) || !nysta_term_is_simple (&arguments[1]))
    return FALSE;

  const char *tag = arguments[0].value;
  const char *range = arguments[1].value;
  gsize n_range = strlen (range);

  if (strcmp (range, "*") == 0)
    return nysta_give_truth (*tag != '\0', out_term);
  return nysta_give_truth (*range != '\0' &&
                             g_ascii_strncasecmp (tag, range, n_range) == 0 &&
                             (tag[n_range] == '\0' || tag[n_range] == '-'),
                           out_term);
}

gboolean
nysta_call_datatype (NYSTA_CALL_ARGUMENTS)
{
  if (arguments[0].kind != NYSTA_TERM_LITERAL)
    return FALSE;
  *out_term = nysta_iri (arguments[0].language != NULL   ? NS_RDF "langString"
                         : arguments[0].datatype != NULL ? arguments[0].datatype
                                                         : XSD_STRING);
  return TRUE;
}

gboolean
nysta_call_iri (NYSTA_CALL_ARGUMENTS)
{
  if (arguments[0].kind == NYSTA_TERM_IRI)
    {
      *out_term = arguments[0];
      return TRUE;
    }
  if (!nysta_term_is_simple (&arguments[0]))
    return FALSE;

  g_autofree char *iri = nysta_iri_resolve (evaluation->base, arguments[0].value);

  if (iri == NULL || !nysta_iri_is_absolute (iri))
    return FALSE;
  *out_term = nysta_iri (nysta_evaluation_keep (evaluation, iri));
  return TRUE;
}

gboolean
nysta_call_strdt (NYSTA_CALL_ARGUMENTS)
{
  if (!nysta_term_is_simple (&arguments[0]) || arguments[1].kind != NYSTA_TERM_IRI)
    return FALSE;
  *out_term = nysta_literal (
    arguments[0].value,
    strcmp (arguments[1].value, XSD_STRING) == 0 ? NULL : arguments[1].value, NULL);
  return TRUE;
}

gboolean
nysta_call_strlang (NYSTA_CALL_ARGUMENTS)
{
  if (!nysta_term_is_simple (&arguments[0]) || !nysta_term_is_simple (&arguments[1]) ||
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

gboolean
nysta_call_same_term (NYSTA_CALL_ARGUMENTS)
{
  return nysta_give_truth (nysta_term_equal (&arguments[0], &arguments[1]), out_term);
}

gboolean
nysta_call_is_iri (NYSTA_CALL_ARGUMENTS)
{
  return nysta_give_truth (arguments[0].kind == NYSTA_TERM_IRI, out_term);
}

gboolean
nysta_call_is_blank (NYSTA_CALL_ARGUMENTS)
{
  return nysta_give_truth (arguments[0].kind == NYSTA_TERM_BLANK, out_term);
}

gboolean
nysta_call_is_literal (NYSTA_CALL_ARGUMENTS)
{
  return nysta_give_truth (arguments[0].kind == NYSTA_TERM_LITERAL, out_term);
}

gboolean
nysta_call_is_numeric (NYSTA_CALL_ARGUMENTS)
{
  NystaNumber number = { 0 };

  return nysta_give_truth (
    nysta_number_from_term (&arguments[0], &number) != NYSTA_VALUE_NONE, out_term);
}
