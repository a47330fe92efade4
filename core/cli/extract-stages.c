/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/extract-stages.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

static guint64
spent_ns (int who)
{
  struct rusage usage = { 0 };

  getrusage (who, &usage);
  return ((guint64) usage.ru_utime.tv_sec + (guint64) usage.ru_stime.tv_sec) * 1000000000u +
         ((guint64) usage.ru_utime.tv_usec + (guint64) usage.ru_stime.tv_usec) * 1000u;
}

static void
print_row (const char *name, guint64 ns, guint64 total_ns)
{
  fprintf (stderr, "%-46s %10.2f ms %5.1f %%\n", name, (double) ns / 1e6,
           total_ns > 0 ? 100.0 * (double) ns / (double) total_ns : 0);
}

static gboolean
is_own (const char *name)
{
  return strcmp (name, "starting") == 0 || strcmp (name, "writing") == 0;
}

void
nysta_stage_report_print (const NystaStageReport *report)
{
  const GArray *rows = report->stages->rows;
  guint64 own_ns = spent_ns (RUSAGE_SELF);
  guint64 workers_ns = spent_ns (RUSAGE_CHILDREN);
  guint64 total_ns = own_ns + workers_ns;
  guint64 loading_ns = 0;
  guint64 known[2] = { 0, 0 };

  for (guint i = 0; i < rows->len; i++)
    {
      const NystaStage *stage = &g_array_index (rows, NystaStage, i);

      print_row (stage->name, stage->ns, total_ns);
      known[is_own (stage->name)] += stage->ns;
      if (g_str_has_prefix (stage->name, "loading "))
        loading_ns += stage->ns;
    }
  print_row ("workers: their start, sources, messages",
             workers_ns - MIN (workers_ns, known[0]), total_ns);
  print_row ("this process: messages, checks", own_ns - MIN (own_ns, known[1]), total_ns);
  print_row ("all", total_ns, total_ns);
  fprintf (
    stderr,
    "%.3f MB of text in %u document%s: %.2f MB/s, %.0f documents/s of processor time\n"
    "lexicon and tagger loaded in %.1f ms; a worker had %.1f MB at most\n",
    (double) report->n_bytes / 1e6, report->n_documents,
    report->n_documents == 1 ? "" : "s",
    (double) report->n_bytes * 1e3 / (double) MAX (total_ns, 1),
    (double) report->n_documents * 1e9 / (double) MAX (total_ns, 1),
    (double) loading_ns / 1e6, (double) report->stages->worker_bytes / 1e6);
}
