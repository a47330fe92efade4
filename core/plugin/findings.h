/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * findings.h: what reading and extracting one document has brought, as the host holds it:
 * proposals, checked for form, not yet identified with anything.
 *
 * Every reference is checked: a relation names entities of this document, of the right
 * kind; offsets lie inside the text, on character boundaries; confidences are in [0,1];
 * names are not empty, UTF-8 and free of control characters. Only what the reader found in
 * the document's own data may lie nowhere in its text: bytes 0 to 0.
 */
#pragma once

#include "nysta-plugin.h"
#include <glib.h>

typedef struct
{
  char *key; /* unique in the document: "extract-press#p1" */
  NystaEntityKind kind;
  char *name;
  char *authority; /* relative IRI or NULL */
  char *given_name;
  char *family_name;
  GPtrArray *aliases; /* of char *, other forms, without doubles */
  char *plugin;       /* id of the one that proposed it */
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
  guint32 project;
  NystaProperty property;
  char *value;
  char *currency; /* NULL for a date */
  guint32 funder; /* NYSTA_NO_ENTITY if none */
  guint32 start;
  guint32 end;
  double confidence;
  const char *plugin;
} NystaFoundValue;

/* Subject and object: an IRI, maybe relative to the document's, "_:key", or "". */
typedef struct
{
  char *subject;
  char *predicate;
  char *object;
  NystaObjectKind object_kind;
  char *datatype;
  char *language;
} NystaFoundStatement;

typedef struct
{
  char *reader;     /* id of the plugin that read the document, or NULL */
  const char *text; /* the document's text, UTF-8, for quotations */
  char *own_text;   /* the same, unless it is another's */
  gsize n_bytes;
  GHashTable *metadata;      /* NYSTA_META_… -> value */
  GPtrArray *entities;       /* of NystaFoundEntity */
  GArray *mentions;          /* of NystaFoundMention */
  GArray *memberships;       /* of NystaFoundMembership */
  GArray *participations;    /* of NystaFoundParticipation */
  GArray *contacts;          /* of NystaFoundContact */
  GPtrArray *statements;     /* of NystaFoundStatement */
  gsize statement_bytes;     /* all of them together */
  GArray *values;            /* of NystaFoundValue */
  GPtrArray *warnings;       /* of char *: "plugin: message" */
  GPtrArray *trace;          /* of char *: lines for a person, if the job asked for them */
  GHashTable *entity_by_key; /* key -> index + 1; findings.c's own */
  guint n_warnings_dropped;
} NystaFindings;

NystaFindings *nysta_findings_new (void);
void nysta_findings_free (NystaFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaFindings, nysta_findings_free)

/* Each adds one proposal of @plugin if it is sound. A key is the plugin's own ("p1") or,
 * for what another found, qualified ("extract-press#p1"). FALSE: nothing was added.
 * Errors: NYSTA_PLUGIN_ERROR_FAILED, with what is wrong and no more. */
gboolean nysta_findings_add_entity (NystaFindings *findings, const char *plugin,
                                    const NystaEntity *entity, GError **error);
gboolean nysta_findings_add_alias (NystaFindings *findings, const char *plugin,
                                   const char *key, const char *form, GError **error);
gboolean nysta_findings_add_mention (NystaFindings *findings, const char *plugin,
                                     const NystaMention *mention, GError **error);
gboolean nysta_findings_add_membership (NystaFindings *findings, const char *plugin,
                                        const NystaMembership *membership, GError **error);
gboolean nysta_findings_add_participation (NystaFindings *findings, const char *plugin,
                                           const NystaParticipation *participation,
                                           GError **error);
gboolean nysta_findings_add_contact (NystaFindings *findings, const char *plugin,
                                     const NystaContact *contact, GError **error);
gboolean nysta_findings_add_value (NystaFindings *findings, const char *plugin,
                                   const NystaValue *value, GError **error);
gboolean nysta_findings_add_metadata (NystaFindings *findings, const char *property,
                                      const char *value, GError **error);
/* One of the reader's; past NYSTA_MAX_STATEMENTS refused. */
gboolean nysta_findings_add_statement (NystaFindings *findings,
                                       const NystaStatementProposal *statement,
                                       GError **error);
/* Sets @error to what is unsound. Returns FALSE, for a caller to return. */
gboolean nysta_findings_refuse (GError **error, const char *format, ...)
  G_GNUC_PRINTF (2, 3);
/* What @plugin proposed under @key, or NYSTA_NO_ENTITY. */
guint32 nysta_findings_find_entity (const NystaFindings *findings, const char *plugin,
                                    const char *key);
/* Copies @text; refuses what isn't UTF-8, holds NUL or is over NYSTA_MAX_TEXT_BYTES. */
/* @text is valid, and must live as long as @findings. */
void nysta_findings_borrow_text (NystaFindings *findings, const char *text, gsize n_bytes);
gboolean nysta_findings_set_text (NystaFindings *findings, const char *text, gsize n_bytes,
                                  GError **error);

/* Keep "plugin: message", made fit for one line; past NYSTA_MAX_WARNINGS only counted. */
void nysta_findings_warn (NystaFindings *findings, const char *plugin, const char *message);

/* (transfer full) @message as valid UTF-8 on one line of at most NYSTA_MAX_MESSAGE_BYTES:
 * what a plugin says ends up in ledgers and on terminals. */
char *nysta_message_clean (const char *message);
