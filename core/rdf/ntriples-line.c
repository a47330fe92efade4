/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/ntriples-line.h"

#include "base/limits.h"
#include "rdf/prefix.h"
#include "rdf/scan.h"
#include "rdf/utf8.h"
#include "rdf/vocabulary.h"

#include <string.h>

typedef struct
{
  NystaLineParser *parser;
  const char *start;
  char *c;
  gsize n_decoded; /* characters that stood before c and are gone with their escapes */
} Line;

void
nysta_line_parser_init (NystaLineParser *parser, gboolean has_graphs,
                        const char *blank_prefix)
{
  *parser = (NystaLineParser){ .has_graphs = has_graphs };
  parser->language = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (parser->labels); i++)
    parser->labels[i] = g_string_new (blank_prefix);
  parser->n_prefix = parser->labels[0]->len;
}

void
nysta_line_parser_clear (NystaLineParser *parser)
{
  g_string_free (parser->language, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (parser->labels); i++)
    g_string_free (parser->labels[i], TRUE);
}

/* @at: all before it that was decoded is in line->n_decoded. */
static gboolean
fail_at (Line *line, const char *at, const char *what)
{
  line->parser->wrong = what;
  line->parser->wrong_column = nysta_utf8_count (line->start, at) + line->n_decoded + 1;
  return FALSE;
}

/* --- escapes ------------------------------------------------------------------------- */

/* N-Triples [10] UCHAR; @c is at its u or U. The bytes that it takes, 0 if it is none. */
static gsize
read_code (const char *c, gunichar *out_code)
{
  gsize n_digits = *c == 'u' ? 4 : 8;
  gunichar code = 0;

  for (gsize i = 1; i <= n_digits; i++)
    {
      int digit = g_ascii_xdigit_value (c[i]);

      if (digit < 0 || code > 0x10FFFF)
        return 0;
      code = code * 16 + (gunichar) digit;
    }
  *out_code = code;
  return g_unichar_validate (code) ? n_digits + 1 : 0;
}

/* The escape at @c, which is at its backslash: its bytes, or 0 with *@out_wrong. */
static gsize
read_escape (const char *c, gboolean in_iri, gunichar *out_code, const char **out_wrong)
{
  static const char names[] = "tbnrf\"'\\";
  static const char meanings[] = "\t\b\n\r\f\"'\\";
  const char *name = memchr (names, c[1], sizeof names - 1);
  gsize n_bytes = 0;

  if (c[1] == 'u' || c[1] == 'U')
    {
      n_bytes = read_code (c + 1, out_code);
      if (n_bytes > 0 && *out_code == 0)
        *out_wrong = "\\u0000 cannot be kept in a literal: take it out";
      else if (n_bytes == 0)
        *out_wrong = "an escape stands for no character";
      return n_bytes > 0 && *out_code != 0 ? n_bytes + 1 : 0;
    }
  if (in_iri || name == NULL)
    {
      *out_wrong = "not an escape";
      return 0;
    }
  *out_code = (gunichar) meanings[name - names];
  return 2;
}

/* Decode what lies from @from to @end, all whose escapes are right, in its place; its new
 * end. */
static char *
decode (Line *line, char *from, const char *end, gboolean in_iri)
{
  gsize n_before = nysta_utf8_count (from, end);
  const char *c = from;
  char *to = from;

  while (c < end)
    {
      gunichar code = 0;
      const char *wrong = NULL;

      if (*c != '\\')
        {
          *to++ = *c++;
          continue;
        }
      c += read_escape (c, in_iri, &code, &wrong);
      to += g_unichar_to_utf8 (code, to);
    }
  /* What is left over counts as what follows is placed. */
  line->n_decoded += n_before - nysta_utf8_count (from, to) - (gsize) (end - to);
  memset (to, ' ', (gsize) (end - to));
  return to;
}

/* --- terms --------------------------------------------------------------------------- */

static inline void
skip_space (Line *line)
{
  while (*line->c == ' ' || *line->c == '\t')
    line->c++;
}

/* RFC 3986 §3.1: whether an IRI has a scheme, and so is absolute. */
static inline gboolean
has_scheme (const char *iri)
{
  const char *c = iri;

  if (!g_ascii_isalpha (*c))
    return FALSE;
  while (g_ascii_isalnum (*c) || *c == '+' || *c == '-' || *c == '.')
    c++;
  return *c == ':';
}

