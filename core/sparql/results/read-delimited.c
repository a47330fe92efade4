/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* read-delimited.c: SPARQL 1.1 Query Results CSV and TSV Formats, §3 and §4. */
#include "sparql/results/reader-internal.h"

#include <string.h>

#include "rdf/vocabulary.h"

/* A line may end with CR LF or LF alone; the last one need not end. */
static const char *
skip_line_end (const char *c)
{
  if (c[0] == '\r' && c[1] == '\n')
    return c + 2;
  return *c == '\n' ? c + 1 : c;
}

static gboolean
is_line_end (const char *c)
{
  return *c == '\n' || (c[0] == '\r' && c[1] == '\n') || *c == '\0';
}

/* --- CSV --------------------------------------------------------------------------- */

/* RFC 4180: [field]; @out_quoted tells an empty string from nothing. NULL with @error. */
static const char *
read_csv_field (const ResultsReader *reader, const char *c, GString *field,
                gboolean *out_quoted, GError **error)
{
  const char *start = c;

  g_string_truncate (field, 0);
  *out_quoted = *c == '"';
  if (!*out_quoted)
    {
      while (*c != ',' && !is_line_end (c))
        {
          if (*c == '"' || *c == '\r')
            {
              results_reader_fail (reader, c, error,
                                   *c == '"' ? "a quotation mark within a bare field"
                                             : "a carriage return within a bare field");
              return NULL;
            }
          g_string_append_c (field, *c++);
        }
      return c;
    }
  for (c++; *c != '\0'; c++)
    {
      if (*c == '"' && c[1] != '"')
        break;
      c += *c == '"';
      g_string_append_c (field, *c);
    }
  if (*c != '"')
    {
      results_reader_fail (reader, start, error, "a quotation mark that nothing closes");
      return NULL;
    }
  c++;
  if (*c != ',' && !is_line_end (c))
    {
      results_reader_fail (reader, c, error, "text after the closing quotation mark");
      return NULL;
    }
  return c;
}

static gboolean
take_csv_field (ResultsReader *reader, const char *at, guint column, const GString *field,
                gboolean quoted, GError **error)
{
  NystaTerm term = { .kind = NYSTA_TERM_LITERAL, .value = field->str };

  if (reader->row == NULL)
    return results_reader_add_variable (reader, at, field->str, field->len, error);
  if (column >= reader->names->len)
    return results_reader_fail (reader, at, error, "more fields than variables");
  if (field->len == 0 && !quoted)
    return TRUE;
  if (!quoted && g_str_has_prefix (field->str, "_:"))
    term = (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = field->str + 2 };
  return results_reader_bind (reader, at, column, &term, error);
}

/* @c after the line, NULL with @error. An empty line has one empty field, or none where
 * there are no variables. */
static const char *
read_csv_line (ResultsReader *reader, const char *c, GError **error)
{
  g_autoptr (GString) field = g_string_new (NULL);
  gboolean quoted = FALSE;
  guint column = 0;

  if (is_line_end (c) && (reader->row == NULL || reader->names->len == 0))
    return skip_line_end (c);
  for (;; c++)
    {
      const char *at = c;

      c = read_csv_field (reader, c, field, &quoted, error);
      if (c == NULL || !take_csv_field (reader, at, column++, field, quoted, error))
        return NULL;
      if (*c != ',')
        break;
    }
  if (reader->row != NULL && column < reader->names->len)
    {
      results_reader_fail (reader, c, error, "fewer fields than variables");
      return NULL;
    }
  return skip_line_end (c);
}

/* --- TSV --------------------------------------------------------------------------- */

static gboolean
append_escape (const ResultsReader *reader, const char **inout_c, GString *out,
               GError **error)
{
  static const char letters[] = "tbnrf\"'\\";
  static const char meanings[] = "\t\b\n\r\f\"'\\";
  const char *c = *inout_c + 1;
  const char *letter = *c != '\0' ? strchr (letters, *c) : NULL;
  gunichar character = 0;
  guint n_digits = *c == 'u' ? 4 : *c == 'U' ? 8 : 0;

  if (letter != NULL)
    {
      g_string_append_c (out, meanings[letter - letters]);
      *inout_c = c + 1;
      return TRUE;
    }
  for (guint i = 1; i <= n_digits; i++)
    {
      if (!g_ascii_isxdigit (c[i]) || character > 0x10FFFF)
        return results_reader_fail (reader, *inout_c, error, "an escape cut short");
      character = character * 16 + (gunichar) g_ascii_xdigit_value (c[i]);
    }
  if (n_digits == 0 || character == 0 || !g_unichar_validate (character))
    return results_reader_fail (reader, *inout_c, error,
                                "an escape that stands for nothing");
  g_string_append_unichar (out, character);
  *inout_c = c + 1 + n_digits;
  return TRUE;
}

/* What stands between @c[0] and @close, with its escapes undone; after it, or NULL. */
static const char *
read_enclosed (const ResultsReader *reader, const char *c, char close, GString *out,
               GError **error)
{
  const char *start = c;

  for (c++; *c != close;)
    {
      if (is_line_end (c) || *c == '\t')
        {
          results_reader_fail (reader, start, error, "a %s that nothing closes",
                               close == '>' ? "<" : "quotation mark");
          return NULL;
        }
      if (*c == '\\')
        {
          if (!append_escape (reader, &c, out, error))
            return NULL;
        }
      else
        g_string_append_c (out, *c++);
    }
  return c + 1;
}

