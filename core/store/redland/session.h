/* SPDX-License-Identifier: LGPL-2.1-or-later */
/*
 * session.h: a store as one librdf storage has it open. Changes wait in memory, so that a
 * thousand statements added one by one are one commit; what is read has them in it.
 *
 * The writer's lock is taken by the first change and given back by the commit: a program
 * that only reads never keeps another from writing.
 */
#pragma once

#include "store/redland/rows.h"

typedef struct NystaSession NystaSession;

typedef enum
{
  NYSTA_SESSION_READ,  /* no changes */
  NYSTA_SESSION_WRITE, /* must exist */
  NYSTA_SESSION_NEW    /* made; one that exists is emptied */
} NystaSessionMode;

/* @base: as nysta_store_open(). */
NystaSession *nysta_session_open (const char *path, NystaSessionMode mode, const char *base,
                                  GError **error);
/* What waits is lost: nysta_session_commit() before. */
void nysta_session_free (NystaSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NystaSession, nysta_session_free)

/* Add or remove @statement in the graph it names. Commits by itself when very many wait,
 * unless a transaction is open.
 * Errors: NYSTA_STORE_ERROR_BUSY and others of nysta_store_open(); of a commit. */
gboolean nysta_session_change (NystaSession *session, const NystaStatement *statement,
                               gboolean adds, GError **error);
/* Remove it from each graph that has it. */
gboolean nysta_session_remove_everywhere (NystaSession *session,
                                          const NystaStatement *statement, GError **error);
/* Remove all that the graph (an IRI) holds. */
gboolean nysta_session_remove_graph (NystaSession *session, const char *graph,
                                     GError **error);

/* Commit what waits, also if a transaction is open, which ends. On failure all of it waits
 * on. */
gboolean nysta_session_commit (NystaSession *session, GError **error);

/* From here to the commit nothing is committed by itself. FALSE if one is open already. */
gboolean nysta_session_begin (NystaSession *session, GError **error);
gboolean nysta_session_in_transaction (const NystaSession *session);
void nysta_session_roll_back (NystaSession *session);

/* (transfer full): of the last commit, with what waits. */
NystaRows *nysta_session_find (NystaSession *session, const NystaStatement *pattern,
                               NystaRowsScope scope, GError **error);
/* Quads, or with NYSTA_ROWS_UNION distinct triples; -1 with @error. */
gint64 nysta_session_size (NystaSession *session, NystaRowsScope scope, GError **error);
/* (transfer full): the names of all named graphs. */
GStrv nysta_session_graphs (NystaSession *session, GError **error);
