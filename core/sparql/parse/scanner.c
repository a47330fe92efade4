/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/parse/scanner.h"

#include <string.h>

#include "base/error.h"
#include "rdf/prefix.h"

void
nysta_scanner_init (NystaScanner *scanner, const NystaSourceText *source)
{
  *scanner = (NystaScanner){
    .source = source, .next = source->text, .line = 1, .column = 1
  };
}

/* --- names: Turtle's characters, which rdf/prefix.h knows --------------------------- */

/* [164] PN_CHARS_BASE */
static gboolean
is_name_base (gunichar c)
{
  return nysta_prefix_is_name_start (c) && c != '_' && !(c >= '0' && c <= '9');
}

/* [166] VARNAME, after its first character */
static gboolean
is_variable_tail (gunichar c)
{
  return nysta_prefix_is_name_character (c) && c != '-';
}

/* The end of a name [168]; dots are inside it, never last. */
static const char *
skip_name (const char *text)
{
  const char *end = text;

  for (;;)
    {
      const char *dots = end;

      while (*dots == '.')
        dots++;
      if (!nysta_prefix_is_name_character (g_utf8_get_char (dots)))
        return end;
      end = g_utf8_next_char (dots);
    }
}

/* [169] PN_LOCAL: also colons, [171] PERCENT and [173] PN_LOCAL_ESC */
static const char *
skip_local (const char *text)
{
  const char *end = text;

  for (;;)
    {
      const char *at = end;

      while (*at == '.' && at > text)
        at++;
      if (*at == '%' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]))
        end = at + 3;
      else if (*at == '\\' && at[1] != '\0' &&
               strchr ("_~.-!$&'()*+,;=/?#@%", at[1]) != NULL)
        end = at + 2;
      else if (*at == ':' ||
               (at == text ? nysta_prefix_is_name_start (g_utf8_get_char (at))
                           : nysta_prefix_is_name_character (g_utf8_get_char (at))))
        end = g_utf8_next_char (at);
      else
        return end;
    }
}

/* --- terminals: each skips one, from its first character -------------------------------- */

/* [139] IRIREF, or NULL: then "<" is an operator */
static const char *
skip_iri (const char *text)
{
  const char *end = text + 1;

  while ((guchar) *end > 0x20 && strchr ("<>\"{}|^`\\", *end) == NULL)
    end++;
  return *end == '>' ? end + 1 : NULL;
}

/* [156] to [159]; NULL if it does not end. */
static const char *
skip_string (const char *text)
{
  const char quote = *text;
  gboolean is_long = text[1] == quote && text[2] == quote;
  const char *end = text + (is_long ? 3 : 1);

  for (; *end != '\0'; end++)
    {
      if (*end == '\\' && end[1] != '\0')
        end++;
      else if (!is_long && (*end == '\n' || *end == '\r'))
        return NULL;
      else if (*end == quote && !is_long)
        return end + 1;
      else if (*end == quote && end[1] == quote && end[2] == quote)
        return end + 3;
    }
  return NULL;
}

static const char *
skip_digits (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;
  return text;
}

/* [155] EXPONENT, or NULL */
static const char *
skip_exponent (const char *text)
{
  if (*text != 'e' && *text != 'E')
    return NULL;
  text += text[1] == '+' || text[1] == '-' ? 2 : 1;
  return g_ascii_isdigit (*text) ? skip_digits (text) : NULL;
}

/* SPARQL 1.0 read 123. as a decimal. In 1.1 that dot ends the triple, so that nothing else
 * is left for it where another one follows. */
static gboolean
is_old_decimal (const char *whole)
{
  return whole[0] == '.' && whole[1 + strspn (whole + 1, " \t\r\n")] == '.';
}

