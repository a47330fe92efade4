/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "sparql/service/http.h"

#include "base/error.h"
#include "base/module.h"
#include "base/paths.h"

#include <string.h>

#define FILE_NAME "nysta-http.so"

const NystaHttpModule *
nysta_http_module (GError **error)
{
  static const NystaHttpModule *opened = NULL;
  const NystaHttpModule *module = g_atomic_pointer_get (&opened);

  if (module != NULL)
    return module;

  g_autofree char *path = nysta_path_module (FILE_NAME);
  g_autoptr (GError) wrong = NULL;
  module = nysta_module_symbol (path, NYSTA_HTTP_SYMBOL, &wrong);
  if (module == NULL)
    {
      g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_LOAD,
                   g_file_test (path, G_FILE_TEST_EXISTS)
                     ? "%s: SERVICE asks nobody without it"
                     : "%s: missing: SERVICE asks nobody without it: build nysta with "
                       "libcurl (libcurl4-gnutls-dev)",
                   g_file_test (path, G_FILE_TEST_EXISTS) ? wrong->message : path);
      return NULL;
    }
  if (strcmp (module->version, PACKAGE_VERSION) != 0)
    {
      g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_MISMATCH,
                   "%s: is of nysta %s, not %s: install nysta again", path, module->version,
                   PACKAGE_VERSION);
      return NULL;
    }
  /* Two threads that come here at once find the same. */
  g_atomic_pointer_set (&opened, (gpointer) module);
  return module;
}
