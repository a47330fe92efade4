/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/options.h"
#include "base/suggest.h"
#include "cli/terminal.h"

#include "base/error.h"
#include "base/paths.h"
#include "text/tagger.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --help has the same shape on every screen, so that man pages and tests can quote it. */
#define HELP_COLUMNS 80
#define HELP_OPTION_COLUMNS 26

/* --- errors ----------------------------------------------------------------- */

static int
exit_code_of (const GError *error)
{
  if (g_error_matches (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED))
    return NYSTA_EXIT_OK;
  if (g_error_matches (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_TIMED_OUT) ||
      g_error_matches (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_TIMED_OUT))
    return NYSTA_EXIT_TIMED_OUT;
  if (error->domain == G_OPTION_ERROR ||
      g_error_matches (error, NYSTA_RDF_ERROR, NYSTA_RDF_ERROR_SYNTAX) ||
      g_error_matches (error, NYSTA_CONFIG_ERROR, NYSTA_CONFIG_ERROR_USAGE) ||
      g_error_matches (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_SYNTAX) ||
      g_error_matches (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_UNSUPPORTED))
    return NYSTA_EXIT_USAGE;
  return NYSTA_EXIT_FAILED;
}

/* File names and what other programs say may hold anything, also line breaks. */
static void
print_line (const char *text)
{
  g_autoptr (GString) line = g_string_new ("nysta: ");

  nysta_append_printable (line, text);
  g_string_append_c (line, '\n');
  fputs (line->str, stderr);
}

int
nysta_fail (const char *doing, const GError *error)
{
  g_return_val_if_fail (error != NULL, NYSTA_EXIT_FAILED);

  if (g_error_matches (error, NYSTA_IO_ERROR, NYSTA_IO_ERROR_CLOSED))
    return NYSTA_EXIT_OK;

  gboolean is_limit = g_error_matches (error, NYSTA_SPARQL_ERROR, NYSTA_SPARQL_ERROR_LIMIT);
  g_autofree char *text = doing == NULL || is_limit
                            ? g_strdup (error->message)
                            : g_strdup_printf ("%s: %s", doing, error->message);

  print_line (text);
  return exit_code_of (error);
}

int
nysta_fail_usage (const char *name, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_autofree char *text = g_str_has_suffix (message, "?")
                            ? g_strdup_printf ("%s: %s", name, message)
                            : g_strdup_printf ("%s: %s: see nysta %s --help", name, message,
                                               name);
  print_line (text);
  return NYSTA_EXIT_USAGE;
}

/* --- options ----------------------------------------------------------------- */

static void
append_entry (const GOptionEntry *entry, GString *out)
{
  g_autoptr (GString) option = g_string_new ("  ");

  if (entry->short_name != '\0')
    g_string_append_printf (option, "-%c, ", entry->short_name);
  g_string_append_printf (option, "--%s", entry->long_name);
  if (entry->arg_description != NULL)
    g_string_append_printf (option, "%s%s",
                            g_str_has_prefix (entry->arg_description, "[=") ? "" : " ",
                            entry->arg_description);

  if (nysta_display_width (option->str) + 2 > HELP_OPTION_COLUMNS)
    g_string_append_printf (out, "%s\n%*s", option->str, HELP_OPTION_COLUMNS, "");
  else
    nysta_pad (out, option->str, HELP_OPTION_COLUMNS);
  nysta_wrap (out, entry->description, HELP_OPTION_COLUMNS, HELP_OPTION_COLUMNS,
              HELP_COLUMNS);
  g_string_append_c (out, '\n');
}

static void
append_usage (const NystaUsage *usage, const GOptionEntry *entries, GString *out)
{
  static const GOptionEntry help = { .long_name = "help",
                                     .short_name = 'h',
                                     .description = "print this" };

  g_string_append_printf (out, "usage: nysta %s [OPTION…]%s%s\n\n", usage->name,
                          usage->arguments[0] != '\0' ? " " : "", usage->arguments);
  nysta_wrap (out, usage->summary, 0, 0, HELP_COLUMNS);
  g_string_append (out, "\n\noptions:\n");
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    if ((entry->flags & G_OPTION_FLAG_HIDDEN) == 0)
      append_entry (entry, out);
  append_entry (&help, out);

  if (usage->examples == NULL || usage->examples[0] == NULL)
    return;
  g_string_append (out, "\nexamples:\n");
  for (const char *const *example = usage->examples; *example != NULL; example += 2)
    g_string_append_printf (out, "  # %s\n  %s\n", example[0], example[1]);
}