/* [146] to [154] */
static const char *
skip_number (const char *text, NystaScanKind *out_kind)
{
  const char *whole = skip_digits (text + (*text == '+' || *text == '-'));
  const char *fraction = *whole == '.' ? skip_digits (whole + 1) : whole;
  const char *exponent = skip_exponent (fraction);

  if (exponent != NULL)
    {
      *out_kind = NYSTA_SCAN_DOUBLE;
      return exponent;
    }
  if (fraction > whole + 1)
    {
      *out_kind = NYSTA_SCAN_DECIMAL;
      return fraction;
    }
  if (is_old_decimal (whole))
    {
      *out_kind = NYSTA_SCAN_DECIMAL;
      return whole + 1;
    }
  *out_kind = NYSTA_SCAN_INTEGER;
  return whole;
}

static gboolean
is_number (const char *text)
{
  if (*text == '+' || *text == '-')
    text++;
  if (*text == '.')
    text++;
  return g_ascii_isdigit (*text);
}

/* [145] LANGTAG, or NULL */
static const char *
skip_tag (const char *text)
{
  const char *end = text + 1;

  while (g_ascii_isalpha (*end))
    end++;
  if (end == text + 1)
    return NULL;
  while (*end == '-' && g_ascii_isalnum (end[1]))
    for (end++; g_ascii_isalnum (*end);)
      end++;
  return end;
}