/* Where the IRI ends in whose midst @c is, which is at a byte that may not stand there. */
static char *
find_iri_end (Line *line, const char *c, gboolean *out_escaped)
{
  while (*c != '>')
    {
      gunichar code = 0;
      const char *wrong = *c == '\n' || *c == '\r' ? "an IRI is not closed with >"
                          : *c == ' ' ? "a space cannot stand in an IRI: write %20"
                          : *c == '<' && c[-1] == '<'
                            ? "triple terms of RDF 1.2 (<< … >>) are not supported"
                            : "a character that cannot stand in an IRI";
      gsize n_bytes = *c == '\\' ? read_escape (c, TRUE, &code, &wrong) : 0;

      if (n_bytes > 0 && code < 0x80 && nysta_scan_ends_iri ((char) code))
        {
          wrong = "not an absolute IRI: this escape cannot stand in one";
          n_bytes = 0;
        }
      if (n_bytes == 0)
        {
          fail_at (line, c, wrong);
          return NULL;
        }
      *out_escaped = TRUE;
      c = nysta_scan_iri (c + n_bytes);
    }
  return (char *) c;
}

static inline gboolean
take_iri (Line *line, const char **out_iri, gsize *out_n_bytes)
{
  char *iri = line->c + 1;
  char *end = (char *) nysta_scan_iri (iri);
  gboolean is_escaped = FALSE;

  if (G_UNLIKELY (*end != '>'))
    {
      end = find_iri_end (line, end, &is_escaped);
      if (end == NULL)
        return FALSE;
    }
  char *text_end = end;
  if (G_UNLIKELY (!has_scheme (iri)) && !is_escaped)
    return fail_at (line, line->c, "not an absolute IRI");
  if (G_UNLIKELY (is_escaped))
    {
      gsize n_decoded = line->n_decoded;

      text_end = decode (line, iri, end, TRUE);
      if (!has_scheme (iri))
        {
          line->n_decoded = n_decoded;
          return fail_at (line, line->c, "not an absolute IRI");
        }
    }
  *text_end = '\0';
  line->c = end + 1;
  *out_iri = iri;
  *out_n_bytes = (gsize) (text_end - iri);
  return TRUE;
}

/* N-Triples [141s] BLANK_NODE_LABEL; the errata took the colon out of it. */
static gboolean
take_blank (Line *line, GString *room, const char **out_label)
{
  char *label = line->c + 2;
  char *end = label;

  if (line->c[1] != ':')
    return fail_at (line, line->c, "expected _: and a label");
  for (char *c = label;; c = g_utf8_next_char (c))
    {
      gboolean fits = g_ascii_isalnum (*c) || *c == '_';

      if (!fits && *c == '.')
        {
          if (c == label)
            break;
          continue;
        }
      if (!fits && (guchar) *c >= 0x80)
        {
          gunichar u = g_utf8_get_char (c);

          fits = c == label ? nysta_prefix_is_name_start (u)
                            : nysta_prefix_is_name_character (u);
        }
      if (!fits && (*c != '-' || c == label))
        break;
      end = g_utf8_next_char (c);
    }
  if (end == label)
    return fail_at (line, label, "expected a blank node's label");
  g_string_truncate (room, line->parser->n_prefix);
  g_string_append_len (room, label, end - label);
  *out_label = room->str;
  line->c = end;
  return TRUE;
}

/* N-Triples [144s] LANGTAG */
static gboolean
take_language (Line *line, const char **out_language)
{
  GString *room = line->parser->language;
  char *tag = ++line->c;

  while (g_ascii_isalpha (*line->c))
    line->c++;
  if (line->c == tag)
    return fail_at (line, tag, "expected a language tag");
  while (line->c[0] == '-' && g_ascii_isalnum (line->c[1]))
    for (line->c++; g_ascii_isalnum (*line->c);)
      line->c++;
  g_string_truncate (room, 0);
  g_string_append_len (room, tag, line->c - tag);
  *out_language = room->str;
  return TRUE;
}