/* Turtle [19]–[21]: the datatype, or NULL. */
static const char *
number_datatype (const char *text)
{
  const char *c = text + (*text == '+' || *text == '-');
  gsize n_whole = strspn (c, "0123456789");
  gboolean has_point = c[n_whole] == '.';
  gsize n_fraction = has_point ? strspn (c + n_whole + 1, "0123456789") : 0;

  c += n_whole + has_point + n_fraction;
  if (n_whole + n_fraction == 0)
    return NULL;
  if (*c == '\0')
    return !has_point ? NS_XSD "integer" : n_fraction > 0 ? NS_XSD "decimal" : NULL;
  if (*c != 'e' && *c != 'E')
    return NULL;
  c += 1 + (c[1] == '+' || c[1] == '-');
  return *c != '\0' && c[strspn (c, "0123456789")] == '\0' ? NS_XSD "double" : NULL;
}

static gboolean
bind_bare (ResultsReader *reader, const char *at, gsize n_bytes, guint column,
           GError **error)
{
  g_autofree char *text = g_strndup (at, n_bytes);
  const char *datatype = number_datatype (text);
  NystaTerm term = { .kind = NYSTA_TERM_LITERAL, .value = text, .datatype = datatype };

  if (g_str_has_prefix (text, "_:"))
    term = (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = text + 2 };
  else if (strcmp (text, "true") == 0 || strcmp (text, "false") == 0)
    term.datatype = NS_XSD "boolean";
  else if (datatype == NULL)
    return results_reader_fail (reader, at, error, "'%s' is no term", text);
  return results_reader_bind (reader, at, column, &term, error);
}

static gboolean
bind_literal (ResultsReader *reader, const char *at, const char *end, guint column,
              GError **error)
{
  g_autoptr (GString) value = g_string_new (NULL);
  g_autoptr (GString) suffix = g_string_new (NULL);
  const char *c = read_enclosed (reader, at, *at, value, error);
  NystaTerm term = { .kind = NYSTA_TERM_LITERAL, .value = value->str };

  if (c == NULL)
    return FALSE;
  term.value = value->str;
  if (*c == '@')
    {
      g_string_append_len (suffix, c + 1, end - c - 1);
      term.language = suffix->str;
      c = end;
    }
  else if (g_str_has_prefix (c, "^^<"))
    {
      c = read_enclosed (reader, c + 2, '>', suffix, error);
      if (c == NULL)
        return FALSE;
      term.datatype = suffix->str;
    }
  if (c != end)
    return results_reader_fail (reader, c, error, "text after a literal");
  return results_reader_bind (reader, at, column, &term, error);
}

static gboolean
bind_iri (ResultsReader *reader, const char *at, const char *end, guint column,
          GError **error)
{
  g_autoptr (GString) iri = g_string_new (NULL);
  const char *c = read_enclosed (reader, at, '>', iri, error);

  if (c == NULL)
    return FALSE;
  if (c != end)
    return results_reader_fail (reader, c, error, "text after an IRI");

  NystaTerm term = nysta_iri (iri->str);

  return results_reader_bind (reader, at, column, &term, error);
}

static gboolean
take_tsv_field (ResultsReader *reader, const char *at, const char *end, guint column,
                GError **error)
{
  if (reader->row == NULL && *at != '?' && *at != '$')
    return results_reader_fail (reader, at, error, "a variable without its ?");
  if (reader->row == NULL)
    return results_reader_add_variable (reader, at, at + 1, (gsize) (end - at) - 1, error);
  if (column >= reader->names->len)
    return results_reader_fail (reader, at, error, "more fields than variables");
  if (at == end)
    return TRUE;
  if (*at == '<')
    return bind_iri (reader, at, end, column, error);
  if (*at == '"' || *at == '\'')
    return bind_literal (reader, at, end, column, error);
  return bind_bare (reader, at, (gsize) (end - at), column, error);
}

/* As read_csv_line(). Terms escape tabs and line ends, so both only part. */
static const char *
read_tsv_line (ResultsReader *reader, const char *c, GError **error)
{
  guint column = 0;

  if (is_line_end (c) && (reader->row == NULL || reader->names->len == 0))
    return skip_line_end (c);
  for (;; c++)
    {
      const char *at = c;

      while (*c != '\t' && !is_line_end (c))
        c++;
      if (!take_tsv_field (reader, at, c, column++, error))
        return NULL;
      if (*c != '\t')
        break;
    }
  if (reader->row != NULL && column < reader->names->len)
    {
      results_reader_fail (reader, c, error, "fewer fields than variables");
      return NULL;
    }
  return skip_line_end (c);
}

/* --- both -------------------------------------------------------------------------- */

typedef const char *(*ReadLineFunc) (ResultsReader *reader, const char *c, GError **error);

static gboolean
read_lines (ResultsReader *reader, ReadLineFunc read_line, GError **error)
{
  const char *c = reader->start;

  if (c == reader->end)
    return results_reader_fail (reader, c, error, "no head: the answer is empty");
  c = read_line (reader, c, error);
  if (c == NULL || !results_reader_begin_rows (reader, error))
    return FALSE;
  while (c < reader->end)
    {
      c = read_line (reader, c, error);
      if (c == NULL || !results_reader_end_row (reader, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
results_read_csv (ResultsReader *reader, GError **error)
{
  return read_lines (reader, read_csv_line, error);
}

/* The recommendation has no form for ASK, but no variable can be `true` without its `?`. */
gboolean
results_read_tsv (ResultsReader *reader, GError **error)
{
  for (guint value = 0; value < 2; value++)
    {
      const char *word = value ? "true" : "false";
      const char *after = reader->start + strlen (word);

      if (g_str_has_prefix (reader->start, word) && skip_line_end (after) == reader->end)
        return reader->funcs->boolean ((gboolean) value, reader->user_data, error);
    }
  return read_lines (reader, read_tsv_line, error);
}
