/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* iri.h: making and checking IRIs. */
#pragma once

#include <glib.h>

/* A slug for the last segment of an IRI: NFC, lower case, å ä ö (and é, ü, …) kept, runs
 * of anything else one hyphen, none at the ends: "Myndigheten för digital förvaltning" ->
 * "myndigheten-för-digital-förvaltning". Never empty: a name without letters or digits
 * gives "x" and a hash. (transfer full) */
char *nysta_iri_slug (const char *name);

/* 32 hex digits: the first 128 bits of SHA-256 over the @parts, each ended by a NUL, up
 * to a NULL. (transfer full) */
char *nysta_iri_hash (const char *part, ...) G_GNUC_NULL_TERMINATED;

/* RFC 3987 absolute, and none of the characters that N-Triples [8] IRIREF forbids. */
gboolean nysta_iri_is_absolute (const char *iri);

/* file: IRI of a path made absolute; UTF-8 kept, what is illegal percent-encoded.
 * Bytes that aren't UTF-8 are percent-encoded. (transfer full) */
char *nysta_iri_from_path (const char *path);
/* The path of a file: IRI, or NULL. (transfer full) */
char *nysta_iri_to_path (const char *iri);

/* (transfer full): @iri as seen from @base_iri, RFC 3986 §5.2; NULL if @iri is relative
 * and @base_iri is NULL. Bytes past ASCII stay as they are. */
char *nysta_iri_resolve (const char *base_iri, const char *iri);
