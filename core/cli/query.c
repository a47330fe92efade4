/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* query.c: `nysta query`: ask the store, or files, with SPARQL. */
#include "config.h"
#include "cli/input.h"
#include "cli/limit-options.h"
#include "cli/options.h"
#include "cli/query-cite.h"
#include "cli/query-data.h"
#include "cli/query-graph.h"
#include "cli/rdf-output.h"

#include "base/error.h"
#include "base/limits.h"
#include "sparql/results/results.h"
#include "sparql/query.h"
#include "store/store.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const examples[] = {
  "who holds which role where",
  "nysta query -f who.rq",
  "everyone, as a table on the terminal and as CSV in a pipe",
  "nysta query 'SELECT ?name WHERE { ?p a foaf:Person ; foaf:name ?name }'",
  "the same as JSON",
  "nysta query --results json -f everyone.rq >everyone.json",
  "a graph, as Turtle",
  "nysta query 'CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n }'",
  "the same as RDF/XML or JSON-LD",
  "nysta query --results jsonld -f names.rq >names.jsonld",
  "yes or no, for a script",
  "nysta query --ask-status 'ASK { ?p foaf:name \"Anna Berg\" }'",
  "who says so, word for word",
  "nysta query --cite 'SELECT ?name { ?m org:member/foaf:name ?name }'",
  "files, without a store",
  "nysta query --data staff.ttl --named http://x/old=old.ttl.gz -f who.rq",
  "with what another endpoint knows",
  "nysta query --allow-service=https://query.wikidata.org/ -f with-wikidata.rq",
  "how a question is read, without a store",
  "nysta query --explain=ast 'SELECT ?a { ?a foaf:knows+ ?b }'",
  "where the time of a slow one goes",
  "nysta query --explain=run -f slow.rq",
  NULL,
};

static const NystaUsage usage = {
  "query",
  "[TEXT | -]",
  "Ask the store, or files, a question in SPARQL and print the answer: a table on a "
  "terminal, CSV in a pipe; a graph comes as Turtle. Outside GRAPH all graphs of a store "
  "are one. Common prefixes (foaf:, org:, skos:, dcterms: …) need no declaration.",
  examples,
};

typedef struct
{
  char *text;
  char *file;
  char *store;
  char *results;
  char *base;
  char *timeout;
  char *memory;
  char *explain;
  char *default_graph;
  NystaQueryData files;
  GStrv services;
  gboolean strict;
  gboolean ask_status;
  gboolean cite;
  int n_citations;
} QueryOptions;

static void
query_options_clear (QueryOptions *options)
{
  g_free (options->text);
  g_free (options->file);
  g_free (options->store);
  g_free (options->results);
  g_free (options->base);
  g_free (options->timeout);
  g_free (options->memory);
  g_free (options->explain);
  g_free (options->default_graph);
  g_strfreev (options->files.data);
  g_strfreev (options->files.named);
  g_strfreev (options->services);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QueryOptions, query_options_clear)

/* Where the answer goes, whatever its form. */
typedef struct
{
  NystaFile *output;
  NystaResults *results; /* SELECT, ASK */
  gboolean boolean;
  guint n_citations; /* SELECT: 0 without --cite */
} Answer;

/* --- the question ------------------------------------------------------------ */

/* A lone file name where a query should be is a slip that SPARQL would explain badly. */
static gboolean
is_file_name (const char *text)
{
  return strpbrk (text, "{}\n") == NULL && g_file_test (text, G_FILE_TEST_IS_REGULAR);
}

/* Put the query's text and its name in messages together from what was typed. */
static gboolean
read_question (const QueryOptions *options, const char *const *arguments, char **out_text,
               const char **out_name, int *out_exit)
{
  const char *argument = arguments[0];
  int n_given = (options->text != NULL) + (options->file != NULL) + (argument != NULL);
  g_autoptr (GError) error = NULL;
  gsize n_bytes = 0;

  *out_exit = NYSTA_EXIT_USAGE;
  if (n_given == 0)
    nysta_fail_usage ("query",
                      "no question: give its TEXT, -f FILE, or - for standard input");
  else if (n_given > 1 || (argument != NULL && arguments[1] != NULL))
    nysta_fail_usage ("query", "one question at a time (put its TEXT in quotes)");
  else if (argument != NULL && is_file_name (argument))
    nysta_fail_usage ("query", "%s is a file: did you mean -f %s?", argument, argument);
  else if (options->text != NULL || (argument != NULL && strcmp (argument, "-") != 0))
    {
      *out_name = "<query>";
      *out_text = g_strdup (options->text != NULL ? options->text : argument);
      return nysta_input_check (*out_text, strlen (*out_text), *out_name, "query",
                                out_exit);
    }
  else
    {
      const char *path = options->file != NULL ? options->file : "-";

      if (strcmp (path, "-") == 0 && nysta_query_data_has_stdin (&options->files))
        {
          nysta_fail_usage ("query", "-: standard input can be read once only");
          return FALSE;
        }
      *out_name = strcmp (path, "-") == 0 ? "<standard input>" : path;
      if (nysta_input_read (path, NYSTA_MAX_LITERAL_BYTES, out_text, &n_bytes, &error))
        return nysta_input_check (*out_text, n_bytes, *out_name, "query", out_exit);
      *out_exit = nysta_fail ("query", error);
    }
  return FALSE;
}

