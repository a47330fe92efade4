/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* names.h: when two names are one, and how a name is spelt in the graph. */
#pragma once

#include <glib.h>

/* @name as it is written in the graph: NFC, white space runs one space, soft hyphens and
 * zero-width marks gone, quotes around the whole gone. (transfer full) */
char *nysta_name_tidy (const char *name);

/* What two spellings of one name share: tidied, case folded, quotes gone, dashes and
 * apostrophes one kind each, a genitive `:s` or `'s` gone. å, ä and ö stay what they are.
 * (transfer full) */
char *nysta_name_key (const char *name);

/* Is @key the genitive of @base (both from nysta_name_key())? "ai swedens", "ai sweden" */
gboolean nysta_name_is_genitive_of (const char *key, const char *base);

/* How a role that no authority lists is spelt: lower case, but acronyms (`IT-chef`), words
 * of mixed case and capitals inside an otherwise lower-case title (a proper name) stay.
 * (transfer full) */
char *nysta_name_spell_role (const char *name);

/* The last segment of the IRI that @name gets: its slug, and where the slug drops a mark
 * that tells names apart (`C++`), a code after it. (transfer full) */
char *nysta_name_segment (const char *name);
