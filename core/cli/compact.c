/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* compact.c: `nysta compact`: write the store anew, without what nothing uses. */
#include "config.h"
#include "cli/options.h"

#include "store/store.h"

#include <stdio.h>

static const char *const examples[] = {
  "after much was indexed again",
  "nysta compact",
  "how much there is to gain",
  "nysta stats",
  NULL,
};

static const NystaUsage usage = {
  "compact",
  "",
  "Write the store anew, without free space and without the terms that nothing uses any "
  "longer. The old one is kept until the new one is whole: there must be room for both. "
  "Others may read meanwhile.",
  examples,
};

int
nysta_command_compact (int argc, char **argv)
{
  g_autofree char *store_option = NULL;
  const GOptionEntry entries[] = {
    NYSTA_OPTION_STORE (&store_option),
    { NULL },
  };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  NystaStoreStats before = { 0 };
  NystaStoreStats after = { 0 };
  int exit_code = NYSTA_EXIT_OK;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &exit_code))
    return exit_code;
  if (arguments[0] != NULL)
    return nysta_fail_usage ("compact", "%s: takes no arguments", arguments[0]);

  g_autofree char *path = nysta_store_choice (store_option);
  g_autoptr (NystaStore) store = nysta_store_open (path, NYSTA_STORE_WRITE, NULL, &error);
  if (store == NULL || !nysta_store_stats (store, &before, &error) ||
      !nysta_store_compact (store, &error) || !nysta_store_stats (store, &after, &error))
    return nysta_fail ("compact", error);
  fprintf (stderr,
           "compacted %s: %" G_GUINT64_FORMAT " bytes, before %" G_GUINT64_FORMAT "\n",
           path, after.n_bytes, before.n_bytes);
  return NYSTA_EXIT_OK;
}