/* --- what is asked ------------------------------------------------------------ */

static gboolean
asks_files (const QueryOptions *options)
{
  return options->files.data != NULL || options->files.named != NULL;
}

static gboolean
check_source (const QueryOptions *options, int *out_exit)
{
  if (options->n_citations < 1 || options->n_citations > NYSTA_MAX_CITATIONS)
    {
      *out_exit = nysta_fail_usage ("query", "--citations %d: must be 1 to %d",
                                    options->n_citations, NYSTA_MAX_CITATIONS);
      return FALSE;
    }
  if (asks_files (options) && options->store != NULL)
    {
      *out_exit = nysta_fail_usage (
        "query", "--data and --named ask files, --store a store: give one of them");
      return FALSE;
    }
  return nysta_default_graph_check ("query", options->default_graph, out_exit) &&
         nysta_query_data_check (&options->files, out_exit);
}

/* What is asked: a store, or files if there is none. */
typedef struct
{
  NystaStore *store;
  NystaQuery *query;
} Question;

static void
question_clear (Question *question)
{
  nysta_query_free (question->query);
  nysta_store_close (question->store);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

/* Where no store was asked for and none is there, a query may still say what to read. */
static gboolean
may_do_without_store (const QueryOptions *options)
{
  g_autofree char *path = nysta_store_choice (NULL);

  return options->store == NULL && g_getenv ("NYSTA_STORE") == NULL &&
         !g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
open_store (const QueryOptions *options, NystaStore **out_store, GError **error)
{
  g_autofree char *path = nysta_store_choice (options->store);

  *out_store = nysta_store_open (path, NYSTA_STORE_READ, NULL, error);
  return *out_store != NULL;
}

/* A person's files are a dataset as the standard means it; a store's graphs are documents
 * that say one thing together. */
static gboolean
has_strict_default_graph (const QueryOptions *options, const NystaStore *store)
{
  return options->default_graph != NULL ? strcmp (options->default_graph, "strict") == 0
                                        : store == NULL;
}

/* Read @text as what it is asked of allows; the store stays NULL where files are, and where
 * @needs_store is FALSE. */
static gboolean
prepare (const QueryOptions *options, const char *text, const NystaLimits *limits,
         gboolean needs_store, Question *question, GError **error)
{
  gboolean is_free = asks_files (options) || !needs_store;
  gboolean may_be_free = !is_free && may_do_without_store (options);

  if (!is_free && !may_be_free && !open_store (options, &question->store, error))
    return FALSE;

  NystaStore *store = question->store;
  g_autofree char *base = nysta_input_base (options->base, options->file,
                                            store == NULL && options->store == NULL);
  const NystaQueryOptions query_options = {
    .base = base,
    .strict = options->strict,
    .timeout_ms = limits->timeout_ms,
    .max_bytes = limits->max_bytes,
    .store_base = store != NULL ? nysta_store_base (store) : NULL,
    .strict_default_graph = has_strict_default_graph (options, store),
    .cites = options->cite,
    .services = (const char *const *) options->services,
  };

  question->query = nysta_query_new (text, &query_options, error);
  if (question->query == NULL)
    return FALSE;
  return !may_be_free || nysta_query_data_is_in (question->query) ||
         open_store (options, &question->store, error);
}

static NystaDataset *
open_dataset (const QueryOptions *options, const NystaLimits *limits,
              const Question *question, GError **error)
{
  return question->store != NULL
           ? nysta_store_snapshot (question->store, error)
           : nysta_query_data_read (&options->files, question->query, limits, error);
}

/* --- the answer --------------------------------------------------------------- */

static gboolean
answer_variables (const char *const *names, gsize n, gpointer user_data, GError **error)
{
  Answer *answer = user_data;

  /* The first citation is shown even where there is none. */
  if (answer->n_citations > 0)
    nysta_results_set_needed (answer->results, n - 2 * (answer->n_citations - 1));
  return nysta_results_variables (answer->results, names, n, error);
}

static gboolean
answer_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  Answer *answer = user_data;

  return nysta_results_row (answer->results, values, n, error);
}

static gboolean
answer_boolean (gboolean value, gpointer user_data, GError **error)
{
  Answer *answer = user_data;

  answer->boolean = value;
  return nysta_results_boolean (answer->results, value, error);
}

static const NystaAnswerFuncs answer_funcs = {
  .variables = answer_variables,
  .row = answer_row,
  .boolean = answer_boolean,
};

static gboolean
run_rows (NystaQuery *query, NystaDataset *dataset, NystaResultsFormat format,
          const char *base, Answer *answer, GError **error)
{
  g_autoptr (NystaResults)
    results = nysta_results_new (format, nysta_output_write, answer->output);

  nysta_results_set_base (results, base);
  answer->results = results;
  if (answer->n_citations == 0)
    return nysta_query_run (query, dataset, &answer_funcs, answer, error) &&
           nysta_results_finish (results, error);

  g_autoptr (NystaCiteColumns)
    columns = nysta_cite_columns_new (dataset, answer->n_citations, &answer_funcs, answer);

  return nysta_query_run (query, dataset, &nysta_cite_columns_funcs, columns, error) &&
         nysta_results_finish (results, error);
}

/* Which of the two families of formats @name is in; NULL picks what suits. */
static gboolean
choose_format (const char *name, NystaQueryForm form, NystaResultsFormat *out_format,
               NystaSyntax *out_syntax, int *out_exit)
{
  gboolean is_graph = form == NYSTA_QUERY_CONSTRUCT;

  *out_format = isatty (STDOUT_FILENO) ? NYSTA_RESULTS_TABLE : NYSTA_RESULTS_CSV;
  *out_syntax = NYSTA_SYNTAX_TURTLE;
  if (name == NULL || (!is_graph && nysta_results_format_from_name (name, out_format)) ||
      (is_graph && nysta_rdf_output_syntax (name, out_syntax)))
    return TRUE;
  *out_exit = nysta_fail_usage (
    "query", "--results %s: not a format for %s, which takes %s", name,
    is_graph ? "a graph (CONSTRUCT, DESCRIBE)" : "rows (SELECT, ASK)",
    is_graph ? NYSTA_RDF_OUTPUT_NAMES : "table, csv, tsv, json or xml");
  return FALSE;
}

static int
ask (const QueryOptions *options, const char *text, const char *name,
     const NystaLimits *limits)
{
  g_auto (Question) question = { NULL };
  g_autoptr (GError) error = NULL;

  if (!prepare (options, text, limits, TRUE, &question, &error))
    return nysta_input_fail ("query", error, text, name);

  NystaQuery *query = question.query;
  const char *store_base = question.store != NULL ? nysta_store_base (question.store)
                                                  : NULL;
  NystaQueryForm form = nysta_query_form (query);
  NystaResultsFormat format;
  NystaSyntax syntax;
  int exit_code = NYSTA_EXIT_OK;

  if (!choose_format (options->results, form, &format, &syntax, &exit_code))
    return exit_code;
  /* CSV and TSV have no way to say yes; a script wants the bare word. */
  if (form == NYSTA_QUERY_ASK &&
      (format == NYSTA_RESULTS_CSV || format == NYSTA_RESULTS_TSV))
    format = NYSTA_RESULTS_TABLE;
  if (options->ask_status && form != NYSTA_QUERY_ASK)
    return nysta_fail_usage ("query", "--ask-status: goes with ASK only");

  g_autoptr (NystaDataset) dataset = open_dataset (options, limits, &question, &error);
  if (dataset == NULL)
    return nysta_fail ("query", error);

  g_autoptr (NystaFile) output = nysta_output_new ();
  Answer answer = { .output = output,
                    .n_citations = options->cite ? (guint) options->n_citations : 0 };
  gboolean done = form == NYSTA_QUERY_CONSTRUCT
                    ? nysta_query_graph_run (query, dataset, syntax, store_base, output,
                                             &error)
                    : run_rows (query, dataset, format, store_base, &answer, &error);

  /* Rows that came before it failed are given, unless it is the giving that failed. */
  if (!done && error->domain == NYSTA_IO_ERROR)
    return nysta_input_fail ("query", error, text, name);
  if (!done)
    return nysta_output_finish (output, nysta_input_fail ("query", error, text, name));
  return nysta_output_finish (
    output, options->ask_status && !answer.boolean ? NYSTA_EXIT_NEGATIVE : NYSTA_EXIT_OK);
}

/* Print what one stage makes of the question, instead of its answer. */
static int
explain (const QueryOptions *options, const char *text, const char *name,
         const NystaLimits *limits)
{
  int stage = nysta_stage_from_name (options->explain, 4);
  g_auto (Question) question = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaDataset) dataset = NULL;

  if (stage < 0)
    return nysta_fail_usage ("query",
                             "--explain=%s: not a stage; must be ast, algebra, plan or run",
                             options->explain);
  if (!prepare (options, text, limits, stage >= NYSTA_QUERY_STAGE_PLAN, &question, &error))
    return nysta_input_fail ("query", error, text, name);
  if (stage >= NYSTA_QUERY_STAGE_PLAN)
    {
      dataset = open_dataset (options, limits, &question, &error);
      if (dataset == NULL)
        return nysta_fail ("query", error);
    }

  g_autoptr (GString) printed = g_string_new (NULL);
  g_autoptr (NystaFile) output = nysta_output_new ();

  if (!nysta_query_explain (question.query, dataset, (NystaQueryStage) stage, printed,
                            &error))
    return nysta_input_fail ("query", error, text, name);
  if (!nysta_output_write (printed->str, printed->len, output, &error))
    return nysta_output_finish (output, nysta_fail ("query", error));
  return nysta_output_finish (output, NYSTA_EXIT_OK);
}

