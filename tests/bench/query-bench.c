/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * query-bench.c: queries within a process, from the text to the last byte of the answer (as
 * $BENCH_RESULTS says: json, csv …; graphs as N-Triples), each again and again. Prints a
 * line for each:
 *
 *   NAME TAB MEDIAN SECONDS TAB CPU SECONDS A RUN TAB ROWS TAB BUDGET KiB TAB PRIVATE KiB
 *   TAB LEAST SECONDS
 *
 *   query-bench STORE FILE.rq…       BENCH_RUNS=N: N times, to count instructions
 *   query-bench -l STORE             the same of loops over cursors, written by hand, that
 *                                    answer q07 and q11 of gen_kg.py's data
 *
 * Private memory is how far the peak of RssAnon lies above
 * what was there before the query first ran.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib.h>

#include "bench-loops.h"
#include "rdf/rdf-writer.h"
#include "sparql/engine.h"
#include "sparql/parse/syntax-tree.h"
#include "sparql/plan/optimise.h"
#include "sparql/results/results.h"
#include "store/store.h"

#define MIN_RUNS 5u
#define MAX_RUNS 501u
#define ENOUGH_SECONDS 1.5

typedef struct
{
  guint64 n_rows;
  guint64 n_bytes;
  gsize peak_bytes;
  NystaResults *results;
  NystaRdfWriter *writer;
} Sink;

static NystaResultsFormat format = NYSTA_RESULTS_JSON;

typedef gboolean (*RunFunc) (NystaDataset *dataset, const char *text, Sink *sink,
                             GError **error);

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static double
seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static long
private_kib (void)
{
  g_autofree char *text = NULL;
  const char *line = NULL;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  line = strstr (text, "RssAnon:");
  return line != NULL ? atol (line + strlen ("RssAnon:")) : 0;
}

static gboolean
sink_write (const char *bytes, gsize n_bytes, gpointer user_data, GError **error)
{
  Sink *sink = user_data;

  sink->n_bytes += n_bytes;
  return TRUE;
}

/* --- a query ---------------------------------------------------------------------------- */

static gboolean
tell_variables (const char *const *names, gsize n, gpointer user_data, GError **error)
{
  return nysta_results_variables (((Sink *) user_data)->results, names, n, error);
}

static gboolean
tell_row (const NystaTerm *values, gsize n, gpointer user_data, GError **error)
{
  Sink *sink = user_data;

  sink->n_rows++;
  return nysta_results_row (sink->results, values, n, error);
}

static gboolean
tell_boolean (gboolean value, gpointer user_data, GError **error)
{
  return nysta_results_boolean (((Sink *) user_data)->results, value, error);
}

static gboolean
tell_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  Sink *sink = user_data;

  sink->n_rows++;
  return nysta_rdf_writer_add (sink->writer, statement, error);
}

static gboolean
answer (NystaEngine *engine, Sink *sink, GError **error)
{
  const NystaAnswerFuncs funcs = { .variables = tell_variables,
                                   .row = tell_row,
                                   .boolean = tell_boolean,
                                   .statement = tell_statement };

  if (engine->query->form == NYSTA_ALGEBRA_FORM_SELECT ||
      engine->query->form == NYSTA_ALGEBRA_FORM_ASK)
    {
      g_autoptr (NystaResults) results = nysta_results_new (format, sink_write, sink);

      sink->results = results;
      return nysta_engine_answer (engine, &funcs, sink, error) &&
             nysta_results_finish (results, error);
    }

  g_autoptr (NystaRdfWriter)
    writer = nysta_rdf_writer_new (NYSTA_SYNTAX_NTRIPLES, NULL, 0, sink_write, sink);

  sink->writer = writer;
  return nysta_engine_answer (engine, &funcs, sink, error) &&
         nysta_rdf_writer_finish (writer, error);
}

