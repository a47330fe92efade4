/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "store/load/parse.h"

#include "base/error.h"
#include "rdf/iri.h"

#include <glib/gstdio.h>
#include <string.h>

/* Of a file that is no RDF at all, the first few complaints say it. */
#define MAX_MESSAGES 100u

/* How long a thread may take to notice that it is no longer wanted. One that waits for a
 * pipe may never notice. */
#define PATIENCE_US (G_USEC_PER_SEC / 2)

/* Shared with the thread, which may live longer. */
struct NystaLoadParser
{
  gatomicrefcount ref_count;
  GStrv paths;
  NystaSyntax syntax;
  char *graph;
  gboolean lenient;
  NystaChunkQueue *queue;
  GThread *thread;
  gboolean has_ended; /* atomic */
  NystaChunk *chunk;  /* being filled, or NULL */
  guint file;
  guint64 n_skipped;
  guint64 n_bytes_read; /* looked at by the other thread */
};

static void
parser_unref (NystaLoadParser *parser)
{
  if (!g_atomic_ref_count_dec (&parser->ref_count))
    return;
  nysta_chunk_queue_unref (parser->queue);
  nysta_chunk_free (parser->chunk);
  g_strfreev (parser->paths);
  g_free (parser->graph);
  g_free (parser);
}

/* FALSE with @error if nobody wants any more. */
static gboolean
want_chunk (NystaLoadParser *parser, GError **error)
{
  if (parser->chunk == NULL)
    parser->chunk = nysta_chunk_queue_take_empty (parser->queue);
  if (parser->chunk != NULL && !nysta_chunk_queue_is_stopped (parser->queue))
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

  if (parser->graph != NULL)
    placed.graph = nysta_iri (parser->graph);
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

  options.syntax = parser->syntax;
  options.blank_prefix = prefix;
  options.lenient = parser->lenient;
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

  for (guint i = 0; parser->paths[i] != NULL && error == NULL; i++)
    {
      parser->file = i;
      parse_file (parser, parser->paths[i], &error);
    }
  if (want_chunk (parser, NULL))
    {
      parser->chunk->is_last = TRUE;
      parser->chunk->error = g_steal_pointer (&error);
      hand_over (parser);
    }
  g_clear_error (&error);
  g_atomic_int_set (&parser->has_ended, TRUE);
  parser_unref (parser);
  return NULL;
}

NystaLoadParser *
nysta_load_parser_new (const NystaLoadParserOptions *options, NystaChunkQueue *queue)
{
  NystaLoadParser *parser = g_new0 (NystaLoadParser, 1);

  g_atomic_ref_count_init (&parser->ref_count);
  g_atomic_ref_count_inc (&parser->ref_count);
  parser->paths = g_strdupv ((char **) options->paths);
  parser->graph = g_strdup (options->graph);
  parser->syntax = options->syntax;
  parser->lenient = options->lenient;
  parser->queue = nysta_chunk_queue_ref (queue);
  parser->thread = g_thread_new ("parse", parse_files, parser);
  return parser;
}

void
nysta_load_parser_free (NystaLoadParser *parser)
{
  const gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  if (parser == NULL)
    return;
  nysta_chunk_queue_stop (parser->queue);
  while (!g_atomic_int_get (&parser->has_ended) && g_get_monotonic_time () < until_us)
    g_usleep (1000);
  if (g_atomic_int_get (&parser->has_ended))
    g_thread_join (parser->thread);
  else
    g_thread_unref (parser->thread);
  parser_unref (parser);
}

guint64
nysta_load_parser_n_bytes_read (const NystaLoadParser *parser)
{
  return __atomic_load_n (&parser->n_bytes_read, __ATOMIC_RELAXED);
}
