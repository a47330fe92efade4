/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* embedded-data.h: what embedded*.c know together of a document's data. */
#pragma once

#include "plugin/embedded.h"

typedef struct
{
  const char *id;     /* of its statements */
  GArray *statements; /* of guint: those that it is the subject of */
  NystaEmbeddedTerm kind;
  char *name;
  GArray *spans; /* of guint32: start, end, start, … */
  gboolean has_fact;
  gboolean is_proposed;
} NystaDataNode;

/* Who holds what where, or funds what, before anything is proposed. */
typedef struct
{
  NystaDataNode *member; /* a person; an organisation in a project */
  NystaDataNode *whole;  /* an organisation or project, or NULL */
  char *title;           /* or NULL */
  char *start_date;
  char *end_date;
  NystaParticipationRole participation;
  gboolean is_needless; /* another one says it, and more */
} NystaDataRelation;

typedef struct
{
  NystaDataNode *owner;
  NystaContactKind kind;
  char *value;
  gboolean shared;
} NystaDataAddress;

struct NystaEmbedded
{
  NystaFindings *findings;
  GPtrArray *nodes;       /* of NystaDataNode, in the order of their first statements */
  GHashTable *by_id;      /* -> NystaDataNode */
  guint8 *terms;          /* of each statement's predicate */
  guint8 *is_used;        /* statements that proposals stand for */
  NystaDataNode *article; /* what the page is there for, or NULL */
  NystaDataNode *page;
  GArray *relations; /* of NystaDataRelation */
  GArray *addresses; /* of NystaDataAddress */
  gsize n_searched;
};

/* Statement @index, and the node that is its object, or NULL. */
const NystaFoundStatement *nysta_embedded_statement (const NystaEmbedded *embedded,
                                                     guint index);
NystaDataNode *nysta_embedded_object (const NystaEmbedded *embedded, guint index);

/* Go through the statements of @node with @term: *at is 0 at first. FALSE: no more. */
gboolean nysta_embedded_next (const NystaEmbedded *embedded, const NystaDataNode *node,
                              NystaEmbeddedTerm term, guint *at, guint *out_statement);

/* (transfer full) (nullable): what statement @index says in words: a literal, or the name of
 * what it leads to; and the first value of @term. */
char *nysta_embedded_words (const NystaEmbedded *embedded, guint index);
char *nysta_embedded_value (const NystaEmbedded *embedded, const NystaDataNode *node,
                            NystaEmbeddedTerm term);

/* Whether @node (or NULL) is a person, organisation or project with a name. */
gboolean nysta_embedded_is_thing (const NystaDataNode *node);

/* Statement @index is said by a proposal. */
void nysta_embedded_use (NystaEmbedded *embedded, guint index);

/* embedded-facts.c: fill in relations and addresses by what is said of @node. */
void nysta_embedded_find_facts (NystaEmbedded *embedded, NystaDataNode *node);
/* Once all are found: a title without an organisation belongs to the only one that names its
 * holder (`employee`), and who holds a title somewhere is not there without one, too. */
void nysta_embedded_settle_facts (NystaEmbedded *embedded);
