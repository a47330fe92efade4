/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * phone.c: telephone numbers as Swedes write them, and with a country code. The numbering
 * plan is that of PTS (Telefoninummerplanen): an area code of one to three digits after
 * the 0, seven to nine digits without the 0.
 */
#include "contact.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAX_GROUPS 8
#define MAX_DIGITS 20

/* A number as written: groups of digits with what stands between. */
typedef struct
{
  char digits[MAX_DIGITS + 1];
  size_t lengths[MAX_GROUPS];
  size_t ends[MAX_GROUPS];     /* where in the text */
  char separators[MAX_GROUPS]; /* before the group: ' ', '-', '/', '.', or 0 */
  size_t n;
} Groups;

/* clang-format off */
/* Geographic codes of three digits after the 0, sorted. */
static const unsigned short area_codes_3[]
  = { 120, 121, 122, 123, 125, 140, 141, 142, 143, 144, 150, 151, 152, 155, 156, 157, 158,
      159, 171, 173, 174, 175, 176, 220, 221, 222, 223, 224, 225, 226, 227, 240, 241, 243,
      246, 247, 248, 250, 251, 253, 258, 270, 271, 278, 280, 281, 290, 291, 292, 293, 294,
      295, 297, 300, 301, 302, 303, 304, 320, 321, 322, 325, 340, 345, 346, 370, 371, 372,
      380, 381, 382, 383, 390, 392, 393, 410, 411, 413, 414, 415, 416, 417, 418, 430, 431,
      433, 435, 451, 454, 455, 456, 457, 459, 470, 471, 472, 474, 476, 477, 478, 479, 480,
      481, 485, 486, 490, 491, 492, 493, 494, 495, 496, 498, 499, 500, 501, 502, 503, 504,
      505, 506, 510, 511, 512, 513, 514, 515, 520, 521, 522, 523, 524, 525, 526, 528, 530,
      531, 532, 533, 534, 550, 551, 552, 553, 554, 555, 560, 563, 564, 565, 570, 571, 573,
      580, 581, 582, 583, 584, 585, 586, 587, 589, 590, 591, 611, 612, 613, 620, 621, 622,
      623, 624, 640, 642, 643, 644, 645, 647, 650, 651, 652, 653, 657, 660, 661, 662, 663,
      670, 671, 672, 680, 682, 684, 687, 690, 691, 692, 693, 695, 696, 771, 910, 911, 912,
      913, 914, 915, 916, 918, 920, 921, 922, 923, 924, 925, 926, 927, 928, 929, 930, 932,
      933, 934, 935, 940, 941, 942, 943, 950, 951, 952, 953, 954, 960, 961, 970, 971, 973,
      975, 976, 977, 978, 980, 981 };
/* Geographic ones of two, and 010 (nation-wide), 020 (free of charge). */
static const unsigned char area_codes_2[]
  = { 10, 11, 13, 16, 18, 19, 20, 21, 23, 26, 31, 33, 35, 36, 40, 42, 44, 46, 54, 60, 63, 90 };
/* clang-format on */

static const unsigned char mobile_codes[] = { 70, 72, 73, 76, 79 };

/* clang-format off */
/* ITU E.164 country codes of Europe and of those with whom Swedes do most. */
static const unsigned short country_codes[]
  = { 1,   20,  27,  30,  31,  32,  33,  34,  36,  39,  40,  41,  43,  44,  45,  46,  47,
      48,  49,  51,  52,  54,  55,  56,  57,  60,  61,  62,  63,  64,  65,  66,  81,  82,
      84,  86,  90,  91,  92,  94,  212, 216, 234, 251, 254, 255, 256, 260, 263, 298, 299,
      350, 351, 352, 353, 354, 355, 356, 357, 358, 359, 370, 371, 372, 373, 374, 375, 376,
      377, 378, 380, 381, 382, 383, 385, 386, 387, 389, 420, 421, 423, 852, 886, 961, 962,
      971, 972, 974, 977, 994, 995 };
/* clang-format on */

