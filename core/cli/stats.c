/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* stats.c: `nysta stats`: what the store holds, in numbers. */
#include "config.h"
#include "cli/options.h"
#include "cli/terminal.h"

#include "base/json.h"
#include "index/summary.h"
#include "store/store.h"

#include <string.h>

/* Failures that are listed; --json has them all. */
#define LISTED_FAILURES 10

static const char *const examples[] = {
  "how much is in it, and what failed last time",
  "nysta stats",
  "the same for a program",
  "nysta stats --json",
  NULL,
};

static const NystaUsage usage = {
  "stats",
  "",
  "Count what the store holds: documents, people, organisations, roles, projects, "
  "memberships, participations and contacts; graphs, statements, triples and terms, and "
  "the bytes that they take; and tell of the last run of nysta index and which documents "
  "failed in it.",
  examples,
};

/* A number with its two names, for people and for programs. */
typedef struct
{
  const char *label;
  const char *key;
  guint64 value;
} Figure;

#define N_FIGURES 14

static void
collect_figures (const NystaStoreStats *stats, const NystaSummary *summary, Figure *figures)
{
  const Figure all[N_FIGURES] = {
    { "documents", "documents", summary->n_documents },
    { "people", "people", summary->n_people },
    { "organisations", "organisations", summary->n_organisations },
    { "roles", "roles", summary->n_roles },
    { "projects", "projects", summary->n_projects },
    { "memberships", "memberships", summary->n_memberships },
    { "proposed, no facts", "proposedMemberships", summary->n_proposed },
    { "participations", "participations", summary->n_participations },
    { "contacts", "contacts", summary->n_contacts },
    { "graphs", "graphs", stats->n_graphs },
    { "statements", "statements", stats->n_statements },
    { "triples", "triples", stats->n_triples },
    { "terms", "terms", stats->n_terms },
    { "bytes on disk", "bytes", stats->n_bytes },
  };

  memcpy (figures, all, sizeof all);
}

#define N_PARTS 8

/* What the bytes on disk are. */
static void
collect_parts (const NystaStoreStats *stats, Figure *parts)
{
  const Figure all[N_PARTS] = {
    { "by subject", "spog", stats->n_order_bytes[0] },
    { "by predicate", "posg", stats->n_order_bytes[1] },
    { "by object", "ospg", stats->n_order_bytes[2] },
    { "by graph", "gspo", stats->n_order_bytes[3] },
    { "terms", "terms", stats->n_term_bytes },
    { "finding terms", "hashes", stats->n_hash_bytes },
    { "finding words", "words", stats->n_word_bytes },
    { "free", "free", stats->n_free_bytes },
  };

  memcpy (parts, all, sizeof all);
}

static double
bytes_per_triple (const NystaStoreStats *stats)
{
  return stats->n_triples > 0 ? (double) stats->n_bytes / (double) stats->n_triples : 0;
}

/* --- for people ------------------------------------------------------------------ */

static void
append_last_run (const NystaSummary *summary, GString *out)
{
  guint n = summary->last_failures->len;

  if (summary->last_run == NULL)
    return;
  g_string_append (out, "\nlast run  ");
  nysta_append_printable (out, summary->last_started != NULL ? summary->last_started : "?");
  g_string_append_printf (out, ", %" G_GUINT64_FORMAT " document%s written, %u failed\n",
                          summary->n_last_documents,
                          summary->n_last_documents == 1 ? "" : "s", n);
  for (guint i = 0; i < MIN (n, LISTED_FAILURES); i++)
    {
      const NystaRunFailure *failure = summary->last_failures->pdata[i];

      g_string_append (out, "  ");
      nysta_append_printable (out, failure->document);
      g_string_append (out, "\n    ");
      nysta_append_printable (out, failure->message);
      g_string_append_c (out, '\n');
    }
  if (n > LISTED_FAILURES)
    g_string_append_printf (out, "  … and %u more (--json)\n", n - LISTED_FAILURES);
}

static void
append_figures (const Figure *figures, guint n, const char *indent, GString *out)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = g_strconcat (indent, figures[i].label, NULL);

      nysta_pad (out, label, 20);
      g_string_append_printf (out, "%12" G_GUINT64_FORMAT "\n", figures[i].value);
    }
}

