/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/options.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/paths.h"
#include "cli/interrupt.h"
#include "index/run.h"
#include "rdf/iri.h"
#include "text/lexicon.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *store;
  char *base;
  char *root;
  char *worker_memory;
  char *max_document;
  char *progress;
  char *durability;
  GStrv plugin_path;
  int jobs;
  double deadline_s;
  gboolean force;
  gboolean prune;
  gboolean null;
  gboolean quiet;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->store);
  g_free (options->base);
  g_free (options->root);
  g_free (options->worker_memory);
  g_free (options->max_document);
  g_free (options->progress);
  g_free (options->durability);
  g_strfreev (options->plugin_path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *const examples[] = {
  "a folder and all below it, into ./graph.nysta",
  "nysta index press/",
  "only what changed, and forget what is gone",
  "nysta index --prune press/",
  "files from a list, into a store of their own",
  "find press -name '*.txt' -print0 | nysta index --store press.nysta -0 -",
  "a store to publish, with IRIs below the folder",
  "nysta index --base https://data.example.se/ --root press press/",
  NULL,
};

static const NystaUsage usage = {
  .name = "index",
  .arguments = "LOCATOR…",
  .summary =
    "Read documents, find the people, roles, organisations and projects in them, "
    "and keep what was found in a store. A LOCATOR is a file, a folder, a pattern "
    "or whatever else a source plugin takes; - reads locators from standard input, "
    "one a line. Documents that have not changed are left alone.",
  .examples = examples,
};

/* The first signal ends the run after the commit in flight. */
static gboolean
is_interrupted (void)
{
  return nysta_interrupt_caught () != 0;
}

/* --- locators ----------------------------------------------------------------------- */

static gboolean
read_list (gboolean null_separated, GPtrArray *locators, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  char chunk[65536];
  size_t n = 0;

  while ((n = fread (chunk, 1, sizeof chunk, stdin)) > 0)
    {
      if (list->len + n > NYSTA_MAX_LOCATOR_LIST_BYTES)
        {
          g_set_error (error, NYSTA_CONFIG_ERROR, NYSTA_CONFIG_ERROR_USAGE,
                       "standard input: the list of locators is longer than 1 GiB");
          return FALSE;
        }
      g_string_append_len (list, chunk, (gssize) n);
    }
  if (ferror (stdin))
    {
      nysta_io_set_error (error, errno, "read", "standard input");
      return FALSE;
    }
  for (gsize start = 0; start < list->len;)
    {
      const char *from = list->str + start;
      const char *end = memchr (from, null_separated ? '\0' : '\n', list->len - start);
      gsize length = end != NULL ? (gsize) (end - from) : list->len - start;

      start += length + 1;
      if (!null_separated && length > 0 && from[length - 1] == '\r')
        length--;
      if (length > 0)
        g_ptr_array_add (locators, g_strndup (from, length));
    }
  return TRUE;
}

static GPtrArray *
collect_locators (char **arguments, gboolean null_separated, GError **error)
{
  g_autoptr (GPtrArray) locators = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; arguments[i] != NULL; i++)
    if (strcmp (arguments[i], "-") != 0)
      g_ptr_array_add (locators, g_strdup (arguments[i]));
    else if (!read_list (null_separated, locators, error))
      return NULL;
  g_ptr_array_add (locators, NULL);
  return g_steal_pointer (&locators);
}

/* --- options ------------------------------------------------------------------------ */

