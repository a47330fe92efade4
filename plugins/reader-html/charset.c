/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* As far as browsers look for a page's own word on its encoding, and some more. */
#define PRESCAN_BYTES 4096u

#define MAX_LABEL_BYTES 40u

/* https://encoding.spec.whatwg.org/index-windows-1252.txt; the five that are not assigned
 * stay control characters, which never reach the text. */
static const uint16_t windows_1252[32] = {
  0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

unsigned
charset_windows_1252 (unsigned char byte)
{
  return byte >= 0x80 && byte <= 0x9F ? windows_1252[byte - 0x80] : byte;
}

/* --- UTF-8 --------------------------------------------------------------------------- */

/* Bytes of the well-formed sequence at @data (Unicode table 3-7), or 0. */
static size_t
sequence_bytes (const unsigned char *data, size_t n_bytes)
{
  unsigned char first = data[0];
  size_t wanted = first < 0x80   ? 1
                  : first < 0xC2 ? 0
                  : first < 0xE0 ? 2
                  : first < 0xF0 ? 3
                                 : 4;

  if (first > 0xF4 || wanted == 0 || wanted > n_bytes)
    return 0;
  for (size_t i = 1; i < wanted; i++)
    if ((data[i] & 0xC0) != 0x80)
      return 0;
  if ((first == 0xE0 && data[1] < 0xA0) || (first == 0xED && data[1] > 0x9F) ||
      (first == 0xF0 && data[1] < 0x90) || (first == 0xF4 && data[1] > 0x8F))
    return 0;
  return wanted;
}

typedef struct
{
  size_t n_bad;
  size_t n_multibyte;
} Utf8Census;

static Utf8Census
count_utf8 (const unsigned char *data, size_t n_bytes)
{
  Utf8Census census = { 0 };

  for (size_t i = 0; i < n_bytes;)
    {
      size_t length = sequence_bytes (data + i, n_bytes - i);

      census.n_bad += length == 0;
      census.n_multibyte += length > 1;
      i += length > 0 ? length : 1;
    }
  return census;
}

/* A NUL means nothing in HTML and ends strings elsewhere: left out. */
static void
append_utf8 (const unsigned char *data, size_t n_bytes, Buffer *out)
{
  size_t run = 0;

  for (size_t i = 0; i < n_bytes;)
    {
      size_t length = sequence_bytes (data + i, n_bytes - i);

      if (length == 0 || data[i] == '\0')
        {
          buffer_append (out, (const char *) data + run, i - run);
          if (length == 0)
            buffer_append_unicode (out, 0xFFFD);
          run = i + 1;
        }
      i += length > 0 ? length : 1;
    }
  buffer_append (out, (const char *) data + run, n_bytes - run);
}

/* --- others -------------------------------------------------------------------------- */

static void
append_windows_1252 (const unsigned char *data, size_t n_bytes, Buffer *out)
{
  for (size_t i = 0; i < n_bytes; i++)
    if (data[i] != '\0')
      buffer_append_unicode (out, charset_windows_1252 (data[i]));
}

static int
append_converted (const unsigned char *data, size_t n_bytes, const char *label, Buffer *out)
{
  iconv_t converter = iconv_open ("UTF-8", label);
  Buffer converted = { 0 };
  char *in = (char *) data;
  char piece[4096];

  if (converter == (iconv_t) -1)
    return 0;
  while (n_bytes > 0)
    {
      char *place = piece;
      size_t room = sizeof piece;
      size_t result = iconv (converter, &in, &n_bytes, &place, &room);

      buffer_append (&converted, piece, sizeof piece - room);
      if (result == (size_t) -1 && errno != E2BIG && n_bytes > 0)
        {
          buffer_append_unicode (&converted, 0xFFFD);
          in++;
          n_bytes--;
        }
    }
  iconv_close (converter);
  append_utf8 ((const unsigned char *) converted.data, converted.n_bytes, out);
  buffer_clear (&converted);
  return 1;
}

/* --- what the page says -------------------------------------------------------------- */

/* The word at @text, perhaps in quotes, as an encoding's label. */
static void
take_label (const char *text, const char *end, char *out_label)
{
  size_t n_bytes = 0;

  while (text < end && (is_space (*text) || *text == '"' || *text == '\''))
    text++;
  while (text < end && n_bytes + 1 < MAX_LABEL_BYTES &&
         (is_alpha (*text) || is_digit (*text) || strchr ("-_.:+", *text) != NULL) &&
         *text != '\0')
    out_label[n_bytes++] = lower (*text++);
  out_label[n_bytes] = '\0';
}

/* The label after @word and `=` between @text and @end. */
static void
find_label (const char *text, const char *end, const char *word, char *out_label)
{
  size_t n_bytes = strlen (word);

  out_label[0] = '\0';
  for (; text + n_bytes < end && out_label[0] == '\0'; text++)
    {
      size_t i = 0;

      while (i < n_bytes && lower (text[i]) == word[i])
        i++;
      if (i < n_bytes)
        continue;

      const char *rest = text + n_bytes;
      while (rest < end && is_space (*rest))
        rest++;
      if (rest < end && *rest == '=')
        take_label (rest + 1, end, out_label);
    }
}

static void
find_declared (const unsigned char *data, size_t n_bytes, char *out_label)
{
  const char *text = (const char *) data;
  const char *end = text + (n_bytes < PRESCAN_BYTES ? n_bytes : PRESCAN_BYTES);

  out_label[0] = '\0';
  for (; text < end && out_label[0] == '\0'; text++)
    {
      size_t n_left = (size_t) (end - text);
      const char *close = memchr (text, '>', n_left);

      if (close == NULL)
        return;
      if (n_left > 6 && memcmp (text, "<?xml", 5) == 0)
        find_label (text, close, "encoding", out_label);
      else if (n_left > 6 && text[0] == '<' && lower (text[1]) == 'm' &&
               lower (text[2]) == 'e' && lower (text[3]) == 't' && lower (text[4]) == 'a')
        find_label (text, close, "charset", out_label);
    }
}

/* --- choosing ------------------------------------------------------------------------ */

static int
is_one_of (const char *label, const char *const *names)
{
  for (; *names != NULL; names++)
    if (equal_no_case (label, *names))
      return 1;
  return 0;
}

/* https://encoding.spec.whatwg.org/#names-and-labels: who says Latin-1 or ASCII writes
 * Windows-1252. */
static const char *const latin_names[] = { "iso-8859-1", "iso8859-1", "iso_8859-1",
                                           "latin1",     "latin-1",   "l1",
                                           "us-ascii",   "ascii",     "windows-1252",
                                           "cp1252",     "x-cp1252",  NULL };
static const char *const utf8_names[] = { "utf-8", "utf8", "unicode-1-1-utf-8", NULL };

/* A page that could say so in ASCII is not in UTF-16. */
static const char *const impossible_names[] = { "utf-16", "utf-16le", "utf-16be", "utf16",
                                                "utf-32", "ucs-2",    "unicode",  NULL };

static void
decode_utf8 (const NystaReaderHost *host, const unsigned char *data, size_t n_bytes,
             Buffer *out)
{
  Utf8Census census = count_utf8 (data, n_bytes);

  /* Text in another encoding has hardly a letter that is right by chance, whatever the
   * page says of itself; UTF-8 that was cut or damaged has many. */
  if (census.n_bad > census.n_multibyte)
    {
      host->warn (host, "not UTF-8: read as Windows-1252 (Latin-1)");
      append_windows_1252 (data, n_bytes, out);
      return;
    }
  if (census.n_bad > 0)
    host->warn (host, "not all of it is UTF-8: what is not was replaced");
  append_utf8 (data, n_bytes, out);
}

static int
decode_marked (const unsigned char *data, size_t n_bytes, Buffer *out)
{
  if (n_bytes >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    append_utf8 (data + 3, n_bytes - 3, out);
  else if (n_bytes >= 2 && memcmp (data, "\xFF\xFE", 2) == 0)
    append_converted (data + 2, n_bytes - 2, "UTF-16LE", out);
  else if (n_bytes >= 2 && memcmp (data, "\xFE\xFF", 2) == 0)
    append_converted (data + 2, n_bytes - 2, "UTF-16BE", out);
  else
    return 0;
  return 1;
}

void
charset_decode (const NystaReaderHost *host, const NystaInput *input, Buffer *out)
{
  char label[MAX_LABEL_BYTES] = "";
  int is_told = input->charset != NULL && input->charset[0] != '\0';

  if (decode_marked (input->data, input->n_bytes, out))
    return;
  if (is_told)
    take_label (input->charset, input->charset + strlen (input->charset), label);
  if (label[0] == '\0')
    find_declared (input->data, input->n_bytes, label);
  if (!is_told && is_one_of (label, impossible_names))
    strcpy (label, "utf-8");

  if (is_one_of (label, latin_names))
    append_windows_1252 (input->data, input->n_bytes, out);
  else if (label[0] == '\0' || is_one_of (label, utf8_names))
    decode_utf8 (host, input->data, input->n_bytes, out);
  else if (!append_converted (input->data, input->n_bytes, label, out))
    {
      char message[100] = "";

      snprintf (message, sizeof message, "unknown character encoding %s: guessed", label);
      host->warn (host, message);
      decode_utf8 (host, input->data, input->n_bytes, out);
    }
}