static void
append_text (const char *path, const NystaStoreStats *stats, const Figure *figures,
             const NystaSummary *summary, GString *out)
{
  Figure parts[N_PARTS];

  collect_parts (stats, parts);
  nysta_append_printable (out, path);
  g_string_append (out, "\n\n");
  append_figures (figures, N_FIGURES, "", out);
  append_figures (parts, N_PARTS, "  ", out);
  nysta_pad (out, "bytes a triple", 20);
  g_string_append_printf (out, "%12.1f\n", bytes_per_triple (stats));
  append_last_run (summary, out);
}

/* --- for programs ----------------------------------------------------------------- */

static void
append_json_store (const NystaStoreStats *stats, GString *out)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  Figure parts[N_PARTS];

  collect_parts (stats, parts);
  g_string_append_printf (
    out, ",\"bytesPerTriple\":%s,\"bytesOf\":{",
    g_ascii_formatd (number, sizeof number, "%.1f", bytes_per_triple (stats)));
  for (guint i = 0; i < N_PARTS; i++)
    g_string_append_printf (out, "%s\"%s\":%" G_GUINT64_FORMAT, i > 0 ? "," : "",
                            parts[i].key, parts[i].value);
  g_string_append_c (out, '}');
}

static void
append_json (const char *path, const char *base, const NystaStoreStats *stats,
             const Figure *figures, const NystaSummary *summary, GString *out)
{
  g_string_append (out, "{\"store\":");
  nysta_json_append_string (out, path);
  g_string_append (out, ",\"base\":");
  nysta_json_append_string (out, base);
  for (guint i = 0; i < N_FIGURES; i++)
    g_string_append_printf (out, ",\"%s\":%" G_GUINT64_FORMAT, figures[i].key,
                            figures[i].value);
  append_json_store (stats, out);
  g_string_append_printf (out,
                          ",\"runs\":%" G_GUINT64_FORMAT ",\"lastRun\":", summary->n_runs);
  if (summary->last_run == NULL)
    {
      g_string_append (out, "null}\n");
      return;
    }
  g_string_append (out, "{\"iri\":");
  nysta_json_append_string (out, summary->last_run);
  g_string_append (out, ",\"started\":");
  nysta_json_append_string (out, summary->last_started);
  g_string_append (out, ",\"ended\":");
  nysta_json_append_string (out, summary->last_ended);
  g_string_append_printf (out, ",\"documents\":%" G_GUINT64_FORMAT ",\"failures\":[",
                          summary->n_last_documents);
  for (guint i = 0; i < summary->last_failures->len; i++)
    {
      const NystaRunFailure *failure = summary->last_failures->pdata[i];

      g_string_append (out, i > 0 ? ",{\"document\":" : "{\"document\":");
      nysta_json_append_string (out, failure->document);
      g_string_append (out, ",\"message\":");
      nysta_json_append_string (out, failure->message);
      g_string_append_c (out, '}');
    }
  g_string_append (out, "]}}\n");
}

int
nysta_command_stats (int argc, char **argv)
{
  g_autofree char *store_option = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&store_option),
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "one JSON object", NULL },
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  NystaStoreStats store_stats = { 0 };
  Figure figures[N_FIGURES];
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  if (arguments[0] != NULL)
    return nysta_fail_usage ("stats", "%s: takes no arguments", arguments[0]);

  g_autofree char *path = nysta_store_choice (store_option);
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_READ, NULL, &error);
  if (store == NULL || !nysta_store_stats (store, &store_stats, &error))
    return nysta_fail ("stats", error);

  g_autoptr (NystaDataset) dataset = nysta_store_snapshot (store, &error);
  if (dataset == NULL)
    return nysta_fail ("stats", error);

  g_autoptr (NystaSummary) summary = nysta_summary_new (dataset, nysta_store_base (store));
  g_autoptr (GString) out = g_string_new (NULL);

  collect_figures (&store_stats, summary, figures);
  if (json)
    append_json (path, nysta_store_base (store), &store_stats, figures, summary, out);
  else
    append_text (path, &store_stats, figures, summary, out);
  return nysta_output_text (out->str);
}
