/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sparql/parse/token.h"

#include <string.h>

#include "base/error.h"
#include "rdf/prefix.h"

void
nysta_lexer_init (NystaLexer *lexer, const char *text)
{
  /* Some editors begin a file with U+FEFF, which says nothing. */
  if (g_str_has_prefix (text, "\xEF\xBB\xBF"))
    text += 3;
  *lexer = (NystaLexer){ .next = text, .line = 1, .column = 1 };
}

gboolean
nysta_token_is_word (const NystaQueryToken *token, const char *word)
{
  return token->kind == NYSTA_LEX_WORD && strlen (word) == token->length &&
         g_ascii_strncasecmp (token->start, word, token->length) == 0;
}

gboolean
nysta_token_is_mark (const NystaQueryToken *token, const char *mark)
{
  return token->kind == NYSTA_LEX_MARK && strlen (mark) == token->length &&
         strncmp (token->start, mark, token->length) == 0;
}

/* --- names ------------------------------------------------------------------ */

/* The characters of names are Turtle's, which rdf/prefix.h knows. */

/* SPARQL 1.1 [164] PN_CHARS_BASE */
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

/* The end of a name whose characters pass @accept; dots are inside it, never last. */
static const char *
skip_name (const char *text, gboolean (*accept) (gunichar))
{
  const char *end = text;

  for (;;)
    {
      const char *dots = end;

      while (*dots == '.')
        dots++;
      if (!accept (g_utf8_get_char (dots)))
        return end;
      end = g_utf8_next_char (dots);
    }
}

/* [169] PN_LOCAL: also colons, percent escapes and backslash escapes */
static const char *
skip_local (const char *text)
{
  const char *end = text;

  for (;;)
    {
      const char *at = end;

      while (*at == '.')
        at++;
      if (*at == '%' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]))
        end = at + 3;
      else if (*at == '\\' && at[1] != '\0' &&
               strchr ("_~.-!$&'()*+,;=/?#@%", at[1]) != NULL)
        end = at + 2;
      else if (*at == ':' || is_variable_tail (g_utf8_get_char (at)) ||
               (*at == '-' && at > text))
        end = g_utf8_next_char (at);
      else
        return end;
    }
}

/* --- tokens ----------------------------------------------------------------- */

static void
skip_white (NystaLexer *lexer)
{
  for (;;)
    {
      const char c = *lexer->next;

      if (c == '#')
        while (*lexer->next != '\0' && *lexer->next != '\n' && *lexer->next != '\r')
          lexer->next++;
      else if (c == '\n' || (c == '\r' && lexer->next[1] != '\n'))
        {
          lexer->next++;
          lexer->line++;
          lexer->column = 1;
        }
      else if (c == ' ' || c == '\t' || c == '\r')
        {
          lexer->next++;
          lexer->column++;
        }
      else
        return;
    }
}

/* [139] IRIREF, or NULL: then "<" is an operator */
static const char *
skip_iri (const char *text)
{
  const char *end = text + 1;

  while ((guchar) *end > 0x20 && strchr ("<>\"{}|^`", *end) == NULL)
    end++;
  return *end == '>' ? end + 1 : NULL;
}

/* Past the string at @text; NULL if it does not end. */
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
skip_number (const char *text, NystaQueryTokenKind *out_kind)
{
  const char *end = text;

  *out_kind = NYSTA_LEX_INTEGER;
  while (g_ascii_isdigit (*end))
    end++;

  const char *exponent = end;

  if (*end == '.' && g_ascii_isdigit (end[1]))
    {
      *out_kind = NYSTA_LEX_DECIMAL;
      for (end++; g_ascii_isdigit (*end);)
        end++;
      exponent = end;
    }
  else if (*end == '.' && (end[1] == 'e' || end[1] == 'E'))
    exponent = end + 1;
  if (*exponent == 'e' || *exponent == 'E')
    {
      exponent += exponent[1] == '+' || exponent[1] == '-' ? 2 : 1;
      if (g_ascii_isdigit (*exponent))
        {
          *out_kind = NYSTA_LEX_DOUBLE;
          for (end = exponent; g_ascii_isdigit (*end);)
            end++;
        }
    }
  return end;
}

static const char *
skip_mark (const char *text)
{
  static const char *const two[] = { "!=", "<=", ">=", "&&", "||", "^^" };

  for (gsize i = 0; i < G_N_ELEMENTS (two); i++)
    if (strncmp (text, two[i], 2) == 0)
      return text + 2;
  return strchr ("{}()[].,;=<>!+-*/^|?", *text) != NULL ? text + 1 : NULL;
}

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

