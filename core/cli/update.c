/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update.c: `nysta update`: change the store with SPARQL. */
#include "config.h"
#include "cli/input.h"
#include "cli/options.h"

#include "base/error.h"
#include "base/limits.h"
#include "sparql/parse/syntax-tree.h"
#include "sparql/update.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>

/* Statements of one graph that are handed to the transaction at a time. */
#define MAX_HANDED_OVER 4096u

static const char *const examples[] = {
  "add a statement",
  "nysta update 'INSERT DATA { <urn:anna> foaf:name \"Anna Berg\" }'",
  "what a file says, all of it or nothing",
  "nysta update -f changes.ru",
  "take a graph away",
  "nysta update 'DROP GRAPH <urn:old>'",
  "how a request is read, without a store",
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
  char *default_graph;
  char *explain;
  gboolean strict;
} UpdateOptions;

static void
update_options_clear (UpdateOptions *options)
{
  g_free (options->text);
  g_free (options->file);
  g_free (options->store);
  g_free (options->base);
  g_free (options->default_graph);
  g_free (options->explain);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (UpdateOptions, update_options_clear)

/* --- the request -------------------------------------------------------------- */

/* Put the request's text and its name in messages together from what was typed. */
static gboolean
read_request (const UpdateOptions *options, const char *const *arguments, char **out_text,
              const char **out_name, int *out_exit)
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
      *out_name = "<request>";
      *out_text = g_strdup (options->text != NULL ? options->text : argument);
      return nysta_input_check (*out_text, strlen (*out_text), *out_name, "update",
                                out_exit);
    }
  else
    {
      const char *path = options->file != NULL ? options->file : "-";

      *out_name = strcmp (path, "-") == 0 ? "<standard input>" : path;
      if (nysta_input_read (path, NYSTA_MAX_LITERAL_BYTES, out_text, &n_bytes, &error))
        return nysta_input_check (*out_text, n_bytes, *out_name, "update", out_exit);
      *out_exit = nysta_fail ("update", error);
    }
  return FALSE;
}

static gboolean
check_options (const UpdateOptions *options, int *out_exit)
{
  const char *graph = options->default_graph;

  if (graph != NULL && strcmp (graph, "strict") != 0 && strcmp (graph, "union") != 0)
    *out_exit = nysta_fail_usage ("update", "--default-graph %s: must be strict or union",
                                  graph);
  else if (options->explain != NULL && strcmp (options->explain, "ast") != 0)
    *out_exit = nysta_fail_usage ("update", "--explain=%s: not a stage; must be ast",
                                  options->explain);
  else
    return TRUE;
  return FALSE;
}

/* A slip makes no store. */
static NystaSyntaxTree *
parse (const UpdateOptions *options, const char *text, const char *base, GError **error)
{
  const NystaSyntaxOptions syntax = { .base = base,
                                      .strict = options->strict,
                                      .store_base = NYSTA_DEFAULT_BASE };

  return nysta_syntax_parse (text, -1, NYSTA_SYNTAX_UPDATE_UNIT, &syntax, error);
}

static int
explain (const NystaSyntaxTree *tree)
{
  g_autoptr (GString) printed = g_string_new (NULL);
  g_autoptr (NystaFile) output = nysta_output_new ();
  g_autoptr (GError) error = NULL;

  nysta_syntax_print (tree, printed);
  if (!nysta_output_write (printed->str, printed->len, output, &error))
    return nysta_output_finish (output, nysta_fail ("update", error));
  return nysta_output_finish (output, NYSTA_EXIT_OK);
}

/* --- its transaction ------------------------------------------------------------ */

/* What comes together: changes of one graph that all add, or all remove. */
typedef struct
{
  NystaTransaction *transaction;
  NystaGraph *graph; /* or NULL */
  gboolean adds;
  guint n;
} Changes;

