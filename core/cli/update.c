/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update.c: `nysta update`: change the store with SPARQL. */
#include "config.h"
#include "cli/input.h"
#include "cli/limit-options.h"
#include "cli/options.h"
#include "cli/update-store.h"

#include "base/error.h"
#include "base/limits.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

static const char *const examples[] = {
  "add a statement",
  "nysta update 'INSERT DATA { <urn:anna> foaf:name \"Anna Berg\" }'",
  "what a file says, all of it or nothing, and what each part of it did",
  "nysta update --verbose -f changes.ru",
  "take a graph away",
  "nysta update 'DROP GRAPH <urn:old>'",
  "put a file's statements in the place of a graph's",
  "nysta update 'CLEAR GRAPH <urn:g> ; LOAD <file:///data/g.ttl> INTO GRAPH <urn:g>'",
  "how a request is read, without doing it",
  "nysta update --explain=ast -f changes.ru",
  NULL,
};

static const NystaUsage usage = {
  "update",
  "[TEXT | -]",
  "Change the store as a request in SPARQL Update says: all of it, or nothing when a part "
  "fails. Outside GRAPH, a WHERE sees all graphs as one, and what is inserted or deleted is "
  "in the unnamed graph. Common prefixes (foaf:, org:, skos:, dcterms: …) need no "
  "declaration.",
  examples,
};

typedef struct
{
  char *text;
  char *file;
  char *store;
  char *base;
  char *timeout;
  char *memory;
  char *explain;
  char *default_graph;
  GStrv services;
  gboolean strict;
  gboolean verbose;
} UpdateOptions;

static void
update_options_clear (UpdateOptions *options)
{
  g_free (options->text);
  g_free (options->file);
  g_free (options->store);
  g_strfreev (options->services);
  g_free (options->base);
  g_free (options->timeout);
  g_free (options->memory);
  g_free (options->explain);
  g_free (options->default_graph);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UpdateOptions, update_options_clear)

/* A request's text and what messages call it. */
typedef struct
{
  char *text;
  const char *name;
} Request;

/* Put the request's text and its name in messages together from what was typed. */
static gboolean
read_request (const UpdateOptions *options, const char *const *arguments,
              Request *out_request, int *out_exit)
{
  const char *argument = arguments[0];
  int n_given = (options->text != NULL) + (options->file != NULL) + (argument != NULL);
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;

  *out_exit = NYSTA_EXIT_USAGE;
  if (n_given == 0)
    nysta_fail_usage ("update",
                      "no request: give its TEXT, -f FILE, or - for standard input");
  else if (n_given > 1 || (argument != NULL && arguments[1] != NULL))
    nysta_fail_usage ("update", "one request at a time (put its TEXT in quotes)");
  else if (options->text != NULL || (argument != NULL && strcmp (argument, "-") != 0))
    {
      out_request->name = "<request>";
      out_request->text = g_strdup (options->text != NULL ? options->text : argument);
      return nysta_input_check (out_request->text, strlen (out_request->text),
                                out_request->name, "update", out_exit);
    }
  else
    {
      const char *path = options->file != NULL ? options->file : "-";

      out_request->name = strcmp (path, "-") == 0 ? "<standard input>" : path;
      if (nysta_input_read (path, NYSTA_MAX_LITERAL_BYTES, &out_request->text, &n_bytes,
                            &error))
        return nysta_input_check (out_request->text, n_bytes, out_request->name, "update",
                                  out_exit);
      *out_exit = nysta_fail ("update", error);
    }
  return FALSE;
}

/* Print what one stage makes of the request, and change nothing. */
static int
explain (const UpdateOptions *options, const Request *request, int stage,
         NystaUpdateOptions *update)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore) store = NULL;
  g_autoptr (NystaDataset) before = NULL;
  g_autoptr (GString) printed = g_string_new (NULL);
  g_autoptr (NystaFile) output = nysta_output_new ();

  if (stage >= NYSTA_QUERY_STAGE_PLAN)
    {
      g_autofree char *path = nysta_store_choice (options->store);

      store = nysta_store_open (path, NYSTA_STORE_READ, NULL, &error);
      before = store != NULL ? nysta_store_snapshot (store, &error) : NULL;
      if (before == NULL)
        return nysta_fail ("update", error);
      update->query.store_base = nysta_store_base (store);
    }
  if (!nysta_sparql_update_explain (request->text, update, before, (NystaQueryStage) stage,
                                    printed, &error))
    return nysta_input_fail ("update", error, request->text, request->name);
  if (!nysta_output_write (printed->str, printed->len, output, &error))
    return nysta_output_finish (output, nysta_fail ("update", error));
  return nysta_output_finish (output, NYSTA_EXIT_OK);
}

