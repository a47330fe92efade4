/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/read-turtle.h"

#include "base/error.h"
#include "base/limits.h"
#include "rdf/turtle-scan.h"
#include "rdf/utf8.h"

#include <string.h>

/* Enough that to start raptor anew for each is nothing. */
#define BUFFER_BYTES (128u * 1024)

/* A subject with some million objects; raptor needs ten times as much for it. */
#define MAX_STATEMENT_BYTES (256u * 1024 * 1024)

/* A statement or a directive, in the buffer. */
typedef struct
{
  gsize start;
  gsize end;
  NystaTurtleKind kind;
  const char *graph; /* what raptor is told before it, or NULL; one of Reader.graphs */
} Piece;

typedef struct
{
  NystaByteSource *source;
  const NystaRdfReadOptions *options;
  NystaStatementFunc func;
  gpointer user_data;
  const NystaRaptorModule *module;
  NystaRaptorReader *raptor;
  gboolean is_trig;
  gboolean func_failed;

  char *buffer; /* size bytes and a NUL */
  gsize size;
  gsize end;
  guint64 line;    /* of the buffer's first byte */
  gsize column;    /* characters before it on its line */
  gsize start;     /* what is in no piece yet */
  gboolean at_end; /* of the source */

  GString *prologue; /* directives so far, as raptor is to read them */
  const char *graph; /* that is open, or NULL */
  guint n_nameless;
  GPtrArray *graphs; /* names of those that the pieces lie in */
  GArray *pieces;
  GString *text; /* for raptor */
} Reader;

static void
reader_clear (Reader *reader)
{
  if (reader->raptor != NULL)
    reader->module->close (reader->raptor);
  g_free (reader->buffer);
  g_string_free (reader->prologue, TRUE);
  g_string_free (reader->text, TRUE);
  g_ptr_array_unref (reader->graphs);
  g_array_unref (reader->pieces);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* --- places -------------------------------------------------------------------------- */

static void
find_place (const Reader *reader, const char *at, guint64 *out_line, gsize *out_column)
{
  const char *line = reader->buffer;
  gsize before = reader->column;

  *out_line = reader->line;
  for (const char *c = reader->buffer; c < at; c++)
    if (*c == '\n')
      {
        ++*out_line;
        line = c + 1;
        before = 0;
      }
  *out_column = before + nysta_utf8_count (line, at);
}

static void
set_error_at (const Reader *reader, const char *at, const char *what, GError **error)
{
  guint64 line = 0;
  gsize column = 0;

  find_place (reader, at, &line, &column);
  g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
               "%s:%" G_GUINT64_FORMAT ":%" G_GSIZE_FORMAT ": %s",
               nysta_byte_source_name (reader->source), line, column + 1, what);
}

/* --- what raptor is told ------------------------------------------------------------- */

/* PREFIX as @prefix: raptor's TriG takes an IRI before a brace for a graph's name, be it a
 * directive's. */
static void
append_directive (const Reader *reader, const Piece *piece, GString *out)
{
  const char *text = reader->buffer + piece->start;
  gsize n_bytes = piece->end - piece->start;

  if (piece->kind == NYSTA_TURTLE_SPARQL)
    {
      gsize n_word = g_ascii_tolower (*text) == 'p' ? strlen ("PREFIX") : strlen ("BASE");

      g_string_append (out, n_word == strlen ("BASE") ? "@base" : "@prefix");
      text += n_word;
      n_bytes -= n_word;
    }
  g_string_append_len (out, text, (gssize) n_bytes);
  g_string_append (out, piece->kind == NYSTA_TURTLE_SPARQL ? " .\n" : "\n");
}

static gboolean
is_directive (const Piece *piece)
{
  return piece->kind == NYSTA_TURTLE_DIRECTIVE || piece->kind == NYSTA_TURTLE_SPARQL;
}

/* The statements of one graph that follow each other stand in its braces together. */
static void
append_piece (const Reader *reader, const Piece *piece, const char **graph, GString *out)
{
  if (*graph != piece->graph && *graph != NULL)
    g_string_append (out, "}\n");
  if (*graph != piece->graph && piece->graph != NULL)
    g_string_append_printf (out, "%s {\n", piece->graph);
  *graph = piece->graph;
  if (is_directive (piece))
    append_directive (reader, piece, out);
  else
    {
      g_string_append_len (out, reader->buffer + piece->start,
                           (gssize) (piece->end - piece->start));
      g_string_append_c (out, '\n');
    }
}

static gboolean
parse_text (Reader *reader, gboolean only_check, GError **error)
{
  return reader->module->parse (reader->raptor, reader->text->str, reader->text->len,
                                only_check, error);
}