/* Where the literal ends in whose midst @c is, at its first escape or at a line end. */
static char *
find_literal_end (Line *line, const char *c)
{
  while (*c != '"')
    {
      gunichar code = 0;
      const char *wrong = "a literal is not closed with \"";
      gsize n_bytes = *c == '\\' ? read_escape (c, FALSE, &code, &wrong) : 0;

      if (n_bytes == 0)
        {
          fail_at (line, c, wrong);
          return NULL;
        }
      c = nysta_scan_literal (c + n_bytes);
    }
  return (char *) c;
}

static inline gboolean
take_literal (Line *line, NystaTerm *out)
{
  char *start = line->c;
  char *text = start + 1;
  char *end = (char *) nysta_scan_literal (text);
  char *text_end = end;
  gsize n_decoded = line->n_decoded;

  if (*end != '"')
    {
      end = find_literal_end (line, end);
      if (end == NULL)
        return FALSE;
      text_end = decode (line, text, end, FALSE);
    }
  line->c = end + 1;
  if (G_UNLIKELY (text_end - text > NYSTA_MAX_LITERAL_BYTES))
    {
      line->n_decoded = n_decoded;
      return fail_at (line, start, "a literal is over 16 MiB");
    }
  *text_end = '\0';
  out->value = text;
  /* N-Triples [6]: these are terminals of their own, so space may stand between them. */
  skip_space (line);
  if (line->c[0] == '@')
    return take_language (line, &out->language);
  if (line->c[0] != '^')
    return TRUE;
  if (line->c[1] != '^')
    return fail_at (line, line->c, "expected ^^ and an IRI");

  gsize n_bytes = 0;
  line->c += 2;
  skip_space (line);
  if (line->c[0] != '<')
    return fail_at (line, line->c, "expected a datatype's IRI");
  if (!take_iri (line, &out->datatype, &n_bytes))
    return FALSE;
  if (n_bytes == strlen (XSD_STRING) && memcmp (out->datatype, XSD_STRING, n_bytes) == 0)
    out->datatype = NULL;
  return TRUE;
}

/* @room: for a blank node's label, or NULL where none may stand. */
static inline gboolean
take_term (Line *line, GString *room, gboolean may_be_literal, const char *expected,
           NystaTerm *out)
{
  gsize n_bytes = 0;

  skip_space (line);
  *out = (NystaTerm){ .kind = NYSTA_TERM_IRI };
  if (line->c[0] == '<')
    return take_iri (line, &out->value, &n_bytes);
  if (line->c[0] == '_' && room != NULL)
    {
      out->kind = NYSTA_TERM_BLANK;
      return take_blank (line, room, &out->value);
    }
  if (line->c[0] == '"' && may_be_literal)
    {
      out->kind = NYSTA_TERM_LITERAL;
      return take_literal (line, out);
    }
  return fail_at (line, line->c, expected);
}

static gboolean
take_statement (Line *line, NystaStatement *out)
{
  GString **labels = line->parser->labels;

  if (!take_term (line, labels[0], FALSE, "expected an IRI or a blank node",
                  &out->subject) ||
      !take_term (line, NULL, FALSE, "expected an IRI", &out->predicate) ||
      !take_term (line, labels[1], TRUE, "expected an IRI, a blank node or a literal",
                  &out->object))
    return FALSE;
  skip_space (line);
  out->graph = (NystaTerm){ 0 };
  if (line->parser->has_graphs && line->c[0] != '.' &&
      !take_term (line, labels[2], FALSE, "expected a graph's name or a full stop",
                  &out->graph))
    return FALSE;
  skip_space (line);
  if (line->c[0] != '.')
    return fail_at (line, line->c, "expected a full stop");
  line->c++;
  skip_space (line);
  return line->c[0] == '\n' || line->c[0] == '\r' || line->c[0] == '#' ||
         fail_at (line, line->c, "something stands after the full stop");
}

NystaLine
nysta_line_parse (NystaLineParser *parser, char **text, NystaStatement *out)
{
  Line line = { .parser = parser, .start = *text, .c = *text };
  NystaLine result = NYSTA_LINE_EMPTY;

  skip_space (&line);
  if (*line.c != '\n' && *line.c != '\r' && *line.c != '#')
    result = take_statement (&line, out) ? NYSTA_LINE_STATEMENT : NYSTA_LINE_WRONG;
  *text = line.c;
  return result;
}