#define IN_LIST(value, list) in_list_##list (value)
#define DEFINE_IN_LIST(list)                                                               \
  static bool in_list_##list (unsigned value)                                              \
  {                                                                                        \
    for (size_t i = 0; i < sizeof (list) / sizeof *(list); i++)                            \
      if ((list)[i] == value)                                                              \
        return true;                                                                       \
    return false;                                                                          \
  }
DEFINE_IN_LIST (area_codes_3)
DEFINE_IN_LIST (area_codes_2)
DEFINE_IN_LIST (mobile_codes)
DEFINE_IN_LIST (country_codes)

static bool
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

static unsigned
leading (const char *digits, size_t n)
{
  unsigned value = 0;

  for (size_t i = 0; i < n && is_digit (digits[i]); i++)
    value = value * 10 + (unsigned) (digits[i] - '0');
  return value;
}

/* Digits of the area code of a national number without its 0; 0 if there is no such. */
static size_t
area_length (const char *national, bool *out_mobile)
{
  *out_mobile = IN_LIST (leading (national, 2), mobile_codes);
  if (*out_mobile || IN_LIST (leading (national, 2), area_codes_2))
    return 2;
  if (national[0] == '8')
    return 1;
  return IN_LIST (leading (national, 3), area_codes_3) ? 3 : 0;
}

/* Seven to nine digits; none after a geographic code begins with 0. */
static size_t
check_national (const char *national, bool *out_mobile)
{
  size_t n = strlen (national);
  size_t area = area_length (national, out_mobile);

  if (area == 0)
    return 0;
  if (*out_mobile)
    return n == 9 ? area : 0;
  if (n < 7 || n > 9 || (area == 1 && n < 7) || (area == 3 && n < 8))
    return 0;
  bool free_or_nation_wide = area == 2 && (national[0] == '1' || national[0] == '2') &&
                             national[1] == '0';
  return national[area] == '0' && !free_or_nation_wide ? 0 : area;
}

/* --- as written ------------------------------------------------------------ */

/* Bytes of a space or dash at @at, and which it is. */
static size_t
separator_at (const char *text, size_t at, size_t end, char *out_kind)
{
  static const struct
  {
    const char *bytes;
    char kind;
  } known[] = {
    { " ", ' ' },
    { "-", '-' },
    { "/", '/' },
    { ".", '.' },
    { "\xC2\xA0", ' ' },
    { "\xE2\x80\x89", ' ' },
    { "\xE2\x80\xAF", ' ' },
    { "\xE2\x80\x90", '-' },
    { "\xE2\x80\x91", '-' },
    { "\xE2\x80\x92", '-' },
    { "\xE2\x80\x93", '-' },
    { "\xE2\x88\x92", '-' },
  };

  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    {
      size_t n = strlen (known[i].bytes);
      if (end - at >= n && memcmp (text + at, known[i].bytes, n) == 0)
        {
          *out_kind = known[i].kind;
          return n;
        }
    }
  return 0;
}

/* What stands between two groups: at most three marks, of which a dash or slash counts
 * for more than the spaces around it. */
static size_t
separators_at (const char *text, size_t at, size_t end, char *out_kind)
{
  size_t start = at;
  char kind = 0;

  for (int i = 0; i < 3 && at < end; i++)
    {
      char here = 0;
      size_t n = separator_at (text, at, end, &here);

      if (n == 0 || (here != ' ' && kind != 0 && kind != ' '))
        break;
      kind = here != ' ' || kind == 0 ? here : kind;
      at += n;
    }
  *out_kind = kind;
  return at - start;
}

/* Read groups from @at on; `(0)`, `(08)` and `(+46)` are groups like others. */
static void
read_groups (const char *text, size_t at, size_t end, Groups *groups)
{
  size_t used = 0;
  char separator = 0;

  groups->n = 0;
  while (groups->n < MAX_GROUPS)
    {
      bool bracket = at < end && text[at] == '(';
      size_t first = at + bracket;
      first += bracket && first < end && text[first] == '+';
      size_t last = first;

      while (last < end && is_digit (text[last]))
        last++;
      if (last == first || used + (last - first) > MAX_DIGITS ||
          (bracket && (last >= end || text[last] != ')')))
        break;
      memcpy (groups->digits + used, text + first, last - first);
      used += last - first;
      groups->lengths[groups->n] = last - first;
      groups->separators[groups->n] = separator;
      groups->ends[groups->n] = last + bracket;
      groups->n++;

      size_t length = separators_at (text, last + bracket, end, &separator);
      at = last + bracket + length;
      if (length == 0 && at < end && text[at] != '(' && !bracket)
        break;
      if (length == 0)
        separator = ' ';
    }
  groups->digits[used] = '\0';
}

