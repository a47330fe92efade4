/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "base/paths.h"

#include "base/module.h"

#include <gio/gio.h>
#include <string.h>

char *
nysta_path_program (void)
{
  g_autofree char *link = g_file_read_link ("/proc/self/exe", NULL);

  return link != NULL ? g_steal_pointer (&link) : g_strdup (NYSTA_BINDIR "/nysta");
}

/* The build tree has the plugins in folders beside the program. */
static char *
build_tree (void)
{
  g_autofree char *program = nysta_path_program ();
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *name = g_path_get_basename (folder);

  if (strcmp (name, ".libs") == 0)
    {
      g_autofree char *inner = g_steal_pointer (&folder);
      folder = g_path_get_dirname (inner);
    }
  g_autofree char *mark = g_build_filename (folder, "config.status", NULL);
  return g_file_test (mark, G_FILE_TEST_EXISTS) ? g_steal_pointer (&folder) : NULL;
}

/* @configured as seen from the program: an installed tree may have been moved whole. */
static char *
relocate (const char *configured)
{
  g_autofree char *program = nysta_path_program ();
  g_autofree char *folder = g_path_get_dirname (program);
  g_autoptr (GFile) bindir = g_file_new_for_path (NYSTA_BINDIR);
  g_autoptr (GFile) target = g_file_new_for_path (configured);
  g_autoptr (GFile) common = g_object_ref (bindir);
  g_autoptr (GString) up = g_string_new (folder);

  while (common != NULL && !g_file_has_prefix (target, common))
    {
      GFile *parent = g_file_get_parent (common);

      g_set_object (&common, parent);
      g_clear_object (&parent);
      g_string_append (up, "/..");
    }
  if (common == NULL)
    return g_strdup (configured);

  g_autofree char *down = g_file_get_relative_path (common, target);
  g_autofree char *joined = g_build_filename (up->str, down, NULL);
  return g_canonicalize_filename (joined, NULL);
}

static char *
own_path (const char *in_build_tree, const char *installed_root, const char *installed)
{
  g_autofree char *build = build_tree ();

  if (build != NULL)
    return g_build_filename (build, in_build_tree, NULL);
  g_autofree char *root = relocate (installed_root);
  return g_build_filename (root, installed, NULL);
}

GStrv
nysta_path_plugin_dirs (const char *const *extra)
{
  g_autoptr (GStrvBuilder) dirs = g_strv_builder_new ();
  const char *from_environment = g_getenv ("NYSTA_PLUGIN_PATH");

  if (extra != NULL)
    g_strv_builder_addv (dirs, (const char **) extra);
  if (from_environment != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (from_environment, ":", -1);

      for (guint i = 0; parts[i] != NULL; i++)
        if (parts[i][0] != '\0')
          g_strv_builder_add (dirs, parts[i]);
    }
  g_autofree char *user = g_build_filename (g_get_user_data_dir (), "nysta", "plugins",
                                            NULL);
  g_strv_builder_add (dirs, user);
  g_autofree char *own = own_path ("plugins", NYSTA_LIBDIR, "nysta/plugins");
  g_strv_builder_add (dirs, own);
  return g_strv_builder_end (dirs);
}

GStrv
nysta_path_ontology_dirs (void)
{
  g_autoptr (GStrvBuilder) dirs = g_strv_builder_new ();
  g_autofree char *own = own_path ("ontologies", NYSTA_DATADIR, "nysta/ontologies");
  g_autofree char *user = g_build_filename (g_get_user_data_dir (), "nysta", "ontologies",
                                            NULL);

  g_strv_builder_add (dirs, own);
  g_strv_builder_add (dirs, user);
  return g_strv_builder_end (dirs);
}

char *
nysta_path_lexicon (void)
{
  return own_path ("ontologies/lexicon.bin", NYSTA_DATADIR, "nysta/lexicon.bin");
}

char *
nysta_path_tagger (void)
{
  return own_path ("ontologies/tagger.bin", NYSTA_DATADIR, "nysta/tagger.bin");
}

char *
nysta_path_languages (void)
{
  return own_path ("ontologies/languages.conf", NYSTA_DATADIR, "nysta/languages.conf");
}

/* The build tree that the file at @object belongs to: the programs of its tests lie two
 * folders down. (transfer full) NULL if it is in none. */
static char *
build_tree_of (const char *object)
{
  g_autofree char *folder = g_path_get_dirname (object);

  if (g_str_has_suffix (folder, "/.libs"))
    folder[strlen (folder) - strlen ("/.libs")] = '\0';

  g_autofree char *parent = g_path_get_dirname (folder);
  if (g_str_has_suffix (parent, "/tests"))
    parent[strlen (parent) - strlen ("/tests")] = '\0';
  else
    {
      g_free (parent);
      parent = g_strdup (folder);
    }
  g_autofree char *mark = g_build_filename (parent, "config.status", NULL);
  return g_file_test (mark, G_FILE_TEST_EXISTS) ? g_steal_pointer (&parent) : NULL;
}

char *
nysta_path_module (const char *name)
{
  g_autofree char *library = nysta_module_own_library ();
  g_autofree char *program = nysta_path_program ();
  g_autofree char *build = build_tree_of (library != NULL ? library : program);

  if (build != NULL)
    return g_build_filename (build, "core", "modules", ".libs", name, NULL);
  if (library != NULL)
    {
      g_autofree char *folder = g_path_get_dirname (library);
      g_autofree char *beside = g_build_filename (folder, "nysta", "modules", name, NULL);

      if (g_file_test (beside, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&beside);
      return g_build_filename (NYSTA_LIBDIR, "nysta", "modules", name, NULL);
    }
  g_autofree char *root = relocate (NYSTA_LIBDIR);
  return g_build_filename (root, "nysta", "modules", name, NULL);
}
