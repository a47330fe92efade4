/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/abbreviation.h"

#include <stdlib.h>
#include <string.h>

#include "text/character.h"

typedef enum
{
  FIRM,    /* never the end of a sentence: `dr.` */
  CLOSING, /* may be the end of one: `m.m.` */
  WEAK,    /* also a word: an abbreviation only before a small letter or a digit: `min.` */
  TITLE    /* WEAK, and with a capital never a sentence's end: `5 st.`, `St. Mary` */
} Strength;

typedef struct
{
  const char *form; /* lower case, without the last full stop */
  Strength strength;
} Abbreviation;

/* Sorted by byte. */
static const Abbreviation abbreviations[] = {
  { "adj", FIRM },      { "adr", FIRM },     { "adv", FIRM },    { "al", WEAK },
  { "alt", WEAK },      { "ang", FIRM },     { "apr", WEAK },    { "art", WEAK },
  { "aug", WEAK },      { "avd", FIRM },     { "avs", FIRM },    { "bil", WEAK },
  { "bitr", FIRM },     { "bl", WEAK },      { "bl.a", FIRM },   { "c:a", FIRM },
  { "ca", FIRM },       { "cf", FIRM },      { "cirk", FIRM },   { "civ", FIRM },
  { "co", CLOSING },    { "corp", CLOSING }, { "d.v.s", FIRM },  { "dec", WEAK },
  { "dep", FIRM },      { "dept", FIRM },    { "dir", FIRM },    { "div", WEAK },
  { "dnr", FIRM },      { "doc", FIRM },     { "dr", FIRM },     { "dvs", FIRM },
  { "dyl", CLOSING },   { "e.d", CLOSING },  { "e.g", FIRM },    { "e.kr", CLOSING },
  { "eg", FIRM },       { "ekon", FIRM },    { "em", FIRM },     { "eng", WEAK },
  { "enl", FIRM },      { "etc", CLOSING },  { "ev", FIRM },     { "evtl", FIRM },
  { "ex", WEAK },       { "exkl", FIRM },    { "f.d", FIRM },    { "f.kr", CLOSING },
  { "f.n", FIRM },      { "f.ö", FIRM },     { "feb", WEAK },    { "fig", WEAK },
  { "fil", WEAK },      { "forts", FIRM },   { "fr.o.m", FIRM }, { "frk", FIRM },
  { "föreg", FIRM },    { "förf", FIRM },    { "gen", WEAK },    { "h.c", FIRM },
  { "hr", FIRM },       { "i.e", FIRM },     { "inc", CLOSING }, { "ing", FIRM },
  { "inkl", FIRM },     { "inst", FIRM },    { "int", FIRM },    { "jan", WEAK },
  { "jfr", FIRM },      { "jr", CLOSING },   { "jul", WEAK },    { "jun", WEAK },
  { "jur", FIRM },      { "kand", FIRM },    { "kap", WEAK },    { "kl", FIRM },
  { "kr", CLOSING },    { "kungl", FIRM },   { "lic", FIRM },    { "ltd", CLOSING },
  { "m.a.o", FIRM },    { "m.fl", CLOSING }, { "m.m", CLOSING }, { "mag", WEAK },
  { "mar", WEAK },      { "max", WEAK },     { "md", FIRM },     { "mdr", CLOSING },
  { "milj", CLOSING },  { "min", WEAK },     { "mkr", CLOSING }, { "mob", FIRM },
  { "motsv", FIRM },    { "mr", FIRM },      { "mrd", CLOSING }, { "mrs", FIRM },
  { "ms", FIRM },       { "mt", FIRM },      { "no", WEAK },     { "nov", WEAK },
  { "nr", FIRM },       { "nuv", FIRM },     { "o.d", CLOSING }, { "o.dyl", CLOSING },
  { "o.s.v", CLOSING }, { "obs", WEAK },     { "okt", WEAK },    { "ordf", FIRM },
  { "osv", CLOSING },   { "p.g.a", FIRM },   { "pga", FIRM },    { "ph.d", CLOSING },
  { "prof", FIRM },     { "red", WEAK },     { "ref", WEAK },    { "reg", WEAK },
  { "resp", FIRM },     { "s.k", FIRM },     { "sek", WEAK },    { "sekr", FIRM },
  { "sep", WEAK },      { "sept", WEAK },    { "sid", WEAK },    { "sr", FIRM },
  { "st", TITLE },      { "t.ex", FIRM },    { "t.f", FIRM },    { "t.h", CLOSING },
  { "t.o.m", FIRM },    { "t.v", CLOSING },  { "tab", WEAK },    { "tekn", FIRM },
  { "tel", FIRM },      { "teol", FIRM },    { "tf", FIRM },     { "tfn", FIRM },
  { "tr", FIRM },       { "tsk", FIRM },     { "u.a", CLOSING }, { "ung", WEAK },
  { "univ", FIRM },     { "uppl", FIRM },    { "utg", FIRM },    { "utv", FIRM },
  { "v.d", FIRM },      { "vd", WEAK },      { "vik", WEAK },    { "vol", FIRM },
  { "vs", FIRM },       { "årg", FIRM },     { "övers", FIRM },
};

#define MAX_FORM_BYTES 8
#define MAX_PART_CHARS 4
#define MAX_PARTS 6

static int
compare_form (const void *key, const void *row)
{
  return strcmp (key, ((const Abbreviation *) row)->form);
}

