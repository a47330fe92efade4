/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes from a file or from memory, checked, to the reader of their syntax. */
#include "config.h"
#include "rdf/rdf-reader.h"

#include "base/error.h"
#include "rdf/byte-source.h"
#include "rdf/iri.h"
#include "rdf/read-ntriples.h"
#include "rdf/raptor-module.h"
#include "rdf/syntax.h"

#include <string.h>

#define CHUNK_BYTES (64u * 1024)

typedef struct
{
  const NystaRaptorModule *module;
  NystaRaptorReader *raptor;
  NystaByteSource *source;
  NystaSyntax syntax;
  guint64 line;  /* of the next byte: for what is found before a parser sees it */
  char carry[8]; /* the beginning of a character that the next chunk ends */
  gsize n_carry;
  gboolean started;
  gboolean escaped; /* the byte before was a backslash that begins an escape */
  guint n_zeros;    /* more digits 0 that would make the escape one of U+0000 */
} Reading;

/* --- feeding it ---------------------------------------------------------------------- */

static gboolean
feed (Reading *reading, const char *data, gsize n_bytes, gboolean is_end, GError **error)
{
  const char *end = data + n_bytes;

  for (const char *c = data; c < end; c++)
    reading->line += *c == '\n';
  return reading->module->feed (reading->raptor, data, n_bytes, is_end, error);
}

static gboolean G_GNUC_PRINTF (3, 4)
  refuse (Reading *reading, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
               "%s:%" G_GUINT64_FORMAT ":1: %s", nysta_byte_source_name (reading->source),
               reading->line, what);
  return FALSE;
}

/* raptor ends a literal at `\u0000` without a word, so it must not get there. */
static gboolean
meets_escaped_nul (Reading *reading, const char *data, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (reading->n_zeros > 0 && data[i] == '0')
        {
          if (--reading->n_zeros == 0)
            return TRUE;
          continue;
        }
      reading->n_zeros = 0;
      if (reading->escaped)
        {
          reading->escaped = FALSE;
          reading->n_zeros = data[i] == 'u' ? 4 : data[i] == 'U' ? 8 : 0;
        }
      else if (data[i] == '\\')
        reading->escaped = TRUE;
    }
  return FALSE;
}

/* What is @bad is told after what stands before it has been read. */
static gboolean
refuse_byte (Reading *reading, const char *data, const char *bad, GError **error)
{
  if (!feed (reading, data, (gsize) (bad - data), FALSE, error))
    return FALSE;
  if (*bad == '\0')
    return refuse (reading, error, "a NUL byte: is this a text file?");
  return refuse (reading, error, "not UTF-8 (byte 0x%02X): convert the file to UTF-8",
                 (guchar) *bad);
}

/* raptor lets bytes through that are not UTF-8. XML has encodings of its own. */
static gboolean
feed_checked (Reading *reading, const char *data, gsize n_bytes, gboolean is_end,
              GError **error)
{
  g_autofree char *joined = NULL;
  const char *bad = NULL;

  if (reading->syntax == NYSTA_SYNTAX_RDFXML)
    return feed (reading, data, n_bytes, is_end, error);
  if (!reading->started && n_bytes >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      n_bytes -= 3;
    }
  reading->started = TRUE;
  if (reading->n_carry > 0)
    {
      joined = g_malloc (reading->n_carry + n_bytes);
      memcpy (joined, reading->carry, reading->n_carry);
      if (n_bytes > 0)
        memcpy (joined + reading->n_carry, data, n_bytes);
      data = joined;
      n_bytes += reading->n_carry;
      reading->n_carry = 0;
    }
  if (n_bytes > 0 && !g_utf8_validate_len (data, n_bytes, &bad))
    {
      gsize n_left = n_bytes - (gsize) (bad - data);

      if (is_end || n_left >= 4 ||
          g_utf8_get_char_validated (bad, (gssize) n_left) != (gunichar) -2)
        return refuse_byte (reading, data, bad, error);
      memcpy (reading->carry, bad, n_left);
      reading->n_carry = n_left;
      n_bytes -= n_left;
    }
  if (meets_escaped_nul (reading, data, n_bytes))
    return refuse (reading, error, "\\u0000 cannot be kept in a literal: take it out");
  return feed (reading, data, n_bytes, is_end, error);
}

