/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* strings.c: functions on strings, SPARQL 1.1 §17.4.3, and hashes, §17.4.6. */
#include "config.h"
#include "sparql/expression/operators.h"

#include <string.h>

#include "base/limits.h"

/* §17.4.3.1.2: two strings of which the second has no language or the first one's. */
static gboolean
get_compatible (const NystaPart *part, NystaExpressionContext *context, NystaTerm *a,
                NystaTerm *b)
{
  return nysta_operand_string (part, 0, context, a) &&
         nysta_operand_string (part, 1, context, b) &&
         (b->language == NULL ||
          (a->language != NULL && g_ascii_strcasecmp (a->language, b->language) == 0));
}

gboolean
nysta_part_strlen (const NystaPart *part, NystaExpressionContext *context,
                   NystaValue *out_value)
{
  NystaTerm text = { 0 };

  return nysta_operand_string (part, 0, context, &text) &&
         nysta_give_whole_value (g_utf8_strlen (text.value, -1), out_value);
}

/* As a place or a length in a string: what is beyond is as good as the end. */
static gboolean
get_place (const NystaPart *part, guint i, NystaExpressionContext *context,
           gint64 *out_place)
{
  NystaNumeric number;

  if (!nysta_operand_number (part, i, context, &number) ||
      number.kind != NYSTA_NUMERIC_INTEGER)
    return FALSE;
  *out_place = (gint64) CLAMP (number.digits, (__int128) G_MININT32, (__int128) G_MAXINT32);
  return TRUE;
}

/* XPath: characters from @start on, counted from 1, and before @start + @length. */
gboolean
nysta_part_substr (const NystaPart *part, NystaExpressionContext *context,
                   NystaValue *out_value)
{
  gint64 start = 0;
  gint64 length = G_MAXINT32;
  NystaTerm text = { 0 };

  if (!nysta_operand_string (part, 0, context, &text) ||
      !get_place (part, 1, context, &start) ||
      (part->n_parts > 2 && !get_place (part, 2, context, &length)))
    return FALSE;

  gint64 end = part->n_parts > 2 ? start + length : G_MAXINT64;
  const char *first = text.value;
  const char *last = NULL;
  gint64 place = 1;

  for (; place < start && *first != '\0'; place++)
    first = g_utf8_next_char (first);
  for (last = first; place < end && *last != '\0'; place++)
    last = g_utf8_next_char (last);
  return nysta_give_text_value (context, first, (gsize) (last - first), text.language,
                                out_value);
}

/* --- case --------------------------------------------------------------------------- */

static gsize
count_ascii (const char *text)
{
  gsize n = 0;

  while (text[n] != '\0' && (guchar) text[n] < 0x80)
    n++;
  return n;
}

/* å and the like: two bytes, and the other case has two as well. ß and ŉ are longer in upper
 * case, ı and İ change into ASCII, ÿ and ſ leave the block. */
static gboolean
is_latin_pair (gunichar c)
{
  return (c >= 0xC0 && c <= 0xFE && c != 0xDF) ||
         (c >= 0x100 && c <= 0x177 && c != 0x130 && c != 0x131 && c != 0x149);
}

/* Whether all of @text is ASCII or such letters, as nearly all text here is. */
static gboolean
is_simple_latin (const char *text, gsize *out_length)
{
  const guchar *c = (const guchar *) text;

  for (; *c != '\0'; c++)
    if (*c >= 0x80)
      {
        if ((*c & 0xE0) != 0xC0 || (c[1] & 0xC0) != 0x80 ||
            !is_latin_pair ((gunichar) (*c & 0x1F) << 6 | (c[1] & 0x3F)))
          return FALSE;
        c++;
      }
  *out_length = (gsize) ((const char *) c - text);
  return TRUE;
}

static void
change_simple_latin (char *text, gboolean upper)
{
  for (guchar *c = (guchar *) text; *c != '\0'; c++)
    if (*c < 0x80)
      *c = (guchar) (upper ? g_ascii_toupper ((char) *c) : g_ascii_tolower ((char) *c));
    else
      {
        gunichar letter = (gunichar) (*c & 0x1F) << 6 | (c[1] & 0x3F);

        letter = upper ? g_unichar_toupper (letter) : g_unichar_tolower (letter);
        *c++ = (guchar) (0xC0 | letter >> 6);
        *c = (guchar) (0x80 | (letter & 0x3F));
      }
}

/* GLib's asks the locale about i and I, which XPath does not: letters of ASCII are changed
 * here, and only what lies between them there. */
static void
append_cased (const char *text, gboolean upper, GString *out)
{
  while (*text != '\0')
    {
      gsize n_ascii = count_ascii (text);
      gsize n_other = 0;

      for (gsize i = 0; i < n_ascii; i++)
        g_string_append_c (out,
                           upper ? g_ascii_toupper (text[i]) : g_ascii_tolower (text[i]));
      text += n_ascii;
      while ((guchar) text[n_other] >= 0x80)
        n_other++;
      if (n_other > 0)
        {
          g_autofree char *cased = upper ? g_utf8_strup (text, (gssize) n_other)
                                         : g_utf8_strdown (text, (gssize) n_other);

          g_string_append (out, cased);
        }
      text += n_other;
    }
}

static gboolean
give_cased (const NystaPart *part, NystaExpressionContext *context, gboolean upper,
            NystaValue *out_value)
{
  NystaTerm text = { 0 };

  if (!nysta_operand_string (part, 0, context, &text))
    return FALSE;

  gsize length = 0;

  if (!is_simple_latin (text.value, &length))
    {
      g_autoptr (GString) out = g_string_new (NULL);

      append_cased (text.value, upper, out);
      return nysta_give_text_value (context, out->str, out->len, text.language, out_value);
    }

  char *cased = nysta_run_terms_alloc (context->terms, length + 1);

  memcpy (cased, text.value, length + 1);
  change_simple_latin (cased, upper);
  text.value = cased;
  return nysta_give_term_value (&text, out_value);
}