/* The digits of the first @n groups. */
static size_t
take (const Groups *groups, size_t n, char out[MAX_DIGITS + 1])
{
  size_t used = 0;

  for (size_t i = 0; i < n; i++)
    used += groups->lengths[i];
  memcpy (out, groups->digits, used);
  out[used] = '\0';
  return used;
}

/* Marks between the groups from @first on: all spaces, or all the same dash or dot. */
static bool
is_even (const Groups *groups, size_t first, size_t n)
{
  for (size_t i = first + 1; i < n; i++)
    if (groups->separators[i] != groups->separators[first])
      return false;
  return true;
}

/* 01-02-2022, 08.15-09.30, 070203-1234: dates, times and personal numbers. */
static bool
looks_like_another (const Groups *groups, size_t n)
{
  const size_t *length = groups->lengths;

  if (n >= 3 && length[0] == 2 && length[1] == 2 && groups->separators[1] != ' ' &&
      groups->separators[2] != ' ' && (length[2] == 2 || length[2] == 4))
    return true;
  return n == 2 && length[0] == 6 && length[1] == 4;
}

static bool
fits_national (const Groups *groups, size_t n, bool labelled)
{
  char digits[MAX_DIGITS + 1];
  bool mobile = false;

  take (groups, n, digits);
  size_t area = check_national (digits + 1, &mobile);
  if (area == 0 || looks_like_another (groups, n))
    return false;
  if (n == 1)
    return mobile || labelled;

  /* The area code stands alone; a mobile's may have the next digit with it. */
  if (groups->lengths[0] != area + 1 && !(mobile && groups->lengths[0] == 4))
    return false;
  /* 070.123.45.67: dots all along; two pairs and a year are a date. */
  bool dots = mobile && n >= 3 && groups->separators[1] == '.' && is_even (groups, 1, n);
  for (size_t i = 1; i < n; i++)
    if ((groups->separators[i] == '.' && !dots) || (i > 1 && groups->lengths[i] < 2) ||
        (n > 2 && groups->lengths[i] > 4))
      return false;
  if (groups->lengths[1] < 2 ||
      (n == 2 && !mobile && !labelled && groups->separators[1] == ' '))
    return false;
  /* 08-12 13-17 are hours: after the first dash come spaces, or dashes all along. */
  return is_even (groups, 2, n) &&
         (n == 2 || dots || groups->separators[2] == ' ' ||
          (groups->separators[1] == '-' && groups->separators[2] == '-'));
}

static size_t
parse_national (const char *text, size_t start, size_t end, bool labelled,
                char out_value[MAX_VALUE_BYTES])
{
  Groups groups;
  char digits[MAX_DIGITS + 1];

  read_groups (text, start, end, &groups);
  for (size_t n = groups.n; n > 0; n--)
    if (groups.digits[0] == '0' && fits_national (&groups, n, labelled))
      {
        take (&groups, n, digits);
        strcpy (stpcpy (out_value, "+46"), digits + 1);
        return groups.ends[n - 1];
      }
  return 0;
}

static size_t
country_length (const char *digits)
{
  for (size_t n = 1; n <= 3; n++)
    if (strlen (digits) > n && IN_LIST (leading (digits, n), country_codes))
      return n;
  return 0;
}

/* 10 000 000: groups of three after the first, as sums are written. */
static bool
looks_like_a_sum (const Groups *groups, size_t n)
{
  for (size_t i = 1; i < n; i++)
    if (groups->lengths[i] != 3 || groups->separators[i] != ' ')
      return false;
  return n > 1;
}

