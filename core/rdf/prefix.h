/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* prefix.h: the well-known prefixes, in the fixed order in which they are written. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *prefix; /* "foaf" */
  const char *iri;    /* "http://xmlns.com/foaf/0.1/" */
} NystaPrefix;

/* Fixed order (alphabetical, at most 64); ends with { NULL, NULL }. */
extern const NystaPrefix nysta_prefixes[];

/* Index of the prefix whose IRI begins @iri, longest first, or -1. */
int nysta_prefix_find (const char *iri);

/* "foaf:name" if a well-known prefix fits and the rest is a legal local name (Turtle [168]
 * PN_LOCAL without escapes), else NULL. */
char *nysta_prefix_shorten (const char *iri);

/* Whether @name can stand after `prefix:` as it is: PN_LOCAL without escapes or colons. */
gboolean nysta_prefix_is_local_name (const char *name);

/* The characters of local names (Turtle [168s]) and of blank node labels (N-Triples
 * [141s]), less the colon: what may stand first, and what may follow, full stops apart. */
gboolean nysta_prefix_is_name_start (gunichar c);
gboolean nysta_prefix_is_name_character (gunichar c);
