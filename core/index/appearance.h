/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * appearance.h: where the persons, organisations and projects of a name appear in the
 * documents of a dataset, each with what its document says of it. What a decision on
 * identity rests upon: it depends on documents alone, not on what was decided before.
 */
#pragma once

#include "plugin/findings.h"
#include "store/dataset.h"

typedef struct
{
  NystaEntityKind kind;
  const char *document;
  const char *iri;        /* as it was read */
  const char *now;        /* what the document's graph calls it */
  const char *name;       /* as it was read */
  const char *language;   /* of @name, or NULL */
  gboolean has_authority; /* organisations */
  gboolean is_apart;      /* somebody said that it is nothing of its name (parting.h) */
  GPtrArray *keys;        /* of char *: blocks that it belongs to (see below), sorted */
  GPtrArray *emails;      /* of char *, persons': those that are nobody else's */
  GPtrArray *places;      /* of char *: keys of the names of their organisations */
  GPtrArray *roles;       /* of char *: their titles, in lower case */
  GPtrArray *aliases;     /* of char *, organisations': keys of their acronyms */
} NystaAppearance;

typedef struct NystaAppearances NystaAppearances;

/* Refs @dataset. @base: the store's. */
NystaAppearances *nysta_appearances_new (NystaDataset *dataset, const char *base);
void nysta_appearances_free (NystaAppearances *appearances);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaAppearances, nysta_appearances_free)

/* What may be one thing shares a block: persons of one first and last name; projects of one
 * name; organisations of one name, one's name being the other's acronym, or names that differ by a legal form
 * (`AB`). Written "person anna berg". */

/* (element-type NystaAppearance) (transfer none): all of block @key, by document, then IRI;
 * valid as long as @appearances. */
GPtrArray *nysta_appearances_of_block (NystaAppearances *appearances, const char *key);
/* (element-type char *) (transfer full): the blocks of what @iri is or was called. */
GPtrArray *nysta_appearances_blocks_of (NystaAppearances *appearances, const char *iri);
/* From now on every name of the dataset is known: for who asks for many blocks. */
void nysta_appearances_read_all (NystaAppearances *appearances);

/* Append to @keys (a set of char *) the blocks of all that @graph, a document's, names. */
void nysta_appearances_note_blocks (const NystaStatement *statements, gsize n,
                                    GHashTable *keys);
