/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/load-report.h"

#include "base/json.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum
{
  TELL_US = 100000,
  DEFAULT_COLUMNS = 79,
  MAX_MESSAGES = 10,
  /* A load that is over at once need not say how long it took. */
  LONG_S = 5
};

static const char *const phases[] = { "reading", "sorting", "writing" };

void
nysta_load_report_init (NystaLoadReport *report, NystaLoadReportKind kind)
{
  *report = (NystaLoadReport){ .kind = kind, .started_us = g_get_monotonic_time () };
}

static double
elapsed_s (const NystaLoadReport *report)
{
  return (double) (g_get_monotonic_time () - report->started_us) / G_USEC_PER_SEC;
}

/* --- lines ------------------------------------------------------------------------ */

void
nysta_load_report_clear (NystaLoadReport *report)
{
  if (report->is_drawn)
    fputs ("\r\033[K", stderr);
  report->is_drawn = FALSE;
}

/* A line that wrapped could not be drawn over. */
static void
draw_line (NystaLoadReport *report, const char *text)
{
  struct winsize size = { 0 };
  const int columns = ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1
                        ? size.ws_col - 1
                        : DEFAULT_COLUMNS;

  fprintf (stderr, "\r\033[K%.*s", columns, text);
  fflush (stderr);
  report->is_drawn = TRUE;
}

static const char *
plural (guint64 n)
{
  return n == 1 ? "" : "s";
}

/* --- progress --------------------------------------------------------------------- */

/* Of what is done now, how much; 0 if that is unknown. */
static double
part_done (const NystaLoadProgress *progress)
{
  const gboolean is_writing = progress->phase == NYSTA_LOAD_WRITING;
  const guint64 n = is_writing ? progress->n_to_write : progress->n_bytes;
  const guint64 done = is_writing ? progress->n_written : progress->n_bytes_read;

  return n > 0 ? MIN (1, (double) done / (double) n) : 0;
}

static void
append_json (GString *line, const NystaLoadProgress *progress)
{
  const guint64 numbers[] = { progress->n_bytes_read, progress->n_bytes,
                              progress->n_statements, progress->n_skipped,
                              progress->n_committed };
  static const char *const names[] = { "bytes", "bytes_total", "statements", "skipped",
                                       "committed" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (line, ",\"%s\":%" G_GUINT64_FORMAT, names[i], numbers[i]);
}

static void
tell_json (NystaLoadReport *report, const NystaLoadProgress *progress)
{
  g_autoptr (GString) line = g_string_new ("{\"event\":\"progress\",\"phase\":");

  nysta_json_append_string (line, phases[progress->phase]);
  append_json (line, progress);
  g_string_append_printf (line, ",\"part\":%.3f,\"seconds\":%.1f", part_done (progress),
                          elapsed_s (report));
  fprintf (stderr, "%s}\n", line->str);
}

static void
append_time_left (GString *line, double seconds, double part)
{
  const guint left_s = (guint) (seconds / part - seconds);

  g_string_append_printf (line, ", %u:%02u left", left_s / 60, left_s % 60);
}

static void
draw_progress (NystaLoadReport *report, const NystaLoadProgress *progress)
{
  g_autoptr (GString) line = g_string_new (phases[progress->phase]);
  const double seconds = elapsed_s (report);
  const double part = part_done (progress);

  if (part > 0)
    g_string_append_printf (line, " %.0f %%", 100 * part);
  g_string_append_printf (line, ", %" G_GUINT64_FORMAT " statements",
                          progress->n_statements);
  if (progress->phase == NYSTA_LOAD_READING && progress->n_statements > 0)
    g_string_append_printf (line, ", %.0f a second",
                            (double) progress->n_statements / seconds);
  if (progress->phase == NYSTA_LOAD_READING && part > 0)
    append_time_left (line, seconds, part);
  if (progress->phase == NYSTA_LOAD_READING && progress->file != NULL)
    {
      g_string_append (line, ": ");
      nysta_append_printable (line, progress->file);
    }
  draw_line (report, line->str);
}

void
nysta_load_report_progress (NystaLoadReport *report, const NystaLoadProgress *progress)
{
  const gint64 now_us = g_get_monotonic_time ();

  if (report->kind == NYSTA_LOAD_REPORT_PLAIN || now_us - report->told_us < TELL_US)
    return;
  report->told_us = now_us;
  if (report->kind == NYSTA_LOAD_REPORT_JSON)
    tell_json (report, progress);
  else
    draw_progress (report, progress);
}

void
nysta_load_report_skipped (NystaLoadReport *report, const char *message)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (report->kind == NYSTA_LOAD_REPORT_JSON)
    {
      g_string_append (line, "{\"event\":\"skipped\",\"message\":");
      nysta_json_append_string (line, message);
      fprintf (stderr, "%s}\n", line->str);
      return;
    }
  if (++report->n_messages > MAX_MESSAGES)
    return;
  nysta_append_printable (line, message);
  nysta_load_report_clear (report);
  fprintf (stderr, "nysta: warning: left out: %s\n", line->str);
}

/* --- the closing line ---------------------------------------------------------------- */

static void
finish_json (NystaLoadReport *report, const NystaLoadProgress *result, const char *ended)
{
  g_autoptr (GString) line = g_string_new ("{\"event\":\"summary\"");

  append_json (line, result);
  g_string_append_printf (line,
                          ",\"new\":%" G_GUINT64_FORMAT ",\"removed\":%" G_GUINT64_FORMAT
                          ",\"graphs\":%u,\"seconds\":%.1f,\"ended\":",
                          result->n_added, result->n_removed, result->n_graphs,
                          elapsed_s (report));
  nysta_json_append_string (line, ended != NULL ? ended : "done");
  fprintf (stderr, "%s}\n", line->str);
}

void
nysta_load_report_finish (NystaLoadReport *report, const NystaLoadProgress *result,
                          const char *path, const char *ended)
{
  const double seconds = elapsed_s (report);
  const guint64 n = ended != NULL ? result->n_committed : result->n_statements;
  g_autoptr (GString) line = g_string_new (NULL);

  nysta_load_report_clear (report);
  if (report->kind == NYSTA_LOAD_REPORT_JSON)
    {
      finish_json (report, result, ended);
      return;
    }
  if (ended != NULL && n == 0)
    {
      fprintf (stderr, "%s: nothing was loaded\n", ended);
      return;
    }
  if (ended != NULL)
    g_string_append_printf (line, "%s: ", ended);
  g_string_append_printf (line,
                          "loaded %" G_GUINT64_FORMAT " statement%s into %u graph%s of ", n,
                          plural (n), result->n_graphs, plural (result->n_graphs));
  nysta_append_printable (line, path);
  g_string_append_printf (line, " (%" G_GUINT64_FORMAT " new", result->n_added);
  if (result->n_removed > 0)
    g_string_append_printf (line, ", %" G_GUINT64_FORMAT " removed", result->n_removed);
  if (result->n_skipped > 0)
    g_string_append_printf (line, ", %" G_GUINT64_FORMAT " left out", result->n_skipped);
  if (result->n_commits > 1)
    g_string_append_printf (line, ", in %u commits", result->n_commits);
  g_string_append_c (line, ')');
  if (seconds >= LONG_S)
    g_string_append_printf (line, " in %.1f s", seconds);
  fprintf (stderr, "%s\n", line->str);
}
