/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * manifest.h: what a plugin says of itself in manifest.ttl, and finding plugins.
 *
 * Caveats: reading a manifest opens no shared object; that happens in a worker, when the
 * plugin runs, or in `nysta plugins check`.
 */
#pragma once

#include "nysta-plugin.h"
#include <glib.h>

typedef struct
{
  char *folder; /* absolute */
  char *iri;    /* the manifest's subject */
  char *id;     /* "extract-press" */
  NystaPluginKind kind;
  guint abi;
  char *version;
  char *licence;        /* SPDX identifier or IRI */
  char *label;          /* one line on what it does, or NULL */
  char *object;         /* absolute path of the shared object */
  GStrv accepts;        /* media types (reader), schemes or "path" (source), languages or
                       "*" (extractor) */
  GStrv after;          /* extractors: ids that run before this one, if they are there */
  guint deadline_ms;    /* 0: the run's */
  guint64 memory_bytes; /* 0: the run's */
  char *digest;         /* what nysta_manifest_digest() found, or NULL */
  GChecksum *checksum;  /* of the manifest, until the digest is asked for */
} NystaManifest;

/* Read FOLDER/manifest.ttl and check it against this nysta.
 * Errors: NYSTA_MANIFEST_ERROR; NYSTA_RDF_ERROR_SYNTAX; NYSTA_IO_ERROR. */
NystaManifest *nysta_manifest_load (const char *folder, GError **error);
/* SHA-256 over manifest and object, hex. The object is read when this is asked for first:
 * most commands never do. */
const char *nysta_manifest_digest (NystaManifest *manifest);
void nysta_manifest_free (NystaManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaManifest, nysta_manifest_free)

/* Open the object and check the descriptor against the manifest. Runs the object's
 * constructors: for workers and for `nysta plugins check`. (transfer none) */
const NystaPlugin *nysta_manifest_open (const NystaManifest *manifest, GError **error);

typedef struct
{
  char *folder;
  NystaManifest *manifest; /* NULL if refused */
  GError *error;           /* why it was refused, or NULL */
  gboolean shadowed;       /* another of the same id comes first on the path */
} NystaRegistryEntry;

typedef struct NystaRegistry NystaRegistry;
/* Find the plugins in @dirs (each subfolder with a manifest.ttl); never fails: what is
 * wrong is in the entries. */
NystaRegistry *nysta_registry_new (const char *const *dirs);
void nysta_registry_free (NystaRegistry *registry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaRegistry, nysta_registry_free)

/* (element-type NystaRegistryEntry) (transfer none): by kind, then id. */
GPtrArray *nysta_registry_entries (NystaRegistry *registry);
const NystaManifest *nysta_registry_find (NystaRegistry *registry, const char *id);
/* The source for a locator: by scheme, or "path" for anything without one. */
const NystaManifest *nysta_registry_source (NystaRegistry *registry, const char *locator);
const NystaManifest *nysta_registry_reader (NystaRegistry *registry,
                                            const char *media_type);
/* All usable extractors in the order in which they run: `after` first, then by id.
 * (element-type NystaManifest) (transfer container) */
GPtrArray *nysta_registry_extractors (NystaRegistry *registry);
