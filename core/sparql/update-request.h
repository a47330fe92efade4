/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* update-request.h: a request under way, for the files that do its operations. */
#pragma once

#include "sparql/exec/budget.h"
#include "sparql/parse/syntax-tree.h"
#include "sparql/update.h"

typedef struct
{
  const NystaSyntaxTree *tree;
  const NystaUpdateOptions *options;
  NystaDataset *now;     /* an overlay of what was before, with all changes so far */
  NystaBudget budget;    /* max_bytes and the deadline */
  GHashTable *constants; /* NystaNode -> NystaTermId */
  GHashTable *created; /* NystaTermId: graphs that CREATE made, and that hold nothing yet */
  guint64 salt;        /* in the labels of new blank nodes: no other request's */
  guint64 n_scopes;    /* of blank nodes' labels: solutions and operations so far */
  guint64 n_added;     /* by the operation under way */
  guint64 n_removed;
} NystaUpdateRequest;

/* (transfer full) */
NystaSyntaxTree *nysta_update_parse (const char *text, const NystaQueryOptions *options,
                                     GError **error);
/* "INSERT DATA" */
const char *nysta_update_operation_name (const NystaNode *operation);

/* @quads: NystaQuad. FALSE with @error at a limit. */
gboolean nysta_update_set_all (NystaUpdateRequest *request, const GArray *quads,
                               gboolean adds, GError **error);
/* @n_bytes: held besides the changes. */
gboolean nysta_update_check (NystaUpdateRequest *request, gsize n_bytes, GError **error);
/* The id of a term of the request's text. */
NystaTermId nysta_update_constant (NystaUpdateRequest *request, const NystaNode *node);

/* CLEAR, DROP, CREATE, ADD, COPY, MOVE. */
gboolean nysta_update_graphs (NystaUpdateRequest *request, const NystaNode *operation,
                              GError **error);
gboolean nysta_update_load (NystaUpdateRequest *request, const NystaNode *operation,
                            GError **error);