static gboolean
hand_over (Changes *changes, GError **error)
{
  g_autoptr (NystaGraph) graph = g_steal_pointer (&changes->graph);

  changes->n = 0;
  if (graph == NULL)
    return TRUE;
  return changes->adds
           ? nysta_transaction_add (changes->transaction, graph, error)
           : nysta_transaction_remove_statements (changes->transaction, graph, error);
}

static gboolean
on_change (const NystaStatement *statement, gboolean adds, gpointer user_data,
           GError **error)
{
  Changes *changes = user_data;
  const char *name = statement->graph.kind != NYSTA_TERM_NONE ? statement->graph.value
                                                              : NULL;

  if (changes->graph != NULL &&
      (changes->adds != adds || changes->n >= MAX_HANDED_OVER ||
       g_strcmp0 (nysta_graph_name (changes->graph), name) != 0) &&
      !hand_over (changes, error))
    return FALSE;
  if (changes->graph == NULL)
    changes->graph = nysta_graph_new (name);
  changes->adds = adds;
  changes->n++;
  nysta_graph_add (changes->graph, &statement->subject, &statement->predicate,
                   &statement->object);
  return TRUE;
}

static gboolean
change_store (NystaStore *store, const char *text, const char *base,
              const UpdateOptions *options, NystaUpdateCounts *out_counts, GError **error)
{
  const NystaUpdateOptions query_options = {
    .query = { .base = base,
               .strict = options->strict,
               .store_base = nysta_store_base (store),
               .strict_default_graph = g_strcmp0 (options->default_graph, "strict") == 0 },
    .reads_files = TRUE,
  };
  g_autoptr (NystaDataset) before = nysta_store_snapshot (store, error);
  g_autoptr (NystaTransaction)
    transaction = before != NULL ? nysta_store_begin (store, error) : NULL;
  Changes changes = { .transaction = transaction };

  if (transaction == NULL)
    return FALSE;

  gboolean ok = nysta_sparql_update (text, &query_options, before, on_change, &changes,
                                     out_counts, error) &&
                hand_over (&changes, error) &&
                nysta_transaction_commit (transaction, error);

  g_clear_pointer (&changes.graph, nysta_graph_free);
  return ok;
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
    { "base", 0, 0, G_OPTION_ARG_FILENAME, &options.base,
      "what relative IRIs in the request are relative to [its file]", "IRI" },
    { "default-graph", 0, 0, G_OPTION_ARG_FILENAME, &options.default_graph,
      "what a WHERE sees outside GRAPH: strict, the unnamed graph, or union, all graphs "
      "[union]",
      "KIND" },
    { "explain", 0, 0, G_OPTION_ARG_FILENAME, &options.explain,
      "print what is made of the request and change nothing: ast, its syntax tree",
      "STAGE" },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &options.strict,
      "the standard and nothing more: every prefix must be declared", NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *name = NULL;
  NystaUpdateCounts counts = { 0 };
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code) ||
      !check_options (&options, &exit_code) ||
      !read_request (&options, (const char *const *) arguments, &text, &name, &exit_code))
    return exit_code;

  g_autofree char *base = nysta_input_base (options.base, options.file, FALSE);
  g_autoptr (NystaSyntaxTree) tree = parse (&options, text, base, &error);

  if (tree == NULL)
    return nysta_input_fail ("update", error, text, name);
  if (options.explain != NULL)
    return explain (tree);

  g_autofree char *path = nysta_store_choice (options.store);
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_CREATE, NULL, &error);

  if (store == NULL)
    return nysta_fail ("update", error);
  if (!change_store (store, text, base, &options, &counts, &error))
    return nysta_input_fail ("update", error, text, name);
  fprintf (stderr,
           "added %" G_GUINT64_FORMAT ", removed %" G_GUINT64_FORMAT
           " statements in %" G_GUINT64_FORMAT " graph%s\n",
           counts.n_added, counts.n_removed, counts.n_graphs,
           counts.n_graphs == 1 ? "" : "s");
  return NYSTA_EXIT_OK;
}
