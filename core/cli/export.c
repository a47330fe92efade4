/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* export.c: `nysta export`: the store's graphs in any syntax of RDF. */
#include "config.h"
#include "cli/options.h"
#include "cli/rdf-output.h"

#include "base/error.h"
#include "rdf/iri.h"
#include "store/store.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

static const char *const examples[] = {
  "everything, to read",
  "nysta export | less",
  "a file for others, under an address of yours",
  "nysta export --base https://data.example.se/ --output graph.ttl",
  "graph by graph, as another store loads it",
  "nysta export --format nquads >graph.nq",
  "for a program that reads JSON",
  "nysta export --format jsonld --output graph.jsonld",
  "what one document says",
  "nysta export --graph https://www.example.se/press/1",
  NULL,
};

static const NystaUsage usage = {
  "export",
  "",
  "Write the graphs of a store: as Turtle, N-Triples or RDF/XML all in one, each "
  "statement once; as N-Quads, TriG or JSON-LD each under its name. What nysta noted about its own runs stays out unless --all "
  "is given. Two exports of one store are the same, byte for byte.",
  examples,
};

typedef struct
{
  char *store;
  char *format;
  char *base;
  char *output;
  GStrv graphs;
  gboolean all;
} ExportOptions;

static void
export_options_clear (ExportOptions *options)
{
  g_free (options->store);
  g_free (options->format);
  g_free (options->base);
  g_free (options->output);
  g_strfreev (options->graphs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExportOptions, export_options_clear)

/* Set by the signals that would else leave half a file behind. */
static volatile sig_atomic_t interrupted;

static void
note_interrupt (int signal_number)
{
  interrupted = 1;
}

static gboolean
write_unless_interrupted (const char *data, gsize n_bytes, gpointer file, GError **error)
{
  if (!interrupted)
    return nysta_file_write (file, data, n_bytes, error);
  g_set_error (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_FAILED, "interrupted");
  return FALSE;
}

/* Graphs to write: those asked for, or all but the runs. NULL with @error if one that was
 * asked for isn't there. */
static GStrv
choose_graphs (NystaStore *store, const ExportOptions *options, GError **error)
{
  g_autofree char *runs = g_strconcat (nysta_store_base (store), "res/run/", NULL);
  g_auto (GStrv) names = nysta_store_graphs (store);
  g_autoptr (GStrvBuilder) chosen = g_strv_builder_new ();

  for (char **name = options->graphs; name != NULL && *name != NULL; name++)
    if (!g_strv_contains ((const char *const *) names, *name))
      {
        g_set_error (error, NYSTA_STORE_ERROR, NYSTA_STORE_ERROR_NOT_FOUND,
                     "%s: no such graph in %s: nysta query 'SELECT DISTINCT ?g WHERE "
                     "{ GRAPH ?g { ?s ?p ?o } }' lists them",
                     *name, nysta_store_path (store));
        return NULL;
      }
  for (char **name = names; *name != NULL; name++)
    if (options->graphs != NULL
          ? g_strv_contains ((const char *const *) options->graphs, *name)
          : options->all || !g_str_has_prefix (*name, runs))
      g_strv_builder_add (chosen, *name);
  return g_strv_builder_end (chosen);
}

static gboolean
write_graphs (NystaStore *store, const ExportOptions *options, NystaSyntax syntax,
              NystaFile *file, GError **error)
{
  g_auto (GStrv) graphs = choose_graphs (store, options, error);
  if (graphs == NULL)
    return FALSE;

  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, error);
  if (dataset == NULL)
    return FALSE;

  NystaRdfOutputOptions output_options = {
    .syntax = syntax,
    .store_base = nysta_store_base (store),
    .base = options->base,
    .graphs = (const char *const *) graphs,
  };
  return nysta_rdf_output_dataset (dataset, &output_options, write_unless_interrupted, file,
                                   error) &&
         nysta_file_flush (file, error);
}