/* @piece alone, up to @end if that is not NULL, after the directives before it. */
static gboolean
parse_piece (Reader *reader, const Piece *piece, const char *end, gboolean only_check,
             GError **error)
{
  Piece part = *piece;
  const char *graph = NULL;

  if (end != NULL)
    part.end = (gsize) (end - reader->buffer);
  g_string_truncate (reader->text, 0);
  g_string_append_len (reader->text, reader->prologue->str, (gssize) reader->prologue->len);
  append_piece (reader, &part, &graph, reader->text);
  if (graph != NULL && end == NULL)
    g_string_append (reader->text, "}\n");
  return parse_text (reader, only_check, error);
}

/* A parser says the same of every part of a statement that has the wrong token in it. */
static gboolean
is_wrong_up_to (Reader *reader, const Piece *piece, const char *end, const char *what)
{
  g_autoptr (GError) error = NULL;

  return !parse_piece (reader, piece, end, TRUE, &error) &&
         strcmp (error->message, what) == 0;
}

/* --- what is wrong ------------------------------------------------------------------- */

typedef struct
{
  const char *start;
  const char *end;
} Token;

static GArray *
split_tokens (const Reader *reader, const Piece *piece)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  const char *end = reader->buffer + piece->end;
  const char *c = nysta_turtle_skip_space (reader->buffer + piece->start, end);

  while (c < end)
    {
      const char *after = nysta_turtle_skip_token (c, end);
      Token token = { c, after != NULL ? after : end };

      g_array_append_val (tokens, token);
      c = nysta_turtle_skip_space (token.end, end);
    }
  return tokens;
}

/* What raptor finds in the end, when it has the statement together, it quotes. */
static const char *
find_quoted (const GArray *tokens, const char *what)
{
  const char *colon = strrchr (what, ' ');
  const char *quoted = colon != NULL ? colon + 1 : "";

  for (guint i = 0; *quoted != '\0' && i < tokens->len; i++)
    {
      const Token *token = &g_array_index (tokens, Token, i);

      if (g_strstr_len (token->start, token->end - token->start, quoted) != NULL)
        return token->start;
    }
  return tokens->len > 0 ? g_array_index (tokens, Token, 0).start : NULL;
}

static const char *
find_wrong_token (Reader *reader, const Piece *piece, const char *what)
{
  g_autoptr (GArray) tokens = split_tokens (reader, piece);
  guint low = 0;
  guint high = tokens->len;

  /* The statement is not finished where the file or its graph is. */
  if (strstr (what, "end of file") != NULL || tokens->len == 0)
    return reader->buffer + piece->end;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (is_wrong_up_to (reader, piece, g_array_index (tokens, Token, middle).end, what))
        high = middle;
      else
        low = middle + 1;
    }
  if (low + 1 < tokens->len)
    return g_array_index (tokens, Token, low).start;

  const char *last = reader->buffer + piece->end;
  const char *quoted = find_quoted (tokens, what);
  return low == tokens->len && piece->graph != NULL && quoted == NULL ? last : quoted;
}

/* `\u0000` from @c on, or NULL. raptor ends a literal there without a word. */
static const char *
find_escaped_nul (const char *c, const char *end)
{
  while ((c = memchr (c, '\\', (gsize) (end - c))) != NULL && end - c > 1)
    {
      gsize n_zeros = c[1] == 'u' ? 4 : c[1] == 'U' ? 8 : 0;

      if (n_zeros > 0 && (gsize) (end - c) >= 2 + n_zeros &&
          strncmp (c + 2, "00000000", n_zeros) == 0)
        return c;
      c += 2;
    }
  return NULL;
}

static gboolean
check_bytes (const Reader *reader, gsize start, gsize n_end, GError **error)
{
  const char *end = reader->buffer + n_end;
  const char *bad = nysta_utf8_check (reader->buffer + start, end);

  if (bad == end)
    {
      bad = find_escaped_nul (reader->buffer + start, end);
      if (bad != NULL)
        set_error_at (reader, bad, "\\u0000 cannot be kept in a literal: take it out",
                      error);
      return bad == NULL;
    }
  if (*bad == '\0')
    set_error_at (reader, bad, "a NUL byte: is this a text file?", error);
  else
    {
      g_autofree char *what = g_strdup_printf (
        "not UTF-8 (byte 0x%02X): convert the file to UTF-8", (guchar) *bad);
      set_error_at (reader, bad, what, error);
    }
  return FALSE;
}