static gboolean
usage_error (GError **error, const char *message)
{
  g_set_error_literal (error, NYSTA_CONFIG_ERROR, NYSTA_CONFIG_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
check (const Options *options, GError **error)
{
  if (options->jobs < 0 || options->jobs > NYSTA_MAX_JOBS)
    return usage_error (error, "--jobs: give a number from 1 to 1024");
  if (options->deadline_s < 0 || options->deadline_s > 86400)
    return usage_error (error, "--deadline: give seconds, at most 86400");
  if (options->progress != NULL && strcmp (options->progress, "json") != 0)
    return usage_error (error, "--progress: json is the only kind to choose");
  if (options->durability != NULL && strcmp (options->durability, "commit") != 0 &&
      strcmp (options->durability, "batch") != 0)
    return usage_error (error, "--durability: choose commit or batch");
  if (options->base != NULL &&
      (!g_utf8_validate (options->base, -1, NULL) ||
       !nysta_iri_is_absolute (options->base) ||
       strchr ("/#:", options->base[strlen (options->base) - 1]) == NULL))
    return usage_error (error,
                        "--base: give an absolute IRI that ends in / # or :, such as "
                        "https://data.example.se/");
  if (options->root != NULL && !g_file_test (options->root, G_FILE_TEST_IS_DIR))
    return usage_error (error, "--root: no such folder");
  return TRUE;
}

static gboolean
fill_pool_options (const Options *options, NystaPoolOptions *pool, GError **error)
{
  nysta_pool_options_init (pool);
  if (options->jobs > 0)
    pool->n_workers = (guint) options->jobs;
  if (options->deadline_s > 0)
    pool->deadline_ms = MAX (1, (guint) (options->deadline_s * 1000));
  return (options->worker_memory == NULL ||
          nysta_parse_size (options->worker_memory, &pool->memory_bytes, error)) &&
         (options->max_document == NULL ||
          nysta_parse_size (options->max_document, &pool->max_document_bytes, error));
}

static NystaProgress
progress_kind (const Options *options)
{
  const char *terminal = g_getenv ("TERM");

  if (options->progress != NULL)
    return NYSTA_PROGRESS_JSON;
  return isatty (STDERR_FILENO) && g_strcmp0 (terminal, "dumb") != 0
           ? NYSTA_PROGRESS_TERMINAL
           : NYSTA_PROGRESS_NONE;
}

static NystaDurability
durability_of (const Options *options)
{
  if (g_strcmp0 (options->durability, "batch") != 0)
    return NYSTA_DURABILITY_COMMIT;
  if (!options->quiet)
    fputs ("nysta: index: --durability=batch: a crash costs up to the last 10 seconds or "
           "4096 documents, which the next run indexes again\n",
           stderr);
  return NYSTA_DURABILITY_BATCH;
}

/* --- the command ---------------------------------------------------------------------- */

static int
run (const Options *options, const char *const *locators, GError **error)
{
  NystaPoolOptions pool = { 0 };
  g_autofree char *path = nysta_store_choice (options->store);

  if (!check (options, error) || !fill_pool_options (options, &pool, error))
    return -1;
  g_autofree char *lexicon = nysta_lexicon_ensure (error);
  if (lexicon == NULL)
    return -1;
  g_autofree char *tagger = nysta_tagger_choice ("index");
  pool.lexicon_path = lexicon;
  pool.tagger_path = tagger;
  g_autoptr (NystaStore)
    store = nysta_store_open (path, NYSTA_STORE_CREATE, options->base, error);
  if (store == NULL)
    return -1;

  g_auto (GStrv)
    folders = nysta_path_plugin_dirs ((const char *const *) options->plugin_path);
  g_autoptr (NystaRegistry) registry = nysta_registry_new ((const char *const *) folders);
  g_autoptr (NystaReport)
    report = nysta_report_new (progress_kind (options), options->quiet);
  NystaRunOptions run_options = { .store = store,
                                  .registry = registry,
                                  .pool = pool,
                                  .root = options->root,
                                  .force = options->force,
                                  .prune = options->prune,
                                  .durability = durability_of (options),
                                  .report = report,
                                  .is_interrupted = is_interrupted };

  nysta_interrupt_catch ();
  gboolean done = nysta_run (locators, &run_options, error);
  nysta_report_finish (report, is_interrupted () ? "interrupted" : done ? NULL : "stopped");
  if (!done)
    return -1;
  if (is_interrupted ())
    return 128 + nysta_interrupt_caught ();
  return nysta_report_n (report, NYSTA_DOCUMENT_FAILED) > 0 ? NYSTA_EXIT_PARTIAL
                                                            : NYSTA_EXIT_OK;
}

int
nysta_command_index (int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&options.store),
    { "base", 0, 0, G_OPTION_ARG_FILENAME, &options.base,
      "base IRI of a store that is made [urn:nysta:]", "IRI" },
    { "root", 0, 0, G_OPTION_ARG_FILENAME, &options.root,
      "name documents by their path below DIR", "DIR" },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
      "documents at the same time [one a processor]", "N" },
    { "deadline", 0, 0, G_OPTION_ARG_DOUBLE, &options.deadline_s,
      "seconds a document may take [30]", "S" },
    { "worker-memory", 0, 0, G_OPTION_ARG_FILENAME, &options.worker_memory,
      "memory a worker may take [512M]", "SIZE" },
    { "max-document", 0, 0, G_OPTION_ARG_FILENAME, &options.max_document,
      "largest document to read [64M]", "SIZE" },
    { "durability", 0, 0, G_OPTION_ARG_FILENAME, &options.durability,
      "commit [the default]: a crash costs 0.2 seconds; batch: 10, but less waiting",
      "KIND" },
    { "force", 0, 0, G_OPTION_ARG_NONE, &options.force, "index unchanged documents as well",
      NULL },
    { "prune", 0, 0, G_OPTION_ARG_NONE, &options.prune,
      "forget documents that are gone from the folders given", NULL },
    { "null", '0', 0, G_OPTION_ARG_NONE, &options.null,
      "locators on standard input end in NUL, not in a line break", NULL },
    { "plugin-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.plugin_path,
      "look for plugins in DIR first; may be repeated", "DIR" },
    { "progress", 0, 0, G_OPTION_ARG_FILENAME, &options.progress,
      "json: report as JSON, an object a line", "KIND" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "print failures only", NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  int status = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &status))
    return status;
  if (arguments[0] == NULL)
    return nysta_fail_usage ("index", "nothing to index: name a file or a folder");

  g_autoptr (GPtrArray) locators = collect_locators (arguments, options.null, &error);
  if (locators != NULL)
    status = run (&options, (const char *const *) locators->pdata, &error);
  return error != NULL ? nysta_fail ("index", error) : status;
}