int
nysta_command_query (int argc, char **argv)
{
  g_auto (QueryOptions) options = { .n_citations = NYSTA_DEFAULT_CITATIONS };
  const GOptionEntry entries[] = {
    { "query", 'q', 0, G_OPTION_ARG_FILENAME, &options.text, "the question", "TEXT" },
    { "file", 'f', 0, G_OPTION_ARG_FILENAME, &options.file, "read the question from FILE",
      "FILE" },
    NYSTA_OPTION_STORE (&options.store),
    { "data", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files.data,
      "ask this RDF file, not a store; may repeat", "FILE" },
    { "named", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files.named,
      "likewise, as a named graph [the file's own IRI]", "[IRI=]FILE" },
    { "default-graph", 0, 0, G_OPTION_ARG_FILENAME, &options.default_graph,
      "what is seen outside GRAPH: strict, the unnamed graph, or union, all graphs "
      "[files: strict, a store: union]",
      "KIND" },
    { "results", 0, 0, G_OPTION_ARG_FILENAME, &options.results,
      "rows as table, csv, tsv, json or xml; a graph as " NYSTA_RDF_OUTPUT_NAMES,
      "FORMAT" },
    { "base", 0, 0, G_OPTION_ARG_FILENAME, &options.base,
      "what relative IRIs in the question are relative to [its file; without a "
      "store the current folder]",
      "IRI" },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &options.strict,
      "the standard and nothing more: every prefix must be declared", NULL },
    { "timeout", 0, 0, G_OPTION_ARG_FILENAME, &options.timeout,
      "give up after so many seconds, with exit code 4", "SECONDS" },
    { "memory", 0, 0, G_OPTION_ARG_FILENAME, &options.memory,
      "memory that the answer may take, with the files that are read [2G]", "SIZE" },
    NYSTA_OPTION_ALLOW_SERVICE (&options.services),
    { "explain", 0, 0, G_OPTION_ARG_FILENAME, &options.explain,
      "print what is made of the question instead of an answer: ast, its syntax tree, "
      "algebra, plan, or run, the plan with what came of each operator [plan]",
      "[=STAGE]" },
    { "cite", 0, 0, G_OPTION_ARG_NONE, &options.cite,
      "add to each row of a SELECT the documents that say so, and their words", NULL },
    { "citations", 0, 0, G_OPTION_ARG_INT, &options.n_citations,
      "with --cite, at most so many documents a row [3]", "N" },
    { "ask-status", 0, 0, G_OPTION_ARG_NONE, &options.ask_status,
      "exit with 3 when the answer to ASK is false", NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autofree char *text = NULL;
  const char *name = NULL;
  NystaLimits limits = { 0 };
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code) ||
      !check_source (&options, &exit_code) ||
      !nysta_limits_parse ("query", options.timeout, options.memory, &limits, &exit_code) ||
      !read_question (&options, (const char *const *) arguments, &text, &name, &exit_code))
    return exit_code;
  if (options.explain != NULL)
    return explain (&options, text, name, &limits);
  return ask (&options, text, name, &limits);
}
