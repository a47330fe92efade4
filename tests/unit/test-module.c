/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/error.h"
#include "base/module.h"

#include <string.h>

static char *
plugin_path (void)
{
  const char *root = g_getenv ("BUILDDIR");

  return g_build_filename (root != NULL ? root : NYSTA_BUILD_ROOT, "plugins", "reader-html",
                           "reader-html.so", NULL);
}

static void
test_symbol (void)
{
  g_autofree char *path = plugin_path ();
  g_autoptr (GError) error = NULL;
  const void *first = nysta_module_symbol (path, "nysta_plugin", &error);

  g_assert_no_error (error);
  g_assert_nonnull (first);
  g_assert_true (nysta_module_symbol (path, "nysta_plugin", &error) == first);
}

static void
test_no_symbol (void)
{
  g_autofree char *path = plugin_path ();
  g_autoptr (GError) error = NULL;

  g_assert_null (nysta_module_symbol (path, "no_such_symbol", &error));
  g_assert_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_SYMBOL);
  g_assert_nonnull (strstr (error->message, "no_such_symbol"));
}

/* A name alone must not be looked for along the system's library path. */
static void
test_not_a_library (void)
{
  static const char *const paths[] = { "/no/such/file.so", "libc.so.6", "/dev/null", "." };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (nysta_module_symbol (paths[i], "malloc", &error));
      g_assert_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_LOAD);
      g_assert_true (g_str_has_prefix (error->message, paths[i]));
    }
}

static void
test_own_library (void)
{
  g_assert_null (nysta_module_own_library ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/module/symbol/same-each-time", test_symbol);
  g_test_add_func ("/module/symbol/missing", test_no_symbol);
  g_test_add_func ("/module/open/not-a-library", test_not_a_library);
  g_test_add_func ("/module/own-library/of-a-program", test_own_library);
  return g_test_run ();
}