static void
report (const NystaUpdateCounts *counts, const GArray *steps)
{
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const NystaUpdateStep *step = &g_array_index (steps, NystaUpdateStep, i);

      fprintf (stderr,
               "%u:%u %s: added %" G_GUINT64_FORMAT ", removed %" G_GUINT64_FORMAT "\n",
               step->line, step->column, step->operation, step->n_added, step->n_removed);
    }
  fprintf (stderr,
           "added %" G_GUINT64_FORMAT ", removed %" G_GUINT64_FORMAT
           " statements in %" G_GUINT64_FORMAT " graph%s\n",
           counts->n_added, counts->n_removed, counts->n_graphs,
           counts->n_graphs == 1 ? "" : "s");
}

static int
run (const UpdateOptions *options, const Request *request, const NystaLimits *limits)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (NystaUpdateStep));
  g_autoptr (GError) error = NULL;
  g_autofree char *base = nysta_input_base (options->base, options->file, FALSE);
  NystaUpdateCounts counts = { 0 };
  NystaUpdateOptions update = {
    .query = { .base = base,
               .strict = options->strict,
               .timeout_ms = limits->timeout_ms,
               .max_bytes = limits->max_bytes,
               .store_base = NYSTA_DEFAULT_BASE,
               .strict_default_graph = g_strcmp0 (options->default_graph, "strict") == 0,
               .services = (const char *const *) options->services },
    .reads_files = TRUE,
    .steps = options->verbose ? steps : NULL,
  };

  if (options->explain != NULL)
    {
      int stage = nysta_stage_from_name (options->explain, 3);

      if (stage < 0)
        return nysta_fail_usage ("update",
                                 "--explain=%s: not a stage; must be ast, algebra or plan",
                                 options->explain);
      return explain (options, request, stage, &update);
    }

  g_autofree char *path = nysta_store_choice (options->store);

  if (!nysta_update_store (path, request->text, &update, &counts, &error))
    return nysta_input_fail ("update", error, request->text, request->name);
  report (&counts, update.steps);
  return NYSTA_EXIT_OK;
}

int
nysta_command_update (int argc, char **argv)
{
  g_auto (UpdateOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "query", 'q', 0, G_OPTION_ARG_FILENAME, &options.text, "the request", "TEXT" },
    { "file", 'f', 0, G_OPTION_ARG_FILENAME, &options.file, "read the request from FILE",
      "FILE" },
    NYSTA_OPTION_STORE (&options.store),
    { "default-graph", 0, 0, G_OPTION_ARG_FILENAME, &options.default_graph,
      "what WHERE sees outside GRAPH: strict, the unnamed graph, or union, all graphs "
      "[union]",
      "KIND" },
    { "base", 0, 0, G_OPTION_ARG_FILENAME, &options.base,
      "what relative IRIs in the request are relative to [its file]", "IRI" },
    NYSTA_OPTION_ALLOW_SERVICE (&options.services),
    { "strict", 0, 0, G_OPTION_ARG_NONE, &options.strict,
      "the standard and nothing more: every prefix must be declared", NULL },
    { "timeout", 0, 0, G_OPTION_ARG_FILENAME, &options.timeout,
      "give up after so many seconds, with exit code 4 and nothing changed", "SECONDS" },
    { "memory", 0, 0, G_OPTION_ARG_FILENAME, &options.memory,
      "memory that the request may take [2G]", "SIZE" },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose,
      "say of each operation how much it added and removed", NULL },
    { "explain", 0, 0, G_OPTION_ARG_FILENAME, &options.explain,
      "print what is made of the request and change nothing: ast, its syntax tree, algebra, "
      "or plan [plan]",
      "[=STAGE]" },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  Request request = { 0 };
  NystaLimits limits = { 0 };
  int exit_code = NYSTA_EXIT_OK;

  if (nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code) &&
      nysta_default_graph_check ("update", options.default_graph, &exit_code) &&
      nysta_limits_parse ("update", options.timeout, options.memory, &limits, &exit_code) &&
      read_request (&options, (const char *const *) arguments, &request, &exit_code))
    exit_code = run (&options, &request, &limits);
  g_free (request.text);
  return exit_code;
}
