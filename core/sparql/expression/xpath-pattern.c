/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/expression/xpath-pattern.h"

#include <string.h>

#include "base/limits.h"

/* XML 1.1 [4] NameStartChar and [4a] NameChar. */
#define NAME_START                                                                         \
  "\\:A-Z_a-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{" \
  "1FFF}\\x{200C}-\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{"  \
  "F900}-\\x{FDCF}\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}"
#define NAME_MORE "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}-\\x{2040}"

typedef struct
{
  const char *c;
  gboolean dot_all;
  gboolean spaced;
  guint depth;
  GString *out;
} Translation;

/* What stands between brackets for an escape with several characters. */
typedef struct
{
  char letter;
  gboolean negated; /* [^…] outside a class; inside, it has none */
  const char *members;
} ClassEscape;

static const ClassEscape class_escapes[] = {
  { 's', FALSE, " \\t\\n\\r" },
  { 'S', TRUE, " \\t\\n\\r" },
  { 'd', FALSE, "\\p{Nd}" },
  { 'D', FALSE, "\\P{Nd}" },
  { 'w', FALSE, "\\p{L}\\p{M}\\p{N}\\p{S}" },
  { 'W', FALSE, "\\p{P}\\p{Z}\\p{C}" },
  { 'i', FALSE, NAME_START },
  { 'I', TRUE, NAME_START },
  { 'c', FALSE, NAME_START NAME_MORE },
  { 'C', TRUE, NAME_START NAME_MORE },
};

/* \p{L}, \P{Nd}: general categories; blocks (\p{IsGreek}) PCRE2 doesn't have. */
static gboolean
take_category (Translation *translation)
{
  const char *c = translation->c + 1;
  const char *end = strchr (c, '}');

  if (*c != '{' || end == NULL || end - c < 2 || end - c > 3 || !g_ascii_isupper (c[1]) ||
      (end - c == 3 && !g_ascii_islower (c[2])))
    return FALSE;
  g_string_append_c (translation->out, '\\');
  g_string_append_len (translation->out, translation->c, end + 1 - translation->c);
  translation->c = end + 1;
  return TRUE;
}

/* At the character after the backslash. */
static gboolean
take_escape (Translation *translation, gboolean in_class)
{
  char letter = *translation->c;

  if (letter == 'p' || letter == 'P')
    return take_category (translation);
  for (guint i = 0; i < G_N_ELEMENTS (class_escapes); i++)
    if (class_escapes[i].letter == letter)
      {
        if (in_class && letter == 'S')
          g_string_append (translation->out, "\\x{0}-\\x{8}\\x{B}\\x{C}\\x{E}-\\x{1F}"
                                             "!-\\x{10FFFF}");
        else if (in_class && class_escapes[i].negated)
          return FALSE;
        else if (in_class)
          g_string_append (translation->out, class_escapes[i].members);
        else
          g_string_append_printf (translation->out, "[%s%s]",
                                  class_escapes[i].negated ? "^" : "",
                                  class_escapes[i].members);
        translation->c++;
        return TRUE;
      }
  if (letter == '\0' || strchr ("nrt\\|.?*+(){}-[]^$", letter) == NULL)
    {
      /* A group before it, by its number: \1 */
      if (in_class || letter < '1' || letter > '9')
        return FALSE;
      g_string_append_printf (translation->out, "\\g{%c}", letter);
    }
  else
    g_string_append_printf (translation->out, "\\%c", letter);
  translation->c++;
  return TRUE;
}

