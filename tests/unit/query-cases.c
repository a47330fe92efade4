/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "query-cases.h"

static void
add_topic (const char *prefix, GTestDataFunc test, const char *root, const char *topic)
{
  g_autofree char *folder = g_build_filename (root, topic, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      if (!g_str_has_suffix (name, ".rq"))
        continue;

      g_autofree char *path = g_strdup_printf ("%s/%s/%.*s", prefix, topic,
                                               (int) strlen (name) - 3, name);

      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test, g_free);
    }
}

void
query_cases_add (const char *prefix, GTestDataFunc test)
{
  const char *source = g_getenv ("SRCDIR");
  g_autofree char *root = g_build_filename (source != NULL ? source : NYSTA_SOURCE_ROOT,
                                            "tests/query", NULL);
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);

  g_assert_nonnull (dir);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    add_topic (prefix, test, root, name);
}
