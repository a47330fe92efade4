/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* verify.c: `nysta verify`: read everything and say what is wrong with it. */
#include "config.h"
#include "cli/options.h"
#include "cli/terminal.h"

#include "store/store.h"

#include <inttypes.h>
#include <string.h>

static const char *const examples[] = {
  "after a crash, or before a backup",
  "nysta verify",
  "in a script",
  "nysta verify --store graph.nysta || echo 'restore it'",
  NULL,
};

static const NystaUsage usage = {
  "verify",
  "",
  "Read the whole store and check it: that all orders hold the same quads, that every "
  "term is found by its number and by its text, and that the counts are right. Prints a "
  "line for each fault, or one that begins with ok. Exit status 3: there are faults.",
  examples,
};

typedef struct
{
  NystaFile *out;
  GError *error; /* of the first line that could not be printed */
} Printer;

static void
print_fault (const char *what, gpointer user_data)
{
  Printer *printer = user_data;
  g_autoptr (GString) line = g_string_new (NULL);

  nysta_append_printable (line, what);
  g_string_append_c (line, '\n');
  if (printer->error == NULL)
    nysta_file_write (printer->out, line->str, line->len, &printer->error);
}

static void
print_ok (NystaFile *out, const NystaStoreStats *stats, GError **error)
{
  g_autofree char *line = g_strdup_printf (
    "ok: %" PRIu64 " statement%s, %" PRIu64 " triple%s, %" PRIu64 " graph%s, %" PRIu64
    " term%s\n",
    stats->n_statements, stats->n_statements == 1 ? "" : "s", stats->n_triples,
    stats->n_triples == 1 ? "" : "s", stats->n_graphs, stats->n_graphs == 1 ? "" : "s",
    stats->n_terms, stats->n_terms == 1 ? "" : "s");

  nysta_file_write (out, line, strlen (line), error);
}

static int
verify (NystaStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaFile) out = nysta_output_new ();
  Printer printer = { out, NULL };
  NystaStoreStats stats = { 0 };
  gint64 n_faults = nysta_store_verify (store, print_fault, &printer, &error);

  if (n_faults == 0 && nysta_store_stats (store, &stats, &error))
    print_ok (out, &stats, &printer.error);
  if (error == NULL)
    error = printer.error;
  else
    g_clear_error (&printer.error);

  int status = error != NULL ? nysta_fail ("verify", error)
                             : (n_faults > 0 ? NYSTA_EXIT_NEGATIVE : NYSTA_EXIT_OK);

  return nysta_output_finish (out, status);
}

int
nysta_command_verify (int argc, char **argv)
{
  g_autofree char *store_option = NULL;
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&store_option),
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  if (arguments[0] != NULL)
    return nysta_fail_usage ("verify", "%s: takes no arguments", arguments[0]);

  g_autofree char *path = nysta_store_choice (store_option);
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_READ, NULL, &error);

  return store != NULL ? verify (store) : nysta_fail ("verify", error);
}