/* From after `[` to after `]`. [a-z-[aeiou]] leaves out: PCRE2 looks ahead for that. */
static gboolean
take_class (Translation *translation)
{
  GString *out = translation->out;
  gsize start = out->len;
  gboolean any = FALSE;

  if (translation->depth++ == NYSTA_MAX_NESTING)
    return FALSE;
  g_string_append_c (out, '[');
  if (*translation->c == '^')
    {
      g_string_append_c (out, '^');
      translation->c++;
    }
  for (; *translation->c != ']' || !any; any = TRUE)
    {
      char c = *translation->c;

      if (c == '\0' || c == '[' || c == ']')
        return FALSE;
      if (c == '-' && any && translation->c[1] == '[')
        {
          g_autofree char *class = g_strdup_printf ("%s]", out->str + start);

          translation->c += 2;
          g_string_truncate (out, start);
          g_string_append (out, "(?:(?!");
          if (!take_class (translation) || *translation->c != ']')
            return FALSE;
          translation->c++;
          g_string_append_printf (out, ")%s)", class);
          translation->depth--;
          return TRUE;
        }
      translation->c++;
      if (c == '\\')
        {
          if (!take_escape (translation, TRUE))
            return FALSE;
        }
      else
        {
          /* [:alpha:] are these letters; PCRE2 has a name there. */
          if (strchr (":.=", c) != NULL)
            g_string_append_c (out, '\\');
          g_string_append_c (out, c);
        }
    }
  translation->c++;
  g_string_append_c (out, ']');
  translation->depth--;
  return TRUE;
}

/* {2}, {2,} or {2,3} */
static gboolean
take_braces (Translation *translation)
{
  const char *c = translation->c + 1;

  if (!g_ascii_isdigit (*c))
    return FALSE;
  c += strspn (c, "0123456789");
  if (*c == ',')
    c += 1 + strspn (c + 1, "0123456789");
  if (*c != '}')
    return FALSE;
  g_string_append_len (translation->out, translation->c, c + 1 - translation->c);
  translation->c = c + 1;
  return TRUE;
}

/* A quantifier, and a `?` that makes it take as little as it can. */
static gboolean
take_quantifier (Translation *translation)
{
  if (*translation->c == '{')
    {
      if (!take_braces (translation))
        return FALSE;
    }
  else
    g_string_append_c (translation->out, *translation->c++);
  if (*translation->c == '?')
    g_string_append_c (translation->out, *translation->c++);
  return *translation->c != '\0' ? strchr ("?*+{", *translation->c) == NULL : TRUE;
}

/* After it a quantifier may stand: @out_atom. */
static gboolean
take_atom (Translation *translation, gboolean *out_atom)
{
  GString *out = translation->out;
  char c = *translation->c++;

  *out_atom = TRUE;
  switch (c)
    {
    case '\\':
      return take_escape (translation, FALSE);
    case '[':
      return take_class (translation);
    case '.':
      g_string_append (out, translation->dot_all ? "." : "[^\\n\\r]");
      return TRUE;
    case '(':
      *out_atom = FALSE;
      g_string_append_c (out, '(');
      if (*translation->c != '?')
        return TRUE;
      if (translation->c[1] != ':')
        return FALSE;
      translation->c += 2;
      g_string_append (out, "?:");
      return TRUE;
    case '|':
    case '^':
    case '$':
      *out_atom = FALSE;
      g_string_append_c (out, c);
      return TRUE;
    case ']':
    case '}':
      return FALSE;
    default:
      g_string_append_c (out, c);
      return TRUE;
    }
}

gboolean
nysta_xpath_pattern_translate (const char *pattern, gboolean dot_all, gboolean spaced,
                               GString *out)
{
  Translation translation = {
    .c = pattern, .dot_all = dot_all, .spaced = spaced, .out = out
  };
  gboolean atom = FALSE;

  while (*translation.c != '\0')
    {
      if (spaced && strchr (" \t\r\n", *translation.c) != NULL)
        {
          translation.c++;
          continue;
        }
      if (strchr ("?*+{", *translation.c) != NULL)
        {
          if (!atom || !take_quantifier (&translation))
            return FALSE;
          atom = FALSE;
        }
      else if (!take_atom (&translation, &atom))
        return FALSE;
    }
  return TRUE;
}