/* A word, or with a colon after it a prefixed name. */
static const char *
skip_word (const char *text, NystaQueryTokenKind *out_kind)
{
  const char *end = text;

  if (*text != ':')
    end = skip_name (text, nysta_prefix_is_name_character);
  if (*end == ':')
    {
      *out_kind = NYSTA_LEX_PNAME;
      return skip_local (end + 1);
    }
  /* Keywords and functions have no hyphens or dots: give those back. */
  *out_kind = NYSTA_LEX_WORD;
  end = text;
  while (is_variable_tail (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return end;
}

/* NULL: no token begins here. */
static const char *
skip_token (const char *text, NystaQueryTokenKind *out_kind)
{
  const gunichar c = g_utf8_get_char (text);
  const char *end = NULL;

  *out_kind = NYSTA_LEX_MARK;
  if (c == '<' && (end = skip_iri (text)) != NULL)
    {
      *out_kind = NYSTA_LEX_IRI;
      return end;
    }
  if (c == '"' || c == '\'')
    {
      *out_kind = NYSTA_LEX_STRING;
      return skip_string (text);
    }
  if ((c == '?' || c == '$') && nysta_prefix_is_name_start (g_utf8_get_char (text + 1)))
    {
      *out_kind = NYSTA_LEX_VARIABLE;
      for (end = text + 1; is_variable_tail (g_utf8_get_char (end));)
        end = g_utf8_next_char (end);
      return end;
    }
  if (c == '_' && text[1] == ':' && nysta_prefix_is_name_start (g_utf8_get_char (text + 2)))
    {
      *out_kind = NYSTA_LEX_BLANK;
      return skip_name (text + 2, nysta_prefix_is_name_character);
    }
  if (g_ascii_isdigit (*text) || (c == '.' && g_ascii_isdigit (text[1])))
    return skip_number (text, out_kind);
  if (c == '@')
    {
      *out_kind = NYSTA_LEX_TAG;
      return skip_tag (text);
    }
  if (c == ':' || is_name_base (c))
    return skip_word (text, out_kind);
  return skip_mark (text);
}

static gboolean
set_stray (const NystaQueryToken *token, GError **error)
{
  gunichar c = g_utf8_get_char (token->start);

  if (c == '"' || c == '\'')
    g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX,
                 "%u:%u: found a string that does not end, expected its closing %s",
                 token->line, token->column,
                 token->start[1] == (char) c && token->start[2] == (char) c
                   ? (c == '"' ? "\"\"\"" : "'''")
                   : (c == '"' ? "\"" : "'"));
  else if (g_unichar_isprint (c))
    {
      char text[7] = { 0 };

      g_unichar_to_utf8 (c, text);
      g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX,
                   "%u:%u: found '%s', which begins nothing in SPARQL", token->line,
                   token->column, text);
    }
  else
    g_set_error (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX,
                 "%u:%u: found the character U+%04X, which begins nothing in SPARQL",
                 token->line, token->column, c);
  return FALSE;
}

gboolean
nysta_lexer_next (NystaLexer *lexer, NystaQueryToken *out_token, GError **error)
{
  skip_white (lexer);

  NystaQueryToken token = { .start = lexer->next,
                            .line = lexer->line,
                            .column = lexer->column };

  if (*token.start != '\0')
    {
      const char *end = skip_token (token.start, &token.kind);

      if (end == NULL)
        return set_stray (&token, error);
      token.length = (gsize) (end - token.start);
      for (const char *c = token.start; c < end; c = g_utf8_next_char (c))
        {
          lexer->column++;
          if (*c == '\n' || (*c == '\r' && c[1] != '\n'))
            {
              lexer->line++;
              lexer->column = 1;
            }
        }
      lexer->next = end;
    }
  *out_token = token;
  return TRUE;
}

gboolean
nysta_token_unescape (const char *text, gsize length, GString *out)
{
  static const char letters[] = "tbnrf\"'\\";
  static const char values[] = "\t\b\n\r\f\"'\\";

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '\\')
        {
          g_string_append_c (out, text[i]);
          continue;
        }

      const char letter = text[++i];
      const char *found = letter != '\0' ? strchr (letters, letter) : NULL;
      gsize n_digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
      gunichar c = 0;

      if (found != NULL)
        {
          g_string_append_c (out, values[found - letters]);
          continue;
        }
      if (n_digits == 0 || i + n_digits >= length)
        return FALSE;
      while (n_digits-- > 0)
        {
          int digit = g_ascii_xdigit_value (text[++i]);

          if (digit < 0)
            return FALSE;
          c = c << 4 | (gunichar) digit;
        }
      if (c == 0 || !g_unichar_validate (c))
        return FALSE;
      g_string_append_unichar (out, c);
    }
  return TRUE;
}
