/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "base/paths.h"

#include <string.h>

/* The order of the search path is a promise to those who shadow a plugin. */
static void
test_plugin_dirs_order (void)
{
  static const char *const extra[] = { "/first", NULL };

  g_setenv ("NYSTA_PLUGIN_PATH", "/second::/third", TRUE);
  g_auto (GStrv) dirs = nysta_path_plugin_dirs (extra);
  g_unsetenv ("NYSTA_PLUGIN_PATH");

  g_autofree char *user = g_build_filename (g_get_user_data_dir (), "nysta/plugins", NULL);
  g_assert_cmpuint (g_strv_length (dirs), ==, 5);
  g_assert_cmpstr (dirs[0], ==, "/first");
  g_assert_cmpstr (dirs[1], ==, "/second");
  g_assert_cmpstr (dirs[2], ==, "/third");
  g_assert_cmpstr (dirs[3], ==, user);
  g_assert_true (g_str_has_suffix (dirs[4], "/plugins"));
}

static void
test_program (void)
{
  g_autofree char *program = nysta_path_program ();

  g_assert_true (g_path_is_absolute (program));
  g_assert_true (g_file_test (program, G_FILE_TEST_IS_EXECUTABLE));
}

static void
test_module (void)
{
  g_autofree char *module = nysta_path_module ("nysta-raptor.so");

  g_assert_true (g_path_is_absolute (module));
  g_assert_true (g_file_test (module, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paths/plugin-dirs/order", test_plugin_dirs_order);
  g_test_add_func ("/paths/module", test_module);
  g_test_add_func ("/paths/program", test_program);
  return g_test_run ();
}
