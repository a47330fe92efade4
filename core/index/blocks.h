/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* blocks.h: which names are looked at together (appearance.h). */
#pragma once

#include "plugin/findings.h"

/* "person", "organisation" or "project"; NULL: of roles nothing is decided. */
const char *nysta_block_kind (NystaEntityKind kind);
/* Of "person anna berg" the kind; FALSE if it is none. @out_name borrows. */
gboolean nysta_block_parse (const char *block, NystaEntityKind *out_kind,
                            const char **out_name);
/* (transfer full): "person anna berg" */
char *nysta_block_new (NystaEntityKind kind, const char *name_key);

/* (transfer full): the words of @name without case and accents, "andre lindén-berg" being
 * "andre linden berg"; å, ä and ö stay. */
char *nysta_block_words (const char *name);
/* (transfer full): of a person's @name the first and the last of its words, which is what
 * persons are looked at together by: "anna berg" of "Anna M. Svensson-Berg". */
char *nysta_block_person_name (const char *name);

/* How two persons' names, as nysta_block_words() gives them, go together. */
typedef enum
{
  NYSTA_NAMES_CLASH,   /* "anna maria berg", "anna karin berg" */
  NYSTA_NAMES_LONGER,  /* one has further names: "anna svensson berg", "anna berg" */
  NYSTA_NAMES_INITIAL, /* … or but initials of such: "anna m berg", "anna maria berg" */
  NYSTA_NAMES_EQUAL
} NystaNameRelation;
NystaNameRelation nysta_block_relate (const char *a, const char *b);

/* Whether @form, a name, has an acronym's shape: `NDR`, `eSam`. */
gboolean nysta_block_is_acronym (const char *form);
/* (transfer full): @key without a legal form: "exempelbolaget" of "exempelbolaget ab",
 * "nordviks" and "nordvik" of "nordviks kommun"; empty if it has none. */
GStrv nysta_block_bare_names (const char *key);

/* (transfer container): the keys of @table, which are strings, sorted: an order that only
 * they decide. */
GPtrArray *nysta_sorted_keys (GHashTable *table);
/* (transfer container): the same elements, which it does not own. */
GPtrArray *nysta_borrowed_copy (const GPtrArray *array);
