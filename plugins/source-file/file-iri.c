/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "file-iri.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

char *
absolute_path (const char *path)
{
  char *folder = path[0] == '/' ? strdup ("") : getcwd (NULL, 0);
  if (folder == NULL)
    return NULL;

  size_t n = strlen (folder);
  char *result = realloc (folder, n + strlen (path) + 3);
  if (result == NULL)
    {
      free (folder);
      return NULL;
    }
  while (n > 0 && result[n - 1] == '/')
    n--;

  for (const char *segment = path; *segment != '\0';)
    {
      size_t length = strcspn (segment, "/");

      if (length == 2 && memcmp (segment, "..", 2) == 0)
        while (n > 0 && result[--n] != '/')
          ;
      else if (length > 0 && !(length == 1 && segment[0] == '.'))
        {
          result[n++] = '/';
          memcpy (result + n, segment, length);
          n += length;
        }
      segment += length + (segment[length] == '/');
    }
  if (n == 0)
    result[n++] = '/';
  result[n] = '\0';
  return result;
}

/* Length of the UTF-8 sequence at @s that an IRI may hold as it is; 0 if it may not.
 * RFC 3987 ucschar: from U+00A0, without surrogates, private use and noncharacters,
 * nor the marks of writing direction that §4.1 forbids. The core has the same rule. */
static size_t
ucschar_length (const unsigned char *s)
{
  static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
  size_t length = s[0] >= 0xF0 && s[0] <= 0xF4   ? 4
                  : s[0] >= 0xE0 && s[0] <= 0xEF ? 3
                  : s[0] >= 0xC2 && s[0] <= 0xDF ? 2
                                                 : 0;
  if (length == 0)
    return 0;

  uint32_t c = s[0] & (0x7Fu >> length);
  for (size_t i = 1; i < length; i++)
    {
      if ((s[i] & 0xC0) != 0x80)
        return 0;
      c = c << 6 | (s[i] & 0x3Fu);
    }
  if (c < least[length] || c < 0xA0 || c > 0xEFFFD || (c >= 0xD800 && c <= 0xF8FF) ||
      (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE ||
      (c >= 0xFFF0 && c <= 0xFFFF) || c == 0x200E || c == 0x200F ||
      (c >= 0x202A && c <= 0x202E))
    return 0;
  return length;
}

char *
file_iri_from_path (const char *path)
{
  static const char hex[] = "0123456789ABCDEF";
  static const char kept[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    "-._~!$&'()*+,;=:@/";
  char *iri = malloc (strlen ("file://") + 3 * strlen (path) + 1);
  if (iri == NULL)
    return NULL;

  char *out = stpcpy (iri, "file://");
  for (const unsigned char *s = (const unsigned char *) path; *s != '\0';)
    {
      size_t length = strchr (kept, *s) != NULL ? 1 : ucschar_length (s);

      if (length == 0)
        {
          *out++ = '%';
          *out++ = hex[*s >> 4];
          *out++ = hex[*s & 15];
          s++;
          continue;
        }
      memcpy (out, s, length);
      out += length;
      s += length;
    }
  *out = '\0';
  return iri;
}

bool
is_file_iri (const char *text)
{
  return strncasecmp (text, "file:", 5) == 0;
}

static int
hex_value (char c)
{
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

char *
file_iri_to_path (const char *iri)
{
  if (!is_file_iri (iri))
    return NULL;
  const char *s = iri + 5;

  if (strncmp (s, "//", 2) == 0)
    {
      s += 2;
      if (strncasecmp (s, "localhost/", 10) == 0)
        s += 9;
    }
  if (s[0] != '/')
    return NULL;

  char *path = malloc (strlen (s) + 1);
  char *out = path;
  for (; path != NULL && *s != '\0'; s++)
    {
      if (*s != '%')
        {
          *out++ = *s;
          continue;
        }
      int high = hex_value (s[1]);
      int low = high < 0 ? -1 : hex_value (s[2]);

      if (low < 0 || (high == 0 && low == 0))
        {
          free (path);
          return NULL;
        }
      *out++ = (char) (high << 4 | low);
      s += 2;
    }
  if (path != NULL)
    *out = '\0';
  return path;
}
