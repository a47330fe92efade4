/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * store-bench.c: what the store does within a process. Each prints a line or more of
 * `name TAB value`; times are medians.
 *
 *   store-bench scan STORE PREDICATE         rows a second of ?s PREDICATE ?o
 *   store-bench look-up STORE N              seconds for N random subjects' statements
 *   store-bench replace STORE FILE FILE…     milliseconds to put one N-Quads file's graph in
 *                                            the place of the one before, committed
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib.h>

#include "rdf/rdf-reader.h"
#include "store/store.h"

#define N_RUNS 5
#define N_ROWS 1024

static int
compare (gconstpointer a, gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, compare);
  return values[n / 2];
}

static int
fail (const GError *error)
{
  fprintf (stderr, "store-bench: %s\n", error->message);
  return 1;
}

static guint64
scan (NystaDataset *dataset, const NystaQuad *pattern)
{
  static NystaQuad rows[N_ROWS];
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, pattern);
  guint64 n_rows = 0;

  for (gsize n = 0; (n = nysta_cursor_next (cursor, rows, N_ROWS)) > 0;)
    n_rows += n;
  return n_rows;
}

static int
bench_scan (NystaDataset *dataset, const char *predicate)
{
  NystaTerm term = nysta_iri (predicate);
  NystaQuad pattern = { .predicate = nysta_dataset_lookup (dataset, &term),
                        .graph = NYSTA_UNION };
  double seconds[N_RUNS];
  guint64 n_rows = 0;

  if (pattern.predicate == NYSTA_ANY)
    {
      fprintf (stderr, "store-bench: %s: not in the store\n", predicate);
      return 1;
    }
  for (guint run = 0; run < N_RUNS; run++)
    {
      gint64 begin = g_get_monotonic_time ();

      n_rows = scan (dataset, &pattern);
      seconds[run] = (double) (g_get_monotonic_time () - begin) / 1e6;
    }
  printf ("scan-rows\t%" G_GUINT64_FORMAT "\n", n_rows);
  printf ("scan-rows-per-second\t%.0f\n", (double) n_rows / median (seconds, N_RUNS));
  return 0;
}

/* @n of all subjects, the same ones each time; some come twice. */
static GArray *
random_subjects (NystaDataset *dataset, guint n)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (NystaTermId));
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  NystaQuad pattern = { .graph = NYSTA_UNION };
  g_autoptr (NystaCursor) cursor = nysta_dataset_scan (dataset, &pattern);
  g_autofree NystaQuad *rows = g_new (NystaQuad, N_ROWS);
  NystaTermId last = NYSTA_ANY;

  for (gsize n_rows = 0; (n_rows = nysta_cursor_next (cursor, rows, N_ROWS)) > 0;)
    for (gsize i = 0; i < n_rows; i++)
      if (rows[i].subject != last)
        {
          last = rows[i].subject;
          g_array_append_val (all, last);
        }
  for (guint i = 0; i < n && all->len > 0; i++)
    {
      guint at = (guint) (g_rand_double (random) * all->len);

      g_array_append_val (chosen, g_array_index (all, NystaTermId, at));
    }
  g_array_unref (all);
  return chosen;
}