static bool
fits_international (const Groups *groups, size_t n, bool labelled,
                    char out_value[MAX_VALUE_BYTES])
{
  char digits[MAX_DIGITS + 1];
  size_t total = take (groups, n, digits);
  size_t country = country_length (digits);

  if (country == 0 || total > 15)
    return false;
  const char *national = digits + country;
  bool mobile = false;

  if (leading (digits, country) == 46)
    {
      national += national[0] == '0';
      if (check_national (national, &mobile) == 0)
        return false;
    }
  else if (leading (digits, country) == 1)
    {
      if (total != 11 || digits[1] < '2' || digits[4] < '2')
        return false;
    }
  else if (total < country + 6 || (!labelled && looks_like_a_sum (groups, n)))
    return false;
  else if (national[0] == '0' && groups->lengths[0] == country && groups->lengths[1] == 1)
    national++; /* +44 (0)20 … */

  out_value[0] = '+';
  memcpy (out_value + 1, digits, country);
  strcpy (out_value + 1 + country, national);
  return true;
}

static size_t
parse_international (const char *text, size_t start, size_t end, bool labelled,
                     char out_value[MAX_VALUE_BYTES])
{
  Groups groups;

  read_groups (text, start, end, &groups);
  for (size_t n = groups.n; n > 0; n--)
    if (fits_international (&groups, n, labelled, out_value))
      return groups.ends[n - 1];
  return 0;
}

size_t
parse_phone (const char *text, size_t start, size_t end, bool labelled,
             char out_value[MAX_VALUE_BYTES])
{
  bool bracket = start < end && text[start] == '(';
  size_t at = start + bracket;

  if (at < end && text[at] == '+')
    {
      /* `(+46) 8 …` is read from the bracket on. */
      at = bracket ? start : at + 1;
      while (at < end && text[at] == ' ')
        at++;
      return parse_international (text, at, end, labelled, out_value);
    }
  if (end - start > 4 && text[start] == '0' && text[start + 1] == '0')
    return parse_international (text, start + 2 + (text[start + 2] == ' '), end, labelled,
                                out_value);
  return parse_national (text, start, end, labelled, out_value);
}

/* --- in the text ----------------------------------------------------------- */

typedef enum
{
  LABEL_NONE,
  LABEL_PHONE,
  LABEL_SWITCHBOARD,
  LABEL_OTHER /* fax, bank account, organisation number: no telephone */
} Label;

/* clang-format off */
static const struct
{
  const char *word; /* as fold_name writes it */
  Label label;
} labels[] = {
  { "tel", LABEL_PHONE },           { "telefon", LABEL_PHONE },
  { "telefonnummer", LABEL_PHONE }, { "tfn", LABEL_PHONE },
  { "tele", LABEL_PHONE },          { "mobil", LABEL_PHONE },
  { "mobiltelefon", LABEL_PHONE },  { "mob", LABEL_PHONE },
  { "mobile", LABEL_PHONE },        { "phone", LABEL_PHONE },
  { "telephone", LABEL_PHONE },     { "cell", LABEL_PHONE },
  { "direkt", LABEL_PHONE },        { "direktnummer", LABEL_PHONE },
  { "ring", LABEL_PHONE },          { "sms", LABEL_PHONE },
  { "presstelefon", LABEL_PHONE },  { "pressjour", LABEL_PHONE },
  { "vaxel", LABEL_SWITCHBOARD },   { "vaxeln", LABEL_SWITCHBOARD },
  { "switchboard", LABEL_SWITCHBOARD },
  { "telefonvaxel", LABEL_SWITCHBOARD },
  { "fax", LABEL_OTHER },           { "telefax", LABEL_OTHER },
  { "bankgiro", LABEL_OTHER },      { "bg", LABEL_OTHER },
  { "plusgiro", LABEL_OTHER },      { "pg", LABEL_OTHER },
  { "postgiro", LABEL_OTHER },      { "orgnr", LABEL_OTHER },
  { "organisationsnummer", LABEL_OTHER },
  { "personnummer", LABEL_OTHER },  { "isbn", LABEL_OTHER },
  { "issn", LABEL_OTHER },          { "dnr", LABEL_OTHER },
  { "diarienummer", LABEL_OTHER },  { "diarienr", LABEL_OTHER },
  { "clearing", LABEL_OTHER },      { "kontonummer", LABEL_OTHER },
  { "konto", LABEL_OTHER },         { "swish", LABEL_OTHER },
  { "artikelnummer", LABEL_OTHER }, { "iban", LABEL_OTHER },
};
/* clang-format on */

