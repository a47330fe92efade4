/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/iri.h"

#include <stdarg.h>
#include <string.h>

#include "base/text-run.h"

/* 128 bits, as hex digits */
#define HASH_CHARACTERS 32

static gboolean
is_slug_character (gunichar c, gboolean after_letter)
{
  return g_unichar_isalnum (c) || (after_letter && g_unichar_ismark (c));
}

char *
nysta_iri_slug (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) slug = g_string_new (NULL);
  gboolean gap = FALSE;
  gboolean inside = FALSE;

  for (const char *c = composed; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      /* A replacement mark stands for bytes that were lost: not part of a name. */
      inside = u != 0xFFFD && is_slug_character (u, inside);
      if (!inside)
        {
          gap = slug->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (slug, '-');
      gap = FALSE;
      g_string_append_unichar (slug, g_unichar_tolower (u));
    }
  if (slug->len == 0)
    {
      g_autofree char *hash = nysta_iri_hash (name, NULL);
      return g_strconcat ("x", hash, NULL);
    }
  /* Small letters may compose where the capitals had nothing to compose to. */
  return g_utf8_normalize (slug->str, -1, G_NORMALIZE_NFC);
}

char *
nysta_iri_hash (const char *part, ...)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  va_list parts;

  va_start (parts, part);
  for (const char *p = part; p != NULL; p = va_arg (parts, const char *))
    g_checksum_update (checksum, (const guchar *) p, (gssize) strlen (p) + 1);
  va_end (parts);
  return g_strndup (g_checksum_get_string (checksum), HASH_CHARACTERS);
}

/* RFC 3986 §3.1 scheme; returns what follows the colon, or NULL. */
static const char *
skip_scheme (const char *iri)
{
  const char *c = iri;

  if (!g_ascii_isalpha (*c))
    return NULL;
  while (g_ascii_isalnum (*c) || *c == '+' || *c == '-' || *c == '.')
    c++;
  return *c == ':' ? c + 1 : NULL;
}

/* RFC 3987 lets none of these stand as they are. */
#define FORBIDDEN                                                                          \
  [0 ... 0x20] = TRUE, ['<'] = TRUE, ['>'] = TRUE, ['"'] = TRUE, ['{'] = TRUE,             \
         ['}'] = TRUE, ['|'] = TRUE, ['^'] = TRUE, ['`'] = TRUE, ['\\'] = TRUE

static const NystaTextStops stops = { FORBIDDEN };
static const NystaTextStops ascii_stops = { FORBIDDEN, [0x80 ... 0xFF] = TRUE };

gboolean
nysta_iri_is_absolute (const char *iri)
{
  const char *rest = skip_scheme (iri);

  if (rest == NULL)
    return FALSE;
  rest = nysta_text_skip (rest, ascii_stops);
  if ((guchar) *rest < 0x80)
    return *rest == '\0';
  return *nysta_text_skip (rest, stops) == '\0' && g_utf8_validate (rest, -1, NULL);
}

/* RFC 3987 ucschar, less the marks for writing direction that §4.1 keeps out of IRIs. */
static gboolean
is_iri_character (gunichar c)
{
  if (c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E))
    return FALSE;
  return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) ||
         (c >= 0xFDF0 && c <= 0xFFEF) ||
         (c >= 0x10000 && c <= 0xEFFFD && (c & 0xFFFF) < 0xFFFE);
}

static gboolean
is_path_character (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("-._~!$&'()*+,;=:@/", c) != NULL);
}

char *
nysta_iri_from_path (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GString) iri = g_string_new ("file://");
  const char *c = absolute;

  while (*c != '\0')
    {
      gunichar u = g_utf8_get_char_validated (c, -1);
      gsize n_bytes = 1;

      if (u != (gunichar) -1 && u != (gunichar) -2)
        n_bytes = (gsize) (g_utf8_next_char (c) - c);
      if (n_bytes > 1 ? is_iri_character (u) : is_path_character (*c))
        g_string_append_len (iri, c, (gssize) n_bytes);
      else
        for (gsize i = 0; i < n_bytes; i++)
          g_string_append_printf (iri, "%%%02X", (guchar) c[i]);
      c += n_bytes;
    }
  return g_string_free (g_steal_pointer (&iri), FALSE);
}

char *
nysta_iri_to_path (const char *iri)
{
  const char *path = NULL;

  if (!g_str_has_prefix (iri, "file:"))
    return NULL;
  path = iri + strlen ("file:");
  if (g_str_has_prefix (path, "//localhost/"))
    path += strlen ("//localhost");
  else if (g_str_has_prefix (path, "///"))
    path += strlen ("//");
  else if (g_str_has_prefix (path, "//"))
    return NULL;
  if (path[0] != '/' || strpbrk (path, "?#") != NULL)
    return NULL;
  return g_uri_unescape_string (path, NULL);
}