gboolean
nysta_part_ucase (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  return give_cased (part, context, TRUE, out_value);
}

gboolean
nysta_part_lcase (const NystaPart *part, NystaExpressionContext *context,
                  NystaValue *out_value)
{
  return give_cased (part, context, FALSE, out_value);
}

/* --- parts of strings ---------------------------------------------------------------- */

NystaTruth
nysta_test_contains (const NystaPart *part, NystaExpressionContext *context)
{
  NystaTerm a = { 0 };
  NystaTerm b = { 0 };

  return get_compatible (part, context, &a, &b)
           ? nysta_truth (strstr (a.value, b.value) != NULL)
           : NYSTA_TRUTH_ERROR;
}

NystaTruth
nysta_test_strstarts (const NystaPart *part, NystaExpressionContext *context)
{
  NystaTerm a = { 0 };
  NystaTerm b = { 0 };

  return get_compatible (part, context, &a, &b)
           ? nysta_truth (g_str_has_prefix (a.value, b.value))
           : NYSTA_TRUTH_ERROR;
}

NystaTruth
nysta_test_strends (const NystaPart *part, NystaExpressionContext *context)
{
  NystaTerm a = { 0 };
  NystaTerm b = { 0 };

  return get_compatible (part, context, &a, &b)
           ? nysta_truth (g_str_has_suffix (a.value, b.value))
           : NYSTA_TRUTH_ERROR;
}

/* §17.4.3.9 and .10: what is not found gives "" without language. */
gboolean
nysta_part_strbefore (const NystaPart *part, NystaExpressionContext *context,
                      NystaValue *out_value)
{
  NystaTerm a = { 0 };
  NystaTerm b = { 0 };

  if (!get_compatible (part, context, &a, &b))
    return FALSE;

  const char *found = strstr (a.value, b.value);

  if (found == NULL)
    return nysta_give_text_value (context, "", 0, NULL, out_value);
  return nysta_give_text_value (context, a.value, (gsize) (found - a.value), a.language,
                                out_value);
}

gboolean
nysta_part_strafter (const NystaPart *part, NystaExpressionContext *context,
                     NystaValue *out_value)
{
  NystaTerm a = { 0 };
  NystaTerm b = { 0 };

  if (!get_compatible (part, context, &a, &b))
    return FALSE;

  const char *found = strstr (a.value, b.value);

  if (found == NULL)
    return nysta_give_text_value (context, "", 0, NULL, out_value);
  found += strlen (b.value);
  return nysta_give_text_value (context, found, strlen (found), a.language, out_value);
}

/* §17.4.3.12: the language stays if all have it. */
gboolean
nysta_part_concat (const NystaPart *part, NystaExpressionContext *context,
                   NystaValue *out_value)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *language = NULL;

  for (guint i = 0; i < part->n_parts; i++)
    {
      NystaTerm term = { 0 };

      if (!nysta_operand_string (part, i, context, &term))
        return FALSE;
      if (text->len <= NYSTA_MAX_LITERAL_BYTES)
        g_string_append (text, term.value);
      if (i == 0)
        language = term.language;
      else if (language != NULL &&
               (term.language == NULL || g_ascii_strcasecmp (language, term.language) != 0))
        language = NULL;
    }
  return nysta_give_text_value (context, text->str, text->len, language, out_value);
}

gboolean
nysta_part_encode_for_uri (const NystaPart *part, NystaExpressionContext *context,
                           NystaValue *out_value)
{
  NystaTerm text = { 0 };

  if (!nysta_operand_string (part, 0, context, &text))
    return FALSE;

  g_autofree char *encoded = g_uri_escape_string (text.value, NULL, FALSE);

  return nysta_give_text_value (context, encoded, strlen (encoded), NULL, out_value);
}

/* --- hashes --------------------------------------------------------------------------- */

static gboolean
give_hash (const NystaPart *part, NystaExpressionContext *context, GChecksumType type,
           NystaValue *out_value)
{
  NystaTerm text = { 0 };

  if (!nysta_operand_simple (part, 0, context, &text))
    return FALSE;

  g_autofree char *hash = g_compute_checksum_for_string (type, text.value, -1);

  return nysta_give_text_value (context, hash, strlen (hash), NULL, out_value);
}

gboolean
nysta_part_md5 (const NystaPart *part, NystaExpressionContext *context,
                NystaValue *out_value)
{
  return give_hash (part, context, G_CHECKSUM_MD5, out_value);
}

gboolean
nysta_part_sha1 (const NystaPart *part, NystaExpressionContext *context,
                 NystaValue *out_value)
{
  return give_hash (part, context, G_CHECKSUM_SHA1, out_value);
}

gboolean
nysta_part_sha256 (const NystaPart *part, NystaExpressionContext *context,
                   NystaValue *out_value)
{
  return give_hash (part, context, G_CHECKSUM_SHA256, out_value);
}

gboolean
nysta_part_sha384 (const NystaPart *part, NystaExpressionContext *context,
                   NystaValue *out_value)
{
  return give_hash (part, context, G_CHECKSUM_SHA384, out_value);
}

gboolean
nysta_part_sha512 (const NystaPart *part, NystaExpressionContext *context,
                   NystaValue *out_value)
{
  return give_hash (part, context, G_CHECKSUM_SHA512, out_value);
}
