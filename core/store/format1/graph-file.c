/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/format1/graph-file.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "store/format1/checksum.h"

char *
nysta_format1_file_name (guint64 number)
{
  return g_strdup_printf ("%08" G_GUINT64_FORMAT ".nq", number);
}

gboolean
nysta_format1_file_number (const char *name, guint64 *out_number)
{
  gsize n_digits = strspn (name, "0123456789");

  if (n_digits < 8 || n_digits > 18 || strcmp (name + n_digits, ".nq") != 0)
    return FALSE;
  *out_number = g_ascii_strtoull (name, NULL, 10);
  return TRUE;
}

/* --- reading: in place, a cursor that moves along the line ------------------ */

static gboolean
take_hex (const char *text, guint n_digits, gunichar *out_character)
{
  gunichar character = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      int digit = g_ascii_xdigit_value (text[i]);

      if (digit < 0)
        return FALSE;
      character = character << 4 | (gunichar) digit;
    }
  *out_character = character;
  return character != 0 && g_unichar_validate (character);
}

/* Decode the escape at *@inout_text (its backslash) to @out, never longer than it. */
static gboolean
take_escape (char **inout_text, char **inout_out)
{
  static const char letters[] = "tbnrf\"'\\";
  static const char values[] = "\t\b\n\r\f\"'\\";
  char letter = (*inout_text)[1];
  const char *found = letter == '\0' ? NULL : strchr (letters, letter);

  if (found != NULL)
    {
      *(*inout_out)++ = values[found - letters];
      *inout_text += 2;
      return TRUE;
    }

  guint n_digits = letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  gunichar character = 0;

  if (n_digits == 0 || !take_hex (*inout_text + 2, n_digits, &character))
    return FALSE;
  *inout_out += g_unichar_to_utf8 (character, *inout_out);
  *inout_text += 2 + n_digits;
  return TRUE;
}

/* What stands up to @quote, decoded; NULL if a line or the text ends first. */
static char *
take_quoted (char **inout_text, char quote)
{
  char *start = *inout_text;
  char *text = start + strcspn (start, quote == '>' ? ">\\\n" : "\"\\\n");
  char *out = text;

  while (*text != quote)
    {
      if (*text == '\0' || *text == '\n')
        return NULL;
      if (*text != '\\')
        *out++ = *text++;
      else if (!take_escape (&text, &out))
        return NULL;
    }
  *out = '\0';
  *inout_text = text + 1;
  return start;
}

char *
nysta_format1_file_take_iri (char **inout_text)
{
  char *text = *inout_text;

  if (*text != '<')
    return NULL;
  text++;

  char *iri = take_quoted (&text, '>');

  if (iri == NULL || *iri == '\0')
    return NULL;
  *inout_text = text;
  return iri;
}

/* A tag or label ends before the space that follows every term; the space gives way to
 * the NUL, so the caller must not ask for it again. */
static char *
take_word (char **inout_text)
{
  char *start = *inout_text;
  gsize length = strcspn (start, " \n");

  if (length == 0 || start[length] != ' ')
    return NULL;
  start[length] = '\0';
  *inout_text = start + length + 1;
  return start;
}

static gboolean
take_space (char **inout_text)
{
  if (**inout_text != ' ')
    return FALSE;
  (*inout_text)++;
  return TRUE;
}

static gboolean
take_resource (char **inout_text, NystaTerm *out_term)
{
  if (**inout_text == '<')
    {
      out_term->kind = NYSTA_TERM_IRI;
      out_term->value = nysta_format1_file_take_iri (inout_text);
      return out_term->value != NULL && take_space (inout_text);
    }
  if (strncmp (*inout_text, "_:", 2) != 0)
    return FALSE;
  *inout_text += 2;
  out_term->kind = NYSTA_TERM_BLANK;
  out_term->value = take_word (inout_text);
  return out_term->value != NULL;
}

static gboolean
take_object (char **inout_text, NystaTerm *out_term)
{
  if (**inout_text != '"')
    return take_resource (inout_text, out_term);

  (*inout_text)++;
  out_term->kind = NYSTA_TERM_LITERAL;
  out_term->value = take_quoted (inout_text, '"');
  if (out_term->value == NULL)
    return FALSE;
  if (**inout_text == '@')
    {
      (*inout_text)++;
      out_term->language = take_word (inout_text);
      return out_term->language != NULL;
    }
  if (strncmp (*inout_text, "^^", 2) == 0)
    {
      *inout_text += 2;
      out_term->datatype = nysta_format1_file_take_iri (inout_text);
      if (out_term->datatype == NULL)
        return FALSE;
    }
  return take_space (inout_text);
}

/* What every line of a graph's file ends in. */
typedef struct
{
  const char *graph; /* (nullable): of the unnamed one */
  char *text;        /* "<graph> .\n" */
  gsize n_text;
} Ending;

