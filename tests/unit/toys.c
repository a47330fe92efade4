/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "toys.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

NystaToyBox *
nysta_toy_box_new (void)
{
  NystaToyBox *box = g_new0 (NystaToyBox, 1);

  box->folder = g_dir_make_tmp ("nysta-toys-XXXXXX", NULL);
  g_assert_nonnull (box->folder);
  return box;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (!g_file_test (child, G_FILE_TEST_IS_SYMLINK) &&
          g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

void
nysta_toy_box_free (NystaToyBox *box)
{
  if (box == NULL)
    return;
  remove_tree (box->folder);
  g_free (box->folder);
  g_free (box);
}

NystaManifest *
nysta_toy (NystaToyBox *box, const char *name, const char *class_name, const char *accepts,
           const char *more)
{
  g_autofree char *folder = g_build_filename (box->folder, name, NULL);
  g_autofree char *object_name = g_strconcat (name, ".so", NULL);
  g_autofree char *object = g_build_filename (folder, object_name, NULL);
  g_autofree char *manifest = g_build_filename (folder, "manifest.ttl", NULL);
  g_autofree char *built = g_build_filename (NYSTA_BUILD_ROOT, "tests", "hostile",
                                             object_name, NULL);
  g_autofree char *turtle = g_strdup_printf (
    "@prefix nysta: <https://w3id.org/nysta#> . @prefix dcterms: "
    "<http://purl.org/dc/terms/> ."
    "<> a nysta:%s ; nysta:id \"%s\" ; nysta:abi 1 ; nysta:version \"1\" ; %s"
    "nysta:object <%s> ; nysta:accepts \"%s\" ;"
    "dcterms:license <https://spdx.org/licenses/LGPL-2.1-or-later> .",
    class_name, name, more, object_name, accepts);
  g_autofree char *bytes = NULL;
  gsize n_bytes = 0;
  GError *error = NULL;

  g_mkdir (folder, 0700);
  g_assert_true (g_file_get_contents (built, &bytes, &n_bytes, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (object, bytes, (gssize) n_bytes, NULL));
  g_assert_true (g_file_set_contents (manifest, turtle, -1, NULL));

  NystaManifest *loaded = nysta_manifest_load (folder, &error);
  g_assert_no_error (error);
  return loaded;
}

NystaJobResult *
nysta_toy_read (NystaPool *pool, const NystaManifest *reader, GPtrArray *extractors,
                const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  NystaJob job = { .bytes = bytes,
                   .media_type = "text/plain",
                   .reader = reader,
                   .extractors = extractors,
                   .user_data = (gpointer) text };
  GError *error = NULL;

  nysta_pool_submit (pool, &job, &error);
  g_assert_no_error (error);
  NystaJobResult *result = nysta_pool_next (pool, -1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_true (result->user_data == text);
  return result;
}

gboolean
nysta_toy_is_worker (int argc, char **argv, int *out_status)
{
  if (argc != 3 || strcmp (argv[1], "--worker") != 0)
    return FALSE;
  *out_status = nysta_worker_main (atoi (argv[2]));
  return TRUE;
}
