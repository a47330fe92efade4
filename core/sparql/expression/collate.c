/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * collate.c: Swedish order of strings by CLDR's rules for "sv", as far as the Latin script
 * goes; other scripts follow by code point.
 *
 * A table of its own: g_utf8_collate() knows the process's locale only, which need be neither
 * Swedish nor there, and ICU costs 30 MB and several milliseconds at the start of every
 * process, to sort what are nearly always Latin letters.
 */
#include "config.h"
#include "sparql/expression/order.h"

/* The first byte of what stands for a character at the first level. */
#define LEVEL_END 0x01
#define WEIGHT_MARK 0x05  /* spaces, punctuation, symbols; then the character itself */
#define WEIGHT_DIGIT 0x10 /* and nine more */
#define WEIGHT_LATIN 0x20 /* a; every other one is a letter */
#define WEIGHT_OTHER 0x70 /* then the character itself */

/* At the second level: no accent. Above it are the accents. */
#define ACCENT_NONE 0x02
#define ACCENT_FIRST 0x10

#define CASE_LOWER 0x02
#define CASE_UPPER 0x03

typedef struct
{
  GString *primary;
  GString *secondary;
  GString *tertiary;
} Levels;

/* Letters that Swedish puts elsewhere than their decomposition says, or that have none:
 * CLDR, common/collation/sv.xml, standard. As w has been a letter of its own since 2006,
 * it is none of them. */
typedef struct
{
  gunichar lower;
  const char *base; /* letters; { | } stand for å ä ö, as they did in ISO 646 */
  guint8 accent;    /* 0: that very letter */
} Tailored;

static const Tailored tailored[] = {
  { 0xE5, "{", 0 },  /* å */
  { 0xE4, "|", 0 },  /* ä */
  { 0xE6, "|", 1 },  /* æ */
  { 0x119, "|", 2 }, /* ę */
  { 0xF6, "}", 0 },  /* ö */
  { 0xF8, "}", 1 },  /* ø */
  { 0x151, "}", 2 }, /* ő */
  { 0x153, "}", 3 }, /* œ */
  { 0xFC, "y", 1 },  /* ü */
  { 0x171, "y", 2 }, /* ű */
  { 0x111, "d", 1 }, /* đ */
  { 0xF0, "d", 2 },  /* ð */
  { 0xFE, "th", 1 }, /* þ */
  { 0xDF, "ss", 1 }, /* ß */
  { 0x142, "l", 1 }, /* ł */
  { 0x131, "i", 1 }, /* ı */
};

static void
append_byte (GString *level, guint byte)
{
  g_string_append_c (level, (char) (guchar) byte);
}

static void
append_element (Levels *levels, guint weight, guint accent, gboolean upper)
{
  append_byte (levels->primary, weight);
  append_byte (levels->secondary, ACCENT_NONE);
  if (accent > 0)
    append_byte (levels->secondary, ACCENT_FIRST - 8 + accent);
  append_byte (levels->tertiary, upper ? CASE_UPPER : CASE_LOWER);
}

static gboolean
append_tailored (Levels *levels, gunichar lower, gboolean upper)
{
  for (guint i = 0; i < G_N_ELEMENTS (tailored); i++)
    if (tailored[i].lower == lower)
      {
        for (const char *base = tailored[i].base; *base != '\0'; base++)
          append_element (levels, WEIGHT_LATIN + 2 * (guint) (*base - 'a'),
                          tailored[i].accent, upper);
        return TRUE;
      }
  return FALSE;
}

static void
append_plain (Levels *levels, gunichar c, gboolean upper)
{
  if (c >= 'a' && c <= 'z')
    append_element (levels, WEIGHT_LATIN + 2 * (c - 'a'), 0, upper);
  else if (g_unichar_isdigit (c))
    append_element (levels, WEIGHT_DIGIT + (guint) g_unichar_digit_value (c), 0, FALSE);
  else
    {
      append_element (levels, g_unichar_isalnum (c) ? WEIGHT_OTHER : WEIGHT_MARK, 0, upper);
      g_string_append_unichar (levels->primary, c);
    }
}

static void
append_character (Levels *levels, gunichar c)
{
  gunichar lower = g_unichar_tolower (c);
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n = 0;

  if (c < 0x80)
    {
      append_plain (levels, (gunichar) g_ascii_tolower ((char) c),
                    g_ascii_isupper ((char) c));
      return;
    }
  if (append_tailored (levels, lower, lower != c))
    return;
  n = g_unichar_fully_decompose (lower, FALSE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n; i++)
    if (parts[i] >= 0x300 && parts[i] < 0x370)
      append_byte (levels->secondary, ACCENT_FIRST + (parts[i] - 0x300));
    else
      append_plain (levels, parts[i], lower != c);
}

/* ASCII and the letters of Latin-1 are composed as they stand. */
static gboolean
is_composed (const char *text)
{
  for (const guchar *c = (const guchar *) text; *c != '\0'; c++)
    if (*c >= 0x80)
      {
        if ((*c != 0xC2 && *c != 0xC3) || (c[1] & 0xC0) != 0x80)
          return FALSE;
        c++;
      }
  return TRUE;
}

void
nysta_collate_swedish (const char *text, GString *out)
{
  gboolean as_it_is = is_composed (text);
  g_autofree char *normal = as_it_is ? NULL : g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  const char *composed = as_it_is ? text : normal;
  g_autoptr (GString) secondary = g_string_new (NULL);
  g_autoptr (GString) tertiary = g_string_new (NULL);
  Levels levels = { out, secondary, tertiary };

  /* What is no UTF-8 has only its bytes. */
  if (composed != NULL)
    for (const char *c = composed; *c != '\0'; c = g_utf8_next_char (c))
      append_character (&levels, g_utf8_get_char (c));
  append_byte (out, LEVEL_END);
  g_string_append_len (out, secondary->str, (gssize) secondary->len);
  append_byte (out, LEVEL_END);
  g_string_append_len (out, tertiary->str, (gssize) tertiary->len);
  append_byte (out, LEVEL_END);
  g_string_append (out, text);
  append_byte (out, 0);
}