static int
bench_look_up (NystaDataset *dataset, guint n)
{
  g_autoptr (GArray) subjects = random_subjects (dataset, n);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) buffer = g_string_new (NULL);
  double seconds[N_RUNS];
  guint64 n_rows = 0;
  guint64 n_found = 0;
  gint64 begin = 0;
  clock_t cpu_begin = clock ();

  for (guint run = 0; run < N_RUNS; run++)
    {
      n_rows = 0;
      begin = g_get_monotonic_time ();
      for (guint i = 0; i < subjects->len; i++)
        {
          NystaQuad pattern = { .subject = g_array_index (subjects, NystaTermId, i),
                                .graph = NYSTA_UNION };

          n_rows += scan (dataset, &pattern);
        }
      seconds[run] = (double) (g_get_monotonic_time () - begin) / 1e6;
    }
  printf ("look-up-seconds\t%.3f\n", median (seconds, N_RUNS));
  /* On a machine that does other things too, this says more. */
  printf ("look-up-cpu-seconds\t%.3f\n",
          (double) (clock () - cpu_begin) / CLOCKS_PER_SEC / N_RUNS);
  printf ("look-up-rows\t%" G_GUINT64_FORMAT "\n", n_rows);

  begin = g_get_monotonic_time ();
  for (guint i = 0; i < subjects->len; i++)
    {
      NystaTerm term = { 0 };

      if (!nysta_dataset_read_term (dataset, g_array_index (subjects, NystaTermId, i),
                                    buffer, &term))
        return 1;
      g_ptr_array_add (names, term.kind == NYSTA_TERM_IRI ? g_strdup (term.value) : NULL);
    }
  printf ("read-term-seconds\t%.3f\n", (double) (g_get_monotonic_time () - begin) / 1e6);

  begin = g_get_monotonic_time ();
  for (guint i = 0; i < names->len; i++)
    if (names->pdata[i] != NULL)
      {
        NystaTerm term = nysta_iri (names->pdata[i]);
        NystaQuad pattern = { .subject = nysta_dataset_lookup (dataset, &term),
                              .graph = NYSTA_UNION };

        n_found += pattern.subject != NYSTA_ANY && scan (dataset, &pattern) > 0;
      }
  printf ("look-up-by-iri-seconds\t%.3f\n",
          (double) (g_get_monotonic_time () - begin) / 1e6);
  printf ("look-up-by-iri-found\t%" G_GUINT64_FORMAT "\n", n_found);
  return 0;
}

/* --- replacing -------------------------------------------------------------------- */

static gboolean
take_statement (const NystaStatement *statement, gpointer user_data, GError **error)
{
  NystaGraph **graph = user_data;

  if (*graph == NULL)
    *graph = nysta_graph_new (statement->graph.value);
  nysta_graph_add (*graph, &statement->subject, &statement->predicate, &statement->object);
  return TRUE;
}

static gboolean
replace (NystaStore *store, NystaGraph *graph, GError **error)
{
  g_autoptr (NystaTransaction) transaction = nysta_store_begin (store, error);

  return transaction != NULL && nysta_transaction_replace (transaction, graph, error) &&
         nysta_transaction_commit (transaction, error);
}

static int
bench_replace (const char *path, char **files)
{
  guint n = g_strv_length (files);
  g_autofree double *milliseconds = g_new0 (double, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_WRITE, NULL, &error);

  if (store == NULL)
    return fail (error);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NystaGraph) graph = NULL;

      if (!nysta_rdf_read_file (files[i], NYSTA_SYNTAX_NQUADS, NULL, "b", take_statement,
                                &graph, &error))
        return fail (error);

      gint64 begin = g_get_monotonic_time ();

      if (!replace (store, graph, &error))
        return fail (error);
      milliseconds[i] = (double) (g_get_monotonic_time () - begin) / 1e3;
    }
  printf ("replace-milliseconds\t%.2f\n", median (milliseconds, n));
  printf ("replace-milliseconds-worst\t%.2f\n", milliseconds[n - 1]);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc < 4)
    {
      fputs ("usage: store-bench scan|look-up|replace STORE ARGUMENT...\n", stderr);
      return 2;
    }
  if (strcmp (argv[1], "replace") == 0)
    return bench_replace (argv[2], argv + 3);

  g_autoptr (NystaStore) store = nysta_store_open (argv[2], NYSTA_STORE_READ, NULL, &error);
  g_autoptr (NystaDataset) dataset = store != NULL ? nysta_store_snapshot (store, &error)
                                                   : NULL;

  if (dataset == NULL)
    return fail (error);
  if (strcmp (argv[1], "scan") == 0)
    return bench_scan (dataset, argv[3]);
  return bench_look_up (dataset, (guint) strtoul (argv[3], NULL, 10));
}