/* Whoever asked for @path need not hear of the file that was to become it. */
static void
name_file (const char *part, const char *path, GError **error)
{
  if (error == NULL || *error == NULL || !g_str_has_prefix ((*error)->message, part))
    return;

  g_autofree char *message = g_strconcat (path, (*error)->message + strlen (part), NULL);
  g_autoptr (GError)
    named = g_error_new_literal ((*error)->domain, (*error)->code, message);

  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&named));
}

/* To a device or a pipe: it stays what it is. */
static gboolean
write_special (NystaStore *store, const ExportOptions *options, NystaSyntax syntax,
               GError **error)
{
  g_autoptr (NystaFile) file = nysta_file_create (options->output, error);

  return file != NULL && write_graphs (store, options, syntax, file, error);
}

/* The file appears whole or not at all. */
static gboolean
write_file (NystaStore *store, const ExportOptions *options, NystaSyntax syntax,
            GError **error)
{
  if (nysta_file_is_special (options->output))
    return write_special (store, options, syntax, error);

  g_autofree char *part = g_strdup_printf ("%s.part-%d", options->output, (int) getpid ());
  g_autoptr (NystaFile) file = nysta_file_create (part, error);
  if (file == NULL)
    {
      name_file (part, options->output, error);
      return FALSE;
    }

  gboolean done = write_graphs (store, options, syntax, file, error) &&
                  nysta_file_sync (file, error) &&
                  nysta_file_rename (part, options->output, error);

  if (!done)
    {
      unlink (part);
      name_file (part, options->output, error);
    }
  return done;
}

static int
export_store (const ExportOptions *options, NystaSyntax syntax)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nysta_store_choice (options->store);
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_READ, NULL, &error);
  if (store == NULL)
    return nysta_fail ("export", error);

  g_autoptr (NystaFile) output = options->output == NULL ? nysta_output_new () : NULL;
  gboolean done = output != NULL ? write_graphs (store, options, syntax, output, &error)
                                 : write_file (store, options, syntax, &error);

  if (interrupted)
    return NYSTA_EXIT_INTERRUPTED;
  return done ? NYSTA_EXIT_OK : nysta_fail ("export", error);
}

/* What a base must be for others to follow an IRI that begins with it. */
static gboolean
is_base (const char *iri)
{
  return (g_str_has_prefix (iri, "http://") || g_str_has_prefix (iri, "https://")) &&
         nysta_iri_is_absolute (iri) &&
         (g_str_has_suffix (iri, "/") || g_str_has_suffix (iri, "#"));
}

int
nysta_command_export (int argc, char **argv)
{
  g_auto (ExportOptions) options = { 0 };
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&options.store),
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.format,
      "turtle (the default), trig, ntriples, nquads, rdfxml or jsonld", "FORMAT" },
    { "graph", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.graphs,
      "only this graph; may be repeated", "IRI" },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, "the graphs about runs too", NULL },
    { "base", 0, 0, G_OPTION_ARG_FILENAME, &options.base,
      "write the store's own IRIs under this http(s) address instead", "IRI" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
      "write FILE, whole or not at all, instead of standard output", "FILE" },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  NystaSyntax syntax = NYSTA_SYNTAX_TURTLE;
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  if (arguments[0] != NULL)
    return nysta_fail_usage ("export", "%s: takes no arguments", arguments[0]);
  if (options.format != NULL && !nysta_rdf_output_syntax (options.format, &syntax))
    return nysta_fail_usage ("export", "--format %s: not " NYSTA_RDF_OUTPUT_NAMES,
                             options.format);
  if (options.base != NULL && !is_base (options.base))
    return nysta_fail_usage (
      "export", "--base %s must be an http(s) IRI that ends in / or #", options.base);
  signal (SIGINT, note_interrupt);
  signal (SIGTERM, note_interrupt);
  return export_store (&options, syntax);
}
