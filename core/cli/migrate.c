/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* migrate.c: `nysta migrate`: make a store that an earlier nysta wrote into today's. */
#include "config.h"
#include "cli/options.h"

#include "store/migrate.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const examples[] = {
  "a store that was refused as an earlier format",
  "nysta migrate --store graph.nysta",
  NULL,
};

static const NystaUsage usage = {
  "migrate",
  "",
  "Make a store that an earlier nysta wrote into one that this one reads. The old one is "
  "kept until the new one is whole: there must be room for both. If it is cut off, begin "
  "it again.",
  examples,
};

int
nysta_command_migrate (int argc, char **argv)
{
  g_autofree char *store_option = NULL;
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&store_option),
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  NystaMigration migration = { 0 };
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  if (arguments[0] != NULL)
    return nysta_fail_usage ("migrate",
                             "%s: takes no arguments: name the store with "
                             "--store",
                             arguments[0]);

  g_autofree char *path = nysta_store_choice (store_option);
  if (!nysta_store_migrate (path, &migration, &error))
    return nysta_fail ("migrate", error);
  if (migration.from == 0)
    fprintf (stderr, "%s is of today's format already\n", path);
  else
    fprintf (stderr,
             "migrated %" PRIu64 " statement%s in %" PRIu64 " named graph%s of %s from "
             "format %u\n",
             migration.n_statements, migration.n_statements == 1 ? "" : "s",
             migration.n_graphs, migration.n_graphs == 1 ? "" : "s", path, migration.from);
  return NYSTA_EXIT_OK;
}
