/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * fingerprint.h: the language of a text by the n-grams it is made of: libexttextcat, in a
 * module that is left out where the library isn't there.
 *
 * Caveats: a hundred times slower than counting small words, and no better where there are
 * any: language.c asks it for what they leave open.
 */
#pragma once

#include <glib.h>

typedef struct NystaFingerprints NystaFingerprints;

/* @list: nysta_path_languages(). Reads the fingerprints, so before a worker gives up its right to read files. (transfer
 * full) NULL with NYSTA_PLUGIN_ERROR: no module, or no fingerprints. */
NystaFingerprints *nysta_fingerprints_open (const char *list, GError **error);
void nysta_fingerprints_free (NystaFingerprints *fingerprints);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaFingerprints, nysta_fingerprints_free)

/* The one language that the bytes are in, BCP 47, as long as @fingerprints live; NULL where
 * several come as near, or none does. */
const char *nysta_fingerprints_find (NystaFingerprints *fingerprints, const char *utf8,
                                     gsize n_bytes);

/* --- the module ---------------------------------------------------------------- */

typedef struct
{
  const char *version; /* of the nysta that it was built with */

  /* NULL: the library couldn't read @list or a fingerprint that it names. */
  gpointer (*open) (const char *list);
  const char *(*find) (gpointer handle, const char *utf8, gsize n_bytes);
  void (*close) (gpointer handle);
} NystaFingerprintModule;

#define NYSTA_FINGERPRINT_SYMBOL "nysta_fingerprint"
