/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * places.h: where in a file a quotation stands, as editors count: line and column, from 1, in
 * characters.
 *
 * Caveats: offsets count in the text that a reader made of a file; what stands there in the
 * file itself is compared with the words, and else they are looked for. In what is no text,
 * or has changed since, they are not found.
 */
#pragma once

#include <glib.h>

typedef struct NystaPlaces NystaPlaces;

/* Keeps the file that it was asked about last. */
NystaPlaces *nysta_places_new (void);
void nysta_places_free (NystaPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaPlaces, nysta_places_free)

/* (transfer full) (nullable): the path of a `file:` IRI of this machine. */
char *nysta_places_path (const char *iri);

/* @start: code points, or -1. FALSE: not a file, not readable, or the words are not there, or
 * more than once. */
gboolean nysta_places_find (NystaPlaces *places, const char *iri, const char *words,
                            gint64 start, guint *out_line, guint *out_column);
