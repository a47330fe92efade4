/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"
#include "text/fingerprint.h"

#include <string.h>

#include "base/error.h"
#include "base/module.h"
#include "base/paths.h"

#define FILE_NAME "nysta-fingerprint.so"

struct NystaFingerprints
{
  const NystaFingerprintModule *module;
  gpointer handle;
};

NystaFingerprints *
nysta_fingerprints_open (const char *list, GError **error)
{
  g_autofree char *path = nysta_path_module (FILE_NAME);
  const NystaFingerprintModule *module = nysta_module_symbol (
    path, NYSTA_FINGERPRINT_SYMBOL, error);

  if (module == NULL)
    return NULL;
  if (strcmp (module->version, PACKAGE_VERSION) != 0)
    {
      g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_MISMATCH,
                   "%s: is of nysta %s, not %s: install nysta again", path, module->version,
                   PACKAGE_VERSION);
      return NULL;
    }

  gpointer handle = module->open (list);
  if (handle == NULL)
    {
      g_set_error (error, NYSTA_PLUGIN_ERROR, NYSTA_PLUGIN_ERROR_LOAD,
                   "%s: not read, or a fingerprint that it names is missing: install "
                   "libexttextcat-data",
                   list);
      return NULL;
    }
  NystaFingerprints *fingerprints = g_new0 (NystaFingerprints, 1);
  fingerprints->module = module;
  fingerprints->handle = handle;
  return fingerprints;
}

void
nysta_fingerprints_free (NystaFingerprints *fingerprints)
{
  if (fingerprints == NULL)
    return;
  fingerprints->module->close (fingerprints->handle);
  g_free (fingerprints);
}

const char *
nysta_fingerprints_find (NystaFingerprints *fingerprints, const char *utf8, gsize n_bytes)
{
  return fingerprints->module->find (fingerprints->handle, utf8, n_bytes);
}