/* Name the option that was meant. GLib says which one it did not know at the end of its
 * message, and nowhere else. */
static int
fail_unknown_option (const NystaUsage *usage, const GOptionEntry *entries,
                     const GError *error)
{
  const char *typed = strstr (error->message, " -");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (typed == NULL)
    return nysta_fail_usage (usage->name, "%s", error->message);
  typed += strspn (typed, " -");
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    g_ptr_array_add (names, (gpointer) entry->long_name);
  g_ptr_array_add (names, (gpointer) "help");
  g_ptr_array_add (names, NULL);

  g_autofree char *word = g_strndup (typed, strcspn (typed, "="));
  const char *dashes = word[0] != '\0' && word[1] == '\0' ? "-" : "--";
  const char *meant = dashes[1] == '\0'
                        ? NULL
                        : nysta_suggest (word, (const char *const *) names->pdata);

  if (meant != NULL)
    return nysta_fail_usage (usage->name, "%s%s: no such option: did you mean --%s?",
                             dashes, word, meant);
  return nysta_fail_usage (usage->name, "%s%s: no such option", dashes, word);
}

static int
fail_option (const NystaUsage *usage, const GOptionEntry *entries, const GError *error)
{
  if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    return fail_unknown_option (usage, entries, error);

  g_autofree char *message = g_strdup (error->message);

  message[0] = g_ascii_tolower (message[0]);
  return nysta_fail_usage (usage->name, "%s", message);
}

/* GLib would take the next argument for the value of such an option. */
static gboolean
may_stand_alone (const GOptionEntry *entries, const char *argument)
{
  if (!g_str_has_prefix (argument, "--"))
    return FALSE;
  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    if (strcmp (entry->long_name, argument + 2) == 0)
      return entry->arg_description != NULL &&
             g_str_has_prefix (entry->arg_description, "[=");
  return FALSE;
}

gboolean
nysta_options_parse (const NystaUsage *usage, const GOptionEntry *entries, int argc,
                     char **argv, GStrv *out_arguments, int *out_exit)
{
  gboolean help = FALSE;
  g_auto (GStrv) rest = NULL;
  const GOptionEntry common[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rest, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) copy = g_new0 (char *, (gsize) argc + 1);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < argc; i++)
    copy[i] = g_strconcat (argv[i], may_stand_alone (entries, argv[i]) ? "=" : NULL, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common, NULL);

  if (!g_option_context_parse_strv (context, &copy, &error))
    {
      *out_exit = fail_option (usage, entries, error);
      return FALSE;
    }
  if (help)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      append_usage (usage, entries, text);
      *out_exit = nysta_output_text (text->str);
      return FALSE;
    }
  *out_arguments = rest != NULL ? g_steal_pointer (&rest) : g_new0 (char *, 1);
  return TRUE;
}

char *
nysta_store_choice (const char *option)
{
  const char *environment = g_getenv ("NYSTA_STORE");

  if (option != NULL)
    return g_strdup (option);
  if (environment != NULL && environment[0] != '\0')
    return g_strdup (environment);
  return g_strdup ("graph.nysta");
}

char *
nysta_tagger_choice (const char *doing)
{
  g_autofree char *path = nysta_path_tagger ();
  g_autoptr (GError) error = NULL;
  g_autoptr (NystaTagger) tagger = nysta_tagger_open (path, &error);

  if (tagger != NULL)
    return g_steal_pointer (&path);
  g_printerr ("nysta: %s: %s; until then without tags\n", doing, error->message);
  return NULL;
}

/* --- standard output --------------------------------------------------------- */

NystaFile *
nysta_output_new (void)
{
  return nysta_file_from_fd (STDOUT_FILENO, "standard output");
}

gboolean
nysta_output_write (const char *data, gsize n_bytes, gpointer file, GError **error)
{
  return nysta_file_write (file, data, n_bytes, error);
}

int
nysta_output_finish (NystaFile *file, int status)
{
  g_autoptr (GError) error = NULL;

  if (!nysta_file_flush (file, &error))
    return nysta_fail ("writing the answer", error);
  return status;
}

int
nysta_output_text (const char *text)
{
  g_autoptr (NystaFile) output = nysta_output_new ();
  g_autoptr (GError) error = NULL;

  if (!nysta_file_write (output, text, strlen (text), &error))
    return nysta_fail ("writing the answer", error);
  return nysta_output_finish (output, NYSTA_EXIT_OK);
}
