/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* functions-strings.c: functions on strings, SPARQL 1.1 §17.4.3, and hashes, §17.4.6. */
#include "sparql/exec/functions-internal.h"

#include <string.h>

/* §17.4.3.1.2: two strings of which the second has no language or the first one's. */
static gboolean
are_compatible (const NystaTerm *a, const NystaTerm *b)
{
  return nysta_term_is_string (a) && nysta_term_is_string (b) &&
         (b->language == NULL ||
          (a->language != NULL && g_ascii_strcasecmp (a->language, b->language) == 0));
}

gboolean
nysta_call_strlen (NYSTA_CALL_ARGUMENTS)
{
  return nysta_term_is_string (&arguments[0]) &&
         nysta_give_integer (evaluation, g_utf8_strlen (arguments[0].value, -1), out_term);
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
gboolean
nysta_call_substr (NYSTA_CALL_ARGUMENTS)
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
  return nysta_give_string (evaluation, g_string_free (g_steal_pointer (&text), FALSE),
                            arguments[0].language, out_term);
}

gboolean
nysta_call_ucase (NYSTA_CALL_ARGUMENTS)
{
  return nysta_term_is_string (&arguments[0]) &&
         nysta_give_string (evaluation, g_utf8_strup (arguments[0].value, -1),
                            arguments[0].language, out_term);
}

gboolean
nysta_call_lcase (NYSTA_CALL_ARGUMENTS)
{
  return nysta_term_is_string (&arguments[0]) &&
         nysta_give_string (evaluation, g_utf8_strdown (arguments[0].value, -1),
                            arguments[0].language, out_term);
}

gboolean
nysta_call_contains (NYSTA_CALL_ARGUMENTS)
{
  return are_compatible (&arguments[0], &arguments[1]) &&
         nysta_give_truth (strstr (arguments[0].value, arguments[1].value) != NULL,
                           out_term);
}

gboolean
nysta_call_strstarts (NYSTA_CALL_ARGUMENTS)
{
  return are_compatible (&arguments[0], &arguments[1]) &&
         nysta_give_truth (g_str_has_prefix (arguments[0].value, arguments[1].value),
                           out_term);
}

gboolean
nysta_call_strends (NYSTA_CALL_ARGUMENTS)
{
  return are_compatible (&arguments[0], &arguments[1]) &&
         nysta_give_truth (g_str_has_suffix (arguments[0].value, arguments[1].value),
                           out_term);
}

gboolean
nysta_call_strbefore (NYSTA_CALL_ARGUMENTS)
{
  if (!are_compatible (&arguments[0], &arguments[1]))
    return FALSE;

  const char *text = arguments[0].value;
  const char *found = strstr (text, arguments[1].value);

  if (found == NULL)
    return nysta_give_string (evaluation, g_strdup (""), NULL, out_term);
  return nysta_give_string (evaluation, g_strndup (text, (gsize) (found - text)),
                            arguments[0].language, out_term);
}

gboolean
nysta_call_strafter (NYSTA_CALL_ARGUMENTS)
{
  if (!are_compatible (&arguments[0], &arguments[1]))
    return FALSE;

  const char *found = strstr (arguments[0].value, arguments[1].value);

  if (found == NULL)
    return nysta_give_string (evaluation, g_strdup (""), NULL, out_term);
  return nysta_give_string (evaluation, g_strdup (found + strlen (arguments[1].value)),
                            arguments[0].language, out_term);
}

/* §17.4.3.12: the language stays if all have it. */
gboolean
nysta_call_concat (NYSTA_CALL_ARGUMENTS)
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
  return nysta_give_string (evaluation, g_string_free (g_steal_pointer (&text), FALSE),
                            language, out_term);
}

gboolean
nysta_call_encode_for_uri (NYSTA_CALL_ARGUMENTS)
{
  return nysta_term_is_string (&arguments[0]) &&
         nysta_give_string (evaluation,
                            g_uri_escape_string (arguments[0].value, NULL, FALSE), NULL,
                            out_term);
}

/* --- hashes --------------------------------------------------------------- */

static gboolean
set_hash (NystaEvaluation *evaluation, GChecksumType type, const NystaTerm *term,
          NystaTerm *out_term)
{
  return nysta_term_is_simple (term) &&
         nysta_give_string (evaluation,
                            g_compute_checksum_for_string (type, term->value, -1), NULL,
                            out_term);
}

gboolean
nysta_call_md5 (NYSTA_CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_MD5, &arguments[0], out_term);
}

gboolean
nysta_call_sha1 (NYSTA_CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_SHA1, &arguments[0], out_term);
}

gboolean
nysta_call_sha256 (NYSTA_CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_SHA256, &arguments[0], out_term);
}

gboolean
nysta_call_sha384 (NYSTA_CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_SHA384, &arguments[0], out_term);
}

gboolean
nysta_call_sha512 (NYSTA_CALL_ARGUMENTS)
{
  return set_hash (evaluation, G_CHECKSUM_SHA512, &arguments[0], out_term);
}