static void
ending_init (Ending *ending, const char *graph)
{
  GString *text = g_string_new (NULL);

  ending->graph = graph;
  if (graph != NULL)
    {
      NystaTerm term = nysta_iri (graph);

      nysta_term_append_ntriples (&term, text);
      g_string_append_c (text, ' ');
    }
  g_string_append (text, ".\n");
  ending->n_text = text->len;
  ending->text = g_string_free (text, FALSE);
}

static void
ending_clear (Ending *ending)
{
  g_free (ending->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ending, ending_clear)

static const char *
wrong_ending (char *text, const Ending *ending)
{
  NystaTerm term = { 0 };

  if (ending->graph == NULL)
    return "the line does not end";
  if (!take_resource (&text, &term) || term.kind != NYSTA_TERM_IRI)
    return "no graph";
  return strcmp (term.value, ending->graph) != 0 ? "a statement of another graph"
                                                 : "the line does not end";
}

/* NULL, or what is wrong with the line at *@inout_text, which moves past it. */
static const char *
take_line (char **inout_text, const Ending *ending, NystaStatement *out_statement)
{
  NystaStatement statement = { 0 };

  if (!take_resource (inout_text, &statement.subject))
    return "no subject";
  if (!take_resource (inout_text, &statement.predicate) ||
      statement.predicate.kind != NYSTA_TERM_IRI)
    return "no predicate";
  if (!take_object (inout_text, &statement.object))
    return "no object";
  if (strncmp (*inout_text, ending->text, ending->n_text) != 0)
    return wrong_ending (*inout_text, ending);
  if (ending->graph != NULL)
    statement.graph = nysta_iri (ending->graph);
  *inout_text += ending->n_text;
  *out_statement = statement;
  return NULL;
}

/* Parse @data in place. FALSE with @error from @func, or with *@out_wrong set. */
static gboolean
parse (char *data, gsize n_bytes, const char *graph, NystaStatementFunc func,
       gpointer user_data, guint64 *out_lines, const char **out_wrong, GError **error)
{
  g_auto (Ending) ending = { 0 };
  char *text = data;

  ending_init (&ending, graph);
  *out_lines = 0;
  while (text < data + n_bytes)
    {
      NystaStatement statement = { 0 };

      *out_wrong = take_line (&text, &ending, &statement);
      if (*out_wrong != NULL)
        {
          (*out_lines)++;
          return FALSE;
        }
      (*out_lines)++;
      if (func != NULL && !func (&statement, user_data, error))
        return FALSE;
    }
  return TRUE;
}

/* Byte by byte was how the first stores were written. */
static gboolean
is_checksum (const NystaFormat1File *file, const char *data, gsize n_bytes)
{
  return file->checksum == nysta_checksum_file (data, n_bytes) ||
         file->checksum == nysta_checksum_add (NYSTA_CHECKSUM_START, data, n_bytes);
}

/* As g_utf8_validate_len(), with whole words of ASCII, which most of a graph is, passed
 * over at once. */
static gboolean
is_utf8 (const char *data, gsize n_bytes)
{
  gsize start = 0;
  gsize at = 0;

  for (; n_bytes - at >= 8; at += 8)
    {
      guint64 word = 0;

      memcpy (&word, data + at, 8);
      if ((word & 0x8080808080808080ull) != 0 ||
          ((word - 0x0101010101010101ull) & ~word & 0x8080808080808080ull) != 0)
        continue;
      if (at > start && !g_utf8_validate_len (data + start, at - start, NULL))
        return FALSE;
      start = at + 8;
    }
  return g_utf8_validate_len (data + start, n_bytes - start, NULL);
}

#define CORRUPT_REMEDY "restore the store from a copy, or index again into a new one"

gboolean
nysta_format1_file_foreach (const char *path, const char *graph,
                            const NystaFormat1File *file, NystaStatementFunc func,
                            gpointer user_data, GError **error)
{
  g_autofree char *data = NULL;
  gsize n_bytes = 0;

  if (!nysta_file_read (path, 0, &data, &n_bytes, error))
    return FALSE;

  /* Checked before the first statement is told, so that nobody acts on a part. */
  gboolean whole = n_bytes == file->n_bytes && is_checksum (file, data, n_bytes) &&
                   is_utf8 (data, n_bytes);
  const char *wrong = NULL;
  guint64 n_lines = 0;

  if (!parse (data, n_bytes, graph, whole ? func : NULL, user_data, &n_lines, &wrong,
              error))
    {
      if (wrong != NULL)
        g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                     "%s:%" G_GUINT64_FORMAT ": %s: " CORRUPT_REMEDY, path, n_lines, wrong);
      return FALSE;
    }
  if (!whole || n_lines != file->n_statements)
    {
      g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_CORRUPT,
                   "%s:%" G_GUINT64_FORMAT
                   ": not the bytes that were written: " CORRUPT_REMEDY,
                   path, n_lines + 1);
      return FALSE;
    }
  return TRUE;
}
