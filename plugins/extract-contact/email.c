/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* email.c: addresses in the text. */
#include "contact.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* How people write @ and . to hide an address from machines. */
static const char *const at_marks[] = { "[at]",       "(at)",       "{at}",
                                        "<at>",       "[a]",        "(a)",
                                        "[snabel-a]", "(snabel-a)", "[snabela]",
                                        "(snabela)",  "[@]",        "(@)" };
static const char *const dot_marks[] = { "[dot]",   "(dot)",   "{dot}",
                                         "[punkt]", "(punkt)", "{punkt}" };

/* clang-format off */
static const char *const functional[]
  = { "admin", "administration", "arkiv", "bibliotek", "biblioteket", "contact",
      "dataskydd", "dataskyddsombud", "diariet", "diarium", "dso", "ekonomi", "event",
      "expeditionen", "faktura", "forbundet", "foreningen", "forvaltningen", "gdpr",
      "hej", "hello", "helpdesk", "hr", "huvudregistrator", "info", "information",
      "jobb", "kansli", "kansliet", "kommun", "kommunen", "kommunikation",
      "kommunkansliet", "kommunstyrelsen", "kontakt", "kontaktcenter", "ks", "kundservice",
      "kundtjanst", "mail", "media", "medborgarservice", "medlem", "myndigheten", "naringsliv", "news",
      "newsroom", "nyheter", "office", "order", "post", "press", "presskontakt",
      "presstjanst", "presstjansten", "receptionen", "reception", "redaktion",
      "redaktionen", "region", "regionen", "registrator", "registrar", "rekrytering",
      "sekretariat", "servicecenter", "service", "stadshuset", "styrelse", "styrelsen",
      "support", "tips", "utbildning", "vaxel", "vaxeln", "webb", "webbredaktion",
      "webmaster" };
static const char *const offices[]
  = { "ordforande", "ordf", "vd", "ceo", "kassor", "sekreterare", "rektor", "chair",
      "director", "vice", "chefredaktor", "pressekreterare", "presschef", "dekan",
      "prefekt", "generalsekreterare", "generaldirektor", "gd", "kommundirektor",
      "regiondirektor" };
/* clang-format on */

bool
contacts_add (Contacts *contacts, const Contact *contact)
{
  if (contacts->n == contacts->allocated)
    {
      size_t wanted = contacts->allocated == 0 ? 16 : 2 * contacts->allocated;
      Contact *items = realloc (contacts->items, wanted * sizeof *items);

      if (items == NULL)
        return false;
      contacts->items = items;
      contacts->allocated = wanted;
    }
  contacts->items[contacts->n++] = *contact;
  return true;
}

static bool
is_listed (const char *word, const char *const *list, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (strcmp (word, list[i]) == 0)
      return true;
  return false;
}

#define IS_LISTED(word, list) is_listed (word, list, sizeof (list) / sizeof *(list))

LocalKind
local_kind (const char *address)
{
  char folded[2 * MAX_LOCAL_BYTES + 1];
  size_t n = strcspn (address, "@");

  fold_name (address, n < MAX_LOCAL_BYTES ? n : MAX_LOCAL_BYTES, folded);
  /* What stands first decides: press.syd, info-skola. */
  folded[strcspn (folded, " ")] = '\0';
  for (size_t i = strlen (folded); i > 0 && isdigit ((unsigned char) folded[i - 1]); i--)
    folded[i - 1] = '\0';
  if (IS_LISTED (folded, functional))
    return LOCAL_FUNCTIONAL;
  if (IS_LISTED (folded, offices))
    return LOCAL_ROLE;
  /* kommunen-x@x.se, x@x.se: the organisation writes. */
  return match_domain (address, folded) == 3 ? LOCAL_FUNCTIONAL : LOCAL_PERSONAL;
}

/* Bytes of a character at @text that nobody sees: a soft hyphen, U+200B to U+200D, U+2060,
 * U+FEFF; 0 if it is another. */
static size_t
invisible_length (const unsigned char *text)
{
  if (text[0] == 0xC2 && text[1] == 0xAD)
    return 2;
  if (text[0] == 0xE2 && ((text[1] == 0x80 && text[2] >= 0x8B && text[2] <= 0x8D) ||
                          (text[1] == 0x81 && text[2] == 0xA0)))
    return 3;
  return text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF ? 3 : 0;
}

/* Leave out what nobody sees, and write A–Z and the capitals of Latin-1 (å, ä, ö in names of
 * domains) small. False if other characters are there: no address has them. */
static bool
make_plain (char *text)
{
  unsigned char *out = (unsigned char *) text;

  for (unsigned char *c = out; *c != '\0';)
    {
      size_t invisible = invisible_length (c);

      if (invisible > 0)
        c += invisible;
      else if (*c < 0x80)
        *out++ = (unsigned char) tolower (*c++);
      else if (*c == 0xC3 && c[1] >= 0x80 && c[1] != 0x97 && c[1] != 0xB7)
        {
          *out++ = *c++;
          *out++ = *c < 0x9F ? *c + 0x20 : *c;
          c++;
        }
      else
        return false;
    }
  *out = '\0';
  return true;
}

static bool
add_email (Contacts *contacts, size_t line, size_t start, size_t end, const char *value)
{
  Contact contact = {
    .start = (uint32_t) start,
    .end = (uint32_t) end,
    .kind = NYSTA_EMAIL,
    .line = (uint32_t) line,
  };

  strcpy (contact.value, value);
  if (!make_plain (contact.value))
    return true;
  contact.local_kind = local_kind (contact.value);
  return contacts_add (contacts, &contact);
}

