/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "index/report.h"

#include "base/json.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum
{
  N_KINDS = 4,
  REDRAW_US = 100000,
  DEFAULT_COLUMNS = 79
};

struct NystaReport
{
  NystaProgress progress;
  gboolean quiet;
  guint total;
  guint counts[NYSTA_N_DOCUMENT_STATES];
  GHashTable *entities[N_KINDS]; /* sets of IRIs */
  GPtrArray *failures;
  gint64 started_us;
  gint64 drawn_us;
  gboolean is_drawn; /* a progress line stands on the terminal */
};

NystaFailure *
nysta_failure_new (const char *document, const char *name, const char *message)
{
  NystaFailure *failure = g_new0 (NystaFailure, 1);

  failure->document = g_strdup (document);
  failure->name = g_strdup (name);
  failure->message = g_strdup (message);
  return failure;
}

void
nysta_failure_free (NystaFailure *failure)
{
  if (failure == NULL)
    return;
  g_free (failure->document);
  g_free (failure->name);
  g_free (failure->plugin);
  g_free (failure->ended);
  g_free (failure->message);
  g_free (failure);
}

NystaReport *
nysta_report_new (NystaProgress progress, gboolean quiet)
{
  NystaReport *report = g_new0 (NystaReport, 1);

  report->progress = progress;
  report->quiet = quiet;
  report->started_us = g_get_monotonic_time ();
  report->failures = g_ptr_array_new_with_free_func ((GDestroyNotify) nysta_failure_free);
  for (guint i = 0; i < N_KINDS; i++)
    report->entities[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return report;
}

void
nysta_report_free (NystaReport *report)
{
  if (report == NULL)
    return;
  for (guint i = 0; i < N_KINDS; i++)
    g_hash_table_unref (report->entities[i]);
  g_ptr_array_unref (report->failures);
  g_free (report);
}

/* --- lines ------------------------------------------------------------------- */

static void
clear_progress (NystaReport *report)
{
  if (report->is_drawn)
    fputs ("\r\033[K", stderr);
  report->is_drawn = FALSE;
}

/* @line as one line that no terminal obeys: file names and plugins say what they like. */
static void
print_line (NystaReport *report, const char *line)
{
  g_autofree char *valid = g_utf8_make_valid (line, -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, g_unichar_iscntrl (c) ? ' ' : c);
    }
  clear_progress (report);
  fprintf (stderr, "%s\n", out->str);
}

static void
append_json_member (GString *out, const char *name, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, ",\"%s\":", name);
  nysta_json_append_string (out, text);
}

static const char *const state_names[] = { "new",    "changed",     "unchanged",
                                           "failed", "passed_over", "pruned" };
static const char *const kind_names[] = { "people", "organisations", "roles", "projects" };

static void
append_json_counts (NystaReport *report, GString *out)
{
  for (guint i = 0; i < NYSTA_N_DOCUMENT_STATES; i++)
    g_string_append_printf (out, ",\"%s\":%u", state_names[i], report->counts[i]);
}

static double
elapsed_s (const NystaReport *report)
{
  return (double) (g_get_monotonic_time () - report->started_us) / G_USEC_PER_SEC;
}

/* --- progress ------------------------------------------------------------------ */

static guint
n_done (const NystaReport *report)
{
  guint n = 0;

  for (guint i = 0; i < NYSTA_DOCUMENT_PRUNED; i++)
    n += report->counts[i];
  return n;
}

/* A line that wrapped could not be drawn over. */
static void
draw_line (const char *text)
{
  struct winsize size = { 0 };
  int columns = ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1
                  ? size.ws_col - 1
                  : DEFAULT_COLUMNS;

  fprintf (stderr, "\r\033[K%.*s", columns, text);
  fflush (stderr);
}

static void
draw_progress (NystaReport *report)
{
  guint done = n_done (report);
  double seconds = elapsed_s (report);
  double rate = seconds > 0 ? done / seconds : 0;
  guint left_s = rate > 0 && report->total > done ? (guint) ((report->total - done) / rate)
                                                  : 0;

  if (report->progress == NYSTA_PROGRESS_JSON)
    {
      g_autoptr (GString) line = g_string_new ("{\"event\":\"progress\"");

      g_string_append_printf (line, ",\"done\":%u,\"total\":%u,\"rate\":%.1f,\"left_s\":%u",
                              done, report->total, rate, left_s);
      append_json_counts (report, line);
      fprintf (stderr, "%s}\n", line->str);
      return;
    }
  g_autofree char *line = g_strdup_printf (
    "%u/%u documents, %u failed, %u:%02u left, %.0f a second", done, report->total,
    report->counts[NYSTA_DOCUMENT_FAILED], left_s / 60, left_s % 60, rate);

  draw_line (line);
  report->is_drawn = TRUE;
}

void
nysta_report_set_total (NystaReport *report, guint n_documents)
{
  report->total = n_documents;
}

void
nysta_report_count (NystaReport *report, NystaDocumentState state)
{
  gint64 now_us = g_get_monotonic_time ();

  report->counts[state]++;
  if (report->progress == NYSTA_PROGRESS_NONE || report->quiet ||
      now_us - report->drawn_us < REDRAW_US)
    return;
  report->drawn_us = now_us;
  draw_progress (report);
}

guint
nysta_report_n (const NystaReport *report, NystaDocumentState state)
{
  return report->counts[state];
}