static gboolean
feed_all (Reading *reading, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  gssize n_read = 1;

  while (n_read > 0)
    {
      n_read = nysta_byte_source_read (reading->source, buffer, CHUNK_BYTES, error);
      if (n_read < 0 || !feed_checked (reading, buffer, (gsize) n_read, n_read == 0, error))
        return FALSE;
    }
  return TRUE;
}

/* Turtle, TriG and RDF/XML */
static gboolean
read_with_raptor (NystaByteSource *source, const NystaRdfReadOptions *options,
                  NystaStatementFunc func, gpointer user_data, GError **error)
{
  Reading reading = { .module = nysta_raptor_module (error),
                      .source = source,
                      .syntax = options->syntax,
                      .line = 1 };

  if (reading.module == NULL)
    return FALSE;
  reading.raptor = reading.module->open (
    nysta_byte_source_name (source), options->syntax, options->base,
    options->blank_prefix != NULL ? options->blank_prefix : "", func, user_data, error);
  if (reading.raptor == NULL)
    return FALSE;

  gboolean ok = feed_all (&reading, error);
  reading.module->close (reading.raptor);
  return ok;
}

/* @wanted may leave open the syntax and the base. */
static gboolean
read_source (NystaByteSource *source, const char *path, const NystaRdfReadOptions *wanted,
             NystaStatementFunc func, gpointer user_data, GError **error)
{
  NystaRdfReadOptions options = *wanted;
  g_autofree char *own_base = NULL;

  if (options.syntax == NYSTA_SYNTAX_GUESS)
    {
      const char *head = NULL;
      gsize n_bytes = 0;

      if (!nysta_byte_source_peek (source, &head, &n_bytes, error))
        return FALSE;
      options.syntax = nysta_syntax_guess (path, head, n_bytes);
    }
  if (options.syntax == NYSTA_SYNTAX_NTRIPLES || options.syntax == NYSTA_SYNTAX_NQUADS)
    return nysta_ntriples_read (source, options.syntax == NYSTA_SYNTAX_NQUADS, &options,
                                func, user_data, error);
  if (options.base == NULL)
    {
      gboolean is_stdin = strcmp (path, "-") == 0;
      g_autofree char *iri = nysta_iri_from_path (is_stdin ? "." : path);

      options.base = own_base = g_strconcat (iri, is_stdin ? "/" : "", NULL);
    }
  return read_with_raptor (source, &options, func, user_data, error);
}

gboolean
nysta_rdf_read (const char *path, const NystaRdfReadOptions *options,
                NystaStatementFunc func, gpointer user_data, GError **error)
{
  static const NystaRdfReadOptions no_options = NYSTA_RDF_READ_OPTIONS_INIT;

  if (options == NULL)
    options = &no_options;
  g_autoptr (NystaByteSource)
    source = nysta_byte_source_open (path, options->n_bytes_read, error);
  return source != NULL && read_source (source, path, options, func, user_data, error);
}

gboolean
nysta_rdf_read_file (const char *path, NystaSyntax syntax, const char *base,
                     const char *blank_prefix, NystaStatementFunc func, gpointer user_data,
                     GError **error)
{
  NystaRdfReadOptions options = { .syntax = syntax,
                                  .base = base,
                                  .blank_prefix = blank_prefix };

  return nysta_rdf_read (path, &options, func, user_data, error);
}

gboolean
nysta_rdf_read_memory (const char *data, gsize n_bytes, const char *name,
                       NystaSyntax syntax, const char *base, const char *blank_prefix,
                       NystaStatementFunc func, gpointer user_data, GError **error)
{
  NystaRdfReadOptions options = { .syntax = syntax,
                                  .base = base,
                                  .blank_prefix = blank_prefix };
  g_autoptr (NystaByteSource) source = nysta_byte_source_from_memory (data, n_bytes, name);

  return read_source (source, name, &options, func, user_data, error);
}