static bool
is_local_char (char c)
{
  return isalnum ((unsigned char) c) || strchr ("._%+-", c) != NULL;
}

/* Length of one of @marks at @text, 0 if none. */
static size_t
mark_length (const char *text, size_t left, const char *const *marks, size_t n)
{
  for (size_t i = 0; i < n; i++)
    {
      size_t length = strlen (marks[i]);
      if (left >= length && strncasecmp (text, marks[i], length) == 0)
        return length;
    }
  return 0;
}

static size_t
skip_spaces (const char *text, size_t at, size_t end)
{
  while (at < end && text[at] == ' ')
    at++;
  return at;
}

/* `a [at] b.se`: @at is where the mark begins. Returns the end of the address, or 0. */
static size_t
read_hidden (const char *text, size_t line_start, size_t at, size_t mark, size_t end,
             size_t *out_start, char out[MAX_VALUE_BYTES])
{
  size_t local_end = at;
  while (local_end > line_start && text[local_end - 1] == ' ')
    local_end--;
  size_t start = local_end;
  while (start > line_start && is_local_char (text[start - 1]))
    start--;
  while (start < local_end && !isalnum ((unsigned char) text[start]))
    start++;
  if (start == local_end || local_end - start >= MAX_LOCAL_BYTES ||
      !isalnum ((unsigned char) text[local_end - 1]))
    return 0;

  size_t used = local_end - start;
  memcpy (out, text + start, used);
  out[used++] = '@';

  size_t domain = used, label = used, n_dots = 0, stop = 0;
  size_t i = skip_spaces (text, at + mark, end);
  while (i < end && used < MAX_VALUE_BYTES - 1)
    {
      size_t j = skip_spaces (text, i, end);
      size_t dot = mark_length (text + j, end - j, dot_marks,
                                sizeof dot_marks / sizeof *dot_marks);

      if (dot > 0)
        i = skip_spaces (text, j + dot, end);
      else if (text[i] == '.')
        i++;
      else if (isalnum ((unsigned char) text[i]) || (text[i] == '-' && used > label))
        {
          out[used++] = text[i++];
          stop = i;
          continue;
        }
      else
        break;
      /* A full stop after the address ends it. */
      if (used == label || i >= end || !isalnum ((unsigned char) text[i]))
        break;
      out[used++] = '.';
      label = used;
      n_dots++;
    }
  out[used] = '\0';
  *out_start = start;
  return n_dots > 0 && used > domain && used - label >= 2 &&
             isalpha ((unsigned char) out[label])
           ? stop
           : 0;
}

/* `anna.ek at example.se`: the word alone, where what stands before it is no word. */
static size_t
bare_at_length (const char *text, size_t line_start, size_t at, size_t end)
{
  size_t start = at;
  bool dotted = false;

  if (end - at < 8 || strncmp (text + at, " at ", 4) != 0)
    return 0;
  while (start > line_start && is_local_char (text[start - 1]))
    start--;
  for (size_t i = start + 1; i + 1 < at; i++)
    dotted |= text[i] == '.' || text[i] == '_';
  return dotted ? 4 : 0;
}

/* What every mark for @ begins with, the blank before the word among them. */
static bool
may_be_mark (const char *text, size_t at, size_t end)
{
  switch (text[at])
    {
    case ' ':
      return at + 1 < end && text[at + 1] == 'a';
    case '[':
    case '(':
    case '{':
    case '<':
      return true;
    default:
      return false;
    }
}

static bool
find_hidden (const NystaText *text, const Lines *lines, size_t index, Contacts *contacts)
{
  const Line *line = &lines->items[index];
  char value[MAX_VALUE_BYTES];

  for (size_t at = line->start; at < line->end; at++)
    {
      if (!may_be_mark (text->text, at, line->end))
        continue;
      size_t mark = text->text[at] == ' '
                      ? bare_at_length (text->text, line->start, at, line->end)
                      : mark_length (text->text + at, line->end - at, at_marks,
                                     sizeof at_marks / sizeof *at_marks);
      size_t start = 0;
      size_t end = mark == 0 ? 0
                             : read_hidden (text->text, line->start, at, mark, line->end,
                                            &start, value);
      if (end == 0)
        continue;
      if (!add_email (contacts, index, start, end, value))
        return false;
      at = end - 1;
    }
  return true;
}

bool
find_emails (const NystaText *text, const Lines *lines, Contacts *contacts)
{
  size_t token = 0;

  for (size_t i = 0; i < lines->n; i++)
    {
      const Line *line = &lines->items[i];

      while (token < text->n_tokens && text->tokens[token].start < line->start)
        token++;
      for (; token < text->n_tokens && text->tokens[token].start < line->end; token++)
        {
          const NystaToken *email = &text->tokens[token];
          size_t n = email->end - email->start;
          char value[MAX_VALUE_BYTES];

          if (email->kind != NYSTA_TOKEN_EMAIL || n >= sizeof value)
            continue;
          memcpy (value, text->text + email->start, n);
          value[n] = '\0';
          if (!add_email (contacts, i, email->start, email->end, value))
            return false;
        }
      if (!find_hidden (text, lines, i, contacts))
        return false;
    }
  return true;
}