void
nysta_report_entity (NystaReport *report, guint kind, const char *iri)
{
  if (kind < N_KINDS && !g_hash_table_contains (report->entities[kind], iri))
    g_hash_table_add (report->entities[kind], g_strdup (iri));
}

/* --- what went wrong ------------------------------------------------------------- */

void
nysta_report_warning (NystaReport *report, const char *name, const char *message)
{
  if (report->quiet)
    return;
  if (report->progress == NYSTA_PROGRESS_JSON)
    {
      g_autoptr (GString) line = g_string_new ("{\"event\":\"warning\"");

      append_json_member (line, "name", name);
      append_json_member (line, "message", message);
      fprintf (stderr, "%s}\n", line->str);
      return;
    }
  g_autofree char *line = name != NULL
                            ? g_strdup_printf ("nysta: warning: %s: %s", name, message)
                            : g_strdup_printf ("nysta: warning: %s", message);
  print_line (report, line);
}

static void
print_failure (NystaReport *report, const NystaFailure *failure)
{
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "nysta: index: %s: ", failure->name);
  if (failure->plugin != NULL && failure->ended != NULL)
    g_string_append_printf (line, "%s %s: ", failure->plugin, failure->ended);
  else if (failure->plugin != NULL)
    g_string_append_printf (line, "%s: ", failure->plugin);
  g_string_append (line, failure->message);
  print_line (report, line->str);
}

static void
print_failure_json (const NystaFailure *failure)
{
  g_autoptr (GString) line = g_string_new ("{\"event\":\"failure\"");

  append_json_member (line, "document", failure->document);
  append_json_member (line, "name", failure->name);
  append_json_member (line, "plugin", failure->plugin);
  append_json_member (line, "ended", failure->ended);
  append_json_member (line, "message", failure->message);
  if (failure->signal != 0)
    g_string_append_printf (line, ",\"signal\":%d", failure->signal);
  fprintf (stderr, "%s}\n", line->str);
}

void
nysta_report_failure (NystaReport *report, NystaFailure *failure)
{
  if (report->progress == NYSTA_PROGRESS_JSON)
    print_failure_json (failure);
  else
    print_failure (report, failure);
  g_ptr_array_add (report->failures, failure);
}

const GPtrArray *
nysta_report_failures (const NystaReport *report)
{
  return report->failures;
}

/* --- the closing line ------------------------------------------------------------ */

static void
append_entities (NystaReport *report, GString *line)
{
  const char *separator = ": ";

  for (guint i = 0; i < N_KINDS; i++)
    {
      guint n = g_hash_table_size (report->entities[i]);

      if (n == 0)
        continue;
      g_string_append_printf (line, "%s%u %s", separator, n,
                              n != 1   ? kind_names[i]
                              : i == 0 ? "person"
                              : i == 1 ? "organisation"
                              : i == 2 ? "role"
                                       : "project");
      separator = ", ";
    }
}

static char *
summary (NystaReport *report, const char *cut_short)
{
  const guint *n = report->counts;
  guint total = n[NYSTA_DOCUMENT_NEW] + n[NYSTA_DOCUMENT_CHANGED] +
                n[NYSTA_DOCUMENT_UNCHANGED] + n[NYSTA_DOCUMENT_FAILED];
  g_autoptr (GString) line = g_string_new (NULL);

  if (cut_short != NULL)
    g_string_append_printf (line, "%s: ", cut_short);
  g_string_append_printf (line, "indexed %u document%s (%u new, ", total,
                          total == 1 ? "" : "s", n[NYSTA_DOCUMENT_NEW]);
  if (n[NYSTA_DOCUMENT_CHANGED] > 0)
    g_string_append_printf (line, "%u changed, ", n[NYSTA_DOCUMENT_CHANGED]);
  g_string_append_printf (line, "%u unchanged, %u failed) in %.1f s",
                          n[NYSTA_DOCUMENT_UNCHANGED], n[NYSTA_DOCUMENT_FAILED],
                          elapsed_s (report));
  append_entities (report, line);
  if (n[NYSTA_DOCUMENT_PASSED_OVER] > 0)
    g_string_append_printf (line, "; passed over %u that no reader takes",
                            n[NYSTA_DOCUMENT_PASSED_OVER]);
  if (n[NYSTA_DOCUMENT_PRUNED] > 0)
    g_string_append_printf (line, "; pruned %u that %s gone", n[NYSTA_DOCUMENT_PRUNED],
                            n[NYSTA_DOCUMENT_PRUNED] == 1 ? "is" : "are");
  return g_string_free (g_steal_pointer (&line), FALSE);
}

void
nysta_report_finish (NystaReport *report, const char *cut_short)
{
  clear_progress (report);
  if (report->quiet)
    return;
  if (report->progress != NYSTA_PROGRESS_JSON)
    {
      g_autofree char *line = summary (report, cut_short);

      print_line (report, line);
      return;
    }
  g_autoptr (GString) line = g_string_new ("{\"event\":\"summary\"");

  append_json_counts (report, line);
  for (guint i = 0; i < N_KINDS; i++)
    g_string_append_printf (line, ",\"%s\":%u", kind_names[i],
                            g_hash_table_size (report->entities[i]));
  g_string_append_printf (line, ",\"seconds\":%.1f,\"interrupted\":%s", elapsed_s (report),
                          cut_short != NULL ? "true" : "false");
  fprintf (stderr, "%s}\n", line->str);
}
