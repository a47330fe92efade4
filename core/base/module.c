/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "base/module.h"

#include "base/error.h"

#include <dlfcn.h>
#include <link.h>

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

char *
nysta_module_own_library (void)
{
  Dl_info info;
  void *map = NULL;

  if (dladdr1 ((void *) (gsize) nysta_module_own_library, &info, &map, RTLD_DL_LINKMAP) ==
      0)
    return NULL;

  /* The program itself stands in the list without a name. */
  const char *name = ((struct link_map *) map)->l_name;
  return name[0] != '\0' ? g_canonicalize_filename (name, NULL) : NULL;
}