static gboolean
run_query (NystaDataset *dataset, const char *text, Sink *sink, GError **error)
{
  const NystaQueryOptions options = { 0 };
  const NystaSyntaxOptions syntax = { 0 };
  g_autoptr (NystaSyntaxTree)
    tree = nysta_syntax_parse (text, -1, NYSTA_SYNTAX_QUERY_UNIT, &syntax, error);
  g_autoptr (NystaAlgebraQuery)
    algebra = tree != NULL ? nysta_algebra_translate (tree, tree->root, error) : NULL;
  g_auto (NystaEngine) engine = { 0 };

  if (algebra == NULL)
    return FALSE;
  nysta_algebra_optimise (algebra);
  if (!nysta_engine_init (&engine, algebra, dataset, &options, error) ||
      !answer (&engine, sink, error))
    return FALSE;
  sink->peak_bytes = engine.execution.budget.peak_bytes;
  return TRUE;
}

/* --- loops ------------------------------------------------------------------------------ */

static gboolean
run_loop (NystaDataset *dataset, const char *name, Sink *sink, GError **error)
{
  sink->n_rows = strcmp (name, "q07") == 0 ? bench_loop_path (dataset)
                                           : bench_loop_triangle (dataset);
  return TRUE;
}

/* ---------------------------------------------------------------------------------------- */

static gboolean
bench (NystaDataset *dataset, const char *name, const char *text, RunFunc run,
       GError **error)
{
  static double took[MAX_RUNS];
  double begin = seconds (CLOCK_MONOTONIC);
  double cpu_begin = 0;
  long kib = private_kib ();
  long peak_kib = 0;
  const char *wish = g_getenv ("BENCH_RUNS");
  guint n_runs = wish != NULL ? MIN ((guint) atoi (wish), MAX_RUNS) : 0;
  guint n = 0;
  Sink sink = { 0 };

  /* Once for the page cache, and to see the memory. */
  if (!run (dataset, text, &sink, error))
    return FALSE;
  peak_kib = private_kib () - kib;
  begin = seconds (CLOCK_MONOTONIC);
  cpu_begin = seconds (CLOCK_PROCESS_CPUTIME_ID);
  while (n_runs > 0 ? n < n_runs
                    : n < MAX_RUNS && (n < MIN_RUNS ||
                                       seconds (CLOCK_MONOTONIC) - begin < ENOUGH_SECONDS))
    {
      double start = seconds (CLOCK_MONOTONIC);

      sink = (Sink){ 0 };
      if (!run (dataset, text, &sink, error))
        return FALSE;
      took[n++] = seconds (CLOCK_MONOTONIC) - start;
    }

  double cpu = (seconds (CLOCK_PROCESS_CPUTIME_ID) - cpu_begin) / n;

  qsort (took, n, sizeof *took, compare);
  printf ("%s\t%.7f\t%.7f\t%" G_GUINT64_FORMAT "\t%" G_GSIZE_FORMAT "\t%ld\t%.7f\n", name,
          took[n / 2], cpu, sink.n_rows, sink.peak_bytes >> 10, MAX (peak_kib, 0), took[0]);
  fflush (stdout);
  return TRUE;
}

int
main (int argc, char **argv)
{
  gboolean loops = argc > 1 && strcmp (argv[1], "-l") == 0;
  int at = loops ? 2 : 1;
  const char *results = g_getenv ("BENCH_RESULTS");
  g_autoptr (GError) error = NULL;

  if (argc < at + 1 ||
      (results != NULL && !nysta_results_format_from_name (results, &format)))
    {
      fputs ("usage: [BENCH_RESULTS=FORMAT] query-bench [-l] STORE [FILE...]\n", stderr);
      return 2;
    }

  g_autoptr (NystaStore)
    store = nysta_store_open (argv[at], NYSTA_STORE_READ, NULL, &error);
  g_autoptr (NystaDataset) dataset = store != NULL ? nysta_store_snapshot (store, &error)
                                                   : NULL;
  gboolean ok = dataset != NULL;

  if (loops)
    ok = ok && bench (dataset, "q07", "q07", run_loop, &error) &&
         bench (dataset, "q11", "q11", run_loop, &error);
  for (int i = at + 1; ok && i < argc; i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *name = g_path_get_basename (argv[i]);

      if (g_str_has_suffix (name, ".rq"))
        name[strlen (name) - 3] = '\0';
      ok = g_file_get_contents (argv[i], &text, NULL, &error) &&
           bench (dataset, name, text, run_query, &error);
    }
  if (!ok)
    fprintf (stderr, "query-bench: %s\n", error->message);
  return ok ? 0 : 1;
}
