/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/command.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

/* In the order in which a newcomer needs them. */
static const NystaCommand commands[] = {
  { NULL, NULL, NULL },
};

static void
print_help (FILE *out)
{
  fputs ("usage: nysta COMMAND [OPTION…] [ARGUMENT…]\n\ncommands:\n", out);
  for (const NystaCommand *command = commands; command->name != NULL; command++)
    fprintf (out, "  %-9s %s\n", command->name, command->summary);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");

  if (argc < 2)
    {
      print_help (stderr);
      return NYSTA_EXIT_USAGE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
    {
      print_help (stdout);
      return NYSTA_EXIT_OK;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      puts ("nysta " PACKAGE_VERSION);
      return NYSTA_EXIT_OK;
    }
  for (const NystaCommand *command = commands; command->name != NULL; command++)
    if (strcmp (argv[1], command->name) == 0)
      return command->run (argc - 1, argv + 1);

  fprintf (stderr, "nysta: %s: no such command: see nysta --help\n", argv[1]);
  return NYSTA_EXIT_USAGE;
}
