/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/options.h"
#include "cli/stack.h"

#include "base/log.h"
#include "plugin/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* In the order in which a newcomer needs them. */
const NystaCommand nysta_commands[] = {
  { "index", "read documents into a store", nysta_command_index },
  { "query", "ask the store with SPARQL", nysta_command_query },
  { "show", "all about a person, organisation, role or project", nysta_command_show },
  { "why", "the sentences behind each fact", nysta_command_why },
  { "same", "say that two entities are one", nysta_command_same },
  { "different", "say that two entities are not one", nysta_command_different },
  { "export", "write the graph as Turtle, RDF/XML, JSON-LD …", nysta_command_export },
  { "load", "put RDF files into the store", nysta_command_load },
  { "update", "change the store with SPARQL", nysta_command_update },
  { "stats", "what the store holds, in numbers", nysta_command_stats },
  { "verify", "read the whole store and check it", nysta_command_verify },
  { "backup", "copy the store while others use it", nysta_command_backup },
  { "compact", "write the store anew, as small as it can be", nysta_command_compact },
  { "migrate", "make an earlier version's store into today's", nysta_command_migrate },
  { "plugins", "list and check plugins, begin a new one", nysta_command_plugins },
  { "lexicon", "see and make the words that extraction knows", nysta_command_lexicon },
  { "extract", "print what plugins find in a file", nysta_command_extract },
  { "help", "show the manual of a command", nysta_command_help },
  { NULL, NULL, NULL },
};

static int
overview (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  nysta_overview_append (text);
  return nysta_output_text (text->str);
}

/* A store's file that is opened while standard output is closed would become standard
 * output: put something in its place that cannot be written (or, for input, read). */
static void
hold_standard_files (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF &&
        open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
      _exit (NYSTA_EXIT_FAILED);
}

int
main (int argc, char **argv)
{
  hold_standard_files ();
  /* Letters as the terminal has them; messages, numbers and order stay the same for
   * everyone, so that programs can read them. */
  setlocale (LC_CTYPE, "");
  /* Whoever stops reading is told by the failed write, which ends the command quietly. */
  signal (SIGPIPE, SIG_IGN);
  nysta_log_init ();

  if (argc == 3 && strcmp (argv[1], "--worker") == 0)
    return nysta_worker_main (atoi (argv[2]));
  if (argc < 2)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      nysta_overview_append (text);
      fputs (text->str, stderr);
      return NYSTA_EXIT_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    return overview ();
  if (strcmp (argv[1], "--version") == 0)
    return nysta_output_text ("nysta " PACKAGE_VERSION "\n");

  const NystaCommand *command = nysta_command_find (argv[1]);

  return command != NULL ? nysta_stack_call (command->run, argc - 1, argv + 1)
                         : nysta_command_unknown (argv[1]);
}
