/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* nysta-fingerprint.so: what fingerprint.h says of the module, by libexttextcat. */
#include "config.h"
#include "text/fingerprint.h"

#include <textcat.h>

static gpointer
open_list (const char *list)
{
  return special_textcat_Init (list, NYSTA_FINGERPRINT_DIR "/");
}

static const char *
find (gpointer handle, const char *utf8, gsize n_bytes)
{
  const char *only = NULL;
  candidate_t *candidates = textcat_GetClassifyFullOutput (handle);
  int n = candidates != NULL ? textcat_ClassifyFull (handle, utf8, n_bytes, candidates) : 0;

  if (n == 1)
    only = candidates[0].name; /* the handle's */
  textcat_ReleaseClassifyFullOutput (handle, candidates);
  return only;
}

/* Declared first: the module's one exported symbol. */
extern const NystaFingerprintModule nysta_fingerprint;
__attribute__ ((visibility ("default"))) const NystaFingerprintModule nysta_fingerprint = {
  .version = PACKAGE_VERSION,
  .open = open_list,
  .find = find,
  .close = textcat_Done,
};
