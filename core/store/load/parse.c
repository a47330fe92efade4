/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/parse.h"

#include "base/error.h"
#include "rdf/iri.h"

#include <glib/gstdio.h>
#include <string.h>

/* Of a file that is no RDF at all, the first few complaints say it. */
#define MAX_MESSAGES 100u

struct NystaLoadParser
{
  NystaLoadParserOptions options;
  NystaChunkQueue *queue;
  GThread *thread;
  NystaChunk *chunk; /* being filled, or NULL */
  guint file;
  guint64 n_skipped;
  guint64 n_bytes_read; /* looked at by the other thread */
};

/* FALSE with @error if nobody wants any more. */
static gboolean
want_chunk (NystaLoadParser *parser, GError **error)
{
  if (parser->chunk == NULL)
    parser->chunk = nysta_chunk_queue_take_empty (parser->queue);
  if (parser->chunk != NULL)
    return TRUE;
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED, "the load was ended");
  return FALSE;
}

static void
hand_over (NystaLoadParser *parser)
{
  parser->chunk->file = parser->file;
  parser->chunk->n_skipped = parser->n_skipped;
  nysta_chunk_queue_put (parser->queue, g_steal_pointer (&parser->chunk));
}

static gboolean
take_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  NystaLoadParser *parser = user_data;
  NystaStatement placed = *statement;

  if (parser->options.graph != NULL)
    placed.graph = nysta_iri (parser->options.graph);
  if (placed.graph.kind == NYSTA_TERM_BLANK)
    {
      g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
                   "graph _:%s: a graph needs an IRI for a name: --graph IRI gives one",
                   placed.graph.value);
      return FALSE;
    }
  if (!want_chunk (parser, error))
    return FALSE;
  nysta_chunk_add (parser->chunk, &placed);
  if (nysta_chunk_is_full (parser->chunk))
    hand_over (parser);
  return TRUE;
}

static void
note_skipped (const char *message, gpointer skipped_data)
{
  NystaLoadParser *parser = skipped_data;

  if (parser->n_skipped++ < MAX_MESSAGES && want_chunk (parser, NULL))
    g_ptr_array_add (parser->chunk->messages, g_strdup (message));
}

/* Blank nodes of one version of one file keep their labels, so that loading it again
 * changes nothing; those of any other file, or of standard input, are others. */
static char *
blank_prefix (const char *path)
{
  GStatBuf status;

  if (strcmp (path, "-") != 0 && g_stat (path, &status) == 0)
    {
      g_autofree char *absolute = g_canonicalize_filename (path, NULL);
      g_autofree char *version = g_strdup_printf (
        "%" G_GINT64_FORMAT ".%09ld %" G_GINT64_FORMAT, (gint64) status.st_mtim.tv_sec,
        (long) status.st_mtim.tv_nsec, (gint64) status.st_size);
      g_autofree char *hash = nysta_iri_hash (absolute, version, NULL);

      return g_strdup_printf ("b%.12s", hash);
    }

  g_autofree char *random = g_uuid_string_random ();
  return g_strdup_printf ("b%.8s%.4s", random, random + 9);
}

static gboolean
parse_file (NystaLoadParser *parser, const char *path, GError **error)
{
  g_autofree char *prefix = blank_prefix (path);
  NystaRdfReadOptions options = NYSTA_RDF_READ_OPTIONS_INIT;

  options.syntax = parser->options.syntax;
  options.blank_prefix = prefix;
  options.lenient = parser->options.lenient;
  options.skipped = note_skipped;
  options.skipped_data = parser;
  options.n_bytes_read = &parser->n_bytes_read;
  return nysta_rdf_read (path, &options, take_statement, parser, error);
}

static gpointer
parse_files (gpointer data)
{
  NystaLoadParser *parser = data;
  GError *error = NULL;

  for (guint i = 0; parser->options.paths[i] != NULL && error == NULL; i++)
    {
      parser->file = i;
      parse_file (parser, parser->options.paths[i], &error);
    }
  if (!want_chunk (parser, NULL))
    {
      g_clear_error (&error);
      return NULL;
    }
  parser->chunk->is_last = TRUE;
  parser->chunk->error = error;
  hand_over (parser);
  return NULL;
}

NystaLoadParser *
nysta_load_parser_new (const NystaLoadParserOptions *options, NystaChunkQueue *queue)
{
  NystaLoadParser *parser = g_new0 (NystaLoadParser, 1);

  parser->options = *options;
  parser->queue = queue;
  parser->thread = g_thread_new ("parse", parse_files, parser);
  return parser;
}

void
nysta_load_parser_free (NystaLoadParser *parser)
{
  if (parser == NULL)
    return;
  nysta_chunk_queue_stop (parser->queue);
  g_thread_join (parser->thread);
  nysta_chunk_free (parser->chunk);
  g_free (parser);
}

guint64
nysta_load_parser_n_bytes_read (const NystaLoadParser *parser)
{
  return __atomic_load_n (&parser->n_bytes_read, __ATOMIC_RELAXED);
}
