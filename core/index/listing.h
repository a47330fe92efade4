/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* listing.h: what locators stand for: the documents of a run, each once. */
#pragma once

#include "index/report.h"
#include "plugin/pool.h"

typedef struct
{
  char *iri;        /* the document's, and so its graph's */
  char *name;       /* for people: the path as seen from here, or the IRI */
  char *key;        /* for the source's fetch() */
  char *media_type; /* as the source says, or NULL */
  guint64 size_bytes;
  gboolean named; /* the locator named this very document */
  const NystaManifest *source;
} NystaTask;

typedef struct NystaListing NystaListing;

/* @root: the folder below which documents are called {base}res/document/PATH, or NULL. */
NystaListing *nysta_listing_new (const char *base, const char *root);
void nysta_listing_free (NystaListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaListing, nysta_listing_free)

/* Ask the source of @locator for its documents. What cannot be had goes to @report.
 * FALSE only if no worker can be had. */
gboolean nysta_listing_add (NystaListing *listing, NystaPool *pool, NystaRegistry *registry,
                            const char *locator, NystaReport *report, GError **error);

/* (element-type NystaTask) (transfer none): in the order listed. */
GPtrArray *nysta_listing_tasks (NystaListing *listing);

/* Is @iri below a folder that was listed whole, and not there any more? */
gboolean nysta_listing_is_gone (NystaListing *listing, const char *iri);
