/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/parse/source-text.h"

#include <string.h>

#include "base/error.h"

static gboolean G_GNUC_PRINTF (4, 5)
  refuse (const char *text, const char *at, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  guint line = 1, column = 1;
  va_list arguments;

  for (const char *c = text; c < at; c = g_utf8_next_char (c))
    {
      column++;
      if (*c == '\n' || (*c == '\r' && c[1] != '\n'))
        {
          line++;
          column = 1;
        }
    }
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX, "%u:%u: found %s",
               line, column, what);
  return FALSE;
}

static gboolean
check_utf8 (const char *text, gsize length, GError **error)
{
  const char *bad = NULL;

  if (g_utf8_validate_len (text, length, &bad))
    return TRUE;
  if (*bad == '\0')
    return refuse (text, bad, error, "a NUL byte, expected text: take it out");
  return refuse (text, bad, error,
                 "the byte 0x%02X, which is not UTF-8: save the text as UTF-8",
                 (guchar) *bad);
}

/* The character that the escape at @at stands for. 0 if it isn't one: in a comment that is
 * nothing, elsewhere the grammar says so. */
static gunichar
read_escape (const char *at, guint *out_length)
{
  guint n_digits = at[1] == 'u' ? 4 : at[1] == 'U' ? 8 : 0;
  guint32 c = 0;

  *out_length = n_digits + 2;
  for (guint i = 0; i < n_digits; i++)
    {
      int digit = g_ascii_xdigit_value (at[2 + i]);

      if (digit < 0)
        return 0;
      c = c << 4 | (guint32) digit;
    }
  /* NUL is a value that is refused: any that is no character will do. */
  return n_digits == 0 ? 0 : c == 0 ? G_MAXUINT32 : c;
}

static gboolean
check_character (const char *text, const char *at, gunichar c, guint length, GError **error)
{
  if (g_unichar_validate (c))
    return TRUE;
  if (c >= 0xD800 && c <= 0xDFFF)
    return refuse (text, at, error,
                   "%.*s, half of a surrogate pair: write the character itself, or "
                   "\\UXXXXXXXX",
                   (int) length, at);
  return refuse (text, at, error,
                 "%.*s, which is no character, expected U+0001 to U+10FFFF", (int) length,
                 at);
}

gboolean
nysta_source_text_init (NystaSourceText *source, const char *text, gssize length,
                        GError **error)
{
  gsize n_bytes = length < 0 ? strlen (text) : (gsize) length;

  if (!check_utf8 (text, n_bytes, error))
    return FALSE;
  /* Some editors begin a file with U+FEFF, which says nothing. */
  if (n_bytes >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      n_bytes -= 3;
    }

  g_autoptr (GString) decoded = g_string_sized_new (n_bytes);
  g_autoptr (GArray) escapes = g_array_new (FALSE, FALSE, sizeof (NystaSourceEscape));
  g_autofree char *whole = g_strndup (text, n_bytes);
  const char *c = whole;

  while (*c != '\0')
    {
      gsize n_plain = strcspn (c, "\\");
      gunichar u = 0;
      guint n_escape = 0;

      g_string_append_len (decoded, c, (gssize) n_plain);
      c += n_plain;
      if (*c == '\0')
        break;
      u = read_escape (c, &n_escape);
      if (u == 0)
        {
          gsize n_copied = c[1] == '\\' ? 2 : 1;

          g_string_append_len (decoded, c, (gssize) n_copied);
          c += n_copied;
          continue;
        }
      if (!check_character (whole, c, u, n_escape, error))
        return FALSE;

      NystaSourceEscape escape = { decoded->len, n_escape - 1 };

      g_array_append_val (escapes, escape);
      g_string_append_unichar (decoded, u);
      c += n_escape;
    }
  source->length = decoded->len;
  source->text = g_string_free (g_steal_pointer (&decoded), FALSE);
  source->escapes = g_steal_pointer (&escapes);
  return TRUE;
}

void
nysta_source_text_clear (NystaSourceText *source)
{
  g_clear_pointer (&source->text, g_free);
  g_clear_pointer (&source->escapes, g_array_unref);
}
