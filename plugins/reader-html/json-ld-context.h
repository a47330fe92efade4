/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json-ld-context.h: what the keys of JSON-LD stand for. Contexts form a chain from the
 * innermost outwards and live until the script is told. */
#pragma once

#include "data.h"

#include <json-glib/json-glib.h>

typedef struct
{
  char *iri;  /* as defined: maybe a compact IRI, a keyword, or "": stands for nothing */
  char *type; /* @id, @vocab, or a datatype; or NULL */
  char *language;       /* or NULL */
  gboolean by_language; /* "@container": "@language" */
  gboolean is_list;
  gboolean is_reverse;
} JsonLdTerm;

typedef struct JsonLdContext JsonLdContext;
struct JsonLdContext
{
  const JsonLdContext *outer;
  GHashTable *terms; /* name -> JsonLdTerm */
  char *vocabulary;  /* "": none from here on; NULL: the outer one's */
  char *language;    /* likewise */
};

JsonLdContext *json_ld_context_new (const JsonLdContext *outer);
void json_ld_context_free (JsonLdContext *context);

/* Take in a value of "@context", one of several if it is an array. */
void json_ld_context_read (JsonLdContext *context, JsonNode *node, Data *data);

/* (nullable) */
const JsonLdTerm *json_ld_context_term (const JsonLdContext *context, const char *name);
const char *json_ld_context_language (const JsonLdContext *context);

/* (transfer full) (nullable): a property, class or datatype as an absolute IRI or keyword. */
char *json_ld_expand (const JsonLdContext *context, const char *name);
/* (transfer full) (nullable): the value of an @id. */
char *json_ld_expand_id (const JsonLdContext *context, const char *id, const Data *data);