/* Nothing is said of it yet. */
static gboolean
check_piece (Reader *reader, const Piece *piece, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  if (!check_bytes (reader, piece->start, piece->end, error))
    return FALSE;
  if (parse_piece (reader, piece, NULL, TRUE, &wrong))
    return TRUE;

  const char *at = find_wrong_token (reader, piece, wrong->message);
  gboolean is_triple_term = at != NULL && at + 1 < reader->buffer + piece->end &&
                            (strncmp (at, "<<", 2) == 0 || strncmp (at, "{|", 2) == 0);

  set_error_at (reader, at,
                is_triple_term ? "triple terms of RDF 1.2 (<< … >>) are not supported"
                               : wrong->message,
                error);
  return FALSE;
}

/* In a lenient reading what is wrong is told and forgotten. */
static gboolean
may_leave_out (const Reader *reader, GError *wrong, GError **error)
{
  if (!reader->options->lenient)
    {
      g_propagate_error (error, wrong);
      return FALSE;
    }
  if (reader->options->skipped != NULL)
    reader->options->skipped (wrong->message, reader->options->skipped_data);
  g_error_free (wrong);
  return TRUE;
}

/* --- pieces -------------------------------------------------------------------------- */

/* One after the other. @emit: say what they say. */
static gboolean
read_pieces (Reader *reader, gboolean emit, GError **error)
{
  for (guint i = 0; i < reader->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (reader->pieces, Piece, i);
      GError *wrong = NULL;

      if (!check_piece (reader, piece, &wrong))
        {
          if (!may_leave_out (reader, wrong, error))
            return FALSE;
          continue;
        }
      if (is_directive (piece))
        append_directive (reader, piece, reader->prologue);
      else if (emit && !parse_piece (reader, piece, NULL, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

static void
compose (Reader *reader)
{
  const char *graph = NULL;

  g_string_truncate (reader->text, 0);
  g_string_append_len (reader->text, reader->prologue->str, (gssize) reader->prologue->len);
  for (guint i = 0; i < reader->pieces->len; i++)
    append_piece (reader, &g_array_index (reader->pieces, Piece, i), &graph, reader->text);
  if (graph != NULL)
    g_string_append (reader->text, "}\n");
}

/* All at once, which is what it comes to where nothing is wrong. */
static gboolean
read_batch (Reader *reader, GError **error)
{
  g_autoptr (GError) wrong = NULL;

  if (reader->pieces->len == 0)
    return TRUE;

  const Piece *first = &g_array_index (reader->pieces, Piece, 0);
  if (!check_bytes (reader, first->start, reader->start, NULL))
    return read_pieces (reader, TRUE, error);
  compose (reader);
  if (reader->options->lenient && !parse_text (reader, TRUE, NULL))
    return read_pieces (reader, TRUE, error);
  if (!parse_text (reader, FALSE, &wrong))
    {
      if (!reader->func_failed && !read_pieces (reader, FALSE, error))
        return FALSE;
      if (reader->func_failed)
        g_propagate_error (error, g_steal_pointer (&wrong));
      else
        set_error_at (reader, reader->buffer + first->start, wrong->message, error);
      return FALSE;
    }
  for (guint i = 0; i < reader->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (reader->pieces, Piece, i);

      if (is_directive (piece))
        append_directive (reader, piece, reader->prologue);
    }
  return TRUE;
}

static gboolean
call_func (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Reader *reader = user_data;

  reader->func_failed = !reader->func (statement, reader->user_data, error);
  return !reader->func_failed;
}

/* TriG [2g] block: what stands before a brace, as raptor reads it. (transfer full) */
static char *
translate_graph (Reader *reader, const char *name, const char *end)
{
  const char *rest = name;

  if (end - name > 5 && g_ascii_strncasecmp (name, "GRAPH", 5) == 0 &&
      strchr (" \t\r\n<[#", name[5]) != NULL)
    rest = nysta_turtle_skip_space (name + 5, end);
  if (rest == end)
    rest = name;

  g_autofree char *text = g_strndup (rest, (gsize) (end - rest));
  g_strchomp (text);
  if (g_regex_match_simple ("^_:[^\\s<>\"'\\[\\](){},;#]*$", text, G_REGEX_RAW, 0))
    return g_strdup_printf ("<" NYSTA_RAPTOR_BLANK_GRAPH "%s>", text + 2);
  if (g_regex_match_simple ("^\\[\\s*\\]$", text, G_REGEX_RAW, 0))
    return g_strdup_printf ("<" NYSTA_RAPTOR_BLANK_GRAPH ".anong%u>", ++reader->n_nameless);
  /* A comment in its midst must not take the brace with it. */
  return g_strconcat (text, "\n", NULL);
}

/* Take the piece of @kind up to @end into the batch. */
static void
take_piece (Reader *reader, NystaTurtleKind kind, const char *end)
{
  Piece piece = { .start = reader->start,
                  .end = (gsize) (end - reader->buffer),
                  .kind = kind };

  if (kind == NYSTA_TURTLE_OPEN)
    {
      reader->graph = translate_graph (reader, reader->buffer + piece.start, end - 1);
      g_ptr_array_add (reader->graphs, (gpointer) reader->graph);
      piece.start = piece.end;
    }
  piece.graph = reader->graph;
  reader->start = (gsize) (end - reader->buffer);
  if (kind == NYSTA_TURTLE_CLOSE && reader->graph != NULL)
    reader->graph = NULL;
  else
    g_array_append_val (reader->pieces, piece);
}

/* All pieces that the buffer has whole. */
static gboolean
read_buffer (Reader *reader, GError **error)
{
  const char *end = reader->buffer + reader->end;

  g_array_set_size (reader->pieces, 0);
  for (;;)
    {
      const char *start = reader->buffer + reader->start;
      const char *piece_end = NULL;
      NystaTurtleKind kind = nysta_turtle_next (
        &start, end, reader->at_end, reader->is_trig, reader->graph != NULL, &piece_end);

      reader->start = (gsize) (start - reader->buffer);
      if (kind == NYSTA_TURTLE_MORE || kind == NYSTA_TURTLE_NOTHING)
        break;
      take_piece (reader, kind, piece_end);
    }
  if (!read_batch (reader, error))
    return FALSE;
  if (reader->at_end && reader->graph != NULL)
    {
      GError *wrong = NULL;

      set_error_at (reader, end, "the end of the file, and a graph is not closed with }",
                    &wrong);
      return may_leave_out (reader, wrong, error);
    }
  return TRUE;
}

/* Names of graphs that no piece lies in any more. */
static void
forget_graphs (Reader *reader)
{
  char *open = NULL;

  for (guint i = 0; i < reader->graphs->len; i++)
    if (reader->graphs->pdata[i] == reader->graph)
      open = g_strdup (reader->graph);
  g_ptr_array_set_size (reader->graphs, 0);
  if (open != NULL)
    g_ptr_array_add (reader->graphs, open);
  reader->graph = open;
}

static gboolean
make_room (Reader *reader, GError **error)
{
  gsize n_left = reader->end - reader->start;

  if (n_left > MAX_STATEMENT_BYTES)
    {
      set_error_at (reader, reader->buffer + reader->start,
                    "a statement is longer than 256 MiB", error);
      return FALSE;
    }
  find_place (reader, reader->buffer + reader->start, &reader->line, &reader->column);
  memmove (reader->buffer, reader->buffer + reader->start, n_left);
  reader->start = 0;
  reader->end = n_left;
  forget_graphs (reader);
  if (n_left < reader->size / 2)
    return TRUE;
  reader->size *= 2;
  reader->buffer = g_realloc (reader->buffer, reader->size + 1);
  return TRUE;
}

static gboolean
read_all (Reader *reader, GError **error)
{
  while (!reader->at_end)
    {
      gssize n_read = 1;

      if (!make_room (reader, error))
        return FALSE;
      while (n_read > 0 && reader->end < reader->size)
        {
          n_read = nysta_byte_source_read (reader->source, reader->buffer + reader->end,
                                           reader->size - reader->end, error);
          if (n_read < 0)
            return FALSE;
          reader->end += (gsize) n_read;
        }
      reader->at_end = n_read == 0;
      reader->buffer[reader->end] = '\0';
      if (!read_buffer (reader, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
nysta_turtle_read (NystaByteSource *source, const NystaRaptorModule *module,
                   const NystaRdfReadOptions *options, NystaStatementFunc func,
                   gpointer user_data, GError **error)
{
  g_auto (Reader) reader = {
    .source = source,
    .options = options,
    .func = func,
    .user_data = user_data,
    .module = module,
    .is_trig = options->syntax == NYSTA_SYNTAX_TRIG,
    .buffer = g_malloc (BUFFER_BYTES + 1),
    .size = BUFFER_BYTES,
    .line = 1,
    .prologue = g_string_new (NULL),
    .graphs = g_ptr_array_new_with_free_func (g_free),
    .pieces = g_array_new (FALSE, FALSE, sizeof (Piece)),
    .text = g_string_new (NULL),
  };

  reader.raptor = module->open (
    nysta_byte_source_name (source), options->syntax, options->base,
    options->blank_prefix != NULL ? options->blank_prefix : "", call_func, &reader, error);
  return reader.raptor != NULL && nysta_byte_source_skip_mark (source, error) &&
         read_all (&reader, error);
}
