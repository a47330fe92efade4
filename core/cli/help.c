/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* help.c: `nysta help [COMMAND]`: the man page where there is one and a screen to read it.
 */
#include "config.h"
#include "cli/options.h"
#include "base/suggest.h"

#include "base/paths.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

/* (nullable) Where @page is: beside the sources if the program was not installed, else
 * where `make install` puts it, seen from the program. */
static char *
find_page (const char *page)
{
  g_autofree char *program = nysta_path_program ();
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *mark = g_build_filename (folder, "config.status", NULL);
  g_autofree char *file = g_strconcat (page, ".1", NULL);
  g_autofree char *path = g_file_test (mark, G_FILE_TEST_EXISTS)
                            ? g_build_filename (NYSTA_SOURCE_ROOT, "core", "docs", file,
                                                NULL)
                            : g_build_filename (folder, "..", "share", "man", "man1", file,
                                                NULL);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);

  g_autofree char *packed = g_strconcat (path, ".gz", NULL);
  return g_file_test (packed, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&packed) : NULL;
}

/* Become man(1). Comes back if that cannot be done. */
static void
open_page (const char *page)
{
  g_autofree char *man = g_find_program_in_path ("man");
  g_autofree char *path = find_page (page);

  if (man == NULL || path == NULL || !isatty (STDOUT_FILENO))
    return;
  signal (SIGPIPE, SIG_DFL);
  execl (man, "man", "-l", path, NULL);
}

const NystaCommand *
nysta_command_find (const char *name)
{
  for (const NystaCommand *command = nysta_commands; command->name != NULL; command++)
    if (strcmp (name, command->name) == 0)
      return command;
  return NULL;
}

int
nysta_command_unknown (const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (const NystaCommand *command = nysta_commands; command->name != NULL; command++)
    g_ptr_array_add (names, (gpointer) command->name);
  g_ptr_array_add (names, NULL);

  const char *meant = nysta_suggest (name, (const char *const *) names->pdata);
  g_autoptr (GError)
    error = meant != NULL
              ? g_error_new (G_OPTION_ERROR, 0, "%s: no such command: did you mean %s?",
                             name, meant)
              : g_error_new (G_OPTION_ERROR, 0, "%s: no such command: see nysta help",
                             name);
  return nysta_fail (NULL, error);
}

void
nysta_overview_append (GString *out)
{
  g_string_append (out, "usage: nysta COMMAND [OPTION…] [ARGUMENT…]\n\n"
                        "Find who holds which role where in what organisations publish, "
                        "and ask about it.\n\n"
                        "commands:\n");
  for (const NystaCommand *command = nysta_commands; command->name != NULL; command++)
    g_string_append_printf (out, "  %-9s %s\n", command->name, command->summary);
  g_string_append (
    out, "\nnysta help COMMAND tells more; nysta --version says which this is.\n"
         "\nexamples:\n"
         "  nysta index press/\n"
         "  nysta show \"Anna Berg\"\n"
         "  nysta query 'SELECT ?name WHERE { ?p a foaf:Person ; foaf:name ?name }'\n");
}

int
nysta_command_help (int argc, char **argv)
{
  static const char *const examples[] = {
    "what commands there are", "nysta help", "all about one", "nysta help query", NULL,
  };
  static const NystaUsage usage = {
    "help",
    "[COMMAND]",
    "Show the manual page of a command, or a list of all commands. Where there is no "
    "terminal or no man(1), show what --help shows.",
    examples,
  };
  const GOptionEntry entries[] = { { NULL } };
  g_auto (GStrv) arguments = NULL;
  int exit_code = 0;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  if (arguments[0] == NULL)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      nysta_overview_append (text);
      return nysta_output_text (text->str);
    }
  if (arguments[1] != NULL)
    return nysta_fail_usage ("help", "%s: one command at a time", arguments[1]);

  const NystaCommand *command = nysta_command_find (arguments[0]);

  if (command == NULL)
    return nysta_command_unknown (arguments[0]);

  g_autofree char *page = g_strconcat ("nysta-", command->name, NULL);
  char *help[] = { arguments[0], (char *) "--help", NULL };

  open_page (page);
  return command->run (2, help);
}
