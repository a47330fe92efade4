/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * embedded.h: what a document says as data (JSON-LD, microdata, RDFa) in nysta's own model.
 *
 * The reader's statements about people, organisations and projects, who holds which post
 * where, and how to reach them become proposals like an extractor's, so that identity merges
 * them with what the prose says. What is said of the article itself fills in the document's
 * metadata. The rest stays as it is.
 *
 * Nobody is proposed for having a name alone: who is neither in the text nor in a fact (the
 * editor in a page's footer, its publisher) stays among the statements.
 */
#pragma once

#include "plugin/findings.h"
#include "text/document.h"

typedef enum
{
  NYSTA_EMBEDDED_NOTHING = 0,
  NYSTA_EMBEDDED_TYPE,
  /* classes */
  NYSTA_EMBEDDED_PERSON,
  NYSTA_EMBEDDED_ORGANISATION,
  NYSTA_EMBEDDED_PROJECT,
  NYSTA_EMBEDDED_POST,    /* schema:Role, org:Membership: somebody's place somewhere */
  NYSTA_EMBEDDED_ARTICLE, /* what a page is there for */
  NYSTA_EMBEDDED_PAGE,
  /* properties */
  NYSTA_EMBEDDED_NAME,
  NYSTA_EMBEDDED_ALIAS,
  NYSTA_EMBEDDED_GIVEN_NAME,
  NYSTA_EMBEDDED_FAMILY_NAME,
  NYSTA_EMBEDDED_TITLE,    /* of a person or post */
  NYSTA_EMBEDDED_EMPLOYER, /* person → organisation or post; post → organisation */
  NYSTA_EMBEDDED_EMPLOYEE, /* organisation → person or post; post → person */
  NYSTA_EMBEDDED_ORGANISATION_OF, /* post → organisation */
  NYSTA_EMBEDDED_FOUNDER,
  NYSTA_EMBEDDED_FUNDER,
  NYSTA_EMBEDDED_EMAIL,
  NYSTA_EMBEDDED_PHONE,
  NYSTA_EMBEDDED_CONTACT_POINT,
  NYSTA_EMBEDDED_START,
  NYSTA_EMBEDDED_END,
  NYSTA_EMBEDDED_HEADLINE,
  NYSTA_EMBEDDED_PUBLISHED,
  NYSTA_EMBEDDED_MODIFIED,
  NYSTA_EMBEDDED_LANGUAGE,
  NYSTA_EMBEDDED_PUBLISHER
} NystaEmbeddedTerm;

/* embedded-terms.c: what a class or property of schema.org, FOAF, ORG, vCard, … means. */
NystaEmbeddedTerm nysta_embedded_term (const char *iri);
/* (transfer full) (nullable): @text as E.164, national numbers as Swedish ones if
 * @is_swedish. */
char *nysta_embedded_phone (const char *text, gboolean is_swedish);
/* (transfer full) (nullable): the lower-cased address in @text, `mailto:` cut off. */
char *nysta_embedded_email (const char *text);

typedef struct NystaEmbedded NystaEmbedded;

/* Borrows @findings, whose statements are all there. */
NystaEmbedded *nysta_embedded_new (NystaFindings *findings);
void nysta_embedded_free (NystaEmbedded *embedded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaEmbedded, nysta_embedded_free)

/* Metadata that the reader did not give. */
void nysta_embedded_describe (const NystaEmbedded *embedded, NystaDocument *document);

/* Once the findings have their text: add proposals to them, and write frames of these and of
 * the statements that are left to @out. */
void nysta_embedded_propose (NystaEmbedded *embedded, GByteArray *out);
