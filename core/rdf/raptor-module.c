/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "rdf/raptor-module.h"

#include "base/error.h"
#include "base/module.h"
#include "base/paths.h"

#include <string.h>

#define FILE_NAME "nysta-raptor.so"

const NystaRaptorModule *
nysta_raptor_module (GError **error)
{
  static const NystaRaptorModule *opened = NULL;
  const NystaRaptorModule *module = g_atomic_pointer_get (&opened);

  if (module != NULL)
    return module;

  g_autofree char *path = nysta_path_module (FILE_NAME);
  g_autoptr (GError) wrong = NULL;
  module = nysta_module_symbol (path, NYSTA_RAPTOR_SYMBOL, &wrong);
  if (module == NULL)
    {
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_LOAD,
                     "%s: missing: Turtle, TriG and RDF/XML cannot be read without it: "
                     "install nysta again",
                     path);
      else
        g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_LOAD,
                     "%s: Turtle, TriG and RDF/XML cannot be read without it",
                     wrong->message);
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
