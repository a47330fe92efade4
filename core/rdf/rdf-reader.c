/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes from a file or from memory, checked, to the reader of their syntax. */
#include "config.h"
#include "rdf/rdf-reader.h"

#include "base/error.h"
#include "base/file.h"
#include "rdf/iri.h"
#include "rdf/read-ntriples.h"
#include "rdf/read-raptor.h"
#include "rdf/syntax.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_BYTES (64u * 1024)

typedef struct
{
  const char *name;
  NystaSyntax syntax;
  const char *base;
  const char *blank_prefix;
  NystaStatementFunc func;
  gpointer user_data;
  const NystaRdfReadOptions *options; /* or NULL */
  NystaNtriplesReader *lines;         /* one of the two reads */
  NystaRaptorReader *raptor;
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
  return reading->lines != NULL
           ? nysta_ntriples_reader_feed (reading->lines, data, n_bytes, is_end, error)
           : nysta_raptor_reader_feed (reading->raptor, data, n_bytes, is_end, error);
}

static gboolean G_GNUC_PRINTF (3, 4)
  refuse (Reading *reading, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
               "%s:%" G_GUINT64_FORMAT ":1: %s", reading->name, reading->line, what);
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

/* Where the bytes come from: returns how many, 0 at the end, -1 with @error. */
typedef gssize (*ReadFunc) (gpointer source, char *buffer, gsize n_bytes, GError **error);

/* The first bytes are in @buffer (CHUNK_BYTES long); @read_func brings the rest. */
static gboolean
read_all (Reading *reading, ReadFunc read_func, gpointer source, char *buffer,
          gsize n_bytes, GError **error)
{
  while (n_bytes > 0)
    {
      if (!feed_checked (reading, buffer, n_bytes, FALSE, error))
        return FALSE;

      gssize n_read = read_func (source, buffer, CHUNK_BYTES, error);
      if (n_read < 0)
        return FALSE;
      n_bytes = (gsize) n_read;
    }
  return feed_checked (reading, buffer, 0, TRUE, error);
}

static gboolean
read_rdf (Reading *reading, ReadFunc read_func, gpointer source, char *buffer,
          gsize n_bytes, GError **error)
{
  g_autoptr (NystaNtriplesReader) lines = NULL;
  g_autoptr (NystaRaptorReader) raptor = NULL;

  if (reading->syntax == NYSTA_SYNTAX_GUESS)
    reading->syntax = nysta_syntax_guess (reading->name, buffer, n_bytes);
  if (reading->blank_prefix == NULL)
    reading->blank_prefix = "";
  reading->line = 1;

  if (reading->syntax == NYSTA_SYNTAX_NTRIPLES || reading->syntax == NYSTA_SYNTAX_NQUADS)
    lines = nysta_ntriples_reader_new (
      reading->name, reading->syntax == NYSTA_SYNTAX_NQUADS, reading->blank_prefix,
      reading->options, reading->func, reading->user_data);
  else
    {
      raptor = nysta_raptor_reader_new (reading->name, reading->syntax, reading->base,
                                        reading->blank_prefix, reading->func,
                                        reading->user_data, error);
      if (raptor == NULL)
        return FALSE;
    }
  reading->lines = lines;
  reading->raptor = raptor;
  return read_all (reading, read_func, source, buffer, n_bytes, error);
}

/* --- from a file, from memory -------------------------------------------------------- */

typedef struct
{
  int fd;
  const char *path;
  guint64 *n_bytes_read; /* or NULL */
} FileSource;

static gssize
read_from_file (gpointer source, char *buffer, gsize n_bytes, GError **error)
{
  FileSource *file = source;

  for (;;)
    {
      ssize_t n_read = read (file->fd, buffer, n_bytes);

      if (n_read >= 0)
        {
          if (file->n_bytes_read != NULL)
            __atomic_fetch_add (file->n_bytes_read, (guint64) n_read, __ATOMIC_RELAXED);
          return n_read;
        }
      if (errno != EINTR)
        {
          nysta_io_set_error (error, errno, "read", file->path);
          return -1;
        }
    }
}

gboolean
nysta_rdf_read (const char *path, const NystaRdfReadOptions *options,
                NystaStatementFunc func, gpointer user_data, GError **error)
{
  static const NystaRdfReadOptions no_options = NYSTA_RDF_READ_OPTIONS_INIT;
  gboolean is_stdin = strcmp (path, "-") == 0;
  FileSource source = { .fd = STDIN_FILENO, .path = is_stdin ? "standard input" : path };
  const char *base = NULL;
  g_autofree char *own_base = NULL;
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);

  if (options == NULL)
    options = &no_options;
  base = options->base;
  source.n_bytes_read = options->n_bytes_read;
  if (!is_stdin)
    source.fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (source.fd < 0)
    {
      nysta_io_set_error (error, errno, "open", path);
      return FALSE;
    }
  if (base == NULL)
    {
      g_autofree char *iri = nysta_iri_from_path (is_stdin ? "." : path);
      own_base = g_strconcat (iri, is_stdin ? "/" : "", NULL);
    }

  Reading reading = { .name = source.path,
                      .syntax = options->syntax,
                      .base = base != NULL ? base : own_base,
                      .blank_prefix = options->blank_prefix,
                      .options = options,
                      .func = func,
                      .user_data = user_data };
  gssize n_read = read_from_file (&source, buffer, CHUNK_BYTES, error);
  gboolean ok = n_read >= 0 &&
                read_rdf (&reading, read_from_file, &source, buffer, (gsize) n_read, error);

  if (!is_stdin)
    close (source.fd);
  return ok;
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

typedef struct
{
  const char *data;
  gsize n_bytes;
} MemorySource;

static gssize
read_from_memory (gpointer source, char *buffer, gsize n_bytes, GError **error)
{
  MemorySource *memory = source;
  gsize n_read = MIN (n_bytes, memory->n_bytes);

  if (n_read > 0)
    memcpy (buffer, memory->data, n_read);
  memory->data += n_read;
  memory->n_bytes -= n_read;
  return (gssize) n_read;
}

gboolean
nysta_rdf_read_memory (const char *data, gsize n_bytes, const char *name,
                       NystaSyntax syntax, const char *base, const char *blank_prefix,
                       NystaStatementFunc func, gpointer user_data, GError **error)
{
  MemorySource source = { data, n_bytes };
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  g_autofree char *own_base = base != NULL ? NULL : nysta_iri_from_path (name);
  Reading reading = { .name = name,
                      .syntax = syntax,
                      .base = base != NULL ? base : own_base,
                      .blank_prefix = blank_prefix,
                      .func = func,
                      .user_data = user_data };
  gssize n_read = read_from_memory (&source, buffer, CHUNK_BYTES, error);

  return read_rdf (&reading, read_from_memory, &source, buffer, (gsize) n_read, error);
}