/* A word, or with a colon after it [140] PNAME_NS, [141] PNAME_LN */
static const char *
skip_word (const char *text, NystaScanKind *out_kind)
{
  const char *end = text;

  if (*text != ':')
    end = skip_name (text);
  if (*end == ':')
    {
      *out_kind = NYSTA_SCAN_NAME;
      return skip_local (end + 1);
    }
  /* Keywords and functions have no hyphens or dots: give those back. */
  *out_kind = NYSTA_SCAN_WORD;
  end = text;
  while (is_variable_tail (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return end;
}

static const char *
skip_mark (const char *text, guint *out_mark)
{
  static const char *const two[] = { "!=", "<=", ">=", "&&", "||", "^^" };

  for (gsize i = 0; i < G_N_ELEMENTS (two); i++)
    if (strncmp (text, two[i], 2) == 0)
      {
        *out_mark = NYSTA_MARK (text[0], text[1]);
        return text + 2;
      }
  *out_mark = (guchar) *text;
  return strchr ("{}()[].,;=<>!+-*/^|?", *text) != NULL ? text + 1 : NULL;
}

/* NULL: nothing begins here. The longest fits, as note 3 of the grammar says. */
static const char *
skip_terminal (const char *text, NystaScanToken *token)
{
  const gunichar c = g_utf8_get_char (text);
  const char *end = NULL;

  if (c == '<' && (end = skip_iri (text)) != NULL)
    {
      token->kind = NYSTA_SCAN_IRI;
      return end;
    }
  if (c == '"' || c == '\'')
    {
      token->kind = NYSTA_SCAN_STRING;
      return skip_string (text);
    }
  if ((c == '?' || c == '$') && nysta_prefix_is_name_start (g_utf8_get_char (text + 1)))
    {
      token->kind = NYSTA_SCAN_VARIABLE;
      for (end = text + 1; is_variable_tail (g_utf8_get_char (end));)
        end = g_utf8_next_char (end);
      return end;
    }
  if (c == '_' && text[1] == ':' && nysta_prefix_is_name_start (g_utf8_get_char (text + 2)))
    {
      token->kind = NYSTA_SCAN_BLANK;
      return skip_name (text + 2);
    }
  if (is_number (text))
    return skip_number (text, &token->kind);
  if (c == '@')
    {
      token->kind = NYSTA_SCAN_TAG;
      return skip_tag (text);
    }
  if (c == ':' || is_name_base (c))
    return skip_word (text, &token->kind);
  token->kind = NYSTA_SCAN_MARK;
  return skip_mark (text, &token->mark);
}

/* --- places ------------------------------------------------------------------------------ */

/* Move past what ends at @end, counting lines and columns as they were typed. */
static void
move_to (NystaScanner *scanner, const char *end)
{
  const GArray *escapes = scanner->source->escapes;

  for (const char *c = scanner->next; c < end; c = g_utf8_next_char (c))
    {
      gsize offset = (gsize) (c - scanner->source->text);

      scanner->column++;
      if (scanner->next_escape < escapes->len &&
          g_array_index (escapes, NystaSourceEscape, scanner->next_escape).offset == offset)
        scanner->column +=
          g_array_index (escapes, NystaSourceEscape, scanner->next_escape++).n_hidden;
      else if (*c == '\n' || (*c == '\r' && c[1] != '\n'))
        {
          scanner->line++;
          scanner->column = 1;
        }
    }
  scanner->next = end;
}

/* White space and comments */
static void
skip_white (NystaScanner *scanner)
{
  const char *end = scanner->next;

  for (;;)
    {
      end += strspn (end, " \t\r\n");
      if (*end != '#')
        break;
      end += strcspn (end, "\r\n");
    }
  move_to (scanner, end);
}

/* --- what begins nothing ------------------------------------------------------------------ */

static const char *
explain_stray (gunichar c)
{
  switch (c)
    {
    case '&':
      return ": did you mean &&?";
    case '%':
      return ": SPARQL has no remainder; write ?x - ?y * FLOOR (?x / ?y)";
    case '\\':
      return ": a backslash stands in strings and local names only";
    case '@':
      return ": @ stands before a language, as in \"ja\"@sv; prefixes begin PREFIX";
    case '`':
      return ": names stand bare, as in ?name";
    case '~':
      return ": reifiers of RDF 1.2 (~) are not supported";
    case '$':
      return ": a variable is $ and its name, without { }";
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x201E:
      return ": write straight quotes, \"";
    case 0x00A0:
      return ": it looks like a space; write a plain one";
    default:
      return "";
    }
}

static gboolean
set_stray (const NystaScanToken *token, GError **error)
{
  gunichar c = g_utf8_get_char (token->start);
  g_autofree char *what = NULL;

  if (c == '"' || c == '\'')
    {
      gboolean is_long = token->start[1] == (char) c && token->start[2] == (char) c;

      what = g_strdup_printf ("a string that does not end, expected its closing %s%s",
                              is_long ? (c == '"' ? "\"\"\"" : "'''")
                                      : (c == '"' ? "\"" : "'"),
                              is_long ? "" : " on the same line");
    }
  else if (g_unichar_isprint (c) && !g_unichar_isspace (c))
    {
      char text[7] = { 0 };

      g_unichar_to_utf8 (c, text);
      what = g_strdup_printf ("'%s', which begins nothing in SPARQL%s", text,
                              explain_stray (c));
    }
  else
    what = g_strdup_printf ("the character U+%04X, which begins nothing in SPARQL%s", c,
                            explain_stray (c));
  g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX, "%u:%u: found %s",
               token->line, token->column, what);
  return FALSE;
}

gboolean
nysta_scanner_next (NystaScanner *scanner, NystaScanToken *out_token, GError **error)
{
  skip_white (scanner);

  NystaScanToken token = { .start = scanner->next,
                           .line = scanner->line,
                           .column = scanner->column };

  if (*token.start != '\0')
    {
      const char *end = skip_terminal (token.start, &token);

      if (end == NULL)
        return set_stray (&token, error);
      token.length = (gsize) (end - token.start);
      move_to (scanner, end);
    }
  *out_token = token;
  return TRUE;
}

const char *
nysta_scan_unescape (const char *text, gsize length, GString *out)
{
  static const char letters[] = "tbnrf\"'\\";
  static const char values[] = "\t\b\n\r\f\"'\\";
  const char *end = text + length;

  while (text < end)
    {
      const char *backslash = memchr (text, '\\', (gsize) (end - text));
      const char *plain_end = backslash != NULL ? backslash : end;

      g_string_append_len (out, text, plain_end - text);
      if (backslash == NULL)
        return NULL;

      const char *letter = backslash + 1 < end ? strchr (letters, backslash[1]) : NULL;

      if (letter == NULL)
        return backslash;
      g_string_append_c (out, values[letter - letters]);
      text = backslash + 2;
    }
  return NULL;
}
