/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "cli/plugins-new.h"

#include "base/error.h"
#include "base/paths.h"
#include "cli/options.h"

#include <string.h>

typedef struct
{
  const char *kind;
  const char *class_name; /* in the manifest */
  const char *accepts;
} Kind;

static const Kind kinds[] = {
  { "source", "SourcePlugin", "\"@ID@\"" },
  { "reader", "ReaderPlugin", "\"text/x-@ID@\"" },
  { "extractor", "ExtractorPlugin", "\"*\"" },
};

/* What is copied: from the template's name to the plugin's; @ID@ in either is its id. */
static const struct
{
  const char *from;
  const char *to;
} files[] = {
  { "@KIND@.c", "@ID@.c" },        { "manifest.ttl.in", "manifest.ttl" },
  { "Makefile.in", "Makefile" },   { "README.md.in", "README.md" },
  { "test-@KIND@.sh", "test.sh" },
};

/* Beside the sources if the program was not installed, else where it was. */
static char *
template_folder (void)
{
  g_autofree char *program = nysta_path_program ();
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *mark = g_build_filename (folder, "config.status", NULL);
  g_auto (GStrv) ontologies = nysta_path_ontology_dirs ();
  g_autofree char *data = g_path_get_dirname (ontologies[0]);

  return g_file_test (mark, G_FILE_TEST_EXISTS)
           ? g_build_filename (NYSTA_SOURCE_ROOT, "core", "plugin", "template", NULL)
           : g_build_filename (data, "template", NULL);
}

static char *
fill_in (const char *text, const Kind *kind, const char *id)
{
  g_autoptr (GString) filled = g_string_new (text);

  g_string_replace (filled, "@KIND@", kind->kind, 0);
  g_string_replace (filled, "@CLASS@", kind->class_name, 0);
  g_string_replace (filled, "@ACCEPTS@", kind->accepts, 0); /* which holds @ID@ */
  g_string_replace (filled, "@ID@", id, 0);
  return g_strdup (filled->str);
}

static gboolean
copy_file (const char *from_folder, const char *to_folder, guint i, const Kind *kind,
           const char *id, GError **error)
{
  g_autofree char *from_name = fill_in (files[i].from, kind, id);
  g_autofree char *to_name = fill_in (files[i].to, kind, id);
  g_autofree char *from = g_build_filename (from_folder, from_name, NULL);
  g_autofree char *to = g_build_filename (to_folder, to_name, NULL);
  g_autofree char *text = NULL;

  if (!nysta_file_read (from, 0, &text, NULL, error))
    return FALSE;
  g_autofree char *filled = fill_in (text, kind, id);
  return nysta_file_replace (to, filled, strlen (filled), error);
}

static gboolean
copy_all (const char *directory, const Kind *kind, const char *id, GError **error)
{
  g_autofree char *from = template_folder ();
  g_autofree char *to = g_build_filename (directory, id, NULL);

  if (g_file_test (to, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, NYSTA_CONFIG_ERROR, NYSTA_CONFIG_ERROR_USAGE,
                   "%s: is there already: choose another name or --directory", to);
      return FALSE;
    }
  if (!nysta_file_make_dir (to, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!copy_file (from, to, i, kind, id, error))
      return FALSE;
  return TRUE;
}

/* As the manifest wants it. */
static gboolean
is_id (const char *name)
{
  return g_ascii_islower (name[0]) && strlen (name) <= 64 &&
         name[strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

int
nysta_plugins_new (char **arguments, const char *directory)
{
  const Kind *kind = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strv_length (arguments) != 2)
    return nysta_fail_usage ("plugins", "new: wants a kind and a name");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, arguments[0]) == 0)
      kind = &kinds[i];
  if (kind == NULL)
    return nysta_fail_usage ("plugins", "new: %s: not a kind: source, reader or extractor",
                             arguments[0]);
  if (!is_id (arguments[1]))
    return nysta_fail_usage ("plugins",
                             "new: %s: not a name: small letters a–z, digits and hyphens",
                             arguments[1]);
  if (!copy_all (directory, kind, arguments[1], &error))
    return nysta_fail ("plugins", error);

  g_autofree char *folder = g_build_filename (directory, arguments[1], NULL);
  g_autofree char *done = g_strdup_printf ("%s: made; now: cd %s && make && make check\n",
                                           folder, folder);
  return nysta_output_text (done);
}
