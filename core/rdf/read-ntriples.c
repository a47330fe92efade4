/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/read-ntriples.h"

#include "base/error.h"
#include "base/limits.h"
#include "rdf/iri.h"
#include "rdf/prefix.h"
#include "rdf/vocabulary.h"

#include <string.h>

/* A literal of the greatest length, every byte of it escaped, and room for the rest. */
#define MAX_LINE_BYTES (6u * NYSTA_MAX_LITERAL_BYTES + 65536u)

struct NystaNtriplesReader
{
  const char *name;
  gboolean has_graphs;
  const char *blank_prefix;
  const NystaRdfReadOptions *options; /* or NULL */
  NystaStatementFunc func;
  gpointer user_data;
  guint64 line_number;
  gboolean after_return; /* a line feed now would be the second half of CR LF */
  GString *line;         /* the beginning of a line that the next bytes end */
  GString *labels[3];    /* of blank nodes: subject, object, graph */
  GString *language;
};

/* One line, decoded where it stands: escapes are never shorter than what they mean. */
typedef struct
{
  NystaNtriplesReader *reader;
  const char *start;
  char *c;
  GError **error;
} Line;

NystaNtriplesReader *
nysta_ntriples_reader_new (const char *name, gboolean has_graphs, const char *blank_prefix,
                           const NystaRdfReadOptions *options, NystaStatementFunc func,
                           gpointer user_data)
{
  NystaNtriplesReader *reader = g_new0 (NystaNtriplesReader, 1);

  reader->name = name;
  reader->has_graphs = has_graphs;
  reader->blank_prefix = blank_prefix;
  reader->options = options;
  reader->func = func;
  reader->user_data = user_data;
  reader->line = g_string_new (NULL);
  reader->language = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (reader->labels); i++)
    reader->labels[i] = g_string_new (NULL);
  return reader;
}

void
nysta_ntriples_reader_free (NystaNtriplesReader *reader)
{
  if (reader == NULL)
    return;
  g_string_free (reader->line, TRUE);
  g_string_free (reader->language, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (reader->labels); i++)
    g_string_free (reader->labels[i], TRUE);
  g_free (reader);
}

/* @at: where in the line, as bytes stood before any were decoded. */
static gboolean
fail_at (const Line *line, const char *at, const char *what)
{
  g_set_error (line->error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
               "%s:%" G_GUINT64_FORMAT ":%d: %s", line->reader->name,
               line->reader->line_number, (int) MIN (at - line->start + 1, G_MAXINT), what);
  return FALSE;
}

/* --- escapes ------------------------------------------------------------------------- */

/* N-Triples [10] UCHAR; *@c is past the backslash. 0 if it is none. */
static gunichar
take_code (char **c)
{
  guint n_digits = **c == 'u' ? 4 : 8;
  gunichar code = 0;

  for (guint i = 1; i <= n_digits; i++)
    {
      int digit = g_ascii_xdigit_value ((*c)[i]);

      if (digit < 0 || code > 0x10FFFF)
        return 0;
      code = code * 16 + (gunichar) digit;
    }
  if (!g_unichar_validate (code))
    return 0;
  *c += n_digits + 1;
  return code;
}

/* Decode up to @end, the mark that closes the term, and end the string there. */
static gboolean
take_until (Line *line, char end, gboolean has_short_escapes, const char **out_text)
{
  static const char names[] = "tbnrf\"'\\";
  static const char meanings[] = "\t\b\n\r\f\"'\\";
  char *from = line->c;
  char *to = line->c;

  *out_text = to;
  while (*from != end)
    {
      if (*from == '\0')
        return fail_at (line, from,
                        end == '>' ? "an IRI is not closed with >"
                                   : "a literal is not closed with \"");
      if (*from != '\\')
        {
          *to++ = *from++;
          continue;
        }

      const char *at = from++;
      const char *name = *from != '\0' ? strchr (names, *from) : NULL;
      if (*from == 'u' || *from == 'U')
        {
          gunichar code = take_code (&from);

          if (code == 0)
            return fail_at (line, at, "an escape stands for no character");
          to += g_unichar_to_utf8 (code, to);
        }
      else if (has_short_escapes && name != NULL)
        {
          *to++ = meanings[name - names];
          from++;
        }
      else
        return fail_at (line, at, "not an escape");
    }
  *to = '\0';
  line->c = from + 1;
  return TRUE;
}

/* --- terms --------------------------------------------------------------------------- */

static void
skip_space (Line *line)
{
  while (*line->c == ' ' || *line->c == '\t')
    line->c++;
}

static gboolean
take_iri (Line *line, const char **out_iri)
{
  const char *at = line->c++;

  if (!take_until (line, '>', FALSE, out_iri))
    return FALSE;
  return nysta_iri_is_absolute (*out_iri) || fail_at (line, at, "not an absolute IRI");
}

/* N-Triples [141s] BLANK_NODE_LABEL; the errata took the colon out of it. */
static gboolean
take_blank (Line *line, GString *room, NystaTerm *out)
{
  const char *at = line->c;
  const char *label = at + 2;
  const char *end = label;

  if (at[1] != ':')
    return fail_at (line, at, "expected _: and a label");
  for (const char *c = label; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      gboolean fits = c == label ? nysta_prefix_is_name_start (u)
                                 : nysta_prefix_is_name_character (u);

      if (!fits && (u != '.' || c == label))
        break;
      if (u != '.')
        end = g_utf8_next_char (c);
    }
  if (end == label)
    return fail_at (line, label, "expected a blank node's label");
  g_string_assign (room, line->reader->blank_prefix);
  g_string_append_len (room, label, end - label);
  *out = (NystaTerm){ .kind = NYSTA_TERM_BLANK, .value = room->str };
  line->c += end - at;
  return TRUE;
}

