/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/fold.h"

#include <string.h>

#define RING 0x030A
#define DIAERESIS 0x0308
#define IOTA_BELOW 0x0345

/* What one character decomposes into at most. */
#define MAX_PARTS G_UNICHAR_MAX_DECOMPOSITION_LENGTH

/* --- characters --------------------------------------------------------------------- */

/* Accents, and the points of Hebrew and Arabic, which are mostly left out in writing. Other
 * scripts' marks are vowels. */
gboolean
nysta_fold_is_mark (gunichar c)
{
  if (c < 0x0300 || c == IOTA_BELOW)
    return FALSE;
  return c <= 0x036F ||
         (c >= 0x0591 && c <= 0x05C7 && !g_unichar_isalnum (c) && g_unichar_ismark (c)) ||
         (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x1AB0 && c <= 0x1AFF) ||
         (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
         (c >= 0xFE20 && c <= 0xFE2F);
}

/* Letters that only Unicode's authors take for letters of their own. NULL: not one. */
static const char *
look_up_letter (gunichar c)
{
  switch (c)
    {
    case 0x00DF: /* ß */
    case 0x1E9E:
      return "ss";
    case 0x00E6: /* æ */
      return "ä";
    case 0x00F8: /* ø */
      return "ö";
    case 0x0111: /* đ */
      return "d";
    case 0x0127: /* ħ */
      return "h";
    case 0x0131: /* ı, whose capital is I */
      return "i";
    case 0x0142: /* ł */
      return "l";
    case 0x0153: /* œ */
      return "oe";
    case 0x0167: /* ŧ */
      return "t";
    case IOTA_BELOW: /* whose capital is Ι */
      return "ι";
    default:
      return NULL;
    }
}

/* By way of the capital: ſ, ς and others have none of their own. */
static gunichar
fold_case (gunichar c)
{
  return g_unichar_tolower (g_unichar_toupper (c));
}

static void
append_space (GString *out)
{
  if (out->len == 0 || out->str[out->len - 1] != ' ')
    g_string_append_c (out, ' ');
}

static void
append_part (gunichar c, GString *out)
{
  const char *letter = look_up_letter (c);

  if (letter == NULL)
    letter = look_up_letter (c = fold_case (c));
  if (letter != NULL)
    g_string_append (out, letter);
  else if (g_unichar_isalnum (c) || g_unichar_ismark (c))
    g_string_append_unichar (out, c);
  else
    append_space (out);
}

/* The mark that makes another letter of the a or o before it, the first one that does. */
static void
put_mark (gunichar mark, GString *out, gboolean *may_change)
{
  char last = out->len > 0 ? out->str[out->len - 1] : '\0';

  if (!*may_change || (mark != RING && mark != DIAERESIS) ||
      !(last == 'a' || (last == 'o' && mark == DIAERESIS)))
    return;
  g_string_truncate (out, out->len - 1);
  g_string_append (out, last == 'o' ? "ö" : mark == RING ? "å" : "ä");
  *may_change = FALSE;
}

/* --- text ----------------------------------------------------------------------------- */

/* @may_change: what was appended last is a letter that marks may follow. */
static void
append_character (gunichar c, GString *out, gboolean *may_change)
{
  gunichar parts[MAX_PARTS];
  gsize n_parts = 0;
  gunichar folded = look_up_letter (c) == NULL ? fold_case (c) : c;

  n_parts = g_unichar_fully_decompose (folded, TRUE, parts, MAX_PARTS);
  for (gsize i = 0; i < n_parts; i++)
    if (nysta_fold_is_mark (parts[i]))
      put_mark (parts[i], out, may_change);
    else
      {
        append_part (parts[i], out);
        *may_change = TRUE;
      }
}

/* Letters and digits in a row, of which there is one at least. */
static const char *
append_ascii (const char *text, const char *end, GString *out)
{
  const char *stop = text + 1;
  gsize n_before = out->len;

  while (stop < end && g_ascii_isalnum (*stop))
    stop++;
  g_string_append_len (out, text, stop - text);
  for (gsize i = n_before; i < out->len; i++)
    if (out->str[i] >= 'A' && out->str[i] <= 'Z')
      out->str[i] = (char) (out->str[i] | 0x20);
  return stop;
}

/* What most text has besides ASCII: two bytes in and out. */
static gboolean
append_swedish (const guchar *c, GString *out)
{
  const char *letter = NULL;

  if (c[0] != 0xC3)
    return FALSE;
  switch (c[1] | 0x20)
    {
    case 0xA5:
      letter = "å";
      break;
    case 0xA4:
      letter = "ä";
      break;
    case 0xB6:
      letter = "ö";
      break;
    case 0xA9:
      letter = "e";
      break;
    default:
      return FALSE;
    }
  g_string_append (out, letter);
  return TRUE;
}

static const char *
append_other (const char *at, const char *end, GString *out, gboolean *may_change,
              NystaFold *fold)
{
  gunichar c = g_utf8_get_char_validated (at, end - at);

  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      *fold = NYSTA_FOLD_UNKNOWN;
      append_space (out);
      *may_change = FALSE;
      return at + 1;
    }
  if (g_unichar_type (c) == G_UNICODE_UNASSIGNED)
    *fold = NYSTA_FOLD_UNKNOWN;
  append_character (c, out, may_change);
  return g_utf8_next_char (at);
}

NystaFold
nysta_fold (const char *text, gsize n_bytes, GString *out)
{
  const char *end = text + n_bytes;
  NystaFold fold = NYSTA_FOLD_KNOWN;
  gboolean may_change = FALSE;

  g_string_truncate (out, 0);
  while (text < end)
    {
      guchar c = (guchar) *text;

      if (g_ascii_isalnum (c))
        {
          text = append_ascii (text, end, out);
          may_change = TRUE;
        }
      else if (c < 0x80)
        {
          append_space (out);
          text++;
        }
      else if (end - text > 1 && append_swedish ((const guchar *) text, out))
        {
          may_change = c == 0xC3 && ((guchar) text[1] | 0x20) == 0xA9;
          text += 2;
        }
      else
        text = append_other (text, end, out, &may_change, &fold);
    }
  return fold;
}

const char *
nysta_fold_next_word (const char **at, const char *end, gsize *out_n_bytes)
{
  const char *word = *at;
  const char *stop = NULL;

  while (word < end && *word == ' ')
    word++;
  if (word == end)
    return NULL;
  stop = memchr (word, ' ', (gsize) (end - word));
  *at = stop = stop != NULL ? stop : end;
  *out_n_bytes = (gsize) (stop - word);
  return word;
}
