/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * decode.c: find out how the bytes of a text are written, and write them as UTF-8.
 *
 * A byte order mark decides; else valid UTF-8 is UTF-8; else bytes that are UTF-8 but for
 * a few places keep it, with U+FFFD in those; else it is ISO-8859-1 (or Windows-1252,
 * which only adds marks where ISO-8859-1 has controls).
 */
#include "reader-text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Windows-1252, 0x80–0x9F; 0 where nothing is defined. */
static const unsigned short windows_1252[32] = {
  0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* Length of the UTF-8 sequence at @p, 0 if it is none (RFC 3629). */
static unsigned
sequence_length (const unsigned char *p, size_t left)
{
  unsigned char c = p[0];
  unsigned n = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;

  if (n == 0 || n > left)
    return 0;
  for (unsigned i = 1; i < n; i++)
    if ((p[i] & 0xC0) != 0x80)
      return 0;
  if ((c == 0xE0 && p[1] < 0xA0) || (c == 0xED && p[1] > 0x9F) ||
      (c == 0xF0 && p[1] < 0x90) || (c == 0xF4 && p[1] > 0x8F))
    return 0;
  return n;
}

static char *
put_code_point (char *out, unsigned c)
{
  if (c < 0x80)
    *out++ = (char) c;
  else if (c < 0x800)
    {
      *out++ = (char) (0xC0 | c >> 6);
      *out++ = (char) (0x80 | (c & 0x3F));
    }
  else if (c < 0x10000)
    {
      *out++ = (char) (0xE0 | c >> 12);
      *out++ = (char) (0x80 | (c >> 6 & 0x3F));
      *out++ = (char) (0x80 | (c & 0x3F));
    }
  else
    {
      *out++ = (char) (0xF0 | c >> 18);
      *out++ = (char) (0x80 | (c >> 12 & 0x3F));
      *out++ = (char) (0x80 | (c >> 6 & 0x3F));
      *out++ = (char) (0x80 | (c & 0x3F));
    }
  return out;
}

static char *
from_utf16 (const unsigned char *data, size_t n, bool big_endian, char *out,
            unsigned *out_bad)
{
  for (size_t i = 0; i + 1 < n; i += 2)
    {
      unsigned c = big_endian ? (unsigned) data[i] << 8 | data[i + 1]
                              : (unsigned) data[i + 1] << 8 | data[i];

      if (c >= 0xD800 && c < 0xDC00 && i + 3 < n)
        {
          unsigned low = big_endian ? (unsigned) data[i + 2] << 8 | data[i + 3]
                                    : (unsigned) data[i + 3] << 8 | data[i + 2];

          if (low >= 0xDC00 && low < 0xE000)
            {
              c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
              i += 2;
            }
        }
      if (c == 0 || (c >= 0xD800 && c < 0xE000))
        {
          c = 0xFFFD;
          ++*out_bad;
        }
      out = put_code_point (out, c);
    }
  if (n % 2 != 0)
    {
      out = put_code_point (out, 0xFFFD);
      ++*out_bad;
    }
  return out;
}

static char *
from_windows_1252 (const unsigned char *data, size_t n, char *out)
{
  for (size_t i = 0; i < n; i++)
    {
      unsigned c = data[i];

      if (c >= 0x80 && c < 0xA0)
        c = windows_1252[c - 0x80] != 0 ? windows_1252[c - 0x80] : 0xFFFD;
      out = put_code_point (out, c);
    }
  return out;
}

static char *
from_broken_utf8 (const unsigned char *data, size_t n, char *out)
{
  for (size_t i = 0; i < n;)
    {
      unsigned length = sequence_length (data + i, n - i);

      if (length == 0)
        out = put_code_point (out, 0xFFFD);
      else
        memcpy (out, data + i, length);
      out += length;
      i += length == 0 ? 1 : length;
    }
  return out;
}

typedef struct
{
  size_t n_nul;
  size_t n_control;  /* other than tab, line ends, form feed */
  size_t n_sequence; /* valid, of two bytes or more */
  size_t n_invalid;
  size_t n_c1; /* bytes 0x80–0x9F among the invalid ones */
} Survey;

static Survey
survey (const unsigned char *data, size_t n)
{
  Survey s = { 0 };

  for (size_t i = 0; i < n;)
    {
      unsigned char c = data[i];

      if (c >= 0x20 && c < 0x7F)
        {
          i++;
          continue;
        }
      unsigned length = sequence_length (data + i, n - i);

      s.n_nul += c == 0;
      s.n_control += (c > 0 && c < 0x20 && !strchr ("\t\n\r\f\v\033", c)) || c == 0x7F;
      s.n_sequence += length > 1;
      s.n_invalid += length == 0;
      s.n_c1 += length == 0 && c < 0xA0;
      i += length == 0 ? 1 : length;
    }
  return s;
}

static bool
says_latin (const char *charset)
{
  return charset != NULL &&
         (strstr (charset, "8859-1") != NULL || strstr (charset, "1252"));
}

const char *
decode (const NystaInput *input, Decoded *out)
{
  const unsigned char *data = input->data;
  size_t n = input->n_bytes;
  bool utf16 = n >= 2 && ((data[0] == 0xFF && data[1] == 0xFE) ||
                          (data[0] == 0xFE && data[1] == 0xFF));
  bool bom = n >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0;

  out->warning[0] = '\0';
  if (n >= 4 &&
      (memcmp (data, "\xFF\xFE\0\0", 4) == 0 || memcmp (data, "\0\0\xFE\xFF", 4) == 0))
    return "is UTF-32: save it as UTF-8";
  if (bom)
    {
      data += 3;
      n -= 3;
    }

  Survey s = utf16 ? (Survey){ 0 } : survey (data, n);
  if (s.n_nul > 0 || s.n_control * 50 > n)
    return "looks binary, not text";

  /* Three bytes of UTF-8 for any one byte, and for any two of UTF-16. */
  out->text = malloc (!utf16 && s.n_invalid == 0 ? n + 4 : n * 3 + 4);
  if (out->text == NULL)
    return "not enough memory";

  char *end = out->text;
  if (utf16)
    {
      unsigned n_bad = 0;

      end = from_utf16 (data + 2, n - 2, data[0] == 0xFE, out->text, &n_bad);
      if (n_bad > 0)
        snprintf (out->warning, sizeof out->warning,
                  "invalid UTF-16 in %u place%s, replaced with U+FFFD", n_bad,
                  n_bad == 1 ? "" : "s");
    }
  else if (s.n_invalid == 0)
    {
      memcpy (out->text, data, n);
      end += n;
    }
  else if (bom || (s.n_sequence > s.n_invalid && !says_latin (input->charset)))
    {
      end = from_broken_utf8 (data, n, out->text);
      snprintf (out->warning, sizeof out->warning,
                "invalid UTF-8 in %zu place%s, replaced with U+FFFD", s.n_invalid,
                s.n_invalid == 1 ? "" : "s");
    }
  else
    {
      end = from_windows_1252 (data, n, out->text);
      snprintf (out->warning, sizeof out->warning, "converted from %s",
                s.n_c1 > 0 ? "Windows-1252" : "ISO-8859-1");
    }
  *end = '\0';
  out->n_bytes = (size_t) (end - out->text);
  return NULL;
}
