/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * Stands in for libFuzzer: gives the target each file of its corpus, so that nothing that
 * was found once comes back. `make fuzz` (campaign.sh) lets libFuzzer drive it.
 */
#include "fuzz.h"

#ifndef NYSTA_LIBFUZZER
static void
test_file (gconstpointer path)
{
  g_autofree char *data = NULL;
  gsize n_bytes = 0;

  g_assert_true (g_file_get_contents (path, &data, &n_bytes, NULL));
  LLVMFuzzerTestOneInput ((const guint8 *) data, n_bytes);
}

static void
add_folder (const char *source, const char *corpus)
{
  g_autofree char *folder = g_build_filename (source, corpus, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *test = g_strdup_printf ("/fuzz/%s/%s", corpus, name);

      g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_file,
                                 g_free);
    }
}

int
main (int argc, char **argv)
{
  const char *source = g_getenv ("SRCDIR");
  g_auto (GStrv) folders = g_strsplit (fuzz_corpus, " ", -1);

  g_test_init (&argc, &argv, NULL);
  for (char **folder = folders; *folder != NULL; folder++)
    add_folder (source != NULL ? source : NYSTA_SOURCE_ROOT, *folder);
  return g_test_run ();
}
#endif
