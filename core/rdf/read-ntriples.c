/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * A large buffer is filled, checked to be text, and parsed where it lies: a term's end
 * becomes its NUL, and escapes are decoded in their place, since they are never shorter
 * than what they mean. Whatever goes wrong is placed by the characters before it.
 */
#include "config.h"
#include "rdf/read-ntriples.h"

#include "base/error.h"
#include "base/limits.h"
#include "rdf/ntriples-line.h"
#include "rdf/scan.h"
#include "rdf/utf8.h"

#include <string.h>

/* Small enough to stay in the processor's own memory. */
#define BUFFER_BYTES (256u * 1024)

/* A literal of the greatest length, every byte of it escaped, and room for the rest. */
#define MAX_LINE_BYTES (6u * NYSTA_MAX_LITERAL_BYTES + 65536u)

typedef struct
{
  NystaByteSource *source;
  const NystaRdfReadOptions *options;
  NystaStatementFunc func;
  gpointer user_data;
  NystaLineParser parser;
  guint64 line_number; /* of the line that begins at start */
  char *buffer;        /* size bytes, a line end and NYSTA_SCAN_PADDING more */
  gsize size;
  gsize start;           /* what was not parsed yet: from here … */
  gsize end;             /* … to here; */
  gsize checked;         /* to here it is text */
  gboolean after_return; /* a line feed now would be the second half of CR LF */
  gboolean skipping;     /* what is left of this line is not looked at */
} Reader;

