/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * findings.h: what reading and extracting one document has brought, as the host holds it:
 * proposals, checked for form, not yet identified with anything.
 *
 * Every reference is checked: a relation names entities of this document, of the right
 * kind; offsets lie inside the text, on character boundaries; confidences are in [0,1];
 * names are not empty, UTF-8 and free of control characters.
 */
#pragma once

#include "nysta-plugin.h"
#include <glib.h>

typedef struct
{
  char *key;       /* unique in the document: "extract-press#p1" */
  NystaEntityKind kind;
  char *name;
  char *authority; /* relative IRI or NULL */
  char *given_name;
  char *family_name;
  GPtrArray *aliases; /* of char *, other forms, without doubles */
  char *plugin;    /* id of the one that proposed it */
} NystaFoundEntity;

typedef struct
{
  guint32 entity; /* index into entities */
  guint32 start;  /* bytes */
  guint32 end;
  double confidence;
  const char *plugin;
} NystaFoundMention;

#define NYSTA_NO_ENTITY G_MAXUINT32

typedef struct
{
  guint32 person;
  guint32 role;         /* NYSTA_NO_ENTITY if none */
  guint32 organisation; /* NYSTA_NO_ENTITY if none */
  NystaAssertion assertion;
  char *start_date;
  char *end_date;
  guint32 start;
  guint32 end;
  double confidence;
  const char *plugin;
} NystaFoundMembership;

typedef struct
{
  guint32 project;
  guint32 organisation;
  NystaParticipationRole role;
  guint32 start;
  guint32 end;
  double confidence;
  const char *plugin;
} NystaFoundParticipation;

typedef struct
{
  guint32 owner;
  NystaContactKind kind;
  char *value;
  gboolean shared;
  guint32 start;
  guint32 end;
  double confidence;
  const char *plugin;
} NystaFoundContact;

typedef struct
{
  char *text; /* the document's text, UTF-8, for quotations */
  gsize n_bytes;
  GHashTable *metadata;      /* NYSTA_META_… -> value */
  GPtrArray *entities;       /* of NystaFoundEntity */
  GArray *mentions;          /* of NystaFoundMention */
  GArray *memberships;       /* of NystaFoundMembership */
  GArray *participations;    /* of NystaFoundParticipation */
  GArray *contacts;          /* of NystaFoundContact */
  GPtrArray *warnings;       /* of char *: "plugin: message" */
} NystaFindings;

NystaFindings *nysta_findings_new (void);
void nysta_findings_free (NystaFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaFindings, nysta_findings_free)
