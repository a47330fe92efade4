/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/character.h"

#define X NYSTA_CHAR_OTHER
#define U NYSTA_CHAR_UPPER
#define L NYSTA_CHAR_LOWER
#define D NYSTA_CHAR_DIGIT
#define S NYSTA_CHAR_SPACE
#define N NYSTA_CHAR_LINE
#define P NYSTA_CHAR_PUNCT
#define Y NYSTA_CHAR_SYMBOL

const guint8 nysta_ascii_kinds[128] = {
  X, X, X, X, X, X, X, X, X, S, N, N, N, N, X, X, X, X, X, X, X, X, X, X, X, X,
  X, X, X, X, X, X, S, P, P, P, Y, P, P, P, P, P, P, Y, P, P, P, P, D, D, D, D,
  D, D, D, D, D, D, P, P, Y, Y, Y, P, P, U, U, U, U, U, U, U, U, U, U, U, U, U,
  U, U, U, U, U, U, U, U, U, U, U, U, U, P, P, P, Y, P, Y, L, L, L, L, L, L, L,
  L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, P, Y, P, Y, X,
};

NystaCharKind
nysta_char_kind_wide (gunichar c)
{
  /* Next line, zero-width space and the byte order mark part words; a soft hyphen and the
   * joiners don't. */
  if (c == 0x85)
    return NYSTA_CHAR_LINE;
  if (c == 0x200B || c == 0xFEFF)
    return NYSTA_CHAR_SPACE;
  if (c == NYSTA_SOFT_HYPHEN || c == 0x200C || c == 0x200D || c == 0x2060)
    return NYSTA_CHAR_MARK;

  switch (g_unichar_type (c))
    {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
      return NYSTA_CHAR_UPPER;
    case G_UNICODE_LOWERCASE_LETTER:
      return NYSTA_CHAR_LOWER;
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
      return NYSTA_CHAR_LETTER;
    case G_UNICODE_DECIMAL_NUMBER:
      return NYSTA_CHAR_DIGIT;
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
      return NYSTA_CHAR_MARK;
    case G_UNICODE_SPACE_SEPARATOR:
      return NYSTA_CHAR_SPACE;
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return NYSTA_CHAR_LINE;
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
      return NYSTA_CHAR_PUNCT;
    case G_UNICODE_CURRENCY_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_MATH_SYMBOL:
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return NYSTA_CHAR_SYMBOL;
    default:
      return NYSTA_CHAR_OTHER;
    }
}