static void
reader_clear (Reader *reader)
{
  nysta_line_parser_clear (&reader->parser);
  g_free (reader->buffer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

/* --- what is wrong ------------------------------------------------------------------- */

/* Tell of it, and in a lenient reading go on: then the rest of the line is to be skipped. */
static gboolean
refuse (Reader *reader, gsize column, const char *what, GError **error)
{
  g_autoptr (GError) wrong = g_error_new (
    NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
    "%s:%" G_GUINT64_FORMAT ":%" G_GSIZE_FORMAT ": %s",
    nysta_byte_source_name (reader->source), reader->line_number, column, what);

  if (!reader->options->lenient)
    {
      g_propagate_error (error, g_steal_pointer (&wrong));
      return FALSE;
    }
  if (reader->options->skipped != NULL)
    reader->options->skipped (wrong->message, reader->options->skipped_data);
  reader->skipping = TRUE;
  reader->after_return = FALSE;
  return TRUE;
}

/* The byte at reader->checked, in the line that begins at reader->start. */
static gboolean
refuse_byte (Reader *reader, GError **error)
{
  const char *bad = reader->buffer + reader->checked;
  gsize column = nysta_utf8_count (reader->buffer + reader->start, bad) + 1;

  if (*bad == '\0')
    return refuse (reader, column, "a NUL byte: is this a text file?", error);

  g_autofree char *what = g_strdup_printf (
    "not UTF-8 (byte 0x%02X): convert the file to UTF-8", (guchar) *bad);
  return refuse (reader, column, what, error);
}

/* --- lines --------------------------------------------------------------------------- */

/* Past the line end at @c; the next line begins there. */
static char *
next_line (Reader *reader, char *c, const char *end)
{
  gboolean is_return = *c++ == '\r';

  reader->line_number++;
  if (is_return && c < end)
    return *c == '\n' ? c + 1 : c;
  reader->after_return = is_return;
  return c;
}

/* All lines up to @end, which follows a line end. */
static gboolean
read_lines (Reader *reader, char *end, GError **error)
{
  char *c = reader->buffer + reader->start;

  if (c < end && reader->after_return && *c == '\n')
    c++;
  if (c < end)
    reader->after_return = FALSE;
  while (c < end)
    {
      NystaStatement statement;
      char *line = c;

      reader->start = (gsize) (line - reader->buffer);
      switch (nysta_line_parse (&reader->parser, &c, &statement))
        {
        case NYSTA_LINE_STATEMENT:
          if (!reader->func (&statement, reader->user_data, error))
            return FALSE;
          break;
        case NYSTA_LINE_EMPTY:
          break;
        case NYSTA_LINE_WRONG:
          if (!refuse (reader, reader->parser.wrong_column, reader->parser.wrong, error))
            return FALSE;
          reader->skipping = FALSE;
          break;
        }
      while (!is_line_end (*c))
        c++;
      c = next_line (reader, c, end);
    }
  reader->start = (gsize) (c - reader->buffer);
  return TRUE;
}

/* FALSE if the line that is skipped does not end here. */
static gboolean
skip_line (Reader *reader)
{
  const char *end = reader->buffer + reader->end;
  char *c = reader->buffer + reader->start;

  while (c < end && !is_line_end (*c))
    c++;
  reader->skipping = c == end;
  if (c < end)
    c = next_line (reader, c, end);
  reader->start = reader->checked = (gsize) (c - reader->buffer);
  return !reader->skipping;
}

/* After the last line end before @end, or @start. A file whose lines end with CR alone has
 * no LF to be found. */
static char *
after_last_line (char *start, char *end)
{
  char *last = memrchr (start, '\n', (gsize) (end - start));

  if (last == NULL)
    last = memrchr (start, '\r', (gsize) (end - start));
  return last != NULL ? last + 1 : start;
}

/* @n_old: bytes from reader->start on in which no line ends. */
static gboolean
read_buffer (Reader *reader, gsize n_old, gboolean is_end, GError **error)
{
  for (;;)
    {
      if (reader->skipping && !skip_line (reader))
        return TRUE;

      char *end = reader->buffer + reader->end;
      const char *bad = nysta_utf8_check (reader->buffer + reader->checked, end);
      gsize from = MIN (reader->start + n_old, reader->checked);
      reader->checked = (gsize) (bad - reader->buffer);
      char *lines_end = after_last_line (reader->buffer + from,
                                         reader->buffer + reader->checked);

      if (lines_end > reader->buffer + from && !read_lines (reader, lines_end, error))
        return FALSE;
      if (bad == end || (!is_end && nysta_utf8_is_cut_off (bad, end)))
        return TRUE;
      if (!refuse_byte (reader, error))
        return FALSE;
      n_old = 0;
    }
}

/* --- the buffer ---------------------------------------------------------------------- */

/* Room for more after what is left over, which moves to the front. */
static gboolean
make_room (Reader *reader, GError **error)
{
  gsize n_left = reader->end - reader->start;

  memmove (reader->buffer, reader->buffer + reader->start, n_left);
  reader->checked -= reader->start;
  reader->end = n_left;
  reader->start = 0;
  if (n_left < reader->size / 2)
    return TRUE;
  if (n_left > MAX_LINE_BYTES)
    {
      g_autofree char *what = g_strdup_printf ("the line is longer than %u bytes",
                                               MAX_LINE_BYTES);
      if (!refuse (reader, 1, what, error))
        return FALSE;
      reader->end = reader->checked = 0;
      return TRUE;
    }
  reader->size *= 2;
  reader->buffer = g_realloc (reader->buffer, reader->size + 1 + NYSTA_SCAN_PADDING);
  return TRUE;
}

static gboolean
read_all (Reader *reader, GError **error)
{
  gssize n_read = 1;

  while (n_read > 0)
    {
      if (!make_room (reader, error))
        return FALSE;

      gsize n_old = reader->end;
      n_read = nysta_byte_source_read (reader->source, reader->buffer + reader->end,
                                       reader->size - reader->end, error);
      if (n_read < 0)
        return FALSE;
      reader->end += (gsize) n_read;
      /* The last line may lack its end. */
      if (n_read == 0 && reader->end > 0)
        reader->buffer[reader->end++] = '\n';
      if (!read_buffer (reader, n_old, n_read == 0, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nysta_ntriples_read (NystaByteSource *source, gboolean has_graphs,
                     const NystaRdfReadOptions *options, NystaStatementFunc func,
                     gpointer user_data, GError **error)
{
  g_auto (Reader) reader = { .source = source,
                             .options = options,
                             .func = func,
                             .user_data = user_data,
                             .line_number = 1,
                             .size = BUFFER_BYTES };

  reader.buffer = g_malloc (reader.size + 1 + NYSTA_SCAN_PADDING);
  nysta_line_parser_init (&reader.parser, has_graphs, options->blank_prefix);
  return nysta_byte_source_skip_mark (source, error) && read_all (&reader, error);
}
