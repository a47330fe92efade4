/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* media-type.h: what a document is, from its name and its first bytes. */
#pragma once

#include <glib.h>

/* By the ending of @name (a path, an IRI or a key): "text/html"; NULL if it has none that
 * is known. Known endings include ones that nothing reads yet, so that a folder's pictures
 * are passed over without being opened. (transfer none) */
const char *nysta_media_type_from_name (const char *name);

/* By content: HTML marks, RDF, PDF, else text if the bytes look like it; NULL if they do
 * not. Only the first 4 KiB are looked at. (transfer none) */
const char *nysta_media_type_sniff (const void *data, gsize n_bytes);

/* By name, else by content. (transfer none) */
const char *nysta_media_type (const char *name, const void *data, gsize n_bytes);
