/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* load.c: `nysta load`: put RDF files into the store. */
#include "config.h"
#include "cli/options.h"

#include "base/error.h"
#include "base/limits.h"
#include "cli/interrupt.h"
#include "cli/load-report.h"
#include "rdf/iri.h"

#include <glib/gstdio.h>
#include <unistd.h>

static const char *const examples[] = {
  "Turtle into a graph of its own",
  "nysta load --graph https://example.se/staff staff.ttl",
  "everything of another store",
  "nysta export --format nquads | nysta load --store copy.nysta --format nquads -",
  "a newer version in the place of an older one",
  "nysta load --replace --graph https://example.se/staff staff.ttl",
  "a large dump, as far as it is good",
  "nysta load --lenient --batch 10000000 dump.nt.gz",
  NULL,
};

static const NystaUsage usage = {
  "load",
  "FILE…",
  "Put RDF files into the store, which is made if it is missing: Turtle, TriG, N-Triples, "
  "N-Quads or RDF/XML, also compressed with gzip or zstd. Quads go where they say, triples "
  "into the unnamed graph, or all into --graph. All files are loaded, or nothing is.",
  examples,
};

typedef struct
{
  char *store;
  char *graph;
  char *format;
  char *memory;
  char *progress;
  gint64 batch;
  gboolean replace;
  gboolean lenient;
} LoadOptions;

static void
load_options_clear (LoadOptions *options)
{
  g_free (options->store);
  g_free (options->graph);
  g_free (options->format);
  g_free (options->memory);
  g_free (options->progress);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LoadOptions, load_options_clear)

/* --- a store that is made for a load that fails ------------------------------------ */

/* Whether the folder is not there yet, so that the load will make it. */
static gboolean
is_missing (const char *path)
{
  GStatBuf status;

  return g_lstat (path, &status) != 0;
}

/* A file that is wrong makes no store: one that was made for it, and got nothing, goes
 * while its lock is still held. */
static void
remove_new_store (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      nysta_file_remove (file, NULL);
    }
  g_rmdir (path);
}

/* --- the load ------------------------------------------------------------------------ */

static gboolean
show_progress (const NystaLoadProgress *progress, gpointer report)
{
  nysta_load_report_progress (report, progress);
  return nysta_interrupt_caught () == 0;
}

static void
show_skipped (const char *message, gpointer report)
{
  nysta_load_report_skipped (report, message);
}

static NystaLoadReportKind
report_kind (const LoadOptions *options)
{
  const char *terminal = g_getenv ("TERM");

  if (options->progress != NULL)
    return NYSTA_LOAD_REPORT_JSON;
  return isatty (STDERR_FILENO) && g_strcmp0 (terminal, "dumb") != 0
           ? NYSTA_LOAD_REPORT_TERMINAL
           : NYSTA_LOAD_REPORT_PLAIN;
}

static int
load_files (const LoadOptions *options, NystaLoadOptions *load, char *const *paths)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = nysta_store_choice (options->store);
  const gboolean is_new = is_missing (path);
  NystaLoadReport report;
  NystaLoadProgress result = { 0 };

  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_CREATE, NULL, &error);
  if (store == NULL)
    return nysta_fail ("load", error);

  nysta_interrupt_catch ();
  nysta_load_report_init (&report, report_kind (options));
  load->progress = show_progress;
  load->skipped = show_skipped;
  load->user_data = &report;

  const gboolean done = nysta_store_load (store, paths, load, &result, &error);
  const gboolean interrupted = !done && nysta_interrupt_caught () != 0;
  if (!done && is_new && result.n_committed == 0)
    remove_new_store (path);
  if (done || interrupted || load->batch_statements > 0 || options->progress != NULL)
    nysta_load_report_finish (&report, &result, path,
                              done          ? NULL
                              : interrupted ? "interrupted"
                                            : "stopped");
  else
    nysta_load_report_clear (&report);
  if (interrupted)
    return 128 + nysta_interrupt_caught ();
  return done ? NYSTA_EXIT_OK : nysta_fail ("load", error);
}

/* --- options -------------------------------------------------------------------------- */

/* 0, or an exit code when a line was printed about what is wrong. */
static int
check_options (const LoadOptions *options, NystaLoadOptions *load, char *const *arguments)
{
  g_autoptr (GError) error = NULL;

  if (options->format != NULL)
    load->syntax = nysta_syntax_from_name (options->format);
  if (options->format != NULL && load->syntax == NYSTA_SYNTAX_GUESS)
    return nysta_fail_usage (
      "load", "--format %s: not turtle, trig, ntriples, nquads or rdfxml", options->format);
  if (options->graph != NULL && !nysta_iri_is_absolute (options->graph))
    return nysta_fail_usage ("load", "--graph %s: not an absolute IRI", options->graph);
  if (options->progress != NULL && g_strcmp0 (options->progress, "json") != 0)
    return nysta_fail_usage ("load", "--progress %s: json is the only kind to choose",
                             options->progress);
  if (options->batch < 0)
    return nysta_fail_usage ("load", "--batch: give a number of statements");
  if (options->memory != NULL &&
      !nysta_parse_size (options->memory, &load->memory_bytes, &error))
    return nysta_fail_usage ("load", "--memory %s", error->message);
  if (options->memory != NULL && load->memory_bytes < NYSTA_MIN_LOAD_MEMORY_BYTES)
    return nysta_fail_usage ("load", "--memory %s: give 64M or more", options->memory);
  if (arguments[0] == NULL)
    return nysta_fail_usage ("load", "no file: name one, or - for standard input");
  if (load->syntax == NYSTA_SYNTAX_GUESS &&
      g_strv_contains ((const char *const *) arguments, "-"))
    return nysta_fail_usage ("load", "-: standard input has no name to tell its format by: "
                                     "give --format");
  load->graph = options->graph;
  load->replace = options->replace;
  load->lenient = options->lenient;
  load->batch_statements = (guint64) options->batch;
  return 0;
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
    { "lenient", 0, 0, G_OPTION_ARG_NONE, &options.lenient,
      "leave out what is no RDF, instead of ending", NULL },
    { "batch", 0, 0, G_OPTION_ARG_INT64, &options.batch,
      "commit after every N statements [once, at the end]", "N" },
    { "memory", 0, 0, G_OPTION_ARG_FILENAME, &options.memory,
      "memory that the load may take [1G]", "SIZE" },
    { "progress", 0, 0, G_OPTION_ARG_FILENAME, &options.progress,
      "json: report as JSON, an object a line", "KIND" },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  NystaLoadOptions load = NYSTA_LOAD_OPTIONS_INIT;
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  exit_code = check_options (&options, &load, arguments);
  return exit_code != 0 ? exit_code : load_files (&options, &load, arguments);
}
