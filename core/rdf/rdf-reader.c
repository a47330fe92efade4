/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bytes from a file or from memory, checked, to the reader of their syntax. */
#include "config.h"
#include "rdf/rdf-reader.h"

#include "base/error.h"
#include "rdf/byte-source.h"
#include "rdf/iri.h"
#include "rdf/read-ntriples.h"
#include "rdf/raptor-module.h"
#include "rdf/read-plain-turtle.h"
#include "rdf/read-turtle.h"
#include "rdf/syntax.h"

#include <string.h>

#define CHUNK_BYTES (64u * 1024)

/* A longer document is worth opening raptor for. */
#define MAX_PLAIN_BYTES (16u * 1024)

static gboolean
feed_all (NystaByteSource *source, const NystaRaptorModule *module,
          NystaRaptorReader *raptor, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK_BYTES);
  gssize n_read = 1;

  while (n_read > 0)
    {
      n_read = nysta_byte_source_read (source, buffer, CHUNK_BYTES, error);
      if (n_read < 0 || !module->feed (raptor, buffer, (gsize) n_read, n_read == 0, error))
        return FALSE;
    }
  return TRUE;
}

/* XML says itself in what encoding it is, and libxml2 finds what is none of it. */
static gboolean
read_rdfxml (NystaByteSource *source, const NystaRaptorModule *module,
             const NystaRdfReadOptions *options, NystaStatementFunc func,
             gpointer user_data, GError **error)
{
  NystaRaptorReader *raptor = module->open (
    nysta_byte_source_name (source), options->syntax, options->base,
    options->blank_prefix != NULL ? options->blank_prefix : "", func, user_data, error);
  gboolean ok = raptor != NULL && feed_all (source, module, raptor, error);

  module->close (raptor);
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
  if (options.syntax == NYSTA_SYNTAX_JSONLD)
    {
      g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
                   "%s: is JSON-LD, which is written but not read: convert it to Turtle or "
                   "N-Quads first",
                   nysta_byte_source_name (source));
      return FALSE;
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

  const NystaRaptorModule *module = nysta_raptor_module (error);
  if (module == NULL)
    return FALSE;
  return options.syntax == NYSTA_SYNTAX_RDFXML
           ? read_rdfxml (source, module, &options, func, user_data, error)
           : nysta_turtle_read (source, module, &options, func, user_data, error);
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
  if (source != NULL)
    nysta_byte_source_set_deadline (source, options->deadline_us);
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
  if (syntax == NYSTA_SYNTAX_TURTLE && base != NULL && n_bytes <= MAX_PLAIN_BYTES)
    {
      g_autoptr (NystaPlainTurtle) plain = nysta_plain_turtle_new (data, n_bytes, base);

      if (plain != NULL)
        return nysta_plain_turtle_tell (plain, func, user_data, error);
    }
  g_autoptr (NystaByteSource) source = nysta_byte_source_from_memory (data, n_bytes, name);

  return read_source (source, name, &options, func, user_data, error);
}
