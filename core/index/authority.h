/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * authority.h: what the Turtle in ontologies/ says of organisations, roles and
 * participations, held in memory while documents are indexed.
 *
 * Caveats: IRIs in the Turtle are relative and stand below the base of the store, which
 * may be a URN, against which RFC 3986 resolves nothing: the base is put before them.
 */
#pragma once

#include "rdf/graph.h"

typedef struct NystaAuthorities NystaAuthorities;

NystaAuthorities *nysta_authorities_new (const char *base);
void nysta_authorities_free (NystaAuthorities *authorities);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaAuthorities, nysta_authorities_free)

/* Read one Turtle file. Errors: as nysta_rdf_read_file(). */
gboolean nysta_authorities_load (NystaAuthorities *authorities, const char *path,
                                 GError **error);
/* Read every Turtle file of the ontology folders that holds authorities or terms: of the
 * program's own folder those known to, of the user's all. */
gboolean nysta_authorities_load_all (NystaAuthorities *authorities, GError **error);
/* The terms are copied. */
void nysta_authorities_add (NystaAuthorities *authorities, const NystaStatement *statement);

/* SHA-256 over what was loaded, hex; changes when a file does. */
const char *nysta_authorities_digest (NystaAuthorities *authorities);

/* Does anything say something of @iri? */
gboolean nysta_authorities_has (NystaAuthorities *authorities, const char *iri);

/* The preferred name of @iri: in Swedish if there is one, else without a language, else
 * any; never by the document's language, so that a thing has one name in all graphs.
 * FALSE if it has none. @out_name borrows from @authorities. */
gboolean nysta_authorities_name (NystaAuthorities *authorities, const char *iri,
                                 NystaTerm *out_name);

/* The organisation that alone bears @name (preferred or not, compared as
 * nysta_name_key() does), or NULL. (transfer none) */
const char *nysta_authorities_find_organisation (NystaAuthorities *authorities,
                                                 const char *name);

/* Every statement whose subject is @iri. */
void nysta_authorities_foreach (NystaAuthorities *authorities, const char *iri,
                                void (*func) (const NystaStatement *statement,
                                              gpointer user_data),
                                gpointer user_data);
/* Every statement whose subject's IRI begins with @prefix. */
void nysta_authorities_foreach_term (NystaAuthorities *authorities, const char *prefix,
                                     void (*func) (const NystaStatement *statement,
                                                   gpointer user_data),
                                     gpointer user_data);

/* The role that is called @title, in lower case, in any language; or NULL. Here and below:
 * (transfer none) */
const char *nysta_authorities_find_role (NystaAuthorities *authorities, const char *title);
/* The role whose definite form @form, in lower case, is; or NULL. */
const char *nysta_authorities_find_definite (NystaAuthorities *authorities,
                                             const char *form);
/* Does it end compounds (-chef)? */
gboolean nysta_authorities_is_head (NystaAuthorities *authorities, const char *role);
/* "chefen", or NULL */
const char *nysta_authorities_definite (NystaAuthorities *authorities, const char *role);
