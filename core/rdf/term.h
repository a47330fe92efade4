/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * term.h: RDF terms and statements as plain values.
 *
 * Caveats: a NystaTerm borrows its strings. Whoever fills one says where they
 * live; nysta_term_dup() makes one that owns them (free with nysta_term_free()).
 */
#pragma once

#include <glib.h>

typedef enum
{
  NYSTA_TERM_NONE = 0, /* no term: the unnamed graph, an unbound variable */
  NYSTA_TERM_IRI,
  NYSTA_TERM_BLANK,
  NYSTA_TERM_LITERAL
} NystaTermKind;

/* RDF 1.1 term. @datatype is NULL for xsd:string and for language-tagged strings. */
typedef struct
{
  NystaTermKind kind;
  const char *value;    /* IRI, blank node label without "_:", or lexical form */
  const char *datatype; /* IRI or NULL */
  const char *language; /* tag as spelt, or NULL */
} NystaTerm;

typedef struct
{
  NystaTerm subject;
  NystaTerm predicate;
  NystaTerm object;
  NystaTerm graph; /* NYSTA_TERM_NONE: the unnamed graph */
} NystaStatement;

/* Called with each statement a reader finds or a cursor yields; the terms are valid
 * during the call. Return FALSE with @error set to end the reading. */
typedef gboolean (*NystaStatementFunc) (const NystaStatement *statement, gpointer user_data,
                                        GError **error);

static inline NystaTerm
nysta_iri (const char *iri)
{
  return (NystaTerm){ .kind = NYSTA_TERM_IRI, .value = iri };
}

static inline NystaTerm
nysta_literal (const char *lexical, const char *datatype, const char *language)
{
  return (NystaTerm){
    .kind = NYSTA_TERM_LITERAL, .value = lexical, .datatype = datatype, .language = language
  };
}

/* Total order: none < blank < IRI < literal, then value, datatype, language, by byte.
 * Language tags compare without case. */
int nysta_term_compare (const NystaTerm *a, const NystaTerm *b);
gboolean nysta_term_equal (const NystaTerm *a, const NystaTerm *b);
guint nysta_term_hash (const NystaTerm *term);

/* Graph, then subject, predicate, object. */
int nysta_statement_compare (const NystaStatement *a, const NystaStatement *b);

NystaTerm *nysta_term_dup (const NystaTerm *term);
void nysta_term_free (NystaTerm *term);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaTerm, nysta_term_free)

/* Whether @tag can stand after a literal: Turtle [144s] LANGTAG, without the `@`. */
gboolean nysta_term_is_language (const char *tag);

/* Append @term as canonical N-Triples (RDF 1.2 "Canonical N-Triples": UTF-8 kept, only
 * `"` `\` and controls escaped). Nothing for NYSTA_TERM_NONE. */
void nysta_term_append_ntriples (const NystaTerm *term, GString *out);
