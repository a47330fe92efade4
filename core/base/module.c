/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "base/module.h"

#include "base/error.h"

#include <dlfcn.h>

const void *
nysta_module_symbol (const char *path, const char *symbol, GError **error)
{
  /* A bare name would be looked for along the system's library path. */
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  void *object = dlopen (absolute, RTLD_NOW | RTLD_LOCAL);

  if (object == NULL)
    {
      const char *why = dlerror ();

      g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_LOAD,
                   "%s: cannot be opened: %s", path, why != NULL ? why : "unknown reason");
      return NULL;
    }

  const void *address = dlsym (object, symbol);
  if (address == NULL)
    g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_SYMBOL,
                 "%s: exports no symbol %s: define it with NYSTA_PLUGIN_EXPORT", path,
                 symbol);
  return address;
}
