/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * identity.h: which of a document's proposals are one thing, and what IRI each thing gets.
 *
 * The same proposals give the same IRIs, whatever else the store holds and in whatever
 * order documents come.
 */
#pragma once

#include "index/authority.h"
#include "plugin/findings.h"

typedef struct
{
  NystaEntityKind kind;
  char *iri;
  char *name;          /* the one preferred name */
  char *name_language; /* "sv", or NULL for a plain string */
  char *given_name;    /* persons, or NULL */
  char *family_name;
  gboolean has_authority; /* an authority graph describes it */
  GPtrArray *forms;       /* of char *: the document's other spellings, sorted */
} NystaIdentified;

typedef struct
{
  GPtrArray *entities;    /* of NystaIdentified, sorted by IRI */
  GPtrArray *of_proposal; /* of NystaIdentified, borrowed: one for each found entity */
} NystaIdentity;

/* @base: the store's base IRI. @authorities may be NULL. */
NystaIdentity *nysta_identity_resolve (const NystaFindings *findings,
                                       const char *document_iri, const char *base,
                                       NystaAuthorities *authorities);
void nysta_identity_free (NystaIdentity *identity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaIdentity, nysta_identity_free)

/* What stands behind proposal @proposal, or NULL for NYSTA_NO_ENTITY. */
const NystaIdentified *nysta_identity_of (const NystaIdentity *identity, guint32 proposal);

/* The IRI that an organisation called @name gets, if it is known by its name alone: an
 * authority's if one has that name's IRI. (transfer full) */
char *nysta_identity_organisation_iri (const char *base, const char *name);
