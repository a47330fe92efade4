/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* plugins.c: `nysta plugins`: which there are, what is wrong with one, a new one. */
#include "config.h"
#include "cli/options.h"
#include "cli/plugins-new.h"
#include "cli/terminal.h"

#include "base/error.h"
#include "base/paths.h"
#include "plugin/pool.h"

#include <string.h>
#include <unistd.h>

static const char *const kind_names[] = { "?", "source", "reader", "extractor" };

static const NystaUsage usage = {
  .name = "plugins",
  .arguments = "[check PATH… | new KIND NAME]",
  .summary = "List the plugins that are found and what they accept. With check, say of the "
             "plugin in each folder whether it may run, and if not, why. With new, write "
             "the sources of a plugin of one's own; KIND is source, reader or extractor.",
  .examples = (const char *const[]){ "which plugins there are, and where", "nysta plugins",
                                     "also those in a folder of one's own",
                                     "nysta plugins --plugin-path ~/plugins",
                                     "why a plugin is refused",
                                     "nysta plugins check ~/plugins/reader-odt",
                                     "begin a new reader",
                                     "nysta plugins new reader reader-odt", NULL },
};

/* --- listing ------------------------------------------------------------------------ */

enum
{
  COLUMN_ID,
  COLUMN_KIND,
  COLUMN_VERSION,
  COLUMN_STATE,
  COLUMN_ACCEPTS,
  COLUMN_FOLDER,
  N_COLUMNS
};

static GStrv
row_new (const char *id, const char *kind, const char *version, const char *state,
         const char *accepts, const char *folder)
{
  const char *cells[N_COLUMNS + 1] = { id, kind, version, state, accepts, folder, NULL };
  GStrv row = g_new0 (char *, N_COLUMNS + 1);

  /* What is said in a manifest is not to move the cursor. */
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GString *cell = g_string_new (NULL);

      nysta_append_printable (cell, cells[i]);
      row[i] = g_string_free (cell, FALSE);
    }
  return row;
}

static GStrv
entry_row (const NystaRegistryEntry *entry)
{
  const NystaManifest *manifest = entry->manifest;

  if (manifest == NULL)
    {
      g_autofree char *name = g_path_get_basename (entry->folder);
      return row_new (name, "?", "?", "refused", "", entry->folder);
    }
  g_autofree char *accepts = g_strjoinv (" ", manifest->accepts);
  return row_new (manifest->id, kind_names[manifest->kind], manifest->version,
                  entry->shadowed ? "shadowed" : "ready", accepts, entry->folder);
}

/* Columns side by side for a person, tabs for a program. */
static void
append_rows (GString *out, GPtrArray *rows, gboolean aligned)
{
  guint widths[N_COLUMNS] = { 0 };

  for (guint i = 0; aligned && i < rows->len; i++)
    for (guint c = 0; c < N_COLUMNS; c++)
      widths[c] = MAX (widths[c],
                       nysta_display_width (((GStrv) g_ptr_array_index (rows, i))[c]));
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv row = g_ptr_array_index (rows, i);

      for (guint c = 0; c + 1 < N_COLUMNS; c++)
        {
          nysta_pad (out, row[c], widths[c]);
          g_string_append (out, aligned ? "  " : "\t");
        }
      g_string_append_printf (out, "%s\n", row[N_COLUMNS - 1]);
    }
}

static int
list (NystaRegistry *registry)
{
  GPtrArray *entries = nysta_registry_entries (registry);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GString) text = g_string_new (NULL);

  g_ptr_array_add (rows, row_new ("id", "kind", "version", "state", "accepts", "folder"));
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (rows, entry_row (g_ptr_array_index (entries, i)));
  append_rows (text, rows, isatty (STDOUT_FILENO));

  int status = nysta_output_text (text->str);
  for (guint i = 0; i < entries->len; i++)
    {
      const NystaRegistryEntry *entry = g_ptr_array_index (entries, i);

      if (entry->error != NULL)
        nysta_fail ("refused", entry->error);
    }
  return status;
}

/* --- checking ------------------------------------------------------------------------ */

/* A folder, or what is in it: people complete to either. */
static char *
plugin_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_path_get_dirname (path)
                                                    : g_strdup (path);
}

/* Whether the plugin in @path may run. */
static gboolean
check_one (NystaPool *pool, const char *path, GString *out, GError **error)
{
  g_autofree char *folder = plugin_folder (path);
  g_autoptr (NystaManifest) manifest = nysta_manifest_load (folder, error);
  NystaVerdict verdict = { 0 };

  if (manifest == NULL || !nysta_pool_check (pool, manifest, &verdict, error))
    return FALSE;

  gboolean fine = verdict.outcome == NYSTA_OUTCOME_DONE;
  g_autofree char *accepts = g_strjoinv (" ", manifest->accepts);
  if (fine)
    g_string_append_printf (out, "%s: ready: %s %s, accepts %s, licence %s\n", manifest->id,
                            kind_names[manifest->kind], manifest->version, accepts,
                            manifest->licence);
  else
    g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_LOAD, "%s%s%s",
                 verdict.outcome == NYSTA_OUTCOME_REFUSED ? "" : manifest->object,
                 verdict.outcome == NYSTA_OUTCOME_REFUSED ? "" : ": while it was opened: ",
                 verdict.message);
  nysta_verdict_clear (&verdict);
  return fine;
}

static int
check (char **paths)
{
  NystaPoolOptions options;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  int status = NYSTA_EXIT_OK;

  if (paths[0] == NULL)
    return nysta_fail_usage ("plugins", "check: which plugin's folder?");

  nysta_pool_options_init (&options);
  g_autoptr (NystaPool) pool = nysta_pool_new (&options, &error);
  if (pool == NULL)
    return nysta_fail ("plugins", error);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      if (check_one (pool, paths[i], text, &error))
        continue;
      nysta_fail ("refused", error);
      g_clear_error (&error);
      status = NYSTA_EXIT_NEGATIVE;
    }
  int written = nysta_output_text (text->str);
  return written != NYSTA_EXIT_OK ? written : status;
}

int
nysta_command_plugins (int argc, char **argv)
{
  g_auto (GStrv) plugin_path = NULL;
  g_autofree char *directory = NULL;
  g_auto (GStrv) arguments = NULL;
  const GOptionEntry entries[] = {
    { "plugin-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &plugin_path,
      "a folder of plugins to search first; may be repeated", "DIR" },
    { "directory", 0, 0, G_OPTION_ARG_FILENAME, &directory,
      "new: where to make the plugin's folder [.]", "DIR" },
    { NULL },
  };
  int status = 0;

  if (!nysta_options_parse (&usage, entries, argc, argv, &arguments, &status))
    return status;
  if (arguments[0] == NULL)
    {
      g_auto (GStrv) dirs = nysta_path_plugin_dirs ((const char *const *) plugin_path);
      g_autoptr (NystaRegistry) registry = nysta_registry_new ((const char *const *) dirs);

      return list (registry);
    }
  if (strcmp (arguments[0], "check") == 0)
    return check (arguments + 1);
  if (strcmp (arguments[0], "new") == 0)
    return nysta_plugins_new (arguments + 1, directory != NULL ? directory : ".");
  return nysta_fail_usage ("plugins", "%s: neither check nor new", arguments[0]);
}