/* The last label before @at that no other number parts from it; the line before counts
 * where this one begins with the number (`Telefon (växel)` above it). */
static Label
label_before (const NystaText *text, const Lines *lines, size_t index, size_t at)
{
  const Line *line = &lines->items[index];
  size_t start = at - line->start > 60 ? at - 60 : line->start;
  size_t stop = at;

  if (at == line->start && index > 0 &&
      lines->items[index - 1].end - lines->items[index - 1].start <= 60)
    {
      start = lines->items[index - 1].start;
      stop = lines->items[index - 1].end;
    }
  for (size_t i = stop; i > start; i--)
    if (is_digit (text->text[i - 1]))
      {
        start = i;
        break;
      }

  char folded[2 * 64 + 1];
  Label label = LABEL_NONE;
  fold_name (text->text + start, stop - start, folded);
  for (char *word = strtok (folded, " "); word != NULL; word = strtok (NULL, " "))
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
      if (strcmp (word, labels[i].word) == 0)
        /* `Telefon (växel)` and `växel: telefon` are both the switchboard. */
        label = label == LABEL_SWITCHBOARD && labels[i].label == LABEL_PHONE
                  ? LABEL_SWITCHBOARD
                  : labels[i].label;
  return label;
}

/* Can a number begin at @at, seen from what stands before? */
static bool
may_begin (const char *text, size_t line_start, size_t at)
{
  char c = text[at];

  if (c != '0' && c != '+' && c != '(')
    return false;
  if (at == line_start)
    return true;
  unsigned char before = (unsigned char) text[at - 1];
  if (isalnum (before) || strchr ("-./,+=_@#%&?", before) != NULL)
    return false;
  /* The tail of å, ä, ö and their like; a dash or odd space is fine. */
  return before < 0x80 || (at - line_start >= 2 && (unsigned char) text[at - 2] != 0xC3);
}

/* What follows must not make it part of something longer, or a sum. */
static bool
may_end (const char *text, size_t at, size_t line_end)
{
  static const char *const units[] = { "kr",  "kronor",  "sek",     "mkr",
                                       "tkr", "miljon",  "miljard", "euro",
                                       "eur", "procent", "%" };
  unsigned char next = at < line_end ? (unsigned char) text[at] : ' ';

  if (isalnum (next) || next == 0xC3 || next == '_' || next == '@')
    return false;
  while (at < line_end && text[at] == ' ')
    at++;
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (line_end - at >= strlen (units[i]) &&
        strncasecmp (text + at, units[i], strlen (units[i])) == 0)
      return false;
  return true;
}

bool
find_phones (const NystaText *text, const Lines *lines, Contacts *contacts)
{
  for (size_t i = 0; i < lines->n; i++)
    {
      const Line *line = &lines->items[i];

      for (size_t at = line->start; at < line->end; at++)
        {
          if (!may_begin (text->text, line->start, at))
            continue;
          Contact contact = { .start = (uint32_t) at,
                              .kind = NYSTA_PHONE,
                              .line = (uint32_t) i };
          /* Whatever is a number without a label is one with it. */
          size_t end = parse_phone (text->text, at, line->end, true, contact.value);
          if (end == 0)
            continue;
          Label label = label_before (text, lines, i, at);
          if (label != LABEL_PHONE && label != LABEL_SWITCHBOARD)
            end = parse_phone (text->text, at, line->end, false, contact.value);
          if (end == 0 || !may_end (text->text, end, line->end))
            continue;
          contact.end = (uint32_t) end;
          contact.switchboard = label == LABEL_SWITCHBOARD;
          at = end - 1;
          if (label != LABEL_OTHER && !contacts_add (contacts, &contact))
            return false;
        }
    }
  return true;
}
