/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* character.h: what a character is to the tokeniser, ASCII by table. */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_CHAR_OTHER = 0, /* controls, private use, unassigned */
  NYSTA_CHAR_UPPER,
  NYSTA_CHAR_LOWER,
  NYSTA_CHAR_LETTER, /* without case */
  NYSTA_CHAR_DIGIT,
  NYSTA_CHAR_MARK, /* combining, soft hyphen, joiners: stays with what it follows */
  NYSTA_CHAR_SPACE,
  NYSTA_CHAR_LINE,
  NYSTA_CHAR_PUNCT,
  NYSTA_CHAR_SYMBOL
} NystaCharKind;

#define NYSTA_SOFT_HYPHEN 0xAD

extern const guint8 nysta_ascii_kinds[128];
NystaCharKind nysta_char_kind_wide (gunichar c);

static inline NystaCharKind
nysta_char_kind (gunichar c)
{
  return c < 128 ? (NystaCharKind) nysta_ascii_kinds[c] : nysta_char_kind_wide (c);
}

static inline gboolean
nysta_kind_is_letter (NystaCharKind kind)
{
  return kind >= NYSTA_CHAR_UPPER && kind <= NYSTA_CHAR_LETTER;
}

static inline gboolean
nysta_kind_is_word (NystaCharKind kind)
{
  return kind >= NYSTA_CHAR_UPPER && kind <= NYSTA_CHAR_DIGIT;
}

/* The character at @position of valid UTF-8, and its length in bytes. */
static inline gunichar
nysta_char_at (const char *text, guint32 position, guint32 *out_bytes)
{
  guchar first = (guchar) text[position];

  if (first < 0x80)
    {
      *out_bytes = 1;
      return first;
    }
  *out_bytes = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return g_utf8_get_char (text + position);
}
