/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * fold.h: text as words, so that what a reader takes for the same word is equal: what the
 * text index keeps, and what is asked of it.
 *
 * A word is letters and digits in a row. Case, accents, and forms that Unicode has for the
 * sake of other character sets (ﬁ, ², Ａ) do not count; but å, ä and ö are letters of their
 * own, and æ and ø the same ones as ä and ö: Habo and Håbo are two municipalities.
 *
 * What folding promises, so that an index of words finds what contains a text (proved by
 * tests/unit/test-fold.c for every character):
 *
 * 1. Folded text is the characters' foldings in a row (with runs of spaces made one), but for
 *    one thing: whether an a or o becomes å, ä or ö depends on the marks that follow it.
 * 2. Case does not count: LCASE of a text, and what a regular expression that ignores case
 *    takes for the same letter, fold to the same. (UCASE moves the Greek iota that stands
 *    below other marks past them; of a single character it does, too.)
 *
 * Caveats: characters that this GLib does not know yet may be letters to a later one: who
 * keeps what was folded has to keep in mind which texts have such.
 */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_FOLD_KNOWN,
  NYSTA_FOLD_UNKNOWN /* it has characters that no Unicode known here has, or is no UTF-8 */
} NystaFold;

/* Overwrite @out with the words of @text; whatever stands between them, before the first and
 * after the last is one space. */
NystaFold nysta_fold (const char *text, gsize n_bytes, GString *out);

/* The word at *@at, which moves past it; NULL at the end. A word is followed by a space or
 * the end of what was folded. */
const char *nysta_fold_next_word (const char **at, const char *end, gsize *out_n_bytes);

/* Whether folding takes @c away: it stands with the character before it. */
gboolean nysta_fold_is_mark (gunichar c);