static const Abbreviation *
find (const char *text, guint32 start, guint32 end)
{
  char form[MAX_FORM_BYTES * 2 + 1];
  gsize used = 0;

  if (end - start > MAX_FORM_BYTES)
    return NULL;
  for (guint32 at = start; at < end;)
    {
      guint32 n_bytes;
      gunichar c = g_unichar_tolower (nysta_char_at (text, at, &n_bytes));

      used += (gsize) g_unichar_to_utf8 (c, form + used);
      if (used > MAX_FORM_BYTES)
        return NULL;
      at += n_bytes;
    }
  form[used] = '\0';
  return bsearch (form, abbreviations, G_N_ELEMENTS (abbreviations),
                  sizeof abbreviations[0], compare_form);
}

/* What comes after white space: a small letter or a digit. */
static gboolean
goes_on_small (const char *text, guint32 at, guint32 end)
{
  while (at < end)
    {
      guint32 n_bytes;
      NystaCharKind kind = nysta_char_kind (nysta_char_at (text, at, &n_bytes));

      if (kind != NYSTA_CHAR_SPACE && kind != NYSTA_CHAR_LINE)
        return kind == NYSTA_CHAR_LOWER || kind == NYSTA_CHAR_DIGIT;
      at += n_bytes;
    }
  return FALSE;
}

static gboolean
only_space_follows (const char *text, guint32 at, guint32 end)
{
  while (at < end)
    {
      guint32 n_bytes;
      NystaCharKind kind = nysta_char_kind (nysta_char_at (text, at, &n_bytes));

      if (kind != NYSTA_CHAR_SPACE && kind != NYSTA_CHAR_LINE)
        return FALSE;
      at += n_bytes;
    }
  return TRUE;
}

/* Letters from @at, at most MAX_PART_CHARS + 1 of them. */
static guint32
letters_end (const char *text, guint32 at, guint32 end, guint *out_chars)
{
  guint n_chars = 0;

  while (at < end && n_chars <= MAX_PART_CHARS)
    {
      guint32 n_bytes;

      if (!nysta_kind_is_letter (nysta_char_kind (nysta_char_at (text, at, &n_bytes))))
        break;
      at += n_bytes;
      n_chars++;
    }
  *out_chars = n_chars;
  return at;
}

/* `t.ex.`, `H.M.`, `K.-G.`: parts with stops between. @word_end if it is none. */
static guint32
dotted_end (const char *text, guint32 start, guint32 word_end, guint32 end)
{
  guint32 at = start;
  guint32 result = word_end;
  guint longest = 0;

  for (guint part = 1; part <= MAX_PARTS; part++)
    {
      guint n_chars;
      guint32 part_end = letters_end (text, at, end, &n_chars);

      if (n_chars == 0 || n_chars > MAX_PART_CHARS)
        break;
      longest = MAX (longest, n_chars);
      gboolean stop = part_end < end && text[part_end] == '.';
      if (part > 1 && (longest <= 2 ? stop : find (text, start, part_end) != NULL))
        result = stop ? part_end + 1 : part_end;
      else if (part > 1 && !stop && find (text, start, part_end) != NULL)
        result = part_end;
      /* `S.p.A`, `Sp.z.o.o`: no stop behind the last */
      if (part > 2 && !stop && longest <= 2)
        result = part_end;
      if (!stop)
        break;
      at = part_end + 1;
      /* `K.-G.`: a hyphen between two initials */
      if (longest == 1 && at + 1 < end && text[at] == '-')
        at++;
    }
  return result;
}

/* `A` or `A-K`: capitals that stand for given names. */
static gboolean
is_initial (const char *text, guint32 start, guint32 end)
{
  guint32 at = start;

  for (;;)
    {
      guint32 n_bytes;

      if (at >= end ||
          nysta_char_kind (nysta_char_at (text, at, &n_bytes)) != NYSTA_CHAR_UPPER)
        return FALSE;
      at += n_bytes;
      if (at == end)
        return TRUE;
      if (text[at] != '-' || end - start > 12)
        return FALSE;
      at++;
    }
}

guint32
nysta_abbreviation_end (const char *text, guint32 start, guint32 word_end, guint32 end)
{
  guint32 dotted = dotted_end (text, start, word_end, end);

  if (dotted != word_end)
    return dotted;
  if (is_initial (text, start, word_end))
    return only_space_follows (text, word_end + 1, end) ? word_end : word_end + 1;

  guint n_chars;
  guint32 letters = letters_end (text, start, word_end, &n_chars);
  const Abbreviation *known = find (text, start, word_end);

  if (known != NULL && (known->strength == FIRM || known->strength == CLOSING ||
                        (known->strength == TITLE && g_ascii_isupper (text[start]))))
    return word_end + 1;
  if ((known != NULL || (letters == word_end && n_chars == 1)) &&
      goes_on_small (text, word_end + 1, end))
    return word_end + 1;
  return word_end;
}

gboolean
nysta_abbreviation_may_close (const char *text, guint32 start, guint32 end)
{
  if (end > start && text[end - 1] == '.')
    end--;
  const Abbreviation *known = find (text, start, end);

  return known != NULL && known->strength == CLOSING;
}

gboolean
nysta_abbreviation_is_spaced (const char *text, guint32 start, guint32 end)
{
  char joined[MAX_FORM_BYTES * 2];
  guint32 n = 0;

  for (guint32 at = start; at < end; at++)
    {
      if (text[at] == ' ')
        continue;
      if (n == sizeof joined)
        return FALSE;
      joined[n++] = text[at];
    }
  const Abbreviation *known = find (joined, 0, n);

  return known != NULL && known->strength == FIRM;
}
