/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* backup.c: `nysta backup`: a copy of the store, while others use it. */
#include "config.h"
#include "cli/options.h"

#include "store/store.h"

static const char *const examples[] = {
  "copy what is committed now",
  "nysta backup /backup/graph-2026-11-22.nysta",
  "the copy is a store: ask it",
  "nysta stats --store /backup/graph-2026-11-22.nysta",
  NULL,
};

static const NystaUsage usage = {
  "backup",
  "DIR",
  "Copy the store, as of its last commit, to a folder that does not exist yet. Others may "
  "read and write meanwhile.",
  examples,
};

int
nysta_command_backup (int argc, char **argv)
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
  if (arguments[0] == NULL)
    return nysta_fail_usage ("backup", "no folder to copy to");
  if (arguments[1] != NULL)
    return nysta_fail_usage ("backup", "%s: only one folder", arguments[1]);

  g_autofree char *path = nysta_store_choice (store_option);
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_READ, NULL, &error);
  if (store == NULL || !nysta_store_backup (store, arguments[0], &error))
    return nysta_fail ("backup", error);
  return NYSTA_EXIT_OK;
}
