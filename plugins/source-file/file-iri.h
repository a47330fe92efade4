/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* file-iri.h: between paths and file: IRIs. Results are the caller's to free(). */
#pragma once

#include <stdbool.h>

/* @path made absolute; `.`, `..` and doubled slashes are taken out by their text alone, so
 * that a link keeps the name that the user gave it. NULL without memory or folder. */
char *absolute_path (const char *path);

/* The file: IRI of an absolute path (RFC 3987 [ipchar] and `/` kept; everything else,
 * bytes that aren't UTF-8 among it, percent-encoded). NULL without memory. */
char *file_iri_from_path (const char *path);

bool is_file_iri (const char *text);

/* The path of a file: IRI of this machine; NULL if it has none. */
char *file_iri_to_path (const char *iri);