/* N-Triples [144s] LANGTAG */
static gboolean
take_language (Line *line, NystaTerm *out)
{
  const char *tag = ++line->c;

  while (g_ascii_isalpha (*line->c))
    line->c++;
  if (line->c == tag)
    return fail_at (line, tag, "expected a language tag");
  while (line->c[0] == '-' && g_ascii_isalnum (line->c[1]))
    for (line->c++; g_ascii_isalnum (*line->c);)
      line->c++;
  g_string_truncate (line->reader->language, 0);
  g_string_append_len (line->reader->language, tag, line->c - tag);
  out->language = line->reader->language->str;
  return TRUE;
}

static gboolean
take_literal (Line *line, NystaTerm *out)
{
  const char *start = line->c;

  *out = nysta_literal (NULL, NULL, NULL);
  line->c++;
  if (!take_until (line, '"', TRUE, &out->value))
    return FALSE;
  if (line->c - start > NYSTA_MAX_LITERAL_BYTES &&
      strlen (out->value) > NYSTA_MAX_LITERAL_BYTES)
    return fail_at (line, start, "a literal is over 16 MiB");
  if (line->c[0] == '@')
    return take_language (line, out);
  if (line->c[0] != '^')
    return TRUE;
  if (line->c[1] != '^' || line->c[2] != '<')
    return fail_at (line, line->c, "expected ^^ and an IRI");
  line->c += 2;
  if (!take_iri (line, &out->datatype))
    return FALSE;
  if (strcmp (out->datatype, XSD_STRING) == 0)
    out->datatype = NULL;
  return TRUE;
}

/* @room: for a blank node's label, or NULL where none may stand. */
static gboolean
take_term (Line *line, GString *room, gboolean may_be_literal, const char *expected,
           NystaTerm *out)
{
  skip_space (line);
  if (line->c[0] == '<')
    {
      out->kind = NYSTA_TERM_IRI;
      return take_iri (line, &out->value);
    }
  if (line->c[0] == '_' && room != NULL)
    return take_blank (line, room, out);
  if (line->c[0] == '"' && may_be_literal)
    return take_literal (line, out);
  return fail_at (line, line->c, expected);
}

/* --- lines --------------------------------------------------------------------------- */

static gboolean
take_statement (Line *line, NystaStatement *out)
{
  GString **labels = line->reader->labels;

  if (!take_term (line, labels[0], FALSE, "expected an IRI or a blank node",
                  &out->subject) ||
      !take_term (line, NULL, FALSE, "expected an IRI", &out->predicate) ||
      !take_term (line, labels[1], TRUE, "expected an IRI, a blank node or a literal",
                  &out->object))
    return FALSE;
  skip_space (line);
  if (line->reader->has_graphs && line->c[0] != '.' &&
      !take_term (line, labels[2], FALSE, "expected a graph's name or a full stop",
                  &out->graph))
    return FALSE;
  skip_space (line);
  if (line->c[0] != '.')
    return fail_at (line, line->c, "expected a full stop");
  line->c++;
  skip_space (line);
  return line->c[0] == '\0' || line->c[0] == '#' ||
         fail_at (line, line->c, "something stands after the full stop");
}

/* TRUE if a line with this error may be left out; @error is empty then. */
static gboolean
leave_out (const NystaNtriplesReader *reader, GError **error)
{
  if (reader->options == NULL || !reader->options->lenient)
    return FALSE;
  if (reader->options->skipped != NULL)
    reader->options->skipped ((*error)->message, reader->options->skipped_data);
  g_clear_error (error);
  return TRUE;
}

static gboolean
read_line (NystaNtriplesReader *reader, char *text, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  Line line = { .reader = reader, .start = text, .c = text, .error = &wrong };
  NystaStatement statement = { 0 };

  skip_space (&line);
  if (line.c[0] == '\0' || line.c[0] == '#')
    return TRUE;
  if (take_statement (&line, &statement))
    return reader->func (&statement, reader->user_data, error);
  if (leave_out (reader, &wrong))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

gboolean
nysta_ntriples_reader_feed (NystaNtriplesReader *reader, const char *data, gsize n_bytes,
                            gboolean is_end, GError **error)
{
  const char *end = data + n_bytes;

  while (data < end || is_end)
    {
      if (data < end && reader->after_return && *data == '\n')
        data++;
      reader->after_return = FALSE;

      const char *stop = data;
      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      g_string_append_len (reader->line, data, stop - data);
      if (reader->line->len > MAX_LINE_BYTES)
        {
          g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
                       "%s:%" G_GUINT64_FORMAT ":1: the line is longer than %u bytes",
                       reader->name, reader->line_number + 1, MAX_LINE_BYTES);
          return FALSE;
        }
      if (stop == end && !is_end)
        return TRUE;

      reader->line_number++;
      if (!read_line (reader, reader->line->str, error))
        return FALSE;
      g_string_truncate (reader->line, 0);
      if (stop == end)
        return TRUE;
      reader->after_return = *stop == '\r';
      data = stop + 1;
    }
  return TRUE;
}
