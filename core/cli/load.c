/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* load.c: `nysta load`: put RDF files into the store. */
#include "config.h"
#include "cli/options.h"

#include "base/error.h"
#include "rdf/iri.h"
#include "rdf/rdf-reader.h"
#include "store/store.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

static const char *const examples[] = {
  "Turtle into a graph of its own",
  "nysta load --graph https://example.se/staff staff.ttl",
  "everything of another store",
  "nysta export --format nquads | nysta load --store copy.nysta --format nquads -",
  "a newer version in the place of an older one",
  "nysta load --replace --graph https://example.se/staff staff.ttl",
  NULL,
};

static const NystaUsage usage = {
  "load",
  "FILE…",
  "Put RDF files into the store, which is made if it is missing: Turtle, TriG, N-Triples, "
  "N-Quads or RDF/XML. Quads go where they say, triples into the unnamed graph, or all "
  "into --graph. All files are loaded, or nothing is.",
  examples,
};

typedef struct
{
  char *store;
  char *graph;
  char *format;
  gboolean replace;
} LoadOptions;

static void
load_options_clear (LoadOptions *options)
{
  g_free (options->store);
  g_free (options->graph);
  g_free (options->format);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LoadOptions, load_options_clear)

/* What was read so far. */
typedef struct
{
  const char *graph;  /* where all goes, or NULL */
  GHashTable *graphs; /* name, "" the unnamed one -> NystaGraph */
  GPtrArray *order;   /* of NystaGraph, as they were first met */
  guint64 n_statements;
} Load;

static NystaGraph *
graph_of (Load *load, const char *name)
{
  NystaGraph *graph = g_hash_table_lookup (load->graphs, name);

  if (graph == NULL)
    {
      graph = nysta_graph_new (name[0] != '\0' ? name : NULL);
      g_ptr_array_add (load->order, graph);
      g_hash_table_insert (load->graphs, g_strdup (name), graph);
    }
  return graph;
}

static gboolean
take_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Load *load = user_data;
  const NystaTerm *graph = &statement->graph;
  g_autofree char *blank = NULL;
  const char *name = load->graph;

  if (name == NULL && graph->kind == NYSTA_TERM_BLANK)
    name = blank = g_strconcat ("_:", graph->value, NULL);
  else if (name == NULL)
    name = graph->kind == NYSTA_TERM_IRI ? graph->value : "";
  if (blank != NULL)
    {
      g_set_error (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX,
                   "graph %s: a graph needs an IRI for a name: --graph IRI gives one",
                   name);
      return FALSE;
    }
  nysta_graph_add (graph_of (load, name), &statement->subject, &statement->predicate,
                   &statement->object);
  load->n_statements++;
  return TRUE;
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
write_graphs (NystaStore *store, const Load *load, gboolean replace, GError **error)
{
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);
  if (transaction == NULL)
    return FALSE;

  for (guint i = 0; i < load->order->len; i++)
    {
      NystaGraph *graph = g_ptr_array_index (load->order, i);

      if (!(replace ? nysta_transaction_replace (transaction, graph, error)
                    : nysta_transaction_add (transaction, graph, error)))
        return FALSE;
    }
  return nysta_transaction_commit (transaction, error);
}

static gboolean
read_files (const LoadOptions *options, NystaSyntax syntax, char *const *paths, Load *load,
            GError **error)
{
  for (; *paths != NULL; paths++)
    {
      g_autofree char *prefix = blank_prefix (*paths);

      if (!nysta_rdf_read_file (*paths, syntax, NULL, prefix, take_statement, load, error))
        return FALSE;
    }
  /* An empty file with --replace --graph empties that graph. */
  if (options->graph != NULL && options->replace)
    graph_of (load, options->graph);
  return TRUE;
}

static int
load_files (const LoadOptions *options, NystaSyntax syntax, char *const *paths)
{
  g_autoptr (GHashTable)
    graphs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray)
    order = g_ptr_array_new_with_free_func ((GDestroyNotify) nysta_graph_free);
  Load load = { options->graph, graphs, order, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nysta_store_choice (options->store);

  /* Read before the store is opened: a file that is wrong makes no store. */
  if (!read_files (options, syntax, paths, &load, &error))
    return nysta_fail ("load", error);

  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_CREATE, NULL, &error);
  if (store == NULL || !write_graphs (store, &load, options->replace, &error))
    return nysta_fail ("load", error);

  fprintf (stderr, "loaded %" G_GUINT64_FORMAT " statement%s into %u graph%s of %s\n",
           load.n_statements, load.n_statements == 1 ? "" : "s", order->len,
           order->len == 1 ? "" : "s", path);
  return NYSTA_EXIT_OK;
}

int
nysta_command_load (int argc, char **argv)
{
  g_auto (LoadOptions) options = { 0 };
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&options.store),
    { "graph", 0, 0, G_OPTION_ARG_FILENAME, &options.graph,
      "put everything into this graph, whatever the files say", "IRI" },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options.format,
      "turtle, trig, ntriples, nquads or rdfxml [by name and content]", "FORMAT" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &options.replace,
      "empty the graphs that are loaded into first", NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  NystaSyntax syntax = NYSTA_SYNTAX_GUESS;
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  if (options.format != NULL)
    syntax = nysta_syntax_from_name (options.format);
  if (options.format != NULL && syntax == NYSTA_SYNTAX_GUESS)
    return nysta_fail_usage (
      "load", "--format %s: not turtle, trig, ntriples, nquads or rdfxml", options.format);
  if (options.graph != NULL && !nysta_iri_is_absolute (options.graph))
    return nysta_fail_usage ("load", "--graph %s: not an absolute IRI", options.graph);
  if (arguments[0] == NULL)
    return nysta_fail_usage ("load", "no file: name one, or - for standard input");
  if (syntax == NYSTA_SYNTAX_GUESS &&
      g_strv_contains ((const char *const *) arguments, "-"))
    return nysta_fail_usage ("load", "-: standard input has no name to tell its format by: "
                                     "give --format");
  return load_files (&options, syntax, arguments);
}
